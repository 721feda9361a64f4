// Keeps what a person types until it is saved: a closed tab or a lost connection loses nothing.
//
// A form with data-working-copy-url posts {fields, base_version} to that address after a pause in
// typing, and when the page is left; the server answers {kept_at: "14:05"}. When it cannot be
// reached the typing is kept in the browser (localStorage), sent again every few seconds, and put
// back into the form when the page is opened again, unless the server kept something later
// (data-kept-at, ISO 8601). data-working-copy-owner keeps two people on one machine apart.

const PAUSE = 800; // ms without a key before typing is kept
const RETRY = 5000; // ms between attempts while the server cannot be reached
const PREFIX = "mandate-working-copy:";
const TOKEN = "csrfmiddlewaretoken";

class WorkingCopy {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.workingCopyUrl;
    this.key = `${PREFIX}${form.dataset.workingCopyOwner || ""}:${this.url}`;
    this.line = form.querySelector("[data-working-copy-status]");
    this.opened = this.text();
    this.isDirty = false;
    this.isSending = false;
    this.isSubmitting = false;
  }

  start() {
    this.restore();
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("change", () => this.typed());
    this.form.addEventListener("submit", () => this.submitted());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
    });
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("pageshow", () => (this.isSubmitting = false));
    window.addEventListener("online", () => this.send());
  }

  typed() {
    this.isDirty = true;
    this.sendIn(PAUSE);
  }

  // The fields by name; a name that occurs twice has a list.
  fields() {
    const found = {};
    for (const [name, value] of new FormData(this.form)) {
      if (name === TOKEN || typeof value !== "string") continue;
      found[name] = name in found ? [found[name], value].flat() : value;
    }
    return found;
  }

  text() {
    return JSON.stringify(this.fields());
  }

  sendIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  async send() {
    if (!this.isDirty || this.isSending || this.isSubmitting) return;
    this.isSending = true;
    const sent = this.text();
    try {
      this.answered(await this.request(), sent);
    } catch {
      this.unreachable("offline");
    } finally {
      this.isSending = false;
    }
  }

  request({ keepalive = false } = {}) {
    return fetch(this.url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      keepalive,
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token() },
      body: JSON.stringify({
        fields: this.fields(),
        base_version: this.version(),
      }),
    });
  }

  version() {
    return Number(this.form.dataset.baseVersion || 0);
  }

  // Signing in again, in another tab, changes the token: the cookie has the one that counts.
  token() {
    const input = this.form.querySelector(`[name=${TOKEN}]`);
    const cookie = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
    if (input && cookie) input.value = cookie[1];
    return input ? input.value : "";
  }

  async answered(answer, sent) {
    if (this.isSubmitting) return;
    const isSignedOut = answer.type === "opaqueredirect" || [401, 403].includes(answer.status);
    if (isSignedOut) return this.unreachable("signedOut");
    if (!answer.ok) return this.unreachable("offline");
    const { kept_at: time } = await answer.json();
    if (this.isSubmitting) return;
    this.say("kept", time);
    if (sent !== this.text()) return this.sendIn(PAUSE);
    this.isDirty = false;
    forget(this.key);
  }

  // No answer, a fault of the server, or a sign-in that has run out.
  unreachable(state) {
    if (this.isSubmitting) return;
    this.keepHere();
    this.say(state);
    this.sendIn(RETRY);
  }

  keepHere(more = {}) {
    const copy = { fields: this.fields(), version: this.version(), at: Date.now() };
    remember(this.key, { ...copy, ...more });
  }

  leave() {
    if (!this.isDirty || this.isSubmitting) return;
    const sent = this.text();
    this.keepHere();
    this.request({ keepalive: true })
      .then((answer) => this.answered(answer, sent))
      .catch(() => {});
  }

  // The page that answers the submission drops this copy: see dropSubmitted.
  submitted() {
    this.isSubmitting = true;
    clearTimeout(this.timer);
    this.token();
    this.keepHere({ submittedFrom: location.href });
  }

  restore() {
    const kept = recall(this.key);
    if (!kept) return;
    const isOlder = kept.at < Date.parse(this.form.dataset.keptAt || "");
    const isSaved = kept.version < this.version() && isAnswered(kept);
    if (isOlder || isSaved || JSON.stringify(kept.fields) === this.opened) return forget(this.key);
    fill(this.form, kept.fields);
    this.isDirty = true;
    this.keepHere();
    this.say("restored");
    this.timer = setTimeout(() => this.send(), RETRY);
  }

  say(state, time = "") {
    const words = this.line?.dataset[state];
    if (!words) return;
    this.line.dataset.state = state;
    this.line.textContent = words.replace("{time}", time);
  }
}

function fill(form, fields) {
  for (const control of form.elements) {
    if (!control.name || control.name === TOKEN || control.type === "file") continue;
    const values = [fields[control.name] ?? []].flat();
    if (control.type === "radio" || control.type === "checkbox") {
      control.checked = values.includes(control.value);
    } else if (control.type === "select-multiple") {
      for (const option of control.options) option.selected = values.includes(option.value);
    } else if (control.name in fields) {
      control.value = values[0] ?? "";
    }
  }
}

// Arriving by a redirect from a form that was submitted: the server has it, so the copy may go. A
// submission that failed leaves the browser's own error page, or one without scripts; then it stays.
function dropSubmitted() {
  const open = new Set([...forms()].map((form) => form.dataset.workingCopyUrl));
  for (const key of keys()) {
    const kept = recall(key);
    if (isAnswered(kept) && ![...open].some((url) => key.endsWith(`:${url}`))) forget(key);
  }
}

function isAnswered(kept) {
  return Boolean(kept?.submittedFrom) && kept.submittedFrom === document.referrer;
}

function forms() {
  return document.querySelectorAll("form[data-working-copy-url]");
}

// The browser's store may be full or closed; the server's copy is the one that counts.
function quietly(act, otherwise = null) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

function keys() {
  return quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)), []);
}

function remember(key, copy) {
  quietly(() => localStorage.setItem(key, JSON.stringify(copy)));
}

function recall(key) {
  return quietly(() => JSON.parse(localStorage.getItem(key)));
}

function forget(key) {
  quietly(() => localStorage.removeItem(key));
}

dropSubmitted();
for (const form of forms()) new WorkingCopy(form).start();

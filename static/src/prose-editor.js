// A toolbar over the boxes for text (textarea[data-prose]): bold, italics, headings, lists, a table, a
// link, a footnote, another language. What is pasted from Word or a web page keeps its headings, lists, tables and links: the server
// reads it (data-prose is the address). Without scripts the marks are typed.

const TABLE = "Table: \n\n| Heading | Heading |\n|---|---|\n| Text | Text |\n";
const words = (box, name, otherwise) => box.dataset[name] || otherwise;

// Replaces what is chosen so that the browser's own undo knows of it.
function insert(box, text, selectFrom = text.length, selectTo = text.length) {
  const start = box.selectionStart;
  box.focus();
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, start, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.setSelectionRange(start + selectFrom, start + selectTo);
}

function wrap(box, mark) {
  const chosen = box.value.slice(box.selectionStart, box.selectionEnd);
  insert(box, mark + chosen + mark, mark.length, mark.length + chosen.length);
}

// Puts a mark before each line that is chosen, whole lines.
function prefix(box, markOf) {
  const start = box.value.lastIndexOf("\n", box.selectionStart - 1) + 1;
  const next = box.value.indexOf("\n", box.selectionEnd);
  const end = next === -1 ? box.value.length : next;
  const lines = box.value.slice(start, end).split("\n");
  box.setSelectionRange(start, end);
  insert(box, lines.map((line, at) => markOf(at) + line.replace(/^([-*]|\d+\.|#+) /, "")).join("\n"));
}

// A block stands on lines of its own.
function insertBlock(box, text) {
  const before = box.value.slice(0, box.selectionStart);
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  insert(box, gap + text);
}

function link(box) {
  const chosen = box.value.slice(box.selectionStart, box.selectionEnd);
  const text = `[${chosen}](https://)`;
  insert(box, text, text.length - 1, text.length - 1);
}

// The code of the language is chosen, to type another over it.
function language(box) {
  const chosen = box.value.slice(box.selectionStart, box.selectionEnd);
  const text = `[${chosen}](lang:cy)`;
  insert(box, text, chosen ? text.length - 3 : 1, chosen ? text.length - 1 : 1);
}

// The next mark goes where the cursor is, and its words below the text.
function footnote(box) {
  const used = [...box.value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]));
  const mark = `[^${Math.max(0, ...used) + 1}]`;
  box.setSelectionRange(box.selectionEnd, box.selectionEnd);
  insert(box, mark);
  box.setSelectionRange(box.value.length, box.value.length);
  insert(box, `${box.value.endsWith("\n") ? "" : "\n"}${/\]:.*\n?$/.test(box.value) ? "" : "\n"}${mark}: `);
}

const ACTS = [
  ["bold", "Bold", (box) => wrap(box, "**"), "b"],
  ["italics", "Italics", (box) => wrap(box, "*"), "i"],
  ["heading", "Heading", (box) => prefix(box, () => "## ")],
  ["bullets", "Bullets", (box) => prefix(box, () => "- ")],
  ["numbers", "Numbers", (box) => prefix(box, (at) => `${at + 1}. `)],
  ["table", "Table", (box) => insertBlock(box, TABLE)],
  ["link", "Link", link, "k"],
  ["footnote", "Footnote", footnote],
  ["language", "Language", language],
];

function addToolbar(box) {
  const bar = document.createElement("div");
  bar.className = "mandate-toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words(box, "wordsToolbar", "Formatting"));
  bar.setAttribute("aria-controls", box.id);
  for (const [name, label, act, key] of ACTS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `mandate-toolbar__button mandate-toolbar__button--${name}`;
    button.textContent = words(box, `words${name[0].toUpperCase()}${name.slice(1)}`, label);
    if (key) button.title = `Ctrl+${key.toUpperCase()}`;
    button.addEventListener("click", () => act(box));
    bar.append(button);
  }
  box.before(bar);
}

function keys(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const act = ACTS.find(([, , , key]) => key === event.key.toLowerCase());
  if (!act) return;
  event.preventDefault();
  act[2](event.target);
}

async function pasted(event) {
  const html = event.clipboardData?.getData("text/html");
  if (!html || !/<(h[1-6]|li|table|a |b>|strong|p class="?Mso)/i.test(html)) return;
  const plain = event.clipboardData.getData("text/plain");
  const box = event.target;
  event.preventDefault();
  insert(box, (await asProse(box, html)) ?? plain);
}

// The prose that a piece of HTML says, or null when the server cannot be asked.
async function asProse(box, html) {
  const token = box.form?.elements.namedItem("csrfmiddlewaretoken")?.value ?? "";
  try {
    const answer = await fetch(box.dataset.prose, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      headers: { "Content-Type": "text/html", "X-CSRFToken": token },
      body: html,
    });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

for (const box of document.querySelectorAll("textarea[data-prose]")) {
  addToolbar(box);
  box.addEventListener("keydown", keys);
  box.addEventListener("paste", pasted);
}

// A button that puts a block or a figure into the text that is being written.
for (const button of document.querySelectorAll("button[data-insert]")) {
  const box = document.querySelector("textarea[data-prose]");
  if (!box) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = button.dataset.insert;
    if (text.startsWith("[") && !text.startsWith("[para")) insertBlock(box, `${text}\n`);
    else insert(box, text);
  });
}

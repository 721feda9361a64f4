// Starts the GOV.UK components that pages use. Without scripts every page works all the same.
//
// The built GOV.UK Frontend is named by this script's own tag: its file name carries a hash that
// only the server knows.

const tag = document.querySelector("script[data-govuk-frontend]");

async function startComponents() {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  const { Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink, createAll } =
    await import(tag.dataset.govukFrontend);
  for (const component of [Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink]) {
    createAll(component);
  }
}

function startPrintButtons() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// On a wide screen the filter stands open beside its list, and so does what is folded on a phone.
function openWhereWide() {
  const isWide = window.matchMedia("(min-width: 64em)").matches;
  for (const folded of document.querySelectorAll("details.mandate-filter, details.mandate-fold")) {
    if (isWide) folded.open = true;
  }
}

// What a message holds behind the # of its address goes into the form, and out of the address.
function fillFromFragment() {
  const form = document.querySelector("form[data-from-fragment]");
  if (!form || window.location.hash.length < 2) return;
  const values = window.location.hash.slice(1).split("/");
  form.dataset.fromFragment.split(" ").forEach((name, at) => {
    const box = form.elements.namedItem(name);
    if (box && values[at]) box.value = decodeURIComponent(values[at]);
  });
  window.history.replaceState(null, "", window.location.pathname);
}

// A part of a page that says how far something is asks again, every so many seconds, until it no
// longer says that it does.
function refreshParts() {
  for (const part of document.querySelectorAll("[id][data-refresh]")) {
    window.setTimeout(() => refresh(part), 1000 * part.dataset.refresh);
  }
}

async function refresh(part) {
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById(part.id);
    if (!answer.ok || !now?.dataset.refresh) return window.location.reload();
    // The button keeps the focus, and what has not changed is not read out again.
    const [old, fresh] = [part, now].map((one) => one.querySelector("[data-said]"));
    if (old.innerHTML !== fresh.innerHTML) old.replaceChildren(...fresh.childNodes);
  } catch {
    // The site does not answer; it may soon.
  }
  window.setTimeout(() => refresh(part), 1000 * part.dataset.refresh);
}

// Cells that are pasted into a box of a grid fill the boxes to the right and below, too.
function fillGrids() {
  for (const grid of document.querySelectorAll("table[data-grid]")) {
    grid.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const cell = event.target.closest("td");
      if (!cell || !/[\t\n]/.test(text.trim())) return;
      event.preventDefault();
      const rows = [...grid.tBodies[0].rows];
      const [top, left] = [rows.indexOf(cell.parentElement), cell.cellIndex];
      text.replace(/\r?\n$/, "").split(/\r?\n/).forEach((line, down) => {
        line.split("\t").forEach((value, right) => {
          const box = rows[top + down]?.cells[left + right]?.querySelector("input:not([type=hidden])");
          if (box) box.value = value.trim();
        });
      });
    });
  }
}

// On a phone tabs stand in one row: the current one comes into view, with what stands before it.
function showCurrentTabs() {
  for (const tab of document.querySelectorAll(".mandate-tabs [aria-current]")) {
    const row = tab.closest("ul");
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }
}

refreshParts();
showCurrentTabs();
fillGrids();
fillFromFragment();
startPrintButtons();
openWhereWide();
if (tag && "noModule" in HTMLScriptElement.prototype) startComponents();

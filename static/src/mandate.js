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

// On a wide screen the filter stands open beside its list.
function openFilters() {
  const isWide = window.matchMedia("(min-width: 48.0625em)").matches;
  for (const filter of document.querySelectorAll("details.mandate-filter")) {
    if (isWide) filter.open = true;
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

fillFromFragment();
startPrintButtons();
openFilters();
if (tag && "noModule" in HTMLScriptElement.prototype) startComponents();

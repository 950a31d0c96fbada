/* List and map as tabs, the landmarks of the page, and the way past the filters. */
import { all, one, targetOf } from "../../pages/frame/static/dom.js";
import { narrow } from "./panel_page.js";

/** On a phone, list and map take turns; nothing is asked of the server. @type {Record<string, string>} */
const VIEWS = { list: ".st-key-list_side", map: ".st-key-map_side" };

/** @param {string} name */
export function showView(name) {
  document.documentElement.dataset.view = name;
  for (const tab of tabs()) {
    tab.setAttribute("aria-selected", String(tab.dataset.view === name));
    tab.tabIndex = tab.dataset.view === name ? 0 : -1;
  }
}

/**
 * On a phone the map has the window to itself: what stands above the tabs is scrolled away.
 * @param {string} name
 */
export function chooseView(name) {
  showView(name);
  if (name === "map" && narrow.matches) {
    one(document, "#root [role=tablist]")?.scrollIntoView({ block: "start" });
  }
}

function tabs() {
  return all(document, "#root [role=tab][data-view]");
}

/**
 * The arrow keys go from tab to tab, as in every set of tabs; the space bar presses a link that is
 * a button, as it does any button.
 * @param {KeyboardEvent} event
 */
export function pressed(event) {
  const target = targetOf(event);
  if (event.key === " " && target.matches("a[role=button]")) {
    event.preventDefault();
    target.click();
  }
  /** @type {HTMLElement | null} */
  const tab = target.closest("[role=tab]");
  const next = tab && tabAfter(tab, event.key);
  if (!next) return;
  event.preventDefault();
  chooseView(next.dataset.view ?? "list");
  next.focus();
}

/**
 * @param {HTMLElement} tab
 * @param {string} key
 */
function tabAfter(tab, key) {
  const every = tabs();
  const at = every.indexOf(tab);
  if (key === "Home") return every[0];
  if (key === "End") return every.at(-1);
  if (key === "ArrowRight") return every[(at + 1) % every.length];
  if (key === "ArrowLeft") return every.at((at - 1) % every.length);
  return null;
}

/* Only where they take turns are list and map the panels of tabs; Streamlit draws both. */
export function nameViews() {
  for (const tab of tabs()) {
    const view = one(document, VIEWS[tab.dataset.view ?? ""]);
    if (!view) continue;
    view.id = tab.getAttribute("aria-controls") ?? "";
    if (narrow.matches) {
      view.setAttribute("role", "tabpanel");
      view.setAttribute("aria-labelledby", tab.id);
    } else {
      view.removeAttribute("role");
      view.removeAttribute("aria-labelledby");
    }
  }
}

/* Streamlit's <main> holds the whole page, head and foot too, and is the first stop of the Tab key,
   where a screen reader reads all of it. The main part is ours, and is where the skip link leads. */
export function nameLandmarks() {
  const whole = document.getElementById("stMain");
  whole?.removeAttribute("tabindex");
  whole?.setAttribute("role", "none");
  const main = one(document, "#root .st-key-main");
  if (!main) return;
  main.id = "main";
  main.setAttribute("role", "main");
}

/**
 * Where the focus goes when what had it is gone: a chip taken away, a page turned.
 * @param {HTMLElement} root
 */
export function focusInstead(root) {
  const heading = one(root, "h1");
  if (heading) heading.tabIndex = -1;
  (heading ?? one(root, "a, button"))?.focus({ preventScroll: true });
}

/**
 * To another place of the page, without a step in its history: past what stands above, to the
 * heading of the page, or to what a link within it names.
 * @param {Event} event
 */
export function skipTo(event) {
  event.preventDefault();
  /** @type {HTMLAnchorElement | null} */
  const link = targetOf(event).closest("a");
  const around = link?.closest("#first-paint, #finder-facility, #root");
  if (!link || !around) return;
  const named = one(around, link.getAttribute("href") ?? "h1");
  const target = link.matches(".skip") ? one(around, "h1") : named;
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
}

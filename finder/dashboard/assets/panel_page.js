/* What stands on the page: its search, and where its parts are. */
import { one } from "../../pages/frame/static/dom.js";
import { nothingAsked } from "./panel_search.js";

/** @import { Over, Part } from "./types.js" */

export const OVER = "finder-facility";

/* Whether this is the first version of this script on the page: what is done once for it is then. */
export const isFirst = !window.finderSearch;
window.finderSearch ??= nothingAsked();
export const search = window.finderSearch;

/* Where list and map take turns. */
export const narrow = matchMedia("(max-width: 760px)");

/**
 * The list of the page that stands, which the map beside it belongs to.
 * @returns {Part | null}
 */
export function theList() {
  return one(document, "#root [data-part=list]");
}

/* Also where a facility lies over the list and the address is that of the facility. */
export function isListPage() {
  return one(document, "[data-part=list]") !== null;
}

/**
 * The facility that lies over the list.
 * @returns {Over | null}
 */
export function facilityOver() {
  return /** @type {Over | null} */ (document.getElementById(OVER));
}

/** The field for a place, that of the first paint while it is there.
 *  @returns {HTMLInputElement | null} */
export function nearField() {
  return one(document, "#first-paint [name=near]") ?? one(document, "#root [name=near]");
}

export function isShelfOpen() {
  return one(document, "[data-shelf]:not([hidden])") !== null;
}

/* Of the address; empty where it is not that of a facility. */
export function idOfAddress() {
  const isFacility = location.pathname.endsWith("/facility");
  return isFacility ? (new URLSearchParams(location.search).get("id") ?? "") : "";
}

/**
 * @param {ParentNode} root
 * @param {string} id
 */
export function cardOf(root, id) {
  return one(root, `[data-facility="${CSS.escape(id)}"]`);
}

/**
 * How an element is found again when what is around it was drawn anew, or null.
 * @param {Element} element
 */
export function markOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ["data-pick", "data-focus", "href"]) {
    const value = element.getAttribute(name);
    if (value) return `${element.tagName}[${name}="${CSS.escape(value)}"]`;
  }
  return null;
}

/**
 * How to find what has the focus, if it is in here.
 * @param {Element} root
 */
export function focusedIn(root) {
  const { activeElement } = document;
  return activeElement && root.contains(activeElement) ? markOf(activeElement) : null;
}

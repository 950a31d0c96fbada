/* What the elements of a part are listened to for. Links to this same page, and the fields of the
   form, ask for what changes without a reload and without a run of the dashboard; a facility's
   details open over the list; hover and focus of a card light up its pin. */
import { targetOf } from "../../pages/frame/static/dom.js";
import { follow } from "./panel_asking.js";
import { copyLink, locate, lookUp } from "./panel_buttons.js";
import { isForBrowser, openFacility } from "./panel_facility.js";
import { changed, left, openShelf, submitted } from "./panel_form.js";
import { search } from "./panel_page.js";
import { agree } from "./panel_search.js";
import { chooseView, pressed, skipTo } from "./panel_views.js";

/** @import { Part } from "./types.js" */

/**
 * Until `root.gone`.
 * @param {Part} root
 */
export function listen(root) {
  root.gone = new AbortController();
  const { signal } = root.gone;
  root.addEventListener("click", clicked, { signal });
  root.addEventListener("keydown", pressed, { signal });
  root.addEventListener("change", changed, { signal });
  root.addEventListener("submit", submitted, { signal });
  root.addEventListener("focusout", left, { signal });
  for (const name of ["mouseover", "focusin"]) {
    root.addEventListener(name, (event) => light(targetOf(event)), { signal });
  }
  for (const name of ["mouseleave", "focusout"]) {
    root.addEventListener(name, () => light(null), { signal });
  }
}

/** @param {MouseEvent} event */
function clicked(event) {
  /** @type {HTMLAnchorElement | HTMLButtonElement | null} */
  const target = targetOf(event).closest("a, button");
  if (!target || event.defaultPrevented || isForBrowser(event)) return;
  const { copy, view, leave } = target.dataset;
  if (copy !== undefined) return void copyLink(target);
  if (view) return chooseView(view);
  if (leave) return; // leave.js
  if (target instanceof HTMLAnchorElement) followed(event, target);
  else if (target.dataset.locate !== undefined) locate(target);
  else if (target.dataset.lookUp !== undefined) lookUp(target);
}

/**
 * @param {MouseEvent} event
 * @param {HTMLAnchorElement} link
 */
function followed(event, link) {
  if (link.dataset.more !== undefined) return openShelf(event, link);
  if (link.getAttribute("href")?.startsWith("#")) return skipTo(event);
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin) return;
  const before = linkOf(link);
  if (link.dataset.detail !== undefined) {
    event.preventDefault();
    openFacility(link.dataset.detail, url, before, link);
  } else if (staysHere(link, url) && agree("hl", url.search, before)) {
    // A page in another language is another page.
    event.preventDefault();
    follow(before, url.search);
  }
}

/**
 * The link that the part around an element was drawn for.
 * @param {Element} element
 */
function linkOf(element) {
  /** @type {Part | null} */
  const part = element.closest("[data-part]");
  /** @type {HTMLElement | null} */
  const painted = element.closest("[data-link]");
  return part?.link ?? painted?.dataset.link ?? search.link ?? "";
}

/**
 * A place is picked on the page where one is, the list's or its own.
 * @param {HTMLAnchorElement} link
 * @param {URL} url
 */
function staysHere(link, url) {
  return !link.target && (url.pathname === location.pathname || link.dataset.pick !== undefined);
}

/** @param {HTMLElement | null} element */
function light(element) {
  /** @type {HTMLElement | null | undefined} */
  const card = element?.closest?.("[data-facility]");
  const detail = card?.dataset.facility ?? null;
  document.dispatchEvent(new CustomEvent("finder:highlight", { detail }));
}

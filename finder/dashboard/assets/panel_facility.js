/* A facility over the list, as a step of the browser's history.

   Its address is that of its own page. So Back has only to take the facility away. */
import { one, targetOf } from "../../pages/frame/static/dom.js";
import { askAgain, follow } from "./panel_asking.js";
import { copyLink } from "./panel_buttons.js";
import { closeButtonOf, fetched, fillOver, overFor, takeAway } from "./panel_over.js";
import { facilityOver, idOfAddress, search } from "./panel_page.js";
import { bare } from "./panel_search.js";
import { placeMoved, rememberPlace } from "./panel_standing.js";
import { skipTo } from "./panel_views.js";

/** @import { Over } from "./types.js" */

/**
 * @param {string} part the address of its details
 * @param {URL} url of its page
 * @param {string} link the search that they are drawn for
 * @param {HTMLElement | null} [opener] what has the focus when the list is back
 */
export async function openFacility(part, url, link, opener = null) {
  try {
    const shown = await fetched(part);
    rememberPlace();
    history.pushState({ finder: { over: true, link } }, "", url.href);
    lay(shown, link, opener, 0);
  } catch {
    location.assign(url.href);
  }
}

/**
 * @param {Document} shown
 * @param {string} link
 * @param {HTMLElement | null} opener
 * @param {number} top how far it is scrolled
 */
function lay(shown, link, opener, top) {
  const over = overFor(opener, link, clickedOver);
  fillOver(over, shown, link);
  over.scrollTop = top;
  closeButtonOf(over).focus({ preventScroll: true });
}

/**
 * Whether a click is one of the browser's own: with another button, or into another tab.
 * @param {MouseEvent} event
 */
export function isForBrowser(event) {
  return event.button || event.metaKey || event.ctrlKey || event.shiftKey;
}

/**
 * Links of the details: back to the list, the shortlist, and other facilities, are followed here.
 * @param {Over} over
 * @param {MouseEvent} event
 */
function clickedOver(over, event) {
  /** @type {HTMLAnchorElement | HTMLButtonElement | null} */
  const target = targetOf(event).closest("a, button");
  if (!target || isForBrowser(event)) return;
  if (target.dataset.copy !== undefined) return void copyLink(target);
  if (!(target instanceof HTMLAnchorElement) || target.target) return;
  if (target.getAttribute("href")?.startsWith("#")) return skipTo(event);
  const url = new URL(target.href, location.href);
  if (url.origin !== location.origin) return;
  if (target.dataset.pick !== undefined) {
    event.preventDefault();
    follow(over.link, url.search);
  } else if (target.closest(".back")) {
    event.preventDefault();
    history.back();
  } else if (url.pathname === location.pathname) {
    event.preventDefault();
    openFacility(`./detail${url.search}`, url, bare(url.search));
  }
}

/**
 * Back and Forward. Streamlit would draw the page anew, and the list would lose its place.
 * @param {PopStateEvent} event
 */
function traveled(event) {
  event.stopImmediatePropagation();
  clearTimeout(search.moving);
  const id = idOfAddress();
  if (!one(document, "#root [data-part=list]")) {
    const shown = one(document, "#root [data-part=place] [data-facility]");
    return id && id === shown?.dataset.facility ? askAgain() : location.reload();
  }
  if (id) return void overAgain(id);
  const over = facilityOver();
  const given = event.state?.finder?.link;
  if (over) takeAway(over);
  if (over && given !== undefined && given === over.base) return keepChosen(given);
  if (given === undefined || given !== search.link) askAgain();
}

/**
 * The list has what was chosen while the facility was over it; so has its address now.
 * @param {string} given
 */
function keepChosen(given) {
  if (given === search.link) return;
  const query = search.link ? `?${search.link}` : location.pathname;
  history.replaceState({ finder: { ...history.state?.finder, link: search.link } }, "", query);
}

/** @param {string} id */
async function overAgain(id) {
  const step = history.state?.finder;
  try {
    const shown = await fetched(`./detail${location.search}`);
    if (idOfAddress() !== id) return;
    lay(shown, step?.link ?? bare(location.search), null, step?.top ?? 0);
  } catch {
    location.reload();
  }
}

/* Streamlit writes the address of its own page when it connects again: while a facility lies over
   the list, the address is ours. */
function guardAddress() {
  for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
    const write = History.prototype[name].bind(history);
    history[name] = (state, ...step) => {
      if (!facilityOver() || state?.finder) write(state, ...step);
    };
  }
}

export function watchHistory() {
  guardAddress();
  addEventListener("popstate", traveled, { capture: true });
  addEventListener("pagehide", rememberPlace);
  document.addEventListener("click", rememberPlace, { capture: true });
  document.addEventListener("scroll", placeMoved, { capture: true, passive: true });
}

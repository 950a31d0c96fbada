/* A facility over the list: laid there, filled, and taken away.

   Beneath it the list stays as it is, out of sight and out of reach, and nothing in it moves. The
   crisis lines and "Leave" stay above it. */
import { one, the } from "../../pages/frame/static/dom.js";
import { facilityOver, focusedIn, idOfAddress, markOf, OVER, search } from "./panel_page.js";
import { tellNoAnswer } from "./panel_saying.js";
import { queryOf } from "./panel_search.js";
import { placeMoved } from "./panel_standing.js";

/** @import { Over } from "./types.js" */

/**
 * The details of a facility. Raises where there is no answer.
 * @param {string} part their address
 */
export async function fetched(part) {
  const answer = await fetch(part);
  if (!answer.ok) throw new Error(`details: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/**
 * @param {Over} over
 * @param {Document} shown
 * @param {string} link the search that they are drawn for
 */
export function fillOver(over, shown, link) {
  const main = the(shown, "main");
  closeButtonOf(over).setAttribute("aria-label", main.dataset.close ?? "");
  the(over, ".dialog-body").replaceChildren(...main.childNodes);
  over.setAttribute("aria-label", the(over, "h1").textContent ?? "");
  over.link = link;
  document.title = shown.title;
}

/** @param {Over} over */
export function closeButtonOf(over) {
  return the(over, ".dialog-close");
}

/**
 * The one that lies there, or a new one.
 * @param {HTMLElement | null} opener what has the focus when the list is back
 * @param {string} base the link that the list shows now
 * @param {(over: Over, event: MouseEvent) => void} clicked
 */
export function overFor(opener, base, clicked) {
  return facilityOver() ?? layOver(opener, base, clicked);
}

/**
 * @param {HTMLElement | null} opener
 * @param {string} base
 * @param {(over: Over, event: MouseEvent) => void} clicked
 */
function layOver(opener, base, clicked) {
  const mark = opener ? markOf(opener) : null;
  const known = { link: base, base, opener, mark, heldTitle: document.title };
  /** @type {Over} */
  const over = Object.assign(document.createElement("div"), known);
  over.id = OVER;
  over.className = "finder";
  // Who presses its text keeps the focus in it, and so Escape.
  over.tabIndex = -1;
  over.setAttribute("role", "dialog");
  over.append(newCloseButton(), newBody());
  over.addEventListener("click", (event) => clicked(over, event));
  over.addEventListener("keydown", (event) => {
    if (event.key === "Escape") history.back();
  });
  over.addEventListener("scroll", placeMoved, { passive: true });
  document.body.append(over);
  holdStrip(over);
  return over;
}

function newCloseButton() {
  const close = document.createElement("button");
  close.className = "button dialog-close";
  close.type = "button";
  close.textContent = "×";
  close.addEventListener("click", () => history.back());
  return close;
}

function newBody() {
  const body = document.createElement("main");
  body.className = "dialog-body";
  return body;
}

function theStrip() {
  return one(document, "#root [data-part=top] .tonight");
}

/**
 * The crisis lines stand still at the top, and what they leave in the page keeps its height.
 * @param {Over} over
 */
function holdStrip(over) {
  const strip = theStrip();
  if (strip?.parentElement) {
    strip.parentElement.style.minHeight = `${strip.getBoundingClientRect().height}px`;
    over.watching = new ResizeObserver(() => {
      over.style.top = `${strip.offsetHeight}px`;
    });
    over.watching.observe(strip);
    over.style.top = `${strip.offsetHeight}px`;
  }
  document.documentElement.dataset.over = "";
}

/** @param {Over} over */
export function takeAway(over) {
  delete document.documentElement.dataset.over;
  over.watching?.disconnect();
  over.remove();
  const holder = theStrip()?.parentElement;
  if (holder) holder.style.minHeight = "";
  document.title = search.title ?? over.heldTitle;
  // The list may have been drawn anew; a place has more than one link of the same address.
  const again = over.mark && one(document, `#root ${over.mark}`);
  const opener = over.opener?.isConnected ? over.opener : again;
  if (opener) opener.focus({ preventScroll: true });
}

/**
 * What is put on the shortlist here stays chosen when the list is back: both addresses have it.
 * @param {Over} over
 * @param {string} link
 */
export async function overFollows(over, link) {
  const url = new URL(location.href);
  const query = queryOf(idOfAddress(), link);
  history.replaceState({ finder: { over: true, link } }, "", `${url.pathname}?${query}`);
  const mark = focusedIn(over);
  try {
    fillOver(over, await fetched(`./detail?${query}`), link);
    if (mark) one(over, mark)?.focus({ preventScroll: true });
  } catch {
    tellNoAnswer(true);
  }
}

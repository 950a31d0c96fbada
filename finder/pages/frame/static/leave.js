/* Leaving at once: by "Leave", or by Shift three times. Without scripts it is an ordinary link. Every
   page has it, and what every page needs with it.

   The page is covered before anything else happens, since the other one takes its time to come. It
   comes in the place of this page, and, where the browser lets us, of the searches made on it: so
   that Back leads to none of them. */
import { targetOf } from "./dom.js";
import "./labels.js";

const PRESSES = 3;
const WITHIN_MS = 5000;
const GOING_BACK_MS = 250;
/** @type {number[]} */
let pressed = [];

document.addEventListener("click", (event) => {
  /** @type {HTMLElement | null} */
  const way = targetOf(event).closest?.("[data-leave]");
  if (!way?.dataset.leave || event.defaultPrevented || event.button) return;
  event.preventDefault();
  leave(way.dataset.leave);
});

document.addEventListener("keydown", pressing, true);
document.addEventListener(
  "pointerdown",
  () => {
    pressed = [];
  },
  true,
);

/**
 * Any other key between them, as in writing capitals, is no sign.
 * @param {KeyboardEvent} event
 */
function pressing(event) {
  if (event.repeat) return;
  const now = event.timeStamp;
  const isAlone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
  pressed = isAlone ? [...pressed.filter((time) => now - time < WITHIN_MS), now] : [];
  /** @type {HTMLElement | null} */
  const way = document.querySelector("[data-leave]");
  if (pressed.length === PRESSES && way?.dataset.leave) leave(way.dataset.leave);
}

/** @param {string} address */
function leave(address) {
  cover();
  let isGone = false;
  const away = () => {
    if (!isGone) location.replace(address);
    isGone = true;
  };
  const goBack = wayToTheFirst();
  if (!goBack) return away();
  setTimeout(away, GOING_BACK_MS);
  goBack().then(away, away);
}

function cover() {
  const sheet = document.createElement("div");
  sheet.id = "left";
  sheet.style.cssText = "position: fixed; inset: 0; z-index: 2147483647; background: #ffffff";
  document.documentElement.append(sheet);
  document.title = "…";
}

/**
 * Each choice on a page of results is a step of the browser's history. The way to the first of this
 * page, if that is not where we are; none where the browser does not tell.
 * @returns {(() => Promise<any>) | null}
 */
function wayToTheFirst() {
  const history = /** @type {any} */ (window).navigation;
  if (!history?.currentEntry) return null;
  const before = history.entries().slice(0, history.currentEntry.index).reverse();
  const end = before.findIndex((/** @type {any} */ entry) => !entry.sameDocument);
  const first = (end < 0 ? before : before.slice(0, end)).at(-1);
  return first ? () => history.traverseTo(first.key).finished : null;
}

/* What a finger or the mouse is holding.

   A press counts where it began and where it ends: whatever is pressed must not move, go or be drawn
   anew in between, or the press is lost (and Chromium's tab ends when words that are being pressed
   are hidden). Answers of the server come at any moment, so they wait here until it is let go. */
import { all, one, targetOf, the } from "../../pages/frame/static/dom.js";

/* One for the page, also where a newer version of this script comes later. */
window.finderHold ??= { isOn: false, waiting: [], ending: 0 };
export const hold = window.finderHold;

/* A tap's click follows its release by as long as the browser waits for a second tap. */
const CLICK_FOLLOWS_MS = 350;

/**
 * At once, or when what is pressed has been let go, in the order of asking.
 * @param {() => void} todo
 */
export function whenLetGo(todo) {
  if (hold.isOn) hold.waiting.push(todo);
  else todo();
}

function press() {
  clearTimeout(hold.ending);
  hold.isOn = true;
}

/** @param {number} milliseconds */
function letGoIn(milliseconds) {
  clearTimeout(hold.ending);
  hold.ending = setTimeout(letGo, milliseconds);
}

function letGo() {
  clearTimeout(hold.ending);
  hold.isOn = false;
  for (const todo of hold.waiting.splice(0)) todo();
}

/**
 * The options of a field lie over the page: pressed elsewhere, left by keyboard, or with Escape,
 * they go. Where they stand in the page, on a phone, they stay: what is below would move.
 * @param {HTMLElement} except
 */
function closeOptions(except) {
  /** @type {HTMLDetailsElement[]} */
  const opened = all(document, ".bar .cell details[open]");
  for (const open of opened) {
    if (!open.contains(except) && isLaidOver(the(open, ".box"))) open.open = false;
  }
}

/** @param {HTMLElement} box */
function isLaidOver(box) {
  return getComputedStyle(box).position === "absolute";
}

/**
 * The focus that a press brings says nothing: pressed words give it to whatever is around them that
 * can have it, which is Streamlit's <main>. The click that follows says what was meant.
 * @param {Event} event
 */
function focusMoved(event) {
  const target = targetOf(event);
  if (!hold.isOn && !one(target, ".bar .cell details[open]")) closeOptions(target);
}

export function watchPresses() {
  addEventListener("pointerdown", press, true);
  addEventListener("pointercancel", letGo, true);
  addEventListener("pointerup", () => letGoIn(CLICK_FOLLOWS_MS), true);
  addEventListener("blur", letGo);
  // After whatever the click itself does; one that a key has made ends no press.
  addEventListener("click", (event) => {
    if (event.detail) letGoIn(0);
    closeOptions(targetOf(event));
  });
  document.addEventListener("focusin", focusMoved);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    /** @type {HTMLDetailsElement | null} */
    const open = targetOf(event).closest?.(".bar .cell details[open]");
    if (!open) return;
    open.open = false;
    the(open, "summary").focus();
  });
}

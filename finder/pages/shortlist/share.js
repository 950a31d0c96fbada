/* Copies a link, opens the device's own sheet for it, prints. Nothing is sent from here. */
import { copied } from "../frame/static/copying.js";
import { all } from "../frame/static/dom.js";

const SAID_MILLISECONDS = 4000;

/** What a button says by itself, and when it says so again. @type {Map<HTMLElement, string>} */
const before = new Map();
/** @type {Map<HTMLElement, number>} */
const saying = new Map();

/** @param {HTMLElement} button */
async function copy(button) {
  const { copy: link = "", done = "" } = button.dataset;
  say(button, (await copied(link)) ? done : link);
}

/**
 * @param {HTMLElement} button
 * @param {string} text
 */
function say(button, text) {
  const words = /** @type {ChildNode} */ (button.firstChild);
  const own = before.get(button) ?? words.textContent ?? "";
  before.set(button, own);
  words.textContent = text;
  button.setAttribute("aria-live", "polite");
  clearTimeout(saying.get(button));
  const again = setTimeout(() => {
    words.textContent = own;
  }, SAID_MILLISECONDS);
  saying.set(button, again);
}

/** @param {HTMLElement} button */
async function share(button) {
  const { share: url = "", title, text } = button.dataset;
  try {
    await navigator.share({ url, title, text });
  } catch (refused) {
    // Who closes the sheet has changed their mind; anything else is said by the browser itself.
    if (/** @type {Error} */ (refused).name !== "AbortError") say(button, url);
  }
}

for (const button of all(document, "[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
for (const button of all(document, "[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => share(button));
}
for (const button of all(document, "[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* Buttons that do something by themselves, and what they say meanwhile. */
import { copied } from "../../pages/frame/static/copying.js";
import { one } from "../../pages/frame/static/dom.js";
import { locateRounded } from "../../pages/frame/static/locating.js";
import { ask, choose } from "./panel_asking.js";
import { nearField } from "./panel_page.js";
import { whenLetGo } from "./panel_press.js";

const SAID_MS = 5000;

/** When a button says its own word again. @type {WeakMap<HTMLElement, number>} */
const saying = new WeakMap();

/** @param {HTMLElement} button */
export async function copyLink(button) {
  const link = new URL(button.dataset.copy ?? "", location.href).href;
  say(button, (await copied(link)) ? (button.dataset.done ?? "") : link);
}

/**
 * A word in the place of a button's own, for a while.
 * @param {HTMLElement} button
 * @param {string} text
 */
function say(button, text) {
  const words = wordsOf(button);
  button.dataset.before ??= words.textContent ?? "";
  words.textContent = text;
  words.setAttribute("aria-live", "polite");
  button.classList.add("saying");
  clearTimeout(saying.get(button));
  const again = setTimeout(() => whenLetGo(() => sayNothing(button)), SAID_MS);
  saying.set(button, again);
}

/** @param {HTMLElement} button */
function wordsOf(button) {
  return one(button, "[data-said]") ?? button;
}

/** @param {HTMLElement} button */
function sayNothing(button) {
  const { before } = button.dataset;
  if (before !== undefined) wordsOf(button).textContent = before;
  button.classList.remove("saying");
}

/**
 * The browser's own position as the place of the search.
 * @param {HTMLButtonElement} button
 */
export function locate(button) {
  tellRefused(button, false);
  if (!navigator.geolocation) return tellRefused(button, true);
  say(button, button.dataset.waiting ?? "");
  locateRounded(
    (near) => choose("near", near),
    () => tellRefused(button, true),
  );
}

/**
 * In a line of its own below the field, which stays: whoever is to write instead sees both.
 * @param {HTMLButtonElement} button
 * @param {boolean} refused
 */
function tellRefused(button, refused) {
  clearTimeout(saying.get(button));
  sayNothing(button);
  const line = button.form && one(button.form, "[data-not-told]");
  if (line) {
    line.textContent = refused ? (button.dataset.refused ?? "") : "";
    line.hidden = !refused;
  }
  if (refused) nearField()?.focus();
}

/**
 * A street address goes to a service of another host, which the page has named.
 * @param {HTMLButtonElement} button
 */
export function lookUp(button) {
  button.disabled = true;
  button.textContent = button.dataset.waiting ?? "";
  ask({ look_up: nearField()?.value ?? "" });
}

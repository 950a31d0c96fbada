/* The fields of the form, from what is done with them to what is asked. */
import { all, one, targetOf, the } from "../../pages/frame/static/dom.js";
import { ask, choose } from "./panel_asking.js";
import { narrow } from "./panel_page.js";
import { rangeText } from "./panel_search.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/* A range has two fields, named after its key. */
const ENDS = /\.(low|high)$/;

/** @param {Event} event */
export function changed(event) {
  const field = /** @type {Field} */ (event.target);
  if (!field.form?.matches("[data-ask]") || !field.name) return;
  /** @type {HTMLElement | null} */
  const pair = ENDS.test(field.name) ? field.closest(".pair") : null;
  if (pair) pair.dataset.changed = "";
  else chooseField(field.form, field.name);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function chooseField(form, name) {
  const key = name.replace(ENDS, "");
  choose(key, textOf(form, key));
}

/**
 * Both ends of a range are one answer: it counts when both are left, or with Enter.
 * @param {FocusEvent} event
 */
export function left(event) {
  /** @type {HTMLElement | null} */
  const pair = targetOf(event).closest?.(".pair[data-changed]");
  const next = /** @type {Node | null} */ (event.relatedTarget);
  if (pair && !pair.contains(next)) chooseRange(pair);
}

/** @param {HTMLElement} pair */
function chooseRange(pair) {
  delete pair.dataset.changed;
  /** @type {HTMLInputElement} */
  const field = the(pair, "input");
  if (field.form) chooseField(field.form, field.name);
}

/**
 * What the fields of a key say, as it stands in a link.
 * @param {HTMLFormElement} form
 * @param {string} key
 */
function textOf(form, key) {
  const low = fieldOf(form, `${key}.low`);
  const high = fieldOf(form, `${key}.high`);
  if (low && high) return rangeText([low.value.trim(), high.value.trim()]);
  /** @type {HTMLInputElement[]} */
  const fields = all(form, `[name="${CSS.escape(key)}"]`);
  if (fields[0].type !== "checkbox") return fields[0].value.trim();
  const ticked = fields.filter((field) => field.checked);
  return ticked.map((field) => field.value).join(",");
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function fieldOf(form, name) {
  return /** @type {Field | null} */ (form.elements.namedItem(name));
}

/**
 * With a script, every field counts as soon as it is changed: only a range may wait to be sent.
 * @param {SubmitEvent} event
 */
export function submitted(event) {
  const form = targetOf(event);
  if (!form.matches("[data-ask]")) return;
  event.preventDefault();
  for (const pair of all(form, ".pair[data-changed]")) chooseRange(pair);
}

/**
 * The rest of the filters, fetched when they are opened.
 * @param {Event} event
 * @param {HTMLElement} link
 */
export function openShelf(event, link) {
  event.preventDefault();
  const form = link.closest("form");
  const shelf = form && one(form, "[data-shelf]");
  if (!shelf) return;
  const opener = the(form, "[data-more][aria-expanded]");
  shelf.hidden = !shelf.hidden;
  opener.setAttribute("aria-expanded", String(!shelf.hidden));
  form.classList.toggle("with-shelf", !shelf.hidden);
  // Over the page on a phone (ask_bar.css), where what was pressed is under it, or gone with it.
  if (!shelf.hidden && narrow.matches) the(form, ".filters-head [data-more]").focus();
  else if (link !== opener) opener.focus();
  if (!shelf.hidden && !shelf.childElementCount) ask();
}

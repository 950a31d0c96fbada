/* The form anew, but for a field that is in use: its counts change, and what stands in it stays. */
import { all, one, the } from "../../pages/frame/static/dom.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/**
 * @param {HTMLElement} form
 * @param {string} html of the part, with the form in it
 */
export function drawForm(form, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const next = the(template.content, "form");
  fillShelf(form, next);
  for (const field of all(next, "[data-field]")) {
    const old = one(form, `[data-field="${field.dataset.field}"]`);
    if (!old) continue;
    if (isInUse(old)) freshen(old, field);
    else old.replaceWith(field);
  }
  for (const bit of all(next, "[data-bit]")) freshenBit(form, bit);
  for (const carried of all(form, ":scope > [type=hidden]")) carried.remove();
  form.prepend(...all(next, ":scope > [type=hidden]"));
}

/**
 * @param {HTMLElement} form
 * @param {HTMLElement} bit
 */
function freshenBit(form, bit) {
  const old = the(form, `[data-bit="${bit.dataset.bit}"]`);
  old.innerHTML = bit.innerHTML;
  if (bit.dataset.bit === "silence") old.hidden = bit.hidden;
  const href = bit.getAttribute("href");
  if (href) old.setAttribute("href", href);
}

/**
 * The rest of the filters, once they were fetched.
 * @param {HTMLElement} form
 * @param {HTMLElement} next
 */
function fillShelf(form, next) {
  const [shelf, filled] = [form, next].map((around) => the(around, "[data-shelf]"));
  if (filled.childElementCount && !shelf.childElementCount) {
    shelf.replaceChildren(...filled.childNodes);
  }
}

/** @param {HTMLElement} field */
function isInUse(field) {
  return field.contains(document.activeElement) || one(field, "details[open]") !== null;
}

/**
 * @param {HTMLElement} old
 * @param {HTMLElement} field
 */
function freshen(old, field) {
  for (const part of [".name", ".silence", "summary"]) {
    const [before, after] = [one(old, part), one(field, part)];
    if (before && after && before.innerHTML !== after.innerHTML) before.innerHTML = after.innerHTML;
  }
  /** @type {HTMLInputElement[]} */
  const boxes = all(field, "input[type=checkbox]");
  const missing = boxes.filter((box) => !freshenBox(old, box));
  const options = one(old, ".options");
  if (missing.length && options && !options.contains(document.activeElement)) {
    options.replaceWith(the(field, ".options"));
  }
  freshenValues(old, field);
}

/**
 * Whether the box is there.
 * @param {HTMLElement} old
 * @param {HTMLInputElement} box
 */
function freshenBox(old, box) {
  /** @type {HTMLInputElement | null} */
  const before = one(old, `input[value="${CSS.escape(box.value)}"]`);
  const [label, next] = [before, box].map((each) => each?.closest("label"));
  if (!before || !label || !next) return false;
  before.checked = box.checked;
  label.className = next.className;
  const [count, counted] = [one(label, ".count"), one(next, ".count")];
  if (counted && count) count.replaceWith(counted);
  else if (counted) label.append(counted);
  else count?.remove();
  return true;
}

/**
 * @param {HTMLElement} old
 * @param {HTMLElement} field
 */
function freshenValues(old, field) {
  /** @type {Field[]} */
  const fields = all(field, "select, input:not([type=checkbox])");
  for (const next of fields) {
    /** @type {Field} */
    const before = the(old, `[name="${CSS.escape(next.name)}"]`);
    for (const name of ["aria-invalid", "aria-describedby"]) {
      const value = next.getAttribute(name);
      if (value !== null) before.setAttribute(name, value);
      else before.removeAttribute(name);
    }
    if (before instanceof HTMLSelectElement && next instanceof HTMLSelectElement) {
      freshenSelect(before, next);
    } else if (before !== document.activeElement) before.value = next.value;
  }
}

/**
 * @param {HTMLSelectElement} before
 * @param {HTMLSelectElement} next
 */
function freshenSelect(before, next) {
  /** @param {HTMLSelectElement} select */
  const values = (select) => [...select.options].map((option) => option.value).join();
  if (values(before) !== values(next)) before.replaceChildren(...next.cloneNode(true).childNodes);
  for (const [place, option] of [...next.options].entries()) {
    if (before.options[place].text !== option.text) before.options[place].text = option.text;
  }
  before.value = next.value;
}

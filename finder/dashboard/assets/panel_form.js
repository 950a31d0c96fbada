/* Continues panel.js: the fields of the form. */

/* A range has two fields, named after its key. */
const ENDS = /\.(low|high)$/;

function nearField() {
  return document.querySelector("#first-paint [name=near]") ?? document.querySelector("#root [name=near]");
}

function changed({ target: field }) {
  if (!field.form?.matches("[data-ask]") || !field.name) return;
  if (ENDS.test(field.name)) field.closest(".pair").dataset.changed = "";
  else chooseField(field);
}

function chooseField(field) {
  const key = field.name.replace(ENDS, "");
  choose(key, textOf(field.form, key));
}

/* Both ends of a range are one answer: it counts when both are left, or with Enter. */
function left({ target, relatedTarget }) {
  const pair = target.closest?.(".pair[data-changed]");
  if (pair && !pair.contains(relatedTarget)) chooseRange(pair);
}

function chooseRange(pair) {
  delete pair.dataset.changed;
  chooseField(pair.querySelector("input"));
}

/* What the fields of a key say, as it stands in a link. */
function textOf(form, key) {
  const range = ["low", "high"].map((end) => form.elements[`${key}.${end}`]?.value.trim());
  if (range[0] !== undefined) return range.some(Boolean) ? range.join("-") : "";
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(key)}"]`)];
  if (fields[0].type !== "checkbox") return fields[0].value.trim();
  return fields.filter((field) => field.checked).map((field) => field.value).join(",");
}

/* With a script, every field counts as soon as it is changed: only a range may wait to be sent. */
function submitted(event) {
  if (!event.target.matches("[data-ask]")) return;
  event.preventDefault();
  event.target.querySelectorAll(".pair[data-changed]").forEach(chooseRange);
}

/* The form anew, but for a field that is in use: its counts change, and what stands in it stays. */
function drawForm(root, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const next = template.content.querySelector("form");
  const form = root.querySelector("form");
  fillShelf(form, next);
  for (const field of [...next.querySelectorAll("[data-field]")]) {
    const old = form.querySelector(`[data-field="${field.dataset.field}"]`);
    if (!old) continue;
    if (isInUse(old)) freshen(old, field);
    else old.replaceWith(field);
  }
  for (const bit of next.querySelectorAll("[data-bit]")) {
    const old = form.querySelector(`[data-bit="${bit.dataset.bit}"]`);
    old.innerHTML = bit.innerHTML;
    if (bit.dataset.bit === "silence") old.hidden = bit.hidden;
    if (bit.href) old.href = bit.href;
  }
  form.querySelectorAll(":scope > [type=hidden]").forEach((carried) => carried.remove());
  form.prepend(...next.querySelectorAll(":scope > [type=hidden]"));
}

function isInUse(field) {
  return field.contains(document.activeElement) || field.querySelector("details[open]") !== null;
}

function freshen(old, field) {
  for (const part of [".name", ".silence", "summary"]) {
    const [before, after] = [old.querySelector(part), field.querySelector(part)];
    if (before && after && before.innerHTML !== after.innerHTML) before.innerHTML = after.innerHTML;
  }
  const missing = [...field.querySelectorAll("input[type=checkbox]")].filter((box) => !freshenBox(old, box));
  const boxes = old.querySelector(".options");
  if (missing.length && !boxes.contains(document.activeElement)) boxes.replaceWith(field.querySelector(".options"));
  freshenValues(old, field);
}

function freshenBox(old, box) {
  const before = old.querySelector(`input[value="${CSS.escape(box.value)}"]`);
  if (!before) return false;
  const [label, next] = [before.closest("label"), box.closest("label")];
  before.checked = box.checked;
  label.className = next.className;
  const [count, counted] = [label.querySelector(".count"), next.querySelector(".count")];
  if (counted && count) count.replaceWith(counted);
  else if (counted) label.append(counted);
  else count?.remove();
  return true;
}

function freshenValues(old, field) {
  for (const next of field.querySelectorAll("select, input:not([type=checkbox])")) {
    const before = old.querySelector(`[name="${CSS.escape(next.name)}"]`);
    for (const name of ["aria-invalid", "aria-describedby"]) {
      if (next.hasAttribute(name)) before.setAttribute(name, next.getAttribute(name));
      else before.removeAttribute(name);
    }
    if (next.tagName === "SELECT") freshenSelect(before, next);
    else if (before !== document.activeElement) before.value = next.value;
  }
}

function freshenSelect(before, next) {
  const values = (select) => [...select.options].map((option) => option.value).join();
  if (values(before) !== values(next)) before.replaceChildren(...next.cloneNode(true).childNodes);
  [...next.options].forEach((option, place) => {
    if (before.options[place].text !== option.text) before.options[place].text = option.text;
  });
  before.value = next.value;
}

/* The rest of the filters, fetched when they are opened. */
function openShelf(event, link) {
  event.preventDefault();
  const form = link.closest("form");
  const shelf = form.querySelector("[data-shelf]");
  shelf.hidden = !shelf.hidden;
  link.setAttribute("aria-expanded", String(!shelf.hidden));
  form.classList.toggle("with-shelf", !shelf.hidden);
  if (!shelf.hidden && !shelf.childElementCount) ask();
}

function isShelfOpen() {
  return document.querySelector("[data-shelf]:not([hidden])") !== null;
}

function fillShelf(form, next) {
  const [shelf, filled] = [form, next].map((one) => one.querySelector("[data-shelf]"));
  if (filled.childElementCount && !shelf.childElementCount) shelf.replaceChildren(...filled.childNodes);
}

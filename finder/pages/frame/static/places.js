/* Places as one types: a list under each field for a place (ARIA combobox with a list box).

   The field is an ordinary one that any form sends; without this script, or without an answer, it
   stays so. What is typed goes to /places in a body, never in an address. */
import { all, targetOf } from "./dom.js";

/** What the server offers: a place in words, and what tells it from others.
 *  @typedef {{text: string, hint?: string}} Place */

const FIELD = "input[data-places]";
const TYPING_MS = 90;
const MOST_KEPT = 60;
// As it is served this is a plain script, which knows its own address (finder/bundling.py).
const own = /** @type {HTMLScriptElement} */ (document.currentScript);
const address = new URL("../places", own.src);
/** @type {Map<string, Place[]>} */
const kept = new Map();
const list = document.createElement("ul");
const said = document.createElement("p");
// The field in use, the option that stands out, the last text asked for, and whether one presses.
/** @type {HTMLInputElement | null} */
let field = null;
let active = -1;
let waiting = 0;
/** @type {AbortController | null} */
let asking = null;
let isPressed = false;

list.id = "places-offered";
list.className = "places-offered";
list.setAttribute("role", "listbox");
list.hidden = true;
said.className = "unseen";
said.setAttribute("role", "status");

document.addEventListener("focusin", (event) => {
  const input = fieldOf(event);
  if (input) begin(input);
});
document.addEventListener("input", (event) => {
  const input = fieldOf(event);
  if (input) typed(input);
});
document.addEventListener("focusout", ({ target }) => {
  if (target === field && !isPressed) close();
});
document.addEventListener("keydown", pressed, true);
// The press must not take the focus out of the field, nor may the list change beneath it.
list.addEventListener("pointerdown", () => {
  isPressed = true;
});
list.addEventListener("mousedown", (event) => event.preventDefault());
for (const name of ["pointerup", "pointercancel"]) {
  document.addEventListener(name, () => {
    setTimeout(() => {
      isPressed = false;
    });
  });
}
list.addEventListener("click", (event) => {
  /** @type {HTMLElement | null} */
  const option = targetOf(event).closest("[role=option]");
  if (option) take(option);
});

/**
 * @param {Event} event
 * @returns {HTMLInputElement | null}
 */
function fieldOf(event) {
  const target = targetOf(event);
  return target.matches?.(FIELD) ? /** @type {HTMLInputElement} */ (target) : null;
}

/** @param {HTMLInputElement} input */
function begin(input) {
  if (field && field !== input) close();
  field = input;
  list.setAttribute("aria-label", input.dataset.places ?? "");
  const names = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox" };
  for (const [name, value] of Object.entries(names)) input.setAttribute(name, value);
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  if (!said.isConnected) {
    const around = document.createElement("div");
    around.className = "finder";
    around.append(said);
    document.body.append(around);
  }
}

/** @param {HTMLInputElement} input */
function typed(input) {
  if (field !== input) begin(input);
  // The browser's own list would lie over ours.
  input.autocomplete = "off";
  clearTimeout(waiting);
  waiting = setTimeout(() => ask(input, input.value.trim()), TYPING_MS);
}

/**
 * @param {HTMLInputElement} input
 * @param {string} text
 */
async function ask(input, text) {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  try {
    const places = text ? (kept.get(text) ?? (await answered(text, mine.signal))) : [];
    if (!mine.signal.aborted && document.activeElement === input) show(input, places);
  } catch {
    // Without an answer the field works as any other.
    if (!mine.signal.aborted) close();
  }
}

/**
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<Place[]>}
 */
async function answered(text, signal) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text: text.slice(0, 200), language: document.documentElement.lang }),
    signal,
  });
  if (!answer.ok) throw new Error(`places: ${answer.status}`);
  const { places } = await answer.json();
  kept.set(text, places);
  if (kept.size > MOST_KEPT) kept.delete([...kept.keys()][0]);
  return places;
}

/**
 * @param {HTMLInputElement} input
 * @param {Place[]} places
 */
function show(input, places) {
  if (isPressed) return;
  const isChosen = places.length === 1 && places[0].text === input.value;
  if (!places.length || isChosen) return close();
  list.replaceChildren(...places.map(optionOf));
  input.parentElement?.classList.add("offers-places");
  input.after(list);
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  point(-1);
  said.textContent = (input.dataset.placesSaid ?? "").replace("{n}", String(places.length));
}

/**
 * @param {Place} offered
 * @param {number} place in the list
 */
function optionOf({ text, hint }, place) {
  const option = document.createElement("li");
  option.id = `places-offered-${place}`;
  option.dataset.text = text;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const name = document.createElement("b");
  name.textContent = text;
  option.append(name);
  if (hint) option.append(` ${hint}`);
  return option;
}

function close() {
  clearTimeout(waiting);
  asking?.abort();
  list.hidden = true;
  active = -1;
  said.textContent = "";
  field?.setAttribute("aria-expanded", "false");
  field?.removeAttribute("aria-activedescendant");
}

/** @param {number} place of the option that stands out; -1: none */
function point(place) {
  active = place;
  const options = all(list, "[role=option]");
  for (const [at, option] of options.entries()) {
    option.setAttribute("aria-selected", String(at === place));
  }
  const option = options[place];
  if (!option) return field?.removeAttribute("aria-activedescendant");
  field?.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (
    !field ||
    event.target !== field ||
    event.isComposing ||
    event.altKey ||
    event.ctrlKey ||
    event.metaKey
  )
    return;
  const count = list.hidden ? 0 : list.children.length;
  if (event.key === "Escape" && count) {
    event.stopPropagation();
    event.preventDefault();
    close();
  } else if (event.key === "Enter" && count && active >= 0) {
    event.stopPropagation();
    event.preventDefault();
    take(all(list, "[role=option]")[active]);
  } else if (["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    if (!count) return ask(field, field.value.trim());
    // Past either end one is in the field again, and then at the other end.
    const step = event.key === "ArrowDown" ? 1 : -1;
    point(((active + 1 + step + count + 1) % (count + 1)) - 1);
  } else if (event.key === "Enter" || event.key === "Tab") {
    close();
  }
}

/* What is chosen stands in the field as if it had been typed. */
/** @param {HTMLElement} option */
function take(option) {
  if (!field) return;
  field.value = option.dataset.text ?? "";
  close();
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

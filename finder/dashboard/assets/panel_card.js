/* The card of a pin: the one that was chosen, and those under the pointer on the map.

   Beside a list the card is brought into view, and the map stays where it is. On a phone, where list
   and map take turns, the card comes over the foot of the map (paper and colours: dashboard.css). */
import { all, one } from "../../pages/frame/static/dom.js";
import { cardOf, narrow, theList } from "./panel_page.js";

/**
 * The place that is chosen: also after the list was drawn anew, as when it was put on the shortlist.
 * @param {HTMLElement} root
 */
export function markChosen(root) {
  const id = document.documentElement.dataset.chosen;
  for (const other of all(root, ".card.chosen")) other.classList.remove("chosen");
  const card = id ? cardOf(root, id) : null;
  if (!card) return null;
  card.classList.add("chosen");
  if (!one(card, ":scope > .put-away")) card.prepend(putAwayButton());
  return card;
}

/**
 * The cards of these places light up.
 * @param {string[]} ids
 */
export function mark(ids) {
  const root = theList();
  if (!root) return;
  for (const card of all(root, ".card.lit")) card.classList.remove("lit");
  for (const id of ids) cardOf(root, id)?.classList.add("lit");
}

export function isOverMap() {
  return narrow.matches && document.documentElement.dataset.view === "map";
}

/* The line of the window below which a card lies over the map. */
export function tellCovered() {
  const sheet = theList()?.querySelector(".card.chosen")?.closest("li");
  const line = sheet ? sheet.getBoundingClientRect().top : innerHeight;
  document.dispatchEvent(new CustomEvent("finder:covered", { detail: line }));
}

/* How high the shortlist is at the foot of the window: nothing that is brought into view may end
   below its edge. */
export const foot = new ResizeObserver(([entry]) => {
  const height = Math.ceil(entry.borderBoxSize[0].blockSize);
  document.documentElement.style.setProperty("--foot-bar", `${height}px`);
  if (isOverMap()) tellCovered();
});

function putAwayButton() {
  const button = document.createElement("button");
  button.className = "button put-away";
  button.type = "button";
  button.textContent = "×";
  button.setAttribute("aria-label", closeWord());
  button.addEventListener("click", putAway);
  return button;
}

function closeWord() {
  return one(document, "[role=tablist]")?.dataset.close ?? "×";
}

/* The map is seen whole again, and the focus goes back to it. */
function putAway() {
  delete document.documentElement.dataset.chosen;
  const root = theList();
  if (root) markChosen(root);
  one(document, ".st-key-map_frame iframe")?.focus();
}

/**
 * Brings it to whoever chose its pin.
 * @param {HTMLElement} root the list
 * @param {string} id
 */
export function showCard(root, id) {
  document.documentElement.dataset.chosen = id;
  const card = markChosen(root);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!isOverMap()) {
    card?.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
  }
  if (card) one(card, "h2 a, h3 a")?.focus({ preventScroll: true });
  if (isOverMap()) tellCovered();
}

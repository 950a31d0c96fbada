/* Continues panel.js: the card of a pin, and how much of the window the map has.

   Beside a list the card is brought into view, and the map stays where it is. On a phone, where list
   and map take turns, the card comes over the foot of the map (paper and colours: dashboard.css). */

/* The card of a pin that was chosen on the map; a place on another page of the list opens here. */
function show(id) {
  const root = theList();
  if (!id || !root) return;
  if (!cardOf(root, id)) {
    const asked = new URLSearchParams(root.link);
    asked.set("id", id);
    openFacility(`./detail?${asked}`, new URL(`./facility?${asked}`, location.href), root.link);
    return;
  }
  document.documentElement.dataset.chosen = id;
  const card = markChosen(root);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!isOverMap()) card.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  card.querySelector("h2 a, h3 a")?.focus({ preventScroll: true });
  if (isOverMap()) tellCovered();
}

function isOverMap() {
  return narrow.matches && document.documentElement.dataset.view === "map";
}

/* The line of the window below which a card lies over the map. */
function tellCovered() {
  const sheet = theList()?.querySelector(".card.chosen")?.closest("li");
  const line = sheet ? sheet.getBoundingClientRect().top : innerHeight;
  document.dispatchEvent(new CustomEvent("finder:covered", { detail: line }));
}

/* Also after the list was drawn anew, as when its place was put on the shortlist. */
function markChosen(root) {
  const id = document.documentElement.dataset.chosen;
  root.querySelectorAll(".card.chosen").forEach((other) => other.classList.remove("chosen"));
  const card = id && cardOf(root, id);
  if (!card) return null;
  card.classList.add("chosen");
  if (!card.querySelector(":scope > .put-away")) card.prepend(putAwayButton());
  return card;
}

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
  return document.querySelector("[role=tablist]")?.dataset.close ?? "×";
}

/* The map is seen whole again, and the focus goes back to it. */
function putAway() {
  delete document.documentElement.dataset.chosen;
  const root = theList();
  if (root) markChosen(root);
  document.querySelector(".st-key-map_frame iframe")?.focus();
}

/* On a phone the map has the window to itself: what stands above the tabs is scrolled away. */
function chooseView(name) {
  showView(name);
  if (name === "map" && narrow.matches) {
    document.querySelector("#root [role=tablist]")?.scrollIntoView({ block: "start" });
  }
}

/* How high the shortlist is at the foot of the window: nothing that is brought into view may end
   below its edge. */
const foot = new ResizeObserver(([entry]) => {
  const height = Math.ceil(entry.borderBoxSize[0].blockSize);
  document.documentElement.style.setProperty("--foot-bar", `${height}px`);
  if (isOverMap()) tellCovered();
});

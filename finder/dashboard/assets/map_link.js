/* What surrounds a pin: its tooltip and panel, the controls, and the way past the map. */
import { addOffers } from "./map_area.js";
import { element, pinChip } from "./map_pins.js";
import { page, tell } from "./map_telling.js";
import { described } from "./map_words.js";

/** @import { MapBoard, Pin } from "./types.js" */
/** @import { LatLng, LatLngTuple, Map as LeafletMap, Marker } from "leaflet" */

// Below this width a popup would cover the map: what is told goes into a sheet at its foot.
const SHEET_BELOW = 560;
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";

/**
 * @template {HTMLElement} Row
 * @param {Row} row
 * @param {Pin} pin
 * @param {Record<string, string>} words
 */
function fill(row, pin, words) {
  const lines = described(pin, words);
  row.append(pinChip(pin), ...lines.map((line, at) => element(at ? "span" : "b", "", line)));
  return row;
}

/**
 * Tooltip for the mouse, and the link to the list for mouse and keyboard alike.
 * @param {MapBoard} board
 * @param {Marker} marker
 * @param {Pin[]} pins
 */
export function describe(board, marker, pins) {
  const ids = pins.map((pin) => pin.id);
  const over = () => tell("finder:highlight-from-map", ids);
  const out = () => tell("finder:highlight-from-map", []);
  const content = element("div", "told");
  content.append(...pins.map((pin) => fill(element("p"), pin, board.scene.words)));
  marker.bindTooltip(content, { direction: "top", offset: [0, -18], opacity: 1 });
  marker.on("mouseover", over).on("mouseout", out);
  const root = /** @type {HTMLElement} */ (marker.getElement());
  L.DomEvent.on(root, { focus: over, blur: out });
}

/**
 * What is told of a pin that was pressed: a button for each place where several share it. One
 * place alone has its card in the list beside the map or over its foot, and needs no panel.
 * @param {MapBoard} board
 * @param {Marker} marker
 * @param {Pin[]} pins
 * @param {boolean} byKey
 */
export function openPanel(board, marker, pins, byKey) {
  const isNarrow = board.map.getSize().x < SHEET_BELOW;
  closePanel(board);
  if (pins.length === 1 && (!isNarrow || hasList(board))) return;
  const { words } = board.scene;
  const content = element("div", "told");
  if (pins.length > 1) content.append(element("p", "several", words.several));
  for (const pin of pins) {
    content.append(pins.length > 1 ? choice(board, pin) : fill(element("p"), pin, words));
    if (hasList(board)) content.append(pickButton(board, pin));
  }
  const close = isNarrow ? openSheet(board, marker, content) : openPopup(board, marker, content);
  close.setAttribute("aria-label", words.close);
  close.parentElement?.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel(board);
  });
  board.map.getContainer().classList.add("with-panel");
  board.pressed = byKey ? marker : null;
  if (byKey) (content.querySelector("button") ?? close).focus();
}

/** @param {MapBoard} board */
function hasList(board) {
  return typeof board.scene.query === "string";
}

/**
 * The button that closes it.
 * @param {MapBoard} board
 * @param {Marker} marker
 * @param {HTMLElement} content
 * @returns {HTMLElement}
 */
function openPopup(board, marker, content) {
  const popup = L.popup({ offset: [0, -14], minWidth: 200, maxWidth: 300 });
  popup.setLatLng(marker.getLatLng()).setContent(content).openOn(board.map);
  popup.once("remove", () => closed(board));
  board.panel = popup;
  const close = popup.getElement()?.querySelector(".leaflet-popup-close-button");
  return /** @type {HTMLElement} */ (close);
}

/**
 * The button that closes it.
 * @param {MapBoard} board
 * @param {Marker} marker
 * @param {HTMLElement} content
 * @returns {HTMLElement}
 */
function openSheet(board, marker, content) {
  const sheet = element("div", "sheet");
  const close = element("button", "close", "×");
  close.type = "button";
  close.addEventListener("click", () => closePanel(board));
  L.DomEvent.disableClickPropagation(sheet);
  L.DomEvent.disableScrollPropagation(sheet);
  sheet.append(content, close);
  board.map.getContainer().append(sheet);
  board.map.once("click", () => closePanel(board));
  bringIntoView(board.map, marker.getLatLng(), sheet.offsetHeight);
  board.panel = sheet;
  return close;
}

/** @param {MapBoard} board */
function closePanel(board) {
  if (!board.panel) return;
  const { panel } = board;
  panel.remove();
  if (panel instanceof HTMLElement) closed(board);
}

/** @param {MapBoard} board */
function closed(board) {
  board.panel = null;
  board.map.getContainer().classList.remove("with-panel");
  board.pressed?.getElement()?.focus();
  board.pressed = null;
}

/**
 * @param {MapBoard} board
 * @param {Pin} pin
 */
function choice(board, pin) {
  const button = fill(element("button", "choice"), pin, board.scene.words);
  button.type = "button";
  button.addEventListener("click", () => {
    if (board.panel instanceof HTMLElement && hasList(board)) closePanel(board);
    board.choose(pin.id, pin.at);
  });
  for (const event of ["mouseenter", "focus"]) {
    button.addEventListener(event, () => tell("finder:highlight-from-map", [pin.id]));
  }
  return button;
}

/**
 * Puts a place on the shortlist or takes it off, as its card in the list does.
 * @param {MapBoard} board
 * @param {Pin} pin
 */
function pickButton(board, pin) {
  const { words, query, picked } = board.scene;
  const button = element("button", "pick");
  button.type = "button";
  let on = picked.includes(pin.id);
  const show = () => {
    button.textContent = on ? words.picked : words.pick;
    button.setAttribute("aria-label", `${button.textContent}, ${pin.name}`);
    button.setAttribute("aria-pressed", String(on));
  };
  button.addEventListener("click", () => {
    const [without, including] = [`?${query}`, `?${query}&pick=${pin.id}`];
    const [base, target] = on ? [including, without] : [without, including];
    tell("finder:go", { base, target });
    on = !on;
    show();
  });
  show();
  return button;
}

/* For whom nothing may move by itself. */
function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Move the map until a point of it is seen, clear of its edges and of what covers its foot.
 * @param {LeafletMap} map
 * @param {LatLng | LatLngTuple} at
 * @param {number} coveredPx
 */
export function bringIntoView(map, at, coveredPx) {
  const below = Math.min(coveredPx + 30, map.getSize().y - 40);
  map.panInside(at, {
    paddingTopLeft: [30, 30],
    paddingBottomRight: [30, below],
    animate: !isCalm(),
  });
}

/**
 * The wheel scrolls the page until the map is in use, so that nobody is caught in it. Leaflet
 * focuses the map when it is pressed: were the page scrolled to it then, a pin would have moved
 * from under the pointer before the button is up, and the first click be lost.
 * @param {LeafletMap} map
 */
export function tame(map) {
  const container = map.getContainer();
  map.options.inertia = !isCalm();
  map.scrollWheelZoom.disable();
  map.on("focus mousedown", () => map.scrollWheelZoom.enable());
  container.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
}

/**
 * Zoom buttons, what is offered after a move, and past the map for those who go by keyboard.
 * @param {MapBoard} board
 * @param {Record<string, string>} words
 */
export function controls(board, words) {
  if (!board.returning) addControls(board);
  write(board.returning, words.back);
  write(board.searching, words.search);
  write(board.skip, words.skip);
  const container = board.map.getContainer();
  label(container.querySelector(".leaflet-control-zoom-in"), words.closer);
  label(container.querySelector(".leaflet-control-zoom-out"), words.farther);
}

/**
 * @param {HTMLElement | null} button
 * @param {string} text
 */
function write(button, text) {
  if (button) button.textContent = text;
}

/**
 * @param {HTMLElement | null} button
 * @param {string} text
 */
function label(button, text) {
  if (button) button.title = text;
  button?.setAttribute("aria-label", text);
}

/** @param {MapBoard} board */
function addControls(board) {
  L.control.zoom({ position: "topright" }).addTo(board.map);
  addOffers(board);
  addSkip(board);
}

/**
 * Past the map, whatever stands below it: what follows in the page around the frame. Where that
 * is not ours to see, the end of the frame.
 * @param {MapBoard} board
 */
function addSkip(board) {
  const past = element("span");
  past.tabIndex = -1;
  board.skip = element("a", "skip");
  board.skip.href = "#";
  board.skip.addEventListener("click", (event) => {
    event.preventDefault();
    (following(window.frameElement) ?? past).focus();
  });
  board.map.getContainer().before(board.skip);
  board.map.getContainer().after(past);
}

/**
 * @param {Element | null} frame
 * @returns {HTMLElement | undefined}
 */
function following(frame) {
  if (!frame) return undefined;
  /** @type {NodeListOf<HTMLButtonElement>} */
  const found = page.querySelectorAll(FOCUSABLE);
  return [...found].find((stop) => {
    const isAfter = frame.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
    return isAfter && stop.checkVisibility({ visibilityProperty: true }) && !stop.disabled;
  });
}

/* Points into marks: which numbers share a pin at this zoom, and what a pin and a circle look like. */
import { circlesOverlap, gathered, pinsOverlap, width } from "./map_gathering.js";
import { faceOf } from "./map_words.js";

/** @import { Circle, Group, Mark, OtherRow, Pin } from "./types.js" */
/** @import { LatLng, LatLngTuple, Map as LeafletMap, Marker } from "leaflet" */

// Of one pin; pixels.
const SIZE = matchMedia("(pointer: coarse)").matches ? 34 : 30;

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** @param {Pin} pin */
export function pinChip(pin) {
  const status = pin.possible ? "possible" : "match";
  const approximate = pin.approximate ? " approximate" : "";
  return element("span", `number ${status}${approximate}`, String(pin.number));
}

/** @param {Pin[]} pins */
export function pinFace(pins) {
  const { shown, rest } = faceOf(pins);
  const face = element("span", pins.length > 1 ? "face shared" : "face");
  face.append(...shown.map(pinChip));
  if (rest) face.append(element("span", "rest", rest));
  return face;
}

/**
 * A mark that a mouse, a finger, a voice and, unless told otherwise, the tab key can reach.
 * @param {LatLng | LatLngTuple} at
 * @param {HTMLElement} face
 * @param {{className: string, name: string, press: (marker: Marker, byKey: boolean) => void,
 *   keyboard?: boolean, pane?: string}} look
 */
export function pressable(at, face, look) {
  const { className, name, press, keyboard = true, pane = "markerPane" } = look;
  const icon = L.divIcon({ className, html: face, iconSize: undefined });
  const marker = L.marker(at, { icon, keyboard, pane, riseOnHover: true });
  marker.on("add", () => {
    const root = /** @type {HTMLElement} */ (marker.getElement());
    root.setAttribute("role", "button");
    root.setAttribute("aria-label", name);
    // No stop for the tab key, and yet a button for a finger and for a voice.
    if (!keyboard) return root.setAttribute("tabindex", "-1");
    L.DomEvent.on(root, "keydown", (event) => {
      const { key } = /** @type {KeyboardEvent} */ (event);
      if (key !== "Enter" && key !== " ") return;
      L.DomEvent.stop(event);
      press(marker, true);
    });
  });
  return marker.on("click", () => press(marker, false));
}

/**
 * @param {LeafletMap} map
 * @param {Pin[]} pins
 */
export function pinGroups(map, pins) {
  return gathered(pins, (at) => map.project(at), pinsOverlap(SIZE));
}

/**
 * The circles of what else was found, gathered for this zoom; a circle that would lie under a pin
 * is moved beside it, so its count can be read.
 * @param {LeafletMap} map
 * @param {OtherRow[]} others
 * @param {Group<Pin>[]} pins
 * @returns {Circle[]}
 */
export function circles(map, others, pins) {
  const items = others.map(([latitude, longitude, what]) => {
    const at = /** @type {LatLngTuple} */ ([latitude, longitude]);
    return typeof what === "string" ? { at, count: 1, id: what } : { at, count: what, id: "" };
  });
  return gathered(items, (at) => map.project(at), circlesOverlap).map((group) => {
    const count = group.items.reduce((sum, item) => sum + item.count, 0);
    const members = L.latLngBounds(group.items.map((item) => item.at));
    const at = count > 1 ? beside(map, members.getCenter(), pins) : group.items[0].at;
    return { at, count, members, id: count === 1 ? group.items[0].id : "" };
  });
}

/**
 * @param {LeafletMap} map
 * @param {LatLng} at
 * @param {Group<Pin>[]} pins
 */
function beside(map, at, pins) {
  const point = map.project(at);
  const pin = pins
    .map((group) => map.project(group.at))
    .find((other) => other.distanceTo(point) < SIZE);
  if (!pin) return at;
  const away = point.subtract(pin);
  const length = Math.hypot(away.x, away.y);
  const direction = length < 1 ? L.point(0.7, 0.7) : away.divideBy(length);
  return map.unproject(pin.add(direction.multiplyBy(SIZE)));
}

/**
 * How much room the marks take.
 * @param {Group<Pin>[]} groups
 * @param {Circle[]} around
 * @returns {Mark[]}
 */
export function boxes(groups, around) {
  /** @param {Circle} circle */
  const round = (circle) => (circle.count > 1 ? SIZE : SIZE / 3);
  return [
    ...groups.map((group) => ({ at: group.at, width: width(group, SIZE), height: SIZE })),
    ...around.map((circle) => ({ at: circle.at, width: round(circle), height: round(circle) })),
  ];
}

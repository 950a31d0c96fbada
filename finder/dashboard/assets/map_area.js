/* What the map does when its visitor moves it: finer clusters of what comes into view, the offer to
   search there, and the way back. Moving alone changes nothing of the search. */
import { METERS_PER_MILE, roundMiles, snapped } from "./map_gathering.js";
import { element } from "./map_pins.js";
import { tell } from "./map_telling.js";

/** @import { MapBoard, OtherRow, Scene } from "./types.js" */
/** @import { LatLngBounds, Map as LeafletMap } from "leaflet" */

/**
 * Rows for a box at some zoom; without a box, of everything.
 * @typedef {{rows: OtherRow[], zoom: number, box: LatLngBounds | null}} Rows
 */

/** @typedef {{zoom: number, box: LatLngBounds, abort: () => void}} Asking */

// The server is asked when the map has been still for so long.
const STILL_MS = 150;
// What rounding the middle to two decimals may move it, and some more.
const ROUNDED_BY_MILES = 0.5;
// So many zoom steps show twice as much apart: time for finer clusters.
const FINER_BY = 0.75;
const MARGIN = 0.25;
const MOST_CLUSTERS = 300;

/* What else was found, as fine as the view asks for. The scene brings all of it, gathered; of a
   view that is closer, the server tells more. */
export class Others {
  /** @type {OtherRow[]} */
  rows = [];
  /** @type {Rows | null} */
  fetched = null;
  /** @type {Asking | null} */
  asking = null;
  /** @type {number | null} */
  waiting = null;
  key = "";

  /** @param {MapBoard} board */
  constructor(board) {
    this.board = board;
    board.map.on("moveend", () => {
      if (this.waiting) clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.look(), STILL_MS);
    });
  }

  /**
   * A new scene: what was fetched for another search is stale.
   * @param {Scene} scene
   */
  follow(scene) {
    const key = JSON.stringify([scene.query, scene.others]);
    if (key === this.key) return;
    this.key = key;
    this.fetched = null;
    this.giveUp();
    this.rows = scene.others;
    this.look();
  }

  look() {
    this.waiting = null;
    const { map, scene, home } = this.board;
    if (!scene || typeof scene.query !== "string" || !home || !map.getSize().x) return;
    const whole = { rows: scene.others, zoom: home.zoom, box: null };
    const known = [this.fetched, whole].find((answer) => answer && this.serves(answer));
    if (!known && this.asking && this.isFineEnough(this.asking)) return;
    this.giveUp();
    if (known) this.use(known.rows);
    else this.fetch(scene.query, roundBox(map.getBounds().pad(MARGIN)), map.getZoom());
  }

  giveUp() {
    if (this.asking) this.asking.abort();
    this.asking = null;
  }

  /**
   * Whether these rows hold all of the view, and nothing in it would come apart.
   * @param {Rows} answer
   */
  serves(answer) {
    const view = this.board.map.getBounds();
    /** @param {OtherRow} row */
    const isApart = ([latitude, longitude, what]) =>
      typeof what === "string" || !view.contains([latitude, longitude]);
    return this.isFineEnough(answer) || (holds(answer.box, view) && answer.rows.every(isApart));
  }

  /**
   * Of a box at some zoom; without a box everything is held, for that zoom and wider ones.
   * @param {{zoom: number, box: LatLngBounds | null}} answer
   */
  isFineEnough({ zoom, box }) {
    const { map } = this.board;
    const closer = map.getZoom() - zoom;
    return holds(box, map.getBounds()) && closer < FINER_BY && (!box || closer > -FINER_BY);
  }

  /** @param {OtherRow[]} rows */
  use(rows) {
    if (rows === this.rows) return;
    this.rows = rows;
    if (this.board.isDrawn()) this.board.drawMarks();
  }

  /**
   * @param {string} query
   * @param {LatLngBounds} box
   * @param {number} zoom
   */
  fetch(query, box, zoom) {
    const edges = [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()];
    const asked = new URLSearchParams(query);
    asked.set("box", edges.join());
    asked.set("limit", String(MOST_CLUSTERS));
    const gone = new AbortController();
    const asking = { zoom, box, abort: () => gone.abort() };
    this.asking = asking;
    fetch(new URL(`../../map/clusters?${asked}`, document.baseURI), { signal: gone.signal })
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then(({ others }) => {
        if (this.asking !== asking) return;
        this.fetched = { rows: others, zoom, box };
        this.use(others);
      })
      // An older question was given up, or the server is away: what is drawn still stands, and
      // the next move asks again.
      .catch(() => undefined)
      .finally(() => {
        if (this.asking === asking) this.asking = null;
      });
  }

  /* Whether there is nothing left to look at, and no answer on its way. */
  isSettled() {
    return !this.waiting && !this.asking;
  }
}

/**
 * @param {LatLngBounds | null} box
 * @param {LatLngBounds} view
 */
function holds(box, view) {
  return !box || box.contains(view);
}

/** @param {LatLngBounds} box */
function roundBox(box) {
  const edges = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
  const [west, south, east, north] = snapped(/** @type {import("./types.js").Edges} */ (edges));
  return L.latLngBounds([south, west], [north, east]);
}

/**
 * First in the map, so that Tab reaches them right after the arrow keys have moved it.
 * @param {MapBoard} board
 */
export function addOffers(board) {
  const offers = element("div", "offers");
  L.DomEvent.disableClickPropagation(offers);
  board.searching = offer(offers, "searching", () => searchHere(board));
  board.returning = offer(offers, "returning", () => board.returnTo());
  board.map.getContainer().prepend(offers);
}

/**
 * @param {HTMLElement} offers
 * @param {string} className
 * @param {() => void} press
 */
function offer(offers, className, press) {
  const button = element("button", className);
  button.type = "button";
  button.hidden = true;
  button.addEventListener("click", press);
  offers.append(button);
  return button;
}

/**
 * The middle of the map becomes the place, rounded here to about a kilometre; the nearest edge
 * tells how far. A state that was searched gives way: the area takes its place.
 * @param {MapBoard} board
 */
function searchHere(board) {
  const { map, scene } = board;
  const middle = map.getCenter().wrap();
  const near = `${middle.lat.toFixed(2)},${middle.lng.toFixed(2)}`;
  const asked = new URLSearchParams(scene.query ?? "");
  for (const key of ["state", "page"]) asked.delete(key);
  asked.set("near", near);
  asked.set("within", String(roundMiles(milesToEdge(map) - ROUNDED_BY_MILES)));
  board.stayAt(near);
  map.getContainer().focus();
  tell("finder:go", { base: `?${scene.query}`, target: `?${asked}` });
}

/** @param {LeafletMap} map */
function milesToEdge(map) {
  const middle = map.getCenter();
  const box = map.getBounds();
  const meters = [
    map.distance(middle, [box.getNorth(), middle.lng]),
    map.distance(middle, [box.getSouth(), middle.lng]),
    map.distance(middle, [middle.lat, box.getEast()]),
  ];
  return Math.min(...meters) / METERS_PER_MILE;
}

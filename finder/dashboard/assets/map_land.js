/* The land beneath the pins: state outlines, county borders, names of towns, lakes and roads.

   Fetched from our own addresses, state by state, as the map comes to show them; below
   `finderLand.coarseBelowZoom` the whole country, coarse; lakes and roads once, of all states.
   Nothing here can be clicked or focused. */

/** @import { Mark } from "./types.js" */
/** @import { GeoJSON, LatLngTuple, LayerGroup, Map as LeafletMap, Marker } from "leaflet" */

/**
 * A piece of land as it is fetched (finder/map/land.py). Rows of towns: name, latitude, longitude,
 * and the zoom from which it is shown.
 * @typedef {{outline: import("geojson").GeoJsonObject,
 *   counties: import("geojson").GeoJsonObject | null,
 *   towns: [string, number, number, number][]}} Fetched
 */

/**
 * What lies on the land (finder/map/land.py).
 * @typedef {{lakes: import("geojson").GeoJsonObject,
 *   roads: import("geojson").GeoJsonObject | null}} OnLand
 */

/** @typedef {{outline: GeoJSON, counties: GeoJSON | null, towns: Fetched["towns"]}} Piece */

const NATION = "nation";
const ON_LAND = "on_land";
// What is drawn beyond the edge of the view, so that a small pan shows no bare paper.
const LAND_MARGIN = 0.3;
const TOWN_MARGIN = 0.1;
const COUNTIES_FROM_ZOOM = 7.5;
// Half of a letter's width and of a line's height, and where a name may stand, in pixels.
const HALF_CHARACTER = 3.6;
const HALF_LINE = 9;
const SHIFTS = [0, 24, -24, 34, -34];

export class Land {
  /** @type {Map<string, Piece>} */
  pieces = new Map();
  /** @type {Set<string>} */
  pending = new Set();
  /** @type {Map<string, Marker>} */
  labels = new Map();
  /** @type {Mark[]} */
  marks = [];

  /** @param {LeafletMap} map */
  constructor(map) {
    this.map = map;
    this.renderer = L.svg({ pane: this.pane("land", 210), padding: LAND_MARGIN });
    this.above = L.svg({ pane: this.pane("water", 215), padding: LAND_MARGIN });
    this.pane("towns", 420);
    this.fetchOnLand();
    map.on("moveend", this.draw, this);
    this.draw();
  }

  /**
   * @param {string} name
   * @param {number} zIndex
   */
  pane(name, zIndex) {
    const pane = this.map.createPane(name);
    pane.style.zIndex = String(zIndex);
    pane.style.pointerEvents = "none";
    pane.setAttribute("aria-hidden", "true");
    return name;
  }

  draw() {
    if (!this.map.getSize().x) return;
    const wanted = this.wanted();
    for (const name of wanted) this.fetch(name);
    // The coarse country stays until the fine pieces are there, so the land never blinks.
    const arrived = wanted.every((name) => this.pieces.has(name));
    this.pieces.forEach((piece, name) => {
      this.toggle(piece, wanted.includes(name) || (!arrived && name === NATION));
    });
    this.drawTowns(wanted);
  }

  wanted() {
    const { boxes: states, coarseBelowZoom } = window.finderLand;
    if (this.map.getZoom() < coarseBelowZoom) return [NATION];
    const view = this.map.getBounds().pad(LAND_MARGIN);
    return Object.keys(states).filter((state) => {
      const [west, south, east, north] = states[state];
      return view.intersects([
        [south, west],
        [north, east],
      ]);
    });
  }

  /** @param {string} name */
  fetch(name) {
    if (this.pieces.has(name) || this.pending.has(name)) return;
    this.pending.add(name);
    fetch(addressOf(name))
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then((piece) => {
        this.pieces.set(name, this.layers(piece));
        this.draw();
      })
      // The map reads without its land; the next move of the map asks again.
      .catch(() => undefined)
      .finally(() => this.pending.delete(name));
  }

  /* Above the states, whichever of them comes last. The map reads without it. */
  fetchOnLand() {
    fetch(addressOf(ON_LAND))
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then((/** @type {OnLand} */ { lakes, roads }) => {
        this.layer(lakes, "lakes", this.above).addTo(this.map);
        if (roads) this.layer(roads, "roads", this.above).addTo(this.map);
      })
      .catch(() => undefined);
  }

  /**
   * @param {Fetched} piece
   * @returns {Piece}
   */
  layers(piece) {
    return {
      outline: this.layer(piece.outline, "land"),
      counties: piece.counties && this.layer(piece.counties, "counties"),
      towns: piece.towns,
    };
  }

  /**
   * @param {import("geojson").GeoJsonObject} geometry
   * @param {string} className
   * @param {import("leaflet").Renderer} renderer
   */
  layer(geometry, className, renderer = this.renderer) {
    const look = { className, interactive: false, renderer, smoothFactor: 1.2 };
    // Leaflet hands all options on to the lines, which its types do not know.
    return L.geoJSON(geometry, /** @type {import("leaflet").GeoJSONOptions} */ (look));
  }

  /**
   * @param {Piece} piece
   * @param {boolean} shown
   */
  toggle(piece, shown) {
    const near = this.map.getZoom() >= COUNTIES_FROM_ZOOM;
    this.set(piece.outline, shown);
    if (piece.counties) this.set(piece.counties, shown && near);
  }

  /**
   * @param {LayerGroup} layer
   * @param {boolean} shown
   */
  set(layer, shown) {
    if (shown !== this.map.hasLayer(layer)) layer[shown ? "addTo" : "removeFrom"](this.map);
  }

  /**
   * Names keep clear of the marks of the scene.
   * @param {Mark[]} marks
   */
  keepClearOf(marks) {
    this.marks = marks;
    for (const label of this.labels.values()) this.place(label);
  }

  /** @param {string[]} wanted */
  drawTowns(wanted) {
    const zoom = this.map.getZoom();
    const view = this.map.getBounds().pad(TOWN_MARGIN);
    const shown = new Set();
    for (const name of wanted) {
      for (const [town, latitude, longitude, rank] of this.pieces.get(name)?.towns ?? []) {
        if (rank > zoom || !view.contains([latitude, longitude])) continue;
        const key = `${town} ${latitude} ${longitude}`;
        shown.add(key);
        const label = this.labels.get(key) ?? this.label(town, [latitude, longitude], rank);
        this.labels.set(key, label);
        this.place(label);
      }
    }
    this.labels.forEach((label, key) => {
      if (shown.has(key)) return;
      label.remove();
      this.labels.delete(key);
    });
  }

  /**
   * @param {string} town
   * @param {LatLngTuple} at
   * @param {number} rank
   */
  label(town, at, rank) {
    const name = document.createElement("span");
    name.textContent = town;
    const className = rank <= 7 ? "town city" : "town";
    const icon = L.divIcon({ className, html: name, iconSize: undefined });
    return L.marker(at, { icon, interactive: false, keyboard: false, pane: "towns" }).addTo(
      this.map,
    );
  }

  /**
   * On its point, else below or above it, else not at all.
   * @param {Marker} label
   */
  place(label) {
    const at = this.map.project(label.getLatLng());
    const root = /** @type {HTMLElement} */ (label.getElement());
    const reach = (root.textContent ?? "").length * HALF_CHARACTER;
    /** @param {number} shift */
    const isFree = (shift) =>
      this.marks.every((mark) => {
        const apart = this.map.project(mark.at).subtract([at.x, at.y + shift]);
        const isBeside = Math.abs(apart.x) > mark.width / 2 + reach;
        return isBeside || Math.abs(apart.y) > mark.height / 2 + HALF_LINE;
      });
    const shift = SHIFTS.find(isFree);
    root.style.visibility = shift === undefined ? "hidden" : "visible";
    root.style.setProperty("--shift", `${shift ?? 0}px`);
  }
}

/** @param {string} name */
function addressOf(name) {
  const { version } = window.finderLand;
  return new URL(`../../assets/land/${name}.json?v=${version}`, document.baseURI);
}

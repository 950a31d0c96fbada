/* What lies beneath the pins and is told by the scene: the place with its rings, and streets when
   asked for. */
import { METERS_PER_MILE } from "./map_gathering.js";
import { element } from "./map_pins.js";

/** @import { Mark, Ring, Scene, Tiles } from "./types.js" */
/** @import { LatLngTuple, Map as LeafletMap } from "leaflet" */

// A letter and a line of a distance, with the room around them.
const LETTER_PX = 8;
const LINE_PX = 18;

export class Ground {
  /** @type {import("leaflet").TileLayer | null} */
  streets = null;
  /** @type {string | undefined} */
  streetsFrom = undefined;
  drawn = "";
  /** The room of the distances. @type {Mark[]} */
  labels = [];

  /** @param {LeafletMap} map */
  constructor(map) {
    this.map = map;
    this.rings = L.layerGroup().addTo(map);
    this.renderer = L.svg({ pane: this.pane("rings", 350), padding: 0.6 });
    this.pane("distances", 355);
  }

  /**
   * @param {string} name
   * @param {number} zIndex
   */
  pane(name, zIndex) {
    this.map.createPane(name).style.zIndex = String(zIndex);
    return name;
  }

  /** @param {Scene} scene */
  draw(scene) {
    this.drawStreets(scene.tiles);
    this.drawRings(scene);
  }

  /** @param {Tiles | null | undefined} tiles */
  drawStreets(tiles) {
    if (tiles && tiles.template === this.streetsFrom) return;
    this.streets?.remove();
    this.streets = tiles ? L.tileLayer(tiles.template, streetOptions(tiles)).addTo(this.map) : null;
    this.streetsFrom = tiles?.template;
    this.map.getContainer().classList.toggle("with-streets", Boolean(tiles));
  }

  /** @param {Scene} scene */
  drawRings({ center, rings }) {
    const drawn = JSON.stringify([center, rings]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.rings.clearLayers();
    this.labels = [];
    if (!center) return;
    for (const ring of rings) this.drawRing(center, ring);
    L.circleMarker(center, {
      className: "place",
      radius: 6,
      interactive: false,
      renderer: this.renderer,
    }).addTo(this.rings);
  }

  /**
   * @param {LatLngTuple} center
   * @param {Ring} ring
   */
  drawRing(center, ring) {
    const circle = L.circle(center, {
      className: ring.edge ? "ring edge" : "ring",
      interactive: false,
      radius: ring.miles * METERS_PER_MILE,
      renderer: this.renderer,
    }).addTo(this.rings);
    const text = element("span", "ring-miles", ring.label);
    const icon = L.divIcon({ className: "ring-label", html: text, iconSize: undefined });
    /** @type {LatLngTuple} */
    const at = [circle.getBounds().getNorth(), center[1]];
    this.labels.push({ at, width: ring.label.length * LETTER_PX, height: LINE_PX });
    L.marker(at, {
      icon,
      interactive: false,
      keyboard: false,
      pane: "distances",
    }).addTo(this.rings);
  }
}

/**
 * @param {Tiles} tiles
 * @returns {import("leaflet").TileLayerOptions}
 */
function streetOptions(tiles) {
  let credit = element("span", "", tiles.credit);
  if (tiles.credit_url) {
    const link = element("a", "", tiles.credit);
    link.href = tiles.credit_url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    credit = link;
  }
  // OpenStreetMap refuses whoever does not say which site is asking; it gets that and no more.
  return {
    attribution: credit.outerHTML,
    maxNativeZoom: 19,
    maxZoom: 19,
    referrerPolicy: "origin",
  };
}

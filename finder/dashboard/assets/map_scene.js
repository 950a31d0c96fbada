/* One scene of the map: the pins of the page, circles for what else was found, and the view.

   The board of a map changes what differs from the scene before. So a pin that stays keeps its
   focus, its popup and its place, and the map is never rebuilt. */
import { Others } from "./map_area.js";
import { Ground } from "./map_ground.js";
import { Land } from "./map_land.js";
import { bringIntoView, controls, describe, openPanel, tame } from "./map_link.js";
import { boxes, circles, element, pinFace, pinGroups, pressable } from "./map_pins.js";
import { tell } from "./map_telling.js";
import { spoken } from "./map_words.js";

/** @import { Circle, Group, MapBoard, Pin, Scene } from "./types.js" */
/** @import { LatLng, LatLngBounds, LatLngTuple, Layer, Map as LeafletMap, Marker } from "leaflet" */

const HERE_PX = 16;
const PADDING = /** @type {[number, number]} */ ([14, 14]);
const CLOSEST_FIT = 13;
const CLOSEST = 16;
const MOST_LISTED = 4;

/** @implements {MapBoard} */
export class Board {
  /** @type {Map<string, {marker: Marker, pins: Pin[]}>} */
  pins = new Map();
  /** @type {Land | null} */
  land = null;
  /** @type {{center: LatLng, zoom: number} | null} */
  home = null;
  othersDrawn = "";
  fitted = "";
  /** @type {string | null} */
  staying = null;
  /** @type {LatLng | LatLngTuple | null} */
  chosenAt = null;
  /** @type {string[]} */
  lit = [];
  /** @type {MapBoard["panel"]} */
  panel = null;
  /** @type {Marker | null} */
  pressed = null;
  isFitted = false;
  /** @type {HTMLButtonElement | null} */
  searching = null;
  /** @type {HTMLButtonElement | null} */
  returning = null;
  /** @type {HTMLAnchorElement | null} */
  skip = null;

  /**
   * @param {LeafletMap} map
   * @param {Scene} scene
   * @param {Layer} channel
   */
  constructor(map, scene, channel) {
    this.map = map;
    this.scene = scene;
    this.channel = channel;
    this.others = L.layerGroup().addTo(map);
    this.elsewhere = new Others(this);
    this.ground = new Ground(map);
    map.createPane("others").style.zIndex = "590";
    map.attributionControl.setPrefix(false);
    map.setMinZoom(3).setMaxZoom(18);
    map.on("zoomend", () => this.land && this.drawMarks());
    map.on("moveend", () => this.offer());
    map.on("resize", () => this.resized());
    // Its style may come after the map, and make it taller without a word to the window.
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
    tame(map);
  }

  /**
   * The scene of another search; streets and the way to tell of a choice stay.
   * @param {Scene} scene
   */
  change(scene) {
    this.show({ ...scene, tiles: this.scene.tiles }, this.channel);
  }

  /**
   * @param {Scene} scene
   * @param {Layer} channel by which a choice is told to streamlit-folium
   */
  show(scene, channel) {
    this.scene = scene;
    this.channel = channel;
    this.name();
    this.ground.draw(scene);
    this.fit();
    // Only now: before the first fit the map shows a country that nobody asked for.
    this.land ??= new Land(this.map);
    this.elsewhere.follow(scene);
    this.drawMarks();
    // Land, rings and towns are scenery: what they tell stands in the list, in words.
    const scenery = this.map.getContainer().querySelectorAll("svg.leaflet-zoom-animated");
    for (const drawing of scenery) drawing.setAttribute("aria-hidden", "true");
  }

  isDrawn() {
    return this.land !== null;
  }

  name() {
    const { words } = this.scene;
    const container = this.map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", words.map);
    if (window.frameElement) /** @type {HTMLElement} */ (window.frameElement).title = words.map;
    // The frame's own page is streamlit-folium's, in English.
    document.title = words.map;
    document.documentElement.lang = words.language;
    // folium forbids to zoom in with two fingers; nobody may be kept from larger letters.
    for (const meta of document.querySelectorAll("meta[name=viewport]")) {
      meta.setAttribute("content", "width=device-width");
    }
    controls(this, words);
  }

  /* The view follows the place and the radius, never a filter. A map that is not yet seen (a tab
     that is closed) has no size: it is fitted when it gets one. */
  fit() {
    const { fit } = this.scene;
    if (fit === this.fitted || !this.map.getSize().x) return;
    this.fitted = fit;
    const { staying } = this;
    this.staying = null;
    const isHere = staying && staying === this.place();
    if (isHere && this.map.getBounds().contains(this.box())) this.settle();
    else this.returnTo();
  }

  /* A view that was fitted, and that nobody has moved since, is fitted to its new size. */
  resized() {
    if (this.scene.fit !== this.fitted) this.fit();
    else if (this.isFitted && !this.isMoved()) this.returnTo();
  }

  place() {
    if (!this.scene.center) return null;
    const [latitude, longitude] = this.scene.center;
    return `${latitude.toFixed(2)},${longitude.toFixed(2)}`;
  }

  box() {
    const [south, west, north, east] = this.scene.bounds;
    return L.latLngBounds([south, west], [north, east]);
  }

  returnTo() {
    this.map.fitBounds(this.box(), { padding: PADDING, maxZoom: CLOSEST_FIT, animate: false });
    this.settle();
    this.isFitted = true;
  }

  /**
   * Whoever searches where they look wants to go on looking there: the view is not fitted anew
   * to this place, if all of its circle is seen.
   * @param {string} place
   */
  stayAt(place) {
    this.staying = place;
    this.settle();
  }

  settle() {
    this.isFitted = false;
    this.home = { center: this.map.getCenter(), zoom: this.map.getZoom() };
    this.offer();
  }

  /* A map that was moved can be searched, where there is a list beside it, or put back. */
  offer() {
    if (!this.home || !this.returning || !this.searching) return;
    const isOffered = this.isMoved();
    this.returning.hidden = !isOffered;
    this.searching.hidden = !isOffered || typeof this.scene.query !== "string";
  }

  isMoved() {
    if (!this.home) return false;
    const here = this.map.latLngToContainerPoint(this.home.center);
    const isAside = here.distanceTo(this.map.getSize().divideBy(2)) > 8;
    return isAside || this.map.getZoom() !== this.home.zoom;
  }

  drawMarks() {
    const groups = pinGroups(this.map, this.scene.pins);
    const keep = new Set(groups.map((group) => this.drawPin(group)));
    this.pins.forEach((drawn, key) => {
      if (keep.has(key)) return;
      drawn.marker.remove();
      this.pins.delete(key);
    });
    const around = circles(this.map, this.elsewhere.rows, groups);
    this.drawOthers(around);
    this.light();
    this.land?.keepClearOf([...boxes(groups, around), ...this.here()]);
  }

  /* The room of the point that is searched from, and of what its rings say. */
  here() {
    const { center } = this.scene;
    const point = center ? [{ at: center, width: HERE_PX, height: HERE_PX }] : [];
    return [...point, ...this.ground.labels];
  }

  /**
   * Its key.
   * @param {Group<Pin>} group
   */
  drawPin(group) {
    const key = JSON.stringify(group.items);
    if (!this.pins.has(key)) {
      const marker = pressable(group.at, pinFace(group.items), {
        className: "pin",
        name: spoken(group.items, this.scene.words),
        press: (pressed, byKey) => this.pressPin(pressed, group.items, byKey),
      });
      marker.addTo(this.map);
      this.pins.set(key, { marker, pins: group.items });
      describe(this, marker, group.items);
    }
    return key;
  }

  /** @param {Circle[]} around */
  drawOthers(around) {
    const drawn = JSON.stringify(around.map((circle) => [circle.at, circle.count, circle.id]));
    if (drawn === this.othersDrawn) return;
    this.othersDrawn = drawn;
    this.others.clearLayers();
    for (const circle of around) this.drawCircle(circle).addTo(this.others);
  }

  /** @param {Circle} circle */
  drawCircle(circle) {
    const isMany = circle.count > 1;
    const { words, language } = this.scene;
    const count = circle.count.toLocaleString(language);
    const seen = isMany ? `+${count}` : "";
    const told = isMany ? words.more.replace("{n}", count) : words.one_more;
    const face = element("span", isMany ? "count" : "dot", seen);
    const marker = pressable(circle.at, face, {
      className: "others",
      // What is seen is said first, so that it can be pressed by its name.
      name: isMany ? `${seen}. ${told}` : told,
      press: () => this.pressCircle(circle),
      // A count is a way to come closer, which the keyboard has in plus: no stop for the tab key.
      keyboard: !isMany,
      pane: "others",
    });
    return marker.bindTooltip(told, { direction: "top", offset: [0, -10], opacity: 1 });
  }

  /** @param {Circle} circle */
  pressCircle({ id, at, members }) {
    if (id) this.choose(id, at);
    else this.closer(members);
  }

  /**
   * A few places at a pin are listed; many that lie apart are told apart by going closer.
   * @param {Marker} marker
   * @param {Pin[]} pins
   * @param {boolean} byKey
   */
  pressPin(marker, pins, byKey) {
    const around = L.latLngBounds(pins.map((pin) => pin.at));
    const areApart = !around.getSouthWest().equals(around.getNorthEast());
    if (pins.length > MOST_LISTED && areApart && this.map.getZoom() < CLOSEST) {
      this.closer(around);
      if (byKey) this.focusPin(pins[0].id);
      return;
    }
    if (pins.length === 1) this.choose(pins[0].id, pins[0].at);
    openPanel(this, marker, pins, byKey);
  }

  /** @param {LatLngBounds} around */
  closer(around) {
    const fitting = this.map.getBoundsZoom(around.pad(0.2));
    const zoom = Math.min(Math.max(fitting, this.map.getZoom() + 1), CLOSEST);
    this.map.setView(around.getCenter(), zoom, { animate: false });
  }

  /**
   * Of the place that was chosen, where a card lies over the map from a line of the window on.
   * @param {number} line
   */
  keepInView(line) {
    const frame = window.frameElement?.getBoundingClientRect();
    if (!frame || !this.chosenAt) return;
    bringIntoView(this.map, this.chosenAt, Math.max(0, frame.bottom - line));
  }

  /** @param {string} id */
  focusPin(id) {
    for (const { marker, pins } of this.pins.values()) {
      if (pins.some((pin) => pin.id === id)) marker.getElement()?.focus();
    }
  }

  /**
   * Tell the page which facility was chosen. The time makes each choice a new value, so choosing
   * the same pin again counts too; a feature is the one value that streamlit-folium passes on.
   * @param {string} id
   * @param {LatLng | LatLngTuple} at
   */
  choose(id, at) {
    const { lat, lng } = L.latLng(at);
    const feature = {
      type: "Feature",
      properties: { facility_id: id, chosen_at: Date.now() },
      geometry: { type: "Point", coordinates: [lng, lat] },
    };
    this.chosenAt = at;
    tell("finder:select", id);
    this.channel.fire("click", { latlng: L.latLng(at), layer: { toGeoJSON: () => feature } });
  }

  /**
   * Light up the pins of these facilities: those the list points at, and the chosen one.
   * @param {string[]} [ids] those of before, if left out
   */
  light(ids) {
    if (ids) this.lit = ids;
    const lit = new Set(this.lit);
    for (const { marker, pins } of this.pins.values()) {
      const root = marker.getElement();
      const isChosen = pins.some((pin) => pin.id === this.scene.selected);
      const isLit = pins.some((pin) => lit.has(pin.id));
      root?.classList.toggle("chosen", isChosen);
      root?.classList.toggle("lit", isLit);
      marker.setZIndexOffset(isLit || isChosen ? 2000 : 0);
    }
  }
}

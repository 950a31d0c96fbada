/* One scene of the map: the place and its rings, the pins of the page, circles for what else was
   found, streets when asked for.

   streamlit-folium takes the layer of the last run away and adds that of this run. Our layer is
   only a messenger: it hands its data to the board of the map, which changes what differs. So a
   pin that stays keeps its focus, its popup and its place, and the map is never rebuilt. */
(function () {
  "use strict";

  const finder = window.finderMap;
  const METERS_PER_MILE = 1609.344;
  const PADDING = [14, 14];
  const CLOSEST_FIT = 13;
  const CLOSEST = 16;
  const MOST_LISTED = 4;

  class Board {
    constructor(map) {
      this.map = map;
      this.pins = new Map(); // key → {marker, pins}
      this.others = L.layerGroup().addTo(map);
      this.elsewhere = finder.others(this);
      this.ground = L.layerGroup().addTo(map);
      this.ringRenderer = L.svg({ pane: this.pane("rings", 350), padding: 0.6 });
      this.pane("distances", 355);
      this.pane("others", 590);
      map.attributionControl.setPrefix(false);
      map.setMinZoom(3).setMaxZoom(18);
      map.on("zoomend", () => this.land && this.drawMarks());
      map.on("moveend", () => this.offer());
      map.on("resize", () => this.scene && this.fit());
      finder.tame(map);
    }

    pane(name, zIndex) {
      this.map.createPane(name).style.zIndex = zIndex;
      return name;
    }

    /* The scene of another search; streets and the way to tell of a choice stay. */
    change(scene) {
      this.show({ ...scene, tiles: this.scene.tiles }, this.channel);
    }

    show(scene, channel) {
      this.scene = scene;
      this.channel = channel;
      this.name();
      this.drawStreets();
      this.drawGround();
      this.fit();
      // Only now: before the first fit the map shows a country that nobody asked for.
      this.land = this.land || finder.ground(this.map);
      this.elsewhere.follow(scene);
      this.drawMarks();
      // Land, rings and towns are scenery: what they tell stands in the list, in words.
      const scenery = this.map.getContainer().querySelectorAll("svg.leaflet-zoom-animated");
      scenery.forEach((drawing) => drawing.setAttribute("aria-hidden", "true"));
    }

    name() {
      const { words, language } = this.scene;
      const container = this.map.getContainer();
      document.documentElement.lang = language;
      container.setAttribute("role", "region");
      container.setAttribute("aria-label", words.map);
      if (window.frameElement) window.frameElement.title = words.map;
      // The frame's own page is streamlit-folium's, in English.
      document.title = words.map;
      document.documentElement.lang = words.language;
      // folium forbids to zoom in with two fingers; nobody may be kept from larger letters.
      document.querySelectorAll("meta[name=viewport]").forEach((meta) => (meta.content = "width=device-width"));
      finder.controls(this, words);
    }

    drawStreets() {
      const { tiles } = this.scene;
      if (tiles && tiles.template === this.streetsFrom) return;
      if (this.streets) this.streets.remove();
      this.streets = tiles && L.tileLayer(tiles.template, this.streetOptions(tiles)).addTo(this.map);
      this.streetsFrom = tiles && tiles.template;
      this.map.getContainer().classList.toggle("with-streets", Boolean(tiles));
    }

    streetOptions(tiles) {
      const credit = finder.element(tiles.credit_url ? "a" : "span", "", tiles.credit);
      if (tiles.credit_url) {
        credit.href = tiles.credit_url;
        credit.target = "_blank";
        credit.rel = "noopener noreferrer";
      }
      // OpenStreetMap refuses whoever does not say which site is asking; it gets that and no more.
      return { attribution: credit.outerHTML, maxNativeZoom: 19, maxZoom: 19, referrerPolicy: "origin" };
    }

    drawGround() {
      const { center, rings } = this.scene;
      const drawn = JSON.stringify([center, rings]);
      if (drawn === this.groundDrawn) return;
      this.groundDrawn = drawn;
      this.ground.clearLayers();
      if (!center) return;
      rings.forEach((ring) => this.drawRing(center, ring));
      L.circleMarker(center, {
        className: "place", radius: 6, interactive: false, renderer: this.ringRenderer,
      }).addTo(this.ground);
    }

    drawRing(center, ring) {
      const circle = L.circle(center, {
        className: ring.edge ? "ring edge" : "ring",
        interactive: false,
        radius: ring.miles * METERS_PER_MILE,
        renderer: this.ringRenderer,
      }).addTo(this.ground);
      const text = finder.element("span", "ring-miles", ring.label);
      const icon = L.divIcon({ className: "ring-label", html: text, iconSize: null });
      const top = [circle.getBounds().getNorth(), center[1]];
      L.marker(top, { icon, interactive: false, keyboard: false, pane: "distances" }).addTo(this.ground);
    }

    /* The view follows the place and the radius, never a filter. A map that is not yet seen (a tab
       that is closed) has no size: it is fitted when it gets one. */
    fit() {
      const { fit, bounds } = this.scene;
      if (fit === this.fitted || !this.map.getSize().x) return;
      this.fitted = fit;
      const { staying } = this;
      this.staying = null;
      if (staying && staying === this.place() && this.map.getBounds().contains(this.box())) this.settle();
      else this.returnTo();
    }

    place() {
      const { center } = this.scene;
      return center && center.map((degrees) => degrees.toFixed(2)).join();
    }

    box() {
      const [south, west, north, east] = this.scene.bounds;
      return L.latLngBounds([south, west], [north, east]);
    }

    returnTo() {
      this.map.fitBounds(this.box(), { padding: PADDING, maxZoom: CLOSEST_FIT, animate: false });
      this.settle();
    }

    /* Whoever searches where they look wants to go on looking there: the view is not fitted anew
       to this place, if all of its circle is seen. */
    stayAt(place) {
      this.staying = place;
      this.settle();
    }

    settle() {
      this.home = { center: this.map.getCenter(), zoom: this.map.getZoom() };
      this.offer();
    }

    /* A map that was moved can be searched, where there is a list beside it, or put back. */
    offer() {
      if (!this.home || !this.returning) return;
      const here = this.map.latLngToContainerPoint(this.home.center);
      const moved = here.distanceTo(this.map.getSize().divideBy(2)) > 8 || this.map.getZoom() !== this.home.zoom;
      this.returning.hidden = !moved;
      this.searching.hidden = !moved || typeof this.scene.query !== "string";
    }

    drawMarks() {
      const groups = finder.pinGroups(this.map, this.scene.pins.map((pin) => ({ ...pin })));
      const keep = new Set();
      groups.forEach((group) => keep.add(this.drawPin(group)));
      this.pins.forEach((drawn, key) => {
        if (keep.has(key)) return;
        drawn.marker.remove();
        this.pins.delete(key);
      });
      const circles = finder.circles(this.map, this.elsewhere.rows, groups);
      this.drawOthers(circles);
      this.light();
      this.land.keepClearOf(finder.boxes(groups, circles));
    }

    drawPin(group) {
      const key = JSON.stringify(group.items);
      if (!this.pins.has(key)) {
        const marker = finder.pressable(group.at, finder.pinFace(group.items), {
          className: "pin",
          name: finder.spoken(group.items, this.scene.words),
          press: (pressed, byKey) => this.pressPin(pressed, group.items, byKey),
        });
        marker.addTo(this.map);
        this.pins.set(key, { marker, pins: group.items });
        finder.describe(this, marker, group.items);
      }
      return key;
    }

    drawOthers(circles) {
      const drawn = JSON.stringify(circles.map((circle) => [circle.at, circle.count, circle.id]));
      if (drawn === this.othersDrawn) return;
      this.othersDrawn = drawn;
      this.others.clearLayers();
      circles.forEach((circle) => this.drawCircle(circle).addTo(this.others));
    }

    drawCircle(circle) {
      const many = circle.count > 1;
      const { words } = this.scene;
      const count = circle.count.toLocaleString(this.scene.language);
      const seen = many ? `+${count}` : "";
      const told = many ? words.more.replace("{n}", count) : words.one_more;
      const face = finder.element("span", many ? "count" : "dot", seen);
      const marker = finder.pressable(circle.at, face, {
        className: "others",
        // What is seen is said first, so that it can be pressed by its name.
        name: many ? `${seen}. ${told}` : told,
        press: () => this.pressCircle(circle),
        // A count is a way to come closer, which the keyboard has in plus: no stop for the tab key.
        keyboard: !many,
        pane: "others",
      });
      return marker.bindTooltip(told, { direction: "top", offset: [0, -10], opacity: 1 });
    }

    pressCircle(circle) {
      if (circle.id) this.choose(circle.id, circle.at);
      else this.closer(circle.members);
    }

    /* A few places at a pin are listed; many that lie apart are told apart by going closer. */
    pressPin(marker, pins, byKey) {
      const around = L.latLngBounds(pins.map((pin) => pin.at));
      const apart = !around.getSouthWest().equals(around.getNorthEast());
      if (pins.length > MOST_LISTED && apart && this.map.getZoom() < CLOSEST) {
        this.closer(around);
        if (byKey) this.focusPin(pins[0].id);
        return;
      }
      if (pins.length === 1) this.choose(pins[0].id, pins[0].at);
      finder.openPanel(this, marker, pins, byKey);
    }

    closer(around) {
      const fitting = this.map.getBoundsZoom(around.pad(0.2));
      const zoom = Math.min(Math.max(fitting, this.map.getZoom() + 1), CLOSEST);
      this.map.setView(around.getCenter(), zoom, { animate: false });
    }

    /* Of the place that was chosen, where a card lies over the map from a line of the window on. */
    keepInView(line) {
      const frame = window.frameElement && window.frameElement.getBoundingClientRect();
      if (!frame || !this.chosenAt) return;
      finder.bringIntoView(this.map, this.chosenAt, Math.max(0, frame.bottom - line));
    }

    focusPin(id) {
      this.pins.forEach(({ marker, pins }) => {
        if (pins.some((pin) => pin.id === id)) marker.getElement().focus();
      });
    }

    /* Tell the page which facility was chosen. The time makes each choice a new value, so choosing
       the same pin again counts too; a feature is the one value that streamlit-folium passes on. */
    choose(id, at) {
      const [latitude, longitude] = at;
      const feature = {
        type: "Feature",
        properties: { facility_id: id, chosen_at: Date.now() },
        geometry: { type: "Point", coordinates: [longitude, latitude] },
      };
      this.chosenAt = at;
      finder.tell("finder:select", id);
      this.channel.fire("click", { latlng: L.latLng(at), layer: { toGeoJSON: () => feature } });
    }

    /* Light up the pins of these facilities: those the list points at, and the chosen one. */
    light(ids) {
      if (ids) this.lit = ids;
      const lit = new Set(this.lit || []);
      this.pins.forEach(({ marker, pins }) => {
        const root = marker.getElement();
        const chosen = pins.some((pin) => pin.id === this.scene.selected);
        const on = pins.some((pin) => lit.has(pin.id));
        root.classList.toggle("chosen", chosen);
        root.classList.toggle("lit", on);
        marker.setZIndexOffset(on || chosen ? 2000 : 0);
      });
    }
  }

  const boardOf = (map) => (map.finderBoard = map.finderBoard || new Board(map));

  const Scene = L.Layer.extend({
    initialize(data) {
      this.data = data;
    },
    onAdd(map) {
      finder.board = boardOf(map);
      finder.board.show(finder.newest(this.data), this);
    },
    // What is drawn stays until the next scene; the data of this one is free to go.
    onRemove() {
      this.data = null;
    },
  });

  Object.assign(finder, { scene: (data) => new Scene(data) });
})();

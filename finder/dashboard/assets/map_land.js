/* The land beneath the pins: state outlines, county borders, names of towns.

   Fetched from our own addresses, state by state, as the map comes to show them; below
   `finderLand.coarseBelowZoom` the whole country, coarse. Nothing here can be clicked or focused. */
(function () {
  "use strict";

  const { boxes, coarseBelowZoom, version } = window.finderLand;
  const NATION = "nation";
  // What is drawn beyond the edge of the view, so that a small pan shows no bare paper.
  const MARGIN = 0.3;
  const TOWN_MARGIN = 0.1;
  const COUNTIES_FROM_ZOOM = 7.5;
  // Half of a letter's width and of a line's height, and where a name may stand, in pixels.
  const HALF_CHARACTER = 3.6;
  const HALF_LINE = 9;
  const SHIFTS = [0, 24, -24, 34, -34];

  const address = (name) => new URL(`../../assets/land/${name}.json?v=${version}`, document.baseURI);

  class Land {
    constructor(map) {
      this.map = map;
      this.pieces = new Map(); // name → {outline, counties: layers, towns: rows} once fetched
      this.pending = new Set();
      this.labels = new Map();
      this.marks = [];
      this.renderer = L.svg({ pane: this.pane("land", 210), padding: MARGIN });
      this.pane("towns", 420);
      map.on("moveend", this.draw, this);
      this.draw();
    }

    pane(name, zIndex) {
      const pane = this.map.createPane(name);
      pane.style.zIndex = zIndex;
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
      return name;
    }

    draw() {
      if (!this.map.getSize().x) return;
      const wanted = this.wanted();
      wanted.forEach((name) => this.fetch(name));
      // The coarse country stays until the fine pieces are there, so the land never blinks.
      const arrived = wanted.every((name) => this.pieces.has(name));
      this.pieces.forEach((piece, name) => {
        this.toggle(piece, wanted.includes(name) || (!arrived && name === NATION));
      });
      this.drawTowns(wanted);
    }

    wanted() {
      if (this.map.getZoom() < coarseBelowZoom) return [NATION];
      const view = this.map.getBounds().pad(MARGIN);
      return Object.keys(boxes).filter((state) => {
        const [west, south, east, north] = boxes[state];
        return view.intersects([[south, west], [north, east]]);
      });
    }

    fetch(name) {
      if (this.pieces.has(name) || this.pending.has(name)) return;
      this.pending.add(name);
      fetch(address(name))
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
        .then((piece) => {
          this.pieces.set(name, this.layers(piece));
          this.draw();
        })
        // The map reads without its land; the next move of the map asks again.
        .catch(() => undefined)
        .finally(() => this.pending.delete(name));
    }

    layers(piece) {
      const layer = (geometry, className) =>
        geometry &&
        L.geoJSON(geometry, { className, interactive: false, renderer: this.renderer, smoothFactor: 1.2 });
      return {
        outline: layer(piece.outline, "land"),
        counties: layer(piece.counties, "counties"),
        towns: piece.towns,
      };
    }

    toggle(piece, shown) {
      const near = this.map.getZoom() >= COUNTIES_FROM_ZOOM;
      this.set(piece.outline, shown);
      if (piece.counties) this.set(piece.counties, shown && near);
    }

    set(layer, shown) {
      if (shown !== this.map.hasLayer(layer)) layer[shown ? "addTo" : "removeFrom"](this.map);
    }

    /* Names keep clear of the marks of the scene, [{at, width, height}] in degrees and pixels. */
    keepClearOf(marks) {
      this.marks = marks;
      this.labels.forEach((label) => this.place(label));
    }

    drawTowns(wanted) {
      const zoom = this.map.getZoom();
      const view = this.map.getBounds().pad(TOWN_MARGIN);
      const shown = new Set();
      wanted.forEach((name) => {
        const piece = this.pieces.get(name);
        (piece ? piece.towns : []).forEach(([town, latitude, longitude, rank]) => {
          if (rank > zoom || !view.contains([latitude, longitude])) return;
          const key = `${town} ${latitude} ${longitude}`;
          shown.add(key);
          if (!this.labels.has(key)) this.labels.set(key, this.label(town, [latitude, longitude], rank));
          this.place(this.labels.get(key));
        });
      });
      this.labels.forEach((label, key) => {
        if (shown.has(key)) return;
        label.remove();
        this.labels.delete(key);
      });
    }

    label(town, at, rank) {
      const name = document.createElement("span");
      name.textContent = town;
      const icon = L.divIcon({ className: rank <= 7 ? "town city" : "town", html: name, iconSize: null });
      return L.marker(at, { icon, interactive: false, keyboard: false, pane: "towns" }).addTo(this.map);
    }

    /* On its point, else below or above it, else not at all. */
    place(label) {
      const at = this.map.project(label.getLatLng());
      const root = label.getElement();
      const reach = root.textContent.length * HALF_CHARACTER;
      const free = (shift) =>
        this.marks.every((mark) => {
          const apart = this.map.project(mark.at).subtract([at.x, at.y + shift]);
          return Math.abs(apart.x) > mark.width / 2 + reach || Math.abs(apart.y) > mark.height / 2 + HALF_LINE;
        });
      const shift = SHIFTS.find(free);
      root.style.visibility = shift === undefined ? "hidden" : "visible";
      root.style.setProperty("--shift", `${shift || 0}px`);
    }
  }

  window.finderMap = { ground: (map) => new Land(map) };
})();

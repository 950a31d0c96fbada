/* What the map does when its visitor moves it: finer clusters of what comes into view, the offer to
   search there, and the way back. Moving alone changes nothing of the search. */
(function () {
  "use strict";

  const finder = window.finderMap;
  const { element } = finder;
  const METERS_PER_MILE = 1609.344;
  // The server is asked when the map has been still for so long.
  const STILL_MS = 150;
  // So many zoom steps show twice as much apart: time for finer clusters.
  const FINER_BY = 0.75;
  const MARGIN = 0.25;
  const MOST_CLUSTERS = 300;

  /* What else was found, as fine as the view asks for. The scene brings all of it, gathered; of a
     view that is closer, the server tells more. Rows are [latitude, longitude, id or count]. */
  class Others {
    constructor(board) {
      this.board = board;
      this.rows = [];
      board.map.on("moveend", () => {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.look(), STILL_MS);
      });
    }

    /* A new scene: what was fetched for another search is stale. */
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
      else this.fetch(scene.query, snapped(map.getBounds().pad(MARGIN)), map.getZoom());
    }

    giveUp() {
      if (this.asking) this.asking.abort();
      this.asking = null;
    }

    /* Whether these rows hold all of the view, and nothing in it would come apart. */
    serves(answer) {
      const view = this.board.map.getBounds();
      const isApart = ([latitude, longitude, what]) =>
        typeof what === "string" || !view.contains([latitude, longitude]);
      return this.isFineEnough(answer) || (holds(answer.box, view) && answer.rows.every(isApart));
    }

    /* Of a box at some zoom; without a box everything is held, for that zoom and wider ones. */
    isFineEnough({ zoom, box }) {
      const { map } = this.board;
      const closer = map.getZoom() - zoom;
      return holds(box, map.getBounds()) && closer < FINER_BY && (!box || closer > -FINER_BY);
    }

    use(rows) {
      if (rows === this.rows) return;
      this.rows = rows;
      if (this.board.land) this.board.drawMarks();
    }

    fetch(query, box, zoom) {
      const edges = [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()];
      const asked = new URLSearchParams(query);
      asked.set("box", edges.join());
      asked.set("limit", MOST_CLUSTERS);
      const gone = new AbortController();
      const asking = { zoom, box, abort: () => gone.abort() };
      this.asking = asking;
      fetch(new URL(`../../map/clusters?${asked}`, document.baseURI), { signal: gone.signal })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
        .then(({ others }) => {
          if (this.asking !== asking) return;
          this.fetched = { rows: others, zoom, box };
          this.use(others);
        })
        // An older question was given up, or the server is away: what is drawn still stands, and
        // the next move asks again.
        .catch(() => undefined)
        .finally(() => this.asking === asking && (this.asking = null));
    }

    /* Whether there is nothing left to look at, and no answer on its way. */
    isSettled() {
      return !this.waiting && !this.asking;
    }
  }

  const holds = (box, view) => !box || box.contains(view);

  /* A box with edges at round places, so that views close to each other ask the same. */
  function snapped(box) {
    const step = 2 ** Math.floor(Math.log2((box.getNorth() - box.getSouth()) / 8));
    const down = (degrees) => Math.floor(degrees / step) * step;
    const up = (degrees) => Math.ceil(degrees / step) * step;
    return L.latLngBounds(
      [down(box.getSouth()), down(box.getWest())],
      [up(box.getNorth()), up(box.getEast())],
    );
  }

  /* First in the map, so that Tab reaches them right after the arrow keys have moved it. */
  function addOffers(board) {
    const offers = element("div", "offers");
    L.DomEvent.disableClickPropagation(offers);
    board.searching = offer(offers, "searching", () => searchHere(board));
    board.returning = offer(offers, "returning", () => board.returnTo());
    board.map.getContainer().prepend(offers);
  }

  function offer(offers, className, press) {
    const button = element("button", className);
    button.type = "button";
    button.hidden = true;
    button.addEventListener("click", press);
    offers.append(button);
    return button;
  }

  /* The middle of the map becomes the place, rounded here to about a kilometre; the nearest edge
     tells how far. A state that was searched gives way: the area takes its place. */
  function searchHere(board) {
    const { map, scene } = board;
    const middle = map.getCenter().wrap();
    const near = `${middle.lat.toFixed(2)},${middle.lng.toFixed(2)}`;
    const asked = new URLSearchParams(scene.query);
    ["state", "page"].forEach((key) => asked.delete(key));
    asked.set("near", near);
    asked.set("within", roundMiles(milesToEdge(map)));
    board.stayAt(near);
    map.getContainer().focus();
    finder.tell("finder:go", { base: `?${scene.query}`, target: `?${asked}` });
  }

  function milesToEdge(map) {
    const middle = map.getCenter();
    const box = map.getBounds();
    const edges = [[box.getNorth(), middle.lng], [box.getSouth(), middle.lng], [middle.lat, box.getEast()]];
    return Math.min(...edges.map((edge) => map.distance(middle, edge))) / METERS_PER_MILE;
  }

  /* As people say distances: 7, 35, 150; at least 1. */
  function roundMiles(miles) {
    const step = miles < 20 ? 1 : miles < 100 ? 5 : 25;
    return Math.max(1, Math.round(miles / step) * step);
  }

  Object.assign(finder, { addOffers, others: (board) => new Others(board) });
})();

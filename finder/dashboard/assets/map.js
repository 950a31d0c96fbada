/* The map in its frame: what folium's layer finds there (finder/dashboard/map_view.py). */
import { Board } from "./map_scene.js";
import { listen, newest } from "./map_telling.js";

/** @import { Scene } from "./types.js" */
/** @import { Map as LeafletMap } from "leaflet" */

/** The board of a map, which stays as long as it. @type {WeakMap<LeafletMap, Board>} */
const boards = new WeakMap();

/* streamlit-folium takes the layer of the last run away and adds that of this run. Our layer is only
   a messenger: it hands its data to the board of the map. What is drawn stays until the next scene;
   the data of this one is free to go. */
class SceneLayer extends L.Layer {
  /** @param {Scene} data */
  constructor(data) {
    super();
    /** @type {Scene | null} */
    this.data = data;
  }

  /** @param {LeafletMap} map */
  onAdd(map) {
    if (!this.data) return this;
    const scene = newest(this.data);
    const board = boards.get(map) ?? new Board(map, scene, this);
    boards.set(map, board);
    window.finderMap.board = board;
    board.show(scene, this);
    return this;
  }

  onRemove() {
    this.data = null;
    return this;
  }
}

window.finderMap = { board: null, scene: (data) => new SceneLayer(data) };
listen(() => window.finderMap.board);

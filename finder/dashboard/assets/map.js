/* The map in its frame: what folium's layer finds there (finder/dashboard/map_view.py). */
import { SceneLayer } from "./map_scene.js";
import { listen } from "./map_telling.js";

window.finderMap = {
  board: null,
  scene: (data) =>
    new SceneLayer(data, (board) => {
      window.finderMap.board = board;
    }),
};
listen(() => window.finderMap.board);

/* What the map and the page around it tell each other.

   The frame is of the page's origin, so list and map talk through events on the page's document,
   without a run of the server; types.d.ts lists them (FinderEvents). */

/** @import { FinderEvents, MapBoard, Scene } from "./types.js" */

/* The page around the frame; a page of another origin, where somebody embeds us, is left alone. */
export const page = pageDocument();

function pageDocument() {
  try {
    return window.parent.document;
  } catch {
    return document;
  }
}

/**
 * @template {keyof FinderEvents} Name
 * @param {Name} event
 * @param {FinderEvents[Name]} detail
 */
export function tell(event, detail) {
  page.dispatchEvent(new CustomEvent(event, { detail }));
}

/**
 * What the page says goes to the board, once there is one, for as long as the frame is there.
 * @param {() => MapBoard | null} boardOf
 */
export function listen(boardOf) {
  const gone = new AbortController();
  const { signal } = gone;
  page.addEventListener(
    "finder:highlight",
    ({ detail }) => boardOf()?.light([detail ?? []].flat()),
    { signal },
  );
  page.addEventListener("finder:scene", ({ detail }) => boardOf()?.change(detail), { signal });
  page.addEventListener("finder:covered", ({ detail }) => boardOf()?.keepInView(detail), {
    signal,
  });
  window.addEventListener("pagehide", () => gone.abort());
  if (page !== document) document.addEventListener("keydown", passOn, { capture: true, signal });
}

/**
 * Shift three times leaves the page (leave.js), also where the focus is in the map. Of any other key
 * the page learns that there was one, not which: its own keys are not meant here.
 * @param {KeyboardEvent} event
 */
function passOn({ key, repeat, ctrlKey, altKey, metaKey }) {
  const told = key === "Shift" ? key : "Unidentified";
  page.dispatchEvent(new KeyboardEvent("keydown", { key: told, repeat, ctrlKey, altKey, metaKey }));
}

/**
 * A run of the dashboard may have been on its way while something else was asked: then the scene of
 * that, which the page was told, is the one to show.
 * @param {Scene} scene
 * @returns {Scene}
 */
export function newest(scene) {
  const search = page.defaultView?.finderSearch;
  const told = search?.answer?.scene;
  const isLate = told && search.link === told.link && scene.link !== told.link;
  return isLate ? { ...told, tiles: scene.tiles } : scene;
}

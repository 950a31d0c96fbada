/* Where the page stands is noted in its step of the history: a page that is loaded again on the way
   back, because the browser did not keep it, is put there (first_paint.js). */
import { all } from "../../pages/frame/static/dom.js";
import { facilityOver, search } from "./panel_page.js";

const STILL_MS = 150;

export function rememberPlace() {
  clearTimeout(search.moving);
  const over = facilityOver();
  const finder = history.state?.finder ?? {};
  const place = over ? { top: over.scrollTop } : placeOf(scroller());
  history.replaceState(
    { ...history.state, finder: { link: search.link, ...finder, ...place } },
    "",
  );
}

export function placeMoved() {
  clearTimeout(search.moving);
  search.moving = setTimeout(rememberPlace, STILL_MS);
}

function scroller() {
  return document.getElementById("first-paint") ?? document.getElementById("stMain");
}

/**
 * card: the first one that is seen, and at: where it stands. top: how far the page is scrolled.
 * @param {HTMLElement | null} box
 */
function placeOf(box) {
  if (!box) return {};
  const { view } = document.documentElement.dataset;
  for (const card of all(box, "[data-facility]")) {
    const { bottom, top } = card.getBoundingClientRect();
    if (bottom > 0) return { card: card.dataset.facility, at: top, top: box.scrollTop, view };
  }
  return { top: box.scrollTop, view };
}

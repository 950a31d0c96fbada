/* A part of the page that the server draws as HTML: form, heading, list, detail.

   The parts are drawn by the dashboard when the page is opened, and before that by the first paint,
   which lies over it. What is done with them asks for what changes (panel_listening.js,
   panel_asking.js). What is only looked at never asks. */
import { one } from "../../pages/frame/static/dom.js";
import { follow } from "./panel_asking.js";
import { foot, mark, showCard } from "./panel_card.js";
import { watchConnection } from "./panel_connection.js";
import { draw, newest } from "./panel_drawing.js";
import { openFacility, watchHistory } from "./panel_facility.js";
import { listen } from "./panel_listening.js";
import { watchForNewer } from "./panel_newer.js";
import { cardOf, isFirst, narrow, search, theList } from "./panel_page.js";
import { hold, watchPresses, whenLetGo } from "./panel_press.js";
import { nameLandmarks, nameViews } from "./panel_views.js";

/** @import { Part, PartData } from "./types.js" */

/**
 * Called by Streamlit for each part: when a run has drawn it, and whenever the page is drawn again
 * without one, with the same data. What it returns is called when the part goes.
 * @param {{data: PartData, parentElement: HTMLElement}} component
 */
export default function ({ data, parentElement }) {
  const root = rootOf(parentElement, data.part);
  if (root.run !== data.drawn) {
    root.run = data.drawn;
    whenLetGo(() => {
      const { link, html } = newest(data);
      draw(root, html, link);
    });
  }
  nameLandmarks();
  nameViews();
  if (data.part === "shortlist") foot.observe(root);
  if (data.last) replaceFirstPaint();
  return () => root.gone?.abort();
}

/* The first paint goes when the page stands: with its styles, which Streamlit may draw after the
   list, since their part of its code is fetched by itself, and with its map, whose place the still
   one of the paint keeps. Where one of them never comes, first_paint.js sees to it. A choice that is being made there, in an open
   list or a field, is not torn away: the paint waits until it is made. */
function replaceFirstPaint() {
  const paint = document.getElementById("first-paint");
  if (!paint) return;
  const stands = one(document, "#root [data-testid=stHtml] style") && isMapDrawn();
  const isInUse = hold.isOn || one(paint, "[data-ask] :is(input, select, summary):focus");
  if (stands && !isInUse) paint.remove();
  else requestAnimationFrame(replaceFirstPaint);
}

/* A map in a tab that is not shown is not waited for. */
function isMapDrawn() {
  const side = one(document, "#root .st-key-map_side");
  if (!side?.getClientRects().length) return true;
  /** @type {HTMLIFrameElement | null} */
  const frame = one(side, ".st-key-map_frame iframe");
  return frame?.contentWindow?.finderMap?.board?.isDrawn() ?? false;
}

/**
 * @param {HTMLElement} parent
 * @param {string} part
 * @returns {Part}
 */
function rootOf(parent, part) {
  const found = one(parent, ":scope > .finder");
  if (found) return found;
  const root = document.createElement("div");
  root.className = "finder";
  root.dataset.part = part;
  parent.append(root);
  listen(root);
  return root;
}

/**
 * The card of a pin that was chosen on the map; a place on another page of the list opens here.
 * @param {string} id
 */
function show(id) {
  const root = theList();
  if (!id || !root) return;
  if (cardOf(root, id)) return showCard(root, id);
  const asked = new URLSearchParams(root.link);
  asked.set("id", id);
  const page = new URL(`./facility?${asked}`, location.href);
  openFacility(`./detail?${asked}`, page, root.link ?? "");
}

narrow.onchange = nameViews;

/* Once for the page, also where a newer version of this script comes later. */
if (isFirst) {
  watchPresses();
  watchConnection();
  watchForNewer();
  watchHistory();
  document.addEventListener("finder:highlight-from-map", ({ detail }) => mark(detail));
  document.addEventListener("finder:select", ({ detail }) => show(detail));
  document.addEventListener("finder:go", ({ detail }) => follow(detail.base, detail.target));
  const paint = document.getElementById("first-paint");
  if (paint) {
    search.link = paint.dataset.link ?? "";
    listen(paint);
  }
  document.documentElement.dataset.finder = "ready";
}

/* New HTML of a part in the place of the old. */
import { all, one } from "../../pages/frame/static/dom.js";
import { markChosen } from "./panel_card.js";
import { drawForm } from "./panel_form_drawing.js";
import { focusedIn, search, theList } from "./panel_page.js";
import { tellCount } from "./panel_saying.js";
import { focusInstead, showView } from "./panel_views.js";

/** @import { Answer, Part, PartData } from "./types.js" */

/**
 * Focus stays on the same link or button where it still is.
 * @param {Part} root
 * @param {string} html
 * @param {string} link that it was drawn for
 */
export function draw(root, html, link) {
  root.link = link;
  if (root.drawn === html) return;
  root.drawn = html;
  const form = root.dataset.part === "ask" && one(root, "form");
  if (form) return drawForm(form, html);
  const holdsFocus = root.contains(document.activeElement);
  const focused = focusedIn(root);
  root.innerHTML = html;
  if (focused) one(root, focused)?.focus({ preventScroll: true });
  // Not found, or found in a closed sheet, which takes no focus.
  if (holdsFocus && !root.contains(document.activeElement)) focusInstead(root);
  if (one(root, "[role=tab]")) showView(document.documentElement.dataset.view ?? "list");
  if (one(root, "#results")) tellCount(root);
  if (root === theList()) markChosen(root);
}

/**
 * The parts of an answer that are wanted.
 * @param {Answer} answer
 * @param {(part: string) => boolean} isWanted
 */
export function drawParts(answer, isWanted) {
  /** @type {Part[]} */
  const parts = all(document, "[data-part]");
  for (const root of parts) {
    const name = root.dataset.part ?? "";
    const html = answer.parts[name];
    if (html !== undefined && isWanted(name)) draw(root, html, answer.link);
  }
}

/**
 * Of what a run of the dashboard has drawn and what was fetched, that which belongs to the link of
 * the page: a run may have been on its way while something else was chosen.
 * @param {PartData} data
 * @returns {{html: string, link: string}}
 */
export function newest(data) {
  search.link ??= data.link;
  const fetched = search.answer?.parts[data.part];
  if (!search.answer || data.link === search.link || fetched === undefined) return data;
  return { html: fetched, link: search.answer.link };
}

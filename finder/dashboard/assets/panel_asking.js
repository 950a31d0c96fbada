/* From a choice to what it changes.

   A choice is sent to /parts with the link that the page shows and everything chosen since; the
   answer holds the parts of the page anew, and the scene of the map, which is told by an event on
   the document (finder:scene). The link goes into the address: it is the state, and whatever loads
   it, this page or the dashboard's own run, shows the same. */
import { all, one } from "../../pages/frame/static/dom.js";
import { drawParts } from "./panel_drawing.js";
import { overFollows } from "./panel_over.js";
import { facilityOver, idOfAddress, isListPage, isShelfOpen, search } from "./panel_page.js";
import { whenLetGo } from "./panel_press.js";
import { tell, tellNoAnswer } from "./panel_saying.js";
import { agree, bare, begin, queryOf, settle } from "./panel_search.js";
import { rememberPlace } from "./panel_standing.js";

/** @import { Answer, Move } from "./types.js" */

/**
 * A link of a part: what differs between the search that it was drawn for, and where it leads.
 * @param {string} before
 * @param {string} after
 */
export function follow(before, after) {
  move({ before: bare(before), after: bare(after) });
}

/**
 * A field of the form: its text as it stands; empty for nothing.
 * @param {string} key
 * @param {string} text
 */
export function choose(key, text) {
  move({ key, text });
}

/** @param {Move} chosen */
function move(chosen) {
  search.moves.push(chosen);
  ask();
}

/* The search of the address, as Back and Forward lead to it. */
export function askAgain() {
  Object.assign(search, { link: null, moves: [] });
  ask({}, { isBack: true });
}

/**
 * @param {object} [more] beside what is chosen
 * @param {{isBack?: boolean}} [options]
 */
export async function ask(more = {}, { isBack = false } = {}) {
  const begun = begin(search);
  const { signal } = begun.asking;
  document.documentElement.dataset.asking = "";
  try {
    const answer = await answered({ ...asked(), moves: begun.sent, ...more }, signal);
    whenLetGo(() => {
      if (!settle(search, begun)) return;
      take(answer, isBack);
      if (search.moves.length) return void ask();
      delete document.documentElement.dataset.asking;
    });
  } catch {
    if (signal.aborted) return;
    delete document.documentElement.dataset.asking;
    tellNoAnswer(true);
  }
}

function asked() {
  return {
    link: search.link ?? bare(location.search),
    id: isListPage() ? "" : idOfAddress(),
    more: isShelfOpen(),
    still: one(document, "[data-part=still]") !== null,
  };
}

/**
 * @param {object} body
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
async function answered(body, signal) {
  const answer = await fetch(new URL("./parts", document.baseURI), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (!answer.ok) throw new Error(`parts: ${answer.status}`);
  return answer.json();
}

/* What was asked for is painted first; then the map, then counts and links around it. */
const FIRST = new Set(["list", "heading", "told", "place"]);

/**
 * @param {Answer} answer
 * @param {boolean} isBack
 */
function take(answer, isBack) {
  const isTurned = !agree("page", search.link ?? location.search, answer.link);
  const isPicked = search.link !== null && !agree("pick", search.link, answer.link);
  Object.assign(search, { link: answer.link, answer, title: answer.title });
  if (!facilityOver()) document.title = answer.title;
  drawParts(answer, (part) => FIRST.has(part));
  if (isTurned && !isBack) scrollToTop();
  if (isPicked) tell(answer.picks);
  unlessLater(answer, () => {
    if (answer.scene) {
      document.dispatchEvent(new CustomEvent("finder:scene", { detail: answer.scene }));
    }
    unlessLater(answer, () => {
      drawParts(answer, (part) => !FIRST.has(part));
      tellNoAnswer(false);
    });
  });
  if (!isBack) remember(answer.link);
  else rememberPlace();
}

/**
 * In the next frame, unless something was chosen meanwhile: then its fields stand as they were left,
 * and its answer draws all.
 * @param {Answer} answer
 * @param {() => void} todo
 */
function unlessLater(answer, todo) {
  afterThisFrame(() =>
    whenLetGo(() => {
      if (search.answer === answer && !search.moves.length) todo();
    }),
  );
}

/**
 * A page that is not seen draws no frames.
 * @param {() => void} todo
 */
function afterThisFrame(todo) {
  if (document.hidden) return todo();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = todo;
    channel.port2.postMessage(null);
  });
}

/**
 * A step in the browser's history, as for any other page.
 * @param {string} link
 */
function remember(link) {
  const over = facilityOver();
  if (over) return void overFollows(over, link);
  const query = queryOf(isListPage() ? "" : idOfAddress(), link);
  const address = query ? `?${query}` : location.pathname;
  if (address !== (location.search || location.pathname)) {
    history.pushState({ finder: { link } }, "", address);
  }
}

function scrollToTop() {
  for (const list of all(document, "[data-part=list]")) {
    if (list.getBoundingClientRect().top < 0) list.scrollIntoView({ block: "start" });
  }
}

/* What is searched, what was chosen since, and what a later choice does to an earlier one.

   Choices that come faster than their answers are sent together with those before them, and only
   the last answer is drawn: so the page ends as the last choice leaves it. */

/** @import { Move, Search } from "./types.js" */

/* So many are read at once (finder/limits.py); those after them are asked with the next answer. */
export const mostMoves = 20;

/** @returns {Search} */
export function nothingAsked() {
  return { link: null, moves: [], answer: null, asking: null };
}

/**
 * To ask with all that is not answered; whatever was on its way is given up.
 * @param {Search} search
 * @returns {{asking: AbortController, sent: Move[]}}
 */
export function begin(search) {
  search.asking?.abort();
  const asking = new AbortController();
  search.asking = asking;
  return { asking, sent: search.moves.slice(0, mostMoves) };
}

/**
 * An answer has come: what was sent with it is done. False where it was given up for a later
 * choice, which has sent all of it along.
 * @param {Search} search
 * @param {{asking: AbortController, sent: Move[]}} asked
 */
export function settle(search, { asking, sent }) {
  if (asking.signal.aborted) return false;
  search.moves = search.moves.slice(sent.length);
  return true;
}

/**
 * A link without the facility that is looked at.
 * @param {string | null} query
 */
export function bare(query) {
  const pairs = new URLSearchParams(query ?? "");
  pairs.delete("id");
  return pairs.toString();
}

/**
 * The address of a search, with a facility or without.
 * @param {string} id
 * @param {string} link
 */
export function queryOf(id, link) {
  return [id && `id=${id}`, link].filter(Boolean).join("&");
}

/**
 * What a range says, as it stands in a link: nothing if both ends are empty.
 * @param {string[]} ends
 */
export function rangeText(ends) {
  return ends.some(Boolean) ? ends.join("-") : "";
}

/**
 * Of two links, whether they are of one page of the list, one shortlist, one language.
 * @param {string} key
 * @param {string | null} one
 * @param {string | null} other
 */
export function agree(key, one, other) {
  return new URLSearchParams(one ?? "").get(key) === new URLSearchParams(other ?? "").get(key);
}

/* Looking up elements of our own pages, all of which are HTML: typed, and shorter than the DOM. */

/**
 * The first one, or null.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {ParentNode} around
 * @param {string} selector
 * @returns {Kind | null}
 */
export function one(around, selector) {
  return /** @type {Kind | null} */ (around.querySelector(selector));
}

/**
 * The first one, where the template says that there is one.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {ParentNode} around
 * @param {string} selector
 * @returns {Kind}
 */
export function the(around, selector) {
  return /** @type {Kind} */ (around.querySelector(selector));
}

/**
 * All of them.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {ParentNode} around
 * @param {string} selector
 * @returns {Kind[]}
 */
export function all(around, selector) {
  return /** @type {Kind[]} */ ([...around.querySelectorAll(selector)]);
}

/**
 * The element that an event is about. What is not an element, as the document, has no `closest` and
 * no `matches`: ask with `?.` where it can be met.
 * @param {Event} event
 */
export function targetOf(event) {
  return /** @type {HTMLElement} */ (event.target);
}

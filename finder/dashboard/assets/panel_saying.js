/* What is said aloud, and in lines of the page: never what only a mouse would notice. */
import { all, one, the } from "../../pages/frame/static/dom.js";

/** @import { Part } from "./types.js" */

/**
 * What a search found is said once to whoever hears the page, the number first: who has asked knows
 * what for. A place that was not understood is said instead: nothing is listed for it.
 * @param {Part} root
 */
export function tellCount(root) {
  const [heading, counts] = [".found h1", ".counts"].map((part) => one(root, part)?.textContent);
  const wrong = one(document, "#root [data-part=told] #told-near")?.textContent;
  const text = `${wrong ?? heading}. ${counts}`;
  if (root.told === undefined) speaker();
  else if (root.told !== text) tell(wrong ?? (counts ?? "").trim().replace(" · ", ", "));
  root.told = text;
}

/**
 * What is said twice is said anew.
 * @param {string} text
 */
export function tell(text) {
  const said = speaker();
  said.textContent = "";
  said.textContent = text;
}

/* Where something is said: there before it is, and kept when the page is drawn anew, or a screen
   reader would not notice. */
function speaker() {
  const present = document.getElementById("finder-said");
  if (present) return present;
  const around = document.createElement("div");
  around.className = "finder";
  around.innerHTML = '<p id="finder-said" class="unseen" role="status"></p>';
  document.body.append(around);
  return the(around, "p");
}

/** @param {boolean} failed */
export function tellNoAnswer(failed) {
  for (const told of all(document, "[data-no-answer]")) told.hidden = !failed;
}

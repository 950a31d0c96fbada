/* "Leave" puts another page in the place of this one, so that Back does not lead here again.
   Without scripts it is an ordinary link. Every page has it, and what every page needs with it. */
import { targetOf } from "./dom.js";
import "./labels.js";

document.addEventListener("click", (event) => {
  /** @type {HTMLElement | null} */
  const way = targetOf(event).closest?.("[data-leave]");
  if (!way?.dataset.leave || event.defaultPrevented || event.button) return;
  event.preventDefault();
  location.replace(way.dataset.leave);
});

/* A hand is never quite still. A label that is pressed and let go a few pixels beside answers all
   the same: of itself it does not in Firefox, from three pixels on. */
import { targetOf } from "./dom.js";

document.addEventListener("click", (event) => {
  const label = targetOf(event).closest?.("label");
  const field = label?.control;
  if (!field || event.defaultPrevented || event.button) return;
  if (targetOf(event).closest("a, button, input, select, textarea")) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
  if (field.matches("[type=checkbox], [type=radio]")) field.click();
});

/* The start page: "Use my location" writes a rounded point into the field and sends the form. All
   else on it works without a script. */
import { one, the } from "../frame/static/dom.js";
import { locateRounded } from "../frame/static/locating.js";

/** @type {HTMLButtonElement | null} */
const locateButton = one(document, "[data-begin] [data-locate]");
const startForm = locateButton?.form;
if (locateButton && startForm && navigator.geolocation) begin(locateButton, startForm);

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLFormElement} form
 */
function begin(button, form) {
  const said = the(form, "[data-not-told]");
  /** @type {HTMLInputElement} */
  const near = the(form, "[name=near]");

  /** @param {string | undefined} words */
  const tell = (words) => {
    said.textContent = words ?? "";
    said.hidden = false;
  };
  document.documentElement.dataset.finder = "ready";
  button.addEventListener("click", () => {
    tell(button.dataset.waiting);
    locateRounded(
      (place) => {
        near.value = place;
        form.requestSubmit();
      },
      () => {
        tell(button.dataset.refused);
        near.focus();
      },
    );
  });
}

/* Copies a link, opens the device's own sheet for it, prints. Nothing is sent from here. */
(function () {
  "use strict";

  const SAID_MILLISECONDS = 4000;

  async function copy(button) {
    const { copy: link, done } = button.dataset;
    let copied = true;
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      copied = copyBySelection(link);
    }
    say(button, copied ? done : link);
  }

  function say(button, text) {
    const words = button.firstChild;
    button.before_ ??= words.textContent;
    words.textContent = text;
    button.setAttribute("aria-live", "polite");
    clearTimeout(button.saying);
    button.saying = setTimeout(() => (words.textContent = button.before_), SAID_MILLISECONDS);
  }

  async function share(button) {
    const { share: url, title, text } = button.dataset;
    try {
      await navigator.share({ url, title, text });
    } catch (refused) {
      // Who closes the sheet has changed their mind; anything else is said by the browser itself.
      if (refused.name !== "AbortError") say(button, url);
    }
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = !navigator.share;
    button.addEventListener("click", () => share(button));
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();

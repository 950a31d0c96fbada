/* The guide's pages are answers to a POST, which a browser does not show again on Back. With
   scripts each question is put into this one page instead, and kept in memory, in no storage; the
   history holds nothing but its number. Without scripts the buttons of the form do the same. */
import { one } from "../frame/static/dom.js";

/** @typedef {HTMLButtonElement | HTMLInputElement} Button */

const main = document.getElementById("main");
if (main && one(main, 'form[method="post"]')) begin(main);

/** @param {HTMLElement} first the question of this page */
function begin(first) {
  const seen = [first];
  let at = 0;
  let sending = false;
  history.replaceState({ guide: 0 }, "");

  /** @param {number} number */
  const step = (number) => {
    seen[at].replaceWith(seen[number]);
    at = number;
    scrollTo(0, 0);
    const heading = one(seen[at], "h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };

  /**
   * @param {HTMLFormElement} form
   * @param {Button} button
   */
  async function send(form, button) {
    const body = new URLSearchParams();
    // All fields of the form are texts.
    for (const [name, text] of new FormData(form)) body.append(name, String(text));
    body.set(button.name, button.value);
    const answer = await fetch(form.action, { method: "POST", body, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("main");
    if (!next) throw new Error("not a page of the guide");
    seen.length = at + 1;
    seen.push(document.adoptNode(next));
    history.pushState({ guide: at + 1 }, "");
    step(at + 1);
  }

  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {Button | null} */ (event.submitter);
    if (form.method !== "post" || !button || form.dataset.leadsAway !== undefined) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    send(form, button)
      .catch(() => sendAsBrowsersDo(form, button))
      .finally(() => {
        sending = false;
      });
  });

  addEventListener("popstate", (event) => {
    const number = event.state?.guide;
    if (number === undefined) return;
    if (seen[number]) step(number);
    else location.reload();
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {Button} button
 */
function sendAsBrowsersDo(form, button) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: button.name, value: button.value });
  form.append(field);
  form.submit();
}

/* What a team was told while a page stood open: it is offered, and nothing moves under a finger.
   Only where there is a desk does the page say which state of the directory it shows. */
import { all, one } from "../../pages/frame/static/dom.js";
import { askAgain } from "./panel_asking.js";
import { tell } from "./panel_saying.js";

const EVERY_MS = 2500;

export function watchForNewer() {
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-renew]")) askAgain();
  });
}

async function look() {
  const shown = one(document, "#root [data-newer]")?.dataset.newer;
  if (!shown || document.hidden) return;
  const snapshot = await served();
  for (const line of all(document, "#root [data-newer]")) {
    // Drawn anew meanwhile, it is of what is served now.
    if (!snapshot || line.dataset.newer !== shown || snapshot === shown || !line.hidden) continue;
    line.hidden = false;
    tell(one(line, "span")?.textContent ?? "");
  }
}

/* The state that the server shows now; none where it cannot be reached, which is said elsewhere. */
async function served() {
  try {
    const answer = await fetch(new URL("./healthz", document.baseURI), { cache: "no-store" });
    const { snapshot } = await answer.json();
    return typeof snapshot === "string" ? snapshot : null;
  } catch {
    return null;
  }
}

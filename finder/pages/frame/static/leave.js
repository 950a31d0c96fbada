/* Leaving at once: by "Leave", or by Shift three times. Without scripts it is an ordinary link.

   The page is covered before anything else happens, since the other one takes its time to come. It
   comes in the place of this page, and, where the browser lets us, of the searches made on it: so
   that Back leads to none of them. */
(() => {
  const PRESSES = 3;
  const WITHIN_MS = 5000;
  const GOING_BACK_MS = 250;
  let pressed = [];

  document.addEventListener("click", (event) => {
    const way = event.target.closest?.("[data-leave]");
    if (!way || event.defaultPrevented || event.button) return;
    event.preventDefault();
    leave(way.dataset.leave);
  });

  /* Any other key between them, as in writing capitals, is no sign. */
  document.addEventListener("keydown", pressing, true);
  document.addEventListener("pointerdown", () => (pressed = []), true);

  function pressing(event) {
    if (event.repeat) return;
    const now = event.timeStamp;
    const isAlone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    pressed = isAlone ? [...pressed.filter((time) => now - time < WITHIN_MS), now] : [];
    const way = pressed.length === PRESSES && document.querySelector("[data-leave]");
    if (way) leave(way.dataset.leave);
  }

  function leave(address) {
    cover();
    const first = firstOfThisPage();
    let isGone = false;
    const away = () => {
      if (!isGone) location.replace(address);
      isGone = true;
    };
    if (!first) return away();
    setTimeout(away, GOING_BACK_MS);
    navigation.traverseTo(first.key).finished.then(away, away);
  }

  function cover() {
    const sheet = document.createElement("div");
    sheet.id = "left";
    sheet.style.cssText = "position: fixed; inset: 0; z-index: 2147483647; background: #ffffff";
    document.documentElement.append(sheet);
    document.title = "…";
  }

  /* Each choice on a page of results is a step of the browser's history. The first of this page,
     if that is not where we are; none where the browser does not tell. */
  function firstOfThisPage() {
    const here = window.navigation?.currentEntry;
    if (!here) return null;
    const before = navigation.entries().slice(0, here.index).reverse();
    const end = before.findIndex((entry) => !entry.sameDocument);
    return (end < 0 ? before : before.slice(0, end)).at(-1) ?? null;
  }
})();

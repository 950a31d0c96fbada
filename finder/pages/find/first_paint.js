/* Takes the first paint away where the list that replaces it does not do so itself: when the
   dashboard shows an error, or anything else. While it cannot be reached the paint stays: its
   links work without it. What was being read stays where it was. */
(() => {
  const paint = document.getElementById("first-paint");
  const root = document.getElementById("root");
  if (!paint || !root) return;
  const AFTER_A_RUN_MS = 10000;
  const AFTER_CONNECTING_MS = 30000;
  const SETTLING_MS = 2000;
  const waits = {};
  let focused = null;
  let reading = null;

  paint.addEventListener("focusin", (event) => (focused = event.target.getAttribute("href")));
  paint.addEventListener("scroll", note, { passive: true });
  note();

  function note() {
    reading = paint.scrollTop > 0 ? topmost() : null;
  }

  function topmost() {
    for (const card of paint.querySelectorAll("[data-facility]")) {
      const box = card.getBoundingClientRect();
      if (box.bottom > 0) return { id: card.dataset.facility, top: box.top };
    }
    return null;
  }

  function look() {
    if (!paint.isConnected) return gone();
    const app = root.querySelector("[data-test-script-state]");
    const connected = app?.dataset.testConnectionState === "CONNECTED";
    const ran = connected && app.dataset.testScriptState === "notRunning";
    if (root.querySelector('[data-testid="stException"]')) return remove();
    removeAfter("connected", connected, AFTER_CONNECTING_MS);
    removeAfter("ran", ran, AFTER_A_RUN_MS);
  }

  function removeAfter(name, holds, milliseconds) {
    if (!holds) {
      clearTimeout(waits[name]);
      delete waits[name];
    } else if (!waits[name]) {
      waits[name] = setTimeout(remove, milliseconds);
    }
  }

  /* Not from under a finger (panel_press.js). */
  function remove() {
    const hold = window.finderHold;
    if (hold?.isOn) hold.waiting.push(() => paint.remove());
    else paint.remove();
  }

  function gone() {
    observer.disconnect();
    Object.values(waits).forEach(clearTimeout);
    if (reading) keepPlace();
    if (focused && document.activeElement === document.body) {
      root.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
  }

  /* The live page settles for a while: fonts come, columns find their width. Until then, or until
     the visitor moves, what was read is put back where it was. */
  function keepPlace() {
    const end = performance.now() + SETTLING_MS;
    const stop = new AbortController();
    for (const move of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      addEventListener(move, () => stop.abort(), { signal: stop.signal, passive: true });
    }
    (function put() {
      if (stop.signal.aborted || performance.now() > end) return stop.abort();
      const card = root.querySelector(`[data-facility="${CSS.escape(reading.id)}"]`);
      const scroller = root.querySelector('[data-testid="stMain"]');
      if (card && scroller) scroller.scrollTop += card.getBoundingClientRect().top - reading.top;
      requestAnimationFrame(put);
    })();
  }

  const observer = new MutationObserver(look);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["data-test-script-state", "data-test-connection-state"],
  });
  look();
})();

/* Takes the first paint away where the list that replaces it does not do so itself: when the
   dashboard shows an error, or anything else. While it cannot be reached the paint stays: its
   links work without it. What was being read stays where it was. */
import { all, one, targetOf } from "../frame/static/dom.js";

/**
 * What was being read: a card and where its top stood, or how far the page was scrolled.
 * @typedef {{id?: string, top?: number, scrolled?: number}} Reading
 */

const AFTER_A_RUN_MS = 10000;
const AFTER_CONNECTING_MS = 30000;
const SETTLING_MS = 2000;

// Streamlit asks for this before it says anything in a dialog of its own; what is to be said of
// the connection stands in a line of the page (panel_connection.js).
window.__streamlit = {
  BACKEND_BASE_URL: new URL("./", document.baseURI).href,
  HOST_CONFIG: {
    allowedOrigins: [location.origin],
    useExternalAuthToken: false,
    enableCustomParentMessages: false,
    blockErrorDialogs: true,
  },
};

const firstPaint = document.getElementById("first-paint");
const streamlitRoot = document.getElementById("root");
if (firstPaint && streamlitRoot) watch(firstPaint, streamlitRoot);

/**
 * @param {HTMLElement} paint
 * @param {HTMLElement} root
 */
function watch(paint, root) {
  /** @type {Map<string, number>} */
  const waits = new Map();
  /** @type {string | null} */
  let focused = null;
  /** @type {Reading | null} */
  let reading = null;
  /** @type {Reading | null} */
  let held = null;

  paint.addEventListener("focusin", (event) => {
    focused = targetOf(event).getAttribute("href");
  });
  paint.addEventListener("scroll", note, { passive: true });
  comeBack();
  note();

  /* Loaded again on the way back: the page is put where it stood when it was left, which
     panel_standing.js has noted. */
  function comeBack() {
    const place = history.state?.finder;
    if (place?.view) document.documentElement.dataset.view = place.view;
    if (!(place?.top > 0)) return;
    document.documentElement.dataset.placed = "";
    held = { id: place.card, top: place.at, scrolled: place.top };
    hold(() => paint, held, Number.POSITIVE_INFINITY);
  }

  function note() {
    if (!held) reading = paint.scrollTop > 0 ? topmost() : null;
  }

  function topmost() {
    for (const card of all(paint, "[data-facility]")) {
      const box = card.getBoundingClientRect();
      if (box.bottom > 0) return { id: card.dataset.facility, top: box.top };
    }
    return null;
  }

  function look() {
    if (!paint.isConnected) return gone();
    const app = one(root, "[data-test-script-state]");
    const connected = app?.dataset.testConnectionState === "CONNECTED";
    const ran = connected && app.dataset.testScriptState === "notRunning";
    if (root.querySelector('[data-testid="stException"]')) return remove();
    removeAfter("connected", connected, AFTER_CONNECTING_MS);
    removeAfter("ran", ran, AFTER_A_RUN_MS);
  }

  /**
   * @param {string} name
   * @param {boolean} holds
   * @param {number} milliseconds
   */
  function removeAfter(name, holds, milliseconds) {
    if (!holds) {
      clearTimeout(waits.get(name));
      waits.delete(name);
    } else if (!waits.has(name)) {
      waits.set(name, setTimeout(remove, milliseconds));
    }
  }

  /* Not from under a finger (panel_press.js). */
  function remove() {
    const pressing = window.finderHold;
    if (pressing?.isOn) pressing.waiting.push(() => paint.remove());
    else paint.remove();
  }

  function gone() {
    observer.disconnect();
    waits.forEach(clearTimeout);
    const place = held ?? reading;
    const settled = performance.now() + SETTLING_MS;
    if (place) hold(() => one(root, '[data-testid="stMain"]'), place, settled);
    if (focused && document.activeElement === document.body) {
      one(root, `[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
  }

  /**
   * A page settles for a while: fonts come, columns find their width. Until then, or until the
   * visitor moves, what was read is put back where it was: a card, or how far it was scrolled.
   * @param {() => HTMLElement | null} boxOf
   * @param {Reading} place
   * @param {number} end on the clock of the page
   */
  function hold(boxOf, place, end) {
    const stop = new AbortController();
    for (const move of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      addEventListener(move, () => letGo(stop), { signal: stop.signal, passive: true });
    }
    (function put() {
      const box = boxOf();
      const isOver = performance.now() > end || (box === paint && !paint.isConnected);
      if (stop.signal.aborted || isOver) return stop.abort();
      const card = place.id && box && one(box, `[data-facility="${CSS.escape(place.id)}"]`);
      if (card) box.scrollTop += card.getBoundingClientRect().top - (place.top ?? 0);
      else if (box && place.scrolled) box.scrollTop = place.scrolled;
      requestAnimationFrame(put);
    })();
  }

  /** @param {AbortController} stop */
  function letGo(stop) {
    stop.abort();
    held = null;
    note();
  }

  const observer = new MutationObserver(look);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["data-test-script-state", "data-test-connection-state"],
  });
  look();
}

/* Watches, frame by frame, what stands on the page. Runs in every document of the browser.

   A change of list or pins is noted with the time at which the frame that shows it has been drawn:
   seen when the frame is made, timed in the first task after it. Times are milliseconds since 1970
   with fractions, so that they can be compared across documents. */
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const started = (event) => {
    try {
      const at = performance.timeOrigin + event.timeStamp;
      window.top.sessionStorage.setItem("bench.start", String(at));
    } catch {
      // A document without an address of its own has no storage, and nothing to click.
    }
  };
  for (const name of ["click", "keydown", "mousemove"]) addEventListener(name, started, true);
  if (window.top !== window) return;

  const SELECT = __SELECTORS__;
  const record = {
    first: null,
    ready: null,
    list: [],
    pins: [],
    longest: 0,
    last: 0,
  };
  window.benchRecorder = record;
  const seen = { list: "", pins: "" };

  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return (
      box.height > 0 &&
      box.top < innerHeight &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  };

  const documents = () => {
    const frames = [...document.querySelectorAll("iframe")];
    return [document, ...frames.map((frame) => frame.contentDocument).filter(Boolean)];
  };

  const listNow = () =>
    [...document.querySelectorAll(SELECT.item)]
      .map((item) => item.dataset.facility || item.textContent)
      .join("|");

  const pinsNow = () =>
    documents()
      .map((one) => {
        const pins = [...one.querySelectorAll(".leaflet-marker-icon")];
        if (!pins.length) return "";
        const pane = one.querySelector(".leaflet-map-pane");
        return (
          pane.style.transform + pins.map((pin) => pin.textContent + pin.style.transform).join("|")
        );
      })
      .join("");

  const afterThisFrame = (todo) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = todo;
    channel.port2.postMessage(0);
  };

  const note = (name, value) => {
    if (value === seen[name]) return;
    seen[name] = value;
    afterThisFrame(() => record[name].push({ at: now(), empty: value === "" }));
  };

  const frame = (at) => {
    if (record.last) record.longest = Math.max(record.longest, at - record.last);
    record.last = at;
    if (document.body) {
      if (record.first === null && [...document.querySelectorAll(SELECT.first)].some(visible)) {
        record.first = 0;
        afterThisFrame(() => (record.first = now()));
      }
      if (record.first && record.ready === null && document.querySelector(SELECT.ready)) {
        record.ready = 0;
        afterThisFrame(() => (record.ready = now()));
      }
      note("list", listNow());
      note("pins", pinsNow());
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  record.forget = () => {
    record.list = [];
    record.pins = [];
    record.longest = 0;
  };
  record.state = () => {
    const app = document.querySelector("[data-test-script-state]");
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return {
      now: now(),
      origin: performance.timeOrigin,
      start: Number(sessionStorage.getItem("bench.start")),
      first: record.first,
      ready: record.ready,
      firstPaint: paint ? performance.timeOrigin + paint.startTime : null,
      list: record.list,
      pins: record.pins,
      longest: record.longest,
      busy: app !== null && app.dataset.testScriptState !== "notRunning",
      loading: document.readyState !== "complete",
      items: document.querySelectorAll(SELECT.item).length,
    };
  };
})();

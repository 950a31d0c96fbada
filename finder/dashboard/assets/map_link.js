/* What surrounds a pin: its tooltip and panel, the controls, and the link to the list.

   The frame is of the page's origin, so list and map talk through events on the page's document,
   without a run of the server:
     finder:highlight            to the map: a facility id, an array of them, or null
     finder:highlight-from-map   from the map: the array of ids under the pointer or the focus
     finder:select               from the map: the id that was chosen
     finder:go                   from the map: {base, target}, two links; what differs is asked
     finder:scene                to the map: the scene of what is asked now, without streets
     finder:covered              to the map: the line of the window below which a card lies over it */
(function () {
  "use strict";

  const finder = window.finderMap;
  const { element } = finder;
  const page = pageDocument();
  // Below this width a popup would cover the map: what is told goes into a sheet at its foot.
  const SHEET_BELOW = 560;

  /* The page around the frame; a page of another origin, where somebody embeds us, is left alone. */
  function pageDocument() {
    try {
      return window.parent.document;
    } catch (refused) {
      return document;
    }
  }

  function tell(event, detail) {
    page.dispatchEvent(new CustomEvent(event, { detail }));
  }

  function listen() {
    const gone = new AbortController();
    page.addEventListener(
      "finder:highlight",
      ({ detail }) => finder.board && finder.board.light([detail ?? []].flat()),
      { signal: gone.signal },
    );
    page.addEventListener(
      "finder:scene",
      ({ detail }) => finder.board && finder.board.change(detail),
      { signal: gone.signal },
    );
    page.addEventListener(
      "finder:covered",
      ({ detail }) => finder.board && finder.board.keepInView(detail),
      { signal: gone.signal },
    );
    window.addEventListener("pagehide", () => gone.abort());
  }

  /* A run of the dashboard may have been on its way while something else was asked: then the scene
     of that, which the page was told, is the one to show. */
  function newest(scene) {
    const search = page.defaultView && page.defaultView.finderSearch;
    const told = search && search.answer && search.answer.scene;
    const isLate = told && search.link === told.link && scene.link !== told.link;
    return isLate ? { ...told, tiles: scene.tiles } : scene;
  }

  function fill(row, pin, words) {
    const lines = finder.described(pin, words);
    row.append(finder.pinChip(pin), ...lines.map((line, index) => element(index ? "span" : "b", "", line)));
    return row;
  }

  /* Tooltip for the mouse, and the link to the list for mouse and keyboard alike. */
  function describe(board, marker, pins) {
    const ids = pins.map((pin) => pin.id);
    const over = () => tell("finder:highlight-from-map", ids);
    const out = () => tell("finder:highlight-from-map", []);
    const content = element("div", "told");
    content.append(...pins.map((pin) => fill(element("p"), pin, board.scene.words)));
    marker.bindTooltip(content, { direction: "top", offset: [0, -18], opacity: 1 });
    marker.on("mouseover", over).on("mouseout", out);
    L.DomEvent.on(marker.getElement(), { focus: over, blur: out });
  }

  /* What is told of a pin that was pressed: a button for each place where several share it. One
     place alone has its card in the list beside the map or over its foot, and needs no panel. */
  function openPanel(board, marker, pins, byKey) {
    const narrow = board.map.getSize().x < SHEET_BELOW;
    closePanel(board);
    if (pins.length === 1 && (!narrow || hasList(board))) return;
    const { words } = board.scene;
    const content = element("div", "told");
    if (pins.length > 1) content.append(element("p", "several", words.several));
    pins.forEach((pin) => {
      content.append(pins.length > 1 ? choice(board, pin) : fill(element("p"), pin, words));
      if (hasList(board)) content.append(pickButton(board, pin));
    });
    const close = narrow ? openSheet(board, marker, content) : openPopup(board, marker, content);
    close.setAttribute("aria-label", words.close);
    close.parentElement.addEventListener("keydown", (event) => event.key === "Escape" && closePanel(board));
    board.map.getContainer().classList.add("with-panel");
    board.pressed = byKey ? marker : null;
    if (byKey) (content.querySelector("button") || close).focus();
  }

  const hasList = (board) => typeof board.scene.query === "string";

  function openPopup(board, marker, content) {
    const popup = L.popup({ offset: [0, -14], minWidth: 200, maxWidth: 300 });
    popup.setLatLng(marker.getLatLng()).setContent(content).openOn(board.map);
    popup.once("remove", () => closed(board));
    board.panel = popup;
    return popup.getElement().querySelector(".leaflet-popup-close-button");
  }

  function openSheet(board, marker, content) {
    const sheet = element("div", "sheet");
    const close = element("button", "close", "×");
    close.type = "button";
    close.addEventListener("click", () => closePanel(board));
    L.DomEvent.disableClickPropagation(sheet);
    L.DomEvent.disableScrollPropagation(sheet);
    sheet.append(content, close);
    board.map.getContainer().append(sheet);
    board.map.once("click", () => closePanel(board));
    bringIntoView(board.map, marker.getLatLng(), sheet.offsetHeight);
    board.panel = sheet;
    return close;
  }

  function closePanel(board) {
    if (!board.panel) return;
    const { panel } = board;
    panel.remove();
    if (panel instanceof HTMLElement) closed(board);
  }

  function closed(board) {
    board.panel = null;
    board.map.getContainer().classList.remove("with-panel");
    const root = board.pressed && board.pressed.getElement();
    if (root) root.focus();
    board.pressed = null;
  }

  function choice(board, pin) {
    const button = fill(element("button", "choice"), pin, board.scene.words);
    button.type = "button";
    button.addEventListener("click", () => {
      if (board.panel instanceof HTMLElement && hasList(board)) closePanel(board);
      board.choose(pin.id, pin.at);
    });
    ["mouseenter", "focus"].forEach((event) => {
      button.addEventListener(event, () => tell("finder:highlight-from-map", [pin.id]));
    });
    return button;
  }

  /* Puts a place on the shortlist or takes it off, as its card in the list does. */
  function pickButton(board, pin) {
    const { words, query, picked } = board.scene;
    const button = element("button", "pick");
    button.type = "button";
    let on = picked.includes(pin.id);
    const show = () => {
      button.textContent = on ? words.picked : words.pick;
      button.setAttribute("aria-label", `${button.textContent}, ${pin.name}`);
      button.setAttribute("aria-pressed", String(on));
    };
    button.addEventListener("click", () => {
      const [without, including] = [`?${query}`, `?${query}&pick=${pin.id}`];
      tell("finder:go", on ? { base: including, target: without } : { base: without, target: including });
      on = !on;
      show();
    });
    show();
    return button;
  }

  /* For whom nothing may move by itself. */
  function isCalm() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /* Move the map until a point of it is seen, clear of its edges and of what covers its foot. */
  function bringIntoView(map, at, coveredPx) {
    const below = Math.min(coveredPx + 30, map.getSize().y - 40);
    const room = { paddingTopLeft: [30, 30], paddingBottomRight: [30, below] };
    map.panInside(at, { ...room, animate: !isCalm() });
  }

  /* The wheel scrolls the page until the map is in use, so that nobody is caught in it. Leaflet
     focuses the map when it is pressed: were the page scrolled to it then, a pin would have moved
     from under the pointer before the button is up, and the first click be lost. */
  function tame(map) {
    const container = map.getContainer();
    map.options.inertia = !isCalm();
    map.scrollWheelZoom.disable();
    map.on("focus mousedown", () => map.scrollWheelZoom.enable());
    container.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
  }

  /* Zoom buttons, what is offered after a move, and past the map for those who go by keyboard. */
  function controls(board, words) {
    if (!board.returning) addControls(board);
    board.returning.textContent = words.back;
    board.searching.textContent = words.search;
    board.skip.textContent = words.skip;
    const container = board.map.getContainer();
    label(container.querySelector(".leaflet-control-zoom-in"), words.closer);
    label(container.querySelector(".leaflet-control-zoom-out"), words.farther);
  }

  function label(button, text) {
    button.title = text;
    button.setAttribute("aria-label", text);
  }

  function addControls(board) {
    L.control.zoom({ position: "topright" }).addTo(board.map);
    finder.addOffers(board);
    addSkip(board);
  }

  /* Past the map, whatever stands below it: what follows in the page around the frame. Where that
     is not ours to see, the end of the frame. */
  function addSkip(board) {
    const past = element("span");
    past.tabIndex = -1;
    board.skip = element("a", "skip");
    board.skip.href = "#";
    board.skip.addEventListener("click", (event) => {
      event.preventDefault();
      (following(window.frameElement) || past).focus();
    });
    board.map.getContainer().before(board.skip);
    board.map.getContainer().after(past);
  }

  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";

  function following(frame) {
    const isAfter = (one) => frame.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    const isThere = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled;
    return frame && [...page.querySelectorAll(FOCUSABLE)].find((one) => isAfter(one) && isThere(one));
  }

  Object.assign(finder, { bringIntoView, controls, describe, newest, openPanel, tame, tell });
  listen();
})();

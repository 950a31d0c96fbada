/* Continues panel.js: a facility over the list, as a step of the browser's history.

   Its address is that of its own page. Beneath it the list stays as it is, out of sight and out of
   reach, and nothing in it moves: so Back has only to take the facility away. The crisis lines and
   "Leave" stay above it. */

const OVER = "finder-facility";

function facilityOver() {
  return document.getElementById(OVER);
}

function theStrip() {
  return document.querySelector("#root [data-part=top] .tonight");
}

/* part: the address of its details. url: of its page. link: the search that they are drawn for. */
async function openFacility(part, url, link, opener) {
  try {
    const shown = await fetched(part);
    rememberPlace();
    history.pushState({ finder: { over: true, link } }, "", url.href);
    const over = facilityOver() ?? layOver(opener, link);
    fillOver(over, shown, link);
    over.scrollTop = 0;
    over.querySelector(".dialog-close").focus({ preventScroll: true });
  } catch {
    location.assign(url.href);
  }
}

async function fetched(part) {
  const answer = await fetch(part);
  if (!answer.ok) throw new Error(`details: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function fillOver(over, shown, link) {
  const main = shown.querySelector("main");
  over.querySelector(".dialog-close").setAttribute("aria-label", main.dataset.close);
  over.querySelector(".dialog-body").replaceChildren(...main.childNodes);
  over.setAttribute("aria-label", over.querySelector("h1").textContent);
  over.link = link;
  document.title = shown.title;
}

/* base: the link that the list shows now; opener: what has the focus when the list is back. */
function layOver(opener, base) {
  const over = document.createElement("div");
  over.id = OVER;
  over.className = "finder";
  // Who presses its text keeps the focus in it, and so Escape.
  over.tabIndex = -1;
  over.setAttribute("role", "dialog");
  Object.assign(over, { base, opener, mark: opener ? markOf(opener) : null, title: document.title });
  over.append(closeButton(), bodyOfOver());
  over.addEventListener("click", (event) => clickedOver(over, event));
  over.addEventListener("keydown", (event) => event.key === "Escape" && history.back());
  over.addEventListener("scroll", placeMoved, { passive: true });
  document.body.append(over);
  holdStrip(over);
  return over;
}

function closeButton() {
  const close = document.createElement("button");
  close.className = "button dialog-close";
  close.type = "button";
  close.textContent = "×";
  close.addEventListener("click", () => history.back());
  return close;
}

function bodyOfOver() {
  const body = document.createElement("main");
  body.className = "dialog-body";
  return body;
}

/* The crisis lines stand still at the top, and what they leave in the page keeps its height. */
function holdStrip(over) {
  const strip = theStrip();
  if (strip) {
    strip.parentElement.style.minHeight = `${strip.getBoundingClientRect().height}px`;
    over.watching = new ResizeObserver(() => (over.style.top = `${strip.offsetHeight}px`));
    over.watching.observe(strip);
    over.style.top = `${strip.offsetHeight}px`;
  }
  document.documentElement.dataset.over = "";
}

function takeAway(over) {
  delete document.documentElement.dataset.over;
  over.watching?.disconnect();
  over.remove();
  const strip = theStrip();
  if (strip) strip.parentElement.style.minHeight = "";
  document.title = search.title ?? over.title;
  // The list may have been drawn anew; a place has more than one link of the same address.
  const opener = over.opener?.isConnected
    ? over.opener
    : over.mark && document.querySelector(`#root ${over.mark}`);
  opener?.focus({ preventScroll: true });
}

/* Links of the details: back to the list, the shortlist, and other facilities, are followed here. */
function clickedOver(over, event) {
  const target = event.target.closest("a, button");
  if (!target || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (target.dataset.copy !== undefined) return copyLink(target);
  if (target.tagName !== "A" || target.target) return;
  if (target.getAttribute("href").startsWith("#")) return skipTo(event);
  const url = new URL(target.href, location.href);
  if (url.origin !== location.origin) return;
  if (target.dataset.pick !== undefined) {
    event.preventDefault();
    follow(over.link, url.search);
  } else if (target.closest(".back")) {
    event.preventDefault();
    history.back();
  } else if (url.pathname === location.pathname) {
    event.preventDefault();
    openFacility(detailsOf(url), url, bare(url.search));
  }
}

function detailsOf(url) {
  return `./detail${url.search}`;
}

/* What is put on the shortlist here stays chosen when the list is back: both addresses have it. */
async function overFollows(link) {
  const over = facilityOver();
  const url = new URL(location.href);
  const query = [`id=${idOfAddress()}`, link].filter(Boolean).join("&");
  history.replaceState({ finder: { over: true, link } }, "", `${url.pathname}?${query}`);
  const mark = over.contains(document.activeElement) ? markOf(document.activeElement) : null;
  try {
    fillOver(over, await fetched(`./detail?${query}`), link);
    if (mark) over.querySelector(mark)?.focus({ preventScroll: true });
  } catch {
    tellNoAnswer(true);
  }
}

function idOfAddress() {
  const isFacility = location.pathname.endsWith("/facility");
  return isFacility ? (new URLSearchParams(location.search).get("id") ?? "") : "";
}

/* Back and Forward. Streamlit would draw the page anew, and the list would lose its place. */
function traveled(event) {
  event.stopImmediatePropagation();
  clearTimeout(search.moving);
  const id = idOfAddress();
  if (!document.querySelector("#root [data-part=list]")) {
    const isSame = id && id === document.querySelector("#root [data-part=place] [data-facility]")?.dataset.facility;
    return isSame ? askAgain() : location.reload();
  }
  if (id) return overAgain(id);
  const over = facilityOver();
  const given = event.state?.finder?.link;
  if (over) takeAway(over);
  if (over && given !== undefined && given === over.base) return keepChosen(given);
  if (given === undefined || given !== search.link) askAgain();
}

/* The list has what was chosen while the facility was over it; so has its address now. */
function keepChosen(given) {
  if (given === search.link) return;
  const query = search.link ? `?${search.link}` : location.pathname;
  history.replaceState({ finder: { ...history.state?.finder, link: search.link } }, "", query);
}

async function overAgain(id) {
  const { state } = history;
  const link = state?.finder?.link ?? bare(location.search);
  try {
    const shown = await fetched(`./detail${location.search}`);
    if (idOfAddress() !== id) return;
    const over = facilityOver() ?? layOver(null, link);
    fillOver(over, shown, link);
    over.scrollTop = state?.finder?.top ?? 0;
    over.querySelector(".dialog-close").focus({ preventScroll: true });
  } catch {
    location.reload();
  }
}

function askAgain() {
  Object.assign(search, { link: null, moves: [] });
  ask({}, { isBack: true });
}

/* Where the page stands is noted in its step of the history: a page that is loaded again on the way
   back, because the browser did not keep it, is put there (first_paint.js). */
function rememberPlace() {
  clearTimeout(search.moving);
  const over = facilityOver();
  const finder = history.state?.finder ?? {};
  const place = over ? { top: over.scrollTop } : placeOf(scroller());
  history.replaceState({ ...history.state, finder: { link: search.link, ...finder, ...place } }, "");
}

function scroller() {
  return document.getElementById("first-paint") ?? document.getElementById("stMain");
}

/* card: the first one that is seen, and at: where it stands. top: how far the page is scrolled. */
function placeOf(box) {
  if (!box) return {};
  const { view } = document.documentElement.dataset;
  for (const card of box.querySelectorAll("[data-facility]")) {
    const { bottom, top } = card.getBoundingClientRect();
    if (bottom > 0) return { card: card.dataset.facility, at: top, top: box.scrollTop, view };
  }
  return { top: box.scrollTop, view };
}

function placeMoved() {
  clearTimeout(search.moving);
  search.moving = setTimeout(rememberPlace, 150);
}

/* Streamlit writes the address of its own page when it connects again: while a facility lies over
   the list, the address is ours. */
function guardAddress() {
  for (const name of ["pushState", "replaceState"]) {
    const write = History.prototype[name].bind(history);
    history[name] = (state, ...step) => {
      if (!facilityOver() || state?.finder) write(state, ...step);
    };
  }
}

if (isFirst) {
  guardAddress();
  addEventListener("popstate", traveled, { capture: true });
  addEventListener("pagehide", rememberPlace);
  document.addEventListener("click", rememberPlace, { capture: true });
  document.addEventListener("scroll", placeMoved, { capture: true, passive: true });
}

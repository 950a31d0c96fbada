/* Continues panel.js: from a choice to what it changes.

   A choice is sent to /parts with the link that the page shows and everything chosen since; the
   answer holds the parts of the page anew, and the scene of the map, which is told by an event on
   the document (finder:scene). The link goes into the address: it is the state, and whatever loads
   it, this page or the dashboard's own run, shows the same.

   Choices that come faster than their answers are sent together with those before them, and only
   the last answer is drawn: so the page ends as the last choice leaves it.

   link: what the page shows, canonical; null where only the address knows. moves: what was chosen
   and not yet answered. answer: the last one, with its scene. */
const isFirst = !window.finderSearch;
/* So many are read at once (finder/limits.py); those after them are asked with the next answer. */
const mostMoves = 20;
const search = (window.finderSearch ??= { link: null, moves: [], answer: null, asking: null });

/* A link of a part: what differs between the search that it was drawn for, and where it leads. */
function follow(before, after) {
  move({ before: bare(before), after: bare(after) });
}

/* A field of the form: its text as it stands; empty for nothing. */
function choose(key, text) {
  move({ key, text });
}

function bare(query) {
  const pairs = new URLSearchParams(query);
  pairs.delete("id");
  return pairs.toString();
}

function move(one) {
  search.moves.push(one);
  ask();
}

/* A street address goes to a service of another host, which the page has named. */
function lookUp(button) {
  button.disabled = true;
  button.textContent = button.dataset.waiting;
  ask({ look_up: nearField()?.value ?? "" });
}

async function ask(more = {}, { isBack = false } = {}) {
  search.asking?.abort();
  const asking = (search.asking = new AbortController());
  const sent = search.moves.slice(0, mostMoves);
  document.documentElement.dataset.asking = "";
  try {
    const answer = await answered({ ...asked(), moves: sent, ...more }, asking.signal);
    whenLetGo(() => {
      // Given up for a later choice, which has sent this one along.
      if (asking.signal.aborted) return;
      search.moves = search.moves.slice(sent.length);
      take(answer, isBack);
      if (search.moves.length) return void ask();
      delete document.documentElement.dataset.asking;
    });
  } catch (problem) {
    if (asking.signal.aborted) return;
    delete document.documentElement.dataset.asking;
    tellNoAnswer(true);
  }
}

function asked() {
  return {
    link: search.link ?? bare(location.search),
    id: isListPage() ? "" : idOfAddress(),
    more: isShelfOpen(),
    still: document.querySelector("[data-part=still]") !== null,
  };
}

/* Also where a facility lies over the list and the address is that of the facility. */
function isListPage() {
  return document.querySelector("[data-part=list]") !== null;
}

async function answered(body, signal) {
  const answer = await fetch(new URL("./parts", document.baseURI), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (!answer.ok) throw new Error(`parts: ${answer.status}`);
  return answer.json();
}

function take(answer, isBack) {
  const turned = pageOf(search.link) !== pageOf(answer.link);
  const picked = search.link !== null && picksOf(search.link) !== picksOf(answer.link);
  Object.assign(search, { link: answer.link, answer, title: answer.title });
  if (!facilityOver()) document.title = answer.title;
  drawParts(answer, (part) => FIRST.has(part));
  if (turned && !isBack) scrollToTop();
  if (picked) tell(answer.picks);
  unlessLater(answer, () => {
    if (answer.scene) document.dispatchEvent(new CustomEvent("finder:scene", { detail: answer.scene }));
    unlessLater(answer, () => {
      drawParts(answer, (part) => !FIRST.has(part));
      tellNoAnswer(false);
    });
  });
  if (!isBack) remember(answer.link);
  else rememberPlace();
}

/* What was asked for is painted first; then the map, then counts and links around it. */
const FIRST = new Set(["list", "heading", "told", "place"]);

function drawParts(answer, isWanted) {
  for (const root of document.querySelectorAll("[data-part]")) {
    const html = answer.parts[root.dataset.part];
    if (html !== undefined && isWanted(root.dataset.part)) draw(root, html, answer.link);
  }
}

/* In the next frame, unless something was chosen meanwhile: then its fields stand as they were left,
   and its answer draws all. */
function unlessLater(answer, todo) {
  afterThisFrame(() =>
    whenLetGo(() => {
      if (search.answer === answer && !search.moves.length) todo();
    }),
  );
}

/* A page that is not seen draws no frames. */
function afterThisFrame(todo) {
  if (document.hidden) return todo();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = todo;
    channel.port2.postMessage(null);
  });
}

function picksOf(link) {
  return new URLSearchParams(link).get("pick");
}

function pageOf(link) {
  return new URLSearchParams(link ?? location.search).get("page");
}

/* A step in the browser's history, as for any other page. */
function remember(link) {
  if (facilityOver()) return void overFollows(link);
  const id = isListPage() ? "" : idOfAddress();
  const query = [id && `id=${id}`, link].filter(Boolean).join("&");
  const address = query ? `?${query}` : location.pathname;
  if (address !== (location.search || location.pathname)) history.pushState({ finder: { link } }, "", address);
}

function scrollToTop() {
  for (const list of document.querySelectorAll("[data-part=list]")) {
    if (list.getBoundingClientRect().top < 0) list.scrollIntoView({ block: "start" });
  }
}

function tellNoAnswer(failed) {
  document.querySelectorAll("[data-no-answer]").forEach((told) => (told.hidden = !failed));
}

/* Of what a run of the dashboard has drawn and what was fetched, that which belongs to the link of
   the page: a run may have been on its way while something else was chosen. */
function newest(data) {
  search.link ??= data.link;
  const fetched = search.answer?.parts[data.part];
  if (data.link === search.link || fetched === undefined) return data;
  return { html: fetched, link: search.answer.link };
}

/* Once for the page, also where a newer version of this script comes later. */
if (isFirst) {
  document.addEventListener("finder:highlight-from-map", ({ detail }) => mark(detail));
  document.addEventListener("finder:select", ({ detail }) => show(detail));
  document.addEventListener("finder:go", ({ detail }) => follow(detail.base, detail.target));
  const paint = document.getElementById("first-paint");
  if (paint) {
    search.link = paint.dataset.link;
    listen(paint);
  }
  document.documentElement.dataset.finder = "ready";
}

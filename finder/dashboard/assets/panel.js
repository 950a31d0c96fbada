/* A part of the page that the server draws as HTML: heading, list, detail.

   Links to this same page are followed without a reload; a facility's details open in a dialog;
   hover and focus of a card light up its pin. What is only looked at never asks the server. */

const DIALOG = "finder-dialog";

/* Links that were followed and not yet answered. Clicks that come faster than the server answers
   are sent together: Streamlit would keep only the last of them. All panels share one list. */
const moves = (window.finderMoves ??= { waiting: [], last: 0 });

function follow(root, base, target) {
  moves.last += 1;
  moves.waiting.push({ number: moves.last, base, target });
  root.setTriggerValue("go", moves.waiting.slice());
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement);
  root.setTriggerValue = setTriggerValue;
  root.base = data.base;
  moves.waiting = moves.waiting.filter((move) => move.number > data.moves_done);
  root.holdsList = Boolean(data.holds_list);
  if (root.drawn !== data.html) draw(root, data);
  nameViews();
  if (data.replaces_first_paint) replaceFirstPaint();
  return () => root.gone?.abort();
}

/* The first paint goes when the page stands, with its styles, which Streamlit may draw after the
   list: their part of its code is fetched by itself. */
function replaceFirstPaint() {
  const paint = document.getElementById("first-paint");
  if (!paint) return;
  if (document.querySelector("#root [data-testid=stHtml] style")) paint.remove();
  else requestAnimationFrame(replaceFirstPaint);
}

function rootOf(parent) {
  const found = parent.querySelector(":scope > .finder");
  if (found) return found;
  const root = document.createElement("div");
  root.className = "finder";
  parent.append(root);
  listen(root);
  return root;
}

/* New HTML in the place of the old; focus stays on the same link or button where it still is. */
function draw(root, data) {
  const holdsFocus = root.contains(document.activeElement);
  const focused = holdsFocus ? markOf(document.activeElement) : null;
  root.innerHTML = data.html;
  root.drawn = data.html;
  if (focused) root.querySelector(focused)?.focus({ preventScroll: true });
  // Not found, or found in a closed sheet, which takes no focus.
  if (holdsFocus && !root.contains(document.activeElement)) focusInstead(root);
  if (root.querySelector("[role=tab]")) showView(document.documentElement.dataset.view ?? "list");
  if (root.querySelector("#results")) tellCount(root);
  if (data.top_when_changed !== root.topKey) {
    if (root.topKey !== undefined) scrollToTop(root);
    root.topKey = data.top_when_changed;
  }
}

function markOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ["data-pick", "data-focus", "href"]) {
    const value = element.getAttribute(name);
    if (value) return `${element.tagName}[${name}="${CSS.escape(value)}"]`;
  }
  return null;
}

function scrollToTop(root) {
  if (root.getBoundingClientRect().top < 0) root.scrollIntoView({ block: "start" });
}

function listen(root) {
  root.gone = new AbortController();
  const { signal } = root.gone;
  root.addEventListener("click", (event) => clicked(root, event), { signal });
  root.addEventListener("keydown", pressed, { signal });
  for (const name of ["mouseover", "focusin"]) {
    root.addEventListener(name, (event) => light(event.target), { signal });
  }
  for (const name of ["mouseleave", "focusout"]) {
    root.addEventListener(name, () => light(null), { signal });
  }
  document.addEventListener("finder:highlight-from-map", (event) => mark(root, event.detail), { signal });
  document.addEventListener("finder:select", (event) => show(root, event.detail), { signal });
  document.addEventListener("finder:go", (event) => goFromMap(root, event.detail), { signal });
}

function clicked(root, event) {
  const target = event.target.closest("a, button");
  if (!target || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (target.dataset.copy !== undefined) return copyLink(target);
  if (target.dataset.view) return showView(target.dataset.view);
  if (target.dataset.locate !== undefined) return locate(root, target);
  if (target.dataset.leave) {
    event.preventDefault();
    return location.replace(target.dataset.leave);
  }
  if (target.tagName !== "A") return;
  if (target.getAttribute("href").startsWith("#")) return skipTo(event);
  const url = new URL(target.href, location.href);
  if (url.origin !== location.origin) return;
  if (target.dataset.detail !== undefined) {
    event.preventDefault();
    openDetail(root, target.dataset.detail, url);
  } else if (url.pathname === location.pathname && !target.target) {
    event.preventDefault();
    follow(root, root.base, url.search);
  }
}

function light(element) {
  const card = element?.closest?.("[data-facility]");
  const id = card ? card.dataset.facility : null;
  document.dispatchEvent(new CustomEvent("finder:highlight", { detail: id }));
}

function cardOf(root, id) {
  return root.querySelector(`[data-facility="${CSS.escape(id)}"]`);
}

function mark(root, ids) {
  root.querySelectorAll(".card.lit").forEach((card) => card.classList.remove("lit"));
  for (const id of [].concat(ids || [])) cardOf(root, id)?.classList.add("lit");
}

/* The card of a pin that was chosen on the map; a place on another page of the list opens here. */
function show(root, id) {
  if (!id || !root.holdsList) return;
  const card = cardOf(root, id);
  if (!card) {
    const asked = new URLSearchParams(root.base);
    asked.set("id", id);
    openDetail(root, `./detail?${asked}`, new URL(`./facility?${asked}`, location.href));
    return;
  }
  document.documentElement.dataset.view = "list";
  root.querySelectorAll(".card.chosen").forEach((other) => other.classList.remove("chosen"));
  card.classList.add("chosen");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  card.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  card.querySelector("h2 a, h3 a")?.focus({ preventScroll: true });
}

/* "Search this area": one panel passes it on, as if it were a link of its own. */
function goFromMap(root, { base, target }) {
  if (root.holdsList) follow(root, base, target);
}

async function copyLink(button) {
  const link = new URL(button.dataset.copy, location.href).href;
  let copied = true;
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    copied = copyBySelection(link);
  }
  say(button, copied ? button.dataset.done : link);
}

/* A word in the place of a button's own, for a while. */
function say(button, text) {
  const words = button.querySelector("[data-said]") ?? button;
  button.dataset.before ??= words.textContent;
  words.textContent = text;
  words.setAttribute("aria-live", "polite");
  button.classList.add("saying");
  clearTimeout(button.saying);
  button.saying = setTimeout(() => {
    words.textContent = button.dataset.before;
    button.classList.remove("saying");
  }, 5000);
}

/* The browser's own position, rounded to about a kilometre before it leaves the browser. */
function locate(root, button) {
  if (!navigator.geolocation) return say(button, button.dataset.refused);
  say(button, button.dataset.waiting);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const near = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
      follow(root, "", `?near=${near}`);
    },
    () => say(button, button.dataset.refused),
    { maximumAge: 600000, timeout: 15000 },
  );
}

/* A facility's details beside the list; where they cannot be had, its own page. */
async function openDetail(root, part, url) {
  try {
    const answer = await fetch(part);
    if (!answer.ok) throw new Error(`details: ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const dialog = dialogBox();
    dialog.querySelector(".dialog-body").replaceChildren(...page.querySelector("main").childNodes);
    dialog.opener = root;
    dialog.setAttribute("aria-label", dialog.querySelector("h1").textContent);
    dialog.showModal();
    dialog.scrollTop = 0;
  } catch {
    location.assign(url.href);
  }
}

/* Links of the details that lead back to the list, or change the shortlist, are followed there. */
function clickedInDialog(dialog, event) {
  const target = event.target.closest("a, button");
  if (event.target === dialog) dialog.close();
  if (!target || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (target.dataset.copy !== undefined) copyLink(target);
  if (target.tagName !== "A" || target.target) return;
  const url = new URL(target.href, location.href);
  const toList = url.origin === location.origin && url.pathname === location.pathname;
  if (!toList && target.dataset.pick === undefined) return;
  event.preventDefault();
  dialog.close();
  url.searchParams.delete("id");
  follow(dialog.opener, dialog.opener.base, url.search);
}

function dialogBox() {
  const present = document.getElementById(DIALOG);
  if (present) return present;
  const dialog = document.createElement("dialog");
  dialog.id = DIALOG;
  dialog.className = "finder";
  const close = document.createElement("button");
  close.className = "button dialog-close";
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", document.documentElement.dataset.closeWord || "Close");
  close.addEventListener("click", () => dialog.close());
  const body = document.createElement("div");
  body.className = "dialog-body";
  dialog.append(close, body);
  dialog.addEventListener("click", (event) => clickedInDialog(dialog, event));
  document.body.append(dialog);
  return dialog;
}

/* A part of the page that the server draws as HTML: form, heading, list, detail.

   The parts are drawn by the dashboard when the page is opened, and before that by the first paint,
   which lies over it. Links to this same page, and the fields of the form, ask for what changes
   without a reload and without a run of the dashboard (panel_asking.js); a facility's details open
   over the list (panel_facility.js); hover and focus of a card light up its pin. What is only looked at never asks. */

/* Called by Streamlit for each part: when a run has drawn it, and whenever the page is drawn again
   without one, with the same data. */
export default function (component) {
  const { data, parentElement } = component;
  const root = rootOf(parentElement, data.part);
  if (root.run !== data.drawn) {
    root.run = data.drawn;
    whenLetGo(() => {
      const { link, html } = newest(data);
      draw(root, html, link);
    });
  }
  nameLandmarks();
  nameViews();
  if (data.part === "shortlist") foot.observe(root);
  if (data.last) replaceFirstPaint();
  return () => root.gone?.abort();
}

/* The first paint goes when the page stands, with its styles, which Streamlit may draw after the
   list: their part of its code is fetched by itself. A choice that is being made there, in an open
   list or a field, is not torn away: the paint waits until it is made. */
function replaceFirstPaint() {
  const paint = document.getElementById("first-paint");
  if (!paint) return;
  const isStyled = document.querySelector("#root [data-testid=stHtml] style");
  const isInUse = hold.isOn || paint.querySelector("[data-ask] :is(input, select, summary):focus");
  if (isStyled && !isInUse) paint.remove();
  else requestAnimationFrame(replaceFirstPaint);
}

function rootOf(parent, part) {
  const found = parent.querySelector(":scope > .finder");
  if (found) return found;
  const root = document.createElement("div");
  root.className = "finder";
  root.dataset.part = part;
  parent.append(root);
  listen(root);
  return root;
}

/* New HTML in the place of the old; focus stays on the same link or button where it still is. */
function draw(root, html, link) {
  root.link = link;
  if (root.drawn === html) return;
  root.drawn = html;
  if (root.dataset.part === "ask" && root.querySelector("form")) return drawForm(root, html);
  const holdsFocus = root.contains(document.activeElement);
  const focused = holdsFocus ? markOf(document.activeElement) : null;
  root.innerHTML = html;
  if (focused) root.querySelector(focused)?.focus({ preventScroll: true });
  // Not found, or found in a closed sheet, which takes no focus.
  if (holdsFocus && !root.contains(document.activeElement)) focusInstead(root);
  if (root.querySelector("[role=tab]")) showView(document.documentElement.dataset.view ?? "list");
  if (root.querySelector("#results")) tellCount(root);
  if (root === theList()) markChosen(root);
}

function markOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ["data-pick", "data-focus", "href"]) {
    const value = element.getAttribute(name);
    if (value) return `${element.tagName}[${name}="${CSS.escape(value)}"]`;
  }
  return null;
}

function listen(root) {
  root.gone = new AbortController();
  const { signal } = root.gone;
  root.addEventListener("click", clicked, { signal });
  root.addEventListener("keydown", pressed, { signal });
  root.addEventListener("change", changed, { signal });
  root.addEventListener("submit", submitted, { signal });
  root.addEventListener("focusout", left, { signal });
  for (const name of ["mouseover", "focusin"]) {
    root.addEventListener(name, (event) => light(event.target), { signal });
  }
  for (const name of ["mouseleave", "focusout"]) {
    root.addEventListener(name, () => light(null), { signal });
  }
}

function clicked(event) {
  const target = event.target.closest("a, button");
  if (!target || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (target.dataset.copy !== undefined) return copyLink(target);
  if (target.dataset.view) return chooseView(target.dataset.view);
  if (target.dataset.locate !== undefined) return locate(target);
  if (target.dataset.lookUp !== undefined) return lookUp(target);
  if (target.dataset.leave) {
    event.preventDefault();
    return location.replace(target.dataset.leave);
  }
  if (target.tagName !== "A") return;
  if (target.dataset.more !== undefined) return openShelf(event, target);
  if (target.getAttribute("href").startsWith("#")) return skipTo(event);
  const url = new URL(target.href, location.href);
  if (url.origin !== location.origin) return;
  if (target.dataset.detail !== undefined) {
    event.preventDefault();
    openFacility(target.dataset.detail, url, linkOf(target), target);
  } else if (staysHere(target, url) && speaksAlike(url, linkOf(target))) {
    event.preventDefault();
    follow(linkOf(target), url.search);
  }
}

/* The link that the part around an element was drawn for. */
function linkOf(element) {
  return element.closest("[data-part]")?.link ?? element.closest("[data-link]")?.dataset.link ?? search.link ?? "";
}

/* A place is picked on the page where one is, the list's or its own. */
function staysHere(link, url) {
  return !link.target && (url.pathname === location.pathname || link.dataset.pick !== undefined);
}

/* A page in another language is another page. */
function speaksAlike(url, link) {
  return url.searchParams.get("hl") === new URLSearchParams(link).get("hl");
}

function light(element) {
  const card = element?.closest?.("[data-facility]");
  const id = card ? card.dataset.facility : null;
  document.dispatchEvent(new CustomEvent("finder:highlight", { detail: id }));
}

function cardOf(root, id) {
  return root.querySelector(`[data-facility="${CSS.escape(id)}"]`);
}

/* The list of the page that stands, which the map beside it belongs to. */
function theList() {
  return document.querySelector("#root [data-part=list]");
}

function mark(ids) {
  const root = theList();
  if (!root) return;
  root.querySelectorAll(".card.lit").forEach((card) => card.classList.remove("lit"));
  for (const id of [].concat(ids || [])) cardOf(root, id)?.classList.add("lit");
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
  button.saying = setTimeout(() => whenLetGo(() => sayNothing(button, words)), 5000);
}

function sayNothing(button, words) {
  words.textContent = button.dataset.before;
  button.classList.remove("saying");
}

/* The browser's own position, rounded to about a kilometre before it leaves the browser. */
function locate(button) {
  tellRefused(button, false);
  if (!navigator.geolocation) return tellRefused(button, true);
  say(button, button.dataset.waiting);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => choose("near", `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`),
    () => tellRefused(button, true),
    { maximumAge: 600000, timeout: 15000 },
  );
}

/* In a line of its own below the field, which stays: whoever is to write instead sees both. */
function tellRefused(button, refused) {
  clearTimeout(button.saying);
  if (button.dataset.before !== undefined) button.querySelector("[data-said]").textContent = button.dataset.before;
  button.classList.remove("saying");
  const line = button.form.querySelector("[data-not-told]");
  line.textContent = refused ? button.dataset.refused : "";
  line.hidden = !refused;
  if (refused) nearField()?.focus();
}

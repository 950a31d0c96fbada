/* Continues panel.js: list and map as tabs, what is said aloud, and the way past the filters. */

/* On a phone, list and map take turns; nothing is asked of the server. */
const VIEWS = { list: ".st-key-list_side", map: ".st-key-map_side" };

function showView(name) {
  document.documentElement.dataset.view = name;
  for (const tab of tabs()) {
    tab.setAttribute("aria-selected", String(tab.dataset.view === name));
    tab.tabIndex = tab.dataset.view === name ? 0 : -1;
  }
}

function tabs() {
  return [...document.querySelectorAll("#root [role=tab][data-view]")];
}

/* The arrow keys go from tab to tab, as in every set of tabs; the space bar presses a link that is
   a button, as it does any button. */
function pressed(event) {
  if (event.key === " " && event.target.matches("a[role=button]")) {
    event.preventDefault();
    event.target.click();
  }
  const tab = event.target.closest("[role=tab]");
  const all = tabs();
  const ends = { Home: 0, End: all.length - 1 };
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!tab || (!step && !(event.key in ends))) return;
  event.preventDefault();
  const next = step ? all.at((all.indexOf(tab) + step) % all.length) : all[ends[event.key]];
  chooseView(next.dataset.view);
  next.focus();
}

/* Only where they take turns are list and map the panels of tabs; Streamlit draws both. */
const narrow = matchMedia("(max-width: 760px)");

function nameViews() {
  for (const tab of tabs()) {
    const view = document.querySelector(VIEWS[tab.dataset.view]);
    if (!view) continue;
    view.id = tab.getAttribute("aria-controls");
    const names = narrow.matches ? { role: "tabpanel", "aria-labelledby": tab.id } : {};
    for (const name of ["role", "aria-labelledby"]) {
      if (names[name]) view.setAttribute(name, names[name]);
      else view.removeAttribute(name);
    }
  }
}

narrow.onchange = nameViews;

/* Streamlit's <main> holds the whole page, head and foot too, and is the first stop of the Tab key,
   where a screen reader reads all of it. The main part is ours, and is where the skip link leads. */
function nameLandmarks() {
  const whole = document.getElementById("stMain");
  whole?.removeAttribute("tabindex");
  whole?.setAttribute("role", "none");
  const main = document.querySelector("#root .st-key-main");
  if (!main) return;
  main.id = "main";
  main.setAttribute("role", "main");
}

/* What a search found is said once to whoever hears the page, the number first: who has asked knows
   what for. A place that was not understood is said instead: nothing is listed for it. */
function tellCount(root) {
  const [heading, counts] = [".found h1", ".counts"].map((part) => root.querySelector(part)?.textContent);
  const wrong = document.querySelector("#root [data-part=told] #told-near")?.textContent;
  const text = `${wrong ?? heading}. ${counts}`;
  if (root.told === undefined) speaker();
  else if (root.told !== text) tell(wrong ?? counts.trim().replace(" · ", ", "));
  root.told = text;
}

/* What is said twice is said anew. */
function tell(text) {
  const said = speaker();
  said.textContent = "";
  said.textContent = text;
}

/* Where something is said: there before it is, and kept when the page is drawn anew, or a screen
   reader would not notice. */
function speaker() {
  const present = document.getElementById("finder-said");
  if (present) return present;
  const around = document.createElement("div");
  around.className = "finder";
  around.innerHTML = '<p id="finder-said" class="unseen" role="status"></p>';
  document.body.append(around);
  return around.firstChild;
}

/* Where the focus goes when what had it is gone: a chip taken away, a page turned. */
function focusInstead(root) {
  const heading = root.querySelector("h1");
  if (heading) heading.tabIndex = -1;
  (heading ?? root.querySelector("a, button"))?.focus({ preventScroll: true });
}

/* To another place of the page, without a step in its history: past what stands above, to the
   heading of the page, or to what a link within it names. */
function skipTo(event) {
  event.preventDefault();
  const link = event.target.closest("a");
  const around = link.closest("#first-paint, #finder-facility, #root");
  const named = around.querySelector(link.getAttribute("href"));
  const target = link.matches(".skip") ? around.querySelector("h1") : named;
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
}

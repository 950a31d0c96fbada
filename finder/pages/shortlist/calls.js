/* Keeps what is typed on the call sheet in this browser, under one name, and nowhere else: no
   request is ever made from here. Prints it, saves it as a file, erases it. */
import { all, one, targetOf, the } from "../frame/static/dom.js";
import { noted, notesOf, sheetText } from "./call_notes.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const PLACE = "stepping-stone-calls";
const sheetOfCalls = one(document, ".calls");
const lineOfStatus = sheetOfCalls && one(sheetOfCalls, "[data-status]");
if (sheetOfCalls && lineOfStatus) begin(sheetOfCalls, lineOfStatus);

/**
 * @param {HTMLElement} sheet
 * @param {HTMLElement} status
 */
function begin(sheet, status) {
  /** @type {Field[]} */
  const fields = all(sheet, "[data-note]");

  /** @param {Field} field */
  function keep(field) {
    // One field at a time, on top of what is there now: another tab may be open on the same list.
    const notes = notesOf(window.localStorage.getItem(PLACE));
    const next = noted(notes, ...keyOf(field), typedIn(field));
    window.localStorage.setItem(PLACE, JSON.stringify(next));
  }

  /**
   * @param {string | undefined} text
   * @param {boolean} [refused]
   */
  function tell(text, refused = false) {
    status.textContent = text ?? "";
    status.classList.toggle("refused", refused);
  }

  /** @param {Event} event */
  function typed(event) {
    /** @type {Field | null} */
    const field = targetOf(event).closest("[data-note]");
    if (!field) return;
    mirror(field);
    try {
      keep(field);
      tell(sheet.dataset.kept);
    } catch {
      tell(sheet.dataset.refused, true);
    }
  }

  function erase() {
    if (!window.confirm(sheet.dataset.sure)) return;
    try {
      window.localStorage.removeItem(PLACE);
    } catch {
      // Where nothing could be kept, nothing is left: what was typed goes with the fields.
    }
    for (const field of fields) show(field, "");
    tell(sheet.dataset.erased);
  }

  function fill() {
    try {
      const notes = notesOf(window.localStorage.getItem(PLACE));
      for (const field of fields) {
        const [call, note] = keyOf(field);
        show(field, notes[call]?.[note]);
      }
      // Reading may be allowed where writing is not.
      window.localStorage.setItem(PLACE, JSON.stringify(notes));
      if (!Object.keys(notes).length) window.localStorage.removeItem(PLACE);
      tell(sheet.dataset.kept);
    } catch {
      tell(sheet.dataset.refused, true);
    }
  }

  sheet.addEventListener("input", typed);
  sheet.addEventListener("keyup", shown);
  the(sheet, "[data-erase]").addEventListener("click", erase);
  the(sheet, "[data-print]").addEventListener("click", () => window.print());
  for (const button of all(sheet, "[data-save]")) {
    button.addEventListener("click", () => save(sheet, button.dataset.save ?? ""));
  }
  for (const button of all(sheet, "button[hidden]")) button.hidden = false;
  fill();
}

/**
 * Of which place, and which of its fields.
 * @param {Field} field
 * @returns {[string, string]}
 */
function keyOf(field) {
  /** @type {HTMLElement | null} */
  const call = field.closest("[data-call]");
  return [call?.dataset.call ?? "", field.dataset.note ?? ""];
}

/** @param {Field} field */
function isBox(field) {
  return field.type === "checkbox";
}

/** @param {Field} field */
function typedIn(field) {
  if (!isBox(field)) return field.value;
  return /** @type {HTMLInputElement} */ (field).checked ? "1" : "";
}

/**
 * @param {Field} field
 * @param {string | undefined} text
 */
function show(field, text) {
  if (isBox(field)) /** @type {HTMLInputElement} */ (field).checked = text === "1";
  else field.value = text ?? "";
  mirror(field);
}

/**
 * The same as text, for paper: a field would cut off what is longer than it.
 * @param {Field} field
 */
function mirror(field) {
  const typed = field.parentElement && one(field.parentElement, ".typed");
  if (!typed) return;
  typed.textContent = typedIn(field).replace("T", field.type === "datetime-local" ? " " : "T");
  const rows = field instanceof HTMLTextAreaElement ? field.rows : 1;
  if (rows > 1 && !typed.textContent) typed.dataset.rows = String(rows);
  else delete typed.dataset.rows;
}

/**
 * Each place with what was asked and answered, as plain values.
 * @param {HTMLElement} sheet
 * @returns {import("./call_notes.js").Call[]}
 */
function callsOf(sheet) {
  return all(sheet, "[data-call]").map((call) => ({
    name: textOf(the(call, "h2")),
    lines: [
      textOf(the(call, ".where")),
      ...all(call, ".phone").map(ownText),
      ...all(call, ".known").map(textOf),
    ],
    answers: all(call, ".line").map((line) => ({
      label: labelOf(line),
      text: textOf(the(line, ".typed")),
      ticked: tickedOf(line),
    })),
  }));
}

/** @param {Element | null} element */
function textOf(element) {
  return element?.textContent ?? "";
}

/** @param {HTMLElement} element */
function ownText(element) {
  const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
  for (const part of all(copy, ".unseen")) part.remove();
  return textOf(copy).replace(/\s+/g, " ").trim();
}

/** @param {HTMLElement} line */
function labelOf(line) {
  const question = line.closest(".question");
  return textOf(question ? the(question, "[data-question]") : line.firstElementChild);
}

/**
 * Only a question has a box to tick.
 * @param {HTMLElement} line
 */
function tickedOf(line) {
  /** @type {HTMLInputElement | null | undefined} */
  const box = line.closest(".question")?.querySelector("input");
  return box?.checked;
}

/** @param {HTMLElement} sheet */
function headOf(sheet) {
  return [sheet.dataset.title ?? "", textOf(the(sheet, "header p"))];
}

/** @param {HTMLElement} sheet */
function asText(sheet) {
  return sheetText(headOf(sheet), callsOf(sheet));
}

/** @param {HTMLElement} sheet */
function asPage(sheet) {
  const [title, about] = headOf(sheet);
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = document.documentElement.lang;
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset);
  /**
   * @param {string} tag
   * @param {string} text
   * @param {HTMLElement} [into]
   */
  const put = (tag, text, into = page.body) => {
    const made = page.createElement(tag);
    made.textContent = text;
    into.append(made);
    return made;
  };
  put("h1", title);
  put("p", about);
  for (const call of callsOf(sheet)) {
    put("h2", call.name);
    for (const line of call.lines) put("p", line);
    const list = put("dl", "");
    for (const { label, text, ticked } of call.answers) {
      const term = put("dt", "", list);
      const words = ticked === undefined ? term : put("label", "", term);
      if (ticked !== undefined) {
        const box = put("input", "", words);
        box.setAttribute("type", "checkbox");
        box.toggleAttribute("checked", ticked);
      }
      words.append(label);
      put("dd", text || "–", list).style.whiteSpace = "pre-wrap";
    }
  }
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

/**
 * @param {HTMLElement} sheet
 * @param {string} form txt or html
 */
function save(sheet, form) {
  const isText = form === "txt";
  const made = isText ? asText(sheet) : asPage(sheet);
  const type = `${isText ? "text/plain" : "text/html"};charset=utf-8`;
  const address = URL.createObjectURL(new Blob([made], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `call-sheet.${form}`;
  link.click();
  // The download has begun by then; the browser holds the file itself.
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/**
 * A browser brings the caret of a field of several lines into sight, not the field. By the
 * keyboard alone: nothing may move under a press.
 * @param {KeyboardEvent} event
 */
function shown(event) {
  const field = targetOf(event);
  if (event.key === "Tab" && field.matches("textarea")) field.scrollIntoView({ block: "nearest" });
}

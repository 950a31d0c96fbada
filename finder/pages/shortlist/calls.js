/* Keeps what is typed on the call sheet in this browser, under one name, and nowhere else: no
   request is ever made from here. Prints it, saves it as a file, erases it. */
(function () {
  "use strict";

  const PLACE = "stepping-stone-calls";
  const sheet = document.querySelector(".calls");
  const status = sheet?.querySelector("[data-status]");
  if (!status) return;

  const fields = [...sheet.querySelectorAll("[data-note]")];
  const keyOf = (field) => [field.closest("[data-call]").dataset.call, field.dataset.note];
  const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "1" : "") : field.value);

  /* All notes, {facility: {field: text}}; raises where the browser keeps nothing for pages. */
  function kept() {
    const text = window.localStorage.getItem(PLACE);
    try {
      const notes = JSON.parse(text ?? "{}");
      return notes && typeof notes === "object" ? notes : {};
    } catch {
      return {};
    }
  }

  /* One field at a time, on top of what is there now: another tab may be open on the same list. */
  function keep(field) {
    const [call, note] = keyOf(field);
    const notes = kept();
    const of = (notes[call] ??= {});
    if (valueOf(field)) of[note] = valueOf(field);
    else delete of[note];
    if (!Object.keys(of).length) delete notes[call];
    window.localStorage.setItem(PLACE, JSON.stringify(notes));
  }

  function show(field, text) {
    if (field.type === "checkbox") field.checked = text === "1";
    else field.value = text ?? "";
    mirror(field);
  }

  /* The same as text, for paper: a field would cut off what is longer than it. */
  function mirror(field) {
    const typed = field.parentElement.querySelector(".typed");
    if (!typed) return;
    typed.textContent = valueOf(field).replace("T", field.type === "datetime-local" ? " " : "T");
    if (field.rows > 1 && !typed.textContent) typed.dataset.rows = field.rows;
    else delete typed.dataset.rows;
  }

  function tell(text, refused) {
    status.textContent = text;
    status.classList.toggle("refused", Boolean(refused));
  }

  function typed(event) {
    const field = event.target.closest("[data-note]");
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
    fields.forEach((field) => show(field, ""));
    tell(sheet.dataset.erased);
  }

  /* Each place with what was asked and answered, as plain values. */
  function calls() {
    return [...sheet.querySelectorAll("[data-call]")].map((call) => ({
      name: call.querySelector("h2").textContent,
      lines: [
        call.querySelector(".where").textContent,
        ...[...call.querySelectorAll(".phone")].map((phone) => ownText(phone)),
        ...[...call.querySelectorAll(".known")].map((known) => known.textContent),
      ],
      answers: [...call.querySelectorAll(".line")].map((line) => ({
        label: labelOf(line),
        text: line.querySelector(".typed").textContent,
        // Only a question has a box to tick.
        ticked: line.closest(".question")?.querySelector("input").checked,
      })),
    }));
  }

  function ownText(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".unseen").forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function labelOf(line) {
    const question = line.closest(".question");
    return (question ? question.querySelector("[data-question]") : line.firstElementChild).textContent;
  }

  const head = () => [sheet.dataset.title, sheet.querySelector("header p").textContent];

  function asText() {
    const lines = [...head(), ""];
    for (const call of calls()) {
      lines.push(call.name, ...call.lines, "");
      for (const { label, text, ticked } of call.answers) {
        const box = ticked === undefined ? "" : ticked ? "[x] " : "[ ] ";
        lines.push(`${box}${label}`, ...(text ? [`    ${text.replaceAll("\n", "\n    ")}`] : []));
      }
      lines.push("", "");
    }
    return lines.join("\r\n");
  }

  function asPage() {
    const [title, about] = head();
    const page = document.implementation.createHTMLDocument(title);
    page.documentElement.lang = document.documentElement.lang;
    const charset = page.createElement("meta");
    charset.setAttribute("charset", "utf-8");
    page.head.prepend(charset);
    const put = (tag, text, into = page.body) => {
      const made = page.createElement(tag);
      made.textContent = text;
      into.append(made);
      return made;
    };
    put("h1", title);
    put("p", about);
    for (const call of calls()) {
      put("h2", call.name);
      call.lines.forEach((line) => put("p", line));
      const list = put("dl", "");
      for (const { label, text, ticked } of call.answers) {
        const term = put("dt", "", list);
        const words = ticked === undefined ? term : put("label", "", term);
        if (words !== term) put("input", "", words).type = "checkbox";
        words.querySelector("input")?.toggleAttribute("checked", ticked);
        words.append(label);
        put("dd", text || "–", list).style.whiteSpace = "pre-wrap";
      }
    }
    return `<!doctype html>${page.documentElement.outerHTML}`;
  }

  function save(form) {
    const kinds = { txt: ["text/plain", asText], html: ["text/html", asPage] };
    const [type, make] = kinds[form];
    const address = URL.createObjectURL(new Blob([make()], { type: `${type};charset=utf-8` }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `call-sheet.${form}`;
    link.click();
    // The download has begun by then; the browser holds the file itself.
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  function begin() {
    try {
      const notes = kept();
      fields.forEach((field) => {
        const [call, note] = keyOf(field);
        show(field, notes[call]?.[note]);
      });
      // Reading may be allowed where writing is not.
      window.localStorage.setItem(PLACE, JSON.stringify(notes));
      if (!Object.keys(notes).length) window.localStorage.removeItem(PLACE);
      tell(sheet.dataset.kept);
    } catch {
      tell(sheet.dataset.refused, true);
    }
  }

  // A browser brings the caret of a field of several lines into sight, not the field. By the
  // keyboard alone: nothing may move under a press.
  function shown(event) {
    if (event.key === "Tab" && event.target.matches("textarea"))
      event.target.scrollIntoView({ block: "nearest" });
  }

  sheet.addEventListener("input", typed);
  sheet.addEventListener("keyup", shown);
  sheet.querySelector("[data-erase]").addEventListener("click", erase);
  sheet.querySelector("[data-print]").addEventListener("click", () => window.print());
  sheet.querySelectorAll("[data-save]").forEach((button) => {
    button.addEventListener("click", () => save(button.dataset.save));
  });
  sheet.querySelectorAll("button[hidden]").forEach((button) => (button.hidden = false));
  begin();
})();

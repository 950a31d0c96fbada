/* What is typed on the call sheet: how it is kept, and how it reads as a file. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { noted, notesOf, sheetText } from "../../finder/pages/shortlist/call_notes.js";

test("notes are read back as they were kept", () => {
  const notes = noted(noted({}, "F1", "who", "Ann"), "F2", "detox", "1");
  assert.deepEqual(notesOf(JSON.stringify(notes)), { F1: { who: "Ann" }, F2: { detox: "1" } });
});

test("a field that was emptied is not kept, nor a place without notes", () => {
  const notes = { F1: { who: "Ann", when: "today" }, F2: { who: "Bo" } };
  assert.deepEqual(noted(notes, "F1", "who", ""), { F1: { when: "today" }, F2: { who: "Bo" } });
  assert.deepEqual(noted(notes, "F2", "who", ""), { F1: notes.F1 });
  assert.deepEqual(notes, { F1: { who: "Ann", when: "today" }, F2: { who: "Bo" } });
});

for (const text of [null, "", "{", "null", "1", '"F1"']) {
  test(`what is not ours is no notes: ${text}`, () => {
    assert.deepEqual(notesOf(text), {});
  });
}

test("the file has a box for each question, and lines of an answer under it", () => {
  const answers = [
    { label: "Do you have a place?", text: "Yes,\non Monday", ticked: true },
    { label: "What does it cost?", text: "", ticked: false },
    { label: "Who answered", text: "Ann" },
  ];
  const calls = [{ name: "Place 1", lines: ["1 Main Street", "555-0100"], answers }];
  const lines = [
    "Call sheet",
    "Ask these",
    "",
    "Place 1",
    "1 Main Street",
    "555-0100",
    "",
    "[x] Do you have a place?",
    "    Yes,\n    on Monday",
    "[ ] What does it cost?",
    "Who answered",
    "    Ann",
    "",
    "",
  ];
  assert.equal(sheetText(["Call sheet", "Ask these"], calls), lines.join("\r\n"));
});

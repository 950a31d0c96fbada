/* What is typed on the call sheet, as plain values: how it is kept, and how it reads as a file. */

/**
 * {facility: {field: text}}; a box that is ticked is "1".
 * @typedef {Record<string, Record<string, string>>} Notes
 */

/**
 * What was asked, and what was answered. ticked: only a question has a box.
 * @typedef {{label: string, text: string, ticked?: boolean}} Answer
 */

/**
 * A place that is called, with what is known of it.
 * @typedef {{name: string, lines: string[], answers: Answer[]}} Call
 */

/**
 * Whatever stands in the browser's storage under our name may have been written by another version.
 * @param {string | null} text
 * @returns {Notes}
 */
export function notesOf(text) {
  try {
    const notes = JSON.parse(text ?? "{}");
    return notes && typeof notes === "object" ? notes : {};
  } catch {
    return {};
  }
}

/**
 * The notes with one field as it stands now; nothing is kept of what is empty.
 * @param {Notes} notes
 * @param {string} call
 * @param {string} field
 * @param {string} text
 */
export function noted(notes, call, field, text) {
  const fields = { ...notes[call], [field]: text };
  if (!text) delete fields[field];
  const all = { ...notes, [call]: fields };
  if (!Object.keys(fields).length) delete all[call];
  return all;
}

/**
 * The sheet as a text file.
 * @param {string[]} head
 * @param {Call[]} calls
 */
export function sheetText(head, calls) {
  const lines = [...head, ""];
  for (const call of calls) {
    lines.push(call.name, ...call.lines, "");
    for (const { label, text, ticked } of call.answers) {
      const box = ticked === undefined ? "" : ticked ? "[x] " : "[ ] ";
      const answer = text ? [`    ${text.replaceAll("\n", "\n    ")}`] : [];
      lines.push(`${box}${label}`, ...answer);
    }
    lines.push("", "");
  }
  return lines.join("\r\n");
}

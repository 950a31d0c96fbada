/* What is said of a pin, for the eye and for the ear. */

/** @import { Pin } from "./types.js" */

/**
 * What is seen of a pin: one number; two numbers; or the first one and how many more.
 * @param {Pin[]} pins
 * @returns {{shown: Pin[], rest: string}}
 */
export function faceOf(pins) {
  const shown = pins.slice(0, pins.length > 2 ? 1 : pins.length);
  const more = pins.length - shown.length;
  return { shown, rest: more ? `+${more}` : "" };
}

/**
 * What is told of one pin, line by line; the filled number says that it is a match.
 * @param {Pin} pin
 * @param {Record<string, string>} words
 */
export function described(pin, words) {
  const lines = [pin.name, pin.label ?? ""];
  if (pin.possible) lines.push(words.possible);
  if (pin.approximate) lines.push(words.approximate);
  return lines.filter(Boolean);
}

/**
 * What is seen of a pin that several share is said first, so that it can be pressed by its name.
 * @param {Pin[]} pins
 * @param {Record<string, string>} words
 */
export function spoken(pins, words) {
  /** @param {Pin} pin */
  const status = (pin) => (pin.possible ? [] : [words.match]);
  const each = pins.map((pin) => [pin.number, ...described(pin, words), ...status(pin)].join(". "));
  if (pins.length === 1) return each[0];
  const { shown, rest } = faceOf(pins);
  const seen = [...shown.map((pin) => pin.number), rest].filter(Boolean).join(" ");
  return `${seen}: ${each.join("; ")}`;
}

/* Which marks of the map stand together, and how its figures are rounded. Nothing here draws. */

/** @import { Group, Spot } from "./types.js" */

export const METERS_PER_MILE = 1609.344;
// How much of one pin another may cover before a finger or a reader loses it, and how near circles
// may come; pixels.
const COVERED = 6;
const CIRCLE_REACH = 38;

/**
 * Gather items with a position: an item joins the first group that it overlaps, a group stays where
 * its first item is, and groups that overlap once they have grown are joined.
 * @template {{at: import("leaflet").LatLngTuple}} Item
 * @param {Item[]} items
 * @param {(at: import("leaflet").LatLngTuple) => Spot} project
 * @param {(one: Group<Item>, other: Group<Item>) => boolean} overlap
 * @returns {Group<Item>[]}
 */
export function gathered(items, project, overlap) {
  let groups = items.map((item) => ({ point: project(item.at), at: item.at, items: [item] }));
  for (let before = Number.POSITIVE_INFINITY; groups.length < before; ) {
    before = groups.length;
    groups = groups.reduce(
      (kept, group) => {
        const host = kept.find((other) => overlap(other, group));
        if (host) host.items.push(...group.items);
        else kept.push(group);
        return kept;
      },
      /** @type {Group<Item>[]} */ ([]),
    );
  }
  return groups;
}

/**
 * How wide a pin is.
 * @param {Group<unknown>} group
 * @param {number} size of one, in pixels
 */
export function width(group, size) {
  return group.items.length > 1 ? size * 2 + 4 : size;
}

/**
 * Whether one pin covers too much of another.
 * @param {number} size of one, in pixels
 */
export function pinsOverlap(size) {
  /**
   * @param {Group<unknown>} one
   * @param {Group<unknown>} other
   */
  return (one, other) => {
    const across = (width(one, size) + width(other, size)) / 2 - COVERED;
    const down = size - COVERED;
    return (
      Math.abs(one.point.x - other.point.x) < across && Math.abs(one.point.y - other.point.y) < down
    );
  };
}

/**
 * @param {Group<unknown>} one
 * @param {Group<unknown>} other
 */
export function circlesOverlap(one, other) {
  return Math.hypot(one.point.x - other.point.x, one.point.y - other.point.y) < CIRCLE_REACH;
}

/**
 * As people say distances: 7, 35, 150; at least 1. Never more than is seen: a circle that reaches
 * past the edge would have the map move away from what was just looked at.
 * @param {number} miles
 */
export function roundMiles(miles) {
  const step = miles < 20 ? 1 : miles < 100 ? 5 : 25;
  return Math.max(1, Math.floor(miles / step) * step);
}

/**
 * Edges at round places around a view, so that views close to each other ask the same.
 * @param {import("./types.js").Edges} edges
 * @returns {import("./types.js").Edges}
 */
export function snapped([west, south, east, north]) {
  const step = 2 ** Math.floor(Math.log2((north - south) / 8));
  /** @param {number} degrees */
  const down = (degrees) => Math.floor(degrees / step) * step;
  /** @param {number} degrees */
  const up = (degrees) => Math.ceil(degrees / step) * step;
  return [down(west), down(south), up(east), up(north)];
}

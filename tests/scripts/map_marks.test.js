/* Which marks of the map stand together, how its figures are rounded, and what is said of a pin. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  circlesOverlap,
  gathered,
  pinsOverlap,
  roundMiles,
  snapped,
  width,
} from "../../finder/dashboard/assets/map_gathering.js";
import { described, faceOf, spoken } from "../../finder/dashboard/assets/map_words.js";

/** @import { Edges, Pin } from "../../finder/dashboard/assets/types.js" */

const SIZE = 30;
const WORDS = { match: "Match", possible: "Possible match", approximate: "Place of its ZIP code" };

/**
 * A pin so many pixels from the corner: the map of these tests has a pixel a degree.
 * @param {number} number
 * @param {number} across
 * @param {number} [down]
 * @returns {Pin}
 */
function pin(number, across, down = 0) {
  return { id: `F${number}`, number, name: `Place ${number}`, at: [down, across] };
}

/** @param {import("leaflet").LatLngTuple} at */
const project = ([down, across]) => ({ x: across, y: down });

/** @param {Pin[]} pins */
const numbers = (pins) =>
  gathered(pins, project, pinsOverlap(SIZE)).map((group) => group.items.map((one) => one.number));

describe("pins", () => {
  test("that lie apart stand alone", () => {
    assert.deepEqual(numbers([pin(1, 0), pin(2, 24), pin(3, 0, 24)]), [[1], [2], [3]]);
  });

  test("that cover each other share a place, that of the first", () => {
    const [group] = gathered([pin(1, 0), pin(2, 23)], project, pinsOverlap(SIZE));
    assert.deepEqual(group.at, [0, 0]);
    assert.deepEqual(
      group.items.map((one) => one.number),
      [1, 2],
    );
  });

  test("that share a place are wider, and take in what only then is covered", () => {
    assert.equal(width({ point: { x: 0, y: 0 }, at: [0, 0], items: [1, 2] }, SIZE), 64);
    assert.deepEqual(numbers([pin(3, 40), pin(1, 0), pin(2, 1)]), [[3, 1, 2]]);
  });

  test("are each in one group, none of which covers another", () => {
    const pins = Array.from({ length: 80 }, (_each, place) =>
      pin(place, (place * 37) % 211, (place * 53) % 97),
    );
    const groups = gathered(pins, project, pinsOverlap(SIZE));
    const ids = groups.flatMap((group) => group.items.map((one) => one.id));
    assert.deepEqual(ids.sort(), pins.map((one) => one.id).sort());
    for (const group of groups) {
      const others = groups.filter((other) => other !== group);
      assert.equal(
        others.some((other) => pinsOverlap(SIZE)(group, other)),
        false,
      );
    }
  });
});

test("circles are gathered by how near their middles are", () => {
  const far = gathered([pin(1, 0), pin(2, 38)], project, circlesOverlap);
  const near = gathered([pin(1, 0), pin(2, 37)], project, circlesOverlap);
  assert.deepEqual([far.length, near.length], [2, 1]);
});

test("a distance is said as people say it, never farther than is seen, and is a mile at least", () => {
  const said = [0.2, 6.6, 19.6, 33, 148, 162.5].map(roundMiles);
  assert.deepEqual(said, [1, 6, 19, 30, 125, 150]);
});

test("views close to each other ask for one box, which holds both", () => {
  /** @type {Edges} */
  const view = [-78.91, 37.52, -77.93, 38.51];
  /** @type {Edges} */
  const beside = [-78.905, 37.525, -77.925, 38.515];
  const box = snapped(view);
  assert.deepEqual(snapped(beside), box);
  assert.equal(box[0] <= view[0] && box[1] <= view[1], true);
  assert.equal(box[2] >= view[2] && box[3] >= view[3], true);
});

describe("what is seen of a pin", () => {
  test("is its number, two numbers, or the first and how many more", () => {
    const faces = [1, 2, 3, 12].map((count) => {
      const pins = Array.from({ length: count }, (_each, place) => pin(place + 1, 0));
      const { shown, rest } = faceOf(pins);
      return [...shown.map((one) => one.number), rest].join(" ").trim();
    });
    assert.deepEqual(faces, ["1", "1 2", "1 +2", "1 +11"]);
  });

  test("is said first where several share it", () => {
    const pins = [pin(4, 0), { ...pin(5, 0), possible: true }];
    assert.equal(spoken(pins, WORDS), "4 5: 4. Place 4. Match; 5. Place 5. Possible match");
  });
});

test("what is told of a pin says how sure it is of the place and of the match", () => {
  const unsure = { ...pin(7, 0), label: "IOP, 3 miles", possible: true, approximate: true };
  const lines = ["Place 7", "IOP, 3 miles", WORDS.possible, WORDS.approximate];
  assert.deepEqual(described(unsure, WORDS), lines);
  assert.deepEqual(described(pin(8, 0), WORDS), ["Place 8"]);
  assert.equal(spoken([pin(8, 0)], WORDS), "8. Place 8. Match");
});

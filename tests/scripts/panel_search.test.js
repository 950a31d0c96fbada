/* What a later choice does to an earlier one, and links as the page compares them. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  agree,
  bare,
  begin,
  mostMoves,
  nothingAsked,
  queryOf,
  rangeText,
  settle,
} from "../../finder/dashboard/assets/panel_search.js";

/** @param {string} text */
const care = (text) => ({ key: "care", text });

describe("a later choice", () => {
  test("gives up what was asked before, and takes it along", () => {
    const search = nothingAsked();
    search.moves.push(care("iop"));
    const first = begin(search);
    search.moves.push(care("php"));
    const second = begin(search);
    assert.equal(first.asking.signal.aborted, true);
    assert.equal(second.asking.signal.aborted, false);
    assert.deepEqual(second.sent, [care("iop"), care("php")]);
  });

  test("is not undone by an answer that comes late", () => {
    const search = nothingAsked();
    search.moves.push(care("iop"));
    const first = begin(search);
    search.moves.push(care("php"));
    const second = begin(search);
    assert.equal(settle(search, first), false);
    assert.deepEqual(search.moves, [care("iop"), care("php")]);
    assert.equal(settle(search, second), true);
    assert.deepEqual(search.moves, []);
  });

  test("that was made after the question was sent waits for the next one", () => {
    const search = nothingAsked();
    search.moves.push(care("iop"));
    const asked = begin(search);
    search.moves.push(care("php"));
    assert.equal(settle(search, asked), true);
    assert.deepEqual(search.moves, [care("php")]);
    assert.deepEqual(begin(search).sent, [care("php")]);
  });
});

test("as many choices are sent at once as the server reads, and the others after them", () => {
  const search = nothingAsked();
  const chosen = Array.from({ length: mostMoves + 3 }, (_each, place) => care(String(place)));
  search.moves.push(...chosen);
  const asked = begin(search);
  assert.deepEqual(asked.sent, chosen.slice(0, mostMoves));
  settle(search, asked);
  assert.deepEqual(search.moves, chosen.slice(mostMoves));
});

test("whatever comes in between, every choice is sent and answered once, in order", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    let state = seed;
    const chance = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const search = nothingAsked();
    const chosen = [];
    const done = [];
    let asked = begin(search);
    for (let step = 0; step < 60; step += 1) {
      if (chance() < 0.6) {
        const one = care(String(step));
        chosen.push(one);
        search.moves.push(one);
        if (chance() < 0.8) asked = begin(search);
      } else if (settle(search, asked)) {
        done.push(...asked.sent);
        asked = begin(search);
      }
    }
    assert.deepEqual([...done, ...search.moves], chosen, `seed ${seed}`);
  }
});

describe("links", () => {
  test("of a search leave out the facility that is looked at", () => {
    assert.equal(bare("?id=VA001&near=22903"), "near=22903");
    assert.equal(bare(null), "");
  });

  test("name a facility first, and nothing that is empty", () => {
    assert.equal(queryOf("VA001", "near=22903"), "id=VA001&near=22903");
    assert.equal(queryOf("", "near=22903"), "near=22903");
    assert.equal(queryOf("", ""), "");
  });

  test("agree in what is not in both", () => {
    assert.equal(agree("hl", "?near=22903", "care=iop"), true);
    assert.equal(agree("hl", "?hl=es", "hl=es&care=iop"), true);
    assert.equal(agree("hl", "?hl=es", null), false);
  });
});

test("a range says both of its ends, and nothing if both are empty", () => {
  assert.equal(rangeText(["9", "20"]), "9-20");
  assert.equal(rangeText(["9", ""]), "9-");
  assert.equal(rangeText(["", "20"]), "-20");
  assert.equal(rangeText(["", ""]), "");
});

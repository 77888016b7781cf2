const assert = require("node:assert/strict");
const { test } = require("node:test");
const { layer, load } = require("./assets.js");

const s = load();
const five = (given = {}) =>
  layer({
    periods: [{ id: "2023", label: "2023" }],
    v: [[2, 4, 6, 8, 14]],
    c: [[0, 0, 0, 0, 0]],
    s: ["AAAAA"],
    w: [{}],
    city: [{ v: 6, s: "A", w: null }],
    lo: [[1, 3, 5, 6, 10]],
    hi: [[3, 5, 7, 30, 18]],
    cmp: ["--=++"],
    ...given,
  });

test("a spine by hand: the city is the centre, the farthest area 92 from it", () => {
  // 6 -> 100, 14 (8 away) -> 192, 1 unit = 11.5: 2 -> 54, 4 -> 77, 8 -> 123; quartiles 4 and 8
  assert.deepEqual(s.spineOf(five(), 0, 3), {
    all: [54, 192],
    middle: [77, 123],
    ticks: [54, 77, 100, 123, 192],
    city: true,
    own: 123,
    interval: [100, 198],
    judged: true,
  });
});

test("where a higher value means less strain, right is less", () => {
  const at = s.spineOf(five({ polarity: "weniger_belastung" }), 0, 3);
  assert.deepEqual([at.own, at.all, at.interval], [77, [8, 146], [2, 100]]);
});

test("without the city the median is the centre and no stroke says city; a withheld value is no tick", () => {
  const at = s.spineOf(five({ city: [null], polarity: "keine", s: ["AAAAQ"] }), 0, 0);
  // 2, 4, 6, 8: median 5, farthest 3
  assert.deepEqual([at.own, at.city, at.judged, at.ticks], [8, false, false, [8, 69, 131, 192]]);
  assert.equal(s.spineOf(five({ s: ["AAAAQ"] }), 0, 4), null);
});

test("no spine for counts, too few areas, or where all are alike", () => {
  assert.equal(s.spineOf(five({ symbols: true }), 0, 0), null);
  assert.equal(s.spineOf(five({ s: ["AAQQQ"] }), 0, 0), null);
  assert.equal(s.spineOf(five({ v: [[6, 6, 6, 6, 6]] }), 0, 0), null);
});

test("the rest of the city decides the judgement even where the difference rounds to nothing", () => {
  const close = five({ v: [[2, 4, 6, 6.01, 14]] });
  assert.deepEqual([s.standing(close, 0, 3).judgement, s.standing(close, 0, 2).judgement], ["worse", "none"]);
});

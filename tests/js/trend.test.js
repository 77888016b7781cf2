const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();
const page = { t: s.translator(pageTexts("de")), data: { number: NUMBER } };

test("a line breaks at a non-value and before a series break", () => {
  assert.deepEqual(s.runs([1, 2, null, 3, 4, 5], [false, false, false, false, false, true]), [[0, 1], [3, 4], [5]]);
  assert.deepEqual(s.runs([null, null], [false, false]), []);
  assert.deepEqual(s.runs([0, 0], [true, false]), [[0, 1]]);
});

test("dates stand where they belong in time, others evenly", () => {
  const places = (...ids) => s.timeScale(ids.map((id) => ({ id })));
  assert.deepEqual(places("2018", "2019", "2022"), [0, 0.25, 1]);
  assert.deepEqual(places("2021/22", "2022/23", "2023/24"), [0, 0.5, 1]);
  assert.deepEqual(places("a", "b", "c"), [0, 0.5, 1]);
  assert.deepEqual(places("2023-12-31"), [0.5]);
});

test("withheld values are no part of the line", () => {
  assert.deepEqual(s.series(layer(), 1).own, [5, null]);
});

test("the trend can be told in a sentence", () => {
  assert.equal(s.trendText(page, layer(), 0), "Verlauf von 31.12.2022 bis 31.12.2023: 1,0\u202f% auf 2,0\u202f%.");
  assert.equal(s.trendText(page, layer(), 1), "Ein Wert: 5,0\u202f% (31.12.2022).");
  assert.equal(s.trendText(page, layer({ v: [[null], [null]], c: [[-1], [-1]], s: ["O", "O"] }), 0), "Kein Verlauf: keine Werte.");
});

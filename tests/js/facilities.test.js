const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, load, pageTexts } = require("./assets.js");

const s = load();
// of Kitas two inside and one beyond, of schools none inside and two beyond, of libraries none at all
const data = {
  number: NUMBER,
  self: 0,
  facility_types: [{ labels: "Kitas" }, { labels: "Schulen" }, { labels: "Bibliotheken" }],
  facilities: [
    { type: 0, area: 0 },
    { type: 1, area: 2 },
    { type: 0, area: 1 },
    { type: 0, area: 0 },
    { type: 1, area: null },
  ],
};
const outside = (facility) => facility.area !== data.self;

test("the legend of an area counts its own facilities and tells those beyond its border apart", () => {
  const counts = s.ownAndBeyond(data, outside);
  assert.deepEqual(counts, [
    { own: 2, beyond: 1 },
    { own: 0, beyond: 2 },
    { own: 0, beyond: 0 },
  ]);
  const told = (language) => {
    const page = { data, t: s.translator(pageTexts(language)) };
    return counts.map((one) => s.facilityCountText(page, one));
  };
  assert.deepEqual(told("de"), ["2, dazu 1 au\u00dferhalb", "0, dazu 2 au\u00dferhalb", "0"]);
  assert.deepEqual(told("en"), ["2, and 1 outside", "0, and 2 outside", "0"]);
});

test("the legend of the whole city has nothing beyond", () => {
  assert.deepEqual(
    s.ownAndBeyond(data).map((one) => [one.own, one.beyond]),
    [
      [3, 0],
      [2, 0],
      [0, 0],
    ],
  );
});

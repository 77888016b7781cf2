const assert = require("node:assert/strict");
const { test } = require("node:test");
const { layer, load } = require("./assets.js");

const s = load();
const data = {
  layers: [layer({ id: "a" })],
  areas: [{ id: "n" }],
  start: { layer: "a" },
  facilities: [{ id: "ohne Ort" }, { id: "k 1&", at: [54.8, 9.4] }],
  facility_types: [],
};
const read = (hash) => s.readHash(hash, data);
const REST = { section: null, facility: null, names: true, cell: null, sort: null };
const KEPT = { section: "54.78123_-9.4_13.25", facility: 1, names: false, cell: 1, sort: "value-ab" };
const part = (state) => Object.fromEntries(Object.keys(REST).map((key) => [key, state[key]]));

test("section, card, names, class and order are in the address only where they are not as at the start", () => {
  assert.deepEqual(part(read("")), REST);
  assert.equal(s.writeHash(read(""), data), "ind=a&jahr=2023-12-31&ansicht=lesen");
  const address = s.writeHash({ ...read(""), ...KEPT }, data);
  assert.deepEqual(part(read("#" + address)), KEPT);
  ["ausschnitt=54.78123_-9.4_13.25", "einrichtung=k+1%26", "namen=0", "klasse=2", "sortierung=value-ab"].forEach(
    (one) => assert.ok(address.split("&").includes(one), one),
  );
  assert.equal(read("#klasse=Q").cell, "Q");
  assert.match(s.writeHash({ ...read(""), cell: "Q" }, data), /klasse=Q/);
});

test("what an address cannot mean is as at the start; a facility without a place has no card", () => {
  [
    "ausschnitt=1_2&einrichtung=ohne+Ort&klasse=0&sortierung=value&namen=",
    "ausschnitt=1_2_3e9&einrichtung=1&klasse=1.5&sortierung=value-up&namen=nein",
    "ausschnitt=NaN_2_3&einrichtung=__proto__&klasse=A&sortierung=%22%5D-ab&namen=null",
    "ausschnitt=1_2_99&einrichtung=&klasse=-1&sortierung=-ab",
  ].forEach((hash) => assert.deepEqual(part(read("#" + hash)), REST, hash));
});

test("an order holds for the figures that have the column", () => {
  assert.deepEqual(s.sorting("value-ab", ["rank", "value"]), { column: "value", ascending: false });
  assert.deepEqual(s.sorting("gap-auf", ["name", "gap"]), { column: "gap", ascending: true });
  assert.equal(s.sorting("gap-auf", ["rank", "value"]), null);
  assert.equal(s.sorting(null, ["rank"]), null);
  assert.equal(s.sortText({ column: "gap", ascending: true }), "gap-auf");
});

test("the section of a map is told once it is not the whole city, which may wander a little", () => {
  const map = (lat, zoom, whole) => ({
    getCenter: () => ({ lat, lng: 9.5 }),
    getZoom: () => zoom,
    options: { whole },
    project: ({ lat: y }) => ({ distanceTo: (other) => Math.abs(y - other.y) * 1000, y }),
  });
  const whole = { at: { lat: 54.7 }, zoom: 12 };
  assert.equal(s.sectionText(map(54.7, 12, whole)), null);
  assert.equal(s.sectionText(map(54.704, 12, whole)), null);
  assert.equal(s.sectionText(map(54.72, 12, whole)), "54.72000_9.50000_12");
  assert.equal(s.sectionText(map(54.7, 12.5, whole)), "54.70000_9.50000_12.5");
  assert.equal(s.sectionText(map(50, 3, null)), null, "while the whole city is being set");
});

const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();
const data = () => ({
  layers: [layer({ id: "a" }), layer({ id: "b" })],
  areas: [{ id: "n" }, { id: "m" }, { id: "k" }],
  start: { layer: "b" },
  facilities: [],
  number: NUMBER,
  tour: [
    { title: "Eins", sentence: "…", at: { ind: "a", jahr: "2022-12-31", gebiet: "m", massnahmen: "1" } },
    { title: "Zwei", sentence: "…", at: { ind: "b" } },
  ],
});

test("a stop is a number of the tour, counted from one in the address", () => {
  ["1", "2"].forEach((text, stop) => assert.equal(s.readStop(text, data()), stop));
  ["0", "3", "-1", "1.5", "1e1", "", null, "x", "01"].forEach((text) =>
    assert.equal(s.readStop(text, data()), null, text),
  );
  assert.equal(s.readStop("1", { layers: [] }), null, "a city without a tour");
});

test("a stop is the whole state: what it leaves open is as the page opens, and the room stays dark", () => {
  const before = { ...s.readHash("#ind=b&gebiet=k&unsicher=1&vortrag=1", data()), projector: true };
  const first = s.stopState(0, before, data());
  assert.deepEqual(
    [first.layer, first.period, first.area, first.view, first.planned, first.muted],
    [0, 0, 1, "steckbrief", true, false],
  );
  assert.deepEqual([first.tour, first.projector], [0, true]);
  const second = s.stopState(1, first, data());
  assert.deepEqual([second.layer, second.area, second.planned, second.tour], [1, null, false, 1]);
  const address = s.writeHash(second, data());
  assert.match(address, /rundgang=2/);
  assert.match(address, /vortrag=1/);
  assert.deepEqual(s.readHash("#" + address, data()), second);
});

test("a stop about larger areas leads to their page, with its number and the dark room", () => {
  const given = data();
  given.tour[1].at.ebene = "bezirk";
  assert.equal(s.stopAddress(1, { projector: true }, given), "ind=b&ebene=bezirk&rundgang=2&vortrag=1");
  assert.equal(
    s.stopAddress(0, { projector: false }, given),
    "ind=a&jahr=2022-12-31&gebiet=m&massnahmen=1&rundgang=1",
  );
  assert.deepEqual(
    [0, 1].map((stop) => s.otherLevel(stop, given)),
    [false, true],
  );
  const there = Object.assign(given, { level: { id: "bezirk" } });
  assert.deepEqual(
    [0, 1].map((stop) => s.otherLevel(stop, there)),
    [true, false],
  );
});

test("arrows and Escape belong to the bar alone, the keys of a presenter to the whole page", () => {
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "Escape", "PageDown", "PageUp", "a"].map((key) => s.tourKey(key, true)),
    ["next", "back", "end", "next", "back", null],
  );
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "Escape", "PageDown", "PageUp"].map((key) => s.tourKey(key, false)),
    [null, null, null, "next", "back"],
  );
});

test("in the projector view the panel is folded until something in it is asked for", () => {
  assert.equal(s.panelFolded({ area: null, view: "lesen" }, "lesen"), true);
  assert.equal(s.panelFolded({ area: 0, view: "lesen" }, "lesen"), false);
  assert.equal(s.panelFolded({ area: null, view: "tabelle" }, "lesen"), false);
});

test("what the project file may name of the address is what the scripts read and write", () => {
  const schema = JSON.parse(readFileSync(join(__dirname, "../../projekt.schema.json"), "utf8"));
  const { tab, settings } = schema.$defs.TourView.properties;
  const tabs = tab.anyOf.find((one) => one.enum).enum;
  assert.deepEqual([...tabs].sort(), [...s.tabNames()].sort());
  const own = ["rundgang", "vortrag", "ebene"]; // of the tour and the room; the level is a key of its own
  const names = s
    .viewKeys()
    .map(([, key]) => key.name)
    .filter((name) => !own.includes(name));
  assert.deepEqual([...settings.propertyNames.enum].sort(), names.sort());
});

const texts = pageTexts("de");
const page = { data: data(), t: s.translator(texts) };

test("the place of an area counts from the highest value, shares ties, and knows only values that are shown", () => {
  const tied = layer({ v: [[7, 7, 3]] });
  assert.deepEqual(
    [0, 1, 2].map((area) => s.placeOf(tied, 0, area, 3)),
    [
      { rank: 1, shared: true, of: 3 },
      { rank: 1, shared: true, of: 3 },
      { rank: 3, shared: false, of: 3 },
    ],
  );
  const near = layer({ v: [[7.04, 6.96, 3]] });
  assert.equal(s.placeOf(near, 0, 1, 3).rank, 1, "both are shown as 7,0");
  const withheld = layer();
  assert.equal(s.placeOf(withheld, 1, 1, 3), null);
  assert.deepEqual(s.placeOf(withheld, 1, 0, 3), { rank: 2, shared: false, of: 2 });
  assert.equal(s.placeOf(layer({ kind: "bivariate" }), 0, 0, 3), null);
  assert.equal(s.placeOf(layer({ kind: "list" }), 0, 0, 3), null);
});

test("one sentence says value, rank and city, and nothing of a withheld value but its reason", () => {
  page.data.areas.forEach((area, at) => {
    area.name = ["Nord", "Mitte", "Kamp"][at];
  });
  assert.equal(
    s.spokenSentence(page, layer(), 0, 2),
    "Kamp, X, 31.12.2022: 9,0\u202f%, Rang 1 von 3 vom höchsten Wert an, über dem Stadtwert 5,0\u202f%.",
  );
  assert.equal(
    s.spokenSentence(page, layer(), 0, 1),
    "Mitte, X, 31.12.2022: 5,0\u202f%, Rang 2 von 3 vom höchsten Wert an, gleich dem Stadtwert 5,0\u202f%.",
  );
  assert.equal(s.placeText(page, layer(), 0, 2), "Rang 1 von 3 vom höchsten Wert an");
  assert.equal(s.placeText(page, layer(), 1, 1), null);
  const said = s.spokenSentence(page, layer(), 1, 1);
  assert.match(said, /^Mitte, X, 31\.12\.2023: gesperrt \(Datenschutz\), weniger als 5\.$/);
});

test("the sheet of keys tells of the tour only where there is one", () => {
  const words = (one) => s.keyRows({ data: one }).map(([, key]) => key);
  assert.ok(words(data()).includes("keys.tour"));
  assert.ok(!words({}).includes("keys.tour"));
  words(data()).forEach((key) => assert.ok(key in texts, key));
  assert.deepEqual(s.keyAction("?"), { help: true });
});

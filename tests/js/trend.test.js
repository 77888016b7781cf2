const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();

test("a line of equal values has room, but no value that cannot be", () => {
  assert.deepEqual([[3, 5, 4], [5, 5], [0.4], [0, 0], [-2]].map(s.trendEnds), [
    [3, 5],
    [4, 6],
    [0, 1.4],
    [0, 1],
    [-3, -1],
  ]);
});
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
  assert.equal(
    s.trendText(page, layer(), 1),
    "Ein Wert: 5,0\u202f% (31.12.2022). Gesperrt (Datenschutz): 31.12.2023.",
  );
  assert.equal(
    s.trendText(page, layer({ v: [[null], [null]], c: [[-1], [-1]], s: ["O", "O"] }), 0),
    "Kein Verlauf: keine Werte.",
  );
});

test("a withheld date is a hatched column from top to bottom, so that no line is thought through it", () => {
  const three = layer({
    periods: ["a", "b", "c"].map((id) => ({ id, label: id })),
    v: [[1], [null], [3]],
    c: [[0], [-1], [1]],
    s: ["A", "Q", "A"],
    city: [null, null, null],
    w: [{}, {}, {}],
  });
  globalThis.document = {
    createElementNS: (_, tag) => ({
      tag,
      attributes: {},
      children: [],
      setAttribute(name, value) {
        this.attributes[name] = value;
      },
      append(child) {
        this.children.push(child);
      },
    }),
  };
  const found = (node, name) =>
    (node && node.attributes && node.attributes.class === name ? [node] : []).concat(
      ...((node && node.children) || []).map((child) => found(child, name)),
    );
  for (const axes of [true, false]) {
    const drawing = s.trend(page, three, 0, { width: 100, height: 30, axes });
    const [column, ...others] = found(drawing, "sr-trend-withheld");
    assert.equal(others.length, 0);
    assert.ok(column.children.length >= 2);
    assert.equal(found(drawing, "sr-trend-own")[0].attributes.d, "");
  }
  const cityOnly = layer({
    ...three,
    v: [[1], [2], [3]],
    c: [[0], [0], [1]],
    s: ["A", "A", "A"],
    city: [{ v: 1 }, { v: null, s: "Q" }, { v: 2 }],
  });
  const drawing = s.trend({ ...page, data: { ...page.data, city: { name: "Stadt" } } }, cityOnly, 0, {
    width: 100,
    height: 30,
    axes: true,
  });
  assert.equal(found(drawing, "sr-trend-withheld").length, 0);
  assert.equal(found(drawing, "sr-trend-withheld-city").length, 1, "the city's line has a column of its own");
  assert.equal(found(drawing, "sr-trend-city")[0].attributes.d, "");
  const missing = layer({ ...three, s: ["A", "O", "A"] });
  assert.equal(found(s.trend(page, missing, 0, { width: 100, height: 30 }), "sr-trend-withheld").length, 0);
  delete globalThis.document;
});

test("withheld dates in a row are told as a span", () => {
  const periods = ["2018", "2019", "2020", "2021", "2022"].map((id) => ({ id, label: id }));
  const told = (gone) => s.periodsTold(page, { periods }, (at) => gone.includes(periods[at].id));
  assert.equal(told(["2018", "2019", "2020", "2022"]), "2018 bis 2020, 2022");
  assert.equal(told(["2018", "2019", "2022"]), "2018, 2019, 2022");
  assert.equal(told([]), "");
});

test("why a value is withheld is a sentence that says the word once and nothing of how small it is", () => {
  const why = pageTexts("de")["withheld.why"];
  assert.equal(s.whyWithheld(page, { letter: "Q", reason: null }), why);
  assert.equal(
    s.whyWithheld(page, { letter: "Q", reason: "gesperrt (Datenschutz): eine der Zahlen wird nicht gezeigt" }),
    "Eine der Zahlen wird nicht gezeigt. " + why,
  );
  assert.equal(
    s.reasonAfter(page, { letter: "O", reason: "nicht für alle Teile bekannt" }),
    "nicht für alle Teile bekannt",
  );
});

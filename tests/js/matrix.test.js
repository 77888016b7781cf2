const assert = require("node:assert/strict");
const { test } = require("node:test");
const { layer, load, pageTexts } = require("./assets.js");

const s = load();

/** rows x columns cells; each area in the class given. */
const matrix = (rows, columns, places, given = {}) =>
  layer({
    kind: "bivariate",
    v: [places.map(() => null)],
    c: [places],
    s: ["A".repeat(places.length)],
    w: [{}],
    classes: Array.from({ length: rows * columns }, (one, at) => ({ color: "#eeeeee", label: "", code: "K" + at })),
    axes: {
      x: "Entwicklung",
      y: "Lage",
      x_labels: Array.from({ length: columns }, (one, at) => "x" + at),
      y_labels: Array.from({ length: rows }, (one, at) => "y" + at),
      critical: [rows * columns - 1],
    },
    ...given,
  });

test("any number of rows and columns is drawn with the highest row on top", () => {
  assert.deepEqual(s.matrixRows(matrix(4, 3, [0]).axes), [
    [9, 10, 11],
    [6, 7, 8],
    [3, 4, 5],
    [0, 1, 2],
  ]);
  assert.deepEqual(s.matrixRows(matrix(2, 5, [0]).axes), [
    [5, 6, 7, 8, 9],
    [0, 1, 2, 3, 4],
  ]);
});

test("a cell has the words of its row and column", () => {
  assert.equal(s.fieldText(matrix(4, 3, [0]), 11), "K11: x2, y3");
  assert.equal(s.fieldText(matrix(3, 3, [0]), 5), "K5: x2, y1");
  assert.equal(s.fieldText(matrix(2, 5, [0]), 4), "K4: x4, y0");
});

test("only what the data call critical is stressed", () => {
  const typology = matrix(4, 3, [11, 5], { axes: { ...matrix(4, 3, [0]).axes, critical: [8, 9, 10, 11] } });
  assert.deepEqual(
    [7, 8, 11].map((place) => s.critical(typology, place)),
    [false, true, true],
  );
  assert.equal(s.critical(layer(), 0), false);
});

test("a chosen cell names its areas, a long list is cut", () => {
  const page = {
    t: s.translator(pageTexts("de")),
    data: { areas: [{ name: "Nord" }, { name: "Süd" }, { name: "Ost" }], city: { area_words: "Stadtteile" } },
  };
  const four = matrix(2, 2, [3, 0, 3]);
  assert.deepEqual(s.areasIn(four, 0, 3, 3), [0, 2]);
  assert.equal(s.cellText(page, four, 0, 3), "K3: x1, y1 – 2 Stadtteile: Nord, Ost");
  const many = {
    ...page,
    data: { ...page.data, areas: Array.from({ length: 40 }, (one, at) => ({ name: "G" + at })) },
  };
  assert.match(s.cellText(many, matrix(2, 2, new Array(40).fill(1)), 0, 1), /40 Stadtteile: G0, .*G11, …$/);
});

// What stands on the sheet of an area is what the screen tells of it.
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, balance, layer, load, pageTexts } = require("./assets.js");
const { onPage, readText, tagged } = require("./drawing.js");

const s = load();
const AREAS = ["Nord", "Mitte", "Hafen"];

const LAYERS = [
  layer({ id: "older", label: "an older value where the newest is withheld" }),
  layer({ id: "gone", s: ["AOA", "AQA"] }),
  layer({ id: "never", s: ["AOA", "AOA"] }),
  layer({
    id: "estimated",
    s: ["AAA", "AEA"],
    v: [
      [1, 5, 9],
      [2, 5, 9],
    ],
    c: [
      [0, 0, 1],
      [0, 0, 1],
    ],
  }),
  layer({ id: "count", symbols: true, decimals: 0, classes: [], unit: "Personen" }),
  layer({
    id: "field",
    kind: "bivariate",
    axes: { x: "x", y: "y", x_labels: ["wenig", "viel"], y_labels: ["oben"] },
    city: undefined,
  }),
  balance({
    id: "places",
    planned: {
      from: 1,
      v: [[96, null, null]],
      c: [[1, -1, -1]],
      s: ["FQO"],
      w: [{}],
      city: [null],
      gap: [[1, null, null]],
      gap_lo: [null],
      gap_hi: [null],
      need: [[25, null, 26]],
      places: [null],
      sums: [null],
    },
  }),
];

const page = {
  t: s.translator(pageTexts("de")),
  shown: () => ({ layer: LAYERS[0], period: 1 }),
  state: { layer: 0, period: 1, area: 0 },
  choose() {},
  data: {
    number: NUMBER,
    language: "de",
    layers: LAYERS.map((one) => ({ info: [], ...one })),
    groups: [{ id: "lage", label: "Lage" }],
    areas: AREAS.map((name) => ({ id: name, name })),
  },
};

/** Of each row: its name with the date, the value before its marks, the city's value. */
const told = (node) =>
  tagged(node, "tbody")
    .flatMap((body) => tagged(body, "tr"))
    .filter((row) => tagged(row, "th").length)
    .map((row) => {
      const [value, city] = tagged(row, "td");
      const name = readText(tagged(row, "th")[0]).replace(/\s/g, "");
      return [name, value.children[0].replace(/\s/g, " "), value.attributes.colspan ? null : readText(city)];
    });

AREAS.forEach((name, area) => {
  test(`${name}: paper and screen tell the same value of the same date, and what stands at the newest`, () =>
    onPage(() => {
      page.state.area = area;
      const screen = told(s.fieldBlock(page, area));
      assert.equal(screen.length, LAYERS.length);
      assert.deepEqual(told(s.paperFigures(page, s.paperRows(page, area, 99).rows)), screen);
    }));
});

test("on paper an older value says that the newest is withheld", () =>
  onPage(() => {
    page.state.area = 1;
    const [row] = told(s.paperFigures(page, s.paperRows(page, 1, 99).rows));
    assert.deepEqual(row, ["XStand31.12.2022;31.12.2023:gesperrt(Datenschutz)", "5,0 %", "5,0"]);
  }));

test("paper has the screen's table of children, places and what is missing, with measures and without", () =>
  onPage(() => {
    const rows = (area) =>
      tagged(s.paperSupply(page, area), "tr").map((row) => row.children.map(readText).join(" | "));
    assert.deepEqual(rows(0), [
      "Kennzahl | 2024/25 | 2025/26Prognose",
      "Kinder | 30 | 31",
      "Plätze | 20 | keine Angabe",
      "benötigt | 17 | 25",
      "fehlen (−), übrig (+) | +3 | −5",
      "mit geplanten Maßnahmen | +3 | −1",
    ]);
    assert.match(readText(s.paperSupply(page, 1)), /gesperrt \(Datenschutz\)/);
  }));

test("without a balance there is nothing about supply on paper", () =>
  onPage(() => assert.equal(s.paperSupply({ ...page, data: { ...page.data, layers: [LAYERS[0]] } }, 0), null)));

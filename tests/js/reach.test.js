const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();
const t = s.translator(pageTexts("de"));

test("numbers come back from text", () => {
  assert.deepEqual(s.decodeNumbers("021gfi1h1[fm(l3"), [0, 1, -1, 21, -21, 22, -22, 900, -123456]);
  assert.deepEqual(s.decodeNumbers(""), []);
  assert.deepEqual(s.summed([1, 2, 3, -1, 0, 5], 2), [1, 2, 4, 1, 4, 6]);
});

// 35 x 30 cells of 100 m in EPSG:3035 from column 40310, row 31000; the places are those of the exact projection
const GRID = { columns: 3, step: 20, at: "+*v>T$z/z3}k1,:U/k1.:U-yJs:1il1n;U/k1p;U-yJu:1kl1-;U/k1/;U" };
const EXACT = [
  [
    [0, 0],
    [50.93772675487673, 5.871896984161324],
  ],
  [
    [7, 3],
    [50.940773079816864, 5.8816032837164265],
  ],
  [
    [33.5, 28.25],
    [50.96476434837027, 5.917262980335428],
  ],
];

test("cells lie where the projection puts them, within half a metre", () => {
  const grid = s.lattice(GRID);
  EXACT.forEach(([[column, row], [lat, lon]]) => {
    const drawn = grid.at(column, row);
    assert.ok(Math.hypot((drawn[0] - lat) * 111300, (drawn[1] - lon) * 70100) < 0.5, `${column} ${row}`);
  });
});

test("the cell under a place is the one drawn there, also at its edges", () => {
  const grid = s.lattice(GRID);
  [
    [0, 0],
    [7, 3],
    [19, 19],
    [20, 20],
    [34, 29],
  ].forEach(([column, row]) => {
    [
      [0.01, 0.01],
      [0.5, 0.5],
      [0.99, 0.99],
    ].forEach(([x, y]) => assert.deepEqual(grid.cell(...grid.at(column + x, row + y)), [column, row]));
  });
});

const ORIGIN = { column: 5001, row: 57000, columns: 3, step: 20 };
// two squares of 2 x 2 cells, one cell on top of the second and one beside it; see tests/presentation/reach/test_cells.py
const SQUARES = [
  [2, "n4060"],
  [1, "?30^B0"],
];
const CELLS = { houses: [-1, 0, 1], step: "268", nearest: "408", dep: "28", places: "048", places_dep: "82" };

test("squares come back, each at a multiple of its span", () => {
  const squares = s.decodeSquares(SQUARES, ORIGIN);
  const told = squares.span.map((span, at) => [squares.column[at], squares.row[at], span]);
  assert.deepEqual(told, [
    [-1, 10, 2],
    [1, 10, 2],
    [20, 2, 1],
    [0, 11, 1],
  ]);
  assert.equal(s.squareCount({ squares: SQUARES }), 4);
});

test("runs come back as the values they stand for", () => {
  assert.deepEqual([...s.decodeRuns(CELLS.step, 4, 4)], [1, 3, 0, 0]);
  assert.deepEqual([...s.decodeRuns("", 3, 0)], []);
});

test("the smallest square that holds a cell is found", () => {
  const find = s.squareFinder(s.decodeSquares(SQUARES, ORIGIN), ORIGIN);
  assert.deepEqual(
    [
      [-1, 10],
      [0, 10],
      [0, 11],
      [1, 11],
      [2, 10],
      [20, 2],
    ].map((cell) => find(...cell)),
    [0, 0, 3, 1, 1, 2],
  );
  assert.deepEqual(
    [
      [3, 10],
      [0, 12],
      [-2, 10],
      [0, 0],
    ].map((cell) => find(...cell)),
    [-1, -1, -1, -1],
  );
});

test("lines are light on dark colours and dark on light ones", () => {
  assert.deepEqual(["#0f2550", "#2f5a96", "#6e98cc", "#d9e4f8", s.FEW].map(s.isDark), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("an outline begins at its facility", () => {
  const [[ring]] = s.decodeOutline("K00KJ0", [51.00004, 7.00006], 500);
  assert.deepEqual(ring, [
    [51.001, 7.0001],
    [51.001, 7.0011],
    [51, 7.0011],
  ]);
  assert.deepEqual(s.decodeOutline("20", [51, 7], 1000), [[[[51.0002, 7]]]], "the wider, the coarser");
  const parts = s.decodeOutline("K00KJ0 440220|K00KJ0", [51, 7], 500);
  assert.deepEqual(
    parts.map((rings) => rings.length),
    [2, 1],
  );
  assert.deepEqual(s.decodeOutline("", [51, 7], 500), []);
});

test("the lines around a facility are told, and that they are drawn in simple lines", () => {
  const own = { steps: [500, 1000, 2000], near: 500, drawn: 2 };
  const told = (reach) => s.outlineText({ t, data: { number: NUMBER, reach } }, own);
  assert.equal(
    told({ way: "Fußweg", outlines: {} }),
    "Umrandet, vereinfacht gezeichnet: bis 500 (kräftige Linie), 1.000 m Fußweg.",
  );
  assert.equal(told({ way: "Luftlinie" }), "Umrandet: bis 500 (kräftige Linie), 1.000 m Luftlinie.");
});

const WAY = [
  ["#d9e4f8", "bis 500 m", "bis 6 Minuten"],
  ["#6e98cc", "über 500 bis 1.000 m", "über 6 bis 12 Minuten"],
  ["#0f2550", "über 1.000 m", "über 12 Minuten"],
  ["#8c2d04", "kein Weg gefunden", ""],
].map(([color, label, minutes]) => ({ color, label, minutes }));
const QUESTION = {
  label: "Weg zur Schule (Fußweg)",
  people: "Kinder von 6 bis 9",
  steps: [500, 1000],
  minutes: ["6", "12"],
  way: WAY,
  places: null,
  limit: { label: "Primarstufe: mehr als 2 km", m: 2000 },
  cells: CELLS,
  around: [[0, "Q", 1240]],
  figures: {
    pct: [
      [20, "Q", 15],
      [60, 50, 45],
    ],
    median: [900, "O", 1100],
    over: [0, "Q", 20],
    over_pct: [0, "Q", 0.4],
    none: [0, 0, 3],
  },
};
const page = {
  t,
  state: { by_area: false },
  data: {
    number: NUMBER,
    areas: [{ name: "Nord" }, { name: "Süd" }],
    facility_types: [{ label: "Schule" }],
    facilities: [{ name: "Schule am Park", type: 0, at: [51, 7] }],
    reach: {
      way: "Fußweg",
      speed: "bei 5 km/h",
      squares: SQUARES,
      more: [{ name: "Schule Nachbarort", type: "Schule", at: [51, 6] }],
      questions: { schule: QUESTION },
    },
  },
};
const asked = layer({
  cells: { question: "schule", kind: "way", what: "Kinder mit höchstens 500 m Fußweg", drawn: true },
});

test("a block says how far it is, at which speed, and to where", () => {
  const cells = s.cellsOf(QUESTION, 4);
  const squares = s.decodeSquares(SQUARES, ORIGIN);
  const told = (number, kind = "way", question = "schule") =>
    s.blockTexts(page, { block: s.blockOf(squares, cells, number), question, kind });
  assert.deepEqual(told(0), [
    "Hier: über 500 bis 1.000 m Fußweg (über 6 bis 12 Minuten bei 5 km/h)",
    "Am nächsten: Schule Nachbarort (Strich: Luftlinie)",
    "hängt davon ab, was jenseits der Grenze liegt",
  ]);
  assert.deepEqual(told(1), ["Hier: kein Weg gefunden"]);
  assert.equal(told(2)[1], "Am nächsten: Schule am Park (Strich: Luftlinie)");
  assert.equal(s.reachHouse(page.data, 1).name, "Schule Nachbarort");
  assert.equal(s.reachHouse(page.data, -1), null);
});

test("too few children is said instead of a class, and nothing beside it", () => {
  const places = { ...QUESTION, places: [{ label: "unter 1" }, { label: "1 und mehr" }] };
  const other = { ...page, data: { ...page.data, reach: { ...page.data.reach, questions: { kita: places } } } };
  const cells = s.cellsOf(places, 4);
  const told = (number) =>
    s.blockTexts(other, {
      block: s.blockOf(s.decodeSquares(SQUARES, ORIGIN), cells, number),
      question: "kita",
      kind: "places",
    });
  assert.deepEqual(told(1), ["Hier: zu wenige Kinder im Umkreis oder Plätze nicht bekannt, nicht gezeigt"]);
  assert.deepEqual(told(3), [
    "Hier: 1 und mehr Plätze je Kind im Umkreis",
    "Am nächsten: Schule am Park (Strich: Luftlinie)",
    "hängt davon ab, was jenseits der Grenze liegt",
  ]);
});

test("who lives around a facility is told in words, and what is withheld says so", () => {
  assert.deepEqual(s.aroundRows(page, QUESTION, 0), [
    ["bis 500 m (6 Minuten bei 5 km/h)", "gesperrt (Datenschutz)"],
    ["bis 1.000 m (12 Minuten bei 5 km/h)", "rund 1.240"],
  ]);
  assert.equal(s.aroundRows(page, QUESTION, 7), null);
});

test("bands are differences of shares, and none where a share is withheld", () => {
  assert.deepEqual(s.reachBands(QUESTION, 0), [20, 40, 40]);
  assert.equal(s.reachBands(QUESTION, 1), null);
  assert.equal(s.reachBands({ ...QUESTION, figures: undefined }, 0), null);
  assert.deepEqual(
    ["A", "Q"],
    ["pct", "over"].map((key, at) => s.reachFigure(QUESTION, key, at, key === "pct" ? 0 : undefined).letter),
  );
});

test("the limit is told with its number, or who is surely over and who is unclear", () => {
  assert.equal(s.limitText(page, QUESTION, 2), "Primarstufe: mehr als 2 km: 20 (0,4\u202f%)");
  assert.equal(s.limitText(page, QUESTION, 1), "Primarstufe: mehr als 2 km: gesperrt (Datenschutz)");
  const straight = { ...QUESTION, figures: { pct: [], sure: [3], unclear: ["Q"] } };
  assert.equal(
    s.limitText(page, straight, 0),
    "Primarstufe: mehr als 2 km: sicher 3; für gesperrt (Datenschutz) nur mit Wegenetz zu klären",
  );
  assert.equal(s.limitText(page, { ...QUESTION, limit: null }, 0), "");
});

test("areas lose their colours where cells are drawn, and keep their figures", () => {
  const cells = s.asCells(asked);
  assert.equal(s.asCells(asked), cells, "always the same object");
  assert.deepEqual(cells.c, [
    [-1, -1, -1],
    [-1, -1, -1],
  ]);
  assert.deepEqual(cells.v, asked.v);
  assert.equal(
    s.areaFill(cells, s.reading(cells, 1, 1)),
    s.EMPTY,
    "a hatch of its own would be taken for that of the cells",
  );
  assert.equal(s.asCells(layer()).drawn_cells, undefined);
  assert.equal(s.whatText(cells), "Kinder mit höchstens 500 m Fußweg");
});

test("the table tells median and limit beside the share", () => {
  assert.deepEqual(s.reachColumns(page.data, asked), ["median", "over"]);
  assert.deepEqual(s.reachAt(page.data, asked, 0), { median: 900, over: 0 });
  assert.deepEqual(s.reachAt(page.data, asked, 1), { median: null, over: null });
  assert.deepEqual(s.reachColumns(page.data, layer()), []);
});

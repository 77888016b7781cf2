const assert = require("node:assert/strict");
const { test } = require("node:test");
const { layer, load, NUMBER, pageTexts } = require("./assets.js");

const s = load();
const CITY = { name: "Stadt", slug: "stadt", notice: null, area_words: "Gebiete", area_word: "Gebiet" };

const page = (layers, given = {}, data = {}) => ({
  t: (key) => key,
  shown: () => ({ layer: layers[0], period: 1 }),
  parts: {},
  state: { layer: 0, period: 1, area: null, view: "vergleich", compare: [], fields: null, planned: false, ...given },
  data: {
    number: NUMBER,
    language: "de",
    layers,
    city: CITY,
    facility_types: [],
    fewest_areas: 5,
    groups: [
      { id: "lage", label: "Lage" },
      { id: "alter", label: "Alter" },
    ],
    areas: ["a", "b", "c"].map((name, at) => ({ id: "sr0" + at, name })),
    ...data,
  },
});
const full = (given) => layer({ info: [], class_note: "", caption: null, unit_words: "in %", ...given });

test("the comparison as a table: open groups in rows, each area with its status, nothing of what is withheld", () => {
  const rows = full({
    v: [
      [1, 5, 9],
      [2.04, 77, 0],
    ],
    lo: [null, [1.5, 76, 0]],
    hi: [null, [2.5, 78, 0.25]],
  });
  const shut = full({ id: "y", group: "alter", label: "Y" });
  const found = s.compareRows(page([rows, shut], { compare: [0, 1] }));
  assert.deepEqual(found[0], [
    "csv.field",
    "profile.measure",
    "csv.unit",
    "csv.when",
    "Stadt",
    "Stadt \u2013 csv.status",
    "a",
    "a \u2013 csv.status",
    "a \u2013 csv.low",
    "a \u2013 csv.high",
    "a \u2013 csv.standing",
    "b",
    "b \u2013 csv.status",
    "b \u2013 csv.reason",
  ]);
  assert.deepEqual(found.slice(1), [
    [
      "Lage",
      "X",
      "in %",
      "31.12.2023",
      "6,0",
      "status.normal",
      "2,0",
      "status.normal",
      "1,5",
      "2,5",
      "compare.better",
      null,
      "status.withheld",
      found[1][13],
    ],
  ]);
  assert.ok(!JSON.stringify(found).includes("77"), "withheld");
  assert.equal(
    s.compareRows(page([rows, shut], { compare: [2], fields: ["lage", "alter"] })).length,
    3,
    "every open group",
  );
  assert.equal(s.compareRows(page([rows])), null, "nobody is compared");
});

test("a zero, what is missing and what does not apply stay apart in the comparison", () => {
  const rows = full({
    v: [
      [1, 1, 1],
      [0, null, null],
    ],
    s: ["AAA", "AOM"],
    c: [
      [0, 0, 0],
      [0, -1, -1],
    ],
    w: [{}, {}],
  });
  const [, found] = s.compareRows(page([rows], { compare: [0, 1, 2] }));
  assert.deepEqual(
    [found[6], ...found.slice(6).filter((cell) => /^status/.test(cell))],
    ["0,0", "status.normal", "status.missing", "status.not_applicable"],
  );
});

test("the scatter plot as a table has both figures of each area and the city, each with its status", () => {
  const x = full({
    v: [
      [1, 5, 9],
      [2, 77, 9],
    ],
  });
  const y = full({
    id: "y",
    label: "Y",
    short: "Y",
    s: ["AAA", "AAA"],
    v: [
      [1, 5, 9],
      [3, 4, 5.5],
    ],
  });
  const rows = s.scatterRows(page([x, y], { x: "x", y: "y" }));
  assert.deepEqual(rows.slice(0, 5), [
    [
      "csv.id",
      "table.name",
      "Y, in %, 31.12.2023",
      "Y \u2013 csv.status",
      "X, in %, 31.12.2023",
      "X \u2013 csv.status",
    ],
    ["sr00", "a", "3,0", "status.normal", "2,0", "status.normal"],
    ["sr01", "b", "4,0", "status.normal", null, "status.withheld"],
    ["sr02", "c", "5,5", "status.normal", "9,0", "status.normal"],
    ["", "Stadt", "6,0", "status.normal", "6,0", "status.normal"],
  ]);
  assert.deepEqual(rows.slice(5), [[], ["csv.said", "correlation.few"]]);
});

test("the board as a table: fields and numbers of what is known, reasons of gaps, words for the rest", () => {
  const field = {
    id: "u3",
    kind: "bivariate",
    classes: Array.from({ length: 9 }, (none, at) => ({ code: "F" + at, label: "W" + at })),
    periods: [{ id: "2024", label: "2024" }],
    v: [[null, null, null]],
  };
  const index = full({
    id: "lage_index",
    v: [
      [1.25, 2, 3],
      [1.25, 2, 3],
    ],
    s: ["AAA", "AAA"],
  });
  const row = {
    f: "84-",
    s: "AAQ",
    of: [80, 95, 12],
    n: [50.5, 20, 13],
    m: [10.1, 1, 14],
    w: [11, 1, 15],
    wl: [8, null, null],
    wh: [14, null, null],
    lo: null,
    hi: null,
    houses: {},
    why: { 2: "gesperrt" },
  };
  const offer = {
    id: "u3",
    layer: "u3",
    years: [{ id: "2024", label: "2024", tense: "today", lage: "2023-12-31", targets: {} }],
    rows: { bestand: [row] },
    planned: {},
  };
  const board = page(
    [index, field],
    {},
    {
      gap_board: { bounds: [90, 100], cuts: [0, 1], offers: [offer] },
      lage: { layer: "lage_index", periods: ["2023-12-31"], parts: [], terms: [[]], centring: [null], ranks: [null] },
    },
  );
  const [head, first, second, third] = s.gapRows(board, { offer: 0, year: 0 });
  assert.deepEqual(head.slice(0, 10), [
    "csv.id",
    "table.name",
    "csv.code",
    "table.class",
    "csv.index",
    "csv.covered",
    "table.needed",
    "csv.missing",
    "csv.gap_low",
    "csv.gap_high",
  ]);
  assert.deepEqual(first.slice(0, 10), ["sr00", "a", "F8", "F8: W8", "1,25", "80,0", "50,5", "11", "8", "14"]);
  assert.deepEqual(second.slice(2, 10), ["F4", "F4: W4", "2,00", "95,0", "20", "1", null, null]);
  assert.ok(
    first[head.indexOf("gap.about_planned")] && !second[head.indexOf("gap.about_planned")],
    "reasons only of gaps",
  );
  offer.years[0].targets = { 0: "86 %" };
  const [named, one] = s.gapRows({ ...board, t: s.translator(pageTexts("de")) }, { offer: 0, year: 0 });
  assert.equal(one[named.indexOf("Zielquote 2024")], "86 %", "a target stands with its year");
  assert.deepEqual(third.slice(2, 10), Array(8).fill(null));
  assert.equal(third[head.indexOf("csv.status")], "status.withheld");
  assert.ok(!/\b1[2345]\b/.test(JSON.stringify(third)), "nothing of a withheld area");
});

test("the Steckbrief as a table: every figure at every date, then the groups of the area", () => {
  const own = full({
    v: [
      [1, 5, 9],
      [2, 77, 0],
    ],
  });
  const entry = {
    layer: "x",
    dimension: "Alter",
    decimals: 0,
    unit: "%",
    period_label: "2023",
    groups: [{ label: "jung", v: [3, 88, 4], s: "AQA", city: 5 }],
  };
  const rows = s.profileRows(page([own], { area: 1 }, { groups_of: [entry] }));
  assert.deepEqual(
    rows.slice(1).map((row) => row.filter((cell) => cell !== null && cell !== "")),
    [
      ["Lage", "X", "in %", "31.12.2022", "5,0", "5,0", "status.normal", "compare.short_same", "status.normal"],
      ["Lage", "X", "in %", "31.12.2023", "6,0", "status.normal", "status.withheld", rows[2].at(-1)],
      ["Lage", "X \u2013 Alter", "jung", "%", "2023", "5", "status.normal", "status.withheld"],
    ],
  );
  assert.ok(!/77|88/.test(JSON.stringify(rows)));
  assert.equal(s.profileRows(page([own])), null);
});

test("the file of the map has the figures of the second map, too", () => {
  const [first, second] = [
    full(),
    full({
      id: "y",
      label: "Y",
      short: "Y",
      v: [
        [1, 2, 3],
        [7, 66, 8],
      ],
    }),
  ];
  const shown = page([first, second], { view: "tabelle" });
  const alone = s.figureRows(shown);
  const twin = Object.assign(Object.create(shown), { shown: () => ({ layer: second, period: 1 }) });
  shown.parts.second = { twin: () => twin };
  const rows = s.figureRows(shown);
  assert.deepEqual(
    rows.map((row) => row.slice(0, alone[0].length)),
    alone,
    "the first map as before",
  );
  const head = "second.label: Y, 31.12.2023 \u2013 ";
  const at = rows[0].indexOf(head + "table.value in %");
  assert.deepEqual(
    rows.slice(1).map((row) => row[at]),
    ["7,0", null, "8,0", "6,0"],
  );
  assert.equal(rows[2][rows[0].indexOf(head + "csv.status")], "status.withheld");
  assert.ok(!JSON.stringify(rows).includes("66"));
});

const measure = (text) => 10 * text.length;
const FRAME = { x: 0, y: 0, width: 400, height: 300 };
const badges = (n) => Array.from({ length: n }, () => ({ type: {}, count: 1 }));
const item = (x, y, given) => ({
  x,
  y,
  room: 40,
  slack: [0, 0],
  below: 0,
  name: { width: 60, height: 15 },
  forms: [
    { name: true, sign: true, width: 60, height: 32 },
    { name: false, sign: true, width: 20, height: 17 },
  ],
  first: [1, 0],
  ...given,
});

test("badges that have no room large are tried small before they are left out", () => {
  assert.deepEqual(
    s
      .paperForms(["Ort"], "", badges(2), measure, 200, 100)
      .map((form) => [form.name, form.badges, form.sum, form.times]),
    [
      [true, true, false, undefined],
      [true, true, false, 0.84],
      [true, true, true, undefined],
      [true, true, true, 0.84],
      [true, false, false, undefined],
      [false, true, false, undefined],
      [false, true, true, undefined],
    ],
  );
  // two of 35 px and 3 between: 73, too wide; 0.84 * 73 = 61.3 has room
  const [small] = s.paperForms(["Ort"], "", badges(2), measure, 63, 48);
  assert.deepEqual(
    [small.times, Math.round(10 * small.width), Math.round(10 * small.height)],
    [0.84, 613, 335],
    "the name is 15 px high, small badges 0.84 * 22",
  );
  assert.ok(
    s.paperForms(["Ort"], "", badges(2), measure, 50, 40).every((form) => !form.badges),
    "no room even so",
  );
});

test("a name without room in its area stands beside it on a line to its sign; nothing lies on it", () => {
  const items = [item(100, 100), item(300, 200, { room: 100 })];
  const { placed, aside } = s.paperPlaces(items, FRAME, [], false);
  assert.deepEqual(
    placed.map((own) => own.form),
    [1, 0],
    "the sign of the first, sign and name of the second",
  );
  assert.equal(aside[1], null);
  const [name] = aside;
  assert.deepEqual([name.width, name.height], [60, 15]);
  assert.deepEqual(name.from, [110, 100], "from the right edge of its sign, which is 20 wide");
  assert.deepEqual([name.x, name.y], [126, 93], "the nearest place, 26 px to the right");
  const blocked = s.paperPlaces(items, FRAME, [{ x: 115, y: 0, width: 300, height: 195 }], false);
  assert.ok(blocked.aside[0].x + 60 < 115 || blocked.aside[0].y > 195, "what is kept free stays free");
});

test("on paper no name lies on the circle of another area, however many areas there are", () => {
  const circle = s.circleBox(120, 100, 12);
  [true, false].forEach((many) => {
    const items = [item(100, 100, { slack: [12, 0] }), item(120, 100, { circle, forms: [] })];
    const { placed, aside } = s.paperPlaces(items, FRAME, [], many);
    assert.deepEqual([Boolean(placed[0]), Boolean(aside[0])], [true, !many]);
    [s.labelBox(items[0], placed[0]), aside[0]].filter(Boolean).forEach((box) => {
      assert.ok(!s.overlaps(box, circle), JSON.stringify(box));
    });
  });
});

test("every name stands, before any badge, and none of them crosses the frame", () => {
  const crowd = Array.from({ length: 12 }, (none, at) =>
    item(60 + 45 * (at % 4), 60 + 40 * Math.floor(at / 4), {
      forms: [
        { name: true, badges: true, width: 60, height: 60 },
        { name: true, sign: true, width: 60, height: 32 },
        { name: false, sign: true, width: 20, height: 17 },
      ],
      first: [2, 1],
    }),
  );
  const { placed, aside } = s.paperPlaces(crowd, FRAME, [], false);
  crowd.forEach((one, at) => assert.ok(aside[at] || one.forms[placed[at].form].name, "name " + at));
  const boxes = [
    ...aside.filter(Boolean),
    ...placed.map(
      (own, at) =>
        own && {
          x: own.x,
          y: own.y,
          width: crowd[at].forms[own.form].width,
          height: crowd[at].forms[own.form].height,
        },
    ),
  ].filter(Boolean);
  boxes.forEach((box, at) =>
    boxes.slice(at + 1).forEach((other) => assert.ok(!s.overlaps(box, other, 0), JSON.stringify([box, other]))),
  );
  aside
    .filter(Boolean)
    .forEach((box) => assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 400 && box.y + box.height <= 300));
});

test("a circle of places less is as large as one of as many more", () => {
  assert.equal(s.countRadius(-20, [-40, 10], 14), s.countRadius(20, [-40, 10], 14));
  assert.equal(s.countRadius(-40, [-40, 10], 14), s.countRadius(40, [0, 40], 14));
});

test("the words of the files of the tabs are in both languages", () => {
  ["de", "en"].map(pageTexts).forEach((texts) => assert.match(texts["share.tab"], /\{tab\}/));
});

test("the city's status stands beside its value in both files: five different things", () => {
  const told = (letter) => {
    const own = full({
      v: [
        [1, 5, 9],
        [2, 3, 9],
      ],
      s: ["AAA", "AAA"],
      w: [{}, {}],
      city: [
        { v: 5, s: "A" },
        { v: letter === "0" ? 0 : null, s: letter === "0" ? "A" : letter },
      ],
    });
    const given = page([own], { compare: [0], area: 1 });
    const [head, row] = s.compareRows(given);
    const [top, ...rows] = s.profileRows(given);
    const at = (names, cells, city) => ["", " \u2013 csv.status"].map((end) => cells[names.indexOf(city + end)]);
    assert.deepEqual(at(head, row, "Stadt"), at(top, rows[1], "profile.city"));
    return at(head, row, "Stadt");
  };
  assert.deepEqual(["0", "Q", "M", "L", "O"].map(told), [
    ["0,0", "status.normal"],
    [null, "status.withheld"],
    [null, "status.not_applicable"],
    [null, "status.not_collected"],
    [null, "status.missing"],
  ]);
});

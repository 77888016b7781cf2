const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();
const page = { t: s.translator(pageTexts("de")), data: { number: NUMBER } };

/* Index of three areas; the third has none. Area 0: 0.9 - 0.25 + 0.1 = 0.75. */
const LAGE = {
  layer: "lage_index",
  periods: ["2022-12-31", "2023-12-31"],
  parts: [
    { id: "a", short: "Kinder im SGB II", label: "A" },
    { id: "b", short: "Arbeitslose", label: "B" },
    { id: "c", short: "Wohnfläche", label: "C" },
  ],
  terms: [
    [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [-0.25, 0.5, null],
      [0.9, 0.5, null],
      [null, -1.3, null],
    ],
  ],
  centring: [
    [0, 0, 0],
    [0.1, 0, null],
  ],
  ranks: [
    null,
    {
      rank: [1, 2, null],
      low: [1, 1, null],
      high: [2, 3, null],
      median: [1, 2, null],
      top3: [100, 66.7, null],
      robust: "10 ",
    },
  ],
};

test("contributions are sorted, name what is missing and add up with the centring term", () => {
  const found = s.contributions(LAGE, "2023-12-31", 0);
  assert.deepEqual(found, {
    parts: [
      { label: "Arbeitslose", value: 0.9 },
      { label: "Kinder im SGB II", value: -0.25 },
    ],
    missing: ["Wohnfläche"],
    centring: 0.1,
  });
  assert.equal(
    found.parts.reduce((sum, part) => sum + part.value, found.centring),
    0.75,
  );
  assert.deepEqual(
    s.contributions(LAGE, "2023-12-31", 1).parts.map((part) => part.label),
    ["Arbeitslose", "Kinder im SGB II", "Wohnfläche"],
    "equal ones by name",
  );
  assert.equal(s.contributions(LAGE, "2023-12-31", 2), null);
  assert.equal(s.contributions(LAGE, "2019-12-31", 0), null);
  assert.equal(s.contributions({ ...LAGE, terms: null }, "2023-12-31", 0), null);
});

test("all areas' bars share a scale", () => {
  assert.equal(
    s.largestPart(LAGE, "2023-12-31", () => true),
    1.3,
  );
  assert.equal(
    s.largestPart(LAGE, "2023-12-31", (area) => area !== 1),
    0.9,
  );
  assert.equal(
    s.largestPart(LAGE, "2022-12-31", () => true),
    0,
  );
});

test("why: the parts that raise a high index, those that lower a low one", () => {
  const parts = [
    { label: "a", value: 0.9 },
    { label: "b", value: 0.2 },
    { label: "c", value: 0.1 },
    { label: "d", value: -0.4 },
    { label: "e", value: 0 },
  ];
  assert.deepEqual(
    s.mainParts(parts, 0.8).map((part) => part.label),
    ["a", "b"],
  );
  assert.deepEqual(
    s.mainParts(parts, -0.1).map((part) => part.label),
    ["d"],
  );
  assert.deepEqual(s.mainParts([{ label: "e", value: 0 }], 0), []);
});

test("the range of a rank says whether it can be relied on", () => {
  assert.deepEqual(s.rankRange(LAGE, "2023-12-31", 0), {
    rank: 1,
    low: 1,
    high: 2,
    median: 1,
    top3: 100,
    robust: true,
    of: 2,
  });
  assert.equal(s.rankRange(LAGE, "2023-12-31", 1).robust, false);
  assert.equal(s.rankRange(LAGE, "2023-12-31", 2), null);
  assert.equal(s.rankRange(LAGE, "2022-12-31", 0), null);
  const open = {
    ...LAGE,
    ranks: [null, { rank: [1], low: [null], high: [null], median: [null], top3: [null], robust: " " }],
  };
  assert.deepEqual(s.rankRange(open, "2023-12-31", 0), {
    rank: 1,
    low: null,
    high: null,
    median: null,
    top3: null,
    robust: null,
    of: 1,
  });
});

test("the block speaks of the shown date, else of the newest that knows the area", () => {
  const two = layer({
    v: [
      [1, 5, 9],
      [2, null, 9],
    ],
    c: [
      [0, 0, 1],
      [0, -1, 1],
    ],
    s: ["AAA", "AOA"],
  });
  assert.equal(s.periodOf(two, "2022-12-31", 0), 0);
  assert.equal(s.periodOf(two, "2023-12-31", 1), 0);
  assert.equal(s.periodOf(two, "none", 0), 1);
});

test("findings name what shows them: layer and date, only the layer, or nothing", () => {
  const data = { layers: [layer({ id: "a" }), layer({ id: "b" })] };
  assert.deepEqual(s.shownBy(data, { layer: "b", period: "2022-12-31" }), { layer: 1, period: 0 });
  assert.deepEqual(s.shownBy(data, { layer: "b", period: null }), { layer: 1 });
  assert.equal(s.shownBy(data, { layer: null, period: null }), null);
  assert.equal(s.shownBy(data, { layer: "withheld", period: null }), null);
});

test("what stands out is the area's own or the city's", () => {
  const data = { findings: { city: [1], areas: { 2: [2] } }, notes: { city: [], areas: { 2: [3] } } };
  assert.deepEqual(s.spoken(data, null), { findings: [1], notes: [] });
  assert.deepEqual(s.spoken(data, 2), { findings: [2], notes: [3] });
  assert.deepEqual(s.spoken(data, 0), { findings: [], notes: [] });
  assert.deepEqual(s.spoken({}, null), { findings: [], notes: [] });
});

const SURE = { lo: [null, [1.2, 4, 8]], hi: [null, [2.9, 6, 10]], cmp: ["   ", "- +"], firm: ["   ", "011"] };

test("an interval is only told around a value that is shown", () => {
  assert.deepEqual(s.interval(layer(SURE), 1, 0), { low: 1.2, high: 2.9 });
  assert.equal(s.interval(layer(SURE), 1, 1), null, "withheld");
  assert.equal(s.interval(layer(SURE), 0, 0), null);
  assert.equal(s.interval(layer(), 0, 0), null);
  assert.equal(s.spanText(page, layer(), { low: 1.2, high: 2.9 }), "1,2\u202f% bis 2,9\u202f%");
});

test("classes that judge are not contradicted by the distance from the city", () => {
  const classes = [{ color: "#ffffff", label: "stabil", code: "±" }];
  const given = {
    v: [[1.9, 0, 0]],
    c: [[0, 0, 0]],
    s: ["AAA"],
    w: [{}],
    city: [{ v: 0.1, s: "A" }],
    polarity: "mehr_belastung",
  };
  assert.equal(s.standing(layer({ ...given, classes }), 0, 0), null);
  assert.equal(
    s.standing(layer({ ...given, classes: [{ color: "#ffffff", label: "viel" }] }), 0, 0).judgement,
    "worse",
  );
});

test("beside the rest of the city: more, less, similar, or nothing to say", () => {
  const three = layer({
    ...SURE,
    s: ["AAA", "AAA"],
    v: [
      [1, 5, 9],
      [2, 6, 9],
    ],
    c: [
      [0, 0, 1],
      [0, 0, 1],
    ],
    cmp: ["   ", "-=+"],
  });
  assert.deepEqual(
    [0, 1, 2].map((area) => s.beside(three, 1, area)),
    ["less", "similar", "more"],
  );
  assert.deepEqual(
    [0, 1, 2].map((area) => s.beside(three, 0, area)),
    [null, null, null],
  );
  assert.equal(s.beside(layer(SURE), 1, 1), null);
  assert.equal(
    s.beside(layer({ ...SURE, cmp: ["", "==="] }), 1, 1),
    null,
    "a withheld value is compared with nothing",
  );
});

test("a difference within the usual fluctuation is judged by nobody", () => {
  const similar = layer({ cmp: ["  =", "   "] });
  assert.equal(s.standing(similar, 0, 2).judgement, "none");
  assert.equal(
    s.besideText(page, s.standing(similar, 0, 2)),
    "Ähnlich wie die übrige Stadt, im Rahmen der üblichen Schwankung",
  );
  const more = layer({ cmp: ["  +", "   "] });
  assert.equal(s.standing(more, 0, 2).judgement, "worse");
  assert.equal(
    s.besideText(page, s.standing(more, 0, 2)),
    "Über der übrigen Stadt, über die übliche Schwankung hinaus",
  );
  assert.equal(s.standing({ ...more, polarity: "keine" }, 0, 2).judgement, "none");
  assert.equal(s.besideText(page, s.standing(layer(), 0, 2)), "", "without intervals nothing is said");
  assert.equal(s.standing(layer(), 1, 1), null);
});

test("unsure is said only where the layer knows, and counted", () => {
  assert.deepEqual(
    [0, 1, 2].map((area) => s.unsure(layer(SURE), 1, area)),
    [true, false, false],
  );
  assert.equal(s.unsureCount(layer(SURE), 1, 3), 1);
  assert.equal(s.unsureCount(layer(SURE), 0, 3), 0);
  assert.equal(s.unsure(layer(), 0, 0), false);
});

test("groups: zero is a value, withheld never comes through", () => {
  const entry = {
    groups: [
      { label: "Frauen", v: [0, 7], lo: [0, 5], hi: [2, 9], s: "AA", city: 4 },
      { label: "Männer", v: [3, null], lo: [1, null], hi: [5, null], s: "QA", city: null },
      { label: "Kinder", v: [1, 2], s: "AA", city: 6, city_s: "Q" },
    ],
  };
  assert.deepEqual(s.groupRows(entry, 0), [
    { label: "Frauen", value: 0, low: 0, high: 2, letter: "A", city: 4, city_letter: null },
    { label: "Männer", value: null, low: null, high: null, letter: "Q", city: null, city_letter: null },
    { label: "Kinder", value: 1, low: null, high: null, letter: "A", city: null, city_letter: "Q" },
  ]);
  assert.equal(s.groupRows(entry, 1)[1].letter, "O");
});

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();

test("zero, missing, not applicable, estimated and withheld stay five things", () => {
  const five = layer({ v: [[0, null, null, 4, null]], c: [[0, -1, -1, 0, -1]], s: ["AOMEQ"], w: [{}], city: [] });
  const rows = [0, 1, 2, 3, 4].map((area) => s.reading(five, 0, area));
  assert.deepEqual(
    rows.map((row) => [row.known, row.letter, row.value, row.class]),
    [
      [true, "A", 0, 0],
      [false, "O", null, -1],
      [false, "M", null, -1],
      [true, "E", 4, 0],
      [false, "Q", null, -1],
    ],
  );
});

test("a withheld value is not handed on even if one came in", () => {
  const leaking = layer({ v: [[3, 3, 3]], c: [[1, 1, 1]], s: ["QQQ"] });
  assert.deepEqual(s.reading(leaking, 0, 0), {
    known: false,
    letter: "Q",
    value: null,
    class: -1,
    reason: null,
    inside: null,
  });
});

test("in an internal edition a value says that the public one withholds it, and where it is drawn", () => {
  const inside = layer({ inside: [{ 1: "öffentlich gesperrt: für sich" }, {}] });
  assert.equal(s.reading(inside, 0, 1).inside, "öffentlich gesperrt: für sich");
  assert.equal(s.reading(inside, 0, 0).inside, null);
  assert.equal(s.reading(inside, 1, 1).inside, null);
});

test("a normal status without a value is missing", () => {
  assert.equal(s.reading(layer({ v: [[null, 1, 1]], c: [[-1, 0, 0]], s: ["AAA"] }), 0, 0).letter, "O");
});

test("a field of the matrix is a value without a number, and the city has none", () => {
  const matrix = layer({ kind: "bivariate", v: [[null, null, null]], c: [[8, 0, -1]], s: ["AAO"] });
  assert.deepEqual(
    [s.reading(matrix, 0, 0).known, s.reading(matrix, 0, 0).class, s.reading(matrix, 0, 2).known],
    [true, 8, false],
  );
  assert.equal(s.cityReading(matrix, 0).known, false);
});

test("polarity decides the judgement, and no polarity judges nothing", () => {
  const rows = [
    // polarity, value, city, direction, judgement, difference
    ["mehr_belastung", 12, 10, "above", "worse", 2],
    ["mehr_belastung", 8, 10, "below", "better", -2],
    ["weniger_belastung", 12, 10, "above", "better", 2],
    ["weniger_belastung", 8, 10, "below", "worse", -2],
    ["keine", 12, 10, "above", "none", 2],
    ["mehr_belastung", 10.04, 10, "same", "none", 0],
  ];
  rows.forEach(([polarity, value, city, direction, judgement, difference]) =>
    assert.deepEqual(s.comparison({ polarity, decimals: 1 }, value, city), { difference, direction, judgement }),
  );
  assert.equal(s.comparison({ polarity: "keine", decimals: 1 }, null, 10), null);
  assert.equal(s.comparison({ polarity: "keine", decimals: 1 }, 10, null), null);
});

test("a difference has at least one digit, and counts have none to the whole city", () => {
  assert.equal(s.comparison({ polarity: "keine", decimals: 0 }, 10.6, 10.2).difference, 0.4);
  assert.equal(s.comparison({ polarity: "keine", decimals: 0, symbols: true }, 400, 9000), null);
});

test("rank 1 is the most strained, equal shown values share a rank, non-values have none", () => {
  const ranked = (polarity, values, letters) =>
    s.ranks(layer({ polarity, v: [values], c: [values.map(() => 0)], s: [letters], w: [{}] }), 0, values.length);
  assert.deepEqual(ranked("mehr_belastung", [5, 9, 5.04, null, 1], "AAAQA"), [2, 1, 2, null, 4]);
  assert.deepEqual(ranked("weniger_belastung", [5, 9, 5, null, 1], "AAAOA"), [2, 4, 2, null, 1]);
  assert.deepEqual(ranked("keine", [0, -1, 3], "AAA"), [2, 3, 1]);
});

test("classes and non-values are counted", () => {
  assert.deepEqual(s.counts(layer(), 1, 3), { classes: [1, 1], letters: { A: 2, Q: 1 } });
});

test("the extent spans all dates, the city if asked", () => {
  assert.deepEqual(s.extent(layer()), [1, 9]);
  assert.deepEqual(
    s.extent(
      layer({
        city: [
          { v: 12, s: "A" },
          { v: 0, s: "A" },
        ],
      }),
      true,
    ),
    [0, 12],
  );
  assert.equal(s.extent(layer({ v: [[null]], c: [[-1]], s: ["O"], periods: [{ id: "1", label: "1" }] })), null);
});

test("what cannot be told is said in words", () => {
  const page = { t: s.translator(pageTexts("de")), data: { number: NUMBER } };
  assert.equal(s.readingText(page, layer(), s.reading(layer(), 1, 1)), "gesperrt (Datenschutz)");
  assert.equal(s.readingText(page, layer(), s.reading(layer(), 0, 2)), "9,0\u202f%");
  const worse = s.comparison(layer(), 9, 5);
  assert.equal(s.comparisonText(page, layer(), worse), "+4,0 Punkte gegenüber dem Stadtwert – ungünstiger");
});

test("the city has its word too where it has no number", () => {
  const page = { t: (key) => key, data: { number: NUMBER } };
  const told = (letter) => {
    const own = layer({
      city: [
        { v: 5, s: "A" },
        { v: null, s: letter },
      ],
    });
    return s.cityText(page, own, s.cityReading(own, 1));
  };
  assert.deepEqual(["Q", "M", "L", "O"].map(told), [
    "status.withheld",
    "status.not_applicable",
    "status.not_collected",
    "status.missing",
  ]);
  const own = layer({
    city: [
      { v: 5, s: "A" },
      { v: null, s: "O" },
    ],
  });
  assert.equal(s.cityText(page, own, s.cityReading(own, 0)), "5,0");
});

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { layer, load, NUMBER, pageTexts } = require("./assets.js");

const s = load();
const ENGLISH = { decimal: ".", thousands: ",", minus: "\u2212" };

/** A page of three areas that shows the layer at a date; texts are told by their keys. */
const page = (own, period = 1, given = {}, shown = { info: [], class_note: "", caption: null, ...own }) => ({
  t: (key) => key,
  shown: () => ({ layer: shown, period }),
  state: { layer: 0, period, area: null, view: "tabelle", ...given.state },
  data: {
    number: NUMBER,
    language: "de",
    layers: [shown],
    city: { name: "Stadt", slug: "stadt", notice: null, area_words: "Gebiete" },
    facility_types: [],
    areas: ["a", "=b", "c"].map((name, at) => ({ id: "sr0" + at, name })),
    ...given.data,
  },
});

test("a cell is quoted where it must be and never begins a formula", () => {
  assert.equal(s.csvCell(null, ";"), "");
  assert.equal(s.csvCell("-4,2", ";"), "-4,2");
  assert.equal(s.csvCell("a;b", ";"), '"a;b"');
  assert.equal(s.csvCell('a"b', ";"), '"a""b"');
  assert.equal(s.csvCell("zwei\nZeilen", ";"), '"zwei\nZeilen"');
  ["=1+1", "+49 30", "-A1", "@SUMME(A1)", "\t=1", " =1"].forEach((text) =>
    assert.ok(s.csvCell(text, ";").replace(/^"/, "").startsWith("'"), text),
  );
  assert.equal(s.csvCell("Wanne\u00adEickel", ";"), "WanneEickel");
});

test("a file is as the spreadsheets of the language open it", () => {
  assert.equal(s.csvText([["x", "1,5"], []], NUMBER), "\ufeffx;1,5\r\n\r\n");
  assert.equal(s.csvText([["x", "1.5"]], ENGLISH), "\ufeffx,1.5\r\n");
});

test("the file has the values as shown, the difference, the city and words for what is no value", () => {
  const rows = s.figureRows(
    page(
      layer({
        v: [
          [1, 5, 9],
          [2000.26, 77, 0],
        ],
        lo: [null, [1999.5, null, 0]],
        hi: [null, [2001, null, 0.25]],
      }),
    ),
  );
  assert.deepEqual(rows[0].slice(0, 7), [
    "csv.id",
    "table.name",
    "table.rank",
    "table.value",
    "csv.low",
    "csv.high",
    "table.difference Punkte",
  ]);
  assert.deepEqual(rows[1], ["sr00", "a", 1, "2000,3", "1999,5", "2001,0", "1994,3", "1 bis 5", "status.normal", ""]);
  assert.deepEqual(
    rows[2].slice(0, 9),
    ["sr01", "=b", null, null, null, null, null, null, "status.withheld"],
    "a withheld value is nowhere, even if one came in",
  );
  assert.equal(rows[3][3], "0,0", "a zero is a zero");
  assert.deepEqual(rows[4].slice(0, 9), ["", "Stadt", null, "6,0", null, null, null, null, "status.normal"]);
  assert.ok(
    !JSON.stringify(
      s.figureRows(
        page(
          layer({
            v: [
              [1, 5, 9],
              [2, 77, 9],
            ],
          }),
        ),
      ),
    ).includes("77"),
  );
});

test("places: what is needed, there and missing, beside a withheld need only the places", () => {
  const shown = layer({
    gap: [[3, null, -2]],
    gap_lo: [[2, null, -2]],
    gap_hi: [[4, null, -2]],
    need: [[12.5, 9.5, 8]],
    places: [[10, 7, 10]],
    sums: [[1, 30, 27]],
    periods: [{ id: "2025", label: "2025" }],
    v: [[80, 70, 125]],
    c: [[0, 0, 1]],
    s: ["AQA"],
    w: [{}],
    city: [{ v: 90, s: "A" }],
  });
  const [head, first, second, third, city] = s.figureRows(page(shown, 0));
  assert.deepEqual(head.slice(4, 9), ["table.needed", "table.places", "table.gap", "csv.gap_low", "csv.gap_high"]);
  assert.deepEqual(first.slice(4, 9), ["12,5", "10", "-3", "2", "4"]);
  assert.deepEqual(second.slice(2, 9), [null, null, "status.withheld", "7", null, null, null]);
  assert.equal(third[6], "2");
  assert.deepEqual(city.slice(3, 7), ["90,0", "30", "27", "-1"]);
});

test("a matrix has the code of the field and its words", () => {
  const axes = { x: "x", y: "y", x_labels: ["wenig", "viel"], y_labels: ["oben"] };
  const shown = layer({
    kind: "bivariate",
    axes,
    v: [[null, null, null]],
    c: [[0, 1, -1]],
    s: ["AAO"],
    w: [{}],
    periods: [{ id: "1", label: "1" }],
    classes: [
      { color: "#fff", code: "A1", label: "" },
      { color: "#000", code: "B1", label: "" },
    ],
  });
  const rows = s.figureRows(page(shown, 0));
  assert.deepEqual(
    rows.slice(1, 4).map((row) => row.slice(2, 5)),
    [
      ["A1", "A1: wenig, oben", "status.normal"],
      ["B1", "B1: viel, oben", "status.normal"],
      [null, null, "status.missing"],
    ],
  );
  assert.deepEqual(rows[4], undefined, "a matrix has no row of the city");
});

test("sources that are named stand with their licence, else who publishes any", () => {
  const sources = [
    { title: "Register", publisher: "Amt A", more: "Stand 2024 · CC0" },
    { title: "Liste", publisher: "Amt B", more: "Stand 2024 · CC0" },
    { title: "Karte", publisher: "Amt A", more: "Stand 2018" },
  ];
  assert.deepEqual(
    s.sourceTexts(
      [
        ["Quelle", "Register, Amt A"],
        ["Beleg", "Karte"],
      ],
      sources,
    ),
    ["Register, Amt A · Stand 2024 · CC0", "Karte, Amt A · Stand 2018"],
  );
  assert.deepEqual(s.sourceTexts([["Definition", "x"]], sources), [
    "Amt A; Amt B · Stand 2024 · CC0",
    "Amt A · Stand 2018",
  ]);
  assert.deepEqual(
    s.sourceTexts([["Quelle", "Register, Amt A"]], sources, ["Karte", "Liste"]),
    ["Register, Amt A; Liste, Amt B · Stand 2024 · CC0", "Karte, Amt A · Stand 2018"],
    "borders and facilities of a map",
  );
  assert.deepEqual(s.sourceTexts([["Definition", "x"]], sources, ["Karte"]).length, 2);
});

test("a file name is of plain letters, short, and never empty", () => {
  assert.equal(s.fileName(["Köln", "Übergang: U3/Ü3", "2024/25"], "csv"), "koeln-uebergang-u3-ue3-2024-25.csv");
  assert.equal(s.fileName(["../../x", "<b>"], "svg"), "x-b.svg");
  assert.equal(s.fileName(["…"], "png"), "karte.png");
  assert.ok(s.fileName(["a".repeat(200)], "csv").length < 90);
});

test("a scale is a round length that fits", () => {
  assert.deepEqual(s.roundLength(10, 160), { metres: 1000, units: 100 });
  assert.deepEqual(s.roundLength(13, 160), { metres: 2000, units: 2000 / 13 });
  assert.equal(s.roundLength(4, 160).metres, 500);
});

test("bounds fill their box, north up, and a unit is as many metres as on the ground", () => {
  const frame = s.fitted(
    [
      [0, 0],
      [1, 1],
    ],
    { x: 10, y: 20, width: 100, height: 400 },
  );
  const [[left, bottom], [right, top]] = [
    [0, 0],
    [1, 1],
  ].map(frame.place);
  assert.deepEqual([left, right].map(Math.round), [10, 110]);
  assert.ok(Math.abs((bottom + top) / 2 - 220) < 0.01 && top < bottom, "in the middle of the box");
  // a hundredth of a degree at half a degree north
  assert.ok(Math.abs(frame.metres - 1113.15) < 0.2, String(frame.metres));
});

test("letters that XML does not know are left out of a picture", () => {
  assert.equal(s.xmlText("a\u0000\u0008\u000b\ufffe\ud800b\n\u00e4\u{1f600}"), "ab\n\u00e4\u{1f600}");
});

test("words break between words, never within", () => {
  assert.deepEqual(
    s.wrapped("ab cd ef", 5, (text) => text.length),
    ["ab cd", "ef"],
  );
  assert.deepEqual(
    s.wrapped("abcdefgh ij", 5, (text) => text.length),
    ["abcdefgh", "ij"],
  );
});

test("what is on paper of an area tells first what differs", () => {
  const standing = (id, own) =>
    layer({
      id,
      v: [
        [own, 5, 6],
        [own, 5, 6],
      ],
      s: ["AAA", "AAA"],
      cmp: ["===", own > 6 ? "+==" : "==="],
    });
  const data = {
    layers: [
      standing("same", 5.5),
      standing("more", 9),
      standing("smoothed:more", 9),
      layer({ id: "listed", kind: "list" }),
    ],
    number: NUMBER,
  };
  const told = (most) => {
    const { rows, left } = s.paperRows({ t: (key) => key, data }, 0, most);
    return [left, rows.map((row) => [row.layer.id, row.period, row.reading.value, row.standing.beside])];
  };
  const [same, more] = [
    ["same", 1, 5.5, "similar"],
    ["more", 1, 9, "more"],
  ];
  assert.deepEqual(told(9), [0, [same, more]], "in the order of the page, each at its newest date");
  assert.deepEqual(told(2), [0, [same, more]]);
  assert.deepEqual(told(1), [1, [more]], "what is like the rest of the city is left out first");
  assert.deepEqual(told(0), [2, []]);
});

test("only a step on the way takes the place of the last address", () => {
  assert.equal(s.passing({ period: 3 }), true);
  assert.equal(s.passing({ period: 3, layer: 1 }), false);
  assert.equal(s.passing({ area: null }), false);
});

test("the words of files and paper are in both languages, and not the same", () => {
  const [german, english] = ["de", "en"].map(pageTexts);
  const keys = (texts) =>
    Object.keys(texts)
      .filter((key) => /^(share|csv|sheet|print)\./.test(key))
      .sort();
  assert.ok(keys(german).length > 40);
  assert.deepEqual(keys(english), keys(german));
  const alike = keys(german).filter((key) => german[key] === english[key] && german[key].length > 6);
  assert.deepEqual(alike, []);
});

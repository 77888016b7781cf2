const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, balance, layer, load, pageTexts } = require("./assets.js");

const s = load();
const page = { t: s.translator(pageTexts("de")), data: { number: NUMBER } };

test("a list of figures shows the newest value of an area and says so where the newest date has none", () => {
  const one = layer(); // the second area: 5 in 2022, withheld in 2023
  assert.deepEqual(
    [0, 1, 2].map((area) => s.newestKnown(one, area)),
    [1, 0, 1],
  );
  assert.equal(s.olderText(page, one, 0, 1), "Stand 31.12.2022; 31.12.2023: gesperrt (Datenschutz)");
  assert.equal(s.olderText(page, one, 1, 0), null);
  const ahead = layer({
    periods: [
      { id: "2022", label: "2022" },
      { id: "2023", label: "2023", ahead: true },
    ],
  });
  assert.equal(s.newestKnown(ahead, 0), 0, "a forecast is not the newest value");
});

test("a change has an arrow, and is judged by what is shown of it", () => {
  const one = layer({ change: [null, { from: 0, v: [1, null, 0.04], city: 1 }] });
  assert.deepEqual(s.moveOf(page, one, 1, 0), {
    arrow: "↗",
    text: "seit 31.12.2022: +1,0 Punkte",
    judgement: "worse",
  });
  assert.deepEqual(s.moveOf(page, one, 1, 2), {
    arrow: "→",
    text: "seit 31.12.2022: ±0,0 Punkte",
    judgement: "none",
  });
  assert.equal(s.moveOf(page, one, 1, 1), null, "withheld now");
});

test("the change of a layer in percent is told in points, also where no unit of a change is given", () => {
  const one = layer({ unit: "%", change_unit: "" });
  assert.equal(s.changeText(page, one, -0.1, 0), "seit 31.12.2022: \u22120,1 Prozentpunkte");
  assert.equal(
    s.changeText(page, layer({ unit: "Personen", symbols: true, change_unit: "%" }), 2, 0),
    "seit 31.12.2022: +2,0 %",
  );
});

test("differences of shares are told in points, also where their change is told in percent", () => {
  assert.equal(s.pointsText(page, layer({ change_unit: "%" }), { difference: -12.2 }), "−12,2\u202fProzentpunkte");
  assert.equal(s.pointsText(page, layer(), null), null);
});

test("the balance of an area: what may not be shown is withheld, what nobody knows is missing", () => {
  const one = balance();
  assert.deepEqual(s.balanceYears(one, 0), [0, 1]);
  assert.deepEqual(s.balanceRow(one, "kids", 0, [0, 1]), [{ value: 30 }, { value: 31 }]);
  assert.deepEqual(s.balanceRow(one, "kids", 1, [0, 1]), [{ letter: "Q" }, { letter: "Q" }]);
  assert.deepEqual(s.balanceRow(one, "need", 1, [0, 1]), [{ letter: "Q" }, { letter: "O" }]);
  assert.deepEqual(s.balanceRow(one, "places", 1, [0, 1]), [{ value: 12 }, { letter: "O" }]);
  assert.deepEqual(s.balanceGaps(one, 0, [0, 1]), [{ value: -3 }, { value: 5 }]);
  assert.deepEqual(s.balanceGaps(one, 1, [0, 1]), [{ letter: "Q" }, { letter: "Q" }]);
  assert.deepEqual(s.balanceGaps(one, 2, [0, 1]), [{ value: 4 }, { letter: "O" }]);
  const closed = { ...one, closed: { ...one.closed, kids: [[0], []] } };
  assert.deepEqual(
    s.balanceRow(closed, "kids", 0, [0]),
    [{ letter: "Q" }],
    "a withheld number is not shown even if one came in",
  );
});

test("of many years ahead the first and the last are told", () => {
  const periods = [..."2345678"].map((year) => ({ id: "202" + year, label: "202" + year, ahead: year > "4" }));
  const rows = periods.map(() => [1, 2, 3]);
  assert.deepEqual(
    s.balanceYears(layer({ periods, v: rows, s: periods.map(() => "AAA"), c: rows.map(() => [0, 0, 0]) }), 0),
    [2, 3, 4, 5, 6],
  );
  const more = [...periods, ...[..."89"].map((year) => ({ id: "203" + year, label: "203" + year, ahead: true }))];
  const wide = more.map(() => [1, 2, 3]);
  assert.deepEqual(
    s.balanceYears(layer({ periods: more, v: wide, s: more.map(() => "AAA"), c: wide.map(() => [0, 0, 0]) }), 0),
    [2, 3, 4, 5, 8],
  );
});

test("notes tell apart what is withheld, missing and estimated", () => {
  const data = {
    layers: [
      layer({ s: ["AAA", "AQE"] }),
      layer({
        s: ["AAA", "AOA"],
        v: [
          [1, 5, 9],
          [2, null, 9],
        ],
      }),
      layer({ kind: "list", s: ["AAA", "QQQ"] }),
    ],
  };
  assert.deepEqual(s.valueNotes(data, 1), [
    { letter: "Q", layers: [0] },
    { letter: "O", layers: [1] },
  ]);
  assert.deepEqual(s.valueNotes(data, 2), [{ letter: "E", layers: [0] }]);
  assert.deepEqual(s.valueNotes(data, 0), []);
});

test("the state of the atlas travels to the page of an area and back", () => {
  const link = s.withAtlas("hafen.html", "ind=a&jahr=2023&gebiet=n1&ansicht=tabelle&y=b");
  const state = s.atlasState(link.slice(link.indexOf("#")));
  assert.equal(state, "ind=a&jahr=2023&gebiet=n1&ansicht=tabelle&y=b");
  assert.equal(s.backToAtlas("index.html", state), "index.html#" + state);
  assert.equal(
    s.backToAtlas("index.html#gebiet=n2", state),
    "index.html#ind=a&jahr=2023&gebiet=n2&ansicht=steckbrief&y=b",
  );
  assert.equal(
    s.backToAtlas("index.html#ind=b&gebiet=n1", state),
    "index.html#ind=b&gebiet=n1&ansicht=steckbrief&y=b",
    "another figure begins with its newest date",
  );
  assert.equal(s.backToAtlas("index.html#gebiet=n2", ""), "index.html#gebiet=n2");
  assert.equal(s.backToAtlas("planung.html", state), "planung.html");
  assert.equal(s.atlasState("#quellen"), "");
});

test("below the places stands from when on only children with a claim count, where that year is told", () => {
  const year = (id, more) => ({ id, label: id, ...more });
  const broken = year("2026/27", { break_before: true, ahead: true });
  const periods = [year("2024/25"), year("2025/26"), broken, year("2027/28", { ahead: true })];
  const one = layer({ periods });
  assert.equal(s.claimsFrom(one, [1, 2, 3]), broken);
  assert.equal(s.claimsFrom(one, [0, 3]), broken, "also where the year itself is left out");
  assert.equal(s.claimsFrom(one, [0, 1]), undefined);
  assert.equal(s.claimsFrom(one, [2, 3]), undefined, "all told years count the same children");
  assert.equal(s.claimsFrom(layer(), [0, 1]), undefined);
});

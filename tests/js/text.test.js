const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, load } = require("./assets.js");

const s = load();

test("numbers are written the German way", () => {
  const rows = [
    // value, decimals, text
    [0, 0, "0"],
    [0, 1, "0,0"],
    [18.44, 1, "18,4"],
    [18.45, 1, "18,5"],
    [-3.2, 1, "−3,2"],
    [1234.5, 1, "1.234,5"],
    [1234567, 0, "1.234.567"],
    [999.96, 1, "1.000,0"],
    [-0.04, 1, "0,0"],
    [12.5, 0, "13"],
    [-12.5, 0, "−13"],
    [1.005, 2, "1,01"],
  ];
  rows.forEach(([value, decimals, text]) =>
    assert.equal(s.formatNumber(value, decimals, NUMBER), text, String(value)),
  );
});

test("a value stays on one line with its unit, and needs none", () => {
  assert.equal(s.formatValue(4.2, { decimals: 1, unit: "%" }, NUMBER), "4,2\u202f%");
  assert.equal(s.formatValue(4.2, { decimals: 0, unit: "" }, NUMBER), "4");
});

test("a difference always says its direction", () => {
  assert.equal(s.formatDifference(2, 1, NUMBER), "+2,0");
  assert.equal(s.formatDifference(-0.4, 1, NUMBER), "−0,4");
  assert.equal(s.formatDifference(-0.04, 1, NUMBER), "±0,0");
});

test("fields are put in as text, whatever they contain", () => {
  assert.equal(s.fillIn("{area}: {value}", { area: "$& {value}", value: "</script>" }), "$& {value}: </script>");
  assert.equal(s.fillIn("{unknown} {constructor}", {}), "{unknown} {constructor}");
});

test("an unknown key is shown as itself", () => {
  const t = s.translator({ "a.b": "{n} Gebiete" });
  assert.equal(t("a.b", { n: 3 }), "3 Gebiete");
  assert.equal(t("toString"), "toString");
});

test("search words ignore case, umlaut dots and sharp s", () => {
  assert.equal(s.searchable("Große Höhe"), "grosse hohe");
});

test("halves are rounded away from zero as the tables of the pages do, also where a binary fraction lies below", () => {
  const rows = [
    // value, decimals, text; the same numbers as tests/presentation/words/test_numbers.py
    [158.45, 1, "158,5"],
    [65.05, 1, "65,1"],
    [1042.85, 1, "1.042,9"],
    [-158.45, 1, "\u2212158,5"],
    [158.4499, 1, "158,4"],
    [102.44988864142539, 1, "102,4"],
    [0.285, 2, "0,29"],
    [0.5, 0, "1"],
  ];
  rows.forEach(([value, decimals, text]) =>
    assert.equal(s.formatNumber(value, decimals, NUMBER), text, String(value)),
  );
});

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();
const page = { t: s.translator(pageTexts("de")), data: { number: NUMBER, sides: ["#1", "#2", "#3", "#4", "#5"] } };

/** Six areas at two dates; the city has 10 and 12. Differences: -6 -2 0 +2 +6, and +12; -6 -2 0 +1 +6 +12. */
const six = (given = {}) =>
  layer({
    v: [
      [4, 8, 10, 12, 16, 22],
      [6, 10, 12, 13, 18, 24],
    ],
    c: [
      [0, 0, 0, 1, 1, 1],
      [0, 0, 0, 1, 1, 1],
    ],
    s: ["AAAAAA", "AAAAAA"],
    w: [{}, {}],
    city: [
      { v: 10, s: "A" },
      { v: 12, s: "A" },
    ],
    scale: { by: "natural", upper: [12, 24], low: 4 },
    ...given,
  });

const groups = (upper, values) =>
  upper.map((bound, place) => values.filter((value) => s.classAt(upper, value) === place));

const deviation = (parts) =>
  parts.reduce((sum, part) => {
    const mean = part.reduce((a, b) => a + b, 0) / part.length;
    return sum + part.reduce((a, b) => a + (b - mean) ** 2, 0);
  }, 0);

/** The least deviation of any partition of different values, by trying all. */
const least = (values, count) => {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const tried = (from, left) =>
    left === 1
      ? [[sorted.slice(from)]]
      : sorted
          .slice(from + 1, sorted.length - left + 2)
          .flatMap((one, at) =>
            tried(from + 1 + at, left - 1).map((rest) => [sorted.slice(from, from + 1 + at), ...rest]),
          );
  return Math.min(
    ...tried(0, Math.min(count, sorted.length)).map((parts) =>
      deviation(parts.map((part) => values.filter((value) => part.includes(value)))),
    ),
  );
};

test("natural breaks by hand: two clumps, deviation 2 + 0.5", () => {
  assert.deepEqual(s.upperBounds([1, 2, 3, 10, 11], "natural", 2), [3, 11]);
  assert.deepEqual(s.upperBounds([7, 7], "natural"), [7]);
  assert.deepEqual(s.upperBounds([], "natural"), []);
});

test("natural breaks are exact, hold every value and part no equal ones", () => {
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let run = 0; run < 60; run += 1) {
    const values = Array.from(
      { length: 2 + Math.floor(random() * 8) },
      () => Math.floor(random() * 30) + (run % 2 ? 1e6 : 0.1),
    );
    const count = 1 + Math.floor(random() * 5);
    const parts = groups(s.upperBounds(values, "natural", count), values);
    assert.ok(
      parts.every((part) => part.length),
      String(values),
    );
    assert.ok(Math.abs(deviation(parts) - least(values, count)) < 1e-6, `${values} in ${count}`);
  }
});

test("equal numbers by hand; equal values stay together", () => {
  assert.deepEqual(groups(s.upperBounds([1, 2, 3, 4, 5, 6], "quantile", 3), [1, 2, 3, 4, 5, 6]), [
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  assert.deepEqual(groups(s.upperBounds([0, 0, 0, 0, 1, 2], "quantile", 3), [0, 0, 0, 0, 1, 2]), [
    [0, 0, 0, 0],
    [1, 2],
  ]);
});

test("a bound is as short as it can be and moves nobody", () => {
  assert.equal(s.shortest(1.3, 7.6543), 2);
  assert.equal(s.shortest(12.341, 12.36), 12.35);
  assert.equal(s.shortest(12.34, 12.341), 12.34);
  assert.equal(s.shortest(-3.2, -1.1), -3);
  assert.equal(s.shortest(130, 260), 200);
});

test("the same figures are classed as the build does", () => {
  // also in tests/presentation/atlas/test_classes.py
  const values = [3.1, 4.7, 5.2, 8.8, 9.4, 9.9, 14.3, 14.9, 21.5, 22.4, 30.8];
  assert.deepEqual(s.upperBounds(values, "natural"), [6, 10, 20, 30, 30.8]);
  assert.deepEqual(s.upperBounds(values, "quantile"), [6, 9.4, 14.3, 22, 30.8]);
});

test("among many values an equal share may be missed by less than one in fifty for a rounder bound", () => {
  // also in tests/presentation/atlas/test_classes.py
  const values = Array.from({ length: 200 }, (none, at) => Number(((at + 1) * 0.137).toFixed(3)));
  assert.deepEqual(s.upperBounds(values, "quantile"), [6, 11, 16.5, 22, 27.4]);
  assert.deepEqual(
    groups([6, 11, 16.5, 22, 27.4], values).map((part) => part.length),
    [43, 37, 40, 40, 40],
  );
});

test("distances to the city by hand: round, symmetric, the bound belongs to the nearer class", () => {
  // differences -6 -2 0 2 6 12 -6 -2 0 1 6 12: squares 36 4 0 4 36 144 36 4 0 1 36 144 = 445, /12 = 37.08, root 6.09; half 3.04 -> 3, times 1.5 9.13 -> 10
  assert.deepEqual(s.distances(six()), [3, 10]);
  assert.deepEqual(
    [-11, -10, -3.1, -3, 0, 3, 3.1, 10, 10.1].map((one) => s.distanceClass([3, 10], one)),
    [0, 1, 1, 2, 2, 2, 3, 3, 4],
  );
  assert.deepEqual(
    [0.04, 1.4, 1.6, 2.6, 4.2, 8, 34].map((one) => s.roundStep(one, 1)),
    [0.1, 1, 2, 3, 5, 10, 30],
  );
});

test("a city without a value offers no distance to it, and a layer with words for classes no other classes", () => {
  assert.deepEqual(s.schemesOf(six()), ["natural", "quantile", "deviation"]);
  assert.deepEqual(
    s.schemesOf(
      six({
        city: [
          { v: 10, s: "A" },
          { v: 12, s: "Q" },
        ],
      }),
    ),
    ["natural", "quantile"],
  );
  assert.deepEqual(s.schemesOf(six({ scale: { by: "fixed", upper: [10, 30], low: 4 } })), [
    "natural",
    "quantile",
    "fixed",
    "deviation",
  ]);
  assert.deepEqual(s.schemesOf(six({ scale: undefined })), []);
});

test("what is wanted is shown where it is offered, else what the project says", () => {
  assert.equal(s.schemeOf(six(), null), "natural");
  assert.equal(s.schemeOf(six(), "fixed"), "natural");
  assert.equal(
    s.schemeOf(six({ scale: { by: "natural", upper: [12, 24], low: 4, start: "deviation" } }), null),
    "deviation",
  );
  assert.equal(
    s.schemeOf(six({ scale: { by: "natural", upper: [12, 24], low: 4, start: "deviation" } }), "natural"),
    "natural",
  );
});

test("the layer in other classes: same values, same object for the same wish, a withheld value in none", () => {
  const one = six({
    s: ["AAAAAQ", "AAAAAA"],
    v: [
      [4, 8, 10, 12, 16, null],
      [6, 10, 12, 13, 18, 24],
    ],
  });
  const apart = s.inClasses(page, one, "deviation");
  assert.equal(s.inClasses(page, one, "deviation"), apart);
  assert.equal(s.inClasses(page, one, null), one);
  assert.equal(apart.v, one.v);
  assert.deepEqual(apart.c, [
    [1, 2, 2, 2, 3, -1],
    [1, 2, 2, 2, 3, 4],
  ]);
  assert.equal(s.reading(apart, 0, 5).class, -1);
  assert.deepEqual(
    apart.classes.map((cell) => cell.code),
    ["\u2212\u2212", "\u2212", "", "+", "++"],
  );
  assert.equal(apart.classes[3].label, "über 3 bis 10 darüber");
  assert.equal(s.classOf(apart, 12, 1), 2, "the city lies in the middle class");
});

test("classes get colours over the whole ramp of the layer, and say what they hold", () => {
  const even = s.inClasses(page, six(), "quantile");
  assert.equal(even.classes[0].color, "#ffffff");
  assert.equal(even.classes.at(-1).color, "#000000");
  assert.equal(even.classes[0].label, "4,0 bis " + s.formatNumber(even.scale.upper[0], 1, NUMBER));
  assert.match(even.class_note, /gleich vielen Werten/);
  assert.deepEqual(s.spreadColours(["#000000", "#ffffff"], 3), ["#000000", "#808080", "#ffffff"]);
});

test("the darker end of a ramp decides which side of the city is dark orange", () => {
  const few = six({
    classes: [
      { color: "#000000", label: "" },
      { color: "#ffffff", label: "" },
    ],
  });
  assert.deepEqual(
    s.inClasses(page, six(), "deviation").classes.map((one) => one.color),
    ["#1", "#2", "#3", "#4", "#5"],
  );
  assert.deepEqual(
    s.inClasses(page, few, "deviation").classes.map((one) => one.color),
    ["#5", "#4", "#3", "#2", "#1"],
  );
});

test("bounds hold for today's places and for those with planned measures alike", () => {
  const both = six({
    planned: {
      from: 1,
      v: [[30, 10, 12, 13, 18, 24]],
      c: [[1, 0, 0, 1, 1, 1]],
      s: ["AAAAAA"],
      w: [{}],
      city: [{ v: 14, s: "A" }],
    },
  });
  const even = s.inClasses(page, both, "quantile");
  assert.equal(even.scale.upper.at(-1), 30);
  assert.equal(even.planned.c[0][0], even.classes.length - 1);
  assert.equal(s.withMeasures(even).c[1][0], even.classes.length - 1);
});

test("natural breaks of a large city take no time that is felt", () => {
  const values = Array.from({ length: 2710 }, (one, at) => Math.sin(at) * 50 + (at % 97));
  const upper = s.upperBounds(values, "natural");
  assert.equal(upper.length, 5);
});

/** From the second date on other people count: values there are four times as high. */
const parted = (given = {}) =>
  six({
    v: [
      [4, 8, 10, 12, 16, 22],
      [40, 50, 60, 70, 80, 90],
    ],
    city: [{ v: 10, s: "A" }, null],
    scale: { by: "natural", upper: [10, 22], apart: [1, 60, 90] },
    ...given,
  });

test("where a series breaks so that its sides have classes of their own, a date is shown in those of its side", () => {
  const one = parted();
  assert.equal(s.inClasses(page, one, null, 0), one);
  const late = s.inClasses(page, one, null, 1);
  assert.equal(s.inClasses(page, one, "natural", 1), late, "always the same object");
  assert.deepEqual(late.c[1], [0, 0, 0, 1, 1, 1]);
  assert.deepEqual(
    late.classes.map((entry) => entry.label),
    ["40,0 bis 60,0", "über 60,0 bis 90,0"],
  );
  assert.deepEqual(
    late.classes.map((entry) => entry.color),
    one.classes.map((entry) => entry.color),
  );
  assert.equal(late.class_note, one.class_note);
  assert.deepEqual(
    [one, late].map((shown) => s.extent(shown)),
    [
      [4, 22],
      [40, 90],
    ],
  );
});

test("other classes too are made from the dates of one side, and offered where that side knows the city", () => {
  const one = parted();
  const [before, after] = [0, 1].map((period) => s.inClasses(page, one, "quantile", period));
  assert.deepEqual(
    [before, after].map((shown) => shown.scale.upper.at(-1)),
    [22, 90],
  );
  assert.match(before.class_note, /; vor und ab 2023-12-31 je eigene$/);
  assert.equal(s.inClasses(page, one, "deviation", 0).scale.by, "deviation");
  assert.equal(s.inClasses(page, one, "deviation", 1).scale.by, "natural", "the city is not known there");
});

test("planned measures of a date lie in the classes of its side", () => {
  const planned = {
    from: 1,
    v: [[200, 50, 60, 70, 80, 90]],
    s: ["AAAAAA"],
    w: [{}],
    city: [null],
    c: [[1, 1, 1, 1, 1, 1]],
  };
  const late = s.inClasses(page, parted({ planned }), "quantile", 1);
  assert.equal(late.scale.upper.at(-1), 200);
  assert.equal(s.withMeasures(late).c[1][0], late.classes.length - 1);
  assert.equal(s.inClasses(page, parted({ planned }), "quantile", 0).scale.upper.at(-1), 22);
});

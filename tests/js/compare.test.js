const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();
const t = s.translator(pageTexts("de"));
const data = {
  areas: ["nord", "mitte", "a,b", "hafen", "heide"].map((id) => ({ id, name: id })),
  groups: [{ id: "lage" }, { id: "bildung" }],
  layers: [
    layer(),
    layer({
      id: "y",
      periods: [
        { id: "2020", label: "2020" },
        { id: "2022-12-31", label: "31.12.2022" },
      ],
      v: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      s: ["AAA", "AAA"],
    }),
  ],
};

test("the address keeps at most four known areas, each once, whatever their ids hold", () => {
  assert.deepEqual(s.comparedKey.read("mitte,nowhere,a%2Cb,mitte,%E0%A4%A,nord,hafen,heide", data), [1, 2, 0, 3]);
  assert.deepEqual(s.comparedKey.read(null, data), []);
  assert.equal(s.comparedKey.write([1, 2], data), "mitte,a%2Cb");
  assert.equal(s.comparedKey.write([], data), null);
});

test("a fifth area is refused, an area that is in goes out, and the others keep their order", () => {
  assert.deepEqual(s.compareToggled([3, 1], 4), { areas: [3, 1, 4], did: "added" });
  assert.deepEqual(s.compareToggled([3, 1, 4], 1), { areas: [3, 4], did: "removed" });
  assert.deepEqual(s.compareToggled([3, 1, 4, 0], 2), { areas: [3, 1, 4, 0], did: "full" });
  assert.deepEqual(
    [3, 4, 2].map((area) => s.compareSign({ state: { compare: [3, 4] } }, area)),
    ["\u2460", "\u2461", ""],
  );
});

test("a row has one scale: every area, the city where it is no sum, and the intervals of those compared", () => {
  const own = layer({ lo: [[0.5, 2, 7], null], hi: [[3, 8, 12], null] });
  assert.deepEqual(s.compareSpan(own, 0, [0]), [0.5, 9]);
  assert.deepEqual(s.compareSpan(own, 0, [0, 2]), [0.5, 12]);
  assert.deepEqual(
    s.compareSpan(
      layer({
        symbols: true,
        city: [
          { v: 500, s: "A" },
          { v: 500, s: "A" },
        ],
      }),
      0,
      [],
    ),
    [0, 9],
  );
  assert.equal(
    s.compareSpan(
      layer({
        v: [
          [5, 5, 5],
          [5, 5, 5],
        ],
      }),
      0,
      [],
    ),
    null,
  );
  const leaky = layer({
    v: [
      [1, 99, 9],
      [1, 99, 9],
    ],
    s: ["AQA", "AQA"],
    lo: [[null, 98, null], null],
    hi: [[null, 100, null], null],
  });
  assert.deepEqual(s.compareSpan(leaky, 0, [1]), [1, 9]);
});

test("ranks that are shared bear all their places", () => {
  assert.deepEqual(s.rankTexts([1, 3, null, 3, 2, 5], t), ["1.", "3.–4.", null, "3.–4.", "2.", "5."]);
});

test("hidden columns are known ones only", () => {
  assert.deepEqual(s.columnsKey.read("bar,name,rank"), ["rank", "bar"]);
  assert.equal(s.columnsKey.write(["rank", "bar"]), "rank,bar");
  assert.equal(s.columnsKey.write(s.columnsKey.read(null)), null);
});

/** Nord gains 22 places, Mitte loses 26, Hafen stays, of Heide the places are not known. */
const planned = layer({
  gap: [
    [1, 1, 1, null],
    [1, 1, 1, null],
  ],
  v: [
    [50, 60, 70, null],
    [50, 60, 70, null],
  ],
  c: [
    [0, 0, 0, -1],
    [0, 0, 0, -1],
  ],
  s: ["AAAQ", "FFFQ"],
  places: [
    [88, 100, 40, null],
    [88, 100, 40, null],
  ],
  sums: [
    [9, 200, 228],
    [9, 210, 228],
  ],
  planned: {
    from: 1,
    v: [[60, 50, 70, null]],
    c: [[0, 0, 0, -1]],
    s: ["FFFQ"],
    w: [{}],
    city: [{ v: 5, s: "F" }],
    gap: [[0, 9, 1, null]],
    places: [[110, 74, 40, null]],
    sums: [[13, 210, 224]],
  },
});

test("what measures change is places after less places before; nothing where there is no plan or no number", () => {
  const page = { t, data: { number: NUMBER } };
  const gain = s.measureGain(page, planned);
  assert.deepEqual(gain.v, [
    [null, null, null, null],
    [22, -26, 0, null],
  ]);
  assert.deepEqual(gain.s, ["MMMM", "AAAQ"]);
  assert.deepEqual(
    gain.city.map((one) => one.v),
    [null, -4],
  );
  assert.equal(s.measureGain(page, planned), gain);
  const signs = [0, 1, 2, 3].map((area) => s.areaSign(page, gain, s.reading(gain, 1, area), 1, area));
  assert.deepEqual(signs, ["+22", "−26", "", "•"]);
});

test("the second map is of a date no break of the series lies before; where one is chosen across it, that is said", () => {
  const periods = ["2019", "2020", "2021", "2022", "2023"].map((id) => ({
    id,
    label: id,
    break_before: id === "2021",
  }));
  const of = (some) =>
    layer({
      periods: some,
      v: some.map(() => [1, 2, 3]),
      c: some.map(() => [0, 0, 0]),
      s: some.map(() => "AAA"),
      w: some.map(() => ({})),
    });
  const figure = of(periods);
  const at = (period) => periods[s.otherPeriod(figure, period)].id;
  assert.deepEqual([0, 1, 2, 3, 4].map(at), ["2020", "2019", "2023", "2021", "2021"]);
  const alone = of(periods.slice(1, 3));
  assert.equal(s.otherPeriod(alone, 1), 1, "rather the same date than one that cannot be compared");

  const state = { layer: 0, period: 4, planned: false, second: "-zeit", second_period: null };
  const said = (given) => {
    const shown = { ...state, ...given };
    return s.secondBroken({
      t,
      data: { layers: [figure, layer({ id: "y" })] },
      state: shown,
      shown: () => ({ layer: figure, period: shown.period }),
    });
  };
  const words = "Reihenbruch: Werte vor und ab 2021 nicht vergleichbar.";
  assert.equal(said({}), "");
  assert.equal(said({ second_period: "2020" }), words);
  assert.equal(said({ period: 1, second_period: "2023" }), words);
  assert.equal(said({ second: figure.id, second_period: "2019" }), words);
  assert.equal(said({ second: "y", second_period: "2022-12-31" }), "", "another indicator has a series of its own");
  assert.equal(said({ second: null, second_period: "2020" }), "");
});

test("the second map follows the first in what it does not choose itself", () => {
  const state = { layer: 0, period: 1, planned: false, second: null, second_period: null };
  const at = (given) => s.secondState(data, { ...state, ...given }, data.layers[0]);
  assert.equal(at({}), null);
  assert.deepEqual(at({ second: "-zeit" }), { layer: 0, period: 0, planned: false, gain: false, same: true });
  assert.equal(at({ second: "-zeit", period: 0 }).period, 1);
  assert.equal(at({ second: "-zeit", second_period: "2023-12-31" }).period, 1);
  assert.equal(at({ second: "-massnahmen", planned: true }).planned, false);
  assert.deepEqual(at({ second: "y", period: 0 }), { layer: 1, period: 1, planned: false, gain: false, same: false });
  assert.equal(at({ second: "y", second_period: "2020" }).period, 0);
  assert.equal(at({ second: "y", second_period: "1999", period: 0 }).period, 1);
  assert.equal(s.secondKey.read("-zeit", data), "-zeit");
  assert.equal(s.secondKey.read("nowhere", data), null);
  assert.equal(s.secondPeriodKey.write("2020", data, { second: null }), null);
  assert.equal(s.lastPlanned(planned), 1);
  assert.equal(s.lastPlanned(data.layers[0]), -1);
});

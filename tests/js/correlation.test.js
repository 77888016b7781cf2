const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();
const close = (a, b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);

// scipy 1.x: scipy.stats.spearmanr(x, y).statistic
const SCIPY = [
  [[1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8207826816681233],
  [
    [4, 6, 7, 8, 9, 10, 11, 12, 14, 19, 32],
    [2.1, 2.0, 3.5, 3.5, 2.8, 4.4, 5.0, 3.9, 6.2, 6.2, 7.7],
    0.9315165605535353,
  ],
  [[1, 1, 2, 2, 3, 3], [3, 3, 2, 1, 1, 1], -0.9036961141150641],
  [[10, 20, 30, 40], [4, 3, 2, 1], -1],
];

test("equal values share the mean of their places", () => {
  assert.deepEqual(s.averageRanks([10, 30, 20, 20]), [1, 4, 2.5, 2.5]);
  assert.deepEqual(s.averageRanks([7, 7, 7]), [2, 2, 2]);
  assert.deepEqual(s.averageRanks([]), []);
});

test("rank correlation agrees with scipy, ties included", () => {
  SCIPY.forEach(([x, y, expected]) => close(s.rankCorrelation(x, y), expected));
});

test("rank correlation does not care for order, units or bends, and turns with a sign", () => {
  SCIPY.forEach(([x, y, expected]) => {
    const order = x.map((value, at) => at).reverse();
    close(
      s.rankCorrelation(
        order.map((at) => x[at]),
        order.map((at) => y[at]),
      ),
      expected,
    );
    close(
      s.rankCorrelation(
        x.map((value) => 1000 * Math.exp(value / 10) - 3),
        y,
      ),
      expected,
    );
    close(
      s.rankCorrelation(
        x.map((value) => -value),
        y,
      ),
      -expected,
    );
    close(s.rankCorrelation(y, x), expected);
  });
});

test("too few pairs or no spread have no correlation", () => {
  assert.equal(s.rankCorrelation([1, 2], [1, 2]), null);
  assert.equal(s.rankCorrelation([], []), null);
  assert.equal(s.rankCorrelation([1, 2, 3], [5, 5, 5]), null);
});

test("how much hangs on a single area is told by leaving each out in turn", () => {
  // by hand, 1 - 6 sum d^2 / (n (n^2 - 1)): all five 1 - 24/120 = 0.8; without the fifth 1 - 24/60 = 0.6; without any other 1 - 12/60 = 0.8
  const [low, high] = s.withoutOne([1, 2, 3, 4, 50], [2, 1, 4, 3, 90]);
  close(low, 0.6);
  close(high, 0.8);
  close(s.withoutOne([1, 2, 3, 4], [1, 2, 3, 4])[0], 1);
  SCIPY.forEach(([x, y]) => {
    const without = (list, at) => list.filter((value, other) => other !== at);
    const all = x.map((value, at) => s.rankCorrelation(without(x, at), without(y, at)));
    s.withoutOne(x, y).forEach((end, at) => close(end, at ? Math.max(...all) : Math.min(...all)));
  });
  assert.equal(s.withoutOne([1, 2, 3], [1, 2, 3]), null);
  assert.equal(s.withoutOne([1, 1, 1, 2], [1, 2, 3, 4]), null, "without the last one nothing is spread");
  assert.equal(s.direction(0.4, [-0.1, 0.7], 100), "unclear");
  assert.equal(s.direction(0.4, [0.1, 0.7], 100), "up");
  assert.equal(s.direction(-0.4, [-0.6, -0.2], 100), "down");
  assert.equal(s.direction(-0.4, [-0.6, -0.2], 13), "unclear");
  assert.equal(s.direction(0.9, null, 100), "unclear");
  assert.equal(s.direction(null, null, 100), "unclear");
});

test("a weak correlation of few areas is not beyond chance", () => {
  // tanh(1.959963984540054 * sqrt(1.06 / (n - 3))), worked out with math.tanh: n = 13 0.563617, n = 536 0.087183
  assert.deepEqual(
    [
      [0.5636, 13],
      [0.5637, 13],
      [-0.0871, 536],
      [-0.0872, 536],
      [1, 3],
    ].map(([value, n]) => s.beyondChance(value, n)),
    [false, true, false, true, false],
  );
});

test("ticks are round, in order and enclose the values", () => {
  assert.deepEqual(s.niceTicks(0, 10), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(s.niceTicks(-1.2, 1.7), [-2, -1, 0, 1, 2]);
  assert.deepEqual(s.niceTicks(0.12, 0.31), [0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
  assert.deepEqual(s.niceTicks(5, 5), [4, 4.5, 5, 5.5, 6]);
  [
    [3, 17],
    [-0.004, 0.0021],
    [12000, 98000],
    [99.9, 100.1],
  ].forEach(([low, high]) => {
    const ticks = s.niceTicks(low, high);
    assert.ok(
      ticks[0] <= low && ticks[ticks.length - 1] >= high && ticks.length >= 3 && ticks.length <= 8,
      String(ticks),
    );
  });
});

test("only areas with both values are points", () => {
  const x = layer();
  const y = layer({
    v: [
      [4, 5, null],
      [4, 5, 6],
    ],
  });
  assert.deepEqual(s.pairsOf(x, 0, y, 0, 3), { areas: [0, 1], xs: [1, 5], ys: [4, 5] });
  assert.deepEqual(s.pairsOf(x, 1, y, 1, 3), { areas: [0, 2], xs: [2, 9], ys: [4, 6] });
});

test("axes: the asked ones, else the shown one against a part of the index, never against itself", () => {
  const data = {
    lage: null,
    areas: [{}, {}, {}],
    layers: [layer({ id: "a" }), layer({ id: "b" }), layer({ id: "m", kind: "bivariate" }), layer({ id: "c" })],
  };
  assert.deepEqual(s.axesOf(data, { layer: 1, x: null, y: null }), { x: 1, y: 0 });
  assert.deepEqual(s.axesOf(data, { layer: 0, x: null, y: null }), { x: 0, y: 1 });
  assert.deepEqual(s.axesOf(data, { layer: 2, x: null, y: null }), { x: 0, y: 1 });
  assert.deepEqual(s.axesOf(data, { layer: 0, x: "c", y: "b" }), { x: 3, y: 1 });
  assert.deepEqual(s.axesOf(data, { layer: 0, x: "m", y: "none" }), { x: 0, y: 1 });
  assert.deepEqual(s.axesOf({ ...data, lage: { parts: [{ id: "c" }] } }, { layer: 0, x: null, y: null }), {
    x: 0,
    y: 3,
  });
});

test("a figure known in fewer than three areas is not offered", () => {
  const two = layer({
    id: "two",
    v: [
      [1, 2, null],
      [1, null, null],
    ],
    c: [
      [0, 0, -1],
      [0, -1, -1],
    ],
    s: ["AAO", "AOO"],
  });
  assert.deepEqual(
    s.scatterLayers({ areas: [{}, {}, {}], layers: [two, layer({ id: "x" })] }).map(({ layer: one }) => one.id),
    ["x"],
  );
});

test("the statement names n, warns of single areas and of causes", () => {
  const page = {
    t: s.translator(pageTexts("de")),
    data: {
      number: NUMBER,
      lage: { layer: "x", parts: [{ id: "y" }] },
      fewest_areas: 5,
      city: { area_words: "Gebiete" },
    },
  };
  const pairs = { areas: [0, 1, 2, 3, 4, 5, 6], xs: [1, 2, 3, 4, 5, 6, 7], ys: [1, 2, 3, 4, 5, 6, 7] };
  const found = s.correlationTexts(page, layer({ id: "x" }), layer({ id: "y", short: "Y" }), pairs);
  assert.equal(found.value, 1);
  assert.match(found.texts[0], /Wo „X“ höher ist, ist tendenziell auch „Y“ höher/);
  assert.equal(found.texts[1], "Lässt man je ein Gebiet weg, bleibt sie bei +1,00.");
  const loose = s.correlationTexts(page, layer({ id: "a" }), layer({ id: "b" }), {
    ...pairs,
    ys: [1, 2, 3, 4, 5, 7, 6],
  });
  assert.match(loose.texts[1], /zwischen \+0,94 und \+1,00/);
  assert.match(found.texts[2], /Teil der anderen/);
  assert.match(found.texts.at(-1), /keine Ursache/);
  const few = s.correlationTexts(page, layer({ id: "a" }), layer({ id: "b" }), {
    areas: [0, 1, 2, 3],
    xs: [1, 2, 3, 4],
    ys: [1, 2, 3, 4],
  });
  assert.equal(few.value, null);
  assert.match(few.texts[0], /Nur 4 Gebiete/);
  assert.equal(s.correlationTexts(page, layer(), layer(), { areas: [0], xs: [1], ys: [1] }).value, null);
});

test("the nearest point within reach is meant", () => {
  const points = [
    { x: 10, y: 10 },
    { x: 14, y: 10 },
    { x: 90, y: 90 },
  ];
  assert.equal(s.nearestPoint(points, 13, 10, 18), 1);
  assert.equal(s.nearestPoint(points, 50, 50, 18), -1);
});

test("who points at a plot is told the nearest point, who clicks chooses it", () => {
  const [handlers, told, chosen] = [{}, [], []];
  const picture = {
    getBoundingClientRect: () => ({ left: 100, top: 50, width: 200, height: 100 }), // half as large as it was drawn
    addEventListener: (kind, handler) => {
      handlers[kind] = handler;
    },
  };
  const shapes = [{}, {}];
  s.pointAt(picture, {
    shapes,
    points: [
      { x: 20, y: 20 },
      { x: 300, y: 150 },
    ],
    order: [0, 1],
    size: { width: 400, height: 200 },
    tell: (at) => told.push(at),
    choose: (at) => chosen.push(at),
    at: () => -1,
  });
  handlers.pointermove({ clientX: 251, clientY: 124 });
  handlers.pointermove({ clientX: 180, clientY: 90 }); // near none
  handlers.pointerleave({});
  handlers.click({ clientX: 180, clientY: 90 });
  handlers.click({ clientX: 111, clientY: 61 });
  handlers.focusin({ target: shapes[1] });
  handlers.focusin({ target: picture });
  assert.deepEqual([told, chosen], [[1, -1, 1], [0]]);
});

test("the words at an axis have as many digits as its finest tick", () => {
  assert.deepEqual([0, 0.25, 1000].map(s.tickText([0, 0.25, 1000], NUMBER)), ["0,00", "0,25", "1.000,00"]);
  assert.deepEqual([10, 20].map(s.tickText([10, 20], NUMBER)), ["10", "20"]);
  assert.equal(s.tickText([0.00005], NUMBER)(0.00005), "0,000");
});

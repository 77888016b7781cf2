const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./assets.js");

const s = load();
const square = (x, y, side = 10) => [[[x, y, side, 0, 0, side, -side, 0]]];

test("deltas become degrees, latitude first", () => {
  assert.deepEqual(s.decodeRing([690000, 5165000, 5, 0, 0, -5]), [
    [690000, 5165000],
    [690005, 5165000],
    [690005, 5164995],
  ]);
  assert.deepEqual(s.decodePolygons([[[690000, 5165000, 5, 10]]]), [
    [
      [
        [51.65, 6.9],
        [51.6501, 6.90005],
      ],
    ],
  ]);
});

test("a line two areas share is drawn once, as an inner line", () => {
  const { inner, outer } = s.edges([square(0, 0), square(10, 0), null]);
  assert.deepEqual(inner, [
    [
      [10, 0],
      [10, 10],
    ],
  ]);
  assert.equal(outer.length, 6);
});

test("loose edges become few lines that cover every edge once", () => {
  const { inner, outer } = s.edges([square(0, 0), square(10, 0), square(0, 10), square(10, 10)]);
  const length = (lines) => lines.reduce((sum, line) => sum + line.length - 1, 0);
  assert.equal(s.chains(inner).length, 4, "four inner lines meet in the middle");
  assert.equal(length(s.chains(inner)), inner.length);
  const ring = s.chains(outer);
  assert.equal(ring.length, 1);
  assert.deepEqual(ring[0][0], ring[0][8], "the outline is closed");
  assert.equal(length(ring), outer.length);
});

test("bounds cover all parts, none for nothing", () => {
  assert.deepEqual(s.bounds([s.decodePolygons(square(0, 0)), null, s.decodePolygons(square(20, 30))]), [
    [0, 0],
    [0.0004, 0.0003],
  ]);
  assert.equal(s.bounds([null]), null);
});

test("a hole is not inside", () => {
  const holed = s.decodePolygons([
    [
      [0, 0, 100, 0, 0, 100, -100, 0],
      [40, 40, 20, 0, 0, 20, -20, 0],
    ],
  ]);
  assert.equal(s.contains(holed, [0.0001, 0.0001]), true);
  assert.equal(s.contains(holed, [0.0005, 0.0005]), false);
  assert.equal(s.contains(holed, [0.002, 0.0005]), false);
});

test("an area cut by the frame is named inside what is seen of it", () => {
  const shape = s.decodePolygons(square(0, 0, 100));
  const point = s.seenPoint(shape, [
    [0.0008, 0.0008],
    [0.01, 0.01],
  ]);
  assert.ok(point[0] > 0.0008 && point[0] < 0.001 && point[1] > 0.0008 && point[1] < 0.001);
  assert.equal(
    s.seenPoint(shape, [
      [1, 1],
      [2, 2],
    ]),
    null,
  );
});

test("arrow keys go to the neighbour that lies there", () => {
  const at = (lat, lon, neighbours) => ({ label: [lat, lon], neighbours, rings: [] });
  //  2
  //  0 1      3 is far east and no neighbour of 0; 4 has no outline on this page
  const areas = [
    at(51, 7, [1, 2]),
    at(51, 7.02, [0]),
    at(51.02, 7, [0]),
    at(51, 7.1, []),
    { label: [50.9, 7], neighbours: [], rings: null },
  ];
  assert.equal(s.neighbourTowards(areas, 0, "right"), 1);
  assert.equal(s.neighbourTowards(areas, 0, "up"), 2);
  assert.equal(s.neighbourTowards(areas, 1, "right"), 3);
  assert.equal(s.neighbourTowards(areas, 1, "left"), 0);
  assert.equal(s.neighbourTowards(areas, 0, "left"), null);
  assert.equal(s.neighbourTowards(areas, 0, "down"), null);
});

test("the frame of packed borders is that of their points, of several polygons too, and there is none of nothing", () => {
  const square = [1000000, 5000000, 200, 0, 0, 300, -200, 0];
  const beside = [1000500, 4999900, 10, 0, 0, 10];
  assert.deepEqual(s.boxOf([[square]]), [
    [50, 10],
    [50.003, 10.002],
  ]);
  assert.deepEqual(s.boxOf([[square, [0, 0, 1, 1]], [beside]]), [
    [49.999, 10],
    [50.003, 10.0051],
  ]); // a hole lies within
  assert.equal(s.boxOf([]), null);
});

test("borders become a path in whole pixels, each pixel once in a row", () => {
  const [ring] = s.worldRings([[[0, 0, 9000000, 0, 9000000, 0]]]);
  assert.deepEqual(
    [...ring].map((one) => Math.round(one * 1e6) / 1e6),
    [0.5, 0.5, 0.75, 0.5, 1, 0.5],
  ); // Greenwich on the equator is the middle
  const [north] = s.worldRings([[[0, 6000000]]]);
  assert.ok(Math.abs(north[1] - (0.5 - Math.log(2 + Math.sqrt(3)) / (2 * Math.PI))) < 1e-12);
  const path = s.pixelPath(
    [Float64Array.of(0.1, 0.1, 0.1001, 0.1, 0.3, 0.1, 0.3, 0.4), Float64Array.of(0.2, 0.2, 0.25, 0.25)],
    100,
    { x: 5, y: 8 },
  );
  assert.deepEqual(path, { d: "M5 2l20 0l0 30zM15 12l5 5z", low: [5, 2], high: [25, 32] });
});

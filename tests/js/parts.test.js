const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load } = require("./assets.js");

const s = load();

/** What every view keeps in the address, as it is when the address says nothing. */
const atRest = (data) =>
  Object.fromEntries(
    s.viewKeys().map(([property, key]) => [property, key.read(null, data, { layer: 0, period: 0, area: null })]),
  );

test("state and address say the same, there and back", () => {
  const data = {
    layers: [layer({ id: "a" }), layer({ id: "b/ö&=#" })],
    areas: [{ id: "n1" }, { id: "s 2" }],
    start: { layer: "b/ö&=#", period: 0 },
  };
  const start = {
    ...atRest(data),
    layer: 1,
    period: 1,
    area: null,
    view: "lesen",
    muted: false,
    planned: false,
    by_area: false,
    x: null,
    y: null,
  };
  const states = [
    { ...start, period: 0, area: 1, view: "tabelle" },
    { ...start, layer: 0 },
    { ...start, area: 0, view: "steckbrief", muted: true, planned: true },
    { ...start, by_area: true },
    { ...start, view: "zusammenhang", x: "a", y: "b/ö&=#" },
  ];
  states.forEach((state) => assert.deepEqual(s.readHash("#" + s.writeHash(state, data), data), state));
  assert.deepEqual(s.readHash("", data), start);
  assert.deepEqual(
    s.readHash("#ind=none&jahr=none&gebiet=none&ansicht=none&unsicher=x&x=none&y=__proto__", data),
    start,
  );
  assert.deepEqual(s.readHash("#ind=a&gebiet=n1", data), { ...start, layer: 0, area: 0, view: "steckbrief" });
});

test("another layer keeps the date where it has it, else shows its newest", () => {
  assert.equal(s.samePeriod(layer(), 0, layer()), 0);
  assert.equal(s.samePeriod(layer({ periods: [{ id: "2024/25" }] }), 0, layer()), 1);
  const empty = layer({
    v: [
      [1, 5, 9],
      [null, null, null],
    ],
    c: [
      [0, 0, 1],
      [-1, -1, -1],
    ],
    s: ["AAA", "OOO"],
  });
  assert.equal(s.newestShown(empty), 0, "a date that only the city has a value for is not the opening one");
  assert.equal(s.samePeriod(layer(), 1, empty), 0);
});

test("layers without a date are not offered, and a city without layers still has a map", () => {
  const data = { areas: [{ id: "a" }], layers: [layer({ id: "x" }), layer({ id: "y", periods: [] })] };
  assert.deepEqual(
    s.shownLayers(data, String).map((one) => one.id),
    ["x"],
  );
  const [none] = s.shownLayers({ ...data, layers: [] }, String);
  assert.equal(s.reading(none, 0, 0).letter, "O");
  assert.equal(s.cityReading(none, 0).known, false);
  assert.deepEqual(s.readHash("", { ...data, layers: [none], start: { layer: null, period: 0 } }), {
    ...atRest(data),
    layer: 0,
    period: 0,
    area: null,
    view: "lesen",
  });
});

test("search finds beginnings of words first, areas before facilities", () => {
  const data = {
    areas: [{ name: "Altstadt" }, { name: "Neue Stadt" }],
    facilities: [{ name: "Kita Stadtwald" }, { name: "Kita Große Linde" }],
  };
  assert.deepEqual(
    s.matches(data, "stadt").map((hit) => hit.name),
    ["Neue Stadt", "Kita Stadtwald", "Altstadt"],
  );
  assert.deepEqual(
    s.matches(data, "GROSSE").map((hit) => hit.name),
    ["Kita Große Linde"],
  );
  assert.deepEqual(s.matches(data, "  "), []);
  assert.equal(s.matches(data, "a", 1).length, 1);
});

test("sorting keeps non-values last in both directions, ties by name", () => {
  const data = { areas: [{ name: "C" }, { name: "Ä" }, { name: "B" }, { name: "Z" }] };
  const four = layer({ v: [[5, 5, null, 7]], c: [[0, 0, -1, 1]], s: ["AAQA"], w: [{}] });
  const rows = s.tableRows(data, four, 0);
  const names = (column, up) => s.sortedRows(rows, column, up, "de").map((row) => row.name);
  assert.deepEqual(names("value", true), ["Ä", "C", "Z", "B"]);
  assert.deepEqual(names("value", false), ["Z", "Ä", "C", "B"]);
  assert.deepEqual(names("rank", true), ["Z", "Ä", "C", "B"]);
  assert.deepEqual(names("name", true), ["Ä", "B", "C", "Z"]);
  assert.deepEqual(
    rows.map((row) => row.difference),
    [0, 0, null, 2],
  );
});

test("a row of the table has the interval of its value and whether it is unsure, of what is withheld neither", () => {
  const data = { areas: [{ name: "Nord" }, { name: "Mitte" }, { name: "Hafen" }] };
  const rows = s.tableRows(data, layer({ lo: [null, [1, 3, 8]], hi: [null, [4, 5, 9]], firm: [null, "001"] }), 1);
  assert.deepEqual(
    rows.map((row) => [row.usual, row.unsure]),
    [
      [{ low: 1, high: 4 }, true],
      [null, false],
      [{ low: 8, high: 9 }, false],
    ],
  );
  assert.deepEqual(
    s.tableRows(data, layer(), 0).map((row) => [row.usual, row.unsure]),
    [
      [null, false],
      [null, false],
      [null, false],
    ],
  );
});

test("the legend marks the class the city's value lies in", () => {
  assert.equal(s.cityClass(layer(), 0, 3), 0);
  assert.equal(
    s.cityClass(
      layer({
        city: [
          { v: 9, s: "A" },
          { v: 9, s: "A" },
        ],
      }),
      0,
      3,
    ),
    1,
  );
  assert.equal(
    s.cityClass(
      layer({
        city: [
          { v: null, s: "O" },
          { v: null, s: "O" },
        ],
      }),
      0,
      3,
    ),
    -1,
  );
});

test("non-values that occur are listed in fixed order", () => {
  assert.deepEqual(s.occurring({ Q: 2, A: 9, O: 1 }, "OLMQ"), [
    { letter: "O", count: 1 },
    { letter: "Q", count: 2 },
  ]);
});

test("circles grow by area, a zero has none", () => {
  assert.equal(s.radius(0, 100), 0);
  assert.equal(s.radius(25, 100, 20), 10);
  assert.equal(s.radius(100, 100, 20), 20);
  assert.deepEqual(
    [12, 60, 240, 542].map((areas) => Number(s.mostRadius(areas).toFixed(2))),
    [26, 26, 13, 8.65],
  ); // 26 * sqrt(60 / areas)
  assert.equal(s.countRadius(-25, [-25, 100], 240), 6.5);
});

test("ink is chosen by contrast", () => {
  assert.equal(s.inkOn("#f0f0f0"), "#000000");
  assert.equal(s.inkOn("#3f3f3f"), "#ffffff");
  const light = (color) =>
    [1, 3, 5]
      .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
      .map((level) => (level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4))
      .reduce((sum, level, at) => sum + level * [0.2126, 0.7152, 0.0722][at], 0);
  for (const color of ["#827c72", "#ad6818", "#757575", "#777777", "#00ff00", "#ff0000", "#9a8c00"]) {
    const [low, high] = [light(color), light(s.inkOn(color))].sort((a, b) => a - b);
    assert.ok((high + 0.05) / (low + 0.05) >= 4.5, color);
  }
});

test("non-values have patterns, values never do", () => {
  const four = layer({ v: [[1, null, null]], c: [[0, -1, -1]], s: ["AQM"], w: [{}] });
  const fills = [0, 1, 2].map((area) => s.areaFill(four, s.reading(four, 0, area)));
  assert.deepEqual(fills, ["#ffffff", "url(#sr-pattern-withheld)", "url(#sr-pattern-not_applicable)"]);
  assert.equal(new Set(["O", "L", "M", "Q"].map(s.patternFill)).size, 4);
  assert.doesNotMatch(s.areaFill({ ...four, kind: "list" }, s.reading(four, 0, 0)), /ffffff|url/);
});

test("facilities at one address are spread, none on another", () => {
  const facilities = [
    [51, 7],
    [51, 7],
    [51.000001, 7],
    [51.1, 7],
  ].map((at) => ({ at }));
  const offsets = s.spreadFacilities(facilities, [0, 1, 2, 3], 24);
  assert.deepEqual(offsets.get(3), [0, 0]);
  assert.equal(new Set([0, 1, 2].map((index) => offsets.get(index).join())).size, 3);
  for (const n of [2, 5, 9, 30]) {
    const spread = s.spread(n);
    assert.equal(new Set(spread.map(String)).size, n);
    spread.forEach((a, i) =>
      spread.slice(i + 1).forEach((b) => assert.ok(Math.hypot(a[0] - b[0], a[1] - b[1]) >= 18)),
    );
  }
});

test("badges count what is open, not what is planned or closed", () => {
  const data = {
    facility_types: [{}, {}],
    facilities: [
      { type: 0, area: 0, status: "in_betrieb" },
      { type: 0, area: 0, status: "provisorisch" },
      { type: 0, area: 0, status: "geplant" },
      { type: 1, area: 0, status: "geschlossen" },
      { type: 1, area: null, status: "in_betrieb" },
    ],
  };
  assert.deepEqual([...s.facilityCounts(data)], [[0, [2, 0]]]);
  assert.deepEqual(["in_betrieb", "geplant", "im_bau", "geschlossen"].map(s.statusLook), [
    "open",
    "planned",
    "planned",
    "closed",
  ]);
});

test("keys ask for one thing each", () => {
  assert.deepEqual(["ArrowUp", "Enter", " ", "Escape", "+", "t", "q"].map(s.keyAction), [
    { move: "up" },
    { pin: true },
    { pin: true },
    { clear: true },
    { zoom: 1 },
    { table: true },
    null,
  ]);
});

test("only pages of this folder become links", () => {
  assert.equal(s.pageLink("altstadt-2.html"), "altstadt-2.html");
  ["javascript:alert(1)", "//host/x.html", "../x.html", "a/b.html", "http://x/y.html", "", null].forEach((name) =>
    assert.equal(s.pageLink(name), null),
  );
});

test("gaps are the critical cells only, with their reason", () => {
  const matrix = layer({
    kind: "bivariate",
    axes: { x: "x", y: "y", x_labels: ["1", "2", "3"], y_labels: ["1", "2", "3"], critical: [8] },
    v: [[null, null, null]],
    c: [[8, 5, -1]],
    s: ["AAO"],
    w: [{ 0: "es fehlen 14" }],
  });
  assert.deepEqual(s.gaps(matrix, 0, 3), [{ area: 0, reason: "es fehlen 14" }]);
});

test("a change of layer says what the number is", () => {
  const page = {
    t: s.translator({ "change.since": "seit {period}: {difference} {unit}" }),
    data: { number: NUMBER },
  };
  assert.equal(s.changeText(page, layer(), 2.25, 0), "seit 31.12.2022: +2,3 Punkte");
});

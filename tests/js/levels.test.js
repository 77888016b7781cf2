const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();

/** A packed square of side 10 with its south-west corner at (x, y). */
const square = (x, y) => [[[x, y, 10, 0, 0, 10, -10, 0]]];

/** Twice the area that rings enclose, holes taken off by the even-odd rule of drawing. */
const size = (rings) =>
  rings
    .map((packed) =>
      s.decodeRing(packed).reduce((sum, [x, y], at, all) => {
        const [nx, ny] = all[(at + 1) % all.length];
        return sum + x * ny - nx * y;
      }, 0),
    )
    .map(Math.abs);

test("areas that share a border become one; what they share is gone", () => {
  const [polygon, ...more] = s.dissolved([square(0, 0), square(10, 0)]);
  assert.deepEqual(more, []);
  assert.equal(polygon.length, 1);
  assert.deepEqual(
    new Set(s.decodeRing(polygon[0]).map(String)),
    new Set(["0,0", "10,0", "20,0", "20,10", "10,10", "0,10"]),
  );
  assert.deepEqual(size(polygon), [400]);
});

test("parts that lie apart stay apart, largest first; a ring of areas keeps its hole", () => {
  const apart = s.dissolved([square(0, 0), square(40, 0), square(10, 0)]);
  assert.deepEqual(apart.map(size), [[400], [200]]);
  const around = [];
  [0, 10, 20].forEach((x) =>
    [0, 10, 20].forEach((y) => {
      if (x !== 10 || y !== 10) around.push(square(x, y));
    }),
  );
  assert.deepEqual(s.dissolved(around).map(size), [[1800, 200]]);
});

test("areas that only touch at a corner are drawn whole", () => {
  const touching = s.dissolved([square(0, 0), square(10, 10)]);
  assert.equal(
    touching
      .flat()
      .flatMap((ring) => size([ring]))
      .reduce((sum, one) => sum + one, 0),
    400,
  );
});

const data = () => ({
  city: { area_word: "Stadtteil", area_words: "Stadtteile" },
  number: NUMBER,
  start: { layer: "x" },
  lage: {},
  gap_board: {},
  tour: [1],
  areas: ["a", "b", "c"].map((id, at) => ({
    id,
    name: id,
    rings: square(10 * at, 0),
    neighbours: [],
    label: [0, 0],
  })),
  facilities: [
    { id: "f", area: 1 },
    { id: "g", area: 2 },
    { id: "h", area: null },
  ],
  levels: [
    { id: "bezirk", area_word: "Bezirk", area_words: "Bezirke", count: 2 },
    { id: "region", area_word: "Region", area_words: "Regionen", count: 1 },
  ],
  larger: {
    areas: [
      { id: "p", members: [0], neighbours: [1, 2] },
      { id: "q", members: [1, 2], neighbours: [0, 2] },
      { id: "r", members: [0, 1, 2], neighbours: [0, 1] },
    ],
    layers: {
      x: {
        v: [
          [1.5, 6, 4],
          [2, null, 20],
        ],
        s: ["AAA", "AQA"],
        w: [[], ["zu wenige", [1], "Reihe", [2]]],
        change: [null, { from: 0, as: "points" }],
        lo: [null, [1, null, 12]],
        hi: [null, [3, null, 30]],
        cmp: ["", "= +"],
      },
    },
    reach: {
      kita: {
        pct: [
          [20, "Q", 35],
          [100, 100, 100],
        ],
        median: [400, 520, 450],
      },
    },
  },
  layers: [
    layer({
      scale: { by: "natural", upper: [5, 9] },
      cmp: ["+=-", ""],
      firm: ["101", ""],
      firm_note: "unsicher",
      lo: [[1, 1, 1], null],
    }),
    layer({ id: "y", label: "Y" }),
  ],
  reach: {
    way: "Fußweg",
    questions: {
      kita: {
        steps: [500, 1000],
        fair: ["Satz."],
        figures: {
          pct: [
            [10, 20, 30, 25],
            [90, 100, 100, 99],
          ],
          median: [1, 2, 3, 470],
        },
      },
    },
  },
});

test("at a level the page has its areas, their figures in the classes of the smallest areas, and their facilities", () => {
  const given = data();
  assert.equal(s.atLevel(given, null), given);
  const shown = s.atLevel(given, s.levelIn("#ind=x&ebene=bezirk", given));
  assert.deepEqual(
    shown.areas.map(({ id, neighbours }) => [id, neighbours]),
    [
      ["p", [1]],
      ["q", [0]],
    ],
  );
  assert.deepEqual(size(shown.areas[1].rings[0]), [400]);
  assert.deepEqual(
    [shown.city.area_word, shown.lage, shown.gap_board, shown.tour, shown.no_index],
    ["Bezirk", undefined, undefined, [1], true],
  );
  assert.deepEqual(
    shown.layers.map((one) => one.id),
    ["x"],
  );
  assert.deepEqual(
    shown.elsewhere.map((one) => one.label),
    ["Y"],
  );
  const [one] = shown.layers;
  assert.deepEqual(
    [one.v, one.c, one.s],
    [
      [
        [1.5, 6],
        [2, null],
      ],
      [
        [0, 1],
        [0, -1],
      ],
      ["AA", "AQ"],
    ],
  );
  assert.deepEqual(one.w, [{}, { 1: "zu wenige" }]);
  assert.deepEqual(one.change[1].v, [0.5, null]);
  assert.deepEqual(
    one.city.map((city) => city.v),
    [5, 6],
  );
  assert.deepEqual(
    shown.facilities.map((house) => house.area),
    [1, 1, null],
  );
  assert.equal(s.reading(one, 1, 1).letter, "Q");
});

test("intervals, what they say beside the rest of the city, and reach are those of the larger areas; the city keeps its own", () => {
  const given = data();
  const shown = s.atLevel(given, s.levelIn("#ebene=bezirk", given));
  const [one] = shown.layers;
  assert.deepEqual(
    [s.interval(one, 0, 0), s.interval(one, 1, 0), s.interval(one, 1, 1)],
    [null, { low: 1, high: 3 }, null],
  );
  assert.deepEqual(
    [one.cmp, one.firm],
    [
      ["", "= "],
      ["", "0 "],
    ],
  );
  assert.deepEqual([s.unsure(one, 1, 0), s.unsure(one, 1, 1), s.unsureCount(one, 0, 2)], [true, false, 0]);
  const { kita } = shown.reach.questions;
  assert.deepEqual(kita.figures, {
    pct: [
      [20, "Q", 25],
      [100, 100, 99],
    ],
    median: [400, 520, 470],
  });
  assert.deepEqual([s.reachBands(kita, 0), s.reachHidden(kita, 1), kita.fair], [[20, 80, 0], true, undefined]);
  const region = s.atLevel(given, given.levels[1]);
  assert.deepEqual([s.interval(region.layers[0], 1, 0), region.layers[0].firm], [{ low: 12, high: 30 }, ["", "1"]]);
  assert.deepEqual(region.reach.questions.kita.figures.median, [450, 470]);
  const without = s.atLevel(
    Object.assign({}, given, { larger: Object.assign({}, given.larger, { reach: undefined }) }),
    given.levels[1],
  );
  assert.equal(
    without.reach.questions.kita.figures,
    undefined,
    "nothing is told where nothing is known of the level",
  );
});

test("the next level has its own part of the figures; a value above the last bound lies in the last class", () => {
  const given = data();
  const shown = s.atLevel(given, s.levelIn("#ebene=region", given));
  assert.deepEqual(shown.layers[0].v, [[4], [20]]);
  assert.deepEqual(shown.layers[0].c, [[0], [1]]);
  assert.deepEqual(shown.layers[0].w, [{}, { 0: "Reihe" }]);
  assert.deepEqual(
    shown.areas.map(({ id, neighbours }) => [id, neighbours]),
    [["r", []]],
  );
  assert.equal(s.levelIn("#ebene=unbekannt", given), null);
});

test("rows of a balance, what is withheld of it and planned measures follow to the level", () => {
  const told = {
    v: [[1, 2, 3]],
    s: ["AAA"],
    c: [[0, 1, 1]],
    gap: [[7, 8, 9]],
    need: [null],
    closed: { kids: [[0, 2]] },
    planned: { from: 0, v: [[4, 5, 6]], s: ["FFF"], gap: [[1, 2, 3]] },
  };
  const cut = s.ofAreas(told, 1, 3);
  assert.deepEqual(
    [cut.v, cut.s, cut.c, cut.gap, cut.need, cut.closed],
    [[[2, 3]], ["AA"], [[1, 1]], [[8, 9]], [null], { kids: [[1]] }],
  );
  assert.deepEqual([cut.planned.from, cut.planned.v, cut.planned.gap], [0, [[5, 6]], [[2, 3]]]);
});

test("the address keeps the level; a link to another language keeps the address", () => {
  const [, key] = s.viewKeys().find(([property]) => property === "level");
  assert.deepEqual(
    [key.read("bezirk", { level: { id: "bezirk" } }), key.read("bezirk", {}), key.write("bezirk"), key.write(null)],
    ["bezirk", null, "bezirk", null],
  );
  assert.equal(s.inLanguage("en/index.html", "#ind=x&ebene=bezirk"), "en/index.html#ind=x&ebene=bezirk");
  assert.equal(s.inLanguage("en/index.html#ind=x", ""), "en/index.html");
  assert.ok(pageTexts("de")["levels.note"].includes("{areas}"));
});

test("at a level the classes are told as those of the smallest areas, whose figures made them", () => {
  const t = s.translator(pageTexts("de"));
  const shown = { ...s.atLevel(data(), data().levels[0]), base_words: "Sozialräume" };
  s.sayClasses(shown, t);
  assert.equal(
    shown.layers[0].class_note,
    "2 Klassen wie auf der Karte der Sozialräume: Dieselbe Farbe heißt dasselbe.",
  );
  const [own] = shown.layers;
  assert.deepEqual(
    ["natural", "quantile"].map((by) => s.schemeName({ t, data: shown }, own, by)),
    ["wie Sozialräume", "Gleich viele Werte"],
  );
  assert.equal(s.schemeName({ t, data: data() }, own, "natural"), "Natürliche Brüche");
});

test("the search finds the areas of the other levels too, wherever one is, and leads to their level", () => {
  const given = { ...data(), facilities: [], layers: [] };
  given.areas.forEach((area, number) => Object.assign(area, { name: ["Nordhafen", "Mitte", "Nordmark"][number] }));
  given.larger.areas.forEach((area, number) =>
    Object.assign(area, { name: ["Bezirk Nord", "Ost", "Nordregion"][number] }),
  );
  const found = (at) =>
    s
      .matches(at, "nord")
      .map(({ kind, index, name }) => [
        name,
        kind === "area" ? null : s.otherAreas(at)[index].level,
        s.kindText({ data: at }, { kind, index }),
      ]);
  const word = given.city.area_word;
  assert.deepEqual(found(given), [
    ["Nordhafen", null, word],
    ["Nordmark", null, word],
    ["Bezirk Nord", "bezirk", "Bezirk"],
    ["Nordregion", "region", "Region"],
  ]);
  const larger = s.atLevel(given, given.levels[0]);
  assert.deepEqual(found(larger), [
    ["Bezirk Nord", null, "Bezirk"],
    ["Nordhafen", "", word],
    ["Nordmark", "", word],
    ["Nordregion", "region", "Region"],
  ]);
  assert.deepEqual(s.otherAreas({ areas: [] }), [], "a city without levels");
});

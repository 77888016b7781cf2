// Nothing that the page draws, says, saves or prints depends on a number that is withheld, even where one came in by mistake.
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");
const { fake, onPage } = require("./drawing.js");

const s = load();
const GONE = 1; // the area of which everything is withheld
const AREAS = ["Nord", "Mitte", "Hafen", "Heide", "Anger"];
const VALUES = [12.5, null, 31.25, 44, 58.75];
const NOW = { id: "2023-12-31", label: "31.12.2023" };
const BEFORE = { id: "2022-12-31", label: "31.12.2022" };

const drawn = (name, run) => test(name, () => onPage(run));

const written = (node) =>
  node === null || node === undefined || node === false
    ? ""
    : Array.isArray(node)
      ? node.map(written).join("")
      : typeof node !== "object"
        ? String(node)
        : "tag" in node
          ? `<${node.tag} ${JSON.stringify(node.attributes)} ${node.value || ""}>${node.textContent || ""}${written(node.children)}</>`
          : JSON.stringify(node);

const filled = (value, of) => VALUES.map((one) => (one === null ? value : of(one)));

/** What a leak would bring in: a value, its class, its interval, what follows from it. `value` null: as it is to be.
 */
const leaky = (value, given = {}) => {
  const row = filled(value, (one) => one);
  const around = (by) => filled(value === null ? null : value + by, (one) => one + by);
  const place = (one) => (one === null ? -1 : one > 40 ? 1 : 0);
  return layer({
    id: "x",
    classes: [
      { color: "#ffffff", label: "12,5 bis 40", code: null },
      { color: "#000000", label: "über 40 bis 58,75", code: null },
    ],
    info: [],
    class_note: "",
    caption: null,
    periods: [BEFORE, NOW],
    v: [VALUES.map(() => 20), row],
    c: [VALUES.map(() => 0), row.map(place)],
    s: ["AAAAA", "AQAAA"],
    w: [{}, {}],
    lo: [null, around(-2)],
    hi: [null, around(2)],
    cmp: ["", value === null ? "= ==+" : "=+==+"],
    firm: ["", value === null ? "1 111" : "10111"],
    firm_note: "",
    city: [
      { v: 20, s: "A", w: null },
      { v: 30, s: "A", w: null },
    ],
    scale: { by: "natural", upper: [40, 58.75] },
    change: [null, { from: 0, v: filled(value === null ? null : value - 20, (one) => one - 20), city: 10 }],
    ...given,
  });
};

const balance = (value) =>
  leaky(value, {
    id: "b",
    scale: undefined,
    steps: [3, 9, 20],
    gap: [null, filled(value === null ? null : Math.round(value), () => 4)],
    gap_lo: [null, null],
    gap_hi: [null, null],
    need: [null, filled(value === null ? null : value + 7, () => 24)],
    kids: [null, filled(value === null ? null : 2 * value, () => 48)],
    places: [null, [20, 21, 20, 20, 20]],
    sums: [null, [9, 120, 111]],
    s: ["AQAAA", "AQAAA"],
    closed: { kids: [[], [GONE]], need: [[], [GONE]], places: [[], []] },
    lo: undefined,
    hi: undefined,
  });

const counted = (value) =>
  leaky(value, {
    id: "n",
    symbols: true,
    classes: [],
    c: [VALUES.map(() => -1), VALUES.map(() => -1)],
    scale: undefined,
    decimals: 0,
  });

/** A field of two questions, whose class alone would tell. */
const matrix = (value) =>
  leaky(value, {
    id: "m",
    kind: "bivariate",
    scale: undefined,
    axes: { x: "x", y: "y", x_labels: ["wenig", "viel"], y_labels: ["oben"] },
    classes: [
      { color: "#ffffff", label: "wenig", code: "A1" },
      { color: "#000000", label: "viel", code: "B1" },
    ],
  });

/** The index of the soziale Lage, and the fields of the board of needs. */
const lage = (value) => leaky(value, { id: "lage_index" });
const square = (x) => [[[x * 100000, 0, 100000, 0, 0, 100000, -100000, 0]]];
const fields = (value) =>
  leaky(value, {
    id: "u3_field",
    kind: "bivariate",
    scale: undefined,
    c: [VALUES.map(() => 0), filled(value === null ? -1 : 8, (one) => (one > 40 ? 8 : 6))],
    axes: { x: "x", y: "y", x_labels: ["wenig", "mittel", "viel"], y_labels: ["unten", "mitte", "oben"] },
    classes: Array.from({ length: 9 }, (none, at) => ({ color: "#ffffff", label: "Feld " + at, code: "F" + at })),
  });

/** The board: field, coverage and need of the withheld area come in, too; what is missing there it says by itself. */
const board = (value) => {
  const given = (of) => filled(value === null ? null : of(value), of);
  const none = VALUES.map(() => null);
  const row = {
    f: value === null ? "6-688" : "68688",
    s: "AQAAA",
    of: given((one) => one + 20),
    lo: given((one) => one + 15),
    hi: given((one) => one + 25),
    n: given((one) => one),
    m: given((one) => one / 4),
    w: VALUES.map((one) => (one === null ? null : Math.ceil(one / 4))),
    wl: none,
    wh: none,
    houses: {},
    why: { [GONE]: "eine Angabe dazu ist gesperrt (Datenschutz)" },
  };
  const year = { id: NOW.id, label: NOW.label, tense: "today", lage: NOW.id, target: "", targets: {} };
  const offer = { id: "u3", short: "U3", layer: "u3_field", info: [], years: [year], planned: {} };
  return {
    bounds: [90, 100],
    cuts: [20, 40],
    offers: [{ ...offer, rows: { bestand: [row], mit_massnahmen: [row] } }],
  };
};

const groups = (value) => [
  {
    layer: "x",
    label: "X",
    period: NOW.id,
    period_label: NOW.label,
    dimension: "Geschlecht",
    unit: "%",
    decimals: 1,
    share: true,
    groups: [
      {
        id: "sex=f",
        label: "weiblich",
        v: filled(value, (one) => one),
        s: "AQAAA",
        city: 30,
        lo: filled(value, (one) => one - 1),
        hi: filled(value, (one) => one + 1),
      },
    ],
  },
];

/** The page of a leak; `at`: number of the layer that is shown. */
const pageOf = (value, at = 0, given = {}) => {
  const layers = [leaky(value), balance(value), counted(value), matrix(value), lage(value), fields(value)];
  const shown = { layer: given.of ? given.of(layers[at]) : layers[at], period: 1 };
  const state = {
    layer: at,
    period: 1,
    area: GONE,
    view: "tabelle",
    hidden: [],
    compare: [GONE, 2],
    fields: ["lage"],
    muted: true,
    planned: false,
    group: null,
    section: null,
    facility: null,
    names: true,
  };
  const page = {
    t: s.translator(pageTexts("de")),
    shown: () => shown,
    state,
    cell: null,
    parts: {},
    badges: false,
    drawn: {
      areas: {
        bounds: [
          [0, 0],
          [1, 5],
        ],
      }, // latitude before longitude
      facilityChoice: { shown: () => false, keeps: () => true, told: () => "" },
    },
    announce() {},
    pin() {},
    choose() {},
    data: {
      number: NUMBER,
      language: "de",
      layers,
      groups: [{ id: "lage", label: "Lage" }],
      headline: ["x"],
      groups_of: groups(value),
      gap_board: board(value),
      lage: {
        layer: "lage_index",
        periods: [BEFORE.id, NOW.id],
        parts: [
          { id: "x", short: "X", label: "X" },
          { id: "b", short: "B", label: "B" },
        ],
        terms: [null, [filled(value, (one) => one), filled(value, (one) => -one)]],
        centring: [null, filled(value, () => 0)],
        ranks: [null, null],
      },
      facility_types: [],
      facilities: [],
      neutral: ["#ffffff", "#000000"],
      sides: ["#111111", "#222222", "#333333", "#444444", "#555555"],
      city: { name: "Stadt", slug: "stadt", notice: null, area_word: "Gebiet", area_words: "Gebiete" },
      areas: AREAS.map((name, at) => ({
        id: name.toLowerCase(),
        name,
        part_of: [],
        neighbours: [],
        rings: square(at),
        label: [0.5, at + 0.5],
      })),
    },
  };
  page.parts.gap = { rows: () => s.gapRows(page, { offer: 0, year: 0 }) };
  return page;
};

/** The page with this in its address. */
const set = (page, state) => {
  Object.assign(page.state, state);
  return page;
};

/** The page with another figure on its second map. */
const withSecond = (page) => {
  page.parts.second = { twin: () => ({ ...page, shown: () => ({ layer: page.data.layers[4], period: 1 }) }) };
  return set(page, { second: "lage_index" });
};

/** The file of a tab, with what it says below its rows. */
const tabFile = (page, view) => {
  const file = s.openFile(set(page, { view }));
  return file && s.tabCsv(page, file);
};
const WITH_FILE = s.tabNames().filter((name) => s.openView(name).file);

/** The page while its second map shows what measures change: five more everywhere, of what is withheld too. */
const measured = (page) => {
  const own = page.data.layers[page.state.layer];
  const more = (row, by) => row.map((one) => (one === null ? null : one + by));
  own.planned = {
    from: 1,
    v: [more(own.v[1], 5)],
    c: [own.c[1]],
    s: ["AQAAA"],
    w: [{}],
    city: [{ v: 35, s: "A", w: null }],
    ...(own.gap
      ? {
          gap: [more(own.gap[1], -2)],
          gap_lo: [null],
          gap_hi: [null],
          need: [own.need[1]],
          places: [more(own.places[1], 2)],
          sums: [[5, 120, 115]],
        }
      : null),
  };
  Object.assign(page.state, { second: "-unterschied" });
  page.shown = () => ({ layer: own, period: 1 });
  return own;
};

const shows = (draw) => {
  const node = fake("div");
  draw(node);
  return written(node);
};
const LAYERS = ["a share", "a balance", "a count", "a matrix"];

/** Every way in which the page tells of a figure: name -> page -> text. */
const WAYS = {
  "the rows of the file": (page) => JSON.stringify(s.figureRows(page)),
  "the table": (page) => shows((node) => s.addTable(page, node, () => {}).show()),
  "the file of the map": (page) => s.shownCsv(page),
  "the file of the map beside a second one": (page) => s.shownCsv(withSecond(page)),
  "the file of the map with both axes of the scatter plot": (page) =>
    s.shownCsv(set(page, { view: "zusammenhang", x: "lage_index", y: "x" })),
  ...Object.fromEntries(WITH_FILE.map((view) => [`the file of the tab ${view}`, (page) => tabFile(page, view)])),
  "the file of the comparison with planned measures": (page) => {
    measured(page);
    return tabFile(set(page, { planned: true }), "vergleich");
  },
  "the file of before and after": (page) => {
    measured(page);
    return s.shownCsv(page);
  },
  "the board of needs": (page) => {
    const { offers } = page.data.gap_board;
    const row = s.gapRow(offers[0], "bestand", 0);
    const shown = { offer: offers[0], year: 0, row, layer: page.data.layers[5] };
    const cells = s.gapCells(row, AREAS.length);
    const most = s.gapPlot(page, shown, 400, () => {});
    return [
      s.gapSummary(page, offers[0].years[0], row).join(" "),
      written(
        s.gapFieldTable(
          page,
          shown,
          cells,
          () => {},
          () => {},
        ),
      ),
      s
        .gapAreas(row, page.data.areas, "de")
        .map((area) => written(s.gapEntry(page, shown, "bestand", area, () => {}))),
      s.gapUnknownText(page, row, GONE),
      s.gapPossibleText(page, row),
      written(most.node),
      JSON.stringify(s.withGapReasons(page, page.data.layers[5]).w[1]),
    ].join("\n");
  },
  "the scatter plot and what it says": (page) => {
    const shown = s.scatterShown(set(page, { x: "lage_index", y: "x" }));
    const pairs = s.pairsOf(shown.x, shown.xPeriod, shown.y, shown.yPeriod, AREAS.length);
    const { picture } = s.scatterPlot(page, shown, pairs, 400, { tell() {}, choose() {} });
    return written(picture) + written(s.correlationSection(page, shown, pairs));
  },
  "the block of the soziale Lage": (page) => written(s.lageBlock(page, GONE)),
  "the block of the soziale Lage of another area": (page) => written(s.lageBlock(page, 0)),
  "the map as it is drawn for paper and picture": (page) =>
    written(s.drawnMap(page, { x: 0, y: 0, width: 900, height: 600 })),
  "the comparison": (page) => shows((node) => s.addComparison(page, node).show()),
  "the legend with its strip": (page) => shows((node) => s.showLegend(page, node)),
  "the tiles": (page) => written(s.tiles(page, GONE)),
  "the rows of the panel with their spines": (page) => written(s.fieldBlock(page, GONE)),
  "the spines of the others": (page) =>
    JSON.stringify(AREAS.map((name, area) => s.spineOf(page.shown().layer, 1, area))),
  "demand and supply": (page) => written(s.supplyBlock(page, GONE)),
  "the notes on values": (page) => written(s.noteBlock(page, GONE)),
  "the lines over the years": (page) =>
    written(s.trendBlock(page, GONE)) + s.trendText(page, page.shown().layer, GONE),
  "the bars of groups": (page) => written(s.groupsFold(page, GONE)),
  "the sheet of the area": (page) => written(s.areaSheet(page, GONE)),
  "the sheet of the table": (page) => written(s.sheets(page, { table: true })),
  "what a pointer is told": (page) => written(s.areaTip({ ...page, block: undefined }, GONE)),
  "names for those who listen": (page) =>
    AREAS.map((name, area) => s.areaSentence(page, page.shown().layer, 1, area)).join("\n"),
  "the sentence on a choice": (page) =>
    AREAS.map((name, area) => s.spokenSentence(page, page.shown().layer, 1, area)).join("\n"),
  "colours and signs of the map and its picture": (page) =>
    AREAS.map((name, area) => {
      const { layer: own } = page.shown();
      const reading = s.reading(own, 1, area);
      return [
        s.areaFill(own, reading),
        s.areaSign(page, own, reading, 1, area),
        s.gapStep(own, s.gapAt(own, 1, area)),
        s.unsure(own, 1, area),
      ].join();
    }).join("\n"),
  "ranks, ends and counts": (page) => {
    const { layer: own } = page.shown();
    return JSON.stringify([
      s.ranks(own, 1, 5),
      s.extent(own, true),
      s.counts(own, 1, 5),
      s.compareSpan(own, 1, [GONE, 0]),
      s.unsureCount(own, 1, 5),
    ]);
  },
  "points of the scatter": (page) => JSON.stringify(s.pairsOf(page.data.layers[0], 1, page.data.layers[2], 1, 5)),
  "other classes": (page) =>
    JSON.stringify(
      s.schemesOf(page.data.layers[0]).map((by) => {
        const own = s.inClasses(page, page.data.layers[0], by);
        return [own.classes, own.class_note, AREAS.map((name, area) => s.reading(own, 1, area))];
      }),
    ),
  "what measures change": (page) => {
    const own = measured(page);
    return JSON.stringify([s.measureGain(page, own), s.figureRows(page), s.measureTexts(page, own, 1, GONE)]);
  },
  "the table of before and after": (page) => {
    measured(page);
    return shows((node) => s.addTable(page, node, () => {}).show());
  },
  "one group": (page) => {
    const own = s.asGroup(page, page.data.layers[0], s.splitOf(page.data, page.data.layers[0], "sex=f"));
    return JSON.stringify([own.classes, own.v, own.c, own.s, own.lo, s.ranks(own, 1, 5)]);
  },
};

Object.entries(WAYS).forEach(([way, tell]) => {
  drawn(`${way}: the same whatever the withheld number is`, () =>
    LAYERS.forEach((name, at) => {
      const sound = tell(pageOf(null, at));
      [0, 33.5, 46.75, 987.5].forEach((value) => assert.equal(tell(pageOf(value, at)), sound, `${name}: ${value}`));
    }),
  );
});

test("the tabs whose files are looked at are all that have one", () =>
  assert.deepEqual(WITH_FILE.toSorted(), ["handlungsbedarf", "steckbrief", "vergleich", "zusammenhang"]));

drawn("what is withheld is called so wherever it is told of in words", () => {
  [
    "the file of the map",
    "the file of before and after",
    "the block of the soziale Lage",
    "the board of needs",
    "the sheet of the area",
    "the sheet of the table",
    ...WITH_FILE.map((view) => `the file of the tab ${view}`),
    "the table",
    "the table of before and after",
    "the comparison",
    "the legend with its strip",
    "the tiles",
    "the rows of the panel with their spines",
    "demand and supply",
    "the sheet of the area",
    "the notes on values",
    "the bars of groups",
    "what a pointer is told",
    "names for those who listen",
    "the sentence on a choice",
    "the rows of the file",
  ].forEach((way) =>
    assert.match(WAYS[way](pageOf(null)).toLowerCase().replaceAll("\u00ad", ""), /gesperrt \(datenschutz\)/, way),
  );
});

drawn("the others are ranked without a gap, and nothing of the withheld area stands on a scale", () => {
  const page = pageOf(46.75);
  const own = page.data.layers[0];
  assert.deepEqual(s.ranks(own, 1, 5), [4, null, 3, 2, 1]);
  assert.equal(s.placeOf(own, 1, GONE, 5), null);
  assert.equal(s.placeOf(own, 1, 0, 5).of, 4);
  assert.match(written(s.areaTip({ ...page, block: undefined }, 0)), /Rang 4 von 4/);
  assert.equal(s.spineOf(own, 1, GONE), null);
  assert.equal(s.compareStrip(own, 1, GONE, [0, 60]), null);
  assert.equal(s.spineOf(own, 1, 0).ticks.length, 4);
  assert.equal((WAYS["the legend with its strip"](page).match(/sr-strip-dot/g) || []).length, 4);
  assert.equal(s.areaSign(page, own, s.reading(own, 1, GONE), 1, GONE), "•");
});

drawn("larger areas: what is withheld in one has no class there either", () => {
  const shape = (x) => [[[x, 0, 1, 0, 0, 1, -1, 0]]];
  const own = leaky(null, { lo: undefined, hi: undefined, cmp: undefined, firm: undefined });
  const data = (value) => ({
    ...pageOf(null).data,
    layers: [own],
    areas: AREAS.map((name, at) => ({ id: name, name, rings: shape(at), neighbours: [] })),
    levels: [{ id: "bezirk", area_word: "Bezirk", area_words: "Bezirke", count: 2 }],
    larger: {
      areas: [
        { id: "w", name: "West", members: [0, 1], neighbours: [1] },
        { id: "o", name: "Ost", members: [2, 3, 4], neighbours: [0] },
      ],
      layers: {
        x: {
          v: [
            [null, 20],
            [value, 44],
          ],
          s: ["OA", "QA"],
          w: [[], []],
          change: [null, null],
        },
      },
    },
  });
  const told = (value) => {
    const at = data(value);
    const [found] = s.atLevel(at, at.levels[0]).layers;
    return JSON.stringify([
      s.counts(found, 1, 2),
      s.ranks(found, 1, 2),
      s.reading(found, 1, 0),
      s.reading(found, 1, 1),
    ]);
  };
  assert.match(told(null), /"Q":1/);
  [5, 45, 99].forEach((value) => assert.equal(told(value), told(null)));
});

drawn("what measures bring is told in places, never where the places are withheld", () => {
  const places = (own) => ({
    ...balance(null),
    places: [null, [20, own, 20, 20, 20]],
    gap: [null, [4, null, 4, 4, 4]],
    planned: {
      from: 1,
      v: [[9, null, 9, 9, 9]],
      c: [[0, -1, 0, 0, 0]],
      s: ["AQAAA"],
      w: [{}],
      city: [null],
      gap: [[1, null, 4, 4, 4]],
      gap_lo: [null],
      gap_hi: [null],
      need: [null],
      places: [[30, null, 20, 20, 20]],
      sums: [null],
    },
  });
  const gain = s.measureGain({ t: (key) => key }, places(21));
  assert.deepEqual(gain.v[1], [10, null, 0, 0, 0]);
  assert.equal(gain.s[1][GONE], "Q");
});

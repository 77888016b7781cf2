const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();
const AREAS = ["Altstadt", "Berg", "Cux", "Dorf", "Eck"].map((name) => ({ name }));
const none = AREAS.map(() => null);
const year = (id, tense) => ({ id, label: id, tense, lage: "2023-12-31", target: "", targets: {} });

/*
 * Bounds 90 and 100. 2024/25 today: Altstadt C3 with 11 missing (80 %), Berg C3 with 3 (89.96 %), Cux A3 with 20,
 * Dorf B2 (95 %, 88 % in the less favourable variant), Eck withheld.
 */
const ROW = {
  f: "88648",
  s: "AAFFQ",
  of: [80, 89.96, 50, 95, null],
  n: [50.5, 30, 40, 20, null],
  p: [40.4, 27, 20, 19, null],
  m: [10.1, 3, 20, 1, null],
  w: [11, 3, 20, 1, null],
  wl: [null, null, 18, 0, null],
  wh: [null, null, 22, 3, null],
  lo: [null, null, 47.6, 88, null],
  hi: [null, null, 52.6, 100, null],
  houses: {},
  why: { 4: "eine Angabe dazu ist gesperrt" },
};
const fields = (f, w = none) => Object.assign({}, ROW, { f, s: "FFFFQ", w, lo: null, hi: null });
const OFFER = {
  id: "u3",
  short: "U3",
  layer: "u3_field",
  info: [],
  years: [year("2023/24", "past"), year("2024/25", "today"), year("2025/26", "ahead"), year("2026/27", "ahead")],
  rows: {
    bestand: [fields("0860-"), ROW, fields("8080-", [12, 0, 4, 0, null]), fields("8082-", [13, 0, 5, 0, null])],
    mit_massnahmen: [null, ROW, fields("8080-", [12, 0, 4, 0, null]), fields("2080-", [1, 0, 5, 0, null])],
  },
  planned: {
    0: [
      { label: "Anbau", places: 10, from: "01.02.2027", state: "beschlossen", counts: true },
      { label: "Gruppe", places: -5, from: "01.08.2025", state: "Idee", counts: false },
    ],
  },
};
const LAGE = {
  layer: "lage_index",
  periods: ["2023-12-31"],
  parts: [{ short: "SGB II" }, { short: "Wohnfläche" }, { short: "Arbeitslose" }],
  terms: [
    [
      [0.9, 0, 0, 0, 0],
      [-0.4, 0, -0.5, 0, 0],
      [0.2, 0, 0, 0, 0],
    ],
  ],
  centring: [none],
  ranks: [{ rank: [1, 2, 3, 4, 5], low: none, high: none, median: none, top3: none, robust: "0111 " }],
};
const index = layer({
  id: "lage_index",
  periods: [{ id: "2023-12-31", label: "31.12.2023" }],
  v: [[1.2, 0.9, -1, 0.1, 0.3]],
  c: [[1, 1, 0, 0, 0]],
  s: ["AAAAQ"],
  w: [{}],
});
const field = { id: "u3_field", kind: "bivariate", periods: [{ id: "2024/25" }, { id: "2025/26" }], v: [none, none] };
const page = (language = "de") => ({
  t: s.translator(pageTexts(language)),
  data: {
    number: NUMBER,
    language,
    areas: AREAS,
    lage: LAGE,
    layers: [index, field],
    city: { area_word: "Stadtteil", area_words: "Stadtteile" },
    gap_board: { bounds: [90, 100], cuts: [-0.5, 0.5], offers: [OFFER] },
  },
});

test("each area lies in one field or in none, and a withheld one in none", () => {
  const found = s.gapCells(ROW, 5);
  assert.deepEqual(found.fields[8], [0, 1]);
  assert.deepEqual([found.fields[6], found.fields[4], found.none], [[2], [3], [4]]);
  assert.equal(found.fields.flat().length + found.none.length, 5);
  assert.equal(s.gapField(ROW, 4), -1);
  assert.equal(s.gapField(null, 0), -1);
});

test("gaps are in order of strain, then of missing places, then of names", () => {
  assert.deepEqual(s.gapAreas(ROW, AREAS, "de"), [0, 1, 2]);
  assert.deepEqual(s.gapAreas(Object.assign({}, ROW, { w: [3, 3, 20, 1, null] }), AREAS, "de"), [0, 1, 2]);
  assert.deepEqual(s.gapAreas(Object.assign({}, ROW, { w: [2, 3, 20, 1, null] }), AREAS, "de"), [1, 0, 2]);
  assert.deepEqual(s.gapAreas(fields("0120-"), AREAS, "de"), []);
});

test("a gap has a first and a last year", () => {
  const rows = OFFER.rows.bestand;
  assert.deepEqual(s.gapSpan(rows, 1, 0), { first: 1, last: 3, fromStart: false, toEnd: true });
  assert.deepEqual(s.gapSpan(rows, 1, 1), { first: 0, last: 1, fromStart: true, toEnd: false });
  assert.deepEqual(s.gapSpan(rows, 2, 2), { first: 0, last: 3, fromStart: true, toEnd: true });
  assert.equal(s.gapSpan(rows, 1, 3), null);
  const gone = [fields("8"), fields("0"), fields("8"), fields("0")];
  assert.deepEqual(s.gapSpan(gone, 2, 0), { first: 2, last: 2, fromStart: false, toEnd: false });
});

test("a gap is firm where the more favourable variant is below the bound, too", () => {
  assert.equal(s.gapFirm(ROW, 0, 90), null);
  assert.equal(s.gapFirm(ROW, 2, 90), true);
  assert.equal(s.gapFirm(Object.assign({}, ROW, { hi: [null, null, 90, 100, null] }), 2, 90), false);
  assert.deepEqual(s.gapPossible(ROW, AREAS, 90), [3]);
  assert.deepEqual(s.gapPossible(fields("0120-"), AREAS, 90), []);
});

test("a share never seems to reach a bound it is below", () => {
  const said = (share) => s.gapShare(share, [90, 100], NUMBER);
  assert.deepEqual([80, 89.96, 90, 99.96, 100, 130.04].map(said), [
    "80,0",
    "89,96",
    "90,0",
    "99,96",
    "100,0",
    "130,0",
  ]);
});

test("the board opens with the offer and year of the map, else with today", () => {
  const { data } = page();
  assert.deepEqual(s.gapShown(data, { layer: 1, period: 1 }, null), { offer: 0, year: 2, onMap: true });
  assert.deepEqual(s.gapShown(data, { layer: 0, period: 0 }, null), { offer: 0, year: 1, onMap: false });
  assert.deepEqual(s.gapShown(data, { layer: 0, period: 0 }, { offer: 0, year: 3 }), {
    offer: 0,
    year: 3,
    onMap: false,
  });
});

test("with measures is what the stock says where no measure says otherwise", () => {
  assert.equal(s.gapRow(OFFER, "mit_massnahmen", 0), OFFER.rows.bestand[0]);
  assert.equal(s.gapRow(OFFER, "mit_massnahmen", 3), OFFER.rows.mit_massnahmen[3]);
  assert.equal(s.gapRow(OFFER, "bestand", 3), OFFER.rows.bestand[3]);
});

test("the summary counts gaps, those with high strain, near ones and unknown ones", () => {
  assert.deepEqual(s.gapSummary(page(), OFFER.years[1], ROW), [
    "2024/25 (heute): In 3 von 4 Gebieten (Stadtteile) decken die Plätze weniger als 90 % des Bedarfs.",
    "In 2 davon ist die soziale Belastung hoch.",
    "In einem weiteren sind es 90 bis unter 100 %.",
    "Für ein Gebiet ist keine Aussage möglich; der Grund steht unten.",
  ]);
  const without = s.gapSummary(page(), OFFER.years[2], fields("01201"));
  assert.equal(
    without[0],
    "2025/26 (Prognose): Keines von 4 Gebieten (Stadtteile) liegt unter 90 % des Bedarfs. Damit gibt es nach den Grenzen der Stadt keine Lücke.",
  );
  assert.equal(s.gapSummary(page(), OFFER.years[2], fields("-----")).length, 1);
});

test("reasons name places, burden, time, measures and how sure", () => {
  const p = page();
  assert.equal(
    s.gapPlacesText(p, ROW, 0),
    "Es fehlen 11 Plätze (ungerundet 10,1). 80,0 % von 50,5 benötigten Plätzen sind da.",
  );
  assert.equal(
    s.gapPlacesText(p, ROW, 2),
    "Es fehlen 20 Plätze (je nach Variante 18 bis 22). 50,0 % von 40,0 benötigten Plätzen sind da.",
  );
  assert.equal(s.gapPlacesText(p, ROW, 1), "Es fehlen 3 Plätze. 89,96 % von 30,0 benötigten Plätzen sind da.");
  assert.equal(
    s.gapLageText(p, OFFER, 1, ROW, 0),
    "Hohe soziale Belastung; ungünstiger als im Mittel: „SGB II“ und „Arbeitslose“; günstiger: „Wohnfläche“ (31.12.2023).",
  );
  assert.equal(
    s.gapLageText(p, OFFER, 1, ROW, 2),
    "Geringe soziale Belastung; günstiger: „Wohnfläche“ (31.12.2023).",
  );
  assert.equal(
    s.gapSpanText(p, OFFER, "bestand", 1, 0),
    "Unter 90 % ab 2024/25, bis zum letzten berechneten Jahr 2026/27.",
  );
  assert.equal(s.gapSpanText(p, OFFER, "mit_massnahmen", 1, 0), "Unter 90 % ab 2024/25, bis 2025/26.");
  assert.equal(s.gapSpanText(p, OFFER, "bestand", 1, 3), "");
  const single = (...found) =>
    Object.assign({}, OFFER, {
      years: OFFER.years.slice(0, found.length),
      rows: { bestand: found.map((one) => fields(one + "----")) },
    });
  assert.equal(
    s.gapSpanText(p, single("0", "8"), "bestand", 1, 0),
    "Unter 90 % ab 2024/25, dem letzten berechneten Jahr.",
  );
  assert.equal(s.gapSpanText(p, single("8", "0"), "bestand", 0, 0), "Unter 90 % 2023/24; davor ist nichts bekannt.");
  assert.equal(s.gapSpanText(p, single("0", "8", "0"), "bestand", 1, 0), "Unter 90 % nur 2024/25.");
  assert.equal(s.gapSpanText(p, single("8"), "bestand", 0, 0), "");
  assert.equal(
    s.gapSureText(p, OFFER, 1, ROW, 0),
    "Kinder und Plätze sind gezählt. Der Rang im Lageindex hängt vom Verfahren ab.",
  );
  assert.equal(
    s.gapSureText(p, OFFER, 1, ROW, 2),
    "Die Kinder sind vorausberechnet. Auch in der günstigeren Variante unter 90 %.",
  );
  assert.equal(s.gapUnknownText(p, ROW, 4), "eine Angabe dazu ist gesperrt");
  assert.equal(s.gapPossibleText(p, ROW), "Nur in der ungünstigeren Variante unter 90 %: Dorf.");
});

test("measures are named with their state, and what they change before and after", () => {
  const p = page();
  assert.deepEqual(s.gapPlannedTexts(p, OFFER, "bestand", 3, 0), [
    "Anbau: +10 Plätze ab 01.02.2027 (beschlossen).",
    "Gruppe: −5 Plätze ab 01.08.2025 (Idee; zählt nicht mit).",
    "Damit fehlt 2026/27 noch ein Platz.",
    "Mindestens 90 % sind damit ab 2026/27 gedeckt.",
  ]);
  assert.deepEqual(s.gapPlannedTexts(p, OFFER, "bestand", 2, 0).slice(2), [
    "2025/26 ändert das die fehlenden Plätze nicht.",
    "Mindestens 90 % sind damit ab 2026/27 gedeckt.",
  ]);
  assert.deepEqual(s.gapPlannedTexts(p, OFFER, "mit_massnahmen", 3, 0).slice(2), [
    "Ohne die Maßnahmen fehlten 2026/27 13 Plätze.",
  ]);
  assert.deepEqual(s.gapPlannedTexts(p, OFFER, "bestand", 2, 2), ["Hier ist keine Maßnahme geplant."]);
  assert.deepEqual(s.gapPlannedTexts(p, OFFER, "bestand", 0, 0), [], "of a past year nothing is planned");
});

test("measures that help for some years only say for which", () => {
  const rows = {
    bestand: OFFER.rows.bestand,
    mit_massnahmen: [
      null,
      fields("2----", [0, null, null, null, null]),
      fields("8----", [12, null, null, null, null]),
      fields("8----", [13, null, null, null, null]),
    ],
  };
  const offer = Object.assign({}, OFFER, { rows });
  assert.deepEqual(s.gapPlannedTexts(page(), offer, "bestand", 1, 0).slice(2), [
    "Damit fehlt 2024/25 kein Platz mehr.",
    "Mindestens 90 % sind damit nur 2024/25 gedeckt.",
  ]);
  assert.equal(
    s.gapPlannedTexts(page(), offer, "bestand", 2, 0)[3],
    "Mindestens 90 % sind damit nur 2024/25 gedeckt.",
  );
  const never = Object.assign({}, OFFER, {
    rows: { bestand: OFFER.rows.bestand, mit_massnahmen: OFFER.rows.bestand },
  });
  assert.equal(
    s.gapPlannedTexts(page(), never, "bestand", 2, 0)[3],
    "Unter 90 % bleibt es auch damit in allen berechneten Jahren.",
  );
});

test("from when measures are enough does not depend on the year that is looked at", () => {
  const after = [
    null,
    ROW,
    fields("2----", [0, null, null, null, null]),
    fields("2----", [0, null, null, null, null]),
  ];
  const offer = Object.assign({}, OFFER, { rows: { bestand: OFFER.rows.bestand, mit_massnahmen: after } });
  for (const year of [1, 2, 3]) {
    assert.equal(
      s.gapPlannedTexts(page(), offer, "bestand", year, 0)[3],
      "Mindestens 90 % sind damit ab 2025/26 gedeckt.",
    );
  }
});

test("the layer of the fields says why from the board, as it is and with measures, and makes no sentence before it is read", () => {
  const p = page();
  const own = {
    id: "u3_field",
    periods: [{ id: "2024/25" }, { id: "2026/27" }],
    w: [{ 4: "gesperrt" }, {}],
    planned: { from: 1, w: [{}] },
  };
  const worded = s.withGapReasons(p, own);
  assert.equal(
    worded.w[0][0],
    "Hohe soziale Belastung; ungünstiger als im Mittel: „SGB II“ und „Arbeitslose“; günstiger: „Wohnfläche“ (31.12.2023). " +
      "Es fehlen 11 Plätze (ungerundet 10,1). 80,0 % von 50,5 benötigten Plätzen sind da.",
  );
  assert.deepEqual(Object.keys(worded.w[0]).sort(), ["0", "1", "2", "3", "4"]);
  assert.equal(worded.w[0][4], "gesperrt");
  assert.equal(worded.w[0], worded.w[0], "made once");
  assert.match(worded.planned.w[0][0], /Es fehlt ein Platz/);
  assert.match(worded.w[1][0], /Es fehlen 13 Plätze/);
  assert.equal(s.withGapReasons(p, index), index);
});

test("every sentence of the board is there in both languages", () => {
  const words = [pageTexts("de"), pageTexts("en")].map((texts) =>
    Object.keys(texts).filter((key) => key.startsWith("gap.")),
  );
  assert.deepEqual(words[0], words[1]);
  const p = page("en");
  const said = [
    s.gapPlacesText(p, ROW, 2),
    s.gapLageText(p, OFFER, 1, ROW, 0),
    s.gapSpanText(p, OFFER, "bestand", 1, 0),
    s.gapSureText(p, OFFER, 1, ROW, 2),
    ...s.gapPlannedTexts(p, OFFER, "bestand", 3, 0),
    ...s.gapSummary(p, OFFER.years[1], ROW),
  ];
  said.forEach((text) => assert.doesNotMatch(text, /gap\.|[{}]|undefined/));
});

test("points stand only where both are known, and beyond the edge they say so", () => {
  const at = (area) => [1, 2, null, 0, 3][area];
  assert.deepEqual(
    s
      .gapPoints(Object.assign({}, ROW, { of: [80, 400, 50, 95, null] }), at, 5, 150)
      .map(({ area, y, beyond }) => [area, y, beyond]),
    [
      [0, 80, false],
      [1, 150, true],
      [3, 95, false],
    ],
  );
  assert.equal(s.gapIndexAt(page().data, "2023-12-31")(0), 1.2);
  assert.equal(s.gapIndexAt(page().data, "2023-12-31")(4), null, "withheld");
  assert.equal(s.gapIndexAt(page().data, "2020-12-31")(0), null);
});

test("the nine fields cover the picture without a gap: the critical one stands in the upper right", () => {
  const zones = s.gapZones([40, 100, 200, 300], [250, 150, 110, 10]);
  assert.equal(
    zones.reduce((sum, zone) => sum + zone.width * zone.height, 0),
    260 * 240,
  );
  assert.deepEqual(zones[8], { field: 8, x: 200, y: 10, width: 100, height: 100 });
  assert.deepEqual(zones[0], { field: 0, x: 40, y: 150, width: 60, height: 100 });
});

test("the code of a field stands in a corner without a point, or nowhere", () => {
  const zone = { field: 8, x: 100, y: 100, width: 60, height: 60 };
  const corner = (points) => s.gapCodes([zone], points).map(({ x, y }) => [x, y]);
  assert.deepEqual(corner([]), [[103, 102]]);
  assert.deepEqual(corner([{ x: 110, y: 108 }]), [[139, 102]]);
  assert.deepEqual(
    corner(
      [
        [110, 108],
        [150, 108],
        [110, 150],
        [150, 150],
      ].map(([x, y]) => ({ x, y })),
    ),
    [],
  );
  assert.deepEqual(s.gapCodes([{ field: 0, x: 0, y: 0, width: 60, height: 12 }], []), []);
});

test("names stand right beside their points, never nearer to another, nor on one another; without room there is none", () => {
  const size = { width: 300, height: 260 };
  const points = [
    [60, 40],
    [62, 46],
    [64, 52],
    [62, 34],
    [64, 46],
    [150, 100],
    [156, 100],
    [280, 250],
    [200, 30],
  ].map(([x, y]) => ({ x, y }));
  const items = points.map((point, at) => ({
    name: "Name " + at,
    x: point.x,
    y: point.y,
    room: 1e6,
    slack: [38, 15],
    forms: [{ width: 60, height: 14 }],
  }));
  const codes = [{ x: 165, y: 80, width: 80, height: 40 }];
  const view = s.plotView(size, { left: 44, bottom: 24 });
  const placed = s.placeNames(items, points, view, codes);
  const names = placed.map(({ item }) => item.name);
  assert.ok(names.includes("Name 5") && names.includes("Name 8"), names.join());
  assert.ok(!names.includes("Name 6") && !names.includes("Name 7"), "no room beside it; below the axis");
  const rects = placed.map(({ x, y }) => ({ x, y, width: 60, height: 14 }));
  const away = ({ x, y }, point) =>
    Math.hypot(Math.max(x - point.x, 0, point.x - x - 60), Math.max(y - point.y, 0, point.y - y - 14));
  rects.forEach((one, at) => {
    rects.slice(at + 1).forEach((other) => assert.equal(s.overlaps(one, other, 0), false));
    codes.forEach((box) => assert.equal(s.overlaps(one, box, 0), false));
    const own = away(one, placed[at].item);
    assert.ok(own > 4 && own < 22, String(own));
    points.forEach((point) => {
      const other = away(one, point);
      assert.ok(other > 4 && (other > own + 2 || point.x === placed[at].item.x), placed[at].item.name);
    });
    assert.ok(one.x >= 44 && one.y >= 0 && one.x + 60 <= 300 && one.y + 14 <= 237);
  });
});

test("measures are told in the same sentences on the board and beside the map", () => {
  const p = page();
  const said = s.measuresPlanned(p, OFFER, 0);
  assert.equal(said.length, 2);
  assert.deepEqual(s.gapPlannedTexts(p, OFFER, "bestand", 2, 0).slice(0, 2), said);
  assert.deepEqual(s.measuresPlanned(p, OFFER, 1), [p.t("gap.planned_none")]);
  assert.deepEqual(s.gapPlannedTexts(p, OFFER, "bestand", 2, 1), [p.t("gap.planned_none")]);
  assert.deepEqual(s.measuresPlanned(p, { ...OFFER, planned: { 1: [] } }, 1), [p.t("gap.planned_none")]);
});

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");

const s = load();
const t = s.translator(pageTexts("de"));

/** Nord lacks 46 of 166, Mitte has 12 more than needed, of Hafen nothing is known. */
const balance = (given = {}) =>
  layer({
    kind: "choropleth",
    polarity: "keine",
    decimals: 1,
    unit: "% des Bedarfs",
    steps: [8, 22, 46],
    periods: [
      { id: "2024/25", label: "2024/25" },
      { id: "2025/26", label: "2025/26 (Prognose)", ahead: true },
    ],
    classes: ["dark", "middle", "light"].map((color) => ({ color, label: color })),
    v: [
      [72.4, 110, null],
      [75, 100, null],
    ],
    c: [
      [0, 2, -1],
      [0, 2, -1],
    ],
    s: ["AAQ", "FFQ"],
    w: [{}, {}],
    gap: [
      [46, -12, null],
      [40, 0, null],
    ],
    gap_lo: [null, [35, null, null]],
    gap_hi: [null, [45, null, null]],
    need: [
      [165.7, 120.4, null],
      [160, 130, null],
    ],
    places: [
      [120, 132.4, null],
      [120, 130, null],
    ],
    planned: {
      from: 1,
      v: [[100, 100, null]],
      c: [[2, 2, -1]],
      s: ["FFQ"],
      w: [{}],
      city: [{ v: 100, s: "F", w: null }],
      gap: [[0, 0, null]],
      gap_lo: [null],
      gap_hi: [null],
      need: [[160, 130, null]],
      places: [[160, 130, null]],
    },
    ...given,
  });

test("what is missing is told in whole places, with the unrounded need and both variants beside it", () => {
  const say = (period, area, of = balance()) => s.gapSentence(of, period, area, t, NUMBER);
  assert.equal(say(0, 0), "46 Plätze fehlen: 120 Plätze, benötigt 165,7.");
  assert.equal(say(0, 1), "12 Plätze mehr als benötigt: 132,4 Plätze, benötigt 120,4.");
  assert.equal(say(1, 0), "40 Plätze fehlen: 120 Plätze, benötigt 160. Je nach Variante fehlen 35 bis 45.");
  assert.equal(say(1, 1), "Der Bedarf ist gedeckt: 130 Plätze, benötigt 130.");
  assert.equal(say(0, 0, balance({ gap: [[1, -1, null], null] })), "1 Platz fehlt: 120 Plätze, benötigt 165,7.");
  assert.equal(
    say(0, 1, balance({ gap: [[1, -1, null], null] })),
    "1 Platz mehr als benötigt: 132,4 Plätze, benötigt 120,4.",
  );
  assert.equal(say(1, 0, balance({ gap: [[1, -1, null], null] })), null);
});

test("nothing is told over a withheld number, even if one came in", () => {
  const leaky = balance({
    v: [
      [72.4, 110, 50],
      [75, 100, 50],
    ],
    gap: [
      [46, -12, 9],
      [40, 0, 9],
    ],
    gap_lo: [
      [1, 1, 1],
      [1, 1, 1],
    ],
  });
  assert.equal(s.gapAt(leaky, 0, 2), null);
  assert.equal(s.gapSentence(leaky, 0, 2, t, NUMBER), null);
  assert.equal(s.withGapWords(leaky, t, NUMBER).w[0][2], undefined);
});

test("a reason that is there already stays", () => {
  const worded = s.withGapWords(balance({ w: [{ 0: "weil" }, {}] }), t, NUMBER);
  assert.deepEqual(Object.keys(worded.w[0]), ["0", "1"]);
  assert.equal(worded.w[0][0], "weil");
  assert.equal(worded.planned.w[0][0], "Der Bedarf ist gedeckt: 160 Plätze, benötigt 160.");
  assert.equal(s.withGapWords(layer(), t, NUMBER).gap, undefined);
});

test("planned measures change the dates they reach and no other", () => {
  const plain = balance();
  const changed = s.withMeasures(plain);
  assert.deepEqual(changed.v, [
    [72.4, 110, null],
    [100, 100, null],
  ]);
  assert.deepEqual(changed.gap, [
    [46, -12, null],
    [0, 0, null],
  ]);
  assert.equal(changed.city[1].v, 100);
  assert.deepEqual(plain.gap[1], [40, 0, null]);
  assert.equal(s.withMeasures(plain), changed, "always the same object");
  assert.equal(s.withMeasures(layer()).planned, undefined);
  assert.deepEqual(
    [0, 1].map((period) => s.plannedAt(plain, period)),
    [false, true],
  );
});

test("the date says that it is ahead, and that planned measures are in it", () => {
  const plain = balance();
  const when = (planned, period) => {
    const shown = planned ? s.withMeasures(plain) : plain;
    return s.whenText({ t, state: { planned }, shown: () => ({ layer: shown, period }) }, shown, period);
  };
  assert.equal(when(false, 1), "2025/26 (Prognose)");
  assert.equal(when(true, 1), "2025/26 (Prognose), mit geplanten Maßnahmen");
  assert.equal(when(true, 0), "2024/25");
});

test("three sizes, their ends belong to the smaller one, and spare places have none", () => {
  assert.deepEqual(
    [1, 8, 9, 22, 23, 46, 99].map((gap) => s.gapStep(balance(), gap)),
    [0, 0, 1, 1, 2, 2, 2],
  );
  assert.deepEqual(
    [0, -5, null].map((gap) => s.gapStep(balance(), gap)),
    [-1, -1, -1],
  );
  assert.equal(s.gapText(46, NUMBER), "−46");
  assert.equal(s.gapText(-12, NUMBER), "+12");
  assert.equal(s.gapText(0, NUMBER), "±0");
});

test("a map shows a circle with what is missing, and words for what is spare", () => {
  const page = { t, data: { number: NUMBER } };
  const sign = (period, area) => s.areaSign(page, balance(), s.reading(balance(), period, area), period, area);
  assert.deepEqual([sign(0, 0), sign(0, 1), sign(0, 2), sign(1, 0)], ["", "+12", "•", ""]);
});

test("a balance is absolute: nobody is compared with the city, and the table sorts by what is missing", () => {
  assert.equal(s.comparison(balance(), 72.4, 90), null);
  const rows = s.tableRows({ areas: [{ name: "Nord" }, { name: "Mitte" }, { name: "Hafen" }] }, balance(), 0);
  assert.deepEqual(
    rows.map((row) => row.gap),
    [-46, 12, null],
  );
  assert.deepEqual(
    s.sortedRows(rows, "gap", true, "de").map((row) => row.name),
    ["Nord", "Mitte", "Hafen"],
  );
});

test("the table knows places beside a withheld need, and the city by itself", () => {
  const withheld = balance({
    need: [[165.7, 120.4, 9], null],
    places: [[120, 132.4, 5], null],
    sums: [[32, 286.1, 252.4], null],
  });
  assert.deepEqual(s.balanceAt(withheld, 0, 2), { needed: null, places: 5, gap: null });
  assert.deepEqual(s.balanceAt(withheld, 0, 0), { needed: 165.7, places: 120, gap: -46 });
  assert.deepEqual(s.cityBalance(withheld, 0), { needed: 286.1, places: 252.4, gap: -32 });
  assert.deepEqual(s.cityBalance(withheld, 1), { needed: null, places: null, gap: null });
});

test("what a balance does not tell is withheld, not applicable or missing, in an area and in the city", () => {
  const one = balance({
    need: [[165.7, 120.4, null], null],
    places: [[120, null, 5], null],
    closed: { kids: [[], []], need: [[], []], places: [[], [0]] },
    s: ["AMQ", "QOA"],
    city: [
      { v: null, s: "Q" },
      { v: null, s: "M" },
    ],
  });
  const letters = (key, period) => [0, 1, 2, -1].map((area) => s.balanceLetter(one, key, period, area));
  assert.deepEqual(letters("need", 0), ["O", "M", "Q", "Q"]);
  assert.deepEqual(letters("places", 0), ["O", "M", "O", "Q"]);
  assert.deepEqual(letters("need", 1), ["Q", "O", "O", "M"]);
  assert.deepEqual(letters("places", 1), ["Q", "O", "O", "M"]);
});

test("a layer opens at today, not at the last year ahead", () => {
  assert.equal(s.newestShown(balance()), 0);
  assert.equal(s.lastBeen(balance()), 0);
  assert.equal(
    s.newestShown(
      balance({
        periods: [
          { id: "2025/26", ahead: true },
          { id: "2026/27", ahead: true },
        ],
      }),
    ),
    0,
  );
  assert.equal(s.newestShown(layer()), 1);
});

test("the headline says how many places are missing; what follows does not say it again", () => {
  const page = { t, data: { number: NUMBER } };
  const city = { sums: [[99, 166, 120], null] };
  const say = (period, area, of = balance(city)) => s.gapWords(page, of, period, area);
  assert.equal(say(0, 0), "46 Plätze fehlen");
  assert.equal(say(0, 1), "12 Plätze mehr als benötigt");
  assert.equal(say(1, 1), "Der Bedarf ist gedeckt");
  assert.equal(say(0, 2), null, "withheld");
  assert.equal(say(0, -1), "99 Plätze fehlen");
  assert.equal(say(1, -1), null, "not known of the city");
  assert.equal(say(0, 0, layer()), null, "no balance");
  assert.equal(
    s.wordsBeyond("46 Plätze fehlen", "46 Plätze fehlen: 120 Plätze, benötigt 166."),
    "120 Plätze, benötigt 166.",
  );
  assert.equal(
    s.wordsBeyond("Der Bedarf ist gedeckt", "der Bedarf ist gedeckt; einzeln fehlen 3"),
    "einzeln fehlen 3",
  );
  assert.equal(s.wordsBeyond(null, "Plätze nicht bekannt"), "Plätze nicht bekannt");
  assert.equal(s.wordsBeyond("46 Plätze fehlen", null), null);
});

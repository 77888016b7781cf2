const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load } = require("./assets.js");

const s = load();
const t = (key, fields) => key + (fields ? " " + Object.values(fields).join("/") : "");

const places = (id, offer, part, group = "versorgung") =>
  layer({ id, group, offer, part, short: `${offer}: ${part}` });
const LAYERS = [
  places("u3_lage", "U3", "Lage × Versorgung", "lage_versorgung"),
  places("u3_missing", "U3", "fehlende Plätze"),
  places("u3_quota", "U3", "Quote"),
  places("ogs_missing", "OGS", "fehlende Plätze"),
  layer({ id: "index", group: "lage" }),
  layer({ id: "rank", group: "lage", polarity: "keine" }),
  layer({
    id: "people",
    group: "demografie",
    short: "Einwohner",
    label: "Einwohner",
    symbols: true,
    info: [["Definition", "alle Personen"]],
  }),
  layer({
    id: "sgb2",
    group: "erwerb",
    short: "SGB-II-Quote",
    label: "SGB-II-Quote",
    info: [["Definition", "Leistungen für Bedürftige, Kinderarmut"]],
  }),
];

test("a city has only the questions it has something for, and each its own figures", () => {
  assert.deepEqual(s.questions(LAYERS), [
    { id: "places", layers: [0, 1, 2, 3] },
    { id: "lage", layers: [4, 5] },
    { id: "indicator", layers: [6, 7] },
  ]);
  assert.deepEqual(s.questions(LAYERS.slice(6)), [{ id: "indicator", layers: [0, 1] }]);
  const [, lage, indicator] = s.questions(LAYERS);
  assert.equal(s.opening({ layers: LAYERS, lage: { layer: "rank" } }, lage), 5);
  assert.equal(s.opening({ layers: LAYERS }, lage), 4);
  assert.equal(s.opening({ layers: LAYERS }, indicator), 7, "counts and figures without valuation come later");
});

test("another offer keeps what is shown of it where it has that", () => {
  const [u3, ogs] = s.offersOf(LAYERS, [0, 1, 2, 3]);
  assert.deepEqual(
    [u3.offer, ogs.offer, [...u3.parts.keys()]],
    ["U3", "OGS", ["Lage × Versorgung", "fehlende Plätze", "Quote"]],
  );
  assert.deepEqual(
    ["fehlende Plätze", "Quote"].map((part) => s.partOf(ogs, part)),
    [3, 3],
  );
  assert.equal(s.partOf(u3, "Quote"), 2);
});

test("the tree has the Handlungsfelder; words find names before definitions, umlauts or not", () => {
  const data = {
    layers: LAYERS.map((one) => ({ info: [], ...one })),
    groups: ["versorgung", "lage", "demografie", "erwerb"].map((id) => ({ id, label: id })),
  };
  assert.deepEqual(
    s.treeOf(data).map((group) => [group.id, group.layers]),
    [
      ["demografie", [6]],
      ["erwerb", [7]],
    ],
  );
  assert.deepEqual(
    s.treeOf(data, "BEDUERFT kinder").map((group) => group.layers),
    [[7]],
  );
  assert.deepEqual(
    s.treeOf(data, "fehlende").map((group) => group.layers),
    [[1, 3]],
    "other questions are found by words",
  );
  assert.deepEqual(s.treeOf(data, "nichts davon"), []);
  const two = {
    groups: [{ id: "x", label: "x" }],
    layers: [
      layer({ group: "x", label: "Quote", short: "Quote", info: [["D", "Kinder"]] }),
      layer({ group: "x", label: "Kinder", short: "Kinder", info: [] }),
    ],
  };
  assert.deepEqual(s.treeOf(two, "kinder")[0].layers, [1, 0]);
});

test("dates without anything are skipped, those with a withheld value are not", () => {
  const none = { v: null, s: "O", w: null };
  const periods = ["2019", "2020", "2021", "2022"].map((id) => ({ id, label: id }));
  const gaps = layer({
    periods,
    v: [[1], [null], [null], [3]],
    c: [[0], [-1], [-1], [0]],
    s: ["A", "O", "Q", "A"],
    city: [none, none, none, none],
  });
  assert.deepEqual(s.toldPeriods(gaps), [0, 2, 3]);
  assert.deepEqual([s.stepPeriod(gaps, 0, 1), s.stepPeriod(gaps, 3, 1), s.stepPeriod(gaps, 2, -1)], [2, null, 0]);
  assert.deepEqual([s.snapPeriod(gaps, 1, 0), s.snapPeriod(gaps, 1, 3), s.snapPeriod(gaps, 2, 0)], [2, 0, 2]);
  const city = layer({
    periods,
    v: [[null], [null], [null], [null]],
    c: [[-1], [-1], [-1], [-1]],
    s: ["O", "O", "O", "O"],
    city: [none, { v: 4, s: "A" }, none, none],
  });
  assert.deepEqual(s.toldPeriods(city), [1]);
  assert.deepEqual(s.toldPeriods({ ...city, city: [none, none, none, none] }), [0, 1, 2, 3]);
});

test("a group has the classes of the whole, only at its date, and what is withheld stays so", () => {
  const whole = layer({
    id: "sgb2",
    info: [],
    firm: ["111", "111"],
    lo: [
      [1, 2, 3],
      [1, 2, 3],
    ],
    scale: { by: "natural", upper: [5, 9] },
  });
  const group = {
    id: "sex=f",
    label: "weiblich",
    v: [5, 99, 12.25],
    s: "AQA",
    city: 4,
    lo: [4, null, 5],
    hi: [6, null, 13],
  };
  const entry = {
    layer: "sgb2",
    period: "2023-12-31",
    period_label: "31.12.2023",
    dimension: "Geschlecht",
    unit: "%",
    decimals: 1,
    share: false,
    groups: [group],
  };
  const data = { layers: [whole, layer({ id: "other" })], groups_of: [entry], number: NUMBER, areas: [0, 1, 2] };
  const page = { data, t, state: { group: { layer: "sgb2", id: "sex=f" } } };
  const shown = s.withGroup(page, whole);
  assert.equal(s.withGroup(page, whole), shown, "always the same object");
  assert.deepEqual(
    [0, 1, 2].map((area) => {
      const { value, letter, class: place } = s.reading(shown, 1, area);
      return [value, letter, place];
    }),
    [
      [5, "A", 0],
      [null, "Q", -1],
      [12.25, "A", 1],
    ],
  );
  assert.ok(!JSON.stringify(shown).includes("99"));
  assert.deepEqual(
    shown.classes,
    [
      { color: "#ffffff", label: "classes.first 1,0/5,0" },
      { color: "#000000", label: "classes.between 5,0/12,3" },
    ],
    "the last class reaches as far as the groups do",
  );
  const beside = {
    ...whole,
    scale: { ...whole.scale, distances: [1, 3] },
    classes: ["--", "-", "", "+", "++"].map((label) => ({ label })),
  };
  const apart = s.withGroup(page, beside);
  assert.deepEqual(
    [apart.c[1], apart.classes],
    [[2, -1, 4], beside.classes],
    "beside the same group in the city: 1,0 and 8,3 more",
  );
  assert.deepEqual(s.toldPeriods(shown), [1]);
  assert.deepEqual(
    [s.cityReading(shown, 1).value, s.interval(shown, 1, 0), s.interval(shown, 1, 1), s.unsure(shown, 1, 0)],
    [4, { low: 4, high: 6 }, null, false],
  );
  assert.equal(shown.label, "split.label X/weiblich");
  assert.equal(s.withGroup(page, data.layers[1]), data.layers[1]);
  const read = (text, state) => s.readGroup(text, data, state);
  assert.deepEqual(read("sex=f", { layer: 0, period: 1 }), { layer: "sgb2", id: "sex=f" });
  assert.deepEqual(
    [
      ["sex=f", { layer: 0, period: 0 }],
      ["sex=f", { layer: 1, period: 1 }],
      ["__proto__", { layer: 0, period: 1 }],
      [null, { layer: 0, period: 1 }],
    ].map(([text, state]) => read(text, state)),
    [null, null, null, null],
  );
});

test("a share of a count has its own colours and no valuation", () => {
  const count = layer({
    id: "people",
    symbols: true,
    classes: [],
    c: [
      [-1, -1, -1],
      [-1, -1, -1],
    ],
    polarity: "mehr_belastung",
  });
  const entry = {
    layer: "people",
    period: "2022-12-31",
    unit: "%",
    decimals: 1,
    share: true,
    groups: [{ id: "age=0", label: "unter 3", v: [10, 30, null], s: "AAM", city: 12 }],
  };
  const shown = s.asGroup({ data: { number: NUMBER, neutral: ["#111111", "#222222"] }, t }, count, {
    entry,
    group: entry.groups[0],
    period: 0,
  });
  assert.deepEqual(
    [shown.symbols, shown.polarity, shown.unit_words, shown.c[0], shown.c[1]],
    [false, "keine", "split.percent", [0, 1, -1], [-1, -1, -1]],
  );
  assert.deepEqual(shown.classes, [
    { color: "#111111", label: "10,0" },
    { color: "#222222", label: "classes.between 10,0/30,0" },
  ]);
  assert.equal(s.reading(shown, 0, 2).letter, "M");
  const city = (given) =>
    s.cityReading(
      s.asGroup({ data: { number: NUMBER, neutral: ["#111111", "#222222"] }, t }, count, {
        entry,
        group: { ...entry.groups[0], ...given },
        period: 0,
      }),
      0,
    );
  assert.deepEqual([city({}).letter, city({ city_s: "E" }).letter], ["A", "E"]);
  assert.deepEqual(
    [{ city: null }, { city: null, city_s: "Q" }, { city: 12, city_s: "Q" }].map((given) => [
      city(given).value,
      city(given).letter,
    ]),
    [
      [null, "O"],
      [null, "Q"],
      [null, "Q"],
    ],
  );
  assert.equal(shown.lo, undefined);
});

test("streets lead to the facilities in them, however they are spelled", () => {
  const house = (name, address) => ({
    name,
    lines: [
      ["Träger", "Lindenhof e. V."],
      ["Adresse", address],
    ],
    type: 0,
  });
  const data = {
    address_term: "Adresse",
    areas: [{ name: "Lindenau" }],
    layers: [layer({ label: "Lindenquote", short: "LQ" })],
    facilities: [
      house("Kita Lindenstrolche", "Am Wall 3"),
      house("Kita Müller", "Lindenstraße 5"),
      house("Schule", "Alte Lindenstr. 1"),
    ],
  };
  const found = (words) => s.matches(data, words).map((hit) => [hit.kind, hit.name]);
  assert.deepEqual(found("linden"), [
    ["area", "Lindenau"],
    ["facility", "Kita Lindenstrolche"],
    ["street", "Kita Müller"],
    ["street", "Schule"],
    ["layer", "LQ"],
  ]);
  ["Lindenstr.", "lindenstrasse", "LINDENSTRASSE 5", "Lindenstraße"].forEach((words) =>
    assert.ok(
      found(words).some(([, name]) => name === "Kita Müller"),
      words,
    ),
  );
  assert.deepEqual(found("Mueller"), found("muller"));
  assert.deepEqual(s.matches(data, "Lindenstr. 5")[0], {
    kind: "street",
    index: 1,
    name: "Kita Müller",
    beside: "Lindenstraße 5",
  });
  assert.deepEqual(found("Alte Lindenstraße"), [["street", "Schule"]]);
  assert.ok(!s.matches({ ...data, facilities: [house("Streuwiese", "Am Wall 1")] }, "strasse").length);
  assert.ok(!found("Lindenhof").length, "only the address is searched");
});

test("the info says unit, dates, breaks and classes beside what the figure says of itself", () => {
  const broken = layer({ info: [["Definition", "x"]], unit_words: "in %", class_note: "feste Klassen" });
  broken.periods[1].break_before = true;
  assert.deepEqual(s.infoRows({ t }, broken), [
    ["Definition", "x"],
    ["info.unit", "in %"],
    ["info.dates", "info.span 31.12.2022/31.12.2023/2"],
    ["info.broken", "info.not_comparable 31.12.2023"],
    ["info.classes", "feste Klassen"],
  ]);
});

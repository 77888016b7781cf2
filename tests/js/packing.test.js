const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./assets.js");

const s = load();
const same = (packed, plain) => assert.deepEqual(s.unpacked(packed), plain);

test("a pointer stands for the text, list or object of that number in base 36", () => {
  const shared = [...Array(36).keys()].map((number) => "text " + number).concat([["~0", 1]]);
  same(
    { shared, data: { a: "~0", b: ["~z", "~10", null, 2.5, true] } },
    { a: "text 0", b: ["text 35", ["text 0", 1], null, 2.5, true] },
  );
  same({ shared: [[1, 2]], data: "~0" }, [1, 2]);
});

test("a list of objects gets its keys back, and none that was not there", () => {
  same({ shared: [["~", "Q", null]], data: { "~": ["v", "s", "w"], rows: [[1, "A", "~"], "~0"] } }, [
    { v: 1, s: "A" },
    { s: "Q", w: null },
  ]);
});

test("texts and keys that begin with the mark are not pointers", () => {
  same({ shared: [], data: ["~~", "~~0", "~~~", { "~~": 1, "~~a": "" }] }, ["~", "~0", "~~", { "~": 1, "~a": "" }]);
  same(
    {
      shared: [],
      data: {
        "~": ["~~", "a"],
        rows: [
          [1, "~~"],
          ["~", "~~~"],
        ],
      },
    },
    [{ "~": 1, a: "~" }, { a: "~~" }],
  );
});

test("keys that many objects have stand in shared too", () => {
  same(
    {
      shared: [
        ["v", "~~s"],
        [1, "A"],
      ],
      data: { "~0": ["~1", [2, "~"]] },
    },
    [{ v: 1, "~s": "A" }, { v: 2 }],
  );
  same({ shared: [["v", "s"]], data: [{ "~.0": [1, "A"] }, {}] }, [{ v: 1, s: "A" }, {}]);
});

test("pointers that follow each other in a list are one text, and a key that is not there may stand between them", () => {
  same(
    {
      shared: ["x", "y", ["~0~1", 3], ["a", "b", "c"]],
      data: ["~0~1~2", { "~3": [["~1~~0"], [7, "~1~"]] }, "~~0~1"],
    },
    [
      "x",
      "y",
      ["x", "y", 3],
      [
        { a: "y", c: "x" },
        { a: 7, b: "y" },
      ],
      "~0~1",
    ],
  );
});

test("rows of numbers come from short text, with what is not there", () => {
  assert.deepEqual(s.denseNumbers("~=RA$?~EQ!wQS"), [41.71, null, 3.2, 40, 12.34]);
  assert.deepEqual(s.denseNumbers("~:BABEj=nk~&H|NNaann!w"), [
    [2725, 3000, null, 5555],
    null,
    [1001, 2002, 3003, 4000],
  ]);
  same({ shared: ["~=RA$?~EQ!wQS"], data: ["~0", { v: "~=RA$?~EQ!wQS" }, "~~=RA"] }, [
    [41.71, null, 3.2, 40, 12.34],
    { v: [41.71, null, 3.2, 40, 12.34] },
    "~=RA",
  ]);
});

test("a letter that stands for a phrase is that phrase in texts, not in keys, and a like one that is a letter stays", () => {
  same(
    {
      phrases: ["\u0100", "soziale Lage "],
      shared: ["\u0100und \u0100"],
      data: ["~0", { "\u0100": "\u0101" }, "~~\u0100"],
    },
    ["soziale Lage und soziale Lage ", { "\u0100": "\u0101" }, "~\u0100"],
  );
});

test("a phrase may hold the letters of others, found before it or after it", () => {
  same({ phrases: ["\u0100\u0102\u00c6", "so\u0102", "zi\u00c6e ", "al"], shared: [], data: ["\u0100L\u0102"] }, [
    "soziale Lziale ",
  ]);
});

test("a key of the data never reaches the prototype of objects", () => {
  const made = s.unpacked({ shared: [], data: JSON.parse('{"__proto__": {"bad": 1}}') });
  assert.equal(made.bad, undefined);
  assert.deepEqual(Object.keys(made), ["__proto__"]);
});

test("what is pointed to twice is two objects: a script that changes one leaves the other", () => {
  const made = s.unpacked({ shared: [[1, 2]], data: ["~0", "~0"] });
  made[0].push(3);
  assert.deepEqual(made[1], [1, 2]);
});

const packedLayer = {
  v: [
    [10, null, 8.5],
    [12.5, 4, 8.5],
  ],
  c: ["0-0", [10, -1, 0]],
  city: [{ v: 9 }, { v: 10 }],
  change: [null, { from: 0, as: "points" }],
};

test("class numbers and changes come from letters and values", () => {
  const whole = s.withDerived(packedLayer);
  assert.deepEqual(whole.c, [
    [0, -1, 0],
    [10, -1, 0],
  ]);
  assert.deepEqual(s.withDerived({ ...packedLayer, c: ["az-"] }).c, [[10, 35, -1]]);
  assert.deepEqual(whole.change, [null, { from: 0, v: [2.5, null, 0], city: 1 }]);
  assert.deepEqual(whole.v, packedLayer.v);
});

test("the city comes by date, with its reason where it has one, and not at all where nothing is said of it", () => {
  const city = { v: [null, 3, null], s: " AQ", w: { 2: "gesperrt" } };
  assert.deepEqual(s.withDerived({ v: [[1], [1], [1]], city }).city, [
    null,
    { v: 3, s: "A", w: null },
    { v: null, s: "Q", w: "gesperrt" },
  ]);
});

test("a count changes in percent of the earlier one, and from nothing by nothing", () => {
  assert.deepEqual(
    [s.moved(125, 100, "percent"), s.moved(5, 0, "percent"), s.moved(5, null, "percent"), s.moved(0, 4, "percent")],
    [25, null, null, -100],
  );
  const cityless = s.withDerived({
    ...packedLayer,
    city: [null, { v: 1 }],
    change: [null, { from: 0, as: "percent" }],
  });
  assert.deepEqual(cityless.change[1], { from: 0, v: [25, null, 0], city: null });
});

test("a reason is given for each of its areas", () => {
  assert.deepEqual(s.withDerived({ v: [[1]], w: [["geschätzt", [0, 2], "fehlt", [1]], []] }).w, [
    { 0: "geschätzt", 1: "fehlt", 2: "geschätzt" },
    {},
  ]);
  assert.deepEqual(s.withDerived({ v: [[1]], w: [{ 1: "fehlt" }] }).w, [{ 1: "fehlt" }]);
});

test("a change that is told stays as it is told, and a layer without changes has none", () => {
  const told = { from: 0, v: [1, null, null], city: null };
  assert.deepEqual(s.withDerived({ ...packedLayer, change: [null, told] }).change[1], told);
  assert.deepEqual(s.withDerived({ v: [[1]], c: [[-1]] }), { v: [[1]], c: [[-1]] });
});

test("the text of a block becomes the data of the page", () => {
  assert.deepEqual(
    s.pageData(
      '{"shared":["Nord"],"data":{"name":"~0","texts":{"map":{"home":"H","names":"N"},"":{"x":"X"}},"layers":{"~":["v","c"],"rows":[[[1],["0"]],[[2],["-"]]]}}}',
    ),
    {
      name: "Nord",
      texts: { "map.home": "H", "map.names": "N", x: "X" },
      layers: [
        { v: [1], c: [[0]] },
        { v: [2], c: [[-1]] },
      ],
    },
  );
});

test("classes without labels say from where to where they go, as those that a reader chooses do", () => {
  const block = {
    number: { thousands: ".", decimal: ",", minus: "\u2212" },
    texts: { classes: { first: "{low} bis {high}", between: "ueber {low} bis {high}" } },
    layers: [
      { decimals: 1, v: [[-2.04, null, 1000]], classes: [{}, {}, {}], scale: { upper: [8.5, 10.25, 1000] } },
      { decimals: 0, v: [[0, 0, 3]], classes: [{ label: "0" }, { label: "1 bis 3" }], scale: { upper: [0, 3] } },
    ],
  };
  const labels = s
    .pageData(JSON.stringify({ shared: [], data: block }))
    .layers.map((layer) => layer.classes.map((one) => one.label));
  assert.deepEqual(labels, [
    ["\u22122,04 bis 8,50", "ueber 8,50 bis 10,25", "ueber 10,25 bis 1.000,00"],
    ["0", "1 bis 3"],
  ]);
});

test("of a long list of facilities each is opened when it is asked for, and reads like any other", () => {
  const count = 600;
  const rows = [...Array(count).keys()].map((at) =>
    at === 1
      ? "~0"
      : at === 2
        ? ["f2", "~1~2", [2, 3], "~"]
        : ["f" + at, "\u0100 " + at, "~3", [["~1", ["~2", at]]], [50 + at, 10]],
  );
  const made = s.unpacked({
    phrases: ["\u0100", "Kita"],
    shared: [["f1", "\u0100 1", "~3", "~", "~"], "Ort", "Weg", "in"],
    data: { "~": ["id", "name", "status", "lines", "at"], rows },
  });
  assert.equal(made.length, count);
  assert.equal(
    JSON.stringify(made[0]),
    '{"id":"f0","name":"Kita 0","status":"in","lines":[["Ort",["Weg",0]]],"at":[50,10]}',
  );
  assert.equal(JSON.stringify(made[1]), '{"id":"f1","name":"Kita 1","status":"in"}');
  assert.equal(JSON.stringify(made[2]), '{"id":"f2","name":"Ort","status":"Weg","lines":[2,3]}');
  assert.equal(made[5].lines, made[5].lines);
  const moved = Object.create(made[599], { at: { value: [1, 2], enumerable: true } });
  assert.deepEqual([moved.name, moved.at, made[599].at], ["Kita 599", [1, 2], [649, 10]]);
});

test("a border's long row of numbers, and one that is not there in it", () => {
  assert.deepEqual(s.denseNumbers("~=HABCDmBoB~A"), [-1, 1, -2, 19, 20, null, 0]);
});

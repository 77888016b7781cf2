const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./assets.js");

const s = load();

test("a sign keeps its place before any name, a name before any badge", () => {
  const measure = (text) => 8 * text.length;
  const forms = (sign) => s.labelForms(["Nord"], sign, [{ count: 3 }], measure, 200, 200);
  const kept = (all) => s.firstForms(all).map((at) => all[at] && [all[at].name, all[at].sign, all[at].badges]);
  assert.deepEqual(kept(forms("D±")), [[false, true, false], [true, true, false], undefined]);
  assert.deepEqual(kept(forms("")), [undefined, [true, false, false], undefined]);
  const labels = [
    { width: 100, height: 60 },
    { width: 100, height: 30 },
    { width: 20, height: 10 },
  ];
  const items = [0, 40, 80].map((y) => ({ x: 100, y: 100 + y, room: 200, first: [2, 1], forms: labels }));
  assert.deepEqual(
    s.placeLabels(items, { x: 0, y: 0, width: 400, height: 400 }).map((box) => box.form),
    [1, 1, 1],
  );
});
const VIEW = { x: 0, y: 0, width: 1000, height: 1000 };
const box = (place, item) => ({ x: place.x, y: place.y, ...item.forms[place.form] });

test("the more important label stays, the other takes a shorter form or goes", () => {
  const wide = { width: 100, height: 20 };
  const items = [
    { x: 200, y: 100, room: 200, forms: [wide] },
    { x: 250, y: 100, room: 200, forms: [wide] },
    { x: 285, y: 100, room: 200, forms: [wide, { width: 40, height: 20 }] },
  ];
  const places = s.placeLabels(items, VIEW);
  assert.deepEqual(places[0], { form: 0, x: 150, y: 90 });
  assert.equal(places[1], null);
  assert.equal(places[2].form, 1);
});

test("a label wider than its area, or out of view, is not drawn", () => {
  const forms = [{ width: 100, height: 20 }];
  assert.deepEqual(
    s.placeLabels(
      [
        { x: 50, y: 50, room: 60, forms },
        { x: -5, y: 50, room: 200, forms },
      ],
      VIEW,
    ),
    [null, null],
  );
});

test("a name may be wider than its area where nothing is in the way, and before any badge is set", () => {
  const forms = [
    { width: 60, height: 40 },
    { width: 80, height: 20 },
    { width: 50, height: 10 },
  ];
  const item = (x, room, first) => ({ x, y: 50, room, first, forms });
  const place = (...items) => s.placeLabels(items, VIEW).map((at) => at && [at.form, at.x]);
  const wide = (room) => [2, undefined, { form: 1, room }];
  assert.deepEqual(place(item(100, 40, wide(90))), [[1, 60]]);
  assert.deepEqual(place(item(100, 40, wide(75))), [null]);
  assert.deepEqual(place(item(100, 70, []), item(170, 40, wide(90))), [
    [2, 75],
    [1, 130],
  ]);
});

test("a label may step aside, and never covers a control", () => {
  const item = { x: 100, y: 100, room: 200, slack: [10, 40], forms: [{ width: 60, height: 20 }] };
  const [place] = s.placeLabels([item], VIEW, [{ x: 90, y: 95, width: 20, height: 10 }]);
  assert.ok(Math.abs(place.y + 10 - 100) >= 15);
});

test("no two labels touch, however crowded", () => {
  let seed = 1;
  const next = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const items = Array.from({ length: 400 }, () => ({
    x: next() * 1000,
    y: next() * 1000,
    room: 200,
    slack: [8, 20],
    forms: [
      { width: 40 + next() * 80, height: 35 },
      { width: 30, height: 15 },
    ],
  }));
  const placed = s
    .placeLabels(items, VIEW)
    .map((place, at) => place && box(place, items[at]))
    .filter(Boolean);
  assert.ok(placed.length > 50);
  placed.forEach((a, i) => placed.slice(i + 1).forEach((b) => assert.equal(s.overlaps(a, b, 0), false)));
});

test("long names break at a space, a hyphen or a slash", () => {
  const rows = [
    ["Altstadt", ["Altstadt"]],
    ["Wulfertshagen-Brinkdorf", ["Wulfertshagen-", "Brinkdorf"]],
    ["Nordfeld/Mühlbruch", ["Nordfeld/", "Mühlbruch"]],
    ["Am Hohen Ufer Süd", ["Am Hohen", "Ufer Süd"]],
    ["Donaudampfschiffahrt", ["Donaudampfschiffahrt"]],
  ];
  rows.forEach(([name, lines]) => assert.deepEqual(s.nameLines(name), lines));
});

test("badges stand in rows no wider than their area", () => {
  const three = [1, 22, 333].map((count) => ({ count, type: {} }));
  const rows = (room) => s.badgeRows(three, room).map((row) => row.badges.map((badge) => badge.count));
  assert.deepEqual(rows(500), [[1, 22, 333]]);
  assert.deepEqual(rows(90), [[1, 22], [333]]);
  assert.deepEqual(rows(10), [[1], [22], [333]]);
  assert.deepEqual(s.badgeRows([], 10), []);
});

test("a badge row wider than its area is left out, the name stays", () => {
  const measure = (text) => text.length * 7;
  const badge = [{ count: 3, type: {} }];
  assert.deepEqual(
    s.labelForms(["Altstadt"], "", badge, measure, 100, 90).map((form) => [form.name, form.badges]),
    [
      [true, true],
      [true, false],
      [false, true],
    ],
  );
  assert.deepEqual(
    s.labelForms(["Altstadt"], "", badge, measure, 20, 90).map((form) => [form.name, form.badges]),
    [[true, false]],
  );
  assert.deepEqual(
    s.labelForms(["Altstadt"], "", badge, measure, 100, 30).map((form) => form.badges),
    [false],
    "nor in a flat one",
  );
  assert.deepEqual(
    s.labelForms([], "C3", [], measure, 20, 90).map((form) => form.sign),
    [true],
  );
});

test("where badges of several types have no room, one says how many there are together", () => {
  const measure = (text) => text.length * 7;
  const badges = [1, 22, 3].map((count) => ({ count, type: {} }));
  const told = (width, height) =>
    s
      .labelForms(["Altstadt"], "", badges, measure, width, height)
      .map(
        (form) =>
          (form.badges ? form.rows.map((row) => row.badges.map((one) => one.count)).join("|") : "") +
          (form.name ? " Altstadt" : ""),
      );
  assert.deepEqual(told(200, 60), ["1,22,3 Altstadt", "26 Altstadt", " Altstadt", "1,22,3", "26"]);
  assert.deepEqual(told(60, 60), ["26 Altstadt", " Altstadt", "26"], "three rows would be too high");
  assert.deepEqual(told(60, 40), [" Altstadt"]);
  assert.deepEqual(told(30, 60), [" Altstadt"]);
  const [whole, , small] = s.paperForms(["Altstadt"], "", badges, measure, 120, 60);
  assert.deepEqual([whole.rows.length, small.sum], [1, true]);
  assert.deepEqual(
    s
      .paperForms(["Altstadt"], "", badges, measure, 100, 60)
      .map((form) => [form.rows.length, form.times, form.sum])
      .slice(0, 2),
    [
      [1, 0.84, false],
      [1, undefined, true],
    ],
  );
});

test("every label gets its first form before any gets a fuller one", () => {
  const forms = [
    { width: 100, height: 40 },
    { width: 60, height: 15 },
  ];
  const items = [
    { x: 100, y: 100, room: 200, first: [1], forms },
    { x: 100, y: 120, room: 200, first: [1], forms },
  ];
  assert.deepEqual(
    s.placeLabels(items, VIEW).map((place) => place.form),
    [1, 1],
  );
  assert.deepEqual(
    s.placeLabels([items[0]], VIEW).map((place) => place.form),
    [0],
  );
});

const random = (start) => {
  let seed = start;
  return () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
};

const crowd = (pinned, start = 7) => {
  const next = random(start);
  return Array.from({ length: 80 }, (none, at) => {
    const radius = next() < 0.5 ? 6 + 12 * next() : 0;
    const [x, y, width] = [next() * 600, next() * 500, 40 + next() * 70];
    return {
      x,
      y,
      room: 120,
      slack: [8, 20],
      below: radius && radius + 2,
      circle: s.circleBox(x, y, radius),
      radius,
      pinned: at === pinned,
      first: [2, 1],
      forms: [
        { name: true, badges: true, width, height: 37 },
        { name: true, badges: false, width, height: 15 },
        { name: false, badges: false, width: 25, height: 15 },
      ],
    };
  });
};
const SMALL = { x: 0, y: 0, width: 600, height: 500 };
const named = (items, places, at) => Boolean(places[at]) && items[at].forms[places[at].form].name;

test("no name lies on a circle, no label across the edge of the map", () => {
  const items = crowd(null);
  const places = s.mapPlaces(items, SMALL, []);
  assert.ok(places.filter(Boolean).length > 25);
  const circles = items.filter(({ radius }) => radius);
  places.forEach((place, at) => {
    if (!place) return;
    const one = box(place, items[at]);
    (items[at].forms[place.form].name ? circles : []).forEach((circle) => {
      const across = Math.max(one.x - circle.x, 0, circle.x - one.x - one.width);
      const along = Math.max(one.y - circle.y, 0, circle.y - one.y - one.height);
      assert.ok(Math.hypot(across, along) > circle.radius - 0.1);
    });
    assert.ok(one.x >= 0 && one.y >= 0 && one.x + one.width <= 600 && one.y + one.height <= 500);
  });
});

test("a name whose place below its circle is taken stands above it", () => {
  const item = { x: 100, y: 100, room: 200, slack: [5, 20], below: 12, forms: [{ width: 60, height: 15 }] };
  const [free] = s.placeLabels([item], VIEW);
  assert.equal(free.y, 112);
  const [place] = s.placeLabels([item], VIEW, [{ x: 60, y: 114, width: 80, height: 10 }]);
  assert.equal(place.y, 73);
});

test("choosing an area moves no label of another; without a name it gets one", () => {
  const before = s.mapPlaces(crowd(null), SMALL, []);
  const unnamed = before.map((place, at) => at).filter((at) => !named(crowd(null), before, at));
  assert.ok(unnamed.length > 10);
  let given = 0;
  before.forEach((none, pinned) => {
    const items = crowd(pinned);
    const after = s.mapPlaces(items, SMALL, []);
    given += unnamed.includes(pinned) && named(items, after, pinned) ? 1 : 0;
    after.forEach((place, at) => {
      if (at === pinned || !before[at]) return;
      const covered = after[pinned] && s.overlaps(box(before[at], items[at]), box(after[pinned], items[pinned]));
      if (!covered) assert.deepEqual(place, before[at]);
    });
    after.forEach((place, at) => {
      if (!place || at === pinned || !after[pinned]) return;
      assert.ok(!s.overlaps(box(place, items[at]), box(after[pinned], items[pinned])));
    });
    if (!unnamed.includes(pinned)) assert.deepEqual(after, before);
  });
  assert.equal(given, unnamed.length);
});

test("a label below the name of the chosen area keeps its sign; a name at the edge is not cut off", () => {
  const forms = (width) => [
    { name: true, badges: false, width, height: 15 },
    { name: false, badges: false, width: 20, height: 15 },
  ];
  const items = [
    { x: 100, y: 100, room: 30, forms: forms(80) },
    { x: 155, y: 100, room: 200, forms: forms(60) },
    { x: 995, y: 300, room: 30, forms: forms(80) },
  ];
  const at = (pinned) =>
    s
      .mapPlaces(
        items.map((item, own) => Object.assign({ pinned: own === pinned }, item)),
        VIEW,
        [],
      )
      .map((place) => place && [place.form, place.x]);
  assert.deepEqual(at(null), [[1, 90], [0, 125], null]);
  assert.deepEqual(at(0), [[0, 60], [1, 145], null]);
  assert.deepEqual(at(2), [
    [1, 90],
    [0, 125],
    [0, 920],
  ]);
});

test("a sign, which alone says what the colour does not, may lie on a circle where it has no other room", () => {
  const sign = { name: false, width: 20, height: 15 };
  const name = { name: true, width: 20, height: 15 };
  const item = { x: 100, y: 100, room: 30, slack: [5, 5], first: [1, 0] };
  const circle = s.circleBox(100, 100, 30);
  const at = (forms, taken) => s.placeLabels([{ ...item, forms }], VIEW, taken)[0];
  assert.deepEqual(at([name, sign], [circle]), { form: 1, x: 90, y: 93 });
  assert.equal(at([name], [circle]), null);
  assert.equal(at([name, sign], [{ ...circle, soft: false }]), null);
  assert.equal(at([name, sign], [s.circleBox(118, 100, 9)]).form, 0, "a name beside the circle");
});

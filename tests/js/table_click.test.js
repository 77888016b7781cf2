// A row of the table is one thing to click on, and the class chosen in the legend marks its rows.
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, layer, load, pageTexts } = require("./assets.js");
const { onPage } = require("./drawing.js");

const s = load();
const t = s.translator(pageTexts("de"));

const within = (node) => [node, ...(node.children || []).flatMap(within)];

/** The row of an area, as the table draws it. */
const row = (area, { cell = null, pin = () => {}, given = {}, ...more } = {}) => {
  const shown = { layer: layer({ info: [], class_note: "", ...given }), period: 1 };
  const page = {
    t,
    cell,
    data: {
      areas: ["Nord", "Mitte", "Hafen"].map((name) => ({ name })),
      number: NUMBER,
      language: "de",
      city: { name: "Stadt" },
    },
    state: { area: null, compare: [] },
    shown: () => shown,
    ...more,
  };
  return onPage(() => {
    const rows = s.tableRows(page.data, shown.layer, 1, t);
    return s.tableRow(page, shown.layer, rows[area], null, s.cityReading(shown.layer, 1), pin);
  });
};

/** A click on something in a row, while words of the page are marked, or none. */
const click = (drawn, { on = "td", words = "", ctrlKey = false } = {}) => {
  globalThis.getSelection = () => words;
  try {
    drawn.heard.click({ ctrlKey, target: { closest: (wanted) => (wanted === on ? {} : null) } });
  } finally {
    delete globalThis.getSelection;
  }
};

test("a click anywhere in a row chooses the area, once; with Ctrl it is compared", () => {
  const chosen = [];
  const drawn = row(1, { pin: (area) => chosen.push(area) });
  const listening = within(drawn).filter((one) => one.heard && one.heard.click);
  assert.deepEqual(
    listening.map(({ tag }) => tag),
    ["tr"],
    "what is clicked in the row comes up to it, the name too",
  );
  assert.ok(
    within(drawn).some(({ tag }) => tag === "button"),
    "the name stays what the keyboard reaches",
  );
  click(drawn);
  assert.deepEqual(chosen, [1]);
  const changes = [];
  const other = row(2, { choose: (change) => changes.push(change), announce: () => {} });
  click(other, { ctrlKey: true });
  assert.deepEqual(changes[0].compare, [2]);
});

test("who marks a figure in the table to copy it chooses nothing", () => {
  const chosen = [];
  const drawn = row(1, { pin: (area) => chosen.push(area) });
  click(drawn, { words: "12,5" });
  assert.deepEqual(chosen, []);
  click(drawn, { words: "12,5", on: "button" });
  assert.deepEqual(chosen, [1], "on the name it is no marking");
});

test("the class chosen in the legend marks the names of its rows, what is withheld as a class of its own", () => {
  const marked = (area, cell, given) => {
    const drawn = row(area, { cell, given });
    const names = within(drawn).filter(({ tag }) => tag === "mark");
    assert.equal(/\bsr-in-cell\b/.test(drawn.attributes.class || ""), names.length > 0);
    return names.flatMap(({ children }) => children);
  };
  const given = { v: [[1, 2, 3], [1, 6, null]], c: [[0, 0, 0], [0, 1, -1]], s: ["AAA", "AAQ"] }; // prettier-ignore
  assert.deepEqual(marked(0, 0, given), ["Nord"]);
  assert.deepEqual(marked(1, 0, given), []);
  assert.deepEqual(marked(1, 1, given), ["Mitte"]);
  assert.deepEqual(marked(2, "Q", given), ["Hafen"]);
  assert.deepEqual(marked(2, 1, given), []);
  assert.deepEqual(marked(0, null, given), []);
});

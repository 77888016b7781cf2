// Loads the scripts of the pages as the browser does: classic scripts, in the order of the list, one global.
const { readFileSync, readdirSync } = require("node:fs");
const { join, sep } = require("node:path");
const vm = require("node:vm");

const PRESENTATION = process.env.SOZIALRAUM_PRESENTATION || join(__dirname, "../../src/sozialraum/presentation");

const read = (...path) => readFileSync(join(PRESENTATION, ...path), "utf8");
const list = (name) => read("assets", name).split("\n").filter(Boolean);
/** Paths below a folder, with "/" on every system; without what was made from other files. */
const files = (folder, ending) =>
  readdirSync(join(PRESENTATION, folder), { recursive: true })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => path.endsWith(ending) && !/^(vendor|minified)\//.test(path))
    .sort();

/** The global `sozialraum` with every function of the scripts on the list. */
const load = (
  names = [
    ...list("scripts.txt"),
    ...list("scripts_sozialraum.txt"),
    ...list("scripts_cells.txt"),
    ...list("scripts_planning.txt"),
  ],
) => {
  [...new Set(names)].forEach((name) => vm.runInThisContext(read("assets", name), { filename: name }));
  return globalThis.sozialraum;
};

/** The [page] texts of a language, of page.toml and each page_<feature>.toml; flat, one quoted key and one quoted
    text a line. */
const pageTexts = (language) =>
  Object.fromEntries(
    [
      ...files(`locales/${language}`, ".toml")
        .filter((name) => /^page(_|\.)/.test(name))
        .map((name) => read("locales", language, name))
        .join("\n")
        .matchAll(/^"([^"]+)" = ("(?:[^"\\]|\\.)*")$/gm),
    ].map(([, key, text]) => [key, JSON.parse(text)]),
  );

const NUMBER = { decimal: ",", thousands: ".", minus: "−" };

/** A layer of three areas and two dates; give what a test is about. */
const layer = (given = {}) => ({
  id: "x",
  group: "lage",
  kind: "choropleth",
  label: "X",
  short: "X",
  unit: "%",
  decimals: 1,
  polarity: "mehr_belastung",
  periods: [
    { id: "2022-12-31", label: "31.12.2022", break_before: false },
    { id: "2023-12-31", label: "31.12.2023", break_before: false },
  ],
  classes: [
    { color: "#ffffff", label: "1 bis 5", code: null },
    { color: "#000000", label: "über 5 bis 9", code: null },
  ],
  v: [
    [1, 5, 9],
    [2, null, 9],
  ],
  c: [
    [0, 0, 1],
    [0, -1, 1],
  ],
  s: ["AAA", "AQA"],
  w: [{}, { 1: "weniger als 5" }],
  city: [
    { v: 5, s: "A", w: null },
    { v: 6, s: "A", w: null },
  ],
  symbols: false,
  change: [null, null],
  change_unit: "Punkte",
  ...given,
});

/** Places of three areas in two school years, the second ahead: withheld in the second area, unknown in the third. */
const balance = (given = {}) =>
  layer({
    periods: [
      { id: "2024/25", label: "2024/25" },
      { id: "2025/26", label: "2025/26", ahead: true },
    ],
    gap: [
      [-3, null, 4],
      [5, null, null],
    ],
    kids: [
      [30, null, 20],
      [31, null, 22],
    ],
    need: [
      [17, null, 24],
      [25, null, 26],
    ],
    places: [[20, 12, 20], null],
    closed: { kids: [[1], [1]], need: [[1], []], places: [[], []] },
    s: ["AQA", "FQO"],
    v: [
      [117, null, 83],
      [80, null, null],
    ],
    ...given,
  });

module.exports = { NUMBER, balance, files, layer, list, load, pageTexts, read };

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { files, list, load, pageTexts, read } = require("./assets.js");

const SCRIPTS = files("assets", ".js");
const STYLES = files("assets", ".css");
const TEMPLATES = files("templates", ".html.j2");

test("every script and style is on a list, and every listed file exists", () => {
  assert.deepEqual(
    [
      ...new Set([
        ...list("scripts.txt"),
        ...list("scripts_sozialraum.txt"),
        ...list("scripts_cells.txt"),
        ...list("scripts_planning.txt"),
      ]),
    ].sort(),
    SCRIPTS,
  );
  assert.deepEqual(
    [
      ...new Set([
        ...list("styles.txt"),
        ...list("styles_sozialraum.txt"),
        ...list("styles_quality.txt"),
        ...list("styles_planning.txt"),
        ...list("styles_intern.txt"),
      ]),
    ].sort(),
    STYLES,
  );
});

test("one global, and no script needs a page to be loaded", () => {
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  load();
  assert.deepEqual(
    Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name) && name !== "sozialraum"),
    [],
  );
});

test("German and English have the same texts with the same fields", () => {
  const [german, english] = ["de", "en"].map(pageTexts);
  assert.ok(Object.keys(german).length > 100);
  assert.deepEqual(Object.keys(english).sort(), Object.keys(german).sort());
  const fields = (text) => [...new Set(text.match(/\{[a-z]+\}/g))].sort();
  Object.keys(german).forEach((key) => assert.deepEqual(fields(english[key]), fields(german[key]), key));
});

test("every text a script or template asks for exists, and every text is asked for", () => {
  const texts = pageTexts("de");
  const asked = new Set();
  SCRIPTS.forEach((name) =>
    [...read("assets", name).matchAll(/"([a-z]+\.[a-z_]+)"/g)].forEach(([, key]) => asked.add(key)),
  );
  TEMPLATES.forEach((name) =>
    [...read("templates", name).matchAll(/texts\["([a-z_.]+)"\]/g)].forEach(([, key]) => asked.add(key)),
  );
  const words = ["status", "legend", "mark", "noscript"];
  const built = Object.keys(texts).filter((key) =>
    /^(status|mark|legend|table|compare|beside|findings|correlation|gap)\./.test(key),
  );
  const unknown = [...asked].filter((key) => !(key in texts) && !key.endsWith("_"));
  assert.deepEqual(unknown, [], "asked for, not in the catalogue");
  const idle = Object.keys(texts).filter((key) => !asked.has(key) && !built.includes(key) && !words.includes(key));
  assert.deepEqual(idle, [], "in the catalogue, asked for by nobody");
  const s = load();
  Object.values(s.STATUS).forEach((name) => assert.ok("status." + name in texts, name));
  [..."OLMQEPFU"].forEach((letter) => assert.ok("legend." + s.STATUS[letter] in texts, letter));
  [..."EPFU"].forEach((letter) => assert.ok("mark." + s.STATUS[letter] in texts, letter));
});

test("no script makes markup from text, reaches for the network or runs text", () => {
  SCRIPTS.forEach((name) => {
    const code = read("assets", name).replaceAll("http://www.w3.org/2000/svg", "");
    assert.doesNotMatch(
      code,
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|https?:/,
      name,
    );
    assert.ok(code.split("\n").length < 300, name + " is too long");
  });
});

test("no script leaves its own function early: made short, they all share one", () => {
  SCRIPTS.forEach((name) => assert.doesNotMatch(read("assets", name), /^ {2}(if .*)?return\b/m, name));
});

test("no German sentence stands in a script", () => {
  SCRIPTS.forEach((name) => {
    const code = read("assets", name)
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .replace(/\/ß\/g/g, "");
    assert.doesNotMatch(code, /[äöüÄÖÜß]/, name);
  });
});

test("templates bear no style, no handler and no script, and never switch escaping off", () => {
  TEMPLATES.forEach((name) =>
    assert.doesNotMatch(read("templates", name), /\sstyle=|\son[a-z]+=|<script|<style|\|\s*safe|autoescape/, name),
  );
});

test("styles fetch nothing and keep to their prefix", () => {
  STYLES.forEach((name) => {
    const css = read("assets", name);
    assert.doesNotMatch(css, /url\(|@import|https?:/, name);
    [...css.matchAll(/\.([a-z][a-z-]*)/g)]
      .map(([, found]) => found)
      .filter((found) => !/^(sr-|leaflet-|folium-map)/.test(found))
      .forEach((found) => assert.fail(name + ": ." + found));
    assert.doesNotMatch(
      css,
      /@media \((max|min)-width/,
      name + ": width rules need `screen and`, paper is narrow too",
    );
  });
});

const uncommented = (code) => code.replace(/\/\*[\s\S]*?\*\//g, "");

test("every function of ours that a script uses is made by a script, and every one that is made is used", () => {
  const code = SCRIPTS.map((name) => uncommented(read("assets", name))).join("\n");
  const made = new Set([...code.matchAll(/^ *s\.(\w+) =\s/gm)].map(([, name]) => name));
  const uses = new Map();
  [...code.matchAll(/(?:(?<=\.\.\.)|(?<![\w$.]))s\s*\.(\w+)/g)].forEach(([, name]) =>
    uses.set(name, (uses.get(name) || 0) + 1),
  );
  assert.deepEqual(
    [...uses.keys()].filter((name) => !made.has(name)),
    [],
    "used, made by nobody",
  );
  const called = ["area", "atlas", "planning"]; // by the pages
  assert.deepEqual(
    [...made].filter((name) => uses.get(name) < 2 && !called.includes(name)),
    [],
    "made, used by nobody",
  );
});

test("every class and id of a style is made by a script, a template or Python, whole or put together", () => {
  const python = files(".", ".py").map((name) => read(name));
  const code = [
    ...SCRIPTS.map((name) => uncommented(read("assets", name))),
    ...TEMPLATES.map((name) => read("templates", name)),
    ...python,
  ].join("\n");
  const whole = new Set([...code.matchAll(/(?<![\w-])sr-[a-z0-9-]*[a-z0-9](?![\w-])/g)].map(([name]) => name));
  const begun = new Set(
    [...code.matchAll(/(?<![\w-])(sr-(?:[a-z0-9-]*-)?)(?=["'`{]|\$\{)/g)].map(([, start]) => start),
  );
  const words = new Set(
    [...code.matchAll(/["'`.]-?([a-z0-9][a-z0-9-]*)(?=["'`])|\b([a-z0-9]+)(?=:)/g)].map(
      ([, quoted, key]) => quoted || key,
    ),
  );
  const made = (name) =>
    whole.has(name) ||
    [...begun].some(
      (start) =>
        name.startsWith(start) &&
        (words.has(name.slice(start.length)) ||
          name
            .slice(start.length)
            .split("-")
            .every((part) => words.has(part))),
    );
  const idle = STYLES.flatMap((file) =>
    [
      ...uncommented(read("assets", file))
        .replace(/\{[^{}]*\}/g, "{}")
        .matchAll(/[.#](sr-[a-z0-9-]+)/g),
    ]
      .map(([, name]) => name)
      .filter((name) => !made(name))
      .map((name) => file + ": " + name),
  );
  assert.deepEqual([...new Set(idle)], []);
});

test("a symbol has the same outline in script and template", () => {
  const template = read("templates", "macros.html.j2");
  Object.entries(load().SHAPES).forEach(([shape, path]) =>
    assert.ok(template.includes(`"${shape}": "${path}"`), shape),
  );
});

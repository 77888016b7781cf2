const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./assets.js");

const s = load();
const index = s.tongueIndex({ de: ["Kita", "Kita Elchwiese", "„Halt“", "Ökohaus"], fr: ["école"] });
const parts = (text) => s.tongueParts(index, text);

test("the longest known text wins, and ends where words end", () => {
  assert.deepEqual(parts("near Kita Elchwiese, not Kitas"), [
    ["near ", null],
    ["Kita Elchwiese", "de"],
    [", not Kitas", null],
  ]);
  assert.deepEqual(parts("say „Halt“!"), [
    ["say ", null],
    ["„Halt“", "de"],
    ["!", null],
  ]);
  assert.deepEqual(parts("école, Ökohaus"), [
    ["école", "fr"],
    [", ", null],
    ["Ökohaus", "de"],
  ]);
  assert.deepEqual(parts("NeuKita, Kita2"), [["NeuKita, Kita2", null]]);
  assert.deepEqual(parts(""), []);
});

test("an element bears a language only where all its words are of it", () => {
  assert.equal(s.oneTongue(parts(" Kita, Kita Elchwiese. ")), "de");
  assert.equal(s.oneTongue(parts("a Kita")), null);
  assert.equal(s.oneTongue(parts("école, Kita")), null);
  assert.equal(s.oneTongue(parts("2024")), null);
});

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, load, pageTexts } = require("./assets.js");

const s = load();
const page = { data: { number: NUMBER }, t: s.translator(pageTexts("de")) };
// Nord 10 of 42,5, Hafen 18 of 12,64, Mitte 60 of 60; Heide withheld
const NET = { way: "net", of: [10, 18, 60, null], by: [42.5, 12.64, 60, null], s: "AAAQ" };

test("neighbours together: net difference and what is missing one by one", () => {
  const west = s.together(NET, [0, 1]);
  assert.ok(Math.abs(west.value - 27.14) < 1e-9);
  assert.ok(Math.abs(west.alone - 32.5) < 1e-9);
  assert.deepEqual(s.togetherText(page, NET, west), {
    text: "fehlen 28",
    lines: ["28 von 55,1", "einzeln fehlen 32,5"],
    tone: "missing",
  });
  assert.deepEqual(s.togetherText(page, NET, s.together(NET, [1, 2])), {
    text: "5 übrig",
    lines: ["78 von 72,6"],
    tone: "spare",
  });
  assert.deepEqual(s.togetherText(page, NET, s.together(NET, [2])), {
    text: "ausgeglichen",
    lines: ["60 von 60"],
    tone: "even",
  });
});

test("no digit is cut off that says why a place is missing", () => {
  const net = { way: "net", of: [40, 60], by: [40, 60.04] };
  assert.deepEqual(s.togetherText(page, net, s.together(net, [0, 1])), {
    text: "fehlen 1",
    lines: ["100 von 100,04"],
    tone: "missing",
  });
});

test("areas together are written with the decimals of their column", () => {
  const net = { way: "net", of: [40, 60], by: [40, 60.04], d: [0, 2] };
  assert.deepEqual(s.togetherText(page, net, s.together(net, [0])).lines, ["40 von 40,00"]);
  assert.deepEqual(s.togetherText(page, net, s.together(net, [0, 1])).lines, ["100 von 100,04"]);
  const sum = { way: "sum", of: [12.5, 4], d: [1, 0] };
  assert.equal(s.togetherText(page, sum, s.together(sum, [1])).text, "4,0");
  const more = { way: "sum", of: [12.52, 4.52], d: [1, 0] };
  assert.equal(s.togetherText(page, more, s.together(more, [0, 1])).text, "17,04", "never shown as if it were whole");
});

test("an area that is ticked twice counts once", () => {
  assert.deepEqual(s.together(NET, [0, 1, 0, 1]), s.together(NET, [1, 0]));
});

test("a part that is withheld or unknown is never added up", () => {
  assert.deepEqual(s.together(NET, [0, 3]), { letter: "Q" });
  assert.equal(s.togetherText(page, NET, { letter: "Q" }).text, "gesperrt (Datenschutz)");
  assert.deepEqual(s.together({ way: "sum", of: [1, null] }, [0, 1]), { letter: "O" });
});

test("sums, ratios of sums, and columns that cannot be put together", () => {
  assert.equal(s.together({ way: "sum", of: [1.5, 2] }, [0, 1]).value, 3.5);
  const ratio = { way: "ratio", of: [10, 20], by: [20, 100], unit: "%" };
  assert.equal(s.together(ratio, [0, 1]).value, 25);
  assert.equal(s.togetherText(page, ratio, s.together(ratio, [0, 1])).text, "25,0\u202f%");
  assert.deepEqual(s.together({ way: "ratio", of: [0], by: [0] }, [0]), { letter: "M" });
  assert.equal(s.togetherText(page, { way: "none" }, s.together({ way: "none" }, [0])).text, "\u2013");
});

test("missing places are rounded up, spare ones down, and a last digit is no place", () => {
  assert.deepEqual([71.85, 49, 0.01, 49.000001].map(s.wholeMissing), [72, 49, 1, 49]);
  assert.deepEqual([5.36, 0.99, 5.999999].map(s.wholeSpare), [5, 0, 6]);
});

test("neighbours of what is ticked, each once, none that is ticked already", () => {
  const areas = [{ neighbours: [1, 2] }, { neighbours: [0, 2, 3] }, { neighbours: [0, 1] }, { neighbours: [1] }];
  assert.deepEqual(s.neighboursOf(areas, [0, 1]), [2, 3]);
  assert.deepEqual(s.neighboursOf(areas, []), []);
});

test("choice and address say the same, there and back", () => {
  const areas = [{ id: "n1" }, { id: "ö&=#,2" }, { id: "z" }];
  const modes = ["bestand", "mit_massnahmen"];
  [
    { mode: "mit_massnahmen", ticked: [0, 2] },
    { mode: "bestand", ticked: [0, 1, 2] },
    { mode: "bestand", ticked: [] },
  ].forEach((choice) =>
    assert.deepEqual(s.readChoice("#" + s.writeChoice(choice, areas, modes), areas, modes), choice),
  );
  assert.deepEqual(s.readChoice("#ansicht=none&gebiete=none,__proto__", areas, modes), {
    mode: "bestand",
    ticked: [],
  });
  assert.deepEqual(s.readChoice("", areas, []), { mode: null, ticked: [] });
});

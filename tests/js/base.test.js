const assert = require("node:assert/strict");
const { test } = require("node:test");
const { NUMBER, load, pageTexts } = require("./assets.js");

const s = load();

test("lines to find one's way stand in the address only where they differ from the start", () => {
  const data = {
    base: [
      { id: "fluss", shown: true },
      { id: "bahn", shown: true },
      { id: "strassen", shown: false },
    ],
  };
  assert.deepEqual(s.readBase(null, data), ["fluss", "bahn"]);
  assert.equal(s.writeBase(["fluss", "bahn"], data), null);
  assert.equal(s.writeBase(["fluss", "strassen"], data), "fluss.strassen");
  assert.deepEqual(s.readBase("strassen.fluss.meer", data), ["fluss", "strassen"]);
  assert.equal(s.writeBase([], data), "keine");
  assert.deepEqual(s.readBase("keine", data), []);
  assert.deepEqual(s.readBase(null, {}), []);
});

test("tiles are those that cover the view, at the zoom of the service at most", () => {
  // at zoom 0 the world is 256 px wide; at zoom 2 four tiles of 64 of them stand in a row
  assert.deepEqual(s.tilesIn([70, 10], [130, 60], 2.2, 18), {
    z: 2,
    tiles: [
      [1, 0],
      [2, 0],
    ],
  });
  assert.deepEqual(s.tilesIn([70, 10], [130, 60], 9, 1), {
    z: 1,
    tiles: [
      [0, 0],
      [1, 0],
    ],
  });
  assert.deepEqual(s.tilesIn([-50, -50], [300, 300], 0, 18), { z: 0, tiles: [[0, 0]] });
  assert.equal(s.tileAddress("https://karten.example/{z}/{y}/{x}.png", 3, 4, 5), "https://karten.example/3/5/4.png");
});

test("the point under the pointer is the nearest within reach", () => {
  const find = s.pointGrid([
    { x: 30, y: 30 },
    { x: 40, y: 30 },
    { x: 200, y: 10 },
  ]);
  assert.equal(find(36, 30, 13), 1);
  assert.equal(find(33, 31, 13), 0);
  assert.equal(find(60, 30, 13), -1);
  assert.equal(find(193, 2, 13), 2);
});

test("types, Betriebsstatus and Merkmal of facilities stand in the address where they differ from the start", () => {
  const data = {
    facility_types: [
      { id: "kita", shown: true },
      { id: "schule", shown: false },
    ],
    merkmale: [{ id: "fz" }, { id: "plus" }],
    facilities: [
      { type: 0, status: "in_betrieb", merkmale: [0] },
      { type: 0, status: "geplant" },
      { type: 1, status: "in_betrieb", merkmale: [0, 1] },
    ],
  };
  const start = s.readFacilities(null, data);
  assert.deepEqual(start, { types: ["kita"], status: null, merkmal: "" });
  assert.equal(s.writeFacilities(start, data), null);
  const some = { types: ["kita", "schule"], status: ["geplant"], merkmal: "fz" };
  assert.equal(s.writeFacilities(some, data), "kita.schule-geplant-fz");
  assert.deepEqual(s.readFacilities("kita.schule-geplant-fz", data), some);
  assert.equal(s.writeFacilities({ types: ["schule"], status: null, merkmal: "" }, data), "schule");
  assert.equal(s.writeFacilities({ types: [], status: null, merkmal: "plus" }, data), "-*-plus");
  assert.deepEqual(s.readFacilities("-*-plus", data), { types: [], status: null, merkmal: "plus" });
  assert.deepEqual(s.readFacilities("meer-nie-fremd", data), { types: [], status: null, merkmal: "" });
  const keeps = (filter) =>
    data.facilities.map((facility) => s.facilityKept(Object.assign({}, start, filter), facility, data));
  assert.deepEqual(keeps({}), [true, true, true]);
  assert.deepEqual(keeps({ status: ["geplant"] }), [false, true, false]);
  assert.deepEqual(keeps({ merkmal: "plus" }), [false, false, true]);
});

test("the name of a neighbour stands wholly on its land and in the view, beside what is taken, or nowhere", () => {
  const land = [
    [
      [
        [0, 0],
        [200, 0],
        [200, 40],
        [0, 40],
      ],
    ],
  ];
  const view = { x: 0, y: 0, width: 100, height: 100 };
  // 60 px wide: its middle may stand from 30 to 70; tried each 12 px: 30, 42, 54, 66
  assert.deepEqual(s.nameSpot(land, [60, 18], view, [], [150, 20]), [66, 21]);
  assert.deepEqual(s.nameSpot(land, [60, 18], view, [], [50, 20]), [50, 20]);
  assert.deepEqual(
    s.nameSpot(
      land,
      [60, 18],
      Object.assign({}, view, { width: 300 }),
      [{ x: 100, y: 0, width: 30, height: 40 }],
      [100, 20],
    ),
    [66, 21],
  );
  assert.equal(s.nameSpot(land, [60, 18], view, [{ x: 60, y: 0, width: 40, height: 40 }], [50, 20]), null);
  assert.equal(s.nameSpot(land, [120, 18], view, [], [50, 20]), null);
  assert.equal(
    s.nameSpot(
      [
        [
          [
            [0, 0],
            [200, 0],
            [200, 16],
            [0, 16],
          ],
        ],
      ],
      [60, 18],
      view,
      [],
      [50, 8],
    ),
    null,
  );
  const two = [
    land[0],
    [
      [
        [0, 60],
        [200, 60],
        [200, 90],
        [0, 90],
      ],
    ],
  ];
  assert.deepEqual(s.landAt(two, [10, 70]), [two[1]]);
  assert.deepEqual(s.landAt(two, [10, 50]), two);
});

test("a filter of facilities is told where the map is saved or printed", () => {
  const data = {
    facility_types: [{ id: "kita", shown: true }],
    merkmale: [{ id: "fz", label: "Familienzentrum" }],
    facilities: [
      { type: 0, status: "in_betrieb", status_label: "in Betrieb" },
      { type: 0, status: "geplant", status_label: "geplant" },
    ],
  };
  const told = (filter) =>
    s.facilityChoice({ data, state: { facilities: Object.assign(s.readFacilities(null, data), filter) } }).told();
  assert.equal(told({}), "");
  assert.equal(told({ merkmal: "fz" }), "Familienzentrum");
  assert.equal(told({ status: ["geplant"], merkmal: "fz" }), "geplant, Familienzentrum");
});

test("a choice among the facilities is told on the map with its numbers; taken back, it hides none that was shown", () => {
  const data = {
    number: NUMBER,
    facility_types: [
      { id: "kita", shown: true },
      { id: "schule", shown: true },
      { id: "amt", shown: false },
    ],
    merkmale: [{ id: "fz", label: "Familienzentrum" }],
    facilities: [
      { type: 0, status: "in_betrieb", status_label: "in Betrieb", merkmale: [0] },
      { type: 0, status: "geplant", status_label: "geplant", merkmale: [0] },
      { type: 1, status: "in_betrieb", status_label: "in Betrieb" },
      { type: 2, status: "in_betrieb", status_label: "in Betrieb" },
    ],
  };
  const page = (filter) => ({
    data,
    t: s.translator(pageTexts("de")),
    state: { facilities: Object.assign(s.readFacilities(null, data), filter) },
  });
  const told = (filter) => s.filterTold(page(filter));
  assert.equal(told({}), "", "as at the start");
  assert.equal(told({ types: ["kita", "schule", "amt"] }), "", "more than at the start");
  assert.equal(told({ types: ["kita"] }), "2 von 4 Einrichtungen");
  assert.equal(told({ types: [] }), "0 von 4 Einrichtungen");
  assert.equal(told({ merkmal: "fz" }), "2 von 4 Einrichtungen: Familienzentrum");
  assert.equal(told({ merkmal: "fz", status: ["geplant"] }), "1 von 4 Einrichtungen: geplant, Familienzentrum");
  const free = (filter) => s.unfiltered(page(filter));
  assert.deepEqual(free({ types: ["amt"], status: ["geplant"], merkmal: "fz" }), {
    types: ["kita", "schule", "amt"],
    status: null,
    merkmal: "",
  });
  assert.deepEqual(free({ types: ["schule"] }).types, ["kita", "schule"]);
});

/* Squares of the map unpacked: where they and their corners lie, their classes, and which one holds a place. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const MILLION = 1e6;
  const PER_ROW = 1 << 20; // more cells than a grid has in a row
  const STRIP = 4; // rows of squares
  const NUMBERS = 8; // of a square: x and y of four corners

  /** Values at a place between the control points, x and y in cells: values[row][column] as one list. */
  const between = ({ step, columns, rows }, values, x, y) => {
    const column = Math.min(Math.max(Math.floor(x / step), 0), columns - 2);
    const row = Math.min(Math.max(Math.floor(y / step), 0), rows - 2);
    const right = x / step - column; // called for every corner: nothing is made that has to be cleared away
    const up = y / step - row;
    const first = row * columns + column;
    return (
      (values[first] * (1 - right) + values[first + 1] * right) * (1 - up) +
      (values[first + columns] * (1 - right) + values[first + columns + 1] * right) * up
    );
  };

  /**
   * {column, row, columns, at, step} -> {at(column, row): [lat, lon], cell(lat, lon): [column, row], axes(world)};
   * cells count from the first control point. axes(world): functions (column, row) -> x and y between the control
   * points, of which only world([lat, lon]) is worked out.
   */
  s.lattice = ({ column: west = 0, row: south = 0, columns, step, at }) => {
    const given = s.decodeNumbers(at);
    const size = { step, columns, rows: given.length / 2 / columns };
    const lat = [];
    const lon = [];
    for (let row = 0; row < size.rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const here = row * columns + column;
        const before = column ? here - 1 : here - columns;
        lat.push(given[2 * here] + (before >= 0 ? lat[before] : 0));
        lon.push(given[2 * here + 1] + (before >= 0 ? lon[before] : 0));
      }
    }
    const place = (x, y) => [between(size, lat, x, y) / MILLION, between(size, lon, x, y) / MILLION];
    const cell = (toLat, toLon) => {
      let [x, y] = [0, 0];
      for (let turn = 0; turn < 6; turn += 1) {
        const [aLat, aLon] = place(x, y);
        const [bLat, bLon] = place(x + 1, y);
        const [cLat, cLon] = place(x, y + 1);
        const area = (bLon - aLon) * (cLat - aLat) - (bLat - aLat) * (cLon - aLon);
        const [dLat, dLon] = [toLat - aLat, toLon - aLon];
        x += (dLon * (cLat - aLat) - dLat * (cLon - aLon)) / area;
        y += (dLat * (bLon - aLon) - dLon * (bLat - aLat)) / area;
      }
      return [Math.floor(x), Math.floor(y)];
    };
    const axes = (world) => {
      const points = lat.map((one, number) => world([one / MILLION, lon[number] / MILLION]));
      return [0, 1]
        .map((axis) => points.map((point) => point[axis]))
        .map((values) => (x, y) => between(size, values, x, y));
    };
    return { column: west, row: south, columns, step, at: place, cell, axes };
  };

  /**
   * Packed squares -> {count, column, row, span}: a list of each, the largest first; columns and rows from the first
   * control point. Empty places and squares in turn, four rows at a time and these column by column; see
   * reach/blocks.py.
   */
  s.decodeSquares = (packed, { column: west, row: south, columns, step }) => {
    const found = { count: 0, column: [], row: [], span: [] };
    packed.forEach(([span, text]) => {
      const across = Math.floor(((columns - 1) * step) / span) + 2;
      let place = 0;
      s.decodeNumbers(text).forEach((number, at) => {
        const end = place + number + (at % 2);
        for (; place < end; place += 1) {
          if (at % 2 === 0) continue;
          const line = Math.floor(place / STRIP);
          found.row.push(
            (Math.floor(line / across) * STRIP + (place % STRIP) + Math.floor(south / span)) * span - south,
          );
          found.column.push(((line % across) + Math.floor(west / span)) * span - west);
          found.span.push(span);
        }
      });
    });
    return Object.assign(found, { count: found.span.length });
  };

  /** Runs of equal values -> the values. */
  s.decodeRuns = (text, kinds, count) => {
    const values = new Int32Array(count);
    let at = 0;
    s.decodeNumbers(text).forEach((number) => {
      const end = at + Math.floor(number / kinds) + 1;
      values.fill(number % kinds, at, end);
      at = end;
    });
    return values;
  };

  /** How many squares a page has. */
  s.squareCount = (reach) =>
    reach.squares.reduce(
      (sum, [, text]) => sum + s.decodeNumbers(text).reduce((own, number, at) => own + (at % 2 ? number + 1 : 0), 0),
      0,
    );

  const classesOf = new WeakMap();

  /** Classes of all squares of a question: {way, nearest, dep, places, places_dep}, lists of numbers; null without
      squares, places null without places. */
  s.cellsOf = (question, count) => {
    const packed = question.cells;
    if (!packed) return null;
    if (!classesOf.has(question)) {
      const runs = (name, kinds) => (packed[name] ? s.decodeRuns(packed[name], kinds, count) : null);
      classesOf.set(question, {
        way: runs("step", question.way.length),
        nearest: runs("nearest", packed.houses.length).map((one) => packed.houses[one]),
        dep: runs("dep", 2),
        places: runs("places", question.places ? question.places.length + 1 : 1),
        places_dep: runs("places_dep", 2),
      });
    }
    return classesOf.get(question);
  };

  /** What is told of one square. */
  s.blockOf = (squares, cells, number) => ({
    number,
    column: squares.column[number],
    row: squares.row[number],
    span: squares.span[number],
    way: cells.way[number],
    nearest: cells.nearest[number],
    dep: cells.dep[number] === 1,
    places: cells.places ? cells.places[number] : -1,
    places_dep: Boolean(cells.places_dep) && cells.places_dep[number] === 1,
  });

  /** Function (column, row) -> number of the smallest square that holds this cell, or -1; squares lie at multiples of
      their span. */
  s.squareFinder = (squares, { column: west, row: south }) => {
    const bySpan = new Map();
    for (let number = squares.count - 1; number >= 0; number -= 1) {
      const span = squares.span[number];
      if (!bySpan.has(span)) bySpan.set(span, new Map());
      bySpan
        .get(span)
        .set(((squares.row[number] + south) / span) * PER_ROW + (squares.column[number] + west) / span, number);
    }
    return (column, row) => {
      for (const [span, found] of bySpan) {
        const number = found.get(Math.floor((row + south) / span) * PER_ROW + Math.floor((column + west) / span));
        if (number !== undefined) return number;
      }
      return -1;
    };
  };

  /** x and y of the four corners of each square, one after the other, by functions (column, row) -> x and y. */
  s.cornersOf = (squares, [across, along]) => {
    const corners = new Float64Array(NUMBERS * squares.count);
    for (let number = 0; number < squares.count; number += 1) {
      for (let corner = 0; corner < 4; corner += 1) {
        const column = squares.column[number] + (corner === 1 || corner === 2 ? squares.span[number] : 0);
        const row = squares.row[number] + (corner > 1 ? squares.span[number] : 0);
        corners[NUMBERS * number + 2 * corner] = across(column, row);
        corners[NUMBERS * number + 2 * corner + 1] = along(column, row);
      }
    }
    return corners;
  };
})();

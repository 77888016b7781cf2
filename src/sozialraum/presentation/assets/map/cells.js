/* Squares of the map: where they lie, which one is under the pointer, and how they are painted on a canvas. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const MILLION = 1e6;
  const PER_ROW = 1 << 20; // more cells than a grid has in a row
  const HATCH_PX = 7;
  const STRIP = 4; // rows of squares
  const AT_ONCE = 10; // squares of a path: a longer one is slow to fill
  const OVER = 0.6; // pixels by which a square reaches over its neighbours: no gaps between equal colours
  const NUMBERS = 8; // of a square: x and y of four corners

  /** Where no square is drawn: every class differs clearly from it. */
  s.EMPTY = "#ffffff";

  /** Where residents live but too few children share a facility to tell of its places. */
  s.FEW = "#d8d2c8";

  /** Values at a place between the control points, x and y in cells: values[row][column] as one list. */
  const between = ({ step, columns, rows }, values, x, y) => {
    const column = Math.min(Math.max(Math.floor(x / step), 0), columns - 2);
    const row = Math.min(Math.max(Math.floor(y / step), 0), rows - 2);
    const right = x / step - column; // called for every corner: nothing is made that has to be cleared away
    const up = y / step - row;
    const first = row * columns + column;
    return (values[first] * (1 - right) + values[first + 1] * right) * (1 - up)
      + (values[first + columns] * (1 - right) + values[first + columns + 1] * right) * up;
  };

  /**
   * {column, row, columns, at, step} -> {at(column, row): [lat, lon], cell(lat, lon): [column, row], axes(world)};
   * cells count from the first control point. axes(world): functions (column, row) -> x and y between the control points, of
   * which only world([lat, lon]) is worked out.
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
      return [0, 1].map((axis) => points.map((point) => point[axis])).map((values) => (x, y) => between(size, values, x, y));
    };
    return { column: west, row: south, columns, step, at: place, cell, axes };
  };

  /**
   * Packed squares -> {count, column, row, span}: a list of each, the largest first; columns and rows from the first control point.
   * Empty places and squares in turn, four rows at a time and these column by column; see reach/blocks.py.
   */
  s.decodeSquares = (packed, { column: west, row: south, columns, step }) => {
    const found = { count: 0, column: [], row: [], span: [] };
    packed.forEach(([span, text]) => {
      const across = Math.floor((columns - 1) * step / span) + 2;
      let place = 0;
      s.decodeNumbers(text).forEach((number, at) => {
        const end = place + number + (at % 2);
        for (; place < end; place += 1) {
          if (at % 2 === 0) continue;
          const line = Math.floor(place / STRIP);
          found.row.push((Math.floor(line / across) * STRIP + place % STRIP + Math.floor(south / span)) * span - south);
          found.column.push((line % across + Math.floor(west / span)) * span - west);
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
  s.squareCount = (reach) => reach.squares.reduce((sum, [, text]) => sum + s.decodeNumbers(text).reduce((own, number, at) => own + (at % 2 ? number + 1 : 0), 0), 0);

  const classesOf = new WeakMap();

  /** Classes of all squares of a question: {way, nearest, dep, places, places_dep}, lists of numbers; null without squares, places null without places. */
  s.cellsOf = (question, count) => {
    const packed = question.cells;
    if (!packed) return null;
    if (!classesOf.has(question)) {
      const runs = (name, kinds) => (packed[name] ? s.decodeRuns(packed[name], kinds, count) : null);
      classesOf.set(question, { way: runs("step", question.way.length), nearest: runs("nearest", packed.houses.length).map((one) => packed.houses[one]),
        dep: runs("dep", 2), places: runs("places", question.places ? question.places.length + 1 : 1), places_dep: runs("places_dep", 2) });
    }
    return classesOf.get(question);
  };

  /** What is told of one square. */
  s.blockOf = (squares, cells, number) => ({ number, column: squares.column[number], row: squares.row[number], span: squares.span[number],
    way: cells.way[number], nearest: cells.nearest[number], dep: cells.dep[number] === 1,
    places: cells.places ? cells.places[number] : -1, places_dep: Boolean(cells.places_dep) && cells.places_dep[number] === 1 });

  /** Function (column, row) -> number of the smallest square that holds this cell, or -1; squares lie at multiples of their span. */
  s.squareFinder = (squares, { column: west, row: south }) => {
    const bySpan = new Map();
    for (let number = squares.count - 1; number >= 0; number -= 1) {
      const span = squares.span[number];
      if (!bySpan.has(span)) bySpan.set(span, new Map());
      bySpan.get(span).set((squares.row[number] + south) / span * PER_ROW + (squares.column[number] + west) / span, number);
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

  /** Whether lines on a colour "#rrggbb" have to be light. */
  s.isDark = (color) => [1, 3, 5].reduce((sum, at) => sum + parseInt(color.slice(at, at + 2), 16), 0) < 330;

  const hatch = (sharp, line) => {
    const tile = document.createElement("canvas");
    tile.width = tile.height = HATCH_PX * sharp;
    const pen = tile.getContext("2d");
    pen.scale(sharp, sharp);
    pen.strokeStyle = line;
    pen.lineWidth = 1;
    pen.beginPath();
    [-HATCH_PX, 0, HATCH_PX].forEach((start) => { pen.moveTo(start - 1, HATCH_PX + 1); pen.lineTo(start + HATCH_PX + 1, -1); });
    pen.stroke();
    return tile;
  };

  /** Rings of all areas in pixels of zoom 0: [{own, rings}]. */
  const borders = (page, world) => page.data.areas.map((area, index) => ({ own: index === page.data.self,
    rings: area.rings ? s.decodePolygons(area.rings).flat().map((ring) => ring.map(world)) : [] }));

  /** Numbers of the squares that are seen, by span, the largest first, and class: [Map]. */
  const bySpan = (squares, seen, classes) => {
    const layers = new Map();
    for (let number = 0; number < squares.count; number += 1) {
      if (!seen(number)) continue;
      const span = squares.span[number];
      if (!layers.has(span)) layers.set(span, new Map());
      const layer = layers.get(span);
      if (!layer.has(classes[number])) layer.set(classes[number], []);
      layer.get(classes[number]).push(number);
    }
    return [...layers.values()];
  };

  /**
   * A canvas under everything that is told, redrawn at once after each move; shown(): {question, kind} or null.
   * Returns {show(), at(latlng): {block, question, kind} or null, centre(block)}.
   */
  s.addCells = (map, page, shown) => {
    const L = globalThis.L;
    const reach = page.data.reach;
    if (!reach || !reach.lattice) return { show: () => {}, at: () => null, centre: () => null };
    const grid = s.lattice(reach.lattice);
    const world = (place) => { const point = map.options.crs.latLngToPoint(L.latLng(place), 0); return [point.x, point.y]; };
    const lines = borders(page, world);
    const squares = s.decodeSquares(reach.squares, grid);
    const corners = s.cornersOf(squares, grid.axes(world));
    const find = s.squareFinder(squares, grid);
    const paint = (canvas, box) => {
      const sharp = globalThis.devicePixelRatio > 1 || document.body.classList.contains("sr-printing") ? 2 : 1;
      const size = box.getSize();
      canvas.width = sharp * size.x;
      canvas.height = sharp * size.y;
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
      L.DomUtil.setPosition(canvas, box.min);
      const now = shown();
      const question = now && reach.questions[now.question];
      const cells = question && s.cellsOf(question, squares.count);
      if (!cells) return;
      const places = now.kind === "places";
      const [own, unsure] = places ? [cells.places, cells.places_dep] : [cells.way, cells.dep];
      const colors = places ? [...question.places.map((one) => one.color), s.FEW] : question.way.map((one) => one.color);
      const pen = canvas.getContext("2d");
      const scale = 2 ** map.getZoom();
      const origin = map.getPixelOrigin().add(box.min);
      const draw = ([x, y], first) => pen[first ? "moveTo" : "lineTo"](x * scale - origin.x, y * scale - origin.y);
      const outline = (ring) => { ring.forEach((corner, at) => draw(corner, at === 0)); pen.closePath(); };
      // south-west corner to the south-west, and so on: a pixel's share of every neighbour
      const square = (number, over) => {
        const at = NUMBERS * number;
        pen.moveTo(corners[at] * scale - origin.x - over, corners[at + 1] * scale - origin.y + over);
        pen.lineTo(corners[at + 2] * scale - origin.x + over, corners[at + 3] * scale - origin.y + over);
        pen.lineTo(corners[at + 4] * scale - origin.x + over, corners[at + 5] * scale - origin.y - over);
        pen.lineTo(corners[at + 6] * scale - origin.x - over, corners[at + 7] * scale - origin.y - over);
        pen.closePath();
      };
      const seen = (number) => {
        const at = NUMBERS * number;
        return Math.max(corners[at + 2], corners[at + 4]) * scale > origin.x && Math.min(corners[at], corners[at + 6]) * scale < origin.x + size.x
          && Math.max(corners[at + 1], corners[at + 3]) * scale > origin.y && Math.min(corners[at + 5], corners[at + 7]) * scale < origin.y + size.y;
      };
      const fill = (numbers, style, over) => {
        pen.fillStyle = style;
        for (let first = 0; first < numbers.length; first += AT_ONCE) {
          pen.beginPath();
          for (let at = first; at < Math.min(first + AT_ONCE, numbers.length); at += 1) square(numbers[at], over);
          pen.fill();
        }
      };
      pen.scale(sharp, sharp);
      const [dark, light] = ["#111820", "#ffffff"].map((line) => {
        const pattern = pen.createPattern(hatch(sharp, line), "repeat");
        pattern.setTransform(new DOMMatrix([1 / sharp, 0, 0, 1 / sharp, 0, 0]));
        return pattern;
      });
      const few = places ? colors.length - 1 : -1;
      bySpan(squares, seen, own).forEach((layer) => {
        layer.forEach((numbers, place) => fill(numbers, colors[place], OVER));
        layer.forEach((numbers, place) => {
          const open = place === few ? [] : numbers.filter((number) => unsure[number] === 1);
          if (open.length) fill(open, s.isDark(colors[place]) ? light : dark, 0);
        });
      });
      pen.globalCompositeOperation = "destination-in"; // cut off at the city's border, faster than a clip
      pen.fillStyle = "#000000";
      pen.beginPath();
      lines.forEach(({ rings }) => rings.forEach(outline));
      pen.fill("evenodd");
      pen.globalCompositeOperation = "source-over";
      pen.strokeStyle = "#2a333c";
      lines.forEach(({ own: mine, rings }) => {
        if (page.data.city.schematic && !mine) return;
        pen.lineWidth = mine ? 3 : 1;
        pen.beginPath();
        rings.forEach(outline);
        pen.stroke();
      });
    };
    const Renderer = L.Renderer.extend({
      _initContainer() { this._container = document.createElement("canvas"); this._container.setAttribute("aria-hidden", "true"); },
      _destroyContainer() { this._container.remove(); delete this._container; },
      _update() { L.Renderer.prototype._update.call(this); paint(this._container, this._bounds); },
    });
    const renderer = new Renderer({ pane: s.pane("cells"), padding: 0.3 }).addTo(map);
    const under = (latlng) => {
      const now = shown();
      const cells = now && s.cellsOf(reach.questions[now.question], squares.count);
      const number = cells ? find(...grid.cell(latlng.lat, latlng.lng)) : -1;
      return number < 0 ? null : Object.assign({ block: s.blockOf(squares, cells, number) }, now);
    };
    return { show: () => renderer._update(), at: under, centre: (block) => grid.at(block.column + block.span / 2, block.row + block.span / 2) };
  };
})();

/* Squares of the map painted on a canvas, and the one under the pointer. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const HATCH_PX = 7;
  const AT_ONCE = 10; // squares of a path: a longer one is slow to fill
  const OVER = 0.6; // pixels by which a square reaches over its neighbours: no gaps between equal colours
  const NUMBERS = 8; // of a square, from s.cornersOf: x and y of four corners

  /** Where no square is drawn: every class differs clearly from it. */
  s.EMPTY = "#ffffff";

  /** Where residents live but too few children share a facility to tell of its places. */
  s.FEW = "#d8d2c8";

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
    [-HATCH_PX, 0, HATCH_PX].forEach((start) => {
      pen.moveTo(start - 1, HATCH_PX + 1);
      pen.lineTo(start + HATCH_PX + 1, -1);
    });
    pen.stroke();
    return tile;
  };

  /** Rings of all areas in pixels of zoom 0: [{own, rings}]. */
  const borders = (page, world) =>
    page.data.areas.map((area, index) => ({
      own: index === page.data.self,
      rings: area.rings
        ? s
            .decodePolygons(area.rings)
            .flat()
            .map((ring) => ring.map(world))
        : [],
    }));

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
    const world = (place) => {
      const point = map.options.crs.latLngToPoint(L.latLng(place), 0);
      return [point.x, point.y];
    };
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
      const colors = places
        ? [...question.places.map((one) => one.color), s.FEW]
        : question.way.map((one) => one.color);
      const pen = canvas.getContext("2d");
      const scale = 2 ** map.getZoom();
      const origin = map.getPixelOrigin().add(box.min);
      const draw = ([x, y], first) => pen[first ? "moveTo" : "lineTo"](x * scale - origin.x, y * scale - origin.y);
      const outline = (ring) => {
        ring.forEach((corner, at) => draw(corner, at === 0));
        pen.closePath();
      };
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
        return (
          Math.max(corners[at + 2], corners[at + 4]) * scale > origin.x &&
          Math.min(corners[at], corners[at + 6]) * scale < origin.x + size.x &&
          Math.max(corners[at + 1], corners[at + 3]) * scale > origin.y &&
          Math.min(corners[at + 5], corners[at + 7]) * scale < origin.y + size.y
        );
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
      _initContainer() {
        this._container = document.createElement("canvas");
        this._container.setAttribute("aria-hidden", "true");
      },
      _destroyContainer() {
        this._container.remove();
        delete this._container;
      },
      _update() {
        L.Renderer.prototype._update.call(this);
        paint(this._container, this._bounds);
      },
    });
    const renderer = new Renderer({ pane: s.pane("cells"), padding: 0.3 }).addTo(map);
    const under = (latlng) => {
      const now = shown();
      const cells = now && s.cellsOf(reach.questions[now.question], squares.count);
      const number = cells ? find(...grid.cell(latlng.lat, latlng.lng)) : -1;
      return number < 0 ? null : Object.assign({ block: s.blockOf(squares, cells, number) }, now);
    };
    return {
      show: () => renderer._update(),
      at: under,
      centre: (block) => grid.at(block.column + block.span / 2, block.row + block.span / 2),
    };
  };
})();

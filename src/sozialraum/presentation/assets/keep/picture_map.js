/* The map as a drawing of its own: from the same borders, values and signs as the map on the screen, always the whole
   city. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const INK = "#111820";
  const LINES = {
    water: [
      ["#ffffff", 5],
      ["#2f6f9f", 3],
    ],
    rail: [
      ["#3f474f", 3.2],
      ["#ffffff", 1.6, "7 6"],
    ],
    road: [
      ["#ffffff", 3.4],
      ["#7b6a52", 1.8],
    ],
  };

  const cells = (page, layer, frame, clip) => {
    const reach = page.data.reach;
    const question = reach && reach.questions[layer.cells.question];
    const grid = s.lattice(reach.lattice);
    const squares = s.decodeSquares(reach.squares, grid);
    const found = s.cellsOf(question, squares.count);
    if (!found) return null;
    const corners = s.cornersOf(squares, grid.axes(s.worldPoint));
    const places = layer.cells.kind === "places";
    const [own, unsure] = places ? [found.places, found.places_dep] : [found.way, found.dep];
    const colors = places
      ? [...question.places.map((one) => one.color), s.FEW]
      : question.way.map((one) => one.color);
    const paths = colors.map(() => "");
    let open = "";
    for (let number = 0; number < squares.count; number += 1) {
      if (own[number] < 0) continue;
      const path =
        "M" +
        [0, 2, 4, 6]
          .map((at) =>
            frame
              .world([corners[8 * number + at], corners[8 * number + at + 1]])
              .map((one) => one.toFixed(1))
              .join(" "),
          )
          .join("L") +
        "Z";
      paths[own[number]] += path;
      if (unsure[number] === 1 && !(places && own[number] === colors.length - 1)) open += path;
    }
    return s.svg(
      "g",
      { "clip-path": `url(#${clip})` },
      paths.map((d, at) =>
        d ? s.svg("path", { d, fill: colors[at], stroke: colors[at], "stroke-width": 0.5 }) : null,
      ),
      open ? s.svg("path", { d: open, fill: s.EDGE }) : null,
    );
  };

  /** Names of the neighbours where the labels leave room. */
  const neighbours = (one, frame, box, taken) => {
    const measure = s.measurer(11);
    const polygons = s.decodePolygons(one.rings);
    return one.names.map(([name, at]) => {
      const size = [measure(name) + 6, 16];
      const spot = s.nameSpot(
        s.landAt(polygons, at).map((rings) => rings.map((ring) => ring.map(frame.place))),
        size,
        box,
        taken,
        frame.place(at),
      );
      if (!spot) return null;
      taken.push({ x: spot[0] - size[0] / 2, y: spot[1] - size[1] / 2, width: size[0], height: size[1] });
      return s.words(spot[0], spot[1] + 4, name, {
        "text-anchor": "middle",
        "font-style": "italic",
        "font-size": 11,
        fill: "#4d5a67",
      });
    });
  };

  /** Land around the city (beneath its areas) or water, rail and roads, as far as they are switched on; cut off at
      the frame. */
  const base = (page, frame, box, beneath, taken) => {
    const shown = (page.data.base || []).filter(
      (one) => (page.state.base || []).includes(one.id) && (one.kind === "neighbour") === beneath,
    );
    const stroke = (one, [color, width, dashes]) =>
      one.lines.length
        ? s.svg("path", {
            d: s.linePath(
              one.lines.map((line) => s.decodeRing(line).map(s.degrees)),
              frame.place,
            ),
            fill: "none",
            stroke: color,
            "stroke-width": width,
            "stroke-dasharray": dashes,
          })
        : null;
    return shown.length
      ? s.svg(
          "svg",
          {
            x: box.x,
            y: box.y,
            width: box.width,
            height: box.height,
            viewBox: [box.x, box.y, box.width, box.height].join(" "),
          },
          shown.map((one) => [
            s.svg("path", {
              d: s.pathOf(s.decodePolygons(one.rings), frame.place),
              fill: beneath ? "#dde2e6" : one.kind === "water" ? "#bcd9ec" : "#9a8f80",
              stroke: beneath ? "#8b96a0" : one.kind === "water" ? "#2f6f9f" : "none",
            }),
            (beneath ? [["#8b96a0", 1]] : LINES[one.kind] || LINES.road).map((look) => stroke(one, look)),
            beneath ? neighbours(one, frame, box, taken) : null,
          ]),
        )
      : null;
  };

  const borders = (page, frame) => {
    const line = (edges, given) =>
      s.svg(
        "path",
        Object.assign(
          {
            d: s.linePath(
              s.chains(edges).map((chain) => chain.map(s.degrees)),
              frame.place,
            ),
            fill: "none",
            "stroke-linejoin": "round",
          },
          given,
        ),
      );
    const edges =
      page.data.city.schematic || !page.data.outline ? s.edges(page.data.areas.map((area) => area.rings)) : null;
    const city = { stroke: "#2a333c", "stroke-width": 2 };
    return [
      page.data.city.schematic
        ? line(edges.inner, { stroke: "#3c4650", "stroke-width": 1.4, "stroke-dasharray": "5 4" })
        : null,
      page.data.outline
        ? s.svg(
            "path",
            Object.assign({ d: s.pathOf(s.decodePolygons(page.data.outline), frame.place), fill: "none" }, city),
          )
        : line(edges.outer, city),
    ];
  };

  const circles = (page, layer, period, frame) => {
    const extent = layer.symbols ? s.extent(layer) : null;
    return page.data.areas.map((area, index) => {
      if (!area.rings) return null;
      const [cx, cy] = frame.place(area.label).map((one) => one.toFixed(1));
      const reading = s.reading(layer, period, index);
      if (extent && layer.kind === "choropleth") {
        const less = reading.value < 0;
        return reading.value
          ? s.svg("circle", {
              cx,
              cy,
              r: s.countRadius(reading.value, extent, page.data.areas.length).toFixed(1),
              fill: less ? "#ffffff" : "#2c7fb8",
              "fill-opacity": 0.55,
              stroke: "#123a5a",
              "stroke-width": less ? 2 : 1.2,
              "stroke-dasharray": less ? "4 2" : null,
            })
          : null;
      }
      const gap = layer.gap ? s.gapAt(layer, period, index) : null;
      const radius = layer.gap ? s.stepRadius(s.gapStep(layer, gap)) : 0;
      return radius
        ? [
            s.svg("circle", { cx, cy, r: radius, fill: INK, stroke: "#ffffff", "stroke-width": 1.5 }),
            s.words(Number(cx), Number(cy) + 4, s.formatNumber(gap, 0, page.data.number), {
              "text-anchor": "middle",
              "font-weight": 700,
              fill: "#ffffff",
            }),
          ]
        : null;
    });
  };

  /** The map of what is shown within {x, y, width, height}: [svg nodes]. bare: only borders, names and the chosen
      area. */
  s.drawnMap = (page, box, bare = false) => {
    const { layer, period } = page.shown();
    const inner = { x: box.x + 6, y: box.y + 6, width: box.width - 12, height: box.height - 34 };
    const { bounds } = page.drawn.areas;
    const shapes = page.data.areas.map(s.areaShape);
    const frame = s.fitted(bounds, inner);
    const paths = shapes.map((shape) => (shape ? s.pathOf(shape, frame.place) : null));
    const painted = paths.map((d, area) => {
      const reading = s.reading(layer, period, area);
      const faded = !bare && page.cell !== null && !s.inCell(reading, page.cell);
      return d
        ? s.svg("path", {
            d,
            fill: bare ? "#ffffff" : s.areaFill(layer, reading),
            "fill-opacity": faded ? 0.14 : null,
            "fill-rule": "evenodd",
            stroke: page.data.city.schematic ? "none" : "#4a5560",
            "stroke-width": 1,
          })
        : null;
    });
    const veils =
      page.state.muted && layer.kind !== "list" && !bare
        ? paths.map((d, area) => (d && s.unsure(layer, period, area) ? s.svg("path", { d, fill: s.VEIL }) : null))
        : null;
    const chosen = page.state.area === null ? null : paths[page.state.area];
    const bar = { x: box.x, y: box.y + box.height - 34, width: Math.min(200, box.width / 2), height: 34 };
    const named = s.drawnLabels(page, frame, box, bare, [bar]);
    const taken = [...named.boxes, bar];
    const clip = "sr-picture-clip" + Math.round(box.x); // of each of two maps its own
    const compared = bare ? "" : page.state.compare.map((area) => paths[area] || "").join("");
    return [
      layer.drawn_cells && !bare
        ? s.svg(
            "clipPath",
            { id: clip },
            s.svg("path", { d: paths.filter(Boolean).join(""), "clip-rule": "evenodd" }),
          )
        : null,
      bare ? null : base(page, frame, box, true, taken),
      painted,
      layer.drawn_cells && !bare
        ? [
            cells(page, layer, frame, clip),
            paths.map((d) => (d ? s.svg("path", { d, fill: "none", stroke: "#2a333c", "stroke-width": 1 }) : null)),
          ]
        : null,
      veils,
      bare ? null : base(page, frame, box, false),
      borders(page, frame),
      bare ? null : circles(page, layer, period, frame),
      chosen
        ? s.svg("path", {
            d: chosen,
            fill: bare ? "#c9d2da" : "none",
            stroke: INK,
            "stroke-width": 4,
            "stroke-linejoin": "round",
          })
        : null,
      compared
        ? [
            ["#ffffff", 6],
            [INK, 3, "9 4"],
          ].map(([stroke, width, dashes]) =>
            s.svg("path", {
              d: compared,
              fill: "none",
              stroke,
              "stroke-width": width,
              "stroke-dasharray": dashes,
              "stroke-linejoin": "round",
            }),
          )
        : null,
      named.nodes,
      s.scaleBar(page, box.x + 8, box.y + box.height - 8, frame.metres, Math.min(160, bar.width - 60)),
    ];
  };
})();

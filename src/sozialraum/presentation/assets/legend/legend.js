/* The one legend: always what the map shows now, with counts, the city's place, and every non-value. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const CROWD = 60;
  const EQUAL = Math.sqrt(1.05 * 0.05) - 0.05; // luminance on which black and white read alike, both at 4.58 to 1

  /** Status letters that occur, in fixed order: [{letter, count}]; normal values are not listed. */
  s.occurring = (letters, order) =>
    [...order].filter((letter) => letters[letter]).map((letter) => ({ letter, count: letters[letter] }));

  /** Index of the class with the city's value: that of the nearest area value at or beside it, else -1. */
  s.cityClass = (layer, period, count) => {
    const city = s.cityReading(layer, period);
    if (!city.known) return -1;
    if (layer.scale) return s.classOf(layer, city.value, period);
    const spans = layer.classes.map(() => [Infinity, -Infinity]);
    layer.v.forEach((row, at) => row.forEach((value, area) => {
      const reading = s.reading(layer, at, area);
      if (reading.class < 0 || reading.value === null) return;
      spans[reading.class][0] = Math.min(spans[reading.class][0], reading.value);
      spans[reading.class][1] = Math.max(spans[reading.class][1], reading.value);
    }));
    return spans.findIndex(([low, high]) => city.value >= low && city.value <= high);
  };

  /** Radius in px of a count, area proportional to the value, 0 for a zero. */
  s.radius = (value, largest, most = 26) => (largest > 0 && value > 0 ? Math.max(2.5, most * Math.sqrt(value / largest)) : 0);

  /** Radius in px of the largest count among so many areas: the more there are, the less room has each. */
  s.mostRadius = (areas) => 26 * Math.max(0.3, Math.min(1, Math.sqrt(60 / areas)));

  /** Radius in px of a count, which may be below zero, among values of an extent [low, high] of so many areas. */
  s.countRadius = (value, extent, areas) => s.radius(Math.abs(value), Math.max(...extent.map(Math.abs)), s.mostRadius(areas));

  /** cell: number of a class or letter of a non-value that can be chosen; without it the entry is no button. */
  const entry = (page, swatch, words, count, cell = null) => {
    const areas = count === 1 ? page.data.city.area_word : page.data.city.area_words;
    const parts = [swatch, s.el("span", { class: "sr-legend-words" }, words),
      s.el("span", { class: "sr-legend-count", title: page.t("legend.count", { n: count, areas }) }, String(count), s.el("span", { class: "sr-hidden" }, " " + areas))];
    if (cell === null) return s.el("li", { class: "sr-legend-entry" }, parts);
    return s.el("li", { class: "sr-legend-entry" }, s.el("button", { type: "button", class: "sr-legend-pick", "data-cell": cell, "aria-pressed": "false",
      disabled: count === 0, click: () => page.chooseCell(page.cell === cell ? null : cell) }, parts));
  };

  /** For many areas thin strokes, one path per class: a crowd of dots would only be a smear. */
  const rug = (page, layer, period, at) => {
    const strokes = layer.classes.map(() => "");
    page.data.areas.forEach((area, index) => {
      const reading = s.reading(layer, period, index);
      if (reading.class >= 0 && reading.value !== null) strokes[reading.class] += `M${at(reading.value).toFixed(1)} 11V23`;
    });
    return strokes.map((d, place) => s.svg("path", { d, stroke: "#2a333c", "stroke-width": 2.2, "stroke-opacity": 0.25 }))
      .concat(strokes.map((d, place) => s.svg("path", { d, stroke: layer.classes[place].color, "stroke-width": 1.4 })));
  };

  const strip = (page, layer, period) => {
    const extent = s.extent(layer, true);
    if (!extent || extent[0] === extent[1]) return null;
    const width = 240;
    const at = (value) => 8 + ((value - extent[0]) / (extent[1] - extent[0])) * (width - 16);
    const city = s.cityReading(layer, period);
    const dots = page.data.areas.length > CROWD ? rug(page, layer, period, at) : page.data.areas.map((area, index) => {
      const reading = s.reading(layer, period, index);
      if (reading.value === null) return null;
      return s.svg("circle", { class: "sr-strip-dot", cx: at(reading.value).toFixed(1), cy: 17, r: 4.5, stroke: "#2a333c", "stroke-width": 0.8,
        fill: reading.class >= 0 ? layer.classes[reading.class].color : "#c9d2da", "fill-opacity": 0.9, click: () => page.pin(index, true) },
      s.svg("title", null, page.data.areas[index].name + ": " + s.readingText(page, layer, reading)));
    });
    const chosen = page.state.area === null ? null : s.reading(layer, period, page.state.area);
    return s.svg("svg", { class: "sr-strip", viewBox: "0 0 " + width + " 26", width, height: 26, "aria-hidden": "true",
      focusable: "false" },
    s.svg("path", { d: "M8 17H" + (width - 8), stroke: "#8a949e" }), dots,
    chosen && chosen.value !== null ? s.svg("circle", { class: "sr-strip-chosen", cx: at(chosen.value).toFixed(1), cy: 17, r: 7 }) : null,
    city.known ? s.svg("path", { d: `M${at(city.value) - 5} 1h10l-5 8zM${at(city.value)} 8V24`, fill: "#111820", stroke: "#111820" }) : null);
  };

  /** Draws the strip anew with the chosen area in it; the rest of the legend stays, so that no focus is lost. */
  s.markArea = (page, node) => {
    const drawn = node.querySelector(".sr-strip");
    const { layer, period } = page.shown();
    if (drawn) drawn.replaceWith(strip(page, layer, period));
  };

  const classList = (page, layer, period, counts) => {
    const home = s.cityClass(layer, period, page.data.areas.length);
    const rows = layer.classes.map((one, place) => entry(page, s.swatch(one.color),
      [one.code ? s.el("b", null, one.code + " ") : null, one.label, place === home ? s.el("span", { class: "sr-legend-home" }, " ◂ " + page.t("legend.city_here")) : null],
      counts.classes[place], place));
    return [s.el("ul", { class: "sr-legend-list" }, rows.reverse()), s.el("p", { class: "sr-note sr-cell-words sr-hint" }, s.cellHint(page))];
  };

  /** Black or white, whichever reads better on a colour. */
  s.inkOn = (color) => {
    const parts = /^#(..)(..)(..)$/.exec(color || "#ffffff") || [null, "ff", "ff", "ff"];
    const light = parts.slice(1).map((part) => {
      const level = parseInt(part, 16) / 255;
      return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] > EQUAL ? "#000000" : "#ffffff";
  };

  const circles = (page, layer) => {
    const extent = s.extent(layer);
    if (!extent) return null;
    const largest = Math.max(...extent.map(Math.abs));
    const samples = [largest, largest / 4, largest / 16].map((value) => Number(value.toPrecision(1)) || largest)
      .filter((value, at, all) => value > 0 && all.indexOf(value) === at);
    return s.el("ul", { class: "sr-legend-list" }, samples.map((value) => {
      const radius = s.countRadius(value, extent, page.data.areas.length);
      return s.el("li", { class: "sr-legend-entry" },
        s.svg("svg", { class: "sr-legend-circle", viewBox: "0 0 56 56", width: 56, height: Math.max(18, 2 * radius + 4), "aria-hidden": "true",
          preserveAspectRatio: "xMidYMid slice" }, s.svg("circle", { class: "sr-count-circle", cx: 28, cy: 28, r: radius })),
        s.el("span", { class: "sr-legend-words" }, s.formatValue(value, layer, page.data.number)));
    }));
  };

  /** What the dots mean and how many areas bear them; null unless the reader asked for them. */
  const veiled = (page, layer, period) => {
    if (!page.state.muted || !layer.firm || !layer.firm[period]) return null;
    return [s.el("ul", { class: "sr-legend-list" }, entry(page, s.swatch("#b9c4ce", { over: s.VEIL }), page.t("legend.unreliable"),
      s.unsureCount(layer, period, page.data.areas.length))), layer.firm_note ? s.el("p", { class: "sr-note" }, layer.firm_note) : null];
  };

  /** Draws the legend of the shown layer and date into `node`. */
  s.showLegend = (page, node) => {
    const { layer, period } = page.shown();
    const counts = s.counts(layer, period, page.data.areas.length);
    const city = s.cityReading(layer, period);
    const colored = layer.kind === "choropleth" && !layer.symbols && !layer.drawn_cells;
    const unit = s.unitText(layer);
    const none = s.occurring(counts.letters, "OLMQ").map(({ letter, count }) => entry(page,
      s.swatch(s.patternFill(letter), { dotted: letter === "O" || letter === "L", sign: letter === "Q" ? "•" : null }),
      s.absentText(page, layer, letter), count, letter));
    const why = layer.unassigned ? layer.unassigned.why[period] : [];
    const marks = s.occurring(counts.letters, s.MARKED_LETTERS).filter(({ letter }) => letter !== "F" || !layer.periods[period].ahead).map(({ letter, count }) => entry(page,
      s.el("span", { class: "sr-mark sr-legend-mark" }, page.t("mark." + s.STATUS[letter])),
      page.t("legend." + s.STATUS[letter]), count));
    s.replace(node,
      layer.drawn_cells ? null : s.el("p", { class: "sr-legend-title" }, s.whatText(layer),
        s.el("span", { class: "sr-legend-when" }, [unit, s.whenText(page, layer, period)].filter(Boolean).join(" · "))),
      layer.gap ? s.gapKey(page, layer) : null,
      layer.drawn_cells ? s.cellLegend(page, layer) : null,
      colored ? [layer.gap ? null : strip(page, layer, period), classList(page, layer, period, counts)] : null,
      layer.kind === "choropleth" && layer.symbols ? [circles(page, layer), s.el("p", { class: "sr-note" }, page.t("legend.circles"))] : null,
      layer.kind === "bivariate" ? s.matrix(page, layer, counts) : null,
      layer.kind === "list" ? s.el("p", { class: "sr-note" }, page.t("legend.not_mapped"), " ", layer.why_list || "") : null,
      none.length && layer.kind !== "list" && !layer.drawn_cells ? s.el("ul", { class: "sr-legend-list sr-legend-none" }, none) : null,
      why.length ? s.el("p", { class: "sr-note" }, why.map(([reason, n]) => page.t("legend.because", { reason, n })).join("; ")) : null,
      marks.length ? s.el("ul", { class: "sr-legend-list" }, marks) : null,
      veiled(page, layer, period),
      layer.kind === "bivariate" || layer.drawn_cells || city.letter === "M" ? null : s.el("p", { class: city.known ? "sr-legend-city" : "sr-note" },
        city.known ? s.el("span", { "aria-hidden": "true" }, "▼ ") : null,
        page.t("legend.city", { city: page.data.city.name, value: s.readingText(page, layer, city) }),
        city.reason ? s.el("span", { class: "sr-legend-when" }, city.reason) : null),
      layer.class_note && layer.kind !== "list" && !layer.symbols ? s.el("p", { class: "sr-note" }, layer.class_note) : null,
      layer.polarity_word && !layer.drawn_cells ? s.el("p", { class: "sr-note" }, layer.polarity_word) : null);
  };

  s.view({ id: "legend", slot: "legend", add: (page, node) => ({ show: (change) => {
    if (s.changesFigure(change) || change.muted !== undefined) s.showLegend(page, node);
    else if (change.area !== undefined) s.markArea(page, node);
    s.markCell(page, node);
  } }) });
})();

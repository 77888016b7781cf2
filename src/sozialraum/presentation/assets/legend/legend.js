/* The one legend: always what the map shows now, with counts, the city's place, and every non-value. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

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
    layer.v.forEach((row, at) =>
      row.forEach((value, area) => {
        const reading = s.reading(layer, at, area);
        if (reading.class < 0 || reading.value === null) return;
        spans[reading.class][0] = Math.min(spans[reading.class][0], reading.value);
        spans[reading.class][1] = Math.max(spans[reading.class][1], reading.value);
      }),
    );
    return spans.findIndex(([low, high]) => city.value >= low && city.value <= high);
  };

  /** cell: number of a class or letter of a non-value that can be chosen; without it the entry is no button. */
  const entry = (page, swatch, words, count, cell = null) => {
    const areas = count === 1 ? page.data.city.area_word : page.data.city.area_words;
    const parts = [
      swatch,
      s.el("span", { class: "sr-legend-words" }, words),
      s.el(
        "span",
        { class: "sr-legend-count", title: page.t("legend.count", { n: count, areas }) },
        String(count),
        s.el("span", { class: "sr-hidden" }, " " + areas),
      ),
    ];
    if (cell === null) return s.el("li", { class: "sr-legend-entry" }, parts);
    return s.el(
      "li",
      { class: "sr-legend-entry" },
      s.el(
        "button",
        {
          type: "button",
          class: "sr-legend-pick",
          "data-cell": cell,
          "aria-pressed": "false",
          disabled: count === 0,
          click: () => page.chooseCell(page.cell === cell ? null : cell),
        },
        parts,
      ),
    );
  };

  const classList = (page, layer, period, counts) => {
    const home = s.cityClass(layer, period, page.data.areas.length);
    const rows = layer.classes.map((one, place) =>
      entry(
        page,
        s.swatch(one.color),
        [
          one.code ? s.el("b", null, one.code + " ") : null,
          one.label,
          place === home ? s.el("span", { class: "sr-legend-home" }, "◂ " + page.t("legend.city_here")) : null,
        ],
        counts.classes[place],
        place,
      ),
    );
    return [
      s.el("ul", { class: "sr-legend-list" }, rows.reverse()),
      s.el("p", { class: "sr-note sr-cell-words sr-hint" }, s.cellHint(page)),
    ];
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

  /** What the dots mean and how many areas bear them; null unless the reader asked for them. */
  const veiled = (page, layer, period) => {
    if (!page.state.muted || !layer.firm || !layer.firm[period]) return null;
    return [
      s.el(
        "ul",
        { class: "sr-legend-list" },
        entry(
          page,
          s.swatch("#b9c4ce", { over: s.VEIL }),
          page.t("legend.unreliable"),
          s.unsureCount(layer, period, page.data.areas.length),
        ),
      ),
      layer.firm_note ? s.el("p", { class: "sr-note" }, layer.firm_note) : null,
    ];
  };

  /** Draws the legend of the shown layer and date into `node`. */
  s.showLegend = (page, node) => {
    const { layer, period } = page.shown();
    const counts = s.counts(layer, period, page.data.areas.length);
    const city = s.cityReading(layer, period);
    const colored = layer.kind === "choropleth" && !layer.symbols && !layer.drawn_cells;
    const unit = s.unitText(layer);
    const none = s.occurring(counts.letters, "OLMQ").map(({ letter, count }) =>
      entry(
        page,
        s.swatch(s.patternFill(letter), {
          dotted: letter === "O" || letter === "L",
          sign: letter === "Q" ? "•" : null,
        }),
        s.absentText(page, layer, letter),
        count,
        letter,
      ),
    );
    const why = layer.unassigned ? layer.unassigned.why[period] : [];
    const marks = s
      .occurring(counts.letters, s.MARKED_LETTERS)
      .filter(({ letter }) => letter !== "F" || !layer.periods[period].ahead)
      .map(({ letter, count }) =>
        entry(
          page,
          s.el("span", { class: "sr-mark sr-legend-mark" }, page.t("mark." + s.STATUS[letter])),
          page.t("legend." + s.STATUS[letter]),
          count,
        ),
      );
    s.replace(
      node,
      layer.drawn_cells
        ? null
        : s.el(
            "p",
            { class: "sr-legend-title" },
            s.whatText(layer),
            s.el(
              "span",
              { class: "sr-legend-when" },
              [unit, s.whenText(page, layer, period)].filter(Boolean).join(" · "),
            ),
          ),
      layer.gap ? s.gapKey(page, layer) : null,
      layer.drawn_cells ? s.cellLegend(page, layer) : null,
      colored
        ? [layer.gap ? null : s.legendStrip(page, layer, period), classList(page, layer, period, counts)]
        : null,
      layer.kind === "choropleth" && layer.symbols
        ? [s.countCircles(page, layer), s.el("p", { class: "sr-note" }, page.t("legend.circles"))]
        : null,
      layer.kind === "bivariate" ? s.matrix(page, layer, counts) : null,
      layer.kind === "list"
        ? s.el("p", { class: "sr-note" }, page.t("legend.not_mapped"), " ", layer.why_list || "")
        : null,
      none.length && layer.kind !== "list" && !layer.drawn_cells
        ? s.el("ul", { class: "sr-legend-list sr-legend-none" }, none)
        : null,
      why.length
        ? s.el(
            "p",
            { class: "sr-note" },
            why.map(([reason, n]) => page.t("legend.because", { reason, n })).join("; "),
          )
        : null,
      marks.length ? s.el("ul", { class: "sr-legend-list" }, marks) : null,
      veiled(page, layer, period),
      layer.kind === "bivariate" || layer.drawn_cells || city.letter === "M"
        ? null
        : s.el(
            "p",
            { class: city.known ? "sr-legend-city" : "sr-note" },
            city.known ? s.el("span", { "aria-hidden": "true" }, "▼ ") : null,
            page.t("legend.city", { city: page.data.city.name, value: s.readingText(page, layer, city) }),
            city.reason ? s.el("span", { class: "sr-legend-when" }, city.reason) : null,
          ),
      layer.class_note && layer.kind !== "list" && !layer.symbols
        ? s.el("p", { class: "sr-note" }, layer.class_note)
        : null,
      layer.polarity_word && !layer.drawn_cells ? s.el("p", { class: "sr-note" }, layer.polarity_word) : null,
    );
  };

  /** "3" is the third class from below, "Q" what is withheld. */
  s.cellKey = {
    name: "klasse",
    read: (text) => (/^[1-9]\d?$/.test(text) ? text - 1 : /^[OLMQ]$/.test(text) ? text : null),
    write: (cell) => (cell === null ? null : String(typeof cell === "number" ? cell + 1 : cell)),
  };

  s.view({
    id: "legend",
    slot: "legend",
    keys: { cell: s.cellKey },
    add: (page, node) => ({
      show: (change) => {
        if (s.changesFigure(change) || change.muted !== undefined) s.showLegend(page, node);
        else if (change.area !== undefined) s.markArea(page, node);
        s.markCell(page, node);
      },
    }),
  });
})();

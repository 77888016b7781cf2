/* What the open tab of the panel shows, as rows of a table: comparison, scatter plot, board of needs, Steckbrief. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const value = (page, layer, reading) =>
    reading.known && layer.kind === "bivariate"
      ? s.fieldText(layer, reading.class)
      : s.writtenNumber(page, reading.value, layer.decimals);

  /** Value and status of the city: two columns. */
  const cityCells = (page, layer, period) => {
    const city = s.cityReading(layer, period);
    return [
      s.writtenNumber(page, city.value, layer.decimals),
      layer.kind === "bivariate" ? null : s.statusWord(page, city),
    ];
  };

  const cityHeads = (page, name) => [name, name + " \u2013 " + page.t("csv.status")];

  const end = (page, layer, period, area, side) => {
    const span = layer.kind === "bivariate" ? null : s.interval(layer, period, area);
    return span ? s.writtenNumber(page, span[side], layer.decimals) : null;
  };

  const standing = (page, layer, period, area) => {
    const own = layer.kind === "bivariate" ? null : s.standing(layer, period, area);
    return own ? s.standingText(page, own).words : s.judgedText(layer, s.reading(layer, period, area));
  };

  const balance = (page, layer, period, area) => {
    const gap = layer.gap ? s.gapAt(layer, period, area) : null;
    return gap === null ? null : s.writtenNumber(page, 0 - gap, gap === Math.round(gap) ? 0 : 1);
  };

  /** Rows without the columns of which only the head says anything; those of a kept head stay, for there a value
      could be. */
  s.withoutEmpty = (rows, kept = []) => {
    const filled = rows[0].map(
      (head, at) =>
        kept.includes(head) ||
        rows.slice(1).some((row) => row[at] !== null && row[at] !== undefined && row[at] !== ""),
    );
    return rows.map((row) => row.filter((cell, at) => filled[at]));
  };

  /** The comparison: open Handlungsfelder in rows, the city and each compared area in columns. */
  s.compareRows = (page) => {
    const { data, state } = page;
    if (!state.compare.length) return null;
    const opened = state.fields || [page.shown().layer.group];
    const columns = [
      ["", value],
      ["csv.status", (one, layer, reading) => s.statusWord(page, reading)],
      ["csv.low", (one, layer, reading, period, area) => end(page, layer, period, area, "low")],
      ["csv.high", (one, layer, reading, period, area) => end(page, layer, period, area, "high")],
      ["csv.standing", (one, layer, reading, period, area) => standing(page, layer, period, area)],
      ["table.gap", (one, layer, reading, period, area) => balance(page, layer, period, area)],
      ["csv.reason", (one, layer, reading) => s.statusReason(page, reading)],
    ];
    const head = ["csv.field", "profile.measure", "csv.unit", "csv.when"]
      .map((key) => page.t(key))
      .concat(
        cityHeads(page, data.city.name),
        state.compare.flatMap((area) =>
          columns.map(([key]) => [data.areas[area].name, key && page.t(key)].filter(Boolean).join(" \u2013 ")),
        ),
      );
    return s.withoutEmpty(
      [
        head,
        ...data.groups
          .filter((group) => opened.includes(group.id))
          .flatMap((group) =>
            data.layers
              .filter((layer) => layer.group === group.id)
              .map((own) => {
                const { layer, period } = s.compareDate(page, own);
                return [
                  group.label,
                  s.fullName(layer),
                  s.unitText(layer),
                  s.whenText(page, layer, period),
                  ...cityCells(page, layer, period),
                  ...state.compare.flatMap((area) =>
                    columns.map(([, read]) => read(page, layer, s.reading(layer, period, area), period, area)),
                  ),
                ];
              }),
          ),
      ],
      [data.city.name, ...state.compare.map((area) => data.areas[area].name)],
    );
  };

  /** The scatter plot: both figures of each area, and of the city where it is drawn; below them what is said of their
      order. */
  s.scatterRows = (page) => {
    const { x, y, xPeriod, yPeriod } = s.scatterShown(page);
    const both = [
      [y, yPeriod],
      [x, xPeriod],
    ];
    const head = both.flatMap(([layer, period]) => [
      [s.whatText(layer), s.unitText(layer), layer.periods[period].label].filter(Boolean).join(", "),
      s.whatText(layer) + " \u2013 " + page.t("csv.status"),
    ]);
    const cells = (read) =>
      both.flatMap(([layer, period]) => {
        const reading = read(layer, period);
        return [s.writtenNumber(page, reading.value, layer.decimals), s.statusWord(page, reading)];
      });
    const pairs = s.pairsOf(x, xPeriod, y, yPeriod, page.data.areas.length);
    const found = s.correlationTexts(page, x, y, pairs);
    const said = [
      found.value === null
        ? null
        : page.t("correlation.value", {
            value: s.formatDifference(found.value, 2, page.data.number),
            n: pairs.areas.length,
            areas: page.data.city.area_words,
          }),
      ...found.texts,
    ];
    return [
      [page.t("csv.id"), page.t("table.name"), ...head],
      ...page.data.areas.map((area, index) => [
        area.id,
        area.name,
        ...cells((layer, period) => s.reading(layer, period, index)),
      ]),
      ["", page.data.city.name, ...cells(s.cityReading)],
      [],
      ...said.filter(Boolean).map((text) => [page.t("csv.said"), text]),
    ];
  };

  /** The board of needs: each area with its field, index, coverage and missing places, and the reasons of those with
      a gap. */
  s.gapRows = (page, { offer: number, year: at }) => {
    const { gap_board: board, areas } = page.data;
    const offer = board.offers[number];
    const scenario = page.state.planned ? "mit_massnahmen" : "bestand";
    const row = s.gapRow(offer, scenario, at);
    const layer = page.data.layers.find((one) => one.id === offer.layer);
    const index = s.gapIndexAt(page.data, offer.years[at].lage);
    const share = (rows, area) => s.writtenNumber(page, rows ? rows[area] : null, 1);
    const places = (rows, area) => {
      const n = rows ? rows[area] : null;
      return s.writtenNumber(page, n, n === Math.round(n) ? 0 : 1);
    };
    const told = [
      ["gap.about_lage", (area) => s.gapLageText(page, offer, at, row, area)],
      ["gap.about_time", (area) => s.gapSpanText(page, offer, scenario, at, area)],
      ["gap.about_planned", (area) => s.gapPlannedTexts(page, offer, scenario, at, area).join(" ")],
      ["gap.about_sure", (area) => s.gapSureText(page, offer, at, row, area)],
      ["gap.about_target", (area) => (offer.years[at].targets || {})[area]],
    ];
    const head = [
      "csv.id",
      "table.name",
      "csv.code",
      "table.class",
      "csv.index",
      "csv.covered",
      "csv.covered_low",
      "csv.covered_high",
      "table.needed",
      "csv.missing",
      "csv.gap_low",
      "csv.gap_high",
      "csv.status",
      "csv.reason",
      ...told.map(([key]) => key),
    ].map((key) => page.t(key, { year: offer.years[at].label }));
    return s.withoutEmpty([
      head,
      ...areas.map((one, area) => {
        const field = s.gapField(row, area);
        if (field < 0)
          return [
            one.id,
            one.name,
            ...Array(10).fill(null),
            page.t("status." + s.STATUS[s.VALUE_LETTERS.includes(row.s[area]) ? "O" : row.s[area]]),
            s.gapUnknownText(page, row, area),
            ...told.map(() => null),
          ];
        return [
          one.id,
          one.name,
          layer.classes[field].code,
          s.fieldText(layer, field),
          s.writtenNumber(page, index(area), 2),
          share(row.of, area),
          share(row.lo, area),
          share(row.hi, area),
          places(row.n, area),
          places(row.w, area),
          places(row.wl, area),
          places(row.wh, area),
          page.t("status." + s.STATUS[row.s[area]]),
          null,
          ...told.map(([, read]) => (s.isGap(field) ? read(area) : null)),
        ];
      }),
    ]);
  };

  /** The Steckbrief: every figure of the area at every date, then its groups; what is not of this area is left out.
   */
  s.profileRows = (page) => {
    const { area } = page.state;
    if (area === null) return null;
    const group = (id) => (page.data.groups.find((one) => one.id === id) || { label: "" }).label;
    const figures = page.data.layers
      .filter((layer) => layer.kind !== "list")
      .flatMap((layer) =>
        layer.periods.map((one, period) => {
          const reading = s.reading(layer, period, area);
          return [
            group(layer.group),
            s.fullName(layer),
            null,
            s.unitText(layer),
            one.label,
            value(page, layer, reading),
            end(page, layer, period, area, "low"),
            end(page, layer, period, area, "high"),
            ...cityCells(page, layer, period),
            standing(page, layer, period, area),
            balance(page, layer, period, area),
            s.statusWord(page, reading),
            s.statusReason(page, reading),
          ];
        }),
      );
    const parts = (page.data.groups_of || []).flatMap((entry) => {
      const layer = page.data.layers.find((one) => one.id === entry.layer);
      return s
        .groupRows(entry, area)
        .map((row) => [
          layer ? group(layer.group) : "",
          [layer ? layer.label : entry.label, entry.dimension].filter(Boolean).join(" \u2013 "),
          row.label,
          entry.unit,
          entry.period_label,
          s.writtenNumber(page, row.value, entry.decimals),
          s.writtenNumber(page, row.low, entry.decimals + 1),
          s.writtenNumber(page, row.high, entry.decimals + 1),
          s.writtenNumber(page, row.city, entry.decimals),
          s.statusWord(page, { letter: row.city_letter || (row.city === null ? "O" : "A") }),
          null,
          null,
          page.t("status." + s.STATUS[row.letter]),
          null,
        ]);
    });
    const words = (keys) => keys.map((key) => page.t(key));
    const head = [
      ...words(["csv.field", "profile.measure", "groups.group", "csv.unit", "csv.when"]),
      ...words(["profile.value", "csv.low", "csv.high"]),
      ...cityHeads(page, page.t("profile.city")),
      ...words(["csv.standing", "table.gap", "csv.status", "csv.reason"]),
    ];
    return s.withoutEmpty([head, ...figures, ...parts]);
  };
})();

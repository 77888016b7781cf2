/* What the map shows, as a table for a spreadsheet: areas and city, words for what is no value, and where it comes
   from. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const PLAIN = /^-?\d+([.,]\d+)?$/;

  /** A cell as text: quoted where needed; what a spreadsheet would take for a formula begins with an apostrophe. */
  s.csvCell = (value, separator) => {
    if (value === null || value === undefined) return "";
    const text = String(value).replaceAll("\u00ad", "");
    const safe = !PLAIN.test(text) && /^\s*[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /["\r\n]/.test(safe) || safe.includes(separator) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };

  /** Rows of cells -> the file: with a mark of its encoding, semicolons where the comma is in the numbers, lines as
      offices expect. */
  s.csvText = (rows, number) => {
    const separator = number.decimal === "," ? ";" : ",";
    return (
      "\ufeff" + rows.map((row) => row.map((cell) => s.csvCell(cell, separator)).join(separator) + "\r\n").join("")
    );
  };

  /** A number as a spreadsheet of the page's language reads it; null for none. */
  s.writtenNumber = (page, value, decimals) =>
    typeof value === "number"
      ? s.formatNumber(value, decimals, { decimal: page.data.number.decimal, thousands: "", minus: "-" })
      : null;

  const written = s.writtenNumber;

  const place = (page, value) => written(page, value, value === Math.round(value) ? 0 : 1);

  /** What a reading is, in a word. */
  s.statusWord = (page, reading) => page.t("status." + s.STATUS[reading.letter]);

  /** Why it is so, and what an internal edition adds. */
  s.statusReason = (page, reading) =>
    [reading.letter === "Q" ? s.whyWithheld(page, reading) : reading.reason, reading.inside]
      .filter(Boolean)
      .join(" ");

  const [word, reason] = [s.statusWord, s.statusReason];

  const valueHead = (page, layer) => [page.t("table.value"), s.unitText(layer)].filter(Boolean).join(" ");

  const gapColumns = (page, layer, period) => {
    const told = (rows, area, reading) =>
      reading.known && rows && rows[period] && area >= 0 ? place(page, rows[period][area]) : null;
    const sums = (area) => (area < 0 ? s.cityBalance(layer, period) : s.balanceAt(layer, period, area));
    const placeOr = (key, value, area) =>
      value === null ? page.t("status." + s.STATUS[s.balanceLetter(layer, key, period, area)]) : place(page, value);
    return [
      [page.t("table.needed"), (reading, area) => placeOr("need", sums(area).needed, area)],
      [page.t("table.places"), (reading, area) => placeOr("places", sums(area).places, area)],
      [page.t("table.gap"), (reading, area) => place(page, sums(area).gap)],
      ...[
        ["csv.gap_low", layer.gap_lo],
        ["csv.gap_high", layer.gap_hi],
      ]
        .filter(([, rows]) => rows && rows[period])
        .map(([key, rows]) => [page.t(key), (reading, area) => told(rows, area, reading)]),
    ];
  };

  const reachColumns = (page, layer) =>
    s.reachColumns(page.data, layer).map((key) => [
      page.t("table." + key),
      (reading, area) => {
        const { value, letter } = s.reachFigure(
          s.questionOf(page.data, layer),
          key,
          area < 0 ? s.reachCity(page) : area,
        );
        return value === null ? page.t("status." + s.STATUS[letter]) : written(page, value, 0);
      },
    ]);

  const besideColumns = (page, layer, period) => {
    const end = (side) => (reading, area) => {
      const span = area < 0 ? null : s.interval(layer, period, area);
      return span ? written(page, span[side], layer.decimals) : null;
    };
    const spans =
      layer.lo && layer.lo[period]
        ? [
            [page.t("csv.low"), end("low")],
            [page.t("csv.high"), end("high")],
          ]
        : [];
    if (layer.symbols || s.judges(layer)) return spans;
    return [
      ...spans,
      [
        [page.t("table.difference"), s.differenceUnit(page, layer)].filter(Boolean).join(" "),
        (reading, area) => {
          const standing = area < 0 ? null : s.standing(layer, period, area);
          return standing ? written(page, standing.difference, s.differenceDigits(layer)) : null;
        },
      ],
    ];
  };

  /** Columns behind the name: [head, (reading, area or -1 for the city) -> text]. */
  s.csvColumns = (page, layer, period) => {
    const status = [
      [page.t("csv.status"), (reading) => word(page, reading)],
      [page.t("csv.reason"), (reading) => reason(page, reading)],
    ];
    const of = (reading) => (reading.class >= 0 ? layer.classes[reading.class] : null);
    if (layer.kind === "bivariate") {
      return [
        [page.t("csv.code"), (reading) => of(reading) && of(reading).code],
        [page.t("table.class"), (reading) => (of(reading) ? s.readingText(page, layer, reading) : null)],
        ...status,
      ];
    }
    const ranks = s.ranks(layer, period, page.data.areas.length);
    return [
      [page.t("table.rank"), (reading, area) => (area < 0 ? null : ranks[area])],
      [valueHead(page, layer), (reading) => written(page, reading.value, layer.decimals)],
      ...(layer.gap
        ? gapColumns(page, layer, period)
        : layer.cells
          ? reachColumns(page, layer)
          : besideColumns(page, layer, period)),
      ...(layer.classes.length ? [[page.t("csv.class"), (reading) => of(reading) && of(reading).label]] : []),
      ...status,
    ];
  };

  /** Columns of the second map while it is open. */
  const secondColumns = (page) =>
    (page.state.second === s.SECOND.GAIN ? [] : s.shownMaps(page).slice(1)).flatMap((twin) => {
      // what measures change stands in s.pairColumns
      const { layer, period } = twin.shown();
      const read = (area) => (area < 0 ? s.cityReading(layer, period) : s.reading(layer, period, area));
      const title = [page.t("second.label"), [s.whatText(layer), s.whenText(twin, layer, period)].join(", ")].join(
        ": ",
      );
      return s
        .csvColumns(twin, layer, period)
        .map(([head, cell]) => [title + " \u2013 " + head, (own, area) => cell(read(area), area)]);
    });

  /** Columns of the two figures of the scatter plot that are not on the map anyway, while it is open. */
  const otherColumns = (page, shown, period) => {
    if (page.state.view !== "zusammenhang") return [];
    const axes = s.axesOf(page.data, page.state);
    return [...new Set([axes.x, axes.y])]
      .filter((number) => number !== undefined && number !== page.state.layer)
      .flatMap((number) => {
        const layer = page.data.layers[number];
        const at = s.samePeriod(shown, period, layer);
        const read = (area) => (area < 0 ? s.cityReading(layer, at) : s.reading(layer, at, area));
        const head = [s.whatText(layer), s.unitText(layer), layer.periods[at].label].filter(Boolean).join(", ");
        return [
          [head, (own, area) => written(page, read(area).value, layer.decimals)],
          [head + " – " + page.t("csv.status"), (own, area) => word(page, read(area))],
        ];
      });
  };

  /** Rows of what is shown: head, areas, the city. */
  s.figureRows = (page) => {
    const { layer, period } = page.shown();
    const columns = [
      ...s.csvColumns(page, layer, period),
      ...(s.beforeAfter(page) ? s.pairColumns(page) : secondColumns(page)),
      ...otherColumns(page, layer, period),
    ];
    const cells = (reading, area) => columns.map(([, read]) => read(reading, area));
    const areas = page.data.areas.map((area, index) => [
      area.id,
      area.name,
      ...cells(s.reading(layer, period, index), index),
    ]);
    const city =
      layer.kind === "bivariate" ? [] : [["", page.data.city.name, ...cells(s.cityReading(layer, period), -1)]];
    return [[page.t("csv.id"), page.t("table.name"), ...columns.map(([head]) => head)], ...areas, ...city];
  };

  /** The file of what is shown: its rows, then a blank line and pairs of what it is and where from. */
  s.shownCsv = (page) => s.csvText([...s.figureRows(page), [], ...s.aboutMaps(page)], page.data.number);
})();

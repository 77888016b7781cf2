/* The table twin of before and after: today's places, with planned measures, and the difference, for areas and city.
 */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const COLUMNS = ["before", "after", "gain"];

  s.PAIR_COLUMNS = ["name", ...COLUMNS];

  /** {layer, period, sides: [today, with measures, difference]} while the second map shows what measures change; else
      null. */
  s.beforeAfter = (page) => {
    const { second } = page.state;
    const layer = page.data.layers[page.state.layer];
    const { layer: shown, period } = page.shown();
    if (
      (second !== s.SECOND.PLANNED && second !== s.SECOND.GAIN) ||
      !shown.planned ||
      !s.hasGain(layer) ||
      !s.plansChange(layer, period)
    )
      return null;
    return { layer, period, sides: [layer, s.withMeasures(layer), s.measureGain(page, layer)] };
  };

  /** The three of an area, or of the city (-1): [{value, reading, text, layer}]; of a balance what is missing below
      0. */
  s.pairAt = (page, { period, sides }, area) =>
    sides.map((layer) => {
      const reading = area < 0 ? s.cityReading(layer, period) : s.reading(layer, period, area);
      const value = layer.gap
        ? (area < 0 ? s.cityBalance(layer, period) : s.balanceAt(layer, period, area)).gap
        : reading.value;
      const text =
        value === null
          ? s.absentText(page, layer, reading.known ? "O" : reading.letter)
          : layer.gap || layer.signed
            ? s.formatDifference(value, layer.gap ? 0 : layer.decimals, page.data.number)
            : s.formatNumber(value, layer.decimals, page.data.number);
      return { value, reading, text, layer };
    });

  /** One row per area: {area, name, before, after, gain, told}. */
  s.pairRows = (page) => {
    const pair = s.beforeAfter(page);
    return page.data.areas.map((one, area) => {
      const told = s.pairAt(page, pair, area);
      return {
        area,
        name: one.name,
        ...Object.fromEntries(COLUMNS.map((column, at) => [column, told[at].value])),
        told,
      };
    });
  };

  const wordCell = ({ reading, text }, columns) =>
    s.el("td", { class: "sr-col-words", title: reading.reason, colspan: columns }, s.withheldBox(reading), text);

  /** The cells behind the name; the same word in place of all three is said once. */
  s.pairCells = (page, told) =>
    told.every(({ value, text }) => value === null && text === told[0].text)
      ? wordCell(told[0], told.length)
      : told.map((one, at) =>
          one.value === null
            ? wordCell(one, null)
            : s.el(
                "td",
                { class: "sr-col-value" + (at === 2 ? " sr-col-gap" : "") },
                one.text,
                s.markOf(page, one.reading),
              ),
        );

  /** What the table tells, under its title, and how to read it. */
  s.pairCaption = (page, { layer, period, sides }) => ({
    what: [page.t("gain.caption"), s.unitText(layer), layer.periods[period].label].filter(Boolean).join(" \u00b7 "),
    note: [
      layer.gap ? page.t("table.note_balance") : "",
      page.t("gain.table", { unit: ", " + sides[2].unit }),
      page.t("profile.unrounded"),
    ]
      .filter(Boolean)
      .join(" "),
  });

  /** Columns for a spreadsheet: [head, (reading, area or -1) -> text]; none unless measures are looked at. */
  s.pairColumns = (page) => {
    const pair = s.beforeAfter(page);
    if (!pair) return [];
    const { layer, sides } = pair;
    const heads = [page.t("scenario.now"), page.t("scenario.planned"), page.t("gain.name")];
    return sides.flatMap((side, at) => {
      const what =
        at === 2
          ? heads[at] + ", " + side.unit
          : layer.gap
            ? heads[at] + ": " + page.t("table.gap")
            : [heads[at], s.unitText(layer)].filter(Boolean).join(" ");
      const read = (area) => s.pairAt(page, pair, area)[at];
      return [
        [what, (own, area) => s.writtenNumber(page, read(area).value, side.gap ? 0 : side.decimals)],
        [
          heads[at] + " \u2013 " + page.t("csv.status"),
          (own, area) => page.t("status." + s.STATUS[read(area).reading.letter]),
        ],
      ];
    });
  };
})();

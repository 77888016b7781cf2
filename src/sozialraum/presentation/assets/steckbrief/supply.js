/* Demand and supply of one area: children, places, needed, missing, the years ahead, and the ways. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const MOST_YEARS = 5;

  /** Numbers of the years a balance tells of an area: the newest that has been, and those ahead; where there are
      many, the first ones and the last. */
  s.balanceYears = (layer, area) => {
    const now = s.newestKnown(layer, area);
    const ahead = layer.periods.map((one, at) => at).filter((at) => layer.periods[at].ahead && at > now);
    const some = ahead.length < MOST_YEARS ? ahead : [...ahead.slice(0, MOST_YEARS - 2), ahead[ahead.length - 1]];
    return [now, ...some];
  };

  /** One line of the balance as [{value} | {letter}]: "kids", "need" or "places"; what may not be shown is never told
      as missing. */
  s.balanceRow = (layer, key, area, years) =>
    years.map((period) => {
      const hidden = layer.closed && layer.closed[key][period].includes(area);
      const value = !hidden && layer[key] && layer[key][period] ? layer[key][period][area] : null;
      return typeof value === "number" ? { value } : { letter: hidden ? "Q" : "O" };
    });

  /** What is missing (minus) or spare, with planned measures where asked for. */
  s.balanceGaps = (layer, area, years) =>
    years.map((period) => {
      const value = s.gapAt(layer, period, area);
      if (value !== null) return { value };
      const { letter, known } = s.reading(layer, period, area);
      return { letter: known ? "O" : letter };
    });

  /** The year from which only children with a claim count, where the told years lie before and after it. */
  s.claimsFrom = (layer, years) =>
    layer.periods.find((one, at) => one.break_before && at > years[0] && at <= years.at(-1));

  /** The same word in every year is said once. */
  const cells = (page, row, worded) =>
    row.every(({ letter }) => letter && letter === row[0].letter)
      ? s.el("td", { class: "sr-col-words", colspan: row.length }, page.t("status." + s.STATUS[row[0].letter]))
      : row.map(({ value, letter }) =>
          letter
            ? s.el("td", { class: "sr-col-words" }, page.t("status." + s.STATUS[letter]))
            : s.el("td", { class: "sr-col-value" }, worded(value)),
        );

  const offer = (page, number, area) => {
    const layer = page.data.layers[number];
    const years = s.balanceYears(layer, area);
    const gaps = (one) => s.balanceGaps(one, area, years);
    const [own, planned] = [gaps(layer), layer.planned ? gaps(s.withMeasures(layer)) : null];
    const rows = [
      ["steckbrief.children", s.balanceRow(layer, "kids", area, years)],
      ["steckbrief.places", s.balanceRow(layer, "places", area, years)],
      ["steckbrief.needed", s.balanceRow(layer, "need", area, years)],
    ].filter(([, row]) => row.some(({ letter }) => letter !== "O"));
    const line = (key, row, worded, name) =>
      s.el("tr", { class: name }, s.el("th", { scope: "row" }, page.t(key)), cells(page, row, worded));
    const plain = (row) => (value) =>
      s.formatNumber(value, row.every((one) => one.letter || Number.isInteger(one.value)) ? 0 : 1, page.data.number);
    const balance = (value) => s.gapText(value, page.data.number);
    const reading = s.reading(layer, years[0], area);
    const why = reading.reason && !reading.known ? s.reasonAfter(page, reading) : null;
    const since = s.claimsFrom(layer, years);
    const table = s.el(
      "div",
      { class: "sr-scroll" },
      s.el(
        "table",
        { class: "sr-table sr-places" },
        s.el(
          "caption",
          null,
          s.figureLink(page, number, layer.offer),
          why ? s.el("span", { class: "sr-reason" }, why) : null,
        ),
        s.el(
          "thead",
          null,
          s.el(
            "tr",
            null,
            s.el("th", { scope: "col" }, s.el("span", { class: "sr-hidden" }, page.t("profile.measure"))),
            years.map((period) =>
              s.el(
                "th",
                { scope: "col", class: "sr-col-value" },
                layer.periods[period].id,
                layer.periods[period].ahead ? s.el("span", { class: "sr-soft" }, page.t("status.forecast")) : null,
              ),
            ),
          ),
        ),
        s.el(
          "tbody",
          null,
          rows.map(([key, row]) => line(key, row, plain(row), null)),
          line("steckbrief.balance", own, balance, "sr-balance-row"),
          planned && planned.some((one, at) => one.value !== own[at].value)
            ? line("scenario.planned", planned, balance, "sr-balance-row")
            : null,
        ),
      ),
    );
    return [table, since ? s.el("p", { class: "sr-note" }, page.t("steckbrief.claims", { year: since.id })) : null];
  };

  const ways = (page, area) => {
    const rows = page.data.layers
      .map((layer, number) => ({ layer, number, question: s.questionOf(page.data, layer) }))
      .filter(({ layer, question }) => question && question.figures && layer.cells.kind === "way")
      .map(({ layer, number, question }) => {
        const told = [area, s.reachCity(page)].map((one) => s.reachFigure(question, "median", one));
        const metres = ({ value, letter }) =>
          s.el(
            "td",
            { class: value === null ? "sr-col-words" : "sr-col-value" },
            value === null
              ? page.t("status." + s.STATUS[letter])
              : s.formatNumber(value, 0, page.data.number) + "\u202fm",
          );
        return told[0].value === null && told[0].letter === "O"
          ? null
          : s.el(
              "tr",
              { "aria-current": page.state.layer === number ? "true" : null },
              s.el("th", { scope: "row" }, s.figureLink(page, number, question.short)),
              told.map(metres),
            );
      })
      .filter(Boolean);
    return rows.length
      ? s.el(
          "table",
          { class: "sr-table" },
          s.el(
            "caption",
            null,
            s.el("b", null, page.t("steckbrief.ways")),
            s.el("span", { class: "sr-soft" }, " " + page.t("reach.median")),
          ),
          s.el(
            "thead",
            null,
            s.el(
              "tr",
              null,
              s.el("th", { scope: "col" }, page.t("steckbrief.way_to")),
              ["profile.value", "profile.city"].map((key) =>
                s.el("th", { scope: "col", class: "sr-col-value" }, page.t(key)),
              ),
            ),
          ),
          s.el("tbody", null, rows),
        )
      : null;
  };

  /** The table of each balance: children, places, needed, missing; with measures and without. */
  s.offerTables = (page, area) =>
    page.data.layers
      .map((layer, number) => number)
      .filter((number) => page.data.layers[number].gap)
      .flatMap((number) => offer(page, number, area))
      .filter(Boolean);

  /** The block, or null where the page tells nothing of places and ways. */
  s.supplyBlock = (page, area) => {
    const said = [s.offerTables(page, area), ways(page, area)].flat().filter(Boolean);
    return said.length
      ? s.el("section", { class: "sr-supply-block" }, s.el("h3", null, page.t("steckbrief.supply")), said)
      : null;
  };
})();

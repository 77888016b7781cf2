/* The cells of the table twin: one row for an area, one for the whole city, a bar beside a value. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const bar = (value, city, extent, color) => {
    const low = Math.min(0, extent[0]);
    const high = Math.max(0, extent[1]);
    if (low === high) return null;
    const at = (x) => ((x - low) / (high - low)) * 84 + 2;
    return s.svg(
      "svg",
      {
        class: "sr-bar",
        viewBox: "0 0 88 7",
        preserveAspectRatio: "none",
        "aria-hidden": "true",
      },
      s.svg("path", { d: "M2 3.5H86", stroke: "#dbe2e8", "stroke-width": 1 }),
      s.svg("rect", {
        x: Math.min(at(0), at(value)),
        y: 1,
        width: Math.max(0.5, Math.abs(at(value) - at(0))),
        height: 5,
        fill: color,
        stroke: "#4a5560",
        "stroke-width": 0.6,
      }),
      city === null ? null : s.svg("path", { d: "M" + at(city) + " 0V7", stroke: "#111820", "stroke-width": 1.8 }),
    );
  };

  /** The hatch of the map beside the words; nothing for what is not known for other reasons. */
  s.withheldBox = (reading) => (reading.letter === "Q" ? [s.swatch(s.patternFill("Q"), { sign: "•" }), " "] : null);

  /** Does a click end the marking of words, which are to be copied? */
  const copies = ({ target }) => !target.closest("button") && Boolean(String(globalThis.getSelection()));

  /** The row of an area; pin(area) is called from a click anywhere in it, and from its name by the keyboard. */
  s.tableRow = (page, layer, row, extent, city, pin) => {
    const known = !row.told && row.reading.known;
    const mark =
      known && s.MARKED_LETTERS.includes(row.reading.letter)
        ? s.el(
            "abbr",
            { class: "sr-mark", title: page.t("status." + s.STATUS[row.reading.letter]) },
            page.t("mark." + s.STATUS[row.reading.letter]),
          )
        : null;
    const marked = s.inCell(s.reading(layer, page.shown().period, row.area), page.cell);
    const name = s.el(
      "th",
      { scope: "row" },
      s.el(
        "button",
        { type: "button", class: "sr-link" },
        s.compareSign(page, row.area) ? s.compareSign(page, row.area) + " " : null,
        marked ? s.el("mark", null, row.name) : row.name,
      ),
    );
    const whole = (...cells) =>
      s.el(
        "tr",
        {
          "aria-current": page.state.area === row.area ? "true" : null,
          class: marked ? "sr-in-cell" : null,
          click: (event) => {
            if (s.asksToCompare(event)) s.compareWith(page, row.area);
            else if (!copies(event)) pin(row.area);
          },
        },
        cells,
      );
    if (row.told) return whole(name, s.pairCells(page, row.told));
    if (layer.kind === "bivariate") {
      const box = known
        ? s.swatch(layer.classes[row.class].color)
        : s.swatch(s.patternFill(row.reading.letter), { dotted: row.reading.letter !== "Q" });
      return whole(
        name,
        s.el(
          "td",
          { class: "sr-col-words" },
          box,
          " ",
          s.readingText(page, layer, row.reading),
          row.reading.reason ? s.el("span", { class: "sr-reason" }, s.reasonAfter(page, row.reading)) : null,
        ),
      );
    }
    const number = (value) => s.formatNumber(value, layer.decimals, page.data.number);
    const reach = s.reachColumns(page.data, layer);
    // without a value there is no difference either
    const spans = !known && s.besideCity(layer, city) && !reach.length;
    const color = row.class !== null ? layer.classes[row.class].color : "#b8c4ce";
    if (layer.gap) {
      return whole(name, s.balanceCells(page, layer, row.reading, row, row.letterOf));
    }
    return whole(
      reach.length ? null : s.el("td", { class: "sr-col-rank" }, row.place || "–"),
      name,
      known
        ? s.el(
            "td",
            { class: "sr-col-value" },
            number(row.value),
            mark,
            s.insideMark(page, row.reading),
            [
              row.usual && page.t("interval.span", { low: number(row.usual.low), high: number(row.usual.high) }),
              row.unsure && page.t("status.unreliable"),
            ].map((words) => (words ? s.el("span", { class: "sr-soft" }, words) : null)),
            extent ? bar(row.value, layer.symbols ? null : city.value, extent, color) : null,
          )
        : s.el(
            "td",
            { class: "sr-col-words", title: row.reading.reason, colspan: spans ? 2 : null },
            s.withheldBox(row.reading),
            s.readingText(page, layer, row.reading),
          ),
      reach.length
        ? s.reachCells(page, layer, row.area)
        : !s.besideCity(layer, city) || spans
          ? null
          : s.el(
              "td",
              { class: "sr-col-difference" },
              row.difference === null
                ? "–"
                : s.formatDifference(row.difference, s.differenceDigits(layer), page.data.number),
            ),
    );
  };

  /** The row of the whole city; null where a figure has none. */
  s.tableCityRow = (page, { layer, period, city, pair, columns, extent }) => {
    if (layer.kind === "bivariate") return null;
    const cityName = s.el("th", { scope: "row" }, page.data.city.name);
    return pair
      ? s.el("tr", { class: "sr-city-row" }, cityName, s.pairCells(page, s.pairAt(page, pair, -1)))
      : layer.gap
        ? s.el(
            "tr",
            { class: "sr-city-row" },
            cityName,
            s.balanceCells(page, layer, city, s.cityBalance(layer, period), (key) =>
              s.balanceLetter(layer, key, period, -1),
            ),
          )
        : s.el(
            "tr",
            { class: "sr-city-row" },
            columns.includes("rank") ? s.el("td", { class: "sr-col-rank" }) : null,
            cityName,
            s.el(
              "td",
              { class: city.known ? "sr-col-value" : "sr-col-words" },
              city.known
                ? [
                    s.formatNumber(city.value, layer.decimals, page.data.number),
                    extent && !layer.symbols ? bar(city.value, null, extent, "#39434d") : null,
                  ]
                : s.readingText(page, layer, city),
            ),
            s.reachCells(page, layer, page.data.areas.length),
            columns.includes("difference") ? s.el("td") : null,
          );
  };
})();

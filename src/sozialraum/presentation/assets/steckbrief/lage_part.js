/* Soziale Lage of one area: class and type in words, what makes up the index, how far the rank can be relied on. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const TYPE_LAYER = "lage_type";

  /** Scale from `from` to `to` with the range as a band, a stroke at `middle` and a dot at `value`; words stand
      beside it. */
  s.rangeBar = ({ from, to, low, high, middle, value }, width = 300) => {
    const at = (place) => (8 + (to > from ? (place - from) / (to - from) : 0.5) * (width - 16)).toFixed(1);
    const here = (place) => typeof place === "number";
    return s.svg(
      "svg",
      {
        class: "sr-range",
        viewBox: "0 0 " + width + " 22",
        width,
        height: 22,
        "aria-hidden": "true",
      },
      s.svg("path", { class: "sr-range-axis", d: `M${at(from)} 11H${at(to)}M${at(from)} 6V16M${at(to)} 6V16` }),
      here(low) && here(high) ? s.svg("path", { class: "sr-range-band", d: `M${at(low)} 11H${at(high)}` }) : null,
      here(middle) ? s.svg("path", { class: "sr-range-middle", d: `M${at(middle)} 3V19` }) : null,
      here(value) ? s.svg("circle", { class: "sr-range-dot", cx: at(value), cy: 11, r: 4.5 }) : null,
    );
  };

  const ranks = (page, layer, period, area) => {
    const range = s.rankRange(page.data.lage, layer.periods[period].id, area);
    if (!range) return null;
    const whole = (value) => s.formatNumber(value, Number.isInteger(value) ? 0 : 1, page.data.number);
    const spread = range.low !== null && range.high !== null;
    return s.el(
      "div",
      { class: "sr-rank" },
      s.el(
        "p",
        null,
        s.el("b", null, page.t("lage.rank", { rank: whole(range.rank), n: range.of })),
        " ",
        range.robust === null
          ? null
          : s.el("span", { class: "sr-tag" }, page.t(range.robust ? "lage.robust" : "lage.depends")),
      ),
      spread
        ? s.el(
            "div",
            { class: "sr-range-line" },
            s.el("span", { "aria-hidden": "true" }, "1"),
            s.rangeBar({
              from: 1,
              to: range.of,
              low: range.low,
              high: range.high,
              middle: range.median,
              value: range.rank,
            }),
            s.el("span", { "aria-hidden": "true" }, String(range.of)),
          )
        : null,
      spread
        ? s.el(
            "p",
            { class: "sr-note" },
            page.t(range.low === range.high ? "lage.rank_same" : "lage.rank_range", {
              low: whole(range.low),
              high: whole(range.high),
              median: whole(range.median),
            }),
            range.top3
              ? " " + page.t("lage.top_three", { share: s.formatNumber(range.top3, 0, page.data.number) })
              : "",
          )
        : null,
    );
  };

  /** How to read the bars and the rank, for those who ask. */
  const how = (page) =>
    s.fold(
      page,
      "lage-how",
      false,
      page.t("lage.how"),
      [page.data.lage.terms ? page.data.lage.note : null, page.data.lage.rank_note]
        .filter(Boolean)
        .map((text) => s.el("p", { class: "sr-note" }, text)),
    );

  /** Type in words from the layer that crosses Lage with its dynamics, at the same date; null without one. */
  const typeOf = (page, date, area) => {
    const layer = page.data.layers.find((one) => one.id === TYPE_LAYER);
    const period = layer ? layer.periods.findIndex((one) => one.id === date) : -1;
    const reading = period >= 0 ? s.reading(layer, period, area) : null;
    if (!reading) return null;
    return {
      layer,
      reading,
      words: reading.known
        ? layer.axes.x_labels[reading.class % layer.axes.x_labels.length]
        : s.readingText(page, layer, reading),
    };
  };

  /** The block of an area, or null where the page has no index. */
  s.lageBlock = (page, area) => {
    const layer = s.lageLayer(page.data);
    if (!layer) return null;
    const wanted = page.shown().layer.periods[page.state.period].id;
    const period = s.periodOf(layer, wanted, area);
    const reading = s.reading(layer, period, area);
    const type = typeOf(page, layer.periods[period].id, area);
    const head = s.el(
      "h3",
      null,
      page.t("lage.title"),
      s.el("span", { class: "sr-soft" }, " " + layer.periods[period].label),
    );
    const caption =
      layer.caption && page.shown().layer.caption !== layer.caption
        ? s.el("p", { class: "sr-caption" }, layer.caption)
        : null;
    if (!reading.known) {
      return s.el(
        "section",
        { class: "sr-lage" },
        head,
        s.el(
          "p",
          { class: "sr-lage-class" },
          s.swatch(s.patternFill(reading.letter), {
            dotted: reading.letter !== "Q",
            sign: reading.letter === "Q" ? "•" : null,
          }),
          " ",
          reading.letter === "Q" ? s.readingText(page, layer, reading) : page.t("lage.unassigned"),
        ),
        s.el(
          "p",
          null,
          reading.letter === "Q"
            ? s.whyWithheld(page, reading)
            : reading.reason || s.readingText(page, layer, reading),
        ),
        caption,
      );
    }
    const place = reading.class;
    return s.el(
      "section",
      { class: "sr-lage" },
      head,
      s.el(
        "p",
        { class: "sr-lage-class" },
        place >= 0
          ? [s.swatch(layer.classes[place].color), " ", layer.classes[place].label]
          : s.readingText(page, layer, reading),
        s.markOf(page, reading),
      ),
      type
        ? s.el(
            "p",
            null,
            page.t("lage.dynamics"),
            " ",
            s.el("b", null, type.words),
            type.reading.known || !type.reading.reason
              ? null
              : s.el("span", { class: "sr-reason" }, s.reasonAfter(page, type.reading)),
          )
        : null,
      caption,
      s.lageTerms(page, layer, period, area, reading.value),
      ranks(page, layer, period, area),
      how(page),
    );
  };
})();

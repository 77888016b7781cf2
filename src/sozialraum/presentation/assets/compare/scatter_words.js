/* Words about two figures over the areas: of a point, of an axis, and how far the order of the areas agrees. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Both figures of an area; shown as s.scatterShown tells. */
  s.scatterPointText = (page, shown, area) =>
    page.t("correlation.point", {
      area: page.data.areas[area].name,
      x: s.readingText(page, shown.x, s.reading(shown.x, shown.xPeriod, area)),
      y: s.readingText(page, shown.y, s.reading(shown.y, shown.yPeriod, area)),
    });

  /** Figure, unit and date. */
  s.scatterAxisText = (layer, period) =>
    [layer.short || layer.label, s.unitText(layer), layer.periods[period].label].filter(Boolean).join(", ");

  /** Statement on the order of the areas in two figures: [{text, strong?}]. */
  s.correlationTexts = (page, x, y, pairs) => {
    const number = (value) => s.formatDifference(value, 2, page.data.number);
    const names = {
      x: x.short || x.label,
      y: y.short || y.label,
      n: pairs.areas.length,
      areas: page.data.city.area_words,
    };
    if (names.n < page.data.fewest_areas)
      return { value: null, range: null, texts: [page.t("correlation.few", names)] };
    const value = s.rankCorrelation(pairs.xs, pairs.ys);
    if (value === null) return { value, range: null, texts: [page.t("correlation.none", names)] };
    const range = s.withoutOne(pairs.xs, pairs.ys);
    const lage = page.data.lage;
    const within =
      lage &&
      [
        [x, y],
        [y, x],
      ].some(([whole, part]) => whole.id === lage.layer && lage.parts.some((one) => one.id === part.id));
    return {
      value,
      range,
      texts: [
        page.t("correlation." + s.direction(value, range, names.n), names),
        range
          ? page.t(number(range[0]) === number(range[1]) ? "correlation.steady" : "correlation.without_one", {
              low: number(range[0]),
              high: number(range[1]),
            })
          : null,
        within ? page.t("correlation.part") : null,
        x.symbols && y.symbols ? page.t("correlation.counts") : null,
        page.t("correlation.no_cause"),
      ].filter(Boolean),
    };
  };

  /** Section that says it, with the value on a line from -1 to +1. */
  s.correlationSection = (page, shown, pairs) => {
    const found = s.correlationTexts(page, shown.x, shown.y, pairs);
    const value =
      found.value === null
        ? null
        : s.el(
            "p",
            null,
            s.el(
              "b",
              null,
              page.t("correlation.value", {
                value: s.formatDifference(found.value, 2, page.data.number),
                n: pairs.areas.length,
                areas: page.data.city.area_words,
              }),
            ),
          );
    const line =
      found.value === null
        ? null
        : s.el(
            "div",
            { class: "sr-range-line" },
            s.el("span", { "aria-hidden": "true" }, page.data.number.minus + "1"),
            s.rangeBar({
              from: -1,
              to: 1,
              low: found.range && found.range[0],
              high: found.range && found.range[1],
              middle: 0,
              value: found.value,
            }),
            s.el("span", { "aria-hidden": "true" }, "+1"),
          );
    return s.el(
      "section",
      { class: "sr-correlation" },
      value,
      line,
      s.el("p", null, found.texts[0]),
      found.texts.slice(1).map((text) => s.el("p", { class: "sr-note" }, text)),
      found.value === null
        ? null
        : s.fold(
            page,
            "correlation",
            false,
            page.t("correlation.how"),
            s.el("p", { class: "sr-note" }, page.t("correlation.scale")),
          ),
    );
  };
})();

/* How far a value may move by chance alone, and what follows for its standing beside the rest of the city. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const BESIDE = { "+": "more", "=": "similar", "-": "less" };
  const SIGNS = { above: "▲", below: "▼", same: "=" };

  const ends = (layer, period, area) =>
    [layer.lo, layer.hi].map((rows) => (rows && rows[period] ? rows[period][area] : null));

  /** {low, high} around a known value where the layer has an interval, else null. */
  s.interval = (layer, period, area) => {
    const [low, high] = ends(layer, period, area);
    const known =
      s.reading(layer, period, area).value !== null && typeof low === "number" && typeof high === "number";
    return known ? { low, high } : null;
  };

  /** Beside the rest of the city: more | similar | less; null where nothing can be said. */
  s.beside = (layer, period, area) => {
    const signs = layer.cmp && layer.cmp[period];
    return (signs && s.reading(layer, period, area).known && BESIDE[signs[area]]) || null;
  };

  /** Do the classes of a coloured layer judge already? Then nothing else may, beside them. */
  s.judges = (layer) => layer.kind === "choropleth" && layer.classes.some((one) => one.code);

  /** Class in words where it judges, e.g. "± stabil"; else null. */
  s.classWords = (layer, reading) => {
    const text = s.judgedText(layer, reading);
    return text === null ? null : s.el("span", { class: "sr-compare" }, text);
  };

  /** The same as a text. */
  s.judgedText = (layer, reading) =>
    s.judges(layer) && reading.known
      ? [layer.classes[reading.class].code, layer.classes[reading.class].label].join(" ")
      : null;

  /** Comparison with the city, that judges nothing where the area is similar to the rest of it; with {beside}. */
  s.standing = (layer, period, area) => {
    if (s.judges(layer)) return null;
    const comparison = s.comparison(layer, s.reading(layer, period, area).value, s.cityReading(layer, period).value);
    if (!comparison) return null;
    const beside = s.beside(layer, period, area);
    // of the rest, not of the whole city
    const told = beside === "more" || beside === "less" ? s.judged(layer.polarity, beside === "more" ? 1 : -1) : null;
    return Object.assign({}, comparison, told, { beside }, beside === "similar" ? { judgement: "none" } : null);
  };

  /** Is the value to be muted where the unsure is muted? Of a number that is not shown nothing is said. */
  s.unsure = (layer, period, area) =>
    Boolean(
      layer.firm && layer.firm[period] && layer.firm[period][area] === "0" && s.reading(layer, period, area).known,
    );

  s.unsureCount = (layer, period, count) => {
    let found = 0;
    for (let area = 0; area < count; area += 1) found += s.unsure(layer, period, area) ? 1 : 0;
    return found;
  };

  /** "12,1 % bis 15,3 %". */
  s.spanText = (page, layer, { low, high }) =>
    page.t("interval.span", {
      low: s.formatValue(low, layer, page.data.number),
      high: s.formatValue(high, layer, page.data.number),
    });

  /** The standing beside the rest of the city as a sentence, or "". */
  s.besideText = (page, standing) => {
    if (!standing || !standing.beside) return "";
    return (
      page.t("beside." + standing.beside) +
      ", " +
      page.t(standing.beside === "similar" ? "beside.within" : "beside.beyond")
    );
  };

  /** Sign and word of a standing for a narrow cell, e.g. "▲ ungünstiger" or "≈ ähnlich"; null if there is none. */
  s.standingWords = (page, standing) => {
    if (!standing) return null;
    const { sign, words } = s.standingText(page, standing);
    return s.el(
      "span",
      { class: "sr-compare sr-" + standing.judgement, title: s.besideText(page, standing) || null },
      s.el("span", { "aria-hidden": "true" }, sign),
      " ",
      words,
    );
  };

  /** The same as {sign, words}. */
  s.standingText = (page, standing) => {
    if (standing.beside === "similar") return { sign: "≈", words: page.t("beside.short_similar") };
    return {
      sign: SIGNS[standing.direction],
      words:
        standing.judgement === "none"
          ? page.t("compare.short_" + standing.direction)
          : page.t("compare." + standing.judgement),
    };
  };
})();

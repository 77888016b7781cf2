/* The headline figures of an area as tiles beside the city, and their lines over the years. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Numbers of the layers that are headline figures, in the project's order. */
  s.headlineLayers = (data) =>
    (data.headline || [])
      .map((id) => data.layers.findIndex((layer) => layer.id === id))
      .filter((number) => number >= 0);

  /** Formula, date and office, one click away; on paper only what the reader opened. */
  const source = (page, layer, period) => {
    const fold = s.fold(
      page,
      "fact-" + layer.id,
      false,
      page.t("steckbrief.source"),
      s.pairs([[page.t("choice.period"), layer.periods[period].label], ...layer.info]),
    );
    fold.classList.remove("sr-paper");
    return fold;
  };

  const tile = (page, number, area) => {
    const { layer, period, reading, city, standing, older, points } = s.factOf(page, number, area);
    const move = s.moveOf(page, layer, period, area);
    return s.el(
      "li",
      { class: "sr-fact", "aria-current": page.state.layer === number ? "true" : null },
      s.el("p", { class: "sr-fact-name" }, s.figureLink(page, number)),
      s.el(
        "p",
        { class: reading.known ? "sr-fact-value" : "sr-fact-words" },
        s.readingText(page, layer, reading),
        s.markOf(page, reading),
      ),
      older ? s.el("p", { class: "sr-reason" }, older) : null,
      reading.reason && !reading.known ? s.el("p", { class: "sr-reason" }, s.reasonAfter(page, reading)) : null,
      layer.symbols
        ? null
        : s.el(
            "p",
            { class: "sr-soft" },
            [city.known ? page.t("tip.city", { value: s.readingText(page, layer, city) }) : null, points]
              .filter(Boolean)
              .join(", "),
          ),
      s.standingWords(page, standing),
      s.spine(page, layer, period, area),
      move
        ? s.el(
            "p",
            { class: "sr-fact-move" },
            s.el("span", { "aria-hidden": "true" }, move.arrow + " "),
            move.text,
            move.judgement === "none"
              ? null
              : s.el("span", { class: "sr-" + move.judgement }, ", " + page.t("compare." + move.judgement)),
          )
        : null,
      source(page, layer, period),
    );
  };

  /** The tiles; null where the project names no headline figures. */
  s.tiles = (page, area) => {
    const numbers = s.headlineLayers(page.data);
    return numbers.length
      ? [
          s.el("h3", null, page.t("page.headline")),
          s.el(
            "ul",
            { class: "sr-facts" },
            numbers.map((number) => tile(page, number, area)),
          ),
        ]
      : null;
  };

  /** Lines of the headline figures over the years; null where none has two dates. */
  s.trendBlock = (page, area) => {
    const drawn = s
      .headlineLayers(page.data)
      .map((number) => {
        const line = s.trend(page, page.data.layers[number], area, { width: 216, height: 92, axes: true });
        return line
          ? s.el("figure", { class: "sr-trend-figure" }, s.el("figcaption", null, s.figureLink(page, number)), line)
          : null;
      })
      .filter(Boolean);
    return drawn.length
      ? s.fold(
          page,
          "trends",
          false,
          page.t("steckbrief.trends"),
          s.el("div", { class: "sr-trends" }, drawn),
          s.el(
            "p",
            { class: "sr-note" },
            page.t("trend.key", { area: page.data.areas[area].name, city: page.data.city.name }),
            " ",
            page.t("trend.key_withheld"),
            " ",
            page.t("trend.break"),
          ),
        )
      : null;
  };
})();

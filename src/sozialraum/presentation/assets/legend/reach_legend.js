/* The legend of cells: classes with the share of people, what is hatched, what is left empty, the limit. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** "34 %"; one digit where a whole number would show none. */
  s.percentText = (page, value) =>
    s.formatNumber(value, value > 0 && value < 0.95 ? 1 : 0, page.data.number) + "\u202f%";

  /** Number of the city among the figures of the areas: it stands behind the last. */
  s.reachCity = (page) => page.data.areas.length;

  const entry = (swatch, words, count) =>
    s.el(
      "li",
      { class: "sr-legend-entry" },
      swatch,
      s.el("span", { class: "sr-legend-words" }, words),
      count ? s.el("span", { class: "sr-legend-count" }, count) : null,
    );

  /** Legend of the cells: classes with the share of people, what is hatched, what is left empty. */
  s.cellLegend = (page, layer) => {
    const question = s.questionOf(page.data, layer);
    const places = layer.cells.kind === "places";
    const classes = places ? question.places : question.way;
    const bands = places ? null : s.reachBands(question, s.reachCity(page));
    const none = s.reachFigure(question, "none", s.reachCity(page));
    const cells = s.cellsOf(question, s.squareCount(page.data.reach));
    const shown = classes
      .map((one, at) => ({ one, at }))
      .filter(({ at }) => places || at < classes.length - 1 || none.value > 0 || cells.way.includes(at));
    const rows = shown.map(({ one, at }) =>
      entry(
        s.swatch(one.color),
        [one.label, one.minutes ? s.el("span", { class: "sr-legend-when" }, one.minutes) : null],
        bands && at < bands.length ? s.percentText(page, bands[at]) : null,
      ),
    );
    return [
      s.el(
        "p",
        { class: "sr-legend-title" },
        places ? page.t("reach.legend_places") : page.t("reach.legend_way", { way: page.data.reach.way }),
        s.el(
          "span",
          { class: "sr-legend-when" },
          places
            ? page.t("reach.legend_by", { way: page.data.reach.way })
            : page.data.reach.speed
              ? page.t("reach.legend_speed", { speed: page.data.reach.speed })
              : null,
        ),
      ),
      bands ? s.el("p", { class: "sr-note" }, page.t("reach.legend_share", { people: question.people })) : null,
      s.el("ul", { class: "sr-legend-list" }, places ? rows.reverse() : rows),
      s.el(
        "ul",
        { class: "sr-legend-list sr-legend-none" },
        (places ? cells.places_dep : cells.dep).includes(1)
          ? entry(s.swatch(classes[places ? classes.length - 1 : 0].color, { over: s.EDGE }), page.t("reach.depends"))
          : null,
        places && cells.places.includes(classes.length) ? entry(s.swatch(s.FEW), page.t("reach.few")) : null,
        entry(s.swatch(s.EMPTY), page.t("reach.not_shown")),
      ),
      places ? null : limitLine(page, question),
      s.el(
        "p",
        { class: "sr-note sr-paper-only" },
        [question.basis, page.data.reach.network].filter(Boolean).join(" · "),
      ),
    ];
  };

  const limitLine = (page, question) => {
    const text = question.figures ? s.limitText(page, question, s.reachCity(page)) : "";
    return text ? s.el("p", { class: "sr-legend-city" }, text) : null;
  };

  /** "Primarstufe: mehr als 2,0 km – 45 (3 %)"; from straight lines who is surely over, and for whom it is open; ""
      without a limit. */
  s.limitText = (page, question, area) => {
    if (!question.limit) return "";
    const words = (key) => {
      const { value, letter } = s.reachFigure(question, key, area);
      if (value === null) return letter === "O" ? null : page.t("status." + s.STATUS[letter]);
      return s.formatNumber(value, 0, page.data.number);
    };
    const over = words("over");
    const share = s.reachFigure(question, "over_pct", area).value;
    if (over !== null)
      return page.t("reach.limit", {
        limit: question.limit.label,
        n: over + (share === null ? "" : " (" + s.percentText(page, share) + ")"),
      });
    const [sure, unclear] = ["sure", "unclear"].map(words);
    if (sure === null && unclear === null) return "";
    return page.t("reach.limit_straight", {
      limit: question.limit.label,
      sure: sure || "–",
      unclear: unclear || "–",
    });
  };
})();

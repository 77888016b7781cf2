/* The Steckbrief: one area, its value of the shown layer beside the city's, all layers by field, its facilities. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  s.markOf = (page, reading) => [
    reading.known && s.MARKED_LETTERS.includes(reading.letter)
      ? s.el(
          "abbr",
          { class: "sr-mark", title: page.t("status." + s.STATUS[reading.letter]) },
          page.t("mark." + s.STATUS[reading.letter]),
        )
      : null,
    s.insideMark(page, reading),
  ];

  /** In an internal edition: that the public one withholds this value; why stands in the tooltip. */
  s.insideMark = (page, reading) =>
    reading.inside ? s.el("abbr", { class: "sr-mark sr-told", title: reading.inside }, page.data.inside) : null;

  /** Field of the soziale Lage and its development in one line; null where the page has neither. */
  const typeLine = (page, area) => {
    const type = page.data.layers.find((one) => one.id === "lage_type") || s.lageLayer(page.data);
    if (!type) return null;
    const period = s.newestKnown(type, area);
    const reading = s.reading(type, period, area);
    const words = !reading.known
      ? (reading.letter !== "Q" && reading.reason) || s.readingText(page, type, reading)
      : reading.class < 0
        ? s.readingText(page, type, reading)
        : [type.classes[reading.class].code, type.classes[reading.class].label].filter(Boolean).join(": ");
    return s.el(
      "p",
      { class: "sr-type" },
      reading.class < 0 ? null : [s.swatch(type.classes[reading.class].color), " "],
      s.el("b", null, page.t("lage.title") + ": "),
      words,
      s.el("span", { class: "sr-soft" }, " " + type.periods[period].label),
    );
  };

  /** How many people live here, at the newest date that tells it; null where nobody counts them. */
  const people = (page, area) => {
    const layer = page.data.layers.find((one) => one.id === page.data.people);
    if (!layer) return null;
    const period = s.newestKnown(layer, area);
    return s.el(
      "p",
      { class: "sr-soft" },
      layer.short || layer.label,
      ": ",
      s.readingText(page, layer, s.reading(layer, period, area)),
      ", ",
      layer.periods[period].label,
    );
  };

  const headline = (page, area) => {
    const { layer, period } = page.shown();
    const reading = s.reading(layer, period, area);
    const city = s.cityReading(layer, period);
    const standing = s.standing(layer, period, area);
    const interval = s.interval(layer, period, area);
    const change = layer.change && layer.change[period];
    const move = s.moveOf(page, layer, period, area);
    if (s.isIndex(page.data, layer)) return s.trendFigure(page, layer, area, period);
    const missing = s.gapWords(page, layer, period, area);
    const told = s.readingText(page, layer, reading);
    const beyond = s.wordsBeyond(missing, reading.reason);
    return s.el(
      "section",
      { class: "sr-headline" },
      s.el(
        "p",
        { class: "sr-headline-what" },
        layer.cells ? s.whatText(layer) : layer.label,
        s.el("span", { class: "sr-soft" }, ", " + s.whenText(page, layer, period)),
      ),
      s.el(
        "p",
        { class: reading.known && layer.kind !== "bivariate" ? "sr-headline-value" : "sr-headline-words" },
        missing || told,
        s.markOf(page, reading),
      ),
      missing ? s.el("p", null, page.t("balance.share", { value: told })) : null,
      s.classWords(layer, reading),
      city.known ? s.el("p", null, page.t("tip.city", { value: s.readingText(page, layer, city) })) : null,
      standing ? s.el("p", { class: "sr-" + standing.judgement }, s.comparisonText(page, layer, standing)) : null,
      standing && standing.beside
        ? s.el("p", { class: "sr-" + standing.judgement }, s.besideText(page, standing))
        : null,
      interval
        ? s.el(
            "p",
            { class: "sr-usual" },
            s.spine(page, layer, period, area),
            s.el("span", { class: "sr-soft" }, page.t("interval.usual", { span: s.spanText(page, layer, interval) })),
          )
        : null,
      move === null
        ? null
        : s.el(
            "p",
            null,
            s.el("span", { "aria-hidden": "true" }, move.arrow + " "),
            move.text,
            move.judgement === "none" ? null : [" – ", page.t("compare." + move.judgement)],
            typeof change.city === "number"
              ? s.el(
                  "span",
                  { class: "sr-soft" },
                  " (" +
                    page.t("change.city", {
                      difference: s.formatDifference(change.city, s.changeDigits(layer), page.data.number),
                    }) +
                    ")",
                )
              : null,
          ),
      reading.letter === "Q"
        ? s.el("p", { class: "sr-box" }, s.whyWithheld(page, reading))
        : beyond
          ? s.el("p", { class: "sr-box" }, beyond)
          : null,
      reading.inside ? s.el("p", { class: "sr-box" }, reading.inside) : null,
      s.trendFigure(page, layer, area, period),
    );
  };

  /** Large trend with its key in words, or null. */
  s.trendFigure = (page, layer, area, period) => {
    const drawing = s.trend(page, layer, area, { width: 340, height: 128, axes: true, current: period });
    if (!drawing) return null;
    const series = s.series(layer, area);
    const lined = series.city.some((value) => value !== null);
    return s.el(
      "figure",
      { class: "sr-trend-figure" },
      drawing,
      s.el(
        "figcaption",
        null,
        page.t(lined ? "trend.key" : "trend.key_own", {
          area: page.data.areas[area].name,
          city: page.data.city.name,
        }),
        series.letters.includes("Q") ? " " + page.t("trend.key_withheld") : "",
        lined && series.hidden.some((hidden, at) => hidden && series.letters[at] !== "Q")
          ? " " + page.t("trend.key_city")
          : "",
        layer.periods.some((one) => one.break_before) ? " " + page.t("trend.break") : "",
      ),
    );
  };

  /** Draws the Steckbrief of the chosen area (or the invitation to choose one) into `node`. */
  s.showArea = (page, node) => {
    const area = page.state.area;
    const chooser = s.el(
      "label",
      { class: "sr-chooser" },
      s.el("span", null, page.t("profile.choose", { area: page.data.city.area_word })),
      s.el(
        "select",
        {
          change: (event) => (event.target.value === "" ? page.clear() : page.pin(Number(event.target.value), true)),
        },
        s.el("option", { value: "" }, page.t("profile.nothing")),
        page.data.areas.map((one, index) => s.el("option", { value: index, selected: index === area }, one.name)),
      ),
    );
    if (area === null) {
      s.replace(
        node,
        chooser,
        s.el("p", { class: "sr-box" }, page.t("profile.prompt", { area: page.data.city.area_word })),
      );
      return;
    }
    const one = page.data.areas[area];
    const link = s.pageLink(one.page);
    s.replace(
      node,
      chooser,
      s.el(
        "div",
        { class: "sr-profile-head" },
        s.el("h2", null, one.name),
        one.part_of && one.part_of.length ? s.el("p", { class: "sr-soft" }, one.part_of.join(" · ")) : null,
      ),
      people(page, area),
      typeLine(page, area),
      s.el(
        "p",
        { class: "sr-profile-tools" },
        link
          ? s.el(
              "a",
              { class: "sr-button", href: s.pageWith(link, page) },
              page.t("profile.page", { area: one.name }),
            )
          : null,
        s.compareButton(page, area),
      ),
      headline(page, area),
      s.reachBlock(page, area),
      s.tiles(page, area),
      s.fieldBlock(page, area),
      s.supplyBlock(page, area),
      s.trendBlock(page, area),
      s.groupsFold(page, area),
      s.lageBlock(page, area),
      s.findingBlock(page, area),
      s.similarBlock(page, area),
      s.facilityBlock(page, area),
      s.noteBlock(page, area),
      s.fileButton(page),
    );
  };

  s.view({
    id: "profile",
    tab: { name: "steckbrief", word: "tab.profile" },
    file: (page) => s.profileRows(page),
    add: (page, node) => ({ show: () => s.showArea(page, node) }),
  });
})();

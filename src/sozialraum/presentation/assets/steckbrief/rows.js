/* All figures of an area by Handlungsfeld: value, city, and its place among all areas as a spine. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** The date a list of figures shows of an area: the newest with a value, none of the years ahead; else the newest
      of all. */
  s.newestKnown = (layer, area) => {
    const last = s.lastBeen(layer);
    for (let period = last; period >= 0; period -= 1) if (s.reading(layer, period, area).known) return period;
    return last;
  };

  /** That the value shown is not of the newest date, and what stands there; null where it is. */
  s.olderText = (page, layer, period, area) => {
    const last = s.lastBeen(layer);
    return last === period
      ? null
      : page.t("steckbrief.older", {
          shown: layer.periods[period].label,
          newest: layer.periods[last].label,
          state: s.readingText(page, layer, s.reading(layer, last, area)),
        });
  };

  /** "+10,1 Prozentpunkte"; null where nothing is compared. */
  s.pointsText = (page, layer, standing) =>
    (standing
      ? s.formatDifference(standing.difference, s.differenceDigits(layer), page.data.number) +
        "\u202f" +
        s.differenceUnit(page, layer)
      : ""
    ).trim() || null;

  /** Change since the earlier date: {arrow, text, judgement}, judged by what is shown of it; null without one. */
  s.moveOf = (page, layer, period, area) => {
    const change = layer.change && layer.change[period];
    const moved = change && s.reading(layer, period, area).known ? change.v[area] : null;
    if (typeof moved !== "number") return null;
    const shown = s.rounded(moved, s.changeDigits(layer));
    return {
      arrow: shown > 0 ? "\u2197" : shown < 0 ? "\u2198" : "\u2192",
      text: s.changeText(page, layer, moved, change.from),
      judgement: s.judged(layer.polarity, shown).judgement,
    };
  };

  /** Name of a figure that shows it on the map; its own, or what is given. */
  s.figureLink = (page, number, name) =>
    s.el(
      "button",
      {
        type: "button",
        class: "sr-link",
        title: s.fullName(page.data.layers[number]),
        click: () => page.choose({ layer: number }),
      },
      name || page.data.layers[number].short || page.data.layers[number].label,
    );

  /** What a row and a tile tell of a figure in an area: {layer, period, reading, city, standing, older, points}; the
      last three are null where nothing is to be told. */
  s.factOf = (page, number, area) => {
    const layer = page.data.layers[number];
    const period = s.newestKnown(layer, area);
    const standing = s.standing(layer, period, area);
    return {
      layer,
      period,
      standing,
      reading: s.reading(layer, period, area),
      city: s.cityReading(layer, period),
      older: s.olderText(page, layer, period, area),
      points: s.pointsText(page, layer, standing),
    };
  };

  const row = (page, number, area) => {
    const { layer, period, reading, city, standing, older, points } = s.factOf(page, number, area);
    const usual = s.interval(layer, period, area);
    const current = page.state.layer === number ? "true" : null;
    const why =
      reading.reason && layer.kind !== "bivariate" && !s.isIndex(page.data, layer)
        ? s.reasonAfter(page, reading)
        : null;
    const apart = standing
      ? s.formatDifference(standing.difference, s.differenceDigits(layer), page.data.number)
      : null;
    return [
      s.el(
        "tr",
        { "aria-current": current, class: why ? "sr-goes-on" : null },
        s.el(
          "th",
          { scope: "row" },
          s.figureLink(page, number),
          s.el("span", { class: older ? "sr-reason" : "sr-soft" }, older || layer.periods[period].label),
        ),
        layer.kind === "bivariate"
          ? s.el(
              "td",
              { colspan: 3, class: "sr-col-words" },
              s.readingText(page, layer, reading),
              reading.reason ? s.el("span", { class: "sr-reason" }, s.reasonAfter(page, reading)) : null,
            )
          : [
              s.el(
                "td",
                { class: reading.known ? "sr-col-value" : "sr-col-words" },
                s.readingText(page, layer, reading).replace(/\u202f(?=\p{L}{4})/u, " "),
                s.markOf(page, reading),
                s.classWords(layer, reading),
                usual
                  ? s.el(
                      "span",
                      { class: "sr-soft" },
                      s.spanText(page, Object.assign({}, layer, { unit: "" }), usual),
                    )
                  : null,
              ),
              s.el(
                "td",
                { class: city.known ? "sr-col-value sr-soft" : "sr-col-words" },
                s.cityText(page, layer, city),
              ),
              s.el(
                "td",
                { class: "sr-col-spine" },
                s.spine(page, layer, period, area),
                s.el(
                  "div",
                  { class: "sr-under-spine" },
                  standing
                    ? s.el(
                        "span",
                        null,
                        s.standingWords(page, standing),
                        apart ? s.el("span", { class: "sr-soft", title: points }, apart) : null,
                      )
                    : null,
                  s.trend(page, layer, area, { width: 60, height: 24 }),
                ),
              ),
            ],
      ),
      why ? s.el("tr", { "aria-current": current }, s.el("td", { colspan: 4, class: "sr-col-words" }, why)) : null,
    ];
  };

  /** A fold per group with its table; the group of the shown figure is open. */
  s.fieldTables = (page, area) =>
    page.data.groups.map((group) => {
      const numbers = page.data.layers
        .map((layer, number) => number)
        .filter((number) => page.data.layers[number].group === group.id);
      if (!numbers.length) return null;
      return s.fold(
        page,
        "group-" + group.id,
        group.id === page.shown().layer.group,
        [group.label, " ", s.el("span", { class: "sr-soft" }, "(" + numbers.length + ")")],
        s.el(
          "table",
          { class: "sr-table sr-profile" },
          s.el(
            "thead",
            null,
            s.el(
              "tr",
              null,
              ["profile.measure", "profile.value", "profile.city"].map((key) =>
                s.el("th", { scope: "col" }, page.t(key)),
              ),
              s.el(
                "th",
                { scope: "col", class: "sr-spine-ends" },
                s.el("span", null, page.t("spine.left")),
                s.el("span", null, page.t("spine.right")),
              ),
            ),
          ),
          s.el(
            "tbody",
            null,
            numbers.map((number) => row(page, number, area)),
          ),
        ),
      );
    });

  /** The spine chart with its key. */
  s.fieldBlock = (page, area) => [
    s.el("h3", null, page.t("profile.fields")),
    s.fieldTables(page, area),
    s.el("p", { class: "sr-note" }, page.t("profile.unrounded")),
    s.fold(
      page,
      "spine-key",
      false,
      page.t("steckbrief.key"),
      s.spineKey(page),
      s.el("p", { class: "sr-note" }, page.t("spine.words"), " ", page.t("steckbrief.link")),
    ),
  ];
})();

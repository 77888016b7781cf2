/* What is shown and how to read it: definition, source, date, office; for a matrix the reasons in words. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const PLACES = "lage_versorgung";
  const AT_ONCE = 12;

  s.pairs = (pairs) =>
    s.el(
      "dl",
      { class: "sr-pairs" },
      pairs.map(([term, words]) => [s.el("dt", null, term), s.el("dd", null, words)]),
    );

  /** Areas in the cells the layer stresses, with their reason. */
  s.gaps = (layer, period, count) => {
    const found = [];
    for (let area = 0; area < count; area += 1) {
      const reading = s.reading(layer, period, area);
      if (s.critical(layer, reading.class)) found.push({ area, reason: reading.reason });
    }
    return found;
  };

  const gapList = (page, layer, period) => {
    const found = s.gaps(layer, period, page.data.areas.length);
    const places = layer.group === PLACES;
    if (!found.length) return s.el("p", { class: "sr-box" }, page.t(places ? "gap.none" : "critical.none"));
    const title = page.t(places ? "gap.title" : "critical.title", { n: found.length });
    const list = s.el(
      "ul",
      { class: "sr-gaps" },
      found.map(({ area, reason }) =>
        s.el(
          "li",
          null,
          s.el(
            "button",
            { type: "button", class: "sr-link", click: () => page.pin(area) },
            page.data.areas[area].name,
          ),
          reason ? s.el("span", { class: "sr-reason" }, reason) : null,
        ),
      ),
    );
    return found.length > AT_ONCE
      ? s.fold(page, "critical", false, title, list)
      : s.el("div", { class: "sr-box" }, s.el("h3", null, title), list);
  };

  /** What the layer's own definition does not say already. */
  const methods = (page, layer) => {
    const rows = (page.data.methods || []).filter(
      ([term, words]) => !layer.info.some((own) => own[0] === term && own[1] === words),
    );
    return rows.length ? s.fold(page, "methods", false, page.t("about.methods"), s.pairs(rows)) : null;
  };

  /** Draws the panel for the shown layer into `node`. */
  s.showAbout = (page, node) => {
    const { layer, period } = page.shown();
    const city = s.cityReading(layer, period);
    const change = layer.change && layer.change[period];
    const missing = s.gapWords(page, layer, period, -1);
    const told = s.readingText(page, layer, city);
    const beyond = s.wordsBeyond(missing, city.reason);
    s.replace(
      node,
      s.el("h2", null, layer.label),
      s.el(
        "p",
        { class: "sr-soft" },
        [layer.cells ? s.whatText(layer) : layer.gap ? "" : s.unitText(layer), s.whenText(page, layer, period)]
          .filter(Boolean)
          .join(" · "),
      ),
      s.isIndex(page.data, layer)
        ? s.el("p", { class: "sr-box" }, page.t("about.why", { area: page.data.city.area_word }))
        : null,
      layer.kind === "bivariate" && layer.axes.critical && layer.axes.critical.length
        ? gapList(page, layer, period)
        : null,
      layer.kind === "list"
        ? s.el("p", { class: "sr-box" }, page.t("legend.not_mapped"), " ", layer.why_list || "")
        : null,
      layer.kind === "bivariate"
        ? null
        : !city.known
          ? s.el(
              "p",
              { class: "sr-note" },
              page.t("legend.city", { city: page.data.city.name, value: told }),
              city.reason ? [" – ", city.reason] : null,
            )
          : s.el(
              "p",
              { class: "sr-figure" },
              s.el("span", { class: "sr-figure-value" }, missing || told),
              s.el(
                "span",
                null,
                page.t("about.city", { city: page.data.city.name }),
                missing ? [" – ", page.t("balance.share", { value: told })] : null,
                beyond ? [missing ? "; " : " – ", beyond] : null,
                change && typeof change.city === "number"
                  ? s.el("span", { class: "sr-soft" }, " ", s.changeText(page, layer, change.city, change.from))
                  : null,
              ),
            ),
      layer.info.length ? s.pairs(layer.info.slice(0, 1)) : null,
      s.fairBlock(page),
      s.reachAnnex(page),
      s.findingBlock(page, null),
      layer.info.length > 1
        ? s.fold(page, "definition", false, page.t("about.definition"), s.pairs(layer.info.slice(1)))
        : null,
      methods(page, layer),
      s.el(
        "details",
        { class: "sr-howto", open: true },
        s.el("summary", null, page.t("about.how")),
        s.el(
          "ul",
          null,
          ["about.click", "about.keys", "about.symbols", "about.nonvalues"].map((key) =>
            s.el("li", null, page.t(key, { area: page.data.city.area_word, areas: page.data.city.area_words })),
          ),
        ),
      ),
    );
  };

  /** "seit 31.12.2018: +2,3 Prozentpunkte". */
  s.changeText = (page, layer, value, from) =>
    page
      .t("change.since", {
        period: layer.periods[from].label,
        difference: s.formatDifference(value, s.changeDigits(layer), page.data.number),
        unit: layer.change_unit || s.differenceUnit(page, layer),
      })
      .trim();

  s.view({
    id: "about",
    tab: { name: "lesen", word: "tab.about" },
    add: (page, node) => ({ show: () => s.showAbout(page, node) }),
  });
})();

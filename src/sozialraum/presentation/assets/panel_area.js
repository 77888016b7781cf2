/* The Steckbrief: one area, its value of the shown layer beside the city's, all layers by field, its facilities. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  s.markOf = (page, reading) => [reading.known && s.MARKED_LETTERS.includes(reading.letter)
    ? s.el("abbr", { class: "sr-mark", title: page.t("status." + s.STATUS[reading.letter]) }, page.t("mark." + s.STATUS[reading.letter])) : null,
  s.insideMark(page, reading)];

  /** In an internal edition: that the public one withholds this value; why stands in the tooltip. */
  s.insideMark = (page, reading) => (reading.inside ? s.el("abbr", { class: "sr-mark sr-told", title: reading.inside }, page.data.inside) : null);

  const isIndex = (page, layer) => Boolean(page.data.lage) && layer.id === page.data.lage.layer; // its reasons stand in the block above

  const headline = (page, area) => {
    const { layer, period } = page.shown();
    const reading = s.reading(layer, period, area);
    const city = s.cityReading(layer, period);
    const standing = s.standing(layer, period, area);
    const interval = s.interval(layer, period, area);
    const change = layer.change && layer.change[period];
    const moved = change && typeof change.v[area] === "number" ? change.v[area] : null;
    const judged = moved === null ? null : s.judged(layer.polarity, moved);
    if (isIndex(page, layer)) return s.trendFigure(page, layer, area, period);
    return s.el("section", { class: "sr-headline" },
      s.el("p", { class: "sr-headline-what" }, layer.cells ? s.whatText(layer) : layer.label, s.el("span", { class: "sr-soft" }, ", " + s.whenText(page, layer, period))),
      s.el("p", { class: reading.known && layer.kind !== "bivariate" ? "sr-headline-value" : "sr-headline-words" },
        s.readingText(page, layer, reading), s.markOf(page, reading)),
      s.classWords(layer, reading),
      city.known ? s.el("p", null, page.t("tip.city", { value: s.readingText(page, layer, city) })) : null,
      standing ? s.el("p", { class: "sr-" + standing.judgement }, s.comparisonText(page, layer, standing)) : null,
      standing && standing.beside ? s.el("p", { class: "sr-" + standing.judgement }, s.besideText(page, standing)) : null,
      interval ? s.el("p", { class: "sr-usual" }, s.whisker(page, layer, period, area, 200), s.el("span", { class: "sr-soft" },
        page.t("interval.usual", { span: s.spanText(page, layer, interval) }))) : null,
      moved === null ? null : s.el("p", null, s.changeText(page, layer, moved, change.from),
        judged.judgement === "none" ? null : [" – ", page.t("compare." + judged.judgement)],
        typeof change.city === "number" ? s.el("span", { class: "sr-soft" }, " (" + page.t("change.city", {
          difference: s.formatDifference(change.city, s.differenceDigits(layer), page.data.number) }) + ")") : null),
      reading.letter === "Q" ? s.el("p", { class: "sr-box" }, s.whyWithheld(page, reading))
        : reading.reason ? s.el("p", { class: "sr-box" }, reading.reason) : null,
      reading.inside ? s.el("p", { class: "sr-box" }, reading.inside) : null,
      s.trendFigure(page, layer, area, period));
  };

  /** Large trend with its key in words, or null. */
  s.trendFigure = (page, layer, area, period) => {
    const drawing = s.trend(page, layer, area, { width: 340, height: 128, axes: true, current: period });
    if (!drawing) return null;
    const series = s.series(layer, area);
    const lined = series.city.some((value) => value !== null);
    return s.el("figure", { class: "sr-trend-figure" }, drawing, s.el("figcaption", null,
      page.t(lined ? "trend.key" : "trend.key_own", { area: page.data.areas[area].name, city: page.data.city.name }),
      series.letters.includes("Q") ? " " + page.t("trend.key_withheld") : "",
      lined && series.hidden.some((hidden, at) => hidden && series.letters[at] !== "Q") ? " " + page.t("trend.key_city") : "",
      layer.periods.some((one) => one.break_before) ? " " + page.t("trend.break") : ""));
  };

  const newest = (layer, area) => {
    for (let period = s.lastBeen(layer); period >= 0; period -= 1) {
      if (s.reading(layer, period, area).letter !== "O") return period;
    }
    return s.lastBeen(layer);
  };

  const layerRow = (page, layer, number, area) => {
    const period = newest(layer, area);
    const reading = s.reading(layer, period, area);
    const city = s.cityReading(layer, period);
    const current = page.state.layer === number ? "true" : null;
    const why = reading.reason && layer.kind !== "bivariate" && !isIndex(page, layer) ? s.reasonAfter(page, reading) : null;
    return [s.el("tr", { "aria-current": current, class: why ? "sr-goes-on" : null },
      s.el("th", { scope: "row" }, s.el("button", { type: "button", class: "sr-link", title: layer.label, click: () => page.choose({ layer: number }) },
        layer.short || layer.label), s.el("span", { class: "sr-soft" }, layer.periods[period].label)),
      layer.kind === "bivariate" ? s.el("td", { colspan: 3, class: "sr-col-words" }, s.readingText(page, layer, reading),
        reading.reason ? s.el("span", { class: "sr-reason" }, s.reasonAfter(page, reading)) : null)
        : [s.el("td", { class: reading.known ? "sr-col-value" : "sr-col-words" }, s.readingText(page, layer, reading), s.markOf(page, reading),
          s.classWords(layer, reading), s.standingWords(page, s.standing(layer, period, area))),
        s.el("td", { class: "sr-col-value sr-soft" }, city.known ? s.formatNumber(city.value, layer.decimals, page.data.number) : "–"),
        s.el("td", { class: "sr-col-trend" }, s.whisker(page, layer, period, area, 76), s.trend(page, layer, area, { width: 76, height: 26 }))]),
    why ? s.el("tr", { "aria-current": current }, s.el("td", { colspan: 4, class: "sr-col-words" }, why)) : null];
  };

  const groups = (page, area) => page.data.groups.map((group) => {
    const rows = page.data.layers.map((layer, number) => ({ layer, number })).filter(({ layer }) => layer.group === group.id);
    if (!rows.length) return null;
    const whiskers = rows.some(({ layer }) => s.interval(layer, newest(layer, area), area));
    return s.fold(page, "group-" + group.id, group.id === page.shown().layer.group, [group.label, " ", s.el("span", { class: "sr-soft" }, "(" + rows.length + ")")],
      s.el("table", { class: "sr-table sr-profile" },
      s.el("thead", null, s.el("tr", null, ["profile.measure", "profile.value", "profile.city", "profile.trend"].map((key) =>
        s.el("th", { scope: "col" }, page.t(key))))),
      s.el("tbody", null, rows.map(({ layer, number }) => layerRow(page, layer, number, area)))),
      whiskers ? s.el("p", { class: "sr-note" }, page.t("profile.whiskers")) : null);
  });

  const facilities = (page, area) => {
    const inside = page.data.facilities.map((facility, index) => ({ facility, index })).filter(({ facility }) => facility.area === area);
    if (!inside.length) return [s.el("h3", null, page.t("facilities.title")), s.el("p", { class: "sr-note" }, page.t("facilities.none_here"))];
    return [s.el("h3", null, page.t("facilities.title")), page.data.facility_types.map((type, number) => {
      const own = inside.filter(({ facility }) => facility.type === number);
      if (!own.length) return null;
      return s.el("details", { class: "sr-facility-list", open: own.length <= 12 },
        s.el("summary", null, s.symbol(type, "open", 18), " ", type.labels, " ", s.el("span", { class: "sr-soft" }, "(" + own.length + ")")),
        s.el("ul", null, own.map(({ facility, index }) => s.el("li", null,
          facility.at ? s.el("button", { type: "button", class: "sr-link", click: () => page.showFacility(index) }, facility.name) : s.el("b", null, facility.name),
          s.el("span", { class: "sr-soft" }, " " + [facility.status_label, facility.at ? null : page.t("facilities.no_place")].filter(Boolean).join(" · ")),
          (facility.lines || []).map(([term, words]) => s.el("span", { class: "sr-line" }, term + ": " + words))))));
    })];
  };

  /** Draws the Steckbrief of the chosen area (or the invitation to choose one) into `node`. */
  s.showArea = (page, node) => {
    const area = page.state.area;
    const chooser = s.el("label", { class: "sr-chooser" }, s.el("span", null, page.t("profile.choose", { area: page.data.city.area_word })),
      s.el("select", { change: (event) => (event.target.value === "" ? page.clear() : page.pin(Number(event.target.value), true)) },
        s.el("option", { value: "" }, page.t("profile.nothing")),
        page.data.areas.map((one, index) => s.el("option", { value: index, selected: index === area }, one.name))));
    if (area === null) {
      s.replace(node, chooser, s.el("p", { class: "sr-box" }, page.t("profile.prompt", { area: page.data.city.area_word })));
      return;
    }
    const one = page.data.areas[area];
    const link = s.pageLink(one.page);
    s.replace(node, chooser, s.el("div", { class: "sr-profile-head" }, s.el("h2", null, one.name),
      one.part_of && one.part_of.length ? s.el("p", { class: "sr-soft" }, one.part_of.join(" · ")) : null,
      link ? s.el("a", { class: "sr-button", href: link }, page.t("profile.page", { area: one.name })) : null),
    s.questionOf(page.data, page.shown().layer) ? [headline(page, area), s.reachBlock(page, area), s.lageBlock(page, area)]
      : [s.lageBlock(page, area), headline(page, area)], s.findingBlock(page, area), s.el("h3", null, page.t("profile.fields")), groups(page, area), s.groupsFold(page, area),
    s.similarBlock(page, area), facilities(page, area));
  };

  s.view({ id: "profile", tab: { name: "steckbrief", word: "tab.profile" }, add: (page, node) => ({ show: () => s.showArea(page, node) }) });
})();

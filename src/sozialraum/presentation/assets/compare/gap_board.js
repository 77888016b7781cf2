/* The board of needs: soziale Lage beside Versorgung for one offer and year, with field, picture and list; what is
   chosen on it, and when it is drawn anew. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SCENARIOS = { bestand: "scenario.now", mit_massnahmen: "scenario.planned" };

  /** What the board shows: the offer and year of the map where it shows a field, else those seen last, else today's
      of the first offer. */
  s.gapShown = (data, state, last) => {
    const board = data.gap_board;
    const layer = data.layers[state.layer];
    const mapped = board.offers.findIndex((offer) => offer.layer === layer.id);
    const wanted = layer.periods[state.period] ? layer.periods[state.period].id : null;
    if (mapped >= 0 && board.offers[mapped].years.some((year) => year.id === wanted)) {
      return { offer: mapped, year: s.gapYear(board.offers[mapped], wanted), onMap: true };
    }
    if (mapped >= 0) return { offer: mapped, year: s.gapYear(board.offers[mapped], null), onMap: false };
    return last
      ? Object.assign({}, last, { onMap: false })
      : { offer: 0, year: s.gapYear(board.offers[0], wanted), onMap: false };
  };

  const chooser = (page, name, label, options, chosen, changed) =>
    s.el(
      "label",
      { class: "sr-chooser" },
      s.el("span", null, label),
      s.el(
        "select",
        { "data-gap": name, change: (event) => changed(event.target.value) },
        options.map(([value, text]) => s.el("option", { value, selected: String(value) === String(chosen) }, text)),
      ),
    );

  /** Adds the board to `node`. Returns {show(), mark()}. */
  s.addGapBoard = (page, node) => {
    const { gap_board: board } = page.data;
    if (!board) return { show: () => {}, mark: () => {} };
    let last = null;
    const scenarioOf = (state) => (state.planned ? "mit_massnahmen" : "bestand");
    let plot = null;
    let drawnKey = null;

    const toMap = (offer, year) => {
      last = { offer, year };
      const layer = page.data.layers.findIndex((one) => one.id === board.offers[offer].layer);
      const period = page.data.layers[layer].periods.findIndex(
        (one) => one.id === board.offers[offer].years[year].id,
      );
      page.choose({ layer, period });
    };
    const choose = (area) => {
      page.choose({ area });
      page.announce(page.data.areas[area].name);
    };
    const mark = () => {
      if (!plot && drawnKey === null) return;
      s.markCell(page, node);
      if (plot) plot.mark();
      node.querySelectorAll("[data-area]").forEach((one) => {
        const chosen = Number(one.dataset.area) === page.state.area;
        if (chosen) one.setAttribute("aria-current", "true");
        else one.removeAttribute("aria-current");
      });
    };

    const show = () => {
      const at = s.gapShown(page.data, page.state, last);
      last = { offer: at.offer, year: at.year };
      const offer = board.offers[at.offer];
      const year = offer.years[at.year];
      const scenario = scenarioOf(page.state);
      const row = s.gapRow(offer, scenario, at.year);
      const shown = { offer, year: at.year, row, layer: page.data.layers.find((one) => one.id === offer.layer) };
      const width = Math.max(240, Math.min(560, Math.floor(node.clientWidth - 30)));
      const key = [at.offer, at.year, scenario, at.onMap, width].join();
      if (key !== drawnKey) {
        const focused = node.contains(document.activeElement) ? document.activeElement.dataset.gap : null;
        draw(shown, scenario, at, width);
        if (focused) (node.querySelector('[data-gap="' + focused + '"]') || node.querySelector("[data-gap]")).focus();
        drawnKey = key;
      }
      mark();
    };

    const draw = (shown, scenario, at, width) => {
      const { offer, row } = shown;
      const year = offer.years[at.year];
      const { areas } = page.data;
      const cells = s.gapCells(row, areas.length);
      const gaps = s.gapAreas(row, areas, page.data.language);
      const chooseCell = (place) => {
        if (!at.onMap) toMap(at.offer, at.year);
        page.chooseCell(page.cell === place ? null : place);
      };
      const known = cells.none.length < areas.length;
      plot = known ? s.gapPlot(page, shown, width, choose) : null;
      const possible = s.gapPossibleText(page, row);
      s.replace(
        node,
        s.el("h2", null, page.t("gap.heading")),
        s.el(
          "div",
          { class: "sr-axes" },
          chooser(
            page,
            "offer",
            page.t("gap.offer"),
            board.offers.map((one, number) => [number, one.short]),
            at.offer,
            (value) => toMap(Number(value), s.gapYear(board.offers[Number(value)], year.id)),
          ),
          chooser(
            page,
            "year",
            page.t("gap.year"),
            offer.years.map((one, number) => [number, s.gapYearText(page, one)]),
            at.year,
            (value) => toMap(at.offer, Number(value)),
          ),
          Object.keys(offer.rows).length > 1
            ? chooser(
                page,
                "scenario",
                page.t("choice.places"),
                Object.keys(offer.rows).map((id) => [id, page.t(SCENARIOS[id])]),
                scenario,
                (value) => page.choose({ planned: value !== "bestand" }),
              )
            : null,
        ),
        s.el(
          "p",
          { class: "sr-gap-shown" },
          [offer.label, s.gapYearText(page, year), offer.rows[scenario] ? page.t(SCENARIOS[scenario]) : ""]
            .filter(Boolean)
            .join(", "),
        ),
        at.onMap
          ? null
          : s.el(
              "p",
              { class: "sr-note sr-gap-elsewhere" },
              page.t("gap.not_on_map"),
              " ",
              s.el(
                "button",
                { type: "button", class: "sr-link", "data-gap": "map", click: () => toMap(at.offer, at.year) },
                page.t("gap.to_map"),
              ),
            ),
        s.el(
          "div",
          { class: "sr-gap-summary" },
          s.gapSummary(page, year, row).map((text, number) => s.el("p", null, number ? text : s.el("b", null, text))),
        ),
        s.el("p", { class: "sr-note" }, shown.layer.caption),
        known ? s.gapFieldTable(page, shown, cells, chooseCell, choose) : null,
        known ? s.el("p", { class: "sr-note sr-cell-words sr-hint" }) : null,
        plot ? [s.el("h3", null, page.t("gap.plot")), plot.node] : null,
        gaps.length
          ? [
              s.el("h3", null, page.t("gap.list", { bound: s.gapBoundText(page) })),
              s.el("p", { class: "sr-note" }, page.t("gap.order")),
              s.el(
                "ul",
                { class: "sr-gap-list" },
                gaps.map((area) => s.gapEntry(page, shown, scenario, area, choose)),
              ),
            ]
          : null,
        possible ? s.el("p", null, possible) : null,
        cells.none.length
          ? s.fold(
              page,
              "gap-unknown",
              cells.none.length < 10,
              page.t("gap.unknown_list", { n: cells.none.length }),
              s.el(
                "ul",
                { class: "sr-gap-unknown" },
                cells.none.map((area) =>
                  s.el(
                    "li",
                    null,
                    s.el(
                      "button",
                      { type: "button", class: "sr-link", "data-area": area, click: () => choose(area) },
                      areas[area].name,
                    ),
                    ": ",
                    s.gapUnknownText(page, row, area),
                  ),
                ),
              ),
            )
          : null,
        s.fold(
          page,
          "gap-how",
          false,
          page.t("gap.how"),
          s.el(
            "dl",
            { class: "sr-gap-how" },
            year.target
              ? [
                  s.el("dt", null, page.t("gap.about_target", { year: year.label })),
                  s.el(
                    "dd",
                    null,
                    Object.keys(year.targets).length
                      ? page.t("gap.target_most", { target: year.target })
                      : year.target,
                  ),
                ]
              : null,
            offer.info.map(([name, text]) => [s.el("dt", null, name), s.el("dd", null, text)]),
            s.el("dt", null, page.t("gap.rounding")),
            s.el("dd", null, page.t("gap.rounding_rule")),
          ),
        ),
        s.fileButton(page),
      );
    };
    if (globalThis.ResizeObserver)
      new globalThis.ResizeObserver(() => {
        if (!node.hidden && drawnKey !== null) show();
      }).observe(node);
    return { show, mark, rows: () => s.gapRows(page, last) };
  };

  s.view({
    id: "gap",
    tab: { name: "handlungsbedarf", word: "tab.gap" },
    shown: (page) => Boolean(page.data.gap_board),
    file: (page) => page.parts.gap.rows(),
    add: s.addGapBoard,
  });
})();

/* Reach in table and Steckbrief: shares of people by band, the limit, places per child, fair distribution. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const metres = (page, value) => s.formatNumber(value, 0, page.data.number) + "\u202f" + "m";

  /** Stacked bar of the bands, for a reader of the list beside it. */
  s.bandBar = (question, bands, width = 300) => {
    let start = 0;
    return s.svg(
      "svg",
      {
        class: "sr-bands",
        viewBox: "0 0 " + width + " 16",
        width,
        height: 16,
        "aria-hidden": "true",
        preserveAspectRatio: "none",
      },
      bands.map((share, at) => {
        const x = start;
        start += (share / 100) * width;
        return share > 0
          ? s.svg("rect", {
              x: x.toFixed(1),
              y: 1,
              width: Math.max(0.5, start - x).toFixed(1),
              height: 14,
              fill: question.way[at].color,
              stroke: "#2a333c",
              "stroke-width": 0.7,
            })
          : null;
      }),
    );
  };

  /** What the Steckbrief of an area tells of the shown question; null for any other layer. */
  s.reachBlock = (page, area) => {
    const { layer } = page.shown();
    const question = s.questionOf(page.data, layer);
    if (!question || !question.figures) return null;
    const bands = s.reachBands(question, area);
    const whole = s.reachBands(question, s.reachCity(page));
    const told = (key) => {
      const [own, all] = [area, s.reachCity(page)].map((one) => s.reachFigure(question, key, one));
      if (own.value === null) return own.letter === "O" ? null : page.t("status." + s.STATUS[own.letter]);
      return all.value === null
        ? metres(page, own.value)
        : page.t("reach.beside_city", { own: metres(page, own.value), city: metres(page, all.value) });
    };
    const share = (key) => {
      const { value } = s.reachFigure(question, key, area);
      return value === null || value === 0 ? null : s.percentText(page, value);
    };
    const limit = s.limitText(page, question, area);
    const rows = [
      ["reach.median", told("median")],
      ["reach.nine_of_ten", told("p90")],
      ["reach.mean", told("mean")],
      ["reach.open", share("dep")],
    ]
      .filter(([, text]) => text && (bands || text !== page.t("status.withheld")))
      .map(([key, text]) => [page.t(key), text]);
    return s.el(
      "section",
      { class: "sr-reach" },
      s.el("h3", null, question.label),
      s.el(
        "p",
        { class: "sr-soft" },
        page.t("reach.block_of", { people: question.people, way: page.data.reach.way }),
      ),
      bands
        ? [
            s.bandBar(question, bands),
            s.el(
              "table",
              { class: "sr-table sr-band-table" },
              s.el(
                "thead",
                null,
                s.el(
                  "tr",
                  null,
                  ["reach.band", "profile.value", "profile.city"].map((key) =>
                    s.el("th", { scope: "col" }, page.t(key)),
                  ),
                ),
              ),
              s.el(
                "tbody",
                null,
                bands.map((part, at) =>
                  s.el(
                    "tr",
                    null,
                    s.el(
                      "th",
                      { scope: "row" },
                      s.swatch(question.way[at].color),
                      " ",
                      question.way[at].label,
                      question.way[at].minutes
                        ? s.el("span", { class: "sr-soft" }, question.way[at].minutes + " " + page.data.reach.speed)
                        : null,
                    ),
                    s.el("td", { class: "sr-col-value" }, s.percentText(page, part)),
                    s.el("td", { class: "sr-col-value sr-soft" }, whole ? s.percentText(page, whole[at]) : "–"),
                  ),
                ),
              ),
            ),
          ]
        : s.el(
            "p",
            { class: "sr-box" },
            page.t(s.reachHidden(question, area) ? "reach.bands_withheld" : "reach.bands_unknown"),
          ),
      limit ? s.el("p", null, s.el("b", null, limit)) : null,
      s.pairs(rows),
    );
  };

  /** What the table twin tells beside the share: {median, over}, null where not known. */
  s.reachAt = (data, layer, area) => {
    const question = s.questionOf(data, layer);
    if (!question || !question.figures || layer.cells.kind !== "way") return null;
    return {
      median: s.reachFigure(question, "median", area).value,
      over: question.figures.over ? s.reachFigure(question, "over", area).value : null,
    };
  };

  /** Cells of the table behind the share. */
  s.reachCells = (page, layer, area) => {
    const question = s.questionOf(page.data, layer);
    return s.reachColumns(page.data, layer).map((key) => {
      const { value, letter } = s.reachFigure(question, key, area);
      return value === null
        ? s.el("td", { class: "sr-col-words" }, letter === "O" ? "–" : page.t("status." + s.STATUS[letter]))
        : s.el("td", { class: "sr-col-value" }, s.formatNumber(value, 0, page.data.number));
    });
  };

  /** Which columns the table has for a layer of ways besides rank, name and share. */
  s.reachColumns = (data, layer) => {
    const question = s.questionOf(data, layer);
    if (!question || !question.figures || layer.cells.kind !== "way") return [];
    return ["median", "over"].filter((key) => question.figures[key]);
  };

  /** Whether reach is fairly distributed, in sentences; null where nothing is told. */
  s.fairBlock = (page) => {
    const question = s.questionOf(page.data, page.shown().layer);
    if (!question || !question.fair || !question.fair.length) return null;
    return s.el(
      "section",
      { class: "sr-box sr-fair" },
      s.el("h3", null, page.t("reach.fair")),
      s.el(
        "ul",
        null,
        question.fair.map((text) => s.el("li", null, text)),
      ),
    );
  };

  /** Link to the workbook with all figures of reach; null for any other layer. */
  s.reachAnnex = (page) =>
    s.questionOf(page.data, page.shown().layer)
      ? s.el(
          "p",
          { class: "sr-note" },
          s.el("a", { href: page.data.reach.annex, download: "" }, page.t("reach.annex")),
        )
      : null;

  /** The choice between cells and areas; hidden where there are no cells. Returns {show()}. */
  s.addCellChoice = (page, node, chosen) => {
    const box = node.querySelector("input");
    box.addEventListener("change", () => chosen(box.checked));
    return {
      show: () => {
        const layer = page.data.layers[page.state.layer];
        node.hidden = !(layer.cells && layer.cells.drawn);
        box.checked = page.state.by_area;
      },
    };
  };

  s.view({
    id: "by-area",
    slot: "legend",
    keys: { by_area: s.flag("flaechen", true) },
    layer: (page, layer) => (page.state.by_area ? layer : s.asCells(layer)),
    add: (page, node) => s.addCellChoice(page, node, (by_area) => page.choose({ by_area })),
  });
})();

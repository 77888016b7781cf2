/* Sheets of paper made for printing, each of a size of its own: the map with all that belongs to it, the chosen area,
   the table. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  // px of 96 to the inch within the margins of keep/paper_atlas.css, above the line that Firefox writes below
  const MAPS = { a4: { width: 1030, height: 672, times: 1 }, a3: { width: 1195, height: 764, times: 1.25 } };
  // what two sheets have room for, in lines of a name of a figure; the map is as high as that many letters beside it
  const MOST_LINES = 194;
  const LINE = 32;
  const BESIDE = 650;
  const LOCATOR = { x: 0, y: 0, width: 348, height: 261 };

  const sheet = (kind, ...children) => s.el("section", { class: "sr-sheet sr-sheet-" + kind }, children);

  const notice = (page) =>
    [s.editionText(), page.data.city.notice]
      .filter(Boolean)
      .map((text) => s.el("p", { class: "sr-sheet-notice" }, text));

  const foot = (page) =>
    s.el(
      "p",
      { class: "sr-sheet-foot" },
      [s.footLine(), page.t("sheet.made", { date: s.today(page.data.language) })].filter(Boolean).join(" · "),
    );

  const nameOf = ({ layer }) => layer.short || layer.label;
  const whenOf = ({ layer, period, older }) => older || layer.periods[period].label;

  /** Figures of an area for paper, as the screen tells them; if they are more than so many lines, those that tell a
      difference. */
  s.paperRows = (page, area, most) => {
    const all = page.data.layers.flatMap(({ id, kind }, number) =>
      kind === "list" || /^(smoothed|pooled):/.test(id) ? [] : [s.factOf(page, number, area)],
    );
    const telling = ({ layer, reading, standing }) =>
      !reading.known || layer.gap || layer.kind === "bivariate" || Boolean(standing && standing.beside !== "similar");
    const order = [...all.filter(telling), ...all.filter((row) => !telling(row))].filter((row) => {
      most -= Math.ceil((nameOf(row) + " " + whenOf(row)).length / LINE);
      return most >= 0;
    });
    return { rows: all.filter((row) => order.includes(row)), left: all.length - order.length };
  };

  const figureRow = (page, row) => {
    const { layer, period, reading, city, standing } = row;
    const gap = layer.gap ? s.gapAt(layer, period, page.state.area) : null;
    return s.el(
      "tr",
      null,
      s.el("th", { scope: "row" }, nameOf(row) + " ", s.el("span", { class: "sr-soft" }, whenOf(row))),
      layer.kind === "bivariate"
        ? s.el("td", { colspan: 2 }, s.readingText(page, layer, reading))
        : [
            s.el(
              "td",
              null,
              s.readingText(page, layer, reading),
              reading.known && s.MARKED_LETTERS.includes(reading.letter)
                ? " (" + page.t("mark." + s.STATUS[reading.letter]) + ")"
                : "",
              " " + (s.judgedText(layer, reading) || ""),
              gap === null ? "" : " (" + s.gapText(gap, page.data.number) + ")",
              standing && standing.judgement !== "none"
                ? s.el("span", { class: "sr-sheet-judged" }, Object.values(s.standingText(page, standing)).join(" "))
                : null,
            ),
            s.el("td", { class: "sr-soft" }, s.cityText(page, layer, city)),
          ],
    );
  };

  /** Their tables, the Handlungsfeld at the head of each, and again where it goes on. */
  s.paperFigures = (page, rows) =>
    page.data.groups.map((group) => {
      const own = rows.filter(({ layer }) => layer.group === group.id);
      return own.length
        ? s.el(
            "table",
            { class: "sr-sheet-rows" },
            s.el(
              "thead",
              null,
              s.el(
                "tr",
                null,
                [group.label, page.t("profile.value"), page.t("profile.city")].map((word) =>
                  s.el("th", { scope: "col" }, word),
                ),
              ),
            ),
            s.el(
              "tbody",
              null,
              own.map((row) => figureRow(page, row)),
            ),
          )
        : null;
    });

  /** Demand and supply over the years, as the screen has them; null without a balance. */
  s.paperSupply = (page, area) => {
    const tables = s.offerTables(page, area);
    return tables.length ? [s.el("h2", null, page.t("steckbrief.supply")), tables] : null;
  };

  const houses = (page, area) =>
    page.data.facility_types.map((type, number) => {
      const names = page.data.facilities
        .filter((one) => one.area === area && one.type === number)
        .map((one) => one.name + (s.statusLook(one.status) === "open" ? "" : " (" + one.status_label + ")"));
      return names.length
        ? s.el("p", null, s.el("b", null, type.labels + " (" + names.length + "): "), names.join(", "))
        : null;
    });

  const statement = (page, layer, period, area) => {
    const told = s.areaSentence(page, layer, period, area);
    const known = layer.gap && s.reading(layer, period, area).known;
    const missing = known ? s.gapSentence(layer, period, area, page.t, page.data.number) : null;
    return [
      s.el("h2", null, s.headingText(page)),
      s.el("p", null, told),
      missing === null || told.includes(missing) ? null : s.el("p", null, missing),
    ];
  };

  const striking = (page, area) => {
    const { findings, notes } = s.spoken(page.data, area);
    const signed = (note) => s.el("span", { class: "sr-soft" }, [note.signed, note.on].join(", "));
    const items = [
      ...findings.slice(0, 4).map((finding) => finding.text),
      ...notes.slice(0, 2).map((note) => [note.text, " ", signed(note)]),
    ];
    return items.length
      ? [
          s.el("h2", null, page.t("findings.title")),
          s.el(
            "ul",
            { class: "sr-sheet-list" },
            items.map((item) => s.el("li", null, item)),
          ),
        ]
      : null;
  };

  /** The short Steckbrief of an area: at most two sheets. */
  s.areaSheet = (page, area) => {
    const { layer, period } = page.shown();
    const one = page.data.areas[area];
    const beside = s.el(
      "div",
      null,
      statement(page, layer, period, area),
      s.lageLine(page, area),
      striking(page, area),
    );
    const offered = s.el(
      "div",
      { class: "sr-sheet-figures" },
      s.paperSupply(page, area),
      s.el("h2", null, page.t("facilities.title")),
      houses(page, area),
    );
    const letters = Math.max(BESIDE, beside.textContent.length) + offered.textContent.length;
    const { rows, left } = s.paperRows(page, area, MOST_LINES - letters / LINE);
    const locator = s.svg(
      "svg",
      { viewBox: `0 0 ${LOCATOR.width} ${LOCATOR.height}`, "font-family": s.FONT, "aria-hidden": "true" },
      s.drawnMap(page, LOCATOR, true),
    );
    return sheet(
      "area",
      notice(page),
      s.el("h1", null, one.name),
      s.el(
        "p",
        { class: "sr-soft" },
        [page.data.city.area_word, ...(one.part_of || []), page.data.city.name].join(" · "),
      ),
      s.el("div", { class: "sr-sheet-top" }, locator, beside),
      offered,
      s.el("h2", null, page.t("sheet.figures")),
      s.el("div", { class: "sr-sheet-figures" }, s.paperFigures(page, rows)),
      s.el(
        "p",
        { class: "sr-note" },
        [left ? page.t("sheet.left", { n: left }) : null, page.t("sheet.judged"), page.t("profile.unrounded")]
          .filter(Boolean)
          .join(" "),
      ),
      s.el("p", { class: "sr-note" }, page.t("sheet.sources", { text: s.sourcesOf({ info: [] }).join(" | ") })),
      foot(page),
    );
  };

  /** "Soziale Lage: …" of an area in a sentence; null where the page has no index. */
  s.lageLine = (page, area) => {
    const layer = s.lageLayer(page.data);
    return layer && layer !== page.shown().layer
      ? s.el("p", null, s.areaSentence(page, layer, s.newestKnown(layer, area), area))
      : null;
  };

  const mapSheet = (page, { width, height, times }) => {
    const drawing = s.picture(page, { width, height, alone: false });
    drawing.setAttribute("width", width * times);
    drawing.setAttribute("height", height * times);
    return drawing;
  };

  const tableSheet = (page) => {
    const holder = s.el("div", { class: "sr-sheet-twin" });
    s.addTable(page, holder, () => {}).show();
    const { layer } = page.shown();
    return sheet(
      "table",
      notice(page),
      holder,
      layer.caption ? s.el("p", { class: "sr-caption" }, layer.caption) : null,
      s.el("p", { class: "sr-note" }, page.t("sheet.sources", { text: s.sourcesOf(layer).join(" | ") })),
      foot(page),
    );
  };

  /** The wanted sheets {map: "a4" | "a3" | null, area, table}: one element to be put on the page while it prints. */
  s.sheets = (page, wanted) =>
    s.el(
      "div",
      { class: "sr-sheets", lang: page.data.language },
      wanted.map ? sheet(wanted.map, mapSheet(page, MAPS[wanted.map])) : null,
      wanted.area && page.state.area !== null ? s.areaSheet(page, page.state.area) : null,
      wanted.table ? tableSheet(page) : null,
    );
})();

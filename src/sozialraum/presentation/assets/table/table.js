/* The table twin of the map: the same layer, date and areas, sortable by buttons in its head. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const AT_ONCE = 60;

  /** One row per area: {area, name, rank, place (the rank in words), value, difference, class, reading}. */
  s.tableRows = (data, layer, period, t = null) => {
    const ranks = s.ranks(layer, period, data.areas.length);
    const city = s.cityReading(layer, period);
    const places = t ? s.rankTexts(ranks, t) : [];
    return data.areas.map((area, index) => {
      const reading = s.reading(layer, period, index);
      const comparison = s.comparison(layer, reading.value, city.value);
      return { area: index, name: area.name, rank: ranks[index], place: places[index], value: reading.value, class: reading.class < 0 ? null : reading.class,
        difference: comparison ? comparison.difference : null, comparison, reading, ...(layer.gap ? s.balanceAt(layer, period, index) : null),
        ...(layer.cells ? s.reachAt(data, layer, index) : null) };
    });
  };

  /** Sorted copy; rows without the sorted value come last in either direction, ties by name. */
  s.sortedRows = (rows, column, ascending, language) => {
    const names = new Intl.Collator(language, { numeric: true });
    const sign = ascending ? 1 : -1;
    return rows.slice().sort((a, b) => {
      if (column === "name") return sign * names.compare(a.name, b.name);
      const missing = (a[column] === null) - (b[column] === null);
      if (missing || a[column] === null) return missing || names.compare(a.name, b.name);
      return sign * (a[column] - b[column]) || names.compare(a.name, b.name);
    });
  };

  /** Ranks in words; areas that share one bear all the places they fill: "3.–4.". */
  s.rankTexts = (ranks, t) => ranks.map((rank) => {
    if (rank === null) return null;
    const last = rank + ranks.filter((other) => other === rank).length - 1;
    return last === rank ? t("columns.place", { n: rank }) : t("columns.shared", { from: rank, to: last });
  });

  const COLUMN_WORDS = { rank: "columns.rank", difference: "columns.difference", bar: "columns.bar" };
  const HIDEABLE = Object.keys(COLUMN_WORDS);

  /** Columns the reader has put away. */
  s.columnsKey = { name: "ohne", read: (text) => HIDEABLE.filter((one) => (text || "").split(",").includes(one)), write: (hidden) => (hidden.length ? hidden.join(",") : null) };

  const bar = (value, city, extent, color) => {
    const low = Math.min(0, extent[0]);
    const high = Math.max(0, extent[1]);
    if (low === high) return null;
    const at = (x) => ((x - low) / (high - low)) * 84 + 2;
    return s.svg("svg", { class: "sr-bar", viewBox: "0 0 88 7", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
      s.svg("path", { d: "M2 3.5H86", stroke: "#dbe2e8", "stroke-width": 1 }),
      s.svg("rect", { x: Math.min(at(0), at(value)), y: 1, width: Math.max(0.5, Math.abs(at(value) - at(0))), height: 5, fill: color, stroke: "#4a5560", "stroke-width": 0.6 }),
      city === null ? null : s.svg("path", { d: "M" + at(city) + " 0V7", stroke: "#111820", "stroke-width": 1.8 }));
  };

  /** The figure's source as its definition names it, or null. */
  s.sourceOf = (page, layer) => {
    const row = layer.info.find(([term]) => term === page.t("facts.source"));
    return row ? page.t("columns.source", { source: row[1] }) : null;
  };

  /** Which columns are shown, to be ticked; those that the table has. */
  const columnChoice = (page, columns, again) => s.fold(page, "columns", false, page.t("columns.title"), HIDEABLE.filter((one) => columns.includes(one) || (one === "bar" && columns.includes("value") && !columns.includes("needed")))
    .map((one) => s.el("label", { class: "sr-check" }, s.el("input", { type: "checkbox", "data-hide": one, checked: !page.state.hidden.includes(one), change: (event) => {
      page.choose({ hidden: HIDEABLE.filter((other) => (other === one ? !event.target.checked : page.state.hidden.includes(other))) });
      again(one);
    } }), " ", s.el("span", null, page.t(COLUMN_WORDS[one])))));

  const noteOf = (layer) => {
    if (layer.kind === "bivariate") return "table.note_matrix";
    if (layer.symbols) return "table.note_counts";
    if (layer.gap) return "table.note_balance";
    if (layer.cells) return layer.cells.kind === "places" ? "table.note_reach_places" : "table.note_reach";
    return layer.polarity === "keine" ? "table.note_highest" : "table.note_strained";
  };

  /** The hatch of the map beside the words; nothing for what is not known for other reasons. */
  s.withheldBox = (reading) => (reading.letter === "Q" ? [s.swatch(s.patternFill("Q"), { sign: "•" }), " "] : null);

  /** Adds the table to `node`; pin(area) is called from the names. Returns {show()}. */
  s.addTable = (page, node, pin) => {
    const sorting = { column: "rank", ascending: true };
    const beside = (layer, city) => !layer.symbols && city.known; // is there a city value that the areas can differ from?
    const columnsOf = (layer, pair, city) => {
      if (pair) return s.PAIR_COLUMNS;
      if (layer.kind === "bivariate") return ["name", "class"];
      if (layer.gap) return ["name", "needed", "places", "value", "gap"];
      const reach = s.reachColumns(page.data, layer);
      if (reach.length) return ["name", "value", ...reach];
      return ["rank", "name", "value", ...(beside(layer, city) ? ["difference"] : [])];
    };
    const head = (column, show) => {
      const active = sorting.column === column;
      const button = s.el("button", { type: "button", click: () => {
        sorting.ascending = active ? !sorting.ascending : column === "name" || column === "rank";
        sorting.column = column;
        show();
        const again = node.querySelector('[data-column="' + column + '"]');
        if (again) again.focus();
      }, "data-column": column }, page.t("table." + (column === "value" && page.shown().layer.gap ? "covered" : column)), s.el("span", { "aria-hidden": "true", class: "sr-sort" },
        active ? (sorting.ascending ? "▲" : "▼") : ""));
      return s.el("th", { scope: "col", "aria-sort": active ? (sorting.ascending ? "ascending" : "descending") : "none",
        class: "sr-col-" + column }, button);
    };
    const rowOf = (layer, row, extent, city) => {
      const known = !row.told && row.reading.known;
      const mark = known && s.MARKED_LETTERS.includes(row.reading.letter)
        ? s.el("abbr", { class: "sr-mark", title: page.t("status." + s.STATUS[row.reading.letter]) }, page.t("mark." + s.STATUS[row.reading.letter])) : null;
      const name = s.el("th", { scope: "row" }, s.el("button", { type: "button", class: "sr-link", click: (event) => (s.asksToCompare(event) ? s.compareWith(page, row.area) : pin(row.area)) },
        s.compareSign(page, row.area) ? s.compareSign(page, row.area) + " " : null, row.name));
      const chosen = page.state.area === row.area;
      if (row.told) return s.el("tr", { "aria-current": chosen ? "true" : null }, name, s.pairCells(page, row.told));
      if (layer.kind === "bivariate") {
        const box = known ? s.swatch(layer.classes[row.class].color) : s.swatch(s.patternFill(row.reading.letter), { dotted: row.reading.letter !== "Q" });
        return s.el("tr", { "aria-current": chosen ? "true" : null }, name, s.el("td", { class: "sr-col-words" }, box, " ", s.readingText(page, layer, row.reading),
          row.reading.reason ? s.el("span", { class: "sr-reason" }, s.reasonAfter(page, row.reading)) : null));
      }
      const reach = s.reachColumns(page.data, layer);
      const spans = !known && beside(layer, city) && !reach.length; // without a value there is no difference either
      const color = row.class !== null ? layer.classes[row.class].color : "#b8c4ce";
      if (layer.gap) {
        return s.el("tr", { "aria-current": chosen ? "true" : null }, name, s.balanceCells(page, layer, row.reading, row));
      }
      return s.el("tr", { "aria-current": chosen ? "true" : null }, reach.length ? null : s.el("td", { class: "sr-col-rank" }, row.place || "–"), name,
        known ? s.el("td", { class: "sr-col-value" }, s.formatNumber(row.value, layer.decimals, page.data.number), mark, s.insideMark(page, row.reading), extent ? bar(row.value, layer.symbols ? null : city.value, extent, color) : null)
          : s.el("td", { class: "sr-col-words", title: row.reading.reason, colspan: spans ? 2 : null }, s.withheldBox(row.reading), s.readingText(page, layer, row.reading)),
        reach.length ? s.reachCells(page, layer, row.area) : !beside(layer, city) || spans ? null : s.el("td", { class: "sr-col-difference" }, row.difference === null ? "–" : s.formatDifference(row.difference, s.differenceDigits(layer), page.data.number)));
    };
    const first = (layer, columns) => (layer.gap ? "gap" : columns[0] === "rank" ? "rank" : layer.kind === "bivariate" ? "class" : "value");
    let latest = 0;
    const show = () => {
      const { layer, period } = page.shown();
      const pair = s.beforeAfter(page);
      const caption = pair ? s.pairCaption(page, pair) : null;
      const city = s.cityReading(layer, period);
      const columns = columnsOf(layer, pair, city);
      if (!columns.includes(sorting.column)) Object.assign(sorting, pair ? { column: "gain", ascending: false } : { column: first(layer, columns), ascending: layer.kind !== "bivariate" });
      const rows = s.sortedRows(pair ? s.pairRows(page) : s.tableRows(page.data, layer, period, page.t), sorting.column, sorting.ascending, page.data.language);
      const extent = s.extent(layer, !layer.symbols);
      const unit = s.unitText(layer);
      const cityName = s.el("th", { scope: "row" }, page.data.city.name);
      const cityRow = layer.kind === "bivariate" ? null : pair ? s.el("tr", { class: "sr-city-row" }, cityName, s.pairCells(page, s.pairAt(page, pair, -1))) : layer.gap
        ? s.el("tr", { class: "sr-city-row" }, cityName, s.balanceCells(page, layer, city, s.cityBalance(layer, period)))
        : s.el("tr", { class: "sr-city-row" }, columns.includes("rank") ? s.el("td", { class: "sr-col-rank" }) : null, cityName,
          s.el("td", { class: city.known ? "sr-col-value" : "sr-col-words" },
            city.known ? [s.formatNumber(city.value, layer.decimals, page.data.number), extent && !layer.symbols ? bar(city.value, null, extent, "#39434d") : null] : s.readingText(page, layer, city)),
          s.reachCells(page, layer, page.data.areas.length), columns.includes("difference") ? s.el("td") : null);
      const body = s.el("tbody", null, cityRow);
      const run = (latest += 1);
      s.replace(node, columnChoice(page, columns, (one) => { const found = node.querySelector(`[data-hide="${one}"]`); if (found) found.focus(); }),
        s.el("table", { class: "sr-table sr-twin" + (layer.gap ? " sr-balance" : "") + (rows.length > 99 ? " sr-twin-long" : "") + page.state.hidden.map((one) => " sr-no-" + one).join("") },
        s.el("caption", null, s.el("b", null, layer.label), " ", caption ? caption.what : [layer.cells ? s.whatText(layer) : null, unit, s.whenText(page, layer, period)].filter(Boolean).join(" · "),
          s.el("span", { class: "sr-note" }, [caption ? caption.note : page.t(noteOf(layer)), extent && !caption && !layer.gap && beside(layer, city) ? page.t("table.city_mark") : null, s.sourceOf(page, layer)].filter(Boolean).join(" "))),
        s.el("thead", null, s.el("tr", null, columns.map((column) => head(column, show)))),
        body));
      const fill = (start) => {
        if (run !== latest) return;
        const end = start ? rows.length : AT_ONCE;
        body.append(...rows.slice(start, end).map((row) => rowOf(layer, row, extent, city)));
        if (end < rows.length) setTimeout(() => fill(end), 0);
      };
      fill(0);
    };
    return { show };
  };

  s.view({ id: "table", tab: { name: "tabelle", word: "tab.table" }, keys: { hidden: s.columnsKey }, add: (page, node) => s.addTable(page, node, (area) => page.pin(area, true)) });
})();

/* The table twin of the map: the same layer, date and areas, sortable by buttons in its head. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const AT_ONCE = 60;

  /** The figure's source as its definition names it, or null. */
  s.sourceOf = (page, layer) => {
    const row = layer.info.find(([term]) => term === page.t("facts.source"));
    return row ? page.t("columns.source", { source: row[1] }) : null;
  };

  /** Adds the table to `node`; pin(area) is called from the names. Returns {show()}. */
  s.addTable = (page, node, pin) => {
    const head = (column, sorting, start, show) => {
      const active = sorting.column === column;
      const button = s.el(
        "button",
        {
          type: "button",
          click: () => {
            const up = active ? !sorting.ascending : column === "name" || column === "rank";
            const sort = s.sortText({ column, ascending: up });
            page.keep({ sort: sort === s.sortText(start) ? null : sort });
            show();
            const again = node.querySelector('[data-column="' + column + '"]');
            if (again) again.focus();
          },
          "data-column": column,
        },
        page.t("table." + (column === "value" && page.shown().layer.gap ? "covered" : column)),
        s.el("span", { "aria-hidden": "true", class: "sr-sort" }, active ? (sorting.ascending ? "▲" : "▼") : ""),
      );
      return s.el(
        "th",
        {
          scope: "col",
          "aria-sort": active ? (sorting.ascending ? "ascending" : "descending") : "none",
          class: "sr-col-" + column,
        },
        button,
      );
    };
    const first = (layer, columns) =>
      layer.gap ? "gap" : columns[0] === "rank" ? "rank" : layer.kind === "bivariate" ? "class" : "value";
    let latest = 0;
    const show = () => {
      const { layer, period } = page.shown();
      const pair = s.beforeAfter(page);
      const caption = pair ? s.pairCaption(page, pair) : null;
      const city = s.cityReading(layer, period);
      const columns = s.tableColumns(page, layer, pair, city);
      const start = pair
        ? { column: "gain", ascending: false }
        : { column: first(layer, columns), ascending: layer.kind !== "bivariate" };
      const sorting = s.sorting(page.state.sort, columns) || start;
      const rows = s.sortedRows(
        pair ? s.pairRows(page) : s.tableRows(page.data, layer, period, page.t),
        sorting.column,
        sorting.ascending,
        page.data.language,
      );
      const extent = s.extent(layer, !layer.symbols);
      const unit = s.unitText(layer);
      const cityRow = s.tableCityRow(page, { layer, period, city, pair, columns, extent });
      const body = s.el("tbody", null, cityRow);
      const run = (latest += 1);
      s.replace(
        node,
        s.columnChoice(page, columns, (one) => {
          const found = node.querySelector(`[data-hide="${one}"]`);
          if (found) found.focus();
        }),
        s.el(
          "table",
          {
            class:
              "sr-table sr-twin" +
              (layer.gap ? " sr-balance" : "") +
              (rows.length > 99 ? " sr-twin-long" : "") +
              page.state.hidden.map((one) => " sr-no-" + one).join(""),
          },
          s.el(
            "caption",
            null,
            s.el("b", null, layer.label),
            " ",
            caption
              ? caption.what
              : [layer.cells ? s.whatText(layer) : null, layer.gap ? null : unit, s.whenText(page, layer, period)]
                  .filter(Boolean)
                  .join(" · "),
            s.el(
              "span",
              { class: "sr-note" },
              [
                caption ? caption.note : s.tableNote(page, layer, columns, city, extent),
                !layer.gap && rows.some((row) => row.usual) ? page.t("table.usual") : null,
                s.sourceOf(page, layer),
              ]
                .filter(Boolean)
                .join(" "),
            ),
          ),
          s.el(
            "thead",
            null,
            s.el(
              "tr",
              null,
              columns.map((column) => head(column, sorting, start, show)),
            ),
          ),
          body,
        ),
      );
      const fill = (start) => {
        if (run !== latest) return;
        const end = start ? rows.length : AT_ONCE;
        body.append(...rows.slice(start, end).map((row) => s.tableRow(page, layer, row, extent, city, pin)));
        if (end < rows.length) setTimeout(() => fill(end), 0);
      };
      fill(0);
    };
    return { show };
  };

  s.view({
    id: "table",
    tab: { name: "tabelle", word: "tab.table" },
    keys: { hidden: s.columnsKey, sort: s.sortKey },
    add: (page, node) => s.addTable(page, node, (area) => page.pin(area, true)),
  });
})();

/* The columns of the table twin: which a figure has, and which of them the reader puts away. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const COLUMN_WORDS = { rank: "columns.rank", difference: "columns.difference", bar: "columns.bar" };
  const HIDEABLE = Object.keys(COLUMN_WORDS);

  /** Columns the reader has put away. */
  s.columnsKey = {
    name: "ohne",
    read: (text) => HIDEABLE.filter((one) => (text || "").split(",").includes(one)),
    write: (hidden) => (hidden.length ? hidden.join(",") : null),
  };

  /** Is there a city value that the areas can differ from? */
  s.besideCity = (layer, city) => !layer.symbols && city.known;

  /** The columns of a figure, or of a pair of dates. */
  s.tableColumns = (page, layer, pair, city) => {
    if (pair) return s.PAIR_COLUMNS;
    if (layer.kind === "bivariate") return ["name", "class"];
    if (layer.gap) return ["name", "needed", "places", "value", "gap"];
    const reach = s.reachColumns(page.data, layer);
    if (reach.length) return ["name", "value", ...reach];
    return ["rank", "name", "value", ...(s.besideCity(layer, city) ? ["difference"] : [])];
  };

  const noteOf = (layer) => {
    if (layer.kind === "bivariate") return "table.note_matrix";
    if (layer.symbols) return "table.note_counts";
    if (layer.gap) return "table.note_balance";
    if (layer.cells) return layer.cells.kind === "places" ? "table.note_reach_places" : "table.note_reach";
    return layer.polarity === "keine" ? "table.note_highest" : "table.note_strained";
  };

  /** How the columns of a figure are read. */
  s.tableNote = (page, layer, columns, city, extent) =>
    [
      page.t(noteOf(layer)),
      extent && !layer.gap && s.besideCity(layer, city) ? page.t("table.city_mark") : null,
      columns.includes("difference") ? page.t("profile.unrounded") : null,
    ]
      .filter(Boolean)
      .join(" ");

  /** Which columns are shown, to be ticked; those that the table has. */
  s.columnChoice = (page, columns, again) =>
    s.fold(
      page,
      "columns",
      false,
      page.t("columns.title"),
      HIDEABLE.filter(
        (one) => columns.includes(one) || (one === "bar" && columns.includes("value") && !columns.includes("needed")),
      ).map((one) =>
        s.el(
          "label",
          { class: "sr-check" },
          s.el("input", {
            type: "checkbox",
            "data-hide": one,
            checked: !page.state.hidden.includes(one),
            change: (event) => {
              page.choose({
                hidden: HIDEABLE.filter((other) =>
                  other === one ? !event.target.checked : page.state.hidden.includes(other),
                ),
              });
              again(one);
            },
          }),
          " ",
          s.el("span", null, page.t(COLUMN_WORDS[one])),
        ),
      ),
    );
})();

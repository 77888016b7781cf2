/* A legend of rows and columns whose cells can be chosen: their areas stand out on the map, the others fade. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const NAMES = 12;

  const areasWord = (page, n) => (n === 1 ? page.data.city.area_word : page.data.city.area_words);

  /** Rows from top (most) to bottom, each [class numbers] from left to right. */
  s.matrixRows = (axes) =>
    axes.y_labels
      .map((label, row) => axes.x_labels.map((name, column) => row * axes.x_labels.length + column))
      .reverse();

  /** Does the page stress this class? */
  s.critical = (layer, place) => Boolean(layer.axes && (layer.axes.critical || []).includes(place));

  /** Does a reading belong to a class, or to the non-values of a letter? */
  s.inCell = (reading, cell) =>
    typeof cell === "number" ? reading.class === cell : !reading.known && reading.letter === cell;

  s.areasIn = (layer, period, count, cell) => {
    const found = [];
    for (let area = 0; area < count; area += 1) if (s.inCell(s.reading(layer, period, area), cell)) found.push(area);
    return found;
  };

  /** Name of the button of a cell: first what is written on it, so that who speaks to the page can say it. */
  s.cellName = (page, layer, place, n) => {
    const code = layer.classes[place].code || "";
    const words = s.fieldText(layer, place);
    return page
      .t("legend.cell_button", {
        code,
        n,
        areas: areasWord(page, n),
        cell: words.slice(code && words.startsWith(code + ": ") ? code.length + 2 : 0),
      })
      .trim();
  };

  /** What a chosen cell says: its words, how many areas, which. */
  s.cellText = (page, layer, period, place) => {
    const names = s.areasIn(layer, period, page.data.areas.length, place).map((area) => page.data.areas[area].name);
    const listed = names.length > NAMES ? names.slice(0, NAMES).concat("…") : names;
    return page
      .t("legend.cell", {
        cell: typeof place === "number" ? s.fieldText(layer, place) : s.absentText(page, layer, place),
        n: names.length,
        areas: areasWord(page, names.length),
        names: listed.join(", "),
      })
      .replace(names.length ? "" : /:\s*$/, "");
  };

  /** The table of the legend; page.chooseCell(class or null) is called by its buttons. */
  s.matrix = (page, layer, counts) => {
    const columns = layer.axes.x_labels.map((label) => s.el("th", { scope: "col" }, label));
    const button = (place) => {
      const cell = layer.classes[place];
      const node = s.el(
        "button",
        {
          type: "button",
          "data-cell": place,
          "aria-pressed": "false",
          title: s.fieldText(layer, place),
          disabled: counts.classes[place] === 0,
          "aria-label": s.cellName(page, layer, place, counts.classes[place]),
          click: () => page.chooseCell(page.cell === place ? null : place),
        },
        s.el("b", null, cell.code || ""),
        " ",
        s.el("span", null, String(counts.classes[place])),
      );
      const box = s.el("td", { class: s.critical(layer, place) ? "sr-critical" : null }, node);
      box.style.backgroundColor = cell.color;
      box.style.color = s.inkOn(cell.color);
      return box;
    };
    const rows = s
      .matrixRows(layer.axes)
      .map((places, at) =>
        s.el(
          "tr",
          null,
          s.el("th", { scope: "row" }, layer.axes.y_labels[layer.axes.y_labels.length - 1 - at]),
          places.map(button),
        ),
      );
    return [
      s.el(
        "table",
        { class: "sr-matrix" },
        s.el(
          "caption",
          null,
          page.t("legend.matrix", { x: layer.axes.x, y: layer.axes.y, areas: page.data.city.area_words }),
        ),
        s.el("tbody", null, rows),
        s.el("tfoot", null, s.el("tr", null, s.el("td", { class: "sr-matrix-corner" }), columns)),
      ),
      layer.axes.critical_note ? s.el("p", { class: "sr-note" }, layer.axes.critical_note) : null,
      s.el("p", { class: "sr-note sr-cell-words sr-hint" }, s.cellHint(page)),
    ];
  };

  /** What a click does, in words. */
  s.cellHint = (page) =>
    page.t(page.shown().layer.kind === "bivariate" ? "legend.choose_cell" : "legend.choose_class", {
      areas: page.data.city.area_words,
    });

  /** Marks the chosen cell in a drawn legend and says which areas lie in it. */
  s.markCell = (page, node) => {
    const { layer, period } = page.shown();
    const cell = page.cell;
    node
      .querySelectorAll("[data-cell]")
      .forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.cell === String(cell))));
    const words = node.querySelector(".sr-cell-words");
    if (words) words.classList.toggle("sr-hint", cell === null);
    if (words) words.textContent = cell === null ? s.cellHint(page) : s.cellText(page, layer, period, cell);
  };
})();

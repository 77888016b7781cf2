/* The field on the board of needs: how many areas, and which first, in each class of soziale Lage and Versorgung. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const FIRST_NAMES = 8;

  /** The field as a table: a cell chooses its class, a name its area. */
  s.gapFieldTable = (page, shown, cells, chooseCell, choose) => {
    const { layer } = shown;
    const name = (area) =>
      s.el(
        "li",
        null,
        s.el(
          "button",
          { type: "button", class: "sr-link", "data-area": area, click: () => choose(area) },
          page.data.areas[area].name,
        ),
      );
    const box = (place) => {
      const areas = cells.fields[place];
      const text = s.fieldText(layer, place);
      const node = s.el(
        "td",
        { class: s.critical(layer, place) ? "sr-critical" : null },
        s.el(
          "button",
          {
            type: "button",
            "data-cell": place,
            "aria-pressed": "false",
            disabled: !areas.length,
            title: text,
            "aria-label": s.cellName(page, layer, place, areas.length),
            click: () => chooseCell(place),
          },
          s.el("b", null, layer.classes[place].code),
          " ",
          s.el("span", null, String(areas.length)),
        ),
        areas.length
          ? s.el(
              "ul",
              null,
              areas.slice(0, FIRST_NAMES).map(name),
              areas.length > FIRST_NAMES
                ? s.el("li", null, page.t("gap.more", { n: areas.length - FIRST_NAMES }))
                : null,
            )
          : null,
      );
      node.style.backgroundColor = layer.classes[place].color;
      node.style.color = s.inkOn(layer.classes[place].color);
      return node;
    };
    const labels = layer.axes.y_labels;
    return s.el(
      "table",
      { class: "sr-gap-field" },
      s.el("caption", { class: "sr-note" }, page.t("gap.field", { x: layer.axes.x, y: layer.axes.y })),
      s.el(
        "thead",
        { class: "sr-hidden" },
        s.el(
          "tr",
          null,
          s.el("td"),
          layer.axes.x_labels.map((label) => s.el("th", { scope: "col" }, label)),
        ),
      ),
      s.el(
        "tbody",
        null,
        s
          .matrixRows(layer.axes)
          .map((places, at) =>
            s.el("tr", null, s.el("th", { scope: "row" }, labels[labels.length - 1 - at]), places.map(box)),
          ),
      ),
      s.el(
        "tfoot",
        { "aria-hidden": "true" },
        s.el(
          "tr",
          null,
          s.el("td"),
          layer.axes.x_labels.map((label) => s.el("td", null, label)),
        ),
      ),
    );
  };
})();

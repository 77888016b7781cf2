/* Cells on the map of one Sozialraum: which question is shown, its legend, what is said of a block. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** What the map may show: [{question, kind, label}], as the layers of the atlas. */
  s.cellLayers = (reach) =>
    Object.entries(reach.questions)
      .flatMap(([question, one]) => [
        one.cells ? { question, kind: "way", label: one.label } : null,
        one.cells && one.cells.places ? { question, kind: "places", label: one.places_label } : null,
      ])
      .filter(Boolean);

  /** Adds cells and their choice to the page of an area. Returns {choose(facility or null)}. */
  s.addAreaCells = (map, page) => {
    const layers = s.cellLayers(page.data.reach);
    const legend = s.byId("cell-legend");
    const select = s.byId("cells");
    page.block = null;
    page.shown = () => ({
      layer: layers[Number(select.value)] ? { cells: layers[Number(select.value)], drawn_cells: true } : null,
    });
    page.announce = () => {};
    s.addPatterns();
    s.replace(
      select,
      layers.map((one, index) => s.el("option", { value: index }, one.label)),
      s.el("option", { value: -1 }, page.t("reach.nothing")),
    );
    const cells = s.addCells(map, page, () => (page.shown().layer ? page.shown().layer.cells : null));
    const tip = s.tip({});
    const reach = s.addReach(map, page, cells, (at, place) => {
      if (!at) {
        map.closeTooltip(tip);
        return;
      }
      tip
        .setLatLng(place)
        .setContent(s.el("div", { class: "sr-tip" }, s.blockTip(page, at)))
        .openOn(map);
    });
    const show = () => {
      const { layer } = page.shown();
      s.replace(
        legend,
        layer
          ? [
              s.el("p", { class: "sr-paper-only" }, s.el("b", null, layers[Number(select.value)].label)),
              s.cellLegend(page, layer),
            ]
          : null,
      );
      cells.show();
      reach.show();
    };
    select.addEventListener("change", show);
    show();
    return reach;
  };
})();

/* Above the map: in words what it shows, and what must be said with it. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** The unit as it stands behind the name of a figure; nothing for a count, nor where the name says it: "Plätze je
      100 Kinder", not "…, je 100". */
  s.unitBeside = (layer) => {
    const bare = s.searchable(layer.unit || "");
    const named = (" " + s.searchable(layer.label).replace(/[:,.()]/g, " ") + " ").includes(" " + bare + " ");
    return layer.gap || layer.cells || layer.symbols || (bare && named) ? "" : s.unitText(layer);
  };

  /** "Kinder im SGB II, in %, 31.12.2023". */
  s.headingText = (page) => {
    const { layer, period } = page.shown();
    return [
      layer.label,
      s.unitBeside(layer),
      s.whenText(page, layer, period),
      page.data.level ? page.data.level.area_words : "",
    ]
      .filter(Boolean)
      .join(", ");
  };

  s.view({
    id: "title",
    slot: "stage",
    add: (page, node) => ({
      show: (change) => {
        if (!s.changesFigure(change)) return;
        const { layer, period } = page.shown();
        node.textContent = s.headingText(page);
        s.byId("caption").textContent = layer.caption || "";
        s.byId("caption").hidden = !layer.caption;
        page.announce(page.t("map.shows", { layer: layer.label, period: s.whenText(page, layer, period) }));
      },
    }),
  });
})();

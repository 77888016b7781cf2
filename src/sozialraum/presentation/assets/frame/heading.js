/* Above the map: in words what it shows, and what must be said with it. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** "Kinder im SGB II, %, 31.12.2023". */
  s.headingText = (page) => {
    const { layer, period } = page.shown();
    return [layer.label, layer.gap || layer.cells ? "" : s.unitText(layer), s.whenText(page, layer, period), page.data.level ? page.data.level.area_words : ""].filter(Boolean).join(", ");
  };

  s.view({ id: "title", slot: "stage", add: (page, node) => ({ show: (change) => {
    if (!s.changesFigure(change)) return;
    const { layer, period } = page.shown();
    node.textContent = s.headingText(page);
    s.byId("caption").textContent = layer.caption || "";
    s.byId("caption").hidden = !layer.caption;
    page.announce(page.t("map.shows", { layer: layer.label, period: s.whenText(page, layer, period) }));
  } }) });
})();

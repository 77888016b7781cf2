/* Where a figure is unsure, the map says so: light rings over the colour, when the reader asks for it. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Rings over the areas whose figure is unsure. Returns {show()}. */
  s.addVeil = (map, page) => {
    const L = globalThis.L;
    const pane = s.pane("veil");
    const renderer = L.svg({ pane, padding: 0.5 });
    const group = L.layerGroup().addTo(map);
    const veils = new Map();
    const veil = (area) => {
      if (!veils.has(area)) {
        veils.set(
          area,
          L.polygon(s.areaShape(page.data.areas[area]), {
            pane,
            renderer,
            interactive: false,
            stroke: false,
            smoothFactor: 0,
            fillOpacity: 1,
            fillColor: s.VEIL,
            className: "sr-veil",
          }),
        );
      }
      return veils.get(area);
    };
    return {
      show: () => {
        const { layer, period } = page.shown();
        group.clearLayers();
        if (!page.state.muted || layer.kind === "list") return;
        page.data.areas.forEach(({ rings }, area) => {
          if (rings && s.unsure(layer, period, area)) group.addLayer(veil(area));
        });
        s.silent(renderer);
      },
    };
  };

  /** The box to tick; hidden where the layer says nothing of reliability. changed(muted). Returns {show()}. */
  s.addReliability = (page, node, changed) => {
    const box = node.querySelector("input");
    box.addEventListener("change", () => changed(box.checked));
    return {
      show: () => {
        const { layer, period } = page.shown();
        node.hidden = !(layer.firm && layer.firm[period]);
        box.checked = page.state.muted;
      },
    };
  };

  s.view({
    id: "unsure",
    slot: "legend",
    keys: { muted: s.flag("unsicher") },
    add: (page, node) => s.addReliability(page, node, (muted) => page.choose({ muted })),
  });
})();

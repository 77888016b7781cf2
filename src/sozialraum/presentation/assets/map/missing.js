/* Missing places on the map: dark circles in three sizes, their number inside where the area has room for it. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const ABOVE = 100000; // a marker's level is its place from the top, which may be below 0 and so under the circles
  const ROOM = 0.85; // so many times as wide as its circle must an area be for a number

  /** Returns {show()}. */
  s.addMissing = (map, page) => {
    const L = globalThis.L;
    const pane = s.pane("counts");
    const renderer = L.svg({ pane, padding: 0.5 });
    const group = L.layerGroup().addTo(map);
    const numbers = L.layerGroup().addTo(map);
    const boxes = page.data.areas.map(s.areaBox);
    const each = (visit) => {
      const { layer, period } = page.shown();
      if (!layer.gap) return;
      page.data.areas.forEach((area, index) => {
        const gap = s.gapAt(layer, period, index);
        const step = s.gapStep(layer, gap);
        if (step >= 0 && boxes[index]) visit(area, index, gap, s.stepRadius(step));
      });
    };
    const write = () => {
      numbers.clearLayers();
      const scale = map.options.crs.scale(map.getZoom()) / 360;
      each((area, index, gap, radius) => {
        if ((boxes[index].getEast() - boxes[index].getWest()) * scale < ROOM * 2 * radius) return;
        const text = s.formatNumber(gap, 0, page.data.number);
        L.marker(area.label, {
          pane,
          interactive: false,
          keyboard: false,
          zIndexOffset: ABOVE,
          icon: L.divIcon({
            className: "sr-gap-number",
            iconSize: [40, 16],
            iconAnchor: [20, 8],
            html: s.el("span", null, text),
          }),
        }).addTo(numbers);
      });
    };
    map.on("zoomend", write);
    return {
      show: () => {
        group.clearLayers();
        each((area, index, gap, radius) =>
          L.circleMarker(area.label, {
            pane,
            renderer,
            interactive: false,
            className: "sr-gap-circle",
            radius,
          }).addTo(group),
        );
        s.silent(renderer);
        write();
      },
    };
  };
})();

/* The map's frame: panes in a fixed order, scale bar, attribution and the schematic label as text. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const PANES = { cells: 403, veil: 405, lines: 410, counts: 420, reach: 425, outline: 430, labels: 610 };

  const note = (map, position, name, words) => {
    const control = globalThis.L.control({ position });
    control.onAdd = () => s.el("div", { class: "sr-map-" + name }, words);
    control.addTo(map);
  };

  s.pane = (name) => "sr-" + name;

  const once = (make) => {
    const made = new WeakMap();
    return (area) => {
      if (!area.rings) return null;
      if (!made.has(area)) made.set(area, make(area));
      return made.get(area);
    };
  };

  /** Leaflet's coordinates of an area, or null; worked out once for all that draw it. */
  s.areaShape = once((area) => s.decodePolygons(area.rings));

  /** Leaflet's bounds of an area, or null. */
  s.areaBox = once((area) => globalThis.L.latLngBounds(s.boxOf(area.rings)));

  /** Sets panes, controls and zoom steps; text goes in as text nodes, never as markup. */
  s.prepareMap = (map, page) => {
    const L = globalThis.L;
    Object.entries(PANES).forEach(([name, level]) => {
      const pane = map.createPane(s.pane(name));
      pane.style.zIndex = level;
      pane.style.pointerEvents = "none";
    });
    map.getPane(s.pane("labels")).classList.add("leaflet-zoom-hide");
    map.getPane(s.pane("labels")).setAttribute("aria-hidden", page.data.page === "atlas" ? "true" : "false");
    map.options.zoomSnap = 0.25;
    map.options.zoomDelta = 0.5;
    map.options.wheelPxPerZoomLevel = 120;
    if (map.keyboard) map.keyboard.disable();
    map.getContainer().removeAttribute("tabindex");
    if (map.attributionControl) map.attributionControl.remove();
    if (map.zoomControl) {
      map.zoomControl.remove();
      L.control
        .zoom({ position: "topright", zoomInTitle: page.t("map.zoom_in"), zoomOutTitle: page.t("map.zoom_out") })
        .addTo(map);
    }
    L.control.scale({ position: "bottomleft", imperial: false }).addTo(map);
    note(map, "bottomright", "credit", [page.data.attribution, "Leaflet"].filter(Boolean).join(" · "));
    if (page.data.city.schematic) note(map, "bottomright", "schematic", page.data.city.schematic);
    if (globalThis.ResizeObserver) {
      new globalThis.ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
    }
  };

  /** A tooltip that stays within the map: above the pointer, else below it, pushed in from the sides. */
  s.tip = (options) => {
    const L = globalThis.L;
    const Tip = L.Tooltip.extend({
      _setPosition(at) {
        const frame = this._map.getSize();
        const place = this._map.layerPointToContainerPoint(at);
        const [width, height] = [this._container.offsetWidth, this._container.offsetHeight];
        const above = place.y - height - 16 >= 0 || place.y + height + 24 > frame.y;
        const aside = Math.max(0, width / 2 + 4 - place.x) - Math.max(0, place.x + width / 2 + 4 - frame.x);
        this.options.direction = above ? "top" : "bottom";
        this.options.offset = L.point(aside, above ? -8 : 20);
        this._container.classList.toggle("sr-tooltip-aside", aside !== 0);
        L.Tooltip.prototype._setPosition.call(this, at);
      },
    });
    return new Tip(Object.assign({ opacity: 1, className: "sr-tooltip" }, options));
  };

  /** Boxes of all controls in layer points, so that no label hides behind them. */
  s.takenByControls = (map) => {
    const frame = map.getContainer().getBoundingClientRect();
    const corner = map.containerPointToLayerPoint([0, 0]);
    return [...map.getContainer().querySelectorAll(".leaflet-control")].map((node) => {
      const box = node.getBoundingClientRect();
      return {
        x: box.left - frame.left + corner.x,
        y: box.top - frame.top + corner.y,
        width: box.width,
        height: box.height,
      };
    });
  };

  /** Shows the given bounds fully and lets nobody zoom out into nothing; on paper only for the while. */
  s.fit = (map, bounds, padding = 14) => {
    const [note, credit] = ["schematic", "credit"].map((name) => {
      const node = map.getContainer().querySelector(".sr-map-" + name);
      return node ? node.offsetHeight : 0;
    });
    const printed = document.body.classList.contains("sr-printing");
    if (!printed) map.options.whole = null;
    map.setMinZoom(0);
    map.fitBounds(bounds, {
      paddingTopLeft: [padding, padding],
      animate: false,
      paddingBottomRight: [padding, padding + (note ? note + 22 : Math.max(8, credit - 12))],
    });
    map.setMinZoom(Math.max(0, map.getZoom() - 1));
    if (!printed) map.options.whole = { at: map.getCenter(), zoom: map.getZoom() };
  };

  /** What a renderer draws is nothing to be read aloud. */
  s.silent = (renderer) => {
    if (renderer._container) renderer._container.setAttribute("aria-hidden", "true");
  };

  /** Lines between the areas, dashed where the borders are only schematic, and the outline of the city. */
  s.addBorderLines = (map, page) => {
    const L = globalThis.L;
    const pane = s.pane("lines");
    const renderer = L.svg({ pane, padding: 0.5 });
    const common = { pane, renderer, interactive: false, fill: false, smoothFactor: 0 };
    const line = (edges, className) =>
      L.polyline(
        s.chains(edges).map((chain) => chain.map(s.degrees)),
        Object.assign({ className }, common),
      ).addTo(map);
    const edges = page.data.city.schematic ? s.edges(page.data.areas.map((area) => area.rings)) : null;
    if (edges) line(edges.inner, "sr-border-schematic");
    if (page.data.outline) {
      s.areaPath({ rings: page.data.outline }, Object.assign({ className: "sr-border-city" }, common)).addTo(map);
    } else if (edges) line(edges.outer, page.data.page === "atlas" ? "sr-border-city" : "sr-border-schematic");
    s.silent(renderer);
  };
})();

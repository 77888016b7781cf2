/* The second map as Leaflet draws it, tied to the first: same place, same scale, same area pointed at. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Both maps show the same place at the same scale. */
  const tied = (map, other) => {
    let busy = false;
    const follow = (from, to) => () => {
      if (busy || !to.getContainer().offsetWidth) return;
      busy = true;
      to.setMinZoom(map.getMinZoom());
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      busy = false;
    };
    map.on("resize", () => other.invalidateSize({ animate: false }));
    map.on("move zoomend resize", follow(map, other));
    other.on("move zoomend", follow(other, map));
    return follow(map, other);
  };

  /** What is pointed at or focused on one map is outlined and told on the other. */
  const pointed = (page, from, to) => {
    const see = (area) => {
      to.hover(area);
      const tip = to.group.getTooltip();
      if (area === null || !to.paths[area]) {
        to.group.closeTooltip();
        return;
      }
      tip._source = to.paths[area];
      to.group.openTooltip(page.data.areas[area].label);
    };
    from.group.on("mouseover", (event) => see(event.layer.sozialraumArea));
    from.group.on("mouseout", () => see(null));
    from.paths.forEach((path, area) => {
      if (!path) return;
      path.getElement().addEventListener("focus", (event) => {
        if (event.target.matches(":focus-visible")) see(area);
      });
      path.getElement().addEventListener("blur", () => see(null));
    });
  };

  /** Draws the second map into `box`. Returns {areas, follow(), show()}. */
  s.addSecondMap = (page, twin, map, box, pin) => {
    const L = globalThis.L;
    const other = L.map(box, {
      crs: map.options.crs,
      center: map.getCenter(),
      zoom: map.getZoom(),
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      fadeAnimation: false,
    });
    s.prepareMap(other, twin);
    const areas = s.addAreas(other, twin, {
      pin,
      compare: (area) => s.compareWith(page, area),
      table: page.drawn.table,
    });
    const cells = s.addCells(other, twin, () => {
      const { layer } = twin.shown();
      return layer.drawn_cells ? layer.cells : null;
    });
    s.addBorderLines(other, twin);
    const base = s.addBase(other, page.data);
    const parts = [cells, areas, s.addCounts(other, twin), s.addMissing(other, twin), s.addCompared(other, page)];
    const follow = tied(map, other);
    const labels = s.addLabels(other, twin, {
      names: () => s.byId("names").checked,
      badges: () => [],
      taken: () => [],
    });
    pointed(page, page.drawn.areas, areas);
    pointed(page, areas, page.drawn.areas);
    return {
      areas,
      follow,
      show: () => {
        base.show(page.state.base || []);
        parts.forEach((part) => part.show());
        areas.pinned(page.state.area);
        labels.show();
      },
    };
  };
})();

/* What lies on the map of the atlas, one upon the other, and what is done to all of it at once. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SINGLE_FROM_ZOOM = 13;

  /** Areas, cells, veil, lines, circles, missing places, facilities and labels.
      Returns {areas, reach, facilities, facilityChoice, table(), home(), reveal(area), show(change)}. */
  s.addMapParts = (map, page) => {
    const { data } = page;
    const table = () => {
      page.choose({ view: "tabelle" });
      s.byId("tab-table").focus();
    };
    const areas = s.addAreas(map, page, {
      pin: page.pin,
      compare: (area) => s.compareWith(page, area),
      table,
      fit: (bounds) => s.fit(map, bounds),
    });
    const cells = s.addCells(map, page, () => {
      const { layer } = page.shown();
      return layer.drawn_cells ? layer.cells : null;
    });
    const reach = s.addReach(map, page, cells, () => {
      const tip = areas.group.getTooltip();
      if (tip.isOpen()) tip.update();
    });
    const veil = s.addVeil(map, page);
    s.addBorderLines(map, page);
    const counts = s.addCounts(map, page);
    const missing = s.addMissing(map, page);
    const singleFrom = Math.max(SINGLE_FROM_ZOOM, map.getZoom() + 0.75);
    const single = () => map.getZoom() >= singleFrom;

    const names = s.byId("names");
    const facilityChoice = s.facilityChoice(page);
    let inAreas = s.facilityCounts(data, facilityChoice.keeps);
    const facilities = s.addFacilities(map, page, {
      shown: (facility) => s.facilityShown(page, facility),
      single,
      openAt: singleFrom + 0.75,
      outside: () => false,
      chosen: (facility) => {
        reach.choose(facility);
        page.keep({ facility });
      },
    });
    const labels = s.addLabels(map, page, {
      names: () => names.checked,
      badges: (area) =>
        single()
          ? []
          : (inAreas.get(area) || [])
              .map((count, number) => ({ count, type: data.facility_types[number], number }))
              .filter(({ count, number }) => count > 0 && facilityChoice.shown(number)),
      taken: () => facilities.taken(),
    });
    names.addEventListener("change", () => {
      page.keep({ names: names.checked });
      labels.show();
    });
    s.addPrinting(map, () => {
      s.fit(map, areas.bounds, 6);
      facilities.show();
      labels.show();
    });
    s.byId("home").addEventListener("click", () => s.fit(map, areas.bounds));
    facilities.show();

    return {
      areas,
      reach,
      facilities,
      facilityChoice,
      table,
      /** Shows the whole city again. */
      home: () => s.fit(map, areas.bounds),
      /** Brings an area into sight, if it is out of it. */
      reveal: (area) => {
        const box = data.areas[area].rings ? s.boxOf(data.areas[area].rings) : null;
        if (box && !map.getBounds().intersects(box)) map.panTo(data.areas[area].label, { animate: false });
      },
      show: (change) => {
        const figure = s.changesFigure(change);
        if (figure || change.muted !== undefined) veil.show();
        if (figure) [cells, reach, areas, counts, missing].forEach((part) => part.show());
        else if (change.cell !== undefined) areas.stress();
        if (change.area !== undefined) {
          areas.pinned(page.state.area);
          if (page.state.area !== null) areas.setStop(page.state.area);
        }
        if (change.facilities !== undefined) {
          inAreas = s.facilityCounts(data, facilityChoice.keeps);
          facilities.show();
        }
        names.checked = page.state.names;
        labels.show();
      },
    };
  };
})();

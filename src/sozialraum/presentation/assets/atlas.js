/* The atlas page: one state, and parts that show it. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SINGLE_FROM_ZOOM = 13;

  /** Starts the atlas on the map made by folium. */
  s.atlas = (map) => {
    const page = s.readPage();
    const { data } = page;
    data.layers = s.shownLayers(data, page.t).map((layer) => s.withGapReasons(page, s.withGapWords(layer, page.t, data.number)));
    page.state = s.readHash(globalThis.location.hash, data);
    page.shown = () => {
      const layer = data.layers[page.state.layer];
      const now = page.state.planned ? s.withMeasures(layer) : layer;
      return { layer: page.state.by_area ? now : s.asCells(now), period: page.state.period };
    };
    page.cell = null;
    page.block = null;
    page.announce = (words) => { s.byId("announce").textContent = words; };

    s.addPatterns();
    s.prepareMap(map, page);
    const parts = {};
    const wide = (area) => (data.areas[area].rings ? s.bounds([areas.shapes[area]]) : null);

    const store = () => { globalThis.location.hash = s.writeHash(page.state, data); };
    page.choose = (change, quiet = false) => {
      if (change.layer !== undefined && change.layer !== page.state.layer && change.period === undefined) {
        change = Object.assign({ period: s.samePeriod(page.shown().layer, page.state.period, data.layers[change.layer]) }, change);
      }
      if (change.layer !== undefined && change.layer !== page.state.layer) page.cell = null;
      Object.assign(page.state, change);
      show(change);
      if (!quiet) store();
    };
    page.pin = (area, move = false) => {
      page.choose({ area, view: "steckbrief" });
      if (move && wide(area) && !map.getBounds().intersects(wide(area))) map.panTo(data.areas[area].label, { animate: false });
      page.announce(s.areaSentence(page, page.shown().layer, page.state.period, area));
    };
    page.chooseCell = (cell) => {
      page.cell = cell;
      areas.stress();
      s.markCell(page, s.byId("legend"));
      gapBoard.mark();
      page.announce(cell === null ? page.t("legend.cell_cleared") : s.cellText(page, page.shown().layer, page.state.period, cell));
    };
    page.clear = () => {
      if (page.cell !== null) page.chooseCell(null);
      else if (page.state.area !== null) page.choose({ area: null });
    };
    page.showFacility = (index) => {
      parts.facilityChoice.reveal(data.facilities[index].type);
      parts.facilities.open(index);
    };
    const table = () => {
      page.choose({ view: "tabelle" });
      s.byId("tab-table").focus();
    };

    const areas = s.addAreas(map, page, { pin: page.pin, table });
    const cells = s.addCells(map, page, () => { const { layer } = page.shown(); return layer.drawn_cells ? layer.cells : null; });
    const reach = s.addReach(map, page, cells, () => { const tip = areas.group.getTooltip(); if (tip.isOpen()) tip.update(); });
    const veil = s.addVeil(map, page, areas.shapes);
    s.addBorderLines(map, page);
    const counts = s.addCounts(map, page);
    const missing = s.addMissing(map, page);
    s.fit(map, areas.bounds);
    const home = map.getZoom();
    const singleFrom = Math.max(SINGLE_FROM_ZOOM, home + 0.75);
    const single = () => map.getZoom() >= singleFrom;

    const names = s.byId("names");
    parts.facilityChoice = s.addFacilityChoice(page, s.byId("facilities"), () => { parts.facilities.show(); labels.show(); },
      { all: false, note: page.t("facilities.badges") });
    const inAreas = s.facilityCounts(data);
    parts.facilities = s.addFacilities(map, page, { shown: parts.facilityChoice.shown, single, openAt: singleFrom + 0.75, outside: () => false, chosen: reach.choose });
    const labels = s.addLabels(map, page, {
      names: () => names.checked,
      badges: (area) => (single() ? [] : (inAreas.get(area) || []).map((count, number) => ({ count, type: data.facility_types[number], number }))
        .filter(({ count, number }) => count > 0 && parts.facilityChoice.shown(number))),
      taken: () => parts.facilities.taken(),
    });
    names.addEventListener("change", labels.show);

    const layerChoice = s.addLayerChoice(page, s.byId("layer"), (layer) => page.choose({ layer }));
    const periodChoice = s.addPeriodChoice(page, s.byId("period"), (period, done) => page.choose({ period }, !done));
    const scenarioChoice = s.addScenarioChoice(page, s.byId("scenario"), (planned) => page.choose({ planned }));
    const cellChoice = s.addCellChoice(page, s.byId("by-area"), (by_area) => page.choose({ by_area }));
    const reliability = s.addReliability(page, s.byId("unsure"), (muted) => page.choose({ muted }));
    const tabs = s.addTabs(s.byId("tabs"), (view) => page.choose({ view }));
    const tableView = s.addTable(page, s.byId("table"), (area) => page.pin(area, true));
    const scatter = s.addScatter(page, s.byId("scatter"));
    const gapBoard = s.addGapBoard(page, s.byId("gap"));
    s.showDefinitions(data.definitions, s.byId("definitions"));
    s.byId("tab-gap").hidden = !data.gap_board;
    if (s.byId("tab-gap").hidden && page.state.view === "handlungsbedarf") page.state.view = "lesen";
    s.byId("tab-scatter").hidden = s.scatterLayers(data).length < 2;
    if (s.byId("tab-scatter").hidden && page.state.view === "zusammenhang") page.state.view = "lesen";
    s.addSearch(page, s.byId("search"), (hit) => {
      if (hit.kind === "area") { page.pin(hit.index, true); return; }
      if (data.facilities[hit.index].area !== null) page.pin(data.facilities[hit.index].area);
      page.showFacility(hit.index);
    });

    const showPanel = () => {
      tabs.show(page.state.view);
      if (page.state.view === "lesen") s.showAbout(page, s.byId("about"));
      if (page.state.view === "steckbrief") s.showArea(page, s.byId("profile"));
      if (page.state.view === "tabelle") tableView.show();
      if (page.state.view === "zusammenhang") scatter.show();
      if (page.state.view === "handlungsbedarf") gapBoard.show();
    };
    const show = (change) => {
      const { layer, period } = page.shown();
      const other = change.layer !== undefined || change.period !== undefined || change.planned !== undefined || change.by_area !== undefined;
      if (other || change.muted !== undefined) {
        veil.show();
        reliability.show();
        s.showLegend(page, s.byId("legend"));
        s.markCell(page, s.byId("legend"));
      }
      if (other) {
        layerChoice.show();
        periodChoice.show();
        scenarioChoice.show();
        cellChoice.show();
        cells.show();
        reach.show();
        s.byId("title").textContent = [layer.label, layer.gap || layer.cells ? "" : s.unitText(layer), s.whenText(page, layer, period)].filter(Boolean).join(", ");
        areas.show();
        counts.show();
        missing.show();
        s.byId("caption").textContent = layer.caption || "";
        s.byId("caption").hidden = !layer.caption;
        page.announce(page.t("map.shows", { layer: layer.label, period: s.whenText(page, layer, period) }));
      }
      if (change.area !== undefined) {
        areas.pinned(page.state.area);
        if (page.state.area !== null) areas.setStop(page.state.area);
      }
      labels.show();
      showPanel();
    };

    globalThis.addEventListener("hashchange", () => {
      if (globalThis.location.hash.slice(1) === s.writeHash(page.state, data)) return;
      const wanted = globalThis.location.hash.slice(1);
      if (wanted && !wanted.includes("=")) return;
      page.choose(s.readHash(globalThis.location.hash, data), true);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) page.clear();
    });
    s.byId("home").addEventListener("click", () => s.fit(map, areas.bounds));
    s.addPrinting(map, () => { s.fit(map, areas.bounds, 6); parts.facilities.show(); labels.show(); });
    parts.facilities.show();
    show(page.state);
  };
})();

/* The atlas page: one state, the map, and the views that show it. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /**
   * Starts the atlas on the map made by folium. What every view may use of `page`: data, t; state; parts (of the
   * views, by id); drawn (of the map); shown() -> {layer, period}; choose(change, quiet); pin(area, move);
   * chooseCell(cell); clear(); showFacility(index); announce(words).
   */
  s.atlas = (map) => {
    const page = s.readPage();
    s.addLanguages();
    s.addTongues(page.data);
    const data = (page.data = s.atLevel(
      Object.assign(page.data, { base_words: page.data.city.area_words }),
      s.levelIn(globalThis.location.hash, page.data),
    ));
    data.layers = s
      .shownLayers(data, page.t)
      .map((layer) => s.withGapReasons(page, s.withGapWords(layer, page.t, data.number)));
    page.state = s.readHash(globalThis.location.hash, data);
    Object.assign(page, { parts: {}, cell: null, block: null, drawn: null });
    page.shown = () => ({ layer: s.figureOf(page), period: page.state.period });
    page.announce = (words) => {
      s.byId("announce").textContent = words;
    };
    let views = null;

    const show = (change) => {
      page.drawn.show(change);
      views.show(change);
    };
    page.choose = (change, quiet = false) => {
      if (change.layer !== undefined && change.layer !== page.state.layer && change.period === undefined) {
        change = Object.assign(
          { period: s.samePeriod(page.shown().layer, page.state.period, data.layers[change.layer]) },
          change,
        );
      }
      const { classes } = page.shown().layer;
      Object.assign(page.state, change);
      if (page.shown().layer.classes !== classes) page.cell = null; // its number would mean another class
      show(change);
      if (!quiet) s.goTo(change, s.writeHash(page.state, data));
    };
    page.pin = (area, move = false) => {
      page.choose({ area, view: "steckbrief" });
      if (move) page.drawn.reveal(area);
      page.announce(s.spokenSentence(page, page.shown().layer, page.state.period, area));
    };
    page.chooseCell = (cell) => {
      page.cell = cell;
      page.drawn.areas.stress();
      views.show({ cell });
      page.announce(
        cell === null ? page.t("legend.cell_cleared") : s.cellText(page, page.shown().layer, page.state.period, cell),
      );
    };
    page.clear = () => {
      if (page.drawn.facilities.close()) return;
      if (page.cell !== null) page.chooseCell(null);
      else if (page.state.area !== null) {
        page.choose({ area: null });
        page.announce(page.t("spoken.cleared"));
      }
    };
    page.showFacility = (index) => {
      page.drawn.facilityChoice.reveal(data.facilities[index]);
      page.drawn.facilities.open(index);
    };

    s.addPatterns();
    s.prepareMap(map, page);
    page.drawn = s.addMapParts(map, page);
    views = s.addViews(page, map);

    globalThis.addEventListener("hashchange", () => {
      const wanted = globalThis.location.hash.slice(1);
      if (wanted === s.writeHash(page.state, data) || (wanted && !wanted.includes("="))) return;
      page.choose(s.readHash(globalThis.location.hash, data), true);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) page.clear();
    });
    show(page.state);
  };
})();

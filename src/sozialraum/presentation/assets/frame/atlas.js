/* The atlas page: one state, the map, and the views that show it. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /**
   * Starts the atlas on the map made by folium. What every view may use of `page`: data, t; state; parts (of the
   * views, by id); drawn (of the map); shown() -> {layer, period}; choose(change, quiet);
   * keep(change), of what is shown already, in the place of the last address; pin(area, move);
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
    Object.assign(page, { parts: {}, block: null, drawn: null });
    Object.defineProperty(page, "cell", { get: () => page.state.cell });
    page.shown = () => ({ layer: s.figureOf(page), period: page.state.period });
    page.announce = (words) => {
      s.byId("announce").textContent = words;
    };
    let views = null;
    let [told, later] = ["", 0];
    const write = (change) => {
      clearTimeout(later);
      later = 0;
      told = s.writeHash(page.state, data);
      s.goTo(change, told);
    };
    // a class without an area is none that can be taken back in the legend
    const dropEmpty = () => {
      const { layer, period } = page.shown();
      if (!s.areasIn(layer, period, data.areas.length, page.cell).length) page.state.cell = null;
    };

    const show = (change) => {
      page.drawn.show(change);
      views.show(change);
    };
    page.choose = (change, quiet = false) => {
      if (later && !quiet) write({}); // what one comes back to is as it was left
      if (change.layer !== undefined && change.layer !== page.state.layer && change.period === undefined) {
        change = Object.assign(
          { period: s.samePeriod(page.shown().layer, page.state.period, data.layers[change.layer]) },
          change,
        );
      }
      const { classes } = page.shown().layer;
      Object.assign(page.state, change);
      if (change.cell !== undefined) dropEmpty();
      else if (page.shown().layer.classes !== classes) page.state.cell = null; // its number would mean another class
      show(change);
      if (!quiet) write(change);
    };
    page.keep = (change) => {
      Object.assign(page.state, change);
      clearTimeout(later);
      later = setTimeout(() => {
        // not while the page is about to be read anew
        if (s.levelIn(globalThis.location.hash, data) === (data.level || null)) write({});
      }, 300);
    };
    page.pin = (area, move = false) => {
      page.choose({ area, view: "steckbrief" });
      if (move) page.drawn.reveal(area);
      page.announce(s.spokenSentence(page, page.shown().layer, page.state.period, area));
    };
    page.chooseCell = (cell) => {
      page.keep({ cell });
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
      if (wanted === told || (wanted && !wanted.includes("="))) return;
      clearTimeout(later);
      later = 0;
      told = wanted;
      page.choose(s.readHash(globalThis.location.hash, data), true);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) page.clear();
    });
    dropEmpty();
    show(page.state);
  };
})();

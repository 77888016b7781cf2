/* The page of one Sozialraum: its map at street scale, and lines drawn into the tables that stand there already. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const addNames = (map, page) => {
    const L = globalThis.L;
    const pane = map.getPane(s.pane("labels"));
    const names = page.data.areas.map((area, index) => {
      if (!area.rings) return null;
      const own = index === page.data.self;
      const link = own ? null : s.pageLink(area.page);
      const node = s.el(link ? "a" : "span", { class: "sr-label " + (own ? "sr-label-own" : "sr-label-neighbour"), href: link },
        s.nameLines(area.name).map((line) => s.el("span", { class: "sr-label-name" }, line)));
      pane.append(node);
      return { node, area, own, shape: s.decodePolygons(area.rings) };
    }).filter(Boolean).sort((a, b) => b.own - a.own);
    const show = () => {
      const corner = map.containerPointToLayerPoint([0, 0]);
      const size = map.getSize();
      const bounds = map.getBounds();
      const inner = bounds.pad(-0.04);
      const view = [[bounds.getSouth(), bounds.getWest()], [bounds.getNorth(), bounds.getEast()]];
      const items = names.map(({ area, own, node, shape }) => {
        const seen = own || inner.contains(area.label) ? area.label : s.seenPoint(shape, view);
        if (!seen) return { x: -1e6, y: -1e6, room: 0, forms: [] };
        const at = map.latLngToLayerPoint(seen);
        const [width, height] = [node.offsetWidth, node.offsetHeight];
        return { room: 1e6, slack: [12, 40], forms: [{ width, height }],
          x: Math.min(Math.max(at.x, corner.x + width / 2 + 5), corner.x + size.x - width / 2 - 5),
          y: Math.min(Math.max(at.y, corner.y + height / 2 + 5), corner.y + size.y - height / 2 - 5) };
      });
      s.placeLabels(items, { x: corner.x, y: corner.y, width: size.x, height: size.y }, s.takenByControls(map)).forEach((place, at) => {
        const { node } = names[at];
        node.classList.toggle("sr-unplaced", !place);
        if (!place) return;
        L.DomUtil.setPosition(node, L.point(place.x, place.y));
      });
    };
    map.on("moveend zoomend resize", show);
    return { show };
  };

  const addShapes = (map, page) => {
    const L = globalThis.L;
    const renderer = L.svg({ padding: 0.5 });
    const shapes = page.data.areas.map((area) => (area.rings ? s.decodePolygons(area.rings) : null));
    shapes.forEach((shape, index) => {
      if (!shape || index === page.data.self) return;
      L.polygon(shape, { renderer, smoothFactor: 0, interactive: false, stroke: !page.data.city.schematic, className: "sr-neighbour" }).addTo(map);
    });
    const own = shapes[page.data.self];
    L.polygon(own, { renderer, smoothFactor: 0, interactive: false, className: "sr-own" + (page.data.city.schematic ? " sr-own-schematic" : "") }).addTo(map);
    renderer._container.setAttribute("role", "img");
    renderer._container.setAttribute("aria-label", page.t("map.area_label", { area: page.data.areas[page.data.self].name }));
    return s.bounds([own]);
  };

  const addTrends = (page) => {
    document.querySelectorAll("[data-sr-trend]").forEach((cell) => {
      const layer = page.data.layers.find((one) => one.id === cell.dataset.sozialraumTrend);
      const drawing = layer ? s.trend(page, layer, page.data.self, { width: 96, height: 28 }) : null;
      if (!drawing) return;
      drawing.setAttribute("aria-hidden", "true");
      cell.prepend(drawing);
    });
  };

  /** Where a table of years is wider than its frame, today and the years ahead are seen first. */
  const showToday = () => {
    document.querySelectorAll(".sr-balance [data-sr-today]").forEach((today) => {
      today.closest(".sr-scroll").scrollLeft = today.offsetLeft - today.parentNode.firstElementChild.offsetWidth;
    });
  };

  /** Starts the page of one Sozialraum on the map made by folium. */
  s.area = (map) => {
    const page = s.readPage();
    page.state = { area: page.data.self };
    s.prepareMap(map, page);
    const bounds = addShapes(map, page);
    s.addBorderLines(map, page);
    const names = addNames(map, page);
    s.fit(map, bounds, 26);
    const reach = page.data.reach ? s.addAreaCells(map, page) : null;
    const choice = s.addFacilityChoice(page, s.byId("facilities"), () => facilities.show(), { all: true, note: page.t("facilities.outside") });
    const facilities = s.addFacilities(map, page, { shown: choice.shown, single: () => true, outside: (facility) => facility.area !== page.data.self,
      chosen: reach ? reach.choose : null });
    const home = s.byId("home");
    if (home) home.addEventListener("click", () => s.fit(map, bounds, 26));
    s.addPrinting(map, () => { s.fit(map, bounds, 16); facilities.show(); names.show(); });
    addTrends(page);
    showToday();
    facilities.show();
    names.show();
  };
})();

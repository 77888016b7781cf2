/* The page of one Sozialraum: its map at street scale, and lines drawn into the tables that stand there already. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const addNames = (map, page, symbols) => {
    const L = globalThis.L;
    const pane = map.getPane(s.pane("labels"));
    const names = page.data.areas
      .map((area, index) => {
        if (!area.rings) return null;
        const own = index === page.data.self;
        const link = own ? null : s.pageLink(area.page);
        const node = s.el(
          link ? "a" : "span",
          {
            class: "sr-label " + (own ? "sr-label-own" : "sr-label-neighbour"),
            href: link,
            "data-sr-page": Boolean(link),
          },
          s.nameLines(area.name).map((line) => s.el("span", { class: "sr-label-name" }, line)),
        );
        pane.append(node);
        return { node, area, own, shape: s.decodePolygons(area.rings) };
      })
      .filter(Boolean)
      .sort((a, b) => b.own - a.own);
    const show = () => {
      const corner = map.containerPointToLayerPoint([0, 0]);
      const size = map.getSize();
      const bounds = map.getBounds();
      const inner = bounds.pad(-0.04);
      const edges = [
        [bounds.getSouth(), bounds.getWest()],
        [bounds.getNorth(), bounds.getEast()],
      ];
      const controls = s.takenByControls(map);
      const stood = symbols();
      const view = { x: corner.x, y: corner.y, width: size.x, height: size.y };
      const inPx = (point) => {
        const { x, y } = map.latLngToLayerPoint(point);
        return [x, y];
      };
      const items = names.map(({ area, own, node, shape }) => {
        const free =
          own &&
          s.nameSpot(
            shape.map((rings) => rings.map((ring) => ring.map(inPx))),
            [node.offsetWidth, node.offsetHeight],
            view,
            controls.concat(stood),
            inPx(area.label),
          );
        if (free)
          return {
            room: 1e6,
            forms: [{ width: node.offsetWidth, height: node.offsetHeight }],
            x: free[0],
            y: free[1],
          };
        const seen = own || inner.contains(area.label) ? area.label : s.seenPoint(shape, edges);
        if (!seen) return { x: -1e6, y: -1e6, room: 0, forms: [] };
        const at = map.latLngToLayerPoint(seen);
        const [width, height] = [node.offsetWidth, node.offsetHeight];
        return {
          room: 1e6,
          slack: [12, 40],
          forms: [{ width, height }],
          x: Math.min(Math.max(at.x, corner.x + width / 2 + 5), corner.x + size.x - width / 2 - 5),
          y: Math.min(Math.max(at.y, corner.y + height / 2 + 5), corner.y + size.y - height / 2 - 5),
        };
      });
      const [own] = s.placeLabels(items.slice(0, 1), view, controls);
      const taken = controls.concat(stood, own ? Object.assign({}, items[0].forms[0], own) : []);
      [own, ...s.placeLabels(items.slice(1), view, taken)].forEach((place, at) => {
        const { node } = names[at];
        node.classList.toggle("sr-unplaced", !place);
        if (!place) return;
        L.DomUtil.setPosition(node, L.point(place.x, place.y));
      });
      map.fire("labelled");
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
      L.polygon(shape, {
        renderer,
        smoothFactor: 0,
        interactive: false,
        stroke: !page.data.city.schematic,
        className: "sr-neighbour",
      }).addTo(map);
    });
    const own = shapes[page.data.self];
    L.polygon(own, {
      renderer,
      smoothFactor: 0,
      interactive: false,
      className: "sr-own" + (page.data.city.schematic ? " sr-own-schematic" : ""),
    }).addTo(map);
    renderer._container.setAttribute("role", "img");
    renderer._container.setAttribute(
      "aria-label",
      page.t("map.area_label", { area: page.data.areas[page.data.self].name }),
    );
    return s.bounds([own]);
  };

  const addTrends = (page) => {
    document.querySelectorAll("[data-sr-trend]").forEach((cell) => {
      const layer = page.data.layers.find((one) => one.id === cell.dataset.srTrend);
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
    s.addLanguages();
    s.addTongues(page.data);
    page.state = { area: page.data.self };
    s.prepareMap(map, page);
    const bounds = addShapes(map, page);
    s.addBorderLines(map, page);
    s.addBase(map, page.data).show(s.readBase(null, page.data));
    s.fit(map, bounds, 26);
    const reach = page.data.reach ? s.addAreaCells(map, page) : null;
    const outside = (facility) => facility.area !== page.data.self;
    const choice = s.addFacilityChoice(
      page,
      s.byId("facilities"),
      () => {
        facilities.show();
        names.show();
      },
      { all: true, note: page.t("facilities.outside"), outside },
    );
    const facilities = s.addFacilities(map, page, {
      shown: (facility) => choice.shown(facility.type),
      single: () => true,
      outside,
      chosen: reach ? reach.choose : null,
    });
    const names = addNames(map, page, facilities.taken);
    const home = s.byId("home");
    if (home) home.addEventListener("click", () => s.fit(map, bounds, 26));
    s.addPrinting(map, () => {
      s.fit(map, bounds, 16);
      facilities.show();
      names.show();
    });
    addTrends(page);
    s.addScrollStops();
    showToday();
    s.keepAtlas(globalThis.location.hash);
    facilities.show();
    names.show();
  };
})();

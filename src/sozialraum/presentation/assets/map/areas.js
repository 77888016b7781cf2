/* The areas of the map: paths are built once; another layer or date only changes paint and words. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const PLAIN = "#e9edf1";
  const THIN = 40; // px: a narrower area would vanish beneath the thick line around the chosen one

  /** SVG paint of one reading. */
  s.areaFill = (layer, reading) => {
    if (layer.drawn_cells) return s.EMPTY;
    if (layer.kind === "list") return PLAIN;
    if (!reading.known) return s.patternFill(reading.letter);
    if (layer.symbols || reading.class < 0) return PLAIN;
    return layer.classes[reading.class].color;
  };

  /** The whole statement about one area in a sentence. */
  s.areaSentence = (page, layer, period, area) => {
    const reading = s.reading(layer, period, area);
    const city = s.cityReading(layer, period);
    const comparison = s.standing(layer, period, area);
    const parts = [
      page.t("area.sentence", {
        area: page.data.areas[area].name,
        layer: s.whatText(layer),
        value: s.readingText(page, layer, reading),
        period: s.whenText(page, layer, period),
      }),
    ];
    if (reading.known && s.MARKED_LETTERS.includes(reading.letter))
      parts.push(page.t("status." + s.STATUS[reading.letter]));
    if (comparison) {
      parts.push(
        page.t("area.city_sentence", {
          value: s.readingText(page, layer, city),
          comparison: s.comparisonText(page, layer, comparison),
        }),
      );
    }
    const beside = s.besideText(page, comparison);
    if (beside) parts.push(beside + ".");
    if (s.unsure(layer, period, area)) parts.push(page.t("reliability.unsure"));
    if (reading.letter === "Q") parts.push(s.whyWithheld(page, reading));
    else if (reading.reason) parts.push(reading.reason);
    if (reading.inside) parts.push(reading.inside);
    return parts.join(" ");
  };

  /** Tooltip content: name, value, rank, city value, status. */
  s.areaTip = (page, area) => {
    const { layer, period } = page.shown();
    const reading = s.reading(layer, period, area);
    const city = s.cityReading(layer, period);
    const comparison = s.standing(layer, period, area);
    const beside = s.besideText(page, comparison);
    const place = s.placeText(page, layer, period, area);
    const marked = reading.known && s.MARKED_LETTERS.includes(reading.letter);
    return s.el(
      "div",
      { class: "sr-tip" },
      s.el("b", null, page.data.areas[area].name),
      s.el("span", { class: "sr-tip-what" }, s.whatText(layer) + ", " + s.whenText(page, layer, period)),
      s.el(
        "span",
        { class: reading.value !== null && layer.kind !== "bivariate" ? "sr-tip-value" : "sr-tip-none" },
        s.readingText(page, layer, reading),
      ),
      marked ? s.el("span", null, page.t("status." + s.STATUS[reading.letter])) : null,
      s.classWords(layer, reading),
      place ? s.el("span", { class: "sr-tip-what" }, place[0].toUpperCase() + place.slice(1)) : null,
      city.known ? s.el("span", null, page.t("tip.city", { value: s.readingText(page, layer, city) })) : null,
      comparison
        ? s.el("span", { class: "sr-" + comparison.judgement }, s.comparisonText(page, layer, comparison))
        : null,
      beside ? s.el("span", null, beside) : null,
      s.unsure(layer, period, area) ? s.el("span", null, page.t("reliability.unsure")) : null,
      reading.reason && layer.kind !== "bivariate"
        ? s.el("span", { class: "sr-tip-reason" }, s.reasonAfter(page, reading))
        : null,
      reading.inside ? s.el("span", { class: "sr-tip-reason" }, reading.inside) : null,
      s.blockTip(page, page.block),
    );
  };

  const outlines = (map) => {
    const L = globalThis.L;
    const pane = s.pane("outline");
    const renderer = L.svg({ pane, padding: 0.5 });
    const shape = (name) =>
      L.polygon([], {
        pane,
        renderer,
        interactive: false,
        fill: false,
        smoothFactor: 0,
        className: "sr-outline-" + name,
      }).addTo(map);
    const made = {
      hover: shape("hover"),
      pinned: shape("pinned"),
      under: shape("focus-under"),
      focus: shape("focus"),
    };
    s.silent(renderer);
    return made;
  };

  /**
   * Adds one path per area. handlers: {pin(area), compare(area), table(), fit(bounds)?}. Returns {paths, group,
   * bounds, shapes (made when asked for), show(), stress(), hover(area), pinned(area), ring(area), setStop(area)}.
   */
  s.addAreas = (map, page, handlers) => {
    const L = globalThis.L;
    const renderer = L.svg({ padding: 0.5 });
    const lines = outlines(map);
    const group = L.featureGroup();
    const bounds = s.boxOf(page.data.areas.flatMap((area) => area.rings || []));
    // before anything lies on the map: a new frame computes all that lies there anew
    if (handlers.fit) handlers.fit(bounds);
    const paths = page.data.areas.map((shown, area) => {
      if (!shown.rings) return null;
      const path = s.areaPath(shown, {
        renderer,
        smoothFactor: 0,
        fillOpacity: 1,
        fillColor: PLAIN,
        weight: 1,
        color: "#4a5560",
        opacity: 1,
        stroke: !page.data.city.schematic,
        className: "sr-area",
      });
      path.sozialraumArea = area;
      return group.addLayer(path) && path;
    });
    group.addTo(map);
    renderer._container.setAttribute("role", "group");
    renderer._container.setAttribute("aria-label", page.t("map.label", { areas: page.data.city.area_words }));
    group.bindTooltip(s.tip({ sticky: true }).setContent((path) => s.areaTip(page, path.sozialraumArea)));
    group.on("mouseover", (event) => api.hover(event.layer.sozialraumArea));
    group.on("mouseout", () => api.hover(null));
    group.on("click", (event) =>
      (s.asksToCompare(event.originalEvent) ? handlers.compare : handlers.pin)(event.layer.sozialraumArea),
    );
    map.on("zoomstart movestart", () => group.closeTooltip());
    const thin = () => {
      const box = page.state.area === null ? null : s.areaBox(page.data.areas[page.state.area]);
      const width = box ? ((box.getEast() - box.getWest()) * map.options.crs.scale(map.getZoom())) / 360 : 0;
      lines.pinned.getElement().classList.toggle("sr-outline-thin", Boolean(box) && width < THIN);
    };
    map.on("zoomend", thin);
    const shape = (area) => (area === null ? [] : s.areaShape(page.data.areas[area]) || []);
    const api = {
      paths,
      group,
      bounds,
      get shapes() {
        return page.data.areas.map(s.areaShape);
      },
      hover: (area) => lines.hover.setLatLngs(shape(area)),
      pinned: (area) => {
        lines.pinned.setLatLngs(shape(area));
        thin();
        paths.forEach((path, at) => path && path.getElement().setAttribute("aria-pressed", String(at === area)));
      },
      ring: (area) => {
        lines.under.setLatLngs(shape(area));
        lines.focus.setLatLngs(shape(area));
      },
      show: () => {
        const { layer, period } = page.shown();
        paths.forEach((path, area) => {
          if (!path) return;
          const reading = s.reading(layer, period, area);
          const node = path.getElement();
          const fill = s.areaFill(layer, reading);
          path.options.fillColor = fill;
          node.setAttribute("fill", fill);
          node.setAttribute("aria-label", s.areaSentence(page, layer, period, area));
        });
        api.stress();
      },
      stress: () => {
        const { layer, period } = page.shown();
        paths.forEach((path, area) => {
          if (!path) return;
          const inside = page.cell !== null && s.inCell(s.reading(layer, period, area), page.cell);
          path.getElement().classList.toggle("sr-faded", page.cell !== null && !inside);
          path.getElement().classList.toggle("sr-stressed", inside);
        });
      },
    };
    s.addKeys(map, page, api, handlers);
    return api;
  };

  /** Counts as circles at the middle of each area, sized by value. */
  s.addCounts = (map, page) => {
    const L = globalThis.L;
    const pane = s.pane("counts");
    const renderer = L.svg({ pane, padding: 0.5 });
    const group = L.layerGroup().addTo(map);
    return {
      show: () => {
        const { layer, period } = page.shown();
        group.clearLayers();
        if (layer.kind !== "choropleth" || !layer.symbols) return;
        const extent = s.extent(layer);
        page.data.areas.forEach((area, index) => {
          const reading = s.reading(layer, period, index);
          if (!reading.value || !area.rings) return;
          L.circleMarker(area.label, {
            pane,
            renderer,
            interactive: false,
            className: "sr-count-circle" + (reading.value < 0 ? " sr-count-less" : ""),
            radius: s.countRadius(reading.value, extent, page.data.areas.length),
          }).addTo(group);
        });
        s.silent(renderer);
      },
    };
  };
})();

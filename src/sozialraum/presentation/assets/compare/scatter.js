/* Any two figures over the areas: points with names, the city's values, and how far their order agrees. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const PAD = { left: 44, right: 14, top: 10, bottom: 24 };
  const NAMED = 60;
  const NEAR = 18;

  /** Figures that can stand on an axis: coloured layers whose values lie in at least three areas at some date. */
  s.scatterLayers = (data) => data.layers.map((layer, number) => ({ layer, number })).filter(({ layer }) =>
    layer.kind === "choropleth" && Math.max(...layer.periods.map((one, period) => s.knownAreas(layer, period))) >= 3);

  /** Numbers of the two layers to show: the asked ones, else the shown one and the index or the first other. */
  s.axesOf = (data, state) => {
    const offered = s.scatterLayers(data).map(({ number }) => number);
    const wanted = (id) => offered.find((number) => data.layers[number].id === id);
    const or = (found, ...others) => (found === undefined ? others.find((one) => one !== undefined) : found);
    const x = or(wanted(state.x), offered.includes(state.layer) ? state.layer : undefined, offered[0]);
    const parts = data.lage ? data.lage.parts.map((part) => wanted(part.id)) : [];
    const y = or(wanted(state.y), ...[...parts, ...offered].filter((number) => number !== undefined && number !== x));
    return { x, y };
  };

  /** Both figures at the date of the map, or the newest each has: {x, y, xPeriod, yPeriod}. */
  s.scatterShown = (page) => {
    const axes = s.axesOf(page.data, page.state);
    const at = (layer) => s.samePeriod(page.shown().layer, page.state.period, layer);
    const [x, y] = [page.data.layers[axes.x], page.data.layers[axes.y]];
    return { x, y, xPeriod: at(x), yPeriod: at(y) };
  };

  const scale = (values, from, to) => {
    const ticks = s.niceTicks(Math.min(...values), Math.max(...values));
    const [low, high] = [ticks[0], ticks[ticks.length - 1]];
    return { ticks, at: (value) => from + ((value - low) / (high - low)) * (to - from) };
  };

  /** Statement on the order of the areas in two figures: [{text, strong?}]. */
  s.correlationTexts = (page, x, y, pairs) => {
    const number = (value) => s.formatDifference(value, 2, page.data.number);
    const names = { x: x.short || x.label, y: y.short || y.label, n: pairs.areas.length, areas: page.data.city.area_words };
    if (names.n < page.data.fewest_areas) return { value: null, range: null, texts: [page.t("correlation.few", names)] };
    const value = s.rankCorrelation(pairs.xs, pairs.ys);
    if (value === null) return { value, range: null, texts: [page.t("correlation.none", names)] };
    const range = s.withoutOne(pairs.xs, pairs.ys);
    const lage = page.data.lage;
    const within = lage && [[x, y], [y, x]].some(([whole, part]) => whole.id === lage.layer && lage.parts.some((one) => one.id === part.id));
    return { value, range, texts: [
      page.t("correlation." + s.direction(value, range, names.n), names),
      range ? page.t(number(range[0]) === number(range[1]) ? "correlation.steady" : "correlation.without_one", { low: number(range[0]), high: number(range[1]) }) : null,
      within ? page.t("correlation.part") : null,
      x.symbols && y.symbols ? page.t("correlation.counts") : null,
      page.t("correlation.no_cause"),
    ].filter(Boolean) };
  };

  const chooser = (page, label, chosen, name) => s.el("label", { class: "sr-chooser" }, s.el("span", null, label),
    s.el("select", { "data-axis": name, change: (event) => page.choose({ [name]: page.data.layers[Number(event.target.value)].id }) },
      page.data.groups.map((group) => {
        const options = s.scatterLayers(page.data).filter(({ layer }) => layer.group === group.id);
        return options.length ? s.el("optgroup", { label: group.label }, options.map(({ layer, number }) =>
          s.el("option", { value: number, selected: number === chosen }, layer.short || layer.label))) : null;
      })));

  const pointText = (page, shown, area) => page.t("correlation.point", { area: page.data.areas[area].name,
    x: s.readingText(page, shown.x, s.reading(shown.x, shown.xPeriod, area)), y: s.readingText(page, shown.y, s.reading(shown.y, shown.yPeriod, area)) });

  const axisText = (layer, period) => [layer.short || layer.label, s.unitText(layer), layer.periods[period].label].filter(Boolean).join(", ");

  /** Adds the view to `node`. Returns {show()}. */
  s.addScatter = (page, node) => {
    let drawnKey = null;
    let parts = null;

    const mark = () => {
      if (!parts) return;
      parts.circles.forEach((circle, at) => {
        const chosen = parts.pairs.areas[at] === page.state.area;
        circle.classList.toggle("sr-point-chosen", chosen);
        circle.setAttribute("aria-pressed", String(chosen));
      });
      const { pairs, points, size } = parts;
      const order = pairs.areas.map((area, at) => at).sort((a, b) => (pairs.areas[b] === page.state.area) - (pairs.areas[a] === page.state.area));
      const items = order.filter((at) => pairs.areas.length <= NAMED || pairs.areas[at] === page.state.area)
        .map((at) => s.nameItem(page.data.areas[pairs.areas[at]].name, points[at], pairs.areas[at] === page.state.area));
      s.replace(parts.names, s.drawnNames(s.placeNames(items, size, s.pointBoxes(points, size, PAD))));
      tell(pairs.areas.indexOf(page.state.area));
    };

    const tell = (at) => {
      if (parts.circles[parts.seen]) parts.circles[parts.seen].classList.remove("sr-point-seen");
      if (at >= 0) parts.circles[at].classList.add("sr-point-seen");
      parts.seen = at;
      parts.readout.textContent = at >= 0 ? pointText(page, parts.shown, parts.pairs.areas[at]) : page.t("correlation.hint", { area: page.data.city.area_word });
    };

    const choosePoint = (at) => {
      page.choose({ area: parts.pairs.areas[at] });
      page.announce(pointText(page, parts.shown, parts.pairs.areas[at]));
    };

    const drawing = (shown, pairs, width) => {
      const height = Math.round(Math.min(340, width * 0.86));
      const cities = [s.cityReading(shown.x, shown.xPeriod), s.cityReading(shown.y, shown.yPeriod)];
      const marked = [shown.x, shown.y].map((layer, at) => (cities[at].known && !layer.symbols ? [cities[at].value] : []));
      const x = scale(pairs.xs.concat(marked[0]), PAD.left, width - PAD.right);
      const y = scale(pairs.ys.concat(marked[1]), height - PAD.bottom, PAD.top);
      const points = pairs.areas.map((area, at) => ({ x: x.at(pairs.xs[at]), y: y.at(pairs.ys[at]) }));
      const order = points.map((point, at) => at).sort((a, b) => points[a].x - points[b].x || points[b].y - points[a].y);
      const digits = (ticks) => Math.max(...ticks.map((tick) => (String(tick).split(".")[1] || "").length));
      const word = (value, ticks) => s.formatNumber(value, Math.min(3, digits(ticks)), page.data.number);
      const circles = points.map((point, at) => s.svg("circle", { class: "sr-point", cx: point.x.toFixed(1), cy: point.y.toFixed(1),
        r: pairs.areas.length > NAMED ? 3 : 5, role: "button", tabindex: at === order[0] ? "0" : "-1", "aria-label": pointText(page, shown, pairs.areas[at]) }));
      const names = s.svg("g", { "aria-hidden": "true" });
      const picture = s.svg("svg", { class: "sr-scatter", viewBox: "0 0 " + width + " " + height, width, height, role: "group",
        "aria-label": page.t("correlation.label", { x: axisText(shown.x, shown.xPeriod), y: axisText(shown.y, shown.yPeriod), n: pairs.areas.length, areas: page.data.city.area_words }) },
      s.svg("g", { "aria-hidden": "true" },
        s.svg("path", { class: "sr-scatter-grid", d: x.ticks.map((tick) => `M${x.at(tick).toFixed(1)} ${PAD.top}V${height - PAD.bottom}`).join("")
          + y.ticks.map((tick) => `M${PAD.left} ${y.at(tick).toFixed(1)}H${width - PAD.right}`).join("") }),
        x.ticks.map((tick) => s.svg("text", { class: "sr-trend-word", x: x.at(tick).toFixed(1), y: height - 8, "text-anchor": "middle" }, word(tick, x.ticks))),
        y.ticks.map((tick) => s.svg("text", { class: "sr-trend-word", x: PAD.left - 6, y: (y.at(tick) + 4).toFixed(1), "text-anchor": "end" }, word(tick, y.ticks))),
        marked[0].map((value) => s.svg("path", { class: "sr-scatter-city", d: `M${x.at(value).toFixed(1)} ${PAD.top}V${height - PAD.bottom}` })),
        marked[1].map((value) => s.svg("path", { class: "sr-scatter-city", d: `M${PAD.left} ${y.at(value).toFixed(1)}H${width - PAD.right}` }))),
      circles, names);
      const place = (event) => {
        const box = picture.getBoundingClientRect();
        return s.nearestPoint(points, ((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height, NEAR);
      };
      picture.addEventListener("pointermove", (event) => { const at = place(event); if (at >= 0) tell(at); });
      picture.addEventListener("pointerleave", () => tell(pairs.areas.indexOf(page.state.area)));
      picture.addEventListener("click", (event) => { const at = place(event); if (at >= 0) choosePoint(at); });
      picture.addEventListener("focusin", (event) => { const at = circles.indexOf(event.target); if (at >= 0) tell(at); });
      picture.addEventListener("keydown", s.pointKeys(circles, order, choosePoint));
      return { picture, circles, names, points, order, size: { width, height }, city: marked.some((one) => one.length) };
    };

    const statement = (shown, pairs) => {
      const found = s.correlationTexts(page, shown.x, shown.y, pairs);
      const value = found.value === null ? null : s.el("p", null, s.el("b", null, page.t("correlation.value", {
        value: s.formatDifference(found.value, 2, page.data.number), n: pairs.areas.length, areas: page.data.city.area_words })));
      const line = found.value === null ? null : s.el("div", { class: "sr-range-line" }, s.el("span", { "aria-hidden": "true" }, page.data.number.minus + "1"),
        s.rangeBar({ from: -1, to: 1, low: found.range && found.range[0], high: found.range && found.range[1], middle: 0, value: found.value }),
        s.el("span", { "aria-hidden": "true" }, "+1"));
      return s.el("section", { class: "sr-correlation" }, value, line, s.el("p", null, found.texts[0]),
        found.texts.slice(1).map((text) => s.el("p", { class: "sr-note" }, text)),
        found.value === null ? null : s.fold(page, "correlation", false, page.t("correlation.how"), s.el("p", { class: "sr-note" }, page.t("correlation.scale"))));
    };

    const show = () => {
      const shown = s.scatterShown(page);
      const { x, y } = shown;
      const width = Math.max(240, Math.min(560, Math.floor(node.clientWidth - 30)));
      const axes = s.axesOf(page.data, page.state);
      const key = [axes.x, shown.xPeriod, axes.y, shown.yPeriod, width].join();
      if (key !== drawnKey) {
        const focused = node.contains(document.activeElement) && document.activeElement.dataset ? document.activeElement.dataset.axis : null;
        const pairs = s.pairsOf(x, shown.xPeriod, y, shown.yPeriod, page.data.areas.length);
        const drawn = pairs.areas.length ? drawing(shown, pairs, width) : null;
        const readout = s.el("p", { class: "sr-readout" });
        parts = drawn ? Object.assign({ shown, pairs, readout }, drawn) : null;
        s.replace(node, s.el("h2", null, page.t("correlation.title")),
          s.el("div", { class: "sr-axes" }, chooser(page, page.t("correlation.y"), axes.y, "y"), chooser(page, page.t("correlation.x"), axes.x, "x")),
          drawn ? s.el("figure", { class: "sr-scatter-figure" }, s.el("p", { class: "sr-axis-y" }, s.el("span", { "aria-hidden": "true" }, "↑ "), axisText(y, shown.yPeriod)),
            drawn.picture, s.el("p", { class: "sr-axis-x" }, axisText(x, shown.xPeriod), s.el("span", { "aria-hidden": "true" }, " →")),
            s.el("figcaption", null, readout, drawn.city ? s.el("span", { class: "sr-note" }, page.t("correlation.city", { city: page.data.city.name })) : null)) : null,
          statement(shown, pairs), s.fileButton(page));
        if (focused) node.querySelector('[data-axis="' + focused + '"]').focus();
        drawnKey = key;
      }
      mark();
    };
    if (globalThis.ResizeObserver) new globalThis.ResizeObserver(() => { if (!node.hidden && drawnKey !== null) show(); }).observe(node);
    return { show };
  };

  /** The id of a layer, or null where there is none of that name. */
  const axisKey = (name) => ({ name, read: (text, data) => (data.layers.some((layer) => layer.id === text) ? text : null), write: (value) => value });

  s.view({ id: "scatter", tab: { name: "zusammenhang", word: "tab.scatter" }, keys: { x: axisKey("x"), y: axisKey("y") },
    shown: (page) => s.scatterLayers(page.data).length > 1, file: (page) => s.scatterRows(page), add: s.addScatter });
})();

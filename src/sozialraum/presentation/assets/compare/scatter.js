/* Any two figures over the areas: points with names, the city's values, and how far their order agrees. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Figures that can stand on an axis: coloured layers whose values lie in at least three areas at some date. */
  s.scatterLayers = (data) =>
    data.layers
      .map((layer, number) => ({ layer, number }))
      .filter(
        ({ layer }) =>
          layer.kind === "choropleth" &&
          Math.max(...layer.periods.map((one, period) => s.knownAreas(layer, period))) >= 3,
      );

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

  const chooser = (page, label, chosen, name) =>
    s.el(
      "label",
      { class: "sr-chooser" },
      s.el("span", null, label),
      s.el(
        "select",
        {
          "data-axis": name,
          change: (event) => page.choose({ [name]: page.data.layers[Number(event.target.value)].id }),
        },
        page.data.groups.map((group) => {
          const options = s.scatterLayers(page.data).filter(({ layer }) => layer.group === group.id);
          return options.length
            ? s.el(
                "optgroup",
                { label: group.label },
                options.map(({ layer, number }) =>
                  s.el("option", { value: number, selected: number === chosen }, layer.short || layer.label),
                ),
              )
            : null;
        }),
      ),
    );

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
      const { pairs, points, view, crowded } = parts;
      const order = pairs.areas
        .map((area, at) => at)
        .sort((a, b) => (pairs.areas[b] === page.state.area) - (pairs.areas[a] === page.state.area));
      const items = order
        .filter((at) => !crowded || pairs.areas[at] === page.state.area)
        .map((at) =>
          s.nameItem(page.data.areas[pairs.areas[at]].name, points[at], pairs.areas[at] === page.state.area),
        );
      s.replace(parts.names, s.drawnNames(s.placeNames(items, points, view)));
      tell(pairs.areas.indexOf(page.state.area));
    };

    const tell = (at) => {
      if (parts.circles[parts.seen]) parts.circles[parts.seen].classList.remove("sr-point-seen");
      if (at >= 0) parts.circles[at].classList.add("sr-point-seen");
      parts.seen = at;
      parts.readout.textContent =
        at >= 0
          ? s.scatterPointText(page, parts.shown, parts.pairs.areas[at])
          : page.t("correlation.hint", { area: page.data.city.area_word });
    };

    const choosePoint = (at) => {
      page.choose({ area: parts.pairs.areas[at] });
      page.announce(s.scatterPointText(page, parts.shown, parts.pairs.areas[at]));
    };

    const show = () => {
      const shown = s.scatterShown(page);
      const { x, y } = shown;
      const width = Math.max(240, Math.min(560, Math.floor(node.clientWidth - 30)));
      const axes = s.axesOf(page.data, page.state);
      const key = [axes.x, shown.xPeriod, axes.y, shown.yPeriod, width].join();
      if (key !== drawnKey) {
        const focused =
          node.contains(document.activeElement) && document.activeElement.dataset
            ? document.activeElement.dataset.axis
            : null;
        const pairs = s.pairsOf(x, shown.xPeriod, y, shown.yPeriod, page.data.areas.length);
        const drawn = pairs.areas.length
          ? s.scatterPlot(page, shown, pairs, width, { tell, choose: choosePoint })
          : null;
        const readout = s.el("p", { class: "sr-readout" });
        parts = drawn ? Object.assign({ shown, pairs, readout }, drawn) : null;
        s.replace(
          node,
          s.el("h2", null, page.t("correlation.title")),
          s.el(
            "div",
            { class: "sr-axes" },
            chooser(page, page.t("correlation.y"), axes.y, "y"),
            chooser(page, page.t("correlation.x"), axes.x, "x"),
          ),
          drawn
            ? s.el(
                "figure",
                { class: "sr-scatter-figure" },
                s.el(
                  "p",
                  { class: "sr-axis-y" },
                  s.el("span", { "aria-hidden": "true" }, "↑ "),
                  s.scatterAxisText(y, shown.yPeriod),
                ),
                drawn.picture,
                s.el(
                  "p",
                  { class: "sr-axis-x" },
                  s.scatterAxisText(x, shown.xPeriod),
                  s.el("span", { "aria-hidden": "true" }, " →"),
                ),
                s.el(
                  "figcaption",
                  null,
                  readout,
                  drawn.city
                    ? s.el("span", { class: "sr-note" }, page.t("correlation.city", { city: page.data.city.name }))
                    : null,
                ),
              )
            : null,
          s.correlationSection(page, shown, pairs),
          s.fileButton(page),
        );
        if (focused) node.querySelector('[data-axis="' + focused + '"]').focus();
        drawnKey = key;
      }
      mark();
    };
    if (globalThis.ResizeObserver)
      new globalThis.ResizeObserver(() => {
        if (!node.hidden && drawnKey !== null) show();
      }).observe(node);
    return { show };
  };

  /** The id of a layer, or null where there is none of that name. */
  const axisKey = (name) => ({
    name,
    read: (text, data) => (data.layers.some((layer) => layer.id === text) ? text : null),
    write: (value) => value,
  });

  s.view({
    id: "scatter",
    tab: { name: "zusammenhang", word: "tab.scatter" },
    keys: { x: axisKey("x"), y: axisKey("y") },
    shown: (page) => s.scatterLayers(page.data).length > 1,
    file: (page) => s.scatterRows(page),
    add: s.addScatter,
  });
})();

/* The picture of two figures over the areas: axes, grid, the city's values and a point for each area. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const PAD = { left: 44, right: 14, top: 10, bottom: 24 };
  const NAMED = 60;

  const scale = (values, from, to) => {
    const ticks = s.niceTicks(Math.min(...values), Math.max(...values));
    const [low, high] = [ticks[0], ticks[ticks.length - 1]];
    return { ticks, at: (value) => from + ((value - low) / (high - low)) * (to - from) };
  };

  /**
   * Points for `pairs`, `width` px wide; tell(at) when one is pointed at (none: -1), choose(at) when one is chosen.
   * Returns {picture, circles, names, points, order, crowded, view, city}: a group for the names, whether all of them
   * are too many, where they may stand, and whether a value of the city is drawn.
   */
  s.scatterPlot = (page, shown, pairs, width, { tell, choose }) => {
    const height = Math.round(Math.min(340, width * 0.86));
    const size = { width, height };
    const crowded = pairs.areas.length > NAMED;
    const cities = [s.cityReading(shown.x, shown.xPeriod), s.cityReading(shown.y, shown.yPeriod)];
    const marked = [shown.x, shown.y].map((layer, at) =>
      cities[at].known && !layer.symbols ? [cities[at].value] : [],
    );
    const x = scale(pairs.xs.concat(marked[0]), PAD.left, width - PAD.right);
    const y = scale(pairs.ys.concat(marked[1]), height - PAD.bottom, PAD.top);
    const points = pairs.areas.map((area, at) => ({ x: x.at(pairs.xs[at]), y: y.at(pairs.ys[at]) }));
    const order = points
      .map((point, at) => at)
      .sort((a, b) => points[a].x - points[b].x || points[b].y - points[a].y);
    const [xWord, yWord] = [x, y].map((axis) => s.tickText(axis.ticks, page.data.number));
    const circles = points.map((point, at) =>
      s.svg("circle", {
        class: "sr-point",
        cx: point.x.toFixed(1),
        cy: point.y.toFixed(1),
        r: crowded ? 3 : 5,
        role: "button",
        tabindex: at === order[0] ? "0" : "-1",
        "aria-label": s.scatterPointText(page, shown, pairs.areas[at]),
      }),
    );
    const names = s.svg("g", { "aria-hidden": "true" });
    const picture = s.svg(
      "svg",
      {
        class: "sr-scatter",
        viewBox: "0 0 " + width + " " + height,
        width,
        height,
        role: "group",
        "aria-label": page.t("correlation.label", {
          x: s.scatterAxisText(shown.x, shown.xPeriod),
          y: s.scatterAxisText(shown.y, shown.yPeriod),
          n: pairs.areas.length,
          areas: page.data.city.area_words,
        }),
      },
      s.svg(
        "g",
        { "aria-hidden": "true" },
        s.svg("path", {
          class: "sr-scatter-grid",
          d:
            x.ticks.map((tick) => `M${x.at(tick).toFixed(1)} ${PAD.top}V${height - PAD.bottom}`).join("") +
            y.ticks.map((tick) => `M${PAD.left} ${y.at(tick).toFixed(1)}H${width - PAD.right}`).join(""),
        }),
        x.ticks.map((tick) =>
          s.svg(
            "text",
            { class: "sr-trend-word", x: x.at(tick).toFixed(1), y: height - 8, "text-anchor": "middle" },
            xWord(tick),
          ),
        ),
        y.ticks.map((tick) =>
          s.svg(
            "text",
            { class: "sr-trend-word", x: PAD.left - 6, y: (y.at(tick) + 4).toFixed(1), "text-anchor": "end" },
            yWord(tick),
          ),
        ),
        marked[0].map((value) =>
          s.svg("path", {
            class: "sr-scatter-city",
            d: `M${x.at(value).toFixed(1)} ${PAD.top}V${height - PAD.bottom}`,
          }),
        ),
        marked[1].map((value) =>
          s.svg("path", {
            class: "sr-scatter-city",
            d: `M${PAD.left} ${y.at(value).toFixed(1)}H${width - PAD.right}`,
          }),
        ),
      ),
      circles,
      names,
    );
    s.pointAt(picture, {
      shapes: circles,
      points,
      order,
      size,
      tell,
      choose,
      at: () => pairs.areas.indexOf(page.state.area),
    });
    return {
      picture,
      circles,
      names,
      points,
      order,
      crowded,
      view: s.plotView(size, PAD),
      city: marked.some((one) => one.length),
    };
  };
})();

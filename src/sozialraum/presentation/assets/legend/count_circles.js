/* How large the circle of a count is, on the map as in the legend, and the legend's samples. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Radius in px of a count, area proportional to the value, 0 for a zero. */
  s.radius = (value, largest, most = 26) =>
    largest > 0 && value > 0 ? Math.max(2.5, most * Math.sqrt(value / largest)) : 0;

  /** Radius in px of the largest count among so many areas: the more there are, the less room has each. */
  s.mostRadius = (areas) => 26 * Math.max(0.3, Math.min(1, Math.sqrt(60 / areas)));

  /** Radius in px of a count, which may be below zero, among values of an extent [low, high] of so many areas. */
  s.countRadius = (value, extent, areas) =>
    s.radius(Math.abs(value), Math.max(...extent.map(Math.abs)), s.mostRadius(areas));

  /** A list of sample circles; null where no area has a count. */
  s.countCircles = (page, layer) => {
    const extent = s.extent(layer);
    if (!extent) return null;
    const largest = Math.max(...extent.map(Math.abs));
    const samples = [largest, largest / 4, largest / 16]
      .map((value) => Number(value.toPrecision(1)) || largest)
      .filter((value, at, all) => value > 0 && all.indexOf(value) === at);
    return s.el(
      "ul",
      { class: "sr-legend-list" },
      samples.map((value) => {
        const radius = s.countRadius(value, extent, page.data.areas.length);
        return s.el(
          "li",
          { class: "sr-legend-entry" },
          s.svg(
            "svg",
            {
              class: "sr-legend-circle",
              viewBox: "0 0 56 56",
              width: 56,
              height: Math.max(18, 2 * radius + 4),
              "aria-hidden": "true",
              preserveAspectRatio: "xMidYMid slice",
            },
            s.svg("circle", { class: "sr-count-circle", cx: 28, cy: 28, r: radius }),
          ),
          s.el("span", { class: "sr-legend-words" }, s.formatValue(value, layer, page.data.number)),
        );
      }),
    );
  };
})();

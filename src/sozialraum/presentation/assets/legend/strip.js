/* The strip of the legend: every area's value on one line, the city's and the chosen area's marked. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const CROWD = 60;

  /** For many areas thin strokes, one path per class: a crowd of dots would only be a smear. */
  const rug = (page, layer, period, at) => {
    const strokes = layer.classes.map(() => "");
    page.data.areas.forEach((area, index) => {
      const reading = s.reading(layer, period, index);
      if (reading.class >= 0 && reading.value !== null)
        strokes[reading.class] += `M${at(reading.value).toFixed(1)} 11V23`;
    });
    return strokes
      .map((d, place) => s.svg("path", { d, stroke: "#2a333c", "stroke-width": 2.2, "stroke-opacity": 0.25 }))
      .concat(
        strokes.map((d, place) => s.svg("path", { d, stroke: layer.classes[place].color, "stroke-width": 1.4 })),
      );
  };

  /** Null where all values are alike, or there are none. */
  s.legendStrip = (page, layer, period) => {
    const extent = s.extent(layer, true);
    if (!extent || extent[0] === extent[1]) return null;
    const width = 240;
    const at = (value) => 8 + ((value - extent[0]) / (extent[1] - extent[0])) * (width - 16);
    const city = s.cityReading(layer, period);
    const dots =
      page.data.areas.length > CROWD
        ? rug(page, layer, period, at)
        : page.data.areas.map((area, index) => {
            const reading = s.reading(layer, period, index);
            if (reading.value === null) return null;
            return s.svg(
              "circle",
              {
                class: "sr-strip-dot",
                cx: at(reading.value).toFixed(1),
                cy: 17,
                r: 4.5,
                stroke: "#2a333c",
                "stroke-width": 0.8,
                fill: reading.class >= 0 ? layer.classes[reading.class].color : "#c9d2da",
                "fill-opacity": 0.9,
                click: () => page.pin(index, true),
              },
              s.svg("title", null, page.data.areas[index].name + ": " + s.readingText(page, layer, reading)),
            );
          });
    const chosen = page.state.area === null ? null : s.reading(layer, period, page.state.area);
    return s.svg(
      "svg",
      {
        class: "sr-strip",
        viewBox: "0 0 " + width + " 26",
        width,
        height: 26,
        "aria-hidden": "true",
      },
      s.svg("path", { d: "M8 17H" + (width - 8), stroke: "#8a949e" }),
      dots,
      chosen && chosen.value !== null
        ? s.svg("circle", { class: "sr-strip-chosen", cx: at(chosen.value).toFixed(1), cy: 17, r: 7 })
        : null,
      city.known
        ? s.svg("path", {
            d: `M${at(city.value) - 5} 1h10l-5 8zM${at(city.value)} 8V24`,
            fill: "#111820",
            stroke: "#111820",
          })
        : null,
    );
  };

  /** Draws the strip anew with the chosen area in it; the rest of the legend stays, so that no focus is lost. */
  s.markArea = (page, node) => {
    const drawn = node.querySelector(".sr-strip");
    const { layer, period } = page.shown();
    if (drawn) drawn.replaceWith(s.legendStrip(page, layer, period));
  };
})();

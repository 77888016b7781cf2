/* Looks of the values that are no values: dots, hatch, cross-hatch; the same on the map and in the legend. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const TILES = {
    missing: (line) => [["circle", { cx: 2, cy: 2, r: 0.9, fill: line }]],
    not_collected: (line) => [
      ["circle", { cx: 2, cy: 2, r: 0.9, fill: line }],
      ["path", { d: "M4.5 6.5h3", stroke: line, "stroke-width": 1 }],
    ],
    withheld: (line) => [["path", { d: "M-2 10L10 -2M-2 2L2 -2M6 10L10 6", stroke: line, "stroke-width": 1.3 }]],
    not_applicable: (line) => [["path", { d: "M0 0L8 8M8 0L0 8", stroke: line, "stroke-width": 0.8 }]],
  };
  const LINES = { missing: "#9aa4ae", not_collected: "#9aa4ae", withheld: "#3c4650", not_applicable: "#a9b2ba" };

  /** Light rings over a colour, unlike the grey dots of a missing value: the value is there, but not to be relied on
      alone. */
  s.VEIL = "url(#sr-pattern-veil)";

  const veil = () =>
    s.svg(
      "pattern",
      { id: "sr-pattern-veil", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      s.svg("rect", { width: 7, height: 7, fill: "#ffffff", "fill-opacity": 0.4 }),
      s.svg("circle", { cx: 3.5, cy: 3.5, r: 1.7, fill: "#ffffff", stroke: "#2a333c", "stroke-width": 0.8 }),
    );

  /** Lines over a colour: what is said depends on something that is not known. */
  s.EDGE = "url(#sr-pattern-edge)";

  const edge = () =>
    s.svg(
      "pattern",
      { id: "sr-pattern-edge", width: 7, height: 7, patternUnits: "userSpaceOnUse" },
      s.svg("path", { d: "M-1 8L8 -1M-1 1L1 -1M6 8L8 6", stroke: "#111820", "stroke-width": 1 }),
    );

  /** Fill of a status letter without a value, to be used as an SVG paint. */
  s.patternFill = (letter) => "url(#sr-pattern-" + s.STATUS[letter] + ")";

  /** One hidden drawing that holds the patterns; every other drawing refers to it. */
  s.addPatterns = () => {
    const tiles = Object.entries(TILES).map(([name, tile]) =>
      s.svg(
        "pattern",
        { id: "sr-pattern-" + name, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
        s.svg("rect", { width: 8, height: 8, fill: "#ffffff" }),
        tile(LINES[name]).map(([tag, attributes]) => s.svg(tag, attributes)),
      ),
    );
    document.body.append(
      s.svg(
        "svg",
        { class: "sr-defs", width: 0, height: 0, "aria-hidden": "true" },
        s.svg("defs", null, tiles, veil(), edge()),
      ),
    );
  };

  /** A legend box: colour or pattern with a dark outline (dotted where a value is missing). */
  s.swatch = (fill, options = {}) =>
    s.svg(
      "svg",
      { class: "sr-swatch", viewBox: "0 0 26 18", width: 26, height: 18, "aria-hidden": "true" },
      s.svg("rect", {
        x: 1,
        y: 1,
        width: 24,
        height: 16,
        fill,
        stroke: options.dotted ? "#6b7680" : "#2a333c",
        "stroke-width": options.strong ? 2 : 1,
        "stroke-dasharray": options.dotted ? "1.5 2" : null,
      }),
      options.over ? s.svg("rect", { x: 1.5, y: 1.5, width: 23, height: 15, fill: options.over }) : null,
      options.sign
        ? s.svg(
            "text",
            {
              x: 13,
              y: 13,
              "text-anchor": "middle",
              "font-size": 12,
              "font-weight": 700,
              fill: "#111820",
              stroke: "#ffffff",
              "stroke-width": 3,
              "paint-order": "stroke",
            },
            options.sign,
          )
        : null,
    );
})();

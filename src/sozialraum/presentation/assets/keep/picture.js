/* A picture of what is shown: title, map, legend, sources and dates on one sheet, as a drawing or in pixels. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SOFT = "#4d5a67";
  const SMALL = 9.6; // 7.2 pt on paper
  const LEGEND = 262;
  const GAP = 18;
  const SIGN = 160; // px of a sign with its words
  const LEAST = 0.75; // smaller than this the legend cannot be read
  const SHARP = 2;
  const NOT_XML = /^[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u;

  const head = (page, width) => {
    const { layer } = page.shown();
    return s.paragraphs(0, 0, width - 4, [
      { text: s.headingText(page), size: 19, bold: true },
      {
        text: [page.data.city.name, s.whatText(layer) === layer.label ? "" : s.whatText(layer)]
          .filter(Boolean)
          .join(" · "),
        size: 12,
        fill: SOFT,
        before: 1,
      },
      {
        text: [s.editionText(), page.data.city.notice, page.data.city.schematic].filter(Boolean).join(" · "),
        size: 12,
        bold: true,
        before: 3,
      },
      { text: layer.caption, size: 11, before: 3 },
    ]);
  };

  const foot = (page, width) => {
    const shown = s.shownMaps(page).map((one) => ({ one, ...one.shown() }));
    const once = (texts) => [...new Set(texts)].join(" | ");
    const line = (key, text) => ({ text: text ? page.t(key, { text }) : "", size: SMALL, fill: SOFT });
    return s.paragraphs(0, 0, width, [
      line("sheet.when", once(shown.map(({ one, layer, period }) => s.whenText(one, layer, period)))),
      line("sheet.sources", once(shown.flatMap(({ layer }) => s.sourcesDrawn(page, layer)))),
      line("sheet.settings", s.settingTexts(page).join(" · ")),
      {
        text: [s.footLine(), page.t("sheet.made", { date: s.today(page.data.language) })].filter(Boolean).join(" · "),
        size: SMALL,
        fill: SOFT,
      },
    ]);
  };

  /** What the signs of the shown facilities mean, in columns as the width allows: {nodes, height}. */
  const facilityKey = (page, x, y, width) => {
    const types = page.data.facility_types.filter((type, number) => page.drawn.facilityChoice.shown(number));
    if (!types.length) return { nodes: [], height: 0 };
    const columns = Math.max(1, Math.floor(width / SIGN));
    const crowded = page.data.areas.length > s.CROWD;
    const title = s.paragraphs(x, y + 4, width, [
      { text: page.t("facilities.title"), size: 12.5, bold: true },
      { text: crowded ? page.t("sheet.crowded") : page.drawn.facilityChoice.told(), size: 11, fill: SOFT },
    ]);
    if (crowded) return { nodes: title.nodes, height: title.height + 11 };
    const top = y + title.height + 9;
    const rows = types.map((type, number) => {
      const [left, down] = [x + (width / columns) * (number % columns), top + 23 * Math.floor(number / columns)];
      const sign = s.symbol(type, "open", 20);
      sign.setAttribute("x", left.toFixed(1));
      sign.setAttribute("y", down.toFixed(1));
      return [sign, s.words(left + 27, down + 14, type.labels, { "font-size": 11.5 })];
    });
    return { nodes: [title.nodes, rows], height: title.height + 11 + 23 * Math.ceil(types.length / columns) };
  };

  /** A legend that fits beside the map: {nodes, width, scale}, wider and smaller where it is long. */
  const legend = (page, height) => {
    const narrow = s.tracedLegend(page, LEGEND);
    if (narrow.height <= height) return Object.assign(narrow, { scale: 1 });
    if (narrow.height * LEAST <= height) return Object.assign(narrow, { scale: height / narrow.height });
    const wide = s.tracedLegend(page, (LEGEND * 1.15) / LEAST);
    return Object.assign(wide, { scale: Math.min(1, Math.max(LEAST, height / wide.height)) });
  };

  /** A map within its frame: [svg nodes]. */
  s.framedMap = (page, box) => [
    s.svg("rect", {
      x: box.x.toFixed(1),
      y: box.y,
      width: box.width.toFixed(1),
      height: box.height.toFixed(1),
      fill: "none",
      stroke: "#999999",
      "stroke-width": 0.8,
    }),
    s.drawnMap(page, box),
  ];

  const oneMap = (page, { width, height }) => {
    const signs = facilityKey(page, 0, 0, LEGEND).height;
    const key = legend(page, height - signs - 8);
    const across = width - key.width * key.scale - GAP;
    return [
      s.framedMap(page, { x: 0, y: 0, width: across, height }),
      s.svg(
        "g",
        { transform: `translate(${(across + GAP).toFixed(1)} 0) scale(${key.scale.toFixed(3)})` },
        key.nodes,
      ),
      facilityKey(page, across + GAP, Math.min(key.height * key.scale + 8, height - signs), LEGEND).nodes,
    ];
  };

  /** The picture of the open maps, so many px wide and high: an SVG element that needs nothing beside itself. alone:
      with its own patterns and a margin. */
  s.picture = (page, { width, height, alone = true }) => {
    const margin = alone ? 20 : 0;
    const inner = width - 2 * margin;
    const maps = s.shownMaps(page);
    const two = maps.length > 1;
    const [top, words, bottom] = [
      (two ? s.twoMapsHead : head)(page, inner),
      two ? s.twoMapsWords(page, inner) : { nodes: [], height: 0 },
      foot(page, inner),
    ];
    const room = { width: inner, height: height - 2 * margin - top.height - words.height - bottom.height - 20 };
    const patterns = document.querySelector(".sr-defs defs");
    const low = height - 2 * margin - bottom.height;
    return s.svg(
      "svg",
      {
        viewBox: `0 0 ${width} ${height}`,
        width,
        height,
        "font-family": s.FONT,
        role: "img",
        "aria-label": maps.map(s.headingText).join(" | "),
      },
      alone ? [patterns.cloneNode(true), s.svg("rect", { width, height, fill: "#ffffff" })] : null,
      s.svg(
        "g",
        { transform: `translate(${margin} ${margin})` },
        top.nodes,
        s.svg(
          "g",
          { transform: `translate(0 ${(top.height + 10).toFixed(1)})` },
          two ? s.twoMaps(maps, room, (x, y, across) => facilityKey(page, x, y, across)) : oneMap(page, room),
        ),
        s.svg("g", { transform: `translate(0 ${(low - words.height - 4).toFixed(1)})` }, words.nodes),
        s.svg("g", { transform: `translate(0 ${low.toFixed(1)})` }, bottom.nodes),
      ),
    );
  };

  /** The file of a picture, without letters that XML does not know. */
  s.svgBlob = (picture) =>
    new Blob(
      ['<?xml version="1.0" encoding="UTF-8"?>\n', s.xmlText(new XMLSerializer().serializeToString(picture))],
      { type: "image/svg+xml" },
    );

  s.xmlText = (text) =>
    Array.from(text)
      .filter((letter) => !NOT_XML.test(letter))
      .join("");

  /** A picture in pixels, twice as many as it is wide: a promise of its file. */
  s.pngBlob = (picture) =>
    new Promise((done, failed) => {
      const address = URL.createObjectURL(s.svgBlob(picture));
      const image = new Image();
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = SHARP * image.width;
        canvas.height = SHARP * image.height;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(address);
        canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png");
      };
      image.onerror = () => failed(new Error("no picture"));
      image.src = address;
    });
})();

/* A picture of what is shown: title, map, legend, sources and dates on one sheet, as a drawing or in pixels. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SOFT = "#4d5a67";
  const SMALL = 9.6; // 7.2 pt on paper
  const LEGEND = 262;
  const GAP = 18;
  const LEAST = 0.75; // smaller than this the legend cannot be read
  const SHARP = 2;
  const NOT_XML = /^[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u;

  const head = (page, width) => {
    const { layer } = page.shown();
    return s.paragraphs(0, 0, width - 4, [
      { text: s.headingText(page), size: 19, bold: true },
      { text: [page.data.city.name, s.whatText(layer) === layer.label ? "" : s.whatText(layer)].filter(Boolean).join(" · "), size: 12, fill: SOFT, before: 1 },
      { text: [s.editionText(), page.data.city.notice, page.data.city.schematic].filter(Boolean).join(" · "), size: 12, bold: true, before: 3 },
      { text: layer.caption, size: 11, before: 3 }]);
  };

  const foot = (page, width) => {
    const { layer, period } = page.shown();
    const line = (key, text) => ({ text: text ? page.t(key, { text }) : "", size: SMALL, fill: SOFT });
    return s.paragraphs(0, 0, width, [line("sheet.when", s.whenText(page, layer, period)), line("sheet.sources", s.sourcesOf(layer).join(" | ")), line("sheet.settings", s.settingTexts(page).join(" · ")),
      { text: [s.footLine(), page.t("sheet.made", { date: s.today(page.data.language) })].filter(Boolean).join(" · "), size: SMALL, fill: SOFT }]);
  };

  /** What the signs of the shown facilities mean: {nodes, height}. */
  const facilityKey = (page, x, y) => {
    const types = page.data.facility_types.filter((type, number) => page.drawn.facilityChoice.shown(number));
    const title = s.paragraphs(x, y + 4, LEGEND, [{ text: page.t("facilities.title"), size: 12.5, bold: true }, { text: page.drawn.facilityChoice.told(), size: 11, fill: SOFT }]);
    const top = y + title.height + 9;
    const rows = types.map((type, row) => {
      const sign = s.symbol(type, "open", 20);
      sign.setAttribute("x", x.toFixed(1));
      sign.setAttribute("y", (top + 23 * row).toFixed(1));
      return [sign, s.words(x + 27, top + 14 + 23 * row, type.labels, { "font-size": 11.5 })];
    });
    return types.length ? { nodes: [title.nodes, rows], height: title.height + 11 + 23 * types.length } : { nodes: [], height: 0 };
  };

  /** A legend that fits beside the map: {nodes, width, scale}, wider and smaller where it is long. */
  const legend = (page, height) => {
    const narrow = s.tracedLegend(page, LEGEND);
    if (narrow.height <= height) return Object.assign(narrow, { scale: 1 });
    if (narrow.height * LEAST <= height) return Object.assign(narrow, { scale: height / narrow.height });
    const wide = s.tracedLegend(page, (LEGEND * 1.15) / LEAST);
    return Object.assign(wide, { scale: Math.min(1, Math.max(LEAST, height / wide.height)) });
  };

  /** The picture, so many px wide and high: an SVG element that needs nothing beside itself. alone: with its own patterns and a margin. */
  s.picture = (page, { width, height, alone = true }) => {
    const margin = alone ? 20 : 0;
    const inner = width - 2 * margin;
    const [top, bottom] = [head(page, inner), foot(page, inner)];
    const room = height - 2 * margin - top.height - bottom.height - 20;
    const signs = facilityKey(page, 0, 0).height;
    const key = legend(page, room - signs - 8);
    const mapBox = { x: 0, y: top.height + 10, width: inner - key.width * key.scale - GAP, height: room };
    const patterns = document.querySelector(".sr-defs defs");
    return s.svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": s.FONT, role: "img", "aria-label": s.headingText(page) },
      alone ? [patterns.cloneNode(true), s.svg("rect", { width, height, fill: "#ffffff" })] : null,
      s.svg("g", { transform: `translate(${margin} ${margin})` }, top.nodes,
        s.svg("rect", { x: mapBox.x, y: mapBox.y, width: mapBox.width.toFixed(1), height: mapBox.height.toFixed(1), fill: "none", stroke: "#999999", "stroke-width": 0.8 }),
        s.drawnMap(page, mapBox),
        s.svg("g", { transform: `translate(${(mapBox.width + GAP).toFixed(1)} ${mapBox.y}) scale(${key.scale.toFixed(3)})` }, key.nodes),
        facilityKey(page, mapBox.width + GAP, mapBox.y + Math.min(key.height * key.scale + 8, room - signs)).nodes,
        s.svg("g", { transform: `translate(0 ${(height - 2 * margin - bottom.height).toFixed(1)})` }, bottom.nodes)));
  };

  /** The file of a picture, without letters that XML does not know. */
  s.svgBlob = (picture) => new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', s.xmlText(new XMLSerializer().serializeToString(picture))], { type: "image/svg+xml" });

  s.xmlText = (text) => Array.from(text).filter((letter) => !NOT_XML.test(letter)).join("");

  /** A picture in pixels, twice as many as it is wide: a promise of its file. */
  s.pngBlob = (picture) => new Promise((done, failed) => {
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

/* The picture while a second map is open: both maps side by side at one size, each with its title above and its
   legend below. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SOFT = "#4d5a67";
  const GAP = 18;
  const LEAST = 0.8; // smaller than this a legend set for columns cannot be read
  const COLUMNS = 3;
  const ASIDE = 190; // px of a legend beside its map
  const LOWER = 34; // px of a map kept for its scale
  const SMALL = 0.8; // what is written on maps half as wide

  /** The page as each open map sees it, the first one first. */
  s.shownMaps = (page) => [page, page.parts && page.parts.second && page.parts.second.twin()].filter(Boolean);

  const title = (page, x, width) => {
    const { layer } = page.shown();
    return s.paragraphs(x, 0, width, [
      { text: s.headingText(page), size: 13.5, bold: true },
      { text: layer.caption, size: 10.5, before: 2 },
    ]);
  };

  /** A legend as small as can be read: {nodes, height}. */
  const legend = (page, width, columns) => {
    const { nodes, height } = s.tracedLegend(page, width / LEAST, columns);
    return { nodes, height: LEAST * height };
  };

  /** How high a map so wide is, that the city fills it. */
  const fullHeight = (page, width) => {
    const [[left, low], [right, high]] = page.drawn.areas.bounds.map(s.worldPoint);
    return (1.15 * width * (low - high)) / (right - left) + LOWER;
  };

  /** Legends in columns below their maps: {map: [width, height], at: place of a legend, legends, key: [x, y, width],
      fits}. */
  const below = (pages, each, height, key) => {
    const legends = pages.map((page) => legend(page, each, COLUMNS));
    const low = Math.max(legends[0].height + key(0, 0, each).height, legends[1].height) + 8;
    return {
      map: [each, height - low],
      at: [0, height - low + 8],
      legends,
      key: [0, height - low + 8 + legends[0].height, each],
      fits: true,
    };
  };

  /** Legends in one column beside their maps, the signs of the facilities below the first one. */
  const beside = (pages, each, height, key) => {
    const legends = pages.map((page) => legend(page, ASIDE, 1));
    const width = each - ASIDE - GAP / 2;
    const tall = Math.min(height - key(0, 0, width).height - 4, fullHeight(pages[0], width));
    return {
      map: [width, tall],
      at: [each - ASIDE, 0],
      legends,
      key: [0, tall + 4, width],
      fits: legends.every((one) => one.height <= height),
    };
  };

  const metres = (page, { map: [width, height] }) =>
    height > 60 ? s.fitted(page.drawn.areas.bounds, { x: 0, y: 0, width, height: height - LOWER }).metres : Infinity;

  /** Everything between head and foot, so wide and high: svg nodes. Legends stand where they leave the maps more
      room. key(x, y, width) -> {nodes, height} of the facilities. */
  s.twoMaps = (pages, { width, height }, key) => {
    const each = (width - GAP) / 2;
    const left = (at) => at * (each + GAP);
    const titles = pages.map((page, at) => title(page, left(at), each));
    const down = Math.max(...titles.map((one) => one.height)) + 8;
    const [wide, tall] = [below, beside].map((layout) => layout(pages, each, height - down, key));
    const chosen = tall.fits && metres(pages[0], tall) < metres(pages[0], wide) ? tall : wide;
    const map = (page, at) =>
      s.svg(
        "g",
        { transform: `translate(0 ${down.toFixed(1)}) scale(${SMALL})` },
        s.framedMap(page, { x: left(at) / SMALL, y: 0, width: chosen.map[0] / SMALL, height: chosen.map[1] / SMALL }),
      );
    const [across, low] = [chosen.at[0], down + chosen.at[1]];
    return [
      titles.map((one) => one.nodes),
      pages.map(map),
      chosen.legends.map((one, at) =>
        s.svg(
          "g",
          { transform: `translate(${(left(at) + across).toFixed(1)} ${low.toFixed(1)}) scale(${LEAST})` },
          one.nodes,
        ),
      ),
      key(chosen.key[0], down + chosen.key[1], chosen.key[2]).nodes,
    ];
  };

  /** The head over both maps. */
  s.twoMapsHead = (page, width) =>
    s.paragraphs(0, 0, width, [
      {
        size: 13.5,
        bold: true,
        text: [page.data.city.name, s.editionText(), page.data.city.notice, page.data.city.schematic]
          .filter(Boolean)
          .join(" \u00b7 "),
      },
      { text: s.secondBroken(page), size: 12, before: 3 },
    ]);

  /** What the page says below both maps. */
  s.twoMapsWords = (page, width) =>
    s.paragraphs(0, 0, width, [{ text: page.parts.second.told(), size: 10.5, fill: SOFT }]);
})();

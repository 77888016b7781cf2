/* Pieces of a picture: places on paper, a scale, lines of words. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const EQUATOR_M = 40075016.686;
  const HALF = 0.5;

  s.FONT = "system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif";

  /** [lat, lon] -> [x, y] of a world one unit wide, as the map on the screen draws it. */
  s.worldPoint = ([lat, lon]) => [
    lon / 360,
    -Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI),
  ];

  /** Bounds [[south, west], [north, east]] fitted into {x, y, width, height}: {place([lat, lon]) -> [x, y], metres:
      of one unit at the middle, world, scale, at}. */
  s.fitted = (bounds, box) => {
    const [[left, bottom], [right, top]] = bounds.map(s.worldPoint);
    const scale = Math.min(box.width / (right - left), box.height / (bottom - top));
    const at = [
      box.x + HALF * (box.width - scale * (right - left)) - scale * left,
      box.y + HALF * (box.height - scale * (bottom - top)) - scale * top,
    ];
    const world = ([x, y]) => [at[0] + scale * x, at[1] + scale * y];
    return {
      place: (point) => world(s.worldPoint(point)),
      world,
      metres: (EQUATOR_M * Math.cos(((bounds[0][0] + bounds[1][0]) * HALF * Math.PI) / 180)) / scale,
    };
  };

  /** The longest round length, 1, 2 or 5 of a power of ten metres, no longer than so many units. */
  s.roundLength = (metres, most) => {
    const power = 10 ** Math.floor(Math.log10(metres * most));
    const length = [5, 2, 1].map((times) => times * power).find((one) => one <= metres * most);
    return { metres: length, units: length / metres };
  };

  const rounded = (point) => point.map((one) => one.toFixed(1)).join(" ");

  /** Polygons of [lat, lon] as an SVG path. */
  s.pathOf = (polygons, place) =>
    polygons
      .flatMap((rings) => rings.map((ring) => "M" + ring.map((point) => rounded(place(point))).join("L") + "Z"))
      .join("");

  s.linePath = (lines, place) =>
    lines.map((line) => "M" + line.map((point) => rounded(place(point))).join("L")).join("");

  /** Words in lines no wider than so much; what is too long for one line alone stands alone. */
  s.wrapped = (text, width, measure) =>
    text
      .split(/ +/)
      .filter(Boolean)
      .reduce((lines, word) => {
        const last = lines[lines.length - 1];
        if (last !== undefined && measure(last + " " + word) <= width) lines[lines.length - 1] = last + " " + word;
        else lines.push(word);
        return lines;
      }, []);

  let pen = null;

  /** Function text -> width in px. */
  s.measurer = (size, bold) => (text) => {
    pen = pen || document.createElement("canvas").getContext("2d");
    pen.font = (bold ? "700 " : "") + size + "px " + s.FONT;
    return pen.measureText(text).width;
  };

  /** One line of words. */
  s.words = (x, y, text, given = {}) =>
    s.svg("text", Object.assign({ x: x.toFixed(1), y: y.toFixed(1), "font-size": 12, fill: "#17202b" }, given), text);

  /** Paragraphs [{text, size, bold, fill, before}] below each other: {nodes, height}. */
  s.paragraphs = (x, y, width, given) => {
    let down = 0;
    const nodes = given
      .filter((one) => one.text)
      .flatMap(({ text, size, bold, fill = "#17202b", before = 0 }) => {
        down += before;
        return s.wrapped(text, width, s.measurer(size, bold)).map((line) => {
          down += size * 1.32;
          return s.words(x, y + down - size * 0.3, line, {
            "font-size": size,
            "font-weight": bold ? 700 : null,
            fill,
          });
        });
      });
    return { nodes, height: down };
  };

  /** A bar that tells how long so many metres are. */
  s.scaleBar = (page, x, y, metres, most) => {
    const length = s.roundLength(metres, most);
    const words =
      length.metres >= 1000
        ? s.formatNumber(length.metres / 1000, 0, page.data.number) + "\u00a0km"
        : s.formatNumber(length.metres, 0, page.data.number) + "\u00a0m";
    return s.svg(
      "g",
      null,
      s.svg("path", {
        d: `M${x} ${y - 6}v6h${length.units.toFixed(1)}v-6`,
        fill: "none",
        stroke: "#17202b",
        "stroke-width": 1.5,
      }),
      s.words(x + length.units + 6, y, words, { "font-size": 11 }),
    );
  };
})();

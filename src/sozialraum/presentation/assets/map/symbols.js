/* Facility symbols: a shape and a letter per type, dashed when planned, struck out when closed. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Outlines in a 24 x 24 box; the same paths stand in templates/macros.html.j2. */
  s.SHAPES = {
    circle: "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z",
    square: "M3.5 3.5h17v17h-17z",
    diamond: "M12 1l11 11l-11 11l-11-11z",
    triangle: "M12 1.5l11.5 20.5h-23z",
    pentagon: "M12 1.2l11 8.2l-4.2 13.1h-13.6l-4.2-13.1z",
    hexagon: "M6.4 2h11.2l5.6 10l-5.6 10h-11.2l-5.6-10z",
    shield: "M3 2.5h18v10.5c0 5.2-4.4 8.4-9 10c-4.6-1.6-9-4.8-9-10z",
  };

  /** open | planned | closed: how a status is drawn. */
  s.statusLook = (status) => {
    if (status === "geschlossen") return "closed";
    return ["geplant", "beschlossen", "im_bau"].includes(status) ? "planned" : "open";
  };

  s.SYMBOL_PX = [20, 24, 29];

  /** Two letters, or one in the narrow top of a triangle, need smaller type. */
  s.letterSize = (type) => (type.shape === "triangle" ? 10.5 : 12.5) - (type.letter.length > 1 ? 3 : 0);

  /** SVG element of one type in one look; decorative, the words stand beside it. */
  s.symbol = (type, look, px) => {
    const hollow = look !== "open";
    const paint = look === "closed" ? "#5b6670" : type.color;
    const down = type.shape === "triangle" ? 18.4 : type.shape === "pentagon" ? 17.2 : 16.3;
    return s.svg(
      "svg",
      {
        class: "sr-symbol",
        viewBox: "-1 -1 26 26",
        width: px,
        height: px,
        "aria-hidden": "true",
      },
      s.svg("path", {
        d: s.SHAPES[type.shape] || s.SHAPES.circle,
        fill: hollow ? "#ffffff" : paint,
        stroke: hollow ? paint : "#ffffff",
        "stroke-width": hollow ? 2 : 1.4,
        "stroke-dasharray": look === "planned" ? "3.5 2.2" : null,
      }),
      s.svg(
        "text",
        {
          x: 12,
          y: down,
          "text-anchor": "middle",
          fill: hollow ? paint : "#ffffff",
          "font-size": s.letterSize(type),
          "font-weight": 700,
        },
        type.letter,
      ),
      look === "closed" ? s.svg("path", { d: "M2 22L22 2", stroke: paint, "stroke-width": 2 }) : null,
    );
  };

  /** Pixel offsets for n symbols at one address: one stays, more stand in rings around it. */
  s.spread = (n, px = 24) => {
    if (n === 1) return [[0, 0]];
    const offsets = [];
    let left = n;
    for (let ring = 1; left > 0; ring += 1) {
      const radius = ring * px * (ring === 1 && n === 2 ? 0.55 : 0.85);
      const room = ring === 1 ? Math.min(left, 6) : Math.min(left, Math.floor((2 * Math.PI * radius) / px));
      for (let at = 0; at < room; at += 1) {
        const turn = (2 * Math.PI * at) / room - Math.PI / 2 + (n === 2 ? Math.PI / 2 : 0);
        offsets.push([Math.round(radius * Math.cos(turn)), Math.round(radius * Math.sin(turn))]);
      }
      left -= room;
    }
    return offsets;
  };

  /** Offsets by facility index, for those that stand at the same place (about a metre) as another. */
  s.spreadFacilities = (facilities, indices, px) => {
    const places = new Map();
    indices.forEach((index) => {
      const place = facilities[index].at.map((degree) => degree.toFixed(5)).join(" ");
      if (!places.has(place)) places.set(place, []);
      places.get(place).push(index);
    });
    const offsets = new Map();
    places.forEach((group) => s.spread(group.length, px).forEach((offset, at) => offsets.set(group[at], offset)));
    return offsets;
  };
})();

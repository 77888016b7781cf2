/* Packed outlines to coordinates; which lines two areas share; which neighbour lies in a direction. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const UNIT = 1e5;

  /** [x0, y0, dx, dy, ...] in 1e-5 degree -> [[x, y], ...] as integers. */
  s.decodeRing = (packed) => {
    const points = [];
    let x = 0;
    let y = 0;
    for (let at = 0; at < packed.length; at += 2) {
      x += packed[at];
      y += packed[at + 1];
      points.push([x, y]);
    }
    return points;
  };

  /** Packed polygons -> Leaflet's [[[lat, lon], ...rings], ...polygons]. */
  s.decodePolygons = (polygons) => polygons.map((rings) => rings.map((ring) => s.decodeRing(ring).map(s.degrees)));

  s.degrees = ([x, y]) => [y / UNIT, x / UNIT];

  const key = (point) => point[0] + "," + point[1];

  /** Edges of all areas, each once: {inner: edges two areas share, outer: edges of one area}. */
  s.edges = (areas) => {
    const seen = new Map();
    areas.forEach((polygons) =>
      (polygons || []).forEach((rings) =>
        rings.forEach((packed) => {
          const ring = s.decodeRing(packed);
          ring.forEach((start, at) => {
            const end = ring[(at + 1) % ring.length];
            if (start[0] === end[0] && start[1] === end[1]) return;
            const names = [key(start), key(end)].sort();
            const name = names.join(" ");
            const edge = seen.get(name);
            if (edge) edge.uses += 1;
            else seen.set(name, { start, end, uses: 1 });
          });
        }),
      ),
    );
    const inner = [];
    const outer = [];
    seen.forEach((edge) => (edge.uses > 1 ? inner : outer).push([edge.start, edge.end]));
    return { inner, outer };
  };

  /** Loose edges -> as few lines as possible, broken where three or more meet (so that dashes stay even). */
  s.chains = (edges) => {
    const at = new Map();
    edges.forEach((edge, number) =>
      edge.forEach((point) => {
        const name = key(point);
        if (!at.has(name)) at.set(name, []);
        at.get(name).push(number);
      }),
    );
    const used = new Set();
    const walk = (point, number) => {
      const line = [point];
      while (number !== undefined) {
        used.add(number);
        const [start, end] = edges[number];
        point = key(start) === key(point) ? end : start;
        line.push(point);
        const here = at.get(key(point));
        number = here.length === 2 ? here.find((other) => !used.has(other)) : undefined;
      }
      return line;
    };
    const lines = [];
    const ends = [...at.values()].filter((numbers) => numbers.length !== 2).flat();
    ends.concat(edges.map((edge, number) => number)).forEach((number) => {
      if (used.has(number)) return;
      const [start, end] = edges[number];
      lines.push(
        at.get(key(start)).length === 2 && at.get(key(end)).length !== 2 ? walk(end, number) : walk(start, number),
      );
    });
    return lines;
  };

  /** [[south, west], [north, east]] of Leaflet polygons, or null for none. */
  s.bounds = (shapes) => {
    let box = null;
    shapes.forEach((polygons) =>
      (polygons || []).forEach((rings) =>
        rings[0].forEach(([lat, lon]) => {
          if (!box)
            box = [
              [lat, lon],
              [lat, lon],
            ];
          box[0][0] = Math.min(box[0][0], lat);
          box[0][1] = Math.min(box[0][1], lon);
          box[1][0] = Math.max(box[1][0], lat);
          box[1][1] = Math.max(box[1][1], lon);
        }),
      ),
    );
    return box;
  };

  /** [[south, west], [north, east]] of packed polygons, or null for none. */
  s.boxOf = (polygons) => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    polygons.forEach(([packed]) => {
      let [x, y] = [0, 0];
      for (let at = 0; at < packed.length; at += 2) {
        x += packed[at];
        y += packed[at + 1];
        if (x < west) west = x;
        if (x > east) east = x;
        if (y < south) south = y;
        if (y > north) north = y;
      }
    });
    return west > east ? null : [s.degrees([west, south]), s.degrees([east, north])];
  };

  /** Is a point in a Leaflet polygon with holes (even-odd rule)? */
  s.contains = (polygons, [lat, lon]) =>
    polygons.some((rings) =>
      rings.reduce((inside, ring) => {
        for (let at = 0, last = ring.length - 1; at < ring.length; last = at, at += 1) {
          const [aLat, aLon] = ring[at];
          const [bLat, bLon] = ring[last];
          if (aLat > lat !== bLat > lat && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon)
            inside = !inside;
        }
        return inside;
      }, false),
    );

  /** Where to name an area cut by the frame: a point of it in view near the middle of what is seen, or null. */
  s.seenPoint = (polygons, view, steps = 14) => {
    const box = s.bounds([polygons]);
    const low = [Math.max(box[0][0], view[0][0]), Math.max(box[0][1], view[0][1])];
    const high = [Math.min(box[1][0], view[1][0]), Math.min(box[1][1], view[1][1])];
    if (low[0] >= high[0] || low[1] >= high[1]) return null;
    const seen = [];
    for (let i = 0; i < steps; i += 1) {
      for (let j = 0; j < steps; j += 1) {
        const point = [0, 1].map((axis) => low[axis] + ((high[axis] - low[axis]) * ((axis ? j : i) + 0.5)) / steps);
        if (s.contains(polygons, point)) seen.push(point);
      }
    }
    if (!seen.length) return null;
    const middle = [0, 1].map((axis) => seen.reduce((sum, point) => sum + point[axis], 0) / seen.length);
    const away = (point) => Math.hypot(point[0] - middle[0], point[1] - middle[1]);
    return seen.reduce((best, point) => (away(point) < away(best) ? point : best));
  };

  const DIRECTIONS = { up: [0, 1], down: [0, -1], left: [-1, 0], right: [1, 0] };

  /** Index of the area to go to from `from`: the nearest neighbour in a cone, else the nearest area there, else null.
   */
  s.neighbourTowards = (areas, from, direction) => {
    const [east, north] = DIRECTIONS[direction];
    const here = areas[from].label;
    const squeeze = Math.cos((here[0] * Math.PI) / 180);
    const pick = (candidates, cone) => {
      let best = null;
      candidates.forEach((index) => {
        if (index === from || !areas[index].rings) return;
        const dx = (areas[index].label[1] - here[1]) * squeeze;
        const dy = areas[index].label[0] - here[0];
        const length = Math.hypot(dx, dy);
        const along = (dx * east + dy * north) / (length || 1);
        if (along < cone) return;
        const cost = length * (2 - along);
        if (!best || cost < best.cost) best = { index, cost };
      });
      return best ? best.index : null;
    };
    const near = pick(areas[from].neighbours || [], 0.5);
    return near !== null
      ? near
      : pick(
          areas.map((area, index) => index),
          0.5,
        );
  };
})();

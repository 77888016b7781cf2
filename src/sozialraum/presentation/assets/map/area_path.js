/* Areas, and the outline of the city, as paths of Leaflet without an object for each of their points: from the packed
   borders straight to the text of the path. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const UNIT = 1e5;
  const TURN = 360 * UNIT;
  const RADIAN = Math.PI / 180 / UNIT;

  /** Packed polygons -> all their rings as [x, y, x, y, ...] on a world of side 1, as Leaflet's maps show it. */
  s.worldRings = (polygons) =>
    polygons.flat().map((packed) => {
      const places = new Float64Array(packed.length);
      let [x, y] = [0, 0];
      for (let at = 0; at < packed.length; at += 2) {
        x += packed[at];
        y += packed[at + 1];
        const sine = Math.sin(y * RADIAN);
        places[at] = x / TURN + 0.5;
        places[at + 1] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
      }
      return places;
    });

  /** {d, low, high}: the text of a path in whole pixels of a world `side` px wide, counted from `corner` {x, y}, and
      the corners [x, y] of its frame; points that fall on the pixel of the last one are left out. */
  s.pixelPath = (rings, side, corner) => {
    let d = "";
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    rings.forEach((places) => {
      let [lastX, lastY] = [NaN, NaN];
      for (let at = 0; at < places.length; at += 2) {
        const x = Math.round(places[at] * side) - corner.x;
        const y = Math.round(places[at + 1] * side) - corner.y;
        if (x === lastX && y === lastY) continue;
        d += at ? "l" + (x - lastX) + " " + (y - lastY) : "M" + x + " " + y;
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        if (y > bottom) bottom = y;
        lastX = x;
        lastY = y;
      }
      d += "z";
    });
    return { d, low: [left, top], high: [right, bottom] };
  };

  let Path = null;

  /** Leaflet's polygon of an area or a city {rings}. One that the frame cuts, and whoever asks for its points, has
      them from Leaflet itself. */
  s.areaPath = (area, options) => {
    if (Path) return new Path(area, options);
    const Polygon = globalThis.L.polygon([]).constructor;
    const own = Polygon.prototype;
    Path = Polygon.extend({
      initialize(shown, chosen) {
        own.initialize.call(this, [], chosen);
        this._shown = shown;
        this._world = s.worldRings(shown.rings);
      },
      _known() {
        if (this.isEmpty()) this._setLatLngs(s.areaShape(this._shown));
      },
      _defaultShape() {
        this._known();
        return own._defaultShape.call(this);
      },
      getBounds() {
        this._known();
        return own.getBounds.call(this);
      },
      _project() {
        const map = this._map;
        this._whole = s.pixelPath(this._world, map.options.crs.scale(map.getZoom()), map.getPixelOrigin());
        this._written = false;
      },
      _update() {
        if (!this._map) return;
        const { min, max } = this._renderer._bounds;
        const { d, low, high } = this._whole;
        if (low[0] >= min.x && low[1] >= min.y && high[0] <= max.x && high[1] <= max.y) {
          if (!this._written) this._renderer._setPath(this, d);
          this._written = true;
          return;
        }
        this._known();
        own._project.call(this);
        own._update.call(this);
        this._written = false;
      },
    });
    return s.areaPath(area, options);
  };
})();

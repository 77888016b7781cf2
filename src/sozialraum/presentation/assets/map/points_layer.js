/* Many facilities at once: one picture instead of hundreds of elements, with the same symbols, hover and click. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const CELL = 32;

  /** From so many symbols in view they are drawn as one picture. */
  s.MANY_POINTS = 500;

  /** Points [{x, y}] by square of the map, so that the one under the pointer is found at once: find(x, y, reach) ->
      index or -1. */
  s.pointGrid = (points) => {
    const squares = new Map();
    const name = (x, y) => Math.floor(x / CELL) + "," + Math.floor(y / CELL);
    points.forEach(({ x, y }, at) => {
      const here = name(x, y);
      if (squares.has(here)) squares.get(here).push(at);
      else squares.set(here, [at]);
    });
    return (x, y, reach) => {
      const near = [-1, 0, 1].flatMap((across) =>
        [-1, 0, 1].flatMap((along) => squares.get(name(x + across * CELL, y + along * CELL)) || []),
      );
      return near.reduce((best, at) => {
        const far = Math.hypot(points[at].x - x, points[at].y - y);
        return far <= reach && (best < 0 || far < Math.hypot(points[best].x - x, points[best].y - y)) ? at : best;
      }, -1);
    };
  };

  const sprite = (type, look, px, ratio) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil((px + 2) * ratio);
    const pen = canvas.getContext("2d");
    const paint = look === "closed" ? "#5b6670" : type.color;
    const shape = new Path2D(s.SHAPES[type.shape] || s.SHAPES.circle);
    pen.scale(canvas.width / 26, canvas.width / 26);
    pen.translate(1, 1);
    pen.fillStyle = look === "open" ? paint : "#ffffff";
    pen.strokeStyle = look === "open" ? "#ffffff" : paint;
    pen.lineWidth = look === "open" ? 1.4 : 2;
    pen.setLineDash(look === "planned" ? [3.5, 2.2] : []);
    pen.fill(shape);
    pen.stroke(shape);
    pen.fillStyle = look === "open" ? "#ffffff" : paint;
    pen.font = "700 " + s.letterSize(type) + "px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.fillText(type.letter, 12, type.shape === "triangle" ? 18.4 : type.shape === "pentagon" ? 17.2 : 16.3);
    if (look === "closed") {
      pen.setLineDash([]);
      pen.strokeStyle = paint;
      pen.stroke(new Path2D("M2 22L22 2"));
    }
    return canvas;
  };

  /** A picture of facilities; offset(index) -> [x, y] px; open(index) is called for a click. Returns {show(indices)}.
   */
  s.addPoints = (map, page, offset, open) => {
    const L = globalThis.L;
    const { facilities, facility_types: types } = page.data;
    const canvas = s.el("canvas", { class: "sr-points leaflet-zoom-hide", "aria-hidden": "true" });
    map.getPane("markerPane").append(canvas);
    const sprites = new Map();
    const tip = s.tip({ className: "sr-tooltip sr-point-tip" });
    let drawn = [];
    let find = () => -1;
    const under = (event) => {
      if (!drawn.length || event.target.closest(".leaflet-control, .leaflet-popup")) return -1;
      const at = map.mouseEventToContainerPoint(event);
      return find(at.x, at.y, 13);
    };
    const box = map.getContainer();
    const point = (at) => {
      box.classList.toggle("sr-on-point", at >= 0);
      if (at < 0) {
        tip.remove();
        return;
      }
      const facility = facilities[drawn[at]];
      tip
        .setLatLng(facility.at)
        .setContent(
          s.el(
            "div",
            { class: "sr-tip" },
            s.el("b", null, facility.name),
            s.el("span", null, [types[facility.type].label, facility.status_label].filter(Boolean).join(" · ")),
          ),
        );
      if (!map.hasLayer(tip)) tip.addTo(map);
    };
    box.addEventListener(
      "mousemove",
      (event) => {
        if (drawn.length) point(under(event));
      },
      true,
    );
    box.addEventListener(
      "click",
      (event) => {
        const at = under(event);
        if (at < 0) return;
        event.stopPropagation();
        point(-1);
        open(drawn[at]);
      },
      true,
    );
    return {
      show: (indices) => {
        drawn = indices;
        point(-1);
        const size = map.getSize();
        const ratio = globalThis.devicePixelRatio || 1;
        canvas.width = indices.length ? size.x * ratio : 0;
        canvas.height = indices.length ? size.y * ratio : 0;
        if (!indices.length) return;
        canvas.style.width = size.x + "px";
        canvas.style.height = size.y + "px";
        L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
        const pen = canvas.getContext("2d");
        pen.scale(ratio, ratio);
        const places = indices.map((index) => {
          const facility = facilities[index];
          const px = s.SYMBOL_PX[facility.size || 0];
          const look = s.statusLook(facility.status);
          const name = [facility.type, look, px].join();
          if (!sprites.has(name)) sprites.set(name, sprite(types[facility.type], look, px, ratio));
          const [x, y] = offset(index);
          const at = map.latLngToContainerPoint(facility.at);
          pen.drawImage(sprites.get(name), at.x + x - px / 2 - 1, at.y + y - px / 2 - 1, px + 2, px + 2);
          return { x: at.x + x, y: at.y + y };
        });
        find = s.pointGrid(places);
      },
    };
  };
})();

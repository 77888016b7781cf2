/* Lines and land to find one's way: water, rail and roads over the areas, neighbours beneath them; each with a
   switch. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const NONE = "keine";

  /** Text of the address -> ids of what is switched on, in the data's order; without a text those of the start. */
  s.readBase = (text, data) =>
    (data.base || []).filter((one) => (text ? text.split(".").includes(one.id) : one.shown)).map((one) => one.id);

  /** The ids as a text; null where they are those of the start. */
  s.writeBase = (ids, data) => {
    const now = (ids || []).join(".");
    return now === s.readBase(null, data).join(".") ? null : now || NONE;
  };

  const GRID = 12; // px between the places that are tried

  /** The polygons that hold a point; all where none does. */
  s.landAt = (polygons, at) => {
    const own = polygons.filter((one) => s.contains([one], at));
    return own.length ? own : polygons;
  };

  /** Middle [x, y] of a name of [width, height]: wholly in `view` {x, y, width, height}, on its land (polygons of [x,
      y]) and on none of the boxes `taken`, as near to `want` as there is room; null where there is none. */
  s.nameSpot = (land, [width, height], view, taken, want) => {
    const half = [width / 2, height / 2];
    const box = s.bounds([land]);
    const low = [Math.max(box[0][0], view.x) + half[0], Math.max(box[0][1], view.y) + half[1]];
    const high = [
      Math.min(box[1][0], view.x + view.width) - half[0],
      Math.min(box[1][1], view.y + view.height) - half[1],
    ];
    const spots = [];
    for (let x = low[0]; x <= high[0]; x += GRID) for (let y = low[1]; y <= high[1]; y += GRID) spots.push([x, y]);
    if (want.every((one, axis) => one >= low[axis] && one <= high[axis])) spots.push(want);
    const away = ([x, y]) => Math.hypot(x - want[0], y - want[1]);
    return (
      spots
        .sort((a, b) => away(a) - away(b))
        .find(
          ([x, y]) =>
            [
              [0, 0],
              [-1, -1],
              [1, -1],
              [-1, 1],
              [1, 1],
              [0, -1],
              [0, 1],
            ].every(([across, down]) => s.contains(land, [x + across * half[0], y + down * half[1]])) &&
            !taken.some((one) => s.overlaps(one, { x: x - half[0], y: y - half[1], width, height })),
        ) || null
    );
  };

  const addNames = (map, one, pane) => {
    const polygons = s.decodePolygons(one.rings);
    return one.names.map(([name, at]) => ({
      at,
      land: s.landAt(polygons, at),
      node: map
        .getPane(pane)
        .appendChild(s.el("span", { class: "sr-base-name leaflet-zoom-hide sr-unplaced" }, name)),
    }));
  };

  /** Names stand where the labels of the areas and the controls leave room. */
  const placeNames = (map, names) => {
    const L = globalThis.L;
    const corner = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    const view = { x: corner.x + 4, y: corner.y + 4, width: size.x - 8, height: size.y - 8 };
    const place = (point) => {
      const { x, y } = map.latLngToLayerPoint(point);
      return [x, y];
    };
    const boxOf = (node) =>
      Object.assign(
        { width: node.offsetWidth, height: node.offsetHeight },
        { x: L.DomUtil.getPosition(node).x, y: L.DomUtil.getPosition(node).y },
      );
    const taken = s
      .takenByControls(map)
      .concat([...map.getPane(s.pane("labels")).querySelectorAll(".sr-label:not(.sr-unplaced)")].map(boxOf));
    names.forEach(({ node, at, land }) => {
      const [width, height] = [node.offsetWidth, node.offsetHeight];
      const spot = s.nameSpot(
        land.map((rings) => rings.map((ring) => ring.map(place))),
        [width, height],
        view,
        taken,
        place(at),
      );
      node.classList.toggle("sr-unplaced", !spot);
      if (!spot) return;
      L.DomUtil.setPosition(node, L.point(spot[0] - width / 2, spot[1] - height / 2).round());
      taken.push(boxOf(node));
    });
  };

  const drawn = (map, one) => {
    const L = globalThis.L;
    const pane = s.pane(one.kind === "neighbour" ? "around" : "base");
    const renderer = L.svg({ pane, padding: 0.5 });
    const group = L.layerGroup();
    const options = (name) => ({ pane, renderer, interactive: false, smoothFactor: 0, className: "sr-base-" + name });
    const lines = one.lines.map((line) => s.decodeRing(line).map(s.degrees));
    s.decodePolygons(one.rings).forEach((rings) => L.polygon(rings, options(one.kind)).addTo(group));
    ["under", ""].forEach((part) => {
      if (lines.length && (part || one.kind !== "neighbour")) {
        L.polyline(lines, Object.assign(options(one.kind + "-" + (part || "line")), { fill: false })).addTo(group);
      }
    });
    const names = addNames(map, one, pane);
    const place = () => {
      if (map.hasLayer(group)) placeNames(map, names);
    };
    map.on("labelled", place);
    return {
      show: (wanted) => {
        if (wanted === map.hasLayer(group)) return;
        if (wanted) group.addTo(map);
        else group.remove();
        names.forEach(({ node }) => node.classList.add("sr-unplaced"));
        place();
        s.silent(renderer);
      },
    };
  };

  /** Panes and layers on a map that says "labelled" when its areas have their labels; returns {show(ids)}. */
  s.addBase = (map, data) => {
    [
      ["around", 350],
      ["base", 408],
    ].forEach(([name, level]) => {
      const pane = map.createPane(s.pane(name));
      pane.style.zIndex = level;
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    });
    const layers = (data.base || []).map((one) => [one.id, drawn(map, one)]);
    return { show: (ids) => layers.forEach(([id, layer]) => layer.show(ids.includes(id))) };
  };

  if (s.view)
    s.view({
      id: "base",
      slot: "options",
      shown: (page) => Boolean(page.data.base),
      keys: { base: { name: "grund", read: s.readBase, write: s.writeBase } },
      add: (page, node, map) => {
        const layers = s.addBase(map, page.data);
        const boxes = page.data.base.map((one) => {
          const change = () => page.choose({ base: boxes.filter(({ box }) => box.checked).map(({ id }) => id) });
          const box = s.el("input", { type: "checkbox", change });
          return {
            id: one.id,
            box,
            row: s.el(
              "label",
              { class: "sr-check" },
              box,
              s.el("span", { class: "sr-base-key sr-base-key-" + one.kind }),
              s.el("span", null, one.label),
            ),
          };
        });
        node.append(
          s.el(
            "fieldset",
            null,
            s.el("legend", { class: "sr-heading" }, page.t("base.title")),
            boxes.map(({ row }) => row),
          ),
        );
        return {
          show: (change) => {
            if (change.base === undefined) return;
            boxes.forEach(({ id, box }) => {
              box.checked = page.state.base.includes(id);
            });
            layers.show(page.state.base);
          },
        };
      },
    });
})();

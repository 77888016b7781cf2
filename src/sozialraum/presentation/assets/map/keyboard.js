/* One tab stop into the map; arrow keys walk to the neighbour that lies there. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const ARROWS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

  /** What a key asks for: {move}, {pin}, {clear}, {zoom}, {table}, {compare}, {help} or null. */
  s.keyAction = (key) => {
    if (ARROWS[key]) return { move: ARROWS[key] };
    if (key === "Enter" || key === " ") return { pin: true };
    if (key === "Escape") return { clear: true };
    if (key === "+") return { zoom: 1 };
    if (key === "-") return { zoom: -1 };
    if (key === "?") return { help: true };
    if (key === "v" || key === "V") return { compare: true };
    return key === "t" || key === "T" ? { table: true } : null;
  };

  /** Makes the area paths a group of buttons with a roving tab stop. */
  s.addKeys = (map, page, areas, handlers) => {
    const nodes = areas.paths.map((path) => (path ? path.getElement() : null));
    let stop = nodes.findIndex(Boolean);
    const visible = (node) => {
      try {
        return node.matches(":focus-visible");
      } catch {
        return true;
      }
    };
    const setStop = (area) => {
      if (nodes[stop]) nodes[stop].setAttribute("tabindex", "-1");
      stop = area;
      nodes[stop].setAttribute("tabindex", "0");
    };
    const go = (area) => {
      setStop(area);
      nodes[area].focus({ preventScroll: true });
    };
    nodes.forEach((node, area) => {
      if (!node) return;
      node.setAttribute("tabindex", area === stop ? "0" : "-1");
      node.setAttribute("role", "button");
      node.addEventListener("focus", () => {
        setStop(area);
        if (!visible(node)) return;
        areas.ring(area);
        const place = globalThis.L.latLng(page.data.areas[area].label);
        if (!map.getBounds().contains(place)) map.panTo(place, { animate: false });
      });
      node.addEventListener("blur", () => areas.ring(null));
      node.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const action = s.keyAction(event.key);
        if (!action || action.clear) return; // Escape clears wherever the focus is: the page listens for it
        event.preventDefault();
        if (action.move) {
          const next = s.neighbourTowards(page.data.areas, area, action.move);
          if (next !== null && nodes[next]) go(next);
        } else if (action.pin) handlers.pin(area);
        else if (action.zoom) map.setZoom(map.getZoom() + action.zoom);
        else if (action.table) handlers.table();
        else if (action.compare) handlers.compare(area);
        else if (action.help) page.parts.keys.open();
      });
    });
    areas.setStop = (area) => {
      if (nodes[area]) setStop(area);
    };
  };
})();

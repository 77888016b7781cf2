/* For the projector: large, dark, and beside the map only what was chosen. Paper never becomes dark. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Is the panel folded to its tabs? As long as nothing in it was asked for. */
  s.panelFolded = (state, first) => state.area === null && state.view === first;

  /** A line between all areas, light upon their dark edges, so that two dark ones and two light ones are told apart.
   */
  const lightLines = (map, page) => {
    const L = globalThis.L;
    const pane = s.pane("lines");
    const edges = s.edges(page.data.areas.map((area) => area.rings));
    const shown = [...s.chains(edges.inner), ...s.chains(edges.outer)].map((chain) => chain.map(s.degrees));
    return L.polyline(shown, {
      pane,
      renderer: L.svg({ pane, padding: 0.5 }),
      interactive: false,
      fill: false,
      smoothFactor: 0,
      className: "sr-border-light",
    });
  };

  s.addProjector = (page, node, map) => {
    const root = document.documentElement;
    const button = s.el(
      "button",
      {
        type: "button",
        class: "sr-button",
        "aria-pressed": "false",
        click: () => page.choose({ projector: !page.state.projector }),
      },
      page.t("projector.button"),
    );
    node.append(button);
    let lines = null;
    const first = s.tabNames()[0];
    document.addEventListener("keydown", (event) => {
      const clear =
        page.state.area === null &&
        page.cell === null &&
        page.state.tour === null &&
        !map.getPane("popupPane").firstChild; // first what lies upon the map goes
      if (event.key !== "Escape" || event.defaultPrevented || !page.state.projector || !clear) return;
      event.preventDefault();
      page.choose({ projector: false });
    });
    return {
      show: (change) => {
        const on = page.state.projector;
        root.classList.toggle("sr-folded", on && s.panelFolded(page.state, first));
        if (change.projector === undefined || on === root.classList.contains("sr-projecting")) return;
        root.classList.toggle("sr-projecting", on);
        button.setAttribute("aria-pressed", String(on));
        s.labelScale(on ? 1.45 : 1);
        if (on && !lines) lines = lightLines(map, page);
        if (lines) lines[on ? "addTo" : "removeFrom"](map);
        if (lines && on) s.silent(lines._renderer);
        map.invalidateSize({ animate: false });
        page.drawn.home();
      },
    };
  };

  s.view({ id: "projector", slot: "head", keys: { projector: s.flag("vortrag") }, add: s.addProjector });
})();

/* A background of tiles, only where the project names a service and only after a click that says whom it asks. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const TILE = 256;

  /** Tiles that cover a view: {z, tiles: [[x, y], ...]}; corners in px at zoom 0, `most` the deepest zoom of the
      service. */
  s.tilesIn = ([west, north], [east, south], zoom, most) => {
    const z = Math.max(0, Math.min(most, Math.round(zoom)));
    const count = 2 ** z;
    const at = (px) => Math.max(0, Math.min(count - 1, Math.floor((px * count) / TILE)));
    const tiles = [];
    for (let y = at(north); y <= at(south); y += 1) for (let x = at(west); x <= at(east); x += 1) tiles.push([x, y]);
    return { z, tiles };
  };

  /** Address of one tile. */
  s.tileAddress = (url, z, x, y) => url.replace("{z}", z).replace("{x}", x).replace("{y}", y);

  s.view({
    id: "background",
    slot: "options",
    shown: (page) => Boolean(page.data.background),
    add: (page, node, map) => {
      const L = globalThis.L;
      const { url, host, credit, most } = page.data.background;
      const pane = map.createPane(s.pane("tiles"));
      pane.style.zIndex = 190;
      pane.setAttribute("aria-hidden", "true");
      pane.classList.add("sr-background-tiles");
      const standing = new Map();
      let on = false;
      const draw = () => {
        const view = map.getPixelBounds();
        const scale = 2 ** map.getZoom();
        const { z, tiles } = s.tilesIn(
          [view.min.x / scale, view.min.y / scale],
          [view.max.x / scale, view.max.y / scale],
          map.getZoom(),
          most,
        );
        const px = (TILE * scale) / 2 ** z;
        const origin = map.getPixelOrigin();
        const wanted = new Map(on ? tiles.map(([x, y]) => [[z, x, y].join(), [x, y]]) : []);
        standing.forEach((image, name) => {
          if (!wanted.has(name)) {
            image.remove();
            standing.delete(name);
          }
        });
        wanted.forEach(([x, y], name) => {
          if (!standing.has(name))
            standing.set(
              name,
              pane.appendChild(
                s.el("img", { alt: "", src: s.tileAddress(url, z, x, y), referrerpolicy: "no-referrer" }),
              ),
            );
          const image = standing.get(name);
          image.style.width = image.style.height = px + "px";
          L.DomUtil.setPosition(image, L.point(x * px - origin.x, y * px - origin.y));
        });
      };
      const button = s.el(
        "button",
        {
          type: "button",
          class: "sr-button",
          "aria-pressed": "false",
          click: () => {
            on = !on;
            button.setAttribute("aria-pressed", String(on));
            button.textContent = on ? page.t("background.off") : page.t("background.on", { host });
            note.textContent = on ? credit : "";
            map.getContainer().classList.toggle("sr-with-tiles", on);
            draw();
            page.announce(page.t(on ? "background.loaded" : "background.gone", { host }));
          },
        },
        page.t("background.on", { host }),
      );
      const note = s.el("p", { class: "sr-note" });
      node.append(button, note);
      map.on("moveend zoomend resize", () => {
        if (on) draw();
      });
    },
  });
})();

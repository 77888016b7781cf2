/* What each number means, one fold a group, below the map. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  s.showDefinitions = (definitions, root) =>
    s.replace(
      root,
      definitions.map((group) =>
        s.el(
          "details",
          { class: "sr-fold" },
          s.el("summary", null, `${group.label} (${group.layers.length})`),
          group.layers.map((layer) => [s.el("h4", null, layer.label), s.pairs(layer.rows)]),
        ),
      ),
    );

  s.view({ id: "definitions", slot: "foot", add: (page, node) => s.showDefinitions(page.data.definitions, node) });
})();

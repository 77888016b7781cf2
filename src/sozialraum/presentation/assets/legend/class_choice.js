/* The reader chooses how the values are classed; the project says how it begins. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const NAMES = {
    natural: "classes.natural",
    quantile: "classes.quantile",
    fixed: "classes.fixed",
    deviation: "classes.deviation",
  };

  /** The name of a way to class; at a level the layer's own classes are those of the Sozialraeume. */
  s.schemeName = (page, layer, by) =>
    page.data.level && by === layer.scale.by && by !== "fixed"
      ? page.t("levels.as_base", { base: page.data.base_words })
      : page.t(NAMES[by]);

  /** The list of ways to class; hidden where there is no choice. Returns {show(change)}. */
  s.addClassChoice = (page, node) => {
    const select = s.el("select", { id: "sr-class-scheme" });
    s.replace(
      node,
      s.el("label", { class: "sr-class-label", for: "sr-class-scheme" }, page.t("classes.label")),
      select,
    );
    select.addEventListener("change", () => page.choose({ classes: select.value }));
    return {
      show: (change) => {
        if (!s.changesFigure(change)) return;
        const own = s.onSide(page, page.data.layers[page.state.layer], page.state.period);
        const offered = s.schemesOf(own);
        node.hidden = offered.length < 2 || Boolean(page.shown().layer.drawn_cells);
        s.replace(
          select,
          offered.map((by) => s.el("option", { value: by }, s.schemeName(page, own, by))),
        );
        select.value = s.schemeOf(own, page.state.classes) || "";
      },
    };
  };

  s.view({
    id: "classes",
    slot: "legend",
    keys: {
      classes: {
        name: "klassen",
        figure: true,
        read: (text) => (s.SCHEMES.includes(text) ? text : null),
        write: (value) => value,
      },
    },
    layer: (page, layer) => s.inClasses(page, layer, page.state.classes, page.state.period),
    add: s.addClassChoice,
  });
})();

/* All indicators by Handlungsfeld, to be searched and leafed through, each with what it means one click away. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /**
   * Groups of `data` with the layers that fit the words: [{id, label, own, layers: [index]}]; own: of a question of
   * its own, then only found by words. A layer fits by its names or anything its definition says; every word must
   * occur.
   */
  s.treeOf = (data, words = "") => {
    const wanted = s.spelled(words).split(/\s+/).filter(Boolean);
    const fits = (layer) => {
      const text = s.spelled([layer.label, layer.short, ...layer.info.map(([, said]) => said)].join(" "));
      return wanted.every((word) => text.includes(word));
    };
    const named = (layer) => wanted.every((word) => s.spelled(layer.label + " " + layer.short).includes(word));
    return data.groups
      .map((group) => ({
        id: group.id,
        label: group.label,
        own: s.questionFor(group.id) !== "indicator",
        layers: data.layers
          .map((layer, index) => index)
          .filter((index) => data.layers[index].group === group.id && fits(data.layers[index]))
          .sort((a, b) => (wanted.length ? named(data.layers[b]) - named(data.layers[a]) : 0) || a - b),
      }))
      .filter((group) => group.layers.length && (wanted.length || !group.own));
  };

  const MOVES = { ArrowDown: 1, ArrowUp: -1 };

  /** Opens the tree in a window; chosen(layer index). */
  s.openTree = (page, chosen) => {
    const { data, t } = page;
    const told = s.el("p", { class: "sr-note", role: "status" });
    const list = s.el("div", { class: "sr-tree-list" });
    const field = s.el("input", { type: "search", id: "sr-tree-words", autocomplete: "off", autofocus: true });
    // what the arrows lead to: among hits only these, past the headings
    const stops = () =>
      [...list.querySelectorAll("summary, .sr-leaf")].filter((one) => {
        const { open } = one.closest("details");
        return one.matches("summary") ? one === document.activeElement || !(open && field.value.trim()) : open;
      });
    const leaf = (index) => {
      const layer = data.layers[index];
      return s.el(
        "li",
        null,
        s.el(
          "button",
          {
            type: "button",
            class: "sr-leaf",
            "data-layer": index,
            "aria-current": index === page.state.layer ? "true" : null,
            click: () => {
              node.close();
              chosen(index);
            },
          },
          s.el("span", null, layer.short),
          layer.short === layer.label ? null : s.el("span", { class: "sr-soft" }, layer.label),
        ),
        s.infoButton(page, () => layer, t("info.about", { layer: layer.short })),
      );
    };
    const draw = () => {
      const words = field.value.trim();
      const groups = s.treeOf(data, words);
      const count = groups.reduce((sum, group) => sum + group.layers.length, 0);
      s.replace(
        list,
        groups.map((group) =>
          s.el(
            "details",
            { open: Boolean(words) || group.layers.includes(page.state.layer) },
            s.el("summary", null, group.label, s.el("span", { class: "sr-soft" }, " (" + group.layers.length + ")")),
            s.el("ul", null, group.layers.map(leaf)),
          ),
        ),
      );
      told.textContent = !words ? "" : count ? t("search.found", { n: count }) : t("search.none");
    };
    field.addEventListener("input", draw);
    const node = s.openDialog(
      page,
      t("tree.title"),
      s.el("label", { class: "sr-heading", for: "sr-tree-words" }, t("tree.search")),
      field,
      told,
      list,
    );
    node.classList.add("sr-tree");
    node.addEventListener("keydown", (event) => {
      const all = stops();
      const here = all.indexOf(document.activeElement);
      const fold = here >= 0 ? all[here].closest("details") : null;
      if (event.key === "Enter" && event.target === field && field.value.trim()) {
        const first = list.querySelector(".sr-leaf");
        if (first) {
          event.preventDefault();
          first.click();
        }
      }
      if (fold && event.key === "ArrowRight") fold.open = true;
      else if (fold && event.key === "ArrowLeft") {
        fold.querySelector("summary").focus();
        fold.open = false;
      } else if (MOVES[event.key] && (fold || event.target === field))
        (all[here + MOVES[event.key]] || (here > 0 ? all[here] : field)).focus();
      else return;
      event.preventDefault();
    });
    draw();
    const current = list.querySelector('[aria-current="true"]');
    if (current) current.scrollIntoView({ block: "center" });
    field.focus();
    return node;
  };
})();

/* What a number means, in a window of its own: definition, formula, source, office, dates, classes, methods. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** [term, words] of a layer: what it says of itself, and in what unit, for which dates and in which classes it is
      shown. */
  s.infoRows = (page, layer) => {
    const { periods } = layer;
    const last = periods.length - 1;
    const broken = periods.filter((one) => one.break_before).map((one) => one.label);
    return layer.info.concat(
      [
        [page.t("info.unit"), s.unitText(layer)],
        [
          page.t("info.dates"),
          last > 0
            ? page.t("info.span", { first: periods[0].label, last: periods[last].label, n: last + 1 })
            : periods[0].label,
        ],
        [page.t("info.broken"), broken.length ? page.t("info.not_comparable", { periods: broken.join(", ") }) : ""],
        [page.t("info.classes"), layer.kind === "list" ? layer.why_list : layer.class_note],
      ].filter(([, words]) => words && !layer.info.some((own) => own[1] === words)),
    );
  };

  /** Opens the window on a layer. */
  s.openInfo = (page, layer) => {
    const methods = (page.data.methods || []).filter(
      ([term, words]) => !layer.info.some((own) => own[0] === term && own[1] === words),
    );
    return s.openDialog(
      page,
      layer.label,
      layer.caption ? s.el("p", { class: "sr-caption" }, layer.caption) : null,
      s.pairs(s.infoRows(page, layer)),
      methods.length
        ? s.el("details", { class: "sr-fold" }, s.el("summary", null, page.t("about.methods")), s.pairs(methods))
        : null,
    );
  };

  /** The button that opens it; of() says for which layer. */
  s.infoButton = (page, of, words) =>
    s.el(
      "button",
      {
        type: "button",
        class: "sr-info",
        "aria-haspopup": "dialog",
        "aria-label": words || null,
        title: words || null,
        click: () => s.openInfo(page, of()),
      },
      s.el("span", { class: "sr-info-sign", "aria-hidden": "true" }, "i"),
      words ? null : page.t("info.open"),
    );
})();

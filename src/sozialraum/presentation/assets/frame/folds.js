/* Folds that stay as the reader left them when the panel is drawn anew; paper shows them open. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** <details> under a name; `open` holds until the reader decides otherwise. Empty content gives null. */
  s.fold = (page, name, open, summary, ...children) => {
    const content = children.flat(Infinity).filter(Boolean);
    if (!content.length) return null;
    page.folds = page.folds || new Map();
    const fold = s.el(
      "details",
      { class: "sr-fold sr-paper", open: page.folds.has(name) ? page.folds.get(name) : open },
      s.el("summary", { click: () => page.folds.set(name, !fold.open) }, summary),
      content,
    );
    return fold;
  };
})();

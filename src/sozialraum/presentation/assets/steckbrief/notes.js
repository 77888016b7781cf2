/* What the values of an area are not: withheld, missing, not applicable, estimated; each under its own word. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const ORDER = [..."QOLMEPFU"];

  /** [{letter, layers: [number]}] of all figures at their newest date that has been, whose value is none or is
      marked. */
  s.valueNotes = (data, area) =>
    ORDER.map((letter) => ({
      letter,
      layers: data.layers
        .map((layer, number) => number)
        .filter((number) => {
          const layer = data.layers[number];
          return layer.kind !== "list" && s.reading(layer, s.lastBeen(layer), area).letter === letter;
        }),
    })).filter(({ layers }) => layers.length);

  /** The notes as a fold; null where every value is there and sure. */
  s.noteBlock = (page, area) => {
    const notes = s.valueNotes(page.data, area);
    const n = notes.reduce((sum, { layers }) => sum + layers.length, 0);
    return notes.length
      ? s.fold(
          page,
          "value-notes",
          false,
          page.t("steckbrief.notes", { n }),
          s.el(
            "dl",
            { class: "sr-pairs" },
            notes.map(({ letter, layers }) => [
              s.el("dt", null, page.t("status." + s.STATUS[letter]) + " (" + layers.length + ")"),
              s.el(
                "dd",
                null,
                layers.map((number) => page.data.layers[number].short || page.data.layers[number].label).join("; "),
                letter === "Q" ? [". ", page.t("withheld.why")] : null,
              ),
            ]),
          ),
        )
      : null;
  };
})();

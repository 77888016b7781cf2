/* The list on the board of needs: an area with the reasons why it stands there. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** One entry of the list. */
  s.gapEntry = (page, shown, scenario, area, choose) => {
    const { offer, year, row, layer } = shown;
    const field = layer.classes[s.gapField(row, area)];
    const target = (offer.years[year].targets || {})[area];
    const rows = [
      ["gap.about_places", [s.gapPlacesText(page, row, area)]],
      ["gap.about_lage", [s.gapLageText(page, offer, year, row, area)]],
      ["gap.about_time", [s.gapSpanText(page, offer, scenario, year, area)]],
      ["gap.about_planned", s.gapPlannedTexts(page, offer, scenario, year, area)],
      ["gap.about_sure", [s.gapSureText(page, offer, year, row, area)]],
      ["gap.about_target", [target || ""]],
    ].filter(([, texts]) => texts.some(Boolean));
    return s.el(
      "li",
      { "data-area": area },
      s.el(
        "h4",
        null,
        s.swatch(field.color),
        " ",
        s.el("button", { type: "button", class: "sr-link", click: () => choose(area) }, page.data.areas[area].name),
        " ",
        s.el("span", { class: "sr-tag" }, field.code),
      ),
      s.el(
        "dl",
        null,
        rows.map(([key, texts]) => [
          s.el("dt", null, page.t(key, { year: offer.years[year].label })),
          s.el(
            "dd",
            null,
            texts.map((text) => s.el("p", null, text)),
          ),
        ]),
      ),
    );
  };
})();

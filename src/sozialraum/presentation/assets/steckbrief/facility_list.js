/* The facilities of one area: a list for each type, with what is told of each house. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** What is told of a house; where that is much, in a fold. */
  const lines = (page, facility) => {
    const told = (facility.lines || []).map(([term, words]) =>
      s.el("span", { class: "sr-line" }, term + ": " + words),
    );
    if (told.length <= 3) return told;
    const fold = s.fold(page, "house-" + facility.id, false, page.t("steckbrief.house", { n: told.length }), told);
    fold.classList.remove("sr-paper");
    return fold;
  };

  /** The houses in an area by their type, or that there is none. */
  s.facilityBlock = (page, area) => {
    const inside = page.data.facilities
      .map((facility, index) => ({ facility, index }))
      .filter(({ facility }) => facility.area === area);
    if (!inside.length)
      return [
        s.el("h3", null, page.t("facilities.title")),
        s.el("p", { class: "sr-note" }, page.t("facilities.none_here")),
      ];
    return [
      s.el("h3", null, page.t("facilities.title")),
      page.data.facility_types.map((type, number) => {
        const own = inside.filter(({ facility }) => facility.type === number);
        if (!own.length) return null;
        return s.el(
          "details",
          { class: "sr-facility-list", open: own.length <= 12 },
          s.el(
            "summary",
            null,
            s.symbol(type, "open", 18),
            " ",
            type.labels,
            " ",
            s.el("span", { class: "sr-soft" }, "(" + own.length + ")"),
          ),
          s.el(
            "ul",
            null,
            own.map(({ facility, index }) =>
              s.el(
                "li",
                null,
                facility.at
                  ? s.el(
                      "button",
                      { type: "button", class: "sr-link", click: () => page.showFacility(index) },
                      facility.name,
                    )
                  : s.el("b", null, facility.name),
                s.el(
                  "span",
                  { class: "sr-soft" },
                  " " +
                    [facility.status_label, facility.at ? null : page.t("facilities.no_place")]
                      .filter(Boolean)
                      .join(" · "),
                ),
                lines(page, facility),
              ),
            ),
          ),
        );
      }),
    ];
  };
})();

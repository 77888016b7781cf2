/* Groups of an area side by side: each beside the city's same group, with its interval where there is one. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const WIDTH = 130;

  /** One breakdown for an area: [{label, value, low, high, letter, city, city_letter}]; a withheld value never comes
      through. */
  s.groupRows = (entry, area) =>
    entry.groups.map((group) => {
      const letter = (group.s && group.s[area]) || "O";
      const known = s.VALUE_LETTERS.includes(letter) && typeof group.v[area] === "number";
      const end = (row) => (known && row && typeof row[area] === "number" ? row[area] : null);
      return {
        label: group.label,
        value: known ? group.v[area] : null,
        low: end(group.lo),
        high: end(group.hi),
        letter: known || !s.VALUE_LETTERS.includes(letter) ? letter : "O",
        city: typeof group.city === "number" && group.city_s !== "Q" ? group.city : null,
        city_letter: group.city_s || null,
      };
    });

  const drawn = (row, most) => {
    if (row.letter === "Q") return s.swatch(s.patternFill("Q"), { sign: "•" });
    if (row.value === null || !(most > 0)) return null;
    const at = (value) => (2 + (Math.max(0, value) / most) * (WIDTH - 6)).toFixed(1);
    return s.svg(
      "svg",
      {
        class: "sr-group-bar",
        viewBox: "0 0 " + WIDTH + " 16",
        width: WIDTH,
        height: 16,
        "aria-hidden": "true",
      },
      s.svg("rect", { x: 2, y: 3, width: Math.max(0.5, at(row.value) - 2), height: 10 }),
      row.low !== null && row.high !== null
        ? s.svg("path", {
            class: "sr-whisker-span",
            d: `M${at(row.low)} 8H${at(row.high)}M${at(row.low)} 5V11M${at(row.high)} 5V11`,
          })
        : null,
      row.city === null ? null : s.svg("path", { class: "sr-whisker-city", d: `M${at(row.city)} 0V16` }),
    );
  };

  const labelOf = (page, entry) => {
    const layer = page.data.layers.find((one) => one.id === entry.layer);
    return entry.label || (layer ? layer.short || layer.label : entry.dimension);
  };

  const table = (page, entry, area) => {
    const rows = s.groupRows(entry, area);
    if (rows.every((row) => row.value === null && row.letter === "O")) return null;
    const most = Math.max(
      0,
      ...rows.flatMap((row) => [row.value, row.high, row.city]).filter((value) => value !== null),
    );
    const words = (value) => s.formatValue(value, entry, page.data.number);
    const usual = (row) =>
      row.low === null || row.high === null ? null : page.t("interval.usual", { span: s.spanText(page, entry, row) });
    return s.el(
      "table",
      { class: "sr-table sr-group-table" },
      s.el(
        "caption",
        null,
        s.el("b", null, entry.dimension),
        s.el(
          "span",
          { class: "sr-soft" },
          " " + [entry.share ? page.t("breakdown.share") : null, entry.period_label].filter(Boolean).join(" · "),
        ),
      ),
      s.el(
        "thead",
        null,
        s.el(
          "tr",
          null,
          ["groups.group", "groups.bar", "profile.value", "profile.city"].map((key) =>
            s.el(
              "th",
              { scope: "col", class: key === "profile.value" || key === "profile.city" ? "sr-col-value" : null },
              key === "groups.bar" ? s.el("span", { class: "sr-hidden" }, page.t(key)) : page.t(key),
            ),
          ),
        ),
      ),
      s.el(
        "tbody",
        null,
        rows.map((row) =>
          s.el(
            "tr",
            null,
            s.el("th", { scope: "row" }, row.label),
            s.el("td", { title: usual(row) }, drawn(row, most)),
            row.value === null
              ? s.el("td", { class: "sr-col-words" }, page.t("status." + s.STATUS[row.letter]))
              : s.el(
                  "td",
                  { class: "sr-col-value" },
                  words(row.value),
                  s.markOf(page, { known: true, letter: row.letter }),
                  usual(row) ? s.el("span", { class: "sr-hidden" }, " " + usual(row)) : null,
                ),
            s.el(
              "td",
              { class: "sr-col-value sr-soft" },
              row.city !== null
                ? words(row.city)
                : row.city_letter
                  ? page.t("status." + s.STATUS[row.city_letter])
                  : "–",
            ),
          ),
        ),
      ),
    );
  };

  /** All breakdowns of an area in one fold, a fold in it per figure; null where there are none. */
  s.groupsFold = (page, area) => {
    const figures = new Map();
    (page.data.groups_of || []).forEach((entry) => {
      const drawn = table(page, entry, area);
      if (drawn)
        figures
          .set(entry.layer, figures.get(entry.layer) || { label: labelOf(page, entry), tables: [] })
          .get(entry.layer)
          .tables.push(drawn);
    });
    const shown = page.shown().layer.id;
    const fold = s.fold(
      page,
      "groups",
      figures.has(shown),
      page.t("page.breakdowns"),
      [...figures].map(([layer, figure]) =>
        s.fold(
          page,
          "groups-" + layer,
          layer === shown,
          figure.label + " (" + figure.tables.length + ")",
          figure.tables,
        ),
      ),
      figures.size ? s.el("p", { class: "sr-note" }, page.t("groups.key")) : null,
    );
    // paper has those the reader opened
    if (fold) [fold, ...fold.querySelectorAll(".sr-paper")].forEach((one) => one.classList.remove("sr-paper"));
    return fold;
  };

  /** Areas that are alike, as links; null where nobody asked for it. */
  s.similarBlock = (page, area) => {
    const similar = page.data.similar;
    const others = similar ? similar.areas[area] || [] : [];
    if (!others.length) return null;
    return [
      s.el("h3", null, page.t("similar.title")),
      s.el(
        "ul",
        { class: "sr-similar" },
        others.map((other) =>
          s.el(
            "li",
            null,
            s.el(
              "button",
              { type: "button", class: "sr-link", click: () => page.pin(other, true) },
              page.data.areas[other].name,
            ),
          ),
        ),
      ),
      s.el("p", { class: "sr-note" }, page.t("similar.by", { by: similar.by.join("; ") }), " ", similar.note),
    ];
  };
})();

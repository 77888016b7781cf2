/* What stands out, strengths beside burdens, and what a planner says to it under their name. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SIGNS = { burden: "▲", strength: "◆", neutral: "○" };
  const AT_ONCE = 5;

  /** Findings and notes of an area, or of the city where area is null; empty lists where there are none. */
  s.spoken = (data, area) => {
    const of = (all) => (all ? (area === null ? all.city : (all.areas || {})[area]) || [] : []);
    return { findings: of(data.findings), notes: of(data.notes) };
  };

  /** Number of the layer and of its date a finding speaks of: {layer, period?}, or null where the map does not show
      it. */
  s.shownBy = (data, finding) => {
    const layer = data.layers.findIndex((one) => one.id === finding.layer);
    if (layer < 0) return null;
    const period = data.layers[layer].periods.findIndex((one) => one.id === finding.period);
    return period < 0 ? { layer } : { layer, period };
  };

  const link = (page, finding) => {
    const target = s.shownBy(page.data, finding);
    if (!target) return null;
    const layer = page.data.layers[target.layer];
    const words = [
      layer.short || layer.label,
      target.period === undefined ? null : layer.periods[target.period].label,
    ]
      .filter(Boolean)
      .join(", ");
    return s.el(
      "button",
      { type: "button", class: "sr-link sr-finding-link", click: () => page.choose(target) },
      page.t("findings.show", { what: words }),
    );
  };

  const row = (page, finding) =>
    s.el(
      "li",
      { class: "sr-finding" },
      s.el("span", { class: "sr-finding-sign", "aria-hidden": "true" }, SIGNS[finding.weight] || SIGNS.neutral),
      s.el(
        "div",
        null,
        s.el(
          "b",
          { class: "sr-finding-word" },
          page.t("findings." + (SIGNS[finding.weight] ? finding.weight : "neutral")),
        ),
        " ",
        finding.text,
        " ",
        link(page, finding),
      ),
    );

  /** The list with its heading, the planner's notes under it; [] where there is nothing to say. */
  s.findingBlock = (page, area) => {
    const { findings, notes } = s.spoken(page.data, area);
    const rows = findings.map((finding) => row(page, finding));
    const list = (some) => s.el("ul", { class: "sr-findings" }, some);
    return [
      rows.length
        ? [
            s.el("h3", null, page.t("findings.title")),
            list(rows.slice(0, AT_ONCE)),
            rows.length > AT_ONCE
              ? s.fold(
                  page,
                  "findings",
                  false,
                  page.t("findings.more", { n: rows.length - AT_ONCE }),
                  list(rows.slice(AT_ONCE)),
                )
              : null,
          ]
        : null,
      notes.map((note) =>
        s.el(
          "figure",
          { class: "sr-planner" },
          s.el("figcaption", null, page.t("findings.note", { name: note.signed, date: note.on })),
          s.el("blockquote", null, note.text),
        ),
      ),
    ];
  };
})();

/* What makes up the index of an area, indicator by indicator: a table with bars to either side of zero. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const AT_ONCE = 8;
  const BAR = { width: 130, height: 14 };

  const signed = (page, layer, value) => s.formatDifference(value, layer.decimals, page.data.number);

  const named = (page, layer, parts) =>
    new Intl.ListFormat(page.data.language, { type: "conjunction" }).format(
      parts.map((part) => part.label + " (" + signed(page, layer, part.value) + ")"),
    );

  const bar = (value, largest) => {
    const middle = BAR.width / 2;
    const length = largest > 0 ? (Math.abs(value) / largest) * (middle - 2) : 0;
    return s.svg(
      "svg",
      {
        class: "sr-part-bar",
        viewBox: "0 0 " + BAR.width + " " + BAR.height,
        width: BAR.width,
        height: BAR.height,
        "aria-hidden": "true",
      },
      s.svg("rect", {
        class: value >= 0 ? "sr-part-more" : "sr-part-less",
        x: (value >= 0 ? middle : middle - length).toFixed(1),
        y: 2,
        width: length.toFixed(1),
        height: BAR.height - 4,
      }),
      s.svg("path", { class: "sr-part-axis", d: `M${middle} 0V${BAR.height}` }),
    );
  };

  const partRow = (page, layer, largest, label, value, name) =>
    s.el(
      "tr",
      { class: name },
      s.el("th", { scope: "row" }, label),
      s.el("td", null, bar(value, largest)),
      s.el("td", { class: "sr-col-value" }, signed(page, layer, value)),
    );

  const partSum = (page, layer, index) =>
    s.el(
      "tr",
      { class: "sr-part-sum" },
      s.el("th", { scope: "row" }, page.t("lage.sum")),
      s.el("td"),
      s.el("td", { class: "sr-col-value" }, signed(page, layer, index)),
    );

  /** What raises or lowers the index of an area: in a sentence, and part by part; where no exact
      parts exist the note on that, or null. */
  s.lageTerms = (page, layer, period, area, index) => {
    const lage = page.data.lage;
    const date = layer.periods[period].id;
    const found = s.contributions(lage, date, area);
    if (!found) return lage.note ? s.el("p", { class: "sr-note" }, lage.note) : null;
    const largest = s.largestPart(lage, date, (one) => s.reading(layer, period, one).known);
    const main = s.mainParts(found.parts, index);
    const row = (part) => partRow(page, layer, largest, part.label, part.value, null);
    const centred = s.rounded(found.centring, layer.decimals) !== 0;
    const shown =
      found.parts.length > AT_ONCE + 2
        ? found.parts
            .slice()
            .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
            .slice(0, AT_ONCE)
            .sort((a, b) => b.value - a.value)
        : found.parts;
    const rest = found.parts.filter((part) => !shown.includes(part));
    const head = s.el(
      "thead",
      null,
      s.el(
        "tr",
        null,
        s.el("th", { scope: "col" }, s.el("span", { class: "sr-hidden" }, page.t("lage.part"))),
        s.el(
          "th",
          { scope: "col" },
          s.el(
            "span",
            { class: "sr-part-ends" },
            s.el("span", null, s.el("span", { "aria-hidden": "true" }, "◂ "), page.t("lage.lowers")),
            s.el("span", null, page.t("lage.raises"), s.el("span", { "aria-hidden": "true" }, " ▸")),
          ),
        ),
        s.el("th", { scope: "col", class: "sr-col-value" }, page.t("lage.share")),
      ),
    );
    return [
      main.length
        ? s.el(
            "p",
            null,
            page.t(index >= 0 ? "lage.raised_by" : "lage.lowered_by", { parts: named(page, layer, main) }),
          )
        : null,
      s.el(
        "table",
        { class: "sr-table sr-parts" },
        s.el("caption", { class: "sr-hidden" }, page.t("lage.parts_of", { area: page.data.areas[area].name })),
        head,
        s.el(
          "tbody",
          null,
          shown.map(row),
          rest.length
            ? partRow(
                page,
                layer,
                largest,
                page.t("lage.others", { n: rest.length }),
                rest.reduce((sum, part) => sum + part.value, 0),
                null,
              )
            : null,
          centred ? partRow(page, layer, largest, page.t("lage.centring"), found.centring, null) : null,
          partSum(page, layer, index),
        ),
      ),
      rest.length
        ? s.fold(
            page,
            "lage-rest",
            false,
            page.t("lage.others_list", { n: rest.length }),
            s.el("table", { class: "sr-table sr-parts" }, s.el("tbody", null, rest.map(row))),
          )
        : null,
      found.missing.length
        ? s.el(
            "p",
            { class: "sr-note" },
            page.t("lage.left_out", {
              parts: new Intl.ListFormat(page.data.language, { type: "conjunction" }).format(found.missing),
            }),
          )
        : null,
    ];
  };
})();

/* The table of the comparison: figures by Handlungsfeld in rows, the city first, then up to four areas. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const WIDTH = 64;

  /** Where a value lies among all areas: strokes of all, a tall one of the city, a dot with its interval; null
      without scale or value. */
  s.compareStrip = (layer, period, area, span) => {
    const reading = s.reading(layer, period, area);
    if (!span || reading.value === null) return null;
    const at = (value) => (4 + ((value - span[0]) / (span[1] - span[0])) * (WIDTH - 8)).toFixed(1);
    const all = layer.v[period]
      .map((value, other) => s.reading(layer, period, other).value)
      .filter((value) => value !== null);
    const city = layer.symbols ? null : s.cityReading(layer, period).value;
    const own = s.interval(layer, period, area);
    return s.svg(
      "svg",
      { class: "sr-versus-strip", viewBox: `0 0 ${WIDTH} 14`, "aria-hidden": "true" },
      s.svg("path", {
        class: "sr-whisker-axis",
        d: `M2 7H${WIDTH - 2}` + all.map((value) => `M${at(value)} 5V9`).join(""),
      }),
      city === null ? null : s.svg("path", { class: "sr-whisker-city", d: `M${at(city)} 0V14` }),
      own ? s.svg("path", { class: "sr-whisker-span", d: `M${at(own.low)} 7H${at(own.high)}` }) : null,
      s.svg("circle", { class: "sr-whisker-dot", cx: at(reading.value), cy: 7, r: 3.6 }),
    );
  };

  /** A name that may go on below after each slash. */
  s.brokenName = (name) => name.split("/").flatMap((part, at) => (at ? ["/", s.el("wbr"), part] : [part]));

  const cell = (page, layer, period, area, span) => {
    const reading = s.reading(layer, period, area);
    if (!reading.known || layer.kind === "bivariate") {
      return s.el(
        "td",
        { class: "sr-col-words", title: reading.reason },
        s.withheldBox(reading),
        reading.letter === "Q" ? page.t("versus.withheld") : s.readingText(page, layer, reading),
      );
    }
    const gap = layer.gap ? s.gapAt(layer, period, area) : null;
    return s.el(
      "td",
      { class: "sr-col-value" },
      s.formatNumber(reading.value, layer.decimals, page.data.number),
      s.markOf(page, reading),
      s.compareStrip(layer, period, area, span),
      s.classWords(layer, reading),
      s.standingWords(page, s.standing(layer, period, area)),
      gap === null
        ? null
        : s.el("span", { class: "sr-compare" }, page.t("versus.gap", { n: s.gapText(gap, page.data.number) })),
    );
  };

  const row = (page, own, number) => {
    const { layer, period } = s.compareDate(page, own);
    const areas = page.state.compare;
    const span = layer.kind === "bivariate" ? null : s.compareSpan(layer, period, areas);
    const city = s.cityReading(layer, period);
    return s.el(
      "tr",
      { "aria-current": page.state.layer === number ? "true" : null },
      s.el(
        "th",
        { scope: "row" },
        s.el(
          "button",
          { type: "button", class: "sr-link", title: s.fullName(layer), click: () => page.choose({ layer: number }) },
          layer.short || layer.label,
        ),
        s.el(
          "span",
          { class: "sr-soft" },
          [s.unitText(layer), s.whenText(page, layer, period)].filter(Boolean).join(" \u00b7 "),
        ),
      ),
      s.el("td", { class: "sr-col-value sr-versus-city" }, s.cityText(page, layer, city)),
      areas.map((area) => cell(page, layer, period, area, span)),
    );
  };

  /** Adds the table to `node`. Returns {show()}. */
  s.addComparison = (page, node) => {
    const { data } = page;
    const again = (name) => {
      const found = node.querySelector(`[data-versus="${name}"]`);
      if (found) found.focus();
    };
    const opened = () => page.state.fields || [page.shown().layer.group];
    const toggle = (id) => {
      const now = opened();
      page.choose({
        fields: data.groups.map((group) => group.id).filter((one) => (one === id) !== now.includes(one)),
      });
      again(id);
    };
    const remove = (area) => {
      s.compareWith(page, area);
      again("add");
    };
    const chooser = () =>
      s.el(
        "label",
        { class: "sr-chooser" },
        s.el("span", null, page.t("versus.choose", { area: data.city.area_word })),
        s.el(
          "select",
          {
            "data-versus": "add",
            change: (event) => {
              if (event.target.value !== "") {
                s.compareWith(page, Number(event.target.value));
                again("add");
              }
            },
          },
          s.el("option", { value: "" }, page.t("versus.none")),
          data.areas.map((one, area) =>
            page.state.compare.includes(area) ? null : s.el("option", { value: area }, one.name),
          ),
        ),
      );
    const group = (one, columns) => {
      const rows = data.layers
        .map((layer, number) => ({ layer, number }))
        .filter(({ layer }) => layer.group === one.id);
      if (!rows.length) return null;
      const open = opened().includes(one.id);
      return s.el(
        "tbody",
        null,
        s.el(
          "tr",
          { class: "sr-versus-field" },
          s.el(
            "th",
            { scope: "rowgroup", colspan: columns },
            s.el(
              "button",
              { type: "button", "data-versus": one.id, "aria-expanded": String(open), click: () => toggle(one.id) },
              s.el("span", { "aria-hidden": "true" }, open ? "\u25be " : "\u25b8 "),
              one.label,
              s.el("span", { class: "sr-soft" }, " (" + rows.length + ")"),
            ),
          ),
        ),
        open ? rows.map(({ layer, number }) => row(page, layer, number)) : null,
      );
    };
    return {
      show: () => {
        const areas = page.state.compare;
        const full = page.compareFull;
        page.compareFull = null;
        s.replace(
          node,
          s.el("h2", null, page.t("versus.title")),
          chooser(),
          s.el("p", { class: full ? "sr-box" : "sr-note" }, full || page.t("versus.how", { n: areas.length })),
          areas.length
            ? s.el(
                "div",
                { class: "sr-versus-box" },
                s.el(
                  "table",
                  {
                    class: "sr-table sr-versus",
                    "aria-label": page.t("versus.title"),
                    "aria-describedby": "sr-versus-how",
                  },
                  s.el(
                    "thead",
                    null,
                    s.el(
                      "tr",
                      null,
                      s.el("th", { scope: "col" }, page.t("profile.measure")),
                      s.el(
                        "th",
                        { scope: "col", class: "sr-versus-city", title: data.city.name },
                        page.t("profile.city"),
                      ),
                      areas.map((area) =>
                        s.el(
                          "th",
                          { scope: "col", "aria-current": area === page.state.area ? "true" : null },
                          s.el(
                            "button",
                            { type: "button", class: "sr-link", click: () => page.pin(area, true) },
                            s.compareSign(page, area) + " ",
                            s.brokenName(data.areas[area].name),
                          ),
                          " ",
                          s.el(
                            "button",
                            {
                              type: "button",
                              class: "sr-versus-remove",
                              "aria-label": page.t("versus.remove", { area: data.areas[area].name }),
                              click: () => remove(area),
                            },
                            "\u00d7",
                          ),
                        ),
                      ),
                    ),
                  ),
                  data.groups.map((one) => group(one, areas.length + 2)),
                ),
                s.el(
                  "p",
                  { class: "sr-note", id: "sr-versus-how" },
                  page.t("versus.caption", { city: data.city.name }),
                ),
                s.fileButton(page),
              )
            : s.el("p", { class: "sr-box" }, page.t("versus.prompt", { area: data.city.area_word })),
        );
      },
    };
  };

  s.view({
    id: "compare",
    tab: { name: "vergleich", word: "tab.compare" },
    file: (page) => s.compareRows(page),
    add: s.addComparison,
  });
})();

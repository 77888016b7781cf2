/* A balance of places: how many are missing or spare in each area, as it is or with planned measures. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const ROWS = ["v", "c", "s", "w", "city", "gap", "gap_lo", "gap_hi", "need", "places", "sums"];
  const known = new WeakMap();

  /** Can planned measures change anything at this date? */
  s.plannedAt = (layer, period) =>
    Boolean(layer.planned) && period >= layer.planned.from && period < layer.planned.from + layer.planned.v.length;

  /** The layer with planned measures: the same one, with other rows where there are some; always the same object. */
  s.withMeasures = (layer) => {
    if (!layer.planned) return layer;
    if (!known.has(layer)) {
      const rows = Object.fromEntries(
        ROWS.filter((key) => layer[key]).map((key) => [
          key,
          layer[key].map((row, period) =>
            s.plannedAt(layer, period) ? layer.planned[key][period - layer.planned.from] : row,
          ),
        ]),
      );
      known.set(layer, Object.assign({}, layer, rows));
    }
    return known.get(layer);
  };

  /** Whole places: above 0 missing, below 0 more than needed; null where it is not known. */
  s.gapAt = (layer, period, area) => {
    const row = layer.gap && layer.gap[period];
    return row && s.reading(layer, period, area).known && typeof row[area] === "number" ? row[area] : null;
  };

  /** Size of the symbol of so many missing places, from 0; -1 where none is missing. */
  s.gapStep = (layer, gap) => {
    if (gap === null || gap <= 0) return -1;
    const step = layer.steps.findIndex((end) => gap <= end);
    return step >= 0 ? step : layer.steps.length - 1;
  };

  /** "−46", "+12", "±0": what is missing has a minus as in a balance sheet. */
  s.gapText = (gap, number) => s.formatDifference(gap === 0 ? 0 : -gap, 0, number);

  const what = (t, gap, number) => {
    const n = s.formatNumber(Math.abs(gap), 0, number);
    if (gap === 0) return t("balance.covered");
    if (gap > 0) return gap === 1 ? t("balance.missing_one") : t("balance.missing", { n });
    return gap === -1 ? t("balance.spare_one") : t("balance.spare", { n });
  };

  /** "46 Plätze fehlen" of an area, of the city for -1; null where it is not known. */
  s.gapWords = (page, layer, period, area) => {
    const gap = area < 0 ? layer.sums?.[period]?.[0] : s.gapAt(layer, period, area);
    return typeof gap === "number" ? what(page.t, gap, page.data.number) : null;
  };

  /** What words tell beyond those that stand over them already. */
  s.wordsBeyond = (said, words) =>
    said && words && words.toLowerCase().startsWith(said.toLowerCase())
      ? words.slice(said.length).replace(/^[:;.] ?/, "")
      : words;

  /** "46 Plätze fehlen: 120 Plätze, benötigt 165,7. Je nach Variante fehlen 40 bis 52."; null where nothing is known.
   */
  s.gapSentence = (layer, period, area, t, number) => {
    const gap = s.gapAt(layer, period, area);
    if (gap === null) return null;
    const shown = (value) => s.formatNumber(value, value === Math.round(value) ? 0 : 1, number);
    const sums = [layer.places[period], layer.need[period]].map((row) => (row ? row[area] : null));
    const first = sums.includes(null)
      ? what(t, gap, number) + "."
      : t("balance.sum", { what: what(t, gap, number), places: shown(sums[0]), needed: shown(sums[1]) });
    const [low, high] = [layer.gap_lo[period], layer.gap_hi[period]].map((row) => (row ? row[area] : null));
    if (typeof low !== "number" || typeof high !== "number") return first;
    return (
      first +
      " " +
      t("balance.variants", { low: s.formatNumber(low, 0, number), high: s.formatNumber(high, 0, number) })
    );
  };

  /** A layer of places whose areas say in words what is missing, beside the reasons they have already. */
  s.withGapWords = (layer, t, number) => {
    const worded = (one) =>
      Object.assign({}, one, {
        w: one.w.map((reasons, period) => {
          const said = Object.assign({}, reasons);
          one.v[period].forEach((value, area) => {
            const words = s.gapSentence(Object.assign({}, one, { kind: layer.kind }), period, area, t, number);
            if (words !== null && !said[area]) said[area] = words;
          });
          return said;
        }),
      });
    if (!layer.gap) return layer;
    return Object.assign(worded(layer), layer.planned ? { planned: worded(layer.planned) } : null);
  };

  /** Radius in px of a size. */
  s.stepRadius = (step) => [10, 13, 17][step] || 0;

  /** A key of what the circles and the signs mean; null where the layer has none. */
  s.gapKey = (page, layer) => {
    if (!layer.steps || !layer.steps.length) return null;
    const number = (value) => s.formatNumber(value, 0, page.data.number);
    return [
      s.el("p", { class: "sr-note" }, page.t("legend.missing_places")),
      s.el(
        "ul",
        { class: "sr-legend-list sr-gap-key" },
        layer.steps.map((end, step) => {
          const radius = s.stepRadius(step);
          const side = 2 * radius + 2;
          return s.el(
            "li",
            null,
            s.svg(
              "svg",
              {
                viewBox: `0 0 ${side} ${side}`,
                width: side,
                height: side,
                "aria-hidden": "true",
              },
              s.svg("circle", { class: "sr-gap-circle", cx: radius + 1, cy: radius + 1, r: radius }),
            ),
            s.el("span", null, page.t("legend.step", { high: number(end) })),
          );
        }),
      ),
      s.el("p", { class: "sr-note" }, s.el("b", null, "+5"), " ", page.t("legend.spare_places")),
    ];
  };

  /** The choice between today's places and those with planned measures; hidden where nothing is planned. Returns
      {show()}. */
  s.addScenarioChoice = (page, node, chosen) => {
    const radios = [...node.querySelectorAll("input")];
    radios.forEach((radio) => radio.addEventListener("change", () => chosen(radio.value === "1")));
    return {
      show: () => {
        const { layer } = page.shown();
        node.hidden = !layer.planned;
        radios.forEach((radio) => {
          radio.checked = (radio.value === "1") === page.state.planned;
        });
      },
    };
  };

  /** The date in words, and "mit geplanten Maßnahmen" where these are counted in what is shown. */
  s.whenText = (page, layer, period) =>
    [
      layer.periods[period].label,
      page.state && page.state.planned && layer === page.shown().layer && s.plannedAt(layer, period)
        ? page.t("scenario.planned")
        : "",
    ]
      .filter(Boolean)
      .join(", ");

  s.view({
    id: "scenario",
    slot: "choice",
    keys: { planned: s.flag("massnahmen", true) },
    layer: (page, layer) => (page.state.planned ? s.withMeasures(layer) : layer),
    add: (page, node) => s.addScenarioChoice(page, node, (planned) => page.choose({ planned })),
  });
})();

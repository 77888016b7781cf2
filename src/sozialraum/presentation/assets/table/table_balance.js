/* The table twin of a balance: places needed, places, how much of the need they are, what is missing or spare. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const at = (rows, period, area) =>
    rows && rows[period] && typeof rows[period][area] === "number" ? rows[period][area] : null;
  const signed = (gap) => (gap === null ? null : 0 - gap);

  /** {needed, places, gap} of an area, gap below 0 for what is missing; null where not known. Places are told beside
      a withheld need. */
  s.balanceAt = (layer, period, area) => {
    const open = s.reading(layer, period, area).letter !== "Q";
    return {
      needed: open ? at(layer.need, period, area) : null,
      places: at(layer.places, period, area),
      gap: signed(s.gapAt(layer, period, area)),
    };
  };

  /** Why "need" or "places" has no number: withheld, not applicable, not collected, else missing; area -1 for the
      city. */
  s.balanceLetter = (layer, key, period, area) => {
    const { known, letter } = area < 0 ? s.cityReading(layer, period) : s.reading(layer, period, area);
    if (area >= 0 && layer.closed && (layer.closed[key][period] || []).includes(area)) return "Q";
    const own = !known && (letter !== "Q" || key === "need" || area < 0);
    return own ? letter : "O";
  };

  /** The same of the whole city, which is no sum of what is missing in its areas. */
  s.cityBalance = (layer, period) => {
    const [gap, needed, places] = (layer.sums && layer.sums[period]) || [null, null, null];
    return s.cityReading(layer, period).known
      ? { needed, places, gap: signed(gap) }
      : { needed: null, places: null, gap: null };
  };

  /** The signs of the map and the dash of all tables; read out in words. */
  const SIGNS = { Q: "•", O: "–" };
  const without = (page, letter) => {
    const word = page.t("status." + s.STATUS[letter]);
    return SIGNS[letter]
      ? s.el(
          "span",
          { title: word },
          s.el("span", { "aria-hidden": "true" }, SIGNS[letter]),
          s.el("span", { class: "sr-hidden" }, word),
        )
      : word;
  };

  /** The cells behind the name; a word in place of a value takes the room of a balance that is not known either. */
  s.balanceCells = (page, layer, reading, sums, letterOf) => {
    const number = (value, key) =>
      value === null
        ? without(page, letterOf(key))
        : s.formatNumber(value, value === Math.round(value) ? 0 : 1, page.data.number);
    const word = !reading.known && sums.gap === null;
    return [
      s.el("td", { class: "sr-col-value" }, number(sums.needed, "need")),
      s.el("td", { class: "sr-col-value" }, number(sums.places, "places")),
      reading.known
        ? s.el("td", { class: "sr-col-value" }, s.formatNumber(reading.value, layer.decimals, page.data.number))
        : s.el(
            "td",
            { class: "sr-col-words", title: reading.reason, colspan: word ? 2 : null },
            s.readingText(page, layer, reading),
          ),
      word
        ? null
        : s.el(
            "td",
            { class: "sr-col-gap" + (sums.gap < 0 ? " sr-short" : "") },
            sums.gap === null ? "–" : s.gapText(0 - sums.gap, page.data.number),
          ),
    ];
  };
})();

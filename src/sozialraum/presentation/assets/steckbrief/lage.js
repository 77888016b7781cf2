/* What makes up the index of an area, and how far its rank depends on the recipe. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** The layer of the index, or null where the page has none. */
  s.lageLayer = (data) => (data.lage && data.layers.find((layer) => layer.id === data.lage.layer)) || null;

  /** Is a layer the index itself? Its reasons stand in a block of their own. */
  s.isIndex = (data, layer) => Boolean(data.lage) && layer.id === data.lage.layer;

  /** Which date of `layer` the block of an area speaks of: the wanted one where it knows the area, else the newest
      that does. */
  s.periodOf = (layer, wanted, area) => {
    const says = (period) => s.reading(layer, period, area).letter !== "O";
    const found = layer.periods.findIndex((period) => period.id === wanted);
    if (found >= 0 && says(found)) return found;
    const newest = layer.periods.findLastIndex((period, at) => says(at));
    return newest >= 0 ? newest : layer.periods.length - 1;
  };

  /**
   * What each indicator adds to the index: {parts: [{label, value}], missing: [label], centring}, most adding first,
   * equal ones by name; null where no exact parts exist. parts and centring add up to the index.
   */
  s.contributions = (lage, period, area) => {
    const at = lage.periods.indexOf(period);
    const rows = at >= 0 && lage.terms ? lage.terms[at] : null;
    if (!rows) return null;
    const all = lage.parts.map((part, number) => ({
      label: part.short || part.label,
      value: rows[number] ? rows[number][area] : null,
    }));
    const parts = all.filter((part) => typeof part.value === "number");
    if (!parts.length) return null;
    parts.sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1));
    const centring = lage.centring && lage.centring[at] ? lage.centring[at][area] : null;
    return {
      parts,
      missing: all.filter((part) => typeof part.value !== "number").map((part) => part.label),
      centring: typeof centring === "number" ? centring : 0,
    };
  };

  /** Largest part at a date of any area of which told(area): all bars share a scale, so that two areas can be compared.
   */
  s.largestPart = (lage, period, told) => {
    const at = lage.periods.indexOf(period);
    let largest = 0;
    [...((lage.terms && lage.terms[at]) || []), (lage.centring && lage.centring[at]) || []].forEach((row) =>
      (row || []).forEach((value, area) => {
        if (typeof value === "number" && told(area)) largest = Math.max(largest, Math.abs(value));
      }),
    );
    return largest;
  };

  /** The two parts that explain most: the raising ones of an index above zero, the lowering ones of one below. */
  s.mainParts = (parts, index, most = 2) => {
    const sign = index >= 0 ? 1 : -1;
    return parts
      .filter((part) => sign * part.value > 0)
      .sort((a, b) => sign * (b.value - a.value))
      .slice(0, most);
  };

  /** {rank, low, high, median, top3, robust, of} of an area, or null; robust: true, false or null. */
  s.rankRange = (lage, period, area) => {
    const at = lage.periods.indexOf(period);
    const ranks = at >= 0 && lage.ranks ? lage.ranks[at] : null;
    if (!ranks || typeof ranks.rank[area] !== "number") return null;
    const number = (name) => (ranks[name] && typeof ranks[name][area] === "number" ? ranks[name][area] : null);
    const robust = { 1: true, 0: false }[ranks.robust && ranks.robust[area]];
    return {
      rank: number("rank"),
      low: number("low"),
      high: number("high"),
      median: number("median"),
      top3: number("top3"),
      robust: robust === undefined ? null : robust,
      of: ranks.rank.filter((rank) => typeof rank === "number").length,
    };
  };
})();

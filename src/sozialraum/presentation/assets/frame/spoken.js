/* What is said aloud of an area in one sentence: value, usual fluctuation, rank, and the city. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /**
   * {rank, shared, of}: place from the highest value among the areas whose value is known, equal shown values
   * sharing one; null for a value that is none, for figures without colour by value, for balances, and where ranks
   * are told by the figure itself.
   */
  s.placeOf = (layer, period, area, count) => {
    if (layer.kind !== "choropleth" || layer.gap || layer.cells || layer.id === "lage_rank" || s.judges(layer))
      return null;
    const at = (index) => {
      const reading = s.reading(layer, period, index);
      return reading.value === null ? null : s.rounded(reading.value, layer.decimals);
    };
    const own = at(area);
    if (own === null) return null;
    const known = Array.from({ length: count }, (nothing, index) => at(index)).filter((value) => value !== null);
    return {
      rank: known.filter((value) => value > own).length + 1,
      shared: known.filter((value) => value === own).length > 1,
      of: known.length,
    };
  };

  /** "Rang 3 von 11 vom höchsten Wert an"; null where an area has no place. */
  s.placeText = (page, layer, period, area) => {
    const place = s.placeOf(layer, period, area, page.data.areas.length);
    return place && page.t(place.shared ? "spoken.shared_rank" : "spoken.rank", place);
  };

  const BESIDE = { similar: "spoken.similar", above: "spoken.above", below: "spoken.below", same: "spoken.same" };

  /** "Holsterhausen, Kinderarmut, 31.12.2023: 18,4 %, Rang 3 von 11 vom höchsten Wert an, über der Stadt (14,2 %)."
   */
  s.spokenSentence = (page, layer, period, area) => {
    const reading = s.reading(layer, period, area);
    const city = s.cityReading(layer, period);
    const standing = s.standing(layer, period, area);
    const place = s.placeText(page, layer, period, area);
    const around = s.interval(layer, period, area);
    const parts = [
      page.t("spoken.value", {
        area: page.data.areas[area].name,
        layer: s.whatText(layer),
        period: s.whenText(page, layer, period),
        value: s.readingText(page, layer, reading),
      }),
    ];
    if (reading.known && s.MARKED_LETTERS.includes(reading.letter))
      parts.push(page.t("status." + s.STATUS[reading.letter]));
    if (around) parts.push(page.t("spoken.span", { span: s.spanText(page, layer, around) }));
    if (s.unsure(layer, period, area)) parts.push(page.t("reliability.unsure"));
    if (place) parts.push(place);
    if (standing)
      parts.push(
        page.t(BESIDE[standing.beside === "similar" ? "similar" : standing.direction], {
          city: s.readingText(page, layer, city),
        }),
      );
    if (reading.letter === "Q") parts.push(s.reasonAfter(page, reading));
    return parts.filter(Boolean).join(", ").replace(/\.?$/, ".");
  };
})();

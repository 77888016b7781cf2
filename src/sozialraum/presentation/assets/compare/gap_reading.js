/* The board of needs, read: which areas lie in which field, where the gaps are, since when, and how sure that is. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const STEPS = 3;
  const SHORT = 2 * STEPS; // the first field of the row below the lower bound
  const MOST_DIGITS = 4;

  /** Field of an area in a row of the board, -1 for none; a withheld one is never handed on. */
  s.gapField = (row, area) => {
    if (!row || !s.VALUE_LETTERS.includes(row.s[area]) || row.f[area] === "-") return -1;
    return Number(row.f[area]);
  };

  s.isGap = (field) => field >= SHORT;

  /** Step of the Lage (0 low, 2 high) in a field. */
  s.gapLage = (field) => field % STEPS;

  /** The row of a scenario at a year; that of the stock where the scenario says nothing of it. */
  s.gapRow = (offer, scenario, year) =>
    (offer.rows[scenario] && offer.rows[scenario][year]) || offer.rows.bestand[year];

  /** Areas of each of the nine fields, and those without one. */
  s.gapCells = (row, count) => {
    const found = { fields: Array.from({ length: STEPS * STEPS }, () => []), none: [] };
    for (let area = 0; area < count; area += 1) {
      const field = s.gapField(row, area);
      (field < 0 ? found.none : found.fields[field]).push(area);
    }
    return found;
  };

  /** Areas below the lower bound: the more strained fields first, then by missing places, equal ones by name. */
  s.gapAreas = (row, areas, language) => {
    const names = new Intl.Collator(language, { numeric: true });
    return areas
      .map((one, area) => area)
      .filter((area) => s.isGap(s.gapField(row, area)))
      .sort(
        (a, b) =>
          s.gapField(row, b) - s.gapField(row, a) ||
          (row.w[b] || 0) - (row.w[a] || 0) ||
          names.compare(areas[a].name, areas[b].name),
      );
  };

  /** The years in a row around `year` in which an area lies below the bound: {first, last, fromStart, toEnd}, or
      null. */
  s.gapSpan = (rows, year, area) => {
    const short = (at) => Boolean(rows[at]) && s.isGap(s.gapField(rows[at], area));
    if (!short(year)) return null;
    let [first, last] = [year, year];
    while (short(first - 1)) first -= 1;
    while (short(last + 1)) last += 1;
    return { first, last, fromStart: first === 0, toEnd: last === rows.length - 1 };
  };

  /** Does a gap hold whatever the variants say? true, false, or null where there are none. */
  s.gapFirm = (row, area, bound) => {
    const most = row.hi ? row.hi[area] : null;
    return typeof most === "number" ? most < bound : null;
  };

  /** Areas that lie below the bound only in the less favourable variant. */
  s.gapPossible = (row, areas, bound) =>
    areas
      .map((one, area) => area)
      .filter((area) => {
        const field = s.gapField(row, area);
        return field >= 0 && !s.isGap(field) && row.lo && typeof row.lo[area] === "number" && row.lo[area] < bound;
      });

  /** Number of the year to open with: the wanted one, else today's, else the newest. */
  s.gapYear = (offer, wanted) => {
    const at = (test) => offer.years.findIndex(test);
    const asked = at((year) => year.id === wanted);
    const today = at((year) => year.tense === "today");
    return asked >= 0 ? asked : today >= 0 ? today : offer.years.length - 1;
  };

  /** A share with one digit, or as many more as show on which side of a bound it lies. */
  s.gapShare = (share, bounds, number) => {
    for (let digits = 1; digits < MOST_DIGITS; digits += 1) {
      const shown = s.rounded(share, digits);
      if (bounds.every((bound) => shown < bound === share < bound)) return s.formatNumber(share, digits, number);
    }
    return s.formatNumber(share, MOST_DIGITS, number);
  };

  /** Parts of the index of an area: {burdens, strengths}, at most `most` labels each, the largest first. */
  s.gapParts = (lage, date, area, most = 2) => {
    const found = lage ? s.contributions(lage, date, area) : null;
    if (!found) return { burdens: [], strengths: [] };
    return {
      burdens: s.mainParts(found.parts, 1, most).map((part) => part.label),
      strengths: s.mainParts(found.parts, -1, most).map((part) => part.label),
    };
  };
})();

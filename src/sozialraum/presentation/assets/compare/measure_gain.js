/* What planned measures change: the figure with them less the figure without, as a figure of its own and in
   sentences. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SIGNS = ["\u2212\u2212", "\u2212", "", "+", "++"];
  const WORDS = ["gain.far_less", "gain.less", "gain.same", "gain.more", "gain.far_more"];
  const EXACT = 6; // digits behind which a difference is but the rounding of its sides
  const differences = new WeakMap();

  /** Do planned measures change what the layer, as the data has it, shows at this date? */
  s.plansChange = (layer, period) =>
    s.plannedAt(layer, period) && String(s.withMeasures(layer).v[period]) !== String(layer.v[period]);

  /** Newest date at which they do, -1 where there is none. */
  s.lastPlanned = (layer) => layer.periods.findLastIndex((one, period) => s.plansChange(layer, period));

  /** Can the change of a layer be told as a number? A field of the matrix is none. */
  s.hasGain = (layer) => layer.kind === "choropleth" && s.lastPlanned(layer) >= 0;

  const valueAt = (layer, period, area) => (area < 0 ? s.cityReading(layer, period) : s.reading(layer, period, area));

  /** Places of a balance in an area, or in the city (-1), as {value, letter}. */
  const placesAt = (layer, period, area) => {
    const value = area < 0 ? ((layer.sums && layer.sums[period]) || [])[2] : (layer.places[period] || [])[area];
    if (typeof value === "number") return { value, letter: "A" };
    const { letter } = valueAt(layer, period, area);
    return { value: null, letter: letter === "Q" ? "Q" : s.balanceLetter(layer, "places", period, area) };
  };

  /** {value, letter, reason} of a difference: what either side withholds is withheld, what either lacks is lacking.
   */
  const between = (before, after) => {
    const sides = [before, after];
    const known = sides.every((one) => typeof one.value === "number");
    const wanted = known ? (one) => s.MARKED_LETTERS.includes(one.letter) : (one) => one.value === null;
    const found = sides.filter(wanted);
    const told = (known ? found.pop() : found.find((one) => one.letter === "Q") || found[0]) || { letter: "A" };
    return {
      value: known ? s.rounded(after.value - before.value, EXACT) : null,
      letter: told.letter,
      reason: told.reason || null,
    };
  };

  /** Classes of a change by its sign and size, the same for all dates: {far, digits, classes}. */
  const classesOf = (page, values, digits) => {
    const largest = Math.max(0, ...values.map(Math.abs));
    const far = largest > 0 ? s.roundStep(largest / 2, digits) : 1;
    const fields = { far: s.formatNumber(far, Number.isInteger(far) ? 0 : digits, page.data.number) };
    const colours = [...page.data.sides].reverse();
    return {
      far,
      classes: WORDS.map((key, at) => ({ color: colours[at], code: SIGNS[at], label: page.t(key, fields) })),
    };
  };

  const gainOf = (page, layer) => {
    const after = s.withMeasures(layer);
    const at = layer.gap ? placesAt : valueAt;
    const told = (period, area) =>
      s.plannedAt(layer, period) && layer.kind !== "bivariate"
        ? between(at(layer, period, area), at(after, period, area))
        : { value: null, letter: "M", reason: null };
    const rows = layer.periods.map((one, period) => layer.v[period].map((none, area) => told(period, area)));
    const city = layer.periods.map((one, period) => told(period, -1));
    const values = rows
      .flat()
      .concat(city)
      .map((one) => one.value)
      .filter((value) => value !== null);
    const counts = Boolean(layer.gap) || layer.symbols;
    const digits = counts ? (values.every(Number.isInteger) ? 0 : 1) : s.differenceDigits(layer);
    const { far, classes } = counts ? { far: 0, classes: [] } : classesOf(page, values, digits);
    const place = (value) => (value === null || counts ? -1 : s.distanceClass([0, far], s.rounded(value, digits)));
    const fields = { layer: (counts && layer.offer) || layer.short || layer.label };
    return {
      id: layer.id,
      group: layer.group,
      kind: "choropleth",
      label: page.t(counts ? "second.gain_title" : "gain.title", fields),
      short: page.t(counts ? "second.gain_short" : "gain.name"),
      unit: counts ? page.t("second.gain_unit") : s.differenceUnit(page, layer),
      unit_words: counts ? "" : s.differenceUnit(page, layer),
      decimals: digits,
      why_list: null,
      polarity: "keine",
      polarity_word: "",
      info: [],
      caption: null,
      periods: layer.periods,
      classes,
      class_note: page.t(counts ? "second.gain_note" : "gain.note"),
      axes: null,
      symbols: counts,
      signed: true,
      v: rows.map((row) => row.map((one) => one.value)),
      c: rows.map((row) => row.map((one) => place(one.value))),
      s: rows.map((row) => row.map((one) => one.letter).join("")),
      w: rows.map((row) =>
        Object.fromEntries(row.map((one, area) => [area, one.reason]).filter(([, reason]) => reason)),
      ),
      city: city.map((one) => ({ v: one.value, s: one.letter, w: one.value === null ? one.reason : null })),
      change: rows.map(() => null),
      change_unit: "",
    };
  };

  /** The change as a layer: places of a balance, else the value itself, of a quota in points; always the same object.
   */
  s.measureGain = (page, layer) => {
    if (!differences.has(layer)) differences.set(layer, gainOf(page, layer));
    return differences.get(layer);
  };

  const balanceTexts = (page, layer, period, area) => {
    const said = [layer, s.withMeasures(layer)].map((one) =>
      s.gapSentence(one, period, area, page.t, page.data.number),
    );
    return said[0] !== null && said[0] === said[1]
      ? [page.t("second.equal") + " " + said[0]]
      : [said[0] && page.t("second.today") + " " + said[0], said[1] && page.t("second.then") + " " + said[1]].filter(
          Boolean,
        );
  };

  /** "Heutiger Bestand: 30,0 %; mit geplanten Maßnahmen: 45,0 % (+15,0 Prozentpunkte)." of an area, or of the city
      (-1). */
  const valueText = (page, layer, period, area) => {
    const [before, after] = [layer, s.withMeasures(layer)].map((one) =>
      s.readingText(page, layer, valueAt(one, period, area)),
    );
    const gain = s.measureGain(page, layer);
    const reading = valueAt(gain, period, area);
    if (!reading.known) return page.t("gain.unknown", { why: s.absentText(page, gain, reading.letter) });
    return reading.value === 0
      ? page.t("gain.unchanged", { value: before })
      : page.t("gain.sentence", { before, after, change: s.readingText(page, gain, reading) });
  };

  /** Each planned measure of an offer in an area in a sentence, or that there is none: texts. */
  s.measuresPlanned = (page, offer, area) => {
    const said = (offer.planned[area] || []).map((one) =>
      page.t(one.counts ? "gap.planned" : "gap.planned_idle", {
        label: one.label,
        places: s.formatDifference(one.places, 0, page.data.number),
        from: one.from,
        state: one.state,
      }),
    );
    return said.length ? said : [page.t("gap.planned_none")];
  };

  /** What an area, or the city (-1), gains or loses, and by which measure: texts. */
  s.measureTexts = (page, layer, period, area) => {
    const sums =
      layer.gap && area >= 0 ? balanceTexts(page, layer, period, area) : [valueText(page, layer, period, area)];
    const board = page.data.gap_board;
    const offer = board && board.offers.find((one) => layer.id.startsWith(one.id + "_"));
    const year = offer && area >= 0 ? offer.years.findIndex((one) => one.id === layer.periods[period].id) : -1;
    if (year < 0) return sums;
    return sums.concat(s.measuresPlanned(page, offer, area));
  };
})();

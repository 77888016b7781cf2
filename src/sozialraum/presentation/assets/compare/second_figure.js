/* What a second map shows beside the first: another indicator, the same at another date, or before and after planned measures. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const MODES = { TIME: "-zeit", PLANNED: "-massnahmen", GAIN: "-unterschied" };
  const differences = new WeakMap();

  s.SECOND = MODES;

  /** Id of a layer or one of the modes, null where the second map is closed. */
  s.secondKey = { name: "karte2", write: (value) => value,
    read: (text, data) => (Object.values(MODES).includes(text) || data.layers.some((layer) => layer.id === text) ? text : null) };

  /** Id of a date of the second map where the reader chose one. */
  s.secondPeriodKey = { name: "jahr2", write: (value, data, state) => (state.second ? value : null), read: (text) => text };

  /** Date to set beside another of the same layer: the oldest one with values, or the newest where that is shown itself. */
  s.otherPeriod = (layer, period) => {
    const known = layer.periods.map((one, at) => at).filter((at) => at !== period && s.hasValues(layer, at));
    return known.length ? (known[0] < period ? known[0] : known[known.length - 1]) : period;
  };

  /** Do planned measures change what the layer, as the data has it, shows at this date? */
  s.plansChange = (layer, period) => s.plannedAt(layer, period) && String(s.withMeasures(layer).v[period]) !== String(layer.v[period]);

  /** Newest date at which they do, -1 where there is none. */
  s.lastPlanned = (layer) => layer.periods.findLastIndex((one, period) => s.plansChange(layer, period));

  /** State of the second map beside that of the first: {layer, period, planned, gain, same}; null where it is closed. */
  s.secondState = (data, state, figure) => {
    const wanted = state.second;
    if (!wanted) return null;
    const dated = (layer, otherwise) => { const at = layer.periods.findIndex((one) => one.id === state.second_period); return at >= 0 ? at : otherwise; };
    const same = { layer: state.layer, period: state.period, planned: Boolean(state.planned), gain: false, same: true };
    if (wanted === MODES.TIME) return Object.assign(same, { period: dated(figure, s.otherPeriod(figure, state.period)) });
    if (wanted === MODES.PLANNED) return Object.assign(same, { planned: !state.planned });
    if (wanted === MODES.GAIN) return Object.assign(same, { gain: true });
    const layer = data.layers.findIndex((one) => one.id === wanted);
    const own = data.layers[layer];
    return { layer, period: dated(own, s.samePeriod(figure, state.period, own)), planned: Boolean(state.planned), gain: false, same: layer === state.layer };
  };

  const placesAt = (layer, period, area) => (layer.places[period] ? layer.places[period][area] : null);

  const less = (after, before) => (typeof after === "number" && typeof before === "number" ? after - before : null);

  /** Places with planned measures less today's, of each area and of the city; nothing is told where a side is not known. */
  s.measureGain = (layer, words) => {
    if (differences.has(layer)) return differences.get(layer);
    const after = s.withMeasures(layer);
    const rows = layer.periods.map((one, period) => layer.v[period].map((none, area) => (s.plannedAt(layer, period) ? less(placesAt(after, period, area), placesAt(layer, period, area)) : null)));
    const letters = rows.map((row, period) => row.map((value, area) => (value === null ? (layer.s[period][area] === "Q" ? "Q" : "O") : "A")).join(""));
    const places = (of, period) => (of.sums && of.sums[period] ? of.sums[period][2] : null);
    const city = layer.periods.map((one, period) => ({ v: s.plannedAt(layer, period) ? less(places(after, period), places(layer, period)) : null, s: "A", w: null }));
    const made = { id: layer.id, group: layer.group, kind: "choropleth", label: words.label, short: words.short, unit: words.unit, unit_words: "",
      decimals: rows.flat().every((value) => value === null || Number.isInteger(value)) ? 0 : 1, why_list: null, polarity: "keine", polarity_word: "", info: [], caption: null,
      periods: layer.periods.map((one) => Object.assign({}, one, { ahead: false })), classes: [], class_note: words.note, axes: null, symbols: true, signed: true,
      v: rows, c: rows.map((row) => row.map(() => -1)), s: letters, w: rows.map(() => ({})), city, change: rows.map(() => null), change_unit: "" };
    differences.set(layer, made);
    return made;
  };

  /** What the chosen area gains or loses, and by which measure: texts; none where nothing is told. */
  s.measureTexts = (page, layer, period, area) => {
    const said = [layer, s.withMeasures(layer)].map((one) => s.gapSentence(one, period, area, page.t, page.data.number));
    const board = page.data.gap_board;
    const offer = board && board.offers.find((one) => layer.id.startsWith(one.id + "_"));
    const year = offer ? offer.years.findIndex((one) => one.id === layer.periods[period].id) : -1;
    const measures = year < 0 ? [] : (offer.planned[area] || []).map((one) => page.t(one.counts ? "gap.planned" : "gap.planned_idle", {
      label: one.label, places: s.formatDifference(one.places, 0, page.data.number), from: one.from, state: one.state }));
    const sums = said[0] !== null && said[0] === said[1] ? [page.t("second.equal") + " " + said[0]]
      : [said[0] && page.t("second.today") + " " + said[0], said[1] && page.t("second.then") + " " + said[1]].filter(Boolean);
    return sums.concat(year < 0 || measures.length ? measures : [page.t("gap.planned_none")]);
  };
})();

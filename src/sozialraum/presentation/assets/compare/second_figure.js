/* What a second map shows beside the first: another indicator, the same at another date, or before and after planned
   measures. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const MODES = { TIME: "-zeit", PLANNED: "-massnahmen", GAIN: "-unterschied" };

  s.SECOND = MODES;

  /** Id of a layer or one of the modes, null where the second map is closed. */
  s.secondKey = {
    name: "karte2",
    write: (value) => value,
    read: (text, data) =>
      Object.values(MODES).includes(text) || data.layers.some((layer) => layer.id === text) ? text : null,
  };

  /** Id of a date of the second map where the reader chose one. */
  s.secondPeriodKey = {
    name: "jahr2",
    write: (value, data, state) => (state.second ? value : null),
    read: (text) => text,
  };

  const breaks = (layer, one, other) =>
    layer.periods.filter(({ break_before: broken }, at) => broken && at > one !== at > other);

  /** Date to set beside another of the same layer, no break of the series between them: the oldest one with values, or
      the newest where that is shown itself; the same where there is none. */
  s.otherPeriod = (layer, period) => {
    const known = layer.periods
      .map((one, at) => at)
      .filter((at) => at !== period && s.hasValues(layer, at) && !breaks(layer, at, period).length);
    return known.length ? (known[0] < period ? known[0] : known[known.length - 1]) : period;
  };

  /** State of the second map beside that of the first: {layer, period, planned, gain, same}; null where it is closed.
   */
  s.secondState = (data, state, figure) => {
    const wanted = state.second;
    if (!wanted) return null;
    const dated = (layer, otherwise) => {
      const at = layer.periods.findIndex((one) => one.id === state.second_period);
      return at >= 0 ? at : otherwise;
    };
    const same = {
      layer: state.layer,
      period: state.period,
      planned: Boolean(state.planned),
      gain: false,
      same: true,
    };
    if (wanted === MODES.TIME)
      return Object.assign(same, { period: dated(figure, s.otherPeriod(figure, state.period)) });
    if (wanted === MODES.PLANNED) return Object.assign(same, { planned: !state.planned });
    if (wanted === MODES.GAIN) return Object.assign(same, { gain: true });
    const layer = data.layers.findIndex((one) => one.id === wanted);
    const own = data.layers[layer];
    return {
      layer,
      period: dated(own, s.samePeriod(figure, state.period, own)),
      planned: Boolean(state.planned),
      gain: false,
      same: layer === state.layer,
    };
  };

  /** Says that a break of the series lies between the two dates of a layer that both maps show, "" where none does. */
  s.secondBroken = (page) => {
    const { layer, period } = page.shown();
    const now = s.secondState(page.data, page.state, layer);
    const between = now && now.same ? breaks(layer, period, now.period) : [];
    return between.length ? page.t("second.broken", { periods: between.map((one) => one.label).join(", ") }) : "";
  };
})();

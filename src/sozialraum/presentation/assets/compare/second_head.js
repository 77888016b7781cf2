/* The two choices over the second map: what it shows, and of which date. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Chooses what the second map shows. */
  s.secondChooser = (page, figure) => {
    const { state, data } = page;
    const plans = s.lastPlanned(data.layers[state.layer]) >= 0;
    const kept = (mode) => state.second === mode; // what is shown stays on the list, though it tells nothing here
    const option = (value, words) => s.el("option", { value, selected: value === state.second }, words);
    return s.el(
      "select",
      {
        "aria-label": page.t("second.choose"),
        "data-second": "what",
        change: (event) => page.parts.second.choose(event.target.value),
      },
      s.el(
        "optgroup",
        { label: page.t("second.same") },
        figure.periods.length > 1 || kept(s.SECOND.TIME) ? option(s.SECOND.TIME, page.t("second.time")) : null,
        plans || kept(s.SECOND.PLANNED)
          ? option(s.SECOND.PLANNED, page.t(state.planned ? "second.now" : "second.planned"))
          : null,
        s.hasGain(data.layers[state.layer]) || kept(s.SECOND.GAIN)
          ? option(s.SECOND.GAIN, page.t("second.gain"))
          : null,
      ),
      data.groups.map((group) => {
        const inside = data.layers.filter((layer) => layer.group === group.id);
        return inside.length
          ? s.el(
              "optgroup",
              { label: group.label },
              inside.map((layer) => option(layer.id, layer.short || layer.label)),
            )
          : null;
      }),
    );
  };

  /** Chooses its date; null where there is nothing to choose. */
  s.secondPeriods = (page, now, layer) =>
    now.gain || page.state.second === s.SECOND.PLANNED || layer.periods.length < 2
      ? null
      : s.el(
          "select",
          {
            "aria-label": page.t("second.period"),
            "data-second": "when",
            change: (event) => page.choose({ second_period: event.target.value }),
          },
          layer.periods.map((one, at) =>
            s.hasValues(layer, at) || at === now.period
              ? s.el("option", { value: one.id, selected: at === now.period }, one.label)
              : null,
          ),
        );
})();

/* What is chosen, and the address line that says so (works from file://, the back button too). */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const indexOf = (list, id) => list.findIndex((one) => one.id === id);

  /** "#ind=…&jahr=…&gebiet=…&ansicht=…" and the keys of the views -> {layer, period, area, view, ...}; what is not
      known falls back to the start. */
  s.readHash = (hash, data) => {
    const given = new URLSearchParams(hash.replace(/^#/, ""));
    const found = indexOf(data.layers, given.get("ind"));
    const layer = found >= 0 ? found : Math.max(0, indexOf(data.layers, data.start.layer));
    const period = indexOf(data.layers[layer].periods, given.get("jahr"));
    const area = indexOf(data.areas, given.get("gebiet"));
    const tabs = s.tabNames();
    const state = {
      layer,
      period: period >= 0 ? period : s.newestShown(data.layers[layer]),
      area: area >= 0 ? area : null,
      view: tabs.includes(given.get("ansicht")) ? given.get("ansicht") : area >= 0 ? "steckbrief" : tabs[0],
    };
    s.viewKeys().forEach(([property, key]) => {
      state[property] = key.read(given.get(key.name), data, state);
    });
    return state;
  };

  /** State -> address fragment, without the leading "#". */
  s.writeHash = (state, data) => {
    const layer = data.layers[state.layer];
    const given = new URLSearchParams({ ind: layer.id, jahr: layer.periods[state.period].id });
    if (state.area !== null) given.set("gebiet", data.areas[state.area].id);
    given.set("ansicht", state.view);
    s.viewKeys().forEach(([property, key]) => {
      const text = key.write(state[property], data, state);
      if (text !== null && text !== undefined) given.set(key.name, text);
    });
    return given.toString();
  };

  /** Is a change a step on the way, as of a slider, to which nobody wants to come back? */
  s.passing = (change) => Object.keys(change).every((key) => key === "period");

  /** Puts the state into the address: a new entry to come back to, or in the place of the last one. */
  s.goTo = (change, hash) => {
    if (s.passing(change)) globalThis.location.replace("#" + hash);
    else globalThis.location.hash = hash;
  };

  /** Layers that have a date; where there is none at all, one that says so, so that the borders can still be seen. */
  s.shownLayers = (data, t) => {
    const layers = data.layers.filter((layer) => layer.periods.length);
    if (layers.length) return layers;
    const none = data.areas.map(() => null);
    return [
      {
        id: "none",
        group: "",
        kind: "list",
        label: t("map.nothing"),
        short: t("map.nothing"),
        unit: "",
        decimals: 0,
        why_list: null,
        polarity: "keine",
        polarity_word: "",
        info: [],
        caption: null,
        periods: [{ id: "none", label: "", break_before: false }],
        classes: [],
        class_note: "",
        axes: null,
        v: [none],
        c: [none.map(() => -1)],
        symbols: false,
        s: ["O".repeat(none.length)],
        w: [{}],
        city: [null],
        change: [null],
        change_unit: "",
      },
    ];
  };

  s.knownAreas = (layer, period) =>
    layer.v[period].filter((value, area) => s.reading(layer, period, area).known).length;

  s.hasValues = (layer, period) => s.knownAreas(layer, period) > 0;

  /** Newest date that is not one of the years ahead; the first of these where there is no other. */
  s.lastBeen = (layer) =>
    Math.max(
      0,
      layer.periods.findLastIndex((one) => !one.ahead),
    );

  /** Newest date that knows at least half as many areas as the best known one; the newest of all where only the city
      has values. None of the years ahead. */
  s.newestShown = (layer) => {
    const last = s.lastBeen(layer);
    const known = layer.periods.slice(0, last + 1).map((one, period) => s.knownAreas(layer, period));
    const enough = Math.max(1, Math.max(...known) / 2);
    const found = known.findLastIndex((count) => count >= enough);
    return found >= 0 ? found : last;
  };

  /** Date to show when the layer changes: the same one where it exists and has values, else the newest that has. */
  s.samePeriod = (from, period, to) => {
    const found = indexOf(to.periods, from.periods[period].id);
    return found >= 0 && s.hasValues(to, found) ? found : s.newestShown(to);
  };
})();

/* The second map: the same areas and the same view beside the first map, with its own figure, title and legend. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** The page as the second map sees it: its own figure and, unless it shows the same layer, its own choice of a class. */
  const secondPage = (page, marked) => {
    const twin = Object.create(page);
    let now = null;
    let cell = null;
    let classes = null;
    Object.defineProperty(twin, "cell", { get: () => (now && now.same && !now.gain ? page.cell : cell) });
    twin.figure = null;
    twin.badges = false;
    twin.chooseCell = (wanted) => {
      if (now.same && !now.gain) { page.chooseCell(wanted); return; }
      cell = wanted;
      marked();
    };
    twin.shown = () => ({ layer: now.gain ? s.measureGain(page, page.data.layers[now.layer]) : s.figureOf(twin), period: now.period });
    twin.now = (state) => {
      now = state;
      twin.state = Object.assign({}, page.state, { layer: state.layer, period: state.period, planned: state.planned });
      const { layer } = twin.shown();
      if (layer.classes !== classes) cell = null; // its number would mean another class
      classes = layer.classes;
    };
    return twin;
  };

  /** Both maps show the same place at the same scale. */
  const tied = (map, other) => {
    let busy = false;
    const follow = (from, to) => () => {
      if (busy || !to.getContainer().offsetWidth) return;
      busy = true;
      to.setMinZoom(map.getMinZoom());
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      busy = false;
    };
    map.on("resize", () => other.invalidateSize({ animate: false }));
    map.on("move zoomend resize", follow(map, other));
    other.on("move zoomend", follow(other, map));
    return follow(map, other);
  };

  /** What is pointed at or focused on one map is outlined and told on the other. */
  const pointed = (page, from, to) => {
    const see = (area) => {
      to.hover(area);
      const tip = to.group.getTooltip();
      if (area === null || !to.paths[area]) { to.group.closeTooltip(); return; }
      tip._source = to.paths[area];
      to.group.openTooltip(page.data.areas[area].label);
    };
    from.group.on("mouseover", (event) => see(event.layer.sozialraumArea));
    from.group.on("mouseout", () => see(null));
    from.paths.forEach((path, area) => {
      if (!path) return;
      path.getElement().addEventListener("focus", (event) => { if (event.target.matches(":focus-visible")) see(area); });
      path.getElement().addEventListener("blur", () => see(null));
    });
  };

  const addMap = (page, twin, map, box, pin) => {
    const L = globalThis.L;
    const other = L.map(box, { crs: map.options.crs, center: map.getCenter(), zoom: map.getZoom(), zoomControl: false, attributionControl: false, zoomSnap: 0.25, fadeAnimation: false });
    s.prepareMap(other, twin);
    const areas = s.addAreas(other, twin, { pin, compare: (area) => s.compareWith(page, area), table: page.drawn.table });
    const cells = s.addCells(other, twin, () => { const { layer } = twin.shown(); return layer.drawn_cells ? layer.cells : null; });
    s.addBorderLines(other, twin);
    const base = s.addBase(other, page.data);
    const parts = [cells, areas, s.addCounts(other, twin), s.addMissing(other, twin), s.addCompared(other, page)];
    const follow = tied(map, other);
    const labels = s.addLabels(other, twin, { names: () => s.byId("names").checked, badges: () => [], taken: () => [] });
    pointed(page, page.drawn.areas, areas);
    pointed(page, areas, page.drawn.areas);
    return { areas, follow, show: () => { base.show(page.state.base || []); parts.forEach((part) => part.show()); areas.pinned(page.state.area); labels.show(); } };
  };

  const chooser = (page, figure) => {
    const { state, data } = page;
    const plans = s.lastPlanned(data.layers[state.layer]) >= 0;
    const kept = (mode) => state.second === mode; // what is shown stays on the list, though it tells nothing here
    const option = (value, words) => s.el("option", { value, selected: value === state.second }, words);
    return s.el("select", { "aria-label": page.t("second.choose"), "data-second": "what", change: (event) => page.parts.second.choose(event.target.value) },
      s.el("optgroup", { label: page.t("second.same") },
        figure.periods.length > 1 || kept(s.SECOND.TIME) ? option(s.SECOND.TIME, page.t("second.time")) : null,
        plans || kept(s.SECOND.PLANNED) ? option(s.SECOND.PLANNED, page.t(state.planned ? "second.now" : "second.planned")) : null,
        s.hasGain(data.layers[state.layer]) || kept(s.SECOND.GAIN) ? option(s.SECOND.GAIN, page.t("second.gain")) : null),
      data.groups.map((group) => {
        const inside = data.layers.filter((layer) => layer.group === group.id);
        return inside.length ? s.el("optgroup", { label: group.label }, inside.map((layer) => option(layer.id, layer.short || layer.label))) : null;
      }));
  };

  const periods = (page, now, layer) => (now.gain || page.state.second === s.SECOND.PLANNED || layer.periods.length < 2 ? null
    : s.el("select", { "aria-label": page.t("second.period"), "data-second": "when", change: (event) => page.choose({ second_period: event.target.value }) },
      layer.periods.map((one, at) => (s.hasValues(layer, at) || at === now.period ? s.el("option", { value: one.id, selected: at === now.period }, one.label) : null))));

  const told = (page, now) => {
    const layer = page.data.layers[now.layer];
    if (!now.gain && page.state.second !== s.SECOND.PLANNED) return null;
    if (!s.plansChange(layer, now.period) || (now.gain && !s.hasGain(layer))) return s.el("p", null, page.t(now.gain ? "gain.none" : "second.no_plans"));
    const { area } = page.state;
    const line = (name, place) => s.el("p", null, s.el("b", null, name + ". "), s.measureTexts(page, layer, now.period, place).join(" "));
    return [s.hasGain(layer) ? line(page.data.city.name, -1) : null,
      area === null ? s.el("p", { class: "sr-soft" }, page.t("second.no_area", { area: page.data.city.area_word })) : line(page.data.areas[area].name, area)];
  };

  /** Adds the button and, once it is asked for, the second map. */
  const add = (page, node, map) => {
    const frame = map.getContainer().parentNode;
    const first = s.el("p", { class: "sr-second-head" });
    const head = s.el("div", { class: "sr-second-head" });
    const heading = s.el("h3");
    const box = s.el("div", { class: "sr-second-map" });
    const home = s.el("div", { class: "sr-second-legend", role: "group", tabindex: 0, "aria-label": page.t("legend.title") });
    const legend = s.el("div", { class: "sr-second-legend", role: "group", tabindex: 0, "aria-label": page.t("second.label") });
    const words = s.el("div", { class: "sr-second-words" });
    const made = [first, head, box, home, legend, words];
    made.forEach((one) => { one.hidden = true; });
    frame.append(...made);
    const own = s.byId("legend");
    const place = own.parentNode;
    const next = own.nextSibling;
    const twin = secondPage(page, () => { drawn.areas.stress(); s.markCell(twin, legend); });
    let drawn = null;

    const choose = (second) => {
      const layer = page.data.layers[page.state.layer];
      const plans = second === s.SECOND.PLANNED || second === s.SECOND.GAIN;
      page.choose(Object.assign({ second, second_period: null }, plans && !s.plansChange(layer, page.state.period) ? { period: s.lastPlanned(layer) } : null, second === s.SECOND.GAIN ? { planned: false } : null));
    };
    const open = () => {
      const layer = page.data.layers[page.state.layer];
      const lage = page.data.lage && page.data.lage.layer;
      choose(s.lastPlanned(layer) >= 0 ? s.SECOND.PLANNED : layer.periods.length > 1 ? s.SECOND.TIME : lage && lage !== layer.id ? lage : page.data.layers[0].id);
      const what = head.querySelector("select");
      if (what) what.focus();
    };
    const close = () => {
      page.choose({ second: null, second_period: null });
      button.focus();
      page.announce(page.t("second.closed"));
    };
    const button = s.el("button", { type: "button", class: "sr-button", "aria-pressed": "false", click: () => (page.state.second ? close() : open()) }, page.t("second.open"));
    node.append(button);

    const toggle = (on) => {
      frame.classList.toggle("sr-two", on);
      s.byId("legend-title").classList.toggle("sr-hidden", on);
      made.forEach((one) => { one.hidden = !on; });
      button.setAttribute("aria-pressed", String(on));
      if (on) home.append(own);
      else place.insertBefore(own, next);
      map.invalidateSize({ animate: false });
      page.drawn.home();
    };
    const show = (change) => {
      const { layer } = page.shown();
      const now = s.secondState(page.data, page.state, layer);
      if (Boolean(now) !== frame.classList.contains("sr-two")) toggle(Boolean(now));
      if (!now) return;
      twin.now(now);
      if (!drawn) drawn = addMap(page, twin, map, box, page.pin);
      if (s.changesFigure(change) || change.second !== undefined || change.second_period !== undefined) {
        const focused = head.contains(document.activeElement) ? document.activeElement.dataset.second : null;
        heading.textContent = s.headingText(twin);
        first.textContent = s.headingText(page);
        s.replace(head, heading, chooser(page, layer), periods(page, now, twin.shown().layer),
          s.el("button", { type: "button", class: "sr-button", "data-second": "close", "aria-label": page.t("second.close"), click: close }, "\u00d7"));
        if (focused) (head.querySelector(`[data-second="${focused}"]`) || button).focus();
        s.showLegend(twin, legend);
        if (change.second !== undefined && change.layer === undefined) page.announce(page.t("second.shows", { title: s.headingText(twin) }));
      }
      s.markCell(twin, legend);
      s.replace(words, told(page, now));
      words.hidden = !words.firstChild;
      drawn.follow();
      drawn.show();
    };
    return { show, choose,
      /** The page as the second map sees it; null while it is closed. */
      twin: () => (page.state.second ? twin : null),
      /** What is said below both maps of a chosen area, "" where that is nothing. */
      told: () => [...words.querySelectorAll("p:not(.sr-soft)")].map((one) => one.textContent).join(" ") };
  };

  s.view({ id: "second", slot: "tools", keys: { second: s.secondKey, second_period: s.secondPeriodKey }, add });
})();

/* The second map: the same areas and the same view beside the first map, with its own figure, title and legend;
   how it is opened, shown and closed. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** The page as the second map sees it: its own figure and, unless it shows the same layer, its own choice of a
      class. */
  const secondPage = (page, marked) => {
    const twin = Object.create(page);
    let now = null;
    let cell = null;
    let classes = null;
    const tied = () => Boolean(now) && now.same && twin.shown().layer.classes === page.shown().layer.classes;
    Object.defineProperty(twin, "cell", { get: () => (tied() ? page.cell : cell) });
    twin.figure = null;
    twin.badges = false;
    twin.chooseCell = (wanted) => {
      if (tied()) {
        page.chooseCell(wanted);
        return;
      }
      cell = wanted;
      marked();
    };
    twin.shown = () => ({
      layer: now.gain ? s.measureGain(page, page.data.layers[now.layer]) : s.figureOf(twin),
      period: now.period,
    });
    twin.now = (state) => {
      now = state;
      twin.state = Object.assign({}, page.state, {
        layer: state.layer,
        period: state.period,
        planned: state.planned,
      });
      const { layer } = twin.shown();
      if (layer.classes !== classes) cell = null; // its number would mean another class
      classes = layer.classes;
    };
    return twin;
  };

  const told = (page, now) => {
    const layer = page.data.layers[now.layer];
    if (!now.gain && page.state.second !== s.SECOND.PLANNED) return null;
    if (!s.plansChange(layer, now.period) || (now.gain && !s.hasGain(layer)))
      return s.el("p", null, page.t(now.gain ? "gain.none" : "second.no_plans"));
    const { area } = page.state;
    const line = (name, place) =>
      s.el("p", null, s.el("b", null, name + ". "), s.measureTexts(page, layer, now.period, place).join(" "));
    return [
      s.hasGain(layer) ? line(page.data.city.name, -1) : null,
      area === null
        ? s.el("p", { class: "sr-soft" }, page.t("second.no_area", { area: page.data.city.area_word }))
        : line(page.data.areas[area].name, area),
    ];
  };

  /** Adds the button and, once it is asked for, the second map. */
  const add = (page, node, map) => {
    const frame = map.getContainer().parentNode;
    const first = s.el("p", { class: "sr-second-head" });
    const head = s.el("div", { class: "sr-second-head" });
    const heading = s.el("h3");
    const box = s.el("div", { class: "sr-second-map" });
    const home = s.el("div", {
      class: "sr-second-legend",
      role: "group",
      tabindex: 0,
      "aria-label": page.t("legend.title"),
    });
    const legend = s.el("div", {
      class: "sr-second-legend",
      role: "group",
      tabindex: 0,
      "aria-label": page.t("second.label"),
    });
    const words = s.el("div", { class: "sr-second-words" });
    const made = [first, head, box, home, legend, words];
    made.forEach((one) => {
      one.hidden = true;
    });
    frame.append(...made);
    const warning = s.el("p", { class: "sr-caption", role: "status", hidden: true });
    frame.before(warning);
    const own = s.byId("legend");
    const place = own.parentNode;
    const next = own.nextSibling;
    const twin = secondPage(page, () => {
      drawn.areas.stress();
      s.markCell(twin, legend);
    });
    let drawn = null;

    const choose = (second) => {
      const layer = page.data.layers[page.state.layer];
      const plans = second === s.SECOND.PLANNED || second === s.SECOND.GAIN;
      page.choose(
        Object.assign(
          { second, second_period: null },
          plans && !s.plansChange(layer, page.state.period) ? { period: s.lastPlanned(layer) } : null,
          second === s.SECOND.GAIN ? { planned: false } : null,
        ),
      );
    };
    const open = () => {
      const layer = page.data.layers[page.state.layer];
      const lage = page.data.lage && page.data.lage.layer;
      choose(
        s.lastPlanned(layer) >= 0
          ? s.SECOND.PLANNED
          : s.otherPeriod(layer, page.state.period) !== page.state.period
            ? s.SECOND.TIME
            : lage && lage !== layer.id
              ? lage
              : page.data.layers[0].id,
      );
      const what = head.querySelector("select");
      if (what) what.focus();
    };
    const close = () => {
      page.choose({ second: null, second_period: null });
      button.focus();
      page.announce(page.t("second.closed"));
    };
    const button = s.el(
      "button",
      {
        type: "button",
        class: "sr-button",
        "aria-pressed": "false",
        click: () => (page.state.second ? close() : open()),
      },
      page.t("second.open"),
    );
    node.append(button);

    const toggle = (on) => {
      frame.classList.toggle("sr-two", on);
      s.byId("legend-title").classList.toggle("sr-hidden", on);
      made.forEach((one) => {
        one.hidden = !on;
      });
      button.setAttribute("aria-pressed", String(on));
      if (on) home.append(own);
      else place.insertBefore(own, next);
    };
    const fit = () => {
      map.invalidateSize({ animate: false });
      page.drawn.home();
    };
    const show = (change) => {
      const { layer } = page.shown();
      const now = s.secondState(page.data, page.state, layer);
      const turned = Boolean(now) !== frame.classList.contains("sr-two");
      if (turned) toggle(Boolean(now));
      warning.textContent = s.secondBroken(page);
      warning.hidden = !warning.textContent;
      if (!now) {
        if (turned) fit();
        return;
      }
      twin.now(now);
      if (!drawn) drawn = s.addSecondMap(page, twin, map, box, page.pin);
      if (s.changesFigure(change) || change.second !== undefined || change.second_period !== undefined) {
        const focused = head.contains(document.activeElement) ? document.activeElement.dataset.second : null;
        heading.textContent = s.headingText(twin);
        first.textContent = s.headingText(page);
        s.replace(
          head,
          heading,
          s.secondChooser(page, layer),
          s.secondPeriods(page, now, twin.shown().layer),
          s.el(
            "button",
            {
              type: "button",
              class: "sr-button",
              "data-second": "close",
              "aria-label": page.t("second.close"),
              click: close,
            },
            "\u00d7",
          ),
        );
        if (focused) (head.querySelector(`[data-second="${focused}"]`) || button).focus();
        s.showLegend(twin, legend);
        if (change.second !== undefined && change.layer === undefined)
          page.announce(page.t("second.shows", { title: s.headingText(twin) }));
      }
      s.markCell(twin, legend);
      s.replace(words, told(page, now));
      words.hidden = !words.firstChild;
      if (turned) fit(); // now that all that stands around the maps has its height
      drawn.follow();
      drawn.show();
    };
    return {
      show,
      choose,
      /** The page as the second map sees it; null while it is closed. */
      twin: () => (page.state.second ? twin : null),
      /** What is said below both maps of a chosen area, "" where that is nothing. */
      told: () => [...words.querySelectorAll("p:not(.sr-soft)")].map((one) => one.textContent).join(" "),
    };
  };

  s.view({ id: "second", slot: "tools", keys: { second: s.secondKey, second_period: s.secondPeriodKey }, add });
})();

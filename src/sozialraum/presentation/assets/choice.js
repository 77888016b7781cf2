/* The two questions of the atlas: which figure, and when. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Fills the select with one group per Handlungsfeld; chosen(layer index) after a change. Returns {show()}. */
  s.addLayerChoice = (page, select, chosen) => {
    s.replace(select, page.data.groups.map((group) => {
      const options = page.data.layers.map((layer, index) => ({ layer, index })).filter(({ layer }) => layer.group === group.id);
      return options.length ? s.el("optgroup", { label: group.label },
        options.map(({ layer, index }) => s.el("option", { value: index, title: layer.label }, layer.short || layer.label))) : null;
    }));
    select.addEventListener("change", () => chosen(Number(select.value)));
    return { show: () => { select.value = String(page.state.layer); } };
  };

  /** A slider over the dates that have data; moved(period, done). Returns {show()}. */
  s.addPeriodChoice = (page, node, moved) => {
    const slider = node.querySelector("input");
    const label = node.querySelector("output");
    const ends = node.querySelectorAll("[data-end]");
    const ahead = node.querySelector("[data-ahead]");
    slider.addEventListener("input", () => moved(Number(slider.value), false));
    slider.addEventListener("change", () => moved(Number(slider.value), true));
    return { show: () => {
      const { layer, period } = page.shown();
      const last = layer.periods.length - 1;
      slider.max = String(Math.max(1, last));
      slider.value = String(last === 0 ? 1 : period);
      slider.disabled = last === 0;
      slider.setAttribute("aria-valuetext", layer.periods[period].label);
      node.classList.toggle("sr-single", last === 0);
      label.textContent = layer.periods[period].label;
      ends[0].textContent = layer.periods[0].label;
      const first = layer.periods.findIndex((one) => one.ahead);
      ahead.textContent = first < 0 ? "" : page.t("choice.ahead", { period: layer.periods[first].id });
      ends[1].textContent = first < 0 ? layer.periods[last].label : layer.periods[last].id;
    } };
  };

  s.view({ id: "layer", slot: "choice", add: (page, node) => s.addLayerChoice(page, node, (layer) => page.choose({ layer })) });

  s.view({ id: "period", slot: "choice", add: (page, node) => s.addPeriodChoice(page, node, (period, done) => page.choose({ period }, !done)) });
})();

/* When: the dates of what is shown; those without any data are skipped, breaks of the series and the years ahead are
   marked. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const STEP_MS = 1400;

  /** Numbers of the dates at which anything is known, withheld or said of any area or the city; all where nothing is
      at any. */
  s.toldPeriods = (layer) => {
    const all = layer.periods.map((one, period) => period);
    const told = all.filter(
      (period) =>
        [...(layer.s[period] || "")].some((letter) => letter !== "O") || s.cityReading(layer, period).letter !== "O",
    );
    return told.length ? told : all;
  };

  /** The next told date in a direction, or null. */
  s.stepPeriod = (layer, period, by) => {
    const told = s.toldPeriods(layer);
    const found = by > 0 ? told.find((one) => one > period) : told.findLast((one) => one < period);
    return found === undefined ? null : found;
  };

  /** The told date nearest to a wanted one; on the way from another, the one that lies further that way. */
  s.snapPeriod = (layer, wanted, from) => {
    if (s.toldPeriods(layer).includes(wanted)) return wanted;
    const by = wanted >= from ? 1 : -1;
    const found = s.stepPeriod(layer, wanted, by);
    return found === null ? s.stepPeriod(layer, wanted, -by) : found;
  };

  const tick = (one, told) =>
    s.el("span", {
      class: [
        "sr-tick",
        told ? "" : "sr-tick-none",
        one.ahead ? "sr-tick-ahead" : "",
        one.break_before ? "sr-tick-break" : "",
      ]
        .filter(Boolean)
        .join(" "),
    });

  /** Slider, one step back and on, and on request all dates one after the other; moved(period, done). Returns
      {show()}. */
  s.addPeriodChoice = (page, node, moved) => {
    const find = (what) => node.querySelector(what);
    const [slider, label, ahead, ticks, play, said] = [
      "input",
      "output",
      "[data-ahead]",
      "[data-ticks]",
      "[data-play]",
      "[data-said]",
    ].map(find);
    const ends = node.querySelectorAll("[data-end]");
    const steps = [...node.querySelectorAll("[data-step]")];
    let timer = null;
    let playing = null;
    const stop = () => {
      if (timer === null) return;
      globalThis.clearInterval(timer);
      timer = null;
      playing = null;
      play.setAttribute("aria-label", page.t("time.play"));
      play.textContent = "\u25b6";
      moved(page.state.period, true);
    };
    const next = () => {
      const found = s.stepPeriod(page.shown().layer, page.state.period, 1);
      if (found !== null) moved(found, false);
      if (found === null || s.stepPeriod(page.shown().layer, found, 1) === null) stop();
    };
    const start = () => {
      const { layer, period } = page.shown();
      playing = page.state.layer;
      timer = globalThis.setInterval(next, STEP_MS);
      play.setAttribute("aria-label", page.t("time.stop"));
      play.textContent = "\u25a0";
      if (s.stepPeriod(layer, period, 1) === null) moved(s.toldPeriods(layer)[0], false);
    };
    const slid = (done) => {
      const { layer, period } = page.shown();
      stop();
      moved(s.snapPeriod(layer, Number(slider.value), period), done);
    };
    slider.addEventListener("input", () => slid(false));
    slider.addEventListener("change", () => slid(true));
    steps.forEach((button) =>
      button.addEventListener("click", () => {
        const found = s.stepPeriod(page.shown().layer, page.state.period, Number(button.dataset.step));
        stop();
        if (found !== null) moved(found, true);
      }),
    );
    play.addEventListener("click", () => (timer === null ? start() : stop()));
    play.hidden = Boolean(globalThis.matchMedia) && globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.target !== play || (event.key !== "Enter" && event.key !== " ")) stop();
      },
      true,
    );
    return {
      show: () => {
        const { layer, period } = page.shown();
        if (playing !== null && playing !== page.state.layer) stop();
        const told = s.toldPeriods(layer);
        const [first, last] = [told[0], told[told.length - 1]];
        const single = told.length < 2;
        slider.max = String(Math.max(1, layer.periods.length - 1));
        slider.value = String(layer.periods.length === 1 ? 1 : period);
        slider.disabled = single;
        slider.setAttribute("aria-valuetext", layer.periods[period].label);
        node.classList.toggle("sr-single", single);
        label.textContent = layer.periods[period].label;
        ends[0].textContent = layer.periods[0].label;
        const future = layer.periods.findIndex((one) => one.ahead);
        ahead.textContent = future < 0 ? "" : page.t("choice.ahead", { period: layer.periods[future].id });
        ends[1].textContent =
          future < 0 ? layer.periods[layer.periods.length - 1].label : layer.periods[layer.periods.length - 1].id;
        s.replace(
          ticks,
          layer.periods.map((one, at) => tick(one, told.includes(at))),
        );
        // a button that has the focus stays where it is: it only says that there is nothing further
        steps.forEach((button) =>
          button.setAttribute("aria-disabled", String(period === (Number(button.dataset.step) < 0 ? first : last))),
        );
        const broken = layer.periods.filter((one, at) => one.break_before && at > first).map((one) => one.label);
        said.textContent = single || !broken.length ? "" : page.t("time.broken", { periods: broken.join(", ") });
        said.hidden = !said.textContent;
      },
    };
  };

  s.view({
    id: "period",
    slot: "choice",
    add: (page, node) => s.addPeriodChoice(page, node, (period, done) => page.choose({ period }, !done)),
  });
})();

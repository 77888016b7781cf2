/* Small lines over the years: the area bold, the city dashed, gaps where there is no value or a series breaks, and a
   hatched column where a value is withheld: it may stand anywhere between top and bottom. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Runs of indices that may be joined: no non-value between them, no series break before one of them. */
  s.runs = (values, breaks) => {
    const runs = [];
    values.forEach((value, at) => {
      if (value === null) return;
      const joined = at > 0 && values[at - 1] !== null && !breaks[at];
      if (joined) runs[runs.length - 1].push(at);
      else runs.push([at]);
    });
    return runs;
  };

  /** Places of the dates on a scale from 0 to 1: by time where every id names a year, else evenly. */
  s.timeScale = (periods) => {
    const times = periods.map((period) => {
      const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(period.id);
      return found ? Number(found[1]) + (Number(found[2] || 1) - 1) / 12 + (Number(found[3] || 1) - 1) / 365 : NaN;
    });
    const rising = times.every((time, at) => time === time && (at === 0 || time > times[at - 1]));
    const scale = rising ? times : periods.map((period, at) => at);
    const span = scale[scale.length - 1] - scale[0];
    return scale.map((place) => (span > 0 ? (place - scale[0]) / span : 0.5));
  };

  /** Values over the dates; of counts only the area's own, the whole city would flatten its line. */
  s.series = (layer, area) => {
    const readings = layer.periods.map((period, at) => s.reading(layer, at, area));
    return {
      own: readings.map((reading) => reading.value),
      letters: readings.map((reading) => reading.letter),
      city: layer.periods.map((period, at) => (layer.symbols ? null : s.cityReading(layer, at).value)),
      hidden: layer.periods.map((period, at) => !layer.symbols && s.cityReading(layer, at).letter === "Q"),
      breaks: layer.periods.map((period) => Boolean(period.break_before)),
    };
  };

  /** The trend in one sentence, for those who do not see the line. */
  s.trendText = (page, layer, area) => {
    const { own, letters, city, hidden } = s.series(layer, area);
    const known = own.map((value, at) => at).filter((at) => own[at] !== null);
    const gone = s.periodsTold(page, layer, (at) => letters[at] === "Q");
    const cityGone = city.some((value) => value !== null) ? s.periodsTold(page, layer, (at) => hidden[at]) : "";
    return [
      lineText(page, layer, own, known),
      gone && page.t("trend.withheld", { periods: gone }),
      cityGone && page.t("trend.city_withheld", { city: page.data.city.name, periods: cityGone }),
    ]
      .filter(Boolean)
      .join(" ");
  };

  /** Some of the dates in words, three and more in a row from the first to the last. */
  s.periodsTold = (page, layer, chosen) => {
    const runs = [];
    layer.periods.forEach((period, at) => {
      if (!chosen(at)) return;
      if (at > 0 && chosen(at - 1)) runs[runs.length - 1].push(period.label);
      else runs.push([period.label]);
    });
    return runs
      .map((run) =>
        run.length > 2 ? page.t("trend.from_to", { from: run[0], to: run[run.length - 1] }) : run.join(", "),
      )
      .join(", ");
  };

  const lineText = (page, layer, own, known) => {
    if (!known.length) return page.t("trend.none");
    const say = (at) => ({ period: layer.periods[at].label, value: s.formatValue(own[at], layer, page.data.number) });
    const first = say(known[0]);
    const last = say(known[known.length - 1]);
    if (known.length === 1) return page.t("trend.one", first);
    return page.t("trend.span", { from: first.period, first: first.value, to: last.period, last: last.value });
  };

  /** Where a value is withheld: hatched by strokes of its own, as wide as a mark, with the sign of the map where
      there is room. Where only the city's is, its border is dashed like the line of the city and it bears no sign. */
  const column = (x, top, bottom, axes, own) => {
    const half = axes ? 6 : 2.5;
    const strokes = [];
    for (let y = top + 2 * half; y <= bottom; y += axes ? 5 : 3)
      strokes.push(`M${(x - half).toFixed(1)} ${y.toFixed(1)}l${2 * half} ${-2 * half}`);
    return s.svg(
      "g",
      { class: own ? "sr-trend-withheld" : "sr-trend-withheld-city" },
      s.svg("rect", { x: (x - half).toFixed(1), y: top, width: 2 * half, height: bottom - top }),
      s.svg("path", { d: strokes.join("") }),
      axes && own ? s.svg("circle", { cx: x.toFixed(1), cy: (top + bottom) / 2, r: 3.2 }) : null,
    );
  };

  /** Lowest and highest value of the drawing; where all are alike one more and one less, but nothing below zero that
      has no such value. */
  s.trendEnds = (values) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return low < high ? [low, high] : [low >= 0 ? Math.max(0, low - 1) : low - 1, high + 1];
  };

  /** SVG of the trend, or null where fewer than two dates exist. options: {width, height, axes, current}. */
  s.trend = (page, layer, area, options) => {
    if (layer.kind === "bivariate" || layer.periods.length < 2) return null;
    const { own, letters, city, breaks, hidden } = s.series(layer, area);
    const lined = city.some((value) => value !== null);
    const values = own.concat(city).filter((value) => value !== null);
    if (!own.some((value) => value !== null)) return null;
    const { width, height, axes } = options;
    const pad = axes ? { left: 52, right: 14, top: 12, bottom: 24 } : { left: 4, right: 5, top: 5, bottom: 5 };
    const [low, high] = s.trendEnds(values);
    const across = s.timeScale(layer.periods).map((place) => pad.left + place * (width - pad.left - pad.right));
    const up = (value) => height - pad.bottom - ((value - low) / (high - low)) * (height - pad.top - pad.bottom);
    const path = (series) =>
      s
        .runs(series, breaks)
        .filter((run) => run.length > 1)
        .map((run) => "M" + run.map((at) => across[at].toFixed(1) + " " + up(series[at]).toFixed(1)).join("L"))
        .join("");
    const number = (value) => s.formatNumber(value, layer.decimals, page.data.number);
    const word = (x, y, anchor, text) => s.svg("text", { x, y, "text-anchor": anchor, class: "sr-trend-word" }, text);
    const last = own.reduce((found, value, at) => (value === null ? found : at), 0);
    const marked = options.current === undefined ? last : options.current;
    return s.svg(
      "svg",
      {
        class: "sr-trend",
        viewBox: "0 0 " + width + " " + height,
        width,
        height,
        role: "img",
        "aria-label": s.trendText(page, layer, area),
      },
      axes
        ? [
            s.svg("path", {
              class: "sr-trend-axis",
              d: `M${pad.left} ${up(low)}H${width - pad.right}M${pad.left} ${up(high)}H${width - pad.right}`,
            }),
            word(pad.left - 10, up(low) + 4, "end", number(low)),
            word(pad.left - 10, up(high) + 4, "end", number(high)),
            word(across[0], height - 6, "start", layer.periods[0].label),
            word(across[across.length - 1], height - 6, "end", layer.periods[layer.periods.length - 1].label),
          ]
        : null,
      letters.map((letter, at) =>
        letter === "Q" || (lined && hidden[at])
          ? column(across[at], pad.top - 3, height - pad.bottom + 3, axes, letter === "Q")
          : null,
      ),
      breaks.map((broken, at) =>
        broken && at > 0
          ? s.svg("path", {
              class: "sr-trend-break",
              d: `M${((across[at - 1] + across[at]) / 2).toFixed(1)} ${pad.top - 3}V${height - pad.bottom + 3}`,
            })
          : null,
      ),
      s.svg("path", { class: "sr-trend-city", d: path(city) }),
      s.svg("path", { class: "sr-trend-own", d: path(own) }),
      own.map((value, at) => {
        if (value === null) return null;
        const alone = s.runs(own, breaks).some((run) => run.length === 1 && run[0] === at);
        if (!axes && at !== marked && !alone) return null;
        return s.svg("circle", {
          cx: across[at].toFixed(1),
          cy: up(value).toFixed(1),
          r: at === marked ? (axes ? 4.5 : 3) : axes ? 3 : 2,
          class: "sr-trend-dot" + (s.MARKED_LETTERS.includes(letters[at]) ? " sr-trend-hollow" : ""),
        });
      }),
    );
  };
})();

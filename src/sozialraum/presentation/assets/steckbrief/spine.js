/* The spine chart: an area's value beside the city's and among those of all areas; the same places as the printed
   pages have. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const WIDTH = 200; // of the drawing; the farthest area lies REACH from its centre
  const CENTRE = 100;
  const REACH = 92;
  const EDGE = 2; // what reaches beyond the drawing ends here
  const FEWEST_AREAS = 3;
  const MOST_TICKS = 120; // more areas than that are only shown as bands
  const grounds = new WeakMap();

  /** Whole number, halves to the even one. */
  const whole = (value) => {
    const near = Math.round(value);
    return Math.abs(value - Math.trunc(value)) === 0.5 && near % 2 !== 0 ? near - 1 : near;
  };

  /** Quantile of sorted values, linear between two of them. */
  s.quantile = (sorted, share) => {
    const at = (sorted.length - 1) * share;
    const low = sorted[Math.floor(at)];
    return low + (sorted[Math.ceil(at)] - low) * (at - Math.floor(at));
  };

  const groundAt = (layer, period) => {
    if (layer.symbols || layer.kind !== "choropleth") return null;
    const sorted = layer.v[period]
      .map((value, area) => s.reading(layer, period, area).value)
      .filter((value) => value !== null)
      .sort((a, b) => a - b);
    if (sorted.length < FEWEST_AREAS) return null;
    const city = s.cityReading(layer, period);
    const centre = city.known ? city.value : s.quantile(sorted, 0.5);
    const [low, high] = [sorted[0], sorted[sorted.length - 1]];
    const farthest = Math.max(Math.abs(low - centre), Math.abs(high - centre));
    return farthest === 0
      ? null
      : {
          centre,
          city: city.known,
          farthest,
          low,
          high,
          middle: [s.quantile(sorted, 0.25), s.quantile(sorted, 0.75)],
          each: sorted.length <= MOST_TICKS ? sorted : [],
          side: layer.polarity === "weniger_belastung" ? -1 : 1,
        };
  };

  /** What the rows of all areas have in common at a date, or null: for counts, lists, too few areas, or where all are
      alike. */
  s.spineGround = (layer, period) => {
    if (!grounds.has(layer)) grounds.set(layer, new Map());
    const own = grounds.get(layer);
    if (!own.has(period)) own.set(period, groundAt(layer, period));
    return own.get(period);
  };

  /** {all, middle, ticks, city, own, interval, judged} from left to right; right means more strain where a higher
      value is judged. */
  s.spineOf = (layer, period, area) => {
    const on = s.spineGround(layer, period);
    const { value } = s.reading(layer, period, area);
    if (!on || value === null) return null;
    const at = (one) =>
      Math.min(Math.max(whole(CENTRE + (on.side * REACH * (one - on.centre)) / on.farthest), EDGE), WIDTH - EDGE);
    const span = (low, high) => [at(low), at(high)].sort((a, b) => a - b);
    const own = s.interval(layer, period, area);
    return {
      all: span(on.low, on.high),
      middle: span(...on.middle),
      ticks: [...new Set(on.each.map(at))].sort((a, b) => a - b),
      city: on.city,
      own: at(value),
      interval: own ? span(own.low, own.high) : null,
      judged: layer.polarity !== "keine",
    };
  };

  /** Its drawing; null without a scale or a value. A diamond judges nothing, a hollow dot is like the rest of the
      city. */
  s.spine = (page, layer, period, area) => {
    const at = s.spineOf(layer, period, area);
    if (!at) return null;
    const standing = s.standing(layer, period, area);
    const usual = s.interval(layer, period, area);
    const city = s.cityReading(layer, period);
    const words = [
      usual ? page.t("interval.usual", { span: s.spanText(page, layer, usual) }) : null,
      city.known ? page.t("tip.city", { value: s.readingText(page, layer, city) }) : null,
    ]
      .filter(Boolean)
      .join("; ");
    const hollow = standing && standing.beside === "similar" ? " sr-hollow" : "";
    return s.svg(
      "svg",
      {
        class: "sr-spine sr-" + (standing ? standing.judgement : "none") + hollow,
        viewBox: `0 0 ${WIDTH} 20`,
        role: "img",
        "aria-label": words || null,
        "aria-hidden": words ? null : "true",
      },
      words ? s.svg("title", null, words) : null,
      s.svg("path", { d: `M${at.all[0]} 10H${at.all[1]}` }),
      s.svg("path", { d: `M${at.middle[0]} 10H${at.middle[1]}` }),
      s.svg("path", { d: at.ticks.map((tick) => `M${tick} 6v8`).join("") }),
      at.city ? s.svg("line", { x1: CENTRE, x2: CENTRE, y2: 20 }) : null,
      at.interval ? s.svg("polyline", { points: `${at.interval[0]},10 ${at.interval[1]},10` }) : null,
      at.judged
        ? s.svg("circle", { cx: at.own, cy: 10, r: 5.5 })
        : s.svg("polygon", { points: `${at.own},3 ${at.own + 7},10 ${at.own},17 ${at.own - 7},10` }),
    );
  };

  /** How to read it: each mark beside its word. */
  s.spineKey = (page) => {
    const entry = (word, name, ...marks) =>
      s.el(
        "li",
        null,
        s.svg("svg", { class: "sr-spine " + name, viewBox: "60 0 80 20", "aria-hidden": "true" }, marks),
        page.t(word),
      );
    const dot = () => [
      s.svg("polyline", { points: "70,10 130,10" }),
      s.svg("circle", { cx: CENTRE, cy: 10, r: 5.5 }),
    ];
    return s.el(
      "ul",
      { class: "sr-spine-key" },
      entry(
        "spine.areas",
        "",
        s.svg("path", { d: "M62 10H138" }),
        s.svg("path", { d: "M84 10H116" }),
        s.svg("path", { d: "M62 6v8m12-8v8m10-8v8m12-8v8m20-8v8m22-8v8" }),
      ),
      entry("spine.city", "", s.svg("line", { x1: CENTRE, x2: CENTRE, y2: 20 })),
      entry("spine.own", "sr-worse", dot()),
      entry("spine.similar", "sr-none sr-hollow", dot()),
      entry("spine.neutral", "sr-none", s.svg("polygon", { points: "100,3 107,10 100,17 93,10" })),
    );
  };
})();

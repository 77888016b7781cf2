/* Classes of values as the reader wants them: natural breaks, equal numbers, distance to the city. The same for all
   dates; where a series breaks so that its sides cannot share them, for all of one side. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const NEAR = 0.5; // standard deviations up to which an area is like the city
  const FAR = 1.5; // and from which it is far from it
  const made = new WeakMap();

  /** How the values of a layer may be classed, in the order they are offered. */
  s.SCHEMES = ["natural", "quantile", "fixed", "deviation"];

  const rows = (layer) => [layer, layer.planned].filter(Boolean);

  /** [value, difference to the city as it is shown or null] of every area and date of the layer's side, with planned
      measures as well. */
  const known = (layer) =>
    rows(layer).flatMap((one) =>
      one.v.flatMap((row, period) =>
        row
          .map((value, area) => {
            const reading = s.reading(one, period, area);
            return reading.value === null || !s.ownSide(layer, period + (one.from || 0))
              ? null
              : [reading.value, s.fromCity(layer, one, period, reading.value)];
          })
          .filter(Boolean),
      ),
    );

  /** Difference to the city at a date, rounded as it is shown; null where the city has no value. */
  s.fromCity = (layer, one, period, value) => {
    const city = s.cityReading(one, period);
    return city.known ? s.rounded(value - city.value, s.differenceDigits(layer)) : null;
  };

  /** A round number near a positive one: 1, 2, 3 or 5 times a power of ten, no finer than the digits. */
  s.roundStep = (value, digits) => {
    const power = 10 ** Math.floor(Math.log10(value));
    const steps = [1, 2, 3, 5, 10].map((one) => one * power);
    const near = steps.reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best));
    return Number(Math.max(near, 10 ** -digits).toFixed(12));
  };

  /** [near, far]: distances to the city, the same at all dates; null where the city or any spread is not known. */
  s.distances = (layer) => {
    const differences = known(layer).map(([, difference]) => difference);
    if (!differences.length || differences.includes(null)) return null;
    const spread = Math.sqrt(differences.reduce((sum, one) => sum + one * one, 0) / differences.length);
    if (spread === 0) return null;
    const digits = s.differenceDigits(layer);
    const near = s.roundStep(NEAR * spread, digits);
    return [near, Math.max(s.roundStep(FAR * spread, digits), 2 * near)];
  };

  /** Class by the distance: far below, below, like the city, above, far above; both bounds belong to the nearer
      class. */
  s.distanceClass = (distances, difference) => {
    const steps = distances.filter((one) => Math.abs(difference) > one).length;
    return 2 + (difference < 0 ? -steps : steps);
  };

  /** The schemes a layer offers; [] where its classes are not made from its values. */
  s.schemesOf = (layer) => {
    if (!layer.scale || layer.scale.upper.length < 2) return [];
    return s.SCHEMES.filter(
      (by) =>
        by === layer.scale.by ||
        (by === "fixed" ? Boolean(layer.scale.fixed) : by !== "deviation" || s.distances(layer) !== null),
    );
  };

  /** The scheme that a layer is shown in: the wanted one where it offers it, else the project's. */
  s.schemeOf = (layer, wanted) => {
    const offered = s.schemesOf(layer);
    return (
      [wanted, layer.scale && layer.scale.start, layer.scale && layer.scale.by].find((by) => offered.includes(by)) ||
      null
    );
  };

  /** Number of the class of any value in the layer's classes at a date, e.g. of the city; -1 where there is none. */
  s.classOf = (layer, value, period) => {
    if (!layer.scale || typeof value !== "number") return -1;
    if (!layer.scale.distances) return s.classAt(layer.scale.upper, value);
    const difference = s.fromCity(layer, layer, period, value);
    return difference === null ? -1 : s.distanceClass(layer.scale.distances, difference);
  };

  const light = (color) => [1, 3, 5].reduce((sum, at) => sum + parseInt(color.slice(at, at + 2), 16), 0);

  const mixed = (one, other, share) =>
    "#" +
    [1, 3, 5]
      .map((at) =>
        Math.round(parseInt(one.slice(at, at + 2), 16) * (1 - share) + parseInt(other.slice(at, at + 2), 16) * share)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("");

  /** `count` colours over a whole ramp. */
  s.spreadColours = (colours, count) =>
    Array.from({ length: count }, (none, place) => {
      const step = count === 1 ? (colours.length - 1) / 2 : (place * (colours.length - 1)) / (count - 1);
      return mixed(colours[Math.floor(step)], colours[Math.ceil(step)], step % 1);
    });

  /** So many digits, at least `least` and at most two more, that a value is told exactly; `least` where none do. */
  s.digitsOf = (value, least) =>
    [0, 1, 2].map((more) => least + more).find((digits) => Math.abs(s.rounded(value, digits) - value) < 1e-9) ??
    least;

  /** Labels of classes: from the lowest value to the first bound, and from each bound to the next. */
  s.classLabels = (t, number, decimals, upper, low) => {
    const digits = Math.max(decimals, ...upper.slice(0, -1).map((bound) => s.digitsOf(bound, decimals)));
    const [first, ...bounds] = [low, ...upper].map((value) => s.formatNumber(value, digits, number));
    return bounds.map((high, at) =>
      t(at ? "classes.between" : "classes.first", { low: at ? bounds[at - 1] : first, high }),
    );
  };

  /** Classes each with its label; a block leaves out the labels that its bounds and values tell, see derived.py. */
  s.labelledClasses = (layer, t, number) => {
    if (!layer.scale || layer.classes.every((one) => one.label !== undefined)) return layer.classes;
    const low = Math.min(...layer.v.flat().filter((value) => value !== null));
    const labels = s.classLabels(t, number, layer.decimals, layer.scale.upper, low);
    return layer.classes.map((one, at) => Object.assign({ label: labels[at] }, one));
  };

  const entries = (page, layer, upper, low) => {
    const colours = s.spreadColours(
      layer.classes.map((one) => one.color),
      upper.length,
    );
    const labels = s.classLabels(page.t, page.data.number, layer.decimals, upper, low);
    return labels.map((label, at) => ({ color: colours[at], label }));
  };

  const SIGNS = ["\u2212\u2212", "\u2212", "", "+", "++"];
  const WORDS = ["classes.far_below", "classes.below", "classes.like", "classes.above", "classes.far_above"];

  const sides = (page, layer, [near, far]) => {
    const number = (value) => s.formatNumber(value, s.digitsOf(value, 0), page.data.number);
    const darkLast = light(layer.classes[0].color) > light(layer.classes[layer.classes.length - 1].color);
    const colours = darkLast ? page.data.sides : [...page.data.sides].reverse();
    return WORDS.map((key, at) => ({
      color: colours[at],
      code: SIGNS[at],
      label: page.t(key, { near: number(near), far: number(far) }),
    }));
  };

  /** The layer in other classes; `bounds`: those of its side where the page tells them. */
  const reclassed = (page, layer, by, bounds) => {
    const distances = !bounds && by === "deviation" ? s.distances(layer) : null;
    const values = known(layer).map(([value]) => value);
    const top = Math.max(...values);
    const fixed = by === "fixed" ? layer.scale.fixed.concat(top > layer.scale.fixed.at(-1) ? top : []) : null;
    const upper = distances ? layer.scale.upper : bounds || fixed || s.upperBounds(values, by);
    const scale = Object.assign({}, layer.scale, { by, upper, distances });
    const classed = (one) =>
      one.v.map((row, period) =>
        row.map((value) =>
          s.classOf(
            { scale, city: one.city, decimals: layer.decimals, symbols: layer.symbols, kind: layer.kind },
            value,
            period,
          ),
        ),
      );
    const classes = distances
      ? sides(page, layer, distances)
      : entries(page, layer, upper, Math.min(...values, ...(fixed || []).slice(0, 1)));
    const unit = s.differenceUnit(page, layer);
    const { apart } = scale;
    return Object.assign({}, layer, {
      scale,
      classes,
      c: classed(layer),
      class_note: bounds
        ? layer.class_note
        : page.t(WORDING[by], { count: classes.length, unit: unit ? " (" + unit + ")" : "" }) +
          (apart ? page.t("classes.apart", { period: layer.periods[apart[0]].id }) : ""),
      planned: layer.planned ? Object.assign({}, layer.planned, { c: classed(layer.planned) }) : layer.planned,
    });
  };

  const once = (layer, key, make) => {
    if (!made.has(layer)) made.set(layer, new Map());
    const kept = made.get(layer);
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key);
  };

  /** The layer in the classes of the side on which a date lies; always the same object. */
  s.onSide = (page, layer, period) => {
    if (s.ownSide(layer, period)) return layer;
    const scale = Object.assign({}, layer.scale, { late: !layer.scale.late });
    return once(layer, "", () =>
      reclassed(page, Object.assign({}, layer, { scale }), scale.by, scale.apart.slice(1)),
    );
  };

  const WORDING = {
    natural: "classes.note_natural",
    quantile: "classes.note_quantile",
    fixed: "classes.note_fixed",
    deviation: "classes.note_deviation",
  };

  /** The layer in the wanted classes, those of the side on which a date lies; itself where these are its own, and
      always the same object. */
  s.inClasses = (page, layer, wanted, period) => {
    const side = s.onSide(page, layer, period);
    const by = s.schemeOf(side, wanted);
    return by === null || by === side.scale.by ? side : once(side, by, () => reclassed(page, side, by));
  };
})();

/* What a layer says about one area at one date, and how that stands beside the city. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Status letter -> name used in text keys, CSS classes and patterns. */
  s.STATUS = {
    A: "normal",
    E: "estimated",
    P: "provisional",
    F: "forecast",
    U: "unreliable",
    O: "missing",
    L: "not_collected",
    M: "not_applicable",
    Q: "withheld",
  };
  s.VALUE_LETTERS = "AEPFU";
  s.MARKED_LETTERS = "EPFU";

  /** {known, value, class, letter, reason, inside}; a withheld value is never handed on, even if one came in. inside:
      in an internal edition, why the public one withholds it. */
  s.reading = (layer, period, area) => {
    const value = layer.v[period][area];
    const place = layer.c[period][area];
    let letter = layer.s[period][area] || "O";
    const present = layer.kind === "bivariate" ? place >= 0 : typeof value === "number";
    const known = present && s.VALUE_LETTERS.includes(letter);
    if (!known && s.VALUE_LETTERS.includes(letter)) letter = "O";
    const reasons = (layer.w && layer.w[period]) || {};
    return {
      known,
      letter,
      value: known && typeof value === "number" ? value : null,
      class: known && place >= 0 ? place : -1,
      reason: reasons[area] || null,
      inside: (layer.inside && layer.inside[period][area]) || null,
    };
  };

  s.cityReading = (layer, period) => {
    const city = (layer.city && layer.city[period]) || { v: null, s: "O", w: null };
    const known = layer.kind !== "bivariate" && typeof city.v === "number" && s.VALUE_LETTERS.includes(city.s || "A");
    const letter = known ? city.s || "A" : s.VALUE_LETTERS.includes(city.s || "O") ? "O" : city.s;
    return { known, letter, value: known ? city.v : null, class: -1, reason: city.w || null };
  };

  /** Digits of a difference: at least one, so that small differences of whole numbers are seen; counts stay whole. */
  s.differenceDigits = (layer) => (layer.symbols ? layer.decimals : Math.max(1, layer.decimals));

  /** Unit of a difference: of shares in points, also where their change is told in percent. */
  s.differenceUnit = (page, layer) =>
    layer.change_unit && layer.change_unit !== "%"
      ? layer.change_unit
      : layer.unit === "%"
        ? page.t("compare.points")
        : layer.unit || "";

  /** Digits of a change: those of counts are told in percent, where one digit says more. */
  s.changeDigits = (layer) => layer.decimals || 1;

  /**
   * Value beside the city's: {difference, direction, judgement}. direction: above | below | same; judgement: worse |
   * better | none. Null if a side is unknown, for counts (a part is always below the whole) and for balances, which
   * are absolute, and for changes by measures.
   */
  s.comparison = (layer, value, city) => {
    if (
      layer.symbols ||
      layer.gap ||
      layer.signed ||
      layer.kind === "bivariate" ||
      typeof value !== "number" ||
      typeof city !== "number"
    )
      return null;
    const difference = s.rounded(value - city, s.differenceDigits(layer));
    return Object.assign({ difference }, s.judged(layer.polarity, difference));
  };

  /** Name of the number of a layer in full: of a balance that of its percentage, which is what a row of values shows. */
  s.fullName = (layer) => (layer.gap ? layer.short : layer.label);

  /** "in %", nothing for a matrix or a value without unit. */
  s.unitText = (layer) => (layer.kind === "bivariate" ? "" : layer.unit_words || "");

  /** Direction and judgement of a difference or a change under a polarity. */
  s.judged = (polarity, difference) => {
    const direction = difference > 0 ? "above" : difference < 0 ? "below" : "same";
    if (direction === "same" || polarity === "keine") return { direction, judgement: "none" };
    const worse = (direction === "above") === (polarity === "mehr_belastung");
    return { direction, judgement: worse ? "worse" : "better" };
  };

  /** Rank per area, 1 = most strained (highest where there is no polarity); equal shown values share a rank. */
  s.ranks = (layer, period, count) => {
    const values = [];
    for (let area = 0; area < count; area += 1) {
      const reading = s.reading(layer, period, area);
      values.push(reading.known && reading.value !== null ? s.rounded(reading.value, layer.decimals) : null);
    }
    const sign = layer.polarity === "weniger_belastung" ? 1 : -1;
    const sorted = values.filter((value) => value !== null).sort((a, b) => sign * (a - b));
    const first = new Map();
    sorted.forEach((value, place) => {
      if (!first.has(value)) first.set(value, place + 1);
    });
    return values.map((value) => (value === null ? null : first.get(value)));
  };

  /** How many areas lie in each class, and have each status letter. */
  s.counts = (layer, period, count) => {
    const classes = layer.classes.map(() => 0);
    const letters = {};
    for (let area = 0; area < count; area += 1) {
      const reading = s.reading(layer, period, area);
      if (reading.class >= 0) classes[reading.class] += 1;
      letters[reading.letter] = (letters[reading.letter] || 0) + 1;
    }
    return { classes, letters };
  };

  /** Does a date lie on the side in whose classes a layer is? Every date does, unless they part at a break. */
  s.ownSide = ({ scale }, period) => !(scale && scale.apart) || period >= scale.apart[0] === Boolean(scale.late);

  /** Smallest and largest known value over all dates of its side, so that a scale does not jump from year to year. */
  s.extent = (layer, withCity = false) => {
    let low = Infinity;
    let high = -Infinity;
    layer.v.forEach((row, period) => {
      if (!s.ownSide(layer, period)) return;
      row.forEach((value, area) => {
        const reading = s.reading(layer, period, area);
        if (reading.value === null) return;
        low = Math.min(low, reading.value);
        high = Math.max(high, reading.value);
      });
      const city = s.cityReading(layer, period);
      if (withCity && city.known) {
        low = Math.min(low, city.value);
        high = Math.max(high, city.value);
      }
    });
    return low <= high ? [low, high] : null;
  };

  /** The reason of a reading as it stands after its word: what begins with that word goes on without it. */
  s.reasonAfter = (page, reading) => {
    const word = page.t("status." + s.STATUS[reading.letter]) + ": ";
    return reading.reason && reading.reason.startsWith(word) ? reading.reason.slice(word.length) : reading.reason;
  };

  /** Why a number is not shown, in sentences; never whether it is small itself, for that would tell something. */
  s.whyWithheld = (page, reading) => {
    const reason = s.reasonAfter(page, reading);
    return (
      (reason ? reason.charAt(0).toUpperCase() + reason.slice(1).replace(/\.?$/, ". ") : "") + page.t("withheld.why")
    );
  };

  /** Why there is no number, in a word: the same on the map, in its legend, in the table and in every sentence. */
  s.absentText = (page, layer, letter) =>
    letter === "O" && layer.unassigned ? layer.unassigned.label : page.t("status." + s.STATUS[letter]);

  /** Words for one reading: the value with its unit, the field of the matrix, or why there is none. */
  s.readingText = (page, layer, reading) => {
    if (!reading.known) return s.absentText(page, layer, reading.letter);
    if (layer.kind === "bivariate") return s.fieldText(layer, reading.class);
    return s.formatValue(reading.value, layer, page.data.number);
  };

  /** The same of the city in a column that has its unit: the number, else the word for why there is none. */
  s.cityText = (page, layer, city) =>
    city.known ? s.formatNumber(city.value, layer.decimals, page.data.number) : s.readingText(page, layer, city);

  /** "C3: …" from the label of a cell, else from its two axes. */
  s.fieldText = (layer, place) => {
    const cell = layer.classes[place];
    const { x_labels: across = [], y_labels: up = [] } = layer.axes || {};
    const words = cell.label || [across[place % across.length], up[Math.floor(place / across.length)]].join(", ");
    return cell.code ? cell.code + ": " + words : words;
  };

  /** Words for the standing beside the city, e.g. "+4,2 Prozentpunkte, über dem Stadtwert: ungünstiger". */
  s.comparisonText = (page, layer, comparison) => {
    const fields = {
      difference: s.formatDifference(comparison.difference, s.differenceDigits(layer), page.data.number),
      unit: s.differenceUnit(page, layer),
    };
    const where = page.t("compare." + comparison.direction, fields).replace(/\s+/g, " ");
    return comparison.judgement === "none" ? where : where + " – " + page.t("compare." + comparison.judgement);
  };
})();

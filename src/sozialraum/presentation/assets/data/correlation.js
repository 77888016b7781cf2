/* Do two figures go together over the areas? Ranks only, so that one extreme area does not decide alone. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const LEAST = 3;
  const NORMAL_95 = 1.959963984540054;

  /** Ranks from 1, equal values share the mean of their places. */
  s.averageRanks = (values) => {
    const order = values.map((value, at) => at).sort((a, b) => values[a] - values[b]);
    const ranks = new Array(values.length);
    for (let start = 0; start < order.length; ) {
      let end = start;
      while (end + 1 < order.length && values[order[end + 1]] === values[order[start]]) end += 1;
      for (let at = start; at <= end; at += 1) ranks[order[at]] = (start + end) / 2 + 1;
      start = end + 1;
    }
    return ranks;
  };

  /** Correlation of ranks; without the pair `left` (-1 for all), whose absence moves the ranks above it down. */
  const ofRanks = (a, b, left) => {
    const n = left < 0 ? a.length : a.length - 1;
    const middle = (n + 1) / 2;
    const moved = (ranks, at) =>
      left < 0 || ranks[at] < ranks[left] ? ranks[at] : ranks[at] - (ranks[at] > ranks[left] ? 1 : 0.5);
    let [both, own, other] = [0, 0, 0];
    for (let at = 0; at < a.length; at += 1) {
      if (at === left) continue;
      const [one, two] = [moved(a, at) - middle, moved(b, at) - middle];
      both += one * two;
      own += one * one;
      other += two * two;
    }
    return own > 0 && other > 0 ? Math.max(-1, Math.min(1, both / Math.sqrt(own * other))) : null;
  };

  /** Spearman's rank correlation of two lists without gaps; null below three pairs or where one side is all the same.
   */
  s.rankCorrelation = (xs, ys) => (xs.length < LEAST ? null : ofRanks(s.averageRanks(xs), s.averageRanks(ys), -1));

  /** [lowest, highest] correlation when each pair in turn is left out, or null where it cannot be told. */
  s.withoutOne = (xs, ys) => {
    if (xs.length <= LEAST) return null;
    const [a, b] = [s.averageRanks(xs), s.averageRanks(ys)];
    const found = xs.map((x, at) => ofRanks(a, b, at));
    return found.includes(null)
      ? null
      : found.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [1, -1]);
  };

  /** Is a correlation of n areas beyond what chance alone gives? 95 %, variance of its atanh 1.06 / (n - 3) (Fieller
      and others, 1957). */
  s.beyondChance = (value, n) => n > LEAST && Math.abs(value) > Math.tanh(NORMAL_95 * Math.sqrt(1.06 / (n - 3)));

  /** up | down where it is beyond chance and leaving out any one area keeps the sign, else unclear. */
  s.direction = (value, range, n) => {
    if (value === null || !range || range[0] * range[1] <= 0 || !s.beyondChance(value, n)) return "unclear";
    return value > 0 ? "up" : "down";
  };

  /** Round numbers from at or below `low` to at or above `high`, about `most` of them. */
  s.niceTicks = (low, high, most = 5) => {
    if (!(high > low)) {
      low -= 1;
      high += 1;
    }
    const rough = (high - low) / most;
    const power = 10 ** Math.floor(Math.log10(rough) + 1e-9);
    const step = [1, 2, 2.5, 5, 10].map((unit) => unit * power).find((unit) => unit >= rough - 1e-12);
    const ticks = [];
    for (let at = Math.floor(low / step + 1e-9); at <= Math.ceil(high / step - 1e-9); at += 1)
      ticks.push(Number((at * step).toPrecision(12)));
    return ticks;
  };

  /** Areas with a known value on both sides: {areas, xs, ys}. */
  s.pairsOf = (x, xPeriod, y, yPeriod, count) => {
    const found = { areas: [], xs: [], ys: [] };
    for (let area = 0; area < count; area += 1) {
      const [a, b] = [s.reading(x, xPeriod, area).value, s.reading(y, yPeriod, area).value];
      if (a === null || b === null) continue;
      found.areas.push(area);
      found.xs.push(a);
      found.ys.push(b);
    }
    return found;
  };
})();

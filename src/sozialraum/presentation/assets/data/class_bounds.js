/* Where one class of numbers ends and the next begins: natural breaks and equal numbers, at round bounds. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const COUNT = 5;
  const NEARLY = 0.02; // share of all values by which equal numbers of values may be missed for a rounder bound

  /** Different values, rising, and how often each occurs: {values, weights}. */
  s.distinct = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const found = { values: [], weights: [] };
    sorted.forEach((value) => {
      const last = found.values.length - 1;
      if (last >= 0 && found.values[last] === value) found.weights[last] += 1;
      else {
        found.values.push(value);
        found.weights.push(1);
      }
    });
    return found;
  };

  /**
   * Place of the last value of each class: the partition of the least squared deviation from the means of its
   * classes (Fisher), exact; the best last cut only moves to the right with the end, so that halves are searched
   * apart.
   */
  s.naturalEnds = ({ values, weights }, count) => {
    const n = values.length;
    const mean =
      values.reduce((sum, value, at) => sum + value * weights[at], 0) / weights.reduce((sum, one) => sum + one, 0);
    const [w, one, two] = [[0], [0], [0]];
    values.forEach((value, at) =>
      [w, one, two].forEach((sums, power) => sums.push(sums[at] + weights[at] * (value - mean) ** power)),
    );
    const within = (start, end) => two[end] - two[start] - (one[end] - one[start]) ** 2 / (w[end] - w[start]);
    let best = w.map((sum, end) => (end ? within(0, end) : 0));
    const cuts = [];
    for (let k = 2; k <= count; k += 1) {
      const next = new Array(n + 1).fill(Infinity);
      const cut = new Array(n + 1).fill(0);
      const search = (low, high, from, to) => {
        if (low > high) return;
        const end = (low + high) >> 1;
        for (let start = Math.max(from, k - 1); start <= Math.min(to, end - 1); start += 1) {
          const cost = best[start] + within(start, end);
          if (cost < next[end]) {
            next[end] = cost;
            cut[end] = start;
          }
        }
        search(low, end - 1, from, cut[end]);
        search(end + 1, high, cut[end], to);
      };
      search(k, n, k - 1, n - 1);
      best = next;
      cuts.push(cut);
    }
    const ends = [n - 1];
    for (let end = n; cuts.length; ) ends.unshift((end = cuts.pop()[end]) - 1);
    return ends;
  };

  /** [decimals, number]: the shortest decimal number not smaller than `below` and smaller than `above`. */
  const shortestOf = (below, above) => {
    for (let decimals = -6; decimals < 16; decimals += 1) {
      const step = 10 ** -decimals;
      const candidate = Number((Math.ceil(below / step - 1e-12) * step).toFixed(Math.max(decimals, 0)));
      if (below <= candidate && candidate < above) return [decimals, candidate];
    }
    return [16, below];
  };

  /** The shortest decimal number not smaller than `below` and smaller than `above`: rounding moves nobody. */
  s.shortest = (below, above) => shortestOf(below, above)[1];

  /** Place of the last value of each class, with about as many values in each; equal ones are never parted. Among
      ends that differ by less than one in fifty of all values, the one whose bound needs the fewest decimals. */
  s.quantileEnds = ({ values, weights }, count) => {
    const all = weights.reduce((sum, one) => sum + one, 0);
    let sum = 0;
    const share = weights.map((one) => (sum += one) / all);
    const ends = new Set([values.length - 1]);
    for (let k = 1; k < count; k += 1) {
      const exact = share.findIndex((one) => one >= k / count);
      let best = null;
      share.slice(0, -1).forEach((one, end) => {
        const off = Math.abs(one - share[exact]);
        if (off >= NEARLY - 1e-9) return;
        const decimals = Math.max(shortestOf(values[end], values[end + 1])[0], 0);
        if (!best || decimals < best.decimals || (decimals === best.decimals && off < best.off - 1e-9))
          best = { decimals, off, end };
      });
      ends.add(exact === values.length - 1 || !best ? exact : best.end);
    }
    return [...ends].sort((a, b) => a - b);
  };

  /** Upper bounds of the classes, each inclusive; [] without values. */
  s.upperBounds = (values, by, count = COUNT) => {
    const all = s.distinct(values);
    if (!all.values.length) return [];
    const ends = (by === "natural" ? s.naturalEnds : s.quantileEnds)(all, Math.min(count, all.values.length));
    return ends.map((end, at) =>
      at < ends.length - 1 ? s.shortest(all.values[end], all.values[end + 1]) : all.values[end],
    );
  };
})();

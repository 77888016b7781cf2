/* The data block as it was before its repetitions were taken out; the forms are described in packing.py and derived.py. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const MARK = "~";

  /** {shared, data} -> the data: "~1a" becomes shared[1a in base 36], {"~": keys, rows} a list of objects. */
  s.unpacked = ({ shared, data }) => {
    const points = (value) => typeof value === "string" && value.length > 1 && value[0] === MARK && value[1] !== MARK;
    const pointed = (value) => (points(value) ? shared[parseInt(value.slice(1), 36)] : value);
    const plain = (text) => (text[0] === MARK ? text.slice(1) : text);
    const opened = (packed) => {
      const value = pointed(packed);
      if (typeof value === "string") return plain(value);
      if (Array.isArray(value)) return value.map(opened);
      if (value === null || typeof value !== "object") return value;
      if (!Object.hasOwn(value, MARK)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [plain(key), opened(one)]));
      return value.rows.map((row) => Object.fromEntries(pointed(row).map((one, at) => [plain(value[MARK][at]), one]).filter(([, one]) => one !== MARK)
        .map(([key, one]) => [key, opened(one)])));
    };
    return opened(data);
  };

  /** "points": the difference of two values, "percent": in percent of the earlier one; null where one is not known. */
  s.moved = (now, then, way) => {
    if (typeof now !== "number" || typeof then !== "number" || (way === "percent" && then <= 0)) return null;
    return way === "percent" ? (100 * (now - then)) / then : now - then;
  };

  /** A layer with what its own values tell: class numbers from letters ("-" is none), the city by date, changes from two dates. */
  s.withDerived = (layer) => {
    const cities = !layer.city || Array.isArray(layer.city) ? layer.city : layer.city.v.map((v, period) => (layer.city.s[period] === " " ? null
      : { v, s: layer.city.s[period], w: layer.city.w[period] || null }));
    const city = (period) => (cities[period] ? cities[period].v : null);
    const change = (one, period) => (!one || !one.as ? one : { from: one.from, city: s.moved(city(period), city(one.from), one.as),
      v: layer.v[period].map((value, area) => s.moved(value, layer.v[one.from][area], one.as)) });
    const classes = (row) => (typeof row === "string" ? Array.from(row, (letter) => (letter === "-" ? -1 : parseInt(letter, 36))) : row);
    return Object.assign({}, layer, cities ? { city: cities } : null, layer.c ? { c: layer.c.map(classes) } : null, layer.change ? { change: layer.change.map(change) } : null,
      layer.planned ? { planned: s.withDerived(layer.planned) } : null);
  };

  /** The data of the page from the text of its block. */
  s.pageData = (text) => {
    const data = s.unpacked(JSON.parse(text));
    return Object.assign(data, { layers: data.layers.map(s.withDerived) });
  };
})();

/* The data block as it was before its repetitions were taken out; the forms are described in packing.py and derived.py. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const MARK = "~";
  const RUN = /^~[0-9a-z]+~/;

  /** {shared, data, phrases?} -> the data, see packing.py. */
  s.unpacked = ({ shared, data, phrases }) => {
    const numbered = (digits) => shared[parseInt(digits, 36)];
    const points = (text) => text[0] === MARK && /^~[0-9a-z]/.test(text);
    const pointed = (value) => (typeof value === "string" && points(value) ? numbered(value.slice(1)) : value);
    const single = (list) => list.flatMap((one) => (typeof one === "string" && RUN.test(one) ? one.slice(1).split(MARK).map((digits) => MARK + digits) : [one]));
    const plain = (text) => (text[0] === MARK ? text.slice(1) : text);
    const [signs, ...said] = phrases || [""];
    const sign = signs ? new RegExp(`[${signs}]`, "g") : null;
    const heard = new Map();
    const spoken = (text) => {
      if (!sign) return text;
      if (!heard.has(text)) heard.set(text, text.replace(sign, (one) => spoken(said[signs.indexOf(one)])));
      return heard.get(text);
    };
    const word = (text) => (text[0] !== MARK ? spoken(text) : text[1] === "=" || text[1] === ":" ? s.denseNumbers(text) : text.slice(1));
    const put = (target, key, one) => { // a key "__proto__" of the data is a key like any other
      if (key === "__proto__") Object.defineProperty(target, key, { value: opened(one), enumerable: true, configurable: true, writable: true });
      else target[key] = opened(one);
    };
    const object = (keys, row) => {
      const made = {};
      single(pointed(row)).forEach((one, at) => { if (one !== MARK) put(made, keys[at], one); });
      return made;
    };
    const objects = (keys, rows) => { const known = keys.map(plain); return single(rows).map((row) => object(known, row)); };
    const opened = (packed) => {
      const value = pointed(packed);
      if (typeof value === "string") return word(value);
      if (Array.isArray(value)) return single(value).map(opened);
      if (value === null || typeof value !== "object") return value;
      const keys = Object.keys(value);
      if (keys[0] === MARK) return objects(value[MARK], value.rows);
      if (keys.length === 1 && points(keys[0])) return objects(numbered(keys[0].slice(1)), value[keys[0]]);
      if (keys.length === 1 && keys[0].startsWith("~.")) return object(numbered(keys[0].slice(2)).map(plain), value[keys[0]]);
      const made = {};
      keys.forEach((key) => put(made, plain(key), value[key]));
      return made;
    };
    return opened(data);
  };

  /** "points": the difference of two values, "percent": in percent of the earlier one; null where one is not known. */
  s.moved = (now, then, way) => {
    if (typeof now !== "number" || typeof then !== "number" || (way === "percent" && then <= 0)) return null;
    return way === "percent" ? (100 * (now - then)) / then : now - then;
  };

  /** A layer with what its own values tell: class numbers from letters ("-" is none), reasons by area, the city by date, changes from two dates. */
  s.withDerived = (layer) => {
    const cities = !layer.city || Array.isArray(layer.city) ? layer.city : layer.city.v.map((v, period) => (layer.city.s[period] === " " ? null
      : { v, s: layer.city.s[period], w: layer.city.w[period] || null }));
    const city = (period) => (cities[period] ? cities[period].v : null);
    const change = (one, period) => (!one || !one.as ? one : { from: one.from, city: s.moved(city(period), city(one.from), one.as),
      v: layer.v[period].map((value, area) => s.moved(value, layer.v[one.from][area], one.as)) });
    const classes = (row) => (typeof row === "string" ? Array.from(row, (letter) => (letter === "-" ? -1 : parseInt(letter, 36))) : row);
    const reasons = (row) => (Array.isArray(row) ? Object.fromEntries(row.flatMap((one, at) => (at % 2 ? one.map((area) => [area, row[at - 1]]) : []))) : row);
    return Object.assign({}, layer, layer.w ? { w: layer.w.map(reasons) } : null,
      cities ? { city: cities } : null, layer.c ? { c: layer.c.map(classes) } : null, layer.change ? { change: layer.change.map(change) } : null,
      layer.planned ? { planned: s.withDerived(layer.planned) } : null);
  };

  /** The data of the page from the text of its block; keys of texts are told by their first part. */
  s.pageData = (text) => {
    const data = s.unpacked(JSON.parse(text));
    const texts = Object.entries(data.texts).flatMap(([part, own]) => Object.entries(own).map(([key, text]) => [part ? part + "." + key : key, text]));
    return Object.assign(data, { layers: data.layers.map(s.withDerived), texts: Object.fromEntries(texts) });
  };
})();

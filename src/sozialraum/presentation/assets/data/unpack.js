/* The data block as it was before its repetitions were taken out; the forms are described in packing.py and
   derived.py. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const MARK = "~";
  const TILDE = 126;
  // objects with this key are facilities: a list of so many is opened one by one, as far as somebody asks
  const LATE = "lines";
  const LONG = 500;
  const ROW = Symbol("row");

  const remembered = (work) => {
    const known = new Map();
    return (given) => {
      if (!known.has(given)) known.set(given, work(given));
      return known.get(given);
    };
  };

  /** {shared, data, phrases?} -> the data, see packing.py. */
  s.unpacked = ({ shared, data, phrases }) => {
    const numbered = (digits) => shared[parseInt(digits, 36)];
    const points = (text) => {
      // "~" and a digit or a small letter
      if (text.charCodeAt(0) !== TILDE) return false;
      const next = text.charCodeAt(1);
      return (next >= 48 && next <= 57) || (next >= 97 && next <= 122);
    };
    const run = (one) => typeof one === "string" && one.length > 2 && points(one) && one.includes(MARK, 2);
    const pointed = (value) => (typeof value === "string" && points(value) ? numbered(value.slice(1)) : value);
    const apart = remembered((one) =>
      one
        .slice(1)
        .split(MARK)
        .map((digits) => MARK + digits),
    );
    const single = (list) =>
      list.some(run)
        ? list.flatMap((one) => (run(one) ? apart(one) : one === null || typeof one !== "object" ? one : [one]))
        : list;
    const plain = (text) => (text[0] === MARK ? text.slice(1) : text);
    const [signs, ...said] = phrases || [""];
    const phrase = new Map(Array.from(signs, (sign, at) => [sign.charCodeAt(0), at]));
    const lowest = Math.min(...phrase.keys());
    const spoken = (text) => {
      let all = "";
      let from = 0;
      for (let at = 0; at < text.length; at += 1) {
        const sign = text.charCodeAt(at);
        const number = sign >= lowest ? phrase.get(sign) : undefined;
        if (number === undefined) continue;
        all += text.slice(from, at) + heard(number);
        from = at + 1;
      }
      return from ? all + text.slice(from) : text;
    };
    const heard = remembered((number) => spoken(said[number]));
    const word = (text) =>
      text[0] !== MARK ? spoken(text) : text[1] === "=" || text[1] === ":" ? s.denseNumbers(text) : text.slice(1);
    const put = (target, key, one) => {
      // a key "__proto__" of the data is a key like any other
      if (key === "__proto__")
        Object.defineProperty(target, key, {
          value: opened(one),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      else target[key] = opened(one);
    };
    const object = (keys, row) => {
      const made = {};
      single(pointed(row)).forEach((one, at) => {
        if (one !== MARK) put(made, keys[at], one);
      });
      return made;
    };
    const once = new WeakMap();
    const text = remembered((packed) => (packed === MARK ? undefined : opened(packed)));
    const asked = (packed) => {
      if (typeof packed === "string") return text(packed);
      if (typeof packed !== "object" || packed === null || (Array.isArray(packed) && packed.every(Number.isFinite)))
        return packed;
      if (!once.has(packed)) once.set(packed, opened(packed));
      return once.get(packed);
    };
    const lateObjects = (keys, rows) => {
      const Late = function (row) {
        this[ROW] = row;
      };
      const whole = (late) => {
        const row = late[ROW];
        return Array.isArray(row) && row.length === keys.length ? row : (late[ROW] = single(pointed(row)));
      };
      keys.forEach((key, at) =>
        Object.defineProperty(Late.prototype, key, {
          get() {
            return asked(whole(this)[at]);
          },
          enumerable: true,
        }),
      );
      Late.prototype.toJSON = function () {
        return Object.fromEntries(keys.map((key) => [key, this[key]]));
      };
      return rows.map((row) => new Late(row));
    };
    const objects = (written, packed) => {
      const [keys, rows] = [written.map(plain), single(packed)];
      return rows.length >= LONG && keys.includes(LATE)
        ? lateObjects(keys, rows)
        : rows.map((row) => object(keys, row));
    };
    const opened = (packed) => {
      const value = pointed(packed);
      if (typeof value === "string") return word(value);
      if (Array.isArray(value)) return single(value).map(opened);
      if (value === null || typeof value !== "object") return value;
      const keys = Object.keys(value);
      if (keys[0] === MARK) return objects(value[MARK], value.rows);
      if (keys.length === 1 && points(keys[0])) return objects(numbered(keys[0].slice(1)), value[keys[0]]);
      if (keys.length === 1 && keys[0].startsWith("~."))
        return object(numbered(keys[0].slice(2)).map(plain), value[keys[0]]);
      const made = {};
      keys.forEach((key) => put(made, plain(key), value[key]));
      return made;
    };
    return opened(data);
  };

  /** "points": the difference of two values, "percent": in percent of the earlier one; null where one is not known.
   */
  s.moved = (now, then, way) => {
    if (typeof now !== "number" || typeof then !== "number" || (way === "percent" && then <= 0)) return null;
    return way === "percent" ? (100 * (now - then)) / then : now - then;
  };

  /** Number of the class of a value by the upper bounds; what lies above the last one belongs to the last class. */
  s.classAt = (upper, value) => {
    const place = upper.findIndex((bound) => value <= bound);
    return place < 0 ? upper.length - 1 : place;
  };

  /** Is a value firm? Where it stands beside the rest of the city beyond chance: "+=-" -> "101". */
  const firmOf = (cmp) => cmp.map((signs) => signs.replace(/[+-]/g, "1").replace(/=/g, "0"));

  /** A layer with what its own values tell: class numbers from the bounds, or from letters ("-" is none), reasons by
      area, the city by date, changes from two dates, and which values are firm. */
  s.withDerived = (layer, scale = layer.scale) => {
    const cities =
      !layer.city || Array.isArray(layer.city)
        ? layer.city
        : layer.city.v.map((v, period) =>
            layer.city.s[period] === " " ? null : { v, s: layer.city.s[period], w: layer.city.w[period] || null },
          );
    const city = (period) => (cities[period] ? cities[period].v : null);
    const change = (one, period) =>
      !one || !one.as
        ? one
        : {
            from: one.from,
            city: s.moved(city(period), city(one.from), one.as),
            v: layer.v[period].map((value, area) => s.moved(value, layer.v[one.from][area], one.as)),
          };
    const classes = (row) =>
      typeof row === "string" ? Array.from(row, (letter) => (letter === "-" ? -1 : parseInt(letter, 36))) : row;
    const classed = (row) => row.map((value) => (value === null || !scale ? -1 : s.classAt(scale.upper, value)));
    const reasons = (row) =>
      Array.isArray(row)
        ? Object.fromEntries(row.flatMap((one, at) => (at % 2 ? one.map((area) => [area, row[at - 1]]) : [])))
        : row;
    return Object.assign(
      {},
      layer,
      layer.w ? { w: layer.w.map(reasons) } : null,
      cities ? { city: cities } : null,
      { c: layer.c ? layer.c.map(classes) : layer.v.map(classed) },
      layer.cmp && layer.firm_note && !layer.firm ? { firm: firmOf(layer.cmp) } : null,
      layer.change ? { change: layer.change.map(change) } : null,
      layer.planned ? { planned: s.withDerived(layer.planned, scale) } : null,
    );
  };

  /** The data of the page from the text of its block; keys of texts are told by their first part. */
  s.pageData = (text) => {
    const data = s.unpacked(JSON.parse(text));
    const texts = Object.entries(data.texts).flatMap(([part, own]) =>
      Object.entries(own).map(([key, text]) => [part ? part + "." + key : key, text]),
    );
    const told = Object.fromEntries(texts);
    const whole = (layer) =>
      layer.classes ? { classes: s.labelledClasses(layer, s.translator(told), data.number) } : null;
    return Object.assign(data, {
      layers: data.layers.map((layer) => Object.assign(s.withDerived(layer), whole(layer))),
      texts: told,
    });
  };
})();

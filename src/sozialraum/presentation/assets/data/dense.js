/* Rows of numbers from short text; the form is described in dense.py. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$()*+,-./:;=>?@[]^_&' ";
  const BASE = SIGNS.length;
  const HALF = BASE / 2;
  const AS_NEEDED = 8;
  const VALUES = new Uint8Array(128);
  Array.from(SIGNS, (sign, value) => {
    VALUES[sign.charCodeAt(0)] = value;
  });
  const [NOTHING, NO_ROW] = [126, 124];

  /** "~=…" -> [number | null, …]; "~:…" -> [[number | null, …] | null, …]. */
  s.denseNumbers = (text) => {
    let at = 2;
    const digits = (count) => {
      let sum = 0;
      for (const end = at + count; at < end; at += 1) sum = sum * BASE + VALUES[text.charCodeAt(at)];
      return sum;
    };
    const told = () => digits(digits(1));
    const signed = (number) => (number % 2 ? -(number + 1) / 2 : number / 2);
    const form = digits(1);
    const width = (form % 8) + 1;
    const scale = Number("1e" + Math.floor(form / 8));
    const lowest = signed(told());
    const columns = text[1] === ":" ? told() : 0;
    const asNeeded = () => {
      let sum = 0;
      for (let weight = 1; ; weight *= HALF) {
        const digit = VALUES[text.charCodeAt(at)];
        at += 1;
        if (digit < HALF) return signed(sum + digit * weight);
        sum += (digit - HALF) * weight;
      }
    };
    const number = () => {
      if (text.charCodeAt(at) !== NOTHING) return (width === AS_NEEDED ? asNeeded() : digits(width) + lowest) / scale;
      at += 1;
      return null;
    };
    const row = () => {
      if (text.charCodeAt(at) === NO_ROW) {
        at += 1;
        return null;
      }
      const numbers = [];
      while (numbers.length < columns) numbers.push(number());
      return numbers;
    };
    const found = [];
    if (width === AS_NEEDED && !columns && scale === 1) {
      // a border: the longest rows there are, so without a function for each number
      let [sum, weight] = [0, 1];
      for (; at < text.length; at += 1) {
        const sign = text.charCodeAt(at);
        const digit = VALUES[sign];
        if (sign === NOTHING) found.push(null);
        else if (digit < HALF) {
          sum += digit * weight;
          found.push(sum % 2 ? -(sum + 1) / 2 : sum / 2);
          sum = 0;
          weight = 1;
        } else {
          sum += (digit - HALF) * weight;
          weight *= HALF;
        }
      }
      return found;
    }
    while (at < text.length) found.push(columns ? row() : number());
    return found;
  };
})();

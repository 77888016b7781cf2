/* Whole numbers from short text; the form is described in reach/coded.py. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-./:;=>?@[]^_{}";
  const BASE = ALPHABET.length / 2;
  const DIGITS = new Map(Array.from(ALPHABET, (sign, at) => [sign, at]));

  /** "0h1" -> [0, …]: the numbers, one after the other. */
  s.decodeNumbers = (text) => {
    const numbers = [];
    let rest = 0;
    let weight = 1;
    for (const sign of text) {
      const digit = DIGITS.get(sign);
      rest += (digit % BASE) * weight;
      weight *= BASE;
      if (digit >= BASE) continue;
      numbers.push(rest % 2 ? -(rest + 1) / 2 : rest / 2);
      rest = 0;
      weight = 1;
    }
    return numbers;
  };

  /** Differences -> the numbers themselves, `width` of them at a time. */
  s.summed = (differences, width = 1) => {
    const sums = differences.slice();
    for (let at = width; at < sums.length; at += 1) sums[at] += sums[at - width];
    return sums;
  };
})();

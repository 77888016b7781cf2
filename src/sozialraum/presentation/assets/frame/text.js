/* Words and numbers: every word comes in as data, every number leaves as text. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const NARROW = "\u202f";

  /** "{name}" in a sentence becomes fields.name; a field nobody gave stays readable. */
  s.fillIn = (sentence, fields) =>
    sentence.replace(/\{(\w+)\}/g, (whole, name) =>
      Object.prototype.hasOwnProperty.call(fields, name) ? String(fields[name]) : whole,
    );

  /** texts -> function (key, fields); an unknown key is shown as itself, never as an error. */
  s.translator =
    (texts) =>
    (key, fields = {}) =>
      Object.prototype.hasOwnProperty.call(texts, key) ? s.fillIn(texts[key], fields) : key;

  /** Rounded half away from zero, as the static tables are. */
  s.rounded = (value, decimals) => {
    const scaled = Math.floor(Math.abs(value) * 10 ** decimals + 0.5 + 1e-9) / 10 ** decimals;
    return value < 0 && scaled > 0 ? -scaled : scaled;
  };

  /** 1234.5 -> "1.234,5" by the separators of the page; a rounded zero has no sign. */
  s.formatNumber = (value, decimals, number) => {
    const [whole, fraction] = Math.abs(s.rounded(value, decimals)).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, number.thousands);
    const text = fraction ? grouped + number.decimal + fraction : grouped;
    return value < 0 && /[1-9]/.test(text) ? number.minus + text : text;
  };

  /** Number with its unit, kept on one line; of a change with its direction. */
  s.formatValue = (value, layer, number) => {
    const text = (layer.signed ? s.formatDifference : s.formatNumber)(value, layer.decimals, number);
    return layer.unit ? text + NARROW + layer.unit : text;
  };

  /** A difference always says its direction: "+2,0", "−0,4", "±0,0". */
  s.formatDifference = (value, decimals, number) => {
    const text = s.formatNumber(value, decimals, number);
    if (!/[1-9]/.test(text)) return "±" + text;
    return value > 0 ? "+" + text : text;
  };

  /** Part of an address as it was before it was written there; null for what no address is. */
  s.decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return null;
    }
  };

  /** Lower case, without accents, sharp s and umlauts spelled as people type them. */
  s.searchable = (text) =>
    text
      .toLowerCase()
      .replace(/ß/g, "ss")
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "");
})();

/* Several areas taken together: sums of what is known, and what is missing in them together and one by one. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const EXACT = 1e-5; // numbers arrive rounded to six digits; a smaller difference is none

  s.wholeMissing = (places) => Math.ceil(places - EXACT);
  s.wholeSpare = (places) => Math.floor(places + EXACT);

  /**
   * A column of a table for these areas together.
   * column: {way: "sum" | "net" | "ratio" | "none", of, by, s, d: decimals of both sides}; areas: numbers, each counted once.
   * -> {letter} where a part is unknown or nothing can be summed, else {letter: "A", of, by, value, alone}:
   * value: the sum, what is missing (below zero: spare), or the ratio in percent; alone: what is missing one by one.
   */
  s.together = (column, areas) => {
    if (column.way === "none") return { letter: null };
    const own = [...new Set(areas)];
    const sides = [column.of, column.by].filter(Boolean);
    const unknown = own.filter((area) => sides.some((side) => typeof side[area] !== "number"));
    if (unknown.length) {
      const letters = unknown.map((area) => (column.s && column.s[area] !== "A" ? column.s[area] : "O"));
      return { letter: letters.includes("Q") ? "Q" : letters[0] };
    }
    const [of, by] = [column.of, column.by || []].map((side) =>
      own.reduce((sum, area) => sum + (side[area] || 0), 0),
    );
    if (column.way === "sum") return { letter: "A", of, by, value: of, alone: null };
    if (column.way === "ratio")
      return by > 0 ? { letter: "A", of, by, value: (100 * of) / by, alone: null } : { letter: "M" };
    const alone = own.reduce((sum, area) => sum + Math.max(0, column.by[area] - column.of[area]), 0);
    return { letter: "A", of, by, value: by - of, alone };
  };

  /** As the cells of the table say it: {text, lines, tone}. */
  s.togetherText = (page, column, result) => {
    const [OF, BY] = [0, 1];
    const digits = (value, side) => {
      // those of the column, but two where one would hide that it is not whole
      const least = column.d ? column.d[side] : 0;
      if (Number.isInteger(s.rounded(value, 2))) return least;
      return Math.max(least, Number.isInteger(s.rounded(value, 1)) ? 2 : 1);
    };
    const plain = (value, side) => s.formatNumber(value, digits(value, side), page.data.number);
    if (result.letter === null) return { text: "\u2013", lines: [], tone: "none" };
    if (result.letter !== "A") return { text: page.t("status." + s.STATUS[result.letter]), lines: [], tone: "none" };
    if (column.way === "sum") return { text: plain(result.value, OF), lines: [], tone: "none" };
    if (column.way === "ratio") {
      const text = s.formatNumber(result.value, 1, page.data.number);
      return { text: column.unit ? text + "\u202f" + column.unit : text, lines: [], tone: "none" };
    }
    const [gone, free] = [s.wholeMissing(Math.max(0, result.value)), s.wholeSpare(Math.max(0, -result.value))];
    const whole = (value) => s.formatNumber(value, 0, page.data.number);
    const text = gone
      ? page.t("planning.missing", { count: whole(gone) })
      : free
        ? page.t("planning.spare", { count: whole(free) })
        : page.t("planning.even");
    const lines = [page.t("planning.of", { places: plain(result.of, OF), needed: plain(result.by, BY) })];
    if (s.wholeMissing(result.alone) > gone) lines.push(page.t("planning.parts", { count: plain(result.alone, BY) }));
    return { text, lines, tone: gone ? "missing" : free ? "spare" : "even" };
  };

  /** Areas that touch a ticked one and are not ticked, in order. */
  s.neighboursOf = (areas, ticked) =>
    [...new Set(ticked.flatMap((area) => areas[area].neighbours))]
      .filter((area) => !ticked.includes(area))
      .sort((a, b) => a - b);

  /** What the address says: {mode, ticked}; what is not known there is left out. */
  s.readChoice = (hash, areas, modes) => {
    const told = new URLSearchParams(hash.replace(/^#/, ""));
    const ids = (told.get("gebiete") || "").split(",").map(s.decoded);
    return {
      mode: modes.includes(told.get("ansicht")) ? told.get("ansicht") : modes[0] || null,
      ticked: areas.map((area, index) => (ids.includes(area.id) ? index : -1)).filter((index) => index >= 0),
    };
  };

  s.writeChoice = (choice, areas, modes) => {
    const told = new URLSearchParams();
    if (choice.mode && choice.mode !== modes[0]) told.set("ansicht", choice.mode);
    if (choice.ticked.length)
      told.set("gebiete", choice.ticked.map((area) => encodeURIComponent(areas[area].id)).join(","));
    return told.toString();
  };
})();

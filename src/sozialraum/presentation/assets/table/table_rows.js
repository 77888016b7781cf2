/* What stands in the rows of the table twin, and their order; nothing of how it is drawn. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** One row per area: {area, name, rank, place (the rank in words), value, difference, class, reading, usual (its
      interval or null), unsure}. */
  s.tableRows = (data, layer, period, t = null) => {
    const ranks = s.ranks(layer, period, data.areas.length);
    const city = s.cityReading(layer, period);
    const places = t ? s.rankTexts(ranks, t) : [];
    return data.areas.map((area, index) => {
      const reading = s.reading(layer, period, index);
      const comparison = s.comparison(layer, reading.value, city.value);
      return {
        area: index,
        name: area.name,
        rank: ranks[index],
        place: places[index],
        value: reading.value,
        class: reading.class < 0 ? null : reading.class,
        difference: comparison ? comparison.difference : null,
        comparison,
        reading,
        usual: s.interval(layer, period, index),
        unsure: s.unsure(layer, period, index),
        ...(layer.gap
          ? { ...s.balanceAt(layer, period, index), letterOf: (key) => s.balanceLetter(layer, key, period, index) }
          : null),
        ...(layer.cells ? s.reachAt(data, layer, index) : null),
      };
    });
  };

  /** Sorted copy; rows without the sorted value come last in either direction, ties by name. */
  s.sortedRows = (rows, column, ascending, language) => {
    const names = new Intl.Collator(language, { numeric: true });
    const sign = ascending ? 1 : -1;
    return rows.slice().sort((a, b) => {
      if (column === "name") return sign * names.compare(a.name, b.name);
      const missing = (a[column] === null) - (b[column] === null);
      if (missing || a[column] === null) return missing || names.compare(a.name, b.name);
      return sign * (a[column] - b[column]) || names.compare(a.name, b.name);
    });
  };

  const SORT = /^([a-z]{1,20})-(auf|ab)$/;

  /** The order the reader chose, such as "value-ab"; null as the figure has it. */
  s.sortKey = { name: "sortierung", read: (text) => (SORT.test(text) ? text : null), write: (text) => text };

  s.sortText = ({ column, ascending }) => column + (ascending ? "-auf" : "-ab");

  /** "value-ab" -> {column, ascending}; null where the table has no such column. */
  s.sorting = (text, columns) => {
    const [column, way] = (text || "").split("-");
    return columns.includes(column) ? { column, ascending: way === "auf" } : null;
  };

  /** Ranks in words; areas that share one bear all the places they fill: "3.–4.". */
  s.rankTexts = (ranks, t) =>
    ranks.map((rank) => {
      if (rank === null) return null;
      const last = rank + ranks.filter((other) => other === rank).length - 1;
      return last === rank ? t("columns.place", { n: rank }) : t("columns.shared", { from: rank, to: last });
    });
})();

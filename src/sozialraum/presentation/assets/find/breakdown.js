/* A figure for one group: women, children under three, people without a German passport; in the classes of the whole.
 */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const NONE = ["gap", "planned", "cmp", "firm", "firm_note", "lo", "hi", "inside", "unassigned"];
  const known = new WeakMap();

  /** Breakdowns of a layer that the map can show, with their groups. */
  s.splitsOf = (data, layer) =>
    (data.groups_of || []).filter((entry) => entry.layer === layer.id && (entry.share || layer.scale));

  /** {entry, group, period} of a group of a layer; null where it has none of that name. */
  s.splitOf = (data, layer, id) => {
    const entry = s.splitsOf(data, layer).find((one) => one.groups.some((group) => group.id === id));
    if (!entry) return null;
    const period = layer.periods.findIndex((one) => one.id === entry.period);
    return period < 0 ? null : { entry, group: entry.groups.find((one) => one.id === id), period };
  };

  const values = (groups) =>
    groups
      .flatMap((group) => [...group.s].map((letter, area) => s.groupRows({ groups: [group] }, area)[0].value))
      .filter((value) => value !== null);

  /** {scale, classes} for all groups of a breakdown: those of the layer, whose outer ones reach as far as the groups
      do; for shares of a count natural breaks over all groups. */
  s.groupClasses = (page, layer, entry) => {
    const all = values(entry.groups);
    const scale = entry.share ? { by: "natural", upper: s.upperBounds(all, "natural") } : layer.scale;
    if (scale.distances) return { scale, classes: layer.classes };
    const { upper } = scale;
    const least = Math.max(entry.decimals, ...upper.slice(0, -1).map((bound) => s.digitsOf(bound, entry.decimals)));
    const said = (value) => s.formatNumber(value, least, page.data.number);
    const [low, high] = [Math.min, Math.max].map((end) => end(...all, ...(entry.share ? [] : s.extent(layer))));
    const colours = entry.share
      ? s.spreadColours(page.data.neutral, upper.length)
      : layer.classes.map((one) => one.color);
    return {
      scale,
      classes: upper.map((bound, at) => {
        const [from, to] = [said(at ? upper[at - 1] : low), said(at < upper.length - 1 ? bound : high)];
        return {
          color: colours[at],
          label: from === to ? to : page.t(at ? "classes.between" : "classes.first", { low: from, high: to }),
        };
      }),
    };
  };

  /** The layer of one group: its values at the one date they are known for, withheld ones withheld, nothing at
      others. */
  s.asGroup = (page, layer, { entry, group, period }) => {
    const { t } = page;
    const at = (row, empty) => layer.periods.map((one, number) => (number === period ? row : empty));
    const rows = [...group.s].map((letter, area) => s.groupRows({ groups: [group] }, area)[0]);
    const nothing = rows.map(() => null);
    const { scale, classes } = s.groupClasses(page, layer, entry);
    const city = at({ v: group.city, s: group.city_s || (group.city === null ? "O" : "A"), w: null }, null);
    const whole = { scale, city, decimals: entry.decimals, symbols: false, kind: "choropleth" };
    const label = (name) => t(entry.share ? "split.share" : "split.label", { layer: name, group: group.label });
    return Object.assign(
      {},
      layer,
      Object.fromEntries(NONE.map((key) => [key, undefined])),
      {
        label: label(layer.label),
        short: label(layer.short),
        kind: "choropleth",
        symbols: false,
        scale,
        classes,
        class_note: t("split.classes"),
        unit: entry.unit,
        unit_words: entry.share ? t("split.percent") : layer.unit_words,
        decimals: entry.decimals,
        polarity: entry.share ? "keine" : layer.polarity,
        polarity_word: entry.share ? "" : layer.polarity_word,
        change: layer.periods.map(() => null),
        change_unit: entry.share ? t("split.points") : layer.change_unit,
        v: at(
          rows.map((row) => row.value),
          nothing,
        ),
        s: at(rows.map((row) => row.letter).join(""), "O".repeat(rows.length)),
        c: at(
          rows.map((row) => s.classOf(whole, row.value, period)),
          nothing.map(() => -1),
        ),
        w: layer.periods.map(() => ({})),
        city,
      },
      group.lo
        ? {
            lo: at(
              rows.map((row) => row.low),
              null,
            ),
            hi: at(
              rows.map((row) => row.high),
              null,
            ),
          }
        : null,
    );
  };

  /** The layer as the state asks for it; the same object for the same group. */
  s.withGroup = (page, layer) => {
    const { group } = page.state;
    const found = group && group.layer === layer.id ? s.splitOf(page.data, layer, group.id) : null;
    if (!found) return layer;
    if (!known.has(layer)) known.set(layer, new Map());
    if (!known.get(layer).has(found.group)) known.get(layer).set(found.group, s.asGroup(page, layer, found));
    return known.get(layer).get(found.group);
  };

  /** {layer, id} from the address; null where the layer has no such group at its date. */
  s.readGroup = (text, data, state) => {
    const layer = data.layers[state.layer];
    const found = text ? s.splitOf(data, layer, text) : null;
    return found && found.period === state.period ? { layer: layer.id, id: text } : null;
  };

  /** The choice of a group; hidden where there is none. Returns {show(change)}. */
  s.addSplits = (page, node) => {
    const { data, t } = page;
    const select = s.el("select", {
      id: "sr-group",
      change: () => {
        const layer = data.layers[page.state.layer];
        const found = s.splitOf(data, layer, select.value);
        page.choose(found ? { group: { layer: layer.id, id: select.value }, period: found.period } : { group: null });
      },
    });
    const note = s.el("p", { class: "sr-note" });
    s.replace(node, s.el("label", { class: "sr-heading", for: "sr-group" }, t("split.title")), select, note);
    return {
      show: (change) => {
        const layer = data.layers[page.state.layer];
        const { group } = page.state;
        if (group && group.layer !== layer.id) page.state.group = null;
        else if (
          group &&
          change.group === undefined &&
          s.splitOf(data, layer, group.id).period !== page.state.period
        ) {
          page.choose({ group: null }, true); // another date was asked for, and only the whole has it
          return;
        }
        const splits = s
          .splitsOf(data, layer)
          .filter((entry) => layer.periods.some((one) => one.id === entry.period));
        node.hidden = !splits.length;
        if (change.layer !== undefined) {
          s.replace(
            select,
            s.el("option", { value: "" }, t("split.whole")),
            splits.map((entry) =>
              s.el(
                "optgroup",
                { label: entry.dimension },
                entry.groups.map((group) => s.el("option", { value: group.id }, group.label)),
              ),
            ),
          );
        }
        if (splits.length) {
          select.value = page.state.group ? page.state.group.id : "";
          note.textContent = t("split.only", { period: splits[0].period_label });
        }
      },
    };
  };

  s.view({
    id: "breakdown",
    slot: "choice",
    keys: {
      group: {
        name: "gruppe",
        figure: true,
        read: s.readGroup,
        write: (group, data, state) => (group && data.layers[state.layer].id === group.layer ? group.id : null),
      },
    },
    layer: s.withGroup,
    shown: (page) => (page.data.groups_of || []).length > 0,
    add: s.addSplits,
  });
})();

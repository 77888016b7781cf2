/* Larger areas in place of the Sozialraeume: the whole page then speaks of them, so it is read anew when the level
   changes. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  // by date, a sign or a number an area
  const ROWS = ["v", "c", "s", "gap", "gap_lo", "gap_hi", "need", "places", "kids", "lo", "hi", "cmp", "firm"];
  const REASONS = ["w", "inside"];
  const OTHERS = ["change", "planned", "steps", "closed", "unassigned"];
  const OF_PAGE = ["lage", "findings", "notes", "groups_of", "similar", "gap_board"]; // told of Sozialraeume alone

  /** Packed polygons that share edges -> packed polygons around them: what two of them have in common is gone. */
  s.dissolved = (areas) => {
    const edges = s.edges(areas).outer;
    const name = (point) => point.join();
    const at = new Map();
    edges.forEach((edge, number) =>
      edge.forEach((point) => at.set(name(point), [...(at.get(name(point)) || []), number])),
    );
    const used = new Set();
    const rings = [];
    edges.forEach(([start, end], number) => {
      if (used.has(number)) return;
      const ring = [start];
      used.add(number);
      let point = end;
      while (name(point) !== name(start)) {
        // at every point an even number of edges meets, so that each walk comes back
        ring.push(point);
        const next = at.get(name(point)).find((other) => !used.has(other));
        used.add(next);
        const [one, two] = edges[next];
        point = name(one) === name(point) ? two : one;
      }
      rings.push(ring);
    });
    const size = (ring) =>
      Math.abs(
        ring.reduce((sum, [x, y], place) => {
          const [nx, ny] = ring[(place + 1) % ring.length];
          return sum + x * ny - nx * y;
        }, 0),
      );
    const polygons = [];
    rings
      .sort((a, b) => size(b) - size(a))
      .forEach((ring) => {
        const middle = [0, 1].map((axis) => (ring[0][axis] + ring[1][axis]) / 2);
        const around = polygons.find((polygon) => s.contains([[polygon[0]]], middle));
        if (around) around.push(ring);
        else polygons.push([ring]);
      });
    return polygons.map((own) =>
      own.map((ring) =>
        ring.flatMap(([x, y], place) => (place ? [x - ring[place - 1][0], y - ring[place - 1][1]] : [x, y])),
      ),
    );
  };

  /** The level an address asks for, or null for the Sozialraeume. */
  s.levelIn = (hash, data) =>
    (data.levels || []).find((one) => one.id === new URLSearchParams(hash.replace(/^#/, "")).get("ebene")) || null;

  const moved = (told, from, to) =>
    Object.fromEntries(
      Object.entries(told || {})
        .filter(([area]) => area >= from && area < to)
        .map(([area, words]) => [area - from, words]),
    );

  /** The part of a layer that tells of the areas `from` up to before `to`. */
  s.ofAreas = (layer, from, to) => {
    const cut = (row) => row && row.slice(from, to);
    const told = {};
    ROWS.forEach((key) => {
      if (layer[key]) told[key] = layer[key].map(cut);
    });
    REASONS.forEach((key) => {
      if (layer[key]) told[key] = layer[key].map((one) => moved(one, from, to));
    });
    if (layer.change) told.change = layer.change.map((one) => one && Object.assign({}, one, { v: cut(one.v) }));
    if (layer.closed) {
      told.closed = Object.fromEntries(
        Object.entries(layer.closed).map(([key, rows]) => [
          key,
          rows.map((row) => row.filter((area) => area >= from && area < to).map((area) => area - from)),
        ]),
      );
    }
    if (layer.planned) told.planned = s.ofAreas(layer.planned, from, to);
    return Object.assign({}, layer, told);
  };

  const layerAt = (layer, told, from, to) => {
    const nothing = Object.fromEntries([...ROWS, ...REASONS, ...OTHERS].map((key) => [key, undefined]));
    return s.ofAreas(s.withDerived(Object.assign({}, layer, nothing, told)), from, to);
  };

  /** Reach as it is told of the areas `from` up to before `to` and of the city, whose figures stand last. How fairly
      it is distributed is told among Sozialraeume. */
  const reachAt = (reach, larger, from, to) =>
    Object.assign({}, reach, {
      questions: Object.fromEntries(
        Object.entries(reach.questions).map(([id, question]) => {
          const rows = larger[id] || {};
          const cut = (row, whole) => [...row.slice(from, to), whole[whole.length - 1]];
          const told = Object.entries(rows)
            .filter(([key]) => question.figures[key])
            .map(([key, row]) => [
              key,
              key === "pct"
                ? row.map((one, step) => cut(one, question.figures.pct[step]))
                : cut(row, question.figures[key]),
            ]);
          return [
            id,
            Object.assign({}, question, {
              figures: larger[id] ? Object.fromEntries(told) : undefined,
              fair: undefined,
            }),
          ];
        }),
      ),
    });

  /**
   * The data as they are at a level: its areas, the layers that have figures for it, in the classes of the
   * Sozialraeume; the same object for null. `elsewhere`: the layers left out; `no_index`: the soziale Lage is among
   * them.
   */
  s.atLevel = (data, level) => {
    if (!level) return data;
    const from = data.levels.slice(0, data.levels.indexOf(level)).reduce((sum, one) => sum + one.count, 0);
    const areas = data.larger.areas.slice(from, from + level.count);
    const within = new Map(areas.flatMap((area, number) => area.members.map((member) => [member, number])));
    const layers = data.layers.map((layer) =>
      data.larger.layers[layer.id] ? layerAt(layer, data.larger.layers[layer.id], from, from + level.count) : null,
    );
    const there = (layer) => Boolean(layer) && layer.s.some((row) => /[^OL]/.test(row));
    return Object.assign({}, data, Object.fromEntries(OF_PAGE.map((key) => [key, undefined])), {
      level,
      finest: { areas: data.areas, word: data.city.area_word },
      city: Object.assign({}, data.city, { area_word: level.area_word, area_words: level.area_words }),
      areas: areas.map((area) =>
        Object.assign({}, area, {
          neighbours: area.neighbours
            .filter((one) => one >= from && one < from + level.count)
            .map((one) => one - from),
          rings: s.dissolved(area.members.map((member) => data.areas[member].rings)),
        }),
      ),
      layers: layers.filter(there),
      elsewhere: data.layers.filter((layer, number) => !there(layers[number])),
      no_index: Boolean(data.lage),
      reach: data.reach && reachAt(data.reach, data.larger.reach || {}, from, from + level.count),
      facilities: data.facilities.map((one) =>
        Object.create(one, { area: { value: within.has(one.area) ? within.get(one.area) : null, enumerable: true } }),
      ),
    });
  };

  /** The areas of the levels that the page does not show: [{level: "" for the Sozialraeume, id, name, word}]. */
  s.otherAreas = ({ levels, larger, level, finest }) => {
    const told = (id, word) => (area) => ({ level: id, word, id: area.id, name: area.name });
    let from = 0;
    return [
      ...(finest ? finest.areas.map(told("", finest.word)) : []),
      ...(levels || []).flatMap((one) => {
        const own = larger.areas.slice(from, (from += one.count));
        return one === level ? [] : own.map(told(one.id, one.area_word));
      }),
    ];
  };

  /** Shows another level, or an area of it: find/levels.js reads the page anew. */
  s.goToLevel = (page, level, area = null) => {
    const wanted = Object.assign({}, page.state, {
      level: level || null,
      area: null,
      view: area ? "steckbrief" : page.state.view,
    });
    const hash = s.writeHash(wanted, page.data);
    globalThis.location.hash = area ? hash + "&" + new URLSearchParams({ gebiet: area }) : hash;
  };

  const MADE = ["natural", "quantile"];

  /** How the classes of a layer are told at a level: they were made from the figures of the Sozialraeume, not from
      its own. */
  s.sayClasses = (data, t) =>
    data.layers
      .filter((layer) => layer.scale && MADE.includes(layer.scale.by))
      .forEach((layer) => {
        layer.class_note = t("levels.classes", { count: layer.classes.length, base: data.base_words });
      });

  /** The choice of the level, and what has no figures for it. */
  s.addLevels = (page, node, again = () => globalThis.location.reload()) => {
    const { data, t } = page;
    if (data.level) s.sayClasses(data, t);
    const select = s.el(
      "select",
      {
        id: "sr-level",
        change: () => s.goToLevel(page, select.value),
      },
      s.el("option", { value: "" }, data.base_words),
      data.levels.map((one) => s.el("option", { value: one.id }, one.area_words)),
    );
    select.value = data.level ? data.level.id : "";
    // what a link or the level before showed
    const asked = new URLSearchParams(globalThis.location.hash.slice(1)).get("ind");
    const missed = data.level && data.elsewhere.find((one) => one.id === asked);
    const areas = data.level && data.level.area_words;
    const first = page.state.layer;
    const instead = missed
      ? s.el(
          "p",
          { class: "sr-box", role: "status" },
          t("levels.instead", { asked: missed.label, areas, shown: page.shown().layer.label }),
        )
      : null;
    s.replace(
      node,
      s.el("label", { class: "sr-heading", for: "sr-level" }, t("levels.title")),
      select,
      instead,
      data.level
        ? s.el(
            "details",
            { class: "sr-note" },
            s.el("summary", null, t("levels.differs")),
            s.el("p", null, t("levels.note", { areas, base: data.base_words })),
            data.no_index ? s.el("p", null, t("levels.no_index", { areas, base: data.base_words })) : null,
            data.elsewhere.length
              ? [
                  s.el("p", null, t("levels.elsewhere", { areas })),
                  s.el(
                    "ul",
                    null,
                    data.elsewhere.map((one) => s.el("li", null, one.label)),
                  ),
                ]
              : null,
          )
        : null,
    );
    globalThis.addEventListener("hashchange", (event) => {
      const { hash } = globalThis.location;
      const place = hash.length > 1 && !hash.includes("="); // a section of the page; no state is a state: the first
      if (place || (s.levelIn(hash, data) || {}).id === (data.level || {}).id) return;
      event.stopImmediatePropagation();
      again();
    });
    return {
      show: (change) => {
        if (instead && change.layer !== undefined && change.layer !== first) instead.hidden = true;
      },
    };
  };

  s.view({
    id: "levels",
    slot: "choice",
    keys: {
      level: { name: "ebene", read: (text, data) => (data.level ? data.level.id : null), write: (level) => level },
    },
    shown: (page) => Boolean(page.data.levels),
    add: (page, node) => s.addLevels(page, node),
  });
})();

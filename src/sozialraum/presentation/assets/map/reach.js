/* Reach in words and lines: the way from a block, the nearest facility, who lives around a chosen one. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const OUTLINE_UNIT = 5e6;
  const known = new WeakMap();

  /** A layer whose cells are drawn: its areas keep their figures and lose their colours; always the same object. */
  s.asCells = (layer) => {
    if (!layer.cells || !layer.cells.drawn) return layer;
    if (!known.has(layer)) {
      known.set(
        layer,
        Object.assign({}, layer, {
          drawn_cells: true,
          classes: [],
          class_note: "",
          c: layer.c.map((row) => row.map(() => -1)),
        }),
      );
    }
    return known.get(layer);
  };

  /** What the figure of an area says, in words. */
  s.whatText = (layer) => (layer.cells ? layer.cells.what : layer.short || layer.label);

  /** The question of [reach] a layer is about, or null. */
  s.questionOf = (data, layer) =>
    layer && layer.cells && data.reach ? data.reach.questions[layer.cells.question] || null : null;

  /** Figure of an area (or of the city, the last one) as {value, letter}. */
  s.reachFigure = (question, key, area, step) => {
    const rows = question.figures && question.figures[key];
    const row = rows && step !== undefined ? rows[step] : rows;
    const found = row ? row[area] : "O";
    return typeof found === "number" ? { value: found, letter: "A" } : { value: null, letter: found };
  };

  /** Whether a share of the bands is withheld. */
  s.reachHidden = (question, area) =>
    question.steps.some((step, at) => s.reachFigure(question, "pct", area, at).letter === "Q");

  /** Percent in each band, the nearest first; null where a share is not told. */
  s.reachBands = (question, area) => {
    const shares = question.steps.map((step, at) => s.reachFigure(question, "pct", area, at).value);
    if (shares.includes(null)) return null;
    return [...shares, 100].map((share, at) => Math.max(0, share - (at ? shares[at - 1] : 0)));
  };

  /** "über 500 bis 1.000 m Fußweg (6 bis 12 Minuten bei 5 km/h)". */
  s.bandText = (page, one) =>
    one.minutes
      ? page.t("reach.with_minutes", {
          way: one.label,
          word: page.data.reach.way,
          minutes: one.minutes,
          speed: page.data.reach.speed,
        })
      : page.t("reach.without_minutes", { way: one.label, word: page.data.reach.way });

  /** What the page knows of a facility by its number: {name, type, at}; those it has no card of stand behind its own.
   */
  s.reachHouse = (data, number) => {
    if (number < 0) return null;
    const own = data.facilities[number];
    if (own) return { name: own.name, type: data.facility_types[own.type].label, at: own.at };
    return data.reach.more[number - data.facilities.length] || null;
  };

  /** Whether most places of a block reach a facility; the last class of ways is for those that do not. */
  s.isReached = (question, block) => block.way < question.way.length - 1;

  /** What is said of a block: [text, ...]. */
  s.blockTexts = (page, { block, question: id, kind }) => {
    const question = page.data.reach.questions[id];
    const house = s.reachHouse(page.data, block.nearest);
    const way = question.way[block.way];
    const reached = s.isReached(question, block);
    const far = page.t("reach.here", { what: reached ? s.bandText(page, way) : way.label });
    const few = kind === "places" && block.places === question.places.length;
    const shared = few
      ? page.t("reach.few")
      : kind === "places"
        ? page.t("reach.places_here", { places: question.places[block.places].label })
        : "";
    const unsure = kind === "places" ? block.places_dep && !few : block.dep;
    return [
      kind === "places" ? page.t("reach.here", { what: shared }) : far,
      house && reached ? page.t("reach.nearest", { name: house.name }) : null,
      unsure ? page.t("reach.depends") : null,
    ].filter(Boolean);
  };

  /** Lines about a block for a tooltip, or null. */
  s.blockTip = (page, at) =>
    at
      ? s.el(
          "span",
          { class: "sr-tip-block" },
          s.blockTexts(page, at).map((text) => s.el("span", null, text)),
        )
      : null;

  /** [people within each step, or the letter of why not] around a facility; null where it is not asked for. */
  s.aroundOf = (question, number) => {
    const row = question && question.around.find(([facility]) => facility === number);
    return row ? row.slice(1) : null;
  };

  /** "Kinder … im Umkreis (Fußweg): bis 500 m rund 120; …": pairs [step, people] in words, or null. */
  s.aroundRows = (page, question, number) => {
    const counts = s.aroundOf(question, number);
    if (!counts) return null;
    return counts.map((count, at) => [
      s.stepText(page, question, at),
      typeof count === "number"
        ? page.t("reach.about", { n: s.formatNumber(count, 0, page.data.number) })
        : page.t("status." + s.STATUS[count]),
    ]);
  };

  /** "bis 1.000 m (12 Minuten bei 5 km/h)". */
  s.stepText = (page, question, at) => {
    const metres = s.formatNumber(question.steps[at], 0, page.data.number);
    const minutes = question.way[at].minutes ? question.minutes[at] : "";
    return minutes
      ? page.t("reach.step_minutes", { metres, minutes, speed: page.data.reach.speed })
      : page.t("reach.step", { metres });
  };

  /** What the lines around a chosen facility are: "Umrandet: bis 500 (kräftig), 1.000 m Fußweg, vereinfacht
      gezeichnet." */
  s.outlineText = (page, question) => {
    const steps = question.steps.slice(0, question.drawn).map((step) => {
      const metres = s.formatNumber(step, 0, page.data.number);
      return step === question.near && question.drawn > 1 ? page.t("reach.strong_line", { metres }) : metres;
    });
    return page.t(page.data.reach.outlines ? "reach.outlined" : "reach.circled", {
      steps: steps.join(", "),
      way: page.data.reach.way,
    });
  };

  /** Who lives around a facility, for its card; null where the shown question does not ask for it. */
  s.aroundCard = (page, number) => {
    const question = page.shown ? s.questionOf(page.data, page.shown().layer) : null;
    const rows = question ? s.aroundRows(page, question, number) : null;
    if (!rows) return null;
    return s.el(
      "div",
      { class: "sr-around" },
      s.el("b", null, page.t("reach.around", { people: question.people, way: page.data.reach.way })),
      s.pairs(rows),
      s.el("p", { class: "sr-note" }, s.outlineText(page, question)),
    );
  };

  /** Outline of a reach area of so many metres -> Leaflet's polygons; `at` is the place of its facility. */
  s.decodeOutline = (text, at, step) => {
    const unit = OUTLINE_UNIT / step;
    const start = at.map((degree) => Math.floor(degree * unit + 0.5));
    return text
      .split("|")
      .filter(Boolean)
      .map((polygon) =>
        polygon.split(" ").map((ring) => {
          const steps = s.decodeNumbers(ring);
          steps[0] += start[0];
          steps[1] += start[1];
          const points = s.summed(steps, 2);
          return points
            .filter((point, place) => place % 2 === 0)
            .map((lat, place) => [lat / unit, points[2 * place + 1] / unit]);
        }),
      );
  };

  const lines = (map) => {
    const L = globalThis.L;
    const pane = s.pane("reach");
    const renderer = L.svg({ pane, padding: 0.5 });
    const group = L.layerGroup().addTo(map);
    const options = (name) => ({
      pane,
      renderer,
      interactive: false,
      className: "sr-reach-" + name,
      smoothFactor: 0,
    });
    return {
      group,
      options,
      hide: () => {
        s.silent(renderer);
      },
    };
  };

  /** Line from the block under the pointer to the facility nearest to it. Returns {to(at)}; null takes it away. */
  s.addNearest = (map, page, cells) => {
    const L = globalThis.L;
    const drawn = lines(map);
    return {
      to: (at) => {
        drawn.group.clearLayers();
        const house =
          at && s.isReached(page.data.reach.questions[at.question], at.block)
            ? s.reachHouse(page.data, at.block.nearest)
            : null;
        if (!house || !house.at) return;
        const way = [cells.centre(at.block), house.at];
        L.polyline(way, Object.assign(drawn.options("way-under"), { fill: false })).addTo(drawn.group);
        L.polyline(way, Object.assign(drawn.options("way"), { fill: false })).addTo(drawn.group);
        L.circleMarker(house.at, Object.assign(drawn.options("end"), { radius: 6 })).addTo(drawn.group);
        drawn.hide();
      },
    };
  };

  /** Reach areas of a facility, the widest first. Returns {of(question id, number)}; null takes them away. */
  s.addOutlines = (map, page) => {
    const L = globalThis.L;
    const drawn = lines(map);
    return {
      of: (id, number) => {
        drawn.group.clearLayers();
        const question = id === null ? null : page.data.reach.questions[id];
        const house = question && s.aroundOf(question, number) ? s.reachHouse(page.data, number) : null;
        if (!house || !house.at) return;
        const outlines = (page.data.reach.outlines || {})[number] || {};
        question.steps
          .slice(0, question.drawn)
          .reverse()
          .forEach((step) => {
            const options = drawn.options(step === question.near ? "near" : "area");
            if (outlines[step])
              L.polygon(s.decodeOutline(outlines[step], house.at, step), options).addTo(drawn.group);
            else if (page.data.reach.factor)
              L.circle(house.at, Object.assign(options, { radius: step / page.data.reach.factor })).addTo(
                drawn.group,
              );
          });
        drawn.hide();
      },
    };
  };

  /** Block under the pointer and the chosen facility, drawn and said; tell(block or null, place). Returns
      {choose(facility or null), show()}. */
  s.addReach = (map, page, cells, tell) => {
    const outlines = s.addOutlines(map, page);
    const nearest = s.addNearest(map, page, cells);
    let chosen = null;
    const point = (at, place) => {
      if ((at ? at.block.number : -1) === (page.block ? page.block.block.number : -1)) return;
      page.block = at;
      nearest.to(at);
      tell(at, place);
    };
    const draw = () => {
      const { layer } = page.shown();
      outlines.of(chosen === null || !s.questionOf(page.data, layer) ? null : layer.cells.question, chosen);
    };
    map.on("mousemove click", (event) => point(cells.at(event.latlng), event.latlng));
    map.on("mouseout movestart", () => point(null));
    return {
      choose: (facility) => {
        chosen = facility;
        draw();
        const question = facility === null ? null : s.questionOf(page.data, page.shown().layer);
        const rows = question ? s.aroundRows(page, question, facility) : null;
        if (rows)
          page.announce(
            [
              s.facilityLine(page, page.data.facilities[facility]),
              page.t("reach.around", { people: question.people, way: page.data.reach.way }),
              ...rows.map((row) => row.join(": ")),
            ].join(" "),
          );
      },
      show: () => {
        point(null);
        draw();
      },
    };
  };
})();

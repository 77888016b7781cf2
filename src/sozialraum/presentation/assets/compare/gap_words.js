/* The board of needs in words: what is missing, which burden, since when, what is planned, how sure. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const FIRST_NAMES = 12;

  const listed = (page, words) => new Intl.ListFormat(page.data.language, { type: "conjunction" }).format(words);
  const whole = (page, value) => s.formatNumber(value, 0, page.data.number);
  const bound = (page) =>
    s.formatNumber(page.data.gap_board.bounds[0], page.data.gap_board.bounds[0] % 1 ? 1 : 0, page.data.number);
  const upper = (page) =>
    s.formatNumber(page.data.gap_board.bounds[1], page.data.gap_board.bounds[1] % 1 ? 1 : 0, page.data.number);
  const NUMBERS = ["zero", "one"];
  const counted = (page, key, n, fields) =>
    page.t(key + (NUMBERS[n] || "many"), Object.assign({ n: whole(page, n) }, fields));
  const numeric = (value) => typeof value === "number";
  const labels = (page, parts) =>
    listed(
      page,
      parts.map((label) => page.t("gap.part", { label })),
    );

  /** Names in order, the first of many. */
  s.gapNames = (page, areas) => {
    const names = areas
      .map((area) => page.data.areas[area].name)
      .sort(new Intl.Collator(page.data.language, { numeric: true }).compare);
    if (names.length <= FIRST_NAMES) return listed(page, names);
    return page.t("gap.names_more", {
      names: names.slice(0, FIRST_NAMES).join(", "),
      n: whole(page, names.length - FIRST_NAMES),
    });
  };

  /** "2027/28 (Prognose)". */
  s.gapYearText = (page, year) => page.t("gap.tense_" + year.tense, { year: year.label });

  /** How many areas lie below the bound, how many of them with high strain, how many nearly, of how many nothing is
      known. */
  s.gapSummary = (page, year, row) => {
    const { fields, none } = s.gapCells(row, page.data.areas.length);
    const n = (from, to) => fields.slice(from, to).reduce((sum, areas) => sum + areas.length, 0);
    const [short, near, of] = [n(6, 9), n(3, 6), n(0, 9)];
    const words = {
      year: s.gapYearText(page, year),
      bound: bound(page),
      of: whole(page, of),
      areas: page.data.city.area_words,
    };
    if (!of) return [page.t("gap.nothing_known", words)];
    return [
      short ? counted(page, "gap.short_", short, words) : page.t("gap.no_gap", words),
      short
        ? fields[8].length
          ? counted(page, "gap.high_", fields[8].length, words)
          : page.t("gap.high_none", words)
        : null,
      near ? counted(page, "gap.near_", near, { low: bound(page), high: upper(page) }) : null,
      none.length ? counted(page, "gap.unknown_", none.length, words) : null,
    ].filter(Boolean);
  };

  /** "Es fehlen 11 Plätze (ungerundet 10,1; je nach Variante 8 bis 14). Gedeckt sind 80,0 % von 50,5 benötigten
      Plätzen." */
  s.gapPlacesText = (page, row, area) => {
    const number = (value) =>
      s.formatNumber(
        value,
        s.rounded(value, 1) === Math.round(value) && value !== Math.round(value) ? 2 : 1,
        page.data.number,
      );
    const detail = [
      numeric(row.m[area]) && row.m[area] !== row.w[area]
        ? page.t("gap.unrounded", { value: number(row.m[area]) })
        : null,
      numeric(row.wl[area]) && numeric(row.wh[area]) && row.wl[area] !== row.wh[area]
        ? page.t("gap.variants", { low: whole(page, row.wl[area]), high: whole(page, row.wh[area]) })
        : null,
    ].filter(Boolean);
    return [
      numeric(row.w[area])
        ? counted(page, "gap.missing_", row.w[area], { detail: detail.length ? " (" + detail.join("; ") + ")" : "" })
        : null,
      numeric(row.of[area]) && numeric(row.n[area])
        ? page.t("gap.covered", {
            share: s.gapShare(row.of[area], page.data.gap_board.bounds, page.data.number),
            needed: number(row.n[area]),
          })
        : null,
    ]
      .filter(Boolean)
      .join(" ");
  };

  /** Which burden, beside which strength, and of when. */
  s.gapLageText = (page, offer, year, row, area) => {
    const step = s.gapLage(s.gapField(row, area));
    const date = offer.years[year].lage;
    const { burdens, strengths } = s.gapParts(page.data.lage, date, area);
    const layer = s.lageLayer(page.data);
    const shown = layer ? layer.periods.find((one) => one.id === date) : null;
    return (
      [
        page.t("gap.lage_" + step),
        burdens.length ? page.t("gap.burdens", { parts: labels(page, burdens) }) : null,
        strengths.length
          ? page.t("gap.strengths", { parts: labels(page, strengths.slice(0, step === 0 ? 2 : 1)) })
          : null,
      ]
        .filter(Boolean)
        .join("; ") + (shown ? " (" + shown.label + ")." : ".")
    );
  };

  /** Since which year and until when. */
  s.gapSpanText = (page, offer, scenario, year, area) => {
    const span = s.gapSpan(
      offer.years.map((one, at) => s.gapRow(offer, scenario, at)),
      year,
      area,
    );
    if (!span) return "";
    const words = { first: offer.years[span.first].label, last: offer.years[span.last].label, bound: bound(page) };
    if (span.first === span.last) {
      if (span.fromStart) return span.toEnd ? "" : page.t("gap.span_first", words);
      return page.t(span.toEnd ? "gap.span_last" : "gap.span_only", words);
    }
    return page.t("gap.span", {
      bound: words.bound,
      from: page.t(span.fromStart ? "gap.span_since" : "gap.span_from", words),
      to: page.t(span.toEnd ? "gap.span_end" : "gap.span_to", words),
    });
  };

  /** Sentences: each planned measure here, and what those that count change. */
  s.gapPlannedTexts = (page, offer, scenario, year, area) => {
    if (offer.years[year].tense === "past") return [];
    const said = s.measuresPlanned(page, offer, area);
    return offer.planned[area] ? said.concat(effect(page, offer, scenario, year, area)) : said;
  };

  const effect = (page, offer, scenario, year, area) => {
    const rows = { before: offer.rows.bestand, after: offer.rows.mit_massnahmen };
    if (!rows.before || !rows.after || !rows.after[year] || !offer.planned[area].some((one) => one.counts)) return [];
    const words = { year: offer.years[year].label, bound: bound(page) };
    const [before, after] = [rows.before[year].w[area], rows.after[year].w[area]];
    if (!numeric(before) || !numeric(after)) return [];
    if (scenario !== "bestand")
      return before === after
        ? [page.t("gap.effect_none", words)]
        : [counted(page, "gap.effect_without_", before, words)];
    const span = s.gapSpan(rows.before, year, area); // said of the same gap whichever of its years is looked at
    const since = span ? span.first : year;
    const held = rows.after.map((row, at) =>
      at >= since && row && s.gapField(row, area) >= 0 ? !s.isGap(s.gapField(row, area)) : null,
    );
    const closed = Math.max(
      held.findIndex((one) => one !== null),
      held.lastIndexOf(false) + 1,
    );
    const times = offer.years.filter((one, at) => held[at] === true).map((one) => one.label);
    const meanwhile =
      times.length === 0
        ? page.t("gap.effect_still", words)
        : held[closed] === true
          ? page.t("gap.effect_from", { bound: words.bound, first: offer.years[closed].label })
          : page.t("gap.effect_times", { bound: words.bound, years: listed(page, times) });
    return [
      before === after ? page.t("gap.effect_none", words) : counted(page, "gap.effect_", after, words),
      meanwhile,
    ];
  };

  /** How sure: counted, estimated or projected; whether it holds in both variants; whether the rank depends on the
      method. */
  s.gapSureText = (page, offer, year, row, area) => {
    const firm = s.gapFirm(row, area, page.data.gap_board.bounds[0]);
    const range = page.data.lage ? s.rankRange(page.data.lage, offer.years[year].lage, area) : null;
    return [
      page.t("gap.sure_" + s.STATUS[row.s[area]]),
      firm === null ? null : page.t(firm ? "gap.firm" : "gap.not_firm", { bound: bound(page) }),
      range && range.robust === false ? page.t("gap.rank_depends") : null,
    ]
      .filter(Boolean)
      .join(" ");
  };

  /** Why nothing can be said of an area, and what is sure all the same. */
  s.gapUnknownText = (page, row, area) =>
    [
      row.why[area] || page.t("status." + s.STATUS[row.s[area]]),
      row.houses[area] ? counted(page, "gap.houses_", row.houses[area], {}) : null,
      row.w[area] ? counted(page, "gap.lacking_", row.w[area], {}) : null,
      row.wl[area] && !numeric(row.w[area]) ? counted(page, "gap.at_least_", row.wl[area], {}) : null,
    ]
      .filter(Boolean)
      .join("; ");

  s.gapPossibleText = (page, row) => {
    const areas = s.gapPossible(row, page.data.areas, page.data.gap_board.bounds[0]);
    return areas.length ? page.t("gap.possible", { bound: bound(page), names: s.gapNames(page, areas) }) : "";
  };

  s.gapBoundText = bound;

  /** One area at one date in a few sentences, for the layer of the fields; null where it has no field. */
  s.gapReason = (page, offer, year, row, area) => {
    if (s.gapField(row, area) < 0) return null;
    return [
      s.gapLageText(page, offer, year, row, area),
      s.gapPlacesText(page, row, area),
      row.s[area] === "A" ? null : page.t("gap.sure_" + s.STATUS[row.s[area]]),
    ]
      .filter(Boolean)
      .join(" ");
  };

  /** The rows of a list, each made when it is first looked at. */
  const lazy = (rows, make) =>
    rows.reduce(
      (made, row, at) =>
        Object.defineProperty(made, at, {
          enumerable: true,
          configurable: true,
          get: () => {
            const value = make(row, at);
            Object.defineProperty(made, at, { value });
            return value;
          },
        }),
      [],
    );

  /** A layer of fields whose areas say in words why they lie where they do; any other layer as it is. */
  s.withGapReasons = (page, layer) => {
    const offer = page.data.gap_board && page.data.gap_board.offers.find((one) => one.layer === layer.id);
    if (!offer) return layer;
    const worded = (one, scenario, from) =>
      Object.assign({}, one, {
        w: lazy(one.w, (reasons, at) => {
          const year = offer.years.findIndex((other) => other.id === layer.periods[from + at].id);
          const said = Object.assign({}, reasons);
          if (year < 0) return said;
          const row = s.gapRow(offer, scenario, year);
          page.data.areas.forEach((area, number) => {
            const reason = s.gapReason(page, offer, year, row, number);
            if (reason !== null) said[number] = reason;
          });
          return said;
        }),
      });
    return Object.assign(
      worded(layer, "bestand", 0),
      layer.planned ? { planned: worded(layer.planned, "mit_massnahmen", layer.planned.from) } : null,
    );
  };
})();

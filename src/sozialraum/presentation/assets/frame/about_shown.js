/* What must go with a figure wherever it goes: what it is, its date, its sources with licences, the edition, and how
   the page was set. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const textOf = (node) => (node ? node.textContent.replace(/\s+/g, " ").trim() : "");
  const sourceItems = () =>
    globalThis.document
      ? [...document.querySelectorAll("#quellen .sr-sources li")].map((item) => {
          const [first, ...rest] = [...item.childNodes].map(textOf).filter(Boolean);
          const [publisher, ...more] = rest.join(" ").split(" · ");
          return { title: first, publisher: publisher || "", more: more.join(" · ") };
        })
      : [];

  /**
   * Sources [{title, publisher, more}] that the words about a layer name, in sentences; where none is named, who
   * publishes any of them. What has the same date and licence stands together. `beside`: titles of sources of what is
   * drawn beside the figure.
   */
  s.sourceTexts = (info, sources, beside = []) => {
    const words = info.map(([, text]) => text).join(" ");
    const own = sources.filter((one) => one.title && words.includes(one.title));
    const named = own.length ? sources.filter((one) => own.includes(one) || beside.includes(one.title)) : [];
    const groups = new Map();
    (named.length ? named : sources).forEach((one) => {
      const text = named.length ? [one.title, one.publisher].filter(Boolean).join(", ") : one.publisher || one.title;
      groups.set(one.more, [...new Set([...(groups.get(one.more) || []), text])]);
    });
    return [...groups].map(([more, texts]) => [texts.join("; "), more].filter(Boolean).join(" · "));
  };

  /** Where the figures of a layer come from: [text]. */
  s.sourcesOf = (layer, beside = []) => s.sourceTexts(layer.info, sourceItems(), beside);

  /** The same of a drawn map, with its borders and the facilities upon it. */
  s.sourcesDrawn = (page, layer) =>
    s.sourcesOf(layer, [
      page.data.borders,
      ...page.data.type_sources.filter((title, number) => page.drawn.facilityChoice.shown(number)),
    ]);

  /** What the foot of the page says of dates, borders and the program. */
  s.footLine = () => textOf(globalThis.document && document.querySelector(".sr-foot p"));

  /** What an internal edition bears, else "". */
  s.editionText = () => textOf(globalThis.document && document.querySelector(".sr-intern"));

  /** A date and time as the language writes it. */
  s.today = (language) =>
    new Date().toLocaleDateString(language === "de" ? "de-DE" : "en-GB", {
      day: "2-digit",
      month: "2-digit",
      year: "numeric",
    });

  /** How the page was set when the figure was taken: [text]. */
  s.settingTexts = (page) => {
    const types = page.drawn
      ? page.data.facility_types
          .filter((type, number) => page.drawn.facilityChoice.shown(number))
          .map((type) => type.labels)
      : [];
    const told = types.length ? page.drawn.facilityChoice.told() : "";
    const base = (page.data.base || [])
      .filter((one) => (page.state.base || []).includes(one.id))
      .map((one) => one.label);
    return [
      page.state.area === null ? null : page.t("sheet.chosen", { area: page.data.areas[page.state.area].name }),
      base.length ? page.t("sheet.base", { names: base.join(", ") }) : null,
      types.length ? page.t("sheet.facilities", { types: types.join(", ") + (told ? ` (${told})` : "") }) : null,
      page.t("sheet.address", { hash: s.writeHash(page.state, page.data) }),
    ].filter(Boolean);
  };

  const whose = (page) =>
    [
      [page.t("csv.city"), page.data.city.name],
      page.data.city.notice ? [page.t("csv.notice"), page.data.city.notice] : null,
      s.editionText() ? [page.t("csv.edition"), s.editionText()] : null,
    ].filter(Boolean);

  /** The same of the open maps, what was said of the first not again of the second. */
  s.aboutMaps = (page) => {
    const [first, ...more] = s.shownMaps(page).map(s.aboutRows);
    return [
      ...first,
      ...more.flatMap((rows) => [
        [],
        [page.t("second.label"), ""],
        ...rows.filter((row) => !first.some((other) => String(other) === String(row))),
      ]),
    ];
  };

  /** Pairs [term, text] under a file of the open tab. */
  s.aboutTab = (page, title) => [
    [page.t("csv.shown"), title],
    ...whose(page),
    ...s.sourcesOf({ info: [] }).map((one) => [page.t("csv.source"), one]),
    [page.t("csv.state"), s.footLine()],
    [page.t("csv.settings"), s.settingTexts(page).join(" · ")],
    [page.t("csv.made"), s.today(page.data.language)],
  ];

  /** Pairs [term, text] under a file of what is shown. */
  s.aboutRows = (page) => {
    const { layer, period } = page.shown();
    return [
      [page.t("csv.shown"), layer.label],
      [page.t("csv.when"), s.whenText(page, layer, period)],
      ...whose(page),
      ...layer.info,
      layer.class_note ? [page.t("csv.class"), layer.class_note] : null,
      layer.caption ? [page.t("csv.notice"), layer.caption] : null,
      ...s.sourcesOf(layer).map((one) => [page.t("csv.source"), one]),
      [page.t("csv.state"), s.footLine()],
      [page.t("csv.settings"), s.settingTexts(page).join(" · ")],
      [page.t("csv.made"), s.today(page.data.language)],
    ].filter(Boolean);
  };

  /** A file name of ASCII letters from words: "musterstadt-kinderarmut-2023.csv". */
  s.fileName = (parts, ending) => {
    const name = s
      .searchable(
        parts
          .filter(Boolean)
          .join(" ")
          .replace(/\u00e4/gi, "ae")
          .replace(/\u00f6/gi, "oe")
          .replace(/\u00fc/gi, "ue"),
      )
      .replace(/[^a-z0-9]+/g, "-");
    return (name.slice(0, 80).replace(/^-+|-+$/g, "") || "karte") + "." + ending;
  };

  /** The name of a file of what is shown; that of an internal edition says so. */
  s.shownName = (page, ending) =>
    s.fileName([s.editionText() ? "intern" : "", page.data.city.slug, s.shownStem(page)], ending);

  /** What the map shows, and of when, for a name. */
  s.shownStem = (page) => {
    const { layer, period } = page.shown();
    return [layer.short || layer.label, layer.periods[period].id].join(" ");
  };

  /** Hands a file to the reader. */
  s.save = (name, blob) => {
    const address = URL.createObjectURL(blob);
    const link = s.el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };
})();

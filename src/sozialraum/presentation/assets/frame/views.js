/* The list of the atlas's views. Each is one feature: what it keeps in the address, where it stands, how it changes
   the figure and how it is made. A view is registered by its own file; their order is that of the list of scripts. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const views = [];

  /**
   * Registers a view:
   * - id: of its element; one that the page has already, else one made in the slot
   * - slot: where it stands, as atlas.html.j2 names them: "head", "find", "choice", "legend", "options", "tools",
   *   "stage", "foot"
   * - tab: {name, word}, instead of a slot, a tab of the panel; its name in the address and the key of its title
   * - keys: {property of the state: {name, read, write, figure}}, kept in the address as `name`;
   *   read(text | null, data, state so far) -> value; write(value, data, state) -> text | null;
   *   `figure`: it changes what the map shows
   * - layer: (page, layer) -> layer, the figure as this view changes it; the same object for the same state
   * - shown: (page) -> does this city offer it? Without it: always
   * - file: (page) -> rows of cells of what its open tab shows, null where that is nothing
   * - add: (page, node, map) -> {show(change)} | undefined; show is called after each change, of a tab only while it
   *   is open
   */
  s.view = (view) => {
    views.push(view);
  };

  /** A key that is on or off. */
  s.flag = (name, figure = false) => ({
    name,
    figure,
    read: (text) => text === "1",
    write: (value) => (value ? "1" : null),
  });

  /** Entries [property, key] of all views. */
  s.viewKeys = () => views.flatMap((view) => Object.entries(view.keys || {}));

  /** The view of a tab. */
  s.openView = (name) => views.find((view) => view.tab && view.tab.name === name);

  /** Names of the tabs in the address, in order. */
  s.tabNames = () => views.filter((view) => view.tab).map((view) => view.tab.name);

  /** Does a change of the state concern what the map shows? */
  s.changesFigure = (change) =>
    change.layer !== undefined ||
    change.period !== undefined ||
    s.viewKeys().some(([property, key]) => key.figure && change[property] !== undefined);

  /** The layer of the state after every view that changes it; the same object until such a key changes, or the date
      moves over a break at which the classes part. */
  s.figureOf = (page) => {
    const asked = [
      page.state.layer,
      s.ownSide(page.data.layers[page.state.layer], page.state.period),
      ...s
        .viewKeys()
        .filter(([, key]) => key.figure)
        .map(([property]) => page.state[property]),
    ];
    const kept = page.figure;
    if (kept && kept.asked.length === asked.length && kept.asked.every((one, at) => one === asked[at]))
      return kept.layer;
    const layer = views.reduce(
      (shown, view) => (view.layer ? view.layer(page, shown) : shown),
      page.data.layers[page.state.layer],
    );
    page.figure = { asked, layer };
    return layer;
  };

  const slotted = (view) =>
    s.byId(view.id) ||
    s.byId("slot-" + view.slot).appendChild(s.el("div", { id: "sr-" + view.id, class: "sr-" + view.id }));

  const tabbed = (page, view) => {
    const word = page.t(view.tab.word);
    s.byId("tabs").append(
      s.el(
        "button",
        {
          type: "button",
          role: "tab",
          id: "sr-tab-" + view.id,
          "aria-controls": "sr-" + view.id,
          "data-view": view.tab.name,
          "aria-selected": "false",
          "aria-label": word.includes("\u00ad") ? word.replaceAll("\u00ad", "") : null,
        },
        word,
      ),
    );
    return s.byId("slot-panel").appendChild(
      s.el("div", {
        class: "sr-view",
        id: "sr-" + view.id,
        role: "tabpanel",
        "aria-labelledby": "sr-tab-" + view.id,
        tabindex: 0,
        hidden: true,
      }),
    );
  };

  /** Makes every view this city offers; page.parts[id] is what its `add` returned. Returns {show(change)}. */
  s.addViews = (page, map) => {
    const offered = views.filter((view) => !view.shown || view.shown(page));
    const names = offered.filter((view) => view.tab).map((view) => view.tab.name);
    views
      .filter((view) => view.slot && !offered.includes(view) && s.byId(view.id))
      .forEach((view) => {
        s.byId(view.id).hidden = true;
      });
    const made = offered.map((view) => {
      const node = view.tab ? tabbed(page, view) : view.slot ? slotted(view) : null;
      return { view, part: (page.parts[view.id] = view.add(page, node, map) || {}) };
    });
    const tabs = s.addTabs(s.byId("tabs"), (view) => page.choose({ view }));
    return {
      show: (change) => {
        if (!names.includes(page.state.view)) page.state.view = names[0];
        s.keepFocus(
          s.byId("slot-panel"),
          () => s.byId("slot-panel").querySelector(".sr-view:not([hidden])"),
          () => {
            tabs.show(page.state.view);
            made.forEach(({ view, part }) => {
              if (part.show && (!view.tab || view.tab.name === page.state.view)) part.show(change);
            });
          },
        );
      },
    };
  };
})();

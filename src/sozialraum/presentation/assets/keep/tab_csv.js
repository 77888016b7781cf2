/* A file of what the open tab shows, from the menu and from the tab itself. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** The open tab as {title, rows}; null where it has none of its own, as the table, whose rows are those of the map.
   */
  s.openFile = (page) => {
    const view = s.openView(page.state.view);
    const rows = view && view.file ? view.file(page) : null;
    return rows && { title: page.t(view.tab.word).replaceAll("\u00ad", ""), rows };
  };

  /** The file: its rows, then a blank line and pairs of what it is and where from. */
  s.tabCsv = (page, { title, rows }) => s.csvText([...rows, [], ...s.aboutTab(page, title)], page.data.number);

  /** Hands out the file of the open tab; false where it has none. */
  s.saveTab = (page) => {
    const file = s.openFile(page);
    if (!file) return false;
    const { area } = page.state;
    const of = page.state.view === "steckbrief" ? page.data.areas[area].name : s.shownStem(page);
    s.save(
      s.fileName([s.editionText() ? "intern" : "", page.data.city.slug, file.title, of], "csv"),
      new Blob([s.tabCsv(page, file)], { type: "text/csv;charset=utf-8" }),
    );
    page.announce(page.t("share.saved"));
    return true;
  };

  /** The button at the end of a tab. */
  s.fileButton = (page) =>
    s.el(
      "p",
      { class: "sr-tab-file" },
      s.el(
        "button",
        { type: "button", class: "sr-button", "data-share": "here", click: () => s.saveTab(page) },
        page.t("share.tab_here"),
      ),
    );
})();

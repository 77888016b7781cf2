/* The sheet of keys, and the button that opens it. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** [[keys as written on them], key of the words]; those of the tour only where there is one. */
  s.keyRows = (page) => [
    [["Tab"], "keys.enter_map"],
    [["←", "↑", "→", "↓"], "keys.neighbour"],
    [["Enter"], "keys.pin"],
    [["Esc"], "keys.clear"],
    [["T"], "keys.table"],
    [["V"], "keys.compare"],
    [["+", "−"], "keys.zoom"],
    [["?"], "keys.help"],
    ...(page.data.tour ? [[["PageUp", "PageDown"], "keys.tour"]] : []),
  ];

  const names = { Enter: "keys.name_enter", PageUp: "keys.name_up", PageDown: "keys.name_down" };

  s.addKeysHelp = (page, node) => {
    const { t } = page;
    const close = s.el("button", { type: "button", class: "sr-button", click: () => sheet.close() }, t("keys.close"));
    const sheet = s.el(
      "dialog",
      { class: "sr-keys", "aria-labelledby": "sr-keys-title" },
      s.el("h2", { id: "sr-keys-title" }, t("keys.title")),
      s.el("p", { class: "sr-soft" }, t("keys.where")),
      s.el(
        "dl",
        null,
        s.keyRows(page).map(([keys, words]) => [
          s.el(
            "dt",
            null,
            keys.map((key) => s.el("kbd", null, names[key] ? t(names[key]) : key)),
          ),
          s.el("dd", null, t(words)),
        ]),
      ),
      close,
    );
    const open = s.el(
      "button",
      {
        type: "button",
        class: "sr-button",
        "aria-haspopup": "dialog",
        "aria-label": t("keys.title"),
        title: t("keys.title"),
        click: () => sheet.showModal(),
      },
      "?",
    );
    sheet.addEventListener("keydown", (event) => {
      if (event.key === "Escape") event.stopPropagation();
    });
    node.append(open, sheet);
    return { open: () => sheet.showModal() };
  };

  s.view({ id: "keys", slot: "head", add: s.addKeysHelp });
})();

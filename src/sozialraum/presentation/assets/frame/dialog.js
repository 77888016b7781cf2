/* A window over the page: the browser keeps the focus in it, Escape closes it, and the focus goes back to where it
   was. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Opens a window with a title and content (nodes or a list of them). Returns the <dialog>. */
  s.openDialog = (page, title, ...content) => {
    const node = s.el(
      "dialog",
      {
        class: "sr-dialog",
        "aria-label": title,
        keydown: (event) => {
          if (event.key === "Escape") event.stopPropagation();
        },
        click: (event) => {
          if (event.target === node) node.close();
        },
        close: () => node.remove(),
      },
      s.el(
        "div",
        { class: "sr-dialog-body" },
        s.el(
          "div",
          { class: "sr-dialog-head" },
          s.el("h2", null, title),
          s.el("button", { type: "button", class: "sr-button", click: () => node.close() }, page.t("dialog.close")),
        ),
        content,
      ),
    );
    document.body.append(node);
    node.showModal();
    return node;
  };
})();

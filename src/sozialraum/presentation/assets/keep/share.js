/* Passing on: the address of exactly this view, its figures as a table, its map as a picture. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const PICTURE = { width: 1240, height: 860 };

  /** Puts text where the reader can paste it from: a promise of whether that was allowed. */
  s.copied = async (text) => {
    try {
      await globalThis.navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  };

  const address = (page) => globalThis.location.href.replace(/#.*$/, "") + "#" + s.writeHash(page.state, page.data);

  /** The menu; what was done is said below its entries and aloud. */
  s.addShare = (page, node) => {
    const said = s.el("p", { class: "sr-note", role: "status" });
    const field = s.el("input", {
      class: "sr-share-field",
      readonly: true,
      hidden: true,
      "aria-label": page.t("share.address"),
    });
    const say = (key) => {
      said.textContent = page.t(key);
    };
    const link = async () => {
      field.value = address(page);
      const done = await s.copied(field.value);
      field.hidden = done;
      if (!done) {
        field.focus();
        field.select();
      }
      say(done ? "share.copied" : "share.copy_yourself");
    };
    const csv = () => {
      s.save(s.shownName(page, "csv"), new Blob([s.shownCsv(page)], { type: "text/csv;charset=utf-8" }));
      say("share.saved");
    };
    const tab = () => {
      if (s.saveTab(page)) say("share.saved");
    };
    const svg = () => {
      s.save(s.shownName(page, "svg"), s.svgBlob(s.picture(page, PICTURE)));
      say("share.saved");
    };
    const png = () =>
      s.pngBlob(s.picture(page, PICTURE)).then(
        (blob) => {
          s.save(s.shownName(page, "png"), blob);
          say("share.saved");
        },
        () => say("share.failed"),
      );
    const entry = (name, key, click) =>
      s.el("li", null, s.el("button", { type: "button", "data-share": name, click }, page.t(key)));
    const ofTab = entry("tab", "share.tab", tab);
    const menu = s.el(
      "div",
      { class: "sr-share-menu", id: "sr-share-menu", hidden: true },
      s.el(
        "ul",
        null,
        entry("link", "share.link", link),
        entry("csv", "share.csv", csv),
        ofTab,
        entry("png", "share.png", png),
        entry("svg", "share.svg", svg),
      ),
      field,
      said,
    );
    const open = (now) => {
      menu.hidden = !now;
      button.setAttribute("aria-expanded", String(now));
      const file = now && s.openFile(page);
      ofTab.hidden = !file;
      if (file) ofTab.firstChild.textContent = page.t("share.tab", { tab: file.title });
      if (now) {
        field.hidden = true;
        said.textContent = "";
      }
    };
    const button = s.el(
      "button",
      {
        type: "button",
        class: "sr-button",
        "aria-expanded": "false",
        "aria-controls": "sr-share-menu",
        click: () => open(menu.hidden),
      },
      page.t("share.title"),
    );
    node.append(button, menu);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || menu.hidden) return;
      event.preventDefault();
      open(false);
      button.focus();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!menu.hidden && !node.contains(event.target)) open(false);
    });
    node.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !node.contains(event.relatedTarget)) open(false);
    });
  };

  s.view({ id: "share", slot: "head", add: s.addShare });
})();

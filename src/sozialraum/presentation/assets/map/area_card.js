/* What a tap on the map chose, at its lower edge, where the Steckbrief lies far below: on phones, as the stylesheet
   says. It is spoken already, so the card speaks to nobody. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const toSteckbrief = (page) => {
    page.choose({ view: "steckbrief" });
    s.byId("profile").focus({ preventScroll: true });
    s.byId("tabs").scrollIntoView();
  };

  const unchoose = (page) => {
    const path = page.drawn.areas.paths[page.state.area];
    page.choose({ area: null });
    (path ? path.getElement() : s.byId("home")).focus({ preventScroll: true });
    page.announce(page.t("spoken.cleared"));
  };

  const button = (word, chosen) => s.el("button", { type: "button", class: "sr-button", click: chosen }, word);

  s.view({
    id: "tapped",
    slot: "stage",
    add: (page, node) => {
      const told = s.el("div");
      node.append(
        told,
        button(page.t("tapped.profile"), () => toSteckbrief(page)),
        " ",
        button(page.t("dialog.close"), () => unchoose(page)),
      );
      return {
        show: () => {
          node.hidden = page.state.area === null;
          s.replace(told, node.hidden ? null : s.areaTip(page, page.state.area));
        },
      };
    },
  });
})();

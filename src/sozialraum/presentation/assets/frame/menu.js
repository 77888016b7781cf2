/* On narrow screens the links of the header wait behind a button. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** The button that shows and hides `nav`; Escape and a link close it again, what a button opens needs it. */
  s.addMenu = (button, nav) => {
    const open = (on) => {
      nav.classList.toggle("sr-open", on);
      button.setAttribute("aria-expanded", String(on));
    };
    button.hidden = false;
    nav.classList.add("sr-foldable");
    button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
    nav.addEventListener("click", (event) => {
      if (event.target.closest("a")) open(false);
    });
    [button, nav].forEach((one) =>
      one.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
        event.stopPropagation();
        open(false);
        button.focus();
      }),
    );
  };

  s.view({ id: "menu", slot: "head", add: (page, node) => s.addMenu(node, s.byId("nav")) });
})();

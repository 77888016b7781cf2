/* Paper: the map takes its printed size before printing and its own afterwards; what a paper must say is unfolded. A
   page with a button for the whole of it prints its first two sheets otherwise. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** refit() is called after each change of size. */
  s.addPrinting = (map, refit) => {
    let before = null;
    const opened = [];
    globalThis.addEventListener("beforeprint", () => {
      if (before || (s.sheeted && s.sheeted())) return;
      before = { center: map.getCenter(), zoom: map.getZoom() };
      document.body.classList.add("sr-printing");
      document.querySelectorAll(".sr-paper:not([open]), .sr-facility-list:not([open])").forEach((node) => {
        node.open = true;
        opened.push(node);
      });
      map.closePopup();
      map.invalidateSize({ animate: false });
      refit();
    });
    globalThis.addEventListener("afterprint", () => {
      document.body.classList.remove("sr-printing");
      if (document.querySelector('[data-sr-print="whole"]')) document.body.classList.add("sr-short");
      opened.splice(0).forEach((node) => {
        node.open = false;
      });
      map.invalidateSize({ animate: false });
      if (before) map.setView(before.center, before.zoom, { animate: false });
      before = null;
    });
    const whole = document.querySelector('[data-sr-print="whole"]');
    if (whole) document.body.classList.add("sr-short");
    document.querySelectorAll("[data-sr-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        if (button === whole) document.body.classList.remove("sr-short");
        globalThis.print();
      });
    });
  };
})();

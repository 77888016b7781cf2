/* Tabs by the usual keys: arrows move, the chosen one is the only tab stop. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Buttons with data-view in `node`; chosen(view) after a click. Returns {show(view)}. */
  s.addTabs = (node, chosen) => {
    const tabs = [...node.querySelectorAll("[data-view]")];
    tabs.forEach((tab) => tab.addEventListener("click", () => chosen(tab.dataset.view)));
    node.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const offered = tabs.filter((tab) => !tab.hidden);
      const here = offered.indexOf(document.activeElement);
      if (!step || here < 0) return;
      event.preventDefault();
      const next = offered[(here + step + offered.length) % offered.length];
      chosen(next.dataset.view);
      next.focus();
    });
    return {
      show: (view) =>
        tabs.forEach((tab) => {
          const on = tab.dataset.view === view;
          tab.setAttribute("aria-selected", String(on));
          tab.setAttribute("tabindex", on ? "0" : "-1");
          document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
        }),
    };
  };
})();

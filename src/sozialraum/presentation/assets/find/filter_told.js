/* On the map itself: how many facilities a choice leaves, and how it is taken back. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** "16 von 50 Einrichtungen: Familienzentrum"; "" where none is hidden that is shown at the start. */
  s.filterTold = (page) => {
    const { data, state } = page;
    const { types, status, merkmal } = state.facilities;
    if (!status && !merkmal && s.readFacilities(null, data).types.every((one) => types.includes(one))) return "";
    const shown = data.facilities.filter((facility) => s.facilityShown(page, facility));
    const [n, of] = [shown, data.facilities].map((all) => s.formatNumber(all.length, 0, data.number));
    return [page.t("facilities.chosen", { n, of }), s.facilityChoice(page).told()].filter(Boolean).join(": ");
  };

  /** The choice taken back, in the order of the types; a type that was added stays. */
  s.unfiltered = ({ data, state }) => ({
    types: data.facility_types
      .filter((type) => type.shown || state.facilities.types.includes(type.id))
      .map((type) => type.id),
    status: null,
    merkmal: "",
  });

  s.view({
    id: "filter-told",
    shown: (page) => page.data.facilities.length > 0,
    add: (page, node, map) => {
      const words = s.el("span");
      const box = s.el(
        "div",
        { class: "sr-map-filter", hidden: true },
        words,
        s.el(
          "button",
          {
            type: "button",
            class: "sr-link",
            click: () => {
              page.choose({ facilities: s.unfiltered(page) });
              s.byId("facilities").querySelector("input:enabled").focus({ preventScroll: true });
            },
          },
          page.t("facilities.all"),
        ),
      );
      const control = globalThis.L.control({ position: "topleft" });
      control.onAdd = () => box;
      control.addTo(map);
      // what is done in it is not done to the map
      ["click", "dblclick", "mousedown", "touchstart"].forEach((name) =>
        box.addEventListener(name, (event) => event.stopPropagation()),
      );
      return {
        show: (change) => {
          if (change.facilities === undefined) return;
          const told = s.filterTold(page);
          if (told !== words.textContent) page.announce(told);
          words.textContent = told;
          box.hidden = !told;
        },
      };
    },
  });
})();

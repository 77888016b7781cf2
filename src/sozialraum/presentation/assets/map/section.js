/* What of the map itself is kept in the address: its section, the card that is open on it, and its names. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SECTION = /^-?\d{1,2}(\.\d+)?_-?\d{1,3}(\.\d+)?_1?\d(\.\d+)?$/;
  const STILL = 9; // px: so much the middle wanders by itself when the frame changes

  const still = (map, { at, zoom }) =>
    map.getZoom() === zoom && map.project(map.getCenter()).distanceTo(map.project(at)) < STILL;

  /** "54.78_9.43_13.5": latitude, longitude and zoom of the middle; null for the whole city. */
  s.sectionText = (map) => {
    const { lat, lng } = map.getCenter();
    const { whole } = map.options;
    return !whole || still(map, whole) ? null : [lat.toFixed(5), lng.toFixed(5), map.getZoom()].join("_");
  };

  s.view({
    id: "section",
    keys: {
      section: { name: "ausschnitt", read: (text) => (SECTION.test(text) ? text : null), write: (text) => text },
      facility: {
        name: "einrichtung",
        read: (text, data) => {
          const found = (data.facilities || []).findIndex((one) => one.id === text && one.at);
          return found < 0 ? null : found;
        },
        write: (index, data) => (index === null ? null : data.facilities[index].id),
      },
      names: { name: "namen", read: (text) => text !== "0", write: (on) => (on ? null : "0") },
    },
    add: (page, node, map) => {
      const { facilities, areas, home } = page.drawn;
      const places = globalThis.L.latLngBounds(areas.bounds).pad(1);
      const told = () => {
        const [lat, lng, zoom] = page.state.section.split("_").map(Number);
        return { at: [lat, lng], zoom };
      };
      const keep = () => {
        const section = s.sectionText(map);
        if (section !== page.state.section && !(section && page.state.section && still(map, told())))
          page.keep({ section });
      };
      return {
        show: ({ section, facility }) => {
          map.off("moveend", keep);
          if (facility === null) facilities.close();
          else if (facility !== undefined) facilities.open(facility);
          if (section) {
            const { at, zoom } = told();
            if (places.contains(at)) map.setView(at, zoom, { reset: true });
          } else if (section === null && facility === null && s.sectionText(map)) home();
          map.on("moveend", keep);
          if (section !== undefined) keep();
        },
      };
    },
  });
})();

/* Up to four areas beside one another: who is compared, and what the address, the map and the lists say of it. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const MOST = 4;
  const NUMBERS = ["\u2460", "\u2461", "\u2462", "\u2463"];

  const WORDS = { added: "versus.added", removed: "versus.removed", full: "versus.full" };

  /** Areas as "id,id" in the address; unknown ones, repeated ones and more than four are left out. */
  s.comparedKey = {
    name: "vergleich",
    read: (text, data) =>
      [
        ...new Set(
          (text || "")
            .split(",")
            .map(s.decoded)
            .map((id) => data.areas.findIndex((one) => one.id === id)),
        ),
      ]
        .filter((area) => area >= 0)
        .slice(0, MOST),
    write: (areas, data) =>
      areas.length ? areas.map((area) => encodeURIComponent(data.areas[area].id)).join(",") : null,
  };

  /** Open Handlungsfelder of the table as "id,id"; null: the one of the figure on the map. */
  s.fieldsKey = {
    name: "felder",
    read: (text, data) =>
      text === null ? null : data.groups.map((group) => group.id).filter((id) => text.split(",").includes(id)),
    write: (ids) => (ids ? ids.join(",") : null),
  };

  /** The list with an area added, or removed where it is on it: {areas, did: "added" | "removed" | "full"}. */
  s.compareToggled = (areas, area) => {
    if (areas.includes(area)) return { areas: areas.filter((one) => one !== area), did: "removed" };
    return areas.length < MOST ? { areas: areas.concat(area), did: "added" } : { areas, did: "full" };
  };

  /** Its number in the comparison as a sign in a ring, "" where it is not compared. */
  s.compareSign = (page, area) => NUMBERS[((page.state && page.state.compare) || []).indexOf(area)] || "";

  /** Does a click ask to compare rather than to choose? */
  s.asksToCompare = (event) => Boolean(event && (event.ctrlKey || event.metaKey));

  /** Adds or removes an area and says so; open: shows the table of the comparison too. */
  s.compareWith = (page, area, open = true) => {
    const { areas, did } = s.compareToggled(page.state.compare, area);
    const words = page.t(WORDS[did], { area: page.data.areas[area].name, n: areas.length, most: MOST });
    page.compareFull = did === "full" ? words : null;
    page.choose(Object.assign({ compare: areas }, open || did === "full" ? { view: "vergleich" } : null));
    page.announce(words);
  };

  /** A button that adds the area to the comparison, or tells that it is in it and removes it. */
  s.compareButton = (page, area) => {
    const inside = page.state.compare.includes(area);
    return s.el(
      "button",
      {
        type: "button",
        class: "sr-button",
        "aria-pressed": String(inside),
        title: page.t("versus.keys"),
        click: () => s.compareWith(page, area, !inside),
      },
      inside ? s.compareSign(page, area) + " " + page.t("versus.inside") : page.t("versus.add"),
    );
  };

  /** Date at which all areas of a row are compared: that of the map for its own figure, else the newest one: {layer,
      period}. */
  s.compareDate = (page, layer) =>
    page.data.layers[page.state.layer] === layer ? page.shown() : { layer, period: s.newestShown(layer) };

  /** One scale for all areas of a row: every area, the intervals of the compared ones and the city, where it is no
      sum; null without width. */
  s.compareSpan = (layer, period, areas) => {
    const values = layer.v[period].map((value, area) => s.reading(layer, period, area).value);
    areas.forEach((area) => {
      const own = s.interval(layer, period, area);
      if (own) values.push(own.low, own.high);
    });
    if (layer.symbols) values.push(0);
    else values.push(s.cityReading(layer, period).value);
    const known = values.filter((value) => value !== null);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    return low < high ? [low, high] : null;
  };

  /** Outlines of the compared areas on a map; the numbers are written by its labels. Returns {show()}. */
  s.addCompared = (map, page) => {
    const L = globalThis.L;
    const pane = s.pane("outline");
    const renderer = L.svg({ pane, padding: 0.5 });
    const shape = (name) =>
      L.polygon([], {
        pane,
        renderer,
        interactive: false,
        fill: false,
        smoothFactor: 0,
        className: "sr-compared-" + name,
      }).addTo(map);
    const lines = [shape("under"), shape("line")];
    s.silent(renderer);
    return {
      show: () => {
        lines.forEach((line) =>
          line.setLatLngs(page.state.compare.map((area) => s.areaShape(page.data.areas[area])).filter(Boolean)),
        );
      },
    };
  };

  const addMarks = (page, node, map) => {
    const marks = s.addCompared(map, page);
    return {
      show: (change) => {
        if (change.compare !== undefined) marks.show();
      },
    };
  };

  s.view({ id: "compared", keys: { compare: s.comparedKey, fields: s.fieldsKey }, add: addMarks });
})();

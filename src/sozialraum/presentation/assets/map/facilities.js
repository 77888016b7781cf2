/* Facilities: counts per area while the whole city is seen, single symbols closer by. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Number of facilities in operation or provisional that `keeps` lets pass, by area and type: Map area -> [count
      per type]. */
  s.facilityCounts = (data, keeps = () => true) => {
    const counts = new Map();
    data.facilities.forEach((facility) => {
      if (facility.area === null || s.statusLook(facility.status) !== "open" || !keeps(facility)) return;
      if (!counts.has(facility.area))
        counts.set(
          facility.area,
          data.facility_types.map(() => 0),
        );
      counts.get(facility.area)[facility.type] += 1;
    });
    return counts;
  };

  /** A facility in a line, to be spoken: its name, of what type it is, its Betriebsstatus, where. */
  s.facilityLine = (page, facility) =>
    [
      facility.name,
      page.data.facility_types[facility.type].label,
      facility.status_label,
      facility.area === null ? null : page.data.areas[facility.area].name,
    ]
      .filter(Boolean)
      .join(", ") + ".";

  /** What is known of one facility, for a pop-up or a list. */
  s.facilityCard = (page, facility) => {
    const type = page.data.facility_types[facility.type];
    const area = facility.area === null ? null : page.data.areas[facility.area];
    return s.el(
      "div",
      { class: "sr-card" },
      s.el("b", null, facility.name),
      s.el(
        "span",
        { class: "sr-card-type" },
        s.symbol(type, s.statusLook(facility.status), 18),
        " ",
        [type.label, facility.status_label, area && area.name].filter(Boolean).join(" · "),
      ),
      page.data.reach ? s.aroundCard(page, page.data.facilities.indexOf(facility)) : null,
      facility.lines && facility.lines.length
        ? s.el(
            "dl",
            { class: "sr-pairs" },
            facility.lines.map(([term, words]) => [s.el("dt", null, term), s.el("dd", null, words)]),
          )
        : null,
    );
  };

  const ZOOM_PX = 54; // the buttons for zooming stand over every card
  const TARGET_PX = 24; // what can be clicked, however small the symbol
  const BESIDE = 104; // these, and the frame of a card

  const icon = (page, facility, offset, outside) => {
    const type = page.data.facility_types[facility.type];
    const px = s.SYMBOL_PX[facility.size || 0];
    const node = s.symbol(type, s.statusLook(facility.status), px);
    const box = Math.max(px, TARGET_PX);
    return globalThis.L.divIcon({
      html: node,
      iconSize: [box, box],
      iconAnchor: [box / 2 - offset[0], box / 2 - offset[1]],
      popupAnchor: [offset[0], offset[1] - px / 2],
      tooltipAnchor: [offset[0], offset[1] - px / 2],
      className: "sr-facility" + (outside ? " sr-facility-outside" : ""),
    });
  };

  /** options: {shown(facility): boolean, single(): boolean, outside(facility): boolean, chosen(index or null)}.
      Returns {show(), taken(), open(index)}. */
  s.addFacilities = (map, page, options) => {
    const L = globalThis.L;
    const group = L.layerGroup().addTo(map);
    // asked for where symbols stand singly: at the start of a large city they do not
    let [places, spread] = [null, null];
    const placed = () =>
      (places =
        places ||
        page.data.facilities.map((facility, index) => index).filter((index) => page.data.facilities[index].at));
    const offset = (index) =>
      (spread = spread || s.spreadFacilities(page.data.facilities, placed(), TARGET_PX)).get(index);
    const standing = new Map();
    let opened = null; // stays while its card is open, however far out the map is
    const make = (index) => {
      const facility = page.data.facilities[index];
      const marker = L.marker(facility.at, {
        icon: icon(page, facility, offset(index), options.outside(facility)),
        keyboard: false,
        riseOnHover: true,
      });
      marker.bindTooltip(
        () =>
          s.el(
            "div",
            { class: "sr-tip" },
            s.el("b", null, facility.name),
            s.el(
              "span",
              null,
              [page.data.facility_types[facility.type].label, facility.status_label].filter(Boolean).join(" · "),
            ),
          ),
        { direction: "top", opacity: 1, className: "sr-tooltip" },
      );
      marker.bindPopup(() => s.facilityCard(page, facility), {
        className: "sr-popup",
        maxHeight: 320,
        minWidth: 200,
        maxWidth: Math.max(200, Math.min(340, map.getSize().x - BESIDE)),
        autoPanPaddingTopLeft: [6, 10],
        autoPanPaddingTopRight: [ZOOM_PX, 10],
        autoPanPaddingBottomRight: [ZOOM_PX, 10],
      });
      const say = (now) => {
        opened = now;
        if (now !== null && page.announce) page.announce(s.facilityLine(page, facility));
        if (options.chosen) options.chosen(now);
      };
      marker.on("popupopen", () => say(index));
      marker.on("popupclose", () => say(null));
      return marker;
    };
    const stand = (index) => {
      if (standing.has(index)) return;
      const marker = make(index);
      standing.set(index, marker);
      group.addLayer(marker);
    };
    const points = s.addPoints(map, page, offset, (index) => {
      stand(index);
      standing.get(index).openPopup();
    });
    const show = () => {
      const view = map.getBounds().pad(0.1);
      const wanted = new Set(
        options.single()
          ? placed().filter(
              (index) => options.shown(page.data.facilities[index]) && view.contains(page.data.facilities[index].at),
            )
          : [],
      );
      const many = wanted.size > s.MANY_POINTS;
      points.show(many ? [...wanted] : []);
      if (many) wanted.clear();
      if (opened !== null) wanted.add(opened);
      standing.forEach((marker, index) => {
        if (wanted.has(index)) return;
        group.removeLayer(marker);
        standing.delete(index);
      });
      wanted.forEach(stand);
    };
    map.on("moveend", show);
    const taken = () =>
      [...standing.keys()].map((index) => {
        const at = map.latLngToLayerPoint(page.data.facilities[index].at);
        const px = s.SYMBOL_PX[page.data.facilities[index].size || 0];
        const [x, y] = offset(index);
        return { x: at.x + x - px / 2, y: at.y + y - px / 2, width: px, height: px };
      });
    return {
      show,
      taken,
      /** Closes the open card; false where there is none. */
      close: () => {
        const was = opened !== null;
        map.closePopup();
        return was;
      },
      open: (index) => {
        const facility = page.data.facilities[index];
        if (!facility.at) return;
        map.setView(facility.at, Math.max(map.getZoom(), options.openAt), { animate: false });
        show();
        stand(index);
        standing.get(index).openPopup();
      },
    };
  };

  /** Facilities of each type: {own, beyond}, the latter those that are `outside` what the page is about. */
  s.ownAndBeyond = (data, outside = () => false) => {
    const counts = data.facility_types.map(() => ({ own: 0, beyond: 0 }));
    data.facilities.forEach((facility) => {
      counts[facility.type][outside(facility) ? "beyond" : "own"] += 1;
    });
    return counts;
  };

  /** "6", "6, dazu 1 au\u00dferhalb". */
  s.facilityCountText = (page, { own, beyond }) => {
    const [n, more] = [own, beyond].map((count) => s.formatNumber(count, 0, page.data.number));
    return beyond ? page.t("facilities.count", { n, more }) : n;
  };

  /**
   * Check boxes of the facility types; `changed` is called after each click. options: {all: every type checked,
   * note: words below the boxes, outside(facility): is it none of the area's own}. Returns {shown(type), set(type,
   * on)}.
   */
  s.addFacilityChoice = (page, node, changed, options) => {
    const looks = new Set();
    const counts = s.ownAndBeyond(page.data, options.outside);
    let without = 0;
    page.data.facilities.forEach(({ status, at }) => {
      looks.add(s.statusLook(status));
      if (!at) without += 1;
    });
    const boxes = page.data.facility_types.map((type, index) => {
      const none = counts[index].own + counts[index].beyond === 0;
      const box = s.el("input", {
        type: "checkbox",
        checked: (type.shown || options.all) && !none,
        disabled: none,
        change: changed,
      });
      return {
        box,
        row: s.el(
          "label",
          { class: "sr-check" },
          box,
          s.symbol(type, "open", 22),
          s.el(
            "span",
            null,
            type.labels,
            " ",
            s.el("span", { class: "sr-soft" }, "(" + s.facilityCountText(page, counts[index]) + ")"),
          ),
        ),
      };
    });
    const sample = { shape: "circle", letter: "", color: "#39434d" };
    s.replace(
      node,
      boxes.map(({ row }) => row),
      looks.has("planned")
        ? s.el("p", { class: "sr-key" }, s.symbol(sample, "planned", 18), page.t("facilities.planned"))
        : null,
      looks.has("closed")
        ? s.el("p", { class: "sr-key" }, s.symbol(sample, "closed", 18), page.t("facilities.closed"))
        : null,
      page.data.facilities.length
        ? s.el(
            "p",
            { class: "sr-note" },
            options.note,
            without ? " " + page.t("facilities.unplaced", { n: s.formatNumber(without, 0, page.data.number) }) : "",
          )
        : s.el("p", { class: "sr-note" }, page.t("facilities.none")),
    );
    return {
      shown: (type) => boxes[type].box.checked,
      set: (type, on) => {
        boxes[type].box.checked = on;
      },
    };
  };
})();

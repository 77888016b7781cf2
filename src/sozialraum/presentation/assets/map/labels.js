/* Names, marks, fields of the matrix and facility badges on the areas, as many as have room. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const LINE = 15;
  const BADGE = { height: 20, digit: 8, base: 27, gap: 3 };
  const widths = new Map();
  let ruler = null;
  let scale = 1;

  /** How many times as large as usual the map writes; the style says so, too. */
  s.labelScale = (times) => {
    scale = times;
  };

  const textWidth = (text) => {
    if (!ruler) {
      ruler = document.createElement("canvas").getContext("2d");
      ruler.font = "700 12.5px system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif";
    }
    if (!widths.has(text)) widths.set(text, ruler.measureText(text).width + 4);
    return widths.get(text);
  };

  /** Width in px of a name as the map writes it. */
  s.textWidth = textWidth;

  const spareSign = (page, layer, period, area) => {
    const gap = s.gapAt(layer, period, area);
    return gap !== null && gap < 0 ? s.gapText(gap, page.data.number) : "";
  };

  /** So many areas in sight are a crowd: numbers on the few that have room would say nothing of the rest. */
  s.CROWD = 150;

  /** Short sign printed on an area besides its colour: field code, count, "•" for withheld, a letter for estimated
      etc.; no count in a crowd. */
  s.areaSign = (page, layer, reading, period, area, crowded = false) => {
    if (layer.kind === "list" || layer.drawn_cells) return "";
    if (reading.letter === "Q") return "•";
    if (!reading.known) return "";
    const code = reading.class >= 0 ? layer.classes[reading.class].code : "";
    if (layer.kind === "bivariate") return code || "";
    if (layer.gap) return spareSign(page, layer, period, area);
    if (layer.signed)
      return s.rounded(reading.value, layer.decimals) === 0
        ? ""
        : s.formatDifference(reading.value, layer.decimals, page.data.number);
    if (layer.periods[period].ahead) return code || "";
    const mark = s.MARKED_LETTERS.includes(reading.letter) ? page.t("mark." + s.STATUS[reading.letter]) : "";
    if (crowded && layer.symbols) return mark;
    return [layer.symbols ? s.formatNumber(reading.value, layer.decimals, page.data.number) : code, mark]
      .filter(Boolean)
      .join(" ");
  };

  const badgeSpan = (badge) => BADGE.base + BADGE.digit * String(badge.count).length;

  /** Badges in rows no wider than their area: [{width, badges}]. */
  s.badgeRows = (badges, room) =>
    badges.reduce((rows, badge) => {
      const last = rows[rows.length - 1];
      if (last && last.width + BADGE.gap + badgeSpan(badge) <= room) {
        last.width += BADGE.gap + badgeSpan(badge);
        last.badges.push(badge);
      } else rows.push({ width: badgeSpan(badge), badges: [badge] });
      return rows;
    }, []);

  /** Stands for all types together. */
  const ALL = { shape: "circle", letter: "\u03a3", color: "#39434d" };

  /** Forms of one label from best to least: {name, sign, badges, sum, rows, width, height}; badges only where the
      area has room, one of their sum where it has no more. */
  s.labelForms = (lines, sign, badges, measure, areaWidth, areaHeight) => {
    const nameWidth = Math.max(0, ...lines.map(measure));
    const signWidth = sign ? measure(sign) + 8 : 0;
    const widest = (rows) => Math.max(0, ...rows.map((row) => row.width));
    const form = (name, rows) => ({
      name,
      badges: rows.length > 0,
      sum: rows.length > 0 && rows[0].badges[0].type === ALL,
      rows,
      sign: Boolean(sign),
      width: Math.max(name ? nameWidth : 0, signWidth, widest(rows)),
      height: (name ? lines.length * LINE : 0) + (sign ? LINE + 2 : 0) + rows.length * (BADGE.height + 2),
    });
    const sum = badges.length > 1 ? [{ type: ALL, count: badges.reduce((all, badge) => all + badge.count, 0) }] : [];
    const roomy = [badges, sum]
      .map((some) => s.badgeRows(some, areaWidth))
      .filter(
        (rows) =>
          rows.length && widest(rows) <= areaWidth && rows.length * (BADGE.height + 2) + 2 * LINE <= areaHeight,
      );
    return [
      ...(lines.length ? [...roomy, []].map((rows) => form(true, rows)) : []),
      ...roomy.map((rows) => form(false, rows)),
      ...(sign ? [form(false, [])] : []),
    ];
  };

  /**
   * The forms to keep places for: first the sign alone, without which only the colour would tell, then the name, then
   * how many facilities there are at all: no area is told apart by type while another looks as if it had none. `room`:
   * what both may take where the area itself has none.
   */
  s.firstForms = (forms, room = 0) => {
    const named = forms.findIndex((form) => form.name && !form.badges);
    const counted = forms.findIndex((form) => form.name && form.sum);
    const wide = [named, counted].map((form) => ({ form, room }));
    return [forms.findIndex((form) => form.sign && !form.name && !form.badges), named, ...(room ? wide : [counted])];
  };

  const drawn = (lines, sign, form) =>
    s.el(
      "div",
      { class: "sr-label" },
      form.name ? lines.map((line) => s.el("span", { class: "sr-label-name" }, line)) : null,
      form.sign ? s.el("span", { class: "sr-label-sign" }, sign) : null,
      form.badges
        ? form.rows.map((row) =>
            s.el(
              "span",
              { class: "sr-badges" },
              row.badges.map((badge) => {
                const node = s.el(
                  "span",
                  { class: "sr-badge" },
                  s.symbol(badge.type, "open", 17),
                  String(badge.count),
                );
                node.style.borderColor = badge.type.color;
                node.style.width = badgeSpan(badge) * scale + "px";
                return node;
              }),
            ),
          )
        : null,
    );

  /** Radius in px of the circle on an area: of a count (`extent`: of all of them) or of missing places; 0 for none. */
  s.circleRadius = (page, layer, reading, period, area, extent) => {
    if (layer.symbols && reading.value !== null) return s.countRadius(reading.value, extent, page.data.areas.length);
    const step = layer.gap ? s.gapStep(layer, s.gapAt(layer, period, area)) : -1;
    return step < 0 ? 0 : s.stepRadius(step);
  };

  /** options: {names(): boolean, badges(area): [{type, count}], taken(): boxes of symbols}. Returns {show()}. */
  s.addLabels = (map, page, options) => {
    const L = globalThis.L;
    const pane = map.getPane(s.pane("labels"));
    const boxes = page.data.areas.map(s.areaBox);
    const lines = page.data.areas.map((area) => s.nameLines(area.name));
    const show = () => {
      const { layer, period } = page.shown();
      const degree = map.options.crs.scale(map.getZoom()) / 360;
      const single = options.taken().length > 0;
      const extent = layer.symbols ? s.extent(layer) : null;
      const items = [];
      const view = map.getBounds();
      const crowded = page.data.areas.filter((area) => area.label && view.contains(area.label)).length > s.CROWD;
      page.data.areas.forEach((area, index) => {
        if (!boxes[index]) return;
        const at = map.latLngToLayerPoint(area.label);
        const reading = s.reading(layer, period, index);
        const width = (boxes[index].getEast() - boxes[index].getWest()) * degree;
        const height =
          ((boxes[index].getNorth() - boxes[index].getSouth()) * degree) / Math.cos((area.label[0] * Math.PI) / 180);
        const radius = s.circleRadius(page, layer, reading, period, index, extent);
        const content = [
          options.names() ? lines[index] : [],
          [s.compareSign(page, index), s.areaSign(page, layer, reading, period, index, crowded)]
            .filter(Boolean)
            .join(" "),
          options.badges(index),
        ];
        items.push({
          index,
          content,
          x: at.x,
          y: at.y,
          room: Math.max(30, width * 1.25),
          size: width,
          slack: [width * 0.22, Math.min(single ? 60 : 40, height * 0.25)],
          below: radius && radius + 2,
          circle: s.circleBox(at.x, at.y, radius),
          pinned: page.state.area === index,
          forms: s
            .labelForms(...content, textWidth, width / scale, height / scale)
            .map((form) => Object.assign(form, { width: form.width * scale, height: form.height * scale })),
        });
        const item = items[items.length - 1];
        item.first = s.firstForms(item.forms, crowded ? 0 : width * 2);
      });
      items.sort((a, b) => b.size - a.size);
      const corner = map.containerPointToLayerPoint([0, 0]);
      const size = map.getSize();
      const chosen = s.mapPlaces(
        items,
        { x: corner.x, y: corner.y, width: size.x, height: size.y },
        s.takenByControls(map).concat(options.taken()),
      );
      const made = document.createDocumentFragment();
      items.forEach((item, at) => {
        if (!chosen[at]) return;
        const form = item.forms[chosen[at].form];
        const node = drawn(item.content[0], item.content[1], form);
        L.DomUtil.setPosition(node, L.point(chosen[at].x, chosen[at].y));
        node.style.width = Math.ceil(form.width + 1) + "px";
        made.append(node);
      });
      pane.replaceChildren(made);
      map.fire("labelled");
    };
    map.on("moveend zoomend resize", show);
    return { show };
  };
})();

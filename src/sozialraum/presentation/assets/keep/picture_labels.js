/* Names, signs and badges of the drawn map: which forms they may take, and how each is drawn. On paper nobody can zoom
   or point: badges become small, and a name without room in its area stands beside it on a line. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const INK = "#111820";
  const HALO = { stroke: "#ffffff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
  const BADGE = 20;
  const ROW = BADGE + 2;
  const LINE = 15;
  const SMALL = 0.84; // of a badge; its number is still 7 pt on paper
  const MANY = 60; // areas, of which the small ones can stay without a name

  /** Forms of a label on paper, from best to least: as on the screen, and with small badges where large ones have no
      room. */
  s.paperForms = (lines, sign, badges, measure, width, height) => {
    const forms = s.labelForms(lines, sign, badges, measure, width, height);
    const plain = forms.find((form) => form.name && !form.badges);
    const small = s
      .labelForms(lines, sign, badges, measure, width / SMALL, height / SMALL)
      .filter((form) => form.name && form.badges)
      .map((form) =>
        Object.assign({}, form, {
          times: SMALL,
          width: Math.max(plain.width, SMALL * Math.max(...form.rows.map((row) => row.width))),
          height: plain.height + SMALL * ROW * form.rows.length,
        }),
      );
    const named = forms.filter((form) => form.name && form.badges);
    return [
      ...[false, true].flatMap((sum) => [...named, ...small].filter((form) => form.sum === sum)),
      ...forms.filter((form) => !(form.name && form.badges)),
    ];
  };

  const badge = (one, x, y) => {
    const width = 27 + 8 * String(one.count).length;
    const sign = s.symbol(one.type, "open", 19);
    sign.setAttribute("x", (x + 1.5).toFixed(1));
    sign.setAttribute("y", (y + 0.5).toFixed(1));
    return s.svg(
      "g",
      null,
      s.svg("rect", {
        x: x.toFixed(1),
        y: y.toFixed(1),
        width,
        height: BADGE,
        rx: BADGE / 2,
        fill: "#ffffff",
        stroke: one.type.color,
        "stroke-width": 1.5,
      }),
      sign,
      s.words(x + width - 6, y + 14.5, String(one.count), {
        "text-anchor": "end",
        "font-weight": 700,
        "font-size": 11.5,
      }),
    );
  };

  const name = (lines, middle, top) =>
    lines.map((line, at) =>
      s.words(
        middle,
        top + (at + 1) * LINE - 3,
        line,
        Object.assign({ "text-anchor": "middle", "font-weight": 700, "font-size": 12.5, fill: INK }, HALO),
      ),
    );

  const badgeRows = (form, middle, top) => {
    const times = form.times || 1;
    const rows = form.rows.map((row, at) => {
      let across = -row.width / 2;
      return row.badges.map((one) => {
        const node = badge(one, across, at * ROW);
        across += 30 + 8 * String(one.count).length;
        return node;
      });
    });
    return s.svg(
      "g",
      { transform: `translate(${middle.toFixed(1)} ${top.toFixed(1)})` + (times === 1 ? "" : ` scale(${times})`) },
      rows,
    );
  };

  const label = (item, form, x, y) => {
    const middle = x + form.width / 2;
    let down = y;
    const names = form.name ? name(item.lines, middle, down) : [];
    if (form.name) down += LINE * item.lines.length;
    const width = form.sign ? s.textWidth(item.sign) + 8 : 0;
    const sign = form.sign
      ? [
          s.svg("rect", {
            x: (middle - width / 2).toFixed(1),
            y: (down + 1).toFixed(1),
            width: width.toFixed(1),
            height: LINE,
            rx: 3,
            fill: "#ffffff",
            "fill-opacity": 0.88,
          }),
          s.words(middle, (down += LINE + 2) - 4, item.sign, {
            "text-anchor": "middle",
            "font-weight": 700,
            "font-size": 11.5,
            fill: INK,
          }),
        ]
      : [];
    return [names, sign, form.badges ? badgeRows(form, middle, down) : null];
  };

  const asideNode = (item, { x, y, width, from, to }, marked) => {
    const d = `M${from.map((one) => one.toFixed(1)).join(" ")}L${to.map((one) => one.toFixed(1)).join(" ")}`;
    return [
      s.svg("path", { d, stroke: "#ffffff", "stroke-width": 3.5 }),
      s.svg("path", { d, stroke: INK, "stroke-width": 1.2 }),
      marked
        ? null
        : s.svg("circle", { cx: from[0].toFixed(1), cy: from[1].toFixed(1), r: 2.5, fill: INK, stroke: "#ffffff" }),
      name(item.lines, x + width / 2, y),
    ];
  };

  /** The sign of the map, and the value where the colour alone would tell it: paper has no pointer and may be grey.
   */
  const paperSign = (page, layer, reading, period, area) => {
    const crowded = page.data.areas.length > s.CROWD;
    const own = [s.compareSign(page, area), s.areaSign(page, layer, reading, period, area, crowded)]
      .filter(Boolean)
      .join(" ");
    const plain =
      !crowded &&
      layer.kind === "choropleth" &&
      !layer.symbols &&
      !layer.gap &&
      !layer.drawn_cells &&
      !layer.signed &&
      !s.judges(layer) &&
      reading.value !== null;
    return plain
      ? [s.formatNumber(reading.value, layer.decimals, page.data.number), own].filter(Boolean).join(" ")
      : own;
  };

  const itemOf = (page, index, frame, bare, badges) => {
    const { layer, period } = page.shown();
    const area = page.data.areas[index];
    const corners = s.bounds([s.decodePolygons(area.rings)]).map(frame.place);
    const [width, height] = [corners[1][0] - corners[0][0], corners[0][1] - corners[1][1]];
    const [x, y] = frame.place(area.label);
    const reading = s.reading(layer, period, index);
    const named = s.byId("names");
    const wanted = bare ? page.data.areas.length <= s.CROWD || index === page.state.area : !named || named.checked;
    const [lines, sign] = [
      wanted ? s.nameLines(area.name) : [],
      bare ? "" : paperSign(page, layer, reading, period, index),
    ];
    const forms = s.paperForms(lines, sign, badges, s.textWidth, width, height);
    const extent = layer.symbols ? s.extent(layer) : null;
    const radius = bare ? 0 : s.circleRadius(page, layer, reading, period, index, extent);
    return {
      lines,
      sign,
      forms,
      first: s.firstForms(forms),
      x,
      y,
      room: bare && index === page.state.area ? Infinity : Math.max(30, width * 1.25),
      size: width,
      name: lines.length ? { width: Math.max(...lines.map(s.textWidth)), height: LINE * lines.length } : null,
      circle: s.circleBox(x, y, radius),
      slack: [width * 0.22, Math.min(40, height * 0.25)],
      below: radius ? radius + 2 : 0,
      chosen: index === page.state.area,
    };
  };

  /** All that is written on the areas: {nodes, boxes}. bare: names only; kept: boxes that stay free. */
  s.drawnLabels = (page, frame, box, bare, kept) => {
    const counts = s.facilityCounts(page.data, page.drawn.facilityChoice.keeps);
    const badges = (index) =>
      bare || page.badges === false || page.data.areas.length > s.CROWD
        ? []
        : (counts.get(index) || [])
            .map((count, number) => ({ count, type: page.data.facility_types[number], number }))
            .filter(({ count, number }) => count > 0 && page.drawn.facilityChoice.shown(number));
    const many = page.data.areas.length > MANY;
    const items = page.data.areas
      .map((area, index) => (area.rings ? itemOf(page, index, frame, bare, badges(index)) : null))
      .filter(Boolean)
      .sort((a, b) => b.chosen - a.chosen || (many ? b.size - a.size : a.size - b.size));
    const { placed, aside } = s.paperPlaces(items, box, kept, many || bare);
    const boxes = placed.map((at, number) => at && s.labelBox(items[number], at)).filter(Boolean);
    return {
      nodes: [
        aside.map((one, number) => one && asideNode(items[number], one, placed[number] || items[number].circle)),
        placed.map((at, number) => (at ? label(items[number], items[number].forms[at.form], at.x, at.y) : null)),
      ],
      boxes: [...boxes, ...aside.filter(Boolean)],
    };
  };
})();

/* Names, signs and badges of the drawn map. On paper nobody can zoom or point: badges become small, and a name without room in its
   area stands beside it on a line. */
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
  const FAR = [26, 36, 48, 62, 78, 96, 116, 140, 170, 205];
  const WAYS = 16;
  const EDGE = 80;

  /** Forms of a label on paper, from best to least: as on the screen, and with small badges where large ones have no room. */
  s.paperForms = (lines, sign, badges, measure, width, height) => {
    const forms = s.labelForms(lines, sign, badges, measure, width, height);
    const plain = forms.find((form) => form.name && !form.badges);
    const small = s.labelForms(lines, sign, badges, measure, width / SMALL, height / SMALL).find((form) => form.name && form.badges);
    if (!small) return forms;
    const across = SMALL * Math.max(...small.rows.map((row) => row.width));
    return [...forms.filter((form) => form.name && form.badges),
      Object.assign({}, small, { times: SMALL, width: Math.max(plain.width, across), height: plain.height + SMALL * ROW * small.rows.length }),
      ...forms.filter((form) => !(form.name && form.badges))];
  };

  const inside = (box, frame) => box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height;

  const crosses = ([x, y], [to, down], box) => Array.from({ length: 9 }, (none, step) => step / 8).some((part) =>
    s.overlaps({ x: x + part * (to - x), y: y + part * (down - y), width: 0, height: 0 }, box, 0));

  const within = (value, low, high) => Math.max(low, Math.min(high, value));

  const boxOf = (item, own) => Object.assign({}, item.forms[own.form], { x: own.x, y: own.y });

  /** What already stands for the area: its sign or its circle. */
  const markOf = (item, own) => (own ? boxOf(item, own) : item.circle || null);

  /** Where a name may stand beside its area, the nearest first: {x, y, width, height, from, to} (a box and the line to it). */
  const spots = (item, own, frame) => FAR.flatMap((far) => Array.from({ length: WAYS }, (none, way) => {
    const { width, height } = item.name;
    const angle = (2 * Math.PI * way) / WAYS;
    const box = { x: Math.round(item.x + (far + width / 2) * Math.cos(angle) - width / 2), y: Math.round(item.y + far * Math.sin(angle) - height / 2), width, height };
    const mark = markOf(item, own);
    const to = [within(item.x, box.x, box.x + width), within(item.y, box.y, box.y + height)];
    const from = mark ? [within(to[0], mark.x, mark.x + mark.width), within(to[1], mark.y, mark.y + mark.height)] : [item.x, item.y];
    return inside(box, frame) ? Object.assign(box, { from, to }) : null;
  })).filter(Boolean);

  /**
   * Names that have no room in their areas, beside them: items as of placeLabels with {name: {width, height}} and the box of their
   * circle or null, `placed` what placeLabels said of them. No name lies on another or in `taken`; a line crosses them only where there is no other way. Returns per item
   * {x, y, width, height, from, to}, or null where the name stands already or nowhere.
   */
  s.namesAside = (items, placed, frame, taken) => {
    const kept = [...taken, ...placed.map((own, at) => own && boxOf(items[at], own)), ...items.map((item) => item.circle)].filter(Boolean);
    const found = items.map(() => null);
    const open = items.map((item, at) => at).filter((at) => items[at].name && !(placed[at] && items[at].forms[placed[at].form].name));
    [true, false].forEach((clear) => open.filter((at) => !found[at]).forEach((at) => {
      const mark = markOf(items[at], placed[at]);
      found[at] = spots(items[at], placed[at], frame).find((box) => kept.every((other) => !s.overlaps(box, other)
        && !(clear && !(mark && other.x === mark.x && other.y === mark.y) && crosses(box.from, box.to, other)))) || null;
      if (found[at]) kept.push(found[at]);
    }));
    return found;
  };

  /** Labels on paper: {placed, aside}. First all signs, then all names, beside their areas where they must, then the badges. */
  s.paperPlaces = (items, frame, taken, many) => {
    if (many) return { placed: s.placeLabels(items, frame, taken), aside: items.map(() => null) };
    const circles = items.map((item) => item.circle).filter(Boolean);
    const plain = items.map((item) => Object.assign({}, item, { forms: item.forms.filter((form) => !form.badges) }))
      .map((item) => Object.assign(item, { first: s.firstForms(item.forms) }));
    const aside = s.namesAside(plain, s.placeLabels(plain, frame, [...taken, ...circles]), frame, taken);
    const lines = aside.filter(Boolean).flatMap(({ from, to }) => Array.from({ length: 9 }, (none, step) => ({ x: from[0] + (step / 8) * (to[0] - from[0]), y: from[1] + (step / 8) * (to[1] - from[1]), width: 0, height: 0 })).filter(({ x, y }) => Math.hypot(x - from[0], y - from[1]) > 6));
    const unnamed = items.map((item, at) => (aside[at] ? Object.assign({}, item, { forms: item.forms.map((form) => (form.name ? Object.assign({}, form, { width: Infinity }) : form)) }) : item));
    return { placed: s.placeLabels(unnamed, frame, [...taken, ...circles, ...aside.filter(Boolean), ...lines]), aside };
  };

  const badge = (one, x, y) => {
    const width = 27 + 8 * String(one.count).length;
    const sign = s.symbol(one.type, "open", 19);
    sign.setAttribute("x", (x + 1.5).toFixed(1));
    sign.setAttribute("y", (y + 0.5).toFixed(1));
    return s.svg("g", null, s.svg("rect", { x: x.toFixed(1), y: y.toFixed(1), width, height: BADGE, rx: BADGE / 2, fill: "#ffffff", stroke: one.type.color, "stroke-width": 1.5 }), sign,
      s.words(x + width - 6, y + 14.5, String(one.count), { "text-anchor": "end", "font-weight": 700, "font-size": 11.5 }));
  };

  const name = (lines, middle, top) => lines.map((line, at) => s.words(middle, top + (at + 1) * LINE - 3, line, Object.assign({ "text-anchor": "middle", "font-weight": 700, "font-size": 12.5, fill: INK }, HALO)));

  const badgeRows = (form, middle, top) => {
    const times = form.times || 1;
    const rows = form.rows.map((row, at) => {
      let across = -row.width / 2;
      return row.badges.map((one) => { const node = badge(one, across, at * ROW); across += 30 + 8 * String(one.count).length; return node; });
    });
    return s.svg("g", { transform: `translate(${middle.toFixed(1)} ${top.toFixed(1)})` + (times === 1 ? "" : ` scale(${times})`) }, rows);
  };

  const label = (item, form, x, y) => {
    const middle = x + form.width / 2;
    let down = y;
    const names = form.name ? name(item.lines, middle, down) : [];
    if (form.name) down += LINE * item.lines.length;
    const width = form.sign ? s.textWidth(item.sign) + 8 : 0;
    const sign = form.sign ? [s.svg("rect", { x: (middle - width / 2).toFixed(1), y: (down + 1).toFixed(1), width: width.toFixed(1), height: LINE, rx: 3, fill: "#ffffff", "fill-opacity": 0.88 }),
      s.words(middle, (down += LINE + 2) - 4, item.sign, { "text-anchor": "middle", "font-weight": 700, "font-size": 11.5, fill: INK })] : [];
    return [names, sign, form.badges ? badgeRows(form, middle, down) : null];
  };

  const asideNode = (item, { x, y, width, from, to }, marked) => {
    const d = `M${from.map((one) => one.toFixed(1)).join(" ")}L${to.map((one) => one.toFixed(1)).join(" ")}`;
    return [s.svg("path", { d, stroke: "#ffffff", "stroke-width": 3.5 }), s.svg("path", { d, stroke: INK, "stroke-width": 1.2 }),
      marked ? null : s.svg("circle", { cx: from[0].toFixed(1), cy: from[1].toFixed(1), r: 2.5, fill: INK, stroke: "#ffffff" }), name(item.lines, x + width / 2, y)];
  };

  /** The sign of the map, and the value where the colour alone would tell it: paper has no pointer and may be grey. */
  const paperSign = (page, layer, reading, period, area) => {
    const crowded = page.data.areas.length > s.CROWD;
    const own = [s.compareSign(page, area), s.areaSign(page, layer, reading, period, area, crowded)].filter(Boolean).join(" ");
    const plain = !crowded && layer.kind === "choropleth" && !layer.symbols && !layer.gap && !layer.drawn_cells && !layer.signed && !s.judges(layer) && reading.value !== null;
    return plain ? [s.formatNumber(reading.value, layer.decimals, page.data.number), own].filter(Boolean).join(" ") : own;
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
    const [lines, sign] = [wanted ? s.nameLines(area.name) : [], bare ? "" : paperSign(page, layer, reading, period, index)];
    const forms = s.paperForms(lines, sign, badges, s.textWidth, width, height);
    const extent = layer.symbols ? s.extent(layer) : null;
    const radius = bare ? 0 : layer.symbols && reading.value !== null ? s.countRadius(reading.value, extent, page.data.areas.length) : layer.gap ? s.stepRadius(s.gapStep(layer, s.gapAt(layer, period, index))) : 0;
    return { lines, sign, forms, first: s.firstForms(forms), x, y, room: Math.max(30, width * 1.25), size: width,
      name: lines.length ? { width: Math.max(...lines.map(s.textWidth)), height: LINE * lines.length } : null,
      circle: radius ? { x: x - radius + 1, y: y - radius + 1, width: 2 * radius - 2, height: 2 * radius - 2 } : null, slack: [width * 0.13, Math.min(40, height * 0.25)], below: radius ? radius + 2 : 0, chosen: index === page.state.area };
  };

  /** What lies around a frame, so that nothing is written across its edge. */
  const around = ({ x, y, width, height }) => [[x - EDGE, y - EDGE, width + 2 * EDGE, EDGE], [x - EDGE, y + height, width + 2 * EDGE, EDGE], [x - EDGE, y, EDGE, height], [x + width, y, EDGE, height]]
    .map(([left, top, across, down]) => ({ x: left, y: top, width: across, height: down }));

  /** All that is written on the areas: {nodes, boxes}. bare: names only; kept: boxes that stay free. */
  s.drawnLabels = (page, frame, box, bare, kept) => {
    const taken = [...kept, ...around(box)];
    const counts = s.facilityCounts(page.data, page.drawn.facilityChoice.keeps);
    const badges = (index) => (bare || page.badges === false || page.data.areas.length > s.CROWD ? [] : (counts.get(index) || []).map((count, number) => ({ count, type: page.data.facility_types[number], number }))
      .filter(({ count, number }) => count > 0 && page.drawn.facilityChoice.shown(number)));
    const many = page.data.areas.length > MANY;
    const items = page.data.areas.map((area, index) => (area.rings ? itemOf(page, index, frame, bare, badges(index)) : null)).filter(Boolean)
      .sort((a, b) => b.chosen - a.chosen || (many ? b.size - a.size : a.size - b.size));
    const { placed, aside } = s.paperPlaces(items, box, taken, many || bare);
    const boxes = placed.map((at, number) => at && boxOf(items[number], at)).filter(Boolean);
    return { nodes: [aside.map((one, number) => one && asideNode(items[number], one, placed[number] || items[number].circle)), placed.map((at, number) => (at ? label(items[number], items[number].forms[at.form], at.x, at.y) : null))],
      boxes: [...boxes, ...aside.filter(Boolean)] };
  };
})();

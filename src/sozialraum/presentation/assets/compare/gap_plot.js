/* The quadrant plot of the board: the index to the right, the coverage of need downwards, the fields as ground. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const PAD = { left: 46, right: 12, top: 8, bottom: 24 };
  const NAMED = 60;
  const MOST = 1.5; // times the upper bound: what lies beyond is drawn at the edge
  const STEPS = 3;
  const ROOM = 0.08; // of the span of the values, so that no point stands on the frame
  const CODE = { width: 18, height: 13 };

  const axis = (values, from, to) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const room = (most - least) * ROOM;
    const [low, high] = [least - room, most + room];
    return {
      low,
      high,
      ticks: s.niceTicks(least, most).filter((tick) => tick >= low && tick <= high),
      at: (value) => from + ((Math.max(low, Math.min(high, value)) - low) / (high - low)) * (to - from),
    };
  };

  /** Areas with index and coverage: [{area, x, y, low, high, beyond}]; y never above `most`. */
  s.gapPoints = (row, indexOf, count, most) => {
    const found = [];
    for (let area = 0; area < count; area += 1) {
      const [x, y] = [indexOf(area), s.gapField(row, area) < 0 ? null : row.of[area]];
      if (typeof x !== "number" || typeof y !== "number") continue;
      const end = (values) => (values && typeof values[area] === "number" ? Math.min(most, values[area]) : null);
      found.push({ area, x, y: Math.min(most, y), low: end(row.lo), high: end(row.hi), beyond: y > most });
    }
    return found;
  };

  /** The nine fields as rectangles: [{field, x, y, width, height}]; `xs` and `ys` are the edges from field to field
      in px. */
  s.gapZones = (xs, ys) => {
    const found = [];
    for (let row = 0; row < STEPS; row += 1) {
      for (let column = 0; column < STEPS; column += 1) {
        const [x, y] = [xs[column], Math.min(ys[row], ys[row + 1])];
        found.push({
          field: STEPS * row + column,
          x,
          y,
          width: Math.max(0, xs[column + 1] - x),
          height: Math.abs(ys[row + 1] - ys[row]),
        });
      }
    }
    return found;
  };

  /** Where the code of each field stands: in a corner that no point is in, if there is one and the field has room. */
  s.gapCodes = (zones, points) =>
    zones
      .filter((zone) => zone.height > CODE.height + 8 && zone.width > CODE.width + 8)
      .map((zone) => {
        const [left, right, top, low] = [
          zone.x + 3,
          zone.x + zone.width - CODE.width - 3,
          zone.y + 2,
          zone.y + zone.height - CODE.height - 2,
        ];
        const corners = [
          [left, top],
          [right, top],
          [left, low],
          [right, low],
        ].map(([x, y]) => Object.assign({ field: zone.field, x, y }, CODE));
        return corners.find((box) =>
          points.every((point) => !s.overlaps(box, { x: point.x - 6, y: point.y - 6, width: 12, height: 12 }, 0)),
        );
      })
      .filter(Boolean);

  /** Value of the index of an area at a date of its own layer; null where there is none. */
  s.gapIndexAt = (data, date) => {
    const layer = s.lageLayer(data);
    const period = layer ? layer.periods.findIndex((one) => one.id === date) : -1;
    return (area) => (period < 0 ? null : s.reading(layer, period, area).value);
  };

  /** The figure, or null without points. shown = {offer, year, row, layer}; choose(area). Returns {node, mark()}. */
  s.gapPlot = (page, shown, width, choose) => {
    const { bounds, cuts } = page.data.gap_board;
    const year = shown.offer.years[shown.year];
    const most = bounds[1] * MOST;
    const found = s.gapPoints(shown.row, s.gapIndexAt(page.data, year.lage), page.data.areas.length, most);
    if (!found.length) return null;
    const height = Math.round(Math.min(430, Math.max(280, width)));
    const number = page.data.number;
    const x = axis(found.map((point) => point.x).concat(cuts), PAD.left, width - PAD.right);
    const y = axis(
      found
        .flatMap((point) => [point.y, point.low, point.high])
        .filter((value) => value !== null)
        .concat(bounds),
      PAD.top,
      height - PAD.bottom,
    );
    const points = found.map((one) => ({ x: x.at(one.x), y: y.at(one.y) }));
    const order = points
      .map((point, at) => at)
      .sort((a, b) => points[a].x - points[b].x || points[a].y - points[b].y);
    const zones = s.gapZones([x.low, ...cuts, x.high].map(x.at), [y.high, bounds[1], bounds[0], y.low].map(y.at));
    const codes = s.gapCodes(zones, points);
    const pointText = (at) =>
      page.t("gap.point", {
        area: page.data.areas[found[at].area].name,
        share: s.gapShare(shown.row.of[found[at].area], bounds, number),
        index: s.formatNumber(found[at].x, 2, number),
        field: s.fieldText(shown.layer, s.gapField(shown.row, found[at].area)),
      });
    const shapes = found.map((one, at) =>
      s.svg("path", {
        class: "sr-point sr-gap-point",
        role: "button",
        tabindex: at === order[0] ? "0" : "-1",
        "aria-label": pointText(at),
        d: one.beyond
          ? `M${points[at].x - 5} ${points[at].y - 6}h10l-5 9z`
          : `M${points[at].x - 5} ${points[at].y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z`,
      }),
    );
    const names = s.svg("g", { "aria-hidden": "true" });
    const xWord = s.tickText(x.ticks, number);
    const yWord = (value) => s.formatNumber(value, value % 1 ? 1 : 0, number);
    const yTicks = y.ticks.filter((tick) => bounds.every((one) => Math.abs(y.at(tick) - y.at(one)) > 12));
    const picture = s.svg(
      "svg",
      {
        class: "sr-scatter sr-gap-plot",
        viewBox: "0 0 " + width + " " + height,
        width,
        height,
        role: "group",
        "aria-label": page.t("gap.plot_label", {
          year: s.gapYearText(page, year),
          n: found.length,
          areas: page.data.city.area_words,
        }),
      },
      s.svg(
        "g",
        { "aria-hidden": "true" },
        zones.map((zone) =>
          s.svg("rect", {
            x: zone.x.toFixed(1),
            y: zone.y.toFixed(1),
            width: zone.width.toFixed(1),
            height: zone.height.toFixed(1),
            fill: shown.layer.classes[zone.field].color,
            class: "sr-gap-zone",
          }),
        ),
        codes.map((code) =>
          s.svg(
            "text",
            { class: "sr-gap-code", x: code.x.toFixed(1), y: (code.y + 11).toFixed(1) },
            shown.layer.classes[code.field].code,
          ),
        ),
        x.ticks.map((tick) =>
          s.svg(
            "text",
            { class: "sr-trend-word", x: x.at(tick).toFixed(1), y: height - 8, "text-anchor": "middle" },
            xWord(tick),
          ),
        ),
        yTicks.map((tick) =>
          s.svg(
            "text",
            { class: "sr-trend-word", x: PAD.left - 6, y: (y.at(tick) + 4).toFixed(1), "text-anchor": "end" },
            yWord(tick),
          ),
        ),
        bounds.map((one) =>
          s.svg(
            "text",
            {
              class: "sr-trend-word sr-gap-bound",
              x: PAD.left - 6,
              y: (y.at(one) + 4).toFixed(1),
              "text-anchor": "end",
            },
            yWord(one) + "\u202f%",
          ),
        ),
        s.svg("path", {
          class: "sr-gap-line",
          d:
            cuts.map((one) => `M${x.at(one).toFixed(1)} ${PAD.top}V${height - PAD.bottom}`).join("") +
            bounds.map((one) => `M${PAD.left} ${y.at(one).toFixed(1)}H${width - PAD.right}`).join(""),
        }),
        s.svg("path", {
          class: "sr-gap-whisker",
          d: found
            .map((one, at) =>
              one.low === null || one.high === null
                ? ""
                : `M${points[at].x.toFixed(1)} ${y.at(one.low).toFixed(1)}V${y.at(one.high).toFixed(1)}`,
            )
            .join(""),
        }),
      ),
      shapes,
      names,
    );
    const readout = s.el("p", { class: "sr-readout" });
    let seen = -1;
    const tell = (at) => {
      if (shapes[seen]) shapes[seen].classList.remove("sr-point-seen");
      if (at >= 0) shapes[at].classList.add("sr-point-seen");
      seen = at;
      readout.textContent = at >= 0 ? pointText(at) : page.t("gap.plot_hint");
    };
    const chosen = () => found.findIndex((one) => one.area === page.state.area);
    const choosePoint = (at) => {
      choose(found[at].area);
      page.announce(pointText(at));
    };
    s.pointAt(picture, {
      shapes,
      points,
      order,
      size: { width, height },
      tell,
      choose: choosePoint,
      at: chosen,
    });
    const mark = () => {
      const here = chosen();
      shapes.forEach((shape, at) => {
        shape.classList.toggle("sr-point-chosen", at === here);
        shape.setAttribute("aria-pressed", String(at === here));
      });
      const first = order
        .slice()
        .sort(
          (a, b) =>
            (b === here) - (a === here) ||
            s.isGap(s.gapField(shown.row, found[b].area)) - s.isGap(s.gapField(shown.row, found[a].area)),
        );
      const items = first
        .filter((at) => found.length <= NAMED || at === here)
        .map((at) => s.nameItem(page.data.areas[found[at].area].name, points[at], at === here));
      s.replace(names, s.drawnNames(s.placeNames(items, points, s.plotView({ width, height }, PAD), codes)));
      tell(here);
    };
    const notes = [
      found.some((one) => one.low !== null && one.high !== null) ? page.t("gap.plot_whisker") : null,
      found.some((one) => one.beyond) ? page.t("gap.plot_beyond", { most: yWord(most) }) : null,
    ].filter(Boolean);
    const node = s.el(
      "figure",
      { class: "sr-scatter-figure" },
      s.el("p", { class: "sr-axis-y" }, s.el("span", { "aria-hidden": "true" }, "↑ "), page.t("gap.axis_y")),
      picture,
      s.el("p", { class: "sr-axis-x" }, page.t("gap.axis_x"), s.el("span", { "aria-hidden": "true" }, " →")),
      s.el("figcaption", null, readout, notes.length ? s.el("span", { class: "sr-note" }, notes.join(" ")) : null),
    );
    return { node, mark };
  };
})();

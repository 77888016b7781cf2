/* Where the labels of the drawn map stand: on their areas, and names without room there beside them on a line. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const FAR = [26, 36, 48, 62, 78, 96, 116, 140, 170, 205];
  const WAYS = 16;

  const crosses = ([x, y], [to, down], box) =>
    Array.from({ length: 9 }, (none, step) => step / 8).some((part) =>
      s.overlaps({ x: x + part * (to - x), y: y + part * (down - y), width: 0, height: 0 }, box, 0),
    );

  const within = (value, low, high) => Math.max(low, Math.min(high, value));

  /** What already stands for the area: its sign or its circle. */
  const markOf = (item, own) => (own ? s.labelBox(item, own) : item.circle || null);

  /** Where a name may stand beside its area, the nearest first: {x, y, width, height, from, to} (a box and the line
      to it). */
  const spots = (item, own, frame) =>
    FAR.flatMap((far) =>
      Array.from({ length: WAYS }, (none, way) => {
        const { width, height } = item.name;
        const angle = (2 * Math.PI * way) / WAYS;
        const box = {
          x: Math.round(item.x + (far + width / 2) * Math.cos(angle) - width / 2),
          y: Math.round(item.y + far * Math.sin(angle) - height / 2),
          width,
          height,
        };
        const mark = markOf(item, own);
        const to = [within(item.x, box.x, box.x + width), within(item.y, box.y, box.y + height)];
        const from = mark
          ? [within(to[0], mark.x, mark.x + mark.width), within(to[1], mark.y, mark.y + mark.height)]
          : [item.x, item.y];
        return s.inside(box, frame) ? Object.assign(box, { from, to }) : null;
      }),
    ).filter(Boolean);

  /**
   * Names that have no room in their areas, beside them: items as of placeLabels with {name: {width, height}} and the
   * box of their circle or null, `placed` what placeLabels said of them. No name lies on another or in `taken`; a
   * line crosses them only where there is no other way. Returns per item {x, y, width, height, from, to}, or null
   * where the name stands already or nowhere.
   */
  s.namesAside = (items, placed, frame, taken) => {
    const kept = [
      ...taken,
      ...placed.map((own, at) => own && s.labelBox(items[at], own)),
      ...items.map((item) => item.circle),
    ].filter(Boolean);
    const found = items.map(() => null);
    const open = items
      .map((item, at) => at)
      .filter((at) => items[at].name && !(placed[at] && items[at].forms[placed[at].form].name));
    [true, false].forEach((clear) =>
      open
        .filter((at) => !found[at])
        .forEach((at) => {
          const mark = markOf(items[at], placed[at]);
          found[at] =
            spots(items[at], placed[at], frame).find((box) =>
              kept.every(
                (other) =>
                  !s.overlaps(box, other) &&
                  !(clear && !(mark && other.x === mark.x && other.y === mark.y) && crosses(box.from, box.to, other)),
              ),
            ) || null;
          if (found[at]) kept.push(found[at]);
        }),
    );
    return found;
  };

  /** Labels on paper: {placed, aside}. First all signs, then all names, beside their areas where they must, then the
      badges. */
  s.paperPlaces = (items, frame, taken, many) => {
    const circles = items.map((item) => item.circle).filter(Boolean);
    if (many) return { placed: s.placeLabels(items, frame, [...taken, ...circles]), aside: items.map(() => null) };
    const plain = items
      .map((item) => Object.assign({}, item, { forms: item.forms.filter((form) => !form.badges) }))
      .map((item) => Object.assign(item, { first: s.firstForms(item.forms) }));
    const aside = s.namesAside(plain, s.placeLabels(plain, frame, [...taken, ...circles]), frame, taken);
    const lines = aside.filter(Boolean).flatMap(({ from, to }) =>
      Array.from({ length: 9 }, (none, step) => ({
        x: from[0] + (step / 8) * (to[0] - from[0]),
        y: from[1] + (step / 8) * (to[1] - from[1]),
        width: 0,
        height: 0,
      })).filter(({ x, y }) => Math.hypot(x - from[0], y - from[1]) > 6),
    );
    const unnamed = items.map((item, at) =>
      aside[at]
        ? Object.assign({}, item, {
            forms: item.forms.map((form) => (form.name ? Object.assign({}, form, { width: Infinity }) : form)),
          })
        : item,
    );
    return {
      placed: s.placeLabels(unnamed, frame, [...taken, ...circles, ...aside.filter(Boolean), ...lines]),
      aside,
    };
  };
})();

/* Where labels go: greedy, most important first, nothing on top of anything. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const STILL = [[0, 0]];
  const MOVES = [0, -0.5, 0.5, -1, 1]
    .flatMap((y) => [0, -0.6, 0.6, -1, 1].map((x) => [x, y]))
    .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  const BELOW = [0, 1].flatMap((above) => MOVES.filter(([, y]) => (above ? y < 0 : y === 0)));

  s.overlaps = (a, b, gap = 2) =>
    a.x - gap < b.x + b.width &&
    b.x - gap < a.x + a.width &&
    a.y - gap < b.y + b.height &&
    b.y - gap < a.y + a.height;

  /** Whether a box, or a place, lies within a frame. */
  s.inside = ({ x, y, width = 0, height = 0 }, frame) =>
    x >= frame.x && y >= frame.y && x + width <= frame.x + frame.width && y + height <= frame.y + frame.height;

  /** The box of a label where it stands: `own` of placeLabels. */
  s.labelBox = (item, own) => Object.assign({}, item.forms[own.form], { x: own.x, y: own.y });

  /** The box of a circle, one px within it: what hangs right below it does not touch it. */
  s.circleBox = (x, y, radius) =>
    radius
      ? { x: x - radius + 1, y: y - radius + 1, width: 2 * radius - 2, height: 2 * radius - 2, soft: true }
      : null;

  /**
   * items: [{x, y, room, below, forms: [{width, height, ...}]}], most important first; x, y is the centre (with
   * `below` the label hangs that many px under it, or its name stands as far above), `room` the width it may take,
   * `slack` [across, up and down] about how far it may move, `fits` what else is asked of its box, forms from best to least, `first` the forms, one after the other, that all labels get before any
   * gets a better one; as {form, room} one may be wider than the item's own room. No label crosses the edge of `view`.
   * taken: boxes nothing may cover; only the very first form may cover a `soft` one, where it has no other room.
   * Returns per item {form, x, y} (index of the form, top left corner), or null where none fits without touching
   * another.
   */
  s.placeLabels = (items, view, taken = []) => {
    const cell = 96;
    const grid = new Map();
    const cells = (box) => {
      const names = [];
      for (let cx = Math.floor((box.x - 2) / cell); cx <= Math.floor((box.x + box.width + 2) / cell); cx += 1) {
        for (let cy = Math.floor((box.y - 2) / cell); cy <= Math.floor((box.y + box.height + 2) / cell); cy += 1)
          names.push(cx + "," + cy);
      }
      return names;
    };
    const keep = (box) =>
      cells(box).forEach((name) => {
        if (grid.has(name)) grid.get(name).push(box);
        else grid.set(name, [box]);
      });
    const drop = (box) =>
      cells(box).forEach((name) =>
        grid.set(
          name,
          grid.get(name).filter((other) => other !== box),
        ),
      );
    const free = (box, own, covers) =>
      !cells(box).some((name) =>
        (grid.get(name) || []).some((other) => other !== own && !(covers && other.soft) && s.overlaps(box, other)),
      );
    const place = (item, form, own, room = item.room, covers = false) => {
      const { name, badges, width, height } = item.forms[form];
      if (width > room) return null;
      const [across, along] = item.slack || [0, 0];
      for (const [x, y] of !across && !along ? STILL : item.below ? BELOW : MOVES) {
        if (item.below && y < 0 && badges && !name) continue; // badges alone only below the circle
        const beside = y < 0 ? (y + 0.5) * along - item.below - height : item.below;
        const top = item.y + (item.below ? beside : y * along - height / 2);
        const box = { form, x: Math.round(item.x - width / 2 + x * across), y: Math.round(top), width, height };
        if (s.inside(box, view) && free(box, own, covers) && (!item.fits || item.fits(box))) return box;
      }
      return null;
    };
    taken.forEach(keep);
    const boxes = items.map(() => null);
    for (let stage = 0; items.some((item) => (item.first || []).length > stage); stage += 1) {
      items.forEach((item, at) => {
        const wanted = (item.first || [])[stage];
        const { form, room } = typeof wanted === "object" ? wanted : { form: wanted };
        const box =
          s.inside(item, view) &&
          item.forms[form] &&
          (place(item, form, boxes[at], room) || (!stage && place(item, form, null, room, true)));
        if (!box) return;
        if (boxes[at]) drop(boxes[at]);
        keep(box);
        boxes[at] = box;
      });
    }
    return items.map((item, at) => {
      if (!s.inside(item, view)) return null;
      for (let form = 0; form < item.forms.length && (!boxes[at] || form < boxes[at].form); form += 1) {
        const box = place(item, form, boxes[at]);
        if (!box) continue;
        if (boxes[at]) drop(boxes[at]);
        keep(box);
        boxes[at] = box;
      }
      return boxes[at] && { form: boxes[at].form, x: boxes[at].x, y: boxes[at].y };
    });
  };

  const within = (middle, size, low, room) =>
    Math.round(Math.max(low, Math.min(low + room - size, middle - size / 2)));

  /**
   * Where the labels of a map stand: items as of placeLabels, with the box of their area's `circle` if there is one,
   * which no name covers. What is chosen (`pinned`) moves no other label; if it got no name it takes one, and only what
   * lies below that is placed anew.
   */
  s.mapPlaces = (items, view, taken) => {
    const kept = taken.concat(items.map((item) => item.circle).filter(Boolean));
    const places = s.placeLabels(items, view, kept);
    const at = items.findIndex((item) => item.pinned && s.inside(item, view));
    const form = at < 0 ? -1 : items[at].forms.findIndex((one) => one.name && !one.badges);
    if (form < 0 || (places[at] && items[at].forms[places[at].form].name)) return places;
    const { x, y, forms } = items[at];
    const { width, height } = forms[form];
    const named = [Object.assign({}, items[at], { room: 1e9, first: [], forms: [forms[form]] })];
    const boxes = places.map((place, own) => place && own !== at && s.labelBox(items[own], place));
    const own = Object.assign(
      s.placeLabels(named, view, kept.concat(boxes.filter(Boolean)))[0] ||
        s.placeLabels(named, view, kept)[0] || {
          x: within(x, width, view.x, view.width),
          y: within(y, height, view.y, view.height),
        },
      { form },
    );
    const mine = s.labelBox(items[at], own);
    const covered = (box) => box && s.overlaps(box, mine);
    const anew = s.placeLabels(
      items.filter((item, number) => covered(boxes[number])),
      view,
      kept.concat(
        mine,
        boxes.filter((box) => box && !covered(box)),
      ),
    );
    return places.map((place, number) => (number === at ? own : covered(boxes[number]) ? anew.shift() : place));
  };

  /** A long name in at most two lines, broken where the halves are most alike; the hyphen or slash stays. */
  s.nameLines = (name, most = 13) => {
    if (name.length <= most) return [name];
    let best = null;
    for (let at = 1; at < name.length - 1; at += 1) {
      const space = name[at] === " ";
      if (!space && name[at] !== "-" && name[at] !== "/") continue;
      const lines = [name.slice(0, space ? at : at + 1), name.slice(at + 1)];
      const longest = Math.max(lines[0].length, lines[1].length);
      if (!best || longest < best.longest) best = { lines, longest };
    }
    return best ? best.lines : [name];
  };
})();

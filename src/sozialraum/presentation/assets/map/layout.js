/* Where labels go: greedy, most important first, nothing on top of anything. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const STILL = [[0, 0]];
  const MOVES = [0, -0.5, 0.5, -1, 1]
    .flatMap((y) => [0, -1, 1, -1.7, 1.7].map((x) => [x, y]))
    .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  const BELOW = [0, 1].flatMap((above) => MOVES.filter(([, y]) => (above ? y < 0 : y === 0)));

  s.overlaps = (a, b, gap = 2) =>
    a.x - gap < b.x + b.width &&
    b.x - gap < a.x + a.width &&
    a.y - gap < b.y + b.height &&
    b.y - gap < a.y + a.height;

  const inView = (item, view) =>
    item.x >= view.x && item.y >= view.y && item.x <= view.x + view.width && item.y <= view.y + view.height;

  /** The box of a label where it stands: `own` of placeLabels. */
  s.labelBox = (item, own) => Object.assign({}, item.forms[own.form], { x: own.x, y: own.y });

  const EDGE = 80;

  /** What lies around a frame, so that nothing is written across its edge. */
  s.around = ({ x, y, width, height }) =>
    [
      [x - EDGE, y - EDGE, width + 2 * EDGE, EDGE],
      [x - EDGE, y + height, width + 2 * EDGE, EDGE],
      [x - EDGE, y, EDGE, height],
      [x + width, y, EDGE, height],
    ].map(([left, top, across, down]) => ({ x: left, y: top, width: across, height: down }));

  /** The box of a circle, one px within it: what hangs right below it does not touch it. */
  s.circleBox = (x, y, radius) =>
    radius ? { x: x - radius + 1, y: y - radius + 1, width: 2 * radius - 2, height: 2 * radius - 2 } : null;

  /**
   * items: [{x, y, room, below, forms: [{width, height, ...}]}], most important first; x, y is the centre (with
   * `below` the label hangs that many px under it, or its name stands as far above), `room` the width it may take,
   * `slack` [across, up and down] about how far it may move, forms from best to least, `first` the forms, one after the other, that all labels get before any
   * gets a better one; as {form, room} one may be wider than the item's own room. taken: boxes nothing may cover.
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
    const free = (box, own) =>
      !cells(box).some((name) => (grid.get(name) || []).some((other) => other !== own && s.overlaps(box, other)));
    const place = (item, form, own, room = item.room) => {
      const { width, height } = item.forms[form];
      if (width > room) return null;
      const [across, along] = item.slack || [0, 0];
      for (const [x, y] of !across && !along ? STILL : item.below ? BELOW : MOVES) {
        if (item.below && y < 0 && item.forms[form].name === false) continue; // badges alone only below the circle
        const beside = y < 0 ? (y + 0.5) * along - item.below - height : item.below;
        const top = item.y + (item.below ? beside : y * along - height / 2);
        const box = { form, x: Math.round(item.x - width / 2 + x * across), y: Math.round(top), width, height };
        if (free(box, own)) return box;
      }
      return null;
    };
    const seen = (item) => inView(item, view);
    taken.forEach(keep);
    const boxes = items.map(() => null);
    for (let stage = 0; items.some((item) => (item.first || []).length > stage); stage += 1) {
      items.forEach((item, at) => {
        const wanted = (item.first || [])[stage];
        const { form, room } = typeof wanted === "object" ? wanted : { form: wanted };
        const box = seen(item) && item.forms[form] ? place(item, form, boxes[at], room) : null;
        if (!box) return;
        if (boxes[at]) drop(boxes[at]);
        keep(box);
        boxes[at] = box;
      });
    }
    return items.map((item, at) => {
      if (!seen(item)) return null;
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

  /** The item with those of its forms that `keeps` says (of a form and its number), numbered as before. */
  s.withForms = (item, keeps, room = item.room) =>
    Object.assign({}, item, {
      room,
      forms: item.forms.map((form, at) => (keeps(form, at) ? form : Object.assign({}, form, { width: Infinity }))),
    });

  const within = (middle, size, low, room) =>
    Math.round(Math.max(low, Math.min(low + room - size, middle - size / 2)));

  /**
   * Where the labels of a map stand: items as of placeLabels, with the box of their area's `circle` if there is one.
   * Nothing is written on a circle or across the edge of the view. What is chosen (`pinned`) moves no other label; if
   * it got no name it takes one, and what lies below that takes a shorter form.
   */
  s.mapPlaces = (items, view, taken) => {
    const kept = [...taken, ...s.around(view), ...items.map((item) => item.circle).filter(Boolean)];
    const places = s.placeLabels(items, view, kept);
    const at = items.findIndex((item) => item.pinned && inView(item, view));
    const form = at < 0 ? -1 : items[at].forms.findIndex((one) => one.name && !one.badges);
    if (form < 0 || (places[at] && items[at].forms[places[at].form].name)) return places;
    const box = (place, own) => place && own !== at && s.labelBox(items[own], place);
    const { x, y, forms } = items[at];
    const { width, height } = forms[form];
    const named = [s.withForms(items[at], (one, number) => number === form, 1e9)];
    const own = s.placeLabels(named, view, [...kept, ...places.map(box).filter(Boolean)])[0] ||
      s.placeLabels(named, view, kept)[0] || {
        form,
        x: within(x, width, view.x, view.width),
        y: within(y, height, view.y, view.height),
      };
    const mine = s.labelBox(items[at], own);
    const covered = (place, number) => place && (number === at || s.overlaps(box(place, number), mine));
    const left = places.map((place, number) => (covered(place, number) ? null : box(place, number)));
    const less = items.map((item, number) =>
      s.withForms(
        item,
        (one, wanted) => covered(places[number], number) && number !== at && wanted > places[number].form,
      ),
    );
    const again = s.placeLabels(less, view, [...kept, mine, ...left.filter(Boolean)]);
    return places.map((place, number) => (number === at ? own : covered(place, number) ? again[number] : place));
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

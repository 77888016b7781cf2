/* Where labels go: greedy, most important first, nothing on top of anything. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const STILL = [[0, 0]];
  const MOVES = [
    [0, 0],
    [0, -0.5],
    [0, 0.5],
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
    [-1, -0.6],
    [1, -0.6],
    [-1, 0.6],
    [1, 0.6],
  ];

  s.overlaps = (a, b, gap = 2) =>
    a.x - gap < b.x + b.width &&
    b.x - gap < a.x + a.width &&
    a.y - gap < b.y + b.height &&
    b.y - gap < a.y + a.height;

  /**
   * items: [{x, y, room, below, forms: [{width, height, ...}]}], most important first; x, y is the centre (with
   * `below` the label hangs that many px under it), `room` the width it may take, `slack` [across, up and down] how
   * far it may move, forms from best to least, `first` the forms, one after the other, that all labels get before any
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
      for (const [x, y] of across || along ? MOVES : STILL) {
        const top = item.below ? item.y + item.below : item.y - height / 2 + y * along;
        const box = { form, x: Math.round(item.x - width / 2 + x * across), y: Math.round(top), width, height };
        if (free(box, own)) return box;
      }
      return null;
    };
    const seen = (item) =>
      item.x >= view.x && item.y >= view.y && item.x <= view.x + view.width && item.y <= view.y + view.height;
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

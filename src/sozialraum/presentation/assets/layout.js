/* Where labels go: greedy, most important first, nothing on top of anything. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  s.overlaps = (a, b, gap = 2) =>
    a.x - gap < b.x + b.width && b.x - gap < a.x + a.width && a.y - gap < b.y + b.height && b.y - gap < a.y + a.height;

  /**
   * items: [{x, y, room, below, forms: [{width, height, ...}]}], most important first; x, y is the centre (with
   * `below` the label hangs that many px under it), `room` the width it may take, forms from full to bare. Returns per item the index of the first form that
   * fits and touches no label placed before, or -1.
   */
  s.placeLabels = (items, view) => {
    const cell = 96;
    const grid = new Map();
    const cells = (box) => {
      const names = [];
      for (let cx = Math.floor((box.x - 2) / cell); cx <= Math.floor((box.x + box.width + 2) / cell); cx += 1) {
        for (let cy = Math.floor((box.y - 2) / cell); cy <= Math.floor((box.y + box.height + 2) / cell); cy += 1) names.push(cx + "," + cy);
      }
      return names;
    };
    return items.map((item) => {
      if (view && (item.x < view.x || item.y < view.y || item.x > view.x + view.width || item.y > view.y + view.height)) return -1;
      return item.forms.findIndex((form) => {
        if (form.width > item.room) return false;
        const box = { x: item.x - form.width / 2, y: s.labelTop(item, form), width: form.width, height: form.height };
        const names = cells(box);
        if (names.some((name) => (grid.get(name) || []).some((other) => s.overlaps(box, other)))) return false;
        names.forEach((name) => { if (grid.has(name)) grid.get(name).push(box); else grid.set(name, [box]); });
        return true;
      });
    });
  };

  s.labelTop = (item, form) => (item.below ? item.y + item.below : item.y - form.height / 2);

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

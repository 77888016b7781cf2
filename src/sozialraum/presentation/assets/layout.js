/* Where labels go: greedy, most important first, nothing on top of anything. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const MOVES = [[0, 0], [0, -0.5], [0, 0.5], [-1, 0], [1, 0], [0, -1], [0, 1], [-1, -0.6], [1, -0.6], [-1, 0.6], [1, 0.6]];

  s.overlaps = (a, b, gap = 2) =>
    a.x - gap < b.x + b.width && b.x - gap < a.x + a.width && a.y - gap < b.y + b.height && b.y - gap < a.y + a.height;

  /**
   * items: [{x, y, room, below, forms: [{width, height, ...}]}], most important first; x, y is the centre (with
   * `below` the label hangs that many px under it), `room` the width it may take, `slack` [across, up and down] how
   * far it may move, forms from full to bare. taken: boxes nothing may cover. Returns per item {form, x, y} (index of the form,
   * top left corner) of the first form that fits and touches no label placed before, or null.
   */
  s.placeLabels = (items, view, taken = []) => {
    const cell = 96;
    const grid = new Map();
    const cells = (box) => {
      const names = [];
      for (let cx = Math.floor((box.x - 2) / cell); cx <= Math.floor((box.x + box.width + 2) / cell); cx += 1) {
        for (let cy = Math.floor((box.y - 2) / cell); cy <= Math.floor((box.y + box.height + 2) / cell); cy += 1) names.push(cx + "," + cy);
      }
      return names;
    };
    const keep = (box) => cells(box).forEach((name) => { if (grid.has(name)) grid.get(name).push(box); else grid.set(name, [box]); });
    const free = (box) => !cells(box).some((name) => (grid.get(name) || []).some((other) => s.overlaps(box, other)));
    taken.forEach(keep);
    return items.map((item) => {
      if (item.x < view.x || item.y < view.y || item.x > view.x + view.width || item.y > view.y + view.height) return null;
      const [across, along] = item.slack || [0, 0];
      const moves = across || along ? MOVES.map(([x, y]) => [x * across, y * along]) : [[0, 0]];
      for (let form = 0; form < item.forms.length; form += 1) {
        const { width, height } = item.forms[form];
        if (width > item.room) continue;
        for (const [x, y] of moves) {
          const top = item.below ? item.y + item.below : item.y - height / 2 + y;
          const box = { x: item.x - width / 2 + x, y: top, width, height };
          if (!free(box)) continue;
          keep(box);
          return { form, x: Math.round(box.x), y: Math.round(box.y) };
        }
      }
      return null;
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

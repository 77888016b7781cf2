/* Points with names in a picture: where the names stand, and how the arrow keys lead from point to point. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  /** Boxes around the points and along the frame, where no name may stand; pad = {left, bottom}. */
  s.pointBoxes = (points, { width, height }, pad) =>
    points
      .map((point) => ({ x: point.x - 5, y: point.y - 5, width: 10, height: 10 }))
      .concat(
        [
          [-250, -50, 252 + pad.left, height + 100],
          [width - 3, -50, 250, height + 100],
          [0, -100, width, 104],
          [0, height - pad.bottom + 1, width, 100],
        ].map(([x, y, across, along]) => ({ x, y, width: across, height: along })),
      );

  const SPOTS = [44, 62, 80, 100, 120, 145].flatMap((far) =>
    Array.from({ length: 16 }, (none, at) => {
      const angle = (at * Math.PI) / 8;
      return [1.4 * far * Math.cos(angle), far * Math.sin(angle)];
    }),
  );

  /** Names beside their points, none on another; those without room there further off, on a line: [{item, x, y,
      far}]. */
  s.placeNames = (items, size, boxes) => {
    const view = { x: 0, y: 0, width: size.width, height: size.height };
    const boxesWith = (found) => boxes.concat(found.map(({ item, x, y }) => Object.assign({ x, y }, item.forms[0])));
    // a name on a line keeps off other points, or it would be read as theirs
    const around = items.map((item) => ({ x: item.x - 20, y: item.y - 7, width: 40, height: 14 }));
    const left = (found) => items.filter((item) => !found.some((other) => other.item === item));
    const near = [0, 16, 34].reduce((found, more) => {
      const open = left(found);
      const places = s.placeLabels(
        open.map((item) => Object.assign({}, item, { slack: [item.slack[0] + more, item.slack[1] + more] })),
        view,
        boxesWith(found).concat(more ? around : []),
      );
      return found.concat(
        places.map((place, at) => place && { item: open[at], x: place.x, y: place.y, far: more > 0 }).filter(Boolean),
      );
    }, []);
    return [around, []].reduce(
      (first, kept) =>
        left(first).reduce((found, item) => {
          const taken = boxesWith(found).concat(kept);
          for (const [x, y] of SPOTS) {
            const [place] = s.placeLabels(
              [Object.assign({}, item, { x: item.x + x, y: item.y + y, slack: null })],
              view,
              taken,
            );
            if (place) return found.concat({ item, x: place.x, y: place.y, far: true });
          }
          return found;
        }, first),
      near,
    );
  };

  /** What placeNames needs of a point named `name`. */
  s.nameItem = (name, point, chosen) => {
    const width = s.textWidth(name) * 0.92;
    return {
      name,
      x: point.x,
      y: point.y,
      room: 1e6,
      slack: [width / 2 + 7, 15],
      forms: [{ width, height: 14 }],
      chosen,
    };
  };

  /** The names as drawn. */
  s.drawnNames = (places) =>
    places.map(({ item, x, y, far }) => [
      far
        ? s.svg("path", {
            class: "sr-point-line",
            d: `M${item.x.toFixed(1)} ${item.y.toFixed(1)}L${(x + item.forms[0].width / 2).toFixed(1)} ${y + 7}`,
          })
        : null,
      s.svg(
        "text",
        { x: x + 1, y: y + 11, class: "sr-point-name" + (item.chosen ? " sr-point-name-chosen" : "") },
        item.name,
      ),
    ]);

  /** Index of the point nearest to a place within reach, or -1. */
  s.nearestPoint = (points, x, y, reach) =>
    points.reduce((best, point, at) => {
      const far = Math.hypot(point.x - x, point.y - y);
      return far <= reach && (best < 0 || far < Math.hypot(points[best].x - x, points[best].y - y)) ? at : best;
    }, -1);

  /** Arrow keys along `order`, Home and End; Enter or space chooses: the handler of a key pressed in the picture. */
  s.pointKeys = (circles, order, choose) => (event) => {
    const here = circles.indexOf(event.target);
    if (here < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(here);
      return;
    }
    const rank = order.indexOf(here);
    const next =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? order.length - 1
          : KEYS[event.key]
            ? rank + KEYS[event.key]
            : -1;
    if (next < 0 || next >= order.length) return;
    event.preventDefault();
    circles[here].setAttribute("tabindex", "-1");
    circles[order[next]].setAttribute("tabindex", "0");
    circles[order[next]].focus({ preventScroll: true });
  };
})();

/* Points with names in a picture: where the names stand, and how the arrow keys lead from point to point. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const NEAR = 18; // px of a point within which it is meant
  const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  /** The part of a picture where names may stand: between its axes; pad = {left, bottom}. */
  s.plotView = ({ width, height }, { left, bottom }) => ({
    x: left,
    y: 0,
    width: width - left,
    height: height - bottom + 1,
  });

  const away = (box, { x, y }) =>
    Math.hypot(Math.max(box.x - x, 0, x - box.x - box.width), Math.max(box.y - y, 0, y - box.y - box.height));

  /** Names beside their points or a little off, on no other name or point nor in `taken`, and clearly nearer to its
      own point than to any other; a point without such room has none: [{item, x, y, width, height}]. */
  s.placeNames = (items, points, view, taken = []) =>
    [0, 3, 6, 9].reduce((found, more) => {
      const open = items
        .filter((item) => !found.some((other) => other.item === item))
        .map((item) =>
          Object.assign({}, item, {
            item,
            slack: item.slack.map((one) => one + more),
            fits: (box) =>
              points.every(
                (point) => (point.x === item.x && point.y === item.y) || away(box, item) + 2 < away(box, point),
              ),
          }),
        );
      const dots = points.map(({ x, y }) => ({ x: x - 5, y: y - 5, width: 10, height: 10 }));
      const places = s.placeLabels(open, view, [...taken, ...dots, ...found]);
      return found.concat(
        places
          .map((place, at) => place && Object.assign(s.labelBox(open[at], place), { item: open[at].item }))
          .filter(Boolean),
      );
    }, []);

  /** What placeNames needs of a point named `name`. */
  s.nameItem = (name, point, chosen) => {
    const width = s.textWidth(name) * 0.92;
    return {
      name,
      x: point.x,
      y: point.y,
      room: 1e6,
      slack: [width / 2 + 8, 15],
      forms: [{ width, height: 14 }],
      chosen,
    };
  };

  /** The names as drawn. */
  s.drawnNames = (places) =>
    places.map(({ item, x, y }) =>
      s.svg(
        "text",
        { x: x + 1, y: y + 11, class: "sr-point-name" + (item.chosen ? " sr-point-name-chosen" : "") },
        item.name,
      ),
    );

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

  /** Who points at `picture` is told the nearest of its points, who clicks chooses it, keys lead along `order`:
      {shapes, points, order, size} of the points, tell(at), choose(at), and at(): which is told when nobody points. */
  s.pointAt = (picture, { shapes, points, order, size, tell, choose, at }) => {
    const near = (visit) => (event) => {
      const box = picture.getBoundingClientRect();
      const [x, y] = [
        ((event.clientX - box.left) / box.width) * size.width,
        ((event.clientY - box.top) / box.height) * size.height,
      ];
      const found = s.nearestPoint(points, x, y, NEAR);
      if (found >= 0) visit(found);
    };
    picture.addEventListener("pointermove", near(tell));
    picture.addEventListener("pointerleave", () => tell(at()));
    picture.addEventListener("click", near(choose));
    picture.addEventListener("focusin", (event) => {
      const found = shapes.indexOf(event.target);
      if (found >= 0) tell(found);
    });
    picture.addEventListener("keydown", s.pointKeys(shapes, order, choose));
  };

  /** Words of the values at the ticks of an axis: value -> text, all with as many digits as the finest. */
  s.tickText = (ticks, number) => {
    const digits = Math.max(...ticks.map((tick) => (String(tick).split(".")[1] || "").length));
    return (value) => s.formatNumber(value, Math.min(3, digits), number);
  };
})();

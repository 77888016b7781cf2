/* The legend as it stands on the page, traced: its words, boxes and drawings at the places where the browser put
   them. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const LEFT_OUT = ".sr-hidden, .sr-hint, select, input, script, style";
  const PAINT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"];
  const ASCENT = 0.79; // part of a line's box above its baseline

  const shown = (color) => color && color !== "transparent" && !/, 0\)$/.test(color);

  /** [{text, x, top, height}] of a text node, one for each line. */
  const lines = (node) => {
    const range = document.createRange();
    const found = [];
    [...node.data].forEach((letter, at) => {
      range.setStart(node, Math.min(at, node.length - 1));
      range.setEnd(node, Math.min(at + 1, node.length));
      const box = range.getBoundingClientRect();
      if (!box.width && letter !== " ") return;
      const last = found[found.length - 1];
      if (last && Math.abs(last.top - box.top) < 3) last.text += letter;
      else found.push({ text: letter, x: box.left, top: box.top, height: box.height });
    });
    return found
      .map((line) => Object.assign(line, { text: line.text.replace(/[\s\u00ad]+/g, " ").trimEnd() }))
      .filter((line) => line.text.trim());
  };

  const drawing = (node, x, y, box) => {
    const copy = node.cloneNode(true);
    const own = [...node.querySelectorAll("[class], text")];
    [...copy.querySelectorAll("[class], text")].forEach((one, at) => {
      const style = globalThis.getComputedStyle(own[at]);
      (one.hasAttribute("class") ? PAINT : []).forEach((name) =>
        one.setAttribute(name, style.getPropertyValue(name)),
      );
      if (one.tagName === "text")
        ["font-size", "font-weight"].forEach((name) => one.setAttribute(name, style.getPropertyValue(name)));
      one.removeAttribute("class");
    });
    copy.removeAttribute("class");
    Object.entries({ x, y, width: box.width, height: box.height }).forEach(([name, value]) =>
      copy.setAttribute(name, value.toFixed(1)),
    );
    return copy;
  };

  const box = (style, place) => {
    const width =
      parseFloat(style.borderTopWidth) + parseFloat(style.borderLeftWidth)
        ? Math.max(parseFloat(style.borderTopWidth), 0.5)
        : 0;
    if (!shown(style.backgroundColor) && !width) return null;
    const line =
      width &&
      style.borderTopStyle !== "none" &&
      parseFloat(style.borderBottomWidth) &&
      parseFloat(style.borderLeftWidth) &&
      shown(style.borderTopColor);
    return s.svg(
      "rect",
      Object.assign(place, {
        fill: shown(style.backgroundColor) ? style.backgroundColor : "none",
        stroke: line ? style.borderTopColor : null,
        "stroke-width": line ? width : null,
      }),
    );
  };

  /** Everything drawn of a node on the page: [svg nodes], measured from [left, top]. */
  s.traced = (root, left, top) => {
    const nodes = [];
    const walk = (node) => {
      if (node.nodeType === 3) {
        const style = globalThis.getComputedStyle(node.parentElement);
        lines(node).forEach((line) =>
          nodes.push(
            s.words(line.x - left, line.top - top + ASCENT * line.height, line.text, {
              "font-size": parseFloat(style.fontSize).toFixed(1),
              "font-weight": Number(style.fontWeight) > 500 ? 700 : null,
              fill: style.color,
            }),
          ),
        );
        return;
      }
      if (node.nodeType !== 1 || node.matches(LEFT_OUT)) return;
      const place = node.getBoundingClientRect();
      if (!place.width || !place.height) return;
      if (node.tagName.toLowerCase() === "svg") nodes.push(drawing(node, place.left - left, place.top - top, place));
      else {
        const ground = box(globalThis.getComputedStyle(node), {
          x: (place.left - left).toFixed(1),
          y: (place.top - top).toFixed(1),
          width: place.width.toFixed(1),
          height: place.height.toFixed(1),
        });
        if (ground) nodes.push(ground);
        node.childNodes.forEach(walk);
      }
    };
    walk(root);
    return nodes;
  };

  /** The legend of the page, set so wide, in one column or more: {nodes, width, height}. */
  s.tracedLegend = (page, width, columns = 1) => {
    const holder = s.el("div", {
      class: "sr-traced" + (columns > 1 ? " sr-traced-columns" : ""),
      "aria-hidden": "true",
    });
    holder.style.width = width + "px";
    holder.style.columnCount = columns > 1 ? columns : "";
    document.body.append(holder);
    s.showLegend(page, holder);
    const place = holder.getBoundingClientRect();
    const nodes = s.traced(holder, place.left, place.top);
    holder.remove();
    return { nodes, width, height: place.height };
  };
})();

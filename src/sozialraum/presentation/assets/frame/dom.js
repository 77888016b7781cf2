/* Elements from data: text only ever arrives as text. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const SVG = "http://www.w3.org/2000/svg";

  const filled = (node, attributes, children) => {
    Object.entries(attributes || {}).forEach(([name, value]) => {
      if (value === null || value === undefined || value === false) return;
      if (typeof value === "function") node.addEventListener(name, value);
      else node.setAttribute(name, value === true ? "" : String(value));
    });
    children.flat(Infinity).forEach((child) => {
      if (child === null || child === undefined || child === false) return;
      node.append(child);
    });
    return node;
  };

  /** el("p", {class: "x", click: f}, "text", node, [more]); strings become text nodes. */
  s.el = (tag, attributes, ...children) => filled(document.createElement(tag), attributes, children);
  s.svg = (tag, attributes, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);
  s.byId = (name) => document.getElementById("sr-" + name);

  s.replace = (node, ...children) => {
    node.replaceChildren();
    return filled(node, null, children);
  };

  /** The page's data and everything the parts share. */
  s.readPage = () => {
    const data = s.pageData(document.getElementById("sr-data").textContent);
    return { data, t: s.translator(data.texts) };
  };

  /** A relative page of this folder, or null: no other address ever becomes a link. */
  s.pageLink = (name) => (/^[A-Za-z0-9][A-Za-z0-9._-]*\.html$/.test(name || "") ? name : null);
})();

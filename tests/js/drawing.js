// A page without a browser: nodes that keep what was put into them.

/** A node that keeps what was put into it, and who listens. */
const fake = (tag) => ({
  tag,
  attributes: {},
  children: [],
  style: {},
  dataset: {},
  classList: { add() {}, toggle() {}, remove() {} },
  heard: {},
  addEventListener(name, called) {
    this.heard[name] = called;
  },
  focus() {},
  setAttribute(name, value) {
    this.attributes[name] = value;
  },
  append(...all) {
    this.children.push(...all);
  },
  replaceChildren(...all) {
    this.children = all;
  },
  querySelector: () => null,
  querySelectorAll: () => [],
  getContext: () => ({ measureText: (text) => ({ width: 7 * text.length }) }),
  get textContent() {
    return readText(this);
  },
  set textContent(text) {
    this.children = [text];
  },
  get firstChild() {
    return this.children[0] || null;
  },
});
const DOCUMENT = {
  createElement: fake,
  createElementNS: (space, tag) => fake(tag),
  getElementById: () => null,
  querySelector: () => null,
  querySelectorAll: () => [],
};

/** Runs with such a page. */
const onPage = (run) => {
  globalThis.document = DOCUMENT;
  try {
    return run();
  } finally {
    delete globalThis.document;
  }
};

/** All nodes of a tag within a node or a list of them. */
const tagged = (node, tag) =>
  Array.isArray(node)
    ? node.flatMap((one) => tagged(one, tag))
    : node === null || typeof node !== "object"
      ? []
      : [...(node.tag === tag ? [node] : []), ...tagged(node.children, tag)];

/** What a reader finds in a node or a list of them; nothing where there is none. */
const readText = (node) => {
  if (node === null || node === undefined || node === false) return "";
  if (typeof node !== "object") return String(node);
  return (Array.isArray(node) ? node : node.children).map(readText).join("");
};

module.exports = { fake, onPage, readText, tagged };

/* Words of another language than the page: an element that shows them says so, and they are read aloud as what they
   are. page/tongues.py does the same for what stands in the page from the start. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const WORD = /[\p{L}\p{N}_]+/gu;
  const SIGN = /[\p{L}\p{N}]/u;
  const NEVER = ["script", "style", "textarea"];
  const ONLY_WHOLE = ["option", "title", "desc"]; // no element can stand inside

  /** {language: texts} -> first word -> [{before, text, language}], the longest text first. */
  s.tongueIndex = (foreign) => {
    const index = new Map();
    Object.entries(foreign)
      .flatMap(([language, texts]) => texts.map((text) => ({ text, language })))
      .sort((a, b) => b.text.length - a.text.length)
      .forEach((one) => {
        const [word] = one.text.matchAll(WORD);
        if (word) index.set(word[0], [...(index.get(word[0]) || []), Object.assign({ before: word.index }, one)]);
      });
    return index;
  };

  const isSign = (text, at) => at >= 0 && at < text.length && SIGN.test(text[at]);

  /** A text piece by piece: [words, their language], null for that of the page; the longest known text wins. */
  s.tongueParts = (index, text) => {
    const found = [];
    let start = 0;
    for (const word of text.matchAll(WORD)) {
      const one = (index.get(word[0]) || []).find((known) => {
        const at = word.index - known.before;
        const end = at + known.text.length;
        return (
          at >= start &&
          text.startsWith(known.text, at) &&
          !(isSign(text, end) && isSign(text, end - 1)) &&
          !(isSign(text, at) && isSign(text, at - 1))
        );
      });
      if (!one) continue;
      const at = word.index - one.before;
      found.push([text.slice(start, at), null], [one.text, one.language]);
      start = at + one.text.length;
    }
    return [...found, [text.slice(start), null]].filter(([words]) => words);
  };

  /** The one language of all that such parts say, else null. */
  s.oneTongue = (parts) => {
    const told = new Set(
      parts.filter(([words, language]) => language || SIGN.test(words)).map(([, language]) => language),
    );
    return told.size === 1 ? [...told][0] : null;
  };

  /** Watches the page, and marks what scripts put there; nothing where all texts are of the language of the page. */
  s.addTongues = (data) => {
    if (!data.foreign) return;
    const index = s.tongueIndex(data.foreign);
    const own = new WeakSet(); // elements whose language is told by this file
    const piece = (parent, ...children) => {
      const node = document.createElementNS(
        parent.namespaceURI,
        parent.namespaceURI.endsWith("svg") ? "tspan" : "span",
      );
      node.append(...children);
      return node;
    };
    const mark = (node) => {
      const parent = node.parentElement;
      if (!parent || NEVER.includes(parent.localName) || !SIGN.test(node.data)) return;
      const parts = s.tongueParts(index, node.data);
      if (!parts.some(([, language]) => language) || parent.closest("[lang]") !== document.documentElement) return;
      const language = s.oneTongue(parts);
      if (
        language &&
        parent.childNodes.length === 1 &&
        !parent.hasAttribute("aria-label") &&
        !parent.hasAttribute("title")
      ) {
        parent.setAttribute("lang", language);
        own.add(parent);
      } else if (!ONLY_WHOLE.includes(parent.localName)) {
        const marked = parts.map(([words, one]) => {
          if (!one) return words;
          const inner = piece(parent, words);
          inner.setAttribute("lang", one);
          return inner;
        });
        node.replaceWith(marked.length === 1 ? marked[0] : piece(parent, ...marked));
      }
    };
    const tell = (root) => {
      if (root.nodeType === Node.TEXT_NODE) return mark(root);
      if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      return texts.forEach(mark);
    };
    const changed = (element) => {
      if (!own.delete(element)) return false;
      element.removeAttribute("lang");
      tell(element);
      return true;
    };
    new MutationObserver((records) =>
      records.forEach((record) => {
        if (record.type === "characterData") {
          if (record.target.parentElement && !changed(record.target.parentElement)) mark(record.target);
        } else if (!changed(record.target)) {
          record.addedNodes.forEach((node) => {
            if (node.isConnected) tell(node);
          });
        }
      }),
    ).observe(document.body, { childList: true, characterData: true, subtree: true });
    tell(document.body);
  };
})();

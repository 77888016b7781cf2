/* From the atlas to the page of an area and back: what was chosen travels along in the address, nothing is stored. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const KEY = "atlas";
  const ATLAS = /^index\.html(#|$)/;

  /** hafen.html and the state of the atlas -> hafen.html#atlas=…, the state as one value. */
  s.withAtlas = (link, state) => (state ? link + "#" + new URLSearchParams({ [KEY]: state }) : link);

  /** A page's address with the atlas's present state. */
  s.pageWith = (link, page) => s.withAtlas(link, s.writeHash(page.state, page.data));

  /** The state that came along in the address of an area's page, or "". */
  s.atlasState = (hash) => new URLSearchParams(hash.replace(/^#/, "")).get(KEY) || "";

  /** Link back to the atlas: the state that came along, changed by what the link itself asks for; another figure
      begins with its newest date. */
  s.backToAtlas = (href, state) => {
    if (!ATLAS.test(href) || !state) return href;
    const asked = new URLSearchParams(href.slice(`index.html`.length).replace(/^#/, ""));
    const merged = new URLSearchParams(state);
    if (asked.has("ind") && asked.get("ind") !== merged.get("ind")) merged.delete("jahr");
    if (asked.has("gebiet")) merged.set("ansicht", "steckbrief");
    asked.forEach((value, name) => merged.set(name, value));
    return `index.html#${merged}`;
  };

  /** On an area's page: every link to the atlas and to a neighbour takes the state along. */
  s.keepAtlas = (hash) => {
    const state = s.atlasState(hash);
    if (!state) return;
    document.querySelectorAll("a[href]").forEach((link) => {
      const href = link.getAttribute("href");
      if (ATLAS.test(href)) link.setAttribute("href", s.backToAtlas(href, state));
      else if (link.hasAttribute("data-sr-page") && s.pageLink(href))
        link.setAttribute("href", s.withAtlas(href, state));
    });
  };
})();

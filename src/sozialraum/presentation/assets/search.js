/* Finding an area or a facility by its name. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** Up to `most` hits: {kind: "area" | "facility", index, name}; beginnings of words before the middle of words. */
  s.matches = (data, words, most = 8) => {
    const wanted = s.searchable(words.trim());
    if (!wanted) return [];
    const hits = [];
    const look = (kind, list) => list.forEach((one, index) => {
      const name = s.searchable(one.name);
      const at = name.indexOf(wanted);
      if (at < 0) return;
      const starts = at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1]);
      hits.push({ kind, index, name: one.name, cost: (starts ? 0 : 2) + (kind === "area" ? 0 : 1) });
    });
    look("area", data.areas);
    look("facility", data.facilities);
    return hits.sort((a, b) => a.cost - b.cost).slice(0, most).map(({ kind, index, name }) => ({ kind, index, name }));
  };

  /** Field and list of hits; go({kind, index}) is called with the chosen one. */
  s.addSearch = (page, node, go) => {
    const field = node.querySelector("input");
    const list = node.querySelector("ul");
    const close = () => { list.hidden = true; list.replaceChildren(); };
    const choose = (hit) => { close(); field.value = ""; go(hit); };
    const buttons = () => [...list.querySelectorAll("button")];
    const show = () => {
      const hits = s.matches(page.data, field.value);
      if (!field.value.trim()) { close(); return; }
      list.hidden = false;
      s.replace(list, hits.map((hit) => s.el("li", null, s.el("button", { type: "button", click: () => choose(hit) },
        hit.kind === "facility" ? s.symbol(page.data.facility_types[page.data.facilities[hit.index].type], "open", 18) : null,
        s.el("span", null, hit.name), s.el("span", { class: "sr-soft" },
          hit.kind === "facility" ? page.data.facility_types[page.data.facilities[hit.index].type].label : page.data.city.area_word)))),
      hits.length ? null : s.el("li", { class: "sr-soft" }, page.t("search.none")));
      page.announce(page.t("search.found", { n: hits.length }));
    };
    field.addEventListener("input", show);
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { close(); field.focus(); event.stopPropagation(); }
      if (event.key === "Enter" && event.target === field && buttons().length) { event.preventDefault(); buttons()[0].click(); }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const all = buttons();
      const next = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
      (all[next] || field).focus();
    });
    node.addEventListener("focusout", (event) => { if (!node.contains(event.relatedTarget)) close(); });
  };

  s.view({ id: "search", slot: "find", add: (page, node) => s.addSearch(page, node, (hit) => {
    if (hit.kind === "area") { page.pin(hit.index, true); return; }
    if (page.data.facilities[hit.index].area !== null) page.pin(page.data.facilities[hit.index].area);
    page.showFacility(hit.index);
  }) });
})();

/* Finding an area, at whatever level, a facility by its name or its street, or an indicator. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const COST = { area: 0, other: 1, facility: 1, street: 3, layer: 4 };

  /** As searchable, with "ue" for an umlaut. */
  s.spelled = (text) =>
    s
      .searchable(text)
      .replace(/([aou])e/g, "$1")
      .trim();

  /** Spelled, and with every way of writing "street" alike. */
  const street = (text) => s.spelled(text).replace(/strasse|str\./g, "@");

  const placeIn = (text, words) => {
    const [searched, wanted] = [s.spelled, street]
      .map((form) => [form(text), form(words)])
      .find(([one, other]) => one.includes(other)) || ["", "-"];
    return [searched, searched.indexOf(wanted)];
  };

  /** Where a facility is, or "". */
  s.addressOf = (data, house) => ((house.lines || []).find(([term]) => term === data.address_term) || ["", ""])[1];

  /** Up to `most` hits: {kind: "area" | "other", of another level | "facility" | "street" | "layer", index, name,
      beside}; beginnings of words before the middle of words. A street leads to the facilities in it. */
  s.matches = (data, words, most = 10) => {
    if (!s.spelled(words)) return [];
    const hits = [];
    const look = (kind, index, text, name, beside) => {
      const [searched, at] = placeIn(text || "", words);
      if (at < 0) return false;
      const starts = at === 0 || !/[\p{L}\p{N}]/u.test(searched[at - 1]);
      return hits.push({ kind, index, name, beside, cost: COST[kind] + (starts ? 0 : 2) });
    };
    data.areas.forEach((area, index) => look("area", index, area.name, area.name, ""));
    s.otherAreas(data).forEach(({ name }, index) => look("other", index, name, name, ""));
    data.facilities.forEach((house, index) => {
      const address = s.addressOf(data, house);
      if (!look("facility", index, house.name, house.name, address))
        look("street", index, address, house.name, address);
    });
    (data.layers || []).forEach((layer, index) =>
      look("layer", index, layer.label + " " + layer.short, layer.short, ""),
    );
    return hits
      .sort((a, b) => a.cost - b.cost)
      .slice(0, most)
      .map(({ kind, index, name, beside }) => ({ kind, index, name, beside }));
  };

  /** What kind of hit it is, in words. */
  s.kindText = (page, { kind, index }) =>
    kind === "area"
      ? page.data.city.area_word
      : kind === "other"
        ? s.otherAreas(page.data)[index].word
        : kind === "layer"
          ? page.t("search.layer")
          : page.data.facility_types[page.data.facilities[index].type].label;

  /** Field and list of hits as one combobox: the focus stays in the field, arrows choose in the list; go({kind,
      index}). */
  s.addSearch = (page, node, go) => {
    const field = node.querySelector("input");
    const list = node.querySelector("ul");
    let hits = [];
    let at = -1;
    const mark = (next) => {
      at = next;
      [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
      if (at < 0) field.removeAttribute("aria-activedescendant");
      else {
        field.setAttribute("aria-activedescendant", "sr-hit-" + at);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    };
    const close = () => {
      hits = [];
      mark(-1);
      list.hidden = true;
      list.replaceChildren();
      field.setAttribute("aria-expanded", "false");
    };
    const choose = (hit) => {
      close();
      field.value = "";
      go(hit);
    };
    const show = () => {
      if (!field.value.trim()) {
        close();
        return;
      }
      hits = s.matches(page.data, field.value);
      list.hidden = false;
      field.setAttribute("aria-expanded", String(hits.length > 0));
      s.replace(
        list,
        hits.map((hit, number) =>
          s.el(
            "li",
            {
              role: "option",
              id: "sr-hit-" + number,
              "aria-selected": "false",
              mousedown: (event) => event.preventDefault(),
              click: () => choose(hit),
            },
            hit.kind === "facility" || hit.kind === "street"
              ? s.symbol(page.data.facility_types[page.data.facilities[hit.index].type], "open", 18)
              : null,
            s.el(
              "span",
              null,
              hit.name,
              s.el(
                "span",
                { class: "sr-soft" },
                [s.kindText(page, hit), hit.beside].filter(Boolean).join(" \u00b7 "),
              ),
            ),
          ),
        ),
        hits.length ? null : s.el("li", { class: "sr-soft", role: "presentation" }, page.t("search.none")),
      );
      mark(-1);
      page.announce(hits.length ? page.t("search.found", { n: hits.length }) : page.t("search.none"));
    };
    Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "sr-hits",
    }).forEach(([name, value]) => field.setAttribute(name, value));
    Object.entries({ id: "sr-hits", role: "listbox", "aria-label": page.t("search.hits") }).forEach(([name, value]) =>
      list.setAttribute(name, value),
    );
    field.addEventListener("input", show);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) {
        close();
        event.preventDefault();
        event.stopPropagation();
      }
      if (event.key === "Enter" && hits.length) {
        event.preventDefault();
        choose(hits[Math.max(0, at)]);
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !hits.length) return;
      event.preventDefault();
      mark((at + step + hits.length + (at < 0 && step < 0 ? 1 : 0)) % hits.length);
    });
    node.addEventListener("focusout", (event) => {
      if (!node.contains(event.relatedTarget)) close();
    });
  };

  s.view({
    id: "search",
    slot: "find",
    add: (page, node) =>
      s.addSearch(page, node, (hit) => {
        if (hit.kind === "layer") {
          page.choose({ layer: hit.index });
          return;
        }
        if (hit.kind === "other") {
          const { level, id } = s.otherAreas(page.data)[hit.index];
          s.goToLevel(page, level, id);
          return;
        }
        if (hit.kind === "area") {
          page.pin(hit.index, true);
          return;
        }
        if (page.data.facilities[hit.index].area !== null) page.pin(page.data.facilities[hit.index].area);
        page.showFacility(hit.index);
      }),
  });
})();

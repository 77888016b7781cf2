/* Which facilities are drawn: types, Betriebsstatus and one Merkmal; kept in the address, and a list of what is in
   sight. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const ALL = "*";
  const MOST = 200; // names in the list; more are found by the search

  const statuses = (data) => [...new Set((data.facilities || []).map((one) => one.status))];
  const labelOf = (data, status) => data.facilities.find((one) => one.status === status).status_label;

  /** "kita.schule-in_betrieb-familienzentrum" -> {types: [id], status: [name] or null for all, merkmal: id or ""};
      what is left out is as at the start. */
  s.readFacilities = (text, data) => {
    const [types, status, merkmal] = text === null || text === undefined ? [] : text.split("-");
    const known = (data.facility_types || []).filter((type) =>
      types === undefined ? type.shown : types.split(".").includes(type.id),
    );
    const asked = status && status !== ALL ? statuses(data).filter((one) => status.split(".").includes(one)) : [];
    return {
      types: known.map((type) => type.id),
      status: asked.length ? asked : null,
      merkmal: (data.merkmale || []).some((one) => one.id === merkmal) ? merkmal : "",
    };
  };

  /** The filter as a text; null where it is that of the start. */
  s.writeFacilities = (filter, data) => {
    const text = filter
      ? [filter.types.join("."), filter.status ? filter.status.join(".") : ALL, filter.merkmal]
          .join("-")
          .replace(/-$/, "")
          .replace(/-\*$/, "")
      : null;
    const start = s.readFacilities(null, data).types.join(".");
    return text === start ? null : text;
  };

  /** Has a facility the chosen Betriebsstatus and Merkmal? */
  s.facilityKept = (filter, facility, data) =>
    (!filter.status || filter.status.includes(facility.status)) &&
    (!filter.merkmal || (facility.merkmale || []).some((one) => data.merkmale[one].id === filter.merkmal));

  const sizes = (page) => {
    const number = (value) => s.formatNumber(value, 0, page.data.number);
    const [small, middle] = page.data.facility_sizes;
    const words = [
      page.t("facilities.up_to", { n: number(small) }),
      page.t("facilities.up_to", { n: number(middle) }),
      page.t("facilities.more_than", { n: number(middle) }),
    ];
    return s.el(
      "p",
      { class: "sr-key sr-sizes" },
      page.t("facilities.sizes") + " ",
      words.map((word, size) =>
        s.el(
          "span",
          null,
          s.symbol({ shape: "circle", letter: "", color: "#39434d" }, "open", s.SYMBOL_PX[size]),
          " " + word,
        ),
      ),
    );
  };

  /** Facilities that pass the filter and lie in view, as buttons: drawn only while it is open. */
  const list = (page, map, passes) => {
    const items = s.el("ul", { class: "sr-in-view", tabindex: -1 });
    const title = s.el("summary", null, page.t("facilities.in_view"));
    const fold = s.el("details", { class: "sr-fold", toggle: () => fill() }, title, items);
    const fill = () => {
      if (!fold.open) return;
      const view = map.getBounds();
      const found = page.data.facilities
        .map((facility, index) => index)
        .filter((index) => {
          const facility = page.data.facilities[index];
          return facility.at && passes(facility) && view.contains(facility.at);
        });
      title.textContent =
        page.t("facilities.in_view") + " (" + s.formatNumber(found.length, 0, page.data.number) + ")";
      s.keepFocus(
        items,
        () => items,
        () =>
          s.replace(
            items,
            found.slice(0, MOST).map((index) => {
              const facility = page.data.facilities[index];
              return s.el(
                "li",
                null,
                s.el(
                  "button",
                  { type: "button", class: "sr-link", click: () => page.showFacility(index) },
                  s.symbol(page.data.facility_types[facility.type], s.statusLook(facility.status), 18),
                  " " + facility.name,
                ),
              );
            }),
            found.length > MOST
              ? s.el(
                  "li",
                  { class: "sr-note" },
                  page.t("facilities.list_cut", { n: s.formatNumber(MOST, 0, page.data.number) }),
                )
              : null,
          ),
      );
    };
    map.on("moveend", fill);
    return { fold, fill };
  };

  /** Is a facility drawn? */
  s.facilityShown = (page, facility) =>
    page.state.facilities.types.includes(page.data.facility_types[facility.type].id) &&
    s.facilityKept(page.state.facilities, facility, page.data);

  /** What map and picture ask: shown(type) by number, keeps(facility); told(): chosen Betriebsstatus and Merkmal in
      words; reveal(facility) makes it pass the filter. */
  s.facilityChoice = (page) => ({
    shown: (type) => page.state.facilities.types.includes(page.data.facility_types[type].id),
    keeps: (facility) => s.facilityKept(page.state.facilities, facility, page.data),
    told: () => {
      const { status, merkmal } = page.state.facilities;
      return [
        ...(status || []).map((one) => labelOf(page.data, one)),
        ...(page.data.merkmale || []).filter((one) => one.id === merkmal).map((one) => one.label),
      ].join(", ");
    },
    reveal: (facility) => {
      if (s.facilityShown(page, facility)) return;
      const { types } = page.state.facilities;
      page.choose({
        facilities: {
          types: [...new Set([...types, page.data.facility_types[facility.type].id])],
          status: null,
          merkmal: "",
        },
      });
    },
  });

  if (s.view)
    s.view({
      id: "facility-filter",
      slot: "options",
      shown: (page) => page.data.facilities.length > 0,
      keys: { facilities: { name: "einr", read: s.readFacilities, write: s.writeFacilities } },
      add: (page, node, map) => {
        const choose = (change) => page.choose({ facilities: Object.assign({}, page.state.facilities, change) });
        const types = s.addFacilityChoice(
          page,
          s.byId("facilities"),
          () =>
            choose({
              types: page.data.facility_types.filter((type, number) => types.shown(number)).map((type) => type.id),
            }),
          { all: false, note: page.t("facilities.badges") },
        );
        const known = statuses(page.data);
        const boxes = known.map((status) => {
          const box = s.el("input", {
            type: "checkbox",
            change: () => {
              const on = boxes.filter((one) => one.box.checked).map((one) => one.status);
              choose({ status: on.length && on.length < known.length ? on : null });
            },
          });
          return {
            status,
            box,
            row: s.el("label", { class: "sr-check" }, box, s.el("span", null, labelOf(page.data, status))),
          };
        });
        const merkmale = page.data.merkmale || [];
        const select = s.el(
          "select",
          { id: "sr-merkmal", change: () => choose({ merkmal: select.value }) },
          s.el("option", { value: "" }, page.t("facilities.any_merkmal")),
          merkmale.map((one) => s.el("option", { value: one.id }, one.label)),
        );
        const seen = list(page, map, (facility) => s.facilityShown(page, facility));
        const fold = s.el(
          "details",
          { class: "sr-fold" },
          s.el("summary", null, page.t("facilities.filter")),
          boxes.length > 1
            ? s.el(
                "fieldset",
                null,
                s.el("legend", null, page.t("facilities.status")),
                boxes.map(({ row }) => row),
              )
            : null,
          merkmale.length ? [s.el("label", { for: "sr-merkmal" }, page.t("facilities.merkmal")), select] : null,
        );
        s.byId("facilities").append(page.data.facilities.some((one) => one.size) ? sizes(page) : "");
        node.append(boxes.length > 1 || merkmale.length ? fold : "", seen.fold);
        return {
          show: (change) => {
            if (change.facilities === undefined) return;
            const { types: wanted, status, merkmal } = page.state.facilities;
            page.data.facility_types.forEach((type, number) => types.set(number, wanted.includes(type.id)));
            boxes.forEach((one) => {
              one.box.checked = !status || status.includes(one.status);
            });
            select.value = merkmal;
            if (status || merkmal) fold.open = true;
            seen.fill();
          },
        };
      },
    });
})();

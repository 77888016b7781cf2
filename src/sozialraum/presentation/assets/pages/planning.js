/* The page on planning: one way to look at the balances at a time, and ticked areas put together in every table. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const cell = (told) =>
    s.el(
      "td",
      { class: told.tone === "none" ? null : "sr-tone-" + told.tone },
      told.text,
      told.lines.map((line) => s.el("small", null, line)),
    );

  /** A box to tick before the name of each area; toggled(area, on) is told. */
  const addBoxes = (page, tables, toggled) => {
    const boxes = page.data.areas.map(() => []);
    tables.forEach((table) =>
      table.querySelectorAll("[data-sr-area]").forEach((row) => {
        const area = Number(row.dataset.srArea);
        const box = s.el("input", {
          type: "checkbox",
          "aria-label": page.t("planning.tick", { area: page.data.areas[area].name }),
          change: () => toggled(area, box.checked),
        });
        row.querySelector("th").prepend(box);
        boxes[area].push(box);
      }),
    );
    return boxes;
  };

  const showTogether = (page, table, ticked) => {
    const old = table.querySelector(".sr-row-together");
    if (old) old.closest("tbody").remove();
    if (ticked.length < 2) return;
    const columns = page.data.grids[table.dataset.srGrid];
    const cells = columns.map((column) => cell(s.togetherText(page, column, s.together(column, ticked))));
    const names = ticked.map((area) => page.data.areas[area].name).join(", ");
    const row = s.el(
      "tr",
      { class: "sr-row-together" },
      s.el("th", { scope: "row" }, page.t("planning.together", { count: ticked.length }), s.el("small", null, names)),
      cells,
    );
    table.tHead.after(s.el("tbody", null, row));
  };

  /** What is ticked, its neighbours to be added, and a way to take all of it back. */
  const showBar = (page, ticked, toggled, clear) => {
    const bar = s.byId("together");
    const head = bar.querySelector(".sr-heading");
    const hint = page.t(ticked.length ? "planning.tick_more" : "planning.tick_some");
    const button = (area) =>
      s.el(
        "button",
        { type: "button", class: "sr-button", click: () => toggled(area, true) },
        "+ " + page.data.areas[area].name,
      );
    const names = ticked.map((area) => page.data.areas[area].name).join(", ");
    s.keepFocus(
      bar,
      () => bar,
      () =>
        s.replace(
          bar,
          head,
          s.el("p", { class: ticked.length > 1 ? null : "sr-soft" }, ticked.length ? names : hint),
          ticked.length === 1 ? s.el("p", { class: "sr-soft" }, hint) : null,
          ticked.length
            ? s.el(
                "div",
                { class: "sr-neighbours" },
                s.el("span", { class: "sr-soft" }, page.t("planning.neighbours")),
                s.neighboursOf(page.data.areas, ticked).map(button),
                s.el("button", { type: "button", class: "sr-link", click: clear }, page.t("planning.clear")),
              )
            : null,
        ),
    );
  };

  const showMode = (mode) => {
    document.querySelectorAll("main section").forEach((section) => {
      const panes = [...section.querySelectorAll("[data-sr-pane]")];
      const chosen = panes.find((pane) => pane.dataset.srPane === mode) || panes[0];
      panes.forEach((pane) => {
        pane.hidden = pane !== chosen;
      });
    });
    document.querySelectorAll("input[name='sr-mode']").forEach((radio) => {
      radio.checked = radio.value === mode;
    });
  };

  /** Where a table of years is wider than its frame, today and the years ahead are seen first. */
  const showToday = () => {
    document.querySelectorAll(".sr-planning-table").forEach((table) => {
      const [first, ...heads] = table.tHead.rows[0].cells;
      const today = heads[heads.findIndex((head) => head.classList.contains("sr-ahead")) - 1];
      if (today) table.closest(".sr-scroll").scrollLeft = today.offsetLeft - first.offsetWidth;
    });
  };

  /** Starts the page. */
  s.planning = () => {
    const page = s.readPage();
    s.addLanguages();
    const tables = [...document.querySelectorAll("[data-sr-grid]")];
    const radios = [...document.querySelectorAll("input[name='sr-mode']")];
    const modes = radios.map((radio) => radio.value);
    const choice = s.readChoice(location.hash, page.data.areas, modes);
    const show = () => {
      boxes.forEach((own, area) =>
        own.forEach((box) => {
          box.checked = choice.ticked.includes(area);
        }),
      );
      tables.forEach((table) => showTogether(page, table, choice.ticked));
      showBar(page, choice.ticked, toggled, () => {
        choice.ticked = [];
        changed();
      });
      showMode(choice.mode);
    };
    const changed = () => {
      const text = s.writeChoice(choice, page.data.areas, modes);
      history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
      show();
    };
    const toggled = (area, on) => {
      choice.ticked = on
        ? [...new Set([...choice.ticked, area])].sort((a, b) => a - b)
        : choice.ticked.filter((one) => one !== area);
      changed();
    };
    const boxes = addBoxes(page, tables, toggled);
    radios.forEach((radio) =>
      radio.addEventListener("change", () => {
        choice.mode = radio.value;
        changed();
        showToday();
      }),
    );
    globalThis.addEventListener("hashchange", () => {
      if (!/(gebiete|ansicht)=/.test(location.hash)) return;
      Object.assign(choice, s.readChoice(location.hash, page.data.areas, modes));
      show();
    });
    document.querySelectorAll("[data-sr-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => globalThis.print());
    });
    s.byId("planning-bar").hidden = !tables.length;
    show();
    showToday();
  };
})();

/* Before printing: which sheets, how large. They stand on the page only while it prints. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const LATER = 50; // ms in which a long table is written

  // Firefox knows one size for all sheets, that of the page without a name
  const LARGE = "@page { size: A3 landscape; }";

  let standing = null;
  let large = null;

  /** Are sheets made for printing on the page? Then the page itself is not printed. */
  s.sheeted = () => standing !== null;

  const clear = () => {
    if (standing) standing.remove();
    standing = null;
    if (large) large.deleteRule(large.cssRules.length - 1);
    large = null;
    document.body.classList.remove("sr-sheeted");
  };

  /** Puts the sheets on the page and prints them. */
  s.printSheets = (page, wanted) => {
    clear();
    standing = s.sheets(page, wanted);
    document.body.append(standing);
    document.body.classList.add("sr-sheeted");
    if (standing.matches(":has(> .sr-sheet-a3:only-child)")) {
      large = document.styleSheets[document.styleSheets.length - 1];
      large.insertRule(LARGE, large.cssRules.length);
    }
    setTimeout(() => globalThis.print(), LATER);
  };

  const tick = (name, words, checked, type = "checkbox", value = "1") =>
    s.el(
      "label",
      { class: "sr-check" },
      s.el("input", { type, name, value, checked }),
      " ",
      s.el("span", null, words),
    );

  /** The button and its dialog. */
  s.addPrintDialog = (page, node) => {
    const title = s.el("h2", { id: "sr-print-title" }, page.t("print.title"));
    const area = tick("area", "", true);
    const sizes = s.el(
      "fieldset",
      null,
      s.el("legend", { class: "sr-hidden" }, page.t("print.size")),
      tick("size", page.t("print.small"), true, "radio", "a4"),
      tick("size", page.t("print.large"), false, "radio", "a3"),
    );
    const print = s.el("button", { class: "sr-button", value: "print" }, page.t("print.print"));
    const form = s.el(
      "form",
      { method: "dialog" },
      title,
      tick("map", page.t("print.map"), true),
      sizes,
      area,
      tick("table", page.t("print.table"), false),
      s.el("p", { class: "sr-note" }, page.t("print.hint")),
      s.el("menu", null, s.el("button", { class: "sr-button", value: "" }, page.t("print.cancel")), print),
    );
    const dialog = s.el("dialog", { class: "sr-print-dialog", "aria-labelledby": "sr-print-title" }, form);
    const field = (name) => form.elements.namedItem(name);
    const allow = () => {
      sizes.disabled = !field("map").checked;
      print.disabled = !["map", "area", "table"].some((name) => field(name).checked && !field(name).disabled);
    };
    form.addEventListener("change", allow);
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "print") return;
      s.printSheets(page, {
        map: field("map").checked ? field("size").value : null,
        area: field("area").checked && !field("area").disabled,
        table: field("table").checked,
      });
    });
    const open = () => {
      const chosen = page.state.area;
      field("area").disabled = chosen === null;
      area.lastChild.textContent =
        chosen === null
          ? page.t("print.no_area", { area: page.data.city.area_word })
          : page.t("print.area", { area: page.data.areas[chosen].name });
      allow();
      dialog.returnValue = "";
      dialog.showModal();
    };
    globalThis.addEventListener("afterprint", clear);
    document.body.append(dialog);
    node.append(
      s.el(
        "button",
        { type: "button", class: "sr-button", "aria-haspopup": "dialog", click: open },
        page.t("nav.print"),
      ),
    );
  };

  s.view({ id: "print", slot: "head", add: s.addPrintDialog });
})();

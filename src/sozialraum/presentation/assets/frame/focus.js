/* What is drawn anew takes the focus with it: it goes back to the same control, or to the view that came in its
   place. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const CONTROLS = "button, a[href], select, input, summary, [tabindex]";

  /** Of what kind a control is and what it is called, so that it is known again. */
  s.controlName = (node) =>
    [
      node.tagName,
      node.getAttribute("type"),
      node.getAttribute("name"),
      node.getAttribute("aria-label") || node.textContent,
    ].join("|");

  const alike = (root, node) => {
    const name = s.controlName(node);
    return [...root.querySelectorAll(CONTROLS)].filter((one) => s.controlName(one) === name);
  };

  /** Draws; if the focus was in a view within `root` and is lost by it, the same control of the view that is open
      then gets it, else the view itself. open(): that view. */
  s.keepFocus = (root, open, draw) => {
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    const view = held && open();
    const place = view && view.contains(held) ? alike(view, held).indexOf(held) : -1;
    draw();
    const gone = held && (!held.isConnected || held.closest("[hidden]"));
    if (!gone || (document.activeElement !== held && document.activeElement !== document.body)) return;
    const now = open();
    const again = now === view && place >= 0 ? alike(now, held)[place] : null;
    if (again) again.focus({ preventScroll: true });
    if (!again || document.activeElement !== again) now.focus();
  };
})();

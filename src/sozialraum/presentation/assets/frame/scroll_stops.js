/* Wide tables that have to be pushed sideways can be reached and pushed by keyboard; those that fit are no stop. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  const nameOf = (box) => {
    const around = box.closest("details, section");
    const named = box.querySelector("caption") || (around && around.querySelector("summary, h2, h3"));
    return named ? named.textContent.trim() : "";
  };

  /** Makes each box of class sr-scroll a named stop as long as it is narrower than its table, and marks it as long as
      more of the table follows at the right. */
  s.addScrollStops = () => {
    const judge = (box) => {
      const stop = box.scrollWidth > box.clientWidth + 1;
      Object.entries({ tabindex: "0", role: "group", "aria-label": nameOf(box) }).forEach(([name, value]) =>
        stop ? box.setAttribute(name, value) : box.removeAttribute(name),
      );
      box.toggleAttribute("data-more", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
    };
    const boxes = [...document.querySelectorAll(".sr-scroll")];
    if (!globalThis.ResizeObserver) return;
    const observer = new globalThis.ResizeObserver((seen) => seen.forEach((one) => judge(one.target)));
    boxes.forEach((box) => {
      observer.observe(box);
      box.addEventListener("scroll", () => judge(box));
    });
  };

  if (s.view)
    s.view({
      id: "scroll-stops",
      add: () => {
        s.addScrollStops();
      },
    });
})();

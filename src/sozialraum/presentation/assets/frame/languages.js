/* The same page in another language: the link leads to what is shown here. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** "en/index.html" and "#ind=…" -> the address with it; what the link itself says after "#" is put away. */
  s.inLanguage = (href, hash) => href.replace(/#.*$/, "") + (hash.length > 1 ? hash : "");

  /** Keeps the state in every link to another language at the moment it is used. */
  s.addLanguages = () =>
    document.querySelectorAll("a[data-sr-language]").forEach((link) => {
      ["pointerdown", "click", "focus"].forEach((event) =>
        link.addEventListener(event, () =>
          link.setAttribute("href", s.inLanguage(link.getAttribute("href"), globalThis.location.hash)),
        ),
      );
    });
})();

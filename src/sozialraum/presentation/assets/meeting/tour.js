/* The walk-through for a meeting: the views the project has chosen, one after another, each with a title and a
   sentence. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});

  /** "2" -> stop 1 of so many, else null. */
  s.readStop = (text, data) =>
    /^[1-9]\d{0,3}$/.test(text || "") && Number(text) <= (data.tour || []).length ? Number(text) - 1 : null;

  /** The whole state of a stop: what the project names, the rest as the page opens; what belongs to the room stays as
      it is. */
  s.stopState = (stop, state, data) => {
    const wanted = s.readHash("#" + new URLSearchParams(data.tour[stop].at), data);
    return Object.assign(wanted, { tour: stop, projector: state.projector });
  };

  /** The address of a stop, which may be about areas of another level than the page is. */
  s.stopAddress = (stop, state, data) => {
    const given = new URLSearchParams(data.tour[stop].at);
    const kept = { tour: stop, projector: state.projector };
    s.viewKeys()
      .filter(([property]) => property in kept)
      .forEach(([property, key]) => {
        const text = key.write(kept[property]);
        if (text !== null) given.set(key.name, text);
      });
    return given.toString();
  };

  /** Is the stop about other areas than the page? Then it is read anew. */
  s.otherLevel = (stop, data) => (data.tour[stop].at.ebene || null) !== (data.level ? data.level.id : null);

  const readAnew = () => globalThis.performance.getEntriesByType("navigation").some((one) => one.type === "reload");

  /** What a key asks of the tour: "back", "next", "end" or null; inBar: is the focus in its bar? */
  s.tourKey = (key, inBar) =>
    ({ PageDown: "next", PageUp: "back" })[key] ||
    (inBar ? { ArrowRight: "next", ArrowLeft: "back", Escape: "end" }[key] : null) ||
    null;

  const writes = (node) => Boolean(node && node.closest("input, select, textarea, dialog"));

  s.addTour = (page, node) => {
    const { t } = page;
    const { tour } = page.data;
    let started = false;
    const go = (stop) => {
      if (stop !== null && s.otherLevel(stop, page.data)) {
        // find/levels.js reads the page anew
        globalThis.location.hash = s.stopAddress(stop, page.state, page.data);
        return;
      }
      page.choose(stop === null ? { tour: null } : s.stopState(stop, page.state, page.data));
    };
    const step = {
      back: () => Math.max(0, page.state.tour - 1),
      next: () => Math.min(tour.length - 1, page.state.tour + 1),
      end: () => null,
    };
    const button = (what) =>
      s.el(
        "button",
        {
          type: "button",
          class: "sr-button",
          "data-step": what,
          click: () => {
            const stop = step[what]();
            if (stop !== page.state.tour) go(stop);
            if (stop === null) s.byId("tour-start").querySelector("button").focus();
          },
        },
        t({ back: "tour.back", next: "tour.next", end: "tour.end" }[what]),
      );
    const [back, next, end] = ["back", "next", "end"].map(button);
    const title = s.el("h2", { class: "sr-tour-title", tabindex: -1 });
    const sentence = s.el("p", { class: "sr-tour-sentence" });
    const place = s.el("p", { class: "sr-tour-place" });
    node.setAttribute("role", "region");
    node.setAttribute("aria-label", t("tour.label"));
    node.append(
      s.el("div", { class: "sr-tour-words" }, place, title, sentence),
      s.el("div", { class: "sr-tour-steps" }, back, next, end),
    );
    document.addEventListener("keydown", (event) => {
      if (
        page.state.tour === null ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        writes(event.target)
      )
        return;
      const what = s.tourKey(event.key, node.contains(event.target));
      if (!what) return;
      event.preventDefault();
      ({ back, next, end })[what].click();
    });
    const start = s.el(
      "button",
      {
        type: "button",
        class: "sr-button",
        "aria-pressed": "false",
        click: () => {
          go(page.state.tour === null ? 0 : null);
          if (page.state.tour !== null) title.focus();
        },
      },
      t("tour.start"),
    );
    s.byId("tour-start").append(start);
    return {
      show: (change) => {
        if (change.tour === undefined) return;
        const stop = page.state.tour;
        node.hidden = stop === null;
        start.setAttribute("aria-pressed", String(stop !== null));
        if (stop === null) return;
        title.textContent = tour[stop].title;
        sentence.textContent = tour[stop].sentence;
        place.textContent = t("tour.place", { n: stop + 1, of: tour.length });
        back.setAttribute("aria-disabled", String(stop === 0));
        next.setAttribute("aria-disabled", String(stop === tour.length - 1));
        const said = [place, title, sentence].map((one) => one.textContent).join(". ");
        const first = started;
        started = true;
        globalThis.queueMicrotask(() => {
          page.announce(said);
          if (!first && readAnew()) title.focus(); // so that a change of the areas does not lose the place
          if (!/[#&]ind=/.test(globalThis.location.hash)) go(stop); // a link to a stop alone
        });
      },
    };
  };

  const offered = (page) => Boolean(page.data.tour);
  s.view({ id: "tour-start", slot: "head", shown: offered, add: () => undefined });
  s.view({
    id: "tour",
    slot: "stage",
    shown: offered,
    add: s.addTour,
    keys: {
      tour: { name: "rundgang", read: s.readStop, write: (stop) => (stop === null ? null : String(stop + 1)) },
    },
  });
})();

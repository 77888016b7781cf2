/* The atlas begins with a question; each has its own few controls, and the indicators a tree and a list of
   everything. */
(function () {
  "use strict";
  const s = (globalThis.sozialraum = globalThis.sozialraum || {});
  const GROUPS = { lage_versorgung: "places", versorgung: "places", erreichbarkeit: "way", lage: "lage" };
  const WORDS = {
    places: "question.places",
    way: "question.way",
    lage: "question.lage",
    indicator: "question.indicator",
  };

  /** Which question a group of layers answers. */
  s.questionFor = (group) => (Object.hasOwn(GROUPS, group) ? GROUPS[group] : "indicator");

  /** The questions this city has anything for: [{id, layers: [index]}]. */
  s.questions = (layers) =>
    Object.keys(WORDS)
      .map((id) => ({
        id,
        layers: layers.map((layer, index) => index).filter((index) => s.questionFor(layers[index].group) === id),
      }))
      .filter((one) => one.layers.length);

  /** Layers of places by offer: [{offer, parts: Map(part -> layer index)}], in the order of the offers. */
  s.offersOf = (layers, indexes) => {
    const found = new Map();
    indexes.forEach((index) => {
      const name = layers[index].offer || layers[index].short;
      if (!found.has(name)) found.set(name, { offer: name, parts: new Map() });
      found.get(name).parts.set(layers[index].part || layers[index].short, index);
    });
    return [...found.values()];
  };

  /** The layer of an offer: the same part of it as before where there is one, else its first. */
  s.partOf = ({ parts }, part) => (parts.has(part) ? parts.get(part) : parts.values().next().value);

  /** What a question opens with: the soziale Lage itself, an indicator that says something of strain, else its first.
   */
  s.opening = (data, { id, layers }) => {
    const fits = (index) =>
      id === "lage"
        ? s.isIndex(data, data.layers[index])
        : id === "indicator" &&
          data.layers[index].kind === "choropleth" &&
          !data.layers[index].symbols &&
          data.layers[index].polarity !== "keine";
    const found = layers.find(fits);
    return found === undefined ? layers[0] : found;
  };

  const option = (page, index) => {
    const layer = page.data.layers[index];
    const way = layer.cells && layer.cells.kind === "way" ? s.questionOf(page.data, layer) : null;
    return s.el("option", { value: index, title: layer.label }, way ? way.short : layer.short);
  };

  const segments = (name, title, words) =>
    s.el(
      "fieldset",
      { class: "sr-segments" },
      s.el("legend", { class: "sr-hidden" }, title),
      s.el(
        "div",
        null,
        words.map((word, at) =>
          s.el("label", null, s.el("input", { type: "radio", name, value: at }), s.el("span", null, word)),
        ),
      ),
    );

  /** Offer and part of the question of places. Returns {node, show()}. */
  const placesBody = (page, layers, indexes) => {
    const offers = s.offersOf(layers, indexes);
    const parts = [...new Set(offers.flatMap((one) => [...one.parts.keys()]))];
    const part = segments("sr-part", page.t("reach.choose"), parts);
    const at = () => offers.findIndex((one) => [...one.parts.values()].includes(page.state.layer));
    const partAt = () => parts.find((name) => offers[at()].parts.get(name) === page.state.layer);
    const offer = s.el(
      "select",
      { id: "sr-offer", change: () => page.choose({ layer: s.partOf(offers[Number(offer.value)], partAt()) }) },
      offers.map((one, number) => s.el("option", { value: number }, one.offer)),
    );
    part.addEventListener("change", (event) =>
      page.choose({ layer: offers[at()].parts.get(parts[Number(event.target.value)]) }),
    );
    return {
      node: s.el(
        "div",
        null,
        offers.length > 1
          ? s.el("div", { class: "sr-inline" }, s.el("label", { for: "sr-offer" }, page.t("question.offer")), offer)
          : null,
        part,
      ),
      show: () => {
        offer.value = String(at());
        part.querySelectorAll("input").forEach((one, number) => {
          one.disabled = !offers[at()].parts.has(parts[number]);
          one.checked = parts[number] === partAt();
        });
      },
    };
  };

  /** The short list of a question that is one list. */
  const listBody = (page, question) => {
    const select = s.el(
      "select",
      { id: "sr-own-" + question.id, change: () => page.choose({ layer: Number(select.value) }) },
      question.layers.map((index) => option(page, index)),
    );
    return {
      node: s.el(
        "div",
        null,
        s.el("label", { class: "sr-hidden", for: "sr-own-" + question.id }, page.t("reach.choose")),
        select,
      ),
      show: () => {
        select.value = String(page.state.layer);
      },
    };
  };

  /** Everything the map can show in one native list (also a way for who knows what to look for), and the tree. */
  const indicatorBody = (page) => {
    const { data } = page;
    const choose = (layer) => page.choose({ layer });
    const select = s.el(
      "select",
      { id: "sr-layer", change: () => choose(Number(select.value)) },
      data.groups.map((group) => {
        const options = data.layers
          .map((layer, index) => index)
          .filter((index) => data.layers[index].group === group.id)
          .map((index) => option(page, index));
        return options.length ? s.el("optgroup", { label: group.label }, options) : null;
      }),
    );
    return {
      node: s.el(
        "div",
        null,
        s.el("label", { class: "sr-hidden", for: "sr-layer" }, page.t("question.list")),
        select,
        s.el(
          "button",
          {
            type: "button",
            class: "sr-button sr-tree-open",
            "aria-haspopup": "dialog",
            click: () => s.openTree(page, choose),
          },
          page.t("tree.open"),
        ),
      ),
      show: () => {
        select.value = String(page.state.layer);
      },
    };
  };

  /** The questions as buttons, below them what belongs to the one that is asked. Returns {show(change)}. */
  s.addQuestions = (page, node) => {
    const { data, t } = page;
    const questions = s.questions(data.layers);
    const last = new Map();
    const bodies = new Map(
      questions.map((question) => [
        question.id,
        question.id === "places"
          ? placesBody(page, data.layers, question.layers)
          : question.id === "indicator"
            ? null
            : listBody(page, question),
      ]),
    );
    bodies.set("indicator", indicatorBody(page));
    // the list of everything stays while a hand is on it: arrow keys pass through figures of every question
    const asked = () =>
      document.activeElement === s.byId("layer") ? "indicator" : s.questionFor(data.layers[page.state.layer].group);
    const buttons = questions.map((question) =>
      s.el(
        "button",
        {
          type: "button",
          id: "sr-question-" + question.id,
          "data-question": question.id,
          "aria-pressed": "false",
          click: () => {
            if (question.id !== asked())
              page.choose({ layer: last.has(question.id) ? last.get(question.id) : s.opening(data, question) });
          },
        },
        t(WORDS[question.id]),
      ),
    );
    s.replace(
      node,
      questions.length > 1
        ? s.el("div", { class: "sr-questions", role: "group", "aria-label": t("choice.layer") }, buttons)
        : null,
      [...bodies.values()].map((body) => body.node),
      s.infoButton(page, () => page.shown().layer),
    );
    const show = () => {
      last.set(s.questionFor(data.layers[page.state.layer].group), page.state.layer);
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.question === asked())));
      bodies.forEach((body, id) => {
        body.node.hidden = id !== asked();
      });
      bodies.get(asked()).show();
      bodies.get("indicator").show();
    };
    s.byId("layer").addEventListener("blur", () => setTimeout(show, 0));
    return {
      show: (change) => {
        if (change.layer !== undefined) show();
      },
    };
  };

  s.view({ id: "question", slot: "find", add: s.addQuestions });
})();

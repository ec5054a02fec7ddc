const FEW = 8;

function drawValue(model, facet, item, most, index) {
  const [value, label, count] = item;
  const chosen = facet.chosen.includes(value);
  const bar = make("span", { class: "r2p-bar", "aria-hidden": "true" });
  bar.style.width = `${most ? Math.max(count ? 1.5 : 0, (100 * count) / most) : 0}%`;
  return make("li", {}, make(
    "button",
    {
      type: "button",
      class: `r2p-value${count ? "" : " r2p-none"}`,
      "aria-pressed": String(chosen),
      "aria-label": `${label}, ${NUMBERS.format(count)}`,
      title: label,
      tabindex: index ? "-1" : "0",
      "data-key": `${facet.name}=${value}`,
      click: () => model.send({ toggle: [facet.name, value] }),
      keydown: walkButtons,
    },
    bar,
    make("span", { class: "r2p-tick", "aria-hidden": "true" }, chosen ? "✓" : ""),
    make("span", { class: "r2p-label" }, label),
    make("span", { class: "r2p-count" }, NUMBERS.format(count)),
  ));
}

function drawSearch(model, facet, sought) {
  const find = (event) => {
    sought.set(facet.name, event.target.value);
    const timer = `timer of ${facet.name}`;
    clearTimeout(sought.get(timer));
    sought.set(timer, setTimeout(() => model.send({ find: [facet.name, event.target.value] }), 180));
  };
  const box = make("input", {
    type: "search", class: "r2p-find", placeholder: `find in ${NUMBERS.format(facet.total)}`,
    "aria-label": `find in ${facet.label}`, "data-key": `find ${facet.name}`, input: find,
  });
  box.value = sought.get(facet.name) ?? "";
  return box;
}

function drawYears(model, facet) {
  const [first, last] = facet.range;
  const [from, to] = facet.chosen.length ? facet.chosen : ["", ""];
  const field = (name, value, fallback) => make("input", {
    type: "number", min: first, max: last, placeholder: fallback, "aria-label": `${name} year`,
    "data-key": `years ${name}`, value,
  });
  const start = field("first", from, first);
  const end = field("last", to, last);
  const set = () => model.send({ years: [Number(start.value || first), Number(end.value || last)] });
  start.addEventListener("change", set);
  end.addEventListener("change", set);
  return make("div", { class: "r2p-years" }, start, "to", end);
}

function drawList(model, facet, state) {
  const wide = state.wide.has(facet.name);
  const seeking = Boolean(state.sought.get(facet.name));
  const shown = wide || seeking ? facet.values : facet.values.slice(0, FEW);
  const most = Math.max(...facet.values.map(([, , count]) => count), 0);
  const rest = facet.values.length - shown.length;
  const more = () => {
    wide ? state.wide.delete(facet.name) : state.wide.add(facet.name);
    state.draw();
  };
  return [
    facet.total > FEW ? drawSearch(model, facet, state.sought) : null,
    make("ul", { "aria-label": facet.label }, shown.map((item, index) => drawValue(model, facet, item, most, index))),
    shown.length ? null : make("p", { class: "r2p-quiet" }, seeking ? "no such name" : "nothing here"),
    !seeking && facet.values.length > FEW
      ? make("button", { type: "button", class: "r2p-link", "data-key": `more ${facet.name}`, click: more },
        wide ? "fewer" : `${NUMBERS.format(rest)}${facet.more ? "+" : ""} more`)
      : null,
    wide && facet.more
      ? make("p", { class: "r2p-quiet" }, `The first ${NUMBERS.format(facet.values.length)}; « find » looks through all.`)
      : null,
  ];
}

function drawFacet(model, facet, state) {
  const open = state.open.has(facet.name) || (facet.chosen.length > 0 && !state.shut.has(facet.name));
  // Noted at the click: the event « toggle » comes later, when the list may have been drawn anew.
  const turned = (event) => {
    const now = !event.currentTarget.parentElement.open;
    (now ? state.open : state.shut).add(facet.name);
    (now ? state.shut : state.open).delete(facet.name);
  };
  const chosen = facet.chosen.length && !facet.range ? make("span", { class: "r2p-badge" }, `${facet.chosen.length} chosen`) : null;
  return make(
    "details", { open },
    make("summary", { "data-key": `facet ${facet.name}`, click: turned }, make("span", {}, facet.label), chosen),
    facet.range ? drawYears(model, facet) : drawList(model, facet, state),
  );
}

export default {
  render({ model, el }) {
    begin(el, "r2p-facets");
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", "Filters");
    const state = { open: new Set(model.get("opened")), shut: new Set(), wide: new Set(), sought: new Map() };
    state.draw = () => redraw(el, [
      make("p", { class: "r2p-quiet" }, model.get("counted")),
      ...model.get("facets").map((facet) => drawFacet(model, facet, state)),
    ]);
    follow(model, ["facets", "counted"], state.draw);
  },
};

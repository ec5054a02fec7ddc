function drawSearch(model) {
  const box = make("input", {
    type: "search", class: "r2p-search", placeholder: "Search: protection civils, \"alerte rapide\", prévent*, OR, NOT",
    "aria-label": "Search the paragraphs", "data-key": "search", spellcheck: "false",
  });
  box.value = model.get("text");
  let timer = 0;
  let sent = box.value;
  const ask = () => {
    clearTimeout(timer);
    if (box.value !== sent) model.send({ text: (sent = box.value) });
  };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 450); });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") ask(); });
  model.on("change:text", () => {
    if (document.activeElement !== box || model.get("text") !== sent) box.value = sent = model.get("text");
  });
  return box;
}

function drawKinds(model) {
  const [rows, kinds] = [model.get("rows"), model.get("kinds")];
  // Shown at once, so that the next key goes on from here.
  const choose = (kind) => {
    model.set("rows", kind);
    model.send({ rows: kind });
  };
  const turn = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (kinds.findIndex(([kind]) => kind === rows) + step + kinds.length) % kinds.length;
    choose(kinds[at][0]);
  };
  return kinds.map(([kind, label]) => make("button", {
    type: "button", role: "radio", class: "r2p-kind", "aria-checked": String(kind === rows),
    tabindex: kind === rows ? "0" : "-1", "data-key": kind === rows ? "kind" : `kind ${kind}`,
    click: () => choose(kind), keydown: turn,
  }, label));
}

function drawChips(model) {
  const chips = model.get("chips");
  const drawn = chips.map(([facet, value, label, kind], index) => make("button", {
    type: "button", class: "r2p-chip", "aria-label": `remove the filter ${label}`, title: "remove this filter",
    "data-key": `chip ${index}`, click: () => model.send({ remove: [facet, value] }),
  }, make("span", { class: "r2p-chip-kind" }, kind), make("span", { class: "r2p-chip-label" }, label), make("span", { class: "r2p-cross", "aria-hidden": "true" }, "×")));
  const clear = make("button", {
    type: "button", class: "r2p-link", "data-key": "clear", click: () => model.send({ clear: true }),
  }, "clear all");
  return chips.length ? [...drawn, clear] : [make("span", { class: "r2p-quiet" }, "no filter: everything is shown")];
}

function drawActions(model) {
  return model.get("actions").map(([name, label, title]) => make("button", {
    type: "button", class: "r2p-action", title, "data-key": `action ${name}`, click: () => model.send({ action: name }),
  }, label));
}

function saveFile({ download, type }, [content]) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = make("a", { href: url, download, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export default {
  // Once a page, however often the explorer is shown on it.
  initialize({ model }) {
    const hear = (message, buffers) => message.download && saveFile(message, buffers);
    model.on("msg:custom", hear);
    return () => model.off("msg:custom", hear);
  },
  render({ model, el }) {
    begin(el, "r2p-head");
    const kinds = make("div", { class: "r2p-kinds", role: "radiogroup", "aria-label": "What to list" });
    const chips = make("div", { class: "r2p-chips", role: "group", "aria-label": "Active filters" });
    const actions = make("div", { class: "r2p-actions", role: "group", "aria-label": "Take it away" });
    const title = make("h2", { class: "r2p-title" });
    const said = make("p", { class: "r2p-said", role: "status", "aria-live": "polite" });
    const hint = make("p", { class: "r2p-hint" });
    const error = make("p", { class: "r2p-error", role: "alert" });
    const doing = make("p", { class: "r2p-hint", role: "status" });
    const progress = make("div", { class: "r2p-progress", role: "progressbar", "aria-label": "working" });
    el.append(
      make("div", { class: "r2p-topline" }, title, actions),
      make("div", { class: "r2p-topline" }, drawSearch(model), kinds),
      said, hint, doing, error, chips, progress,
    );
    follow(model, ["title"], () => { title.textContent = model.get("title"); });
    follow(model, ["said"], () => { said.textContent = model.get("said"); });
    follow(model, ["hint"], () => { hint.textContent = model.get("hint"); hint.hidden = !model.get("hint"); });
    follow(model, ["error"], () => { error.textContent = model.get("error"); error.hidden = !model.get("error"); });
    follow(model, ["doing"], () => { doing.textContent = model.get("doing"); doing.hidden = !model.get("doing"); });
    follow(model, ["busy"], () => { progress.classList.toggle("r2p-busy", model.get("busy")); });
    follow(model, ["rows", "kinds"], () => redraw(kinds, drawKinds(model)));
    follow(model, ["chips"], () => redraw(chips, drawChips(model)));
    follow(model, ["actions"], () => redraw(actions, drawActions(model)));
  },
};

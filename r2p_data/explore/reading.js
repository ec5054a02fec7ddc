function drawSegment([text, layers, told, kind]) {
  if (!layers.length && !kind) return document.createTextNode(text);
  const classes = [...layers.map((layer) => `r2p-${layer}`), kind ? `r2p-is-${kind}` : ""].join(" ").trim();
  return make(kind === "apart" ? "span" : "mark", { class: classes, title: told || null }, text);
}

function drawParagraph(model, paragraph, printed) {
  const here = paragraph.role === "here";
  const number = paragraph.number ? make("span", { class: "r2p-number" }, paragraph.number) : null;
  const classes = `r2p-par r2p-${paragraph.role} r2p-kind-${paragraph.kind}${here && printed ? " r2p-printed" : ""}`;
  if (here) return make("div", { class: classes }, number, paragraph.segments.map(drawSegment));
  return make("button", {
    type: "button", class: classes, title: "read this paragraph", "data-key": `par ${paragraph.role}`,
    click: () => model.send({ walk: paragraph.role === "before" ? -1 : 1 }),
  }, number, paragraph.segments.map(drawSegment));
}

function drawLegend(model, el, state) {
  return (model.get("page").layers ?? []).map(([layer, count]) => {
    const set = (event) => {
      state.off[event.target.checked ? "delete" : "add"](layer);
      el.classList.toggle(`r2p-off-${layer}`, !event.target.checked);
    };
    const box = make("input", { type: "checkbox", checked: !state.off.has(layer), "data-key": `layer ${layer}`, change: set });
    return make("label", { class: "r2p-switch" }, box, make("mark", { class: `r2p-${layer}` }, layer), ` ${count}`);
  });
}

function drawCitations(model) {
  const citations = model.get("page").citations ?? [];
  const copy = (text) => async (event) => {
    const button = event.currentTarget;
    const label = button.textContent;
    if (!(await copyText(text))) return selectText(button, text);
    button.textContent = "copied";
    setTimeout(() => { button.textContent = label; }, 1200);
  };
  return [
    make("span", { class: "r2p-citation" }, citations.length ? citations[0][1] : ""),
    ...citations.map(([label, text]) => make("button", {
      type: "button", class: "r2p-action", title: text, "data-key": `cite ${label}`, click: copy(text),
    }, label)),
  ];
}

// Where nothing may be copied for her, a reader copies it herself.
function selectText(button, text) {
  const area = make("textarea", { class: "r2p-copy", readonly: true, rows: "6", "aria-label": "citation to copy" });
  area.value = text;
  const cite = button.closest(".r2p-cite");
  cite.querySelector(".r2p-copy")?.remove();
  cite.append(area);
  area.select();
}

function drawRows(page) {
  if (!page.rows.length) return null;
  const rows = page.rows.map(([layer, surface, reads]) => make("tr", {},
    make("td", {}, make("mark", { class: `r2p-${layer}` }, layer)), make("td", {}, surface), make("td", {}, reads)));
  return make("details", { class: "r2p-read" },
    make("summary", { "data-key": "read here" }, `what was read here (${page.rows.length})`),
    make("table", {}, make("tbody", {}, rows)));
}

function drawBar(model, page) {
  const step = (by, label, name) => make("button", {
    type: "button", class: "r2p-action", "data-key": `step ${by}`, disabled: by < 0 ? page.first : page.last,
    title: `${name} (key ${by < 0 ? "←" : "→"})`, "aria-label": name, click: () => model.send({ step: by }),
  }, label);
  const printed = make("input", {
    type: "checkbox", checked: model.get("printed"), "data-key": "printed",
    change: (event) => model.send({ printed: event.target.checked }),
  });
  return make("div", { class: "r2p-bar-row" },
    step(-1, "‹ previous", "previous match"), step(1, "next ›", "next match"),
    make("span", { class: "r2p-quiet" }, page.place),
    make("label", { class: "r2p-switch r2p-right" }, printed, "as printed"));
}

function drawPage(model, el, state) {
  const page = model.get("page");
  if (!page.paragraphs?.length) return [make("h3", {}, "Read"), make("p", { class: "r2p-quiet" }, page.place ?? "")];
  return [
    make("h3", {}, "Read"),
    drawBar(model, page),
    make("div", { class: "r2p-legend", role: "group", "aria-label": "Marks shown" }, drawLegend(model, el, state)),
    make("p", { class: "r2p-path" }, page.path),
    ...page.paragraphs.map((paragraph) => drawParagraph(model, paragraph, model.get("printed"))),
    ...page.notes.map((note) => make("p", { class: "r2p-note" }, note)),
    make("div", { class: "r2p-cite" }, drawCitations(model)),
    drawRows(page),
  ];
}

// Bring the marked words into view within the page, and leave the notebook around it where it stands.
function showMark(el) {
  const mark = el.querySelector(".r2p-is-row, .r2p-is-hit");
  el.scrollTop = 0;
  if (!mark) return;
  const below = mark.getBoundingClientRect().bottom - el.getBoundingClientRect().bottom;
  if (below > 0) el.scrollTop = below + el.clientHeight / 3;
}

export default {
  render({ model, el }) {
    begin(el, "r2p-page");
    el.tabIndex = 0;
    el.setAttribute("role", "region");
    el.setAttribute("aria-label", "Read the paragraph; arrow keys go to the previous and the next match");
    const state = { off: new Set() };
    el.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, k: -1, j: 1 }[event.key];
      if (!step || event.target.matches("textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      model.send({ step });
    });
    follow(model, ["page"], () => {
      const open = el.querySelector(".r2p-read")?.open;
      redraw(el, drawPage(model, el, state));
      const read = el.querySelector(".r2p-read");
      if (read) read.open = Boolean(open);
      showMark(el);
    });
  },
};

function drawLine(model, [left, words, right, place], index) {
  return make("li", {}, make("button", {
    type: "button", class: "r2p-line", tabindex: index ? "-1" : "0", "data-key": `line ${index}`, keydown: walkButtons,
    "aria-label": `${left} ${words} ${right}, ${place}`, click: () => model.send({ line: index }),
  },
  make("span", { class: "r2p-left" }, make("bdi", {}, left)),
  make("span", { class: "r2p-right-side" }, make("b", {}, words), right),
  make("span", { class: "r2p-place" }, place)));
}

export default {
  render({ model, el }) {
    begin(el, "r2p-lines");
    follow(model, ["lines", "title", "note"], () => redraw(el, [
      make("h3", {}, model.get("title")),
      model.get("lines").length
        ? make("ol", { "aria-label": model.get("title") }, model.get("lines").map((line, index) => drawLine(model, line, index)))
        : null,
      model.get("note") ? make("p", { class: "r2p-quiet" }, model.get("note")) : null,
    ]));
  },
};

// Plotly is 5 MB: a page loads it once and not once a chart. Its source is the value of a model of its own.
const CONFIG = { responsive: false, displayModeBar: false, doubleClick: false, showAxisDragHandles: false };

function loadPlotly(model) {
  globalThis.r2pPlotly ??= (async () => {
    const name = model.get("engine").replace("IPY_MODEL_", "");
    const engine = await model.widget_manager.get_model(name);
    // All other widgets come first: while the source is read, the page stands still.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const url = URL.createObjectURL(new Blob([engine.get("source")], { type: "text/javascript" }));
    try {
      await import(url);
      return globalThis.Plotly;
    } finally {
      URL.revokeObjectURL(url);
    }
  })();
  return globalThis.r2pPlotly;
}

const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

// As `lay_over` in Python: tables over one another, and lists of tables one by one. All tables and
// lists of them are new, since plotly writes into what it is given.
function layOver(below, above) {
  if (isTable(above) || (above === undefined && isTable(below))) {
    const keys = new Set([...Object.keys(isTable(below) ? below : {}), ...Object.keys(above ?? {})]);
    return Object.fromEntries([...keys].map((key) => [key, layOver(below?.[key], above?.[key])]));
  }
  const list = above ?? below;
  if (Array.isArray(list) && isTable(list[0])) return list.map((item, at) => layOver(below?.[at], above?.[at]));
  return above === undefined ? below : above;
}

function groupPoints(points) {
  const groups = new Map();
  for (const { curveNumber, pointNumber } of points) {
    groups.set(curveNumber, [...(groups.get(curveNumber) ?? []), pointNumber]);
  }
  return groups;
}

export default {
  async render({ model, el }) {
    const place = make("div", { class: "r2p-chart" });
    place.style.minHeight = `${model.get("frame").layout.height}px`;
    el.append(place);
    const plotly = await loadPlotly(model);
    const draw = () => {
      const { data, layout } = layOver(model.get("frame"), model.get("drawn"));
      return plotly.react(place, data, layout, CONFIG);
    };
    await draw();
    place.on("plotly_click", ({ points }) => {
      model.send({ click: [points[0].curveNumber, points[0].pointNumber] });
    });
    place.on("plotly_selected", (selected) => {
      for (const [trace, marks] of groupPoints(selected?.points ?? [])) model.send({ box: [trace, marks] });
      draw();
    });
    model.on("change:drawn", draw);
    // A chart is drawn before its place has its width.
    let width = place.clientWidth;
    const watch = new ResizeObserver(() => {
      if (place.clientWidth && place.clientWidth !== width) {
        width = place.clientWidth;
        plotly.Plots.resize(place);
      }
    });
    watch.observe(el);
    return () => {
      watch.disconnect();
      model.off("change:drawn", draw);
      plotly.purge(place);
    };
  },
};

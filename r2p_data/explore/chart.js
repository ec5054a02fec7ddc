// Plotly is 5 MB: a page loads it once and not once a chart. Its source is the value of a model of its own.
function loadPlotly(model) {
  globalThis.r2pPlotly ??= (async () => {
    const name = model.get("engine").replace("IPY_MODEL_", "");
    const engine = await model.widget_manager.get_model(name);
    // All other widgets come first: while the source is read, the page stands still.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const url = URL.createObjectURL(new Blob([engine.get("source")], { type: "text/javascript" }));
    try {
      return (await import(url)).default;
    } finally {
      URL.revokeObjectURL(url);
    }
  })();
  return globalThis.r2pPlotly;
}

// What Python tells a figure: changes that come before plotly is there are kept and made good.
const TOLD = ["_py2js_update", "_py2js_restyle", "_py2js_relayout"];

function keepTold(model) {
  const kept = [];
  const watched = TOLD.map((name) => [`change:${name}`, () => model.get(name) && kept.push([name, model.get(name)])]);
  for (const [event, keep] of watched) model.on(event, keep);
  return () => {
    for (const [event, keep] of watched) model.off(event, keep);
    return kept;
  };
}

async function begin(model, told) {
  const figure = (await loadPlotly(model))();
  const kept = told();
  figure.initialize({ model });
  for (const [name, value] of kept) {
    model.set(name, value);
    model.set(name, null);
  }
  return figure;
}

export default () => {
  let told = null;
  let figure = null;
  return {
    // A widget must begin within two seconds, which plotly may not: it begins when it is first drawn.
    initialize({ model }) {
      told = keepTold(model);
    },
    async render(context) {
      figure ??= begin(context.model, told);
      const clear = (await figure).render(context);
      // A chart is drawn before its place has its width.
      const watch = new ResizeObserver(() => window.dispatchEvent(new Event("resize")));
      watch.observe(context.el);
      return () => {
        watch.disconnect();
        clear?.();
      };
    },
  };
};

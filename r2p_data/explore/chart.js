// Plotly is 5 MB: a page loads it once and not once a chart. Its source is the value of a model of its own.
function loadPlotly(model) {
  globalThis.r2pPlotly ??= (async () => {
    const name = model.get("engine").replace("IPY_MODEL_", "");
    const engine = await model.widget_manager.get_model(name);
    const url = URL.createObjectURL(new Blob([engine.get("source")], { type: "text/javascript" }));
    try {
      return (await import(url)).default;
    } finally {
      URL.revokeObjectURL(url);
    }
  })();
  return globalThis.r2pPlotly;
}

export default () => {
  let figure = null;
  return {
    async initialize(context) {
      figure = (await loadPlotly(context.model))();
      return figure.initialize(context);
    },
    async render(context) {
      const clear = figure.render(context);
      // A chart is drawn before its place has its width.
      const plot = context.el.querySelector(".js-plotly-plot") ?? context.el.firstElementChild;
      const watch = new ResizeObserver(() => plot?.offsetWidth && window.dispatchEvent(new Event("resize")));
      watch.observe(context.el);
      return () => { watch.disconnect(); clear?.(); };
    },
  };
};

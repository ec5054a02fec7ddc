"""A chart whose marks lead back to the sentences that they stand for."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from r2p_data.corpus import Corpus
from r2p_data.explore.panel import Panel

_CHOICES = 200
# Characters of a chart that a stored notebook can carry.
_STORED = 100_000


class Linked(Panel):
    """A chart; a click on a mark shows the passages behind it and puts their rows into ``selection``.

    Parameters
    ----------
    corpus
        where the passages are.
    figure
        a plotly figure whose marks carry ``customdata``.
    find
        from the ``customdata`` of a mark to the rows (of any table of the corpus) behind it.
    """

    def __init__(self, corpus: Corpus, figure: go.Figure, find: Callable[[Any], pd.DataFrame]) -> None:
        self.corpus = corpus
        self.selection: pd.DataFrame = pd.DataFrame()
        self.chart = go.FigureWidget(figure)
        self._find = find
        self._title = str(figure.layout.title.text)
        # A stored notebook has no widgets: it shows the chart without its clicks, unless outlines make it large.
        still = len(figure.to_json()) < _STORED
        self._still = {"application/vnd.plotly.v1+json": figure.to_plotly_json()} if still else {}
        self._row = widgets.Dropdown(description="Read", layout=widgets.Layout(width="100%", display="none"))
        self._passage = widgets.HTML("<i>Click a mark to read the sentence behind it.</i>")
        self._row.observe(lambda change: self._read(change["new"]), "value")
        for trace in self.chart.data:
            trace.on_click(self._click)
        super().__init__([self.chart, self._row, self._passage])

    def __repr__(self) -> str:
        return f"Linked({self._title!r})"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        return {**super()._repr_mimebundle_(**options), **self._still}

    def fill_width(self) -> None:
        """Make the chart as wide as the notebook; its buttons appear when one points at it."""
        self.add_class("r2p-linked")
        self.chart._config = {"responsive": True, "displaylogo": False, "displayModeBar": "hover"}
        self.chart.layout.autosize = False
        self.chart.observe(self._fit, "_js2py_traceDeltas")

    def _fit(self, _: Any) -> None:
        """Take the width of the notebook: when the chart is first drawn, it is not yet in its place."""
        self.chart.layout.autosize = True

    def choose(self, mark: Any) -> None:
        """Show what stands behind a mark, as a click on it does; ``mark`` is its customdata."""
        self.selection = self._find(mark).reset_index(drop=True)
        shown = self.selection.head(_CHOICES)
        options = [(f"{self.corpus.cite(row)} — {row.get('surface', '')}"[:110], i) for i, row in shown.iterrows()]
        self._row.options = options
        self._row.layout.display = "flex" if len(options) > 1 else "none"
        self._row.index = 0 if options else None
        self._read(self._row.value)

    def _click(self, trace: Any, points: Any, _: Any) -> None:
        if not points.point_inds:
            return
        try:
            self.choose(trace.customdata[points.point_inds[0]])
        except Exception as error:
            self._passage.value = f"<b>This failed:</b> {escape(str(error))}"
            raise

    def _read(self, chosen: int | None) -> None:
        if chosen is None:
            self._passage.value = "<i>No passage stands behind this mark.</i>"
        else:
            self._passage.value = self.corpus.passage(self.selection.loc[chosen])._repr_html_()

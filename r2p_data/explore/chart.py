"""Charts as widgets: plotly draws them from plain dictionaries, and all share one copy of it, which is 5 MB."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import anywidget
import traitlets
from ipywidgets import widget_serialization

from r2p_data.charts.gauge import Marks, lay_over
from r2p_data.explore.part import Asked, Part, read_script


class _Engine(anywidget.AnyWidget):
    """The source of plotly, which pages load once."""

    _esm = "export default {}"
    source = traitlets.Unicode().tag(sync=True)


@cache
def _engine() -> _Engine:
    return _Engine(source=files("plotly").joinpath("package_data/plotly.min.js").read_text(encoding="utf-8"))


class Chart(Part):
    """A chart of plotly that tells of clicks and boxes; only what changed is sent to the page.

    A FigureWidget would bring its own copy of plotly, check each value at every click, and take a
    second to import.
    """

    _esm = read_script("chart.js")

    engine = traitlets.Instance(_Engine).tag(sync=True, **widget_serialization)
    frame = traitlets.Dict().tag(sync=True)
    drawn = traitlets.Dict().tag(sync=True)

    def __init__(self, frame: Marks, answer: Callable[[Asked], None]) -> None:
        empty: Marks = {"data": [{} for _ in frame["data"]], "layout": {}}
        super().__init__(answer, frame=frame, drawn=empty, engine=_engine())

    @property
    def figure(self) -> Marks:
        """The figure that a reader sees: what is drawn, laid over the frame."""
        drawn: Marks = lay_over(self.frame, self.drawn)
        return drawn

    @property
    def marks(self) -> list[dict[str, Any]]:
        """The marks of each trace."""
        return list(self.figure["data"])

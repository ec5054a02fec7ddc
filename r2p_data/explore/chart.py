"""Charts as widgets that share one copy of plotly: it is 5 MB, and each FigureWidget would bring its own."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import plotly.graph_objects as go
import traitlets
from ipywidgets import widget_serialization
from plotly.basewidget import BaseFigureWidget

from r2p_data.explore.part import read_asset

_CONFIG = {"responsive": True, "displayModeBar": False, "doubleClick": False, "showAxisDragHandles": False}
_PLOTLY = BaseFigureWidget._esm


class _Engine(anywidget.AnyWidget):
    """The source of plotly, which pages load once."""

    _esm = "export default {}"
    source = traitlets.Unicode().tag(sync=True)


@cache
def _engine() -> _Engine:
    return _Engine(source=str(_PLOTLY) if not isinstance(_PLOTLY, Path) else _PLOTLY.read_text(encoding="utf-8"))


class Chart(go.FigureWidget):  # type: ignore[misc]  # plotly has no types
    """A FigureWidget that fills its place, on a page that loads plotly once."""

    _esm = read_asset("chart.js")
    engine = traitlets.Instance(_Engine).tag(sync=True, **widget_serialization)

    def __init__(self, figure: go.Figure, **options: Any) -> None:
        super().__init__(figure, **options)
        self._config = _CONFIG

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """The state for a page that opens later (Voilà, a page loaded anew): with the marks drawn since."""
        if key is None and "_widget_data" in self._trait_values:
            self._trait_values["_widget_data"] = deepcopy(list(self._data))
            self._trait_values["_widget_layout"] = deepcopy(self._layout_obj._props)
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        return state

    @traitlets.default("engine")
    def _share_engine(self) -> _Engine:
        return _engine()

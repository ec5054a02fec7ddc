"""Charts that are changed in place: the frame is made once, only the marks and their names change.

Each ``fill_*`` takes a figure (or a widget) made by ``frame`` and a small table; each ``say_*``
gives the sentence that stands above the chart and states what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from r2p_data.charts.style import PALETTE

ACCENT, REST, LAND = PALETTE[0], "rgba(0,114,178,.36)", "rgba(128,128,128,.22)"
FONT = 12
_CLEAR = "rgba(0,0,0,0)"


def frame(x: str | None, height: int, traces: int = 1, **layout: Any) -> go.Figure:
    """An empty chart on a transparent ground, as wide as its place, with one axis title.

    Parameters
    ----------
    x
        title of the horizontal axis, with its unit.
    height
        in pixels.
    traces
        how many bar traces it begins with.
    """
    figure = go.Figure([go.Bar(orientation="h", uid=f"bars-{at}") for at in range(traces)])
    axis = {"title": {"text": x, "font": {"size": FONT}, "standoff": 8}, "fixedrange": True, "gridcolor": LAND}
    return figure.update_layout(
        template="none",
        height=height,
        autosize=True,
        margin={"l": 8, "r": 12, "t": 6, "b": 42},
        paper_bgcolor=_CLEAR,
        plot_bgcolor=_CLEAR,
        font={"size": FONT, "color": "#59636e"},
        showlegend=False,
        bargap=0.28,
        dragmode="select",
        hovermode="closest",
        hoverlabel={
            "align": "left",
            "bgcolor": "#ffffff",
            "bordercolor": "#8a8a8a",
            "font": {"color": "#1f2328", "size": FONT},
        },
        selectionrevision=1,
        xaxis={**axis, "zeroline": False, "ticks": ""},
        yaxis={"fixedrange": True, "automargin": True, "showgrid": False, "zeroline": False, "ticks": ""},
        **layout,
    )


def name_rows(figure: BaseFigure, names: Sequence[str]) -> None:
    """Name the rows 0, 1, 2… of a chart, from the top."""
    figure.layout.yaxis.update(
        tickvals=list(range(len(names))), ticktext=list(names), range=[max(len(names), 1) - 0.4, -0.6]
    )


def shade(chosen: Sequence[bool]) -> list[str]:
    """A colour for each mark: those chosen stand out; where none is, all do.

    >>> shade([False, True])
    ['rgba(0,114,178,.36)', '#0072B2']
    """
    return [ACCENT if mark or not any(chosen) else REST for mark in chosen]

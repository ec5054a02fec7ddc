"""Charts that are changed in place: the frame is made once, only the marks and their names change.

Frames and marks are figures as plain dictionaries (``data`` and ``layout``, as plotly writes them):
they change at every click, and nothing that is checked at every click is quick. Each ``frame_*``
makes a frame, each ``fill_*`` from a small table what is laid over it, each ``say_*`` the sentence
that stands above the chart and states what it shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from r2p_data.charts.style import PALETTE

ACCENT, REST, LAND = PALETTE[0], "rgba(0,114,178,.36)", "rgba(128,128,128,.22)"
FONT = 12
_CLEAR = "rgba(0,0,0,0)"
Marks = dict[str, Any]


def frame(x: str | None, height: int, traces: Sequence[Mapping[str, Any]], **layout: Any) -> Marks:
    """An empty chart on a transparent ground, as wide as its place, with one axis title.

    Parameters
    ----------
    x
        title of the horizontal axis, with its unit.
    height
        in pixels.
    traces
        the traces that it begins with, each without its marks.
    """
    axis = {"title": {"text": x, "font": {"size": FONT}, "standoff": 8}, "fixedrange": True, "gridcolor": LAND}
    shared = {
        "height": height,
        "autosize": True,
        "margin": {"l": 8, "r": 12, "t": 6, "b": 42},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "font": {"size": FONT, "color": "#59636e"},
        "showlegend": False,
        "bargap": 0.28,
        "dragmode": "select",
        "hovermode": "closest",
        "hoverlabel": {
            "align": "left",
            "bgcolor": "#ffffff",
            "bordercolor": "#8a8a8a",
            "font": {"color": "#1f2328", "size": FONT},
        },
        "xaxis": {**axis, "zeroline": False, "ticks": ""},
        "yaxis": {"fixedrange": True, "automargin": True, "showgrid": False, "zeroline": False, "ticks": ""},
    }
    return {"data": [dict(trace) for trace in traces], "layout": lay_over(shared, layout)}


def lay_over(below: Any, above: Any) -> Any:
    """Dictionaries laid over one another, and lists of them one by one; the page does the same.

    >>> lay_over({"x": {"a": 1}, "y": [1]}, {"x": {"b": 2}, "y": [2]})
    {'x': {'a': 1, 'b': 2}, 'y': [2]}
    """
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {**below, **{key: lay_over(below.get(key), value) for key, value in above.items()}}
    if isinstance(below, list) and isinstance(above, list) and below and isinstance(below[0], dict):
        return [lay_over(one, other) for one, other in zip(below, above, strict=True)]
    return above


def name_rows(names: Sequence[str]) -> dict[str, Any]:
    """An axis that names the rows 0, 1, 2… of a chart, from the top.

    >>> name_rows(["Mali"])
    {'tickvals': [0], 'ticktext': ['Mali'], 'range': [0.6, -0.6]}
    """
    return {
        "tickvals": list(range(len(names))),
        "ticktext": list(names),
        "range": [max(len(names), 1) - 0.4, -0.6],
    }


def shade(chosen: Sequence[bool]) -> list[str]:
    """A colour for each mark: those chosen stand out; where none is, all do.

    >>> shade([False, True])
    ['rgba(0,114,178,.36)', '#0072B2']
    """
    return [ACCENT if mark or not any(chosen) else REST for mark in chosen]

"""Scales that people read: large numbers in words, log axes, rows with names."""

from __future__ import annotations

from math import ceil, floor, log10

import pandas as pd
import plotly.graph_objects as go

# Pixels of the title and of a row of the legend; characters of a mark, and of what fits beside one another.
_TITLE, _LEGEND_ROW, _MARK, _ACROSS = 56, 20, 8, 100
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def say_amount(value: float) -> str:
    """A large number as one says it.

    >>> say_amount(2_000_000_000), say_amount(710_000_000), say_amount(12_500), say_amount(0.5)
    ('2 billion', '710 million', '12,500', '0.5')
    """
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:.4g} {name}"
    return f"{value:,.10g}"


def count_nouns(count: int, noun: str) -> str:
    """A number with its noun in the right form.

    >>> count_nouns(1, "share"), count_nouns(1200, "share")
    ('1 share', '1,200 shares')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def use_log_scale(figure: go.Figure, low: float, high: float) -> go.Figure:
    """A log axis that names its ticks in words, with room at the right for the texts."""
    if pd.isna(low):
        return figure
    first, last = floor(log10(low)), floor(log10(high)) + 2
    steps = (1, 2, 5) if last - first <= 4 else (1,)
    ticks = [step * 10.0**power for power in range(first, last + 1) for step in steps]
    figure.update_xaxes(
        type="log",
        minallowed=None,
        rangemode="normal",
        range=[log10(low) - 0.3, log10(high) + max(0.5, (log10(high) - log10(low)) * 0.25)],
        tickvals=ticks,
        ticktext=[say_amount(tick) for tick in ticks],
        dtick=None,
    )
    return figure


def label_rows(figure: go.Figure, names: list[str]) -> None:
    """Name the rows 0, 1, 2… of a chart, from the top; the title begins above the names."""
    figure.update_layout(title={"xref": "container", "x": 0.01})
    figure.update_yaxes(
        tickvals=list(range(len(names))), ticktext=names, range=[len(names) - 0.4, -0.6], showgrid=False, zeroline=False
    )


def put_legend_above(figure: go.Figure) -> None:
    """Set the legend between title and chart, where it takes no width from charts with long names of rows."""
    names = {str(trace.name) for trace in figure.data if trace.name and trace.showlegend is not False}
    longest = max(map(len, names), default=0) + _MARK
    rows = ceil(len(names) / max(1, _ACROSS // longest))
    room = _TITLE + _LEGEND_ROW * rows
    figure.update_layout(
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        title={"xref": "container", "x": 0.01, "yref": "container", "y": 1, "yanchor": "top", "pad": {"t": 20}},
        height=figure.layout.height + room - figure.layout.margin.t,
        margin={"t": room},
    )

"""A matrix of shaded cells with numbers in them, each of which can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.naming import WIDTH
from r2p_data.charts.style import finish

# One hue from light to dark, which every reader tells apart; cells without a value stay white.
SHADES = [[0, "#deebf7"], [0.5, "#6baed6"], [1, "#08306b"]]


def add_matrix(
    figure: go.Figure,
    x: Sequence[str],
    y: Sequence[str],
    z: Sequence[Sequence[float | None]],
    text: Sequence[Sequence[str]],
    customdata: Sequence[Sequence[Any]],
    hover: Sequence[Sequence[str]],
    legend: str,
) -> None:
    """Add shaded cells, and over them unseen squares that take the hover and the click.

    A click on a heatmap names a row and a column, one on a marker names one element of
    ``customdata``, which is what ``explore.Linked`` reads. Cells without text take no click.
    """
    figure.add_heatmap(
        x=list(range(len(x))),
        y=list(range(len(y))),
        z=[list(row) for row in z],
        text=[list(row) for row in text],
        texttemplate="%{text}",
        colorscale=SHADES,
        zmin=0,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
        hoverongaps=False,
        colorbar={"title": {"text": legend, "font": {"size": 12}}, "thickness": 14, "len": 0.9},
    )
    cells = [(i, j) for i in range(len(y)) for j in range(len(x)) if text[i][j]]
    figure.add_scatter(
        x=[j for _, j in cells],
        y=[i for i, _ in cells],
        mode="markers",
        marker={"symbol": "square", "size": 26, "opacity": 0, "color": "#444444"},
        customdata=[customdata[i][j] for i, j in cells],
        hovertext=[hover[i][j] for i, j in cells],
        hoverinfo="text",
        showlegend=False,
    )
    figure.update_xaxes(tickvals=list(range(len(x))), ticktext=list(x))
    figure.update_yaxes(tickvals=list(range(len(y))), ticktext=list(y))


def finish_matrix(
    figure: go.Figure,
    title: str,
    axes: tuple[str, str | None],
    documents: pd.DataFrame,
    row_height: int,
    top: int = 140,
    angle: int = 0,
) -> go.Figure:
    """Give a matrix its title, its axes along the cells' edges, and its source line.

    ``top`` is the room for the labels of the columns, in pixels, which are turned by ``angle``.
    """
    cells = figure.data[0]
    finish(figure, title, *axes, documents)
    columns, rows = len(cells.x), len(cells.y)
    figure.update_layout(
        title={"x": 0, "xref": "container", "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 14, "l": 10}},
        width=WIDTH,
        showlegend=False,
        hovermode="closest",
        height=top + 60 + row_height * max(rows, 3),
        xaxis={"range": [-0.5, columns - 0.5], "minallowed": -0.5, "rangemode": "normal", "dtick": None},
        yaxis={"range": [rows - 0.5, -0.5], "autorange": False},
        margin={"t": top, "b": 60},
    )
    figure.update_xaxes(side="top", tickangle=angle, showgrid=False, zeroline=False)
    figure.update_yaxes(showgrid=False, zeroline=False)
    figure.layout.annotations[-1].yshift = -30
    return figure

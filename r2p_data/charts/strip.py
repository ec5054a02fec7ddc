"""The corpus as a strip: every paragraph of every document in order, in bins, matches marked."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import pandas as pd
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from r2p_data.charts.gauge import LAND, frame, name_rows
from r2p_data.charts.naming import count
from r2p_data.charts.style import label

# More documents than this are drawn one after the other, in lines as in a text.
MOST_ROWS = 12
_LINES = 8
_ROW, _AROUND = 19, 52
_NAME = 34
# Steps of a scale that a reader tells apart: no match, then ever more of the paragraphs.
_SCALE = [[0, LAND], [0.0001, "rgba(0,114,178,.35)"], [0.34, "rgba(0,114,178,.65)"], [1, "rgba(0,114,178,1)"]]


def frame_strip(n_documents: int) -> go.Figure:
    """An empty strip for a corpus of ``n_documents``."""
    rows = n_documents if n_documents <= MOST_ROWS else _LINES
    by_document = n_documents <= MOST_ROWS
    title = (
        "place in the document (% of its paragraphs)"
        if by_document
        else "the documents one after the other, line by line"
    )
    figure = frame(title, _AROUND + _ROW * max(rows, 1))
    figure.update_traces(
        marker={"colorscale": _SCALE, "cmin": 0, "cmax": 1, "line": {"width": 0}},
        hovertemplate="%{hovertext}<br>%{customdata} matching<extra></extra>",
        offset=-0.4,
        width=0.8,
    )
    figure.update_layout(bargap=0, barmode="overlay")
    figure.update_xaxes(
        showgrid=False, ticksuffix=" %" if by_document else "", showticklabels=by_document, range=[0, 100]
    )
    return figure


def fill_strip(figure: BaseFigure, bins: pd.DataFrame, titles: Mapping[str, str]) -> None:
    """Bars for ``bins`` (``doc_ids``, ``first``, ``offset``, ``total``, ``matched``), in document order.

    ``titles`` are plain text. The place of a bar among the marks is the place of its bin.
    """
    rows, base, width = _place(bins, len(titles))
    with figure.batch_update():
        figure.data[0].update(
            y=rows,
            base=base,
            x=width,
            hovertext=[
                _say_bin(ids, offset, total, titles)
                for ids, offset, total in zip(
                    bins["doc_ids"], bins["offset"].tolist(), bins["total"].tolist(), strict=True
                )
            ],
            customdata=bins["matched"].tolist(),
            marker={"color": (bins["matched"] / bins["total"]).round(3).tolist()},
            selectedpoints=None,
        )
        by_document = len(titles) <= MOST_ROWS
        name_rows(figure, [label(title, _NAME) for title in titles.values()] if by_document else [""] * _LINES)


def _place(bins: pd.DataFrame, n_documents: int) -> tuple[list[int], list[float], list[float]]:
    if n_documents <= MOST_ROWS:
        document = bins["doc_ids"].map(lambda ids: ids[0])
        size = bins.groupby(document)["total"].transform("sum")
        row = document.map({doc_id: at for at, doc_id in enumerate(pd.unique(document))})
        return (
            row.tolist(),
            (100 * bins["offset"] / size).round(2).tolist(),
            (100 * bins["total"] / size).round(2).tolist(),
        )
    across = ceil(len(bins) / _LINES)
    at = range(len(bins))
    return (
        [i // across for i in at],
        [round(100 * (i % across) / across, 2) for i in at],
        [round(100 / across, 2)] * len(bins),
    )


def _say_bin(ids: tuple[str, ...], offset: int, total: int, titles: Mapping[str, str]) -> str:
    if len(ids) > 1:
        return f"{label(titles[ids[0]], 60)}<br>and {count(len(ids) - 1, 'more document')}"
    where = f"paragraph {offset + 1}" if total == 1 else f"paragraphs {offset + 1}–{offset + total}"
    return f"{label(titles[ids[0]], 60)}<br>{where}"


def say_strip(bins: pd.DataFrame, titles: Mapping[str, str]) -> str:
    """Where the matches stand thickest."""
    if bins.empty or not bins["matched"].sum():
        return "No paragraph matches"
    matched = bins[bins["matched"] > 0].explode("doc_ids") if len(titles) <= MOST_ROWS else bins[bins["matched"] > 0]
    total = int(bins["matched"].sum())
    if len(titles) > MOST_ROWS:
        return f"{count(total, 'paragraph')} of {int(bins['total'].sum()):,} match, in order of the documents"
    by_document = matched.groupby("doc_ids", sort=False)["matched"].sum()
    most = str(by_document.idxmax())
    name = titles[most] if len(titles[most]) <= 60 else titles[most][:59].rstrip() + "…"
    if len(by_document) == 1:
        return (
            f"All {count(total, 'matching paragraph')} in {name}"
            if total > 1
            else f"The matching paragraph is in {name}"
        )
    return f"{int(by_document.max()):,} of {count(total, 'matching paragraph')} in {name}"

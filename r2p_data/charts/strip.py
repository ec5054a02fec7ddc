"""The corpus as a strip: every paragraph of every document in order, in bins, matches marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

import numpy as np
import pandas as pd

from r2p_data.charts.gauge import LAND, Marks, frame, name_rows
from r2p_data.charts.naming import count
from r2p_data.charts.style import label

# More documents than this are drawn one after the other, in lines as in a text.
MOST_ROWS = 12
_LINES = 8
_ROW, _AROUND = 19, 52
_NAME = 34
# Steps of a scale that a reader tells apart: no match, then ever more of the paragraphs.
_SCALE = [
    [0, "rgba(0,0,0,0)"],
    [0.0001, "rgba(0,114,178,.35)"],
    [0.34, "rgba(0,114,178,.65)"],
    [1, "rgba(0,114,178,1)"],
]


def frame_strip(bins: pd.DataFrame, titles: Mapping[str, str]) -> Marks:
    """A strip of ``bins`` (``doc_ids``, ``offset``, ``total``), in document order, none of them matching yet.

    ``titles`` are plain text. The place of a bar among the marks is the place of its bin.
    """
    by_document = len(titles) <= MOST_ROWS
    names = [label(title, _NAME) for title in titles.values()] if by_document else [""] * _LINES
    y, base, x = _place(bins, len(titles))
    bars = {
        "type": "bar", "orientation": "h", "offset": -0.4, "width": 0.8, "x": x, "y": y, "base": base,
        "marker": {"colorscale": _SCALE, "cmin": 0, "cmax": 1, "line": {"width": 0}},
        "hovertext": [_say_bin(ids, offset, n, titles) for ids, offset, n in _rows(bins, "doc_ids", "offset", "total")],
        "hovertemplate": "%{hovertext}<br>%{customdata} matching<extra></extra>",
    }  # fmt: skip
    across = {"showgrid": False, "ticksuffix": " %" if by_document else "", "showticklabels": by_document}
    return frame(
        "place in the document (%)" if by_document else "the documents one after the other, line by line",
        _AROUND + _ROW * max(len(names), 1),
        [bars],
        bargap=0,
        barmode="overlay",
        # One ground a line: neighbours, each with a ground of its own, would show seams.
        shapes=[
            {
                "type": "rect",
                "x0": 0,
                "x1": 100,
                "y0": at - 0.4,
                "y1": at + 0.4,
                "fillcolor": LAND,
                "line": {"width": 0},
                "layer": "below",
            }
            for at in range(len(names))
        ],
        xaxis={**across, "range": [0, 100]},
        yaxis=name_rows(names),
    )


def fill_strip(bins: pd.DataFrame) -> Marks:
    """How many of the paragraphs of each bin match (``total``, ``matched``)."""
    matched = bins["matched"].to_numpy(np.float64)
    shares = np.divide(matched, bins["total"].to_numpy(np.float64))
    return {
        "data": [{"customdata": bins["matched"].tolist(), "marker": {"color": np.round(shares, 3).tolist()}}],
        "layout": {},
    }


def _rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[column].tolist() for column in columns), strict=True)


def _place(bins: pd.DataFrame, n_documents: int) -> tuple[list[int], list[float], list[float]]:
    """Row, beginning and width of each bin."""
    if n_documents <= MOST_ROWS:
        document = pd.factorize(bins["doc_ids"])[0]
        size = np.bincount(document, bins["total"].to_numpy()) if len(bins) else np.empty(0)
        shares = 100 / size[document]
        return (
            document.tolist(),
            np.round(bins["offset"].to_numpy() * shares, 2).tolist(),
            np.round(bins["total"].to_numpy() * shares, 2).tolist(),
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
    total = int(bins["matched"].sum())
    if not total:
        return "No paragraph matches"
    if len(titles) > MOST_ROWS:
        return f"{count(total, 'paragraph')} of {int(bins['total'].sum()):,} match, in order of the documents"
    by_document: Counter[str] = Counter()
    for (doc_id, *_), matched in _rows(bins[bins["matched"] > 0], "doc_ids", "matched"):
        by_document[doc_id] += matched
    [(most, highest)] = by_document.most_common(1)
    name = titles[most] if len(titles[most]) <= 60 else titles[most][:59].rstrip() + "…"
    if len(by_document) == 1:
        return (
            f"All {count(total, 'matching paragraph')} in {name}"
            if total > 1
            else f"The matching paragraph is in {name}"
        )
    return f"{highest:,} of {count(total, 'matching paragraph')} in {name}"

"""Charts of citations: what is cited most, and which document cites what.

Every mark carries in ``customdata`` the identifiers of its rows.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.scales import count_nouns, label_rows, put_legend_above
from r2p_data.charts.style import PALETTE, document_names, finish, label

_TYPES = ("resolution", "statement", "report", "document", "treaty")
_COLOURS = dict(zip(_TYPES, PALETTE, strict=False))
_SHAPES = dict(zip(_TYPES, ("circle", "diamond", "square", "triangle-up", "star"), strict=True))
_ROW = 19


def draw_most_cited(references: pd.DataFrame, documents: pd.DataFrame, top: int = 15) -> go.Figure:
    """The ``top`` documents most cited, as bars divided by the document that cites them."""
    counts = references.groupby(["symbol", "doc_id"])["reference_id"].agg(list).unstack()
    lengths = counts.map(lambda ids: len(ids) if isinstance(ids, list) else 0)
    order = lengths.sum(axis=1).sort_values(ascending=False, kind="stable").head(top).index
    figure = go.Figure()
    for colour, (doc_id, name) in zip(PALETTE * 99, document_names(documents).items(), strict=False):
        if doc_id not in counts or not lengths.loc[order, doc_id].any():
            continue
        mine = counts.loc[order, doc_id].dropna()
        figure.add_bar(
            y=[order.get_loc(symbol) for symbol in mine.index],
            x=mine.map(len).tolist(),
            name=name,
            orientation="h",
            marker_color=colour,
            customdata=mine.tolist(),
            hovertext=[f"{label(symbol, 90)}: {count_nouns(len(ids), 'citation')}" for symbol, ids in mine.items()],
            hovertemplate="%{hovertext}<extra>" + name + "</extra>",
        )
    finish(figure, _most_cited(lengths, order), "citations", None, documents, rows=len(order))
    label_rows(figure, [label(symbol) for symbol in order])
    return figure


def _most_cited(lengths: pd.DataFrame, order: pd.Index) -> str:
    if order.empty:
        return "Nothing is cited"
    times = int(lengths.loc[order[0]].sum())
    return f"{label(order[0])} is cited most: {count_nouns(times, 'time')}"


def draw_citations(references: pd.DataFrame, documents: pd.DataFrame, top: int = 60) -> go.Figure:
    """The network of citations: documents at the left, what they cite at the right.

    A line is as thick as its citations are many; symbols that several documents cite come
    first, then those of each document, by type. At most the ``top`` most cited are drawn.
    """
    cited = _cited(references, top)
    shown = references[references["symbol"].isin(cited["symbol"])]
    rows = cited.set_index("symbol")["row"]
    middles = {str(doc_id): float(rows[mine["symbol"].unique()].mean()) for doc_id, mine in shown.groupby("doc_id")}
    places = _apart(middles)
    names = document_names(documents)
    figure = go.Figure()
    for doc_id, y in places.items():
        _add_lines(figure, y, shown.loc[shown["doc_id"] == doc_id, "symbol"].value_counts(), cited)
    _add_symbols(figure, cited)
    _add_documents(figure, places, shown, names)
    finish(figure, _network_finding(references, cited), None, None, documents, rows=0)
    return _frame(figure, len(cited))


def _cited(references: pd.DataFrame, top: int) -> pd.DataFrame:
    """The symbols most cited, in the order in which they are drawn."""
    symbols = references.groupby("symbol").agg(
        n=("doc_id", "size"),
        sources=("doc_id", "nunique"),
        first=("doc_id", "min"),
        type=("type", lambda kinds: kinds.value_counts().index[0]),
        ids=("reference_id", list),
    )
    kept = symbols.reset_index().sort_values(["n", "symbol"], ascending=[False, True]).head(top)
    kept["shared"] = kept["sources"] > 1
    kept["order"] = kept["type"].map(_TYPES.index)
    placed = kept.sort_values(["first", "shared", "order", "n", "symbol"], ascending=[True, True, True, False, True])
    return placed.assign(row=range(len(placed)))


def _apart(middles: dict[str, float], gap: float = 3.0) -> dict[str, float]:
    """The heights of the documents, from the top, at least ``gap`` rows apart.

    >>> _apart({"a": 1.0, "b": 2.0, "c": 9.0})
    {'a': 1.0, 'b': 4.0, 'c': 9.0}
    """
    placed: dict[str, float] = {}
    last = -gap
    for doc_id, middle in sorted(middles.items(), key=lambda item: item[1]):
        last = max(middle, last + gap)
        placed[doc_id] = last
    return placed


def _add_lines(figure: go.Figure, y: float, weights: pd.Series[int], cited: pd.DataFrame) -> None:
    """The lines from one document, thick where it cites often, in the colour of what is cited."""
    mine = cited[cited["symbol"].isin(weights.index)].assign(weight=lambda rows: rows["symbol"].map(weights))
    for (kind, _), group in mine.groupby(["type", "weight"]):
        figure.add_scatter(
            x=[x for _ in group["row"] for x in (0, 1, None)],
            y=[at for row in group["row"] for at in (y, row, None)],
            mode="lines",
            line={"color": _COLOURS[str(kind)], "width": min(1 + int(group["weight"].iloc[0]), 8)},
            opacity=0.4,
            hoverinfo="skip",
            showlegend=False,
        )


def _add_symbols(figure: go.Figure, cited: pd.DataFrame) -> None:
    for kind in _TYPES:
        mine = cited[cited["type"] == kind]
        if mine.empty:
            continue
        figure.add_scatter(
            x=[1] * len(mine),
            y=mine["row"].tolist(),
            mode="markers+text",
            name=kind,
            marker={
                "color": _COLOURS[kind],
                "symbol": _SHAPES[kind],
                "size": [min(8 + 2 * n, 24) for n in mine["n"]],
                "opacity": 1,
            },
            text=[
                f"  {label(symbol, 62)}{f' ({n}×)' if n > 1 else ''}"
                for symbol, n in zip(mine["symbol"], mine["n"], strict=True)
            ],
            textposition="middle right",
            textfont={"size": 12},
            cliponaxis=False,
            customdata=mine["ids"].tolist(),
            hovertext=[label(symbol, 120) for symbol in mine["symbol"]],
            hovertemplate="%{hovertext}<br>click to read where it is cited<extra></extra>",
        )


def _add_documents(figure: go.Figure, places: dict[str, float], shown: pd.DataFrame, names: dict[str, str]) -> None:
    ids = [shown.loc[shown["doc_id"] == doc_id, "reference_id"].tolist() for doc_id in places]
    figure.add_scatter(
        x=[0] * len(places),
        y=list(places.values()),
        mode="markers+text",
        name="document of the corpus",
        marker={"color": "#333", "symbol": "square", "size": 16},
        text=[
            f"{names[doc_id]}<br>{count_nouns(len(mine), 'citation')}  "
            for doc_id, mine in zip(places, ids, strict=True)
        ],
        textposition="middle left",
        cliponaxis=False,
        customdata=ids,
        hovertemplate="click to read all that it cites<extra></extra>",
    )


def _network_finding(references: pd.DataFrame, cited: pd.DataFrame) -> str:
    if references.empty:
        return "Nothing is cited"
    symbols, sources = references["symbol"].nunique(), references["doc_id"].nunique()
    shared = int((references.groupby("symbol")["doc_id"].nunique() > 1).sum())
    some = f" ({len(cited)} most cited shown)" if len(cited) < symbols else ""
    verb = "cites" if sources == 1 else "cite"
    return f"{count_nouns(sources, 'document')} {verb} {symbols} others{some}, {shared or 'none'} in common"


def _frame(figure: go.Figure, rows: int) -> go.Figure:
    """Room for the names at both sides, no axes: places mean nothing here but who is joined to whom."""
    figure.update_layout(height=max(360, 190 + _ROW * rows))
    put_legend_above(figure)
    figure.update_xaxes(visible=False, range=[-1.1, 2.6], minallowed=None, rangemode="normal", dtick=None)
    figure.update_yaxes(visible=False, range=[max(rows, 1) - 0.2, -0.8], autorange=False)
    return figure

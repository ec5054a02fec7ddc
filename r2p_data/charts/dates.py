"""Charts of dates: when the documents speak of, and how old is what they cite.

Every mark carries in ``customdata`` the identifiers of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.scales import count_nouns, put_legend_above
from r2p_data.charts.sentences import hover_texts
from r2p_data.charts.style import PALETTE, document_names, finish, label

# Colour and shape by precision; years and periods that are long enough to be seen are bars.
_LOOKS = {
    "day": (PALETTE[0], "circle"),
    "month": (PALETTE[2], "square"),
    "year": (PALETTE[1], "diamond"),
    "period": (PALETTE[3], "hexagon"),
}
_ON_MARK = "%{hovertext}<extra></extra>"
# Shares of the width of the chart: shorter dates are points; a point takes so much room; an open bound shows so much.
_POINT, _ROOM, _TAIL = 0.006, 0.022, 0.05
_ROW = 17
_LISTED = 8
_TYPES = ("resolution", "statement", "report", "document", "treaty")
Row = dict[str, Any]


def draw_dates(dates: pd.DataFrame, paragraphs: pd.DataFrame, documents: pd.DataFrame) -> go.Figure:
    """A timeline: one lane a document; days are points, periods bars, an open bound an arrow.

    A hollow mark was inferred in part. Equal dates of a document share a mark.
    """
    marks = _merge(dates, paragraphs, documents)
    figure = go.Figure()
    if not marks.empty:
        marks = _place(marks)
        for precision, (colour, shape) in _LOOKS.items():
            mine = marks[marks["precision"] == precision]
            _add_bars(figure, mine[~mine["point"]], precision, colour)
            _add_points(figure, mine[mine["point"]], precision, colour, shape)
            _add_arrows(figure, mine, colour)
        _explain(figure, marks)
    finish(figure, _finding(dates, marks), "date", None, documents)
    figure.update_layout(barmode="overlay", bargap=0)
    _set_lanes(figure, marks, document_names(documents))
    put_legend_above(figure)
    figure.update_xaxes(type="date", rangemode="normal", minallowed=None, tickformat=None, dtick=None, showgrid=True)
    return figure


def _merge(dates: pd.DataFrame, paragraphs: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """One row for equal dates of a document, with their identifiers and what one reads when pointing at them."""
    said = dates.assign(said=hover_texts(dates, paragraphs, documents))
    keys = ["doc_id", "date_from", "date_to", "precision", "inferred"]
    marks = said.groupby(keys, dropna=False, sort=False).agg(ids=("date_id", list), said=("said", list))
    marks = marks.reset_index()
    marks["said"] = [f"{texts[0]}{_more(texts)}" for texts in marks["said"]]
    return marks


def _more(said: Sequence[str]) -> str:
    return f"<br>and {len(said) - 1} more: click to read them" if len(said) > 1 else ""


def _place(marks: pd.DataFrame) -> pd.DataFrame:
    """Where each mark is drawn: its ends, open ones cut, and its row within the lane of its document."""
    marks = marks.copy()
    known = pd.concat([marks["date_from"], marks["date_to"]]).dropna()
    width = max(known.max() - known.min(), pd.Timedelta(days=10))
    tail = width * _TAIL
    marks["left"] = marks["date_from"].fillna(marks["date_to"] - tail)
    marks["right"] = marks["date_to"].fillna(marks["date_from"] + tail) + pd.Timedelta(days=1)
    marks["open"] = marks["date_from"].isna() | marks["date_to"].isna()
    marks["point"] = ~marks["open"] & (marks["right"] - marks["left"] < width * _POINT)
    marks["middle"] = marks["left"] + (marks["right"] - marks["left"]) / 2
    lanes, first = [], 0
    for _, lane in marks.sort_values("left", kind="stable").groupby("doc_id", sort=True):
        rows = _pack(lane, width * _ROOM)
        lanes.append(lane.assign(row=[first + row for row in rows]))
        first += max(rows) + 2
    return pd.concat(lanes)


def _pack(lane: pd.DataFrame, room: pd.Timedelta) -> list[int]:
    """The first row in which each mark finds room beside the marks before it."""
    ends: list[pd.Timestamp] = []
    rows = []
    for mark in lane.to_dict("records"):
        left = min(mark["left"], mark["middle"] - room / 2)
        row = next((i for i, end in enumerate(ends) if end <= left), len(ends))
        arrow = room / 2 if mark["open"] else pd.Timedelta(0)
        ends[row : row + 1] = [max(mark["right"] + arrow, mark["middle"] + room / 2)]
        rows.append(row)
    return rows


def _fills(marks: pd.DataFrame, colour: str) -> list[str]:
    return ["white" if inferred else colour for inferred in marks["inferred"]]


def _add_bars(figure: go.Figure, marks: pd.DataFrame, name: str, colour: str) -> None:
    if marks.empty:
        return
    figure.add_bar(
        y=marks["row"].tolist(),
        base=marks["left"].dt.strftime("%Y-%m-%d").tolist(),
        x=[length / pd.Timedelta(milliseconds=1) for length in marks["right"] - marks["left"]],
        orientation="h",
        width=0.7,
        name=name,
        legendgroup=name,
        marker={"color": _fills(marks, colour), "line": {"color": colour, "width": 1}},
        opacity=0.85,
        customdata=marks["ids"].tolist(),
        hovertext=marks["said"].tolist(),
        hovertemplate=_ON_MARK,
    )


def _add_points(figure: go.Figure, marks: pd.DataFrame, name: str, colour: str, shape: str) -> None:
    if marks.empty:
        return
    drawn = any(trace.name == name for trace in figure.data)
    _add_markers(figure, marks, "middle", colour, shape, name=name, legendgroup=name, showlegend=not drawn)


def _add_arrows(figure: go.Figure, marks: pd.DataFrame, colour: str) -> None:
    """The open ends: « depuis 2005 » points on, « d’ici à 2020 » back."""
    for bound, end, shape in (("date_to", "right", "triangle-right"), ("date_from", "left", "triangle-left")):
        mine = marks[marks[bound].isna()]
        if not mine.empty:
            _add_markers(figure, mine, end, colour, shape, showlegend=False)


def _explain(figure: go.Figure, marks: pd.DataFrame) -> None:
    """Say in the legend what hollow marks and arrows mean, where there are any."""
    for name, shape, shown in (
        ("hollow: year inferred", "circle-open", marks["inferred"].any()),
        ("arrow: open bound", "triangle-right", marks["open"].any()),
    ):
        if shown:
            marker = {"symbol": shape, "size": 11, "color": "#555"}
            figure.add_scatter(x=[None], y=[None], mode="markers", name=name, marker=marker)


def _add_markers(figure: go.Figure, marks: pd.DataFrame, at: str, colour: str, shape: str, **more: Any) -> None:
    figure.add_scatter(
        x=marks[at].dt.strftime("%Y-%m-%dT%H:%M").tolist(),
        y=marks["row"].tolist(),
        mode="markers",
        marker={
            "symbol": shape,
            "size": 11,
            "color": _fills(marks, colour),
            "line": {"color": colour, "width": 2},
        },
        customdata=marks["ids"].tolist(),
        hovertext=marks["said"].tolist(),
        hovertemplate=_ON_MARK,
        **more,
    )


def _set_lanes(figure: go.Figure, marks: pd.DataFrame, names: dict[str, str]) -> None:
    """Name each lane at its middle and part it from the next."""
    if marks.empty:
        return
    lanes = marks.groupby("doc_id")["row"].agg(["min", "max"])
    last = int(lanes["max"].max())
    figure.update_layout(height=max(320, 190 + _ROW * (last + 1)))
    figure.update_yaxes(
        tickvals=((lanes["min"] + lanes["max"]) / 2).tolist(),
        ticktext=[names[str(doc_id)] for doc_id in lanes.index],
        range=[last + 0.8, -0.8],
        showgrid=False,
        zeroline=False,
    )
    for edge in lanes["max"].tolist()[:-1]:
        figure.add_hline(y=edge + 1, line={"color": "#BBB", "width": 1})


def _finding(dates: pd.DataFrame, marks: pd.DataFrame) -> str:
    if marks.empty:
        return "No date is stated"
    known = pd.concat([dates["date_from"], dates["date_to"]]).dropna()
    inferred = int(dates["inferred"].sum())
    part = f", {inferred} with a year inferred" if inferred else ""
    return f"{count_nouns(len(dates), 'date')} from {known.min().year} to {known.max().year}{part}"


def draw_cited_years(references: pd.DataFrame, documents: pd.DataFrame) -> go.Figure:
    """Citations by the year of what is cited, as bars divided by type."""
    dated = references.dropna(subset=["year"])
    figure = go.Figure()
    for colour, kind in zip(PALETTE, _TYPES, strict=False):
        mine = dated[dated["type"] == kind].groupby("year")["reference_id"].agg(list)
        if not mine.empty:
            figure.add_bar(
                x=[int(year) for year in mine.index],
                y=mine.map(len).tolist(),
                name=kind,
                marker_color=colour,
                customdata=mine.tolist(),
                hovertext=[_list_symbols(dated, ids) for ids in mine],
                hovertemplate="%{x}: %{hovertext}<extra>" + kind + "</extra>",
            )
    undated = len(references) - len(dated)
    without = f" ({count_nouns(undated, 'citation')} without a year left out)" if undated else ""
    finish(figure, _year_finding(dated), f"year of the document cited{without}", "citations", documents)
    figure.update_layout(height=420)
    figure.update_xaxes(rangemode="normal", minallowed=None, tickformat="d", dtick=None)
    figure.update_yaxes(autorange=True, rangemode="tozero")
    return figure


def _list_symbols(references: pd.DataFrame, ids: Sequence[str]) -> str:
    symbols = references.loc[references["reference_id"].isin(ids), "symbol"].unique()
    listed = "<br>".join(label(symbol, 60) for symbol in symbols[:_LISTED])
    return f"{count_nouns(len(ids), 'citation')}<br>{listed}" + ("<br>…" if len(symbols) > _LISTED else "")


def _year_finding(dated: pd.DataFrame) -> str:
    if dated.empty:
        return "No citation states a year"
    counts = dated["year"].value_counts()
    return f"What was issued in {counts.index[0]} is cited most: {count_nouns(int(counts.iloc[0]), 'citation')}"

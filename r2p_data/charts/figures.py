"""Charts of figures: money, shares of a whole, counts with what they count.

Every mark carries in ``customdata`` the identifiers of its rows and shows their sentence when
one points at it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.scales import count_nouns, label_rows, put_legend_above, say_amount, use_log_scale
from r2p_data.charts.sentences import hover_texts
from r2p_data.charts.style import PALETTE, document_names, finish, label

# What stands before a value, and the shape of its mark, by the bound that its qualifier sets.
_SIGNS = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
_BOUNDS = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}
_SHAPES = {"exact": "circle", "at_least": "triangle-right", "at_most": "triangle-left", "about": "diamond-open"}
_REST = "#E3E3E3"
_WIDE = 62
_ON_MARK = "%{hovertext}<extra></extra>"
Row = dict[Hashable, Any]


def draw_money(figures: pd.DataFrame, paragraphs: pd.DataFrame, documents: pd.DataFrame) -> go.Figure:
    """Amounts of money on a log scale: a point an amount, a line for a range, an arrow for a change.

    Triangles are bounds: « plus de 2 milliards » points to the right. One colour a currency.
    """
    money = figures[(figures["kind"] == "money") & (figures["value"] > 0)]
    money = money.assign(said=hover_texts(money, paragraphs, documents)).sort_values("value", ascending=False)
    money = money.assign(row=range(len(money)), most=money[["value", "value2"]].max(axis=1))
    figure = go.Figure()
    for colour, (unit, rows) in zip(PALETTE * 99, money.groupby("unit", sort=False), strict=False):
        _add_spans(figure, rows, colour)
        _add_points(figure, rows, str(unit), colour, [f" {_say_money(row)}" for row in rows.to_dict("records")])
    finish(figure, _money_finding(money), "amount in units of its currency (log scale)", None, documents, len(money))
    figure.update_layout(showlegend=money["unit"].nunique() > 1, height=max(300, 170 + 44 * len(money)))
    label_rows(figure, [label(f"« {surface} »", _WIDE) for surface in money["surface"]])
    return use_log_scale(figure, money["value"].min(), money["most"].max())


def _say_money(row: Row) -> str:
    if pd.isna(row["value2"]):
        return f"{_SIGNS[row['bound']]}{say_amount(row['value'])} {row['unit']}"
    mark = "→" if row["form"] == "change" else "to"
    return f"{say_amount(row['value'])} {mark} {say_amount(row['value2'])} {row['unit']}"


def _money_finding(money: pd.DataFrame) -> str:
    if money.empty:
        return "No amount of money is stated"
    largest = money.nlargest(1, "most").to_dict("records")[0]
    said = _BOUNDS[largest["bound"]] + _say_money(largest | {"bound": "exact"})
    return f"{count_nouns(len(money), 'amount')} of money: the largest is {label(said)}"


def _add_spans(figure: go.Figure, rows: pd.DataFrame, colour: str) -> None:
    """A line from the first to the second value of each range or change."""
    spans = rows[rows["value2"].notna()]
    ends = [(row["value"], row["value2"], row["row"]) for row in spans.to_dict("records")]
    figure.add_scatter(
        x=[x for start, end, _ in ends for x in (start, end, None)],
        y=[y for _, _, row in ends for y in (row, row, None)],
        mode="lines",
        line={"color": colour, "width": 5},
        hoverinfo="skip",
        showlegend=False,
    )


def _add_points(figure: go.Figure, rows: pd.DataFrame, name: str, colour: str, texts: list[str]) -> None:
    """The marks of the values, named in words beside the last one."""
    marks = [mark for row, text in zip(rows.to_dict("records"), texts, strict=True) for mark in _marks(row, text)]
    figure.add_scatter(
        x=[mark["x"] for mark in marks],
        y=[mark["row"] for mark in marks],
        mode="markers+text",
        marker={"color": colour, "size": 13, "symbol": [mark["shape"] for mark in marks], "line": {"width": 2}},
        text=[mark["text"] for mark in marks],
        textposition="middle right",
        cliponaxis=False,
        name=name,
        customdata=[[mark["figure_id"]] for mark in marks],
        hovertext=[mark["said"] for mark in marks],
        hovertemplate=_ON_MARK,
    )


def _marks(row: Row, text: str) -> Iterator[Row]:
    """One mark a value; the text stands at the right of the larger one."""
    if pd.isna(row["value2"]):
        yield row | {"x": row["value"], "shape": _SHAPES[row["bound"]], "text": text}
        return
    rising = row["value2"] >= row["value"]
    arrow = "triangle-right" if rising else "triangle-left"
    last = arrow if row["form"] == "change" else "circle"
    yield row | {"x": row["value"], "shape": "circle", "text": "" if rising else text}
    yield row | {"x": row["value2"], "shape": last, "text": text if rising else ""}


def draw_shares(figures: pd.DataFrame, paragraphs: pd.DataFrame, documents: pd.DataFrame) -> go.Figure:
    """Percentages and ratios as parts of a whole; what a range leaves open is pale."""
    rows = figures[figures["kind"].isin(["percent", "ratio"])].copy()
    ratio = rows["kind"] == "ratio"
    rows["part"] = rows["value"].where(~ratio, 100 * rows["value"] / rows["value2"].where(rows["value2"] > 0))
    rows = rows.dropna(subset=["part"])
    rows["open"] = (rows["value2"] - rows["value"]).where(rows["kind"] == "percent", 0).fillna(0).clip(lower=0)
    rows["said"] = hover_texts(rows, paragraphs, documents)
    rows = rows.sort_values("part", ascending=False, kind="stable")
    rest = (100 - rows["part"] - rows["open"]).clip(lower=0)
    figure = go.Figure()
    texts = [_say_share(row) for row in rows.to_dict("records")]
    for name, widths, colour, text in (
        ("part stated", rows["part"], PALETTE[0], texts),
        ("up to (range)", rows["open"], PALETTE[4], None),
        ("rest of the whole", rest, _REST, None),
    ):
        if widths.any():
            _add_parts(figure, rows, widths, name, colour, text)
    finish(figure, _share_finding(rows), "part of the whole (%)", None, documents, rows=2 * len(rows))
    figure.update_xaxes(rangemode="normal", dtick=25 if rows["part"].max() <= 100 else None, ticksuffix=" %")
    label_rows(figure, [_name_subject(row) for row in rows.to_dict("records")])
    put_legend_above(figure)
    return figure


def _add_parts(
    figure: go.Figure, rows: pd.DataFrame, widths: pd.Series, name: str, colour: str, texts: list[str] | None
) -> None:
    figure.add_bar(
        y=list(range(len(rows))),
        x=widths.tolist(),
        orientation="h",
        name=name,
        marker_color=colour,
        text=texts,
        textposition="auto",
        insidetextanchor="middle",
        textangle=0,
        customdata=[[figure_id] for figure_id in rows["figure_id"]],
        hovertext=rows["said"].tolist(),
        hovertemplate=_ON_MARK,
    )


def _say_share(row: Row) -> str:
    if row["kind"] == "ratio":
        return f"{row['value']:g} of {row['value2']:g} = {row['part']:.4g} %"
    upper: str = "" if pd.isna(row["value2"]) else f"–{row['value2']:g}"
    return f"{_SIGNS[row['bound']]}{row['value']:g}{upper} %"


def _share_finding(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No share of a whole is stated"
    first = rows.head(1).to_dict("records")[0]
    return f"{count_nouns(len(rows), 'share')} of a whole: the largest is {_name_subject(first)}"


def _name_subject(row: Row) -> str:
    return label(row["surface"] if pd.isna(row["subject"]) else f"{row['surface']} — {row['subject']}", _WIDE)


def draw_counts(figures: pd.DataFrame, paragraphs: pd.DataFrame, documents: pd.DataFrame, top: int = 40) -> go.Figure:
    """The ``top`` largest counts on a log scale, each named with its subject; equal ones share a mark."""
    rows = figures[(figures["kind"] == "count") & (figures["value"] > 0)].copy()
    rows["said"] = hover_texts(rows, paragraphs, documents)
    rows["name"] = [_name_count(row) for row in rows.to_dict("records")]
    marks = rows.groupby(["doc_id", "name", "value", "bound"], sort=False).agg(
        ids=("figure_id", list), said=("said", list)
    )
    marks = marks.reset_index().sort_values("value", ascending=False, kind="stable").head(top)
    marks["row"] = range(len(marks))
    figure = go.Figure()
    for colour, (doc_id, name) in zip(PALETTE * 99, document_names(documents).items(), strict=False):
        if (mine := marks[marks["doc_id"] == doc_id]).size:
            _add_counts(figure, mine, name, colour)
    finish(figure, _count_finding(rows, marks), "number counted (log scale)", None, documents, rows=len(marks))
    label_rows(figure, [f"{row['name']}{_times(row['ids'])}" for row in marks.to_dict("records")])
    figure.update_yaxes(showgrid=True)
    put_legend_above(figure)
    return use_log_scale(figure, marks["value"].min(), marks["value"].max())


def _add_counts(figure: go.Figure, marks: pd.DataFrame, name: str, colour: str) -> None:
    figure.add_scatter(
        x=marks["value"].tolist(),
        y=marks["row"].tolist(),
        mode="markers",
        name=name,
        marker={"color": colour, "size": 11, "symbol": [_SHAPES[bound] for bound in marks["bound"]]},
        customdata=marks["ids"].tolist(),
        hovertext=[f"{said[0]}{_more(said)}" for said in marks["said"]],
        hovertemplate=_ON_MARK,
    )


def _name_count(row: Row) -> str:
    unit: str = "" if pd.isna(row["unit"]) or pd.notna(row["subject"]) else f" {row['unit']}"
    return label(row["surface"] + (unit if pd.isna(row["subject"]) else f" {row['subject']}"), _WIDE)


def _times(ids: list[str]) -> str:
    return f" ({len(ids)}×)" if len(ids) > 1 else ""


def _more(said: list[str]) -> str:
    return f"<br>and {len(said) - 1} more: click to read them" if len(said) > 1 else ""


def _count_finding(rows: pd.DataFrame, marks: pd.DataFrame) -> str:
    if rows.empty:
        return "Nothing is counted"
    some = f", the {len(marks)} largest shown" if sum(map(len, marks["ids"])) < len(rows) else ""
    return f"{count_nouns(len(rows), 'count')}{some}: the largest is {marks['name'].iloc[0]}"

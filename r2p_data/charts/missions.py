"""A timeline of missions: when each that the documents name began and ended, and where it stands."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.naming import WIDTH, both_names, count, name_actors
from r2p_data.charts.style import PALETTE, finish, label
from r2p_data.lexicon import load_rows

_LEXICONS = ("actors_missions_un.csv", "actors_missions_other.csv")
_STATES = ("states_members.csv", "states_territories.csv")
_KINDS = {"un_mission": ("UN missions", PALETTE[0]), "mission": ("other missions", PALETTE[1])}
_OPEN = "no end stated"


def day_of(printed: str, *, last: bool = False) -> date:
    """The first (or last) day that a year, a month or a day of the lexicon may mean.

    >>> day_of("2013"), day_of("2013-07"), day_of("2017-06", last=True)
    (datetime.date(2013, 1, 1), datetime.date(2013, 7, 1), datetime.date(2017, 6, 30))
    """
    year, month, day = (*(int(part) for part in printed.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    if not last:
        return date(year, month or 1, 1)
    following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return following - timedelta(days=1)


@cache
def _spans() -> dict[str, dict[str, str]]:
    return {row["actor_id"]: row for name in _LEXICONS for row in load_rows(name, ["actor_id", "name_fr"])}


@cache
def _state_names() -> dict[str, str]:
    return {row["iso3"]: row["name_fr"] for name in _STATES for row in load_rows(name, ["iso3", "name_fr"])}


def date_missions(mentions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The missions that documents name, with start, end and hosts as the lexicon states them.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``type``, ``mentions`` (adjectives left out), ``start``, ``end`` (year,
        year-month or day as stated; missing where the lexicon states none), ``hosts`` (French
        names of the states), the earliest first, those without a start last.
    """
    named = mentions[mentions["form"] != "adjective"]["actor_id"].value_counts()
    missions = actors[actors["type"].isin(list(_KINDS)) & actors["actor_id"].isin(named.index)]
    known = [_spans().get(actor, {}) for actor in missions["actor_id"]]
    table = missions[["actor_id", "type"]].assign(
        mentions=missions["actor_id"].map(named),
        start=pd.Series([row.get("start") or None for row in known], missions.index, dtype="str"),
        end=pd.Series([row.get("end") or None for row in known], missions.index, dtype="str"),
        hosts=pd.Series([_hosts(row.get("hosts", "")) for row in known], missions.index, dtype="str"),
    )
    return table.sort_values(["start", "actor_id"], na_position="last", ignore_index=True)


def _hosts(codes: str) -> str:
    return ", ".join(_state_names().get(code, code) for code in codes.split("|") if code)


def draw_missions(mentions: pd.DataFrame, actors: pd.DataFrame, documents: pd.DataFrame) -> go.Figure:
    """The missions that documents name, as bars from start to end, with their host states.

    A bar that ends in an arrow has no end in the lexicon. Missions of unknown start are named
    under the chart. ``customdata`` is the ``actor_id``.
    """
    table = date_missions(mentions, actors)
    dated = table[table["start"].notna()].reset_index(drop=True)
    horizon = _horizon(dated)
    figure = go.Figure()
    for kind, (name, colour) in _KINDS.items():
        _add_bars(figure, dated[dated["type"] == kind], actors, horizon, name, colour)
    _add_arrows(figure, dated[dated["end"].isna()], horizon)
    finish(figure, _finding(table), "year", None, documents)
    return _frame(figure, dated, table[table["start"].isna()], actors, horizon)


def _finding(table: pd.DataFrame) -> str:
    if table.empty:
        return "No mission is named"
    of_un = int((table["type"] == "un_mission").sum())
    still = int((table["start"].notna() & table["end"].isna()).sum())
    return f"{count(len(table), 'mission')} named, {of_un} of them of the UN; for {still} no end is stated"


def _horizon(dated: pd.DataFrame) -> date:
    """One year after the last that the bars state; open bars reach to it."""
    stated = [day_of(text, last=True) for column in ("start", "end") for text in dated[column].dropna()]
    return date(max((day.year for day in stated), default=2000) + 2, 1, 1)


def _add_bars(
    figure: go.Figure, rows: pd.DataFrame, actors: pd.DataFrame, horizon: date, name: str, colour: str
) -> None:
    hover = both_names(actors)
    starts = [day_of(text) for text in rows["start"]]
    ends = [horizon if pd.isna(text) else day_of(text, last=True) for text in rows["end"]]
    figure.add_bar(
        y=rows.index.tolist(),
        base=[day.isoformat() for day in starts],
        x=[(end - start).days * 86_400_000 for start, end in zip(starts, ends, strict=True)],
        orientation="h",
        name=name,
        marker={"color": colour},
        customdata=rows["actor_id"].tolist(),
        hovertext=[_say(row, hover[row["actor_id"]]) for row in rows.to_dict("records")],
        hoverinfo="text",
    )


def _say(row: dict[Hashable, Any], names: str) -> str:
    span = f"from {row['start']}, {_OPEN}" if pd.isna(row["end"]) else f"{row['start']} to {row['end']}"
    hosts = f"<br>{label(row['hosts'], 90)}" if row["hosts"] else ""
    return f"{names}{hosts}<br>{span}<br>{count(row['mentions'], 'mention')}"


def _add_arrows(figure: go.Figure, rows: pd.DataFrame, horizon: date) -> None:
    if rows.empty:
        return
    figure.add_scatter(
        x=[horizon.isoformat()] * len(rows),
        y=rows.index.tolist(),
        mode="markers",
        name=_OPEN,
        marker={"symbol": "triangle-right", "size": 16, "color": "#444444"},
        customdata=rows["actor_id"].tolist(),
        hovertext=[_OPEN] * len(rows),
        hoverinfo="text",
    )


def _frame(
    figure: go.Figure, dated: pd.DataFrame, undated: pd.DataFrame, actors: pd.DataFrame, horizon: date
) -> go.Figure:
    names = name_actors(actors)
    first = date(int(dated["start"].min()[:4]) - 1 if len(dated) else horizon.year - 10, 1, 1)
    axis = [_label_row(names[row["actor_id"]], row["hosts"]) for row in dated.to_dict("records")]
    figure.update_layout(
        barmode="overlay",
        width=WIDTH,
        title={"x": 0, "xref": "container", "pad": {"l": 10}},
        hovermode="closest",
        height=max(300, 230 + 36 * len(dated)),
        xaxis={
            "type": "date",
            "range": [first.isoformat(), date(horizon.year + 1, 7, 1).isoformat()],
            "rangemode": "normal",
            "minallowed": None,
            "dtick": None,
            "tickformat": "%Y",
        },
        yaxis={"tickvals": dated.index.tolist(), "ticktext": axis},
        bargap=0.45,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemsizing": "constant"},
        margin={"t": 100, "b": 125},
    )
    source = figure.layout.annotations[-1]
    without = ", ".join(names[actor] for actor in undated["actor_id"])
    more = f"<br>Without dates: {without}." if without else ""
    source.update(text=f"{source.text}. Dates and hosts: the lexicon of missions.{more}", align="left", yshift=-85)
    return figure


def _label_row(name: str, hosts: str) -> str:
    return f'{name}<br><span style="font-size:10px;color:#666">{label(hosts, 56)}</span>'

"""Ranked bars: the actors named most, and who is named with whom; marks lead back by ``customdata``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from r2p_data.charts.gauge import Marks, frame, name_rows, shade
from r2p_data.charts.naming import count, join_name, wrap
from r2p_data.charts.style import label

_BAR, _AROUND = 21, 54
_NAME, _PAIR = 30, 15
Row = Mapping[Any, Any]


def frame_ranking(x: str, top: int) -> Marks:
    """An empty chart for ``top`` bars."""
    bars = {"type": "bar", "orientation": "h", "textposition": "outside", "cliponaxis": False}
    return frame(x, _AROUND + _BAR * top, [{**bars, "hovertemplate": "%{hovertext}<extra></extra>"}])


def fill_actors(actors: pd.DataFrame, chosen: Collection[str] = ()) -> Marks:
    """Bars for a table of ``actor_id``, names and ``mentions``; those ``chosen`` stand out."""
    rows = actors.to_dict("records")
    names = [short_name(row, _NAME) for row in rows]
    told = [
        f"{_both(row)}<br>{count(row['mentions'], 'mention')} in {count(row['paragraphs'], 'paragraph')}"
        for row in rows
    ]
    ids = [row["actor_id"] for row in rows]
    return _fill(names, actors["mentions"].tolist(), told, ids, [actor in chosen for actor in ids])


def say_actors(actors: pd.DataFrame) -> str:
    """Who is named most.

    >>> say_actors(pd.DataFrame({"name_fr": ["Mali"], "acronym": [None], "mentions": [3], "tied": [2]}))
    'Mali is named most: 3 mentions, as often as 2 others'
    """
    if actors.empty:
        return "No actor is named here"
    first = actors.to_dict("records")[0]
    times = _say_times(first["mentions"], "mention", first["tied"])
    return f"{join_name(first['name_fr'], first.get('acronym'))} is named most: {times}"


def _say_times(n: int, noun: str, tied: int) -> str:
    """How often, and how many others as often.

    >>> _say_times(3, "mention", 1)
    '3 mentions, as often as 1 other'
    """
    return count(n, noun) + (f", as often as {count(tied, 'other')}" if tied else "")


def fill_pairs(
    pairs: pd.DataFrame, actors: Mapping[str, Row], chosen: str | None = None, pair: Collection[str] = ()
) -> Marks:
    """Bars for pairs of actors named in one paragraph; with an actor ``chosen``, only who is named with it.

    ``pair`` are two actors whose bar stands out.
    """
    rows, names, told = pairs.to_dict("records"), [], []
    for row in rows:
        ends = [actors[row["source"]], actors[row["target"]]]
        others = [actor for actor in ends if actor["actor_id"] != chosen]
        names.append(" + ".join(short_name(actor, _NAME if len(others) == 1 else _PAIR) for actor in others))
        told.append(f"{_both(ends[0])}<br>and {_both(ends[1])}<br>{count(row['weight'], 'paragraph')}")
    ids = [[row["source"], row["target"]] for row in rows]
    return _fill(names, pairs["weight"].tolist(), told, ids, [set(ends) == set(pair) for ends in ids])


def say_pairs(pairs: pd.DataFrame, actors: Mapping[str, Row], chosen: str | None = None) -> str:
    """Who is named with whom most often."""
    if pairs.empty:
        alone = f" with {_plain(actors[chosen])}" if chosen is not None and chosen in actors else " together"
        return f"No two actors are named{alone} here" if chosen is None else f"No one is named{alone} here"
    first = pairs.to_dict("records")[0]
    ends = [actors[first["source"]], actors[first["target"]]]
    times = _say_times(first["weight"], "paragraph", first["tied"])
    if chosen is None:
        return f"{_plain(ends[0])} and {_plain(ends[1])} are named together most: {times}"
    other = next(actor for actor in ends if actor["actor_id"] != chosen)
    return f"{_plain(other)} is named with {_plain(actors[chosen])} most: {times}"


def short_name(actor: Row, width: int) -> str:
    """A name for a row of a chart, escaped: a name that is short itself, else the acronym.

    >>> short_name({"name_fr": "Organisation des Nations Unies", "acronym": "ONU"}, 20)
    'ONU'
    """
    name, acronym = str(actor["name_fr"]), actor["acronym"]
    return label(name if len(name) <= width or pd.isna(acronym) else acronym, width)


def _plain(actor: Row) -> str:
    return join_name(actor["name_fr"], actor["acronym"])


def _both(actor: Row) -> str:
    english = actor["name_en"]
    names = [join_name(actor["name_fr"], actor["acronym"], 120)]
    names += [] if pd.isna(english) or english == actor["name_fr"] else [str(english)]
    return "<br>".join(wrap(label(name, 140), 48) for name in names)


def _fill(names: list[str], values: list[int], told: list[str], ids: list[Any], chosen: list[bool]) -> Marks:
    most = max(values, default=1)
    bars = {
        "y": list(range(len(names))),
        "x": values,
        "text": [f"{value:,}" for value in values],
        "hovertext": told,
        "customdata": ids,
        "marker": {"color": shade(chosen)},
    }
    # room for the numbers at the end of the bars
    across = {"range": [0, most * 1.12], "dtick": 1 if most < 6 else None}
    return {"data": [bars], "layout": {"xaxis": across, "yaxis": name_rows(names)}}

"""Charts of what the lexicon knows: shares of the names by where they are known from, and the candidates."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.naming import count
from r2p_data.charts.style import PALETTE, finish, label

# In the order of ``measure_coverage``: known by a row, known because a document explains it, not known.
_KNOWN_FROM = {
    "lexicon": ("in the lexicon", PALETTE[0]),
    "document": ("explained by the document", PALETTE[4]),
    "candidate": ("not known", PALETTE[1]),
}
_KINDS = {"acronym": ("acronyms", PALETTE[5]), "name": ("names", PALETTE[1])}


def draw_coverage(coverages: Mapping[str, pd.DataFrame], documents: pd.DataFrame) -> go.Figure:
    """Shares of the names in a corpus by where they are known from, a bar for each table of coverage.

    Parameters
    ----------
    coverages
        tables as ``measure_coverage`` gives them, by the names of their bars.
    documents
        the table of that name.
    """
    figure = go.Figure()
    for known_from, (name, colour) in _KNOWN_FROM.items():
        rows = [_row(table, known_from) for table in coverages.values()]
        shares = [round(row["share"], 1) for row in rows]
        figure.add_bar(
            y=[label(bar) for bar in coverages],
            x=shares,
            name=name,
            orientation="h",
            marker_color=colour,
            text=[f"{share:.0f} %" if share >= 5 else "" for share in shares],
            textangle=0,
            hovertext=[
                f"{count(int(row['mentions']), 'mention')} of {count(int(row['actors']), 'name')}" for row in rows
            ],
            hovertemplate="%{x} %: %{hovertext}<extra>" + name + "</extra>",
        )
    finish(figure, say_coverage(coverages), "share of the mentions (%)", None, documents, rows=2 * len(coverages))
    figure.update_xaxes(range=[0, 100], ticksuffix=" %", dtick=20)
    figure.update_yaxes(ticksuffix=" ")
    return figure.update_layout(legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"}, margin={"t": 90, "r": 40})


def say_coverage(coverages: Mapping[str, pd.DataFrame]) -> str:
    """How much is not known; of several tables, from the first to the last.

    >>> known_from, numbers = ["lexicon", "document", "candidate"], [6, 0, 2]
    >>> counted = {"known_from": known_from, "actors": numbers, "mentions": numbers}
    >>> table = pd.DataFrame(counted | {"share": [0.75, 0, 0.25]})
    >>> say_coverage({"now": table})
    '25 % of the mentions of names are not known'
    """
    shares = [_row(table, "candidate")["share"] for table in coverages.values()]
    if len(shares) == 1:
        return f"{shares[0]:.0f} % of the mentions of names are not known"
    return f"Mentions of names that are not known: {shares[0]:.0f} % before, {shares[-1]:.0f} % now"


def _row(coverage: pd.DataFrame, known_from: str) -> dict[str, float]:
    """One row of a table of coverage, its share in per cent; where nothing is named, nothing is missing."""
    numbers = coverage.set_index("known_from").loc[[known_from], ["actors", "mentions", "share"]].fillna(0)
    actors, mentions, share = (float(number) for number in numbers.to_numpy()[0])
    return {"actors": actors, "mentions": mentions, "share": 100 * share}


def draw_candidates(candidates: pd.DataFrame, documents: pd.DataFrame, top: int = 15) -> go.Figure:
    """The ``top`` candidates by how often they stand; the ``customdata`` of a bar is the name."""
    shown = candidates.head(top)
    figure = go.Figure()
    for kind, (name, colour) in _KINDS.items():
        mine = shown[shown["kind"] == kind]
        if not mine.empty:
            figure.add_bar(
                y=[label(each) for each in mine["name"]],
                x=mine["n_mentions"].tolist(),
                name=name,
                orientation="h",
                marker_color=colour,
                customdata=mine["name"].tolist(),
                hovertext=[_told(row) for row in mine.to_dict("records")],
                hovertemplate="%{hovertext}<extra></extra>",
            )
    finish(figure, say_candidates(candidates), "mentions", None, documents, rows=len(shown))
    return figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=[label(each) for each in shown["name"]], ticksuffix=" "
    )


def _told(row: Mapping[Hashable, Any]) -> str:
    return f"{label(row['name'])}: {count(row['n_mentions'], 'mention')} in {count(row['n_documents'], 'document')}"


def say_candidates(candidates: pd.DataFrame) -> str:
    """Which candidate stands most often.

    >>> say_candidates(pd.DataFrame({"name": ["ACHPR", "Goma"], "n_mentions": [3, 1]}))
    '« ACHPR » is the most frequent of 2 candidates: 3 mentions'
    >>> say_candidates(pd.DataFrame({"name": ["ACHPR", "Goma"], "n_mentions": [3, 3]}))
    '« ACHPR » is the most frequent of 2 candidates: 3 mentions, as many as 1 other'
    """
    if candidates.empty:
        return "No candidate: every name is known"
    first = candidates.iloc[0]
    mentions = count(first["n_mentions"], "mention")
    if len(candidates) == 1:
        return f"« {label(first['name'])} » is the only candidate: {mentions}"
    tied = int((candidates["n_mentions"] == first["n_mentions"]).sum()) - 1
    mentions += f", as many as {count(tied, 'other')}" if tied else ""
    return f"« {label(first['name'])} » is the most frequent of {len(candidates)} candidates: {mentions}"

"""Charts of actors: who is named, how often, of what type, in which document."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.matrix import add_matrix, finish_matrix
from r2p_data.charts.naming import TYPE_NAMES, both_names, count, name_actors, wrap
from r2p_data.charts.style import PALETTE, document_names, finish
from r2p_data.codebook import ACTOR_TYPES

_WHAT_COUNTS = "mentions (names, acronyms, offices, definite descriptions)"


def draw_actors(mentions: pd.DataFrame, actors: pd.DataFrame, documents: pd.DataFrame, top: int = 15) -> go.Figure:
    """The ``top`` actors most named, as bars divided by document; adjectives are left out.

    The ``customdata`` of a bar are ``actor_id`` and ``doc_id``, as ``find_actor`` takes them.
    """
    counts = mentions[mentions["form"] != "adjective"].groupby(["actor_id", "doc_id"]).size().unstack(fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").head(top).index
    names, hover = name_actors(actors), both_names(actors)
    figure = go.Figure()
    for colour, (doc_id, name) in zip(PALETTE * 99, document_names(documents).items(), strict=False):
        if doc_id in counts:
            figure.add_bar(
                y=[names[actor] for actor in order],
                x=counts.loc[order, doc_id].tolist(),
                name=name,
                orientation="h",
                marker_color=colour,
                customdata=[[actor, doc_id] for actor in order],
                hovertext=[hover[actor] for actor in order],
                hovertemplate="%{hovertext}<br>%{x} mentions<extra>" + name + "</extra>",
            )
    total = int(counts.loc[order[0]].sum()) if len(order) else 0
    finding = f"{names[order[0]]} is named most: {count(total, 'mention')}" if total else "No actor is named"
    return finish(figure, finding, _WHAT_COUNTS, None, documents, rows=len(order))


def draw_actor_types(mentions: pd.DataFrame, actors: pd.DataFrame, documents: pd.DataFrame) -> go.Figure:
    """Mentions by type of actor and document, as a matrix: the shade is the share within the document.

    Long and short documents can be compared by shade; the numbers are mentions, adjectives left
    out. The ``customdata`` of a cell are type and ``doc_id``, as ``find_type`` takes them.
    """
    named = mentions[mentions["form"] != "adjective"].merge(actors[["actor_id", "type"]], on="actor_id")
    counts = named.groupby(["doc_id", "type"]).size().unstack(fill_value=0)
    kinds = [kind for kind in ACTOR_TYPES if kind in counts]
    counts = counts[kinds]
    shares = counts.div(counts.sum(axis=1), axis=0) * 100
    different = named.groupby(["doc_id", "type"])["actor_id"].nunique()
    titles = document_names(documents)
    figure = go.Figure()
    add_matrix(
        figure,
        [TYPE_NAMES[kind] for kind in kinds],
        [wrap(titles[doc_id], 32) for doc_id in counts.index],
        [[share or None for share in row] for row in shares.round(2).to_numpy().tolist()],
        [[str(value) if value else "" for value in row] for row in counts.to_numpy().tolist()],
        [[[kind, doc_id] for kind in kinds] for doc_id in counts.index],
        [
            [_say_cell(counts.loc[d, k], shares.loc[d, k], different.get((d, k), 0), titles[d], k) for k in kinds]
            for d in counts.index
        ],
        "% of the<br>document’s<br>mentions",
    )
    axes = ("type of actor (number: mentions)", "document")
    return finish_matrix(figure, _type_finding(counts), axes, documents, 46, top=170, angle=-35)


def _say_cell(mentions: int, share: float, different: int, document: str, kind: str) -> str:
    of = f"{share:.0f} % of the document’s mentions"
    return f"{document}<br>{TYPE_NAMES[kind]}: {count(mentions, 'mention')} of {count(different, 'actor')}<br>{of}"


def _type_finding(counts: pd.DataFrame) -> str:
    if counts.empty:
        return "No actor is named"
    first = counts.idxmax(axis=1).value_counts(sort=False)
    kind, documents = first.idxmax(), int(first.max())
    name = TYPE_NAMES[str(kind)]
    return f"{name[0].upper()}{name[1:]} are named most in {documents} of {count(len(counts), 'document')}"


def find_actor(mentions: pd.DataFrame, actor_id: str, doc_id: str | None = None) -> pd.DataFrame:
    """The mentions of one actor, adjectives left out, in one document or in all: the rows behind a mark."""
    found = mentions[(mentions["actor_id"] == actor_id) & (mentions["form"] != "adjective")]
    return found if doc_id is None else found[found["doc_id"] == doc_id]


def find_type(mentions: pd.DataFrame, actors: pd.DataFrame, kind: str, doc_id: str) -> pd.DataFrame:
    """The mentions of all actors of one type in one document, adjectives left out: the rows behind a cell."""
    of_kind = actors.loc[actors["type"] == kind, "actor_id"]
    named = mentions[(mentions["doc_id"] == doc_id) & (mentions["form"] != "adjective")]
    return named[named["actor_id"].isin(of_kind)]

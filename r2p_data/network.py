"""Counts and edge tables, ready for networkx: who is named, with whom, what cites what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import Literal

import pandas as pd

Unit = Literal["paragraph", "document"]


def link_actors(
    mentions: pd.DataFrame, actors: pd.DataFrame, unit: Unit = "paragraph", types: Collection[str] | None = None
) -> pd.DataFrame:
    """Pairs of actors named in one paragraph (or document), with the number of such places.

    Adjectives and names nested in longer names do not count: « armée américaine » does not
    name the United States as an actor.

    Returns
    -------
    pandas.DataFrame
        columns ``source``, ``target`` (actor_ids, in alphabetical order) and ``weight``
        (paragraphs or documents), the strongest pairs first.
    """
    named = mentions[(mentions["form"] != "adjective") & ~mentions["nested"]]
    if types is not None:
        kept = actors.loc[actors["type"].isin(list(types)), "actor_id"]
        named = named[named["actor_id"].isin(kept)]
    together = named.groupby(f"{unit}_id" if unit == "paragraph" else "doc_id")["actor_id"].unique()
    pairs = [pair for names in together for pair in combinations(sorted(names), 2)]
    edges = pd.DataFrame(pairs, columns=["source", "target"]).astype("str")
    counted = edges.value_counts(["source", "target"], sort=False).rename("weight").reset_index()
    return _sort(counted)


def _sort(edges: pd.DataFrame) -> pd.DataFrame:
    return edges.sort_values(["weight", "source", "target"], ascending=[False, True, True], ignore_index=True)


def add_edges(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The pairs of several groups of documents as one table, their weights added up."""
    weights: Counter[tuple[str, str]] = Counter()
    for table in tables:
        for source, target, weight in table.itertuples(index=False):
            weights[source, target] += weight
    rows = [(*pair, weight) for pair, weight in weights.items()]
    edges = pd.DataFrame(rows, columns=["source", "target", "weight"])
    return _sort(edges.astype({"source": "str", "target": "str", "weight": "int64"}))


def count_mentions(mentions: pd.DataFrame) -> pd.DataFrame:
    """How often each actor is named in each document, by form.

    Returns
    -------
    pandas.DataFrame
        one row an actor and document, with a column of counts for each form that occurs.
    """
    return pd.crosstab([mentions["actor_id"], mentions["doc_id"]], mentions["form"])


def add_counts(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """What ``count_mentions`` gives of several groups of documents, as one table."""
    joined = pd.concat(tables).fillna(0).astype("int64")
    return joined.sort_index().sort_index(axis="columns").rename_axis(columns="form")


def link_citations(references: pd.DataFrame, unit: Unit = "document") -> pd.DataFrame:
    """What each document (or paragraph) cites, and how often.

    Returns
    -------
    pandas.DataFrame
        columns ``source`` (doc_id or paragraph_id), ``target`` (symbol), ``type`` and
        ``weight`` (citations), the most cited first.
    """
    source = "doc_id" if unit == "document" else "paragraph_id"
    named = references.rename(columns={source: "source", "symbol": "target"})
    counted = named.value_counts(["source", "target", "type"], sort=False).rename("weight").reset_index()
    return _sort(counted)


def join_citations(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """What ``link_citations`` gives of several groups of documents, as one table."""
    return _sort(pd.concat(tables, ignore_index=True))

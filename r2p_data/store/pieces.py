"""A corpus in memory cut into parts of some documents each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from r2p_data.codebook import TABLES
from r2p_data.store.arrow import to_arrow
from r2p_data.store.dataset import arrow_texts

if TYPE_CHECKING:
    import pyarrow as pa

DOCUMENTS_TOGETHER = 100
# Where one table names an actor of another.
_NAMING = {"mentions": ("actor_id",), "figures": ("attribution",), "offices": ("person", "office")}


def cut_tables(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> Iterator[dict[str, pa.Table]]:
    """The Arrow tables of every hundred documents, texts included, each with its own count of actors.

    Rows of no document stand in the last part, and so do actors that no row names.
    """
    whole = {name: to_arrow(name, tables[name]) for name in TABLES} | {"sources": arrow_texts(texts)}
    order = list(tables["documents"]["doc_id"])
    number_of: dict[str | None, int] = {doc_id: place // DOCUMENTS_TOGETHER for place, doc_id in enumerate(order)}
    last = max(number_of.values(), default=0)
    cuts = {name: _cut(table, number_of, last) for name, table in whole.items() if name != "actors"}
    unnamed = set(whole["actors"]["actor_id"].to_pylist())
    for number in range(last + 1):
        part = {name: pieces[number] for name, pieces in cuts.items()}
        named = {
            actor for name, keys in _NAMING.items() for key in keys for actor in part[name][key].unique().to_pylist()
        }
        unnamed -= named
        part["actors"] = _count_actors(
            tables["actors"], part["mentions"], named | (unnamed if number == last else set())
        )
        yield part


def _cut(table: pa.Table, number_of: Mapping[str | None, int], last: int) -> list[pa.Table]:
    """The rows of each part: where the documents stand in order, as in tables made here, one slice each."""
    import pyarrow as pa

    pieces: list[list[pa.Table]] = [[] for _ in range(last + 1)]
    stretches = groupby(_runs(table["doc_id"]), key=lambda run: number_of.get(run[0], last))
    start = 0
    for number, runs in stretches:
        *_, (_, end) = runs
        pieces[number].append(table.slice(start, end - start))
        start = end
    return [pa.concat_tables(found) if found else table.slice(0, 0) for found in pieces]


def _runs(column: pa.ChunkedArray) -> Iterator[tuple[str | None, int]]:
    """Each run of equal values, with the place where it ends."""
    import pyarrow.compute as pc

    before = 0
    for chunk in column.chunks:
        runs = pc.run_end_encode(chunk)
        yield from (
            (value, before + end) for value, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True)
        )
        before += len(chunk)


def _count_actors(actors: pd.DataFrame, mentions: pa.Table, kept: set[str]) -> pa.Table:
    """The actors of one part, with the mentions that it holds."""
    import pyarrow.compute as pc

    named = mentions.select(["actor_id", "doc_id"]).filter(pc.not_equal(mentions["form"], "adjective"))
    totals = [("doc_id", "count"), ("doc_id", "count_distinct")]
    counted = named.group_by("actor_id").aggregate(totals).to_pandas().set_index("actor_id")
    mine = actors[actors["actor_id"].isin(kept)]
    found = counted.reindex(mine["actor_id"], fill_value=0)
    n_mentions, n_documents = (found[key].to_numpy() for key in ("doc_id_count", "doc_id_count_distinct"))
    return to_arrow("actors", mine.assign(n_mentions=n_mentions, n_documents=n_documents))

"""A corpus in memory cut into parts of some documents each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    number_of = {doc_id: place // DOCUMENTS_TOGETHER for place, doc_id in enumerate(order)}
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


def _cut(table: pa.Table, number_of: Mapping[str, int], last: int) -> list[pa.Table]:
    """The rows of each part; rows of one document stand together, so that cuts copy nothing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    runs = pc.run_end_encode(table["doc_id"].combine_chunks())
    runs = runs.chunks if isinstance(runs, pa.ChunkedArray) else [runs]
    pieces: list[list[pa.Table]] = [[] for _ in range(last + 1)]
    start = 0
    for run in runs:
        for doc_id, end in zip(run.values.to_pylist(), run.run_ends.to_pylist(), strict=True):
            pieces[number_of.get(doc_id, last)].append(table.slice(start, end - start))
            start = end
    return [pa.concat_tables(found).combine_chunks() if found else table.slice(0, 0) for found in pieces]


def _count_actors(actors: pd.DataFrame, mentions: pa.Table, kept: set[str]) -> pa.Table:
    """The actors of one part, with the mentions that it holds."""
    named = mentions.select(["actor_id", "doc_id", "form"]).to_pandas()
    counted = named[named["form"] != "adjective"].groupby("actor_id")["doc_id"].agg(["size", "nunique"])
    mine = actors[actors["actor_id"].isin(kept)]
    found = counted.reindex(mine["actor_id"], fill_value=0)
    return to_arrow("actors", mine.assign(n_mentions=found["size"].to_numpy(), n_documents=found["nunique"].to_numpy()))

"""Rows by their paragraph or document: found by their places, without a search through the whole table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.explore.codes import Ints

# Documents whose texts are in memory at the same time.
_AT_A_TIME = 50


class _Places(NamedTuple):
    """The rows of each value of a column: those of ``values[i]`` are ``order[starts[i]:starts[i + 1]]``."""

    values: pd.Index
    order: Ints
    starts: Ints


def read_texts(corpus: Corpus, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Columns of all paragraphs in their order; of a corpus that is opened lazily some documents at a time."""
    if isinstance(corpus.tables, dict):
        yield corpus.read("paragraphs", columns)
        return
    doc_ids = pd.unique(corpus.read("paragraphs", ["doc_id"])["doc_id"]).tolist()
    for first in range(0, len(doc_ids), _AT_A_TIME):
        yield corpus.read("paragraphs", columns, doc_ids=doc_ids[first : first + _AT_A_TIME])


class Shelf:
    """The tables of a corpus, and some more, to be asked for the rows of a few paragraphs again and again.

    Parameters
    ----------
    corpus
        tables in memory are arranged once; a corpus that is opened lazily answers by itself.
    more
        tables that the corpus does not have.
    """

    def __init__(self, corpus: Corpus, more: Mapping[str, pd.DataFrame]) -> None:
        self._corpus = corpus
        self._tables = {**more, **(corpus.tables if isinstance(corpus.tables, dict) else {})}
        self._places: dict[tuple[str, str], _Places] = {}

    def read(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        *,
        paragraph_ids: Collection[str] | None = None,
        doc_ids: Collection[str] | None = None,
    ) -> pd.DataFrame:
        """What ``Corpus.read`` gives; ``doc_ids`` beside ``paragraph_ids`` are where those stand."""
        if name not in self._tables:
            return self._corpus.read(name, columns, paragraph_ids=paragraph_ids, doc_ids=doc_ids)
        table: pd.DataFrame = self._tables[name] if columns is None else self._tables[name][list(columns)]
        if paragraph_ids is not None:
            table = table.iloc[self._find(name, "paragraph_id", paragraph_ids)]
        elif doc_ids is not None:
            table = table.iloc[self._find(name, "doc_id", doc_ids)]
        return table

    def list_rows(self, name: str, columns: Sequence[str], paragraph_id: str, doc_id: str) -> list[dict[str, Any]]:
        """Some columns of the rows of one paragraph, as dictionaries: without a DataFrame, which is quicker."""
        if name not in self._tables:
            near = {"paragraph_ids": [paragraph_id], "doc_ids": [doc_id]}
            # the stubs of pandas know the keys of to_dict only as Hashable
            return self._corpus.read(name, columns, **near).to_dict("records")  # type: ignore[return-value]
        at = self._find(name, "paragraph_id", [paragraph_id])
        found = [self._tables[name][column].array.take(at).tolist() for column in columns] if len(at) else []
        return [dict(zip(columns, row, strict=True)) for row in zip(*found, strict=True)]

    def _find(self, name: str, column: str, values: Collection[str]) -> Ints:
        if (name, column) not in self._places:
            self._places[name, column] = _arrange(self._tables[name][column])
        places = self._places[name, column]
        at = np.unique(places.values.get_indexer(pd.Index(list(values), dtype="object")))
        found = [places.order[places.starts[i] : places.starts[i + 1]] for i in at[at >= 0].tolist()]
        return np.sort(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def _arrange(column: pd.Series) -> _Places:
    codes, values = pd.factorize(column)
    order = np.argsort(codes, kind="stable")
    # pandas looks up strings of Arrow by making objects of all of them, each time anew
    return _Places(pd.Index(values, dtype="object"), order, np.searchsorted(codes[order], np.arange(len(values) + 1)))

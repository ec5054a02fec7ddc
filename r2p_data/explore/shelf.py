"""Rows by their paragraph or document: found by their places, without a search through the whole table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.explore.codes import Ints
from r2p_data.explore.coding import Rows
from r2p_data.store import StoredTables


class _Places(NamedTuple):
    """The rows of each value of a column: those of ``values[i]`` are ``order[starts[i]:starts[i + 1]]``."""

    values: pd.Index
    order: Ints
    starts: Ints


class Shelf:
    """The tables of a corpus, and some more, to be asked for the rows of a few paragraphs again and again.

    Parameters
    ----------
    corpus
        tables in memory are arranged once; a corpus that is opened lazily answers by itself.
    rows
        of each table the rows that stand in body paragraphs.
    more
        tables that the corpus does not have, or that are in memory already.
    """

    def __init__(self, corpus: Corpus, rows: Mapping[str, Rows], more: Mapping[str, pd.DataFrame]) -> None:
        self._corpus, self._rows = corpus, rows
        self._stored = corpus.tables.stored if isinstance(corpus.tables, StoredTables) else None
        self._tables = {**more, **({} if self._stored else corpus.tables)}
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

    def take(self, name: str, places: npt.ArrayLike, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Rows of a table by their places among those in body paragraphs, in the order given."""
        numbers = self._rows[name].number(places)
        if self._stored:
            return self._stored.take(name, numbers, columns)
        table = self._tables[name] if columns is None else self._tables[name][list(columns)]
        return table.iloc[numbers]

    def find(self, name: str, row_id: str) -> int | None:
        """The place of a row among those in body paragraphs, by its identifier; None where there is none such."""
        if self._stored:
            number = self._stored.find(name, row_id)
        else:
            found = np.flatnonzero((self._tables[name].iloc[:, 0] == row_id).to_numpy(dtype=np.bool_))
            number = int(found[0]) if len(found) else None
        return None if number is None else self._rows[name].place(number)

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

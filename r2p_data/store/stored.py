"""A saved corpus as it lies: tables and texts are read when they are first asked for."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from r2p_data.codebook import STORED, TABLES
from r2p_data.errors import R2PDataError
from r2p_data.store.arrow import arrow_schema, from_arrow
from r2p_data.store.database import ask, connect, quote_name, read_files, show_files
from r2p_data.store.descriptor import read_descriptor
from r2p_data.store.folders import Folder, RemoteFolder, open_folder
from r2p_data.store.former import read_former
from r2p_data.store.parts import Part, PartFile, check_file, read_file

if TYPE_CHECKING:
    import duckdb
    import numpy.typing as npt
    import pyarrow as pa

_PLACE = ("file_index", "file_row_number")
_ALL: Mapping[str, Collection[str]] = {}


def open_stored(
    url: str | os.PathLike[str],
) -> tuple[Mapping[str, pd.DataFrame], Mapping[str, str], StoredCorpus | None]:
    """The tables and texts of a saved corpus, and its files where they can answer without being read whole.

    Raises
    ------
    R2PDataError
        if ``url`` holds no saved corpus that this version can read.
    """
    folder = open_folder(url)
    package = read_descriptor(folder)
    if package.get("format", package["resources"][0]["format"]) != "parquet":
        raise R2PDataError(f"{folder.name}: was saved for reading elsewhere; parse again with --format parquet")
    if "schema_version" not in package:
        return *read_former(folder, package), None
    stored = StoredCorpus(folder, package)
    return stored.tables, stored.texts, stored


class StoredCorpus:
    """The files of a saved corpus, and answers out of them."""

    def __init__(self, folder: Folder, package: Mapping[str, Any]) -> None:
        self.folder = folder
        self.parts = [Part.from_json(part) for part in package["parts"]]
        self._actors = PartFile(**package["actors"])
        self.tables = StoredTables(self)
        self.texts = StoredTexts(self)

    @cached_property
    def part_of(self) -> dict[str, Part]:
        """The part that holds each document, in the order of the corpus."""
        return {doc_id: part for part in self.parts for doc_id in part.documents}

    def files(self, name: str, doc_ids: Collection[str] | None = None) -> list[PartFile]:
        """The files of a table, or those where the rows of some documents are."""
        if name == "actors":
            return [self._actors]
        known = self.part_of if doc_ids is not None else {}
        kept = {known[doc_id].number for doc_id in doc_ids or () if doc_id in known}
        return [part.files[name] for part in self.parts if doc_ids is None or part.number in kept]

    def count(self, name: str) -> int:
        """Rows of a table."""
        return sum(file.rows for file in self.files(name))

    def read(self, name: str) -> pd.DataFrame:
        """A whole table."""
        import pyarrow as pa

        return from_arrow(name, pa.concat_tables(read_file(self.folder, file) for file in self.files(name)))

    def read_parts(self, wanted: Mapping[str, Sequence[str] | None]) -> Iterator[list[pd.DataFrame]]:
        """Columns of some tables (None: all of them), part by part."""
        import pyarrow as pa

        for part in self.parts:
            yield [
                from_arrow(name, self._read_columns(part.files[name], columns), columns)
                for name, columns in wanted.items()
            ]
            # what Arrow keeps for later would grow to several parts
            pa.default_memory_pool().release_unused()

    def take(self, name: str, places: npt.NDArray[np.int64], columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Columns of some rows of a table, given by their places in it, in that order."""
        wanted = [column.name for column in TABLES[name]] if columns is None else list(columns)
        files, order = self.files(name), np.argsort(places, kind="stable")
        starts = self._starts(name, files)
        cuts = np.searchsorted(places[order], [*starts, max(places, default=0) + 1]).tolist()
        found = [arrow_schema(name).empty_table().select(wanted)]
        for file, start, first, last in zip(files, starts, cuts, cuts[1:], strict=False):
            if first < last:
                found.append(self._read_columns(file, wanted).take(places[order[first:last]] - start))
        return _join(name, found, wanted).set_axis(pd.Index(places[order], dtype="int64")).iloc[np.argsort(order)]

    def find(self, name: str, row_id: str) -> int | None:
        """The place of a row in its table, by its identifier; None where there is none such."""
        key = TABLES[name][0].name
        # « report:figure:12 »: its document is looked in first
        named = {row_id[: colon.start()] for colon in re.finditer(":", row_id)} & self.part_of.keys()
        near = self.files(name, named)
        for file in [*near, *(file for file in self.files(name) if file not in near)]:
            rows = _filter(self._read_columns(file, [key]), {key: [row_id]})
            if len(rows):
                return self._starts(name, [file])[0] + int(rows[0])
        return None

    def _read_columns(self, file: PartFile, columns: Sequence[str] | None) -> pa.Table:
        """Columns of a file; with one thread, since each holds memory of its own."""
        from pyarrow import parquet

        check_file(self.folder, file)
        with self.folder.open(file.path) as handle:
            table = parquet.ParquetFile(handle).read(None if columns is None else list(columns), use_threads=False)
        return table if columns is None else table.select(columns)

    def arrow_parts(self) -> Iterator[dict[str, pa.Table]]:
        """All tables, texts included, part by part."""
        return ({name: read_file(self.folder, file) for name, file in part.files.items()} for part in self.parts)

    def select(
        self, name: str, columns: Sequence[str] | None = None, tests: Mapping[str, Collection[str]] = _ALL
    ) -> pd.DataFrame:
        """Columns of a table, of the rows that hold in each column of ``tests`` one of its values.

        The index is the row's place in the whole table, as it is in a table in memory.
        """
        wanted = [column.name for column in TABLES[name]] if columns is None else list(columns)
        if "doc_id" in tests:
            return self._select_near(name, wanted, tests)
        if find_spec("duckdb") is None:
            return _select_in_memory(self.tables[name], wanted, tests)
        files = self.files(name)
        for file in files:
            check_file(self.folder, file)
        shown = ", ".join([*map(quote_name, wanted), *_PLACE])
        query = f"SELECT {shown} FROM {read_files([self.folder.location(file.path) for file in files])}"
        where = " AND ".join(f"{quote_name(key)} IN (SELECT unnest(?::VARCHAR[]))" for key in tests)
        found = ask(self.connection, f"{query} WHERE {where}" if tests else query, [*map(list, tests.values())])
        starts = self._starts(name, files)
        places = [starts[file] + row for file, row in zip(*(found[key].to_pylist() for key in _PLACE), strict=True)]
        return from_arrow(name, found, wanted).set_index(pd.Index(places, dtype="int64")).sort_index()

    def _select_near(self, name: str, columns: Sequence[str], tests: Mapping[str, Collection[str]]) -> pd.DataFrame:
        """What ``select`` gives of some documents, whose files are read one after the other."""
        files = self.files(name, tests["doc_id"])
        found, places = [arrow_schema(name).empty_table().select(columns)], [np.empty(0, dtype=np.int64)]
        for file, start in zip(files, self._starts(name, files), strict=True):
            rows = _filter(self._read_columns(file, list(tests)), tests)
            if len(rows):
                found.append(self._read_columns(file, columns).take(rows))
                places.append(rows + start)
        return _join(name, found, columns).set_axis(pd.Index(np.concatenate(places)))

    def _starts(self, name: str, files: Sequence[PartFile]) -> list[int]:
        """How many rows of the whole table stand before each of ``files``."""
        before, starts = 0, {}
        for file in self.files(name):
            starts[file.path] = before
            before += file.rows
        return [starts[file.path] for file in files]

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """DuckDB, with every table as a view."""
        made = connect()
        if isinstance(self.folder, RemoteFolder):
            made.register_filesystem(self.folder.filesystem)
        for name, locations in self.locations.items():
            show_files(made, name, locations)
        return made

    @property
    def locations(self) -> dict[str, list[str]]:
        """The files of each table, texts included, as DuckDB is told of them."""
        return {name: [self.folder.location(file.path) for file in self.files(name)] for name in STORED}


def _filter(table: pa.Table, tests: Mapping[str, Collection[str]]) -> npt.NDArray[np.int64]:
    """The rows that hold in each column of ``tests`` one of its values."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kept = [pc.is_in(table[key], pa.array(list(values), pa.string())).to_numpy() for key, values in tests.items()]
    return np.flatnonzero(np.logical_and.reduce(kept))


def _join(name: str, tables: Sequence[pa.Table], columns: Sequence[str]) -> pd.DataFrame:
    """Rows of some files as one table."""
    import pyarrow as pa

    rows = from_arrow(name, pa.concat_tables(tables), columns)
    pa.default_memory_pool().release_unused()
    return rows


def _select_in_memory(table: pd.DataFrame, columns: list[str], tests: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """What ``StoredCorpus.select`` gives, where DuckDB is not installed."""
    for key, values in tests.items():
        table = table[table[key].isin(values)]
    return table[columns]


class StoredTables(Mapping[str, pd.DataFrame]):
    """The tables of a saved corpus by their names, each read once; ``stored`` gives parts of them."""

    def __init__(self, stored: StoredCorpus) -> None:
        self.stored = stored
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = self.stored.read(name)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in TABLES

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


class StoredTexts(Mapping[str, str]):
    """The source texts of a saved corpus by document, each read when it is asked for."""

    def __init__(self, stored: StoredCorpus) -> None:
        self._stored = stored

    def __getitem__(self, doc_id: str) -> str:
        from pyarrow import parquet

        file = self._stored.part_of[doc_id].files["sources"]
        check_file(self._stored.folder, file)
        with self._stored.folder.open(file.path) as handle:
            found = parquet.read_table(handle, columns=["text"], filters=[("doc_id", "=", doc_id)])
        text: str = found["text"][0].as_py()
        return text

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._stored.part_of

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored.part_of)

    def __len__(self) -> int:
        return len(self._stored.part_of)

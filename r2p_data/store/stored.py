"""A saved corpus as it lies: tables and texts are read when they are first asked for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from r2p_data.codebook import TABLES
from r2p_data.errors import R2PDataError
from r2p_data.store.arrow import from_arrow
from r2p_data.store.database import ask, connect, quote_name, read_files, show_files
from r2p_data.store.descriptor import read_descriptor
from r2p_data.store.folders import RemoteFolder, open_folder
from r2p_data.store.former import read_former_part
from r2p_data.store.parts import Part, PartFile, check_file, read_file

if TYPE_CHECKING:
    import duckdb

_PLACE = ("file_index", "file_row_number")


class StoredCorpus:
    """The files of a saved corpus, and answers out of them.

    Raises
    ------
    R2PDataError
        if ``url`` holds no saved corpus that this version can read.
    """

    def __init__(self, url: str | os.PathLike[str]) -> None:
        self.folder = open_folder(url)
        package = read_descriptor(self.folder)
        if package.get("format", package["resources"][0]["format"]) != "parquet":
            raise R2PDataError(
                f"{self.folder.name}: was saved for reading elsewhere; parse again with --format parquet"
            )
        former = "schema_version" not in package
        self.parts = (
            [read_former_part(self.folder, package)] if former else [Part.from_json(part) for part in package["parts"]]
        )
        self._actors = self.parts[0].files["actors"] if former else PartFile(**package["actors"])
        self.tables = StoredTables(self)
        self.texts = StoredTexts(self)

    @cached_property
    def part_of(self) -> dict[str, Part]:
        """The part that holds each document, in the order of the corpus."""
        return {doc_id: part for part in self.parts for doc_id in part.documents}

    def files(self, name: str, doc_id: str | None = None) -> list[PartFile]:
        """The files of a table, or those where the rows of one document are."""
        if name == "actors":
            return [self._actors]
        parts = self.parts if doc_id is None else [self.part_of[doc_id]] if doc_id in self.part_of else []
        return [part.files[name] for part in parts]

    def count(self, name: str) -> int:
        """Rows of a table."""
        return sum(file.rows for file in self.files(name))

    def read(self, name: str) -> pd.DataFrame:
        """A whole table."""
        import pyarrow as pa

        return from_arrow(name, pa.concat_tables(read_file(self.folder, file) for file in self.files(name)))

    def pieces(self, name: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Columns of a table, part by part."""
        from pyarrow import parquet

        for file in self.files(name):
            check_file(self.folder, file)
            with self.folder.open(file.path) as handle:
                yield from_arrow(name, parquet.read_table(handle, columns=list(columns)), columns)

    def select(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        *,
        key: str = "",
        values: Collection[str] | None = None,
        doc_id: str | None = None,
    ) -> pd.DataFrame:
        """Columns of a table, of the rows whose ``key`` is one of ``values``, or that one document has.

        The index is the row's place in the whole table, as it is in a table in memory.
        """
        wanted = [column.name for column in TABLES[name]] if columns is None else list(columns)
        tests = ([f"{quote_name(key)} IN (SELECT unnest(?::VARCHAR[]))"] if values is not None else []) + (
            ["doc_id = ?"] if doc_id is not None else []
        )
        given = ([list(values)] if values is not None else []) + ([doc_id] if doc_id is not None else [])
        files = self.files(name, doc_id)
        if not files:
            return self.read(name).head(0)[wanted]
        for file in files:
            check_file(self.folder, file)
        shown = ", ".join([*map(quote_name, wanted), *_PLACE])
        query = f"SELECT {shown} FROM {read_files([self.folder.location(file.path) for file in files])}"
        found = ask(self.connection, f"{query} WHERE {' AND '.join(tests)}" if tests else query, given)
        starts = self._starts(name, files)
        places = [starts[file] + row for file, row in zip(*(found[key].to_pylist() for key in _PLACE), strict=True)]
        return from_arrow(name, found, wanted).set_index(pd.Index(places, dtype="int64")).sort_index()

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
        for name in [*TABLES, "sources"]:
            show_files(made, name, [self.folder.location(file.path) for file in self.files(name)])
        return made


class StoredTables(Mapping[str, pd.DataFrame]):
    """The tables of a saved corpus by their names, each read once."""

    def __init__(self, stored: StoredCorpus) -> None:
        self._stored = stored
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = self._stored.read(name)
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

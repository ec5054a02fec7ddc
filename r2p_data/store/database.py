"""DuckDB over the tables of a corpus: questions in SQL, and a database in one file."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from r2p_data.codebook import MEANINGS, STORED, Column
from r2p_data.errors import R2PDataError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

# DuckDB would fetch extensions from its own server, and take every core.
_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "2",
}

_LEAST = 64_000_000


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory that asks no network for anything and takes two threads.

    Raises
    ------
    R2PDataError
        if DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise R2PDataError("SQL needs DuckDB; install it with pip install 'r2p-data[notebooks]'") from error
    spill = os.path.join(tempfile.gettempdir(), f"r2p_data-duckdb-{os.getpid()}")
    made = duckdb.connect(config={**_SETTINGS, "temp_directory": spill})
    made.execute("SET enable_progress_bar = false")
    memory = _memory()
    if memory is not None:
        made.execute(f"SET memory_limit = '{memory} B'")
    return made


def _memory() -> int | None:
    """Bytes that DuckDB may hold before it writes to disk: a quarter of what a limit on the process leaves.

    DuckDB heeds the memory of the machine, or of its container, and not the limits of a process;
    nor does it count all that it takes.
    """
    if sys.platform == "win32":
        return None
    import resource

    rooms = [
        limit - _held(name)
        for kind, name in ((resource.RLIMIT_AS, "VmSize"), (resource.RLIMIT_DATA, "VmData"))
        if (limit := resource.getrlimit(kind)[0]) != resource.RLIM_INFINITY
    ]
    return max(_LEAST, min(rooms) // 4) if rooms else None


def _held(name: str) -> int:
    """Bytes that this process has of what a limit counts; 0 where the system does not say."""
    try:
        stated = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(rf"^{name}:\s*(\d+) kB", stated, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def ask(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any] = ()) -> pa.Table:
    """The answer to a question in SQL, as an Arrow table.

    Raises
    ------
    R2PDataError
        if DuckDB cannot answer; its message says what it stumbled over.
    """
    import duckdb

    try:
        answer = connection.sql(query, params=list(values)) if values else connection.sql(query)
        return answer.to_arrow_table() if answer is not None else _nothing()
    except duckdb.Error as error:
        raise R2PDataError(f"SQL: {error}") from error


def _nothing() -> pa.Table:
    import pyarrow as pa

    return pa.table({})


def show_files(connection: duckdb.DuckDBPyConnection, name: str, locations: Sequence[str]) -> None:
    """Make Parquet files the view ``name``."""
    columns = ", ".join(quote_name(column.name) for column in STORED[name])
    connection.execute(f"CREATE OR REPLACE VIEW {quote_name(name)} AS SELECT {columns} FROM {read_files(locations)}")


def read_files(locations: Sequence[str]) -> str:
    """Parquet files as SQL names them."""
    return f"read_parquet([{', '.join(quote_text(location) for location in locations)}])"


def quote_text(text: str) -> str:
    """``text`` as a value in SQL.

    >>> quote_text("l'État")
    "'l''État'"
    """
    return "'" + text.replace("'", "''") + "'"


def quote_name(name: str) -> str:
    """``name`` as the name of a table or column in SQL: ``where`` and ``end`` are words of its own.

    >>> quote_name("end")
    '"end"'
    """
    return '"' + name.replace('"', '""') + '"'


def write_database(
    connection: duckdb.DuckDBPyConnection, file: Path, files: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Copy every table that ``connection`` shows into the database ``file``, each column with its meaning.

    Parameters
    ----------
    files
        the Parquet files of each table, which are then copied one by one, with less in memory.

    Raises
    ------
    R2PDataError
        if ``file`` is there already.
    """
    if file.exists():
        raise R2PDataError(f"{file}: is there already; give a new name, or remove it first")
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as scratch, _one_thread(connection):
        made = Path(scratch) / "made.duckdb"
        connection.execute(f"ATTACH {quote_text(str(made))} AS saved (ROW_GROUP_SIZE 16384)")
        try:
            for name, columns in STORED.items():
                _copy_table(connection, name, columns, (files or {}).get(name, ()))
        finally:
            connection.execute("DETACH saved")
        made.replace(file)


@contextmanager
def _one_thread(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Write with one thread: each holds rows of its own before they are written."""
    connection.execute("SET threads = 1")
    try:
        yield
    finally:
        connection.execute(f"SET threads = {_SETTINGS['threads']}")


def _copy_table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[Column], files: Sequence[str]
) -> None:
    table, shown = f"saved.{quote_name(name)}", ", ".join(quote_name(column.name) for column in columns)
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM {quote_name(name)}{' LIMIT 0' if files else ''}")
    for file in files:
        connection.execute(f"INSERT INTO {table} SELECT {shown} FROM {read_files([file])}")
    connection.execute(f"COMMENT ON TABLE {table} IS {quote_text(MEANINGS[name])}")
    for column in columns:
        about = column.meaning + (f" ({column.unit})" if column.unit else "")
        connection.execute(f"COMMENT ON COLUMN {table}.{quote_name(column.name)} IS {quote_text(about)}")


def show_tables(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Make Arrow tables views."""
    for name, table in tables.items():
        connection.register(name, table)

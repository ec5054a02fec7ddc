"""The layout of r2p-data 0.1.0: one Parquet file a table, and no parts."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pandas as pd

from r2p_data.codebook import STORED
from r2p_data.errors import R2PDataError
from r2p_data.store.arrow import from_arrow
from r2p_data.store.descriptor import DESCRIPTOR
from r2p_data.store.folders import Folder

FORMER = "former"


def read_former(folder: Folder, package: dict[str, Any]) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """The tables and texts of a corpus of that layout; columns that it did not know are missing throughout.

    Raises
    ------
    R2PDataError
        if a file is missing.
    """
    tables = {}
    for resource in package["resources"]:
        if folder.size(resource["path"]) is None:
            raise R2PDataError(f"{folder.name}: {resource['path']} is missing; copy the folder again, or parse again")
        tables[resource["name"]] = _read(folder, resource["name"], resource["path"])
    sources = tables.pop("sources")
    return tables, dict(zip(sources["doc_id"], sources["text"], strict=True))


def _read(folder: Folder, name: str, path: str) -> pd.DataFrame:
    import pyarrow as pa
    from pyarrow import parquet

    table = parquet.read_table(pa.BufferReader(folder.read(path)))
    for column in STORED[name]:
        if column.name not in table.column_names:
            table = table.append_column(column.name, pa.nulls(table.num_rows, pa.int64()))
    return from_arrow(name, table)


def make_room(folder: Folder) -> None:
    """Move tables of that layout aside, as their names are now those of folders.

    At every moment the descriptor names files that are there.
    """
    if folder.size("documents.parquet") is None or folder.size(DESCRIPTOR) is None:
        return
    # Another worker may be at it; what it has moved is no longer there.
    with contextlib.suppress(FileNotFoundError):
        _move(folder)


def _move(folder: Folder) -> None:
    package: dict[str, Any] = json.loads(folder.read(DESCRIPTOR))
    for resource in package["resources"]:
        path = resource["path"]
        if path == f"{resource['name']}.parquet":
            resource["path"] = f"{FORMER}/{path}"
            folder.write(resource["path"], folder.read(path))
    folder.write(DESCRIPTOR, json.dumps(package, ensure_ascii=False, indent=1).encode())
    # The first table goes last: while it is there, this is not finished.
    for name in reversed(list(STORED)):
        if folder.size(f"{name}.parquet") is not None:
            folder.remove(f"{name}.parquet")

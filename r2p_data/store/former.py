"""The layout of r2p-data 0.1.0: one Parquet file a table, and no parts."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from r2p_data.codebook import STORED
from r2p_data.errors import R2PDataError
from r2p_data.store.descriptor import DESCRIPTOR
from r2p_data.store.folders import Folder
from r2p_data.store.parts import Part, PartFile

FORMER = "former"


def read_former_part(folder: Folder, package: dict[str, Any]) -> Part:
    """A corpus of that layout as one part; its files were saved without their hashes."""
    import pyarrow as pa
    from pyarrow import parquet

    files = {}
    for resource in package["resources"]:
        path = resource["path"]
        size = folder.size(path)
        if size is None:
            raise R2PDataError(f"{folder.name}: {path} is missing; copy the folder again, or parse again")
        rows = parquet.read_metadata(pa.BufferReader(folder.read(path))).num_rows
        files[resource["name"]] = PartFile(path, rows, size, "")
    known = parquet.read_table(pa.BufferReader(folder.read(files["documents"].path)), columns=["doc_id", "sha256"])
    documents = dict(zip(known["doc_id"].to_pylist(), known["sha256"].to_pylist(), strict=True))
    return Part(0, documents, files)


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

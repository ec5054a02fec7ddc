"""The parts of a saved corpus: some documents each, one immutable file a table."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from r2p_data.errors import R2PDataError
from r2p_data.store.arrow import from_arrow
from r2p_data.store.folders import Folder, open_folder

if TYPE_CHECKING:
    import pyarrow as pa

# Where each part of a corpus in the making says what it holds.
UNFINISHED = "unfinished"


class PartFile(NamedTuple):
    """A file of a part: its name within the folder, its rows, its size in bytes, its hash."""

    path: str
    rows: int
    size: int
    sha256: str


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """Some documents of a saved corpus, with one file a table.

    ``documents`` gives the SHA-256 of each document's file; ``actors`` counts the mentions
    of this part alone; ``notes`` is what the maker of the part wants to find again.
    """

    number: int
    documents: dict[str, str]
    files: dict[str, PartFile]
    notes: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each table."""
        return {name: file.rows for name, file in self.files.items()}

    def to_json(self) -> dict[str, Any]:
        """The part as JSON holds it."""
        files = {name: file._asdict() for name, file in self.files.items()}
        return {"number": self.number, "documents": self.documents, "files": files, "notes": self.notes}

    @classmethod
    def from_json(cls, stated: Mapping[str, Any]) -> Part:
        """The part that ``to_json`` gave."""
        files = {name: PartFile(**file) for name, file in stated["files"].items()}
        return cls(stated["number"], dict(stated["documents"]), files, dict(stated["notes"]))


def hash_bytes(data: bytes) -> str:
    """SHA-256 of ``data``, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_part(folder: str | os.PathLike[str], part: Part) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """The tables of a part, as they were given to ``write_part``, and its texts.

    Raises
    ------
    R2PDataError
        if a file is missing or was changed.
    """
    opened = open_folder(folder)
    tables = {name: from_arrow(name, read_file(opened, file)) for name, file in part.files.items()}
    texts = tables.pop("sources")
    return tables, dict(zip(texts["doc_id"], texts["text"], strict=True))


def is_sound(folder: str | os.PathLike[str], part: Part) -> bool:
    """Whether every file of ``part`` is there as it was written."""
    opened = open_folder(folder)
    try:
        for file in part.files.values():
            _read_bytes(opened, file)
    except R2PDataError:
        return False
    return True


def read_file(folder: Folder, file: PartFile) -> pa.Table:
    """A file of a part, its bytes held against their hash.

    Raises
    ------
    R2PDataError
        if it is missing or was changed.
    """
    import pyarrow as pa
    from pyarrow import parquet

    return parquet.read_table(pa.BufferReader(_read_bytes(folder, file)))


def _read_bytes(folder: Folder, file: PartFile) -> bytes:
    check_file(folder, file)
    data = folder.read(file.path)
    if file.sha256 and hash_bytes(data) != file.sha256:
        raise R2PDataError(_changed(folder, file))
    return data


def check_file(folder: Folder, file: PartFile) -> None:
    """Make sure that a file is there and has its size.

    Raises
    ------
    R2PDataError
        if it is not.
    """
    size = folder.size(file.path)
    if size is None:
        raise R2PDataError(
            f"{folder.name}: {file.path} is missing; open the corpus again if it was saved anew meanwhile, "
            "or else copy the folder again with all its files, or parse again"
        )
    if size != file.size:
        raise R2PDataError(_changed(folder, file))


def _changed(folder: Folder, file: PartFile) -> str:
    return (
        f"{folder.name}: {file.path} is not as it was saved; copy the folder again, or parse again "
        "(to change tables, change them in Python and save them with Corpus.save)"
    )

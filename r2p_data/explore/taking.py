"""Taking a selection away: to a file, or to the browser of whoever reads."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from r2p_data.errors import R2PDataError
from r2p_data.explore.model import Selection
from r2p_data.export import write_csv, write_page, write_parquet


class Format(NamedTuple):
    """A format of files: what its button says, its media type, and how a selection is written in it."""

    label: str
    title: str
    media: str
    write: Callable[[Selection], bytes]


def _write_page(selection: Selection) -> bytes:
    query = selection.query.as_dict()
    return write_page(selection.corpus, selection.rows, selection.summary, query).encode("utf-8")


FORMATS: Mapping[str, Format] = {
    ".csv": Format(
        "CSV", "save all matching rows for a spreadsheet", "text/csv", lambda it: write_csv(it.corpus, it.rows)
    ),
    ".parquet": Format(
        "Parquet", "save all matching rows for pandas, R or DuckDB", "application/vnd.apache.parquet",
        lambda it: write_parquet(it.corpus, it.rows),
    ),
    ".html": Format("Page", "save a page that stands alone, each row in its paragraph", "text/html", _write_page),
}  # fmt: skip


def write_selection(selection: Selection, path: str | os.PathLike[str]) -> Path:
    """All matching rows in a file whose ending says the format; the file is whole or not there.

    Raises
    ------
    R2PDataError
        if the ending is none of ``FORMATS``, or the file cannot be written.
    """
    target = Path(path)
    known = FORMATS.get(target.suffix.lower())
    if known is None:
        raise R2PDataError(f"{target}: write to a file that ends in {', '.join(FORMATS)}")
    content = known.write(selection)
    try:
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
        _publish(content, Path(part), target)
    except OSError as error:
        raise R2PDataError(f"{target}: cannot be written: {error}") from error
    return target


def _publish(content: bytes, part: Path, target: Path) -> None:
    """Put a file in its place when it is whole, readable as any other new file is."""
    try:
        part.write_bytes(content)
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def name_download(selection: Selection, suffix: str, day: datetime) -> str:
    """What a browser calls the file."""
    return f"r2p-{selection.query.rows}-{day:%Y-%m-%d}{suffix}"

"""Sources: from what a user names (files, folders, archives, URLs) to text, one reader a format."""

from __future__ import annotations

import os
from pathlib import Path

from r2p_data.records import Source
from r2p_data.sources.finding import Found, find_files, name_documents, read_file
from r2p_data.sources.limits import Limits
from r2p_data.sources.reading import Reading, read_bytes

__all__ = ["Found", "Limits", "Reading", "find_files", "name_documents", "read_bytes", "read_source"]


def read_source(path: str | os.PathLike[str], limits: Limits | None = None) -> Source:
    """The text of one file, of whatever kind, read in this process.

    Raises
    ------
    UnreadableDocument
        if it cannot be opened, or ``read_bytes`` cannot read it.
    """
    limits = limits or Limits()
    return read_bytes(read_file(Path(path), limits), str(path), limits)

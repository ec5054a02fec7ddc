"""What a student has solved, kept in a small file that may be deleted at any time."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

FILE = ".r2p_progress.json"


def read_progress(folder: Path) -> frozenset[str]:
    """The exercises solved in earlier sessions; none if the file is missing or damaged."""
    try:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return frozenset(number for number in stored["solved"] if isinstance(number, str))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return frozenset()


def keep_progress(folder: Path, solved: Collection[str]) -> bool:
    """Add exercises to the file, in one step; False where the folder cannot be written."""
    everything = sorted({*read_progress(folder), *solved})
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=FILE, suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"solved": everything}, file)
            os.replace(name, folder / FILE)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(name)
            return False
    except OSError:
        return False
    return True

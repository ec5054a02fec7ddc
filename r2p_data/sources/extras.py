"""Libraries that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from r2p_data.errors import UnreadableDocument

__all__ = ["import_extra"]


def import_extra(module: str, name: str, *, extra: str = "formats") -> Any:
    """Import a library of an extra, at the first document that needs it.

    Raises
    ------
    UnreadableDocument
        if it is not installed, with the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise UnreadableDocument(
            f"{name}: unsupported without {module.partition('.')[0]}; pip install 'r2p-data[{extra}]'"
        ) from error

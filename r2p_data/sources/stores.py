"""Documents behind a URL, by fsspec: ``s3://``, ``https://``, ``memory://``; nothing is asked unless one is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from r2p_data.errors import UnreadableDocument
from r2p_data.sources.archives import is_inside
from r2p_data.sources.extras import import_extra
from r2p_data.sources.limits import Limits

__all__ = ["find_remote", "is_url"]

_URL = re.compile(r"(?!file://)[a-zA-Z][a-zA-Z0-9+.-]+(?:://|::)")


def is_url(source: str) -> bool:
    """Whether a source is the address of a store rather than a path.

    >>> is_url("memory://docs/a.pdf"), is_url("C:/docs/a.pdf"), is_url("docs/a.pdf")
    (True, False, False)
    """
    return _URL.match(source) is not None


def find_remote(url: str, limits: Limits) -> list[tuple[str, Callable[[], bytes]]]:
    """The documents that a URL stands for, file, folder or pattern, each with what reads it.

    Raises
    ------
    UnreadableDocument
        if the store or the address cannot be reached.
    """
    fsspec = import_extra("fsspec.core", url)
    try:
        store, path = fsspec.url_to_fs(url)
        single = not any(mark in path for mark in "*?[") and not store.isdir(path)
        paths = [path] if single else sorted(store.glob(path) if store.isdir(path) is False else store.find(path))
        if single and not store.exists(path):
            raise UnreadableDocument(f"{url}: no such file or folder; check the address")
    except (UnreadableDocument, KeyboardInterrupt):
        raise
    except Exception as error:  # each store has errors of its own
        raise UnreadableDocument(f"{url}: cannot be reached ({_said(error)}); check the address") from error
    hidden = 0 if single else len(path)
    kept = [each for each in paths if single or is_inside(each[hidden:].lstrip("/") or each.rpartition("/")[2])]
    return [
        (url if single else str(store.unstrip_protocol(each)), partial(_fetch, store, each, limits)) for each in kept
    ]


def _fetch(store: Any, path: str, limits: Limits) -> bytes:
    try:
        size = store.size(path)
        if size is not None and size > limits.size:
            raise UnreadableDocument(f"{path}: too large: {size} bytes, more than {limits.size}; split it")
        with store.open(path, "rb") as file:
            data: bytes = file.read(limits.size + 1)
    except UnreadableDocument:
        raise
    except Exception as error:  # each store has errors of its own
        raise UnreadableDocument(f"{path}: cannot be read ({_said(error)}); try again") from error
    if len(data) > limits.size:
        raise UnreadableDocument(f"{path}: too large: more than {limits.size} bytes; split it")
    return data


def _said(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]

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

__all__ = ["explain_fault", "find_remote", "is_url", "open_store"]

_URL = re.compile(r"(?!file://)[a-zA-Z][a-zA-Z0-9+.-]+(?:://|::)")
# fsspec reads these stores itself, each with a library beside it.
_BESIDE = {"http": "aiohttp", "https": "aiohttp", "sftp": "paramiko", "ssh": "paramiko"}
_EXTRAS = {"aiohttp": "formats", "s3fs": "s3"}
_NO_CREDENTIALS = ("NoCredentialsError", "PartialCredentialsError", "NoAuthTokenError")


def is_url(source: str) -> bool:
    """Whether a source is the address of a store rather than a path.

    >>> is_url("memory://docs/a.pdf"), is_url("C:/docs/a.pdf"), is_url("docs/a.pdf")
    (True, False, False)
    """
    return _URL.match(source) is not None


def open_store(url: str, **options: Any) -> tuple[Any, str]:
    """The fsspec store of a URL, and the path in it.

    Raises
    ------
    UnreadableDocument
        if fsspec, or the library that reaches this store, is not installed, or there is no such kind of store.
    """
    fsspec = import_extra("fsspec.core", url, extra="s3" if url.startswith("s3://") else "formats")
    try:
        store, path = fsspec.url_to_fs(url, **options)
    except Exception as error:  # each store has errors of its own
        raise UnreadableDocument(explain_fault(error, url)) from error
    return store, str(path)


def explain_fault(error: Exception, url: str) -> str:
    """What is wrong with the store of a URL, by the error that it raised, and what to do.

    >>> explain_fault(PermissionError("Access Denied"), "s3://onu/docs")
    's3://onu/docs: no permission (Access Denied); check your credentials for this store'
    >>> explain_fault(ImportError("Install s3fs to access S3"), "s3://onu/docs")
    "s3://onu/docs: needs s3fs, which is not installed; pip install 'r2p-data[s3]'"
    """
    if isinstance(error, ImportError) and (package := _package_of(url)):
        wanted = f"'r2p-data[{_EXTRAS[package]}]'" if package in _EXTRAS else package
        return f"{url}: needs {package}, which is not installed; pip install {wanted}"
    if type(error).__name__ in _NO_CREDENTIALS:
        return (
            f"{url}: no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile by AWS_PROFILE; "
            "for a public bucket set FSSPEC_S3_ANON=true"
        )
    if isinstance(error, PermissionError):
        return f"{url}: no permission ({_said(error)}); check your credentials for this store"
    if isinstance(error, FileNotFoundError):
        return f"{url}: not found ({_said(error)}); check the address; a bucket must be there already"
    return f"{url}: cannot be reached ({_said(error)}); check the address and the network"


def _package_of(url: str) -> str | None:
    """The package that reaches the store of a URL, such as s3fs."""
    from fsspec.registry import known_implementations

    protocol = url.partition("::")[0].partition("://")[0].lower()
    package = str(known_implementations.get(protocol, {}).get("class", "fsspec")).partition(".")[0]
    return _BESIDE.get(protocol) if package == "fsspec" else package


def find_remote(url: str, limits: Limits) -> list[tuple[str, Callable[[], bytes]]]:
    """The documents that a URL stands for, file, folder or pattern, each with what reads it.

    Raises
    ------
    UnreadableDocument
        if the store or the address cannot be reached.
    """
    store, path = open_store(url)
    try:
        single = not any(mark in path for mark in "*?[") and not store.isdir(path)
        paths = [path] if single else sorted(store.glob(path) if store.isdir(path) is False else store.find(path))
        if single and not store.exists(path):
            raise UnreadableDocument(f"{url}: no such file or folder; check the address")
    except (UnreadableDocument, KeyboardInterrupt):
        raise
    except Exception as error:  # each store has errors of its own
        raise UnreadableDocument(explain_fault(error, url)) from error
    hidden = 0 if single else len(path)
    kept = [each for each in paths if single or is_inside(each[hidden:].lstrip("/") or each.rpartition("/")[2])]
    # « zip://a.txt::s3://onu/rapports.zip » is a text, « simplecache::s3://onu/rapports.zip » an archive.
    within = "::" in url and "://" in url.partition("::")[0]
    return [
        (url if single and not within else str(store.unstrip_protocol(each)), partial(_fetch, store, each, limits))
        for each in kept
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

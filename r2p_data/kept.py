"""Corpora kept: what a parse has found, in the user's cache folder, for the next load of the same documents.

A kept corpus is one file. Its name is a hash of all that decides what is in it: the bytes and
names of the documents, the rules, the limits, the actors of one's own. So none is ever out of
date: what has changed goes by another name.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import pandas as pd

from r2p_data.codebook import STORED
from r2p_data.rules import version_of_rules
from r2p_data.sources import Limits
from r2p_data.store.arrow import from_arrow, to_arrow
from r2p_data.store.dataset import arrow_texts

if TYPE_CHECKING:
    import pyarrow as pa

    from r2p_data.annotate.actors.own import OwnActors

__all__ = ["LARGEST", "MOST", "Kept", "find_kept", "keep", "kept_folder", "name_corpus"]

MOST = 1_000_000_000
"""Bytes of all kept corpora together; beyond, the one used least recently goes first."""
LARGEST = 500_000_000
"""Bytes of the largest corpus that is kept, as its documents are and as it is kept."""

_FOLDER = "R2P_DATA_CACHE"
_NOWHERE = ("", "0")
# corpus-0f3a….arrows, and while it is written corpus-0f3a….arrows.x8k_2m1q.tmp
_OURS = re.compile(r"corpus-[0-9a-f]{32}\.arrows(?:\.\w+\.tmp)?")
_DIGEST = hashlib.sha256().digest_size

Kept = tuple[dict[str, pd.DataFrame], dict[str, str]]
"""Tables by their names, and texts by ``doc_id``."""


def kept_folder() -> Path | None:
    """The folder of the kept corpora, which need not exist; None where nothing is to be kept.

    It is the one that the environment variable ``R2P_DATA_CACHE`` names (empty or ``0``:
    none), or else ``r2p_data`` among the caches of the user. It may be deleted at any time.
    """
    stated = os.environ.get(_FOLDER)
    if stated is not None:
        return None if stated in _NOWHERE else Path(os.path.expanduser(stated))
    from platformdirs import user_cache_path

    folder = user_cache_path("r2p_data", appauthor=False)
    return folder if folder.is_absolute() else None  # « ~/.cache », of a user without a home


def name_corpus(documents: Iterable[tuple[str, str, str]], limits: Limits, own: OwnActors) -> str:
    """The name of the file that keeps a corpus.

    Parameters
    ----------
    documents
        ``doc_id``, ``path`` and SHA-256 of each, in their order.
    """
    stated = json.dumps([version_of_rules(), _ocr(limits), asdict(limits), own, list(documents)])
    return f"corpus-{hashlib.sha256(stated.encode()).hexdigest()[:32]}.arrows"


def _ocr(limits: Limits) -> str:
    """The program that OCR is done by, where it may be done: no package knows its version."""
    if not limits.ocr:
        return ""
    from r2p_data.sources.ocr import tesseract_version

    return tesseract_version()


def find_kept(folder: Path, name: str) -> Kept | None:
    """What is kept under a name; None where nothing is, or its file is damaged."""
    path = folder / name
    try:
        data = memoryview(path.read_bytes())
    except OSError:
        return None
    body, digest = data[:-_DIGEST], data[-_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        return None
    with suppress(OSError):
        os.utime(path)  # used now, so that others go before it
    import pyarrow as pa

    reader = pa.BufferReader(body)
    tables = {name: from_arrow(name, pa.ipc.open_stream(reader).read_all()) for name in STORED}
    texts = tables.pop("sources")
    return tables, dict(zip(texts["doc_id"], texts["text"], strict=True))


def keep(folder: Path, corpus: Kept, limits: Limits, own: OwnActors) -> None:
    """Keep what was parsed, and let go what was used least recently if it is too much together.

    Nothing is kept, and nothing raised, of a corpus with files that could not be read (they
    may be readable the next time), of one that is too large, or where it cannot be written.
    """
    tables, texts = corpus
    if tables["problems"]["doc_id"].isna().any():
        return
    documents = tables["documents"][["doc_id", "path", "sha256"]].itertuples(index=False, name=None)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / name_corpus(documents, limits, own), _pack(tables, texts))
        _let_go(folder)


def _pack(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> Iterator[pa.Buffer]:
    """Each table, texts included, as a stream of Arrow's own format."""
    import pyarrow as pa

    for name in STORED:
        table = arrow_texts(texts) if name == "sources" else to_arrow(name, tables[name])
        stream = pa.BufferOutputStream()
        with pa.ipc.new_stream(stream, table.schema) as writer:
            writer.write_table(table)
        yield stream.getvalue()


def _write(path: Path, pieces: Iterable[pa.Buffer]) -> None:
    """A file that only its user may read, under its name when it is whole: the pieces, then their hash."""
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", suffix=".tmp", delete=False) as file:
        made = Path(file.name)
        try:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                if file.tell() > LARGEST:
                    return
            file.write(digest.digest())
            file.close()
            made.replace(path)
        finally:
            file.close()
            made.unlink(missing_ok=True)


def _let_go(folder: Path) -> None:
    """Remove what was used least recently, until the rest is small enough; files of other origin stay."""
    ours = [(entry.stat(), entry.path) for entry in os.scandir(folder) if _OURS.fullmatch(entry.name)]
    total = 0
    for found, path in sorted(ours, key=lambda each: each[0].st_mtime_ns, reverse=True):
        total += found.st_size
        if total > MOST:
            os.unlink(path)

"""Loading a corpus: every file found, read and parsed, and no folder lost to one file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from r2p_data.corpus import Corpus
from r2p_data.errors import UnreadableDocument
from r2p_data.parse import parse_document
from r2p_data.records import Document, Unreadable
from r2p_data.sources import Found, Limits, Reading, find_files, name_documents
from r2p_data.tables import build_tables

# A bar is drawn from this many documents on, and only in a terminal.
_LONG = 20
_TOLD = 5


def load_corpus(*sources: str | os.PathLike[str], progress: bool | None = None, limits: Limits | None = None) -> Corpus:
    """Parse documents into a corpus; without arguments, the five documents of ``seeds/``.

    A file that cannot be read becomes a row of ``corpus.problems`` with its reason, and the
    rest is parsed.

    Parameters
    ----------
    sources
        files (text, Markdown, HTML, PDF, DOCX, EPUB), folders of them, patterns such as
        ``"reports/*.pdf"``, archives, or URLs such as ``"s3://bucket/reports"``.
    progress
        draw a progress bar; by default on long work in a terminal.
    limits
        what one document may cost, in bytes, pages and seconds.

    Raises
    ------
    UnreadableDocument
        if a source does not exist or stands for no file, if the one file given cannot be
        read, or none of many can.
    """
    limits = limits or Limits()
    if not sources:
        return _load(find_files(sorted(_seeds().glob("*.txt")), limits), progress, limits)
    found = find_files(sources, limits)
    lone = len(sources) == 1 and [file.name for file in found] == [os.fspath(sources[0])]
    return _load(found, progress, limits, lone=lone)


def _seeds() -> Path:
    """The five documents: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    return next(folder for folder in (package / "seeds", package.parent / "seeds") if folder.is_dir())


def _load(found: Sequence[Found], progress: bool | None, limits: Limits, *, lone: bool = False) -> Corpus:
    shown = progress if progress is not None else len(found) >= _LONG and sys.stderr.isatty()
    named = zip(name_documents([file.path for file in found]), found, strict=True)
    documents: list[Document] = []
    unreadable: list[Unreadable] = []
    with Reading(limits) as reading:
        for doc_id, file in tqdm(named, total=len(found), desc="parsing", unit="document", disable=not shown):
            try:
                documents.append(parse_document(reading.read(file.read(), file.name), doc_id))
            except UnreadableDocument as error:
                if lone:
                    raise
                unreadable.append(Unreadable(file.name, str(error).removeprefix(f"{file.name}: ")))
            except Exception as error:  # a fault of ours in one document must not cost the others
                if lone:
                    raise
                unreadable.append(Unreadable(file.name, f"parsing failed ({type(error).__name__}: {error}); report it"))
    if not documents:
        raise UnreadableDocument(_nothing_read(unreadable))
    return Corpus(build_tables(documents, unreadable), {d.doc_id: d.source.text for d in documents})


def _nothing_read(unreadable: Sequence[Unreadable]) -> str:
    reasons = "; ".join(f"{path}: {what}" for path, what in unreadable[:_TOLD])
    more = f"; and {len(unreadable) - _TOLD} more" if len(unreadable) > _TOLD else ""
    return f"none of {len(unreadable)} files could be read: {reasons}{more}"

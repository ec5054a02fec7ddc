"""Pages: from a place in the text of a PDF to the picture of its page, the place framed."""

from __future__ import annotations

import atexit
import hashlib
from base64 import b64decode
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from r2p_data.errors import R2PDataError, UnreadableDocument
from r2p_data.sources import Limits, Reading, find_files
from r2p_data.sources.archives import is_archive
from r2p_data.sources.places import PageBox, checksum

__all__ = ["PageView", "boxes", "page_image", "show_page"]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of a PDF with places framed; renders in Jupyter, ``str()`` in a terminal."""

    png: bytes
    page: int
    boxes: tuple[PageBox, ...]
    citation: str = ""

    def __str__(self) -> str:
        framed = "; ".join(f"{b.left:.0f}, {b.bottom:.0f} – {b.right:.0f}, {b.top:.0f}" for b in self.boxes)
        return f"{self.citation or 'page'} (page {self.page}: {framed or 'nothing framed'})"

    def __repr__(self) -> str:
        return f"PageView({self.citation or 'page'}, page {self.page}, {len(self.boxes)} framed)"

    def _repr_png_(self) -> bytes:
        return self.png


def show_page(
    document: Mapping[Hashable, Any],
    raw_start: int,
    raw_end: int,
    *,
    within: Iterable[Sequence[int]] | None = None,
    text: str | None = None,
    citation: str = "",
    limits: Limits | None = None,
) -> PageView:
    """The first page on which ``raw_start`` to ``raw_end`` of a PDF stand, with that place framed.

    Parameters
    ----------
    document
        a row of ``documents``: its ``path``, ``sha256`` and ``media_type``.
    within
        the ``spans`` of the paragraph, so that what stands between two pages is not framed.
    text
        the text that the offsets are of, to make sure that the file still gives the same.
    citation
        how the place is cited.
    limits
        those that the document was read with.

    Raises
    ------
    R2PDataError
        if the document is no PDF, its file has moved or changed, or this version reads another text from it.
    """
    path, sha256, kind = (str(document[key]) for key in ("path", "sha256", "media_type"))
    if not kind.startswith("application/pdf"):
        raise R2PDataError(f"{path}: has no pages to show: it is {kind}, and only a PDF has")
    read = limits or Limits(ocr="ocr=" in kind)
    data = _unchanged(path, sha256, read)
    spans = [(max(raw_start, start), min(raw_end, end)) for start, end in within or [(raw_start, raw_end)]]
    asked = {"spans": [span for span in spans if span[0] < span[1]], "offset": raw_start}
    seen = _reading(read).look(data, path, asked)
    if text is not None and seen["text"] != checksum(text):
        raise R2PDataError(f"{path}: this version reads another text from it; load the corpus again")
    found = tuple(PageBox(*box) for box in seen["boxes"])
    page = found[0].page if found else seen["page"]
    return PageView(_draw(data, path, page, found, read), page, found, citation)


def boxes(path: str, raw_start: int, raw_end: int, *, sha256: str | None = None) -> list[PageBox]:
    """The rectangles around a stretch of the text of a PDF, one a printed line."""
    asked = {"spans": [(raw_start, raw_end)], "offset": raw_start}
    seen = _reading(Limits()).look(_unchanged(path, sha256, Limits()), path, asked)
    return [PageBox(*box) for box in seen["boxes"]]


def page_image(path: str, page: int, framed: tuple[PageBox, ...] = (), *, sha256: str | None = None) -> bytes:
    """A picture of a page as PNG, counted from 1, with places framed."""
    return _draw(_unchanged(path, sha256, Limits()), path, page, framed, Limits())


def _draw(data: bytes, path: str, page: int, framed: Iterable[PageBox], limits: Limits) -> bytes:
    asked = {"page": page, "boxes": [box for box in framed if box.page == page]}
    return b64decode(_reading(limits).look(data, path, asked)["png"])


@cache
def _reading(limits: Limits) -> Reading:
    """The process that looks at pages, kept for the next one: a PDF that breaks it down does not break this one."""
    reading = Reading(limits)
    atexit.register(reading.close)
    return reading


def _unchanged(path: str, sha256: str | None, limits: Limits) -> bytes:
    """The bytes of the file, if it is the one that was read."""
    try:
        data = _read(path, limits)
    except UnreadableDocument as error:
        raise R2PDataError(f"{path}: the file has moved ({error}); put it back, or load the corpus again") from error
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise R2PDataError(f"{path}: the file has changed since it was read; load the corpus again")
    return data


def _read(path: str, limits: Limits) -> bytes:
    """The bytes of a file, of a URL, or of a file inside an archive: « rapports.zip/2016/a.pdf »."""
    holder = next((str(folder) for folder in Path(path).parents if is_archive(folder.name) and folder.is_file()), path)
    found = [file for file in find_files([holder], limits) if file.name == path]
    if not found:
        raise UnreadableDocument(f"{path}: no such file")
    return found[0].read()

"""Pages: from a place in the text of a PDF to the picture of its page, the place framed."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from r2p_data.errors import R2PDataError, UnreadableDocument
from r2p_data.sources import Limits, find_files
from r2p_data.sources.archives import is_archive
from r2p_data.sources.places import PageBox, Places, draw_page

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
    places = _places(path, sha256, read)
    if text is not None and places.text != text:
        raise R2PDataError(f"{path}: this version reads another text from it; load the corpus again")
    spans = [(max(raw_start, start), min(raw_end, end)) for start, end in within or [(raw_start, raw_end)]]
    found = tuple(box for start, end in spans if start < end for box in places.boxes(start, end))
    page = found[0].page if found else places.page(raw_start)
    framed = tuple(box for box in found if box.page == page)
    return PageView(draw_page(_unchanged(path, sha256, read), path, page, framed), page, found, citation)


def boxes(path: str, raw_start: int, raw_end: int, *, sha256: str | None = None) -> list[PageBox]:
    """The rectangles around a stretch of the text of a PDF, one a printed line."""
    return _places(path, sha256, Limits()).boxes(raw_start, raw_end)


def page_image(path: str, page: int, framed: tuple[PageBox, ...] = (), *, sha256: str | None = None) -> bytes:
    """A picture of a page as PNG, counted from 1, with places framed."""
    return draw_page(_unchanged(path, sha256, Limits()), path, page, [box for box in framed if box.page == page])


@lru_cache(maxsize=4)  # rows that are looked at one after the other are of few documents
def _places(path: str, sha256: str | None, limits: Limits) -> Places:
    return Places(_unchanged(path, sha256, limits), path, limits)


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

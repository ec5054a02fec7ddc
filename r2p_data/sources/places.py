"""Where the characters of a PDF stand on its pages, and pictures of its pages with places framed.

Nothing of this is kept when a document is read: the file is read again, by the same rules,
and gives the same text.
"""

from __future__ import annotations

import hashlib
import io
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from r2p_data.errors import UnreadableDocument
from r2p_data.sources.extras import import_extra
from r2p_data.sources.limits import Limits
from r2p_data.sources.pdf import join_pages, measure_pages, open_pdf, print_page, read_page
from r2p_data.sources.printed import Row

__all__ = ["PageBox", "Places", "checksum", "draw_page", "look"]

_FRAME, _FILL = (176, 84, 0, 255), (255, 200, 60, 70)
_MARGIN = 1.5
_MOST_PIXELS = 12_000_000


class PageBox(NamedTuple):
    """A rectangle on a page, counted from 1, in points from its lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


class Places:
    """The places of the characters of one PDF.

    Parameters
    ----------
    data, name
        the file.
    limits
        those that it was read with.

    Raises
    ------
    UnreadableDocument
        if it cannot be read as a PDF.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._data, self._name, self._limits = data, name, limits
        with open_pdf(data, name, limits) as document:
            pages = [read_page(document, number, name, limits) for number in range(len(document))]
        self._measures = measure_pages(pages)
        self.text, self._starts, *_ = join_pages(print_page(page, self._measures) for page in pages)

    def page(self, raw_offset: int) -> int:
        """The page, counted from 1, on which an offset of the text lies."""
        return max(1, bisect_right(self._starts, raw_offset))

    def boxes(self, raw_start: int, raw_end: int) -> list[PageBox]:
        """The rectangles around ``text[raw_start:raw_end]``, one a printed line."""
        first, last = self.page(raw_start), self.page(max(raw_start, raw_end - 1))
        with open_pdf(self._data, self._name, self._limits) as document:
            return [
                box
                for number in range(first - 1, last)
                for box in self._page_boxes(document, number, raw_start, raw_end)
            ]

    def _page_boxes(self, document: Any, number: int, raw_start: int, raw_end: int) -> Iterator[PageBox]:
        page = read_page(document, number, self._name, self._limits, placed=True)
        at = self._starts[number]
        for row in print_page(page, self._measures):
            found = list(_characters(row, raw_start - at, raw_end - at))
            if found:
                lefts, bottoms, rights, tops = zip(*found, strict=True)
                yield PageBox(number + 1, min(lefts), min(bottoms), max(rights), max(tops))
            at += len(row.text) + 1


def look(data: bytes, name: str, limits: Limits, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Answer as JSON can hold it: the picture of a page, or where stretches of the text stand.

    Parameters
    ----------
    asked
        ``page`` and ``boxes``, for the picture of a page; else ``spans`` and an ``offset`` of
        the text, for their boxes, its page, and the checksum of the text.

    Raises
    ------
    UnreadableDocument
        if the file cannot be read as a PDF, or has no such page.
    """
    if "page" in asked:
        picture = draw_page(data, name, asked["page"], [PageBox(*box) for box in asked["boxes"]])
        return {"png": b64encode(picture).decode("ascii")}
    places = _places(data, name, limits)
    found = [box for start, end in asked["spans"] for box in places.boxes(start, end)]
    return {"boxes": found, "page": places.page(asked["offset"]), "text": checksum(places.text)}


@lru_cache(maxsize=4)  # rows that are looked at one after the other are of few documents
def _places(data: bytes, name: str, limits: Limits) -> Places:
    return Places(data, name, limits)


def checksum(text: str) -> str:
    """What tells one text from another."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _characters(row: Row, start: int, end: int) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of the characters of a row from ``start`` to ``end``; of a raised mark all."""
    for at, printed, run in row.runs:
        if at >= end or at + len(printed) <= start:
            continue
        alike = len(printed) == len(run.boxes)
        inside = run.boxes[max(0, start - at) : end - at] if alike else run.boxes
        yield from (box for box in inside if box is not None)


def draw_page(data: bytes, name: str, page: int, boxes: Iterable[PageBox], scale: float = 1.5) -> bytes:
    """A picture of a page as PNG, with frames around ``boxes``.

    Parameters
    ----------
    data, name
        the file.
    page
        the page, counted from 1.
    scale
        pixels a point.

    Raises
    ------
    UnreadableDocument
        if the file has no such page, or cannot be read as a PDF.
    """
    with open_pdf(data, name, Limits()) as document:
        if not 1 <= page <= len(document):
            raise UnreadableDocument(f"{name}: has no page {page}; it has {len(document)}")
        leaf = document[page - 1]
        width, height = leaf.get_size()
        bitmap = leaf.render(scale=min(scale, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5))
        place = bitmap.get_posconv(leaf).to_bitmap
        picture = _framed(bitmap.to_pil(), [(place(b.left, b.bottom), place(b.right, b.top)) for b in boxes])
        leaf.close()
    picture.save(buffer := io.BytesIO(), "PNG")
    return buffer.getvalue()


_Corner = tuple[int, int]


def _framed(picture: Any, frames: Sequence[tuple[_Corner, _Corner]]) -> Any:
    image, drawing = import_extra("PIL.Image", "PDF"), import_extra("PIL.ImageDraw", "PDF")
    layer = image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = drawing.Draw(layer)
    for (x0, y0), (x1, y1) in frames:
        corners = min(x0, x1) - _MARGIN, min(y0, y1) - _MARGIN, max(x0, x1) + _MARGIN, max(y0, y1) + _MARGIN
        pen.rectangle(corners, fill=_FILL, outline=_FRAME, width=2)
    return image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")

"""Reading HTML: what a page says, and around it, as furniture, what a site puts there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Cell, Source, Span
from r2p_data.sources.cells import keep_tables
from r2p_data.sources.elements import Element, parse_markup, read_elements
from r2p_data.sources.extras import import_extra
from r2p_data.sources.limits import Limits
from r2p_data.sources.mojibake import find_mojibake
from r2p_data.sources.text import decode

__all__ = ["decode_markup", "find_cells", "join_elements", "read_html"]

_SPACES = re.compile(r"\s+")
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LONG, _NEAR = 40, 8
_LINKS = 0.8


def read_html(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a page; headings, items « • » and cells as blocks of their own.

    What stands around its main content (menus, banners, links to share it, the foot of the
    page) is in the text too, and named in ``furniture``; headings are in ``emphasis``.

    Raises
    ------
    UnreadableDocument
        if the page holds no text, or its elements are nested deeper than the limit.
    """
    markup, encoding = decode_markup(data, name)
    tree = parse_markup(markup, name, limits)
    elements, around = ([], []) if tree is None else _tell_apart(tree, name)
    if not elements:
        raise UnreadableDocument(f"{name}: empty: the page holds no text; where a script draws it, save it as PDF")
    text, furniture, emphasis = join_elements(elements, around)
    digest = hashlib.sha256(data).hexdigest()
    edits = find_mojibake(text)
    cells = find_cells(elements, around)
    return Source(
        name, text, encoding, "text/html", digest, edits=edits, furniture=furniture, emphasis=emphasis, cells=cells
    )


def join_elements(
    elements: Sequence[Element], around: Iterable[bool]
) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    r"""The text of a page, the spans in it that stand around the main content, and those of its headings.

    >>> join_elements([Element("Accueil"), Element("La paix", heading=True)], [True, False])
    ('Accueil\n\nLa paix', (Span(start=0, end=7),), (Span(start=9, end=16),))
    """
    furniture: list[Span] = []
    emphasis: list[Span] = []
    at = 0
    for element, aside in zip(elements, around, strict=True):
        if aside or element.heading:
            (furniture if aside else emphasis).append(Span(at, at + len(element.text)))
        at += len(element.text) + 2
    return "\n\n".join(element.text for element in elements), tuple(furniture), tuple(emphasis)


def find_cells(elements: Sequence[Element], around: Iterable[bool]) -> tuple[Cell, ...]:
    r"""The cells of the tables of a page, in the text that ``join_elements`` makes.

    >>> from r2p_data.sources.cells import Place
    >>> cells = [Element(text, place=Place(1, 1 + n // 2, 1 + n % 2)) for n, text in enumerate("abcd")]
    >>> find_cells(cells, [False] * 4)[1]
    Cell(start=3, end=4, table=1, row=1, column=2)
    """
    cells: list[Cell] = []
    at = 0
    for element, aside in zip(elements, around, strict=True):
        end = at + len(element.text)
        if element.place and not aside:
            if cells and cells[-1][2:] == element.place:
                cells[-1] = cells[-1]._replace(end=end)
            else:
                cells.append(Cell(at, end, *element.place))
        at = end + 2
    return keep_tables(cells)


def decode_markup(data: bytes, name: str) -> tuple[str, str]:
    """The markup of a page, by UTF-8, else by what it declares, else by the likeliest encoding."""
    declared = _CHARSET.search(data[:4000])
    label = declared[1].decode().lower() if declared else ""
    wanted = "cp1252" if label in ("iso-8859-1", "latin1", "us-ascii") else label
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        if not wanted or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return decode(data, name)
    try:  # a byte that is wrong shows as « \ufffd », as in a browser
        return data.decode(wanted, errors="replace"), wanted
    except LookupError:
        return decode(data, name)


def _tell_apart(tree: Any, name: str) -> tuple[list[Element], list[bool]]:
    """The blocks of a page, with for each whether it stands around the main content; the title first, if need be.

    The main content goes from the first block that trafilatura keeps to the last; what it
    drops between (some headings) stays, but for menus and lines of links.
    """
    trafilatura = import_extra("trafilatura", name)
    whole = list(read_elements(tree))
    title = _SPACES.sub(" ", "".join(tree.xpath("//head//title[1]//text()"))).strip()
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    kept = {_letters(element.text) for element in ([] if body is None else read_elements(body))}
    around = _around(whole, kept)
    main = [element.text for element, aside in zip(whole, around, strict=True) if not aside]
    if not main or not title or title in main[:3] or any(element.title for element in whole):
        return whole, around
    return [Element(title, heading=True), *whole], [False, *around]


def _around(whole: Sequence[Element], kept: set[str]) -> list[bool]:
    """Which blocks are no main content; none where that would be all."""
    keys = [_letters(element.text) for element in whole]
    start, end = _main_range(keys, kept)
    start = next((i for i in range(max(0, start - _NEAR), start) if whole[i].title), start)
    around = [
        not element.title and (not start <= i < end or (_is_aside(element) and key not in kept))
        for i, (element, key) in enumerate(zip(whole, keys, strict=True))
    ]
    return [False] * len(whole) if all(around) else around


def _is_aside(element: Element) -> bool:
    return element.aside or (element.linked > _LINKS and not element.heading)


def _main_range(keys: Sequence[str], kept: set[str]) -> tuple[int, int]:
    """From the first long block that is kept to the last, with kept ones around them; everything, where none is."""
    text = "\n".join(kept)
    long = [i for i, key in enumerate(keys) if len(key) >= _LONG and key in text]
    if not long:
        return 0, len(keys)
    start, end = long[0], long[-1] + 1
    while start and keys[start - 1] in kept:
        start -= 1
    while end < len(keys) and keys[end] in kept:
        end += 1
    return start, end


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()

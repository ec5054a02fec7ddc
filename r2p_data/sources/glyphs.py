"""Runs of characters on a page of a PDF: what stands there, where, and how large."""

from __future__ import annotations

import ctypes
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from r2p_data.sources.extras import import_extra

__all__ = ["Box", "Run", "read_runs"]

# A space is as wide as this share of the letter size; a gap this wide ends a run.
_SPACE = 0.15
_APART = 0.9
# Word processors print bullets from symbol fonts; pdfium gives a hyphen at a line end as U+0002 or U+FFFE.
_MEANT = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "►", 0xF0FC: "✓", 0xF02D: "-"}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# « ABCDEF+TimesNewRomanPS-BoldMT », « Arial,Bold », « Roboto-Black »; never « Semilight ».
_BOLD = re.compile(r"bold|black|heavy|demi(?!light)", re.IGNORECASE)
_LONGEST_NAME = 200
_BLANK = 0x20  # pdfium adds no other characters than blanks, and hyphens at line ends
_FORCED_BOLD = 1 << 18  # bit 19 of the font descriptor flags in ISO 32000-1, 9.8.2
_BLANKS = (" ", "\u00a0", "\u202f", "\u2009")


Box = tuple[float, float, float, float]  # left, bottom, right, top, in points from the lower left corner of the page


@dataclass(slots=True, eq=False)
class Run:
    """Characters of one size on one baseline, without a wide gap; ``y`` grows upwards.

    ``boxes`` holds the place of each character on the page, where it was asked for; None for
    the space between two characters that are set apart. ``blank_before`` tells
    whether the file has a blank there, however narrow.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    boxes: tuple[Box | None, ...] = ()
    blank_before: bool = False


class _Glyph(NamedTuple):
    text: str
    x0: float
    x1: float
    y: float
    size: float
    at: int
    box: Box


def read_runs(textpage: Any, *, placed: bool = False) -> list[list[Run]]:
    """The runs of a page in the order of the file, one list a direction of writing, the usual one first.

    Parameters
    ----------
    placed
        keep the place of each character.
    """
    turned: dict[int, list[_Glyph]] = defaultdict(list)
    for quarter, glyph in _glyphs(textpage):
        turned[quarter].append(glyph)
    ranked = sorted(turned, key=lambda quarter: (-len(turned[quarter]), quarter))
    fonts = Fonts(textpage)
    return [list(_gather(turned[quarter], fonts, placed)) for quarter in ranked]


def _glyphs(textpage: Any) -> Iterator[tuple[int, _Glyph]]:
    pdfium = import_extra("pypdfium2.raw", "PDF")

    read_code, read_origin, read_box = (
        pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox,
    )  # fmt: skip
    read_matrix, read_size = pdfium.FPDFText_GetMatrix, pdfium.FPDFText_GetFontSize
    origin_x, origin_y, loose, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    page, high = textpage.raw, 0
    for i in range(textpage.count_chars()):
        code = read_code(page, i)
        if code <= _BLANK and code not in _MEANT and pdfium.FPDFText_IsGenerated(page, i) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high or code >= 0xDC00:
            code, high = _joined(high, code), 0
        text = _character(code)
        if not text:
            continue
        read_origin(page, i, origin_x, origin_y)
        read_box(page, i, loose)
        read_matrix(page, i, matrix)
        size = read_size(page, i) * math.hypot(matrix.c, matrix.d)
        x, y, box = origin_x.value, origin_y.value, (loose.left, loose.bottom, loose.right, loose.top)
        if size > 0.1 and math.isfinite(x + y + box[0] + box[2] + size):
            level = matrix.b == 0 and matrix.a > 0
            quarter = 0 if level else round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
            yield quarter, _turn(text, quarter, x, y, box, size, i)


def _joined(high: int, code: int) -> int:
    if 0xDC00 <= code < 0xE000:
        return 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
    return code


@lru_cache(maxsize=1024)
def _character(code: int) -> str:
    """What a code point stands for in print; nothing for control characters.

    >>> _character(0xFB01), _character(2), _character(0xF0B7), _character(7)
    ('fi', '-', '•', '')
    """
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in _MEANT:
        return _MEANT[code]
    if code in (9, 10, 13):
        return " "
    return "" if code < 0x20 or 0x7F <= code < 0xA0 or code > 0x10FFFF else chr(code)


def _turn(text: str, quarter: int, x: float, y: float, box: Box, size: float, at: int) -> _Glyph:
    """A glyph as if the page were turned so that its line runs from left to right."""
    left, bottom, right, top = box
    if quarter == 1:
        return _Glyph(text, bottom, top, -x, size, at, box)
    if quarter == 2:
        return _Glyph(text, -right, -left, -y, size, at, box)
    if quarter == 3:
        return _Glyph(text, -top, -bottom, x, size, at, box)
    return _Glyph(text, left, right, y, size, at, box)


def _gather(glyphs: Sequence[_Glyph], fonts: Fonts, placed: bool) -> Iterator[Run]:
    """Group glyphs into runs; a glyph printed twice on the same spot, to look bold, counts once."""
    held: list[_Glyph] = []
    inked: _Glyph | None = None  # the last of them that is no blank
    twice, spaced = 0, False
    for glyph in glyphs:
        last = held[-1] if held else None
        if last and glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.1 * glyph.size and _level(glyph, last):
            twice += 1
            continue
        blank = glyph.text in _BLANKS
        if last and not _follows(glyph, last if blank or inked is None else inked):
            yield from _run(held, fonts, twice, placed, spaced)
            spaced = last.text in _BLANKS and _adjoins(last, glyph)
            held, inked, twice = [], None, 0
        held.append(glyph)
        inked = inked if blank else glyph
    yield from _run(held, fonts, twice, placed, spaced)


def _adjoins(blank: _Glyph, glyph: _Glyph) -> bool:
    return abs(blank.y - glyph.y) < 0.1 * glyph.size and abs(glyph.x0 - blank.x1) < 0.5 * glyph.size


def _level(glyph: _Glyph, last: _Glyph) -> bool:
    return abs(glyph.y - last.y) < 0.1 * last.size


def _follows(glyph: _Glyph, last: _Glyph) -> bool:
    same = abs(glyph.size - last.size) < 0.07 * last.size and _level(glyph, last)
    return same and -0.5 * last.size < glyph.x0 - last.x1 < _APART * last.size


def _run(held: Sequence[_Glyph], fonts: Fonts, twice: int, placed: bool, spaced: bool) -> Iterator[Run]:
    pieces: list[str] = []
    boxes: list[Box | None] = []
    for before, glyph in zip([None, *held], held, strict=False):
        inside = before is not None and before.text not in _BLANKS and glyph.text not in _BLANKS
        if before is not None and inside and glyph.x0 - before.x1 > _SPACE * glyph.size:
            pieces.append(" ")
            boxes.append(None)
        pieces.append(glyph.text)
        boxes += [glyph.box] * len(glyph.text)
    inked = [glyph for glyph in held if glyph.text not in _BLANKS]
    if inked:
        text = "".join(pieces)
        kept = text.strip(" ")
        first = len(text) - len(text.lstrip(" "))
        bold = 2 * twice > len(inked) or all(fonts.is_bold(glyph.at) for glyph in (inked[0], inked[-1]))
        places = tuple(boxes[first : first + len(kept)]) if placed else ()
        at = inked[0].x0, inked[-1].x1, inked[0].y, inked[0].size
        yield Run(kept, *at, bold, places, blank_before=spaced or bool(first))


class Fonts:
    """Which characters of a page are set in bold, by what their fonts say of themselves."""

    def __init__(self, textpage: Any) -> None:
        self._page = textpage.raw
        self._known: dict[int, bool] = {}

    def is_bold(self, at: int) -> bool:
        """Whether a character is in bold, or its outline is drawn to make it so."""
        pdfium = import_extra("pypdfium2.raw", "PDF")
        shape = pdfium.FPDFText_GetTextObject(self._page, at)
        font = pdfium.FPDFTextObj_GetFont(shape) if shape else None
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self._known:
            self._known[key] = _says_bold(font)
        outlined: bool = pdfium.FPDFTextObj_GetTextRenderMode(shape) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        return self._known[key] or outlined


def _says_bold(font: Any) -> bool:
    pdfium = import_extra("pypdfium2.raw", "PDF")
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    flags: int = pdfium.FPDFFont_GetFlags(font)
    return bool(_BOLD.search(name.value.decode("latin-1"))) or (flags > 0 and bool(flags & _FORCED_BOLD))

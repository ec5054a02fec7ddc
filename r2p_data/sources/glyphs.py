"""Runs of characters on a page of a PDF: what stands there, where, and how large."""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from r2p_data.sources.extras import import_extra

__all__ = ["Run", "read_runs"]

# A space is as wide as this share of the letter size; a gap this wide ends a run.
_SPACE = 0.15
_APART = 0.9
# Word processors print bullets from symbol fonts; pdfium gives a hyphen at a line end as U+0002 or U+FFFE.
_MEANT = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "►", 0xF0FC: "✓", 0xF02D: "-"}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BLANKS = (" ", "\u00a0", "\u202f", "\u2009")


class Run(NamedTuple):
    """Characters of one size on one baseline, without a wide gap; ``y`` grows upwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


class _Glyph(NamedTuple):
    text: str
    x0: float
    x1: float
    y: float
    size: float


def read_runs(textpage: Any) -> list[list[Run]]:
    """The runs of a page in the order of the file, one list a direction of writing, the usual one first."""
    turned: dict[int, list[_Glyph]] = defaultdict(list)
    for quarter, glyph in _glyphs(textpage):
        turned[quarter].append(glyph)
    ranked = sorted(turned, key=lambda quarter: (-len(turned[quarter]), quarter))
    return [list(_gather(turned[quarter])) for quarter in ranked]


def _glyphs(textpage: Any) -> Iterator[tuple[int, _Glyph]]:
    pdfium = import_extra("pypdfium2.raw", "PDF")

    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    page, high = textpage.raw, 0
    for i in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, i)
        if pdfium.FPDFText_IsGenerated(page, i) == 1 and code not in _MEANT:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        code, high = _joined(high, code), 0
        pdfium.FPDFText_GetCharOrigin(page, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(page, i, box)
        pdfium.FPDFText_GetMatrix(page, i, matrix)
        size = pdfium.FPDFText_GetFontSize(page, i) * math.hypot(matrix.c, matrix.d)
        text = _character(code)
        if text and all(map(math.isfinite, (x.value, y.value, box.left, box.right, size))) and size > 0.1:
            quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
            yield quarter, _turn(text, quarter, x.value, y.value, (box.left, box.bottom, box.right, box.top), size)


def _joined(high: int, code: int) -> int:
    if 0xDC00 <= code < 0xE000:
        return 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
    return code


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


def _turn(text: str, quarter: int, x: float, y: float, box: tuple[float, ...], size: float) -> _Glyph:
    """A glyph as if the page were turned so that its line runs from left to right."""
    left, bottom, right, top = box
    if quarter == 1:
        return _Glyph(text, bottom, top, -x, size)
    if quarter == 2:
        return _Glyph(text, -right, -left, -y, size)
    if quarter == 3:
        return _Glyph(text, -top, -bottom, x, size)
    return _Glyph(text, left, right, y, size)


def _gather(glyphs: Sequence[_Glyph]) -> Iterator[Run]:
    """Group glyphs into runs; a glyph printed twice on the same spot, to look bold, counts once."""
    held: list[_Glyph] = []
    for glyph in glyphs:
        last = held[-1] if held else None
        if last and glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.1 * glyph.size and _level(glyph, last):
            continue
        if held and not _follows(glyph, held):
            yield from _run(held)
            held = []
        held.append(glyph)
    yield from _run(held)


def _level(glyph: _Glyph, last: _Glyph) -> bool:
    return abs(glyph.y - last.y) < 0.1 * last.size


def _follows(glyph: _Glyph, held: Sequence[_Glyph]) -> bool:
    last = next((g for g in reversed(held) if g.text not in _BLANKS), held[-1])
    if glyph.text in _BLANKS:
        last = held[-1]
    same = abs(glyph.size - last.size) < 0.07 * last.size and _level(glyph, last)
    return same and -0.5 * last.size < glyph.x0 - last.x1 < _APART * last.size


def _run(held: Sequence[_Glyph]) -> Iterator[Run]:
    pieces: list[str] = []
    for before, glyph in zip([None, *held], held, strict=False):
        spaced = before is not None and before.text not in _BLANKS and glyph.text not in _BLANKS
        if before is not None and spaced and glyph.x0 - before.x1 > _SPACE * glyph.size:
            pieces.append(" ")
        pieces.append(glyph.text)
    inked = [glyph for glyph in held if glyph.text not in _BLANKS]
    if inked:
        yield Run("".join(pieces).strip(" "), inked[0].x0, inked[-1].x1, inked[0].y, inked[0].size)

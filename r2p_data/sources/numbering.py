"""Labels that a word processor prints and does not store: « 12. », « a) », « II. », « • »."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

__all__ = ["W", "Numbering", "spell_number"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS, _LARGEST = 9, 10_000


class _Level(NamedTuple):
    format: str
    text: str
    start: int


def spell_number(value: int, format: str) -> str:
    """A number as a list of that format prints it.

    >>> [spell_number(4, format) for format in ("decimal", "lowerLetter", "upperRoman", "lowerRoman")]
    ['4', 'd', 'IV', 'iv']
    """
    value = max(0, min(value, _LARGEST))
    if format.endswith("Letter"):
        letters = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1) if value else ""
        return letters.upper() if format.startswith("upper") else letters
    if format.endswith("Roman"):
        spelled = ""
        for worth, letters in _ROMAN:
            spelled += letters * (value // worth)
            value %= worth
        return spelled.upper() if format.startswith("upper") else spelled
    return f"{value:02d}" if format == "decimalZero" else str(value)


class Numbering:
    """Counts the numbered paragraphs of one document, in order.

    Parameters
    ----------
    numbering
        the root of ``numbering.xml``, None where the document has none.
    styles
        the root of ``styles.xml``.
    """

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._styles = {} if styles is None else {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")}
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {_integer(level.get(f"{W}ilvl")): _read_level(level) for level in abstract.iter(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId")] = levels
        for number in numbering.iter(f"{W}num"):
            key = number.get(f"{W}numId")
            self._abstract[key] = _value(number, "abstractNumId") or ""
            for override in number.iter(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
                if start is not None:
                    self._restarts.setdefault(key, {})[_integer(override.get(f"{W}ilvl"))] = _integer(start)

    def label(self, paragraph: Any) -> str:
        """The label that is printed before a paragraph, or nothing; to be asked once for each, in order."""
        key, depth = self._numbered(paragraph)
        level = self._levels.get(self._abstract.get(key or "", ""), {}).get(depth)
        if key is None or level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return level.text if level.text in ("–", "—", "-", "▪", "◦") else "•"
        self._count(key, depth)
        return _PLACE.sub(lambda match: self._spelled(key, int(match[1]) - 1), level.text)

    def _count(self, key: str, depth: int) -> None:
        """Add one at ``depth``; a list of its own start begins there, deeper levels begin again."""
        abstract = self._abstract[key]
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        restart = self._restarts.get(key, {}).pop(depth, None)
        before = counts[depth]
        if restart is not None:
            counts[depth] = restart
        else:
            counts[depth] = self._levels[abstract][depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)

    def _spelled(self, key: str, depth: int) -> str:
        abstract = self._abstract[key]
        level = self._levels[abstract].get(depth)
        if level is None or not 0 <= depth < _LEVELS:
            return ""
        value = self._counts[abstract][depth]
        return spell_number(level.start if value is None else value, level.format)

    def _numbered(self, paragraph: Any) -> tuple[str | None, int]:
        """The list of a paragraph and its depth in it, its own or its style's."""
        found = paragraph.find(f"{W}pPr")
        key, depth = _list_of(found)
        style = self._styles.get(_value(found, "pStyle") if found is not None else None)
        for _ in range(_LEVELS):
            if style is None or key is not None:
                break
            properties = style.find(f"{W}pPr")
            key, inherited = _list_of(properties)
            depth = inherited if depth is None else depth
            style = self._styles.get(_value(style, "basedOn"))
        return (None if key == "0" else key), min(depth or 0, _LEVELS - 1)


def _read_level(level: Any) -> _Level:
    format, text = _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
    return _Level(format, text, _integer(_value(level, "start") or "1"))


def _list_of(properties: Any) -> tuple[str | None, int | None]:
    numbered = None if properties is None else properties.find(f"{W}numPr")
    if numbered is None:
        return None, None
    depth = _value(numbered, "ilvl")
    return _value(numbered, "numId"), None if depth is None else max(0, _integer(depth))


def _value(element: Any, name: str) -> str | None:
    child = None if element is None else element.find(f"{W}{name}")
    value: str | None = None if child is None else child.get(f"{W}val")
    return value


def _integer(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.lstrip("-").isdecimal() and len(text) < 9 else 0

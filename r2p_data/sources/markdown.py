"""Reading Markdown: the text as typed, with edits that take its marks out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import pairwise

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Cell, Edit, Source, Span
from r2p_data.sources.cells import Filling, keep_tables
from r2p_data.sources.limits import Limits
from r2p_data.sources.mojibake import find_mojibake, mend
from r2p_data.sources.text import decode

__all__ = ["find_marks", "read_markdown"]

RULE = "markdown"
# Stand for marks that are taken out and for characters that are no marks, so that offsets stay.
_OUT, _PLAIN = "\x00", "\x01"
_DECIDED = frozenset((_OUT, _PLAIN))
_BLANK_LINE = "\n\n"
_BLANKS = " \t"
_FRONT = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,60}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TARGET = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)"
# « \* », « 1\. »: the character after it is no mark.
_ESCAPE = re.compile(r"\\(?=([!-/:-@\[-`{-~]))")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{2,6});")
_BULLET = re.compile(r"^[ \t]{0,40}([*+-])(?=[ \t]+\S)", re.M)  # « - la protection des civils »
_HEADING = re.compile(r"^([ ]{0,3}#{1,6}[ \t]+)(?=\S)[^\n]*$", re.M)  # « ## Introduction ## »
_UNDERLINE = re.compile(r"^[ ]{0,3}(?:={3,}|-{3,})[ \t]*$", re.M)
_BOLD_LINE = re.compile(r"^[ \t]*(\*\*|__)(?=\S)[^\n]{1,200}(?<=\S)\1[ \t]*$", re.M)
# « |---|:--:| » under the first row of a table
_BARS = re.compile(r"^[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.M)
# The groups of each are taken out; the whole, where it has none.
_LINES = (
    re.compile(r"^[ ]{0,3}(?:```+|~~~+)[^\n`]*$", re.M),
    re.compile(r"^[ ]{0,3}(?:>[ ]?){1,6}", re.M),  # « > Le Conseil »
    re.compile(r"^[ ]{0,3}(?:-{3,4}|\*{3,}|_{3,4}|\* \* \*|- - -)[ \t]*$", re.M),
)
_INLINE = (
    re.compile(rf"(!\[)[^\]\n]{{0,300}}(\]{_TARGET})"),
    re.compile(rf"(\[)(?!\^)[^\[\]\n]{{1,500}}(\]{_TARGET}|\]\[[^\[\]\n]{{0,80}}\])"),  # « [28 pays](https://un.org) »
    re.compile(r"(`{1,2})(?=[^`])[^`\n]{1,500}(\1)(?!`)"),
    re.compile(r"(?<![\w*])(\*)(?=[^\s*])[^*\n]{1,1000}?(?<=\S)(\*)(?![\w*])"),
    re.compile(r"(?<!\w)(?<!_)(_)(?=[^\s_])[^_\n]{1,1000}?(?<=\S)(_)(?![\w_])"),
    re.compile(r"(\*\*)(?=\S)[^*\n]{1,1000}(?<=\S)(\*\*)"),
    re.compile(r"(__)(?=[^\s_])[^_\n]{1,1000}(?<=\S)(__)"),
    re.compile(r"(?<![\w*])(\*)(?=[^\s*])[^*\n]{1,1000}?(?<=\S)(\*)(?![\w*])"),
)
# « [^1] », « [^1]: Voir », « [^voir] »
_NOTE = re.compile(r"\[\^([\w-]{1,40})\](:?)")


def read_markdown(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a Markdown file as typed; ``edits`` take its marks out, ``emphasis`` is its headings.

    Raises
    ------
    UnreadableDocument
        if it is empty but for marks, or not text in an encoding that can be told.
    """
    text, encoding = decode(data, name)
    front = _FRONT.match(text)
    marking = _Marking(text, front.end() if front else 0)
    marks = marking.edits()
    edits = sorted([*marks, *_apart(find_mojibake(text), marks)])
    if not mend(text, edits).strip():
        raise UnreadableDocument(f"{name}: is empty, but for marks; remove it or save the document again")
    return Source(
        name,
        text,
        encoding,
        "text/markdown",
        hashlib.sha256(data).hexdigest(),
        edits=tuple(edits),
        furniture=(Span(0, len(front[0].rstrip())),) if front else (),
        emphasis=tuple(sorted({Span(*m.span()) for p in (_HEADING, _BOLD_LINE) for m in p.finditer(text)})),
        cells=keep_tables(marking.cells),
    )


def _apart(edits: Iterable[Edit], others: Sequence[Edit]) -> Iterator[Edit]:
    taken = {i for edit in others for i in range(edit.raw_start, edit.raw_end)}
    return (edit for edit in edits if taken.isdisjoint(range(edit.raw_start, edit.raw_end)))


def find_marks(text: str, start: int = 0) -> list[Edit]:
    """The marks of Markdown in ``text``, from ``start`` on, as edits: what they mark stays.

    Headings and the cells of tables come to stand apart, bullets become « • », notes
    « [1] »; links keep their words.

    >>> [(e.before, e.after) for e in find_marks("## La **paix**[^1]")]
    [('## ', ''), ('**', ''), ('**', ''), ('^1', '1')]
    """
    return _Marking(text, start).edits()


class _Marking:
    """One pass a mark over a text that keeps its length, what is decided blotted out."""

    def __init__(self, text: str, start: int) -> None:
        self.raw = text
        self.signs = [*(c if c == "\n" else _PLAIN for c in text[:start]), *text[start:]]
        self.found: dict[int, Edit] = {}
        self.cells: list[Cell] = []

    @property
    def text(self) -> str:
        """What may still hold marks."""
        return "".join(self.signs)

    def edits(self) -> list[Edit]:
        self._mark_comments(self.text)
        for match in _ESCAPE.finditer(self.text):
            self._change(*match.span(), "")
            self.signs[match.end()] = _PLAIN
        for match in _ENTITY.finditer(self.text):
            self._change(*match.span(), unescape(match[0]))
        self._mark_tables(self.text)
        self._mark_headings(self.text)
        for pattern in _LINES:
            self._take_out(pattern)
        for match in _BULLET.finditer(self.text):
            self._change(*match.span(1), "•")
        for pattern in _INLINE:
            self._take_out(pattern)
        self._mark_notes(self.text)
        return [self.found[start] for start in sorted(self.found)]

    def _change(self, start: int, end: int, after: str) -> None:
        """Make an edit, in place of those inside it; none, where it would cut another in two."""
        if start >= end or self.raw[start:end] == after or (self.signs[start] in _DECIDED and start not in self.found):
            return
        inside = [at for at in range(start, end) if at in self.found]
        if any(self.found[at].raw_end > end for at in inside):
            return
        for at in inside:
            del self.found[at]
        self.found[start] = Edit(start, end, self.raw[start:end], after, RULE)
        sign = _PLAIN if after.strip() else _OUT
        self.signs[start:end] = [c if c == "\n" else sign for c in self.signs[start:end]]

    def _take_out(self, pattern: re.Pattern[str]) -> None:
        for match in pattern.finditer(self.text):
            for group in range(1, pattern.groups + 1) if pattern.groups else (0,):
                self._change(*match.span(group), "")

    def _mark_comments(self, text: str) -> None:
        start = text.find("<!--")
        while start >= 0 and (end := text.find("-->", start)) >= 0:
            self._change(start, end + 3, "")
            start = text.find("<!--", end)

    def _mark_headings(self, text: str) -> None:
        for match in _UNDERLINE.finditer(text):
            above = text[text.rfind("\n", 0, max(0, match.start() - 1)) + 1 : match.start()]
            if above.strip() and not above.lstrip().startswith(("#", ">", _OUT)):
                self._change(*match.span(), "")
        for match in _HEADING.finditer(text):
            self._change(*match.span(1), "")
            words = match[0].rstrip()
            closed = words.rstrip("#")
            if closed != words and closed[-1:].isspace():
                self._change(match.start() + len(closed.rstrip()), match.end(), "")
            self._part(match.start() - 1)
            self._part(match.end())

    def _part(self, at: int) -> None:
        """A blank line in place of a line end."""
        if at >= 0 and self.raw[at : at + 1] == "\n" and at not in self.found:
            self.found[at] = Edit(at, at + 1, "\n", _BLANK_LINE, RULE)

    def _mark_tables(self, text: str) -> None:
        for n, match in enumerate(_BARS.finditer(text), 1):
            above = text.rfind("\n", 0, max(0, match.start() - 1)) + 1
            if "|" in match[0] and "|" in text[above : match.start()]:
                table = Filling(n)
                self._mark_row(above, match.start() - 1, table)
                self._change(*match.span(), "")
                self._mark_rows(text, match.end() + 1, table)

    def _mark_rows(self, text: str, start: int, table: Filling) -> None:
        while start < len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            if "|" not in text[start:end]:
                return
            self._mark_row(start, end, table)
            start = end + 1

    def _mark_row(self, start: int, end: int, table: Filling) -> None:
        """Part the cells of a row; the bars at its ends go."""
        self._place_cells(start, end, table)
        at = done = start
        cells = "".join(self.signs[start:end]).split("|")
        for cell, after in pairwise(cells):
            bar = at + len(cell)
            left = bar - len(cell) + len(cell.rstrip(" \t"))
            right = bar + 1 + len(after) - len(after.lstrip(" \t"))
            left = max(left, done)
            done = right
            self._change(left, right, "" if left == start or right == end else _BLANK_LINE)
            at = bar + 1
        self._part(start - 1)
        self._part(end)

    def _place_cells(self, start: int, end: int, table: Filling) -> None:
        row = "".join(self.signs[start:end])
        table.add_row()
        for n, cell in enumerate(row.split("|")):
            if cell.strip(_BLANKS) or n:  # nothing stands before the bar that opens a row
                place = table.add_cell()
                left, right = len(cell) - len(cell.lstrip(_BLANKS)), len(cell.rstrip(_BLANKS))
                if left < right:
                    self.cells.append(Cell(start + left, start + right, *place))
            start += len(cell) + 1

    def _mark_notes(self, text: str) -> None:
        """Notes called by a name get the numbers that they are printed with: those of their order."""
        notes = list(_NOTE.finditer(text))
        names = {name: str(place) for place, name in enumerate(dict.fromkeys(match[1] for match in notes), 1)}
        numbered = all(name.isdecimal() for name in names)
        for match in notes:
            self._change(match.start() + 1, match.end(1), match[1] if numbered else names[match[1]])
            if match[2] and not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip():
                self._change(*match.span(2), "")

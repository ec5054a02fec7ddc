"""Footnotes: the lines that they take."""

from __future__ import annotations

import re
from collections.abc import Sequence

from r2p_data.layout.calls import SUPERSCRIPTS, Call
from r2p_data.layout.labels import REACH, Label
from r2p_data.layout.lines import Line, Setting
from r2p_data.layout.paging import PAGE_KINDS

_RULE = re.compile(r"[_\-–—]{5,}\s*")
# « 1 Voir », « 12 S/2016/498 », « 3/ Ibid. », « ¹ Voir », « * A/70/50. », « 2 » alone before its text
_START = re.compile(
    r"\[?(?P<number>\d{1,3}|[¹²³⁴-⁹⁰]{1,3}|\*{1,3}|[a-z](?=\s+[A-ZÀ-Ý]))(?P<mark>\s*/|[.\]])?"
    r"(?=$|\s+\S|(?<=[*¹²³⁴-⁹⁰])\S)"
)
_ENDNOTES = re.compile(r"notes?", re.IGNORECASE)
# « 4. Dans sa résolution », « II. Nature »: the text of the next page.
_LABELLED = re.compile(r"\d{1,3}[.)]\s+\S|[IVX]{1,5}\.\s+\S")


def find_notes(
    lines: Sequence[Line], furniture: Sequence[str | None], calls: Sequence[Call], setting: Setting
) -> dict[int, Label | None]:
    """Find the lines of footnotes: with its label where a note begins, None where it goes on.

    Notes stand between a rule and the end of the page, or under the heading « Notes »; where
    neither is printed, a line that begins with the number due opens them if that number is
    called, glued to a word, in the text above.

    Parameters
    ----------
    lines, setting
        the printed lines and how they are set.
    furniture
        for each line the kind of page furniture that it is, None where it is text.
    calls
        everything that may be a footnote call.
    """
    return _NoteReader(lines, furniture, calls, setting).read()


class _NoteReader:
    """One pass over the lines, with what the text has called so far."""

    def __init__(
        self, lines: Sequence[Line], furniture: Sequence[str | None], calls: Sequence[Call], setting: Setting
    ) -> None:
        self.lines, self.furniture, self.setting = lines, furniture, setting
        self.calls, self.at = calls, 0
        self.notes: dict[int, Label | None] = {}
        cells = setting.known_cells
        self.starts = {
            i: match for i, line in enumerate(lines) if not furniture[i] and i not in cells and (match := _start(line))
        }
        self.called: set[str] = set()
        self.last = 0
        self.inside = self.endnotes = False
        self.body: Line | None = None

    def read(self) -> dict[int, Label | None]:
        if not self.starts:
            return {}
        cells = self.setting.known_cells
        for i, (line, kind) in enumerate(zip(self.lines, self.furniture, strict=True)):
            if self.inside and self._ends_page(kind, line):
                self.inside = False
            if kind:
                self.inside = self.inside or (_RULE.fullmatch(line.text) is not None and i + 1 in self.starts)
            elif i in cells or not ((self.inside or i in self.starts) and self._is_note(i, line)):
                self.inside = False
                self._read_body(i, line)
        return self.notes

    def _ends_page(self, kind: str | None, line: Line) -> bool:
        return not self.endnotes and (kind in PAGE_KINDS or self.setting.opens_page(line))

    def _read_body(self, i: int, line: Line) -> None:
        self.body = line
        if i + 1 in self.starts and _ENDNOTES.fullmatch(line.text):
            self.inside = self.endnotes = True
        while self.at < len(self.calls) and self.calls[self.at].start < line.end:
            call = self.calls[self.at]
            if call.start >= line.start and (call.close or self._is_due(call.number)):
                self.called.add(call.number)
            self.at += 1
        if line.text.isdecimal() and line.gap == 0 and self.setting.wrapped and self._is_due(line.text):
            self.called.add(line.text)

    def _is_due(self, number: str) -> bool:
        return number.isdecimal() and self.last < int(number[:4]) <= self.last + REACH

    def _is_note(self, i: int, line: Line) -> bool:
        match = self.starts.get(i)
        if match and self._opens(i, line, match):
            number = match["number"].translate(SUPERSCRIPTS)
            self.last = int(number) if number.isdecimal() else self.last
            self.called.discard(number)
            self.inside = True
            self.notes[i] = Label("arabic", number, self.last, match.end())
            return True
        if not self.inside or not self.notes or self._leaves(i, line):
            return False
        self.notes[i] = None
        return True

    def _opens(self, i: int, line: Line, match: re.Match[str]) -> bool:
        number = match["number"].translate(SUPERSCRIPTS)
        called = number in self.called
        if not number.isdecimal():
            return self.inside or (called and self.setting.stands_apart(i))
        due = int(number) == 1 or self.last == 0 or self._is_due(number)
        if self.inside and due:
            return called or match["mark"] != "."  # after a rule, « 12. Le Comité » may be the text of the next page
        opening = line.text[match.end() :].lstrip()[:1]
        worded = opening.isupper() or opening in tuple('«“(["')
        return due and worded and called and match["mark"] != "." and self.setting.stands_apart(i)

    def _leaves(self, i: int, line: Line) -> bool:
        """Whether the text goes on here: a label, a space, or the rest of the sentence that the notes broke."""
        above = self.lines[i - 1]
        if not above.terminated and line.gap <= self.setting.leading:
            return False
        resumes = self.body is not None and not self.body.terminated and line.text[0].islower()
        return resumes or _LABELLED.match(line.text[:14]) is not None or line.gap > self.setting.leading


def _start(line: Line) -> re.Match[str] | None:
    first = line.text[0]
    if first.isdigit() or first in "[*⁰⁴⁵⁶⁷⁸⁹" or (first in "abcdefgh" and line.text[1:2].isspace()):
        return _START.match(line.text[:12])
    return None

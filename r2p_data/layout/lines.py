"""Printed lines of a source, and how the document sets them: leading, wrapping, pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

TERMINAL = re.compile(r"[.!?…;:][»”\"’)\s\u00a0\u202f]*$")
# « … dans le cadre de la », « … auprès de l’ », « sous- »: the line cannot end a block.
DANGLING = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|au|aux|un|une|et|ou|à|en|sur|par|pour|dans|avec|son|sa|ses|leur|leurs|ce|cette|que|qui)"
    r"|[’'\-(«])$",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[^\S\n\f]*(\S[^\n\f]*)?([\n\f]|\Z)")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line that is not blank; ``gap`` counts the blank lines above it."""

    start: int
    end: int
    text: str
    indent: int
    gap: int
    after_form_feed: bool = False

    @property
    def terminated(self) -> bool:
        """Whether the line ends as a sentence or a clause of a list does."""
        return TERMINAL.search(self.text[-12:]) is not None

    @property
    def dangling(self) -> bool:
        """Whether the line ends in a word or mark that calls for another."""
        return DANGLING.search(self.text[-12:]) is not None

    def continues(self, previous: Line) -> bool:
        """Whether this line must belong to the sentence of the one before."""
        if previous.dangling or (previous.text.endswith("Nations") and self.text.startswith("Unies")):
            return True
        return self.text[0].islower() and not previous.terminated


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, with raw offsets of what is printed.

    >>> [(line.text, line.gap, line.indent) for line in split_lines("Titre\\n\\n  La paix\\n")]
    [('Titre', 0, 0), ('La paix', 1, 2)]
    """
    lines, gap, fed = [], 0, False
    for match in _CONTENT.finditer(text):
        printed = match[1]
        if printed:
            content = printed.rstrip()
            start = match.start(1)
            lines.append(Line(start, start + len(content), content, start - match.start(), gap, fed))
            gap, fed = 0, False
        elif match.end() > match.start():
            gap += 1
        fed = fed or match[2] == "\f"
        if match.end() == len(text):
            break
    return lines


@dataclass(frozen=True)
class Setting:
    """How a document sets its lines, measured on the lines themselves."""

    lines: Sequence[Line]

    @cached_property
    def _leadings(self) -> list[int]:
        """The distances, in blank lines, at which sentences run from line to line: at least twice, and
        at more than one in four of the places so far apart."""
        apart = Counter(line.gap for line in self.lines[1:])
        pairs = zip(self.lines, self.lines[1:], strict=False)
        runs_on = Counter(b.gap for a, b in pairs if b.text[0].islower() and not a.terminated)
        usual = [gap for gap in (0, 1) if runs_on[gap] > 1 and runs_on[gap] * 4 > apart[gap]]
        return sorted(usual, key=lambda gap: -runs_on[gap])

    @property
    def wrapped(self) -> bool:
        """Whether sentences run over line ends."""
        return bool(self._leadings)

    @property
    def leading(self) -> int:
        """Blank lines between two lines of one paragraph: 1 where every line is followed by one."""
        return self._leadings[0] if self._leadings else 0

    @cached_property
    def width(self) -> int:
        """Usual length of a full line, in characters."""
        return int(median(len(line.text) for line in self.lines)) if self.lines else 0

    @cached_property
    def _page_tops(self) -> set[int]:
        """Starts of the lines that open a page: after a form feed, or a space where none belongs.

        PDF extraction leaves one space before the first line of a page, which then follows
        directly on the last line of the page before: « … un \\n pays ».
        """
        tops = {line.start for line in self.lines if line.after_form_feed}
        spaced = {b.start for a, b in zip(self.lines, self.lines[1:], strict=False) if self._is_spaced_top(a, b)}
        return tops | spaced if self.wrapped and len(spaced) * 8 < len(self.lines) else tops

    def _is_spaced_top(self, previous: Line, line: Line) -> bool:
        if line.gap or not line.indent or previous.text.isdigit():
            return False
        return self.leading == 1 or line.indent == 1

    def opens_page(self, line: Line) -> bool:
        """Whether ``line`` is the first of a page."""
        return line.start in self._page_tops

"""Printed lines of a source, and how the document sets them: leading, wrapping, pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from r2p_data.records import Cell, Span

# What may stand after the last mark of a sentence: « … décidé ». », « … l’Assemblée.¹² »
_CLOSERS = "»”\"’')] \t\u00a0\u202f\u2009*¹²³⁴⁵⁶⁷⁸⁹⁰"
_TERMINAL = (".", "!", "?", "…", ";", ":")
# « … dans le cadre de la », « … auprès de l’ », « sous- »: such a line cannot end a block.
_LINKING = frozenset(
    re.findall(
        r"\S+",
        "de du des la le les au aux un une et ou à en sur par pour dans avec son sa ses leur leurs ce cette que qui"
        " paragraphe paragraphes par. art.",
    )
)
_LINKED = frozenset("’'-(«")
# « 12. », « a) », « IV. », « • »: the line opens a block of its own.
LABELLED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s|[•▪●■‣]|[-–—]\s")
_COLUMNS = re.compile(r"\S\s{3,}\S")
_FEW = 16
_SHORT = 0.6
_FULL = 0.85
_LONGEST_FRAGMENT = 3
_MOST_EMPHASISED = 0.4


class Line(NamedTuple):
    """A printed line that is not blank; ``gap`` counts the blank lines above it.

    ``terminated``: it ends as a sentence or a clause of a list does; ``dangling``: it ends
    in a word or mark that calls for another.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    fed: bool
    terminated: bool
    dangling: bool

    def continues(self, previous: Line) -> bool:
        """Whether this line must belong to the sentence of the one before."""
        if previous.dangling or (self.text[0].islower() and not previous.terminated):
            return True
        return self.text.startswith("Unies") and previous.text.endswith("Nations")

    @property
    def columns(self) -> list[str]:
        """What stands side by side on the line: « Nations Unies      A/70/95 »."""
        return re.split(r"\s{3,}", self.text) if _COLUMNS.search(self.text[:300]) else [self.text]


def is_terminated(text: str) -> bool:
    """Whether a line ends as a sentence or a clause of a list does.

    >>> is_terminated("a dit oui ». "), is_terminated("le 3 mai"), is_terminated("les points suivants :")
    (True, False, True)
    """
    return text[-12:].rstrip(_CLOSERS).endswith(_TERMINAL)


def is_dangling(text: str) -> bool:
    """Whether a line ends in a word or mark that calls for another.

    >>> is_dangling("dans le cadre de la"), is_dangling("auprès de l’"), is_dangling("Annexe")
    (True, True, False)
    """
    return text[-1] in _LINKED or text.rsplit(None, 1)[-1].lower() in _LINKING


def split_lines(text: str) -> list[Line]:
    r"""Split ``text`` into the lines that are not blank, with raw offsets of what is printed.

    >>> [(line.text, line.gap, line.indent) for line in split_lines("Titre\n\n  La paix\n")]
    [('Titre', 0, 0), ('La paix', 1, 2)]
    """
    lines = list(_printed_lines(text))
    # the left margin, where nearly all lines have one: indentations are measured from it
    margin = sorted([line.indent for line in lines])[len(lines) // 20] if lines else 0
    return [line._replace(indent=max(0, line.indent - margin)) for line in lines] if margin else lines


def _lines_in(starts: Sequence[int], span: Span | Cell) -> range:
    """Places of the lines that begin inside ``span``."""
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _printed_lines(text: str) -> Iterator[Line]:
    """The lines that are not blank, their indentation as printed."""
    at, gap, fed = 0, 0, False
    for page_number, page in enumerate(text.split("\f")):
        fed = fed or page_number > 0
        for printed in page.split("\n"):
            if printed and (content := printed.strip()):
                indent = 0 if printed[0] == content[0] else len(printed) - len(printed.lstrip())
                start = at + indent
                # most lines end in a letter, and no sentence does
                terminated = not content[-1].isalpha() and is_terminated(content)
                yield Line(start, start + len(content), content, indent, gap, fed, terminated, is_dangling(content))
                gap, fed = -1, False
            gap += 1
            at += len(printed) + 1
        gap = max(0, gap - 1)


class Setting:
    """How a document sets its lines, measured on the lines themselves.

    Parameters
    ----------
    lines
        the printed lines.
    furniture, emphasis
        spans of lines that the reader of the file knows to stand around the text, or to be
        set as headings, in bold or in larger letters.
    cells
        those of tables of which it knows the rows and columns.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        furniture: Sequence[Span] = (),
        emphasis: Sequence[Span] = (),
        cells: Sequence[Cell] = (),
    ) -> None:
        self.lines = lines
        starts = [line.start for line in lines] if cells or furniture or emphasis else []
        self.known_cells = {i: cell for cell in cells for i in _lines_in(starts, cell)}
        self.known_furniture = {i for span in furniture for i in _lines_in(starts, span)}
        self._emphasised = self._telling({i for span in emphasis for i in _lines_in(starts, span)})

    def _telling(self, emphasised: set[int]) -> set[int]:
        """Starts of the emphasised lines; where much of a text is emphasised, that tells nothing."""
        share = sum(len(self.lines[i].text) for i in emphasised)
        if not share or share > _MOST_EMPHASISED * sum(len(line.text) for line in self.lines):
            return set()
        return {self.lines[i].start for i in emphasised}

    def is_emphasised(self, line: Line) -> bool:
        """Whether ``line`` is set as a heading, in bold or in larger letters."""
        return line.start in self._emphasised

    @cached_property
    def _text(self) -> Sequence[Line]:
        """The lines that are measured."""
        known = self.known_furniture | self.known_cells.keys()
        return [line for i, line in enumerate(self.lines) if i not in known] if known else self.lines

    @cached_property
    def _leadings(self) -> list[int]:
        """The distances, in blank lines, at which sentences run from line to line.

        A distance counts where that happens at least twice, once in a text of few lines, and at
        more than one in four of the places so far apart.
        """
        lines = self._text
        least = 2 if len(lines) > _FEW else 1
        apart = [line.gap for line in lines[1:]]
        pairs = zip(lines, lines[1:], strict=False)
        within = [b.gap for a, b in pairs if b.gap < 2 and b.continues(a) and a.text[-1] != ","]
        runs_on = {gap: within.count(gap) for gap in (0, 1)}
        usual = [gap for gap, n in runs_on.items() if n >= least and n * 4 > apart.count(gap)]
        return sorted(usual, key=lambda gap: -runs_on[gap])

    @cached_property
    def wrapped(self) -> bool:
        """Whether sentences run over line ends."""
        return bool(self._leadings)

    @cached_property
    def leading(self) -> int:
        """Blank lines between two lines of one paragraph: 1 where every line is followed by one."""
        return self._leadings[0] if self._leadings else 0

    @cached_property
    def width(self) -> int:
        """Usual length of a full line, in characters: half of the text stands in shorter lines."""
        lengths = sorted([len(line.text) for line in self._text])
        middle, passed = sum(lengths) / 2, accumulate(lengths)
        return next((length for length, total in zip(lengths, passed, strict=True) if total >= middle), 0)

    @cached_property
    def margin(self) -> int:
        """Indentation of most lines."""
        return Counter([line.indent for line in self._text]).most_common(1)[0][0] if self._text else 0

    @cached_property
    def page_tops(self) -> set[int]:
        """Starts of the lines that open a page: after a form feed, or a space where none belongs.

        PDF extraction leaves one space before the first line of a page, which then follows
        directly on the last line of the page before: « … un », « pays ».
        """
        tops = {line.start for line in self.lines if line.fed}
        pairs = zip(self.lines, self.lines[1:], strict=False)
        spaced = {b.start for a, b in pairs if b.indent and not b.gap and self._is_spaced_top(a, b)}
        return tops | spaced if self.wrapped and len(spaced) * 8 < len(self.lines) else tops

    def _is_spaced_top(self, previous: Line, line: Line) -> bool:
        return (self.leading == 1 or line.indent == 1) and not previous.text.isdigit()

    def opens_page(self, line: Line) -> bool:
        """Whether ``line`` is the first of a page."""
        return line.start in self.page_tops

    def is_short(self, line: Line) -> bool:
        """Whether ``line`` breaks off well before the usual width."""
        return len(line.text) < _SHORT * self.width

    def is_full(self, line: Line) -> bool:
        """Whether ``line`` comes near the usual width."""
        return len(line.text) >= _FULL * self.width

    def ends_early(self, line: Line, after: Line) -> bool:
        """Whether a line was broken off on purpose: the first word of the next one would have fitted on it."""
        first = after.text.find(" ", 0, self.width)
        return len(line.text) + 1 + (first if first > 0 else len(after.text)) < _FULL * self.width

    def is_centred(self, line: Line) -> bool:
        """Whether ``line`` is a short one set far from the margin, as headings and titles are."""
        return line.indent >= self.margin + 8 and line.indent + len(line.text) < 1.4 * self.width + self.margin

    def stands_apart(self, i: int) -> bool:
        """Whether something new may begin with line ``i``: after a space, a page or a finished sentence."""
        if i == 0:
            return True
        line, previous = self.lines[i], self.lines[i - 1]
        if not self.wrapped:
            return line.gap > 0 or not previous.dangling
        return line.gap > self.leading or previous.terminated or self.opens_page(line) or self.is_short(previous)

    def is_fragment(self, i: int) -> bool:
        """Whether line ``i`` and what continues it, three lines at most, end without the end of a sentence."""
        lines = self.lines[i : i + _LONGEST_FRAGMENT + 1]
        for line, after in zip(lines, lines[1:], strict=False):
            if self._breaks(line, after):
                return not line.terminated
        return len(lines) <= _LONGEST_FRAGMENT and not lines[-1].terminated

    def _breaks(self, line: Line, after: Line) -> bool:
        """Whether a block must end between two lines."""
        if after.gap > self.leading or LABELLED.match(after.text):
            return True
        return self.is_short(line) and not after.continues(line)

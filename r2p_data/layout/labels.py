"""Printed labels of paragraphs, items and headings, read as sequences.

A label counts only where its sequence wants it: « 2014. En » at the head of a wrapped
line is no paragraph 2014, « M. Adams » is no section M, and a label that a scanner
damaged (« c¢) », « I1. ») is read as the one that is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

LabelStyle = Literal["arabic", "roman", "capital", "letter", "minor_roman", "bullet"]

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
          "XVIII", "XIX", "XX")  # fmt: skip
_ROMAN_VALUES = {numeral: value for value, numeral in enumerate(_ROMAN, 1)}
_MISREAD = str.maketrans("lIOo", "1100")
# How far a sequence may jump over a label that was lost.
_REACH = 3

# « 24. Comme », « 1l. Le », « 12) Le », « 12. » alone
_ARABIC = re.compile(r"(?P<label>(?P<number>[0-9lIOo]{1,3})[ \u00a0]?(?P<mark>[.)]|\.[-–—]))(?=\s+\S|\s*$)")
# « IV. Formes », « I1. », « A. Encouragement »
_ROMAN_LABEL = re.compile(r"(?P<label>(?P<number>[IVXl1]{1,5})[ ]?[.]|(?P<dashed>[IVX]{1,5})[ ]?[-–—])(?=\s+\S|\s*$)")
_CAPITAL = re.compile(r"(?P<label>(?P<number>[A-Z])[ ]?[.)])(?=\s+\S|\s*$)")
# « a) Assurer », « c¢) Travailler », « ii) Les », « (a) Les »
_LETTER = re.compile(r"(?P<label>\(?(?P<number>[a-z]|[ivx]{2,5}|[a-z]?[¢©€])[)])(?=\s+\S|\s*$)")
_BULLET = re.compile(r"(?P<label>(?P<number>[•▪◦●■‣⁃·○]|[-–—*o])[ \t\u00a0]*(?<=\s)|(?P<glued>[•▪◦●■‣⁃]))(?=\S)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label printed at the head of a line: its style, its place in the sequence, its end in the line."""

    style: LabelStyle
    number: str
    value: int
    end: int
    damaged: bool = False


def read_labels(text: str) -> list[Label]:
    """Every label that may stand at the head of ``text``, the likelier first.

    >>> [(label.style, label.number) for label in read_labels("i) Les États")]
    [('minor_roman', 'i'), ('letter', 'i')]
    >>> [(label.style, label.number) for label in read_labels("c¢) Travailler")]
    [('letter', 'c¢')]
    """
    return [label for label in _readings(text) if label]


def _readings(text: str) -> Iterable[Label | None]:
    head = text[:12]
    first = head[0]
    if first.isdigit() or first in "lIOo":
        yield _arabic(_ARABIC.match(head))
    if first in "IVXl1":
        yield _roman(_ROMAN_LABEL.match(head))
    if first.isascii() and first.isupper() and (match := _CAPITAL.match(head)):
        yield Label("capital", match["number"], ord(match["number"]) - 64, match.end("label"))
    if match := _LETTER.match(head):
        yield from _letters(match)
    if match := _BULLET.match(head):
        mark = match["number"] or match["glued"]
        yield Label("bullet", mark, 0, match.end("label"))


def _arabic(match: re.Match[str] | None) -> Label | None:
    if match is None:
        return None
    digits = match["number"].translate(_MISREAD)
    return Label("arabic", digits, int(digits), match.end("label"), damaged=digits != match["number"])


def _roman(match: re.Match[str] | None) -> Label | None:
    if match is None:
        return None
    printed = match["number"] or match["dashed"]
    numeral = printed.replace("1", "I").replace("l", "I")
    value = _ROMAN_VALUES.get(numeral)
    if value is None or printed.isdigit():
        return None
    return Label("roman", numeral, value, match.end("label"), damaged=numeral != printed)


def _letters(match: re.Match[str]) -> Iterable[Label]:
    printed, end = match["number"], match.end("label")
    if printed.upper() in _ROMAN_VALUES:
        yield Label("minor_roman", printed, _ROMAN_VALUES[printed.upper()], end)
    if len(printed) == 1 and printed.isascii():
        yield Label("letter", printed, ord(printed) - 96, end)
    elif not printed.isascii():
        yield Label("letter", printed, 0, end, damaged=True)


@dataclass(slots=True)
class Progress:
    """Where a sequence of labels stands: the value last printed, 0 before the first."""

    value: int = 0

    def wants(self, label: Label) -> bool:
        """Whether ``label`` may come next: the next in order, or a little further where one was lost."""
        if label.damaged:
            return label.value in (0, self.value + 1) and self.value + label.value > 0
        return self.value < label.value <= self.value + _REACH and (self.value > 0 or label.value == 1)


def accept_numbers(candidates: Sequence[tuple[int, Label]]) -> dict[int, tuple[Label, int]]:
    """Which arabic labels number paragraphs, by line: the label, and the run that it belongs to.

    A run begins at 1 and grows by one; up to two numbers may be missing, provided that the
    due number does not follow. A « 1. » inside a run opens an inner run where a « 2. »
    follows before the due number of the outer one; the outer run goes on after it.

    >>> labels = [(n, Label("arabic", str(v), v, 0)) for n, v in enumerate([1, 2, 2014, 3])]
    >>> sorted(accept_numbers(labels))
    [0, 1, 3]
    """
    accepted: dict[int, tuple[Label, int]] = {}
    open_runs: list[list[int]] = []
    runs = 0
    for position, (line, label) in enumerate(candidates):
        run = _run_for(label, open_runs, candidates[position + 1 : position + 12])
        if run is None and label.value == 1 and not label.damaged:
            runs += 1
            open_runs.append([runs, 1])
            accepted[line] = (label, runs)
        elif run is not None:
            del open_runs[run + 1 :]
            open_runs[run][1] = label.value
            accepted[line] = (label, open_runs[run][0])
    return accepted


def _run_for(label: Label, open_runs: list[list[int]], ahead: Sequence[tuple[int, Label]]) -> int | None:
    for position in range(len(open_runs) - 1, -1, -1):
        due = open_runs[position][1] + 1
        if label.value == due:
            return position
        jumps = due < label.value < due + _REACH and not label.damaged
        if jumps and not any(later.value == due for _, later in ahead):
            return position
    return None

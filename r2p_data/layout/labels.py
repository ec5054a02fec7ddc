"""Labels printed at the head of a line: « 12. », « IV. », « a) », « • », and what a scanner makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

LabelStyle = Literal["arabic", "decimal", "roman", "capital", "letter", "minor_roman", "bullet"]

_NUMERALS = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
    "XXI",
    "XXII",
    "XXIII",
    "XXIV",
    "XXV",
]
_ROMAN_VALUES = {numeral: value for value, numeral in enumerate(_NUMERALS, 1)}
_MISREAD = str.maketrans("lI|!OoSZB", "111100528", " ")
# Digits that a scanner takes for one another: « 18. » for « 13. ».
_LOOKALIKES = frozenset(map(frozenset, ("38", "17", "56", "08", "06", "69", "89", "35", "58", "14", "27", "68", "09")))
# How far a sequence may jump over a label that was lost.
REACH = 3
_HEAD = 24
_MARKS = frozenset(".,:)-–—")

# « 24. Comme », « 12) Le », « (3) Le », « 1. – Des », « 1/ Premier », « 2.Le », « 12. » alone
_ARABIC = re.compile(r"\(?(?P<number>\d{1,3})(?:[ \u00a0]?(?:\. ?[-–—]|[.)])(?=\s|\Z|[A-ZÀ-Ý«])|[/°](?=\s+[A-ZÀ-Ý«]))")
# « 1.2. Le tournant », « 4.1 Le Comité », « 16.100 Le », « 29A.3 Le », « 5.I.4 Le »; no amount: « 0.12 Million »
_DECIMAL = re.compile(
    r"(?P<number>(?P<above>[1-9]\d?[A-Z]?(?:\.[IVX]{1,5})?(?:\.\d{1,2}){0,2})\.(?P<last>\d{1,3}))\.?(?=\s+[A-ZÀ-Ý«])"
)
# « 1l. Il », « I0. Le », « 1 3. Le », « 14, La », « S. Le »
_DAMAGED_ARABIC = re.compile(r"(?P<number>[\dlI|!OoSZB](?: ?[\dlI|!OoSZB]){0,2}) ?(?P<mark>[.,:)])(?=\s+[A-ZÀ-Ý«])")
# « 14 La Présidente »: the dot was lost
_UNMARKED_ARABIC = re.compile(r"(?P<number>\d{1,3})(?=\s{1,3}[A-ZÀ-Ý«])")
# « IV. Formes », « I1. », « II – Contexte »
_ROMAN = re.compile(r"(?:(?P<number>[IVXl1]{1,5}) ?\.(?: ?[-–—])?|(?P<dashed>[IVX]{1,5}) ?[-–—])(?=\s|\Z)")
# « A. Encouragement »
_CAPITAL = re.compile(r"(?P<number>[A-Z]) ?(?:\.(?: ?[-–—])?|\)| [-–—])(?=\s|\Z)")
# « a) Assurer », « c¢) Travailler », « ii) Les », « (a) Les », « a. Les »
_LETTER = re.compile(r"\(?(?P<number>[a-z]|[ivx]{2,5}|[a-z]?[¢©€])\)(?=\s|\Z|[A-ZÀ-Ý])")
_BULLET = re.compile(r"(?:(?P<number>[•▪◦●■‣⁃·○♦►➢✓\uf0b7]|[-–—*o])\s+|(?P<glued>[•▪◦●■‣⁃♦►➢✓\uf0b7]))(?=\S)")
# Marks that can be nothing but bullets.
SURE_BULLETS = "•▪◦●■‣⁃·○♦►➢✓\uf0b7"
DASHES = "-–—"
_MAYBE_BULLETS = DASHES + "*o"


class Label(NamedTuple):
    """A label: its style, the number as it ought to read, its place in the sequence, its end in the line.

    ``damaged`` where the number is read through what a scanner or an extraction did to it.
    """

    style: LabelStyle
    number: str
    value: int
    end: int
    damaged: bool = False


def read_labels(text: str) -> list[Label]:
    """Every label that may stand at the head of ``text``, the likelier first.

    >>> [(label.style, label.number) for label in read_labels("i) Les États")]
    [('minor_roman', 'i'), ('letter', 'i')]
    >>> [(label.style, label.number, label.damaged) for label in read_labels("1 3. Le Comité")]
    [('arabic', '13', True)]
    """
    first = text[0]
    # a label that begins with a letter ends in a mark not far on, unless it is the bullet « o »
    if first.isalpha() and _MARKS.isdisjoint(text[1:7]) and not (first == "o" and text[1:2].isspace()):
        return []
    return list(_readings(text[:_HEAD], first))


def _readings(head: str, first: str) -> Iterator[Label]:
    if first.isdigit() or first in "(lI|!OoSZB":
        yield from _arabic(head)
    if first in "IVXl1" and (match := _ROMAN.match(head)):
        yield from _roman(match)
    if first.isascii() and first.isupper() and (match := _CAPITAL.match(head)):
        yield Label("capital", match["number"], ord(match["number"]) - 64, match.end())
    if ")" in head and (match := _LETTER.match(head)):
        yield from _letters(match)
    if (first in SURE_BULLETS or first in _MAYBE_BULLETS) and (match := _BULLET.match(head)):
        yield Label("bullet", match["number"] or match["glued"], 0, len(match[0].rstrip()))


def _arabic(head: str) -> Iterator[Label]:
    if match := _DECIMAL.match(head):
        yield Label("decimal", match["number"], int(match["last"]), match.end())
    elif match := _ARABIC.match(head):
        yield Label("arabic", match["number"], int(match["number"]), match.end())
    elif match := _DAMAGED_ARABIC.match(head):
        printed = match["number"]
        digits = printed.translate(_MISREAD)
        if match["mark"] in ".)" or any(c.isdigit() for c in printed):
            yield Label("arabic", digits, int(digits), match.end(), damaged=True)
    elif match := _UNMARKED_ARABIC.match(head):
        yield Label("arabic", match["number"], int(match["number"]), match.end(), damaged=True)


def _roman(match: re.Match[str]) -> Iterator[Label]:
    printed = match["number"] or match["dashed"]
    numeral = printed.replace("1", "I").replace("l", "I")
    value = _ROMAN_VALUES.get(numeral)
    if value is not None and not printed.isdigit():
        yield Label("roman", numeral, value, match.end(), damaged=numeral != printed)


def _letters(match: re.Match[str]) -> Iterator[Label]:
    printed, end = match["number"], match.end()
    if printed.upper() in _ROMAN_VALUES:
        yield Label("minor_roman", printed, _ROMAN_VALUES[printed.upper()], end)
    if len(printed) == 1 and printed.isascii():
        yield Label("letter", printed, ord(printed) - 96, end)
    elif not printed.isascii():
        yield Label("letter", printed, 0, end, damaged=True)


def is_misreading(printed: int, due: int) -> bool:
    """Whether ``printed`` may be ``due`` with one digit mistaken for one that looks like it.

    >>> is_misreading(18, 13), is_misreading(12, 13), is_misreading(113, 13)
    (True, False, False)
    """
    a, b = str(printed), str(due)
    different = [frozenset(pair) for pair in zip(a, b, strict=False) if pair[0] != pair[1]]
    return len(a) == len(b) and len(different) == 1 and different[0] in _LOOKALIKES


class Progress:
    """Where a sequence of labels stands: the value last printed, 0 before the first."""

    __slots__ = ("value",)

    def __init__(self, value: int = 0) -> None:
        self.value = value

    def wants(self, label: Label) -> bool:
        """Whether ``label`` may come next: the next in order, or a little further where one was lost."""
        if label.damaged:
            return label.value in (0, self.value + 1) and self.value + label.value > 0
        return self.value < label.value <= self.value + REACH and (self.value > 0 or label.value == 1)

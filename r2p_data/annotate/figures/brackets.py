"""Counts in brackets after names: « Éthiopie (8 379), Bangladesh (6992), Inde (6693) »."""

from __future__ import annotations

import re

from r2p_data.annotate.figures.passage import Passage

_NUMBER = r"\d{1,3}(?:[ .']\d{3})+|\d{1,6}"
_BRACKET = re.compile(rf"\(({_NUMBER})\)")
#: between « (8379) » and « (6992) »: a comma and a name
_NEXT_NAME = re.compile(r"(?:[,;][ ]?|,?[ ](?:et|ou)[ ])(?:(?:l'|le[ ]|la[ ]|les[ ])?)(?=\w)[^().;:\d]{2,45}[ ]")
_WINDOW = 220
_YEARS = range(1900, 2101)


def is_tallied(passage: Passage, start: int, end: int) -> bool:
    """Whether the digits at ``start`` stand in one of three brackets or more that follow names.

    Years and the numbers of notes (1, 2, 3) tally nothing.

    >>> passage = Passage("Mali (2452), Togo (1430) et Niger (83) ; Lyon (1998), Paris (2001), Rome (2003)")
    >>> is_tallied(passage, 19, 23), is_tallied(passage, 61, 65)
    (True, False)
    """
    folded = passage.folded
    if folded[start - 1 : start] != "(" or folded[end : end + 1] != ")":
        return False
    found = list(_BRACKET.finditer(folded, max(0, start - _WINDOW), end + _WINDOW))
    row = _row(passage, found, next((at for at, one in enumerate(found) if one.start(1) == start), -1))
    values = [int(re.sub(r"\D", "", one[1])) for one in row]
    notes = all(later - earlier == 1 for earlier, later in zip(values, values[1:], strict=False))
    return len(row) >= 3 and not notes and any(value not in _YEARS for value in values)


def _row(passage: Passage, found: list[re.Match[str]], at: int) -> list[re.Match[str]]:
    """The brackets that hang together around the one at ``at``."""
    if at < 0:
        return []
    first = last = at
    while first > 0 and _follows(passage, found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and _follows(passage, found[last], found[last + 1]):
        last += 1
    return found[first : last + 1]


def _follows(passage: Passage, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a comma and a name with a capital stand between two brackets."""
    link = _NEXT_NAME.fullmatch(passage.folded, one.end(), other.start())
    return link is not None and any(letter.isupper() for letter in passage.text[link.start() : link.end()])

"""Misreadings that are words themselves: « ou » for « où », « tache » for « tâche »."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from r2p_data.lexicon import load_rows
from r2p_data.repair.grammar import back_two_words
from r2p_data.repair.words import Reading, Words

__all__ = ["Homograph", "load_homographs", "misread_homographs"]


class Homograph(NamedTuple):
    """A row of ``repair_homographs.csv``."""

    rule: str
    printed: str
    intended: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def load_homographs() -> dict[str, tuple[Homograph, ...]]:
    """The rows of the lexicon by what is printed."""
    found: dict[str, tuple[Homograph, ...]] = {}
    for row in load_rows("repair_homographs.csv", ("rule", "printed", "intended", "example", "counter")):
        before = re.compile(f"(?:{row['before']})$")
        unless = re.compile(row["unless"]) if row["unless"] else None
        entry = Homograph(row["rule"], row["printed"], row["intended"], before, re.compile(row["after"]), unless)
        found[entry.printed] = (*found.get(entry.printed, ()), entry)
    return found


def misread_homographs(words: Words) -> dict[int, Reading]:
    """Words whose neighbours show that another was meant.

    >>> misread_homographs(Words("savoir d’ou il venait"))
    {2: ('où', 'ou_for_où')}
    """
    found: dict[int, Reading] = {}
    text, homographs = words.text, load_homographs()
    for place in words.places(homographs):
        start, end = words.span(place)
        rows = [row for row in homographs[words.words[place]] if row.after.match(text, end)]  # most often none
        row = next((row for row in rows if _fits(row, text, start, end)), None)
        if row is not None and not _is_path(text, start, end):
            found[place] = (row.intended, row.rule)
    return found


def _is_path(text: str, start: int, end: int) -> bool:
    """« et/ou », « .la »: a part of an address or of a choice."""
    return text[max(0, start - 1) : start] in ("/", ".") or text[end : end + 1] == "/"


def _fits(row: Homograph, text: str, start: int, end: int) -> bool:
    if row.unless is not None and row.unless.match(text, end):
        return False
    return row.before.search(text, back_two_words(text, start), start) is not None

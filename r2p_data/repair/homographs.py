"""Misreadings that are words themselves: « ou » for « où », « tache » for « tâche »."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from r2p_data.lexicon import load_rows
from r2p_data.repair.grammar import back_two_words
from r2p_data.repair.patchwork import Patch

__all__ = ["Homograph", "homograph_patches", "load_homographs"]


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


@cache
def _printed() -> re.Pattern[str]:
    """The forms of the lexicon. Their initial comes first, so that the search skips to it."""
    forms = sorted(load_homographs(), key=len, reverse=True)
    rests = "|".join(rf"(?<={form[0]}){re.escape(form[1:])}" for form in forms)
    return re.compile(rf"[{''.join(sorted({form[0] for form in forms}))}](?<![\w/.].)(?:{rests})(?![\w/])")


def homograph_patches(text: str) -> list[Patch]:
    """Words whose neighbours show that another was meant.

    >>> homograph_patches("savoir d’ou il venait")
    [Patch(start=9, end=11, after='où', rule='ou_for_où')]
    """
    patches, homographs = [], load_homographs()
    for match in _printed().finditer(text):
        start, end = match.span()
        rows = [row for row in homographs[match[0]] if row.after.match(text, end)]  # most often none
        row = next((row for row in rows if _fits(row, text, start, end)), None)
        if row is not None:
            patches.append(Patch(start, end, row.intended, row.rule))
    return patches


def _fits(row: Homograph, text: str, start: int, end: int) -> bool:
    if row.unless is not None and row.unless.match(text, end):
        return False
    return row.before.search(text, back_two_words(text, start), start) is not None

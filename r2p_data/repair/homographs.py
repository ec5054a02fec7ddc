"""Misreadings that are words themselves: « ou » for « où », « tache » for « tâche »."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from r2p_data.lexicon import load_rows
from r2p_data.repair.patchwork import Patch

__all__ = ["Homograph", "homograph_patches", "load_homographs"]

_NEAR = 100


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
    forms = "|".join(sorted(map(re.escape, load_homographs()), key=len, reverse=True))
    return re.compile(rf"(?<![\w/.])(?:{forms})(?![\w/])")


def homograph_patches(text: str) -> list[Patch]:
    """Words whose neighbours show that another was meant.

    >>> homograph_patches("savoir d’ou il venait")
    [Patch(start=9, end=11, after='où', rule='ou_for_où')]
    """
    patches, homographs = [], load_homographs()
    for match in _printed().finditer(text):
        start, end = match.span()
        after = text[end : end + _NEAR]
        rows = [row for row in homographs[match[0]] if row.after.match(after)]  # most often none
        before = text[max(0, start - _NEAR) : start]
        row = next((row for row in rows if _fits(row, before, after)), None)
        if row is not None:
            patches.append(Patch(start, end, row.intended, row.rule))
    return patches


def _fits(row: Homograph, before: str, after: str) -> bool:
    if row.unless is not None and row.unless.match(after):
        return False
    return bool(row.before.search(before))

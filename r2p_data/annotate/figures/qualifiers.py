"""Qualifiers before and after a number: « plus de », « près de », « au moins », « ou plus »."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple, cast

from r2p_data.annotate.figures.number_words import CARDINAL_OPENING
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows
from r2p_data.records import Bound


class Qualifier(NamedTuple):
    """A qualifier as it stands in the text, and the bound it sets."""

    start: int
    end: int
    bound: Bound


#: what « de » becomes: before a vowel, and with the article of a fraction (« plus du quart », « près des deux tiers »)
_ELIDED = ("d'",)
_CONTRACTED = ("des ", "du ", "de la ", "de leur ", "de sa ")
_ARTICLES = ("les ", "la ", "le ", "un ")


#: « au plus tard », « au moins 14 »: the words belong to what follows
_AFTER_ALL = re.compile(rf"[ ](?:tard|\d|{CARDINAL_OPENING}\b)")
#: « cinq missions totalisent à elles seules 5 milliards »
_THEMSELVES = re.compile(r"\b(?:elles?|eux|lui)[ ]$")
#: « s’articule autour de quatre priorités »
_TURNING = re.compile(r"\b(?:articul|organis|structur|tourn|axe|construi|bati|reuni|rassembl|concentr)\w*[ ]$")


@cache
def _before() -> dict[str, list[tuple[str, Bound, bool]]]:
    """Folded endings by their last four characters: the ending, its bound, whether only a fraction may follow."""
    index: dict[str, list[tuple[str, Bound, bool]]] = defaultdict(list)
    for row in _rows("before"):
        surface, bound = fold(row["surface"]), cast(Bound, row["bound"])
        stem = surface.removesuffix("de") if surface.endswith(" de") else None
        plain = [f"{surface} "] + ([stem + ending for ending in _ELIDED] if stem else [])
        fractional = [stem + ending for ending in _CONTRACTED] if stem else [f"{surface} {a}" for a in _ARTICLES]
        for ending, fraction in [*((e, False) for e in plain), *((e, True) for e in fractional)]:
            index[ending[-4:]].append((ending, bound, fraction))
    return {key: sorted(found, key=lambda item: -len(item[0])) for key, found in index.items()}


@cache
def _after() -> list[tuple[str, Bound]]:
    return [(f" {fold(row['surface'])}", cast(Bound, row["bound"])) for row in _rows("after")]


def _rows(side: str) -> list[dict[str, str]]:
    rows = load_rows("figure_qualifiers.csv", ("side", "surface", "bound", "example"))
    return [row for row in rows if row["side"] == side]


def qualifier_before(folded: str, start: int, *, fraction: bool = False) -> Qualifier | None:
    """The qualifier that ends where a number begins.

    >>> qualifier_before("avec plus de 2 milliards", 13)
    Qualifier(start=5, end=12, bound='at_least')
    >>> qualifier_before("pres des deux tiers", 9, fraction=True)
    Qualifier(start=0, end=8, bound='about')
    >>> qualifier_before("pres des deux villages", 9) is None
    True
    """
    for ending, bound, fractional in _before().get(folded[max(0, start - 4) : start], ()):
        begin = start - len(ending)
        if begin < 0 or (fractional and not fraction) or not folded.startswith(ending, begin):
            continue
        if begin and (folded[begin - 1].isalnum() or folded[max(0, begin - 4) : begin] in ("(en ", " en ", "non ")):
            continue
        if ending.startswith("seul") and _THEMSELVES.search(folded, max(0, begin - 6), begin):
            continue
        if ending.startswith("autour") and _TURNING.search(folded, max(0, begin - 18), begin):
            continue
        return Qualifier(begin, begin + len(ending.rstrip()), bound)
    return None


def qualifier_after(folded: str, end: int) -> Qualifier | None:
    """The qualifier that follows a number or its unit.

    >>> qualifier_after("18 ans et plus", 6)
    Qualifier(start=7, end=14, bound='at_least')
    """
    for surface, bound in _after():
        tail = folded[end + len(surface) : end + len(surface) + 20]
        if folded.startswith(surface, end) and not tail[:1].isalnum() and not _AFTER_ALL.match(tail):
            return Qualifier(end + 1, end + len(surface), bound)
    return None

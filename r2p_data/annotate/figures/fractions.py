"""Fractions in words: « deux tiers », « la moitié », « d’un quart » where something grows or shrinks by it."""

from __future__ import annotations

import re
from typing import NamedTuple

from r2p_data.annotate.figures.cues import grows_by
from r2p_data.annotate.figures.numerals import Numeral
from r2p_data.annotate.figures.passage import Passage, word_set
from r2p_data.annotate.figures.qualifiers import qualifier_before


class Fraction(NamedTuple):
    """Where a fraction begins, its article included, and whether it divides anything."""

    start: int
    known: bool


_OF = re.compile(r"[ ]d(?:e|es|u)[ ]|[ ]d'")
_HALF_OF = word_set("la sa leur une cette de pour par")
#: « dont un tiers en Afrique », « un tiers étant des enfants »
_PART_BEFORE = re.compile(r"\b(?:dont|soit|entre)[ ]$")
#: « dont le tiers avait moins de 12 ans »
_OF_WHICH = re.compile(r"\bdont[ ]le[ ]$")
#: « vacants à un cinquième »
_TO_A_PART = re.compile(r"\ba[ ]un[ ]\w+ieme$")
_PART_AFTER = re.compile(r"[ ](?:(?:sont|etaient|ont|avaient|seraient|seulement|environ|etant|vivent|proviennent)\b)")
#: « réduire la responsabilité d’un tiers »: a third party
_OF_A_THIRD_PARTY = re.compile(
    r"""\b(?:responsabilite|intervention|aide|droits?|interets?|biens?|consentement|presence|influence|charge|profit
    |faveur|benefice|compte|nom|intermediaire|domicile|fait|faute|role|participation)[ ]d'$""",
    re.VERBOSE,
)


def read_fraction(passage: Passage, numeral: Numeral) -> Fraction:
    """Whether a fraction word divides something; « un tiers » alone may be a third party.

    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> def known(text):
    ...     passage = Passage(text)
    ...     return [read_fraction(passage, numeral).known for numeral in read_numerals(passage.folded)]
    >>> known("réduire les rations d’un tiers"), known("les droits d’un tiers"), known("pour moitié")
    ([True], [False], [True])
    """
    before = passage.previous_word(numeral.start)
    article = before.word if before else ""
    known = _is_known(passage, numeral, article)
    extended = known and before is not None and article in ("la", "le", "sa", "une")
    return Fraction(before.start if extended and before else numeral.start, known)


def _is_known(passage: Passage, numeral: Numeral, article: str) -> bool:
    folded, start, end = passage.folded, numeral.start, numeral.end
    surface = folded[start:end].replace("-", " ")
    if surface.startswith("moitie"):
        return article in _HALF_OF
    if "/" in surface:
        return True
    if " " not in surface:
        of_them = article == "le" and _OF_WHICH.search(folded, max(0, start - 8), start) is not None
        return of_them or (article in ("le", "du", "au") and _OF.match(folded, end) is not None)
    if numeral.solid:
        return not (surface.endswith("iemes") and passage.counts_noun(end, 2))
    return _OF.match(folded, end) is not None or _divides_alone(folded, numeral)


def _divides_alone(folded: str, numeral: Numeral) -> bool:
    """« près d’un tiers », « dont un quart en Afrique », « a baissé d’un tiers »."""
    start, end = numeral.start, numeral.end
    if qualifier_before(folded, start, fraction=True) or _PART_BEFORE.search(folded, max(0, start - 7), start):
        return True
    if _PART_AFTER.match(folded, end):
        return True
    if _TO_A_PART.search(folded, max(0, start - 2), end):
        return True
    party = folded.endswith("tiers", start, end) and _OF_A_THIRD_PARTY.search(folded, max(0, start - 20), start)
    return grows_by(folded, start) and not party

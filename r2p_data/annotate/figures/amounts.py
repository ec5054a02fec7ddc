"""Amounts: one number with its unit, and whether it counts something.

Amounts are read from right to left, so that the bare number of « 15 et 20 % » or
« 750 à 900 millions d’euros » takes the unit of the number after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from r2p_data.annotate.figures.bare_numbers import bare_flaw
from r2p_data.annotate.figures.cues import cue_before
from r2p_data.annotate.figures.fractions import read_fraction
from r2p_data.annotate.figures.numerals import Numeral
from r2p_data.annotate.figures.passage import Passage
from r2p_data.annotate.figures.qualifiers import qualifier_before
from r2p_data.annotate.figures.units import Unit, money_before, read_unit
from r2p_data.records import FigureKind


class Amount(NamedTuple):
    """A number with its unit; ``reason`` says why it is no figure, None where it is one.

    ``unit`` is what stands after this number; a number that borrows its unit has ``borrowed``.
    """

    numeral: Numeral
    start: int
    end: int
    kind: FigureKind
    value: float
    whole: float | None = None
    unit: Unit | None = None
    reason: str | None = None
    borrowed: bool = False


#: reasons that a neighbour can lift: « de 5 à 7 % », « un à trois ans »
OPEN_REASONS = frozenset({"counts nothing", "indefinite article", "calendar"})

_OF = re.compile(r"[ ]d(?:e|es|u)[ ]|[ ]d'")
_LIST_LINK = re.compile(r",?[ ](?:et|ou|puis)[ ]$|,[ ]$")
_PART_LINK = re.compile(
    r"[ ](?:des|sur|sur[ ]les|sur[ ]un[ ]total[ ]de)[ ](?:(?:quelque|environ|pres[ ]de|plus[ ]de)[ ])?"
)
#: « -12 % », « (–3 millions de dollars) »: elsewhere a dash may open an aside or an item
_MINUS = {
    "percent": re.compile(r"[ (\u00a0\u202f][-\u2212]$|\(–$"),
    "money": re.compile(r"\([-\u2212–]$"),
}
#: « un an plus tard », « une année supplémentaire », « un mois au moins »
_LENGTH_AFTER = re.compile(
    r"[ ](?:auparavant|plus[ ]t(?:ard|ot)|apres|au[ ]moins|supplementaire|ferme|avec[ ]sursis)\b"
    r"|[ ]pour[ ](?:s[e'][ ]?|l(?:e[ ]|a[ ]|es[ ]|')|y[ ]|en[ ])?[a-z]{2,}(?:er|ir|re)\b"  # « a un mois pour décider »
)
#: « après un an passé à Goma », « en un an », « une hausse sur un an »
_LENGTH_BEFORE = re.compile(r"\b(?:apres|en|sur|dans|d'ici)[ ]$")
_NUMBER_AHEAD = re.compile(r"\d")
#: « une quinzaine » is a fortnight and « une quarantaine » isolation, unless « de » follows
_NEEDS_OF = re.compile(r"(?:quinzaine|quarantaine|huitaine)$")


def read_amounts(passage: Passage, numerals: Sequence[Numeral], reasons: Sequence[str | None]) -> list[Amount]:
    """The amount of each numeral, given why some of them are refused already.

    >>> from r2p_data.annotate.figures.numerals import read_numerals
        >>> passage = Passage("de 15 et 20 % et 16 missions, 12 pour la forme")
        >>> numerals = list(read_numerals(passage.folded))
        >>> [(a.kind, a.reason) for a in read_amounts(passage, numerals, [None] * 4)]
        [('percent', None), ('percent', None), ('count', None), ('count', 'counts nothing')]
    """
    amounts: list[Amount] = []
    following: Amount | None = None
    for numeral, reason in zip(reversed(numerals), reversed(reasons), strict=True):
        amount = _read(passage, numeral, reason)
        if following is not None and (amount.reason in OPEN_REASONS or _is_part(passage, amount, following)):
            amount = _borrow(passage, amount, following)
        amounts.append(amount)
        following = amount
    return amounts[::-1]


def _read(passage: Passage, numeral: Numeral, reason: str | None) -> Amount:
    if reason or numeral.style in ("ordinal", "vague"):
        return Amount(
            numeral, numeral.start, numeral.end, "count", numeral.value, None, None, reason or "indefinite quantity"
        )
    if numeral.style == "fraction":
        return _read_fraction(passage, numeral)
    if numeral.style == "collective":
        return _read_collective(passage, numeral)
    article = numeral.style == "article"
    unit = read_unit(
        passage, numeral.end, digits=numeral.style == "digits", money=not article, scaled=numeral.scale > 1
    )
    money = (
        money_before(passage, numeral.start, solid=numeral.solid)
        if numeral.style == "digits" and unit is None
        else None
    )
    if money:
        return Amount(
            numeral, money[0], numeral.end, "money", numeral.value, None, Unit(numeral.end, "money", money[1])
        )
    if unit is None and not article and _multiplies(passage, numeral):
        return Amount(numeral, numeral.start, numeral.end, "multiplier", numeral.value)
    if unit is None:
        return Amount(
            numeral, numeral.start, numeral.end, "count", numeral.value, None, None, bare_flaw(passage, numeral)
        )
    return _measured(passage, numeral, unit)


def _measured(passage: Passage, numeral: Numeral, unit: Unit) -> Amount:
    value = numeral.value * unit.factor + (0.5 if unit.half else 0)
    article = numeral.style == "article" and unit.kind != "percent" and not _counted_article(passage, numeral, unit)
    start = numeral.start
    signs = _MINUS.get(unit.kind)
    if signs and signs.search(passage.text, max(0, start - 2), start):
        start, value = start - 1, -value
    reason = "indefinite article" if article else None
    return Amount(numeral, start, unit.end, unit.kind, value, None, unit, reason)


def _multiplies(passage: Passage, numeral: Numeral) -> bool:
    """« multiplié par près de 1,5 »."""
    qualifier = qualifier_before(passage.folded, numeral.start)
    return cue_before(passage.folded, qualifier.start if qualifier else numeral.start, "times")


def _counted_article(passage: Passage, numeral: Numeral, unit: Unit) -> bool:
    """« un an » is a length after « une période d’ » or « plus d’ »; elsewhere « un » is an article."""
    if unit.kind not in ("duration", "count") or unit.half:
        return unit.half
    folded = passage.folded
    start = numeral.start
    told = unit.name in ("years", "months") and (
        _LENGTH_AFTER.match(folded, unit.end) or _LENGTH_BEFORE.search(folded, max(0, start - 8), start)
    )
    return bool(told) or cue_before(folded, start, "length") or qualifier_before(folded, start) is not None


def _read_fraction(passage: Passage, numeral: Numeral) -> Amount:
    start, known = read_fraction(passage, numeral)
    reason = None if known else "idiom"
    return Amount(numeral, start, numeral.end, "ratio", numeral.value, numeral.whole, None, reason)


def _read_collective(passage: Passage, numeral: Numeral) -> Amount:
    """« une centaine de personnes », « une dizaine d’années », « une centaine de millions de dollars »."""
    folded, end = passage.folded, numeral.end
    of = _OF.match(folded, end)
    before = passage.previous_word(numeral.start)
    headed = numeral.solid or (
        before is not None and before.word in ("la", "cette", "sa", "le", "ce") and of is not None
    )
    counted = of is not None and _NUMBER_AHEAD.match(folded, of.end()) is not None  # « une quarantaine de 14 jours »
    known = headed and not counted and (of is not None or not _NEEDS_OF.search(folded[numeral.start : end]))
    unit = read_unit(passage, end, digits=False) if known else None
    if unit:
        return Amount(numeral, numeral.start, unit.end, unit.kind, numeral.value, None, unit)
    return Amount(
        numeral, numeral.start, end, "count", numeral.value, None, None, None if known else "indefinite quantity"
    )


def _borrow(passage: Passage, amount: Amount, following: Amount) -> Amount:
    """Give a bare number the unit of the number listed after it: « 15, 20 et 25 % »."""
    if following.reason or amount.unit or amount.numeral.style not in ("digits", "words"):
        return amount
    qualifier = qualifier_before(passage.folded, following.start)
    link = passage.folded[amount.end : qualifier.start if qualifier else following.start]
    if _is_part(passage, amount, following):
        return lend(amount, following)
    if not _LIST_LINK.fullmatch(link) or following.kind in ("ratio", "multiplier") or amount.reason == "calendar":
        return amount
    if link == ", " and following.kind == "count" and not following.borrowed:
        return amount
    return lend(amount, following)


def _is_part(passage: Passage, amount: Amount, following: Amount) -> bool:
    """« 7,5 millions des 50 millions de dollars »: both are money."""
    if amount.unit or amount.numeral.scale == 1 or following.kind != "money" or following.reason:
        return False
    return _PART_LINK.fullmatch(passage.folded, amount.end, following.start) is not None


def lend(amount: Amount, following: Amount) -> Amount:
    """``amount`` with the kind, unit and scale of ``following``.

    >>> from r2p_data.annotate.figures.numerals import read_numerals
        >>> passage = Passage("750 à 900 millions d’euros")
        >>> first, second = read_amounts(passage, list(read_numerals(passage.folded)), [None, None])
        >>> lend(first, second).value, lend(first, second).kind
        (750000000.0, 'money')
    """
    scale = following.numeral.scale if amount.numeral.scale == 1 and amount.value < 1000 else 1
    factor = following.unit.factor if following.unit else 1
    return amount._replace(
        kind=following.kind, value=amount.value * scale * factor, unit=following.unit, reason=None, borrowed=True
    )

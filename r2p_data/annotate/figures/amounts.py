"""Amounts: one number with its unit, and whether it counts something.

Amounts are read from right to left, so that the bare number of « 15 et 20 % » or
« 750 à 900 millions d’euros » takes the unit of the number after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from r2p_data.annotate.figures.cues import cue_before
from r2p_data.annotate.figures.numerals import Numeral
from r2p_data.annotate.figures.passage import Passage, word_set
from r2p_data.annotate.figures.qualifiers import qualifier_after, qualifier_before
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
_PLURAL_VERB = re.compile(
    r"""[ ](?:n'|s'|y[ ])?(?:ont|sont|etaient|avaient|seront|auront|seraient|furent|eurent|restent|demeurent
    |appartiennent|proviennent|concernent|relevent|devaient|doivent)\b""",
    re.VERBOSE,
)
#: « cinq d’entre elles »
_AMONG = re.compile(r"[ ]d'entre[ ]")
#: « …, deux au sein de la Mission », « … et 13 en cours »
_LISTED = re.compile(r"(?:[,;:]|\b(?:et|ou|dont|contre))[ ]$")
_PLACE = re.compile(r"[ ](?:au|aux|a|dans|en|pour|sur|chez|contre|par|parmi|sous|hors)\b")
#: « 840 concernaient des filles »: after a number from two up, such a word is a verb
_VERB_ENDING = re.compile(r"[ ](?:n'|s'|ne[ ]|se[ ])?[a-z]{3,}(?:aient|erent|irent|urent|ent)\b")
_DETERMINER = re.compile(r"\b(?:les|ces|ses|leurs|nos|aux|mes|vos)[ ]$")
_YEAR_BEFORE = word_set(
    """en annee an depuis fin debut mi vers avant apres des jusqu\'en ete hiver automne printemps de et exercice
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"""
)
_NOUN = re.compile(r"[ ][aeiouh][a-z]{3,}")
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
        if amount.reason in OPEN_REASONS and following is not None:
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
    unit = read_unit(passage, numeral.end, digits=numeral.style == "digits", money=numeral.style != "article")
    money = money_before(passage, numeral.start) if numeral.style == "digits" and unit is None else None
    if money:
        return Amount(
            numeral, money[0], numeral.end, "money", numeral.value, None, Unit(numeral.end, "money", money[1])
        )
    if unit is None and numeral.style != "article" and cue_before(passage.folded, numeral.start, "times"):
        return Amount(numeral, numeral.start, numeral.end, "multiplier", numeral.value)
    if unit is None:
        return Amount(
            numeral, numeral.start, numeral.end, "count", numeral.value, None, None, _bare_reason(passage, numeral)
        )
    return _measured(passage, numeral, unit)


def _measured(passage: Passage, numeral: Numeral, unit: Unit) -> Amount:
    value = numeral.value * unit.factor + (0.5 if unit.half else 0)
    article = numeral.style == "article" and unit.kind != "percent" and not _counted_article(passage, numeral, unit)
    start = numeral.start
    if unit.kind == "percent" and re.search(r"[ (\u00a0\u202f][-\u2212]$", passage.text[max(0, start - 2) : start]):
        start, value = start - 1, -value
    reason = "indefinite article" if article else None
    return Amount(numeral, start, unit.end, unit.kind, value, None, unit, reason)


def _counted_article(passage: Passage, numeral: Numeral, unit: Unit) -> bool:
    """« un an » is a length after « une période d’ » or « plus d’ »; elsewhere « un » is an article."""
    if unit.kind not in ("duration", "count") or unit.half:
        return unit.half
    return (
        cue_before(passage.folded, numeral.start, "length")
        or qualifier_before(passage.folded, numeral.start) is not None
    )


def _read_fraction(passage: Passage, numeral: Numeral) -> Amount:
    """« deux tiers », « la moitié »; « un tiers » alone may be a third party."""
    folded, start, end = passage.folded, numeral.start, numeral.end
    surface, before = folded[start:end].replace("-", " "), passage.previous_word(start)
    of = _OF.match(folded, end)
    article = before.word if before else ""
    if surface.startswith("moitie"):
        known = article in ("la", "sa", "leur", "une", "cette", "de")
    elif "/" in surface:
        known = True
    elif " " not in surface:
        known = article in ("le", "du", "au") and of is not None
    elif numeral.solid:
        known = not (surface.endswith("iemes") and passage.counts_noun(end, 2))
    else:
        known = of is not None or qualifier_before(folded, start, fraction=True) is not None
    if known and before and article in ("la", "le", "sa", "une"):
        start = before.start
    return Amount(numeral, start, end, "ratio", numeral.value, numeral.whole, None, None if known else "idiom")


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


def _bare_reason(passage: Passage, numeral: Numeral) -> str | None:
    """Why a number without unit is no figure, None where it counts a noun or stands for a quantity."""
    if numeral.style == "article":
        return "indefinite article"
    folded, start, end = passage.folded, numeral.start, numeral.end
    counted = passage.counts_noun(end, numeral.value)
    if _looks_like_year(numeral, folded):
        before = passage.previous_word(start)
        return None if counted and not (before and before.word in _YEAR_BEFORE) else "calendar"
    if counted or numeral.solid or _stands_apart(passage, numeral):
        return None
    return "adjective" if folded[start:end] == "neuf" else "counts nothing"


def _looks_like_year(numeral: Numeral, folded: str) -> bool:
    return numeral.style == "digits" and 1900 <= numeral.value <= 2100 and numeral.end - numeral.start == 4


def _stands_apart(passage: Passage, numeral: Numeral) -> bool:
    """« plus de 300 », « s’élève à 350 », « 12 ont été tués », « les deux »."""
    folded, start, end = passage.folded, numeral.start, numeral.end
    if qualifier_before(folded, start) or qualifier_after(folded, end) or cue_before(folded, start, "apart"):
        return True
    if _AMONG.match(folded, end) or (numeral.style == "words" and _ellipsis(folded, numeral)):
        return True
    verb = _PLURAL_VERB.match(folded, end) or _VERB_ENDING.match(folded, end)
    if verb and numeral.value >= 2 and folded[start:end] != "11":
        return True
    return numeral.style == "words" and _DETERMINER.search(folded, max(0, start - 8), start) is not None


def _ellipsis(folded: str, numeral: Numeral) -> bool:
    """« …, deux au sein de la Mission »: the noun was said before."""
    listed = _LISTED.search(folded, max(0, numeral.start - 7), numeral.start)
    return bool(listed and numeral.value >= 2 and _PLACE.match(folded, numeral.end))


def continues(passage: Passage, previous: Amount, amount: Amount) -> bool:
    """Whether bare digits count what the number before them counts: « 56 terminées et 13 en cours ».

    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> passage = Passage("dont 56 terminées et 13 en cours")
    >>> continues(passage, *read_amounts(passage, list(read_numerals(passage.folded)), [None, None]))
    True
    """
    if amount.reason != "counts nothing" or amount.numeral.style != "digits" or previous.reason or previous.unit:
        return False
    folded = passage.folded
    if re.search(r"[.;:!?]", folded[previous.end : amount.start]):
        return False
    if amount.value == 1:  # « 14 voix pour et 1 abstention »; alone, « 1 abstention » may be « l’abstention »
        listed = _LISTED.search(folded, max(0, amount.start - 8), amount.start)
        after = _NOUN.match(folded, amount.end) or _PLACE.match(folded, amount.end)
        return previous.value >= 2 and listed is not None and after is not None
    return _ellipsis(folded, amount.numeral) or (
        folded.endswith(" et ", 0, amount.start) and _OF.match(folded, amount.end) is not None
    )


def with_money(passage: Passage, previous: Amount, amount: Amount) -> Amount:
    """Give « 2,2 milliards » its currency: « 2,8 milliards de dollars, contre 2,2 milliards ».

    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> passage = Passage("2,8 milliards de dollars, contre 2,2 milliards")
    >>> with_money(passage, *read_amounts(passage, list(read_numerals(passage.folded)), [None, None])).kind
    'money'
    """
    bare = amount.reason is None and amount.unit is None and amount.numeral.scale > 1
    if not bare or previous.reason or previous.kind != "money":
        return amount
    between = passage.folded[previous.end : amount.start]
    if len(between) > 120:
        return amount
    counted = re.match(r"[ ](?:de[ ]|d')(?!moins\b|plus\b)", passage.folded[amount.end : amount.end + 12])
    return amount if counted or re.search(r"[.:!?]", between) else amount._replace(kind="money", unit=previous.unit)


def _borrow(passage: Passage, amount: Amount, following: Amount) -> Amount:
    """Give a bare number the unit of the number listed after it: « 15, 20 et 25 % »."""
    if following.reason or amount.unit or amount.numeral.style not in ("digits", "words"):
        return amount
    qualifier = qualifier_before(passage.folded, following.start)
    link = passage.folded[amount.end : qualifier.start if qualifier else following.start]
    if not _LIST_LINK.fullmatch(link) or following.kind in ("ratio", "multiplier") or amount.reason == "calendar":
        return amount
    if link == ", " and following.kind == "count" and not following.borrowed:
        return amount
    return lend(amount, following)


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

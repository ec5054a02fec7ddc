"""Two numbers that make one figure: ranges, changes and ratios."""

from __future__ import annotations

import re
from typing import NamedTuple

from r2p_data.annotate.figures.amounts import OPEN_REASONS, Amount, lend
from r2p_data.annotate.figures.bare_numbers import is_each
from r2p_data.annotate.figures.cues import speaks_of_change, speaks_of_length, travels
from r2p_data.annotate.figures.passage import FUNCTION_WORDS, Passage
from r2p_data.records import FigureForm, FigureKind


class Pair(NamedTuple):
    """Two amounts read as one figure; ``refused`` says why both are none instead."""

    start: int
    end: int
    kind: FigureKind
    form: FigureForm
    value: float
    value2: float
    last: Amount
    refused: str | None = None


_QUALIFIED = r"(?:(?:pres[ ]de|plus[ ]de|moins[ ]de|environ|quelque|au[ ]moins|jusqu'a)[ ])?"
#: « 12 à 15 », « 12 000 à plus de 15 000 »
_TO = re.compile(rf"[ ](?:a|jusqu'a)[ ]{_QUALIFIED}")
#: « entre 300 et 400 »
_AND = re.compile(rf"[ ]et[ ]{_QUALIFIED}")
_HYPHEN = re.compile(r"[-–]|[ ]–[ ]")
#: « de 12 000 hommes en 2014 à 15 000 »: at most two words and a date between
_GAP_TO = re.compile(
    rf"""(?P<noun>(?:[ ][^\W\d_]+){{0,2}})
        (?:,?[ ](?:en|au|fin|a[ ]la[ ]fin[ ]de|debut)[ ][^.;:()]{{0,25}}?\b[12]\d{{3}},?)?
        [ ]a[ ]{_QUALIFIED}""",
    re.VERBOSE,
)
_FROM = re.compile(r"\b(?:de[ ]|d')$")
_BETWEEN = re.compile(r"\bentre[ ](?:environ[ ]|quelque[ ]|pres[ ]de[ ])?$")

#: « 10 des 16 », « trois de ces sept », « 3 sur 5 », « 12 sur un total de 15 », « 9 sur les 15 »
_PART_OF = re.compile(
    r"[ ](?:des|de[ ](?:ces|ses|nos|leurs)|parmi[ ]les|d'entre[ ]les|sur|sur[ ]les|sur[ ]un[ ]total[ ]de)[ ]"
    rf"{_QUALIFIED}"
)
_OUT_OF = re.compile(r"((?:[ ][^\W\d_]+(?:[-'][^\W\d_]+)*){1,5})[ ](sur|pour)[ ]")
_RATES = frozenset({1000.0, 10_000.0, 100_000.0, 1_000_000.0})
#: « 14 voix sur 15 » counts votes
_VOTES = frozenset({"voix", "suffrages", "votes", "bulletins"})
#: what shares are given of: « trois conteneurs sur dix »
_SHARED = frozenset({*map(float, range(2, 13)), 100.0, *_RATES})
_NUMBERS = frozenset({"digits", "words", "article", "collective"})


def read_pair(passage: Passage, first: Amount, second: Amount) -> Pair | None:
    """The range, change or ratio that two neighbouring amounts make, None where they make none.

    >>> from r2p_data.annotate.figures.amounts import read_amounts
    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> def pair(text):
    ...     passage = Passage(text)
    ...     numerals = list(read_numerals(passage.folded))
    ...     found = read_pair(passage, *read_amounts(passage, numerals, [None] * len(numerals)))
    ...     return found and (text[found.start : found.end], found.form, found.value, found.value2)
    >>> pair("la porter de 750 à 900 millions d’euros")
    ('de 750 à 900 millions d’euros', 'change', 750000000.0, 900000000.0)
    >>> pair("entre 300 et 400 civils"), pair("10 des 16 missions")
    (('entre 300 et 400', 'range', 300.0, 400.0), ('10 des 16', 'ratio', 10.0, 16.0))
    """
    if not _may_pair(first) or not _may_pair(second):
        return None
    link = passage.folded[first.end : second.start]
    doubtful = _split_decimal(link, first, second) or _odds(link, first, second)
    return doubtful or _read_range(passage, link, first, second) or _read_ratio(passage, link, first, second)


def _may_pair(amount: Amount) -> bool:
    return (amount.reason is None or amount.reason in OPEN_REASONS) and amount.numeral.style in _NUMBERS


def _read_range(passage: Passage, link: str, first: Amount, second: Amount) -> Pair | None:
    to, both = _TO.fullmatch(link), _AND.fullmatch(link)
    gap = _GAP_TO.fullmatch(link) if " a " in link else None
    listed = _HYPHEN.fullmatch(link) is not None and _hyphenated(first, second)
    listed = listed or (link == " ou " and _consecutive(first, second))
    if not (to or both or gap or listed):
        return None
    folded = passage.folded
    between = _BETWEEN.search(folded, max(0, first.start - 20), first.start)
    opening = between or _FROM.search(folded, max(0, first.start - 4), first.start)
    joined = both if between else to or listed
    changing = opening is not None and not between and speaks_of_change(folded, opening.start())
    if not joined and not (changing and gap and _spans_gap(passage, gap, first, second)):
        return None
    start = opening.start() if opening and (between or to or gap) else first.start
    return _range(folded, start, first, second, changing=changing)


def _spans_gap(passage: Passage, gap: re.Match[str], first: Amount, second: Amount) -> bool:
    """Whether the words between two numbers leave them one change; another noun makes them two figures."""
    if first.numeral.style == "article":
        return False
    noun, after = gap["noun"].split(), passage.next_word(second.end)
    counted = second.unit is None and passage.counts_noun(second.end, second.value)
    return not noun or not counted or (after is not None and after.word == noun[0])


def _range(folded: str, start: int, first: Amount, second: Amount, *, changing: bool) -> Pair | None:
    lends = first.unit is None or first.borrowed
    alone = second.reason == "counts nothing" and (changing or is_each(folded, second.end))
    if second.reason and not (second.unit or alone):
        return None
    same = second.unit is None and first.unit is not None and first.kind != "duration"
    low = lend(first._replace(value=_rounded(first, second)), second) if lends and second.reason is None else first
    if not lends and first.kind != second.kind and not same:
        return None
    high = second._replace(kind=first.kind, unit=first.unit) if same else second
    if same and first.kind == "money" and first.numeral.scale == 1 and first.value < 1000:
        low = first._replace(value=first.value * second.numeral.scale)  # « USD 5 à 10 millions »
    if not changing and low.value >= high.value:
        return None
    hours = _clock(low, high) and not (speaks_of_length(folded, first.start) or travels(folded, second.end))
    refused = "clock time" if hours else "ambiguous range" if _lopsided(first, second) else None
    form: FigureForm = "change" if changing else "range"
    return Pair(start, second.end, high.kind, form, low.value, high.value, high, refused)


def _rounded(first: Amount, second: Amount) -> float:
    """The first number with the hundreds or thousands it leaves to the second: « trois à quatre cents »."""
    low, high = first.numeral.value, second.numeral.value
    if first.numeral.style == second.numeral.style == "words" and low < 1000:
        for size in (1000, 100):
            if high % size == 0 and low < high / size:
                return low * size
    return low


def _lopsided(first: Amount, second: Amount) -> bool:
    """« de 3 à 5 000 »: 3 or 3 000, nobody can tell."""
    low, high = first.numeral, second.numeral
    open_digits = low.style == high.style == "digits" and low.scale == high.scale == 1 and not low.solid
    return open_digits and high.value >= 1000 and high.value > 50 * low.value and first.unit is None


def _clock(low: Amount, high: Amount) -> bool:
    """« de 8 à 18 heures » may be an opening time."""
    return high.unit is not None and high.unit.name == "hours" and high.value <= 24 and low.numeral.style != "article"


def _hyphenated(first: Amount, second: Amount) -> bool:
    """« 10-15 » as a range: small numbers of like size, no years."""
    low, high = first.numeral, second.numeral
    top = high.value / high.scale if low.scale == 1 else high.value  # « 5-10 millions »
    years = low.value >= 1900 and top <= 2100
    return low.style == high.style == "digits" and low.value < top <= 20 * low.value and top < 10_000 and not years


def _consecutive(first: Amount, second: Amount) -> bool:
    """« deux ou trois », « 5 ou 6 », « deux ou trois cents »."""
    low, high = _rounded(first, second), second.numeral.value
    steps = (1, 10 ** (len(str(int(low))) - 1))
    return (high - low in steps or first.borrowed) and first.unit is None


def _read_ratio(passage: Passage, link: str, first: Amount, second: Amount) -> Pair | None:
    if first.unit is not None and not first.borrowed:
        return None
    if _PART_OF.fullmatch(link):
        outside = " sur" in link
        whole = first.numeral.style != "article" or outside
        measured = second.unit is not None and (outside or second.kind != "count" or second.borrowed)
        fits = first.numeral.value <= second.numeral.value and second.numeral.value > 1 and not measured
        return _ratio(first, second) if whole and fits else None
    out = _OUT_OF.fullmatch(link) if link.endswith((" sur ", " pour ")) else None
    return _ratio(first, second) if out and _is_share(passage, out, first, second) else None


def _split_decimal(link: str, first: Amount, second: Amount) -> Pair | None:
    """« 2, 3 % »: 2,3 % with a blank too many, or two numbers; nobody can tell."""
    digits = first.numeral.style == second.numeral.style == "digits" and first.unit is None
    own = second.unit is not None and not second.borrowed and second.kind in ("percent", "money")
    if link != ", " or not digits or not own or first.reason == "calendar":
        return None
    return _ratio(first, second)._replace(refused="ambiguous separators")


def _odds(link: str, first: Amount, second: Amount) -> Pair | None:
    """« 1 pour 3 », « 3 contre 1 »: what is compared stays open; « 85 pour mille » is a rate."""
    if link == " pour " and second.numeral.value in _RATES and first.unit is None:
        return _ratio(first, second)
    if link not in (" pour ", " contre ") or first.unit or second.unit or first.numeral.solid:
        return None
    return _ratio(first, second)._replace(refused="counts nothing")


def _is_share(passage: Passage, out: re.Match[str], first: Amount, second: Amount) -> bool:
    """« deux personnes sur trois », « 12 décès pour 1 000 naissances »; « 59 voix sur 128 » are two counts."""
    words = out[1].split()
    if any(word in FUNCTION_WORDS and word not in ("de", "du", "des", "la") for word in words):
        return False
    if out[2] == "pour":
        return second.numeral.value in _RATES and first.numeral.value < second.numeral.value
    shared = second.numeral.value in _SHARED or (first.numeral.style == "article" and second.numeral.style == "digits")
    if not shared or not _VOTES.isdisjoint(words):
        return False
    bare = not passage.counts_noun(second.numeral.end, second.numeral.value) and second.unit is None
    return bare and first.numeral.value < second.numeral.value <= 1000


def _ratio(first: Amount, second: Amount) -> Pair:
    end = second.end if second.unit and second.kind == "count" else second.numeral.end
    part, whole = first.numeral.value, second.numeral
    if first.numeral.scale == 1 and part <= whole.value / whole.scale < 1000:  # « 3 des 4 millions »
        part *= whole.scale
    return Pair(first.numeral.start, end, "ratio", "ratio", part, whole.value, second)

"""Numerals: where a number is written, in digits or in words, and what it is worth.

One scan of the folded text finds every run of digits and every number word, whether it
quantifies something or not; what each one means is decided by the other modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from r2p_data.annotate.figures.number_words import (
    CARDINAL,
    COLLECTIVE,
    ORDINAL,
    SCALE,
    cardinal_value,
    collective_value,
    denominator_value,
    ordinal_value,
    scale_value,
)

Style = Literal["digits", "words", "article", "collective", "fraction", "ordinal", "vague"]


class Numeral(NamedTuple):
    """A number as written: ``scale`` is 1 000 000 for « 4,3 millions », ``whole`` the 3 of « deux tiers ».

    ``solid`` tells that its form alone shows a quantity: « 12 500 », « 4,3 millions ».
    """

    start: int
    end: int
    value: float
    style: Style
    whole: float | None = None
    scale: float = 1
    solid: bool = False
    flaw: str | None = None


#: « 12 500 », « 1.234.567,8 », « 12'500 » (Swiss), « 1,234,567 » (English), « 4,3 », « 33 »
_DIGITS = r"""(?<!\d)(?:
    \d{1,3} (?:[ ]\d{3})+ (?:,\d+)? (?!\d)
  | \d{1,3} (?:\.\d{3})+ (?:,\d+)? (?![.,]?\d)
  | \d{1,3} (?:'\d{3})+ (?!\w)
  | \d{1,3} (?:,\d{3}){2,} (?![.,]?\d)
  | \d+ [.,] \d+
  | \d+
)"""

#: « 30,000 soldats », « 5,400 hommes »: people come in no thousandths, so the comma is the English one
_PEOPLE = re.compile(
    r"[ ](?:(?:nouveaux|autres|jeunes)[ ])?(?:soldats|hommes|femmes|personnes|casques|militaires|policiers|civils"
    r"|refugiee?s|deplacee?s|morts|blesses|tues|victimes|habitants|enfants|combattants|rebelles|agents|electeurs|troupes"
    r"|familles|menages|vehicules|villages|ecoles|emplois|postes|cas|deces|employes|eleves|detenus)\b(?![ ]par\b)"
)
_DIGITS_ALONE = re.compile(_DIGITS, re.VERBOSE)
_GROUPED = re.compile(r"\d[ .']\d{3}")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_THREE_AFTER_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
_THREE_AFTER_POINT = re.compile(r"\d{1,3}\.\d{3}")
_POINT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")
_SCALE_WORD = re.compile(SCALE)
_COLLECTIVE_PARTS = re.compile(rf"(?:(.*?) )??({COLLECTIVE})(?: de (\w+))?$")
#: « un quart de million de personnes »
_OF_MILLIONS = re.compile(r" de (millions?|milliards?)\b")
#: « quatre-vingt-dix (90) »
_REPETITION = re.compile(r" \((\d{1,4})\)")

#: « 8838e », « 1re », « 2nd », « 3ème », and « 82 e », « 32eséance » where the raised letter came loose
_RANK_MARK = r"(?:(?:(?:i?eme|ere|er|re|nde?|e)s?|ᵉʳ|ʳᵉ|ᵉ)\b|-i?eme\b|e(?=seance\b)|[ ](?:e|er|re)(?=[ ]))"

#: what every rank looks like and few other numbers do, so that those are read once
_NEARLY_RANK = r"[\d\ .,']{1,24}+-?[iernᵉʳ]"

#: raised, lowered and circled digits and fractions, which count nothing
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⓪½¼¾⅓⅔"
#: how number words begin: « trois », « un », « première », « centaine », « moitié »
_BEGINNINGS = (
    "billi", "cent", "cinq", "demi-", "deux", "dix", "douz", "huit", "mill", "moiti", "neuf", "neuv", "nonant",
    "octant", "onz", "premier", "quar", "quat", "quin", "second", "seiz", "sept", "six", "soixant", "tier", "treiz",
    "trent", "tril", "trois", "unieme", "vingt", "zero",
)  # fmt: skip
#: a digit of another script, the first of which is an Arabic one
_OTHER_DIGIT = re.compile(r"[^\x00-\u065f](?<=\d)")
_TEN = 10
#: so many digits a float holds exactly
_EXACT_DIGITS = 15

_PARTS = r"(?:tiers|quarts?|moities?|(?!quatre)\w+iemes)"
#: what may follow « 2 millions »: « et demi », « 500 000 », « 300 mille »; « 8 milliards » « 256 millions 748 000 »
_REST = (
    r"(?:[ ]et[ ]demie?\b | [ ]\d{1,3}[ ](?:millions?(?:[ ]\d{3}[ ]\d{3}(?!\d))?|mille)\b"
    r" | [ ]\d{1,3}(?:[ ]\d{3})+(?!\d) )?"
)
#: « vacants à un cinquième », « baisser d’un cinquième en 2014 », but « la création d’un cinquième bureau »
_AFTER_PART = r"[ ](?:en|par[ ]rapport|depuis|entre|cette|au[ ]cours|l'an|pour|dans|et|selon|a[ ]la|a[ ]cause)\b"
_NUMERATOR = r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf)"


#: « un rapport »: nothing after it that makes a number of it, « million », « dizaine », « cinquième » or « et demi »
_LONE_ARTICLE = r"une?\b(?!-|[ ](?:et[ ]demi|\w*(?:ieme|aine|mill|billi|trilli|demi|tiers|quart|moitie)))"


@cache
def _beginnings() -> AhoCorasick:
    """What finds the ten digits and the letters that open a number word, ten times faster than an expression."""
    return AhoCorasick([*"0123456789", *_BEGINNINGS, "un", *_RAISED], implementation=Implementation.DFA)


@cache
def _number_in_words() -> re.Pattern[str]:
    """« une », « deux tiers », « une centaine », « deuxième », « vingt et un », « milliers », « ½ »."""
    return re.compile(
        rf"""
        \b (?P<article> {_LONE_ARTICLE} )
        | \b (?=une?\b|{"|".join(_BEGINNINGS)}) (?:
            (?P<fraction> {_NUMERATOR}[- ]{_PARTS}\b | une?[ ]\w+ieme(?=[ ]d(?:e|es|u)\b|[ ]d')
              | (?:(?<=d')|(?<=\ba[ ])|(?<=\bdont[ ])|(?<=\bsoit[ ]))
                un[ ](?:cinqu|six|huit|dix|vingt)ieme\b(?=[.,;)]|$|{_AFTER_PART})
              | moitie\b | tiers\b | quarts?\b )
          | (?P<half> une?[ ]demi-(?:million|milliard)\b )
          | (?P<collective> (?:{CARDINAL}[ ])? {COLLECTIVE} (?:[ ]de[ ](?:milliers|{SCALE}))? \b )
          | (?P<ordinal> {ORDINAL}\b )
          | (?P<cardinal> {CARDINAL}\b(?:[ ]et[ ]demie?(?![\w-]))? )
          | (?P<vague> (?:{SCALE}|zero|tierces?)\b )
        )
        | (?P<raised> [{_RAISED}]+ )
        """,
        re.VERBOSE,
    )


@cache
def _number_in_digits() -> re.Pattern[str]:
    """« 1,2 milliard », « 3/4 des », « 2 tiers », « 8838e », « 33 »."""
    return re.compile(
        rf"""
        (?P<fraction> \b(?:[1-9]/[2-9](?=[ ]d(?:e|es|u)\b|[ ]d') | \d{{1,2}}[- ]{_PARTS}\b) )
        | (?P<rank> (?={_NEARLY_RANK}) {_DIGITS}{_RANK_MARK} )
        | (?P<digits> {_DIGITS} (?:[ ]?(?:mille|{SCALE})\b {_REST} )? )
        """,
        re.VERBOSE,
    )


def read_numerals(folded: str) -> Iterator[Numeral]:
    """Every numeral of a folded text, from left to right.

    >>> [(n.value, n.style) for n in read_numerals("plus de 12 500 soldats et deux millions de civils")]
    [(12500.0, 'digits'), (2000000.0, 'words')]
    >>> [(n.value, n.whole) for n in read_numerals("les deux tiers des 16 missions")]
    [(2.0, 3.0), (16.0, None)]
    >>> [n.value for n in read_numerals("4,3 millions, une centaine et la 8838e seance")]
    [4300000.0, 100.0, 8838.0]
    """
    words, digits = _number_in_words(), _number_in_digits()
    end = 0
    for pattern, start, _ in _places(folded):
        match = (digits if pattern < _TEN else words).match(folded, start) if start >= end else None
        if match:
            numeral = _READERS[match.lastgroup or ""](match[0], start, folded)
            end = numeral.end
            yield numeral


def _places(folded: str) -> list[tuple[int, int, int]]:
    """Where a number may begin, in order: its kind, below ten for a digit, its start and its end."""
    places = _beginnings().find_matches_as_indexes(folded)
    if not folded.isascii():  # « ٣ »
        places += [(0, *digit.span()) for digit in _OTHER_DIGIT.finditer(folded)]
        places.sort(key=itemgetter(1))
    return places


def _read_digits(surface: str, start: int, folded: str) -> Numeral:
    if surface.isdecimal() and len(surface) <= _EXACT_DIGITS:
        return Numeral(start, start + len(surface), float(surface), "digits")
    head = _DIGITS_ALONE.match(surface)
    digits = head[0] if head else surface
    scale, rest = _tail(surface[len(digits) :]) if len(digits) < len(surface) else (1, Decimal(0))
    value = _digits_value(digits, scaled=scale != 1)
    if value is None and scale == 1 and _counts_people(digits, start + len(surface), folded):
        value = Decimal(digits.replace(",", ""))
    solid = scale != 1 or _GROUPED.search(digits) is not None
    flaw = "ambiguous separators" if value is None else None
    exact = float((value or Decimal(0)) * scale + rest)
    return Numeral(start, start + len(surface), exact, "digits", None, scale, solid, flaw)


def _counts_people(digits: str, end: int, folded: str) -> bool:
    return _THREE_AFTER_COMMA.fullmatch(digits) is not None and _PEOPLE.match(folded, end) is not None


def _tail(words: str) -> tuple[int, Decimal]:
    """What the word after the digits multiplies by, and what the words after it add: « millions et demi »."""
    word, _, more = words.strip().partition(" ")
    scale = int(scale_value(word)) if word else 1
    if more.startswith("et"):
        return scale, Decimal(scale) / 2
    digits = "".join(c for c in more if c.isdecimal())
    last = more.rpartition(" ")[2]
    return scale, Decimal(digits or 0) * (int(scale_value(last)) if last.isalpha() else 1)


def _digits_value(digits: str, *, scaled: bool) -> Decimal | None:
    """The value of digits with separators, None where French and English readings differ.

    >>> _digits_value("1 234 567,5", scaled=False), _digits_value("1.500", scaled=False)
    (Decimal('1234567.5'), Decimal('1500'))
    >>> _digits_value("1,500", scaled=False), _digits_value("1,234", scaled=True), _digits_value("1.500", scaled=True)
    (None, Decimal('1.234'), None)
    """
    if digits.isdecimal():
        return Decimal(digits)
    if _ENGLISH.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if (_THREE_AFTER_POINT if scaled else _THREE_AFTER_COMMA).fullmatch(digits):
        return None
    if _POINT.fullmatch(digits):
        return Decimal(digits)
    return Decimal(digits.translate({ord(" "): None, ord("."): None, ord("'"): None}).replace(",", "."))


def _read_rank(surface: str, start: int, folded: str) -> Numeral:
    digits = re.sub(r"\D", "", surface)
    return Numeral(start, start + len(surface), float(digits), "ordinal")


def _read_ordinal(surface: str, start: int, folded: str) -> Numeral:
    stem = surface.removesuffix("ment").rstrip("s")
    value = ordinal_value(stem)
    flaw = None if value else "counts nothing"
    return Numeral(start, start + len(surface), value or 0.0, "ordinal", flaw=flaw)


def _read_article(surface: str, start: int, folded: str) -> Numeral:
    return Numeral(start, start + len(surface), 1.0, "article")


def _read_cardinal(surface: str, start: int, folded: str) -> Numeral:
    if surface in ("un", "une"):
        return _read_article(surface, start, folded)
    words = surface.partition(" et demi")[0]
    last = words.replace("-", " ").rsplit(" ", 1)[-1]
    scale = scale_value(last) if _SCALE_WORD.fullmatch(last) else 1
    half = scale / 2 if words != surface else 0
    value = cardinal_value(words)
    end = _past_repetition(folded, start + len(surface), value)
    flaw = "counts nothing" if value is None else None
    return Numeral(start, end, (value or 0) + half, "words", None, scale, scale != 1, flaw)


def _past_repetition(folded: str, end: int, value: float | None) -> int:
    """The end of a number with its digits repeated: « quatre-vingt-dix (90) »."""
    repeated = _REPETITION.match(folded, end)
    return repeated.end() if repeated and float(repeated[1]) == value else end


def _read_collective(surface: str, start: int, folded: str) -> Numeral:
    found = _COLLECTIVE_PARTS.match(surface)
    head, word, scale_word = found.groups() if found else (None, surface, None)
    times = cardinal_value(head) if head else None
    scale = {"milliers": 1000}.get(scale_word or "") or (scale_value(scale_word) if scale_word else 1)
    value = (times or 1) * collective_value(word) * scale
    style: Style = "vague" if word.endswith("s") and not head else "collective"
    lent = collective_value(word) * scale if times and times > 1 else scale  # « deux à trois douzaines »
    return Numeral(start, start + len(surface), float(value), style, None, lent, bool(head))


def _read_half(surface: str, start: int, folded: str) -> Numeral:
    scale = int(scale_value(surface.rpartition("-")[2]))
    return Numeral(start, start + len(surface), scale / 2, "words", None, scale, True)


def _read_fraction(surface: str, start: int, folded: str) -> Numeral:
    head, _, part = surface.replace("-", " ").rpartition("/" if "/" in surface else " ")
    whole = float(part) if part.isdigit() else denominator_value(part)
    times = (float(head) if head.isdigit() else cardinal_value(head)) if head else 1.0
    flaw = None if whole and times and times < whole else "counts nothing"
    scaled = _OF_MILLIONS.match(folded, start + len(surface)) if head and whole and not flaw else None
    if scaled and whole:
        scale = int(scale_value(scaled[1]))
        return Numeral(start, scaled.end(), (times or 0) * scale / whole, "words", None, scale, True)
    return Numeral(
        start,
        start + len(surface),
        times or 0.0,
        "fraction",
        whole,
        1,
        bool(head) and (times != 1 or part.isdigit()),
        flaw,
    )


def _read_vague(surface: str, start: int, folded: str) -> Numeral:
    flaw = "idiom" if surface[0] in "zt" else "indefinite quantity"
    return Numeral(start, start + len(surface), 0.0, "vague", flaw=flaw)


def _read_raised(surface: str, start: int, folded: str) -> Numeral:
    return Numeral(start, start + len(surface), 0.0, "vague", flaw="raised or small digit")


_READERS = {
    "article": _read_article,
    "digits": _read_digits,
    "rank": _read_rank,
    "ordinal": _read_ordinal,
    "cardinal": _read_cardinal,
    "collective": _read_collective,
    "fraction": _read_fraction,
    "half": _read_half,
    "vague": _read_vague,
    "raised": _read_raised,
}

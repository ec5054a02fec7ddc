"""French number words as regular expressions, and their values.

Everything here works on folded text (see :mod:`r2p_data.folding`): no accents, no capitals,
plain spaces, apostrophes and hyphens. Belgian and Swiss forms (septante, huitante, octante,
nonante) and the spelling of 1990 (deux-cent-mille) are read. The value of a cardinal is
read by text2num; the patterns here decide where it begins and ends.
"""

from __future__ import annotations

from functools import cache

from text_to_num import text2num

_UNIT = r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf)"
_TEEN = r"(?:dix(?:[- ](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize)"
_TENS = r"(?:vingt|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante)"

#: « soixante-dix-sept », « quatre-vingt-onze », « vingt et un », « septante-deux »
_BELOW_100 = (
    rf"(?:quatre[- ]vingts?(?:[- ]{_TEEN}|[- ]{_UNIT}|-une?)?"
    rf"|soixante[- ](?:et[- ])?{_TEEN}"
    rf"|{_TENS}(?:[- ]et[- ](?:une?|onze)|[- ]{_UNIT}|-une?)?"
    rf"|{_TEEN}|{_UNIT}|une?)"
)

#: « deux cent trente », « douze cents », « cent un » ; the « cent » of « pour cent » begins no number
_BELOW_1000 = (
    rf"(?:(?:(?:{_UNIT}|{_TEEN})[- ]cents?|(?<!pour[ ])cent)\b(?:[- ](?:et[- ](?=une?\b))?{_BELOW_100})?|{_BELOW_100})"
)

#: « mille deux cents », « trois cent mille »
_BELOW_MILLION = rf"(?:(?:{_BELOW_1000}[- ])?mille\b(?:[- ](?:et[- ](?=une?\b))?{_BELOW_1000})?|{_BELOW_1000})"

SCALE = r"(?:millions?|milliards?|billions?|trillions?)"

#: « un million deux cent mille », « deux milliards »
CARDINAL = rf"(?:(?:{_BELOW_MILLION}[- ]{SCALE}[- ]){{0,3}}{_BELOW_MILLION}\b(?:[- ]{SCALE})?)"

#: the first word of a cardinal, which is one by itself: enough where no end is asked for, and quick to compile
CARDINAL_OPENING = rf"(?:{_UNIT}|{_TEEN}|{_TENS}|une?|(?<!pour[ ])cent|mille)"

_ORDINAL_STEMS = {
    "un": "un", "deux": "deux", "trois": "trois", "quatr": "quatre", "cinqu": "cinq", "six": "six", "sept": "sept",
    "huit": "huit", "neuv": "neuf", "dix": "dix", "onz": "onze", "douz": "douze", "treiz": "treize",
    "quatorz": "quatorze", "quinz": "quinze", "seiz": "seize", "vingt": "vingt", "trent": "trente",
    "quarant": "quarante", "cinquant": "cinquante", "soixant": "soixante", "septant": "septante",
    "huitant": "huitante", "octant": "octante", "nonant": "nonante", "cent": "cent", "mill": "mille",
}  # fmt: skip
_WORD = rf"(?:{_TEEN}|{_UNIT}|{_TENS}|une?|cents?|mille)"
_STEM = "(?:" + "|".join(sorted(_ORDINAL_STEMS, key=len, reverse=True)) + ")"

#: « deuxième », « soixante-huitième », « cent unième » ; « trois cinquièmes » is a fraction, not one ordinal
_NUMBERED_ORDINAL = (
    rf"(?:(?:(?:quatre[ ])?{_WORD}-(?:et-)?|{_TENS}[ ](?:et[ ])?|(?:{_UNIT}[ ])?cent[ ]|mille[ ]){{0,6}}{_STEM}ieme)"
)

#: « premier », « secondes », « Troisièmement »
ORDINAL = rf"(?:premier(?:e?s?|ement)|seconde?s?|secondement|{_NUMBERED_ORDINAL}(?:s|ment)?)"

#: « dizaine », « demi-douzaine », « millier »
COLLECTIVES = {
    "demi-douzaine": 6, "huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
    "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
COLLECTIVE = "(?:" + "|".join(COLLECTIVES) + ")s?"

_MULTIPLES = {"mille": 10**3, "million": 10**6, "milliard": 10**9, "billion": 10**12, "trillion": 10**18}
_DENOMINATORS = {"moitie": 2, "tiers": 3, "quart": 4}


@cache
def cardinal_value(words: str) -> float | None:
    """The value of a folded cardinal, None where the words make no number.

    >>> cardinal_value("quatre-vingt-dix-sept"), cardinal_value("septante-deux")
    (97.0, 72.0)
    >>> cardinal_value("un million deux cent mille"), cardinal_value("deux trois")
    (1200000.0, None)
    """
    scaled = words.replace("-", " ").split(" ")
    if scaled[-1].rstrip("s") in ("billion", "trillion"):
        head = cardinal_value(" ".join(scaled[:-1])) if len(scaled) > 1 else None
        return None if head is None else head * scale_value(scaled[-1])
    for spelling in (words, words.replace("-", " ")):  # « quatre vingt-deux »
        try:
            return float(text2num(spelling, "fr"))
        except ValueError:
            continue
    return None


def scale_value(word: str) -> float:
    """What a folded word of scale multiplies by.

    >>> scale_value("millions"), scale_value("mille")
    (1000000, 1000)
    """
    return _MULTIPLES[word.rstrip("s")]


def collective_value(word: str) -> float:
    """The value of a folded collective numeral.

    >>> collective_value("centaine"), collective_value("milliers")
    (100, 1000)
    """
    return COLLECTIVES[word.rstrip("s")]


@cache
def ordinal_value(words: str) -> float | None:
    """The rank that a folded ordinal states.

    >>> ordinal_value("premieres"), ordinal_value("soixante-huitieme"), ordinal_value("cinquante et unieme")
    (1.0, 68.0, 51.0)
    >>> ordinal_value("deuxiemement"), ordinal_value("neuvieme")
    (2.0, 9.0)
    """
    if words.startswith("premier"):
        return 1.0
    if words.startswith("second"):
        return 2.0
    cut = words.rindex("ieme")
    stem = next(stem for stem in sorted(_ORDINAL_STEMS, key=len, reverse=True) if words[:cut].endswith(stem))
    return cardinal_value(words[: cut - len(stem)] + _ORDINAL_STEMS[stem])


@cache
def denominator_value(word: str) -> float | None:
    """The parts into which a folded fraction word divides.

    >>> denominator_value("tiers"), denominator_value("quarts"), denominator_value("cinquiemes")
    (3.0, 4.0, 5.0)
    """
    known = _DENOMINATORS.get(word) or _DENOMINATORS.get(word.rstrip("s"))
    return float(known) if known else ordinal_value(word)

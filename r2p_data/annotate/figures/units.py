"""Units right after a number: percent, money, durations, measures, « fois »."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from r2p_data.annotate.figures.currencies import currency_names, currency_signs, currency_symbols, franc_cfa
from r2p_data.annotate.figures.passage import Passage, word_set
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows
from r2p_data.records import FigureKind


class Unit(NamedTuple):
    """What is measured: where its surface ends, the kind of figure it makes, its name, and a factor (M€)."""

    end: int
    kind: FigureKind
    name: str | None = None
    factor: int = 1
    half: bool = False


#: « % », « pour cent », « p. 100 », « ‰ »
_PERCENT = re.compile(
    r"[ ]?%|[ ]pour[ ]cent\b(?![ ]mille)|[ ]pour[ ]100\b(?![ ]\d)|[ ]p\.[ ]?(?:100\b|cent\b|c\.)|[ ]%"
)

#: « dernières », « prochains », « longues » between the number and its unit
_ADJECTIVE = (
    r"(?:(?:dernier|derniere|precedent|precedente|prochain|prochaine|premier|premiere|long|longue|court|courte|bonne|seule)"
    r"s?[ ])?"
)

#: « 2,5 fois plus », « trois fois supérieur »
_TIMES = re.compile(
    r"""[ ]fois(?P<half>[ ]et[ ]demie?)?(?:[ ](?:plus|moins|moindres?|pires?|autant)\b
      |(?=[ ](?:superieure?s?|inferieure?s?|aussi|celui|celle|son|sa|leur)\b)
      |(?=[ ](?:l'|(?:le|la|les)[ ])(?!an\b|annee|mois\b|semaine|jour|nuit|meme|[a-z]+di\b)))""",
    re.VERBOSE,
)
_POUNDS = re.compile(
    r"[ ]de[ ]livres(?=[ ]?(?:[.,;:!?)»]|$)|[ ](?:en|a|au|aux|par|pour|contre|sur|qui|ont|sont|soit)\b)"
)
_HALF = re.compile(r"[ ]et[ ]demie?\b")
_WORDS_AHEAD = re.compile(r"(?:[ ](?:de[ ]|d')?|(?<=\d))((?:[^\W\d_][\w.'’-]*)(?:[ ][\w.'’-]+){0,4})")
_FACTORS = {"k": 10**3, "m": 10**6, "mm": 10**6, "mio": 10**6, "mios": 10**6, "g": 10**9, "mia": 10**9}
#: Codes of currencies that are acronyms or words too: « la COP 26 », « TOP 10 », « CUP 2022 »
_ACRONYMS = word_set("ALL ANG BAM COP CUP GEL LAK MAD MOP PAB PEN SOS STD TOP TRY XCD")
_HUNDREDS = re.compile(r"\d{3}$|[a-z]$")
_FACTORS |= {"md": 10**9, "mds": 10**9, "mrd": 10**9, "mrds": 10**9}
#: « M€ », « Mds d’euros », « Mio. CHF »
_FACTOR = r"(?:k|K|MM|Mios?\.?|mios?\.?|Mia\.?|Mrds?\.?|mrds?\.?|Mds?|mds?|M|G)"
_SHORT_SCALE = re.compile(rf"[ ]?({_FACTOR})(?=[ ]d['’e])")
_CODE = re.compile(rf"[ ]({_FACTOR})?[ ]?([A-Z]{{3}})\b")


@cache
def _unit_pattern(*, symbols: bool) -> re.Pattern[str]:
    """« dernières années », « jours ouvrables », « kilomètres carrés »; symbols as printed: « km² »."""
    wanted = sorted(_surfaces(symbols=symbols), key=len, reverse=True)
    body = "|".join(re.escape(surface).replace(r"\ ", "[ ]") for surface in wanted)
    if symbols:
        return re.compile(rf"[ ]?({body})(?![\w²³])(?!['’])")
    return re.compile(rf"[ ](?P<of>de[ ]|d')?{_ADJECTIVE}(?P<name>{body})(?![\w-])")


@cache
def _surfaces(*, symbols: bool) -> dict[str, tuple[FigureKind, str]]:
    rows = load_rows("figure_units.csv", ("kind", "unit", "surface", "example"))
    found: dict[str, tuple[FigureKind, str]] = {}
    for row in rows:
        if (row["symbol"] == "yes") == symbols:
            kind: FigureKind = "duration" if row["kind"] == "duration" else "count"
            names = row["surface"].split("|")
            found.update({(name if symbols else fold(name)): (kind, row["unit"]) for name in names})
    return found


@cache
def _sign() -> re.Pattern[str]:
    """« € », « M$ », « $ CA », « FC », as printed after a number."""
    return re.compile(rf"[ ]?({_FACTOR})?[ ]?({_signs()})(?![\w-])")


@cache
def _sign_before() -> re.Pattern[str]:
    """« US$ », « CHF », « F CFA » before a number."""
    return re.compile(rf"(?<![^\W_])({_signs()}|[A-Z]{{3}})[ ]?$")


def _signs() -> str:
    """The signs, the longest first; their blanks may be missing."""
    names = sorted(currency_signs(), key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", "[ ]?") for name in names)


@cache
def _codes() -> dict[str, str]:
    """ISO code by sign without its blanks."""
    return {name.replace(" ", ""): code for name, code in {**currency_symbols(), **currency_signs()}.items()}


def read_unit(passage: Passage, at: int, *, digits: bool, money: bool = True, scaled: bool = True) -> Unit | None:
    """The unit that begins at ``at``, right after a number.

    >>> passage = Passage("97 pour cent, 10 dernières années, 80 millions de dollars, 20 M€, 30 km, 16 pays")
    >>> [unit and unit[:3] for unit in (read_unit(passage, at, digits=True) for at in (2, 16))]
    [(12, 'percent', 'percent'), (33, 'duration', 'years')]
    >>> [unit and unit[1:4] for unit in (read_unit(passage, at, digits=True) for at in (46, 61, 68, 75))]
    [('money', 'USD', 1), ('money', 'EUR', 1000000), ('count', 'kilometres', 1), None]
    """
    percent = _PERCENT.match(passage.folded, at)
    if percent:
        return Unit(percent.end(), "percent", "percent")
    times = _TIMES.match(passage.folded, at)
    if times:
        return Unit(times.end(), "multiplier", half=times["half"] is not None)
    if not money:
        return _measure(passage, at, digits=digits, scaled=scaled)
    sign = _money_sign(passage, at) if digits else None
    measure = sign or _measure(passage, at, digits=digits, scaled=scaled) or _money_name(passage, at, digits=digits)
    return measure or (_pounds(passage, at) if scaled else None)


def _measure(passage: Passage, at: int, *, digits: bool, scaled: bool) -> Unit | None:
    found = _unit_pattern(symbols=False).match(passage.folded, at)
    if found and (scaled or not found["of"]):  # « une de nuit et deux de jour » are patrols
        kind, name = _surfaces(symbols=False)[found["name"]]
        half = _HALF.match(passage.folded, found.end())
        return Unit(half.end() if half else found.end(), kind, name, 1, half is not None)
    found = _unit_pattern(symbols=True).match(passage.text, at) if digits else None
    if not found:
        return None
    if found[1] in "lL" and found[0] == found[1]:  # « 1l a ajouté » is « Il »
        return None
    kind, name = _surfaces(symbols=True)[found[1]]
    return Unit(found.end(), kind, name)


def _money_sign(passage: Passage, at: int) -> Unit | None:
    """« € », « M$ », « USD » after the number, as printed."""
    spaced = passage.text[at : at + 12].translate({0xA0: " ", 0x202F: " ", 0x2009: " "})
    found = _sign().match(spaced) or _CODE.match(spaced)
    code = _code(passage, found[2]) if found else None
    if found is None or code is None:
        return None
    if found[2] in _ACRONYMS and not _HUNDREDS.search(passage.text[max(0, at - 3) : at]):  # « les 28 COP »
        return None
    return Unit(at + found.end(), "money", code, _factor(found[1]))


def _factor(short: str | None) -> int:
    return _FACTORS[short.rstrip(".").lower()] if short else 1


def _code(passage: Passage, sign: str) -> str | None:
    """The ISO code of a sign, the franc CFA by region."""
    return franc_cfa(passage.folded) if "CFA" in sign else _codes().get(sign.replace(" ", ""))


def _money_name(passage: Passage, at: int, *, digits: bool) -> Unit | None:
    """« dollars des États-Unis », « de francs CFA », « Mds d’euros »: the longest name known."""
    short = _SHORT_SCALE.match(passage.text, at) if digits else None
    found = _WORDS_AHEAD.match(passage.folded, short.end() if short else at)
    if not found:
        return None
    names, words = currency_names(), found[1]
    while words:
        plain = words.rstrip(".'-") if words not in names else words
        if plain in names:
            code = franc_cfa(passage.folded) if "cfa" in plain else names[plain]
            return Unit(found.start(1) + len(plain), "money", code, _factor(short[1] if short else None))
        words = words.rpartition(" ")[0]
    return None


def _pounds(passage: Passage, at: int) -> Unit | None:
    """« 10 milliards de livres »: whose pounds is not told; « 2 millions de livres scolaires » are books."""
    found = _POUNDS.match(passage.folded, at)
    return Unit(found.end(), "money") if found else None


def money_before(passage: Passage, start: int, *, solid: bool = True) -> tuple[int, str] | None:
    """Where a currency sign or code begins that stands before the number, and its code.

    A code that is an acronym too (« la COP 26 ») needs a ``solid`` number (« COP 12 000 »).

    >>> money_before(Passage("soit US$ 5 millions"), 9)
    (5, 'USD')
    """
    spaced = passage.text[max(0, start - 9) : start].translate({0xA0: " ", 0x202F: " ", 0x2009: " "})
    found = _sign_before().search(spaced)
    code = _code(passage, found[1]) if found and (solid or found[1] not in _ACRONYMS) else None
    return (start - len(spaced) + found.start(1), code) if found and code else None

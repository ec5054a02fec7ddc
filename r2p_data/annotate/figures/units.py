"""Units right after a number: percent, money, durations, measures, « fois »."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from r2p_data.annotate.figures.currencies import currency_names, currency_symbols, franc_cfa
from r2p_data.annotate.figures.passage import Passage
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
_ADJECTIVE = r"(?:(?:dernier|derniere|prochain|prochaine|premier|premiere|long|longue|court|courte|bonne|seule)s?[ ])?"

#: « 2,5 fois plus », « trois fois supérieur »
_TIMES = re.compile(
    r"""[ ]fois(?:[ ](?:plus|moins)\b
      |(?=[ ](?:superieure?s?|inferieure?s?|aussi|le|la|les|celui|celle|son|sa|leur)\b))""",
    re.VERBOSE,
)
_HALF = re.compile(r"[ ]et[ ]demie?\b")
_WORDS_AHEAD = re.compile(r"(?:[ ](?:de[ ]|d')?|(?<=\d))((?:[^\W\d_][\w.'’-]*)(?:[ ][\w.'’-]+){0,4})")
_FACTORS = {"k": 10**3, "m": 10**6, "md": 10**9, "mds": 10**9, "mrd": 10**9, "g": 10**9}
_SIGN = re.compile(
    r"[ ]?(k|M|Md|Mds|Mrd|G)?[ ]?((?:US|CAN|U)?[ ]?[$€£¥](?:[ ]?(?:US|CAN|CA|É\.-U\.))?|FCFA|F[ ]?CFA)(?!\w)"
)
_CODE = re.compile(r"[ ](k|M|Md|Mds|Mrd|G)?[ ]?([A-Z]{3})\b")
_SIGN_BEFORE = re.compile(r"(?<![^\W_])((?:US|CAN)?[ ]?[$€£¥](?:[ ]?US)?|[A-Z]{3})[ ]?$")


@cache
def _unit_pattern(*, symbols: bool) -> re.Pattern[str]:
    """« dernières années », « jours ouvrables », « kilomètres carrés »; symbols as printed: « km² »."""
    wanted = sorted(_surfaces(symbols=symbols), key=len, reverse=True)
    body = "|".join(re.escape(surface).replace(r"\ ", "[ ]") for surface in wanted)
    if symbols:
        return re.compile(rf"[ ]?({body})(?![\w²³])(?!['’])")
    return re.compile(rf"[ ](?:de[ ]|d')?{_ADJECTIVE}({body})(?![\w-])")


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


def read_unit(passage: Passage, at: int, *, digits: bool, money: bool = True) -> Unit | None:
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
        return Unit(times.end(), "multiplier")
    if not money:
        return _measure(passage, at, digits=digits)
    return _money_sign(passage, at) or _measure(passage, at, digits=digits) or _money_name(passage, at)


def _measure(passage: Passage, at: int, *, digits: bool) -> Unit | None:
    found = _unit_pattern(symbols=False).match(passage.folded, at)
    if found:
        kind, name = _surfaces(symbols=False)[found[1]]
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
    found = _SIGN.match(spaced) or _CODE.match(spaced)
    code = currency_symbols().get(found[2].replace(" ", "")) if found else None
    if found is None or code is None:
        return None
    return Unit(at + found.end(), "money", code, _FACTORS[found[1].lower()] if found[1] else 1)


def _money_name(passage: Passage, at: int) -> Unit | None:
    """« dollars des États-Unis », « de francs CFA », « d’euros »: the longest name known."""
    found = _WORDS_AHEAD.match(passage.folded, at)
    if not found:
        return None
    names, words = currency_names(), found[1]
    while words:
        plain = words.rstrip(".'-") if words not in names else words
        if plain in names:
            code = franc_cfa(passage.folded) if "cfa" in plain else names[plain]
            return Unit(found.start(1) + len(plain), "money", code)
        words = words.rpartition(" ")[0]
    return None


def money_before(passage: Passage, start: int) -> tuple[int, str] | None:
    """Where a currency sign or code begins that stands before the number, and its code.

    >>> money_before(Passage("soit US$ 5 millions"), 9)
    (5, 'USD')
    """
    spaced = passage.text[max(0, start - 6) : start].translate({0xA0: " ", 0x202F: " ", 0x2009: " "})
    found = _SIGN_BEFORE.search(spaced)
    code = currency_symbols().get(found[1].replace(" ", "")) if found else None
    return (start - len(spaced) + found.start(1), code) if found and code else None

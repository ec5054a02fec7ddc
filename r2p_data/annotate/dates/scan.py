"""Reading atoms: every day, month and year that may be (a part of) a date.

Texts are given in small letters with plain blanks and apostrophes, of unchanged length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from r2p_data.annotate.dates.calendar import Atom, month_names
from r2p_data.taken import Taken

# « 1er », and what recognition makes of it: « 1* », « 1% », « ler », « l er », « 1 er », « 1° », « 1°' »
_FIRST = r"premier|1 ?(?:er\.?|[*%°º\"”“'†?]{1,2}|ᵉʳ|e r)|[il|] ?(?:er|[*%°º])"
_DAY = rf"(?:{_FIRST}|0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[89]|20)\d\d"
# « 18 » of « 18 août »
_DAY_BEFORE = re.compile(rf"(?<![\w/,.])(?P<day>{_DAY}) {{0,3}}(?:du mois de |de )?$")
# « 2021 » of « août 2021 » and of « août 20213 » (a note is called), « novembre de l'année 2010 »
_YEAR_AFTER = re.compile(
    rf" {{0,3}}(?:de l'année |de l'an )?(?P<year>{_YEAR})"
    r"(?:(?=\d{1,3}(?![\w/-]|[.,]\d| ?%| \d))|(?![\w%]|[.,]\d|/\d| \d{3}\b))"
)
# « les 3, 4 et » of « les 3, 4 et 5 mai 2016 », « du 3 au » of « du 3 au 7 mai 2019 »
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_DAYS_BEFORE = re.compile(
    rf"\b(?:les?|du|des|aux?|entre) {_WEEKDAY}(?P<days>{_DAY}(?:(?:, | et | ou |, et ){_DAY}){{0,8}})"
    rf"(?: (?:et|ou|au|à)(?: les?| du| au)? |, (?:et )?){_WEEKDAY}$"
)
# « 3- » of « 3-7 mai 2019 »
_DAY_TO = re.compile(rf"(?<![\w/,.\-])(?P<days>{_DAY}) ?[-–] ?$")
_ONE_DAY = re.compile(rf"(?<![\w]){_DAY}(?!\w)")
_DIGITS = re.compile(r"\d{1,4}(?:[-–/.]\d{1,4}){0,2}")
_NUMERIC = re.compile(r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)")
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")
_ONE_YEAR = re.compile(_YEAR)
_YEARS = re.compile(rf"(?P<first>{_YEAR})[-–/](?P<last>{_YEAR}|\d\d)")
# « années 1990 », « années 90 », not « années 2010 et 2011 »
_DECADE = re.compile(
    r"\bannées (?P<decade>(?:1[89]|20)?[0-9]0)s?(?! ?[-–/]| (?:et|à|ou) (?:1[89]|20)\d[1-9]|[\w%]|, (?:1[89]|20)\d\d)"
)
# « et 90 » of « années 80 et 90 »
_OTHER_DECADE = re.compile(r" (?:et|ou) (?P<decade>(?:1[89]|20)?[0-9]0)(?![\w%/-]| ?%)")
# « 2015 000 », « 2015 % », « 2015-A »
_RUNNING_ON = re.compile(r"[\w%/]| ?%|[.,]\d| \d{3}(?!\d)|-\w")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_NOTHING = Taken()


@cache
def _signs() -> tuple[AhoCorasick, int]:
    """What finds the names of months and the digits of a text, and how many of its patterns are months."""
    months = list(month_names())
    return AhoCorasick([*months, *"0123456789"], MatchKind.LeftmostLongest), len(months)


def read_atoms(lowered: str, taken: Taken) -> list[Atom]:
    """Every atom of a text, in order; months without day or year included.

    >>> [(atom.day, atom.month, atom.year) for atom in read_atoms("les 3 et 5 mai 2016, puis en 2017", Taken())]
    [(3, None, None), (5, 5, 2016), (None, None, 2017)]
    """
    automaton, n_months = _signs()
    signs = automaton.find_matches_as_indexes(lowered)
    if not signs:
        return []
    months = [(start, end) for pattern, start, end in signs if pattern < n_months]
    digits = [start for pattern, start, _ in signs if pattern >= n_months]
    atoms = [atom for start, end in months for atom in _around_month(lowered, start, end)]
    if digits:
        used = Taken((atom.start, atom.end) for atom in atoms)
        atoms += (atom for atom in _from_digits(lowered, digits) if not used.overlaps(atom.start, atom.end))
    linked = "www." in lowered or "://" in lowered
    links = Taken(found.span() for found in _LINK.finditer(lowered)) if linked else _NOTHING
    kept = [
        atom
        for atom in atoms
        if not taken.overlaps(atom.start, atom.end) and not links.overlaps(atom.start, atom.end) and atom.exists
    ]
    return sorted(kept, key=lambda atom: atom.start)


def _around_month(lowered: str, start: int, end: int) -> Iterator[Atom]:
    """The date around a month name, with the days listed before it."""
    if lowered[end : end + 1].isalpha():  # « mais », « maintien »
        return
    day = _DAY_BEFORE.search(lowered, max(0, start - 16), start)
    if not day and lowered[start - 1 : start].isalpha():
        return
    year = _YEAR_AFTER.match(lowered, end)
    name = lowered[start:end]
    if name.endswith(".") and not (day or year):
        return
    atom = Atom(day.start("day") if day else start, year.end() if year else end, month=month_names()[name])
    atom.year = int(year["year"]) if year else None
    atom.day = _day(day["day"]) if day else None
    if atom.day:
        yield from _days_before(lowered, atom.start)
    yield atom


def _days_before(lowered: str, start: int) -> Iterator[Atom]:
    """The days listed before a date: 3 and 4 of « les 3, 4 et 5 mai 2016 »."""
    low = max(0, start - 50)
    days = _DAYS_BEFORE.search(lowered, low, start) or _DAY_TO.search(lowered, low, start)
    if days:
        for one in _ONE_DAY.finditer(lowered, days.start("days"), days.end("days")):
            yield Atom(one.start(), one.end(), day=_day(one[0]))


def _day(printed: str) -> int:
    return int(printed) if printed.isdigit() else 1


def _from_digits(lowered: str, digits: Sequence[int]) -> Iterator[Atom]:
    """Dates in digits and bare years; ``digits`` are the places of all. « 9/25 » and « 14-57339 » are neither."""
    decades = list(_decades(lowered)) if "années " in lowered else []
    yield from decades
    ends = {atom.end for atom in decades}
    for found in _runs(lowered, digits):
        if len(found[0]) < 4 or found.end() in ends or _runs_on(lowered, *found.span()):
            continue
        atom = _numeric(found) or _years(found)
        if atom:
            yield atom


def _runs(lowered: str, digits: Sequence[int]) -> Iterator[re.Match[str]]:
    """« 2014 », « 2016-2018 », « 18/08/2021 »: digits with the marks between them."""
    end = 0
    for start in digits:
        found = _DIGITS.match(lowered, start) if start >= end else None
        if found:
            end = found.end()
            yield found


def _decades(lowered: str) -> Iterator[Atom]:
    for found in _DECADE.finditer(lowered):
        yield _decade(found.start(), found.end("decade"), found["decade"])
        if other := _OTHER_DECADE.match(lowered, found.end()):
            yield _decade(other.start("decade"), other.end(), other["decade"])


def _decade(start: int, end: int, printed: str) -> Atom:
    """« années 90 » are 1990 to 1999; from 20 on two digits are of the twentieth century."""
    decade = int(printed)
    first = decade if decade >= 100 else 1900 + decade if decade >= 20 else 2000 + decade
    return Atom(start, end, year=first, last_year=first + 9)


def _runs_on(lowered: str, start: int, end: int) -> bool:
    """Whether a word, a number or a path runs into the digits: « 1 2015 », « f2015 », « 2015 000 », « 2015 % »."""
    before, after = lowered[max(0, start - 2) : start], lowered[end : end + 4]
    glued = before[-1:]
    if glued and (glued.isalnum() or glued in "/.,_+" or (glued == "-" and not _prefixed(lowered, start))):
        return True
    if glued == " " and before[0].isdigit() and lowered[start:end].isdigit():
        return True
    return _RUNNING_ON.match(after) is not None


def _prefixed(lowered: str, start: int) -> bool:
    return lowered.endswith(("mi-", "après-", "post-"), 0, start)


def _numeric(found: re.Match[str]) -> Atom | None:
    """« 18/08/2021 », « 18.08.2021 », « 2021-08-18 »."""
    read = _ISO.fullmatch(found[0]) or _NUMERIC.fullmatch(found[0])
    if read is None or not 1 <= int(read["month"]) <= 12 or not 1 <= int(read["day"]) <= 31:
        return None
    return Atom(*found.span(), int(read["year"]), int(read["month"]), int(read["day"]))


def _years(found: re.Match[str]) -> Atom | None:
    """« 2014 », « 2016-2018 », « 2013/14 »; « 2013-12 » might be a month and stays out."""
    if _ONE_YEAR.fullmatch(found[0]):
        return Atom(*found.span(), int(found[0]), bare=True)
    read = _YEARS.fullmatch(found[0])
    if read is None:
        return None
    first, last = int(read["first"]), int(read["last"])
    if last < 100:
        last += first // 100 * 100 + (100 if last < first % 100 else 0)
        if last != first + 1 and ("/" in found[0] or int(read["last"]) <= 12):
            return None
    if not first < last <= first + 100 or ("/" in found[0] and last != first + 1):
        return None
    return Atom(*found.span(), first, last_year=last, bare=True)

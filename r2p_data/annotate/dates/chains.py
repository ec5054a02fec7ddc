"""Dates that belong together: « du 1er janvier au 31 décembre 2016 », « les 3 et 5 mai 2016 ».

The year and the month printed once, after the last of them, hold for all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from r2p_data.annotate.dates.calendar import Atom

Link = Literal["to", "hyphen", "and", "since"]

_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_STAGE = r"(?:la |le )?(?:fin|début|milieu|mi|courant)(?: du mois de | de l'année | de | d'|[ -])"
_UNIT = rf"(?:l'année |l'an |mois de |{_STAGE})?"
# « 3 [ au ] 7 mai », « 1999 [ à ] 2003 », « janvier [-] mars 2018 »
_TO = re.compile(rf",? (?:au|à|jusqu'au|jusqu'à|jusqu'en|et jusqu'au|et jusqu'en) {_UNIT}{_WEEKDAY}")
_HYPHEN = re.compile(r" ?[-–—] ?")
# « 3 [ et ] 5 mai », « 2013[, ]2014 », « 3 mai [et le ] 5 juin », « 1er mars [et un autre avant le ] 1er mai »
_AND = re.compile(
    r"(?:,|/|,? (?:et|ou|puis|ainsi que)) ?(?:(?:une? |l')autre )?(?:(?:avant|après|depuis) )?"
    r"(?:le |les |en |du |au |de |d'|celui de |celle de |ceux de )?"
    rf"{_UNIT}{_WEEKDAY}"
)
# what opens a period, right before its first date
_OPENER = re.compile(
    r"(?P<opener>\b(?:du|de|des|entre|depuis|dès|à partir d[ue]|à compter d[ue]|d')) ?(?:le |les |l'|la )?"
    rf"{_UNIT}(?:l'année |mois de )?{_WEEKDAY}$"
)
# « années 2010 à 2015 »
_YEARS_BEFORE = re.compile(r"\b(?:années|exercices|ans|période|périodes) $")


@dataclass(slots=True)
class Unit:
    """A date or a period: what is printed from ``start`` to ``end``, from ``first`` to ``last``."""

    start: int
    end: int
    first: Atom
    last: Atom


def chain(lowered: str, atoms: list[Atom]) -> list[Unit]:
    """Units of ``atoms`` in order, with the years and months that neighbours give.

    >>> text = "du 3 au 7 mai 2019"
    >>> from r2p_data.annotate.dates.scan import read_atoms
    >>> from r2p_data.taken import Taken
    >>> [(text[unit.start : unit.end], unit.last.first.isoformat()) for unit in chain(text, read_atoms(text, Taken()))]
    [('du 3 au 7 mai 2019', '2019-05-07')]
    """
    links = [_link(lowered[one.end : other.start]) for one, other in zip(atoms, atoms[1:], strict=False)]
    _share(atoms, links)
    units: list[Unit] = []
    at = 0
    while at < len(atoms):
        period = _period(lowered, atoms, links, at)
        units.append(period or Unit(atoms[at].start, atoms[at].end, atoms[at], atoms[at]))
        at += 2 if period else 1
    return units


def _link(gap: str) -> Link | None:
    """How two neighbours hang together by what stands between them."""
    if len(gap) > 40:
        return None
    if _TO.fullmatch(gap):
        return "since" if "jusqu" in gap else "to"
    if _HYPHEN.fullmatch(gap):
        return "hyphen"
    return "and" if _AND.fullmatch(gap) else None


def _share(atoms: list[Atom], links: list[Link | None]) -> None:
    """Give each atom the month and year of its right neighbour where it lacks them."""
    for at in range(len(atoms) - 2, -1, -1):
        left, right = atoms[at], atoms[at + 1]
        if links[at] is None or left.year is not None or right.last_year:
            continue
        if left.month is None:
            left.month = right.month
        if left.month is None or right.month is None:
            continue
        left.year = right.year
        if left.year and (left.month, left.day or 0) > (right.month, right.day or 31):
            left.year -= 1


def _period(lowered: str, atoms: list[Atom], links: list[Link | None], at: int) -> Unit | None:
    """The period that begins with atom ``at``, if one does."""
    if at + 1 >= len(atoms) or links[at] is None:
        return None
    first, last, link = atoms[at], atoms[at + 1], links[at]
    opener = _OPENER.search(lowered, max(0, first.start - 40), first.start)
    between = bool(opener and opener["opener"].startswith("entre"))
    joined = link == "hyphen" and not first.last_year and not last.last_year
    opened = bool(opener) and (link in ("to", "since") or (link == "and" and between))
    named = first.bare and _YEARS_BEFORE.search(lowered, max(0, first.start - 12), first.start) is not None
    free = link == "to" and (first.day is not None or named)
    if not (opened or joined or free) or not _in_order(first, last):
        return None
    start = opener.start() if opener and (opened or free) and not joined else first.start
    return Unit(start, last.end, first, last)


def _in_order(first: Atom, last: Atom) -> bool:
    """Whether the two can be the ends of a period, as far as their years are known."""
    if first.last_year or (first.year is None) != (last.year is None) or not (first.exists and last.exists):
        return False
    if first.year is None:
        return first.month is not None and (first.month, first.day or 0) != (last.month, last.day or 0)
    return first.first < last.first

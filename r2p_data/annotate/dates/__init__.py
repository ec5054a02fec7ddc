"""Dates: days, months, years, periods and open bounds in running text.

Atoms are read first (``scan``), then joined to periods and lists (``chains``); bare years
need evidence (``years``), prepositions open a bound (``bounds``), and a day without its
year takes it from the document (``context``) or stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from r2p_data.annotate.dates.anchors import dates_act, is_dateline, is_update, opens_entry
from r2p_data.annotate.dates.bounds import apply_stage, open_bound
from r2p_data.annotate.dates.calendar import Atom, Period
from r2p_data.annotate.dates.chains import Unit, chain
from r2p_data.annotate.dates.context import (
    dates_document,
    infer_year,
    since_report,
    states_period,
    states_year,
)
from r2p_data.annotate.dates.scan import read_atoms
from r2p_data.annotate.dates.years import is_year, opens_period
from r2p_data.folding import holds_digit, lower
from r2p_data.records import Date
from r2p_data.taken import Taken

__all__ = ["Period", "find_dates", "find_period"]

_NOTHING = Taken()
# « 2013[, ]2014[ et en ]2015 »
_LISTED = re.compile(r"(?:,|/|,? (?:et|ou|puis|à|ainsi que)) ?(?:en |de |d'|celui de |celle de )?")
_HALF_YEAR = timedelta(days=182)
#: the paragraphs among which a document says its date
_HEAD = 10
_FIRST_LINES = 300


def find_dates(text: str, taken: Taken, period: Period | None) -> list[Date]:
    """Every calendar expression of ``text``, outside the spans ``taken``.

    Parameters
    ----------
    text
        one clean paragraph.
    taken
        spans of references and of names that hold digits.
    period
        the period that the document states for itself, for days printed without a year.

    >>> for row in find_dates("Depuis 1948 et en mai 2015, les 3 et 5 mars", Taken(), None):
    ...     print(row.date_from, row.date_to, row.precision)
    1948-01-01 None period
    2015-05-01 2015-05-31 month
    """
    if period is None and not holds_digit(text):
        return []
    lowered = lower(text)
    atoms = read_atoms(lowered, taken)
    return list(_dates(lowered, atoms, period)) if atoms else []


def find_period(texts: Sequence[str]) -> Period | None:
    """The period that a document states for itself, from its paragraphs in order, the title first.

    « depuis mon rapport du 28 mars 2016 » and the day that a document bears (dateline, masthead,
    adoption) tell enough for the year of a day: the period then begins at the one and ends at
    the other.

    >>> find_period(["Le présent rapport couvre la période du 1er juillet au 30 septembre 2016."])
    Period(date_from=datetime.date(2016, 7, 1), date_to=datetime.date(2016, 9, 30), dated=None)
    >>> find_period(["Bamako, le 3 mars 2016"]).dated
    datetime.date(2016, 3, 3)
    """
    stated: Unit | None = None
    head = _Head()
    for position, text in enumerate(texts[:40]):
        if stated and position >= _HEAD:
            break
        if not holds_digit(text):
            continue
        lowered = lower(text)
        for unit in chain(lowered, read_atoms(lowered, _NOTHING)):
            if not (_dated(unit) and unit.first.exists and unit.last.exists):
                continue
            if stated is None and _states(lowered, unit, position):
                stated = unit
            head.read(text, lowered, unit, position)
    return head.period(stated)


class _Head:
    """What the first paragraphs say of the day of a document, and of the report before it."""

    def __init__(self) -> None:
        self._dated: date | None = None
        self._updated: date | None = None
        self._since: date | None = None
        self._entries: set[date] = set()

    def read(self, text: str, lowered: str, unit: Unit, position: int) -> None:
        """Look at one date of the paragraph at ``position``."""
        if unit.first is not unit.last or not unit.first.day:
            return
        day = unit.first.first
        if self._since is None and since_report(lowered, unit.start):
            self._since = day
        if unit.start == 0 and opens_entry(lowered, unit.end):
            self._entries.add(day)
        if position >= _HEAD or self._dated or unit.start > _FIRST_LINES:
            return
        begin, end = text.rfind("\n", 0, unit.start) + 1, text.find("\n", unit.end)
        line, at = lowered[begin : len(text) if end < 0 else end], unit.start - begin
        if is_dateline(line, at, unit.end - begin) or dates_act(lowered, unit.start):
            self._dated = day
        elif is_update(line, at):
            self._updated = day

    def period(self, stated: Unit | None) -> Period | None:
        """The period of the document, from all that was read."""
        dated = self._dated or self._updated
        if dated in self._entries and len(self._entries) > 1:  # the first day of a chronology
            dated = None
        if stated:
            first, last = stated.first.first, stated.last.last
            return Period(first, last, dated if dated and dated > first else None)
        if self._since:
            told = dated and self._since < dated <= self._since + 2 * _HALF_YEAR
            return Period(self._since, dated if dated and told else self._since + _HALF_YEAR, dated if told else None)
        return Period(dated, dated, dated) if dated else None


def _states(lowered: str, unit: Unit, position: int) -> bool:
    """Whether a unit is the period of the document: days or months from and to, or the year of an annual report."""
    if unit.first is not unit.last:
        return unit.first.month is not None and states_period(lowered, unit.start, position)
    return unit.first.bare and unit.first.last_year is None and states_year(lowered, unit.start, position)


def _dates(lowered: str, atoms: list[Atom], period: Period | None) -> Iterator[Date]:
    told: date | None = None
    listed = -1
    for unit in chain(lowered, atoms):
        if unit.first.bare and not _is_evident(lowered, unit, listed):
            continue
        if unit.first.bare:
            listed = unit.end
        _infer(lowered, unit, period, told)
        if not _dated(unit) or not (unit.first.exists and unit.last.exists):
            continue
        apply_stage(lowered, unit)
        row = _row(lowered, unit)
        if unit.first.month and not unit.first.inferred and not dates_document(lowered, unit.start):
            told = unit.first.first
        yield row


def _is_evident(lowered: str, unit: Unit, listed: int) -> bool:
    """Whether the bare years of a unit are years; a list is known by the year before."""
    if unit.first is not unit.last:
        return opens_period(lowered, unit.first, unit.end)
    gap = lowered[listed : unit.start] if 0 <= unit.start - listed < 40 and listed >= 0 else "-"
    return is_year(lowered, unit.first, _LISTED.fullmatch(gap) is not None)


def _dated(unit: Unit) -> bool:
    return unit.first.year is not None and unit.last.year is not None


def _infer(lowered: str, unit: Unit, period: Period | None, told: date | None) -> None:
    """Give the atoms of a unit the year of the document where they have none."""
    first, last = unit.first, unit.last
    if last.year is None and last.month is not None:
        last.year = infer_year(lowered, last, period, told, ends=first is not last)
        last.inferred = last.year is not None
    if first.year is not None or first.month is None:
        return
    if last.inferred and last.year and last.month:  # « de novembre à janvier »: the November before
        first.year = last.year - ((first.month, first.day or 1) > (last.month, last.day or 31))
    elif first is not last:
        first.year = infer_year(lowered, first, period, told)
    first.inferred = first.year is not None


def _row(lowered: str, unit: Unit) -> Date:
    first, last = unit.first, unit.last
    inferred = first.inferred or last.inferred
    if first is not last:
        return Date(unit.start, unit.end, first.first, last.last, "period", inferred)
    bound = open_bound(lowered, unit.start)
    if bound is None:
        return Date(unit.start, unit.end, first.first, first.last, first.precision, inferred)
    start, side = bound
    if side == "from":
        return Date(start, unit.end, first.first, None, "period", inferred)
    return Date(start, unit.end, None, first.last, "period", inferred)

"""Days, months and years as they are read, and the days that they cover."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from r2p_data.folding import fold
from r2p_data.records import Precision


class Period(NamedTuple):
    """The days from ``date_from`` to ``date_to``, both included; ``dated`` is the day that the document bears.

    A document that states a day and no period has that day at both ends.
    """

    date_from: date
    date_to: date
    dated: date | None = None


@dataclass(slots=True)
class Atom:
    """One date as printed: a day, a month, a year, or years such as « 2016-2018 ».

    ``bare`` marks digits that need evidence before they are taken for a year; ``day`` and
    ``month`` without ``year`` wait for one from a neighbour or from the document.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    bare: bool = False
    inferred: bool = False

    @property
    def first(self) -> date:
        """The first day covered; the year must be known."""
        assert self.year is not None
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day covered; the year must be known."""
        assert self.year is not None
        year = self.last_year or self.year
        month = self.last_month or self.month or 12
        return date(year, month, self.day or monthrange(year, month)[1])

    @property
    def precision(self) -> Precision:
        """What the atom names: a day, a month, a year, or a period of several."""
        if self.last_year or self.last_month:
            return "period"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def exists(self) -> bool:
        """Whether the calendar has that day: 30 février has none, 29 février only in some years."""
        if self.day is None or self.month is None:
            return True
        return self.day <= monthrange(self.year or 2000, self.month)[1]


@cache
def month_names() -> dict[str, int]:
    """French month names and abbreviations of CLDR in small letters, with accents and without.

    >>> month_names()["août"], month_names()["fevrier"], month_names()["sept."]
    (8, 2, 9)
    """
    from babel import Locale  # loaded with the first date, without what babel.dates knows of time zones

    names: dict[str, int] = {}
    months = Locale("fr").months["format"]
    for width in ("wide", "abbreviated"):
        for number, name in months[width].items():
            if width == "wide" or name.endswith("."):
                names |= {name.lower(): number, fold(name): number}
    return names

"""Resolutions of the Security Council by number: the year in which each was adopted.

The Council numbers its resolutions without a break, so the number alone tells the year;
the rows are in ``lexicon/security_council_years.csv``.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from r2p_data.lexicon import load_rows


@cache
def _ranges() -> tuple[tuple[int, int, int], ...]:
    rows = load_rows("security_council_years.csv", ["year", "first", "last", "example"])
    return tuple(sorted((int(row["first"]), int(row["last"]), int(row["year"])) for row in rows))


def adoption_year(number: int) -> int | None:
    """The year in which the Security Council adopted resolution ``number``, if known.

    >>> adoption_year(1325), adoption_year(1973), adoption_year(9999)
    (2000, 2011, None)
    """
    at = bisect_right(_ranges(), (number, 10_000, 10_000)) - 1
    first, last, year = _ranges()[max(at, 0)]
    return year if first <= number <= last else None


def may_be_of(number: int, year: int) -> bool:
    """Whether the Council can have adopted resolution ``number`` in ``year``, give or take one.

    « résolution 194 (1948) » and « résolution 3379 (1975) » are of the General Assembly.

    >>> may_be_of(1325, 2000), may_be_of(194, 1948), may_be_of(2780, 2025)
    (True, False, True)
    """
    at = bisect_right(_ranges(), (number, 10_000, 10_000))
    earlier = _ranges()[at - 1] if at else (0, 0, 1946)
    if number <= earlier[1]:
        return abs(earlier[2] - year) <= 1
    later = _ranges()[at][2] if at < len(_ranges()) else 9999
    return earlier[2] <= year <= later


def complete_resolution(symbol: str) -> str:
    """``symbol`` with the year that the number implies, where it is printed without.

    >>> complete_resolution("S/RES/1325")
    'S/RES/1325(2000)'
    """
    number = symbol.removeprefix("S/RES/")
    year = adoption_year(int(number)) if number.isdigit() else None
    return f"{symbol}({year})" if year else symbol

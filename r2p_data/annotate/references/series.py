"""Series of UN documents: who issues a symbol, what it is, of what year, and its link.

The rows are in ``lexicon/document_series.csv``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast
from urllib.parse import quote

from r2p_data.lexicon import load_rows
from r2p_data.records import Reference, ReferenceType

_SITE = "https://undocs.org/fr/"


class Series(NamedTuple):
    """A row of the lexicon: symbols that begin with ``prefix``."""

    prefix: str
    body: str
    type: ReferenceType
    on_site: bool


@cache
def load_series() -> tuple[Series, ...]:
    """All series, the longest prefix first."""
    rows = load_rows("document_series.csv", ["prefix", "body", "type", "site", "example"])
    series = (
        Series(row["prefix"], row["body"], cast(ReferenceType, row["type"]), row["site"] == "yes") for row in rows
    )
    return tuple(sorted(series, key=lambda one: -len(one.prefix)))


def series_of(symbol: str) -> Series:
    """The series that ``symbol`` belongs to.

    >>> series_of("S/PRST/2015/26").type
    'statement'
    >>> series_of("A/HRC/25/63").body
    'human_rights_council'
    """
    return next(one for one in load_series() if symbol.startswith(one.prefix))


# A/RES/70/5 has a session and no year; S/2012/376, E/2005/30 and S/RES/1325(2000) state theirs
_YEAR = re.compile(r"/(19[4-9]\d|20\d\d)(?=/)|\(((?:19|20)\d\d)\)")


def year_of(symbol: str) -> int | None:
    """The year that a symbol states.

    >>> year_of("A/70/95-S/2015/446"), year_of("S/RES/1325(2000)"), year_of("A/RES/60/1")
    (2015, 2000, None)
    """
    found = _YEAR.search(symbol)
    return int(found[1] or found[2]) if found else None


# « A/67/929[-]S/2013/399 »
_JOINT = re.compile(r"-(?<=\d-)(?=[A-Z]+/)")
# the parts of « 217 A (III) » are on one page
_PART = re.compile(r"[A-Z](?<=\d[A-Z])(?=\([IVXLC]+\))")


def link_of(symbol: str) -> str | None:
    """The page of the UN document site; a double symbol is linked by its first half.

    >>> link_of("A/67/929-S/2013/399")
    'https://undocs.org/fr/A/67/929'
    >>> link_of("S/RES/1325(2000)"), link_of("A/RES/217A(III)"), link_of("SC/11023")
    ('https://undocs.org/fr/S/RES/1325(2000)', 'https://undocs.org/fr/A/RES/217(III)', None)
    """
    return _link(symbol, series_of(symbol))


def _link(symbol: str, series: Series) -> str | None:
    if not series.on_site:
        return None
    first = symbol[: joint.start()] if (joint := _JOINT.search(symbol)) else symbol
    return _SITE + quote(_PART.sub("", first), safe="/().-")


def reference_to(symbol: str, start: int, end: int, pinpoint: str | None = None) -> Reference:
    """The reference that ``symbol`` makes, with what its series tells.

    >>> reference_to("S/PRST/2015/26", 0, 14).body
    'security_council'
    """
    series = series_of(symbol)
    return Reference(
        start=start,
        end=end,
        symbol=symbol,
        type=series.type,
        body=series.body,
        year=year_of(symbol),
        pinpoint=pinpoint,
        url=_link(symbol, series),
    )

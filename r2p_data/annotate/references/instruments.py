"""Treaties and documents cited by name: « Charte des Nations Unies », « Statut de Rome ».

The rows are in ``lexicon/named_documents.csv``. A name is found whatever accents and
capitals it is printed with, and with either apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from r2p_data.annotate.references.series import link_of
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows
from r2p_data.records import Reference, ReferenceType

# « de 2005 » belongs to the name « Document final du Sommet mondial de 2005 »
_YEAR_OF_NAME = re.compile(r"[ \n\u00a0\u202f]de[ \n\u00a0\u202f](?:19|20)\d\d(?![\w/-])")


class Instrument(NamedTuple):
    """A treaty or a document that has a name; ``symbol`` is its name where it has no symbol."""

    symbol: str
    type: ReferenceType
    body: str | None
    year: int | None


@cache
def load_instruments() -> dict[str, Instrument]:
    """The instruments of the lexicon by folded alias."""
    rows = load_rows("named_documents.csv", ["symbol", "type", "year", "aliases", "example"])
    named = [(alias.strip(), _instrument(row)) for row in rows for alias in row["aliases"].split("|")]
    return {fold(alias): one for alias, one in named}


def _instrument(row: dict[str, str]) -> Instrument:
    return Instrument(row["symbol"], cast(ReferenceType, row["type"]), row["body"] or None, int(row["year"]))


@cache
def _names() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(sorted(load_instruments()))
    return AhoCorasick(list(names), MatchKind.LeftmostLongest, implementation=Implementation.DFA), names


def find_instruments(text: str) -> Iterator[Reference]:
    """Every treaty and document that ``text`` cites by name, in order.

    >>> [row.symbol for row in find_instruments("conformément à la Charte des Nations Unies et au Statut de Rome")]
    ['Charte des Nations Unies', 'Statut de Rome de la Cour pénale internationale']
    """
    folded = fold(text)
    automaton, names = _names()
    for index, start, end in automaton.find_matches_as_indexes(folded):
        if folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum():
            continue
        yield _reference(text, start, end, load_instruments()[names[index]])


def _reference(text: str, start: int, end: int, instrument: Instrument) -> Reference:
    year = _YEAR_OF_NAME.match(text, end)
    return Reference(
        start=start,
        end=year.end() if year else end,
        symbol=instrument.symbol,
        type=instrument.type,
        body=instrument.body,
        year=instrument.year,
        url=link_of(instrument.symbol) if _SYMBOL.match(instrument.symbol) else None,
    )


_SYMBOL = re.compile(r"[A-Z]+/")

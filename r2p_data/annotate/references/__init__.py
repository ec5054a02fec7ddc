"""References: symbols, resolutions in words, treaties and documents cited by name.

Symbols are read first, then resolutions in what is left, then names; each is one row,
also in a series, with the place in the document that the text points to.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from r2p_data.annotate.references.instruments import find_instruments
from r2p_data.annotate.references.pinpoints import pinpoint_after, pinpoint_before
from r2p_data.annotate.references.resolutions import find_resolutions
from r2p_data.annotate.references.symbols import find_symbols
from r2p_data.folding import holds_digit
from r2p_data.records import Reference
from r2p_data.taken import Taken, spans_of

__all__ = ["find_references"]

_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÀÉÈÊÎÔ]")
# the noun that a symbol in brackets stands for: « rapport … (S/2012/376) », « lettre … (S/2015/123) »
_NOUN = re.compile(
    r"\b(?:[Rr](?P<report>apports?)|[Ll]ettres?|[Nn]otes?|[Dd]éclarations?|[Rr]ésolutions?|[Dd]ocuments?)\b"
)


def find_references(text: str) -> list[Reference]:
    """Every document that ``text``, one clean paragraph, cites.

    >>> rows = find_references("Voir le paragraphe 21 du rapport (S/2012/376) et la résolution 1325 (2000).")
    >>> [(row.symbol, row.type, row.year, row.pinpoint) for row in rows]
    [('S/2012/376', 'report', 2012, 'par. 21'), ('S/RES/1325(2000)', 'resolution', 2000, None)]
    """
    rows: list[Reference] = []
    if holds_digit(text):
        rows.extend(find_symbols(text))
        rows.extend(find_resolutions(text, Taken(spans_of(rows))))
    named = list(find_instruments(text))
    if named:
        taken = Taken(spans_of(rows))
        rows.extend(row for row in named if not taken.overlaps(row.start, row.end))
    if not rows:
        return rows
    rows.sort(key=lambda row: row.start)
    return _complete(text, [row for row, after in zip_longest(rows, rows[1:]) if not _is_glossed(text, row, after)])


def _is_glossed(text: str, row: Reference, after: Reference | None) -> bool:
    """Whether the symbol of a document named follows in brackets: « le rapport Brahimi (A/55/305-S/2000/809) »."""
    if after is None or after.symbol != row.symbol or "/" in text[row.start : row.end]:
        return False
    return text[row.end : after.start].rpartition("(")[2].strip() in ("", "voir") and after.start - row.end < 60


def _complete(text: str, rows: list[Reference]) -> list[Reference]:
    """``rows`` with their pinpoints, and as reports where the noun before a symbol says so."""
    complete: list[Reference] = []
    previous, report = 0, False
    untold = any(row.type == "document" for row in rows)
    for row in rows:
        pinpoint = pinpoint_after(text, row.end) or pinpoint_before(text, row.start, previous)
        report = untold and _is_report(text, row.start, previous, report)
        printed = row.type == "document" and "/" in text[row.start : row.end]
        complete.append(replace(row, type="report" if printed and report else row.type, pinpoint=pinpoint))
        previous = row.end
    return complete


def _is_report(text: str, start: int, previous: int, report: bool) -> bool:
    """Whether the last noun for a document is « rapport », also in « rapports … (A/63/677), … (A/64/864) »."""
    nouns = list(_NOUN.finditer(text, max(previous, start - 240), start))
    if nouns:
        return nouns[-1]["report"] is not None
    return report and not _SENTENCE_END.search(text, previous, start)

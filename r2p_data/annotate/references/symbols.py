"""Document symbols: « A/68/947-S/2014/449 », « S/2017/2/Rev.1 », « HRI/GEN/1/Rev.9 (Vol. I) ».

A symbol is a head of ``lexicon/document_series.csv`` and parts set off by strokes, at
least one of which holds a digit. Two symbols joined by a hyphen are one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from r2p_data.annotate.references.council import complete_resolution
from r2p_data.annotate.references.series import load_series, reference_to
from r2p_data.records import Reference

_BLANK = r"[ \t\n\r\u00a0\u2009\u202f]"
_HYPHEN = r"[-\u2010\u2011\u2013]"

# « 947 », « 45N », « S-27 », « ES-10 », « 1996 », « (1455) »
_NUMBER = r"(?:(?:E?S-)?\d{1,5}[A-Z]?|\(\d{1,4}\))"
# « HRC », « Sub.2 », « GCSS.XI », « WP(54) », « COP(11) »
_WORD = rf"[A-Z][A-Za-z]{{0,14}}(?:\.{_BLANK}?(?:\d{{1,5}}|[IVXLC]{{1,8}})|\(\w{{1,6}}\))?"
_PART = rf"(?:{_NUMBER}|{_WORD})(?![A-Za-z0-9])"
# a stroke may be followed by the blank of a line break: « S/2017/2/ Rev.1 »
_STROKE = rf"/(?:{_BLANK}(?=\d|Rev\.|Add\.|Corr\.|[A-Z]{{2,6}}/))?"
# « (2000) », « (XXIX) », « (S-VI) », and with a part « A (XXI) », only after a resolution
_SESSION = rf"(?:{_BLANK}?[A-Z])?{_BLANK}?\((?:(?:19|20)\d\d|(?:E?S-)?[IVXLC]{{1,8}})\)"
# « (Part I) », « (Vol. II) », « (SUPP) », « (Resumption 1) »
_TAIL = rf"{_BLANK}?\((?:SUPP|(?:Part|Vol\.|Resumption|Partie){_BLANK}?(?:[IVXLC]{{1,6}}|\d{{1,2}}))\)"

# « A/67/929- S/2013/399 », « A/47/277 - S/24111 »
_JOINT = re.compile(rf"({_BLANK}?){_HYPHEN}{_BLANK}?")
# « et Add.1 », « , Corr.1 », « et Add.1 à 3 »
_SUFFIX = re.compile(
    rf"{_BLANK}?(?:,|et){_BLANK}(?P<kind>Add|Corr|Rev)\.{_BLANK}?(?P<first>\d{{1,2}})"
    rf"(?:{_BLANK}(?:à|et){_BLANK}(?P<last>\d{{1,2}})(?!{_BLANK}?\w))?"
)
# « et 2907 » of « CCPR/C/SR.2906 et 2907 »
_MEETING = re.compile(rf"{_BLANK}et{_BLANK}(?P<number>(?:(?:SR|PV)\.)?\d{{3,5}})(?![\w/(]|{_BLANK}?\()")
_MEETING_SYMBOL = re.compile(r"(.*\b(?:SR|PV)\.)\d+")
_GAPS = re.compile(rf"{_BLANK}+")


_SYMBOL = re.compile(rf"(?P<head>[A-Z][A-Z\-]{{0,7}})(?P<parts>(?:{_STROKE}{_PART})+)(?P<session>(?<=\d){_SESSION})?")
_TAIL_AT = re.compile(_TAIL)
_OPENING = re.compile(r"[A-Z][A-Z\-]{0,7}(?=/)")
# « .org/fr/S/2012/376 »: in a link of the document site a stroke may stand before the head
_IN_LINK = re.compile(r"(?:undocs\.org|docs\.un\.org)/(?:[a-z]{2}/)?$|symbol=$")


@cache
def _heads() -> frozenset[str]:
    return frozenset(series.prefix.split("/")[0] for series in load_series())


def find_symbols(text: str) -> Iterator[Reference]:
    """Every document symbol of ``text``, in order.

    >>> [row.symbol for row in find_symbols("(A/67/929- S/2013/399), et S/2008/598 et Corr.1")]
    ['A/67/929-S/2013/399', 'S/2008/598', 'S/2008/598/Corr.1']
    """
    if "/" not in text:
        return
    at = 0
    while opening := _OPENING.search(text, at):
        start, at = opening.start(), opening.start() + 1
        if opening[0] not in _heads() or not _may_begin(text, start):
            continue
        found = _read_symbol(text, start)
        if found:
            symbol, at = found
            yield reference_to(symbol, start, at)
            for row in _read_suffixes(text, at, symbol):
                yield row
                at = row.end


def _may_begin(text: str, start: int) -> bool:
    """Whether no word, path or other symbol runs into ``start``."""
    before = text[start - 1 : start]
    if before == "/" or before == "=":
        return bool(_IN_LINK.search(text[max(0, start - 24) : start]))
    return not before or not (before.isalnum() or before in "_.-–")


def _read_symbol(text: str, start: int) -> tuple[str, int] | None:
    """The normalised symbol that begins at ``start``, double or not, and its end."""
    first = _read_single(text, start)
    if first is None:
        return None
    symbol, end = first
    joint = _JOINT.match(text, end)
    second = _read_single(text, joint.end()) if joint else None
    if joint and second and (not joint[1] or second[0][0] != symbol[0]):
        return f"{symbol}-{second[0]}", second[1]
    return symbol, end


def _read_single(text: str, start: int) -> tuple[str, int] | None:
    found = _SYMBOL.match(text, start)
    if found is None or found["head"] not in _heads() or not _is_symbol(found["parts"]):
        return None
    symbol, end = _GAPS.sub("", found["head"] + found["parts"]), found.end("parts")
    if found["session"] and "/RES/" in symbol:
        symbol, end = symbol + _GAPS.sub("", found["session"]), found.end("session")
    elif symbol.startswith("S/RES/"):
        symbol = complete_resolution(symbol)
    if tail := _TAIL_AT.match(text, end):
        symbol, end = symbol + _GAPS.sub("", tail[0]), tail.end()
    return symbol, end


def _is_symbol(parts: str) -> bool:
    """Whether the parts name a document: « /25704 » and « /63/677 » do, « /5 » and « /HRC » do not."""
    digits = sum(character.isdigit() for character in parts)
    return digits >= 3 or (digits > 0 and parts.count("/") > 1)


def _read_suffixes(text: str, end: int, symbol: str) -> Iterator[Reference]:
    """The addenda that follow a symbol: « et Add.1 à 3 » gives Add.1 and Add.3, as printed."""
    record = _MEETING_SYMBOL.fullmatch(symbol)
    if record and (meeting := _MEETING.match(text, end)):
        number = meeting["number"].split(".")[-1]
        yield reference_to(record[1] + number, meeting.start("number"), meeting.end())
    while suffix := _SUFFIX.match(text, end):
        end = suffix.end()
        for group in ("first", "last"):
            if suffix[group]:
                start = suffix.start("kind") if group == "first" else suffix.start(group)
                yield reference_to(f"{symbol}/{suffix['kind']}.{suffix[group]}", start, suffix.end(group))

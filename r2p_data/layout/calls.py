"""Footnote calls: numbers glued to a word, raised, or on a line of their own, and the notes that they call."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from r2p_data.layout.pieces import Piece
from r2p_data.records import NoteCall

SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_MARK = re.compile(r"[\[0-9¹²³⁴-⁹⁰*][0-9¹²³⁴-⁹⁰*]*\]?")
_AFTER = " \t\n\r\f\u00a0\u202f.,;:)»[]"
_DIGITS = "0123456789"
_LENGTHS = (["m"], ["km"], ["cm"], ["mm"], ["dm"])  # « 5 km2 »
_LONGEST = 3
_CHOICE = 20
_START = itemgetter(0)


class Call(NamedTuple):
    """What may be a footnote call: its raw span, its number, and whether it stands as calls usually do."""

    start: int
    end: int
    number: str
    close: bool


def find_calls(text: str) -> list[Call]:
    """Everything in ``text`` that may be a footnote call, in order.

    >>> [(call.number, call.close) for call in find_calls("La paix4, dit-il¹, dès 20141[2]. L’ONU5 et 3 pays")]
    [('4', True), ('1', True), ('1', False), ('2', True), ('5', False)]
    """
    found = (_read_call(text, match[0], match.start(), match.end()) for match in _MARK.finditer(text))
    return [call for call in found if call is not None]


def _read_call(text: str, mark: str, start: int, end: int) -> Call | None:
    if mark[0] == "[":  # « un concept[1] »
        inside = mark[1:-1]
        return Call(start, end, inside, True) if mark[-1] == "]" and 0 < len(inside) <= _LONGEST else None
    mark = mark.rstrip("]")
    end = start + len(mark)
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if after == "/" and before.isspace() and len(mark) < _LONGEST:  # « 25 mai 1993 1/ »
        return Call(start, end + 1, mark, False)
    if after not in _AFTER:
        return None
    raised = mark.lstrip(_DIGITS)
    if raised and raised != mark:  # « 2006⁹ »
        return Call(end - len(raised), end, raised.translate(SUPERSCRIPTS), True)
    if len(mark) > _LONGEST:
        return _after_year(mark, start, end)
    if raised:
        raised_number = mark[0] != "*"
        return Call(start, end, mark.translate(SUPERSCRIPTS), True) if raised_number or before.isalnum() else None
    if before.islower() or before in "»”)":
        square = mark in "23" and text[max(0, start - 3) : start].split()[-1:] in _LENGTHS
        return None if square else Call(start, end, mark, True)
    return Call(start, end, mark, False) if before.isupper() or before in ".,;" else None


def _after_year(mark: str, start: int, end: int) -> Call | None:
    """« en 20141, »: the year 2014 and note 1."""
    if mark[:2] in ("19", "20") and 5 <= len(mark) <= 6 and mark.isdecimal():
        return Call(start + 4, end, mark[4:], False)
    return None


def link_notes(calls: Sequence[Call], pieces: Sequence[Piece]) -> None:
    """Add to each piece the footnote calls inside its lines, each found through the footnote that it calls.

    A number glued to a word is a call only where a footnote of that number follows, and
    between the calls of the notes before and after; the closer the number stands to a word,
    the sooner it is believed.
    """
    notes = [(piece.spans[0].start, piece.label.number) for piece in pieces if piece.kind == "footnote" and piece.label]
    if not notes:
        return
    standing = {call.number: call.start for piece in pieces for call in piece.calls}
    index: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        index[call.number].append(call)
    holders = [(span.start, span.end, piece) for piece in pieces for span in piece.spans]
    holders.sort(key=lambda holder: holder[0])
    at = 0
    for start, number in notes:
        found = None if number in standing else _find_call(index[number], holders, at, start)
        if found is not None:
            call, piece = found
            piece.calls.append(NoteCall(call.start, call.end, number))
            at = call.end
        else:
            at = standing.get(number, at)


def _find_call(
    calls: Sequence[Call], holders: Sequence[tuple[int, int, Piece]], after: int, before: int
) -> tuple[Call, Piece] | None:
    """Find the first close call between two places, else the first loose one, with the piece that holds it."""
    loose = None
    first = bisect_left(calls, after, key=_START)
    for call in calls[first : first + _CHOICE]:
        if call.start >= before:
            break
        start, end, piece = holders[bisect_right(holders, call.start, key=_START) - 1]
        if piece.kind in ("furniture", "footnote") or not start <= call.start < end:
            continue
        if call.close:
            return call, piece
        loose = loose or (call, piece)
    return loose

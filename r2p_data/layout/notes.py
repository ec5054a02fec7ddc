"""Footnote calls that stand inside a line, found through the footnotes that they call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from r2p_data.layout.pieces import Piece
from r2p_data.records import NoteCall

_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
# « de protection4, », « internationaux¹. », « (S/2012/376)12 »: a number glued to what it follows.
_GLUED = re.compile(r"(?<=[^\W\d_])\d{1,3}(?=[\s.,;:)»]|\Z)|(?<=[»”)])\d{1,3}(?=[\s.,;:]|\Z)|[¹²³⁴-⁹⁰]{1,3}")


def link_notes(text: str, pieces: Sequence[Piece]) -> None:
    """Add to each piece the calls of footnotes that nothing has called yet.

    A number glued to a word is a call only where a footnote of that number exists, comes in
    order, and has no call on a line of its own.
    """
    called = {call.number for piece in pieces for call in piece.calls}
    notes = [piece.label.number for piece in pieces if piece.kind == "footnote" and piece.label]
    due = [number for number in notes if number not in called]
    if not due:
        return
    for piece in pieces:
        if piece.kind in ("furniture", "footnote"):
            continue
        for start, end in piece.spans:
            for match in _GLUED.finditer(text, start, end):
                if due and match[0].translate(_SUPERSCRIPTS) == due[0]:
                    piece.calls.append(NoteCall(match.start(), match.end(), due.pop(0)))

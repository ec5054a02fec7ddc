"""Layout: from the printed lines of a source to blocks in reading order.

The spans of the blocks cover every character of the text that is not blank exactly once;
page headers, footers and link dumps are blocks too, of kind ``furniture``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from r2p_data.layout.headings import assign_levels, mark_headings
from r2p_data.layout.lines import Setting, split_lines
from r2p_data.layout.notes import link_notes
from r2p_data.layout.pieces import Piece, gather_pieces
from r2p_data.records import Block, Problem, Span

__all__ = ["find_blocks", "find_problems"]


def find_blocks(text: str) -> list[Block]:
    """The blocks of ``text``, in reading order.

    >>> [(b.kind, b.number) for b in find_blocks("I. Introduction\\n\\n1. Le Conseil a décidé.")]
    [('heading', 'I'), ('paragraph', '1')]
    """
    lines = split_lines(text)
    pieces = gather_pieces(lines, Setting(lines))
    demote_lists(pieces)
    mark_headings(pieces)
    assign_levels(pieces)
    link_notes(text, pieces)
    parents = _parents(pieces)
    return [_block(piece, parent) for piece, parent in zip(pieces, parents, strict=True)]


def demote_lists(pieces: Sequence[Piece]) -> None:
    """Arabic runs that number short items inside or instead of paragraphs become list items."""
    runs: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.run:
            runs.setdefault(piece.run, []).append(piece)
    for members in runs.values():
        first, last = members[0].spans[0].start, members[-1].spans[-1].end
        inner = any(
            other[0].spans[0].start < first and last < other[-1].spans[0].start and len(other) > 1
            for other in runs.values()
            if other is not members
        )
        brief = len(members) == 1 or all(len(piece.body) < 60 for piece in members)
        bracket = members[0].lines[0].text[: members[0].label.end].endswith(")") if members[0].label else False
        if inner or bracket or (brief and len(members[0].body) < 160):
            for piece in members:
                piece.kind = "list_item"


def _parents(pieces: Sequence[Piece]) -> list[int | None]:
    """For each list item the piece that introduces it; for each footnote the one that calls it."""
    parents: list[int | None] = []
    introducing: int | None = None
    item: int | None = None
    callers = {call.number: i for i, piece in reversed(list(enumerate(pieces))) for call in piece.calls}
    for i, piece in enumerate(pieces):
        parent = None
        if piece.kind == "paragraph":
            introducing, item = i, None
        elif piece.kind == "heading":
            introducing = item = None
        elif piece.kind == "list_item":
            nested = piece.label is not None and piece.label.style == "minor_roman" and item is not None
            parent = item if nested else introducing
            item = item if nested else i
        elif piece.kind == "footnote" and piece.label:
            parent = callers.get(piece.label.number)
        parents.append(parent)
    return parents


def _block(piece: Piece, parent: int | None) -> Block:
    number = piece.label.number if piece.label else None
    return Block(
        kind=piece.kind,
        spans=tuple(piece.spans),
        number=number,
        level=piece.level,
        label=piece.label_span,
        parent=parent,
        calls=tuple(sorted(piece.calls)),
    )


_DIGITS = re.compile(r"\d{1,4}")


def find_problems(blocks: Sequence[Block]) -> list[Problem]:
    """Gaps and duplicates in the numbering of paragraphs, and footnotes without a call.

    >>> find_problems([Block("paragraph", (Span(0, 9),), "1"), Block("paragraph", (Span(9, 20),), "3")])
    [Problem(start=9, end=20, what='paragraph 3 follows paragraph 1: paragraph 2 is missing or its number is misread')]
    """
    problems, last = [], 0
    for block in blocks:
        if block.kind == "paragraph" and block.number and _DIGITS.fullmatch(block.number):
            value = int(block.number)
            if value not in (1, last + 1):
                problems.append(Problem(*_extent(block), _gap(last, value)))
            last = value
        elif block.kind == "footnote" and block.number and block.parent is None:
            problems.append(Problem(*_extent(block), f"footnote {block.number} is called nowhere in the text"))
    return problems


def _gap(last: int, value: int) -> str:
    missing = f"paragraph {last + 1} is missing or its number is misread"
    return f"paragraph {value} follows paragraph {last}: {missing}"


def _extent(block: Block) -> tuple[int, int]:
    return block.spans[0].start, block.spans[-1].end

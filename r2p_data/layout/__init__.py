"""Layout: from the printed lines of a source to blocks in reading order.

The spans of the blocks cover every character of the text that is not blank exactly once;
page headers, footers and link dumps are blocks too, of kind ``furniture``.
"""

from __future__ import annotations

from collections.abc import Sequence

from r2p_data.layout.calls import find_calls, link_notes
from r2p_data.layout.gathering import gather_pieces
from r2p_data.layout.headings import mark_headings
from r2p_data.layout.levels import assign_levels
from r2p_data.layout.lines import Setting, split_lines
from r2p_data.layout.lists import find_parents, mark_lists
from r2p_data.layout.pieces import Piece
from r2p_data.layout.problems import find_problems
from r2p_data.layout.tabulation import Place, find_places
from r2p_data.records import Block, Cell, Span

__all__ = ["find_blocks", "find_problems"]


def find_blocks(
    text: str, *, furniture: Sequence[Span] = (), emphasis: Sequence[Span] = (), cells: Sequence[Cell] = ()
) -> list[Block]:
    r"""Give the blocks of ``text``, in reading order.

    Parameters
    ----------
    text
        the printed lines of a source.
    furniture, emphasis
        what its reader told of lines: that they stand around the text; that they are set as
        headings, in bold or in larger letters.
    cells
        the cells of tables of which it knows rows and columns.

    >>> [(b.kind, b.number) for b in find_blocks("I. Introduction\n\n1. Le Conseil a décidé.")]
    [('heading', 'I'), ('paragraph', '1')]
    """
    lines = split_lines(text)
    setting = Setting(lines, furniture, emphasis, cells)
    calls = find_calls(text)
    pieces = gather_pieces(lines, calls, setting)
    mark_lists(pieces, setting)
    mark_headings(pieces, setting)
    assign_levels(pieces)
    link_notes(calls, pieces)
    parents = find_parents(pieces)
    places = find_places(pieces)
    return [_block(piece, parent, places.get(i)) for i, (piece, parent) in enumerate(zip(pieces, parents, strict=True))]


def _block(piece: Piece, parent: int | None, place: Place | None) -> Block:
    return Block(
        kind=piece.kind,
        spans=piece.spans,
        number=piece.label.number if piece.label else None,
        level=piece.level,
        label=piece.label_span,
        parent=parent,
        calls=tuple(sorted(piece.calls)) if piece.calls else (),
        table=place.table if place else None,
        row=place.row if place else None,
        column=place.column if place else None,
    )

"""How deep each heading stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from r2p_data.folding import fold
from r2p_data.layout.headings import is_annex, is_conventional
from r2p_data.layout.pieces import Piece

# How headings nest in reports of the United Nations: I. › A. › 1. › unnumbered › a) › i)
_RANKS = {"roman": 0, "capital": 1, "arabic": 2, "decimal": 2, None: 3, "letter": 4, "minor_roman": 5, "bullet": 6}


def assign_levels(pieces: Sequence[Piece]) -> None:
    """Give each heading its depth, 1 at the top.

    Numbered headings nest as reports print them: roman numerals, capitals, figures,
    unnumbered headings, letters. Where nothing above is numbered, conventional sections
    stand at the top, a heading that a list announced (« a examiné les thèmes suivants :
    a) … ») stands under the section that announced it, and one that directly follows another
    stands under it.
    """
    styles = {piece.label.style for piece in pieces if piece.kind == "heading" and piece.label}
    _Outline(pieces, numerals="roman" in styles).walk()


class _Outline:
    """The headings above the point reached: (rank, level), the top first."""

    def __init__(self, pieces: Sequence[Piece], *, numerals: bool) -> None:
        self.pieces, self.numerals = pieces, numerals
        self.path: list[tuple[float, int]] = []
        self.above: Piece | None = None

    @cached_property
    def announced(self) -> set[str]:
        """What the lists say that headings may say again."""
        return {_key(piece.body) for piece in self.pieces if piece.kind == "list_item"}

    def walk(self) -> None:
        for piece in self.pieces:
            if piece.kind == "heading":
                piece.level = self._numbered(piece) if piece.label else self._unnumbered(piece)
            if piece.kind != "furniture":
                self.above = piece

    def _numbered(self, piece: Piece) -> int:
        assert piece.label is not None
        return self._place(_RANKS[piece.label.style] + piece.label.number.count(".") / 10)

    def _place(self, rank: float) -> int:
        self.path = [(other, level) for other, level in self.path if other < rank]
        if not self.path and rank and self.numerals:
            self.path = [(_RANKS["roman"], 1)]
        level = self.path[-1][1] + 1 if self.path else 1
        self.path.append((rank, level))
        return level

    def _unnumbered(self, piece: Piece) -> int:
        """Under the numbered heading above; where there is none, by what it says and what it follows."""
        rank = _RANKS[None]
        numbered = bool(self.path) and self.path[0][0] < rank
        if is_annex(piece.body) or (is_conventional(piece.body) and (not numbered or piece.body.isupper())):
            self.path = [(rank, 1)]
        elif numbered:
            return self._place(rank)
        elif self.above is not None and self.above.kind == "heading" and self.above.label is None:
            self.path = [(rank, (self.above.level or 0) + 1)]
        else:
            self.path = [(rank, self._free_level(piece))]
        return self.path[-1][1]

    def _free_level(self, piece: Piece) -> int:
        current = self.path[-1][1] if self.path else 0
        if _key(piece.body) in self.announced:
            return max(current, 2 if current else 1)
        return max(1, current)


def _key(text: str) -> str:
    return re.sub(r"[^a-z]+", "", fold(text))

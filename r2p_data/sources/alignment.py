"""Columns that nothing but the edges of their cells shows: tables without ruling lines."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from r2p_data.sources.columns import PrintedLine
from r2p_data.sources.glyphs import Run

__all__ = ["NUMBER", "find_table_lines", "is_label", "split_cells"]

_LABEL = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]|[•▪●■‣►◦*–—-]")
# « 12. », « 6.17 », « 29A.3 », « 5.I.4 », set apart from its paragraph
NUMBER = re.compile(r"\d{1,3}(?:[.)]|[A-Z]?(?:\.(?:\d{1,3}|[IVX]{1,5})){1,3}\.?)")
# « I. Introduction . . . . . 3 », an entry of a table of contents
_LEADER = re.compile(r"\.{4}|(?:\. ){4}|……")
# « B. Ressources », below a table and above the next
_HEADING = re.compile(r"(?:[IVX]{1,5}|[A-Z])\.(?:\s|$)")
# « 6. Réunions d’experts sur » above « la drogue      5      1 »
_ROW = re.compile(r"\d{1,3}\.(?!\d)")
_WIDE = 1.2  # between cells, in letter sizes
_EDGE = 0.4  # how far the edges of a column may lie from one another, in letter sizes
_INDENTED = 2.5  # how far the next line of a cell may be set in
_FEWEST = 3  # rows that make a table
_BROKEN = 2  # lines of a row on which only one of its cells goes on

Cells = Sequence[Sequence[Run]]


def is_label(before: str, run: Run) -> bool:
    """Whether what stands before a run is its label, however far it is set apart."""
    return bool(
        _LABEL.fullmatch(before) or (NUMBER.fullmatch(before) and (run.text[0].isalpha() or run.text[0] in "«“"))
    )


def split_cells(line: PrintedLine) -> list[list[Run]]:
    """The runs of a line, parted where wide gaps stand; a label stays with what it labels."""
    cells: list[list[Run]] = []
    for run in line.runs:
        labelled = len(cells) == 1 and is_label(" ".join(r.text for r in cells[0]).strip(), run)
        if cells and (labelled or run.x0 - cells[-1][-1].x1 < _WIDE * line.size):
            cells[-1].append(run)
        else:
            cells.append([run])
    return cells


def find_table_lines(lines: Sequence[PrintedLine]) -> set[int]:
    """Lines of aligned columns: three rows or more that have cells one under the other, and the rest of these cells.

    Where text stands between two rows that are aligned, one row is enough to go on with the table.
    """
    return _Search(lines).find()


class _Search:
    """One pass over the lines of a region, with the row that the next one is held to."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        self.lines = lines
        self.split: list[Cells] = [[] if _is_entry(line) else split_cells(line) for line in lines]
        self.found: set[int] = set()
        self.known: Cells = ()  # the last row of the last table
        self._break_off()

    def _break_off(self) -> None:
        self.streak: list[int] = []  # lines of the rows read since the last text
        self.rest: list[int] = []  # lines since the last of them
        self.rows = 0

    def find(self) -> set[int]:
        for i, cells in enumerate(self.split):
            if len(cells) > 1:
                self._read_row(i, cells)
            elif cells and self._goes_on(i):
                self.rest.append(i)
            else:
                self._break_off()
        return self.found

    @property
    def _above(self) -> Cells:
        return self.split[self.streak[-1]] if self.streak else self.known

    def _read_row(self, i: int, cells: Cells) -> None:
        if _are_aligned(self._above, cells, self.lines[i].size):
            self.rows = self.rows + 1 if self.streak else _FEWEST
            self.streak += [*self.rest, i]
        else:
            self.streak, self.rows = [i], 1
        self.rest = []
        if self.rows >= _FEWEST:
            self.found.update(self.streak)
            self.known = cells

    def _goes_on(self, i: int) -> bool:
        """Whether what stands alone on a line is set in the width of a cell above: « d’infor- », « mation »."""
        line, above = self.lines[i], self._above
        first = line.runs[0].text
        opens = self.streak or self.rest or _ROW.match(first)
        if len(self.rest) >= _BROKEN or not above or not opens or _HEADING.match(first):
            return False
        ends = [*(cell[0].x0 for cell in above[1:]), math.inf]
        widths = [(cell[0].x0 - _EDGE * line.size, end) for cell, end in zip(above, ends, strict=True)]
        return any(left < line.x0 < left + _INDENTED * line.size and line.x1 < end for left, end in widths)


def _is_entry(line: PrintedLine) -> bool:
    return any(_LEADER.search(run.text) for run in line.runs)


def _are_aligned(above: Cells, below: Cells, size: float) -> bool:
    """Whether two cells of one line stand under two of the other, edge on edge or centre on centre."""
    return sum(any(_edges_meet(upper, lower, _EDGE * size) for upper in above) for lower in below) >= 2


def _edges_meet(upper: Sequence[Run], lower: Sequence[Run], tolerance: float) -> bool:
    pairs = (
        (upper[0].x0, lower[0].x0),
        (upper[-1].x1, lower[-1].x1),
        ((upper[0].x0 + upper[-1].x1) / 2, (lower[0].x0 + lower[-1].x1) / 2),
    )
    return any(abs(a - b) < tolerance for a, b in pairs)

"""Tables of which a file tells the rows and columns, apart from those that only lay out a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from r2p_data.records import Cell

__all__ = ["Filling", "Place", "keep_tables"]

_LONGEST = 2_000


class Place(NamedTuple):
    """Where a cell stands, from 1: the table in its document, the row and the column in the table."""

    table: int
    row: int
    column: int


class Filling:
    """The rows of one table as they fill up from left to right, cells that reach over several places among them."""

    def __init__(self, table: int) -> None:
        self.table, self.row, self.column = table, 0, 0
        self._below: dict[int, int] = {}  # for each column how many rows it is still taken for

    def add_row(self, skipped: int = 0) -> None:
        """Begin a row, ``skipped`` columns from the left."""
        self._below = {column: rows - 1 for column, rows in self._below.items() if rows > 1}
        self.row, self.column = self.row + 1, 1 + skipped

    def add_cell(self, columns: int = 1, rows: int = 1) -> Place:
        """The place of the next cell, which reaches over so many columns and rows.

        >>> filling = Filling(1)
        >>> filling.add_row(), filling.add_cell(1, 2), filling.add_cell(2)
        (None, Place(table=1, row=1, column=1), Place(table=1, row=1, column=2))
        >>> filling.add_row(), filling.add_cell()
        (None, Place(table=1, row=2, column=2))
        """
        while self.column in self._below:
            self.column += 1
        place = Place(self.table, self.row, self.column)
        if rows > 1:  # one more than is left below: the next row takes one off
            self._below |= dict.fromkeys(range(self.column, self.column + columns), rows)
        self.column += columns
        return place


def keep_tables(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells of tables proper, which are numbered from 1.

    What stands in a single row or column, or holds pages of text, is laid out as a table and is none.
    Cells without a place are those of columns that a reader has seen.

    >>> keep_tables([Cell(0, 4, 7, 1, 1), Cell(6, 8, 7, 1, 2), Cell(10, 15, 7, 2, 1), Cell(17, 19, 7, 2, 2)])[3]
    Cell(start=17, end=19, table=1, row=2, column=2)
    >>> keep_tables([Cell(0, 12, 1, 1, 1), Cell(14, 30, 1, 1, 2)])
    ()
    """
    ordered = sorted(cells, key=lambda cell: (cell.table, cell.start))
    tables = [list(group) for _, group in groupby(ordered, key=lambda cell: cell.table)]
    proper = [table for table in tables if _is_table(table)]
    return tuple(sorted(cell._replace(table=n) for n, table in enumerate(proper, 1) for cell in table))


def _is_table(cells: Sequence[Cell]) -> bool:
    if cells[0].row is None:
        return True
    places = {(cell.row, cell.column) for cell in cells}
    crossed = len({row for row, _ in places}) > 1 and len({column for _, column in places}) > 1
    return crossed and len(places) == len(cells) and max(cell.end - cell.start for cell in cells) <= _LONGEST

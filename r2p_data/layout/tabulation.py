"""Tables: the row and the column of each cell, where the text allows to tell them.

Extraction prints the cells of a table one under the other, row by row, or column by column
as scanners do. What a cell holds (a date, an amount, a person with a title, other words)
shows which it was; where it does not, cells stay in order and get no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from r2p_data.folding import fold
from r2p_data.layout.headings import AMOUNT, CAPTION
from r2p_data.layout.pieces import Piece

__all__ = ["Place", "find_places", "place_cells"]

# « 28 avril », « 1er juin 2016 », « Mai 2016 », « 12/05/2016 », « 2015/16 », folded
_DATE = re.compile(
    r"(?:le )?(?:(?:\d{1,2}(?:er)? )?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre"
    r"|decembre)(?: \d{4})?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d\d(?:[/-]\d{2,4})?)"
)
# « Hervé Ladsous, Secrétaire général », « Général de brigade Thierry Lion, Conseiller militaire »
_PERSON = re.compile(r"(?:[A-ZÀ-Ý][^,;:.]{0,40} )?[A-ZÀ-Ý][\w’'-]+ (?:(?:[Dd]e|[A-Z]\.) )?[A-ZÀ-Ý][\w’'-]+, [A-ZÀ-Ý]")
# Of each cell one letter: amount, date, name, words. « wwdddnnw »
_BY_COLUMN = re.compile(r"(?P<heads>w+)(?P<body>[adn].*)")
_HEADED_COLUMNS = re.compile(r"(?:w(?:aa+|dd+|nn+))+(?:www+)?")
_HEADED_COLUMN = re.compile(r"w(?:a+|d+|n+)|www+$")
_DATED_ROWS = re.compile(r"(?P<heads>[wn]*)(?P<row>d[awn]+)(?P=row)+")
_LABELLED_ROWS = re.compile(r"(?P<heads>w*?)(?P<row>wa+)(?P=row)+")
_SURE_ROWS = 3
_Places = list[tuple[int | None, int | None]]


class Place(NamedTuple):
    """Where a cell stands, from 1: the table in its document, the row and the column in the table."""

    table: int
    row: int | None = None
    column: int | None = None


def find_places(pieces: Sequence[Piece]) -> dict[int, Place]:
    """The places of the cells among ``pieces``, by their index.

    A table ends where text goes on, not at page furniture and footnotes; a caption opens one.
    What the reader of the file knows of a cell is so; the others of its table are captions.
    """
    tables: list[list[int]] = []
    known: int | None = None  # what the reader calls the last table
    inside = False
    for i, piece in enumerate(pieces):
        if piece.kind == "table_cell":
            table = piece.cell.table if piece.cell else None
            above = inside and known is None and (table is None or _are_captions(pieces[j] for j in tables[-1]))
            captioned = piece.cell is None and CAPTION.match(fold(piece.body))
            if captioned or not (above or (table is not None and table == known)):
                tables.append([])
            tables[-1].append(i)
            known, inside = table, True
        elif piece.kind not in ("furniture", "footnote"):
            inside = False
    return {
        i: Place(number, *place)
        for number, cells in enumerate(tables, 1)
        for i, place in zip(cells, _placed([pieces[i] for i in cells]), strict=True)
    }


def _are_captions(pieces: Iterable[Piece]) -> bool:
    bodies = [piece.body for piece in pieces]
    return len(bodies) == sum(1 for _ in _captions(bodies))


def _placed(cells: Sequence[Piece]) -> _Places:
    if any(piece.cell for piece in cells):
        return [(piece.cell.row, piece.cell.column) if piece.cell else (None, None) for piece in cells]
    return place_cells([piece.body for piece in cells])


def place_cells(cells: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Row and column of each cell of one table, None where the text leaves it open.

    The heads, where they are told from captions, are row 1. Columns of equally many cells are
    aligned; where a column has more cells than rows (five dates, eleven speakers), its cells
    get no row.

    >>> place_cells(["Date", "Thème", "28 avril", "27 mai", "Partenariats", "Protection des civils"])
    [(1, 1), (1, 2), (2, 1), (3, 1), (2, 2), (3, 2)]
    >>> place_cells(["Mali", "12", "Niger", "7", "Tchad", "9"])
    [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)]
    >>> place_cells(["Mandats", "Principes"])
    [(None, None), (None, None)]
    """
    captions = sum(1 for _ in _captions(cells))
    kinds = "".join(_kind(cell) for cell in cells[captions:])
    found = _by_row(kinds) or _by_headed_column(kinds) or _by_column(kinds)
    return [(None, None)] * captions + (found or [(None, None)] * len(kinds))


def _captions(cells: Sequence[str]) -> Iterator[str]:
    """« Tableau 1 », « (En milliers de dollars des États-Unis) » above the heads."""
    for cell in cells:
        if not CAPTION.match(fold(cell)) and not (cell[0] == "(" and cell[-1] == ")" and not AMOUNT.fullmatch(cell)):
            return
        yield cell


def _kind(cell: str) -> str:
    if _DATE.fullmatch(fold(cell)):
        return "d"
    if AMOUNT.fullmatch(cell):
        return "a"
    return "n" if _PERSON.match(cell) else "w"


def _by_row(kinds: str) -> _Places | None:
    """Rows that begin with a date, or with words before as many amounts as there are heads."""
    match = _DATED_ROWS.fullmatch(kinds) or _LABELLED_ROWS.fullmatch(kinds.replace("n", "w").replace("d", "w"))
    if match is None:
        return None
    heads, width = len(match["heads"]), len(match["row"])
    rows = (len(kinds) - heads) // width
    if match["row"][0] == "w" and not _are_rows(heads, width, rows):
        return None
    headed = heads == width
    above: _Places = [(1, column) if headed else (None, None) for column in range(1, heads + 1)]
    body = [(row + headed, column) for row in range(1, rows + 1) for column in range(1, width + 1)]
    return [*above, *body]


def _are_rows(heads: int, width: int, rows: int) -> bool:
    """« Hommes », « 10 », « 20 », « Femmes », « 3 », « 4 » may be two columns; heads above show that they are rows."""
    return heads >= width - 1 if width > 2 else heads == width or rows >= _SURE_ROWS


def _by_headed_column(kinds: str) -> _Places | None:
    """Columns one after the other, each under its head."""
    if not _HEADED_COLUMNS.fullmatch(kinds):
        return None
    columns = [match.group() for match in _HEADED_COLUMN.finditer(kinds)]
    if len(columns) > 1 and len(set(columns)) == 1:
        return None  # « Début », « 3 mai », « 4 mai », « Fin », « 5 mai », « 6 mai »: rows or columns
    lengths = [len(column) - 1 for column in columns]
    return [
        (1 if not at else _row(at, lengths, place), place + 1)
        for place, length in enumerate(lengths)
        for at in range(length + 1)
    ]


def _by_column(kinds: str) -> _Places | None:
    """All heads, then as many columns, one after the other, each of its own kind and none shorter than the first."""
    match = _BY_COLUMN.fullmatch(kinds)
    lengths = [len(list(run)) for _, run in groupby(match["body"])] if match else []
    if match is None or len(match["heads"]) != len(lengths) or lengths[0] < 2 or min(lengths) < lengths[0]:
        return None
    heads: _Places = [(1, column) for column in range(1, len(lengths) + 1)]
    return heads + [
        (_row(at, lengths, place), place + 1) for place, length in enumerate(lengths) for at in range(1, length + 1)
    ]


def _row(at: int, lengths: Sequence[int], place: int) -> int | None:
    """The row of a cell below its head, where its column has as many cells as the first, and another one has."""
    aligned = lengths[place] == lengths[0] and (len(lengths) == 1 or lengths.count(lengths[0]) > 1)
    return at + 1 if aligned else None

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

_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: \d{4})?"
# « 28 avril », « 1er juin 2016 », « 12/05/2016 », folded
_DAY = re.compile(rf"(?:le )?(?:\d{{1,2}}(?:er)? {_MONTH}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})")
# « Mai 2016 », « 2016 », « 2015/16 », folded: as often the head of a column as its cell
_PERIOD = re.compile(rf"{_MONTH}|(?:19|20)\d\d(?:[/-]\d{{2,4}})?")
# « n.d. », « s.o. », « Néant » where an amount would stand, folded
_NO_AMOUNT = re.compile(r"n\.? ?d\.?|s\.? ?o\.?|n/a|s/o|neant")
# « Hervé Ladsous, Secrétaire général », « Général de brigade Thierry Lion, Conseiller militaire »
_PERSON = re.compile(r"(?:[A-ZÀ-Ý][^,;:.]{0,40} )?[A-ZÀ-Ý][\w’'-]+ (?:(?:[Dd]e|[A-Z]\.) )?[A-ZÀ-Ý][\w’'-]+, [A-ZÀ-Ý]")
# Of each cell one letter: amount, day, period, name, words. « wwdddnnw »
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
            table = piece.cell.table if piece.cell and piece.cell.row else None
            above = inside and known is None and (table is None or _are_captions(pieces[j] for j in tables[-1]))
            captioned = table is None and CAPTION.match(fold(piece.body))
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
    if any(piece.cell and piece.cell.row for piece in cells):
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
    columns = kinds.replace("p", "w")
    body = cells[captions:]
    found = _by_row(kinds) or _by_headed_column(columns, body) or _by_column(columns, body)
    return [(None, None)] * captions + (found or [(None, None)] * len(kinds))


def _captions(cells: Sequence[str]) -> Iterator[str]:
    """« Tableau 1 », « (En milliers de dollars des États-Unis) » above the heads."""
    for cell in cells:
        if not CAPTION.match(fold(cell)) and not (cell[0] == "(" and cell[-1] == ")" and not AMOUNT.fullmatch(cell)):
            return
        yield cell


def _kind(cell: str) -> str:
    folded = fold(cell)
    if _DAY.fullmatch(folded):
        return "d"
    if _PERIOD.fullmatch(folded):
        return "p"
    if AMOUNT.fullmatch(cell) or _NO_AMOUNT.fullmatch(folded):
        return "a"
    return "n" if _PERSON.match(cell) else "w"


def _by_row(kinds: str) -> _Places | None:
    """Rows that begin with a date, or with words before as many amounts as there are heads."""
    match = _DATED_ROWS.fullmatch(kinds.replace("p", "d")) or _LABELLED_ROWS.fullmatch(re.sub("[ndp]", "w", kinds))
    if match is None:
        return None
    heads, width = len(match["heads"]), len(match["row"])
    rows = (len(kinds) - heads) // width
    corner = match["row"][0] == "w"  # may be empty above labels: « 2014 », « 2015 », « Mali », « 12 », « 7 »
    if len(set(match["row"][1:])) == 1 and not _are_rows(heads, width, rows, corner):
        return None
    headed = heads == width
    above: _Places = [(1, column) if headed else (None, None) for column in range(1, heads + 1)]
    body = [(row + headed, column) for row in range(1, rows + 1) for column in range(1, width + 1)]
    return [*above, *body]


def _are_rows(heads: int, width: int, rows: int, corner: bool) -> bool:
    """« Hommes », « 10 », « 20 », « Femmes », « 3 », « 4 » may be two columns; heads above show that they are rows."""
    return heads >= width - corner if width > 2 else heads == width or rows >= _SURE_ROWS


def _by_headed_column(kinds: str, cells: Sequence[str]) -> _Places | None:
    """Columns one after the other, each under its head, names or words among them.

    « Début », « 3 mai », « 4 mai », « Voix », « 10 », « 12 » may be rows as well as columns.
    """
    if not _HEADED_COLUMNS.fullmatch(kinds):
        return None
    columns = [match.span() for match in _HEADED_COLUMN.finditer(kinds)]
    if len(columns) > 1 and "n" not in kinds and "ww" not in kinds:
        return None
    if len({kinds[start:end] for start, end in columns}) == 1 < len(columns):
        return None
    rows = _rows([cells[start + 1 : end] for start, end in columns])
    return [place for column, below in enumerate(rows, 1) for place in ((1, column), *((row, column) for row in below))]


def _by_column(kinds: str, cells: Sequence[str]) -> _Places | None:
    """All heads, then as many columns, one after the other, each of its own kind and none shorter than the first."""
    match = _BY_COLUMN.fullmatch(kinds)
    runs = [[*run] for _, run in groupby(range(*match.span("body")), key=kinds.__getitem__)] if match else []
    if match is None or match.end("heads") != len(runs) or not 2 <= len(runs[0]) == min(map(len, runs)):
        return None
    heads: _Places = [(1, column) for column in range(1, len(runs) + 1)]
    rows = _rows([[cells[i] for i in run] for run in runs])
    return heads + [(row, column) for column, below in enumerate(rows, 1) for row in below]


def _rows(columns: Sequence[Sequence[str]]) -> list[list[int | None]]:
    """The rows of the cells below the heads: of columns with as many cells as the first, if another one has.

    >>> _rows([["3 mai", "4 mai"], ["Protection des civils", "dans les camps"], ["10", "12"]])
    [[2, 3], [None, None], [2, 3]]
    """
    lengths = [-1 if _are_broken(column) else len(column) for column in columns]
    aligned = len(columns) == 1 or lengths.count(len(columns[0])) > 1
    return [
        [at if aligned and length == len(columns[0]) else None for at in range(2, len(column) + 2)]
        for column, length in zip(columns, lengths, strict=True)
    ]


def _are_broken(column: Sequence[str]) -> bool:
    """Whether a cell may go on in the next one: « Protection des civils », « dans les camps »."""
    return len({cell[0].islower() for cell in column}) > 1

"""Saving a corpus, as Parquet in parts or for other programs: CSV, JSON Lines."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING

import pandas as pd

from r2p_data.codebook import STORED, write_page
from r2p_data.errors import R2PDataError
from r2p_data.store.arrow import from_arrow
from r2p_data.store.dataset import (
    CODEBOOK,
    check_free,
    remove_stale,
    write_arrow_part,
    write_dataset,
)
from r2p_data.store.descriptor import DESCRIPTOR, describe
from r2p_data.store.folders import Folder, open_folder
from r2p_data.store.former import make_room

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("parquet", "csv", "jsonl")
# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Pieces = Iterable[Mapping[str, "pa.Table"]]


def save_pieces(folder: str | os.PathLike[str], pieces: Pieces, actors: pd.DataFrame, format: str) -> None:
    """Write Arrow tables, some documents at a time, into ``folder``; who opens it finds all of them or none.

    Raises
    ------
    R2PDataError
        if the format is unknown, or ``folder`` holds something that is not a saved corpus.
    """
    if format not in FORMATS:
        raise R2PDataError(f"format {format!r} is unknown; choose {', '.join(FORMATS[:-1])} or {FORMATS[-1]}")
    check_free(folder)
    opened = open_folder(folder)
    if format == "parquet":
        parts = []
        for number, piece in enumerate(pieces):
            # After the first piece is read, which may be the corpus of the layout that has to make room.
            make_room(opened)
            parts.append(write_arrow_part(opened, number, piece))
        write_dataset(folder, parts, actors=actors)
    else:
        export(opened, pieces, actors, format)


def export(folder: Folder, pieces: Pieces, actors: pd.DataFrame, format: str) -> None:
    """Write one file a table for other programs; a corpus opens from Parquet alone.

    A failure leaves the former files: each file takes its name when all are written.
    """
    write: Callable[[IO[bytes], str, pd.DataFrame, bool], None] = _write_csv if format == "csv" else _write_json
    paths = {name: [f"{name}.{format}"] for name in STORED}
    with contextlib.ExitStack() as stack:
        files = {name: stack.enter_context(folder.create(path)) for name, [path] in paths.items()}
        write(files["actors"], "actors", actors, True)
        for number, piece in enumerate(pieces):
            for name, table in _frames(piece):
                write(files[name], name, table, number == 0)
        described = describe(paths, format)
    folder.write(CODEBOOK, write_page().encode())
    folder.write(DESCRIPTOR, described)
    remove_stale(folder)


def _frames(piece: Mapping[str, pa.Table]) -> Iterator[tuple[str, pd.DataFrame]]:
    return ((name, from_arrow(name, piece[name])) for name in STORED if name != "actors")


def _write_csv(file: IO[bytes], name: str, table: pd.DataFrame, first: bool) -> None:
    shown = table.copy()
    for column in STORED[name]:
        cells = shown[column.name]
        if column.kind in ("list", "spans"):
            shown[column.name] = [json.dumps(cell, ensure_ascii=False) for cell in cells]
        elif column.kind == "str":
            formulas = cells.str.startswith(_FORMULA, na=False)
            shown.loc[formulas, column.name] = cells[formulas].map(neutralise)
    shown.to_csv(file, index=False, header=first, encoding="utf-8", lineterminator="\n", date_format="%Y-%m-%d")


def neutralise(cell: str) -> str:
    """``cell`` so that a spreadsheet shows it and does not run it: an apostrophe before a formula.

    >>> neutralise("=HYPERLINK(1)"), neutralise("La paix")
    ("'=HYPERLINK(1)", 'La paix')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write_json(file: IO[bytes], name: str, table: pd.DataFrame, first: bool) -> None:
    """One object a row; what is missing is null."""
    dates = [column.name for column in STORED[name] if column.kind == "date"]
    days = table.assign(**{key: table[key].dt.strftime("%Y-%m-%d") for key in dates})
    cells = days.astype("object").where(days.notna(), None)
    for row in cells.to_dict("records"):
        file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")

"""The lexicon: rows that a domain reader can correct, and the one way to load them.

Every lexicon is a CSV file beside this module, UTF-8, one row an entity or a rule, each
with the evidence that a test runs both ways. ``#`` opens a comment line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import zip_longest

from r2p_data.errors import LexiconError

__all__ = ["load_rows", "read_rows"]


def load_rows(name: str, required: Sequence[str]) -> list[dict[str, str]]:
    """Rows of the packaged lexicon ``name``, as dictionaries of stripped strings.

    Parameters
    ----------
    name
        file name beside this module, such as ``"units.csv"``.
    required
        columns that the file must have and whose cells must not be empty.

    Raises
    ------
    LexiconError
        if a column is missing, a row is longer than the header, or a required cell is empty.
    """
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return read_rows(text.splitlines(), name, required)


def read_rows(lines: Iterable[str], name: str, required: Sequence[str]) -> list[dict[str, str]]:
    """Rows of a lexicon given as lines; ``name`` is what errors call the file.

    >>> read_rows(["unit,surface", "years,années"], "units.csv", ["unit"])
    [{'unit': 'years', 'surface': 'années'}]
    >>> read_rows(["unit,surface", ",années"], "units.csv", ["unit"])
    Traceback (most recent call last):
    r2p_data.errors.LexiconError: units.csv, line 2: column 'unit' is empty; every row states it
    """
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    parsed = csv.reader(line for _, line in numbered)
    header = next(parsed, [])
    missing = [column for column in required if column not in header]
    if missing:
        raise LexiconError(f"{name}: no column {missing[0]!r}; the header must name {', '.join(required)}")
    return [
        _row(header, cells, name, number, required) for (number, _), cells in zip(numbered[1:], parsed, strict=True)
    ]


def _row(header: list[str], cells: list[str], name: str, number: int, required: Sequence[str]) -> dict[str, str]:
    if len(cells) > len(header):
        raise LexiconError(
            f"{name}, line {number}: {len(cells)} cells under {len(header)} columns; quote cells that hold a comma"
        )
    row = dict(zip_longest(header, map(str.strip, cells), fillvalue=""))
    if not all(map(row.get, required)):
        empty = next(column for column in required if not row[column])
        raise LexiconError(f"{name}, line {number}: column {empty!r} is empty; every row states it")
    return row

"""Precision and recall of a corpus against hand-checked annotations of its documents.

The rules of matching are those of ``tests/gold/score.py``: a row is right when its raw span
overlaps the gold span, no other row has claimed that gold row, and the facts agree. Gold rows
marked optional count neither way.
"""

from __future__ import annotations

import json
import math
import os
import unicodedata
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.errors import R2PDataError

Row = Mapping[Hashable, Any]
Agrees = Callable[[Row, Row], bool]
# The annotations of a document by layer, and the rows of its tables.
Annotated = tuple[Mapping[str, list[Row]], Mapping[str, list[Row]]]
COLUMNS = ["layer", "gold", "found", "hits", "precision", "recall", "f1"]


def evaluate(corpus: Corpus, gold_folder: str | os.PathLike[str]) -> pd.DataFrame:
    """How many figures, ordinals, dates and references are found, and how many of them are right.

    Parameters
    ----------
    corpus
        the corpus to be measured.
    gold_folder
        a folder with one ``<document stem>.json`` a document; documents without one are left out.

    Returns
    -------
    pandas.DataFrame
        one row a layer: ``gold`` (rows to be found), ``found``, ``hits`` (found and right),
        ``precision``, ``recall`` and ``f1``, from 0 to 1, over all documents together.

    Raises
    ------
    R2PDataError
        if the folder holds annotations of none of the documents.
    """
    documents = list(_annotated(corpus, Path(gold_folder)))
    if not documents:
        raise R2PDataError(f"{gold_folder}: no annotations of these documents; files are named <document stem>.json")
    counts = [_count(layer, documents) for layer in _LAYERS]
    return pd.DataFrame(counts, columns=COLUMNS)


def match_rows(gold: Sequence[Row], found: Sequence[Row], agrees: Agrees) -> int:
    """Hits: gold rows, from left to right, that a free row overlaps and agrees with; the widest overlap wins.

    >>> gold = [{"start": 0, "end": 2}, {"start": 8, "end": 9}]
    >>> match_rows(gold, [{"raw_start": 0, "raw_end": 9}], lambda g, p: True)
    1
    """
    free, hits = list(found), 0
    for wanted in sorted(gold, key=lambda row: (row["start"], row["end"])):
        candidates = [row for row in free if _overlap(wanted, row) > 0 and agrees(wanted, row)]
        if candidates:
            free.remove(max(candidates, key=lambda row: _overlap(wanted, row)))
            hits += 1
    return hits


def _annotated(corpus: Corpus, folder: Path) -> Iterator[Annotated]:
    for document in corpus.documents.to_dict("records"):
        path = folder / f"{Path(document['path']).stem}.json"
        if path.is_file():
            tables = {name: _rows(corpus.tables[name], document["doc_id"]) for name in _TABLES}
            yield json.loads(path.read_text(encoding="utf-8")), tables


def _rows(table: pd.DataFrame, doc_id: str) -> list[Row]:
    return list(table[table["doc_id"] == doc_id].to_dict("records"))


def _count(layer: str, documents: Sequence[Annotated]) -> list[Any]:
    name, belongs, agrees = _LAYERS[layer]
    wanted = found = hits = 0
    for gold, tables in documents:
        if name not in gold:
            continue
        optional = [row for row in gold[name] if row.get("optional")]
        mine = [row for row in gold[name] if belongs(row) and not row.get("optional")]
        rows = [row for row in tables[name] if belongs(row) and not any(_overlap(o, row) > 0 for o in optional)]
        wanted, found, hits = wanted + len(mine), found + len(rows), hits + match_rows(mine, rows, agrees)
    return [layer, wanted, found, hits, *rate(wanted, found, hits)]


def rate(gold: int, found: int, hits: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean.

    >>> rate(gold=4, found=2, hits=2)
    (1.0, 0.5, 0.6666666666666666)
    """
    precision = hits / found if found else float(gold == 0)
    recall = hits / gold if gold else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else float(gold == found == 0)


def _overlap(gold: Row, row: Row) -> int:
    return int(min(row["raw_end"], gold["end"]) - max(row["raw_start"], gold["start"]))


def _same_figure(gold: Row, row: Row) -> bool:
    same = _same_number(gold["value"], row["value"]) and _same_number(gold.get("value2"), row["value2"])
    return same and bool(row["kind"] == gold["kind"])


def _same_number(a: Any, b: Any) -> bool:
    if pd.isna(a) or pd.isna(b):
        return bool(pd.isna(a) and pd.isna(b))
    return math.isclose(a, b, rel_tol=1e-9)


def _same_dates(gold: Row, row: Row) -> bool:
    return _day(gold["from"]) == _iso(row["date_from"]) and _day(gold["to"], last=True) == _iso(row["date_to"])


def _iso(day: Any) -> str:
    return "" if pd.isna(day) else day.date().isoformat()


def _day(partial: str | None, last: bool = False) -> str:
    """The first, or last, day of a partial ISO date; "" for an open bound.

    >>> _day("2016-02", last=True), _day("1994"), _day(None)
    ('2016-02-29', '1994-01-01', '')
    """
    if not partial:
        return ""
    period = pd.Period(partial[:10])
    return (period.end_time if last else period.start_time).date().isoformat()


def _same_symbol(gold: Row, row: Row) -> bool:
    return _bare(gold["symbol"]) == _bare(row["symbol"])


def _bare(symbol: str) -> str:
    """Letters and digits of a symbol, without accents.

    >>> _bare("S/RES/1325 (2000)"), _bare("Traité de Genève")
    ('sres13252000', 'traitedegeneve')
    """
    letters = unicodedata.normalize("NFKD", symbol.lower().replace("œ", "oe"))
    return "".join(c for c in letters if c.isascii() and c.isalnum())


_TABLES = ("figures", "dates", "references")
# Layer: the table, which of its rows belong, when two rows agree.
_LAYERS: Mapping[str, tuple[str, Callable[[Row], bool], Agrees]] = {
    "figures": ("figures", lambda row: row["kind"] != "ordinal", _same_figure),
    "ordinals": ("figures", lambda row: row["kind"] == "ordinal", _same_figure),
    "dates": ("dates", lambda row: True, _same_dates),
    "references": ("references", lambda row: True, _same_symbol),
}

"""Tables: the records of parsed documents as pandas DataFrames, as the codebook states them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from r2p_data.codebook import DTYPES, MAY_BE_EMPTY, TABLES, Kind
from r2p_data.errors import SchemaError
from r2p_data.records import Document, Edit, Unreadable

SECTION_MARK = " › "
_WORD = re.compile(r"\w++(?:[’'-]\w++)*+")
# What each byte of Latin-1 is to a word: « w » a part of it, « - » what may tie two into one, or else a blank.
_SHAPES = bytes(ord("w" if re.match(r"\w", chr(code)) else "-" if chr(code) in "'-" else " ") for code in range(256))
_ARROW = {"str": pa.large_string(), "int or NA": pa.int64()}
Row = dict[str, Any]
Columns = dict[str, list[Any]]


def build_tables(documents: Sequence[Document], unreadable: Sequence[Unreadable] = ()) -> dict[str, pd.DataFrame]:
    """One DataFrame for each table of the codebook, sorted by document, then position.

    Files that gave no document stand at the end of ``problems``, each with its reason.
    """
    tables = {name: _columns(name, ()) for name in TABLES}
    for document in documents:
        for name, found in _read(document):
            for column, values in found.items():
                tables[name][column] += values
    for column, values in _columns("problems", map(_unreadable_row, unreadable)).items():
        tables["problems"][column] += values
    tables["actors"] = _columns("actors", _actor_rows(documents, tables["mentions"]))
    return {name: _frame(name, columns) for name, columns in tables.items()}


def make_table(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """``rows`` as the table ``name``: columns in order, types declared, missing as NA."""
    return _frame(name, _columns(name, rows))


def _columns(name: str, rows: Iterable[Row]) -> Columns:
    listed = list(rows)
    return {c.name: [row[c.name] for row in listed] for c in TABLES[name]}


def _frame(name: str, columns: Columns) -> pd.DataFrame:
    """Arrays of their declared types need no index compared and, being nobody else's, no copy."""
    return pd.DataFrame({c.name: _typed(columns[c.name], c.kind) for c in TABLES[name]}, copy=False)


def _typed(values: Sequence[Any], kind: Kind) -> Any:
    """An array by the shortest way to it; lists in cells stay objects only in a Series."""
    dtype = _dtypes()[kind]
    if kind in _ARROW:
        return dtype.__from_arrow__(pa.array(values, _ARROW[kind]))
    if kind in ("list", "spans"):
        return pd.Series(values, dtype=dtype)
    return np.array(values, dtype) if kind in ("int", "float", "bool") else pd.array(values, dtype=dtype)


@cache
def _dtypes() -> dict[Kind, Any]:
    return {kind: pd.api.types.pandas_dtype(dtype) for kind, dtype in DTYPES.items()}


def check_table(name: str, table: pd.DataFrame) -> None:
    """Hold ``table`` to the codebook.

    Raises
    ------
    SchemaError
        naming the column and the rule: columns and their order, types, unique keys, values
        of categorical columns, no empty text for a missing one.
    """
    columns = TABLES[name]
    expected = [c.name for c in columns]
    if list(table.columns) != expected:
        raise SchemaError(f"{name}: columns are {list(table.columns)}; the codebook states {expected}")
    if table[expected[0]].duplicated().any():
        raise SchemaError(f"{name}.{expected[0]}: identifiers repeat; each row has its own")
    for column in columns:
        values = table[column.name]
        if str(values.dtype) != DTYPES[column.kind]:
            stated = DTYPES[column.kind]
            raise SchemaError(f"{name}.{column.name}: type is {values.dtype}; the codebook states {stated}")
        if column.values and not values.isin(column.values).all():
            strange = values[~values.isin(column.values)].iloc[0]
            raise SchemaError(f"{name}.{column.name}: {strange!r} is none of {', '.join(column.values)}")
        if column.kind == "str" and (name, column.name) not in MAY_BE_EMPTY and (values == "").any():
            raise SchemaError(f"{name}.{column.name}: holds an empty text; what is missing is NA")


def count_words(text: str) -> int:
    """Words of ``text``; a compound and an elision count as one.

    >>> count_words("L’État membre, c’est-à-dire le Mali."), count_words("Ελλάδα et Россия")
    (5, 3)
    """
    try:
        shapes = text.replace("’", "'").replace("œ", "o").encode("latin-1").translate(_SHAPES)
    except UnicodeEncodeError:  # other letters than those of French
        return len(_WORD.findall(text))
    opened = b"  " + shapes  # a word begins after a blank, or after a mark that ties nothing to it
    return opened.count(b" w") + opened.count(b" -w") + opened.count(b"--w")


def _document_row(document: Document, words: Sequence[int]) -> Row:
    about, source = document.description, document.source
    body = [n for n, p in zip(words, document.paragraphs, strict=True) if p.block.kind != "furniture"]
    return {
        "doc_id": document.doc_id,
        "path": source.path,
        "title": about.title,
        "genre": about.genre,
        "language": about.language,
        "symbol": "-".join(about.symbols) or None,
        "symbols": list(about.symbols),
        "issuer": about.issuer,
        "date": about.date,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "n_characters": len(source.text),
        "n_paragraphs": len(body),
        "n_words": sum(body),
    }


def _read(document: Document) -> Iterator[tuple[str, Columns]]:
    """The columns of one document, table by table, all but the actors."""
    words = [count_words(paragraph.text) for paragraph in document.paragraphs]
    yield "documents", _columns("documents", [_document_row(document, words)])
    yield "paragraphs", _paragraph_columns(document, words)
    yield "mentions", _standoff_columns(document, "mentions", "mention", document.actors.mentions)
    yield "figures", _standoff_columns(document, "figures", "figure", document.figures)
    yield "dates", _standoff_columns(document, "dates", "date", document.dates)
    yield "references", _standoff_columns(document, "references", "reference", document.references)
    yield "offices", _standoff_columns(document, "offices", "office", document.actors.offices)
    yield "refused", _refused_columns(document)
    yield "repairs", _repair_columns(document)
    yield "problems", _columns("problems", _problem_rows(document))


def _paragraph_columns(document: Document, words: list[int]) -> Columns:
    paragraphs, page_starts = document.paragraphs, document.source.page_starts
    blocks = [paragraph.block for paragraph in paragraphs]
    starts = [block.spans[0].start for block in blocks]
    return {
        "paragraph_id": [paragraph.paragraph_id for paragraph in paragraphs],
        "doc_id": [document.doc_id] * len(paragraphs),
        "position": list(range(1, len(paragraphs) + 1)),
        "page": [bisect_right(page_starts, start) if page_starts else None for start in starts],
        "kind": [block.kind for block in blocks],
        "number": [block.number for block in blocks],
        "level": [block.level for block in blocks],
        "table_number": [block.table for block in blocks],
        "table_row": [block.row for block in blocks],
        "table_column": [block.column for block in blocks],
        "section": [SECTION_MARK.join(paragraph.section) or None for paragraph in paragraphs],
        "parent_id": [paragraph.parent_id for paragraph in paragraphs],
        "notes": [list(paragraph.notes) for paragraph in paragraphs],
        "text": [paragraph.text for paragraph in paragraphs],
        "raw_start": starts,
        "raw_end": [block.spans[-1].end for block in blocks],
        "spans": [[list(span) for span in block.spans] for block in blocks],
        "n_words": words,
    }


def _standoff_columns(document: Document, name: str, row: str, layer: Sequence[Sequence[Any]]) -> Columns:
    """The columns of annotations; ``row`` is what their identifiers call one of them."""
    placed = [(paragraph, one) for paragraph, found in zip(document.paragraphs, layer, strict=False) for one in found]
    found = [one for _, one in placed]
    raw = [paragraph.clean.raw_span(one.start, one.end) for paragraph, one in placed]
    return {
        f"{row}_id": _identifiers(document, row, len(found)),
        "doc_id": [document.doc_id] * len(found),
        "paragraph_id": [paragraph.paragraph_id for paragraph, _ in placed],
        "start": [one.start for one in found],
        "end": [one.end for one in found],
        "surface": [paragraph.text[one.start : one.end] for paragraph, one in placed],
        "raw_start": [span.start for span in raw],
        "raw_end": [span.end for span in raw],
    } | {c.name: list(map(attrgetter(c.name), found)) for c in TABLES[name][8:]}


def _identifiers(document: Document, row: str, many: int) -> list[str]:
    opening = f"{document.doc_id}:{row}:"
    return [f"{opening}{number}" for number in range(1, many + 1)]


def _refused_columns(document: Document) -> Columns:
    """Numbers refused in the clean text and digits that never reach it, in the order of the source."""
    columns = _standoff_columns(document, "refused", "refused", document.refused)
    for column, values in _columns("refused", _unread_rows(document)).items():
        columns[column] += values
    order = {paragraph.paragraph_id: index for index, paragraph in enumerate(document.paragraphs)}
    places = [(order[key], start) for key, start in zip(columns["paragraph_id"], columns["raw_start"], strict=True)]
    by_place = sorted(range(len(places)), key=places.__getitem__)
    return {column: [values[at] for at in by_place] for column, values in columns.items()} | {
        "refused_id": _identifiers(document, "refused", len(places))
    }


def _unread_rows(document: Document) -> Iterator[Row]:
    for start, end, index, reason in document.unread:
        yield {
            "refused_id": None,
            "doc_id": document.doc_id,
            "paragraph_id": document.paragraphs[index].paragraph_id,
            "start": None,
            "end": None,
            "surface": document.source.text[start:end],
            "raw_start": start,
            "raw_end": end,
            "reason": reason,
        }


def _repair_columns(document: Document) -> Columns:
    edits = document.edits
    columns = map(list, zip(*edits, strict=True)) if edits else ([] for _ in Edit._fields)
    return {
        "repair_id": _identifiers(document, "repair", len(edits)),
        "doc_id": [document.doc_id] * len(edits),
    } | dict(zip(Edit._fields, columns, strict=True))


def _problem_rows(document: Document) -> Iterator[Row]:
    for number, problem in enumerate([*document.source.problems, *document.problems], 1):
        yield {
            "problem_id": f"{document.doc_id}:problem:{number}",
            "doc_id": document.doc_id,
            "path": document.source.path,
            "raw_start": problem.start,
            "raw_end": problem.end,
            "where": document.source.text[problem.start : min(problem.end, problem.start + 80)],
            "what": problem.what,
        }


def _unreadable_row(failure: Unreadable) -> Row:
    nowhere = {"doc_id": None, "raw_start": None, "raw_end": None, "where": ""}
    return {"problem_id": f"{failure.path}:unreadable", "path": failure.path, "what": failure.what, **nowhere}


def _actor_rows(documents: Sequence[Document], mentions: Columns) -> list[Row]:
    known = {actor_id: actor for document in documents for actor_id, actor in document.actors.actors.items()}
    seen: dict[str, list[str]] = {actor_id: [] for actor_id in known}
    for actor_id, form, doc_id in zip(mentions["actor_id"], mentions["form"], mentions["doc_id"], strict=True):
        if form != "adjective":
            seen[actor_id].append(doc_id)
    facts = ("actor_id", "name_fr", "name_en", "acronym", "type", "iso3", "origin")
    return [
        {fact: getattr(actor, fact) for fact in facts}
        | {"n_mentions": len(seen[actor_id]), "n_documents": len(set(seen[actor_id]))}
        for actor_id, actor in sorted(known.items())
    ]

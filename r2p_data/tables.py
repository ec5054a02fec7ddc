"""Tables: the records of parsed documents as pandas DataFrames, as the codebook states them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import count
from operator import attrgetter
from typing import Any

import pandas as pd

from r2p_data.codebook import DTYPES, MAY_BE_EMPTY, TABLES, Kind
from r2p_data.errors import SchemaError
from r2p_data.records import Document, Unreadable

SECTION_MARK = " › "
_PARAGRAPH_ID, _RAW_START = 2, 6
_WORD = re.compile(r"\w++(?:[’'-]\w++)*+")
Row = dict[str, Any]
Values = tuple[Any, ...]
Columns = dict[str, list[Any]]
# Tables of many rows: each is a tuple in the order of the codebook.
_IN_ORDER = ("mentions", "figures", "dates", "references", "offices", "refused", "repairs")


def build_tables(documents: Sequence[Document], unreadable: Sequence[Unreadable] = ()) -> dict[str, pd.DataFrame]:
    """One DataFrame for each table of the codebook, sorted by document, then position.

    Files that gave no document stand at the end of ``problems``, each with its reason.
    """
    rows: dict[str, list[Row]] = {name: [] for name in ("documents", "paragraphs", "problems")}
    tuples: dict[str, list[Values]] = {name: [] for name in _IN_ORDER}
    for document in documents:
        words = [count_words(paragraph.text) for paragraph in document.paragraphs]
        rows["documents"].append(_document_row(document, words))
        rows["paragraphs"].extend(_paragraph_rows(document, words))
        for name, found in _annotations(document):
            tuples[name].extend(found)
        tuples["repairs"].extend(_repair_rows(document))
        rows["problems"].extend(_problem_rows(document))
    rows["problems"].extend(_unreadable_row(failure) for failure in unreadable)
    columns = {name: _columns(name, found) for name, found in tuples.items()}
    rows["actors"] = _actor_rows(documents, columns["mentions"])
    made = {name: make_table(name, table) for name, table in rows.items()}
    made |= {name: _frame(name, table) for name, table in columns.items()}
    return {name: made[name] for name in TABLES}


def make_table(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """``rows`` as the table ``name``: columns in order, types declared, missing as NA."""
    listed = list(rows)
    return _frame(name, {c.name: [row[c.name] for row in listed] for c in TABLES[name]})


def _columns(name: str, rows: Sequence[Values]) -> Columns:
    """Rows in the order of the codebook, turned into columns."""
    return {c.name: [row[place] for row in rows] for place, c in enumerate(TABLES[name])}


def _frame(name: str, columns: Columns) -> pd.DataFrame:
    return pd.DataFrame({c.name: _typed(columns[c.name], c.kind) for c in TABLES[name]})


def _typed(values: Sequence[Any], kind: Kind) -> Any:
    """Arrays, which need no index made and compared; lists in cells stay objects only in a Series."""
    dtype = _dtypes()[kind]
    return pd.Series(values, dtype=dtype) if kind in ("list", "spans") else pd.array(values, dtype=dtype)


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

    >>> count_words("L’État membre, c’est-à-dire le Mali.")
    5
    """
    return len(_WORD.findall(text))


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


def _paragraph_rows(document: Document, words: Sequence[int]) -> Iterator[Row]:
    page_starts = document.source.page_starts
    for position, (paragraph, n_words) in enumerate(zip(document.paragraphs, words, strict=True), 1):
        block = paragraph.block
        yield {
            "paragraph_id": paragraph.paragraph_id,
            "doc_id": document.doc_id,
            "position": position,
            "page": bisect_right(page_starts, block.spans[0].start) if page_starts else None,
            "kind": block.kind,
            "number": block.number,
            "level": block.level,
            "section": SECTION_MARK.join(paragraph.section) or None,
            "parent_id": paragraph.parent_id,
            "notes": list(paragraph.notes),
            "text": paragraph.text,
            "raw_start": block.spans[0].start,
            "raw_end": block.spans[-1].end,
            "spans": [list(span) for span in block.spans],
            "n_words": n_words,
        }


def _annotations(document: Document) -> Iterator[tuple[str, Iterator[Values]]]:
    layers: tuple[tuple[str, str, Sequence[Sequence[Any]]], ...] = (
        ("mentions", "mention", document.actors.mentions),
        ("figures", "figure", document.figures),
        ("dates", "date", document.dates),
        ("references", "reference", document.references),
        ("offices", "office", document.actors.offices),
    )
    for name, row, layer in layers:
        yield name, _standoff_rows(document, name, row, layer)
    yield "refused", _refused_rows(document)


def _standoff_rows(document: Document, name: str, row: str, layer: Sequence[Sequence[Any]]) -> Iterator[Values]:
    facts = [c.name for c in TABLES[name][8:]]
    read = attrgetter("start", "end", *facts)
    doc_id, numbers = document.doc_id, count(1)
    for paragraph, found in zip(document.paragraphs, layer, strict=False):
        for annotation in found:
            start, end, *stated = read(annotation)
            raw_start, raw_end = paragraph.clean.raw_span(start, end)
            surface, place = paragraph.text[start:end], (doc_id, paragraph.paragraph_id, start, end)
            yield f"{doc_id}:{row}:{next(numbers)}", *place, surface, raw_start, raw_end, *stated


def _refused_rows(document: Document) -> Iterator[Values]:
    """Numbers refused in the clean text and digits that never reach it, in the order of the source."""
    order = {paragraph.paragraph_id: index for index, paragraph in enumerate(document.paragraphs)}
    rows = [*_standoff_rows(document, "refused", "refused", document.refused), *_unread_rows(document)]
    rows.sort(key=lambda row: (order[row[_PARAGRAPH_ID]], row[_RAW_START]))
    for number, row in enumerate(rows, 1):
        yield f"{document.doc_id}:refused:{number}", *row[1:]


def _unread_rows(document: Document) -> Iterator[Values]:
    for start, end, index, reason in document.unread:
        paragraph_id, surface = document.paragraphs[index].paragraph_id, document.source.text[start:end]
        yield None, document.doc_id, paragraph_id, None, None, surface, start, end, reason


def _repair_rows(document: Document) -> Iterator[Values]:
    doc_id = document.doc_id
    for number, edit in enumerate(document.edits, 1):
        yield f"{doc_id}:repair:{number}", doc_id, *edit


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

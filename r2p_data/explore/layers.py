"""Layers of a paragraph: what was read in it, as rows and as marks in its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.explore.shelf import Shelf

COLUMNS = ("layer", "surface", "reads", "doc_id", "paragraph_id", "start", "end", "raw_start", "raw_end")
LAYERS = ("actors", "figures", "dates", "references", "repairs")
# No letter is changed by these: they would mark the end of every printed line.
_UNSEEN = frozenset({"line_join", "label", "trim", "note_call", "markdown"})


# For each layer its table, and what a reader is told of a row of it.
_READ = {
    "actors": ("mentions", "actor_id"),
    "figures": ("figures", "kind", "value", "value2", "form", "unit", "subject"),
    "dates": ("dates", "date_from", "date_to", "precision", "inferred"),
    "references": ("references", "symbol", "type", "pinpoint"),
}
_SPAN = ("surface", "start", "end", "raw_start", "raw_end")


class Mark(NamedTuple):
    """A stretch of a text to be marked as belonging to a layer, with what a reader is told of it."""

    start: int
    end: int
    layer: str
    reads: str = ""


def read_layers(corpus: Corpus | Shelf, paragraph: pd.Series) -> pd.DataFrame:
    """What was read in ``paragraph`` (a row of ``paragraphs``), a row a mark, in the order of the text.

    Returns
    -------
    pandas.DataFrame
        with the columns ``COLUMNS``; ``reads`` says in words what the row's own table says in
        columns. Repairs that only join lines are left out.
    """
    rows = list_layers(corpus, paragraph)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(COLUMNS[5:], "int64"))


def list_layers(corpus: Corpus | Shelf, paragraph: pd.Series | Mapping[Any, Any]) -> list[dict[str, Any]]:
    """The rows of ``read_layers``, as dictionaries, which is quicker."""
    rows = [*_annotations(corpus, paragraph), *_repairs(corpus, paragraph)]
    for row in rows:
        row.update(doc_id=paragraph["doc_id"], paragraph_id=paragraph["paragraph_id"])
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["layer"]))


def _annotations(corpus: Corpus | Shelf, paragraph: pd.Series | Mapping[Any, Any]) -> Iterator[dict[str, Any]]:
    actors = corpus.read("actors")
    names = actors if actors.index.name == "actor_id" else actors.set_index("actor_id")
    namers: dict[str, Callable[[Any], str]] = {
        "actors": lambda row: name_actor(names.loc[row["actor_id"]]),
        "figures": name_figure,
        "dates": name_date,
        "references": name_reference,
    }
    for layer, name in namers.items():
        table, *columns = _READ[layer]
        for row in _list_rows(corpus, table, [*_SPAN, *columns], paragraph):
            kept = {key: row[key] for key in _SPAN}
            yield {"layer": layer, "reads": name(row), **kept}


def _list_rows(
    corpus: Corpus | Shelf, table: str, columns: Sequence[str], paragraph: pd.Series | Mapping[Any, Any]
) -> Sequence[Mapping[Any, Any]]:
    where = paragraph["paragraph_id"], paragraph["doc_id"]
    if isinstance(corpus, Shelf):
        return corpus.list_rows(table, columns, *where)
    return corpus.read(table, columns, paragraph_ids=[where[0]]).to_dict("records")


def _repairs(corpus: Corpus | Shelf, paragraph: pd.Series | Mapping[Any, Any]) -> Iterator[dict[str, Any]]:
    log = corpus.read("repairs", doc_ids=[paragraph["doc_id"]])
    edits = log[log["raw_start"].between(paragraph["raw_start"], paragraph["raw_end"])].to_dict("records")
    for row, start, end in place_repairs(paragraph["spans"], edits):
        if row["rule"] not in _UNSEEN:
            reads = f"{row['rule'].replace('_', ' ')}: « {row['before']} » → « {row['after']} »"
            kept = {key: row[key] for key in ("raw_start", "raw_end")}
            yield {"layer": "repairs", "surface": row["after"], "reads": reads, "start": start, "end": end, **kept}


def place_repairs(
    spans: Iterable[Sequence[int]], edits: Sequence[Mapping[Any, Any]]
) -> Iterator[tuple[Mapping[Any, Any], int, int]]:
    """Where each repair stands in the clean text: the repair, and start and end of what it left there.

    >>> edit = {"raw_start": 1, "raw_end": 2, "before": " ", "after": ""}
    >>> [(start, end) for _, start, end in place_repairs([[0, 8]], [edit])]
    [(1, 1)]
    """
    at = 0
    for start, end in spans:
        position = start
        for edit in edits:
            if start <= edit["raw_start"] and edit["raw_end"] <= end and edit["raw_start"] >= position:
                at += edit["raw_start"] - position
                yield edit, at, at + len(edit["after"])
                at += len(edit["after"])
                position = edit["raw_end"]
        at += end - position


def name_actor(row: pd.Series) -> str:
    """An actor by both names: « Union africaine / African Union (UA), organisation »."""
    name = row["name_fr"]
    if not pd.isna(row["name_en"]) and row["name_en"] != name:
        name = f"{name} / {row['name_en']}"
    short = "" if pd.isna(row["acronym"]) else f" ({row['acronym']})"
    return f"{name}{short}, {row['type'].replace('_', ' ')}"


def name_figure(row: dict[str, Any]) -> str:
    """A figure in words.

    >>> row = {"value": 10.0, "value2": 16.0, "form": "ratio", "kind": "ratio", "unit": None, "subject": "missions"}
    >>> name_figure(row)
    'ratio: 10 of 16, missions'
    """
    value = f"{row['value']:,.10g}"
    if not pd.isna(row["value2"]):
        value += f" {'of' if row['form'] == 'ratio' else 'to'} {row['value2']:,.10g}"
    unit = "" if pd.isna(row["unit"]) or row["unit"] == "percent" else f" {row['unit']}"
    subject = "" if pd.isna(row["subject"]) else f", {row['subject']}"
    return f"{row['kind']}: {value}{unit}{subject}"


def name_date(row: dict[str, Any]) -> str:
    """A date as the days that it covers.

    >>> name_date({"date_from": None, "date_to": pd.Timestamp("2016-03-31"), "precision": "day", "inferred": False})
    'until 2016-03-31'
    """
    days = [None if pd.isna(row[key]) else f"{row[key]:%Y-%m-%d}" for key in ("date_from", "date_to")]
    if days[0] is None or days[1] is None:
        said = f"until {days[1]}" if days[0] is None else f"from {days[0]}"
    else:
        said = days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"
    return said + (", a part from the context" if row["inferred"] else "")


def name_reference(row: dict[str, Any]) -> str:
    """A reference by its symbol, kind and place.

    >>> name_reference({"symbol": "S/RES/1325(2000)", "type": "resolution", "pinpoint": None})
    'S/RES/1325(2000), resolution'
    """
    place = "" if pd.isna(row["pinpoint"]) else f", {row['pinpoint']}"
    return f"{row['symbol']}, {row['type']}{place}"


def cut_text(text: str, marks: Iterable[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    """The pieces of ``text``, each with the marks that cover it.

    >>> [(piece, len(covering)) for piece, covering in cut_text("le Mali", [Mark(3, 7, "actors")])]
    [('le ', 0), ('Mali', 1)]
    """
    known = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(mark.start for mark in known), *(mark.end for mark in known)})
    for start, end in zip(cuts, cuts[1:], strict=False):
        yield text[start:end], [mark for mark in known if mark.start <= start and end <= mark.end]


def mark_text(text: str, marks: Iterable[Mark]) -> str:
    """``text`` as HTML, escaped, each stretch marked with the classes of all layers that cover it.

    >>> mark_text("le Mali", [Mark(3, 7, "actors", "Mali, state")])
    'le <mark class="r2p-actors" title="Mali, state">Mali</mark>'
    """
    pieces = []
    for piece, covering in cut_text(text, marks):
        shown = escape(piece)
        if covering:
            classes = " ".join(dict.fromkeys(f"r2p-{mark.layer}" for mark in covering))
            told = escape("\n".join(mark.reads for mark in covering if mark.reads))
            shown = f'<mark class="{classes}" title="{told}">{shown}</mark>'
        pieces.append(shown)
    return "".join(pieces)

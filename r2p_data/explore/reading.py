"""The page that is read: a paragraph with its neighbours, what was read in it marked, its citation to copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import traitlets

from r2p_data.explore.citing import LABELS, cite_place
from r2p_data.explore.layers import Mark, cut_text, list_layers
from r2p_data.explore.model import Selection
from r2p_data.explore.pages import find_row, read_rows
from r2p_data.explore.part import Asked, Part, read_script
from r2p_data.search import find_hits

LAYERS = ("actors", "figures", "dates", "references")
# Neighbours are cut where they are longer.
_BESIDE = 420
Segment = list[Any]
Row = Mapping[Any, Any]


class Page(Part):
    """The chosen row in its paragraph; without one, the first row that matches."""

    _esm = read_script("reading.js")

    page = traitlets.Dict().tag(sync=True)
    printed = traitlets.Bool().tag(sync=True)

    def __init__(self, selection: Selection, answer: Callable[[Asked], None]) -> None:
        super().__init__(answer)
        self._selection = selection
        self.place: int | None = None
        selection.subscribe(self.update)
        self.update(selection)

    def update(self, selection: Selection) -> None:
        """Open the chosen row."""
        at = place_row(selection)
        if at is None:
            self.place, self.page = None, {"place": "Nothing matches, so there is nothing to read."}
            return
        row = int(selection.match.rows[at])
        self._open(int(selection.matcher.coding.rows[selection.query.rows].paragraphs[row]), row, at)

    def walk(self, by: int) -> None:
        """Read the paragraph before or after, whether it matches or not."""
        if self.place is not None:
            self.show(min(max(self.place + by, 0), self._selection.matcher.size - 1))

    def show(self, place: int) -> None:
        """Read the paragraph at a place of the corpus, which may not match."""
        self._open(place, None, None)

    def turn(self, printed: bool) -> None:
        """Show the characters of the source, or the repaired text."""
        self.printed = printed
        if self._shown is not None:
            self._open(*self._shown)

    _shown: tuple[int, int | None, int | None] | None = None

    def _open(self, place: int, row: int | None, at: int | None) -> None:
        self.place, self._shown = place, (place, row, at)
        selection = self._selection
        beside = [p for p in (place - 1, place, place + 1) if 0 <= p < selection.matcher.size]
        read = selection.matcher.shelf.take("paragraphs", beside).to_dict("records")
        here = read[beside.index(place)]
        same = [paragraph for paragraph in read if paragraph["doc_id"] == here["doc_id"]]
        layers = list_layers(selection.matcher.shelf, here)
        self.page = {
            "paragraphs": [
                self._draw_here(here, layers, row) if paragraph is here else
                _draw_beside(paragraph, "before" if paragraph["position"] < here["position"] else "after")
                for paragraph in same
            ],
            "layers": [[layer, sum(each["layer"] == layer for each in layers)] for layer in LAYERS],
            "rows": [[each["layer"], each["surface"], each["reads"]] for each in layers if each["layer"] in LAYERS],
            "notes": _read_notes(selection, here),
            "path": _name_path(selection, here),
            "citations": [[LABELS[style], text] for style, text in cite_place(selection.matcher, place).items()],
            **_tell_place(selection, at),
        }  # fmt: skip

    def _draw_here(self, here: Row, layers: Sequence[Row], row: int | None) -> dict[str, Any]:
        chosen = _find_span(self._selection, row)
        if self.printed:
            segments = _print_segments(self._selection.corpus.source(here["doc_id"]), here, layers, chosen)
        else:
            marks = [Mark(row["start"], row["end"], row["layer"], row["reads"]) for row in layers]
            marks += [Mark(start, end, "hit") for start, end in find_hits(here["text"], self._selection.query.text)]
            marks += [Mark(chosen["start"], chosen["end"], "row")] if chosen else []
            segments = cut_segments(here["text"], marks)
        number = None if self.printed or pd.isna(here["number"]) else here["number"]
        return {"role": "here", "kind": here["kind"], "number": number, "segments": segments}


def place_row(selection: Selection) -> int | None:
    """Which of the rows that match is open: the one chosen, else the first; None if nothing matches."""
    rows = selection.match.rows
    if not len(rows):
        return None
    if selection.query.chosen is None:
        return 0
    row = find_row(selection.matcher, selection.query.rows, selection.query.chosen)
    found = np.flatnonzero(rows == (-1 if row is None else row))
    return int(found[0]) if len(found) else 0


def cut_segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """Text in pieces: words, layers, what is told of them, and whether it is a hit or the chosen row.

    >>> cut_segments("le Mali", [Mark(3, 7, "actors", "Mali, state"), Mark(3, 7, "row")])
    [['le ', [], '', ''], ['Mali', ['actors'], 'Mali, state', 'row']]
    """
    pieces: list[Segment] = []
    for piece, covering in cut_text(text, [mark for mark in marks if mark.layer != "repairs"]):
        names = list(dict.fromkeys(mark.layer for mark in covering))
        layers = [name for name in names if name in LAYERS]
        told = "\n".join(mark.reads for mark in covering if mark.reads)
        pieces.append([piece, layers, told, "row" if "row" in names else "hit" if "hit" in names else ""])
    return pieces


def _print_segments(source: str, here: Row, layers: Sequence[Row], chosen: dict[str, int] | None) -> list[Segment]:
    """The characters of the source; what stands between the spans of a paragraph is no part of it."""
    rows = [(row["raw_start"], row["raw_end"], row["layer"], row["reads"]) for row in layers]
    rows += [(chosen["raw_start"], chosen["raw_end"], "row", "")] if chosen else []
    segments, last = [], int(here["raw_start"])
    for start, end in here["spans"]:
        segments += [[source[last:start], [], "no part of this paragraph", "apart"]] if last < start else []
        inside = [(max(left, start), min(right, end), *rest) for left, right, *rest in rows]
        marks = [Mark(left - start, right - start, *rest) for left, right, *rest in inside if left < right]
        segments += cut_segments(source[start:end], marks)
        last = end
    return segments


def _draw_beside(row: Row, role: str) -> dict[str, Any]:
    text = " ".join(row["text"].split())
    if len(text) > _BESIDE:
        text = text[:_BESIDE].rstrip() + "…" if role == "after" else "…" + text[-_BESIDE:].lstrip()
    number: str | None = None if pd.isna(row["number"]) else row["number"]
    return {"role": role, "kind": row["kind"], "number": number, "segments": [[text, [], "", ""]]}


def _find_span(selection: Selection, row: int | None) -> dict[str, int] | None:
    """Where the chosen row stands in its paragraph and in the source; None for a paragraph as a row."""
    name = selection.query.rows
    if row is None or name == "paragraphs":
        return None
    found = read_rows(selection.matcher, name, [row])
    span = {key: found[key].iloc[0] for key in ("start", "end", "raw_start", "raw_end")}
    return None if any(map(pd.isna, span.values())) else {key: int(place) for key, place in span.items()}


def _read_notes(selection: Selection, here: Row) -> list[str]:
    if not len(here["notes"]):
        return []
    near = {"paragraph_ids": list(here["notes"]), "doc_ids": [here["doc_id"]]}
    notes = selection.matcher.shelf.read("paragraphs", ["number", "text"], **near)
    return [f"note {number}: {text}" for number, text in zip(notes["number"], notes["text"], strict=True)]


def _name_path(selection: Selection, here: Row) -> str:
    title = selection.matcher.label("documents", here["doc_id"])
    title = title if len(title) <= 80 else title[:79].rstrip() + "…"
    parts = [title, *([] if pd.isna(here["section"]) else [here["section"]])]
    return " › ".join(parts) + ("" if here["kind"] == "paragraph" else f" ({here['kind'].replace('_', ' ')})")


def _tell_place(selection: Selection, at: int | None) -> dict[str, Any]:
    if at is None:
        return {"place": "beside the matches", "first": False, "last": False}
    size = len(selection.match.rows)
    noun = selection.query.rows[:-1]
    return {"place": f"{noun} {at + 1:,} of {size:,}", "first": at == 0, "last": at + 1 == size}

"""Items of lists: which pieces are items, and what introduces each."""

from __future__ import annotations

from collections.abc import Sequence

from r2p_data.layout.labels import DASHES
from r2p_data.layout.lines import Setting
from r2p_data.layout.numbering import Run
from r2p_data.layout.pieces import Piece

_BRIEF = 60
_CLAUSE = 160


def mark_lists(pieces: Sequence[Piece], setting: Setting) -> None:
    """Tell items from paragraphs: numbered ones, those without a mark, and spoken lines that open with a dash."""
    _mark_numbered(pieces)
    body = [piece for piece in pieces if piece.kind not in ("furniture", "footnote")]
    _mark_unmarked(body, setting)
    _unmark_dialogue(body)


def _mark_numbered(pieces: Sequence[Piece]) -> None:
    """Numbers that stand in a list inside a paragraph, or number short clauses, number items."""
    runs: dict[Run, list[Piece]] = {}
    for piece in pieces:
        if piece.run:
            runs.setdefault(piece.run, []).append(piece)
    for run, members in runs.items():
        if run.inner or _numbers_items(run, members):
            for piece in members:
                piece.kind = "list_item"


def _numbers_items(run: Run, members: Sequence[Piece]) -> bool:
    first = members[0]
    if first.label is not None and first.lines[0].text[: first.label.end].endswith(")"):
        return True
    brief = len(members) == 1 or all(len(piece.body) < _BRIEF for piece in members)
    if run.announced:
        return (brief or all(piece.last.text[-1] in ";," for piece in members[:-1])) and len(first.body) < _CLAUSE
    return brief and len(first.body) < _CLAUSE and not all(_is_clause_of_text(piece) for piece in members)


def _is_clause_of_text(piece: Piece) -> bool:
    """« 1. Engage les parties à appliquer l’Accord; »: an item of a list opens with a small letter or lacks a mark."""
    return piece.body[:1].isupper() and piece.last.terminated


def _mark_unmarked(body: Sequence[Piece], setting: Setting) -> None:
    """« … quatre axes : », then « l’innovation ; », « la détection ; », each on its own line."""
    position = 0
    while position < len(body):
        end = position + 1
        if body[position].kind in ("paragraph", "list_item") and body[position].last.text.endswith(":"):
            while end < len(body) and _is_clause(body[end], body[position], setting):
                end += 1
            if end - position > 2:
                for piece in body[position + 1 : end]:
                    piece.kind = "list_item"
        position = end


def _is_clause(piece: Piece, introduction: Piece, setting: Setting) -> bool:
    if piece.kind != "paragraph" or piece.label is not None or len(piece.lines) * 60 > 2 * _CLAUSE:
        return False
    first = piece.lines[0]
    indented = not setting.wrapped and first.indent > introduction.lines[0].indent + 1 and first.text[0] not in '«“"'
    return first.text[0].islower() or indented


def _unmark_dialogue(body: Sequence[Piece]) -> None:
    """« – Nous avons besoin d’hélicoptères, a dit un responsable. »: sentences that nothing introduces are spoken."""
    start = 0
    while start < len(body):
        end = start
        while end < len(body) and _is_dashed(body[end]):
            end += 1
        introduced = start > 0 and body[start - 1].last.text.endswith(":")
        if end > start and not introduced and all(_is_sentence(piece) for piece in body[start:end]):
            for piece in body[start:end]:
                piece.kind, piece.label = "paragraph", None
        start = end + 1


def _is_dashed(piece: Piece) -> bool:
    return piece.kind == "list_item" and piece.label is not None and piece.label.number in DASHES


def _is_sentence(piece: Piece) -> bool:
    text = piece.body
    return text[:1].isupper() and text.endswith((".", "!", "?", "»", "…")) and " " in text


def find_parents(pieces: Sequence[Piece]) -> list[int | None]:
    """For each item the piece that introduces it, for each footnote the one that calls it."""
    callers: dict[str, int] = {}
    parents: list[int | None] = []
    nesting: list[tuple[str, int]] = []
    introduction: int | None = None
    for i, piece in enumerate(pieces):
        parent = None
        callers.update((call.number, i) for call in piece.calls)
        if piece.kind in ("paragraph", "heading", "title"):
            introduction, nesting = (i if piece.kind == "paragraph" else None), []
        elif piece.kind == "list_item":
            nesting = _enclosing(nesting, _mark(piece))
            parent = nesting[-1][1] if nesting else introduction
            nesting = [*nesting, (_mark(piece), i)]
        elif piece.kind == "footnote" and piece.label:
            parent = callers.get(piece.label.number)
        parents.append(parent)
    return parents


def _mark(piece: Piece) -> str:
    """Tell what items of one list have in common: the style of their numbers, or their bullet."""
    if piece.label is None:
        return ""
    return piece.label.number if piece.label.style == "bullet" else piece.label.style


def _enclosing(nesting: list[tuple[str, int]], mark: str) -> list[tuple[str, int]]:
    """Keep the items around a new one: those above the list that it goes on with, all of them if it opens one."""
    marks = [other for other, _ in nesting]
    return nesting[: marks.index(mark)] if mark in marks else nesting

"""Which pieces are titles, headings and table cells, and how deep each heading stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from r2p_data.folding import fold
from r2p_data.layout.pieces import Piece
from r2p_data.lexicon import load_rows

_LONGEST = 250
_CELLS = 4
_FINISHED = re.compile(r"[.!?;:,][»”\"’)\s\u00a0\u202f]*$")
_INITIAL = re.compile(r"[A-ZÀ-ÖØ-Þ«“\"(\d]|[^\W\d_]['’]")


@cache
def _conventional() -> re.Pattern[str]:
    rows = load_rows("sections.csv", ["pattern", "example", "counter_example"])
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows))


def is_conventional(text: str) -> bool:
    """Whether a heading is one of the conventional sections of a report.

    >>> is_conventional("Conclusion et recommandations"), is_conventional("Réunions tenues")
    (True, False)
    """
    return _conventional().fullmatch(fold(text).strip(" :")) is not None


def resembles_heading(piece: Piece) -> bool:
    """Whether a piece is short, begins as a heading does and does not end as a sentence does."""
    text = piece.body
    if not text or len(text) > _LONGEST or piece.calls:
        return False
    return _INITIAL.match(text) is not None and not _FINISHED.search(text[-8:])


def mark_headings(pieces: Sequence[Piece]) -> None:
    """Turn paragraphs that are titles, headings or cells of a table into such pieces."""
    body = [piece for piece in pieces if piece.kind not in ("furniture", "footnote")]
    _mark_labelled(body)
    unlabelled = [piece.kind == "paragraph" and piece.label is None and resembles_heading(piece) for piece in body]
    position = 0
    while position < len(body):
        end = position
        while end < len(body) and unlabelled[end]:
            end += 1
        _mark_run(body, position, end)
        position = max(end, position + 1)
    _mark_title(body)


def _mark_labelled(body: Sequence[Piece]) -> None:
    for piece, after in zip(body, [*body[1:], None], strict=False):
        label = piece.label
        if label is None or not resembles_heading(piece):
            continue
        if label.style in ("roman", "capital"):
            piece.kind = "heading"
        elif label.style in ("letter", "minor_roman", "arabic") and after is not None and _opens_text(piece, after):
            piece.kind = "heading"


def _opens_text(piece: Piece, after: Piece) -> bool:
    """« a) Instaurer un engagement mutuel » directly above a numbered paragraph."""
    assert piece.label is not None
    numbered = after.label is not None and after.label.style == "arabic" and after.label.value > 0
    return numbered and after.run > 0 and piece.run != after.run and len(piece.body) < 160


def _mark_run(body: Sequence[Piece], start: int, end: int) -> None:
    """Unlabelled heading-like pieces in a row: few are headings, many are the cells of a table."""
    while start < end and is_conventional(body[start].body):
        body[start].kind = "heading"
        start += 1
        if fold(body[start - 1].body).startswith(("annexe", "appendice")) and end - start > 1:
            body[start].kind = "heading"
            start += 1
    if end - start >= _CELLS and start > 0:
        for piece in body[start:end]:
            piece.kind = "table_cell"
    elif end < len(body) or start == 0:
        for piece in body[start:end]:
            piece.kind = "heading"


def _mark_title(body: Sequence[Piece]) -> None:
    """The heading-like pieces before the first sentence, unless they open a conventional section."""
    for piece in body:
        style = piece.label.style if piece.label else None
        opening = piece.kind == "heading" and (style is None or (style == "roman" and piece is body[0]))
        if not opening or is_conventional(piece.body):
            return
        piece.kind = "title"


def assign_levels(pieces: Sequence[Piece]) -> None:
    """Give each heading its depth, 1 at the top.

    Roman numerals stand at 1, capitals below them, unnumbered headings below the numbered
    one above, lettered ones below those. Where no heading is numbered, conventional
    sections stand at 1, a heading that a list announced (« a examiné les thèmes suivants :
    a) … ») stands under the section that announced it, and one that directly follows
    another stands under it.
    """
    headings = [piece for piece in pieces if piece.kind == "heading"]
    styles = {piece.label.style for piece in headings if piece.label}
    announced = {_key(piece.body) for piece in pieces if piece.kind == "list_item"}
    numbered, unnumbered, above = 0, 0, None
    for piece in pieces:
        if piece.kind == "heading":
            style = piece.label.style if piece.label else None
            if style in ("roman", "capital"):
                numbered = unnumbered = 1 + (style == "capital" and "roman" in styles)
                piece.level = numbered
            elif style is not None:
                piece.level = unnumbered + 1
            else:
                numbered, unnumbered = _unnumbered_level(piece, above, numbered, unnumbered, announced)
                piece.level = unnumbered
        if piece.kind != "furniture":
            above = piece


def _unnumbered_level(
    piece: Piece, above: Piece | None, numbered: int, current: int, announced: set[str]
) -> tuple[int, int]:
    conventional = is_conventional(piece.body)
    if conventional and (not numbered or fold(piece.body).startswith(("annexe", "appendice"))):
        return 0, 1
    if numbered:
        return numbered, numbered + 1
    if above is not None and above.kind == "heading" and above.label is None:
        return 0, (above.level or 0) + 1
    if _key(piece.body) in announced:
        return 0, max(current, 1 if above is None else 2 if current else 1)
    return 0, max(1, current)


def _key(text: str) -> str:
    return re.sub(r"[^a-z]+", "", fold(text))

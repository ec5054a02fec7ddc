"""Which pieces are titles, headings and cells of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from r2p_data.folding import fold
from r2p_data.layout.lines import Setting
from r2p_data.layout.pieces import Piece
from r2p_data.lexicon import load_rows

_LONGEST = 250
_CLAUSE = 160
_CELLS = 4
_FINISHED = re.compile(r"[.!?;:,][»”\"’)*\s\u00a0\u202f]*$")
_INITIAL = re.compile(r"[A-ZÀ-ÖØ-Þ«“\"(\d\[]|[^\W\d_]['’]|[-–—] ?[A-ZÀ-Ý]")
# « Tableau 1 », « Figure 2. Effectifs », « Encadré III »
CAPTION = re.compile(
    r"(?:tableau|figure|graphique|carte|encadre|diagramme) (?:n[o°] ?)?(?:\d{1,2}|[ivx]{1,4})\b(?! [a-z])"
)
# « Mots-clés : ONU, Mali », « Contact : Bureau de l’information »
_FIELD = re.compile(
    r"(?:mots-cl[ée]s|contacts?|sources?|auteurs?|t[ée]l(?:éphone)?\.?|courriel|e-?mail|date|lieu)\s?:", re.I
)
# « Que fait la MINUSMA à Gao ? », alone above its answer
_QUESTION = re.compile(r"[^.!?;:]{5,110}\?")
# « - Mandat plus robuste - », « 402 617,3 », « (27 300,9) », « – »
_BETWEEN_DASHES = re.compile(r"[-–—] ?\w[^;:]{2,80}\w ?[-–—]")
# « (Signé) BAN Ki-moon »
SIGNATURE = re.compile(r"\(\s?Signé[es]?\s?\)")
AMOUNT = re.compile(r"[\d\s.,()%/+–—-]+")
_ANNEXES = ("annexe", "appendice", "piece jointe", "enclosure")


@cache
def _conventional() -> re.Pattern[str]:
    rows = load_rows("sections.csv", ["pattern", "example", "counter_example"])
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows))


def is_conventional(text: str) -> bool:
    """Whether a heading is one of the conventional sections of a report.

    >>> is_conventional("Conclusion et recommandations"), is_conventional("Réunions tenues")
    (True, False)
    """
    return len(text) <= _LONGEST and _conventional().fullmatch(fold(text).strip(" :*")) is not None


def is_annex(text: str) -> bool:
    """Whether a heading opens an annex.

    >>> is_annex("Annexe II"), is_annex("Annexé par la suite")
    (True, False)
    """
    return is_conventional(text) and fold(text).startswith(_ANNEXES)


def resembles_heading(piece: Piece) -> bool:
    """Whether a piece is short, begins as a heading does and does not end as a sentence does."""
    if len(piece.lines) * 4 > _LONGEST or (len(piece.lines) > 1 and _FINISHED.search(piece.last.text[-8:])):
        return False
    text = piece.body
    if not text or len(text) > _LONGEST or _FINISHED.search(text[-8:]):
        return False
    return _INITIAL.match(text) is not None and not _FIELD.match(text)


def mark_headings(pieces: Sequence[Piece], setting: Setting) -> None:
    """Turn paragraphs that are titles, headings or cells of a table into such pieces."""
    body = [piece for piece in pieces if piece.kind not in ("furniture", "footnote")]
    _mark_labelled(body, setting)
    fragments = [_is_fragment(piece, setting) for piece in body]
    position = 0
    while position < len(body):
        end = position
        while end < len(body) and fragments[end]:
            end += 1
        if end > position:
            _mark_run(body, _mark_emphasised(body, position, end, setting), end)
        position = max(end, position + 1)
    if not setting.wrapped:
        _mark_questions(body)
    _mark_title(body)


def _is_fragment(piece: Piece, setting: Setting) -> bool:
    """Whether an unlabelled piece is no sentence: a heading, a caption or a cell."""
    if piece.kind == "list_item" and piece.label and _BETWEEN_DASHES.fullmatch(piece.lines[0].text):
        piece.kind, piece.label = "paragraph", None
    if piece.kind != "paragraph" or piece.label is not None:
        return False
    asks = piece.last.text.endswith(("?", "!", ":")) and len(piece.body) <= _CLAUSE and _is_emphasised(piece, setting)
    return (asks or resembles_heading(piece)) and not SIGNATURE.match(piece.lines[0].text)


def _is_emphasised(piece: Piece, setting: Setting) -> bool:
    return all(setting.is_emphasised(line) for line in piece.lines)


def _mark_emphasised(body: Sequence[Piece], start: int, end: int, setting: Setting) -> int:
    """Mark the heading in bold above the cells of a table, which has no other beside it; return what follows it."""
    emphasised = [_is_emphasised(piece, setting) for piece in body[start : min(start + 2, end)]]
    if emphasised[:1] != [True] or emphasised[1:] == [True] or CAPTION.match(fold(body[start].body)):
        return start
    body[start].kind = "heading"
    return start + 1


def _mark_labelled(body: Sequence[Piece], setting: Setting) -> None:
    before: Piece | None = None
    for piece, after in zip(body, [*body[1:], None], strict=False):
        label, above, before = piece.label, before, piece
        if label is None or not resembles_heading(piece):
            continue
        sure = label.style in ("roman", "capital")
        heads = _is_emphasised(piece, setting) or (after is not None and _heads(piece, above, after))
        if sure or (label.style != "bullet" and heads):
            piece.kind = "heading"


def _heads(piece: Piece, above: Piece | None, after: Piece) -> bool:
    """« a) Instaurer un engagement mutuel » directly above its text, numbered or not, and below no other item."""
    if len(piece.body) >= _CLAUSE:
        return False
    if after.run is not None:
        return not after.run.inner and piece.run is not after.run
    assert piece.label is not None
    alone = above is None or above.label is None or above.label.style != piece.label.style
    text = after.kind == "paragraph" and after.label is None and after.last.terminated and not resembles_heading(after)
    return alone and (text or (after.label is not None and after.label.style == "decimal"))


def _mark_run(body: Sequence[Piece], start: int, end: int) -> None:
    """Unlabelled fragments in a row: few are headings, many are the cells of a table."""
    start = _mark_sections(body, start, end)
    captioned = start < end and CAPTION.match(fold(body[start].body)) is not None
    tabular = captioned or any(AMOUNT.fullmatch(piece.body) for piece in body[start:end])
    if end - start >= _CELLS and start > 0 or tabular:
        closing = _closing_heading(body, start, end)
        for piece in body[start:closing]:
            piece.kind = "table_cell"
        start = closing
    if end < len(body) or start == 0:
        for piece in body[start:end]:
            piece.kind = "heading"


def _mark_sections(body: Sequence[Piece], start: int, end: int) -> int:
    """Mark the conventional sections that open a run, with the title of an annex; return what follows them."""
    while start < end and is_conventional(body[start].body):
        body[start].kind = "heading"
        start += 1
        titled = is_annex(body[start - 1].body) and end - start > 1
        if titled and not CAPTION.match(fold(body[start].body)):
            body[start].kind = "heading"
            start += 1
    return start


def _closing_heading(body: Sequence[Piece], start: int, end: int) -> int:
    """Where the cells end: the last fragment is a heading if more space sets it off than any cell before it."""
    last = body[end - 1]
    heads = end < len(body) and last.gap > max((piece.gap for piece in body[start + 1 : end - 1]), default=last.gap)
    return end - 1 if heads and not AMOUNT.fullmatch(last.body) else end


def _mark_questions(body: Sequence[Piece]) -> None:
    """« Que fait la Mission ? » above its answer."""
    for piece, after in zip(body, body[1:], strict=False):
        alone = piece.kind == after.kind == "paragraph" and piece.label is None and len(piece.lines) == 1
        if alone and _QUESTION.fullmatch(piece.last.text) and len(after.body) > len(piece.body):
            piece.kind = "heading"


def _mark_title(body: Sequence[Piece]) -> None:
    """Mark as titles the heading-like pieces before the first sentence, unless they open a conventional section."""
    numerals = sum(
        piece.kind == "heading" and piece.label is not None and piece.label.style == "roman" for piece in body
    )
    for piece in body:
        style = piece.label.style if piece.label else None
        only = style == "roman" and piece is body[0] and numerals == 1
        asks = piece.body.endswith("?") and piece is not body[0]
        if piece.kind != "heading" or asks or not (style is None or only) or is_conventional(piece.body):
            return
        piece.kind = "title"

"""The log replays: applied to the raw text it gives the clean text, and every character is accounted for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from r2p_data.records import Block, CleanText, Edit, NoteCall, Span
from r2p_data.repair import Profile, clean, profile, replay
from tests.repair.gold import GoldDocument, documents

PIECES = [
    "l ’appui",
    "I’Union",
    "1’Organisation",
    "de ’innovation",
    "auprés",
    "a la paix",
    "A cet égard,",
    "Etats",
    "11 a dit",
    "pol itique",
    "e t",
    "résolutions1820",
    "( voir",
    "savoir-\n\nfaire",
    "opé-\nration",
    "A/67/929-\n\nS/2013/399",
    "d’ou il vient",
    "1% janvier",
    "ét¢",
    "deux  blancs",
    "ﬁn",
    "mou\u00adton",
    "\n",
    "\n\n",
    " ",
    "  ",
    "\u00a0:",
    "«\u00a0mot\u00a0»",
    "I’ Architecture",
    "[’on",
    "&étre",
    "12",
    "1.",
    "a)",
    "•",
    "ceuvre",
    "tache",
    "(a",
    ".",
    ",",
    "’",
    "-",
    "¢",
    "é",
    "\t",
]
SPLITS = profile("une pol itique, la manifes tation e t le reste n ’est pas", []).splits


@st.composite
def documents_with_a_block(draw: st.DrawFn) -> tuple[str, Block, Profile]:
    pieces = draw(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1, max_size=25))
    raw = "".join(piece + draw(st.sampled_from(["", " ", "\n"])) for piece in pieces) or "x"
    cuts = sorted(draw(st.lists(st.integers(0, len(raw)), min_size=2, max_size=8)))
    cuts += [len(raw)] * (len(cuts) % 2)
    spans = tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True))
    first = spans[0]
    label = Span(first.start, min(first.end, first.start + 2)) if draw(st.booleans()) else None
    calls = tuple(NoteCall(s.end - 1, s.end, "1") for s in spans[1:] if s.end > s.start and draw(st.booleans()))
    kind = draw(st.sampled_from(["paragraph", "furniture"]))
    measured = Profile(ocr=draw(st.booleans()), loses_grave=draw(st.booleans()), splits=SPLITS)
    return raw, Block(kind, spans, label=label, calls=calls), measured


def check(raw: str, block: Block, text: CleanText, edits: list[Edit]) -> None:
    assert replay(raw, block.spans, edits) == text.text
    assert len(text.text) == len(text.starts) == len(text.ends)
    for edit in edits:
        assert raw[edit.raw_start : edit.raw_end] == edit.before != edit.after
        assert any(span.start <= edit.raw_start <= edit.raw_end <= span.end for span in block.spans)
    assert all(a.raw_end <= b.raw_start for a, b in zip(edits, edits[1:], strict=False))
    assert list(text.starts) == sorted(text.starts)
    assert all(start <= end for start, end in zip(text.starts, text.ends, strict=True))
    edited = {i for edit in edits for i in range(edit.raw_start, edit.raw_end)}
    for character, start, end in zip(text.text, text.starts, text.ends, strict=True):
        kept = end == start + 1 and raw[start] == character
        assert kept or start == end or not edited.isdisjoint(range(start, end))
    stands_for = {i for start, end in zip(text.starts, text.ends, strict=True) for i in range(start, end)}
    inside = {i for span in block.spans for i in range(span.start, span.end)}
    assert inside - stands_for <= edited


@settings(max_examples=400, deadline=None)
@given(documents_with_a_block())
def test_log_replays_on_any_text(case: tuple[str, Block, Profile]) -> None:
    raw, block, measured = case
    check(raw, block, *clean(raw, block, measured))


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)
def test_log_replays_on_the_seeds(document: GoldDocument) -> None:
    for _, block, text, edits in document.cleaned():
        check(document.raw, block, text, edits)


def test_a_word_broken_by_a_page_is_one_word_and_keeps_both_places() -> None:
    raw = "la consolida-\n[page 3]\ntion de la paix"
    text, edits = clean(raw, Block("paragraph", (Span(0, 13), Span(23, 38))), Profile())
    assert text.text == "la consolidation de la paix"
    at = text.text.index("tion")
    assert text.raw_span(at, at + 4) == Span(23, 27)
    assert all("page" not in edit.before for edit in edits)


def test_furniture_keeps_its_lines() -> None:
    raw = "http://undocs.org/fr/A/1\n\nhttp://undocs.org/fr/A/2 \n"
    text, _ = clean(raw, Block("furniture", (Span(0, len(raw)),)), Profile(ocr=True))
    assert text.text == "http://undocs.org/fr/A/1\nhttp://undocs.org/fr/A/2"


def test_a_soft_hyphen_and_a_space_before_a_line_end_divide_a_word() -> None:
    raw = "la pré\u00ad \nvention des conflits"
    block = Block("paragraph", (Span(0, len(raw)),))
    text, edits = clean(raw, block, Profile())
    assert text.text == "la prévention des conflits"
    check(raw, block, text, edits)


def test_a_blank_between_a_label_and_a_call_is_cut_once() -> None:
    raw = "1.\u00a02"
    block = Block("paragraph", (Span(0, 4),), label=Span(0, 2), calls=(NoteCall(3, 4, "2"),))
    check(raw, block, *clean(raw, block, Profile()))

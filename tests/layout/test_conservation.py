"""Every character that is not blank stands in exactly one block, whatever the text; the same text, the same blocks."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from r2p_data.layout import find_blocks, find_problems
from tests.layout.reading import DOCUMENTS

LINES = st.sampled_from(
    [
        "1. Le Conseil a agi.", "2.", "12. Il", "l3. La", "I. Introduction", "A. Sécurité", "a) Agir;", "ii) Agir;",
        "• agir", "– Agir", "* agir", "o agir", "_______", "1 Voir S/2016/498.", "¹ Voir.", "1", "2", "« Nous",
        "mission1",
        "S/2016/498", "16-08726 3/23", "Nations Unies", "Annexe", "Tableau 1", "1 409", "Table des matières",
        "I. Fin ........ 3", "Image", "http://un.org", "de la", "Notes", "31 mai 2016", "Que faire ?", "1.1. Le cadre",
    ]
)  # fmt: skip
BLANKS = st.sampled_from(
    ["\n", "\n\n", "\n \n", "\f", " \n", "\n ", "\n\n\n", "\n      ", "\x0b", "\x1c", "\u2028", "\x85"]
)
PAGES = st.lists(st.tuples(LINES, BLANKS), max_size=40).map(lambda parts: "".join(a + b for a, b in parts))


def covered(text: str) -> list[int]:
    return [i for block in find_blocks(text) for start, end in block.spans for i in range(start, end)]


def assert_conserved(text: str) -> None:
    places = covered(text)
    assert len(places) == len(set(places))
    assert {i for i, character in enumerate(text) if not character.isspace()} <= set(places)
    for block in find_blocks(text):
        spans = [block.label, *block.spans, *((call.start, call.end) for call in block.calls)]
        assert all(0 <= start < end <= len(text) for start, end in filter(None, spans))
        assert list(block.spans) == sorted(block.spans)


@given(st.text())
@settings(deadline=None)
@example("\x00\x1f\u2028\ud800")
@example("a\x0b1. b\x1c2. c\u2029\n\u3000\u200b\n")
def test_any_text_is_covered_once(text: str) -> None:
    assert_conserved(text)


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_any_page_is_covered_once_and_read_the_same_twice(text: str) -> None:
    assert_conserved(text)
    blocks = find_blocks(text)
    assert blocks == find_blocks(text)
    assert find_problems(blocks) == find_problems(blocks)


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_parents_and_calls_point_at_blocks_that_hold_them(text: str) -> None:
    blocks = find_blocks(text)
    for i, block in enumerate(blocks):
        if block.parent is not None:
            assert block.kind in ("list_item", "footnote")
            assert block.parent < i
        for call in block.calls:
            assert any(start <= call.start and call.end <= end for start, end in block.spans)
        assert (block.level is not None) == (block.kind == "heading")


@pytest.mark.parametrize(
    "text", ["", "\n", "   \n\n", "a", "1.", "•", "\f\f", "_____", "1. \n\n2.", "http://un.org", "²"]
)
def test_degenerate_sources_are_covered_all_the_same(text: str) -> None:
    assert_conserved(text)


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_documents_are_covered_once(document) -> None:
    assert_conserved(document.read_text(encoding="utf-8"))


HOSTILE = (
    "1", ".", " ", "_", "A/", "[", "]", "\n", "-", "•", "*", "l", "a) ", "1. ", "1.\n", "I. X\n", "– x\n", "«", ":",
    "a:\n",
    "http://", "1/", "¹", "a1 ", "1 A\n", "*\n", "\f", "\x00", "\u2028", "\u00a0", ". . ", "Tableau 1\n", "Annexe\n",
    "Image\n", "Nations Unies\n", "12 \n", "20141 ", "_____\n1 a\n", "x :\ny ;\n", "1. x\n2. x\n", "Accueil > ",
    "a\n1\n",
    "31 mai 2016\n", "1 2. A\n", "1.1. A\n", "[1] A\n", "a[1] ",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE, ids=[repr(unit) for unit in HOSTILE])
def test_long_run_of_one_pattern_is_covered_once(unit: str) -> None:
    assert_conserved((unit * 4_000)[:4_000])

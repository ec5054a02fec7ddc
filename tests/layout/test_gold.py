"""Layout on the seeds, against blocks annotated by hand."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from r2p_data.layout import find_blocks, find_problems
from tests.layout.reading import COUNTED, GOLD, SEEDS, body, letters

PATHS = pytest.mark.parametrize("path", GOLD, ids=[path.stem[:3] for path in GOLD])


def read(path: Path) -> tuple[str, list[dict[str, object]]]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    return (SEEDS / gold["document"]).read_text(encoding="utf-8"), gold["blocks"]


def same(a: str, b: str) -> bool:
    """The same text up to the repair of OCR damage."""
    return a == b or SequenceMatcher(None, a[:400], b[:400], autojunk=False).ratio() >= 0.8


@PATHS
def test_blocks_have_the_kind_number_level_calls_and_extent_of_the_gold(path: Path) -> None:
    text, rows = read(path)
    found = [
        (b.kind, b.number, b.level, [c.number for c in b.calls], [list(s) for s in b.spans])
        for b in find_blocks(text)
        if b.kind in COUNTED
    ]
    expected = [
        (r["kind"], r["number"], r["level"] if r["kind"] == "heading" else None, r.get("note_calls", []), r["spans"])
        for r in rows
        if r["kind"] in COUNTED
    ]
    assert [f[:4] for f in found] == [e[:4] for e in expected]
    covered = [
        [{i for s, e in x[4] for i in range(s, e) if not text[i].isspace()} for x in y] for y in (found, expected)
    ]
    assert covered[0] == covered[1]


@PATHS
def test_text_of_blocks_is_the_text_of_the_gold(path: Path) -> None:
    text, rows = read(path)
    found = [letters(body(text, block)) for block in find_blocks(text) if block.kind in COUNTED]
    expected = [letters(str(row["clean"])) for row in rows if row["kind"] in COUNTED]
    assert [pair for pair in zip(found, expected, strict=True) if not same(*pair)] == []


def test_every_numbered_paragraph_and_every_footnote_of_the_seeds_is_found() -> None:
    texts = [read(path)[0] for path in GOLD]
    blocks = [block for text in texts for block in find_blocks(text)]
    assert sum(block.kind == "paragraph" and block.number is not None for block in blocks) == 190
    assert [block.number for block in blocks if block.kind == "footnote" and block.parent is not None] == list("1234")


@PATHS
def test_seeds_have_no_problems(path: Path) -> None:
    assert find_problems(find_blocks(read(path)[0])) == []


@PATHS
def test_footnote_belongs_to_the_paragraph_that_calls_it(path: Path) -> None:
    blocks = find_blocks(read(path)[0])
    for block in blocks:
        if block.kind == "footnote":
            assert block.parent is not None
            assert block.number in [call.number for call in blocks[block.parent].calls]

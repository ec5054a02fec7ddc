"""The same document is read in the same blocks however it is set: the seeds, printed anew in many settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from r2p_data.layout import find_blocks, find_problems
from tests.layout.press import SETTINGS, Setting, print_blocks
from tests.layout.reading import GOLD, body, f1, gold_blocks, letters

# Where neither space nor indentation parts paragraphs, one that fills its last line cannot be told from the next;
# in a table whose cells wrap, nor can a cell. The floors are what is reached, rounded down.
FLOORS = {
    ("000", "dense"): 0.54,
    ("001", "indented_dense"): 0.98,
    ("001", "dense"): 0.98,
    ("002", "running_titles"): 0.87,
    ("002", "dense"): 0.41,
    ("003", "page_numbers"): 0.98,
    ("003", "running_titles"): 0.97,
    ("003", "dense"): 0.91,
    ("004", "double_spaced"): 0.95,
    ("004", "double_spaced_glued"): 0.99,
    ("004", "footers"): 0.99,
    ("004", "no_rule"): 0.99,
    ("004", "margin"): 0.99,
    ("004", "indented_dense"): 0.91,
    ("004", "dense"): 0.91,
}


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
@pytest.mark.parametrize("path", GOLD, ids=[path.stem[:3] for path in GOLD])
def test_seed_printed_anew_keeps_its_blocks(path: Path, setting: Setting) -> None:
    printed = gold_blocks(path)
    text = print_blocks(printed, setting)
    expected = [(block.kind, block.number, letters(block.text)) for block in printed]
    blocks = [block for block in find_blocks(text) if block.kind != "furniture"]
    found = [(block.kind, block.number, letters(body(text, block))) for block in blocks]
    assert f1(expected, found) >= FLOORS.get((path.stem[:3], setting.name), 1.0)


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
@pytest.mark.parametrize("path", GOLD, ids=[path.stem[:3] for path in GOLD])
def test_seed_printed_anew_has_no_problems(path: Path, setting: Setting) -> None:
    assert find_problems(find_blocks(print_blocks(gold_blocks(path), setting))) == []

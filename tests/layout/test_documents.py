"""Layout of documents written for the purpose, in the settings that PDF extraction, OCR and web pages leave.

Each ``documents/NAME.txt`` has a ``NAME.csv`` beside it with the blocks that a reader sees. The
rows were drawn from the layout itself, then read against the text by eye: they hold what is
right against change, and are no independent annotation as tests/gold is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from r2p_data.layout import find_blocks, find_problems
from tests.layout.reading import DOCUMENTS, expected_shapes, shapes

EXCERPTS = {
    "annexes_with_restarted_numbers": ["paragraph 21 is the first"],
    "budget_tables": ["paragraph 12 is the first"],
    "footnotes_without_rule": ["paragraph 12 is the first"],
    "notes_ten_and_more": ["paragraph 41 is the first"],
    "ocr_resolution_1994": ["paragraph 13 follows paragraph 4"],
    "scanned_report_1995": ["paragraph 17 is the first"],
    "strength_table_by_rows": ["paragraph 37 is the first"],
}


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_blocks_are_those_that_a_reader_sees(document: Path) -> None:
    assert shapes(document.read_text(encoding="utf-8")) == expected_shapes(document)


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_only_excerpts_have_problems(document: Path) -> None:
    problems = find_problems(find_blocks(document.read_text(encoding="utf-8")))
    assert [problem.what.split(":")[0] for problem in problems] == EXCERPTS.get(document.stem, [])

"""What the layout tests compare: blocks as a reader sees them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import NamedTuple

from r2p_data.layout import find_blocks
from r2p_data.records import Block
from tests.layout.press import Printed

HERE = Path(__file__).parent
TESTS = HERE.parent
SEEDS = TESTS.parent / "seeds"
GOLD = sorted((TESTS / "gold").glob("*.json"))
DOCUMENTS = sorted((HERE / "documents").glob("*.txt"))
COUNTED = ("heading", "paragraph", "list_item", "footnote", "title", "table_cell")


class Shape(NamedTuple):
    """A row of a case file: ``parent`` counts the blocks from 1, ``calls`` are joined by blanks."""

    kind: str
    number: str
    level: str
    parent: str
    calls: str
    begins: str
    ends: str


def letters(text: str) -> str:
    """The letters and digits of ``text``, for comparing it through line ends and spaces."""
    return re.sub(r"[\W_]+", "", text.lower())


def body(text: str, block: Block) -> str:
    """The text of a block, its label and its footnote calls left out."""
    cut = [span for span in (block.label, *((call.start, call.end) for call in block.calls)) if span]
    skipped = {i for start, end in cut for i in range(start, end)}
    return "".join(text[i] for start, end in block.spans for i in range(start, end) if i not in skipped)


def shapes(text: str) -> list[Shape]:
    """The blocks of ``text`` as rows of a case file."""
    rows = []
    for block in find_blocks(text):
        printed = " ".join(text[start:end] for start, end in block.spans)
        words = " ".join(printed[block.label.end - block.label.start if block.label else 0 :].split())
        parent = "" if block.parent is None else str(block.parent + 1)
        calls = " ".join(call.number for call in block.calls)
        level = str(block.level or "")
        rows.append(
            Shape(block.kind, block.number or "", level, parent, calls, words[:30].strip(), words[-20:].strip())
        )
    return rows


def expected_shapes(document: Path) -> list[Shape]:
    """The rows of the case file beside ``document``."""
    with document.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        return [Shape(**row) for row in csv.DictReader(lines)]


def gold_blocks(path: Path) -> list[Printed]:
    """The blocks of a gold file, page furniture left out, to be printed anew."""
    rows = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    return [
        Printed(row["kind"], " ".join(row["clean"].split()), row["number"], tuple(row.get("note_calls", ())))
        for row in rows
        if row["kind"] in COUNTED
    ]


def f1(expected: list[tuple[str, str | None, str]], found: list[tuple[str, str | None, str]]) -> float:
    """F1 of the blocks found, each expected one matched once by an equal one."""
    free = list(found)
    for block in expected:
        if block in free:
            free.remove(block)
    hits = len(found) - len(free)
    return 2 * hits / (len(expected) + len(found))

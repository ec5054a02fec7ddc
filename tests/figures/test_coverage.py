"""Every digit of the seeds is explained: figure, date, reference, refusal, label, call, furniture or repair."""

from __future__ import annotations

from pathlib import Path

import pytest

from r2p_data.parse import parse_document
from r2p_data.records import Document
from r2p_data.sources import read_source

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def explained(document: Document) -> set[int]:
    """Raw offsets of the characters that some table accounts for."""
    spans = [(edit.raw_start, edit.raw_end) for edit in document.edits]
    rows = (document.figures, document.dates, document.references, document.refused)
    for paragraph, *found in zip(document.paragraphs, *rows, strict=True):
        block = paragraph.block
        spans += block.spans if block.kind == "furniture" else [call[:2] for call in block.calls]
        spans += [block.label] if block.label else []
        spans += [paragraph.clean.raw_span(row.start, row.end) for table in found for row in table]
    return {at for start, end in spans for at in range(start, end)}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_no_digit_of_a_seed_is_unexplained(path: Path) -> None:
    source = read_source(path)
    known = explained(parse_document(source, path.stem))
    left = [at for at, character in enumerate(source.text) if character.isdigit() and at not in known]
    assert [source.text[max(0, at - 20) : at + 20] for at in left] == []

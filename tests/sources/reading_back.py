"""What is read from a document, counted, so that two readings can be set side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping
from pathlib import Path

from r2p_data.parse import parse_document
from r2p_data.records import Document, Source, Span
from r2p_data.repair import replay
from r2p_data.sources import read_source

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
Facts = Mapping[str, Counter[Hashable]]


def read_seed(path: Path) -> Document:
    return parse_document(read_source(path), path.stem)


def shown(source: Source) -> list[str]:
    """The blocks of a text without what its reader took out or knows to stand around it."""
    pieces, at = [], 0
    for start, end, *_ in sorted(source.furniture):
        pieces += [(at, start)]
        at = end
    kept = []
    for first, last in [*pieces, (at, len(source.text))]:
        inside = [edit for edit in source.edits if first <= edit.raw_start and edit.raw_end <= last]
        kept.append(replay(source.text, [Span(first, last)], inside))
    return [block for block in re.split(r"\n{2,}", "\n\n".join(kept).strip("\n")) if block]


def check_rows(document: Document) -> None:
    """Conservation of the text, and no span or edit that is wrong."""
    raw = document.source.text
    held = Counter(i for p in document.paragraphs for s, e in p.block.spans for i in range(s, e))
    assert not [i for i, c in enumerate(raw) if held[i] > 1 or (c.strip() and not held[i])]
    for before, after in zip(document.edits, document.edits[1:], strict=False):
        assert before.raw_end <= after.raw_start
    for edit in document.edits:
        assert raw[edit.raw_start : edit.raw_end] == edit.before != edit.after
    for p in document.paragraphs:
        inside = [e for e in document.edits if any(s <= e.raw_start and e.raw_end <= t for s, t in p.block.spans)]
        assert replay(raw, p.block.spans, inside) == p.text
        assert len(p.clean.starts) == len(p.clean.ends) == len(p.text)
    for rows in (document.figures, document.dates, document.references, document.actors.mentions, document.refused):
        for row, p in zip(rows, document.paragraphs, strict=True):
            assert all(0 <= found.start < found.end <= len(p.text) for found in row)
            assert not row or p.block.kind != "furniture"


def read_back(source: Source) -> Document:
    return parse_document(source, "copy")


def facts_of(document: Document) -> Facts:
    return {
        "figures": Counter((f.kind, f.value, f.value2, f.unit) for row in document.figures for f in row),
        "actors": Counter(m.actor_id for row in document.actors.mentions for m in row),
        "references": Counter(r.symbol for row in document.references for r in row),
    }


def share_kept(before: Facts, after: Facts) -> dict[str, tuple[int, int]]:
    """For each layer how many rows both have, and how many the longer one has."""
    return {
        layer: ((before[layer] & after[layer]).total(), max(before[layer].total(), after[layer].total()))
        for layer in before
    }

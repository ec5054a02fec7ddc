"""What is read from a document, counted, so that two readings can be set side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from pathlib import Path

from r2p_data.parse import parse_document
from r2p_data.records import Document, Source
from r2p_data.sources import read_source

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
Facts = Mapping[str, Counter[Hashable]]


def read_seed(path: Path) -> Document:
    return parse_document(read_source(path), path.stem)


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

"""Actors: time a megabyte, time to build the lexicon, and mere overlap beside spaCy's French names.

    python tests/benchmarks/bench_actors.py

All read the clean text of tests/gold. spaCy with fr_core_news_md is an optional extra; where it
is installed its entities (persons, organisations, places) are compared by overlap with the gold
mentions, without identity, which is the most that it offers. Our own mentions are measured in
the same way beside it; identity is measured by tests/gold/score.py.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from r2p_data.annotate.actors import actor_lexicon, annotate_actors

GOLD = Path(__file__).parents[1] / "gold"


class Document(NamedTuple):
    """The clean texts of a gold document, their kinds, and the surfaces that its mentions have."""

    texts: list[str]
    kinds: list[str]
    surfaces: list[str]


def documents() -> Iterator[Document]:
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        blocks = [block for block in gold["blocks"] if block.get("clean")]
        surfaces = [" ".join(m["surface"].split()) for m in gold["mentions"] if not m.get("nested")]
        yield Document([b["clean"] for b in blocks], [b["kind"] for b in blocks], surfaces)


def recall_by_surface(gold: list[str], found: list[str]) -> tuple[int, int]:
    """How many gold surfaces, one for one, are among those found or inside one of them."""
    free = sorted(found, key=len)
    hits = 0
    for surface in gold:
        match = next((f for f in free if surface in f or f in surface), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return hits, len(gold)


def ours(document: Document) -> list[str]:
    found = annotate_actors(document.texts, document.kinds)  # type: ignore[arg-type]
    return [
        text[m.start : m.end]
        for text, mentions in zip(document.texts, found.mentions, strict=True)
        for m in mentions
        if not m.nested
    ]


def speed(read: list[Document]) -> None:
    texts = [text for document in read for text in document.texts] * 4
    kinds = [kind for document in read for kind in document.kinds] * 4
    size = sum(map(len, texts))
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        annotate_actors(texts, kinds)  # type: ignore[arg-type]
        best = min(best, time.process_time() - start)
    print(f"annotate_actors: {best / size * 1e6:.3f} s a megabyte ({size:,} characters)")


def build() -> None:
    actor_lexicon.cache_clear()
    start = time.process_time()
    annotate_actors(["Le Mali."], ["paragraph"], actor_lexicon())
    lexicon = actor_lexicon()
    print(f"lexicon and automaton: {time.process_time() - start:.3f} s, ", end="")
    print(f"{len(lexicon.actors):,} actors, {len(lexicon.forms):,} forms")


def main() -> None:
    build()
    read = list(documents())
    speed(read)
    total = [recall_by_surface(document.surfaces, ours(document)) for document in read]
    print(f"ours, outer mentions by overlap: recall {sum(h for h, _ in total) / sum(n for _, n in total):.3f}")
    try:
        import spacy

        model = spacy.load("fr_core_news_md", disable=["parser", "lemmatizer", "attribute_ruler"])
    except (ImportError, OSError):
        print("spaCy with fr_core_news_md is not installed: no comparison")
        return
    start = time.process_time()
    other = [
        recall_by_surface(document.surfaces, [e.text for t in document.texts for e in model(t).ents])
        for document in read
    ]
    size = sum(len(text) for document in read for text in document.texts)
    spent = (time.process_time() - start) / size * 1e6
    print(
        f"spaCy, entities by overlap: recall {sum(h for h, _ in other) / sum(n for _, n in other):.3f}, {spent:.1f} s/MB"
    )


if __name__ == "__main__":
    main()

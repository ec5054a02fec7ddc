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
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from r2p_data.annotate.actors import actor_lexicon, annotate_actors

GOLD = Path(__file__).parents[1] / "gold"
SEEDS = Path(__file__).parents[2] / "seeds"


class Document(NamedTuple):
    """Clean texts of a gold document, their kinds, and the spans of its outer mentions in each text."""

    texts: list[str]
    kinds: list[str]
    spans: list[list[tuple[int, int]]]


def documents() -> Iterator[Document]:
    """The gold documents, their raw spans carried over to the clean texts."""
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = (SEEDS / gold["document"]).read_text(encoding="utf-8")
        read = Document([], [], [])
        for block in gold["blocks"]:
            if block.get("clean") and block["kind"] != "furniture":
                there = aligned(raw, block["spans"], block["clean"])
                read.texts.append(block["clean"])
                read.kinds.append(block["kind"])
                read.spans.append([span for m in outer(gold["mentions"]) if (span := carried(m, there))])
        yield read


def outer(mentions: list[dict[str, int]]) -> list[dict[str, int]]:
    return [m for m in mentions if not m.get("nested")]


def aligned(raw: str, spans: list[list[int]], clean: str) -> dict[int, int]:
    """For each raw position of a block, the clean position that stands for it."""
    positions = [i for start, end in spans for i in range(start, end) if not raw[i].isspace()]
    solid = [i for i, letter in enumerate(clean) if not letter.isspace()]
    matcher = SequenceMatcher(None, [raw[i] for i in positions], [clean[i] for i in solid], autojunk=False)
    return {positions[a + k]: solid[b + k] for a, b, size in matcher.get_matching_blocks() for k in range(size)}


def carried(mention: dict[str, int], there: dict[int, int]) -> tuple[int, int] | None:
    hit = [there[i] for i in range(mention["start"], mention["end"]) if i in there]
    return (min(hit), max(hit) + 1) if hit else None


def f1_by_overlap(read: list[Document], find: Callable[[Document], list[list[tuple[int, int]]]]) -> str:
    """F1 of spans matched one for one where they overlap."""
    hits = wanted = found = 0
    for document in read:
        for gold, got in zip(document.spans, find(document), strict=True):
            free = list(got)
            for start, end in gold:
                match = next((f for f in free if f[0] < end and start < f[1]), None)
                if match is not None:
                    free.remove(match)
                    hits += 1
            wanted, found = wanted + len(gold), found + len(got)
    return f"precision {hits / found:.3f}, recall {hits / wanted:.3f}, F1 {2 * hits / (found + wanted):.3f}"


def ours(document: Document) -> list[list[tuple[int, int]]]:
    found = annotate_actors(document.texts, document.kinds)
    return [[(m.start, m.end) for m in mentions if not m.nested] for mentions in found.mentions]


def speed(read: list[Document]) -> None:
    texts = [text for document in read for text in document.texts] * 4
    kinds = [kind for document in read for kind in document.kinds] * 4
    size = sum(map(len, texts))
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        annotate_actors(texts, kinds)
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
    print(f"ours by overlap:  {f1_by_overlap(read, ours)}")
    try:
        import spacy

        model = spacy.load("fr_core_news_md", disable=["parser", "lemmatizer", "attribute_ruler"])
    except (ImportError, OSError):
        print("spaCy with fr_core_news_md is not installed: no comparison")
        return
    start = time.process_time()
    score = f1_by_overlap(read, lambda d: [[(e.start_char, e.end_char) for e in model(t).ents] for t in d.texts])
    size = sum(len(text) for document in read for text in document.texts)
    print(f"spaCy by overlap: {score}; {(time.process_time() - start) / size * 1e6:.1f} s a megabyte")


if __name__ == "__main__":
    main()

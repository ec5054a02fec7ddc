"""The explorer: how long a change of filter takes until every view has sent what it draws, and how much that is.

    python tests/benchmarks/bench_explorer.py [--paragraphs N] [--documents N] [--changes N]

First on the seeds, then on a corpus of their tables repeated, with other words in each copy and new
identifiers. A change is a random step (a value of a facet on or off, years, words to search, other
rows) of the whole explorer: facets with counts, chips, the sentence, five charts, the table, the
concordance and the page to read, each written as the message that its page would get. Text is searched
in every third change. All times are of this run and of one core; what a browser does is not in them.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from comm import DummyComm
from jupyter_client.session import json_packer

from r2p_data import Corpus, load_corpus
from r2p_data.explore import Explorer
from r2p_data.explore.model import Selection
from r2p_data.explore.query import FACETS, ROW_KINDS, Query

MOST_SEEDS = 50  # ms, any change
MOST_LARGE = 150  # ms, 95 % of changes
MOST_SENT = 1_000_000  # bytes, any change
WORDS = ("paix", "l'etat", "civil*", '"maintien de la paix"', "union africaine", "(Mali OU Soudan) sécurité",
         "conseil -sécurité", "protect* ET civils", "euros", "« droits de l’homme »", "SAUF mission", "alerte rapide",
         "de")  # fmt: skip
STANDOFF = ("mentions", "figures", "dates", "references", "offices", "refused")


def repeat(corpus: Corpus, documents: int, paragraphs: int, seed: int = 1) -> Corpus:
    """The tables of ``corpus`` repeated into ``documents`` documents of together ``paragraphs`` paragraphs."""
    rng = random.Random(seed)
    body = len(corpus.paragraphs)
    stems = corpus.documents["doc_id"].tolist()
    copies = -(-paragraphs // body)
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in ("documents", "repairs", "paragraphs", *STANDOFF)}
    sources: dict[str, str] = {}
    vocabulary = sorted({word for text in corpus.paragraphs["text"] for word in text.split()})
    same = {n: [word for word in vocabulary if len(word) == n] for n in range(1, 60)}
    for copy in range(copies):
        group = copy * (documents // len(stems)) // copies
        names = {stem: f"{stem}-{group}" for stem in stems}
        for name in ("paragraphs", *STANDOFF):
            table = corpus.tables[name]
            changed = table.assign(doc_id=table["doc_id"].map(names))
            for key in {table.columns[0], "paragraph_id", "parent_id"} & set(table.columns):
                changed[key] = table[key] + f"-{copy}"
            if name == "paragraphs":
                changed["text"] = [change(text, same, rng) for text in table["text"]]
                changed["position"] = table["position"] + copy * 1000
            parts[name].append(changed)
        if names[stems[0]] not in sources:
            sources |= {names[stem]: corpus.source(stem) for stem in stems}
            for name in ("documents", "repairs"):
                table = corpus.tables[name]
                parts[name].append(table.assign(doc_id=table["doc_id"].map(names)))
    joined = {name: pd.concat(found).sort_values("doc_id", kind="stable") for name, found in parts.items()}
    return Corpus({**corpus.tables, **{n: t.reset_index(drop=True) for n, t in joined.items()}}, sources)


def change(text: str, same: dict[int, list[str]], rng: random.Random) -> str:
    """Every tenth word replaced by one of the same length, so that offsets stay right."""
    words = text.split(" ")
    for at in range(rng.randrange(10), len(words), 10):
        choices = same.get(len(words[at]))
        if choices:
            words[at] = rng.choice(choices)
    return " ".join(words)


def steps(selection: Selection, changes: int, seed: int = 2) -> Iterator[Query]:
    """A researcher's random walk: at most four filters at once, every third change searches text.

    She who finds nothing takes a filter away, for an empty explorer is quick.
    """
    rng = random.Random(seed)
    query = Query()
    for number in range(changes):
        if len(query.chips()) > 3 or not selection.match.n_rows:
            query = query.without(rng.choice(query.chips()).facet) if query.chips() else Query()
        elif number % 3 == 0:
            query = query.with_("text", rng.choice(WORDS))
        elif rng.random() < 0.2:
            query = query.with_("rows", rng.choice(ROW_KINDS))
        elif rng.random() < 0.1:
            query = query.with_("years", (first := rng.randrange(1945, 2016), first + rng.randrange(20)))
        else:
            facet = rng.choice(FACETS)
            values = selection.values(facet, top=20)
            query = query.toggle(facet, rng.choice(values).value) if values else query.cleared()
        yield query


class Wire:
    """What the explorer sends to its page, written and measured, and thrown away."""

    def __init__(self) -> None:
        self.bytes = 0
        DummyComm.publish_msg = lambda _, __, data=None, metadata=None, buffers=None, **___: self._count(data, buffers)

    def _count(self, data: object, buffers: list[bytes] | None) -> None:
        self.bytes += len(json_packer(data)) + sum(len(buffer) for buffer in buffers or ())

    def take(self) -> int:
        """How much was sent since it was last asked for."""
        sent, self.bytes = self.bytes, 0
        return sent


def timed(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    start = clock()
    work()
    return (clock() - start) * 1000


class Measured(NamedTuple):
    """The 95th percentile and the longest of the changes in milliseconds, and the largest in bytes."""

    most: float
    longest: float
    largest: int


def measure(name: str, corpus: Corpus, changes: int) -> Measured:
    """What changes of filter take in an explorer of ``corpus``."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wire, made = Wire(), []
    opening = timed(lambda: made.append(Explorer(corpus)))
    explorer: Explorer = made[0]
    opened = wire.take()
    indexing = timed(lambda: explorer.model.matcher.index)
    print(f"{name}: {explorer.model.matcher}")
    print(f"  start: {opening / 1000:.2f} s and {opened / 1e6:.1f} MB, index of the texts {indexing / 1000:.2f} s")
    times, elapsed, sizes, collector = [], [], [], Collector()
    for query in steps(explorer.model, changes):
        start = time.perf_counter()
        times.append(timed(partial(setattr, explorer, "query", query)) - collector.take())
        elapsed.append((time.perf_counter() - start) * 1000)
        sizes.append(wire.take())
        if explorer.failure is not None:
            raise explorer.failure
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"  peak memory {after / 1024:.0f} MB, {(after - before) / 1024:.0f} MB more than with the corpus alone")
    half, most, longest = np.percentile(times, [50, 95, 100])
    print(f"  {len(times)} changes: median {half:.1f} ms, 95 % under {most:.1f} ms, longest {longest:.1f} ms;")
    worst = max(collector.all, default=0)
    print(f"  not in them: {len(collector.all)} full garbage collections, the longest {worst:.0f} ms")
    print(
        f"  on the clock: median {np.median(elapsed):.1f} ms, 95 % under {np.percentile(elapsed, 95):.1f} ms, ", end=""
    )
    print(f"longest {max(elapsed):.1f} ms, collections and what others do on the machine in them")
    print(f"  sent to the page: median {np.median(sizes) / 1000:.0f} kB a change, at most {max(sizes) / 1000:.0f} kB")
    return Measured(float(most), float(longest), max(sizes))


class Collector:
    """The time of Python's full garbage collections, which come at any moment and pass over all that is loaded."""

    def __init__(self) -> None:
        self.all: list[float] = []
        self._new = self._since = 0.0
        gc.callbacks.append(self._note)

    def _note(self, phase: str, info: dict[str, int]) -> None:
        if info["generation"] == 2 and phase == "start":
            self._since = time.process_time()
        elif info["generation"] == 2:
            self.all.append((time.process_time() - self._since) * 1000)
            self._new += self.all[-1]

    def take(self) -> float:
        """The time since it was last asked for, in milliseconds."""
        new, self._new = self._new, 0.0
        return new


def verdict(holds: bool) -> str:
    return "holds" if holds else "MISSED"


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, default=500)
    cli.add_argument("--paragraphs", type=int, default=136_000, help="page furniture counted in")
    cli.add_argument("--changes", type=int, default=300)
    options = cli.parse_args()
    seeds = load_corpus(cache=False)
    small = measure("seeds", seeds, options.changes)
    print(f"  longest under {MOST_SEEDS} ms: {verdict(small.longest < MOST_SEEDS)}")
    large = measure("large", repeat(seeds, options.documents, options.paragraphs), options.changes)
    print(f"  95 % under {MOST_LARGE} ms: {verdict(large.most < MOST_LARGE)}")
    sent = max(small.largest, large.largest)
    print(f"under {MOST_SENT / 1e6:.0f} MB sent a change: {verdict(sent < MOST_SENT)}")


if __name__ == "__main__":
    main()

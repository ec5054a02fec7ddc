"""The whole parse: linear or not, its rate, and beside a ``\\w+`` pass and spaCy's entity recogniser.

    python tests/benchmarks/bench_parse.py [--copies 1 10 100] [--passes N]

Each seed is written out 1, 10 and 100 times in a row, so that the documents themselves grow,
and the five files are parsed into tables. All times are processor time of one core and of this
run, since machines differ: what counts are the ratios. Megabytes are those of the files.

spaCy and its French model are in the optional extra ``benchmarks``; without them a line says so.
It reads the repaired paragraphs of the same seeds, so that it is spared layout, repair and tables.
``ner`` of this model brings vectors of its own, so it is timed by itself, as the entity recogniser
alone, and again with the ``tok2vec`` that the model puts before it.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

# One core for the matrix library too, before anything imports it.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from r2p_data import Corpus, load_corpus
from r2p_data.folding import fold, lower

SEEDS = Path(__file__).parents[2] / "seeds"
MODEL = "fr_core_news_md"
PIPES = (["ner"], ["tok2vec", "ner"])
WORDS = re.compile(r"\w+")
MOST_PASSES = 40  # times the cost of one \w+ pass
LEAST_RATE = 1.0  # MB/s
LEAST_GAIN = 10  # times faster than the entity recogniser


def seconds(*works: Callable[[], object], passes: int = 1) -> list[float]:
    """For each work the least processor time of several passes: the one that others on the machine disturbed least.

    The works take turns, so that a busy minute falls on all of them.
    """
    least = [float("inf")] * len(works)
    for _ in range(passes):
        for place, work in enumerate(works):
            start = time.process_time()
            work()
            least[place] = min(least[place], time.process_time() - start)
    return least


def write_copies(folder: Path, copies: int) -> list[Path]:
    folder.mkdir()
    for seed in sorted(SEEDS.glob("*.txt")):
        text = seed.read_text(encoding="utf-8")
        (folder / seed.name).write_text((text.rstrip("\n") + "\n\n") * copies, encoding="utf-8")
    return sorted(folder.iterdir())


def count_words(files: list[Path]) -> int:
    """Read the files and run ``\\w+`` over them once, which is the measure of the parse."""
    return sum(1 for file in files for _ in WORDS.finditer(file.read_bytes().decode("utf-8")))


def parse_anew(folder: Path) -> Corpus:
    """The parse of texts never seen: what a step remembers of a text that another has read is forgotten first.

    What was decided for single words is kept, as the recogniser keeps what its tokeniser decided.
    """
    fold.cache_clear()
    lower.cache_clear()
    return load_corpus(folder, progress=False, cache=False)


def verdict(holds: bool) -> str:
    return "holds" if holds else "MISSED"


def measure(folder: Path, copies: int, passes: int) -> tuple[float, float]:
    """MB/s of the parse, and how many ``\\w+`` passes it costs."""
    files = write_copies(folder, copies)
    size = sum(file.stat().st_size for file in files) / 1e6
    parse, once = seconds(lambda: parse_anew(folder), lambda: count_words(files), passes=passes)
    print(
        f"{copies:>4} copies {size:8.2f} MB {parse:8.2f} s {size / parse:6.2f} MB/s {parse / once:6.1f} × a \\w+ pass"
    )
    return size / parse, parse / once


def compare_with_spacy(corpus: Corpus, files: list[Path]) -> None:
    """The parse of ``files``, alone in their folder, and the recogniser on their paragraphs, in turn."""
    try:
        import spacy

        nlp = spacy.load(MODEL)
    except (ImportError, OSError):
        print(f"spaCy with {MODEL} is not installed: pip install 'r2p-data[benchmarks]' to compare")
        return
    body = corpus.paragraphs[corpus.paragraphs["kind"] != "furniture"]
    texts = body["text"].tolist()

    def recognise(pipes: list[str]) -> int:
        with nlp.select_pipes(enable=pipes):
            return sum(len(doc.ents) for doc in nlp.pipe(texts))

    recognise(PIPES[-1])
    works = [partial(recognise, pipes) for pipes in PIPES]
    parse, *spent = seconds(lambda: parse_anew(files[0].parent), *works, passes=5)
    rate = sum(file.stat().st_size for file in files) / 1e6 / parse
    size = sum(len(text.encode("utf-8")) for text in texts) / 1e6
    print(f"the parse, in turn with spaCy {spacy.__version__} {MODEL}: {rate:.2f} MB/s")
    for pipes, time_spent in zip(PIPES, spent, strict=True):
        gain = rate * time_spent / size
        print(f"only {' + '.join(pipes)}: {size:.2f} MB in {time_spent:.2f} s, {size / time_spent:.3f} MB/s; ", end="")
        print(f"the whole parse is {gain:.1f} times faster (wanted: {LEAST_GAIN} or more): ", end="")
        print(verdict(gain >= LEAST_GAIN))


def report(rows: list[tuple[float, float]]) -> None:
    """Whether the parse is linear, and fast enough at every size."""
    rates, costs = [rate for rate, _ in rows], [cost for _, cost in rows]
    slowed = max(earlier / later for i, earlier in enumerate(rates) for later in rates[i:])
    print(f"largest slow-down with size: {slowed:.2f} (linear: below 1.5): {verdict(slowed < 1.5)}")
    print(f"slowest rate {min(rates):.2f} MB/s (wanted: {LEAST_RATE:g} or more): {verdict(min(rates) >= LEAST_RATE)}")
    print(
        f"dearest {max(costs):.1f} \\w+ passes (wanted: {MOST_PASSES} or fewer): {verdict(max(costs) <= MOST_PASSES)}"
    )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--copies", type=int, nargs="+", default=[1, 10, 100])
    cli.add_argument("--passes", type=int, default=15, help="passes over the smallest; larger ones get two")
    options = cli.parse_args()
    start = time.process_time()
    corpus = load_corpus(cache=False)
    print(f"start: {time.process_time() - start:.2f} s for lexicons and a first parse, not counted below")
    with tempfile.TemporaryDirectory() as scratch:
        rows = [
            measure(Path(scratch) / str(copies), copies, options.passes if copies == min(options.copies) else 2)
            for copies in sorted(options.copies)
        ]
        report(rows)
        compare_with_spacy(corpus, write_copies(Path(scratch) / "beside spaCy", 1))


if __name__ == "__main__":
    main()

"""The store: save and open a large corpus, its first row, and a dataset larger than the memory that it may take.

    python tests/benchmarks/bench_store.py [--paragraphs N] [--documents N] [--memory MB]

The tables of the five seeds are repeated under new document names. Times of saving and reading
are processor time, which others on the machine disturb least; beside them stands what pandas
takes to write and read the same paragraphs, in the same run. The first row is asked for in a
new process, by the clock, its imports told apart. The filter runs in a process of its own under
``SET memory_limit``.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from r2p_data import Corpus, load_corpus, open_corpus
from r2p_data.codebook import TABLES

SAVE_AND_OPEN, FIRST_ROW = 1.0, 0.3  # seconds

FIRST = """
import sys, time
started = time.perf_counter()
import r2p_data, pandas, duckdb, pyarrow.parquet, pyarrow.dataset
begun = time.perf_counter()
corpus = r2p_data.open_corpus(sys.argv[1])
opened = time.perf_counter()
row = corpus.sql("SELECT * FROM paragraphs LIMIT 1")
first = time.perf_counter()
corpus.passage(row)
print(begun - started, opened - begun, first - begun, time.perf_counter() - first)
"""
FILTER = """
import json, sys, time
from pathlib import Path
import r2p_data
# Linux counts the most that this process has held; getrusage would count its parent's too.
most = lambda: int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
corpus = r2p_data.open_corpus(sys.argv[1])
corpus.sql(f"SET memory_limit = '{sys.argv[2]}MB'")
before, begun = most(), time.perf_counter()
states = corpus.sql(
    "SELECT a.name_fr, count(DISTINCT m.paragraph_id) AS n FROM mentions m JOIN actors a USING (actor_id) "
    "JOIN paragraphs p ON p.paragraph_id = m.paragraph_id "
    "WHERE p.text ILIKE '%protection%' AND a.type = 'state' GROUP BY 1 ORDER BY n DESC, 1"
)
found = corpus.sql("SELECT doc_id, text FROM paragraphs WHERE text LIKE '%responsabilité de protéger%' LIMIT 1000")
took = time.perf_counter() - begun
print(json.dumps([len(states), len(found), took, before, most()]))
"""


def repeat(corpus: Corpus, times: int) -> Corpus:
    """The corpus so many times over, each time under other names of documents."""
    names = list(corpus.documents["doc_id"])
    tables = {name: _repeat_table(name, corpus.tables[name], times) for name in TABLES}
    actors = corpus.actors
    tables["actors"] = actors.assign(n_mentions=actors["n_mentions"] * times, n_documents=actors["n_documents"] * times)
    return Corpus(tables, {f"{n}-{doc_id}": corpus.source(doc_id) for n in range(times) for doc_id in names})


def _repeat_table(name: str, table: pd.DataFrame, times: int) -> pd.DataFrame:
    if name == "actors":
        return table
    # An identifier begins with that of its document, so that a number before it renames both.
    keys = [key for key in table.columns if key in (TABLES[name][0].name, "doc_id", "paragraph_id", "parent_id")]
    pieces = [table.assign(**{key: f"{n}-" + table[key] for key in keys}) for n in range(times)]
    return pd.concat(pieces, ignore_index=True)


def least(work: Callable[[], object], before: Callable[[], object] = bool) -> float:
    """Seconds of processor time, the least of five: on an idle machine no less than those of the clock."""
    times = []
    for _ in range(5):
        before()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def verdict(holds: bool) -> str:
    return "holds" if holds else "MISSED"


def megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def save_and_open(corpus: Corpus, folder: Path) -> None:
    saved = folder / "saved"
    clear = lambda: shutil.rmtree(saved, ignore_errors=True)  # noqa: E731
    save = least(lambda: corpus.save(saved), clear)
    opened = least(lambda: open_corpus(saved))
    read = least(lambda: open_corpus(saved).paragraphs)
    print(
        f"{len(corpus.documents)} documents, {len(corpus.paragraphs)} paragraphs, all tables, {megabytes(saved):.0f} MB"
    )
    print(f"  save {save:.2f} s, open {opened:.3f} s, read all paragraphs {read:.2f} s")
    file = folder / "plain.parquet"
    plain = least(lambda: (corpus.paragraphs.to_parquet(file), pd.read_parquet(file)))
    alone = Corpus(_of_paragraphs(corpus), {})
    of_paragraphs = least(lambda: (alone.save(saved), open_corpus(saved).paragraphs))
    print(f"  the paragraphs alone, saved and read back: {of_paragraphs:.2f} s; pandas {plain:.2f} s")
    holds = verdict(save + opened < SAVE_AND_OPEN)
    print(f"  save and open of all tables under {SAVE_AND_OPEN} s: {save + opened:.2f} s, {holds}")
    print(f"  the same of the paragraphs alone, read whole: {verdict(of_paragraphs < SAVE_AND_OPEN)}")


def _of_paragraphs(corpus: Corpus) -> Mapping[str, pd.DataFrame]:
    kept = ("documents", "paragraphs")
    return {name: table if name in kept else table.head(0) for name, table in corpus.tables.items()}


def first_row(folder: Path, documents: int) -> None:
    def ask() -> list[float]:
        run = subprocess.run([sys.executable, "-c", FIRST, folder], capture_output=True, text=True, check=True)
        return [float(value) for value in run.stdout.split()]

    imports, opened, first, passage = (min(values) for values in zip(*(ask() for _ in range(3)), strict=True))
    print(f"first row of {documents} documents, {megabytes(folder):.0f} MB, in a new process after its imports:")
    print(f"  imports {imports * 1000:.0f} ms; then")
    print(f"  opened {opened * 1000:.0f} ms, first row {first * 1000:.0f} ms, its passage {passage * 1000:.0f} ms more")
    print(f"  under {FIRST_ROW * 1000:.0f} ms: {verdict(first < FIRST_ROW)}")


def filter_within(folder: Path, memory: int) -> None:
    arguments = [sys.executable, "-c", FILTER, folder, str(memory)]
    run = subprocess.run(arguments, capture_output=True, text=True, check=True)
    states, found, took, before, peak = json.loads(run.stdout)
    size = open_corpus(folder).sql(
        "SELECT sum(length(text)) / 1e6 AS mb FROM (SELECT text FROM paragraphs UNION ALL SELECT text FROM sources)"
    )
    print(
        f"filter under SET memory_limit = {memory} MB, of {float(size['mb'].iloc[0]):.0f} million characters of text:"
    )
    print(
        f"  {states} states and {found} paragraphs in {took:.2f} s; the process grew from {before:.0f} to {peak:.0f} MB"
    )


def main() -> None:
    cli = argparse.ArgumentParser()
    cli.add_argument("--paragraphs", type=int, default=130_000)
    cli.add_argument("--documents", type=int, default=5_000)
    cli.add_argument("--memory", type=int, default=100, help="MB")
    options = cli.parse_args()
    seeds = load_corpus(cache=False)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        save_and_open(repeat(seeds, -(-options.paragraphs // len(seeds.paragraphs))), folder)
        large = folder / "large"
        repeat(seeds, options.documents // len(seeds.documents)).save(large)
        first_row(large, options.documents)
        filter_within(large, options.memory)
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()

"""A corpus whose files are larger than the memory that a process may take: what each answer costs at most.

    python tests/benchmarks/bench_memory.py [--megabytes 1500] [--limit 700] [--folder DIR]

The tables of the five seeds are repeated under new names, the words of every text changed for
others of the same length, so that spans stay right and the files do not compress. Each answer is
given by a process of its own, which may take ``--limit`` MB of data beyond what it holds when its
libraries are imported (``RLIMIT_DATA``: what it asks for beyond that is refused). Printed are the most memory
that it has held beyond the same, and that over the size of the files. Pages of files that the system
keeps in memory while a process reads them, as those of the index of the texts, count in what is held,
and not in what it may take. The explorer is opened whole, filtered, and read in.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from r2p_data import Corpus, load_corpus, open_corpus
from r2p_data.codebook import STORED, TABLES
from r2p_data.store import cut_tables, write_dataset
from r2p_data.store.dataset import write_arrow_part
from r2p_data.store.folders import open_folder

COPIES = 20  # of the five seeds: a part of a hundred documents
VARIANTS = 3  # parts with texts of their own; Parquet compresses none against another

ANSWERS = {
    "open, first rows": "print(len(corpus.sql('SELECT * FROM paragraphs LIMIT 50')))",
    "filter by text": (
        "print(len(corpus.sql(\"SELECT doc_id, text FROM paragraphs WHERE text ILIKE '%sécurité%Mali%' LIMIT 1000\")))"
    ),
    "aggregate": (
        "print(len(corpus.sql('SELECT a.name_fr, count(DISTINCT m.paragraph_id) AS n FROM mentions m "
        "JOIN actors a USING (actor_id) GROUP BY 1 ORDER BY n DESC')))"
    ),
    "passage and source": (
        "row = corpus.sql('SELECT * FROM figures LIMIT 1 OFFSET 5000'); corpus.passage(row); corpus.replay(row); "
        "print(len(corpus.source(row['doc_id'].iloc[0])))"
    ),
    "concordance": "print(len(corpus.concordance('responsabilité de protéger')))",
    "counts of actors": "print(len(corpus.actor_counts))",
    "citations": "print(len(corpus.citations))",
    "pairs of actors": "print(len(corpus.cooccurrence()))",
    "themes": "print(len(corpus.themes))",
    "candidates": "print(len(corpus.candidates))",
    "coverage": "print(len(corpus.coverage))",
    "facts": "print(len(corpus.facts))",
    "save anew": "corpus.save(scratch / 'anew'); print(1)",
    "save as CSV": "corpus.save(scratch / 'csv', format='csv'); print(1)",
    "to DuckDB": "corpus.to_duckdb(scratch / 'one.duckdb'); print(1)",
    "explorer": """
explorer = r2p_data.explore.explore(corpus)
for query in ({"rows": "figures", "figure_kinds": ["money"]}, {"rows": "mentions", "actor_types": ["state"]},
              {"rows": "themes", "years": [2005, 2015]}, {"rows": "paragraphs", "actors": ["onu"]}, {}):
    explorer.query = query
    explorer.answer({"step": 1})
    assert explorer.failure is None and not explorer.head.error, explorer.head.error
print(explorer.head.said, explorer.page.page["place"])
""",
    "explorer, text": """
explorer = r2p_data.explore.explore(corpus)
for text in ("sécurité mali", "de", "protec*", '"maintien de la paix"'):
    explorer.query = {"rows": "paragraphs", "text": text}
    explorer.answer({"step": 1})
    assert explorer.failure is None and not explorer.head.error, explorer.head.error
print(explorer.head.said, explorer.page.page["place"])
""",
    "export a selection": """
from r2p_data.export import write_csv
rows = corpus.read("figures", doc_ids=list(corpus.sql("SELECT doc_id FROM documents LIMIT 100")["doc_id"]))
print(len(write_csv(corpus, rows.head(500))))
""",
}
PROCESS = """
import json, resource, sys, time
from pathlib import Path
import duckdb, pandas, pyarrow.compute, pyarrow.dataset, pyarrow.parquet, r2p_data, r2p_data.corpus, r2p_data.explore
import tantivy
from r2p_data.store import stored
def read(name):
    return int(Path("/proc/self/status").read_text().split(name + ":")[1].split()[0]) / 1024
folder, scratch, limit = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
before = read("VmRSS")
if limit:
    most = (int(read("VmData")) + limit) << 20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
begun = time.perf_counter()
corpus = r2p_data.open_corpus(folder)
exec(sys.argv[4])
print(json.dumps([time.perf_counter() - begun, read("VmHWM") - before]))
"""


def build(folder: Path, megabytes: int) -> None:
    """Parts of a hundred documents each, until they are as large as was asked for."""
    base = [part for variant in range(VARIANTS) for part in cut_tables(*_repeat(load_corpus(cache=False), variant))]
    opened, parts, size = open_folder(folder), [], 0
    while size < megabytes * 1_000_000:
        number = len(parts)
        made = {name: _rename(name, table, number) for name, table in base[number % VARIANTS].items()}
        parts.append(write_arrow_part(opened, number, made))
        size += sum(file.size for file in parts[-1].files.values())
    write_dataset(folder, parts)


def _repeat(corpus: Corpus, seed: int) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    rng = random.Random(seed)
    pool = _pool(corpus)
    copies = [_copy(corpus, pool, rng, n) for n in range(COPIES)]
    tables = {name: pd.concat([copy[0][name] for copy in copies], ignore_index=True) for name in TABLES}
    return tables | {"actors": corpus.actors}, {name: text for copy in copies for name, text in copy[1].items()}


def _pool(corpus: Corpus) -> dict[int, list[str]]:
    words = sorted({word for text in corpus.paragraphs["text"] for word in text.split(" ")})
    return {n: [word for word in words if len(word) == n] for n in {len(word) for word in words}}


def _copy(
    corpus: Corpus, pool: dict[int, list[str]], rng: random.Random, n: int
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    tables = {}
    for name in TABLES:
        table = corpus.tables[name]
        tables[name] = table.assign(**{key: f"{n}-" + table[key] for key in _keys(name, table.columns)})
    texts = tables["paragraphs"]["text"]
    tables["paragraphs"]["text"] = [_change(text, pool, rng) for text in texts]
    return tables, {f"{n}-{d}": _change(corpus.source(d), pool, rng) for d in corpus.documents["doc_id"]}


def _keys(name: str, columns: Iterator[str]) -> list[str]:
    return [
        key
        for key in columns
        if name != "actors" and key in (TABLES[name][0].name, "doc_id", "paragraph_id", "parent_id")
    ]


def _change(text: str, pool: dict[int, list[str]], rng: random.Random) -> str:
    return " ".join(rng.choice(pool[len(word)]) if len(word) in pool else word for word in text.split(" "))


def _rename(name: str, table: pa.Table, number: int) -> pa.Table:
    keys = ["doc_id"] if name == "sources" else _keys(name, table.column_names)
    for key in keys:
        renamed = pc.binary_join_element_wise(f"{number:05}", table[key], "-")
        table = table.set_column(table.column_names.index(key), key, renamed)
    return table.select([column.name for column in STORED[name]])


def measure(folder: Path, limit: int, names: list[str]) -> bool:
    """Print what each answer takes; whether all were given, in less memory than the files take."""
    size = sum(path.stat().st_size for path in folder.rglob("*.parquet")) / 1e6
    corpus = open_corpus(folder)
    text = corpus.sql("SELECT sum(length(text)) / 1e6 AS n FROM paragraphs")["n"].iloc[0]
    print(f"{corpus}: {size:.0f} MB of files, {float(text):.0f} million characters of paragraphs, limit {limit} MB")
    held = []
    for name in names:
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            command = [
                sys.executable,
                "-c",
                PROCESS,
                str(folder),
                scratch,
                str(limit),
                f"from pathlib import Path\n{ANSWERS[name]}",
            ]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            print(f"  {name:22} FAILED: {(run.stderr.strip().splitlines() or [run.returncode])[-1]}", flush=True)
            held.append(float("inf"))
            continue
        took, most = json.loads(run.stdout.splitlines()[-1])
        print(f"  {name:22} {took:6.1f} s {most:6.0f} MB, {most / size:.2f} of the files", flush=True)
        held.append(most)
    return max(held) < size


def main() -> None:
    cli = argparse.ArgumentParser()
    cli.add_argument("--megabytes", type=int, default=1_500, help="size of the files")
    cli.add_argument("--limit", type=int, default=700, help="MB of data of a process beyond its libraries; 0 for none")
    cli.add_argument("--folder", type=Path, help="where to keep the corpus for the next run; else it is removed")
    cli.add_argument("--only", choices=ANSWERS, action="append", help="one answer, or several")
    options = cli.parse_args()
    home = options.folder or Path(tempfile.mkdtemp())
    try:
        if not (home / "corpus" / "datapackage.json").exists():
            build(home / "corpus", options.megabytes)
        holds = measure(home / "corpus", options.limit, options.only or list(ANSWERS))
        print(f"every answer in less memory than the files take: {'holds' if holds else 'MISSED'}")
    finally:
        if options.folder is None:
            shutil.rmtree(home)


if __name__ == "__main__":
    main()

"""Cost and memory a document, from 100 documents to 10,000, in one process.

    python tests/benchmarks/bench_documents.py [--documents 100 1000 10000]

The documents are passages of the seeds, of about 3,000 characters, no two alike. Each number of
them is parsed into a folder by a process of its own, whose processor time and peak memory are
taken when it ends. Processor time is of one core and of this run: what counts are the ratios.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
LENGTH = 3_000  # characters a document
FIRST = 20  # documents that make a process load all that it needs
MOST_RATIO = 1.2
CODE = "import sys; from r2p_data.batches import parse_into; parse_into(*sys.argv[1:], progress=False)"


def write_documents(folder: Path, number: int, length: int = LENGTH) -> float:
    """Write passages of the seeds, in turn and each from another place; their size in MB."""
    folder.mkdir(parents=True)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    size = 0
    for n in range(number):
        text = texts[n % len(texts)]
        start = (n * 7919) % max(1, len(text) - length)
        size += (folder / f"{n:06}.txt").write_text(
            f"Rapport {n}\n\n{text[start : start + length]}\n", encoding="utf-8"
        )
    return size / 1e6


def run(folder: Path, out: Path) -> tuple[float, float]:
    """Seconds of processor time and the peak of memory, in MB, of a process that parses ``folder``."""
    process = subprocess.Popen([sys.executable, "-c", CODE, str(out), str(folder)])
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"parsing {folder} failed")
    peak: int = used.ru_maxrss
    return used.ru_utime + used.ru_stime, peak / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, nargs="+", default=[100, 1_000, 10_000])
    options = cli.parse_args()
    costs: list[float] = []
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        write_documents(Path(name) / "first", FIRST)
        start, _ = run(Path(name) / "first", Path(name) / "first-out")
        print(f"start: {start:.2f} s for Python, the lexicons and {FIRST} documents, taken off below")
        for number in sorted(options.documents):
            size = write_documents(Path(name) / str(number), number + FIRST)
            began = time.perf_counter()
            seconds, peak = run(Path(name) / str(number), Path(name) / f"{number}-out")
            took = time.perf_counter() - began
            costs.append((seconds - start) / number)
            written = sum(path.stat().st_size for path in (Path(name) / f"{number}-out").rglob("*") if path.is_file())
            print(
                f"{number:>7} documents {size:7.2f} MB {seconds:7.1f} s of processor ({took:.1f} s by the clock) "
                f"{1000 * costs[-1]:6.2f} ms a document, {size / (number + FIRST) / costs[-1]:5.2f} MB/s; "
                f"peak {peak:.0f} MB; {written / 1e6:.1f} MB written"
            )
    ratio = costs[-1] / costs[0]
    verdict = "holds" if ratio <= MOST_RATIO else "MISSED"
    print(
        f"a document among the most costs {ratio:.2f} times one of the fewest (wanted: {MOST_RATIO} or less): {verdict}"
    )


if __name__ == "__main__":
    main()

"""Two workers against one, and the memory of a worker from 500 documents to 5,000.

    python tests/benchmarks/bench_cluster.py [--documents 2000] [--rounds 3] [--memory 500 5000]

Both clusters are of this machine and of this run, taken in turn, and every worker has parsed
before the clock starts; the time runs until the corpus is written. It needs two cores that
nobody else uses: the load average is printed. Where others use them, processor time still tells
what two free cores would give: that of the workers is shared, that of the client (which plans,
hands out and describes) is not. Memory is the peak of each worker's process, with what Dask and
the lexicons take.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from bench_documents import write_documents

from r2p_data.batches import parse_into
from r2p_data.cluster import open_client

LEAST_GAIN = 1.7
MOST_GROWTH = 1.1


def peak_memory() -> float:
    """The largest memory, in MB, that this process has had."""
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


class Run(NamedTuple):
    """Seconds by the clock; of processor, of all workers and of the client; peaks of memory in MB."""

    clock: float
    workers: float
    client: float
    peaks: list[float]


def parse(folder: Path, out: Path, workers: int) -> Run:
    """A run with warm workers."""
    with open_client(workers) as client, tempfile.TemporaryDirectory(dir=out.parent) as warm:
        client.wait_for_workers(workers)
        write_documents(Path(warm) / "docs", 20 * workers)
        parse_into(f"{warm}/out", f"{warm}/docs", progress=False, client=client, size=10)
        before = sum(client.run(time.process_time).values())
        start, own = time.perf_counter(), time.process_time()
        parse_into(out, folder, progress=False, client=client)
        took, mine = time.perf_counter() - start, time.process_time() - own
        spent = sum(client.run(time.process_time).values()) - before
        return Run(took, spent, mine, sorted(client.run(peak_memory).values()))


def compare_throughput(home: Path, documents: int, rounds: int) -> None:
    write_documents(home / "docs", documents)
    gains: list[float] = []
    for turn in range(rounds):
        one, two = (parse(home / "docs", home / f"out-{turn}-{n}", n) for n in (1, 2))
        gains.append(one.clock / two.clock)
        print(
            f"{documents} documents: one worker {one.clock:.1f} s, two {two.clock:.1f} s, {gains[-1]:.2f} times; "
            f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        free = (one.workers + one.client) / (two.workers / 2 + two.client)
        print(
            f"    of processor: one {one.workers:.1f} s and {one.client:.1f} s of the client, "
            f"two {two.workers:.1f} s and {two.client:.1f} s: {free:.2f} times on free cores"
        )
    best = max(gains)
    verdict = "holds" if best >= LEAST_GAIN else "MISSED"
    print(f"two workers give {best:.2f} times one (wanted: {LEAST_GAIN} or more, in the best round): {verdict}")


def compare_memory(home: Path, sizes: list[int]) -> None:
    peaks: list[float] = []
    for number in sorted(sizes):
        write_documents(home / f"memory-{number}", number)
        found = parse(home / f"memory-{number}", home / f"memory-out-{number}", 2).peaks
        peaks.append(max(found))
        print(f"{number} documents: workers' peaks {', '.join(f'{peak:.0f}' for peak in found)} MB")
    growth = peaks[-1] / peaks[0]
    verdict = "holds" if growth <= MOST_GROWTH else "MISSED"
    print(f"memory of a worker grows {growth:.2f} times (wanted: {MOST_GROWTH} or less): {verdict}")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, default=2_000)
    cli.add_argument("--rounds", type=int, default=3)
    cli.add_argument("--memory", type=int, nargs="+", default=[500, 5_000])
    options = cli.parse_args()
    with tempfile.TemporaryDirectory() as home:
        compare_throughput(Path(home), options.documents, options.rounds)
        compare_memory(Path(home), options.memory)


if __name__ == "__main__":
    main()

"""Time of the layout: on 1, 10 and 100 copies of the seeds, and on hostile text.

    python tests/benchmarks/bench_layout.py [--hostile] [--check]

``--hostile`` reads 50,000 and 200,000 characters of each run that the patterns of the layout
mention; four times the text may take about four times the time. ``--check`` exits with 1
where a ratio is beyond what linear time and a busy machine explain.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from r2p_data.layout import find_blocks

ROOT = Path(__file__).parents[2]
COPIES = (1, 10, 100)
LENGTHS = (50_000, 200_000)
# Ten times the text, four times the text: the time may grow by these factors more than the text did.
SLACK = 2.5
# Below this time (s) a ratio says nothing.
NOISE = 0.02
HOSTILE = (
    "1", ".", " ", "_", "A/", "[", "]", "(", ")", "\n", "-", "–", "•", "*", "l", "I", "«", "»", "a", "A", "é", ":",
    ";", "/", "¹", "\f", "\u0000", "\u2028", "\u00a0", "\t", "....", ". . ", "...\n", "a) ", "1. ", "1.", "1.\n",
    "1. A\n", "a)\n", "I. X\n", "A. X\n", "– x\n", "• x\n", "a:\n", "http://", "http://a\n", "1/", "a1 ", "a1. ",
    "1 A\n", "1 Voir\n", "*\n", "* A\n", "a*", "....1\n", "Tableau 1\n", "Annexe\n", "Image\n", "Nations Unies\n",
    "A/1\n", "1/1\n", "12 \n", "2014", "20141 ", "_____\n1 a\n", "   x", " x\n", "x\n\n", "x :\ny ;\n", "(1) a\n",
    "1. x\n2. x\n", "1. x.\n1. y.\n", "Accueil > ", "a1\n1 A\n", " 1\n", "a\n1\n", "A ?\n", "31 mai 2016\n",
    "S. A\n", "1 2. A\n", "1.1. A\n", "[1] A\n", "a[1] ", "x;\n",
)  # fmt: skip


def timed(text: str) -> float:
    """Processor time of one reading, in seconds."""
    start = time.process_time()
    find_blocks(text)
    return time.process_time() - start


def bench_copies() -> bool:
    """Print the time on copies of the seeds; whether it grows as the text does."""
    seeds = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    find_blocks(seeds)
    times = []
    for copies in COPIES:
        text = "\n\n".join([seeds] * copies)
        times.append(timed(text))
        size = len(text.encode())
        print(f"{copies:4} copies {size / 1e6:7.2f} MB {times[-1]:7.3f} s {times[-1] / size * 1e6:7.3f} s/MB")
    return all(b <= 10 * SLACK * a for a, b in zip(times, times[1:], strict=False))


def bench_hostile() -> bool:
    """Print the time on runs of each unit; whether it grows as the text does."""
    linear = True
    for unit in HOSTILE:
        short, long = (timed((unit * (length // len(unit) + 1))[:length]) for length in LENGTHS)
        ratio = long / max(short, NOISE)
        linear = linear and ratio <= 4 * SLACK
        print(f"{unit!r:22} {short:7.3f} s {long:7.3f} s  x{ratio:.1f}")
    return linear


def main() -> int:
    """Run what the arguments ask for."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--hostile", action="store_true", help="read hostile text as well")
    cli.add_argument("--check", action="store_true", help="exit with 1 where time is not linear")
    asked = cli.parse_args()
    linear = bench_copies()
    if asked.hostile:
        linear = bench_hostile() and linear
    return int(asked.check and not linear)


if __name__ == "__main__":
    sys.exit(main())

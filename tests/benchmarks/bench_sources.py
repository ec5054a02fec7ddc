"""Reading beside parsing: what each format costs, in processor time of this run.

    python tests/benchmarks/bench_sources.py [--pages N]

The report of seed 001 is printed to PDF (one and two columns), DOCX and HTML until it has about
N pages, and read back in this process. What counts are the ratios: the time to read over the time
to parse the text read, and the time a page at N pages over that at a tenth of it.
"""

from __future__ import annotations

import argparse
import html
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from r2p_data.parse import parse_document
from r2p_data.sources import Limits, read_bytes
from r2p_data.sources.places import Places, draw_page
from tests.sources.printing import Piece, pieces_of, print_pdf, write_docx
from tests.sources.reading_back import SEEDS, read_seed

PAGES_OF_SEED = 20
MOST_GROWTH = 1.5


def write_html(pieces: Sequence[Piece]) -> bytes:
    body = "".join(f"<p>{html.escape(piece.text)}</p>" for piece in pieces)
    return f"<!DOCTYPE html><html><head><title>Rapport</title></head><body><main>{body}</main></body></html>".encode()


WRITERS: dict[str, Callable[[Sequence[Piece]], bytes]] = {
    "x.pdf, one column": print_pdf,
    "x.pdf, two columns": lambda pieces: print_pdf(pieces, 2),
    "x.docx": write_docx,
    "x.html": write_html,
}


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(label: str, pieces: Sequence[Piece], copies: int) -> float:
    """Seconds to read a page; the numbers of notes repeat, as in a volume of reports."""
    data, name = WRITERS[label](list(pieces) * copies), label.partition(",")[0]
    reading = min(seconds(lambda: read_bytes(data, name, Limits())) for _ in range(2))
    source = read_bytes(data, name, Limits())
    parsing = seconds(lambda: parse_document(source, "x"))
    pages = PAGES_OF_SEED * copies
    print(
        f"{label:<20}{pages:>5} pages {1000 * reading / pages:7.1f} ms a page, "
        f"{len(source.text) / 1e6 / reading:6.2f} MB of text a second, {reading / parsing:5.2f} of the parse"
    )
    return reading / pages


def measure_place(pieces: Sequence[Piece], copies: int) -> None:
    """Seconds to frame a place on its page: the first in a document, and any other."""
    data = print_pdf(list(pieces) * copies)
    begun = time.process_time()
    places = Places(data, "x.pdf", Limits())
    first = time.process_time() - begun
    middle = len(places.text) // 2
    each = seconds(lambda: draw_page(data, "x.pdf", 1, places.boxes(middle, middle + 20)))
    print(
        f"a place on its page: {first:.2f} s for the first of {PAGES_OF_SEED * copies} pages, {each:.2f} s for another"
    )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--pages", type=int, default=200)
    pages = cli.parse_args().pages
    pieces = pieces_of(read_seed(SEEDS[1]))
    for label in WRITERS:
        measure(label, pieces, 1)
        few, many = (measure(label, pieces, max(1, n // PAGES_OF_SEED)) for n in (pages // 10, pages))
        print(f"{'':<20}a page costs {many / few:.2f} times as much (linear: below {MOST_GROWTH}): ", end="")
        print("holds" if many < MOST_GROWTH * few else "MISSED")
    measure_place(pieces, max(1, pages // PAGES_OF_SEED))


if __name__ == "__main__":
    main()

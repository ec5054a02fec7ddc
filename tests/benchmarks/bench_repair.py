"""Harm and speed of the repairs on clean French prose.

    python tests/benchmarks/bench_repair.py FOLDER_OR_FILE... [--show N]

Any text will do, ``.txt`` or man pages in ``.gz``; Debian's ``manpages-fr``, ``debian-reference-fr`` and
``developers-reference-fr`` hold megabytes. Harm is the share of words that a repair changed: the prose is taken
to be right as it stands, so every change of a word counts, even where it mends a slip of the author. It is
printed twice: as documents are read (OCR rules only where a document shows OCR damage), and with the OCR rules
forced on.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from r2p_data.records import Block, Edit, Span
from r2p_data.repair import Profile, clean, profile

WORD = re.compile(r"\w+")
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
LAYOUT = {"line_join", "double_space", "trim", "label", "note_call", "hyphen_join"}


def documents(paths: list[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in (".txt", ".md"):
                yield file.name, file.read_text(encoding="utf-8", errors="replace")
            elif file.suffix == ".gz":
                with gzip.open(file, "rt", encoding="utf-8", errors="replace") as stream:
                    yield file.name, stream.read()


def paragraphs(text: str) -> list[Block]:
    return [Block("paragraph", (Span(*match.span()),)) for match in PARAGRAPH.finditer(text)]


def changes(raw: str, blocks: list[Block], measured: Profile) -> list[tuple[Edit, str]]:
    found = []
    for block in blocks:
        for edit in clean(raw, block, measured)[1]:
            if edit.rule not in LAYOUT:
                found.append((edit, raw[max(0, edit.raw_start - 25) : edit.raw_end + 25]))
    return found


def report(name: str, found: list[tuple[Edit, str]], words: int, show: int) -> None:
    rate = f"1 in {words // len(found):,}" if found else "none"
    print(f"{name:34} {words:,} words, {len(found)} changed: {rate}")
    for rule, count in Counter(edit.rule for edit, _ in found).most_common():
        print(f"    {rule:24} {count}")
    for (before, after), count in Counter((edit.before, edit.after) for edit, _ in found).most_common(show):
        context = next(text for edit, text in found if (edit.before, edit.after) == (before, after))
        print(f"    {count:5} {before!r} → {after!r} … {' '.join(context.split())!r}")


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("paths", type=Path, nargs="+")
    cli.add_argument("--show", type=int, default=0, help="how many changes to print")
    args = cli.parse_args()
    read, forced, words, size, seconds = [], [], 0, 0, 0.0
    warm = "Le premier passage charge les lexiques, d’abord le pol itique, puis auprés de I’Organisation."
    changes(warm, paragraphs(warm), replace(profile(warm, []), ocr=True))
    for _, raw in documents(args.paths):
        blocks = paragraphs(raw)
        words, size = words + len(WORD.findall(raw)), size + len(raw.encode())
        start = time.process_time()
        measured = profile(raw, blocks)
        read += changes(raw, blocks, measured)
        seconds += time.process_time() - start
        forced += changes(raw, blocks, replace(measured, ocr=True, loses_grave=False, loses_acute=False, judged={}))
    if not words:
        print("bench_repair: no .txt, .md or .gz in the paths given", file=sys.stderr)
        return 2
    report("as read", read, words, args.show)
    report("OCR rules forced on clean prose", forced, words, args.show)
    print(f"speed as read: {size / 1e6:.1f} MB in {seconds:.2f} s of processor time, {seconds / size * 1e6:.3f} s a MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

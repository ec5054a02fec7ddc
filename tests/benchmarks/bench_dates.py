"""Dates beside dateparser: accuracy on the gold and time, in one run.

    python tests/benchmarks/bench_dates.py [--limit N]

Needs the optional extra dateparser; without it only our own row is printed. Both read the
clean paragraphs of tests/gold, so that layout and repair play no part. dateparser gives a
moment for each date, no period and no bound: a row of its counts as right when it overlaps
a date of the gold and falls on the first day that this date covers, and as found when it
overlaps one at all.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from r2p_data.annotate.dates import Period, find_dates, find_period
from r2p_data.annotate.references import find_references
from r2p_data.folding import fold
from r2p_data.taken import Taken, spans_of

GOLD = Path(__file__).parents[1] / "gold"
DAMAGE = re.compile(r"\b1[*%]")


class Found(NamedTuple):
    surface: str
    first: date | None


class Paragraph(NamedTuple):
    text: str
    period: Period | None
    wanted: list[Found]
    optional: list[Found]


def paragraphs() -> list[Paragraph]:
    read = []
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        blocks = [block for block in gold["blocks"] if block["kind"] != "furniture" and block.get("clean")]
        period = find_period([block["clean"] for block in blocks])
        for block in blocks:
            inside = [row for row in gold["dates"] if any(s <= row["start"] < e for s, e in block["spans"])]
            sides = ([row for row in inside if bool(row.get("optional")) is side] for side in (False, True))
            read.append(Paragraph(block["clean"], period, *([gold_date(row) for row in side] for side in sides)))
    return read


def gold_date(row: dict[str, str]) -> Found:
    parts = [int(part) for part in row["from"].split("-")] if row["from"] else []
    return Found(" ".join(row["surface"].split()), date(*(parts + [1, 1])[:3]) if parts else None)


def read_ours(paragraph: Paragraph) -> list[Found]:
    taken = Taken(spans_of(find_references(paragraph.text)))
    rows = find_dates(paragraph.text, taken, paragraph.period)
    return [Found(paragraph.text[row.start : row.end], row.date_from) for row in rows]


def read_dateparser(paragraph: Paragraph) -> list[Found]:
    from dateparser.search import search_dates

    base = datetime.combine(paragraph.period.date_from, datetime.min.time()) if paragraph.period else None
    settings = {"PREFER_DAY_OF_MONTH": "first", "PREFER_MONTH_OF_YEAR": "first"} | (
        {"RELATIVE_BASE": base} if base else {}
    )
    found = search_dates(paragraph.text, languages=["fr"], settings=settings) or []
    return [Found(surface, moment.date()) for surface, moment in found]


def score(name: str, read: Callable[[Paragraph], list[Found]], texts: list[Paragraph]) -> None:
    right = spans = wanted = given = 0
    start = time.perf_counter()
    answers = [read(paragraph) for paragraph in texts]
    seconds = time.perf_counter() - start
    for paragraph, answer in zip(texts, answers, strict=True):
        rest = [one for one in answer if not any(overlap(one, other) for other in paragraph.optional)]
        wanted, given = wanted + len(paragraph.wanted), given + len(rest)
        for gold in paragraph.wanted:
            hit = next((one for one in rest if overlap(one, gold)), None)
            spans += hit is not None
            if hit:
                rest.remove(hit)
                right += hit.first == gold.first
    size = sum(len(paragraph.text) for paragraph in texts) / 1e6
    both = 2 * right / (wanted + given) if wanted + given else 0.0
    counts = f"gold {wanted:3}  given {given:4}  overlap {spans:3}  right {right:3}"
    print(f"{name:12} {counts}  F1 {both:.3f}  {seconds / size:9.3f} s/MB")


def overlap(one: Found, other: Found) -> bool:
    """By surface: the gold has raw surfaces, « 1* janvier », and the clean text « 1er janvier »."""
    left, right = (DAMAGE.sub("1er", fold(found.surface)) for found in (one, other))
    return left in right or right in left


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--limit", type=int, help="read only the first N paragraphs")
    texts = paragraphs()[: cli.parse_args().limit]
    read_ours(texts[0])
    score("r2p_data", read_ours, texts)
    try:
        score("dateparser", read_dateparser, texts)
    except ImportError:
        print("dateparser   not installed")


if __name__ == "__main__":
    main()

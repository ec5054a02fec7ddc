"""The gold blocks of the seeds as the layout step would hand them over."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from r2p_data.records import Block, CleanText, Edit, NoteCall, Span
from r2p_data.repair import Profile, clean, profile

ROOT = Path(__file__).parents[2]
LABEL = re.compile(r"\s*(\(?(?:\d{1,3}|[IVX]+1?|[A-Za-z¢]{1,2}¢?)[.)]|[•–]|\d{1,2}(?=\s))\s")


class GoldDocument(NamedTuple):
    name: str
    raw: str
    repairs: list[dict[str, Any]]
    blocks: list[tuple[dict[str, Any], Block]]
    measured: Profile

    def cleaned(self) -> Iterator[tuple[dict[str, Any], Block, CleanText, list[Edit]]]:
        for gold, block in self.blocks:
            yield gold, block, *clean(self.raw, block, self.measured)


def documents() -> list[GoldDocument]:
    return [_document(path) for path in sorted((ROOT / "tests" / "gold").glob("*.json"))]


def _document(path: Path) -> GoldDocument:
    gold = json.loads(path.read_text(encoding="utf-8"))
    raw = (ROOT / "seeds" / f"{path.stem}.txt").read_text(encoding="utf-8")
    blocks = [(row, _block(row, raw, gold["repairs"])) for row in gold["blocks"]]
    return GoldDocument(path.stem, raw, gold["repairs"], blocks, profile(raw, [block for _, block in blocks]))


def _block(row: dict[str, Any], raw: str, repairs: list[dict[str, Any]]) -> Block:
    spans = tuple(Span(*span) for span in row["spans"])
    match = LABEL.match(raw, spans[0].start) if row["number"] else None
    calls = tuple(
        NoteCall(repair["start"], repair["end"], repair["before"])
        for repair in repairs
        if repair["rule"].startswith("footnote_call") and any(s.start <= repair["start"] < s.end for s in spans)
    )
    return Block(row["kind"], spans, row["number"], label=Span(*match.span(1)) if match else None, calls=calls)


def words(text: str) -> list[str]:
    """Words as score.py counts them: with their accents, apostrophes made one."""
    return re.findall(r"[^\W_]+['’]?|[^\w\s]", unicodedata.normalize("NFC", text).replace("'", "’"))

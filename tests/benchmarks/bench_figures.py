"""Figures beside text2num and quantulum3: accuracy on the gold and on our own sentences, and time, in one run.

    python tests/benchmarks/bench_figures.py

All read the same clean text: paragraphs of tests/gold with their gold figures, and the
sentences of tests/figures/cases. text2num finds number words; a plain pattern for digits is
set beside it, so that it competes on both. quantulum3 has no French and is an optional extra.
A figure is right when its span overlaps the wanted one and its first value agrees; kind, unit
and second value are not asked, in favour of the tools that do not give them.
"""

from __future__ import annotations

import json
import logging
import re
import time
import warnings
from collections.abc import Callable
from difflib import SequenceMatcher
from math import isclose
from pathlib import Path
from typing import NamedTuple

from r2p_data.annotate.dates import find_dates
from r2p_data.annotate.figures import annotate_figures
from r2p_data.annotate.references import find_references
from r2p_data.taken import Taken, spans_of

HERE = Path(__file__).parent
GOLD = HERE.parent / "gold"
CASES = HERE.parent / "figures" / "cases"
MARK = re.compile(r"⟦([^|⟧]+)\|(\w+) (-?[\d.]+)[^⟧]*⟧|[{<]([^}>]+)[}>]")
DIGITS = re.compile(r"\d+(?:[ \u00a0\u202f\u2009]\d{3})*(?:,\d+)?")


class Number(NamedTuple):
    start: int
    end: int
    value: float


class Text(NamedTuple):
    text: str
    wanted: list[Number]
    optional: list[Number]


def gold_texts() -> list[Text]:
    texts = []
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = next((HERE.parents[1] / "seeds").glob(f"{path.stem}.*")).read_text(encoding="utf-8")
        for block in gold["blocks"]:
            if block["kind"] != "furniture" and block.get("clean"):
                texts.append(project(block, raw, gold["figures"]))
    return texts


def project(block: dict, raw: str, figures: list[dict]) -> Text:
    """The clean text of a block, with the gold figures moved from raw to clean offsets."""
    places = [at for start, end in block["spans"] for at in range(start, end)]
    matcher = SequenceMatcher(None, "".join(raw[at] for at in places), block["clean"], autojunk=False)
    moved = {places[a + i]: b + i for a, b, size in matcher.get_matching_blocks() for i in range(size)}
    sides: tuple[list[Number], list[Number]] = ([], [])
    for row in figures:
        spots = [moved[at] for at in range(row["start"], row["end"]) if at in moved]
        if spots:
            sides[bool(row.get("optional"))].append(Number(min(spots), max(spots) + 1, row["value"]))
    return Text(block["clean"], *sides)


def case_texts() -> list[Text]:
    texts = []
    for name in ("wild", "synthetic", "negative"):
        lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        texts += [marked(line) for line in lines if line and not line.startswith("#")]
    return texts


def marked(line: str) -> Text:
    line = re.sub(r"\{([^}]+)\}", r"\1", line)
    text, at, wanted = "", 0, []
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        surface = mark[1] or mark[4]
        if mark[1]:
            wanted.append(Number(len(text), len(text) + len(surface), float(mark[3])))
        text, at = text + surface, mark.end()
    return Text(text + line[at:], wanted, [])


def read_ours(text: str) -> list[Number]:
    references = list(spans_of(find_references(text)))
    dates = list(spans_of(find_dates(text, Taken(references), None)))
    figures, _ = annotate_figures(text, Taken([*references, *dates]), Taken())
    return [Number(f.start, f.end, f.value) for f in figures]


class Piece(NamedTuple):
    words: str

    def text(self) -> str:
        return self.words

    def nt_separated(self, previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def read_text2num(text: str) -> list[Number]:
    from text_to_num import find_numbers

    found = list(re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*|\S", text))
    numbers = [Number(m.start(), m.end(), value_of(m[0])) for m in DIGITS.finditer(text)]
    for row in find_numbers([Piece(m[0].lower()) for m in found], "fr", 0.0):
        start, end = found[row.start].start(), found[row.end - 1].end()
        if not any(n.start < end and start < n.end for n in numbers):
            numbers.append(Number(start, end, float(row.value)))
    return numbers


def value_of(digits: str) -> float:
    return float(re.sub(r"\s", "", digits).replace(",", "."))


def read_quantulum(text: str) -> list[Number]:
    from quantulum3 import parser

    return [Number(*row.span, row.value) for row in parser.parse(text)]


def score(name: str, read: Callable[[str], list[Number]], texts: list[Text]) -> None:
    right = wanted = given = 0
    begin = time.perf_counter()
    answers = [read(one.text) for one in texts]
    seconds = time.perf_counter() - begin
    for one, answer in zip(texts, answers, strict=True):
        rest = [n for n in answer if not any(overlap(n, other) for other in one.optional)]
        wanted, given = wanted + len(one.wanted), given + len(rest)
        for gold in one.wanted:
            hit = next((n for n in rest if overlap(n, gold) and isclose(n.value, gold.value, rel_tol=1e-9)), None)
            if hit:
                rest.remove(hit)
                right += 1
    size = sum(len(one.text) for one in texts) / 1e6
    f1 = 2 * right / (wanted + given) if wanted + given else 0.0
    print(f"{name:12} gold {wanted:4}  given {given:4}  right {right:4}  F1 {f1:.3f}  {seconds / size:8.3f} s/MB")


def overlap(one: Number, other: Number) -> bool:
    return one.start < other.end and other.start < one.end


READERS = {"r2p_data": read_ours, "text2num": read_text2num, "quantulum3": read_quantulum}


def main() -> None:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    for title, texts in (("gold", gold_texts()), ("sentences", case_texts())):
        print(f"{title}: {len(texts)} texts")
        for name, read in READERS.items():
            try:
                read("deux soldats et 3 %")
                score(name, read, texts)
            except Exception as error:  # an optional tool that is absent or broken must not hide the others
                print(f"{name:12} {type(error).__name__}: {str(error)[:80]}")


if __name__ == "__main__":
    main()

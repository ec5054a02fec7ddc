"""Sentences with their figures marked: the rules find those and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from r2p_data.annotate.figures import annotate_figures
from r2p_data.records import Figure
from r2p_data.taken import Taken

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"⟦([^|⟧]+)\|(\w+) (-?[\d.]+)(?: ([\d.]+|-))?(?: (\w+))?⟧|\{([^}]+)\}|<([^>]+)>")


class Sentence(NamedTuple):
    text: str
    figures: list[tuple[str, int, str, float, float | None, str | None]]
    taken: list[tuple[int, int]]
    names: list[tuple[int, int]]


def read_sentence(line: str) -> Sentence:
    text, at = "", 0
    figures: list[tuple[str, int, str, float, float | None, str | None]] = []
    taken: list[tuple[int, int]] = []
    names: list[tuple[int, int]] = []
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        surface = mark[1] or mark[6] or mark[7]
        start = len(text)
        text += MARK.sub(lambda m: m[1] or m[6] or m[7], surface) if "{" in surface else surface
        if mark[1]:
            second = float(mark[4]) if mark[4] and mark[4] != "-" else None
            figures.append((surface, start, mark[2], float(mark[3]), second, mark[5]))
        else:
            (taken if mark[6] else names).append((start, len(text)))
        at = mark.end()
    return Sentence(text + line[at:], figures, taken, names)


def read_nested(line: str) -> Sentence:
    """A sentence whose figures may hold taken spans: « de 12 000 en {2014} à 15 000 »."""
    inner = [m[1] for m in re.finditer(r"\{([^}]+)\}", line)]
    sentence = read_sentence(re.sub(r"\{([^}]+)\}", r"\1", line))
    taken, at = [], 0
    for words in inner:
        at = sentence.text.index(words, at)
        taken.append((at, at + len(words)))
        at += len(words)
    return sentence._replace(taken=taken)


def sentences(name: str) -> list[str]:
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def check(line: str) -> None:
    sentence = read_nested(line)
    figures, refused = annotate_figures(sentence.text, Taken(sentence.taken), Taken(sentence.names))
    units = {f.start: f.unit for f in figures}
    wanted = [(s, a, k, v, w, u if u else units.get(a)) for s, a, k, v, w, u in sentence.figures]
    assert [row(sentence.text, figure) for figure in figures] == wanted
    assert uncovered(sentence, figures, [(r.start, r.end) for r in refused]) == []


def row(text: str, f: Figure) -> tuple[str, int, str, float, float | None, str | None]:
    return (text[f.start : f.end], f.start, f.kind, f.value, f.value2, f.unit)


def uncovered(sentence: Sentence, figures: list[Figure], refused: list[tuple[int, int]]) -> list[int]:
    spans = [(f.start, f.end) for f in figures] + refused + sentence.taken
    covered = {at for start, end in spans for at in range(start, end)}
    return [at for at, character in enumerate(sentence.text) if character.isdigit() and at not in covered]


@pytest.mark.parametrize("line", sentences("wild"))
def test_figures_of_published_sentences(line: str) -> None:
    check(line)


@pytest.mark.parametrize("line", sentences("synthetic"))
def test_figures_of_written_sentences(line: str) -> None:
    check(line)


@pytest.mark.parametrize("line", sentences("negative"))
def test_sentences_without_figures_yield_none(line: str) -> None:
    check(line)


@pytest.mark.parametrize("line", sentences("known_failures"))
@pytest.mark.xfail(strict=True)
def test_known_failures(line: str) -> None:
    check(line)

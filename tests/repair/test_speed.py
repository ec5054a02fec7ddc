"""No pattern is worse than linear on long runs of its own characters."""

from __future__ import annotations

import time

import pytest

from r2p_data.records import Block, Span
from r2p_data.repair import Profile, clean, profile

SIZE = 50_000
HOSTILE = [
    "a",
    " ",
    "\n",
    "-",
    "’",
    "I’",
    "a ",
    " a",
    "a-",
    "-a",
    "l ’",
    "l a",
    "qu ",
    "( ",
    "(a",
    "[’",
    "¢",
    "é",
    "é¢",
    "&",
    "11 ",
    "Il ",
    "1",
    "1a",
    "ou ",
    "ou il ",
    "les ",
    "a, ",
    "a en outre, ",
    "\u00ad",
    "\u00ad\n",
    "ﬁ",
    "b c ",
    "pol itique ",
    "A ",
    ". A ",
    "/",
    "a.",
    "to ",
    "auprés ",
    "ceeee",
    "gggg ",
    "1% janvier ",
    "\u00a0",
    " \n",
    "e\n",
    "-\n",
    "a-\n",
    "résolution1820",
    "(a b",
    "x ’",
    "tout a fait ",
]


def seconds(text: str) -> float:
    block = Block("paragraph", (Span(0, len(text)),))
    start = time.process_time()
    clean(
        text,
        block,
        Profile(ocr=True, loses_grave=True, loses_apostrophes=True, splits=profile("pol itique e t d e", []).splits),
    )
    profile(text, [block])
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE)
def test_long_runs_are_read_in_linear_time(unit: str) -> None:
    seconds(unit * 10)
    assert seconds((unit * SIZE)[:SIZE]) < 3.0


def test_doubling_the_text_doubles_the_time() -> None:
    text = "Le Groupe a insisté auprés de I’Organisation quant a la paix, d’ou il ressort que 1’Etat hote a ét¢ prié. "
    seconds(text)
    small, large = min(seconds(text * 300) for _ in range(3)), min(seconds(text * 1200) for _ in range(3))
    assert large < 8 * small

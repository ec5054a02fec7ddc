"""Longer passages on conflicts that the seeds do not touch: every mention, every link, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from r2p_data.annotate.actors import annotate_actors

PASSAGES = Path(__file__).parent / "cases" / "passages.txt"
MARK = re.compile(r"\{|\|(?P<actor>[\w-]+)\}")
FLOOR = 0.98


class Passage(NamedTuple):
    name: str
    text: str
    mentions: set[tuple[int, int, str]]
    links: set[tuple[str, str]]


def _unmarked(line: str) -> tuple[str, set[tuple[int, int, str]]]:
    text, mentions, opened, at = "", set(), [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark["actor"]:
            mentions.add((opened.pop(), len(text), mark["actor"]))
        else:
            opened.append(len(text))
    return text + line[at:], mentions


def _passages() -> list[Passage]:
    passages: list[Passage] = []
    name = ""
    for line in PASSAGES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            name = line.removeprefix("# ")
        elif line.startswith("="):
            person, _, office = line.removeprefix("= ").partition(" : ")
            passages[-1].links.add((person, office))
        elif line and not line.startswith("%"):
            passages.append(Passage(name, *_unmarked(line), set()))
    return passages


@pytest.mark.parametrize("passage", _passages(), ids=lambda passage: passage.name)
def test_every_actor_of_a_passage_is_found_and_no_other(passage: Passage) -> None:
    found = annotate_actors([passage.text], ["paragraph"])
    got = {(m.start, m.end, m.actor_id) for m in found.mentions[0]}
    hits = len(got & passage.mentions)
    missed = [passage.text[s:e] for s, e, _ in sorted(passage.mentions - got)]
    false = [passage.text[s:e] for s, e, _ in sorted(got - passage.mentions)]
    assert 2 * hits / (len(got) + len(passage.mentions)) >= FLOOR, (missed, false)


@pytest.mark.parametrize("passage", _passages(), ids=lambda passage: passage.name)
def test_who_holds_which_office_is_what_the_passage_says(passage: Passage) -> None:
    found = annotate_actors([passage.text], ["paragraph"])
    assert {(office.person, office.office) for office in found.offices[0]} == passage.links

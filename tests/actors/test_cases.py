"""Hard confusions, one small file each: what a surface names, and what it does not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from r2p_data.annotate.actors import annotate_actors

CASES = Path(__file__).parent / "cases"


def _rows() -> list[tuple[str, dict[str, str]]]:
    return [
        (path.stem, row)
        for path in sorted(CASES.glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


def _named(text: str) -> list[tuple[int, int, str]]:
    found = annotate_actors([text], ["paragraph"])
    return [(m.start, m.end, m.actor_id) for m in found.mentions[0]]


def _row_id(value: object) -> str:
    return value if isinstance(value, str) else str(value["surface"])


@pytest.mark.parametrize(
    ("name", "row"),
    [
        pytest.param(n, r, marks=pytest.mark.xfail(strict=True) if r["origin"] == "known-failure" else ())
        for n, r in _rows()
    ],
    ids=_row_id,
)
def test_surface_names_its_actor_and_no_other(name: str, row: dict[str, str]) -> None:
    text, surface, actor = row["text"], row["surface"], row["actor"]
    assert surface in text
    named = _named(text)
    if row["origin"] == "negative":
        spans = [(at, at + len(surface)) for at in range(len(text)) if text.startswith(surface, at)]
        wrong = [n for n in named for start, end in spans if n[0] < end and start < n[1] and actor in ("*", n[2])]
        assert not wrong
    else:
        assert any(text[start:end] == surface and actor in ("*", who) for start, end, who in named), named


def test_the_president_is_the_one_last_named_outright() -> None:
    texts = [
        "La déclaration du Président du Conseil de sécurité a été lue.",
        "L’Ambassadeur du Sénégal, Fodé Seck, a été nommé Président du Groupe de travail.",
        "Le Président a souligné les progrès.",
        "Le Président a remercié les participants.",
    ]
    found = annotate_actors(texts, ["paragraph"] * 4)
    named = [[m.actor_id for m in mentions if m.form == "definite"] for mentions in found.mentions[2:]]
    assert named == [["office-president-du-groupe-de-travail"]] * 2


def test_a_family_name_in_capitals_is_spelt_as_names_are_and_a_numeral_stays() -> None:
    found = annotate_actors(["L’Envoyé spécial, M. James BAKER III, a remis son mandat."], ["paragraph"])
    names = [actor.name_fr for actor in found.actors.values() if actor.type == "person"]
    assert names == ["James Baker III"]

"""What holds for any text: offsets, order, nesting, silence in furniture, and linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from r2p_data.annotate.actors import annotate_actors
from r2p_data.records import ActorAnnotation

PIECES = [
    "le Conseil de sécurité", " des Nations Unies", " de l’", "ONU", "M. ", "Mme ", "Adams", ", ", " (", ")", ". ",
    "Président", " du ", "Groupe de travail",
    " et ", " sur ", "la Mission", " au Mali", "Congo", "Représentant spécial",
    " a été nommé ", "\u00a0", "\u202f", "’", "-",
    "« ", " »", "général ", "Thierry", " le pays", "délégation de l’Union",
    " européenne", " auprès de ", "Comité créé par la résolution 1591 (2005)", "\x00", "œ", "É", "1 234", "\n", "𝄞",
]  # fmt: skip


def _check(texts: list[str], found: ActorAnnotation) -> None:
    assert len(found.mentions) == len(found.offices) == len(texts)
    for text, mentions, offices in zip(texts, found.mentions, found.offices, strict=True):
        assert mentions == sorted(mentions, key=lambda m: (m.start, -m.end))
        for mention in mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert mention.actor_id in found.actors
            assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
            outer = any(o.start <= mention.start and mention.end <= o.end and o != mention for o in mentions)
            assert mention.nested == outer
        for office in offices:
            assert 0 <= office.start < office.end <= len(text)
            assert found.actors[office.person].type == "person"
            assert found.actors[office.office].type == "office"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), max_size=4))
def test_mentions_lie_in_their_text_in_order_and_nested(texts: list[str]) -> None:
    _check(texts, annotate_actors(texts, ["paragraph"] * len(texts)))


def test_nothing_is_read_in_furniture() -> None:
    found = annotate_actors(["Nations Unies S/2014/449", "La MINUSMA part."], ["furniture", "paragraph"])
    assert found.mentions[0] == []
    assert len(found.mentions[1]) == 1


def test_an_empty_document_has_no_actors() -> None:
    assert annotate_actors([], []) == ActorAnnotation({}, [], [])


def test_a_document_reads_the_same_twice() -> None:
    texts = ["Le Réseau des femmes leaders (REFEL) a témoigné.", "Le REFEL a parlé à M. Adams et à Simon Adams."]
    assert annotate_actors(texts, ["paragraph"] * 2) == annotate_actors(texts, ["paragraph"] * 2)


def test_one_document_teaches_nothing_to_the_next() -> None:
    annotate_actors(["Le Réseau des femmes leaders (REFEL) a témoigné."], ["paragraph"])
    assert annotate_actors(["Le REFEL a parlé."], ["paragraph"]).mentions == [[]]


@pytest.mark.parametrize(
    "piece",
    [
        "Commission de la ", "Président du ", "M. Adams ", "de ", "Comité ", "A. ", "Adams, ", "(ONU) ", "(A",
        "et des ",
        "Tchad-Mali ", "le général Mali ", "Adama Barrow, 34 ans, ", "A. B ", "Institut Aa et de ", "pour la paix, la ",
        "général ", "le pays ", "Nations Unies ", "auprès de ", "-a", "’",
        "Conseil de sécurité des Nations Unies et ",
        "Représentant spécial du Secrétaire général pour le Mali, M. Adams, ",
        "Groupe d’experts sur le Mali ", "Congo ",
        "M. A. B. ", "Mali ", "nommé ", "chercheur ", "Réseau des femmes (RF) ",
    ],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            annotate_actors([text], ["paragraph"])
            best = min(best, time.process_time() - start)
        return best

    assert seconds(80_000) < 8 * seconds(20_000) + 0.2

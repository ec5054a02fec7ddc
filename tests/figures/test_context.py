"""Period and attribution: what the sentence itself says, and nothing else."""

from __future__ import annotations

import time

import pytest

from r2p_data.annotate.figures import annotate_figures, attribute_figures
from r2p_data.records import Actor, Date, Figure, Mention
from r2p_data.taken import Taken, spans_of


def attributed(text: str, dates: tuple[str, ...] = (), actors: tuple[str, ...] = ()) -> list[Figure]:
    """The figures but ordinals, dates and actors given by their words; actor_id is the name."""
    found = [Date(text.index(d), text.index(d) + len(d), None, None, "period") for d in dates]
    mentions = sorted(
        (Mention(text.index(a), text.index(a) + len(a), a, "name") for a in actors), key=lambda mention: mention.start
    )
    figures, _ = annotate_figures(text, Taken(spans_of(found)), Taken(spans_of(mentions)))
    known = {name: Actor(name, name, "person") for name in actors}
    return [f for f in attribute_figures(text, figures, found, mentions, known) if f.kind != "ordinal"]


PERIODS = [
    (
        "L’allocation de 710 millions d’euros a été approuvée pour la période 2016-2018.",
        ("2016-2018",),
        ["pour la période 2016-2018"],
    ),
    (
        "Plus de 2 milliards d’euros ont été levés au cours des 10 dernières années.",
        (),
        ["au cours des 10 dernières années", None],
    ),
    ("En 2016, 12 personnes ont été tuées et 34 blessées.", ("2016",), ["En 2016", "En 2016"]),
    ("Il a reçu 12 dons en 2015 et 15 dons en 2016.", ("2015", "2016"), ["en 2015", "en 2016"]),
    ("Il prendra en charge 25 % des coûts d’ici à 2020.", ("d’ici à 2020",), ["d’ici à 2020"]),
    ("Le rapport de 2014 cite 12 pays.", ("2014",), [None]),
    ("Il a reçu 12 dons. En 2016, il est parti.", ("2016",), [None]),
    ("Les 12 pays ont signé.", (), [None]),
    ("La mission a perdu 69 soldats depuis son déploiement en 2013.", ("2013",), [None]),
    ("Elle réunit plus de 30 nationalités, avec un officier mort en 1973.", ("1973",), [None]),
    ("Il a reçu 12 dons, tous versés, pour la période 2016-2018.", ("2016-2018",), ["pour la période 2016-2018"]),
    ("En 2016, 165 plaintes ont été reçues, contre 138 cette année.", ("2016",), ["En 2016", None]),
    ("La guerre dure depuis 30 ans dans un pays indépendant depuis 2011.", ("depuis 2011",), [None]),
]

SPEAKERS = [
    (
        "Simon Adams, le directeur général du Centre mondial, a indiqué que 10 des 16 missions ont été mandatées.",
        ("Simon Adams", "Centre mondial"),
        ["Simon Adams"],
    ),
    ("Selon le HCR, 12 500 personnes ont fui.", ("HCR",), ["HCR"]),
    ("D’après l’UNICEF, 2 300 enfants voyageaient.", ("UNICEF",), ["UNICEF"]),
    ("M. Adams a également précisé que 12 pays avaient signé.", ("Adams",), ["Adams"]),
    ("Le Président rappelle que 12 pays ont signé.", ("Président",), ["Président"]),
    ("La Belgique a déployé 12 soldats.", ("Belgique",), [None]),
    ("Simon Adams est venu. Il a indiqué que 12 pays avaient signé.", ("Simon Adams",), [None]),
    ("Les 12 pays dont Simon Adams a indiqué le nom ont signé.", ("Simon Adams",), [None]),
]


@pytest.mark.parametrize(("text", "dates", "wanted"), PERIODS, ids=[row[0] for row in PERIODS])
def test_period_is_what_the_sentence_ties_to_the_figure(
    text: str, dates: tuple[str, ...], wanted: list[str | None]
) -> None:
    assert [figure.period for figure in attributed(text, dates)] == wanted


@pytest.mark.parametrize(("text", "actors", "wanted"), SPEAKERS, ids=[row[0] for row in SPEAKERS])
def test_speaker_is_the_subject_of_a_verb_of_saying(
    text: str, actors: tuple[str, ...], wanted: list[str | None]
) -> None:
    assert [figure.attribution for figure in attributed(text, (), actors)] == wanted


@pytest.mark.parametrize(
    "sentence", ["Selon le Mali, 12 écoles ont rouvert en 2016. ", "Selon le Mali, 12 écoles ouvertes en 2016, "]
)
def test_a_book_on_one_line_takes_linear_time(sentence: str) -> None:
    def seconds(many: int) -> float:
        starts = [n * len(sentence) for n in range(many)]
        figures = [Figure(at + 15, at + 17, "count", 12.0) for at in starts]
        year = sentence.index("2016")
        dates = [Date(at + year, at + year + 4, None, None, "year") for at in starts]
        mentions = [Mention(at + 9, at + 13, "MLI", "name") for at in starts]
        begin = time.process_time()
        found = attribute_figures(sentence * many, figures, dates, mentions, {"MLI": Actor("MLI", "Mali", "state")})
        assert {figure.attribution for figure in found} == {"MLI"}
        return time.process_time() - begin

    seconds(100)
    assert seconds(4_000) < 25 * max(seconds(400), 0.02)

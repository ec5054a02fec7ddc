"""What is derived from tables: facts, edge tables, concordance."""

from __future__ import annotations

from pathlib import Path

import pytest

import r2p_data as r2p
from r2p_data.concordance import find_words
from r2p_data.facts import _joining
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows


def read(tmp_path: Path, text: str) -> r2p.Corpus:
    (tmp_path / "document.txt").write_text(text, encoding="utf-8")
    return r2p.load_corpus(tmp_path / "document.txt")


@pytest.mark.parametrize("row", load_rows("joining.csv", ["pattern", "example", "counter_example"]), ids=str)
def test_joining_rows_match_their_example_only(row: dict[str, str]) -> None:
    def before_the_number(text: str) -> str:
        return fold(text[: next(i for i, c in enumerate(text) if c.isdigit())])

    assert _joining().search(before_the_number(row["example"]))
    assert not _joining().search(before_the_number(row["counter_example"]))


@pytest.mark.parametrize(
    ("text", "rule", "value"),
    [
        ("La France a décidé de se joindre aux 12 États ayant ratifié le traité.", "joining", 13),
        ("Le Mali et le Niger ont rejoint les 15 pays signataires.", "joining", 17),
        ("Elle a dit que la France, le Mali et le Niger étaient fiers de se joindre aux 15 pays.", "joining", 18),
        ("La contribution a été portée de 10 à 15 millions d’euros.", "change", 5e6),
        ("Au total, 3 des 12 missions sont africaines.", "share", 25),
    ],
)
def test_a_fact_rests_on_a_printed_figure(tmp_path: Path, text: str, rule: str, value: float) -> None:
    corpus = read(tmp_path, text + "\n")
    (fact,) = corpus.facts.to_dict("records")
    assert (fact["rule"], fact["value"]) == (rule, value)
    assert set(fact["figure_ids"]) <= set(corpus.figures["figure_id"])
    assert corpus.passage(fact).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Le Conseil a entendu 12 États.",
        "Le texte est joint aux 12 annexes.",
        "La France salue les 12 États. Ils se joignent au débat.",
        "Il a invité les organisations à se joindre aux 12 États.",
        "La France a invité le Mali à se joindre aux 12 États.",
        "Le Mali, appuyé par la France, s’est joint aux 12 États.",
        "Le Mali a refusé de rejoindre les 12 États.",
        "Le Mali s’est joint à une douzaine d’États.",
    ],
)
def test_nothing_is_derived_where_no_rule_speaks(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text + "\n").facts.empty


def test_cooccurrence_counts_paragraphs_and_skips_adjectives(tmp_path: Path) -> None:
    corpus = read(
        tmp_path, "La France et le Mali sont d’accord.\n\nLa France salue l’armée malienne.\n\nLe Mali et la France.\n"
    )
    (edge,) = corpus.cooccurrence(types=["state"]).to_dict("records")
    assert {edge["source"], edge["target"], edge["weight"]} == {*corpus.actors.query("type == 'state'")["actor_id"], 2}


def test_actors_are_counted_by_document_and_form(tmp_path: Path) -> None:
    corpus = read(tmp_path, "La France salue l’armée française. La France est là.\n")
    counts = corpus.actor_counts.loc[("FRA", "document")]
    assert (counts["name"], counts["adjective"]) == (2, 1)
    assert corpus.actor_counts.to_numpy().sum() == len(corpus.mentions)


def test_citations_are_counted(tmp_path: Path) -> None:
    corpus = read(tmp_path, "Voir la résolution 1325 (2000). La résolution 1325 (2000) et la résolution 63/308.\n")
    assert dict(zip(corpus.citations["target"], corpus.citations["weight"], strict=True)) == {
        "S/RES/1325(2000)": 2,
        "A/RES/63/308": 1,
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("l'etat", ["l’État"]),
        ("etat", ["État"]),
        ("etat*", ["État", "États"]),
        ("PROTECTION DES CIVILS", ["protection des civils"]),
        ("protec", []),
        ("coeur", ["cœur"]),
        ("manœuvre", ["manoeuvre"]),
        ("se\u0301curite\u0301", ["sécurité"]),
    ],
)
def test_concordance_ignores_accents_case_and_elision(tmp_path: Path, words: str, found: list[str]) -> None:
    text = "La protection des civils incombe à l’État. Les États le savent. Au cœur de la sécurité, une manoeuvre.\n"
    corpus = read(tmp_path, text)
    lines = corpus.concordance(words)
    assert list(lines["keyword"]) == found
    texts = corpus.paragraphs.set_index("paragraph_id")["text"]
    for line in lines.to_dict("records"):
        assert texts[line["paragraph_id"]][line["start"] : line["end"]] == line["keyword"]


def test_concordance_asks_for_a_word(corpus: r2p.Corpus) -> None:
    with pytest.raises(r2p.R2PDataError, match="no word"):
        find_words(corpus.paragraphs, " * ")

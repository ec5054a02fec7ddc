"""Candidates: names that no rule read, each at its place, and never in the tables."""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
import pytest

import r2p_data as r2p
from r2p_data.candidates import COLUMNS, find_candidates, find_names, measure_coverage
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows

WORDS = load_rows("words_no_actor.csv", ["word", "example"])


def names(text: str) -> list[str]:
    return [text[start:end] for start, end in find_names(text)]


@pytest.fixture(scope="module")
def corpus() -> r2p.Corpus:
    return r2p.load_corpus()


@pytest.fixture(scope="module")
def candidates(corpus: r2p.Corpus) -> pd.DataFrame:
    return find_candidates(corpus.paragraphs, corpus.mentions, corpus.references, corpus.dates, corpus.figures)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Selon l’ACHPR, rien.", ["ACHPR"]),
        ("ACHPR et CEEAC ont signé.", ["ACHPR", "CEEAC"]),
        ("Les chefs du Front de libération et du Mouvement pour l’Azawad", ["Front", "Mouvement pour l’Azawad"]),
        ("le siège d’AS Maniema Union à Kindu", ["AS Maniema Union", "Kindu"]),
        ("la Croix-Rouge tchadienne", ["Croix-Rouge"]),
        ("Hier, rien. Demain non plus.", []),
        ("le chapitre XVII", []),
        ("il dit : « Nous restons »", []),
        ("l’État et les États Membres", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_name_is_a_run_of_capital_words_inside_a_sentence(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row["word"])
def test_each_word_that_names_no_actor_is_refused_in_its_example(row: dict[str, str]) -> None:
    assert row["word"] in fold(row["example"])
    assert row["word"] not in [fold(name) for name in names(f"Selon {row['example']}")]


def test_no_candidate_covers_what_was_read(corpus: r2p.Corpus, candidates: pd.DataFrame) -> None:
    for _, row in candidates.iterrows():
        near = corpus.mentions[corpus.mentions["paragraph_id"] == row["paragraph_id"]]
        assert not ((near["start"] < row["end"]) & (row["start"] < near["end"])).any()
        text = corpus.read("paragraphs", paragraph_ids=[row["paragraph_id"]])["text"].iloc[0]
        assert text[row["start"] : row["end"]] == row["surface"]


def test_an_actor_taken_from_the_tables_becomes_a_candidate(corpus: r2p.Corpus) -> None:
    acronyms = corpus.mentions["surface"].isin(["MONUSCO", "MINUSMA"])
    found = find_candidates(corpus.paragraphs, corpus.mentions[~acronyms])
    assert {"MONUSCO", "MINUSMA"} <= set(found.loc[found["kind"] == "acronym", "name"])


def prose(*texts: str) -> pd.DataFrame:
    rows = [
        {"doc_id": "d", "paragraph_id": f"d:{n}", "kind": "paragraph", "text": text} for n, text in enumerate(texts)
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        (
            (
                "Le groupe Veilleurs du Fleuve a signé. Veilleurs du Fleuve est armé. Demain, rien.",
                "Les Veilleurs du Fleuve ont parlé. Selon les Veilleurs du Fleuve, rien.",
            ),
            {"Veilleurs du Fleuve": 4},
        ),
        (("Kindu brûle. Goma aussi. Il fuit Kindu.",), {"Kindu": 2}),
        (("Veilleurs du Fleuve est armé. Hier, rien.",), {}),
        (("Le Front Bleu parle. Il vit le Front Bleu de Bleu Nord.",), {"Front Bleu de Bleu Nord": 1}),
        (("Front Bleu parle. Le camp Bleu voit le Front Bleu.",), {"Front Bleu": 2, "Bleu": 1}),
    ],
)  # fmt: skip
def test_a_name_that_opens_a_sentence_counts_where_another_sentence_holds_it(
    corpus: r2p.Corpus, texts: tuple[str, ...], counted: dict[str, int]
) -> None:
    found = find_candidates(prose(*texts), corpus.mentions.head(0))
    assert dict(zip(found["name"], found["n_mentions"], strict=True)) == counted
    for _, row in found.iterrows():
        assert texts[int(row["paragraph_id"][2:])][row["start"] : row["end"]] == row["surface"]


def test_shares_of_coverage_add_up_to_one(corpus: r2p.Corpus, candidates: pd.DataFrame) -> None:
    coverage = measure_coverage(corpus.actors, candidates)
    assert list(coverage["known_from"]) == ["lexicon", "document", "candidate"]
    assert coverage["share"].sum() == pytest.approx(1)
    assert coverage["share"].iloc[0] > 0.8


def test_a_corpus_without_names_has_no_share(corpus: r2p.Corpus) -> None:
    nothing = find_candidates(corpus.paragraphs.head(0), corpus.mentions)
    assert list(nothing.columns) == list(COLUMNS)
    assert measure_coverage(corpus.actors.head(0), nothing)["share"].isna().all()


def test_names_take_time_in_proportion_to_the_text() -> None:
    assert len(list(find_names("a " + "Aa de la " * 50_000))) == 1
    assert len(list(find_names("a " + "A" * 200_000))) == 1
    many = "Le Nord, " * 100_000  # each begins far from the beginning of the text
    start = time.process_time()
    assert len(list(find_names(many))) < 100_000
    assert time.process_time() - start < 5


def test_a_corpus_knows_its_candidates_and_its_coverage_saved_or_not(
    corpus: r2p.Corpus, candidates: pd.DataFrame, tmp_path: Path
) -> None:
    corpus.save(tmp_path / "saved")
    for same in (corpus, r2p.open_corpus(tmp_path / "saved")):
        assert same.candidates.equals(candidates)
        assert same.coverage.equals(measure_coverage(corpus.actors, candidates))

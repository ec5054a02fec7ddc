"""Suggestions of unknown names: apart from the tables, and clear where spaCy is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

import r2p_data as r2p
from r2p_data import suggest

TEXT = "Le ministre Ousmane Traorébakou a rencontré Aminata Kéïtabougou à Bamako.\n\nLe Conseil de sécurité a agi.\n"


@pytest.fixture
def corpus_of_strangers(tmp_path: Path) -> r2p.Corpus:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return r2p.load_corpus(tmp_path / "a.txt")


def test_missing_model_says_what_to_install(corpus_of_strangers: r2p.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    suggest._recogniser.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(r2p.R2PDataError, match=r"r2p-data\[ner\]"):
        suggest.suggest_actors(corpus_of_strangers)
    suggest._recogniser.cache_clear()


def test_suggestions_stay_out_of_the_tables(corpus_of_strangers: r2p.Corpus) -> None:
    pytest.importorskip("fr_core_news_md", reason="needs the optional extra 'ner'")
    before = corpus_of_strangers.actors.copy()
    found = suggest.suggest_actors(corpus_of_strangers)
    assert set(found["origin"]) <= {"suggested"}
    assert corpus_of_strangers.actors.equals(before)
    assert not found["surface"].str.contains("Conseil de sécurité").any()
    for _, row in found.iterrows():
        assert str(corpus_of_strangers.passage(row)).count("⟦") == 1

"""The first questions, answered from the tables by code, each with its passage."""

from __future__ import annotations

from r2p_data import Corpus


def test_twenty_nine_countries_signed_the_kigali_principles(corpus: Corpus) -> None:
    countries = corpus.figures[corpus.figures["subject"].str.startswith("pays", na=False)]
    signed = countries[countries["value"] == 28]
    assert len(signed) == 1
    assert "se joindre aux ⟦28⟧ pays ayant déjà signé" in str(corpus.passage(signed))
    joined = corpus.facts[corpus.facts["rule"] == "joining"]
    assert list(joined["value"]) == [29.0]
    assert len(joined["actor_ids"].iloc[0]) == 1
    assert list(joined["figure_ids"])[0] == [signed["figure_id"].iloc[0]]
    confirmed = countries[countries["value"] == 29]
    assert "Casques bleus de ⟦29⟧ pays" in str(corpus.passage(confirmed))


def test_ten_of_sixteen_missions_protect_civilians(corpus: Corpus) -> None:
    ratio = corpus.figures[corpus.figures["form"] == "ratio"]
    assert list(zip(ratio["value"], ratio["value2"], strict=True)) == [(10.0, 16.0)]
    assert ratio["subject"].iloc[0].startswith("missions de maintien de la paix")
    assert "⟦10 des 16⟧ missions de maintien de la paix" in str(corpus.passage(ratio))


def test_amounts_of_the_european_union(corpus: Corpus) -> None:
    money = corpus.figures[corpus.figures["kind"] == "money"]
    assert set(money["unit"]) == {"EUR"}
    assert list(money["value"]) == [2e9, 750e6, 710e6]
    assert money["value2"].dropna().tolist() == [900e6]
    assert list(money["qualifier"].dropna()) == ["plus de"]
    assert [str(corpus.passage(row)).count("⟦") for _, row in money.iterrows()] == [1, 1, 1]
    assert [corpus.cite(row).rsplit(", ", 1)[1] for _, row in money.iterrows()] == ["par. 35", "par. 36", "par. 36"]

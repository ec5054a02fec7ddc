"""Themes: the file and its rules, terms and what they must not find, places in text and source."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import r2p_data as r2p
from r2p_data.errors import LexiconError
from r2p_data.themes import COLUMNS, SPANS, Finder, Term, Theme, find_themes, load_themes, trace_themes

THEMES = load_themes()
ASKED = {
    "protection_of_civilians", "early_warning", "prevention", "capacity_building", "technology", "intelligence",
    "partnerships", "financing", "counter_terrorism", "gender", "children", "environment", "justice", "human_rights",
    "mediation", "rule_of_law", "disarmament", "peacebuilding", "pillar_one", "pillar_two", "pillar_three",
}  # fmt: skip


def one(*terms: str) -> Finder:
    return Finder([Theme("t", "thème", "theme", tuple(Term(term, term) for term in terms))])


def surfaces(finder: Finder, text: str) -> list[str]:
    return [text[start:end] for start, end, _, _ in finder.find(text)]


def test_all_themes_are_there_and_seven_inhibitors() -> None:
    ids = {theme.id for theme in THEMES}
    assert ids >= ASKED
    assert sum(theme.startswith("inhibitor_") for theme in ids) == 7


@pytest.mark.parametrize(("theme", "term"), [(theme, term) for theme in THEMES for term in theme.terms])
def test_each_term_is_found_in_its_example(theme: Theme, term: Term) -> None:
    alone = Finder([Theme(theme.id, theme.name_fr, theme.name_en, (term,))])
    assert alone.find(term.example)
    assert theme.id in {found for _, _, found, _ in Finder(THEMES).find(term.example)}


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("alerte* rapide*", "Les alertes rapides, l’ALERTE RAPIDE et l'alerte\u00a0rapide", 3),
        ("alerte* rapide*", "Alerter rapidement", 1),
        ("alerte* rapide*", "l’alerte est rapide", 0),
        ("*terroris*", "La lutte antiterroriste et le terrorisme", 2),
        ("technolog*", "La biotechnologie", 0),
        ("droit* de l’homme", "les droits de l'homme et le droit de l’homme", 2),
        ("DDR", "Le programme de DDR, non les ADDR", 1),
        ("Chapitre VII", "en vertu du chapitre VII, non du Chapitre VIII", 1),
        ("manœuvre*", "des manoeuvres et une manœuvre", 2),
        ("coeur", "au cœur du mandat", 1),
        ("non-prolifération", "la non‑prolifération", 1),
        ("état de droit", "L’État de droit", 1),
    ],
)
def test_terms_find_words_whatever_their_accents_case_and_marks(term: str, text: str, found: int) -> None:
    assert len(one(term).find(text)) == found


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("environment", "Les Casques bleus opèrent dans un environnement de sécurité complexe."),
        ("gender", "Ce genre de crise menace le genre humain."),
        ("intelligence", "Pour de plus amples renseignements, s’adresser au Secrétariat."),
        ("inhibitor_media", "Une médiane de médiocre valeur."),
        ("pillar_three", "Il a identifié au titre du deuxième pilier trois grandes catégories d’aide."),
        ("pillar_three", "Les accords visés au Chapitre VIII de la Charte."),
        ("disarmament", "Les forces armées sont armées."),
        ("children", "L’enfantement d’une doctrine"),
    ],
)
def test_words_of_another_sense_are_not_found(theme: str, text: str) -> None:
    assert theme not in {found for _, _, found, _ in Finder(THEMES).find(text)}


def test_of_one_theme_the_longest_hit_is_kept_and_themes_may_overlap() -> None:
    assert surfaces(one("paix", "maintien de la paix"), "le maintien de la paix") == ["maintien de la paix"]
    both = Finder([Theme("a", "a", "a", (Term("paix", ""),)), Theme("b", "b", "b", (Term("maintien de la paix", ""),))])
    assert {theme for _, _, theme, _ in both.find("le maintien de la paix")} == {"a", "b"}


@pytest.mark.parametrize(
    "text", ["technolog" * 60_000, "a" * 300_000, "protection des " * 20_000, "prévenir " * 30_000]
)
def test_long_runs_take_linear_time(text: str) -> None:
    finder = Finder(THEMES)
    start = time.process_time()
    finder.find(text)
    assert time.process_time() - start < 2


def test_every_hit_leads_to_its_words_in_text_and_source(corpus: r2p.Corpus) -> None:
    hits = corpus.themes
    assert list(hits.columns) == list(COLUMNS) and len(hits) > 400 and hits["theme_id"].is_unique
    texts = corpus.paragraphs.set_index("paragraph_id")["text"]
    assert [texts[row.paragraph_id][row.start : row.end] for row in hits.itertuples()] == hits["surface"].tolist()
    printed = [corpus.source(row.doc_id)[row.raw_start : row.raw_end] for row in hits.itertuples()]
    # what was repaired differs from the print, and nothing else
    repaired = {(row.doc_id, row.raw_start) for row in corpus.repairs.itertuples()}
    for row, p in zip(hits.itertuples(), printed, strict=True):
        if p != row.surface:
            assert any((row.doc_id, at) in repaired for at in range(row.raw_start - 1, row.raw_end + 1)), (
                p,
                row.surface,
            )
    assert sum(p == s for p, s in zip(printed, hits["surface"], strict=True)) > len(hits) * 3 / 4


def test_hits_have_the_same_place_in_the_source_as_mentions_of_the_same_words(corpus: r2p.Corpus) -> None:
    finder = [Theme("un", "ONU", "UN", (Term("Nations Unies", ""), Term("Conseil de sécurité", "")))]
    hits = find_themes(corpus.paragraphs, finder)
    traced = trace_themes(hits, corpus.read("paragraphs", SPANS), corpus.repairs, corpus.source)
    same = traced.merge(corpus.mentions, on=["paragraph_id", "start", "end"], suffixes=("", "_mention"))
    assert len(same) > 50
    assert same["raw_start"].tolist() == same["raw_start_mention"].tolist()
    assert same["raw_end"].tolist() == same["raw_end_mention"].tolist()


MINE = """
[[theme]]
id = "mali"
name_fr = "Mali"
name_en = "Mali"
[theme.terms]
"mali*" = "Les autorités maliennes."
"""


def test_a_file_of_ones_own_changes_the_table(corpus: r2p.Corpus, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(MINE, encoding="utf-8")
    hits = corpus.find_themes(file)
    assert set(hits["theme"]) == {"mali"} and all(s.lower().startswith("mali") for s in hits["surface"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no theme"),
        ("theme = 3", "has no theme"),
        ("[[theme]", "cannot be read as TOML"),
        (MINE.replace('id = "mali"', ""), "theme 1: 'id' is missing"),
        (MINE.replace('name_en = "Mali"', ""), "theme 'mali': 'name_en' is missing"),
        (MINE + MINE, "theme 'mali' stands twice"),
        (MINE.partition("[theme.terms]")[0], "theme 'mali': has no terms"),
        (MINE.replace('= "Les', "= 3 #"), "has no example"),
        (MINE.replace('"mali*"', '"ma*li"'), "a star stands at the end or the beginning"),
        (MINE.replace('"mali*"', '"*"'), "a star stands at the end or the beginning"),
        (MINE.replace('"mali*"', '"m*"'), "at least 3 letters"),
        (MINE.replace('"mali*"', '" "'), "a star stands at the end or the beginning"),
    ],
)
def test_a_faulty_file_is_told_by_theme_and_rule(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match="mine.toml") as told:
        load_themes(file)
    assert said in str(told.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        load_themes(tmp_path / "none.toml")

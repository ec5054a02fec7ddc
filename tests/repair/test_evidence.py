"""Every row of the repair lexicons repairs its example and leaves its counter-example alone."""

from __future__ import annotations

import re

import pytest

from r2p_data.lexicon import load_rows
from r2p_data.repair.confusions import correct
from r2p_data.repair.homographs import misread_homographs
from r2p_data.repair.prepositions import misread_prepositions
from r2p_data.repair.words import Words

CONFUSIONS = load_rows("repair_confusions.csv", ("rule", "printed", "intended", "where", "ratio", "example"))
HOMOGRAPHS = load_rows("repair_homographs.csv", ("rule", "printed", "intended", "example", "counter"))
A_WORDS = load_rows("repair_a.csv", ("role", "word", "example"))
A = re.compile(r"(?<!\w)[aà](?!\w)")


@pytest.mark.parametrize("row", CONFUSIONS, ids=lambda row: row["example"])
def test_confusion_repairs_its_example(row: dict[str, str]) -> None:
    printed, intended = row["example"].split(">")
    assert row["printed"].lower() in printed.lower() and row["intended"].lower() in intended.lower()
    assert correct(printed) == (intended, row["rule"])


@pytest.mark.parametrize("row", [row for row in CONFUSIONS if row["counter"]], ids=lambda row: row["counter"])
def test_confusion_spares_its_counter_example(row: dict[str, str]) -> None:
    assert row["printed"] in row["counter"].lower()
    assert correct(row["counter"]) is None


@pytest.mark.parametrize("path", ["l’adresse/tache", "un.taches", "tache/nom"])
def test_parts_of_addresses_and_of_choices_are_no_homographs(path: str) -> None:
    assert misread_homographs(Words(path)) == {}


@pytest.mark.parametrize("known", ["remouler", "langeant"])
def test_two_letters_are_not_changed_in_a_word(known: str) -> None:
    assert correct(known) is None


def test_two_letters_are_changed_in_what_is_no_word() -> None:
    assert correct("evenement") == ("événement", "e_for_é")


@pytest.mark.parametrize("row", HOMOGRAPHS, ids=lambda row: row["example"])
def test_homograph_repairs_its_example_and_spares_its_counter_example(row: dict[str, str]) -> None:
    printed, intended = row["example"].split(">")
    words = Words(printed)
    words.mend(misread_homographs(words))
    assert words.text == intended
    assert {rule for _, _, _, rule in words.patches()} == {row["rule"]}
    assert misread_homographs(Words(intended)) == {}
    assert misread_homographs(Words(row["counter"])) == {}


@pytest.mark.parametrize("row", A_WORDS, ids=lambda row: row["example"])
def test_words_around_a_tell_verb_from_preposition(row: dict[str, str]) -> None:
    assert re.search(rf"(?<!\w){row['word']}", row["example"], re.IGNORECASE) and A.search(row["example"])
    words = Words(A.sub("a", row["example"]))
    words.mend(misread_prepositions(words, loses_accents=True))
    assert words.text == row["example"]

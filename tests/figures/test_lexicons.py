"""Every row of a lexicon finds its example, and every example needs its row."""

from __future__ import annotations

import re

import pytest

from r2p_data.annotate.figures import REASONS, annotate_figures, attribute_figures
from r2p_data.annotate.figures.currencies import currency_names, currency_symbols
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows
from r2p_data.records import Actor, Figure, Mention, Refused
from r2p_data.taken import Taken

REFUSING = ("figure_labels.csv", "figure_idioms.csv", "figure_names.csv")


def rows(name: str) -> list[dict[str, str]]:
    return load_rows(name, ("example",))


def read(example: str) -> tuple[str, list[Figure], list[Refused]]:
    text = example.removeprefix("«").removesuffix("»").strip()
    return text, *annotate_figures(text, Taken(), Taken())


def refusing() -> list[tuple[str, dict[str, str]]]:
    return [(name, row) for name in REFUSING for row in rows(name)]


@pytest.mark.parametrize(
    ("name", "row"), refusing(), ids=lambda value: value if isinstance(value, str) else value["example"]
)
def test_a_refusing_row_refuses_its_example_for_its_reason(name: str, row: dict[str, str]) -> None:
    text, figures, refused = read(row["example"])
    numbers = fold(row["number"]).split("|")
    assert not any("#" in numbers or fold(text[f.start : f.end]) in numbers for f in figures)
    assert row["reason"] in {found.reason for found in refused}


@pytest.mark.parametrize(
    ("name", "row"), refusing(), ids=lambda value: value if isinstance(value, str) else value["example"]
)
def test_a_refused_example_holds_the_words_of_its_row(name: str, row: dict[str, str]) -> None:
    plain = fold(row["example"])
    for cell in ("left", "right"):
        words = [fold(word) for word in row[cell].split("|") if word not in ("", ".")]
        assert not words or any(word in plain for word in words)


def test_every_reason_of_the_lexicon_is_documented() -> None:
    assert {row["reason"] for _, row in refusing()} <= set(REASONS)


@pytest.mark.parametrize("row", rows("figure_units.csv"), ids=lambda row: row["example"])
def test_a_unit_is_read_in_its_example_and_in_no_other_unit(row: dict[str, str]) -> None:
    _, figures, _ = read(row["example"])
    assert [(f.kind, f.unit) for f in figures if f.unit] == [(row["kind"], row["unit"])]


@pytest.mark.parametrize("row", rows("figure_currencies.csv"), ids=lambda row: row["example"])
def test_a_currency_is_read_in_its_example(row: dict[str, str]) -> None:
    _, figures, _ = read(row["example"])
    assert [(f.kind, f.unit) for f in figures] == [("money", None if row["code"] == "?" else row["code"])]


@pytest.mark.parametrize("row", rows("figure_qualifiers.csv"), ids=lambda row: row["example"])
def test_a_qualifier_is_read_in_its_example_with_its_bound(row: dict[str, str]) -> None:
    _, figures, _ = read(row["example"])
    assert [(fold(f.qualifier or ""), f.bound) for f in figures] == [(fold(row["surface"]), row["bound"])]


@pytest.mark.parametrize(
    "row", [r for r in rows("figure_cues.csv") if r["cue"] == "apart"], ids=lambda row: row["example"]
)
def test_a_cue_lets_its_bare_number_count(row: dict[str, str]) -> None:
    text, figures, _ = read(row["example"])
    at = fold(text).index(fold(row["surface"]))
    assert any(f.start >= at and f.kind == "count" for f in figures)
    numbers = re.findall(r"\d[\d ]*\d", text[at:])
    assert float(numbers[0].replace(" ", "")) in {f.value for f in figures}


@pytest.mark.parametrize(
    "row", [r for r in rows("figure_cues.csv") if r["cue"] == "change"], ids=lambda row: row["example"]
)
def test_a_word_of_change_makes_a_change_of_its_example(row: dict[str, str]) -> None:
    text, figures, _ = read(row["example"])
    assert [f.form for f in figures] == ["change"]
    assert fold(row["surface"]) in fold(text)


@pytest.mark.parametrize(
    "row", [r for r in rows("figure_cues.csv") if r["cue"] == "length"], ids=lambda row: row["example"]
)
def test_a_length_lets_its_article_count(row: dict[str, str]) -> None:
    _, figures, _ = read(row["example"])
    assert [(f.kind, f.value) for f in figures] == [("duration", 1.0)]


@pytest.mark.parametrize(
    "row", [r for r in rows("figure_cues.csv") if r["cue"] == "times"], ids=lambda row: row["example"]
)
def test_a_factor_is_a_multiplier(row: dict[str, str]) -> None:
    _, figures, _ = read(row["example"])
    assert [f.kind for f in figures] == ["multiplier"]


@pytest.mark.parametrize(
    "row", [r for r in rows("figure_cues.csv") if r["cue"] == "span"], ids=lambda row: row["example"]
)
def test_a_word_of_length_makes_hours_last(row: dict[str, str]) -> None:
    text, figures, _ = read(row["example"])
    assert [(f.kind, f.unit) for f in figures] == [("duration", "hours")]
    assert fold(row["surface"]) in fold(text)
    assert not read(re.sub(r".*?((?:de )?\d+ à .*)", r"Ouvert \1", row["example"]))[1]


@pytest.mark.parametrize(
    "row", [r for r in rows("figure_cues.csv") if r["cue"] == "grow"], ids=lambda row: row["example"]
)
def test_what_grows_by_a_part_makes_it_a_ratio(row: dict[str, str]) -> None:
    text, figures, _ = read(row["example"])
    assert [(f.kind, f.value) for f in figures] == [("ratio", 1.0)]
    assert fold(row["surface"]) in fold(text)


@pytest.mark.parametrize("code", ["USD", "EUR", "XOF", "XAF", "CDF", "SDG", "SSP", "HTG", "AFN", "MAD", "RWF"])
def test_cldr_names_of_currencies_are_known(code: str) -> None:
    assert code in set(currency_names().values())
    assert code in currency_symbols().values()


@pytest.mark.parametrize("words", ["500 colons", "500 livres", "300 sols", "12 marks"])
def test_everyday_words_are_no_money(words: str) -> None:
    assert [f.kind for f in annotate_figures(words, Taken(), Taken())[0]] == ["count"]


@pytest.mark.parametrize("row", rows("figure_sayings.csv"), ids=lambda row: row["past"])
def test_a_verb_of_saying_attributes_its_example(row: dict[str, str]) -> None:
    words = row["example"].removeprefix("« ").removesuffix(" »")
    text = f"Simon Adams {words} sont citées."
    figures, _ = annotate_figures(text, Taken(), Taken())
    mention, actor = Mention(0, 11, "adams", "name"), Actor("adams", "Simon Adams", "person")
    assert [f.attribution for f in attribute_figures(text, figures, [], [mention], {"adams": actor})] == ["adams"]
    assert fold(row["past"]) in fold(words)

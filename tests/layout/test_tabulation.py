"""Rows and columns of cells: told where the text allows, left open where it does not."""

from __future__ import annotations

import time

import pytest

from r2p_data.layout import find_blocks
from r2p_data.layout.tabulation import place_cells
from tests.layout.reading import SEEDS

DATES = ["28 avril", "27 mai", "24 juin"]
PEOPLE = ["Atul Khare, Secrétaire général adjoint", "Renata Dwan, Cheffe du Service", "Omar Hilale, Ambassadeur"]
THEMES = ["Protection des civils", "Partenariats", "Utilisation de la technologie"]
# A cell a character, from left to right and from top to bottom: its row and its column, « . » where it has none.
SYNTHETIC = {
    "equal_columns": (
        ["Date", "Intervenants", "Thème", *DATES, *PEOPLE, *THEMES],
        "11 12 13 21 31 41 22 32 42 23 33 43",
    ),
    "longer_column_has_no_rows": (
        ["Date", "Intervenants", "Thème", *DATES, *PEOPLE, *PEOPLE[:1], *THEMES],
        "11 12 13 21 31 41 .2 .2 .2 .2 23 33 43",
    ),
    "no_two_columns_alike": (
        ["Date", "Intervenants", *DATES[:2], *PEOPLE],
        "11 12 .1 .1 .2 .2 .2",
    ),
    "heads_above_each_column": (
        ["Date", *DATES, "Intervenants", *PEOPLE, "Thème", *THEMES],
        "11 21 31 41 12 22 32 42 13 23 33 43",
    ),
    "one_column": (["Date", *DATES], "11 21 31 41"),
    "rows_of_amounts": (["Pays", "2015", "2016", "Mali", "12", "15", "Niger", "7", "–"], "11 12 13 21 22 23 31 32 33"),
    "rows_of_pairs": (["Mali", "12", "Niger", "7", "Tchad", "9"], "11 12 21 22 31 32"),
    "rows_that_begin_with_a_date": (
        ["Date", "Intervenant", "Thème", DATES[0], PEOPLE[0], THEMES[0], DATES[1], PEOPLE[1], THEMES[1]],
        "11 12 13 21 22 23 31 32 33",
    ),
    "caption_is_no_head": (
        ["Tableau 1", "(En milliers de dollars)", "Pays", "Effectif", "Mali", "12", "Niger", "7"],
        ".. .. 11 12 21 22 31 32",
    ),
    "heads_that_may_be_a_title": (
        ["Tableau 1", "Ressources", "Pays", "Hommes", "Femmes", "Mali", "12", "3", "Niger", "7", "1"],
        ".. .. .. .. .. 11 12 13 21 22 23",
    ),
    "rows_of_unlike_cells_without_heads": (
        ["12 mai 2016", "Adoption", "15", "13 mai 2016", "Rejet", "3"],
        "11 12 13 21 22 23",
    ),
    "no_amount_is_an_amount": (
        ["Pays", "2014", "2015", "Mali", "n.d.", "13", "Niger", "s.o.", "Néant"],
        "11 12 13 21 22 23 31 32 33",
    ),
    "cell_that_goes_on_in_the_next": (
        ["Date", "Thème", *DATES, "Protection", "des civils", "Partenariats"],
        "11 12 .1 .1 .1 .2 .2 .2",
    ),
    "cell_that_goes_on_beside_columns_that_do_not": (
        ["Date", *DATES, "Intervenants", *PEOPLE, "Thème", "Protection", "des civils", "Partenariats"],
        "11 21 31 41 12 22 32 42 13 .3 .3 .3",
    ),
}
NEGATIVE = {
    "heads_only": ["Date", "Intervenants", "Thème"],
    "words_only": ["Mandats", "Principes", "Pour aller plus loin", "Contacts"],
    "a_cell_is_missing": ["Pays", "Hommes", "Femmes", "Mali", "12", "3", "Niger", "7", "Tchad", "9", "1"],
    "fewer_columns_than_heads": ["Date", "Intervenants", "Thème", "Durée", *DATES, *PEOPLE, *THEMES],
    "column_shorter_than_the_dates": ["Date", "Intervenants", "Durée", *DATES, PEOPLE[0], *THEMES],
    "rows_or_columns": ["Hommes", "10", "20", "Femmes", "3", "4"],
    "pair_of_pairs": ["Hommes", "10", "Femmes", "3"],
    "dates_from_and_to": ["Début", *DATES[:2], "Fin", *DATES[1:]],
    "columns_under_years_or_rows": ["2014", "12", "13", "2015", "7", "8"],
    "days_above_words_or_before_them": [DATES[0], "Bamako", "Gao", DATES[1], "Kidal", "Niamey"],
    "theme_of_two_lines_each_day": [
        "Date",
        "Thème",
        DATES[0],
        "Protection",
        "des civils",
        DATES[1],
        "Femmes",
        "et paix",
    ],
    "years_above_a_row_of_amounts": ["Pays", "2014", "2015", "Mali", "12", "13"],
    "years_above_a_row_of_words": ["Pays", "2014", "2015", "Mali", "Oui", "Non"],
    "years_of_two_groups": ["Hommes", "Femmes", "2014", "2015", "12", "13"],
    "last_amount_missing": ["Pays", "2014", "2015", "2016", "Mali", "12", "13", "14", "Niger", "7", "8"],
    "days_above_amounts": ["Votes", "12", "13", "Séance", *DATES[:2]],
    "a_name_that_is_none": ["Date", "Lieu", "Thème", *DATES, "Bamako", "Gao", "Kidal", *THEMES],
}


def written(cells: list[str]) -> str:
    return " ".join("".join("." if n is None else str(n) for n in place) for place in place_cells(cells))


@pytest.mark.parametrize(("cells", "places"), SYNTHETIC.values(), ids=SYNTHETIC)
def test_cells_that_the_text_places(cells: list[str], places: str) -> None:
    assert written(cells) == places


@pytest.mark.parametrize("cells", NEGATIVE.values(), ids=NEGATIVE)
def test_cells_that_the_text_leaves_open(cells: list[str]) -> None:
    assert set(place_cells(cells)) == {(None, None)}


def tabled(text: str) -> list[tuple[int | None, int | None, int | None]]:
    return [(block.table, block.row, block.column) for block in find_blocks(text) if block.kind == "table_cell"]


def test_two_tables_are_counted_and_a_broken_cell_is_one() -> None:
    table = "Pays\n\nEffectif\n\nMali et\nNiger\n\n12\n\nTchad\n\n9\n\n"
    above, between = "Le budget a\naugmenté de deux\npour cent.", "Le Comité en a\npris note."
    text = f"{above}\n\nTableau 1\n\n{table}{between}\n\nTableau 2\n\n{table}"
    one = [(None, None), (1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)]
    assert tabled(text) == [(number, *place) for number in (1, 2) for place in one]


def test_a_caption_opens_another_table() -> None:
    text = "Le budget a augmenté.\n\nTableau 1\n\nMali\n\n12\n\nTableau 2\n\nNiger\n\n7\n\nLe Comité en a pris note."
    assert [table for table, *_ in tabled(text)] == [1, 1, 1, 2, 2, 2]


def test_the_annex_of_the_scanned_report() -> None:
    """Five dates, eleven speakers, five themes: who spoke on which day the text does not say."""
    text = next(SEEDS.glob("004_*.txt")).read_text(encoding="utf-8")
    heads, below = [(1, 1, 1), (1, 1, 2), (1, 1, 3)], range(2, 7)
    columns = [*((1, row, 1) for row in below), *[(1, None, 2)] * 11, *((1, row, 3) for row in below)]
    assert tabled(text) == heads + columns


@pytest.mark.parametrize(
    "unit", [["Mali"], ["12"], ["Mali", "12"], ["28 avril"], ["28 avril", "Mali"], ["A B, C", "12"]]
)
def test_time_is_linear_in_the_cells(unit: list[str]) -> None:
    start = time.process_time()
    place_cells(unit * (40_000 // len(unit)) + ["x"])
    assert time.process_time() - start < 3

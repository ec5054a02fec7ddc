"""Rows of the layout lexicons prove themselves: each matches its example, not its counter-example, and comes first."""

from __future__ import annotations

import re

import pytest

from r2p_data.folding import fold
from r2p_data.layout.furniture import furniture_pattern, row_pattern
from r2p_data.layout.headings import is_conventional
from r2p_data.lexicon import load_rows

FURNITURE = load_rows("furniture.csv", ["kind", "pattern", "example", "counter_example"])
SECTIONS = load_rows("sections.csv", ["pattern", "example", "counter_example"])
GENRES = load_rows("genres.csv", ["genre", "zone", "pattern", "example", "counter_example"])
ISSUERS = load_rows("issuers.csv", ["issuer", "zone", "pattern", "example", "counter_example"])
IN_TEXT = ("text", "prose")


def ids(rows: list[dict[str, str]]) -> list[str]:
    return [row["example"][:40] for row in rows]


@pytest.mark.parametrize("row", FURNITURE, ids=ids(FURNITURE))
def test_furniture_row_matches_its_example_and_not_its_counter_example(row: dict[str, str]) -> None:
    assert row_pattern(row["pattern"]).fullmatch(row["example"])
    assert not row_pattern(row["pattern"]).fullmatch(row["counter_example"])


@pytest.mark.parametrize("row", FURNITURE, ids=ids(FURNITURE))
def test_example_of_furniture_is_of_the_kind_of_its_row_and_its_counter_example_is_text(row: dict[str, str]) -> None:
    if row["kind"] != "contents_head":
        match = furniture_pattern(head=True).fullmatch(row["example"].lower())
        assert match is not None
        assert match.lastgroup == row["kind"]
    assert not furniture_pattern(head=True).fullmatch(row["counter_example"].lower())


@pytest.mark.parametrize("row", SECTIONS, ids=ids(SECTIONS))
def test_section_row_matches_its_example_and_no_row_its_counter_example(row: dict[str, str]) -> None:
    assert re.fullmatch(row["pattern"], fold(row["example"]))
    assert not is_conventional(row["counter_example"])


@pytest.mark.parametrize("rows", [SECTIONS, FURNITURE], ids=["sections", "furniture"])
def test_no_row_stands_twice(rows: list[dict[str, str]]) -> None:
    patterns = [row["pattern"] for row in rows]
    assert len(patterns) == len(set(patterns))


@pytest.mark.parametrize(
    ("column", "rows", "row"),
    [("genre", GENRES, row) for row in GENRES] + [("issuer", ISSUERS, row) for row in ISSUERS],
    ids=[f"{row['zone']}-{row['example'][:30]}" for row in GENRES + ISSUERS],
)
def test_row_matches_its_example_first_among_its_zone(
    column: str, rows: list[dict[str, str]], row: dict[str, str]
) -> None:
    zone = IN_TEXT if row["zone"] in IN_TEXT else (row["zone"],)
    first = next(other for other in rows if other["zone"] in zone and re.search(other["pattern"], fold(row["example"])))
    assert first[column] == row[column]
    assert re.search(row["pattern"], fold(row["example"]))
    assert not re.search(row["pattern"], fold(row["counter_example"]))

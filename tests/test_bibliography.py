"""References for a bibliography: what a reader of Zotero or LaTeX gets, and that nothing is invented."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from pybtex.database import parse_string

import r2p_data as r2p
from r2p_data.bibliography import describe_csl, write_bibtex, write_csl

HOSTILE = "50 % d’« A & B » {C} #1 _x_ $y$ \\input{/etc/passwd} ~ ^"


@pytest.fixture(scope="module")
def documents() -> pd.DataFrame:
    return r2p.load_corpus().documents


def test_every_document_of_the_seeds_is_read_back_from_bibtex(documents: pd.DataFrame) -> None:
    for _, document in documents.iterrows():
        (entry,) = parse_string(write_bibtex(document, "par. 2"), "bibtex").entries.values()
        assert entry.fields["note"] == "par. 2"
        assert ("author" in entry.persons) == pd.notna(document["issuer"])
        assert ("year" in entry.fields) == pd.notna(document["date"])


def test_the_statement_carries_its_day_and_its_author(documents: pd.DataFrame) -> None:
    statement = documents[documents["genre"] == "presidential_statement"].iloc[0]
    item = json.loads(write_csl(statement))[0]
    assert item["issued"] == {"date-parts": [[2021, 8, 18]]}
    assert item["author"] == [{"literal": "Conseil de sécurité"}]
    assert item["language"] == "fr"


@pytest.mark.parametrize("column", ["title", "issuer", "symbol", "date", "language"])
def test_what_is_not_stated_is_left_out(column: str, documents: pd.DataFrame) -> None:
    document = documents.iloc[2].copy()
    document[column] = None
    field = {"issuer": "author", "symbol": "number", "date": "issued"}.get(column, column)
    item = describe_csl(document)
    assert (field in item) == (column == "title")


def test_a_document_without_title_is_named_by_its_file(documents: pd.DataFrame) -> None:
    article = documents[documents["genre"] == "press_article"].iloc[0]
    assert describe_csl(article)["title"] == article["doc_id"] + ".txt"


def test_what_latex_would_run_is_escaped() -> None:
    text = write_bibtex({"doc_id": "d", "genre": "report", "title": HOSTILE, "issuer": HOSTILE})
    assert "\\textbackslash{}input\\textbraceleft{}/etc/passwd" in text
    entry = parse_string(text, "bibtex").entries["d"]
    assert entry.fields["title"].count("\\%") == 1


def test_a_line_end_cannot_begin_a_new_field() -> None:
    text = write_bibtex({"doc_id": "d", "genre": "other", "title": "Un\n},\n@misc{x, title = {deux"})
    assert len(parse_string(text, "bibtex").entries) == 1


def test_keys_hold_letters_digits_and_hyphens_only() -> None:
    assert write_bibtex({"doc_id": "é/../{x}", "genre": "other", "title": "t"}).startswith("@misc{e-x,")

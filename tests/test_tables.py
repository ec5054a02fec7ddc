"""The contract: every table of the seeds holds to the codebook, and every row to its source."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from r2p_data import Corpus, SchemaError, load_corpus
from r2p_data.codebook import TABLES
from r2p_data.tables import check_table, count_words, make_table

STANDOFF = [name for name, columns in TABLES.items() if "surface" in [c.name for c in columns]]


@pytest.mark.parametrize("name", TABLES)
def test_table_holds_to_the_codebook(corpus: Corpus, name: str) -> None:
    check_table(name, corpus.tables[name])


@pytest.mark.parametrize("name", STANDOFF)
def test_surface_is_the_text_at_the_offsets(corpus: Corpus, name: str) -> None:
    texts = corpus.paragraphs.set_index("paragraph_id")["text"]
    for row in corpus.tables[name].dropna(subset=["start"]).to_dict("records"):
        assert texts[row["paragraph_id"]][row["start"] : row["end"]] == row["surface"]


def test_what_no_clean_text_holds_is_the_source_at_the_raw_offsets(corpus: Corpus) -> None:
    unread = corpus.refused[corpus.refused["start"].isna()]
    assert len(unread) > 200 and unread["end"].isna().all()
    for row in unread.to_dict("records"):
        assert corpus.source(row["doc_id"])[row["raw_start"] : row["raw_end"]] == row["surface"]


@pytest.mark.parametrize("name", STANDOFF)
def test_raw_span_lies_within_the_spans_of_its_paragraph(corpus: Corpus, name: str) -> None:
    spans = corpus.paragraphs.set_index("paragraph_id")["spans"]
    for row in corpus.tables[name].to_dict("records"):
        first, last = spans[row["paragraph_id"]][0][0], spans[row["paragraph_id"]][-1][1]
        assert first <= row["raw_start"] < row["raw_end"] <= last


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("documents", "actors")])
def test_rows_are_sorted_by_document_then_position(corpus: Corpus, name: str) -> None:
    table = corpus.tables[name]
    order = list(corpus.documents["doc_id"])
    assert list(table["doc_id"].map(order.index)) == sorted(table["doc_id"].map(order.index))
    if name == "paragraphs":
        for _, rows in table.groupby("doc_id"):
            assert list(rows["position"]) == list(range(1, len(rows) + 1))
    elif "paragraph_id" in table:
        position = corpus.paragraphs.set_index("paragraph_id")["position"]
        for _, rows in table.groupby("doc_id"):
            place = "raw_start" if rows["start"].hasnans else "start"
            keys = list(zip(rows["paragraph_id"].map(position), rows[place], strict=True))
            assert keys == sorted(keys)


def test_every_key_leads_to_its_row(corpus: Corpus) -> None:
    for table in corpus.tables.values():
        for column, target in (("doc_id", "documents"), ("paragraph_id", "paragraphs"), ("actor_id", "actors")):
            if column in table:
                assert table[column].dropna().isin(corpus.tables[target][column]).all()


def test_spans_of_the_blocks_cover_each_printed_character_once(corpus: Corpus) -> None:
    for doc_id, rows in corpus.paragraphs.groupby("doc_id"):
        text = corpus.source(doc_id)
        seen = bytearray(len(text))
        for spans in rows["spans"]:
            for start, end in spans:
                for i in range(start, end):
                    seen[i] += 1
        assert max(seen) == 1
        assert all(seen[i] == 1 for i, character in enumerate(text) if not character.isspace())


def test_replaying_the_repairs_gives_the_clean_text(corpus: Corpus) -> None:
    for _, row in corpus.paragraphs.iterrows():
        assert corpus.replay(row) == row["text"]
    for row in corpus.repairs.to_dict("records"):
        assert corpus.source(row["doc_id"])[row["raw_start"] : row["raw_end"]] == row["before"]


def test_edits_of_a_document_do_not_overlap(corpus: Corpus) -> None:
    for _, log in corpus.repairs.groupby("doc_id"):
        spans = list(zip(log["raw_start"], log["raw_end"], strict=True))
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda t: t.drop(columns="value"), "columns"),
        (lambda t: t.assign(value=t["value"].astype(str)), "type"),
        (lambda t: t.assign(kind="quantity"), "none of"),
        (lambda t: t.assign(unit=""), "empty text"),
        (lambda t: pd.concat([t, t]), "repeat"),
    ],
)
def test_check_names_the_column_and_the_rule(corpus: Corpus, change: object, rule: str) -> None:
    with pytest.raises(SchemaError, match=rule):
        check_table("figures", change(corpus.figures))


def test_cells_of_two_tables_of_a_page_are_told_apart(tmp_path: Path) -> None:
    rows = "<tr><td>Mali</td><td>13 289</td></tr><tr><td>Soudan</td><td>936</td></tr>"
    prose = "<p>Le Conseil de sécurité a examiné les effectifs des missions, que voici.</p>"
    page = f"<html><body><article>{f'{prose}<table>{rows}</table>' * 2}{prose}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    paragraphs = load_corpus(tmp_path / "page.html").paragraphs
    cells = paragraphs[paragraphs["kind"] == "table_cell"]
    places = ["table_number", "table_row", "table_column"]
    assert cells[places].values.tolist() == [[t, r, c] for t in (1, 2) for r in (1, 2) for c in (1, 2)]


def test_empty_table_has_the_types_of_the_codebook() -> None:
    for name in TABLES:
        check_table(name, make_table(name, []))


@example("a--b")
@example("-a’b")
@example("’’œ")
@given(st.text("aé1_'’-œ«. \n–Ω", max_size=12))
def test_words_counted_by_bytes_are_those_of_the_definition(text: str) -> None:
    assert count_words(text) == len(re.findall(r"\w+(?:[’'-]\w+)*", text))

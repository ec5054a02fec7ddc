"""Taking a selection away: every row with its source, and nothing that a browser or a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

import r2p_data as r2p
from r2p_data.export import write_csv, write_page, write_parquet

HOSTILE = """=HYPERLINK("http://a.example";"x") <script>alert(1)</script>

Le Conseil de sécurité a versé 3 millions d’euros <img src=x onerror=alert(2)> au Mali & à {{ 7*7 }} la France.
"""
MADE = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def seeds() -> r2p.Corpus:
    return r2p.load_corpus()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> r2p.Corpus:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "=1+1<b>.txt").write_text(HOSTILE, encoding="utf-8")
    return r2p.load_corpus(folder)


def test_each_row_of_the_page_stands_in_its_paragraph_with_its_citation(seeds: r2p.Corpus) -> None:
    euros = seeds.figures[seeds.figures["unit"] == "EUR"]
    page = write_page(seeds, euros, "amounts in euros", {"rows": "figures", "units": ["EUR"]}, MADE)
    assert page.count("<blockquote>") == len(euros) == page.count("<mark>")
    assert all(f"<mark>{surface}</mark>" in page for surface in euros["surface"])
    assert all(seeds.cite(row) in page for _, row in euros.iterrows())
    documents = seeds.documents[seeds.documents["doc_id"].isin(euros["doc_id"])]
    assert all(sha256 in page for sha256 in documents["sha256"])
    assert "Made on 2026-11-22T18:00+00:00 with r2p_data 0." in page
    assert "&#34;units&#34;" in page


def test_the_page_names_nothing_to_load_and_forbids_loading(seeds: r2p.Corpus) -> None:
    page = write_page(seeds, seeds.figures, "figures", {}, MADE)
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|img|iframe|object|base)|\bon\w+=|url\(|@import", page)


def test_markup_of_a_document_is_shown_and_not_run(hostile: r2p.Corpus) -> None:
    page = write_page(hostile, hostile.paragraphs, "<script>alert(3)</script>", {"text": "</pre><script>"}, MADE)
    assert not re.search(r"<(script|img)", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page


@pytest.mark.parametrize("table", ["paragraphs", "mentions", "figures", "documents"])
def test_no_cell_of_the_csv_runs_in_a_spreadsheet(table: str, hostile: r2p.Corpus) -> None:
    text = write_csv(hostile, hostile.tables[table]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_parquet_gives_back_the_rows_with_their_citations(seeds: r2p.Corpus, tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    file.write_bytes(write_parquet(seeds, seeds.figures))
    back = pd.read_parquet(file)
    assert list(back["surface"]) == list(seeds.figures["surface"])
    assert list(back["citation"]) == [seeds.cite(row) for _, row in seeds.figures.iterrows()]


def test_an_empty_selection_gives_files_without_rows(seeds: r2p.Corpus) -> None:
    nothing = seeds.figures.head(0)
    assert write_csv(seeds, nothing).decode("utf-8-sig").count("\n") == 1
    assert "<blockquote>" not in write_page(seeds, nothing, "nothing", {}, MADE)
    assert len(pd.read_parquet(io.BytesIO(write_parquet(seeds, nothing)))) == 0


def test_a_page_says_what_it_leaves_out(seeds: r2p.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("r2p_data.export.MOST_PASSAGES", 30)
    page = write_page(seeds, seeds.figures, "many", {}, MADE)
    assert page.count("<blockquote>") == 30 < len(seeds.figures)
    assert f"The first 30 of {len(seeds.figures)} rows are shown." in page

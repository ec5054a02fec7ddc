"""What leaves the explorer through the browser: files that are saved, citations that are copied."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import r2p_data as r2p
from r2p_data.explore import Selection

NOTEBOOK = "notebooks/05_explorer.ipynb"
EUROS = {"rows": "figures", "units": ["EUR"]}


@pytest.fixture
def explorer(page: Page, run_all: Callable[[Page, str], None]) -> Locator:
    run_all(page, NOTEBOOK)
    explorer = page.locator(".r2p-explorer").first
    expect(explorer.locator(".js-plotly-plot")).to_have_count(5)
    unit = explorer.locator(".r2p-facets details", has=page.locator("summary", has_text="Unit")).first
    unit.locator("summary").click()
    unit.get_by_role("button", name="EUR, 2").click()
    expect(explorer.locator(".r2p-said")).to_contain_text("3 figures in 2 of 368 paragraphs")
    return explorer


def save(explorer: Locator, button: str, tmp_path: Path) -> bytes:
    with explorer.page.expect_download() as download:
        explorer.get_by_role("button", name=button, exact=True).click()
    download.value.save_as(tmp_path / download.value.suggested_filename)
    return (tmp_path / download.value.suggested_filename).read_bytes()


def test_files_hold_what_is_selected_and_citations_are_copied(
    explorer: Locator, corpus: r2p.Corpus, tmp_path: Path
) -> None:
    wanted = Selection(corpus, EUROS).rows
    table = list(csv.DictReader(io.StringIO(save(explorer, "CSV", tmp_path).decode("utf-8-sig"))))
    assert [row["surface"] for row in table] == wanted["surface"].tolist()
    assert [row["citation"] for row in table] == wanted["citation"].tolist()
    assert save(explorer, "Parquet", tmp_path)[:4] == b"PAR1"
    page = save(explorer, "Page", tmp_path).decode("utf-8")
    assert page.count("<blockquote>") == 3 and "<script" not in page
    explorer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for button, said in (("copy citation", ", par. "), ("BibTeX", "@techreport{"), ("CSL-JSON", '"type": "report"')):
        explorer.locator(".r2p-page").get_by_role("button", name=button, exact=True).click()
        expect(explorer.locator(".r2p-page").get_by_role("button", name="copied", exact=True)).to_be_visible()
        assert said in explorer.page.evaluate("navigator.clipboard.readText()")
        expect(explorer.locator(".r2p-page").get_by_role("button", name=button, exact=True)).to_be_visible()

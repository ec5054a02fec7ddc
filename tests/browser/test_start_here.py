"""The first notebook as a newcomer meets it: run everything, filter, read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

NOTEBOOK = "notebooks/00_start_here.ipynb"


def test_filter_changes_chart_table_and_passage(
    page: Page, run_all: Callable[[Page, str], None], screenshot: Callable[[Page, str], Path]
) -> None:
    run_all(page, NOTEBOOK)
    explorer = page.locator(".r2p-filter")
    said, title = explorer.locator(".r2p-told"), explorer.locator(".gtitle")
    table, passage = explorer.locator(".r2p-table tbody"), explorer.locator("blockquote")
    expect(said).to_contain_text("holding « union europeenne »")
    expect(passage.locator("mark")).to_have_text("plus de 2 milliards d’euros")
    before = [title.text_content(), table.inner_text(), passage.inner_text()]

    words = explorer.get_by_placeholder("words, or europ* for all that begin so")
    words.fill("KIGALI")
    words.press("Enter")
    expect(said).to_contain_text("1 figure in 1 of")
    expect(passage.locator("mark")).to_have_text("28")
    after = [title.text_content(), table.inner_text(), passage.inner_text()]
    assert all(old != new for old, new in zip(before, after, strict=True))
    explorer.scroll_into_view_if_needed()
    screenshot(page, "start_here_kigali")

    explorer.get_by_label("Rows").select_option("mentions")
    expect(said).to_contain_text("mentions in")
    expect(explorer.locator(".r2p-table th").nth(1)).to_have_text("name_fr")
    expect(table).to_contain_text("Samantha Power")


def test_chart_of_actors_is_drawn(
    page: Page, run_all: Callable[[Page, str], None], screenshot: Callable[[Page, str], Path]
) -> None:
    run_all(page, NOTEBOOK)
    chart = page.locator(".js-plotly-plot").first
    expect(chart.locator(".gtitle")).to_contain_text("is named most")
    expect(chart.locator(".xtitle")).to_contain_text("mentions")
    chart.scroll_into_view_if_needed()
    screenshot(page, "start_here_actors")

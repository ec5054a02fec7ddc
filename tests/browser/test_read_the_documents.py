"""The reader as one uses it: choose a document, click a section, go on, switch marks, see the print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

NOTEBOOK = "notebooks/01_read_the_documents.ipynb"


def test_strip_reader_and_concordance_answer_a_reader(
    page: Page, run_all: Callable[[Page, str], None], screenshot: Callable[[Page, str], Path]
) -> None:
    run_all(page, NOTEBOOK)
    strip = page.locator(".js-plotly-plot").first
    expect(strip.locator(".gtitle")).to_contain_text("Paragraphs hold")
    strip.scroll_into_view_if_needed()
    screenshot(page, "read_strip")

    reader = page.locator(".r2p-reader")
    text, cited = reader.locator(".r2p-page"), reader.locator(".r2p-cite")
    reader.scroll_into_view_if_needed()
    expect(cited).to_contain_text("par. 24")
    expect(reader.locator(".r2p-tree .r2p-here")).to_have_text("Partenariats")
    expect(text.locator("mark.r2p-references")).to_have_text("A/65/877-S/2011/393")

    printed = reader.get_by_label("as printed")
    expect(text).not_to_contain_text("14-57339")
    printed.check()
    expect(text.locator(".r2p-apart").last).to_contain_text("14-57339")
    screenshot(page, "read_as_printed")
    printed.uncheck()

    actors = reader.get_by_label("actors")
    expect(text.locator("mark.r2p-actors").first).to_be_visible()
    actors.uncheck()
    expect(text.locator("mark.r2p-actors")).to_have_count(0)
    actors.check()

    reader.get_by_role("button", name="Next").click()
    expect(cited).to_contain_text("par. 25")
    reader.get_by_role("button", name="I. Introduction", exact=True).click()
    expect(text).to_contain_text("Introduction")
    reader.get_by_role("button", name="Previous").click()
    expect(reader.locator(".r2p-tree .r2p-here")).to_have_text("Résumé")

    reader.get_by_role("combobox").select_option(index=4)
    reader.get_by_role("button", name="Introduction", exact=True).click()
    reader.get_by_role("button", name="Next").click()
    expect(cited).to_contain_text("par. 1")
    reader.get_by_label("repairs").check()
    expect(text.locator("mark.r2p-repairs").first).to_be_visible()
    reader.scroll_into_view_if_needed()
    screenshot(page, "read_scanned")

    kwic = page.locator(".r2p-kwic")
    edges = {round(mark.bounding_box()["x"]) for mark in kwic.locator("mark").all()}
    assert len(edges) == 1, "the words stand in one column"
    kwic.scroll_into_view_if_needed()
    screenshot(page, "read_kwic")

"""The explorer as a researcher meets it: by mouse, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

NOTEBOOK = "notebooks/05_explorer.ipynb"
ALL = "113 figures in 75 of 368 paragraphs, 5 documents"


@pytest.fixture
def explorer(page: Page, run_all: Callable[[Page, str], None]) -> Locator:
    run_all(page, NOTEBOOK)
    explorer = page.locator(".r2p-explorer").first
    expect(explorer.locator(".js-plotly-plot")).to_have_count(5)
    expect(explorer.locator(".r2p-said")).to_have_text(ALL)
    return explorer


def said(explorer: Locator) -> Locator:
    return explorer.locator(".r2p-said")


def facet(explorer: Locator, name: str) -> Locator:
    return explorer.locator(".r2p-facets details", has=explorer.page.locator("summary", has_text=name)).first


def test_all_amounts_in_euros_by_mouse(explorer: Locator, screenshot: Callable[[Page, str], Path]) -> None:
    facet(explorer, "Unit").locator("summary").click()
    facet(explorer, "Unit").get_by_role("button", name="EUR, 2").click()
    expect(said(explorer)).to_contain_text("3 figures in 2 of 368 paragraphs")
    read = explorer.locator(".r2p-page")
    for words in ("plus de 2 milliards d’euros", "de 750 à 900 millions d’euros", "710 millions d’euros"):
        expect(read.locator(".r2p-is-row").first).to_have_text(words)
        read.get_by_role("button", name="next match").click(force=True, no_wait_after=True)
    expect(read.locator(".r2p-citation")).to_contain_text("par. 36")
    explorer.evaluate("element => element.scrollIntoView()")
    screenshot(explorer.page, "explorer_euros")
    explorer.get_by_role("button", name="remove the filter EUR").click()
    expect(said(explorer)).to_have_text(ALL)


def test_charts_table_and_concordance_lead_to_the_page(explorer: Locator) -> None:
    place = explorer.locator(".r2p-page .r2p-bar-row .r2p-quiet")
    explorer.locator(".r2p-grid tbody tr").nth(3).click()
    expect(place).to_have_text("figure 4 of 113")
    explorer.locator(".r2p-line").nth(6).click()
    expect(place).to_have_text("figure 7 of 113")
    actors = explorer.locator(".r2p-view", has=explorer.page.locator("h3", has_text="is named most")).first
    _click_middle(actors.locator(".bars .point path").nth(2))
    expect(explorer.locator(".r2p-chip")).to_have_count(1)
    expect(said(explorer)).to_contain_text("mentioning")


def _click_middle(mark: Locator) -> None:
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    mark.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_search_and_reading_by_keyboard_alone(explorer: Locator) -> None:
    page = explorer.page
    explorer.locator(".r2p-search").focus()
    page.keyboard.type('"alerte rapide"')
    page.keyboard.press("Enter")
    expect(said(explorer)).to_contain_text('holding « "alerte rapide" »')
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(explorer.get_by_role("radio", name="paragraphs")).to_have_attribute("aria-checked", "true")
    expect(explorer.locator(".r2p-page .r2p-is-hit").first).to_have_text("alerte rapide")
    explorer.locator(".r2p-page").focus()
    page.keyboard.press("ArrowRight")
    expect(explorer.locator(".r2p-page .r2p-bar-row .r2p-quiet")).to_contain_text("paragraph 2 of")
    explorer.get_by_role("button", name="clear all").focus()
    page.keyboard.press("Enter")
    expect(explorer.locator(".r2p-chip")).to_have_count(0)

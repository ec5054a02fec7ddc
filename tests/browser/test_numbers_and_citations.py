"""Notebooks 03 and 04 as a reader meets them: point at a mark, click it, read the sentence and its citation."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

NUMBERS = "notebooks/03_what_the_numbers_say.ipynb"
CITATIONS = "notebooks/04_when_and_what_is_cited.ipynb"
# The chart draws before it is in its place, and is asked once to take the width of the notebook.
WIDE = 800


@pytest.fixture(scope="module", autouse=True)
def gold(lab_root: Path) -> None:
    """The annotations that the last cells compare with, where the notebooks look for them."""
    shutil.copytree(Path(__file__).parents[1] / "gold", lab_root / "tests" / "gold")


def chart(page: Page, title: str) -> Locator:
    """The widget whose chart has a title that begins so."""
    plot = page.locator(".js-plotly-plot", has=page.locator(".gtitle", has_text=title))
    widget = page.locator(".r2p-linked", has=plot)
    widget.scroll_into_view_if_needed()
    expect(widget).to_have_count(1)
    page.wait_for_function("e => e._fullLayout.width > " + str(WIDE), arg=plot.element_handle())
    return widget


def click(page: Page, mark: Locator) -> None:
    """Click the middle of a mark, below the layer that takes the mouse."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    expect(page.locator(".hoverlayer .hovertext").last).to_be_visible()
    page.mouse.down()
    page.mouse.up()


def test_every_number_is_one_click_from_its_sentence(
    page: Page, run_all: Callable[[Page, str], None], screenshot: Callable[[Page, str], Path]
) -> None:
    run_all(page, NUMBERS)
    money = chart(page, "amounts of money")
    click(page, money.locator(".scatterlayer .points path").first)
    expect(page.locator(".hoverlayer .hovertext").last).to_contain_text("plus de 2 milliards d’euros")
    expect(money.locator("blockquote mark")).to_have_text("plus de 2 milliards d’euros")
    expect(money.locator("blockquote footer")).to_contain_text("par. 35")
    screenshot(page, "numbers_money")

    shares = chart(page, "shares of a whole")
    expect(shares.locator("blockquote mark")).to_have_text("97 pour cent")
    click(page, shares.locator(".barlayer .trace").first.locator(".point path").nth(2))
    expect(shares.locator("blockquote mark")).to_have_text("10 des 16")

    refused = chart(page, "numbers refused")
    click(page, refused.locator(".scatterlayer .trace").first.locator(".points path").first)
    expect(refused.locator("blockquote")).to_be_visible()
    screenshot(page, "numbers_refused")


def test_every_date_and_citation_is_one_click_from_its_sentence(
    page: Page, run_all: Callable[[Page, str], None], screenshot: Callable[[Page, str], Path]
) -> None:
    run_all(page, CITATIONS)
    dates = chart(page, "49 dates from")
    click(page, dates.locator(".scatterlayer .points path").first)
    expect(dates.locator("blockquote mark")).not_to_be_empty()
    screenshot(page, "citations_dates")

    cited = chart(page, "is cited most: 8 times")
    click(page, cited.locator(".barlayer .point path").first)
    expect(cited.locator("blockquote footer")).to_contain_text("—")

    network = chart(page, "documents cite")
    click(page, network.locator(".scatterlayer .points path").nth(3))
    expect(network.locator("blockquote mark")).not_to_be_empty()
    expect(network.locator("blockquote footer")).to_contain_text("A/68/947")
    screenshot(page, "citations_network")

"""The notebook of actors as a reader meets it: every chart drawn without a network, every mark a way to a passage."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
from playwright.sync_api import Locator, Page, expect

NOTEBOOK = "notebooks/02_who_acts.ipynb"
CHARTS = 6


def forget_outputs(path: Path) -> None:
    """Take the stored outputs away, so that what is seen comes from this run."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, path)


def chart_titled(page: Page, words: str) -> Locator:
    """The widget around the chart whose title holds ``words``."""
    return page.locator(".widget-vbox").filter(has=page.locator(".gtitle", has_text=words))


def click_mark(page: Page, widget: Locator, marks: str, nth: int = 0) -> str:
    """Click one of the marks of a chart, and give the words that the passage then marks."""
    shown = widget.locator("mark")
    before = shown.inner_text() if shown.count() else None
    mark = widget.locator(marks).nth(nth)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y, steps=3)
    expect(widget.locator(".hoverlayer .hovertext").first).to_be_visible()
    page.mouse.click(x, y)
    if before is not None:
        expect(shown).not_to_have_text(before)
    expect(shown).to_be_visible()
    return shown.inner_text()


def test_every_chart_leads_back_to_passages_without_a_network(
    page: Page, lab_root: Path, run_all: Callable[[Page, str], None], screenshot: Callable[[Page, str], Path]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    forget_outputs(lab_root / NOTEBOOK)
    run_all(page, NOTEBOOK)
    expect(page.locator(".js-plotly-plot .gtitle")).to_have_count(CHARTS)

    states = chart_titled(page, "states named")
    expect(states.locator(".choroplethlayer path")).not_to_have_count(0)
    assert re.search("Soudan du Sud|sud-soudanais|pays", click_mark(page, states, ".scattergeo path.point"))
    screenshot(page, "who_acts_states")

    kinds = chart_titled(page, "are named most in")
    assert click_mark(page, kinds, ".scatterlayer path.point", nth=1)

    bars = chart_titled(page, "is named most")
    assert "unies" in click_mark(page, bars, ".barlayer .point path").lower()

    together = chart_titled(page, "are named together most")
    assert click_mark(page, together.first, ".scatterlayer .trace:last-child path.point")
    assert click_mark(page, together.nth(1), ".scatterlayer path.point", nth=5)
    screenshot(page, "who_acts_matrix")

    missions = chart_titled(page, "missions named")
    assert click_mark(page, missions, ".barlayer .point path")
    screenshot(page, "who_acts_missions")

    outside = [url for url in asked if not re.match(r"(https?|wss?)://127\.0\.0\.1:|data:|blob:|about:", url)]
    assert outside == []

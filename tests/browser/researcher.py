"""Someone who works in the explorer with mouse and keyboard, and counts what it takes."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

# What the browser itself received from mouse and keyboard; typing letters is not counted.
COUNT = """
window.pressed = 0;
addEventListener('pointerdown', event => { window.pressed += event.isTrusted; }, true);
addEventListener('keydown', event => {
    const typed = event.key.length === 1 || ['Shift', 'Control', 'Alt', 'AltGraph'].includes(event.key);
    window.pressed += event.isTrusted && !typed;
}, true);
"""
# Where a year stands on the timeline, in pixels of the page.
YEAR_PLACE = """(plot, year) => {
    const {xaxis, _size} = plot._fullLayout, box = plot.getBoundingClientRect();
    return [box.left + _size.l + xaxis.l2p(year), box.top + _size.t + _size.h / 2];
}"""


class Researcher:
    """Mouse and keyboard on the first explorer of a page; ``clicks`` are those since ``begin``."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.explorer = page.locator(".r2p-explorer").first
        self.said = self.explorer.locator(".r2p-said")
        self.hint = self.explorer.locator(".r2p-hint").first
        self.chips = self.explorer.locator(".r2p-chip")
        self.read = self.explorer.locator(".r2p-page")
        self.place = self.read.locator(".r2p-bar-row .r2p-quiet")
        self.row = self.read.locator(".r2p-is-row")
        self.paragraph = self.read.locator(".r2p-here")
        self.rows = self.explorer.locator(".r2p-grid .dt-scroll-body tbody tr:not(:has(.dt-empty))")

    def begin(self) -> None:
        """The explorer as it opens, in view, and the counter at nought."""
        self.explorer.evaluate("element => element.scrollIntoView()")
        clear = self.explorer.get_by_role("button", name="clear all")
        if clear.is_visible():
            clear.click()
        expect(self.chips).to_have_count(0)
        for box in self.explorer.locator(".r2p-find").all():
            if box.input_value():
                box.fill("")
        for name in ("Unit", "Type of actor", "Document cited", "Year"):
            if self.facet(name).get_attribute("open") is not None:
                self.facet(name).locator("summary").click()
        self.list("figures")
        self.page.evaluate("window.pressed = 0")

    @property
    def clicks(self) -> int:
        """Clicks, and keys that type no letter."""
        return int(self.page.evaluate("window.pressed"))

    def facet(self, name: str) -> Locator:
        """One list of filters."""
        title = self.page.locator("summary").get_by_text(name, exact=True)
        return self.explorer.locator(".r2p-facets details", has=title)

    def choose(self, facet: str, value: str) -> None:
        """Click a value of a filter, which is opened first where it is shut."""
        if self.facet(facet).get_attribute("open") is None:
            self.facet(facet).locator("summary").click()
        self.facet(facet).get_by_role("button", name=re.compile(f"^{re.escape(value)}")).first.click()

    def find(self, facet: str, words: str) -> None:
        """Type into the box of a filter that finds among many values."""
        box = self.facet(facet).get_by_role("searchbox")
        box.click()
        self.page.keyboard.type(words)

    def search(self, words: str) -> None:
        """Type into the search box."""
        self.explorer.locator(".r2p-search").click()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def list(self, rows: str) -> None:
        """Say which rows to list."""
        kind = self.explorer.get_by_role("radio", name=rows)
        if kind.get_attribute("aria-checked") != "true":
            kind.click()

    def press(self, button: str) -> None:
        """Click a button by its name."""
        self.explorer.get_by_role("button", name=button, exact=True).click(no_wait_after=True)

    def expect_column(self, name: str, cells: list[str]) -> None:
        """Wait until the table of rows shows in one column what it should."""
        heads = self.explorer.locator(".r2p-grid .dt-scroll-head input")
        expect(heads.and_(self.page.get_by_placeholder(name, exact=True))).to_have_count(1)
        at = heads.evaluate_all("heads => heads.map(head => head.placeholder)").index(name)
        expect(self.rows.locator(f"td:nth-child({at + 1})")).to_have_text(cells)

    def view(self, title: str) -> Locator:
        """The chart whose title holds some words."""
        return self.explorer.locator(".r2p-view", has=self.page.locator("h3", has_text=title))

    def drag_years(self, first: int, last: int) -> None:
        """Draw a box over some years of the timeline."""
        plot = self.view("the years go from").locator(".js-plotly-plot")
        plot.scroll_into_view_if_needed()
        (left, y), (right, _) = (plot.evaluate(YEAR_PLACE, year) for year in (first - 0.4, last + 0.4))
        self.page.mouse.move(left, y - 40)
        self.page.mouse.down()
        self.page.mouse.move((left + right) / 2, y, steps=4)
        self.page.mouse.move(right, y + 40, steps=4)
        self.page.mouse.up()

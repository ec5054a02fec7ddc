"""The pictures of the README, taken in JupyterLab: ``python -m tests.gallery``, or ``make gallery``.

Each notebook is run; of what is then seen, each picture shows a part. tests/test_gallery.py says
what a picture must be.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import FloatRect, Locator, Page, ViewportSize, expect, sync_playwright

from tests.browser import conftest as lab
from tests.browser.researcher import Researcher

IMAGES = Path(__file__).parents[1] / "notebooks" / "images"
SIZE: ViewportSize = {"width": 1725, "height": 940}
MARGIN = 14
# The map is no wider, and a picture with an empty side would show less.
MOST_OF_THE_MAP = 1000
# What JupyterLab shows at the edges of a cell.
EDGES = """
.jp-NotebookPanel-toolbar, .jp-OutputPrompt, .jp-Collapser, .modebar {visibility: hidden}
.jp-Notebook-cell, .jp-Notebook-cell * {outline: none !important}
.jp-Notebook-cell {border-color: transparent !important; box-shadow: none !important}
"""


def show_explorer(page: Page) -> Locator:
    """The explorer on the African Union: filters, charts, and the page that is read."""
    researcher = Researcher(page)
    researcher.begin()
    researcher.list("mentions")
    researcher.choose("Actor", "Union africaine")
    expect(researcher.said).to_contain_text("mentioning Union africaine")
    return researcher.explorer


def show_passage(page: Page) -> Locator:
    """The shares of a whole, one of them read in its paragraph."""
    shown = page.locator(".r2p-linked", has=page.locator(".gtitle", has_text="shares of a whole"))
    click(shown.locator(".barlayer .trace").first.locator(".point path").nth(2))
    expect(shown.locator("blockquote mark")).to_have_text("10 des 16")
    return shown


def show_map(page: Page) -> Locator:
    """The map of the states that are named, one of them read."""
    shown = page.locator(".widget-vbox", has=page.locator(".gtitle", has_text="states named"))
    shown.scroll_into_view_if_needed()
    expect(shown.locator(".scattergeo path.point")).not_to_have_count(0)
    click(shown.locator(".scattergeo path.point").first)
    expect(shown.locator("mark")).to_have_count(1)
    return shown


def click(mark: Locator) -> None:
    """Click the middle of a mark, below the layer that takes the mouse."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mark.page.mouse.move(x - 3, y)
    mark.page.mouse.move(x, y, steps=3)
    mark.page.wait_for_timeout(300)
    mark.page.mouse.click(x, y)


# The picture, the notebook that it is taken in, and what it shows.
PICTURES: Mapping[str, tuple[str, Callable[[Page], Locator]]] = {
    "gallery_explorer.png": ("notebooks/05_explorer.ipynb", show_explorer),
    "gallery_passage.png": ("notebooks/03_what_the_numbers_say.ipynb", show_passage),
    "gallery_map.png": ("notebooks/02_who_acts.ipynb", show_map),
}


def take_pictures() -> None:
    """Run each notebook in JupyterLab and write its picture into ``notebooks/images``."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, lab.serve(Path(folder)) as url:
        shutil.copytree(lab.CHECKOUT / "tests" / "gold", Path(folder) / "lab" / "tests" / "gold")
        browser = playwright.chromium.launch(executable_path=str(lab.CHROMIUM), args=lab.CHROMIUM_ARGUMENTS)
        for name, (notebook, show) in PICTURES.items():
            page = browser.new_page(base_url=url, viewport=SIZE)
            lab.run_notebook(page, notebook)
            page.add_style_tag(content=EDGES)
            shown = show(page)
            shown.evaluate("element => element.scrollIntoView()")
            page.mouse.move(1, 1)
            page.wait_for_timeout(1_000)
            page.screenshot(
                path=IMAGES / name, clip=frame(shown, MOST_OF_THE_MAP if show is show_map else SIZE["width"])
            )
            print(f"gallery: notebooks/images/{name}, {(IMAGES / name).stat().st_size // 1000} kB")
            page.close()
        browser.close()


def frame(shown: Locator, most: float) -> FloatRect:
    """The place of an element with a margin, within the window, ``most`` pixels wide at most."""
    box = shown.bounding_box()
    assert box is not None
    top, bottom = max(box["y"] - MARGIN, 0), min(box["y"] + box["height"] + MARGIN, SIZE["height"])
    return {"x": box["x"] - MARGIN, "y": top, "width": min(box["width"] + 2 * MARGIN, most), "height": bottom - top}


if __name__ == "__main__":
    take_pictures()

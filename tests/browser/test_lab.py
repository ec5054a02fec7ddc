"""The browser fixtures themselves: JupyterLab runs a notebook whose chart follows a control."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

CHART_WITH_CONTROL = """
import ipywidgets as widgets
import plotly.graph_objects as go

figure = go.FigureWidget(go.Bar(x=["Mali", "Tchad"], y=[1, 2]), layout={"title": {"text": "avant"}})
button = widgets.Button(description="Changer")
button.on_click(lambda _: figure.update_layout(title_text="après"))
widgets.VBox([button, figure])
"""


def write_notebook(path: Path, *cells: str) -> None:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    code = [nbformat.v4.new_code_cell(cell.strip()) for cell in cells]
    notebook = nbformat.v4.new_notebook(cells=code, metadata={"kernelspec": kernel})
    nbformat.write(notebook, path)


def test_a_control_changes_a_chart(
    page: Page, lab_root: Path, run_all: Callable[[Page, str], None], screenshot: Callable[[Page, str], Path]
) -> None:
    write_notebook(lab_root / "control.ipynb", "1 + 1", CHART_WITH_CONTROL)
    run_all(page, "control.ipynb")
    title = page.locator(".js-plotly-plot .gtitle")
    expect(title).to_have_text("avant")
    page.get_by_role("button", name="Changer").click()
    expect(title).to_have_text("après")
    assert screenshot(page, "control").stat().st_size > 10_000


def test_a_cell_that_raises_fails_the_run(page: Page, lab_root: Path, run_all: Callable[[Page, str], None]) -> None:
    write_notebook(lab_root / "raises.ipynb", "1 / 0")
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        run_all(page, "raises.ipynb")


def test_a_request_to_another_host_leads_nowhere_and_fails_the_test(
    chromium: Browser, lab_url: str, open_local: Callable[..., AbstractContextManager[Page]]
) -> None:
    with pytest.raises(AssertionError, match=r"http://a\.example"), open_local(chromium, lab_url) as page:
        assert page.evaluate("fetch('http://a.example/x').then(() => 'answered', () => 'cut off')") == "cut off"

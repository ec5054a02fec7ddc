"""Notebook 06 as a newcomer meets it: she writes the path of her own folder, runs all, reads and clicks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

NOTEBOOK = "notebooks/06_your_own_documents.ipynb"
REPORT = """Rapport de visite

1. La Coordination des Chantiers (CDC) a reçu la MINUSMA. Les membres de la SOREPA ont présenté 31 projets.

2. Selon la SOREPA, 8 des 12 puits donnent de l’eau, ce que confirme Radio Rives.
"""


@pytest.fixture
def folder(lab_root: Path, tmp_path: Path) -> Path:
    """A folder with a document and an empty file, its path written into the first cell of the notebook."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "rapport.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "reports" / "vide.pdf").touch()
    content = json.loads((lab_root / NOTEBOOK).read_text(encoding="utf-8"))
    first = next(cell for cell in content["cells"] if cell["cell_type"] == "code")
    assert "".join(first["source"]) == 'folder = ""'
    first["source"] = f'folder = "{(tmp_path / "reports").as_posix()}"'
    (lab_root / NOTEBOOK).write_text(json.dumps(content), encoding="utf-8")
    return tmp_path / "reports"


def test_her_own_folder_gives_tables_problems_and_candidates_to_click(
    folder: Path, page: Page, run_all: Callable[[Page, str], None], screenshot: Callable[[Page, str], Path]
) -> None:
    run_all(page, NOTEBOOK)
    for said in ("2 of 2 files", "Corpus(1 document", "is empty; remove it", "is the most frequent of 2 candidates"):
        expect(page.get_by_text(said).first).to_be_attached()
    assert sorted(path.name for path in folder.iterdir()) == ["rapport.txt", "vide.pdf"]

    chart = page.locator(".r2p-linked")
    bar = chart.locator(".barlayer .trace").last.locator(".point path")
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer .hovertext").last).to_contain_text("Radio Rives: 1 mention in 1 document")
    page.mouse.down()
    page.mouse.up()
    expect(chart.locator("blockquote mark")).to_have_text("Radio Rives")
    expect(chart.locator("blockquote footer")).to_contain_text("Rapport de visite, par. 2")
    screenshot(page, "own_documents_candidates")

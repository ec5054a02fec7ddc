"""Notebooks as they are stored: small, without widget state, in the rhythm that CONTRIBUTING.md describes."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from itertools import groupby
from pathlib import Path
from statistics import median

import nbformat
import pytest
from nbformat import NotebookNode

from tests.execute_notebooks import WIDGET_VIEW, stderr_of, stored_form

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
MAXIMUM_BYTES = 500_000
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


@each_notebook
def test_is_stored_as_make_notebooks_stores_it(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook == stored_form(deepcopy(notebook)), "run 'make notebooks'"
    assert path.stat().st_size < MAXIMUM_BYTES


@each_notebook
def test_was_executed_from_top_to_bottom_without_a_complaint(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [output for cell in code for output in cell.outputs if output.output_type == "error"] == []
    assert stderr_of(notebook) == ""


@each_notebook
def test_shows_without_a_network(path: Path) -> None:
    outputs = json.dumps([cell.get("outputs", []) for cell in nbformat.read(path, as_version=4).cells])
    assert [mark for mark in ("<script", "<link", "cdn.", "mathjax") if mark in outputs.lower()] == []


@each_notebook
def test_keeps_the_rhythm(path: Path) -> None:
    cells = code_cells(path)
    lengths = [len(source.splitlines()) for source in cells]
    kinds = [cell.cell_type for cell in nbformat.read(path, as_version=4).cells]
    runs = [len(list(run)) for kind, run in groupby(kinds) if kind == "code"]
    assert 12 <= len(cells) <= 25
    assert median(lengths) <= 3
    assert max(lengths) <= 12
    assert max(runs) <= 2, "never three code cells in a row"
    assert [source for source in cells if source.lstrip().startswith("def ") or "\ndef " in source] == []


@each_notebook
def test_a_share_that_the_prose_reads_was_printed_before(path: Path) -> None:
    shown, invented = "", []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            shown += json.dumps([cell.source, cell.outputs], ensure_ascii=False).replace(",", ".")
        else:
            shares = re.findall(r"(\d[\d.]*)[ \u00a0\u202f]%", cell.source.replace(",", "."))
            invented += [share for share in shares if not re.search(rf"(?<![\d.]){re.escape(share)}(?!\d)", shown)]
    assert invented == [], "prose and outputs disagree"


def test_the_stored_form_drops_state_and_keeps_what_is_read() -> None:
    view = {WIDGET_VIEW: {"model_id": "7f"}, "text/plain": "Explorer(12 rows)"}
    cell = nbformat.v4.new_code_cell("1", outputs=[nbformat.v4.new_output("display_data", data=view)])
    cell.metadata.update(execution={"iopub": "2024"}, tags=["hidden"], scrolled=True)
    widgets = {"application/vnd.jupyter.widget-state+json": {}}
    stored = stored_form(nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": widgets}))
    assert set(stored.metadata) == {"kernelspec", "language_info"}
    assert dict(stored.cells[0].metadata) == {"tags": ["hidden"]}
    assert dict(stored.cells[0].outputs[0].data) == {"text/plain": "Explorer(12 rows)"}
    assert isinstance(stored, NotebookNode)

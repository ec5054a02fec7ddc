"""Execute notebooks in place and store them as they are kept: with outputs, without widget state.

    python tests/execute_notebooks.py NOTEBOOK...

A notebook with a cell that fails, or that writes to stderr, is left as it was.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# What a cell may say of itself: tags, and that its code is folded.
KEPT = ("tags", "jupyter")
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
CELL_LIMIT_SECONDS = 300


def execute(path: Path) -> None:
    """Run the notebook from its own folder and write it back in its stored form."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=CELL_LIMIT_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
        record_timing=False,
    ).execute()
    if noise := stderr_of(notebook):
        raise ValueError(f"a cell wrote to stderr: {noise}")
    nbformat.write(stored_form(notebook), path)


def stored_form(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what changes from run to run: widget state, timings, versions, ids of views.

    Widget state is megabytes of script; a view without its state shows as an error, its text form does not.
    """
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k in KEPT})
        for output in cell.get("outputs", []):
            if len(output.get("data", {})) > 1:
                output.data.pop(WIDGET_VIEW, None)
    return notebook


def stderr_of(notebook: NotebookNode) -> str:
    """Everything that the notebook's cells wrote to stderr."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "".join(output.text for output in outputs if output.get("name") == "stderr")


def main(paths: list[str]) -> int:
    """Execute each notebook; the exit status is 1 if one of them failed."""
    failed = False
    for path in paths:
        try:
            execute(Path(path))
            print(f"{path}: executed, {Path(path).stat().st_size // 1024} KB")
        except (CellExecutionError, ValueError) as error:
            print(f"{path}: left as it was: {error}", file=sys.stderr)
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

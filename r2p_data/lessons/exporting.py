"""A notebook as one clean page of HTML: prose, tables and charts without code, readable without a network."""

from __future__ import annotations

import json
import os
from html import escape
from pathlib import Path
from typing import Any

from r2p_data.errors import R2PDataError

_PLOTLY = "application/vnd.plotly.v1+json"
_SECONDS = 300
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 56em; margin: 2em auto; padding: 0 1.2em; font: 17px/1.55 Georgia, serif; color: #1a1a1a; }}
h1, h2, h3 {{ font-family: Helvetica, Arial, sans-serif; line-height: 1.2; margin: 1.6em 0 .5em; }}
table {{ border-collapse: collapse; font-size: .88em; margin: 1em 0; }}
table.dataframe {{ border: 0; }}
th, td, .dataframe thead th {{ text-align: left; vertical-align: top; padding: .3em .8em .3em 0; }}
th, td {{ border: 0; border-bottom: 1px solid #ccc; }}
.anchor-link, .prompt, .jp-InputPrompt, .jp-OutputPrompt {{ display: none; }}
@media print {{ body {{ margin: 0; }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def export_report(notebook: str | os.PathLike[str], page: str | os.PathLike[str] | None = None) -> Path:
    """Run a notebook from top to bottom and write it as one HTML page without its code.

    Charts stay alive: their script is put into the page, which loads nothing from elsewhere.

    Parameters
    ----------
    notebook
        the notebook; it is not changed.
    page
        where to write; by default beside the notebook, with the ending .html.

    Raises
    ------
    R2PDataError
        if there is no such notebook, or a cell of it fails.
    """
    path = Path(notebook)
    if not path.is_file():
        raise R2PDataError(f"there is no notebook {path}; give the name of a file that ends in .ipynb")
    target = Path(page) if page else path.with_suffix(".html")
    ran = _run(path)
    title = next((line[2:] for line in ran.cells[0].source.splitlines() if line.startswith("# ")), path.stem)
    text = _PAGE.format(language=_language(ran), title=escape(title), body=_convert(ran))
    target.write_text(text, encoding="utf-8")
    return target


def _run(path: Path) -> Any:
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types here
    folder = {"metadata": {"path": str(path.parent.resolve())}}
    try:
        NotebookClient(
            notebook, timeout=_SECONDS, kernel_name="python3", resources=folder, store_widget_state=False
        ).execute()
    except CellExecutionError as error:
        raise R2PDataError(f"{path.name} cannot be exported, a cell fails: {error.ename}: {error.evalue}") from error
    return notebook


def _convert(notebook: Any) -> str:
    """The body of the page; the script of the charts stands in it once."""
    from nbconvert import HTMLExporter
    from plotly.io import from_json, to_html

    script: bool = True
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        figure = output.get("data", {}).get(_PLOTLY)
        if figure is not None:
            text = to_html(
                from_json(json.dumps({"data": figure["data"], "layout": figure["layout"]})),
                full_html=False,
                include_plotlyjs=script,
                include_mathjax=False,
            )
            output["data"], script = {"text/html": text}, False
    settings = {"template_name": "basic", "exclude_input": True, "exclude_output_prompt": True}
    exporter = HTMLExporter(**settings)  # type: ignore[no-untyped-call]  # nbconvert has no types
    body: str = exporter.from_notebook_node(notebook)[0]
    return body


def _language(notebook: Any) -> str:
    code = "".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return "fr" if 'language="fr"' in code else "en"

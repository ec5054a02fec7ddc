"""The layers of the design, read from the imports of every module.

A module may import what stands below it and what belongs to its own part; the steps of the
pipeline never import each other. pandas begins at the tables, plotly at the charts, widgets
at the explorers.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "r2p_data"

GROUND = {"errors", "records", "taken", "folding"}
BASE = GROUND | {"lexicon"}
STEPS = {
    "sources",
    "layout",
    "repair",
    "annotate",
    "annotate.actors",
    "annotate.dates",
    "annotate.figures",
    "annotate.references",
    "describe",
    "unread",
}
TABLES = {"codebook", "tables"}
# What explorers and lessons may ask of a corpus, and the steps that only a corpus takes.
ASKED = {
    "corpus",
    "passage",
    "pages",
    "facts",
    "network",
    "concordance",
    "bibliography",
    "export",
    "themes",
    "search",
    "store",
}
CORPUS = ASKED | {"parse", "loading", "rules", "kept", "batches", "cluster", "evaluate", "suggest", "candidates"}
SHOWN = {"explore", "lessons"}
FACE = {"__init__", "cli"}

MAY_IMPORT: dict[str, set[str]] = (
    dict.fromkeys(GROUND, GROUND)
    | {"lexicon": GROUND}
    | dict.fromkeys(STEPS, BASE)
    | dict.fromkeys(TABLES, BASE | TABLES)
    | dict.fromkeys(CORPUS, BASE | STEPS | TABLES | CORPUS)
    | {"charts": BASE | TABLES}
    | dict.fromkeys(SHOWN, BASE | TABLES | ASKED | {"charts"})
    | dict.fromkeys(FACE, BASE | STEPS | TABLES | CORPUS | SHOWN | FACE | {"charts"})
)
BEFORE_TABLES = GROUND | {"lexicon"} | STEPS
BEFORE_CHARTS = BEFORE_TABLES | TABLES | CORPUS
MUST_NOT_IMPORT = (
    ("pandas", BEFORE_TABLES),
    ("plotly", BEFORE_CHARTS),
    ("ipywidgets", BEFORE_CHARTS | {"charts"}),
    ("anywidget", BEFORE_CHARTS | {"charts"}),
)


def modules(package: Path) -> dict[str, Path]:
    """Every module of the package by its dotted name within it."""
    paths = {".".join(path.relative_to(package).with_suffix("").parts): path for path in package.rglob("*.py")}
    return {name.removesuffix(".__init__"): path for name, path in sorted(paths.items())}


def part_of(module: str) -> str | None:
    """The part of the design that a module belongs to: ``annotate.dates.periods`` to ``annotate.dates``."""
    pieces = module.split(".")
    prefixes = (".".join(pieces[:n]) for n in range(len(pieces), 0, -1))
    return next((prefix for prefix in prefixes if prefix in MAY_IMPORT), None)


def imports(path: Path, module: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import, wherever it stands, relative ones resolved."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, module, path.name == "__init__.py")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def _absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    pieces = ["r2p_data", *([] if module == "__init__" else module.split("."))]
    above = node.level - (1 if is_package and module != "__init__" else 0)
    kept = pieces[: len(pieces) - above] if module != "__init__" else pieces
    return ".".join([*kept, *([node.module] if node.module else [])])


def violations(package: Path) -> list[str]:
    """What the imports of the package do against the table, one line each."""
    return [
        f"{path.relative_to(package.parent)}:{line}: {complaint}"
        for module, path in modules(package).items()
        for line, name in imports(path, module)
        if (complaint := judge(module, name))
    ]


def judge(module: str, name: str) -> str | None:
    """Why ``module`` may not import ``name``, or None if it may."""
    part = part_of(module)
    if part is None:
        return f"{module} stands in no layer; give it a place in tests/test_layers.py"
    root, _, rest = name.partition(".")
    if root != "r2p_data":
        forbidden = any(root == library and part in parts for library, parts in MUST_NOT_IMPORT)
        return f"{part} knows nothing of {root}" if forbidden else None
    other = part_of(rest) or "__init__"
    return None if other == part or other in MAY_IMPORT[part] else f"{part} may not import {other}"


def test_every_import_points_down() -> None:
    assert violations(PACKAGE) == []


@pytest.mark.parametrize(
    ("path", "code", "complaint"),
    [
        ("layout/lines.py", "from r2p_data.repair import clean", "layout may not import repair"),
        ("layout/lines.py", "from r2p_data import repair", "layout may not import repair"),
        ("layout/lines.py", "from ..repair.cleaning import clean", "layout may not import repair"),
        ("layout/__init__.py", "from ..repair import clean", "layout may not import repair"),
        ("annotate/dates/__init__.py", "from ..figures import find", "annotate.dates may not import annotate.figures"),
        ("annotate/dates/parts.py", "from r2p_data.annotate import figures", "annotate.dates may not import"),
        ("repair/spacing.py", "def f():\n    import pandas", "repair knows nothing of pandas"),
        ("records.py", "import r2p_data.lexicon", "records may not import lexicon"),
        ("corpus.py", "import plotly.graph_objects as go", "corpus knows nothing of plotly"),
        ("corpus.py", "from r2p_data.charts import draw", "corpus may not import charts"),
        ("corpus.py", "from r2p_data import load_corpus", "corpus may not import __init__"),
        ("charts.py", "from ipywidgets import VBox", "charts knows nothing of ipywidgets"),
        ("charts.py", "from r2p_data.corpus import Corpus", "charts may not import corpus"),
        ("explore/explorer.py", "from r2p_data.parse import parse_document", "explore may not import parse"),
        ("helpers.py", "import re", "helpers stands in no layer"),
    ],
)
def test_an_import_that_points_up_is_found(path: str, code: str, complaint: str, tmp_path: Path) -> None:
    file = tmp_path / "r2p_data" / path
    file.parent.mkdir(parents=True)
    file.write_text(code, encoding="utf-8")
    assert [complaint in found for found in violations(tmp_path / "r2p_data")] == [True]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("layout/__init__.py", "from .lines import read_lines"),
        ("layout/lines.py", "from ..records import Span"),
        ("annotate/dates/__init__.py", "from r2p_data.annotate.dates.parts import DAY"),
        ("annotate/dates/parts.py", "from ...lexicon import load_rows"),
        ("explore/explorer.py", "import ipywidgets"),
        ("__init__.py", "from .loading import load_corpus"),
    ],
)
def test_an_import_that_points_down_is_allowed(path: str, code: str, tmp_path: Path) -> None:
    file = tmp_path / "r2p_data" / path
    file.parent.mkdir(parents=True)
    file.write_text(code, encoding="utf-8")
    assert violations(tmp_path / "r2p_data") == []


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("r2p_data", ["plotly", "ipywidgets", "anywidget", "IPython", "pyarrow.parquet", "wordfreq", "spellchecker"]),
        ("r2p_data", ["r2p_data.parse", "r2p_data.repair", "r2p_data.layout", "r2p_data.annotate", "platformdirs"]),
        ("r2p_data.cli", ["plotly", "ipywidgets", "anywidget", "IPython", "wordfreq", "spellchecker"]),
        ("r2p_data.charts", ["ipywidgets", "anywidget", "IPython"]),
    ],
)
def test_importing_stays_light(module: str, heavy: list[str]) -> None:
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert [str(path.relative_to(PACKAGE)) for path, lines in lengths.items() if lines > 350] == []

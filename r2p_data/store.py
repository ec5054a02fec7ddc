"""Saving and opening a corpus: one file a table, described by ``datapackage.json``."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from r2p_data.codebook import DTYPES, TABLES, Column
from r2p_data.errors import R2PDataError

FORMATS = ("parquet", "csv")
_DESCRIPTOR = "datapackage.json"
# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FRICTIONLESS = {"str": "string", "int": "integer", "int or NA": "integer", "float": "number", "bool": "boolean",
                 "date": "datetime", "list": "array", "spans": "array"}  # fmt: skip


def write_tables(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], folder: Path, format: str) -> None:
    """Write ``tables`` and the source texts into ``folder``; it appears whole or not at all.

    Raises
    ------
    R2PDataError
        if the format is unknown, or ``folder`` holds something that is not a saved corpus.
    """
    if format not in FORMATS:
        raise R2PDataError(f"format {format!r} is unknown; choose {' or '.join(FORMATS)}")
    check_free(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        made = Path(scratch) / "tables"
        made.mkdir()
        for name, table in _all_tables(tables, texts).items():
            _write(table, made / f"{name}.{format}")
        descriptor = json.dumps(_describe(tables, format), ensure_ascii=False, indent=1)
        (made / _DESCRIPTOR).write_text(descriptor + "\n", encoding="utf-8")
        if folder.exists():
            folder.rename(Path(scratch) / "former")
        shutil.move(made, folder)


def read_tables(folder: Path) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """The tables and the source texts of a corpus that was saved as Parquet.

    Raises
    ------
    R2PDataError
        if ``folder`` holds no corpus, or one saved as CSV.
    """
    if not (folder / _DESCRIPTOR).exists():
        raise R2PDataError(f"{folder}: holds no {_DESCRIPTOR}, so no saved corpus; save one with r2p-data parse")
    if not (folder / "paragraphs.parquet").exists():
        raise R2PDataError(f"{folder}: was saved as CSV, for reading elsewhere; parse again with --format parquet")
    tables = {name: _declared(name, pd.read_parquet(folder / f"{name}.parquet")) for name in TABLES}
    texts = pd.read_parquet(folder / "sources.parquet")
    return tables, dict(zip(texts["doc_id"], texts["text"], strict=True))


def _all_tables(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    return {**tables, "sources": pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())}, dtype="str")}


def _declared(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Give a table read from a file the types of the codebook; Parquet returns lists as arrays."""
    listed = {c.name: [cell.tolist() for cell in table[c.name]] for c in TABLES[name] if c.kind == "list"}
    spans = {c.name: [[s.tolist() for s in cell] for cell in table[c.name]] for c in TABLES[name] if c.kind == "spans"}
    restored = table.assign(**{key: pd.Series(cells, dtype="object") for key, cells in (listed | spans).items()})
    return restored.astype({c.name: DTYPES[c.kind] for c in TABLES[name]})


def check_free(folder: Path) -> None:
    """Make sure that writing into ``folder`` would lose nothing but an earlier saved corpus.

    Raises
    ------
    R2PDataError
        if ``folder`` is a file, or holds something that is not a saved corpus.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _DESCRIPTOR).exists():
        raise R2PDataError(f"{folder}: holds other files, which would be lost; give a new folder")
    if folder.exists() and not folder.is_dir():
        raise R2PDataError(f"{folder}: is a file; give a folder")


def _write(table: pd.DataFrame, path: Path) -> None:
    if path.suffix == ".parquet":
        table.to_parquet(path, index=False)
        return
    shown = table.copy()
    for column in shown.columns:
        if shown[column].dtype == "object":
            shown[column] = [json.dumps(cell, ensure_ascii=False) for cell in shown[column]]
        elif shown[column].dtype == "str":
            shown[column] = shown[column].map(neutralise, na_action="ignore")
    shown.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def neutralise(cell: str) -> str:
    """``cell`` so that a spreadsheet shows it and does not run it: an apostrophe before a formula.

    >>> neutralise("=HYPERLINK(1)"), neutralise("La paix")
    ("'=HYPERLINK(1)", 'La paix')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _describe(tables: Mapping[str, pd.DataFrame], format: str) -> dict[str, Any]:
    resources = [
        {
            "name": name,
            "path": f"{name}.{format}",
            "format": format,
            "schema": {"fields": [_field(c) for c in TABLES[name]], "primaryKey": [TABLES[name][0].name]},
        }
        for name in tables
    ]
    texts = {"name": "sources", "path": f"sources.{format}", "format": format, "description": "the texts as decoded"}
    return {"name": "r2p_data", "created_with": f"r2p-data {version('r2p-data')}", "resources": [*resources, texts]}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _FRICTIONLESS[column.kind], "description": column.meaning}
    if column.unit:
        field["unit"] = column.unit
    if column.values:
        field["constraints"] = {"enum": list(column.values)}
    return field

"""``datapackage.json``: what a saved corpus holds, column by column and part by part."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from r2p_data.codebook import MEANINGS, STORED, TYPE_NAMES, Column, Kind
from r2p_data.errors import R2PDataError
from r2p_data.store.folders import Folder
from r2p_data.store.parts import UNFINISHED, Part, PartFile

DESCRIPTOR = "datapackage.json"
# 1 was r2p-data 0.1.0: one file a table, and no number in the descriptor.
SCHEMA_VERSION = 2
_NAME = "r2p_data"
_AGAIN = "parse the documents again with r2p-data parse"
_TYPES: Mapping[Kind, str] = {
    "str": "string",
    "int": "integer",
    "int or NA": "integer",
    "float": "number",
    "bool": "boolean",
    "date": "date",
    "list": "array",
    "spans": "array",
}
# Parquet keeps a date as a moment; its lists are no lists to the library that validates.
_PARQUET_TYPES: Mapping[Kind, str] = {"date": "datetime", "list": "any", "spans": "any"}


def describe(
    paths: Mapping[str, Sequence[str]], format: str, parts: Sequence[Part] = (), actors: PartFile | None = None
) -> bytes:
    """The descriptor of a corpus whose tables stand in ``paths``, as a Frictionless data package."""
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": _NAME,
        "title": "French UN documents as cited tables",
        "created_with": f"r2p-data {version('r2p-data')}",
        "schema_version": SCHEMA_VERSION,
        "format": format,
        "resources": [_resource(name, list(paths[name]), format) for name in STORED],
    }
    if actors:
        package |= {"actors": actors._asdict(), "parts": [part.to_json() for part in parts]}
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(name: str, paths: list[str], format: str) -> dict[str, Any]:
    fields = [_field(column, format) for column in STORED[name]]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "description": MEANINGS[name],
        "path": paths[0] if len(paths) == 1 else paths,
        "format": format,
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": [STORED[name][0].name]},
    }


def _field(column: Column, format: str) -> dict[str, Any]:
    kind = _PARQUET_TYPES.get(column.kind, _TYPES[column.kind]) if format == "parquet" else _TYPES[column.kind]
    about = f"{column.meaning} ({TYPE_NAMES[column.kind]})" if kind == "any" else column.meaning
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": about}
    if column.unit:
        field["unit"] = column.unit
    if column.values:
        field["constraints"] = {"enum": list(column.values)}
    return field


def read_descriptor(folder: Folder) -> dict[str, Any]:
    """The descriptor of the corpus in ``folder``, held against what this version can read.

    Raises
    ------
    R2PDataError
        if there is none, if it is damaged, if a newer version wrote it, or if it lacks a
        table or column of the codebook; the message says what to do.
    """
    if folder.size(DESCRIPTOR) is None:
        if any(path.startswith(f"{UNFINISHED}/") for path in folder.sizes()):
            raise R2PDataError(f"{folder.name}: unfinished: run the same command again to go on")
        raise R2PDataError(f"{folder.name}: holds no {DESCRIPTOR}, so no saved corpus; save one with r2p-data parse")
    try:
        package: dict[str, Any] = json.loads(folder.read(DESCRIPTOR))
        resources = {resource["name"]: resource for resource in package["resources"]}
        number = int(package.get("schema_version", 1))
    except (ValueError, KeyError, TypeError) as error:
        raise R2PDataError(f"{folder.name}: {DESCRIPTOR} is damaged ({error}); {_AGAIN}") from error
    if number > SCHEMA_VERSION:
        maker = package.get("created_with", "a newer r2p-data")
        raise R2PDataError(
            f"{folder.name}: saved by {maker} in layout {number}, and r2p-data {version('r2p-data')} reads up to "
            f"{SCHEMA_VERSION}; upgrade with pip install --upgrade r2p-data, or {_AGAIN}"
        )
    _check_columns(folder, resources, number)
    return package


def is_ours(folder: Folder) -> bool:
    """Whether the descriptor in ``folder``, which may be damaged, is not the one of other data."""
    try:
        package = json.loads(folder.read(DESCRIPTOR))
    except ValueError:
        return True
    return not isinstance(package, dict) or package.get("name", _NAME) == _NAME


def _check_columns(folder: Folder, resources: Mapping[str, Any], number: int) -> None:
    """Layout 1 described the texts without their columns, and is read with columns that it did not know."""
    for name, columns in STORED.items():
        if name not in resources:
            raise R2PDataError(f"{folder.name}: saved by an older version, without the table {name}; {_AGAIN}")
        stated = {field["name"] for field in resources[name].get("schema", {}).get("fields", ())}
        needed = [column.name for column in columns if number > 1 or column.kind != "int or NA"]
        lacking = [column for column in needed if column not in stated]
        if stated and lacking:
            raise R2PDataError(
                f"{folder.name}: saved by an older version, {name} without {', '.join(lacking)}; {_AGAIN}"
            )


def listed_files(package: Mapping[str, Any]) -> set[str]:
    """Every file that belongs to a corpus, by its descriptor."""
    paths = [resource["path"] for resource in package["resources"]]
    tables = {path for stated in paths for path in ([stated] if isinstance(stated, str) else stated)}
    parts = (Part.from_json(part) for part in package.get("parts", ()))
    return tables | {file.path for part in parts for file in part.files.values()}

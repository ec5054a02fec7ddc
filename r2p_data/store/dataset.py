"""Writing a corpus part by part: it becomes the corpus of its folder when its descriptor is written."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from r2p_data.codebook import STORED, Column, write_page
from r2p_data.errors import R2PDataError
from r2p_data.store.arrow import from_arrow, to_arrow
from r2p_data.store.descriptor import DESCRIPTOR, describe, is_ours, listed_files, read_descriptor
from r2p_data.store.folders import Folder, open_folder
from r2p_data.store.former import FORMER, make_room
from r2p_data.store.parts import UNFINISHED, Part, PartFile, hash_bytes, read_file

if TYPE_CHECKING:
    import pyarrow as pa

CODEBOOK = "codebook.md"
# Rows that are read together; texts are long and asked for one by one.
_ROWS_TOGETHER = 16_384
_TEXTS_TOGETHER = 8
_PARTS_TOGETHER = 100
_REPEATED = {"doc_id", "paragraph_id", "parent_id", "actor_id", "section", "form", "unit", "rule", "reason", "body"}
_TABLE = "|".join(STORED)
# paragraphs.parquet/part-00012-0f3a….parquet, unfinished/part-00003-9b….json
_PART_FILE = rf"(?:(?:{_TABLE})\.parquet|actors_parts|{UNFINISHED})/part-\d+-[0-9a-f]+\.(?:parquet|json)"
# …/.part-00012-0f3a….parquet.4711.tmp, .datapackage.json.4711.tmp
_HALF_WRITTEN = r"(?:[^/]+/)?\.[^/]+\.\d+\.tmp"
_TABLE_FILE = rf"(?:{FORMER}/)?(?:{_TABLE})\.(?:parquet|csv|jsonl)"
_MADE_BEFORE_COMMIT = re.compile(rf"{_PART_FILE}|{_HALF_WRITTEN}|{CODEBOOK}")
_MADE_HERE = re.compile(rf"{_PART_FILE}|{_HALF_WRITTEN}|{_TABLE_FILE}")


def write_part(
    folder: str | os.PathLike[str],
    number: int,
    tables: Mapping[str, pd.DataFrame],
    texts: Mapping[str, str],
    notes: Mapping[str, Any] | None = None,
) -> Part:
    """Write some documents into ``folder``, as nobody sees before ``write_dataset``.

    The same tables give the same bytes under the same names. Called from several processes
    at once, each with numbers of its own, it needs no lock.

    Parameters
    ----------
    tables
        those of these documents alone, as ``build_tables`` gives them.
    notes
        anything that JSON holds and that ``Part.notes`` shall give back.
    """
    opened = open_folder(folder)
    make_room(opened)
    made = {name: to_arrow(name, tables[name]) for name in STORED if name != "sources"}
    return write_arrow_part(opened, number, made | {"sources": arrow_texts(texts)}, notes)


def write_arrow_part(
    folder: Folder, number: int, tables: Mapping[str, pa.Table], notes: Mapping[str, Any] | None = None
) -> Part:
    """Write a part whose tables, texts included, are Arrow tables already."""
    files = {name: write_table(folder, name, number, tables[name], parted=True) for name in STORED}
    known = tables["documents"]
    documents = dict(zip(known["doc_id"].to_pylist(), known["sha256"].to_pylist(), strict=True))
    part = Part(number, documents, files, dict(notes or {}))
    stated = json.dumps(part.to_json(), ensure_ascii=False, sort_keys=True).encode()
    folder.write(f"{UNFINISHED}/part-{number:05}-{hash_bytes(stated)[:16]}.json", stated)
    return part


def arrow_texts(texts: Mapping[str, str]) -> pa.Table:
    """The source texts as the table ``sources``."""
    frame = pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())}, dtype="str")
    return to_arrow("sources", frame)


def write_table(folder: Folder, name: str, number: int, table: pa.Table, *, parted: bool = False) -> PartFile:
    """Write one table under a name that holds the hash of its bytes."""
    data = _parquet(name, table)
    digest = hash_bytes(data)
    # The actors of the corpus, which are counted over all parts, are the table of that name.
    where = "actors_parts" if parted and name == "actors" else f"{name}.parquet"
    file = PartFile(f"{where}/part-{number:05}-{digest[:16]}.parquet", table.num_rows, len(data), digest)
    if folder.size(file.path) != file.size or hash_bytes(folder.read(file.path)) != digest:
        folder.write(file.path, data)
    return file


def _parquet(name: str, table: pa.Table) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(
        table.combine_chunks(),  # pages end where chunks do: rows parsed now and earlier are the same bytes
        sink,
        row_group_size=_TEXTS_TOGETHER if name == "sources" else _ROWS_TOGETHER,
        compression="zstd",
        compression_level=1,
        use_dictionary=[column.name for column in STORED[name] if _repeats(column)],
        write_statistics=[column.name for column in STORED[name] if column.name.endswith("_id")],
    )
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _repeats(column: Column) -> bool:
    """Whether a column holds the same values again and again; others are not worth a dictionary."""
    return bool(column.values) or column.name in _REPEATED


def write_dataset(
    folder: str | os.PathLike[str], parts: Sequence[Part], *, actors: pd.DataFrame | None = None
) -> dict[str, int]:
    """Make ``parts`` the corpus of ``folder``: count its actors, describe it, remove what it no longer needs.

    The descriptor is written last and in one go: whoever opens the folder finds the corpus
    that was there, or this one.

    Parameters
    ----------
    parts
        what ``write_part`` gave, in the order of the documents.
    actors
        the actors of the whole corpus; by default the parts' own, with their counts added up.

    Returns
    -------
    dict of str to int
        rows of each table.

    Raises
    ------
    R2PDataError
        if a file of a part is gone, as another run in the same folder removes it.
    """
    opened = open_folder(folder)
    check_free(folder)
    _check_whole(opened, parts)
    counted = actors if actors is not None else _count_actors(opened, parts)
    paths = {name: [part.files[name].path for part in parts] for name in STORED}
    whole = write_table(opened, "actors", 0, to_arrow("actors", counted))
    _check_whole(opened, parts)
    opened.write(CODEBOOK, write_page().encode())
    opened.write(DESCRIPTOR, describe(paths | {"actors": [whole.path]}, "parquet", parts, whole))
    remove_stale(opened)
    return {name: sum(part.files[name].rows for part in parts) for name in STORED} | {"actors": whole.rows}


def _check_whole(folder: Folder, parts: Sequence[Part]) -> None:
    sizes = folder.sizes()
    for file in (file for part in parts for file in part.files.values()):
        if sizes.get(file.path) != file.size:
            raise R2PDataError(
                f"{folder.name}: {file.path} was removed meanwhile, as another run in this folder does; "
                "let one run at a time write here, and run the same command again"
            )


def _count_actors(folder: Folder, parts: Sequence[Part]) -> pd.DataFrame:
    """The actors of all parts, of which only some are in memory at a time."""
    merged: list[pd.DataFrame] = []
    for first in range(0, len(parts), _PARTS_TOGETHER):
        some = parts[first : first + _PARTS_TOGETHER]
        merged = [merge_actors([*merged, *(from_arrow("actors", read_file(folder, p.files["actors"])) for p in some)])]
    return merged[0]


def merge_actors(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The actors of several parts as one table: counts added up, the rest from the last part that names one."""
    counts = ["n_mentions", "n_documents"]
    listed = pd.concat(tables, ignore_index=True)
    summed = listed.groupby("actor_id", sort=True)[counts].sum()
    facts = listed.drop_duplicates("actor_id", keep="last").set_index("actor_id").drop(columns=counts)
    return facts.join(summed).sort_index().reset_index()[list(listed.columns)]


def remove_stale(folder: Folder) -> None:
    """Remove what earlier and unfinished writings left; files of other origin stay."""
    kept = {*listed_files(read_descriptor(folder)), DESCRIPTOR, CODEBOOK}
    for path in folder.sizes():
        if path not in kept and _MADE_HERE.fullmatch(path):
            folder.remove(path)


def read_parts(folder: str | os.PathLike[str]) -> list[Part]:
    """The parts of the corpus saved in ``folder``; none where there is none, or one of an older layout."""
    opened = open_folder(folder)
    if opened.size(DESCRIPTOR) is None:
        return []
    return [Part.from_json(part) for part in read_descriptor(opened).get("parts", ())]


def read_unfinished(folder: str | os.PathLike[str]) -> list[Part]:
    """The parts that a writer left which was stopped before ``write_dataset``, by their numbers."""
    opened = open_folder(folder)
    stated = [path for path in opened.sizes() if path.startswith(f"{UNFINISHED}/part-") and path.endswith(".json")]
    return [Part.from_json(json.loads(opened.read(path))) for path in sorted(stated)]


def check_free(folder: str | os.PathLike[str]) -> None:
    """Make sure that writing into ``folder`` would lose nothing but an earlier saved corpus.

    Raises
    ------
    R2PDataError
        if ``folder`` is a file, or holds something that is not a saved corpus.
    """
    opened = open_folder(folder)
    if opened.size(DESCRIPTOR) is None:
        free = all(_MADE_BEFORE_COMMIT.fullmatch(path) for path in opened.sizes())
    else:
        free = is_ours(opened)
    if not free:
        raise R2PDataError(f"{opened.name}: holds other files, which would be lost; give a new folder")

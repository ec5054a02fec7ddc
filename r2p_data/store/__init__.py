"""Saving and opening a corpus: Parquet in parts, described by ``datapackage.json``.

``DIR/<table>.parquet/part-00000-<hash>.parquet`` holds the rows of some documents; pandas
reads such a folder as one table. Parts never change once they are written. ``datapackage.json``
lists those that are the corpus and is written last.
"""

from r2p_data.store.dataset import (
    check_free,
    merge_actors,
    read_parts,
    read_unfinished,
    write_dataset,
    write_part,
)
from r2p_data.store.exports import FORMATS, neutralise, save_pieces
from r2p_data.store.former import make_room
from r2p_data.store.parts import Part, PartFile, is_sound, read_part
from r2p_data.store.pieces import cut_tables
from r2p_data.store.stored import StoredCorpus, StoredTables, open_stored

__all__ = [
    "FORMATS",
    "Part",
    "PartFile",
    "StoredCorpus",
    "StoredTables",
    "check_free",
    "cut_tables",
    "is_sound",
    "make_room",
    "merge_actors",
    "neutralise",
    "open_stored",
    "read_part",
    "read_parts",
    "read_unfinished",
    "save_pieces",
    "write_dataset",
    "write_part",
]

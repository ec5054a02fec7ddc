"""Pieces: rows of a few documents, parsed now or earlier, that together make the rows of a batch."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from r2p_data.codebook import TABLES
from r2p_data.records import Actor, Document, Unreadable
from r2p_data.store import Part, read_part
from r2p_data.tables import build_tables, make_table

__all__ = ["EarlierPart", "Piece", "join_pieces", "piece_of"]

_FACTS = ("actor_id", "name_fr", "name_en", "acronym", "type", "iso3", "origin")
# What a document says of an actor, in the order of _FACTS.
Facts = tuple[str | None, ...]
Tables = dict[str, pd.DataFrame]


class Piece(NamedTuple):
    """Rows of some documents, their texts, and what each of them says of the actors that it names."""

    tables: Tables
    texts: dict[str, str]
    said: dict[str, dict[str, Facts]]


def piece_of(documents: Sequence[Document]) -> Piece:
    """The rows of documents that were parsed just now."""
    said = {d.doc_id: {actor.actor_id: _facts(actor) for actor in d.actors.actors.values()} for d in documents}
    return Piece(build_tables(documents), {d.doc_id: d.source.text for d in documents}, said)


def _facts(actor: Actor) -> Facts:
    return tuple(getattr(actor, fact) for fact in _FACTS)


class EarlierPart:
    """A part of a saved corpus, from which the rows of some of its documents are taken again.

    Its table of actors says of each what its last document says; ``notes["said"]`` holds what
    the others say that is not the same.
    """

    def __init__(self, folder: str | os.PathLike[str], part: Part) -> None:
        self.tables, self.texts = read_part(folder, part)
        self.notes = part.notes
        keyed = {name: table for name, table in self.tables.items() if "doc_id" in table}
        self.places = {name: _places(table) for name, table in keyed.items()}
        rows = self.tables["actors"][list(_FACTS)].astype(object)
        self.facts: dict[str, Facts] = {row[0]: row for row in rows.where(rows.notna(), None).itertuples(False, None)}

    def piece(self, doc_ids: Sequence[str]) -> Piece:
        """The rows of these documents, in this order."""
        tables = {
            name: self.tables[name].iloc[_joined([places[d] for d in doc_ids if d in places])].reset_index(drop=True)
            for name, places in self.places.items()
        }
        return Piece(tables, {d: self.texts[d] for d in doc_ids}, {d: self._said(d) for d in doc_ids})

    def _said(self, doc_id: str) -> dict[str, Facts]:
        actors = self.tables["mentions"]["actor_id"].iloc[self.places["mentions"].get(doc_id, [])]
        named = sorted(set(actors))
        differing = {row[0]: tuple(row) for row in self.notes["said"].get(doc_id, ())}
        return {actor_id: differing.get(actor_id, self.facts[actor_id]) for actor_id in named}


def _places(table: pd.DataFrame) -> dict[str, list[int]]:
    found = table.groupby("doc_id", sort=False).indices
    return {str(doc_id): [int(place) for place in places] for doc_id, places in found.items()}


def _joined(places: Sequence[Iterable[int]]) -> list[int]:
    return [place for group in places for place in group]


def join_pieces(
    pieces: Sequence[Piece], unreadable: Sequence[Unreadable] = ()
) -> tuple[Tables, dict[str, str], dict[str, list[Facts]]]:
    """The tables and texts of all pieces, as ``build_tables`` makes them of their documents at once.

    The third value is what single documents say of an actor that its row does not: the row
    holds what the last says.
    """
    told = build_tables((), unreadable)
    tables = {
        name: pd.concat([*(piece.tables[name] for piece in pieces), told[name]], ignore_index=True)
        for name in TABLES
        if name != "actors"
    }
    last: dict[str, Facts] = {}
    for piece in pieces:
        for said in piece.said.values():
            last.update(said)
    tables["actors"] = _count_actors(last, tables["mentions"])
    texts = {doc_id: text for piece in pieces for doc_id, text in piece.texts.items()}
    return {name: tables[name] for name in TABLES}, texts, _differing(pieces, last)


def _count_actors(facts: Mapping[str, Facts], mentions: pd.DataFrame) -> pd.DataFrame:
    named = mentions.loc[mentions["form"] != "adjective", ["actor_id", "doc_id"]]
    n_mentions = named["actor_id"].value_counts().to_dict()
    n_documents = named.drop_duplicates()["actor_id"].value_counts().to_dict()
    return make_table("actors", (
        dict(zip(_FACTS, stated, strict=True))
        | {"n_mentions": n_mentions.get(actor_id, 0), "n_documents": n_documents.get(actor_id, 0)}
        for actor_id, stated in sorted(facts.items())
    ))  # fmt: skip


def _differing(pieces: Sequence[Piece], last: Mapping[str, Facts]) -> dict[str, list[Facts]]:
    found: dict[str, list[Facts]] = {}
    for piece in pieces:
        for doc_id, said in piece.said.items():
            differing = [stated for actor_id, stated in said.items() if stated != last[actor_id]]
            if differing:
                found[doc_id] = sorted(differing, key=lambda stated: str(stated[0]))
    return found

"""Making one part: its documents parsed, or their rows taken from an earlier part."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from itertools import groupby
from typing import NamedTuple

from r2p_data.annotate.actors.own import OwnActors, extend_lexicon
from r2p_data.errors import R2PDataError
from r2p_data.loading import Entry, explain, parse_entry
from r2p_data.records import Document, Unreadable
from r2p_data.rules import version_of_rules
from r2p_data.sources import Limits, Reading
from r2p_data.store import Part, is_sound, write_part

from .pieces import EarlierPart, Piece, join_pieces, piece_of

__all__ = ["Batch", "Done", "Job", "make_part", "parse_batch", "write_failures"]

# Characters of text whose records are kept before they become rows, which are smaller.
_TOGETHER = 4_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Job:
    """What all batches of a run have in common; it is small, and goes to every worker."""

    folder: str
    limits: Limits
    own: OwnActors
    rules: str

    @property
    def made_by(self) -> str:
        """The rules and options that decide what is found in a document."""
        stated = json.dumps([self.rules, dataclasses.asdict(self.limits), self.own])
        return hashlib.sha256(stated.encode()).hexdigest()[:32]


class Batch(NamedTuple):
    """Some documents, the number of the part that they become, and earlier parts, made alike, that hold some."""

    number: int
    entries: tuple[Entry, ...]
    earlier: tuple[Part, ...] = ()


class Done(NamedTuple):
    """What became of a batch; no part where no document could be read."""

    number: int
    part: Part | None
    parsed: int
    unchanged: int
    unreadable: tuple[Unreadable, ...]


class _Unchanged(NamedTuple):
    part: Part
    doc_id: str


Tick = Callable[[int], object]


def make_part(job: Job, batch: Batch, reading: Reading | None = None, tick: Tick = bool) -> Done:
    """Parse a batch and write it as a part; what goes in and comes out is small.

    Raises
    ------
    R2PDataError
        if this process has other rules than the one that planned the run.
    """
    earlier = [part for part in batch.earlier if is_sound(job.folder, part)]
    gathering = _gather(job, batch, earlier, reading, tick)
    counts = gathering.parsed, gathering.unchanged, tuple(gathering.unreadable)
    if not gathering.keys:
        return Done(batch.number, None, *counts)
    part = gathering.same_part(batch.number)
    if part is None:
        try:
            pieces = gathering.pieces(job.folder)
        except R2PDataError:  # an earlier part is damaged: without it, everything is parsed
            return make_part(job, batch._replace(earlier=()), reading)
        tables, texts, said = join_pieces(pieces, gathering.unreadable)
        notes = {"made_by": job.made_by, "keys": gathering.keys, "unread": len(gathering.unreadable), "said": said}
        part = write_part(job.folder, batch.number, tables, texts, notes)
    return Done(batch.number, part, *counts)


def write_failures(job: Job, done: Done) -> Part:
    """The part of a batch without documents: its unreadable files are problems all the same."""
    tables, texts, _ = join_pieces([], done.unreadable)
    notes = {"made_by": job.made_by, "keys": [], "unread": len(done.unreadable), "said": {}}
    return write_part(job.folder, done.number, tables, texts, notes)


def parse_batch(job: Job, batch: Batch) -> tuple[int, Piece | None, tuple[Unreadable, ...]]:
    """The number of a batch, its rows, if any document of it could be read, and the files that could not."""
    gathering = _gather(job, batch, (), None, bool)
    pieces = gathering.pieces(job.folder)
    if not pieces:
        return batch.number, None, tuple(gathering.unreadable)
    tables, texts, _ = join_pieces(pieces)
    said = {doc_id: facts for piece in pieces for doc_id, facts in piece.said.items()}
    return batch.number, Piece(tables, texts, said), tuple(gathering.unreadable)


def _gather(job: Job, batch: Batch, earlier: Sequence[Part], reading: Reading | None, tick: Tick) -> _Gathering:
    if version_of_rules() != job.rules:
        raise R2PDataError("a worker has another r2p-data, or a library of another version; install the same on all")
    lexicon = extend_lexicon(job.own)
    gathering = _Gathering({key: part for part in earlier for key in part.notes["keys"]})
    with nullcontext(reading) if reading else Reading(job.limits) as reader:
        for entry in batch.entries:
            try:
                data = entry.read()
                key = key_of(entry, data)
                if key not in gathering.known:
                    gathering.add(key, parse_entry(entry, data, reader, lexicon))
                else:
                    gathering.keep(key, entry.doc_id)
            except Exception as error:  # a fault of ours in one document must not cost the others
                gathering.unreadable.append(explain(entry, error))
            tick(1)
    return gathering


def key_of(entry: Entry, data: bytes) -> str:
    """What tells that a document is the same: its identifier, its path, its bytes."""
    stated = json.dumps([entry.doc_id, entry.name, hashlib.sha256(data).hexdigest()])
    return hashlib.sha256(stated.encode()).hexdigest()[:32]


class _Gathering:
    """The documents of a batch in their order, parsed now or found unchanged in earlier parts."""

    def __init__(self, known: dict[str, Part]) -> None:
        self.known = known
        self.keys: list[str] = []
        self.unreadable: list[Unreadable] = []
        self.parsed = 0
        self._done: list[Piece | _Unchanged] = []
        self._waiting: list[Document] = []
        self._characters = 0

    @property
    def unchanged(self) -> int:
        return len(self.keys) - self.parsed

    def add(self, key: str, document: Document) -> None:
        self.keys.append(key)
        self.parsed += 1
        self._waiting.append(document)
        self._characters += len(document.source.text)
        if self._characters > _TOGETHER:
            self._flush()

    def keep(self, key: str, doc_id: str) -> None:
        self._flush()
        self.keys.append(key)
        self._done.append(_Unchanged(self.known[key], doc_id))

    def _flush(self) -> None:
        if self._waiting:
            self._done.append(piece_of(self._waiting))
        self._waiting, self._characters = [], 0

    def same_part(self, number: int) -> Part | None:
        """The earlier part that holds just these documents, under the same number."""
        part = self.known.get(self.keys[0])
        if part is None or part.number != number or part.notes["keys"] != self.keys:
            return None
        return None if self.unreadable or part.notes["unread"] else part

    def pieces(self, folder: str) -> list[Piece]:
        """All rows; those of earlier parts are read now, each part once for documents that follow one another."""
        self._flush()
        found: list[Piece] = []
        for _, group in groupby(self._done, key=lambda each: id(each.part) if isinstance(each, _Unchanged) else None):
            members = list(group)
            found.extend(each for each in members if isinstance(each, Piece))
            kept = [each for each in members if isinstance(each, _Unchanged)]
            if kept:
                found.append(EarlierPart(folder, kept[0].part).piece([each.doc_id for each in kept]))
        return found

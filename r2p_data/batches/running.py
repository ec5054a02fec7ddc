"""A run: the plan cut into batches, each made into a part here or on a cluster, then the corpus."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count, islice
from typing import TYPE_CHECKING, NamedTuple

from tqdm import tqdm

from r2p_data.annotate.actors.own import read_own_actors
from r2p_data.errors import R2PDataError, UnreadableDocument
from r2p_data.loading import Entry, is_shown, nothing_read, plan_documents
from r2p_data.records import Unreadable
from r2p_data.rules import version_of_rules
from r2p_data.sources import Limits, Reading
from r2p_data.store import Part, check_free, read_parts, read_unfinished, write_dataset

from .making import Batch, Done, Job, Tick, make_part, write_failures

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["BATCH", "Summary", "cut_batches", "parse_into"]

# Documents a part: fixed, since the names and bytes of the files depend on it.
BATCH = 100


class Summary(NamedTuple):
    """What a run did: documents parsed and unchanged, files that could not be read, rows of each table."""

    parsed: int
    unchanged: int
    unreadable: list[Unreadable]
    rows: dict[str, int]


def parse_into(
    folder: str | os.PathLike[str],
    *sources: str | os.PathLike[str],
    progress: bool | None = None,
    limits: Limits | None = None,
    lexicon: str | os.PathLike[str] | None = None,
    client: Client | None = None,
    size: int = BATCH,
) -> Summary:
    """Parse documents into the corpus saved in ``folder``, with no more than a batch in memory.

    Stopped at any moment, it leaves the corpus that was in ``folder`` as it was; called again,
    it goes on where it stopped. Documents of the earlier corpus that have not changed are not
    parsed again. The files are the same, byte by byte, as those of one run from the beginning.

    Parameters
    ----------
    folder
        a folder, or the URL of one that fsspec can write to.
    sources, progress, limits, lexicon, client
        as for ``load_corpus``.
    size
        documents a part.

    Raises
    ------
    R2PDataError
        if ``folder`` holds other files, or the cluster fails.
    UnreadableDocument
        if a source stands for no file, or no file can be read; nothing is written then.
    """
    check_free(folder)
    limits = limits or Limits()
    own = read_own_actors(lexicon) if lexicon is not None else ()
    job = Job(_rooted(folder), limits, own, version_of_rules())
    entries = plan_documents(sources, limits, apart=job.folder)
    batches = cut_batches(entries, size, _parts_made_by(job))
    with tqdm(total=len(entries), desc="parsing", unit="document", disable=not is_shown(progress, len(entries))) as bar:
        done = sorted(_make_parts(job, batches, client, bar.update), key=lambda each: each.number)
    return _commit(job, done)


def _rooted(folder: str | os.PathLike[str]) -> str:
    """A folder by a name that means the same to every process."""
    name = os.fspath(folder)
    return name if "://" in name else os.path.abspath(os.path.expanduser(name))


def _parts_made_by(job: Job) -> list[Part]:
    """The parts in the folder that the same rules and options made; a damaged list of them holds none."""
    parts: list[Part] = []
    for read in (read_parts, read_unfinished):
        with suppress(R2PDataError, ValueError, KeyError, TypeError):
            parts.extend(read(job.folder))
    return [part for part in parts if part.notes.get("made_by") == job.made_by]


def cut_batches(entries: Iterable[Entry], size: int, earlier: Sequence[Part] = ()) -> Iterator[Batch]:
    """The documents in batches of ``size``, each with the earlier parts that hold some of them."""
    holding: dict[str, list[Part]] = {}
    for part in earlier:
        for doc_id in part.documents:
            holding.setdefault(doc_id, []).append(part)
    waiting, numbers = iter(entries), count()
    while chosen := tuple(islice(waiting, size)):
        parts = {id(part): part for entry in chosen for part in holding.get(entry.doc_id, ())}
        yield Batch(next(numbers), chosen, tuple(parts.values()))


def _make_parts(job: Job, batches: Iterable[Batch], client: Client | None, tick: Tick) -> Iterator[Done]:
    if client is None:
        with Reading(job.limits) as reading:
            for batch in batches:
                yield make_part(job, batch, reading, tick)
        return
    from r2p_data.cluster import run_batches

    for done in run_batches(client, make_part, job, batches):
        tick(done.parsed + done.unchanged + len(done.unreadable))
        yield done


def _in_order(part: Part) -> Part:
    """A part as it is read again, its keys sorted: whether it was must not show in the descriptor."""
    return Part.from_json(json.loads(json.dumps(part.to_json(), sort_keys=True)))


def _commit(job: Job, done: Sequence[Done]) -> Summary:
    unreadable = [failure for each in done for failure in each.unreadable]
    if not any(each.part for each in done):
        raise UnreadableDocument(nothing_read(unreadable))
    parts = [_in_order(each.part or write_failures(job, each)) for each in done]
    rows = write_dataset(job.folder, parts)
    return Summary(sum(d.parsed for d in done), sum(d.unchanged for d in done), unreadable, rows)

"""Parsing on several processes or machines: Dask hands out batches, its workers read, parse and write them."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd
from tqdm import tqdm

from r2p_data.annotate.actors.own import OwnActors
from r2p_data.batches.making import Batch, Job, parse_batch
from r2p_data.batches.pieces import join_pieces
from r2p_data.batches.running import BATCH, cut_batches
from r2p_data.errors import R2PDataError, UnreadableDocument
from r2p_data.loading import Entry, nothing_read
from r2p_data.rules import version_of_rules
from r2p_data.sources import Limits

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["load_on_cluster", "open_client", "run_batches"]

_Result = TypeVar("_Result")
# Batches a thread that wait for their turn: enough to keep it busy, so few that the plan is not sent at once.
_AHEAD = 2
_RETRIES = 3
_SECONDS_FOR_WORKERS = 60
_GO_ON = "what is done is kept: run the same command again to go on"


@contextmanager
def open_client(workers: int | None = None, scheduler: str | None = None) -> Iterator[Client]:
    """A Dask client: of a cluster on this machine with so many processes, or of the scheduler at an address.

    Raises
    ------
    R2PDataError
        if Dask is not installed, or the scheduler cannot be reached or has no worker.
    """
    distributed = _distributed()
    if scheduler is None:
        # One thread each: parsing is Python through and through.
        cluster = distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=":0",
            silence_logs=logging.CRITICAL,
        )
        with cluster, distributed.Client(cluster) as client:
            yield client
        return
    try:
        client = distributed.Client(scheduler, timeout=_SECONDS_FOR_WORKERS)
    except (OSError, ValueError) as error:
        raise R2PDataError(f"{scheduler}: no scheduler answers; start one with « dask scheduler »") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS_FOR_WORKERS)
        except TimeoutError as error:
            raise R2PDataError(f"{scheduler}: has no worker; start one with « dask worker {scheduler} »") from error
        yield client


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise R2PDataError("a cluster needs Dask, which is not installed; pip install 'r2p-data[cluster]'") from error
    return distributed


def run_batches(
    client: Any, work: Callable[[Job, Batch], _Result], job: Job, batches: Iterable[Batch]
) -> Iterator[_Result]:
    """What ``work`` makes of each batch on the workers, in the order in which they finish.

    A batch whose worker is lost goes to another one, and one that fails is tried again.

    Raises
    ------
    R2PDataError
        if a batch fails again and again.
    """
    completed, run = _distributed().as_completed(), uuid.uuid4().hex[:8]
    waiting = iter(batches)
    running: set[Any] = set()
    try:
        while True:
            room = max(1, _AHEAD * _threads(client)) - len(running)
            for batch in islice(waiting, max(0, room)):  # a worker that is lost takes its room along
                key = f"part-{batch.number:05}-{run}"
                future = client.submit(partial(work, job), batch, key=key, pure=False, retries=_RETRIES)
                running.add(future)
                completed.add(future)
            if not running:
                return
            future = next(completed)
            running.discard(future)
            yield _result(future)
    finally:
        client.cancel(list(running))


def _threads(client: Any) -> int:
    return int(sum(client.nthreads().values()))


def _result(future: Any) -> Any:
    try:
        result = future.result()
    except R2PDataError:
        raise
    except _distributed().KilledWorker as error:
        raise R2PDataError(
            f"{future.key}: brought several workers down, most likely for want of memory; give each worker more "
            f"(--memory-limit of dask worker), and {_GO_ON}"
        ) from error
    except ImportError as error:
        raise R2PDataError(f"a worker cannot import what it needs ({error}); install r2p-data there") from error
    except Exception as error:  # whatever a worker or the network raised
        raise R2PDataError(
            f"{future.key}: failed on the cluster ({type(error).__name__}: {error}); {_GO_ON}"
        ) from error
    future.release()
    return result


def load_on_cluster(
    client: Client, entries: Sequence[Entry], limits: Limits, own: OwnActors, shown: bool
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """The tables and texts of documents that the workers of ``client`` parsed.

    Raises
    ------
    UnreadableDocument
        if no file could be read.
    """
    job = Job("", limits, own, version_of_rules())
    found = []
    with tqdm(total=len(entries), desc="parsing", unit="document", disable=not shown) as bar:
        for number, piece, unreadable in run_batches(client, parse_batch, job, cut_batches(entries, BATCH)):
            found.append((number, piece, unreadable))
            bar.update(len(piece.texts if piece else ()) + len(unreadable))
    found.sort(key=lambda each: each[0])
    failures = [failure for _, _, unreadable in found for failure in unreadable]
    pieces = [piece for _, piece, _ in found if piece is not None]
    if not pieces:
        raise UnreadableDocument(nothing_read(failures))
    tables, texts, _ = join_pieces(pieces, failures)
    return tables, texts

"""Parsing on a cluster: a real scheduler and workers over TCP, the same bytes, nothing lost with a worker."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

import r2p_data as r2p
from r2p_data.batches import Summary, parse_into
from r2p_data.batches.making import Batch, Job
from r2p_data.cli import main
from r2p_data.cluster import open_client, run_batches
from tests.sources.printing import Piece, print_pdf
from tests.test_batches import bytes_of, write_documents

SIZE = 4
HOME = Path(__file__).parents[1]


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """A program of Dask in a process of its own, which finds this package and is silent."""
    path = os.pathsep.join(filter(None, (str(HOME), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:], "--no-dashboard"],
        env={**os.environ, "PYTHONPATH": path}, cwd=tempfile.gettempdir(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def start_worker(address: str) -> subprocess.Popen[bytes]:
    return start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--death-timeout", "60")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    port = free_port()
    process = start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
    yield f"tcp://127.0.0.1:{port}"
    end(process)


@pytest.fixture(scope="module")
def workers(scheduler: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    started = [start_worker(scheduler) for _ in range(2)]
    yield started
    for process in started:
        end(process)


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts, a PDF that a process of its own reads, an archive, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("cluster") / "docs"
    write_documents(folder, range(22), "Le Conseil en a pris note. " * 100)
    (folder / "007.txt").write_bytes(b"\x00")
    (folder / "b.pdf").write_bytes(print_pdf([Piece("paragraph", "Le Mali a reçu 30 agents en 2016.", "1")]))
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("2016/a.txt", "Le Conseil a entendu 28 États Membres.\n")
    return folder


def parse(out: Path, docs: Path, **options: object) -> Summary:
    """Both folders are named from here, and the workers run elsewhere."""
    with contextlib.chdir(docs.parent):
        return parse_into(os.path.relpath(out), docs.name, progress=False, size=SIZE, **options)


@pytest.fixture(scope="module")
def single(docs: Path) -> dict[str, bytes]:
    parse(docs.parent / "single", docs)
    return bytes_of(docs.parent / "single")


def slow_part(job: Job, batch: Batch) -> object:
    """A part that takes a while, so that its worker can be lost meanwhile."""
    from r2p_data.batches.making import make_part

    time.sleep(0.5)
    return make_part(job, batch)


def test_a_cluster_writes_the_bytes_of_one_process(
    scheduler: str, workers: list[subprocess.Popen[bytes]], docs: Path, single: dict[str, bytes], tmp_path: Path
) -> None:
    with open_client(scheduler=scheduler) as client:
        client.wait_for_workers(2, timeout=60)
        done = parse(tmp_path / "out", docs, client=client)
        assert bytes_of(tmp_path / "out") == single
        assert (done.parsed, len(done.unreadable)) == (23, 1)
        assert parse(tmp_path / "out", docs, client=client).unchanged == 23
        loaded, wanted = r2p.load_corpus(docs, client=client), r2p.load_corpus(docs)
    for name, table in wanted.tables.items():
        assert loaded.tables[name].equals(table), name
    assert loaded.source("a") == wanted.source("a")


def test_a_worker_killed_in_mid_run_loses_nothing(
    scheduler: str,
    workers: list[subprocess.Popen[bytes]],
    docs: Path,
    single: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from r2p_data.batches import running

    monkeypatch.setattr(running, "make_part", slow_part)

    def kill_one(client: object, work: object, job: object, batches: object) -> Iterator[object]:
        for done in run_batches(client, work, job, batches):
            workers[0].kill()
            yield done

    monkeypatch.setattr(r2p.cluster, "run_batches", kill_one)
    with open_client(scheduler=scheduler) as client:
        client.wait_for_workers(2, timeout=60)
        assert workers[0].pid in client.run(os.getpid).values()
        done = parse(tmp_path / "out", docs, client=client)
    assert workers[0].wait(timeout=30) != 0
    assert done.parsed == 23
    assert bytes_of(tmp_path / "out") == single


def test_the_command_starts_workers_of_its_own(docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are guarded by a nanny, whose children may have no children but by ``subprocess``."""
    status = main(["parse", str(docs), "--out", str(tmp_path / "out"), "--workers", "2", "--quiet"])
    said = capsys.readouterr().err.splitlines()
    assert (status, len(said)) == (1, 1) and "007.txt" in said[0], said
    documents = r2p.open_corpus(tmp_path / "out").read("documents").set_index("doc_id")
    assert len(documents) == 23 and documents.loc["b", "media_type"] == "application/pdf"


def test_what_cannot_be_reached_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(r2p.cluster, "_SECONDS_FOR_WORKERS", 1)
    with (
        pytest.raises(r2p.R2PDataError, match="no scheduler answers"),
        open_client(scheduler=f"tcp://127.0.0.1:{free_port()}"),
    ):
        pass
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(r2p.R2PDataError, match=r"pip install 'r2p-data\[cluster\]'"), open_client(workers=2):
        pass

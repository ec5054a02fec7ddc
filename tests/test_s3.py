"""S3, as far as a server on this machine can play it: the whole way from documents to a corpus and back."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import r2p_data as r2p
from r2p_data.cli import main

HOME = Path(__file__).parents[1]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the S3 server does not answer")


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    """A store with the bucket « onu », whose folder « in » holds two seeds; nothing but this machine is asked."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        patched.setenv("AWS_EC2_METADATA_DISABLED", "true")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patched.setenv(name, "testing")
        patched.setenv("AWS_DEFAULT_REGION", "us-east-1")
        try:
            wait_for(port)
            yield fill_store()
        finally:
            server.kill()
            server.wait()


def fill_store() -> Any:
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem(use_listings_cache=False)
    store.mkdir("onu")
    for file in sorted((HOME / "seeds").glob("*.txt"))[2:4]:
        store.put_file(str(file), f"onu/in/{file.name}")
    store.call_s3("put_object", Bucket="onu", Key="in/", Body=b"")  # how a console shows a folder
    store.call_s3("put_object", Bucket="onu", Key="out/", Body=b"")
    return store


def bytes_below(store: Any, folder: str) -> dict[str, bytes]:
    return {path.removeprefix(folder): store.cat_file(path) for path in store.find(folder) if not path.endswith("/")}


@pytest.fixture(scope="module")
def parsed(s3: Any) -> Any:
    assert main(["parse", "s3://onu/in", "--out", "s3://onu/out", "--quiet"]) == 0
    return s3


def test_documents_of_a_bucket_become_a_corpus_in_it(parsed: Any, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = r2p.open_corpus("s3://onu/out")
    wanted = r2p.load_corpus(*sorted((HOME / "seeds").glob("*.txt"))[2:4])
    for name in ("paragraphs", "mentions", "figures", "repairs"):
        pd.testing.assert_frame_equal(corpus.tables[name], wanted.tables[name])
    row = corpus.read("figures").iloc[0]
    assert corpus.passage(row).text == wanted.passage(row).text and corpus.replay(row) == wanted.replay(row)
    assert corpus.sql("SELECT count(*) AS n FROM paragraphs")["n"].tolist() == [len(wanted.paragraphs)]
    assert main(["parse", "s3://onu/in", "--out", "s3://onu/out"]) == 0
    assert "0 parsed, 2 unchanged" in capsys.readouterr().out


def test_worker_processes_write_the_same_bytes(parsed: Any) -> None:
    assert main(["parse", "s3://onu/in", "--out", "s3://onu/two", "--workers", "2", "--quiet"]) == 0
    assert bytes_below(parsed, "onu/two/") == bytes_below(parsed, "onu/out/")


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_a_corpus_is_saved_anew_and_over_an_earlier_one(parsed: Any, tmp_path: Path, format: str) -> None:
    corpus = r2p.open_corpus("s3://onu/out")
    for _ in range(2):
        corpus.save(f"s3://onu/{format}", format=format)
    corpus.save(tmp_path / "here", format=format)
    here = {path.relative_to(tmp_path / "here").as_posix(): path for path in (tmp_path / "here").rglob("*.*")}
    kept = bytes_below(parsed, f"onu/{format}/")
    assert kept == {name: path.read_bytes() for name, path in here.items() if path.is_file()}


def test_a_failed_export_leaves_the_earlier_one(parsed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = r2p.open_corpus("s3://onu/out")
    corpus.save("s3://onu/kept", format="csv")
    before = bytes_below(parsed, "onu/kept/")

    def fail(*_: object) -> None:
        raise RuntimeError("no more")

    monkeypatch.setattr(r2p.store.exports, "_frames", fail)
    with pytest.raises(RuntimeError, match="no more"):
        corpus.save("s3://onu/kept", format="csv")
    assert bytes_below(parsed, "onu/kept/") == before


@pytest.mark.parametrize(
    ("source", "out", "said"),
    [
        ("s3://no-such-bucket/in", "{tmp}", "s3://no-such-bucket/in: no such file or folder; check the address"),
        ("s3://onu/nothing", "{tmp}", "s3://onu/nothing: no such file or folder; check the address"),
        ("s3://onu/in", "s3://no-such-bucket/out", "check the address; a bucket must be there already"),
    ],
)
def test_a_wrong_address_is_said_and_makes_no_bucket(
    parsed: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, out: str, said: str
) -> None:
    assert main(["parse", source, "--out", out.format(tmp=tmp_path / "out"), "--quiet"]) == 2
    assert said in capsys.readouterr().err
    assert [bucket["Name"] for bucket in parsed.call_s3("list_buckets")["Buckets"]] == ["onu"]


@pytest.mark.parametrize("source", ["s3://onu/in", str(HOME / "seeds")])
def test_missing_credentials_are_said_with_what_to_set(
    parsed: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    import s3fs

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    s3fs.S3FileSystem.clear_instance_cache()
    try:
        out = str(tmp_path / "out") if source.startswith("s3") else "s3://onu/new"
        assert main(["parse", source, "--out", out, "--quiet"]) == 2
    finally:
        s3fs.S3FileSystem.clear_instance_cache()
    said = capsys.readouterr().err
    assert "no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" in said and said.count("\n") == 1

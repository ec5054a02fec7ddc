"""A folder is never lost to one file: reasons, exit status, limits, archives, stores, links."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import r2p_data as r2p
from r2p_data import parse as parsing
from r2p_data.cli import main
from r2p_data.codebook import TABLES
from r2p_data.sources import Limits, Reading
from r2p_data.sources import reading as reading_module
from r2p_data.tables import check_table
from tests.sources.printing import Piece, print_pdf, write_docx
from tests.sources.test_pdf import picture

TEXT = "Le Conseil de sécurité a entendu 28 États Membres en 2016.\n\nIl a décidé d’agir.\n"
PIECES = [
    Piece("paragraph", "Le Conseil de sécurité a entendu 28 États Membres en 2016.", str(n)) for n in range(1, 60)
]


def zipped(files: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


GOOD = {
    "a.txt": TEXT.encode(),
    "b.pdf": print_pdf(PIECES),
    "c.docx": write_docx(PIECES),
    "d.md": b"# Titre\n\n" + TEXT.encode(),
}
BAD = {
    "binary.txt": (bytes(range(256)) * 9, "is not text"),
    "cut.pdf": (print_pdf(PIECES)[:400], "truncated or damaged"),
    "cut.docx": (write_docx(PIECES)[:2000], "truncated or damaged"),
    "empty.txt": (b" \n", "is empty"),
    "image.png": (b"\x89PNG\r\n\x1a\nrien", "unsupported: a picture"),
    "large.txt": (b"La paix. " * 300_000, "too large"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "unsupported: an old Office document"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "scan.pdf": (picture(2), "scanned: no text layer"),
    "sheet.csv": (b"pays,nombre\nMali,3\n", "unsupported"),
}  # fmt: skip


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, content in (*GOOD.items(), *((name, content) for name, (content, _) in BAD.items())):
        (folder / name).write_bytes(content)
    (folder / ".hidden.txt").write_bytes(b"\x00")
    (folder / "README.md").write_text("What this folder holds.", encoding="utf-8")
    return folder


LIMITS = Limits(size=2_000_000)


def test_each_unreadable_file_is_a_problem_and_the_rest_is_read(mixed: Path) -> None:
    corpus = r2p.load_corpus(mixed, limits=LIMITS)
    assert list(corpus.documents["doc_id"]) == ["a", "b", "c", "d"]
    unread = corpus.problems[corpus.problems["doc_id"].isna()]
    said = {Path(path).name: what for path, what in zip(unread["path"], unread["what"], strict=True)}
    assert {name: said[name].startswith(BAD[name][1]) for name in said} == dict.fromkeys(BAD, True)
    for name in TABLES:
        check_table(name, corpus.tables[name])


def test_a_corpus_with_unreadable_files_is_saved_and_opened(mixed: Path) -> None:
    corpus = r2p.load_corpus(mixed, limits=LIMITS)
    corpus.save(mixed.parent / "out")
    opened = r2p.open_corpus(mixed.parent / "out")
    assert opened.problems.equals(corpus.problems)
    with pytest.raises(r2p.R2PDataError, match="names no place"):
        corpus.passage(corpus.problems[corpus.problems["doc_id"].isna()].iloc[0])


def test_kind_and_page_are_told(mixed: Path) -> None:
    corpus = r2p.load_corpus(mixed, limits=LIMITS)
    kinds = [kind.rpartition("/")[2].rpartition(".")[2] for kind in corpus.documents["media_type"]]
    assert kinds == ["plain", "pdf", "document", "markdown"]
    pages = corpus.paragraphs.groupby("doc_id")["page"].agg(["min", "max", "count"])
    assert pages.loc["a", "count"] == pages.loc["c", "count"] == 0
    assert pages.loc["b", "min"] == 1 and pages.loc["b", "max"] > 1
    numbers = corpus.paragraphs.query("doc_id == 'b' and kind == 'paragraph'")
    assert list(numbers["number"]) == [str(n) for n in range(1, 60)]


@pytest.mark.parametrize(("names", "status"), [(GOOD, 0), ([*GOOD, "image.png"], 1), (["cut.pdf", "scan.pdf"], 2)])
def test_the_exit_status_says_whether_all_were_read(
    mixed: Path, capsys: pytest.CaptureFixture[str], names: list[str], status: int
) -> None:
    for file in mixed.iterdir():
        if file.name not in names:
            file.unlink()
    assert main(["parse", str(mixed), "--out", str(mixed.parent / "out")]) == status
    error = capsys.readouterr().err
    assert error.count("\n") == (1 if status else 0)
    assert all(name in error for name in names if name in BAD)
    assert (mixed.parent / "out").exists() == (status < 2)


@pytest.mark.parametrize("name", ["cut.pdf", "scan.pdf", "locked.docx", "old.doc", "image.png"])
def test_one_file_given_by_name_raises_its_reason(mixed: Path, name: str) -> None:
    with pytest.raises(r2p.UnreadableDocument, match=BAD[name][1]):
        r2p.load_corpus(mixed / name)


def test_a_reader_that_hangs_is_stopped_and_the_next_document_read(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = (
        "import sys, time; from r2p_data.sources import reading as r; "
        "r.send(sys.stdout.buffer, b'ready'); time.sleep(60)"
    )
    real = subprocess.Popen
    monkeypatch.setattr(
        reading_module.subprocess, "Popen", lambda command, **how: real([sys.executable, "-c", hanging], **how)
    )
    with Reading(Limits(seconds=0.5)) as reading:
        begun = time.monotonic()
        with pytest.raises(r2p.UnreadableDocument, match="timed out: not read within 0.5 s"):
            reading.read(GOOD["b.pdf"], "b.pdf")
        assert time.monotonic() - begun < 20
        monkeypatch.undo()
        reading.limits = Limits()
        assert "28 États Membres" in reading.read(GOOD["b.pdf"], "b.pdf").text


def test_a_reader_that_breaks_down_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    with Reading(Limits()) as reading:
        assert reading.read(GOOD["b.pdf"], "b.pdf").page_starts
        process = reading._process
        assert process is not None
        process.kill()
        process.wait()
        assert reading.read(GOOD["c.docx"], "c.docx").text
    assert reading._process is None


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_an_archive_stands_for_the_documents_in_it(tmp_path: Path, kind: str) -> None:
    files = {f"2016/{name}": content for name, content in GOOD.items()}
    files |= {
        "../out.txt": b"dehors",
        "2016/.x.txt": b"non",
        "in.zip": zipped(GOOD),
        "2016/scan.pdf": BAD["scan.pdf"][0],
    }
    path = tmp_path / f"rapports.{kind}"
    if kind == "zip":
        path.write_bytes(zipped(files))
    else:
        with tarfile.open(path, "w:gz") as archive:
            for name, content in files.items():
                (info := tarfile.TarInfo(name)).size = len(content)
                archive.addfile(info, io.BytesIO(content))
            (link := tarfile.TarInfo("lien.txt")).type = tarfile.SYMTYPE
            link.linkname = "/etc/passwd"
            archive.addfile(link)
    corpus = r2p.load_corpus(path)
    assert list(corpus.documents["doc_id"]) == ["a", "b", "c", "d"]
    assert corpus.documents["path"].iloc[0] == f"{path}/2016/a.txt"
    unread = corpus.problems[corpus.problems["doc_id"].isna()]
    said = "links and paths that lead out of the archive, left out of it"
    assert sorted(what.partition(":")[0] for what in unread["what"]) == [said, "scanned", "unsupported"]
    (left_out,) = (row for row in unread.itertuples() if row.what.startswith(said))
    assert left_out.path == str(path) and f": {1 if kind == 'zip' else 2};" in left_out.what


@pytest.mark.parametrize("chain", ["zip://2016/a.txt::{}", "zip://2016/*.txt::{}", "simplecache::{}"])
def test_a_chain_of_addresses_leads_into_an_archive(tmp_path: Path, chain: str) -> None:
    pytest.importorskip("fsspec")
    (tmp_path / "rapports.zip").write_bytes(zipped({"2016/a.txt": TEXT.encode()}))
    corpus = r2p.load_corpus(chain.format(f"file://{tmp_path}/rapports.zip"))
    assert corpus.documents["path"].iloc[0].endswith("2016/a.txt") and len(corpus.figures)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bombe.zip").write_bytes(zipped({"a.txt": b"0" * 40_000_000}))
    (tmp_path / "coupe.zip").write_bytes(zipped(GOOD)[:300])
    corpus = r2p.load_corpus(tmp_path)
    said = list(corpus.problems["what"][corpus.problems["doc_id"].isna()])
    assert "zip bomb" in said[0] and said[1].startswith("truncated or damaged")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_out_of_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "docs" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "docs" / "lien.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "docs" / "tout").symlink_to(tmp_path, target_is_directory=True)
    corpus = r2p.load_corpus(tmp_path / "docs")
    assert list(corpus.documents["doc_id"]) == ["a"]
    assert corpus.problems["what"].str.contains("a link out of the folder").sum() == 2


def test_a_store_is_read_by_its_url() -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    for name, content in GOOD.items():
        store.pipe(f"/docs/2016/{name}", content)
    assert list(r2p.load_corpus("memory://docs").documents["doc_id"]) == ["a", "b", "c", "d"]
    assert list(r2p.load_corpus("memory://docs/2016/*.pdf").documents["doc_id"]) == ["b"]
    assert r2p.load_corpus("memory://docs/2016/a.txt").documents["path"].iloc[0] == "memory://docs/2016/a.txt"
    with pytest.raises(r2p.UnreadableDocument, match="no such file"):
        r2p.load_corpus("memory://nowhere/x.pdf")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A web server of this machine that gives ``a.txt`` and ``page``, a web page without an ending."""
    pytest.importorskip("aiohttp")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "page").write_text(f"<html><body><article><p>{TEXT}</p></article></body></html>", encoding="utf-8")
    handler = partial(QuietHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_a_list_of_paths_is_told_how_to_be_given(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"not list; give several as \*sources"):
        r2p.load_corpus([tmp_path])


def test_an_empty_path_is_not_the_working_folder(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mixed)
    with pytest.raises(r2p.UnreadableDocument, match="a source is empty; give a path or a URL"):
        r2p.load_corpus("")
    corpus = r2p.load_corpus(".", limits=LIMITS)
    assert corpus.documents["doc_id"].tolist() == ["a", "b", "c", "d"]


def test_a_page_is_read_by_its_web_address(address: str) -> None:
    corpus = r2p.load_corpus(f"{address}/a.txt", f"{address}/page")
    assert list(corpus.documents["path"]) == [f"{address}/a.txt", f"{address}/page"]
    assert list(corpus.documents["media_type"]) == ["text/plain", "text/html"]
    with pytest.raises(r2p.UnreadableDocument, match="no such file or folder; check the address"):
        r2p.load_corpus(f"{address}/nowhere.txt")


def test_the_seeds_need_no_reader_of_other_formats() -> None:
    heavy = ["pypdfium2", "docx", "lxml", "trafilatura", "fsspec", "subprocess.worker"]
    code = f"import sys, r2p_data as r2p; r2p.load_corpus(); print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_missing_library_names_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(r2p.UnreadableDocument, match=r"pip install 'r2p-data\[formats\]'"):
        reading_module.read_bytes(GOOD["b.pdf"], "b.pdf", Limits())


def test_a_fault_of_the_parser_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    parse = parsing.parse_document
    monkeypatch.setattr(
        parsing, "parse_document", lambda source, doc_id: parse(source, doc_id) if doc_id == "a" else [][0]
    )
    corpus = r2p.load_corpus(tmp_path)
    assert list(corpus.documents["doc_id"]) == ["a"]
    assert corpus.problems["what"].str.contains("parsing failed (IndexError", regex=False).sum() == 1

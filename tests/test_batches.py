"""A corpus parsed in batches: the same bytes, whatever stopped, changed or broke in between."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import r2p_data as r2p
from r2p_data.batches import Summary, making, parse_into
from r2p_data.rules import LIBRARIES
from r2p_data.sources import Limits
from r2p_data.store import dataset, folders, read_parts, write_dataset

SIZE = 3
SENTENCES = (
    "Le Conseil de sécurité a entendu {n} États Membres le 3 mars 2016.",
    "La MINUSCA a déployé plus de {n} agents, comme le prévoit la résolution 2149 (2014).",
    "Mme Awa Traoré, Présidente du Comité du relèvement, a parlé de {n} écoles.",
    "Le Gouvernement malien a versé {n} millions de dollars à l’Union africaine.",
)


def write_documents(folder: Path, numbers: range, words: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for n in numbers:
        text = "\n\n".join(f"{i}. {s.format(n=n + i)} {words}" for i, s in enumerate(SENTENCES, 1))
        (folder / f"{n:03}.txt").write_text(f"Rapport {n}\n\n{text}\n", encoding="utf-8")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    write_documents(tmp_path / "docs", range(10))
    return tmp_path / "docs"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def parse(folder: Path, *sources: Path, **options: object) -> Summary:
    return parse_into(folder, *sources, progress=False, size=SIZE, **options)


def in_one_go(docs: Path) -> dict[str, bytes]:
    fresh = docs.parent / "fresh"
    parse(fresh, docs)
    return bytes_of(fresh)


def test_the_rows_are_those_of_a_corpus_in_memory(docs: Path) -> None:
    (docs / "004.txt").write_bytes(b" ")
    parse(docs.parent / "out", docs)
    opened, loaded = r2p.open_corpus(docs.parent / "out"), r2p.load_corpus(docs)
    for name, table in loaded.tables.items():
        stored = opened.read(name)
        key = table.columns[0]  # a problem of a file stands in the part of its batch
        rows = (frame.sort_values(key, ignore_index=True) for frame in (stored, table))
        assert next(rows).equals(next(rows)), name
    assert [part.number for part in read_parts(docs.parent / "out")] == [0, 1, 2, 3]


def test_what_has_not_changed_is_not_parsed_again(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parse(docs.parent / "out", docs)
    before = bytes_of(docs.parent / "out")
    monkeypatch.setattr(making, "parse_entry", lambda *_: pytest.fail("parsed again"))
    assert parse(docs.parent / "out", docs)[:2] == (0, 10)
    assert bytes_of(docs.parent / "out") == before


def change_one(docs: Path) -> None:
    write_documents(docs, range(4, 5), "Le Conseil en a pris note.")


def add_first(docs: Path) -> None:
    (docs / "000a.txt").write_text("Le Mali a signé l’accord.", encoding="utf-8")


def remove_two(docs: Path) -> None:
    (docs / "002.txt").unlink()
    (docs / "009.txt").unlink()


def spoil_one(docs: Path) -> None:
    (docs / "005.txt").write_bytes(b"\x00\x01")


def collide(docs: Path) -> None:
    write_documents(docs / "more", range(1))


@pytest.mark.parametrize(
    ("change", "parsed", "unchanged"),
    [(change_one, 1, 9), (add_first, 1, 10), (remove_two, 0, 8), (spoil_one, 0, 9), (collide, 2, 9)],
)
def test_a_changed_folder_gives_the_bytes_of_a_parse_in_one_go(
    docs: Path, change: object, parsed: int, unchanged: int
) -> None:
    parse(docs.parent / "out", docs)
    change(docs)
    assert parse(docs.parent / "out", docs)[:2] == (parsed, unchanged)
    assert bytes_of(docs.parent / "out") == in_one_go(docs)


def test_a_file_that_reads_again_is_no_problem_any_more(docs: Path) -> None:
    good = (docs / "005.txt").read_bytes()
    spoil_one(docs)
    assert [Path(path).name for path, _ in parse(docs.parent / "out", docs).unreadable] == ["005.txt"]
    (docs / "005.txt").write_bytes(good)
    assert parse(docs.parent / "out", docs)[:3] == (1, 9, [])
    assert bytes_of(docs.parent / "out") == in_one_go(docs)
    (docs / "005.txt").write_bytes(b"")
    parse(docs.parent / "out", docs)
    (docs / "005.txt").unlink()
    parse(docs.parent / "out", docs)
    assert r2p.open_corpus(docs.parent / "out").read("problems").empty


def test_what_two_documents_say_of_one_actor_is_kept_apart(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, spelled in (("a", "Traoré"), ("b", "Traore")):
        (docs / f"{name}.txt").write_text(f"Mme Awa {spelled}, Présidente du Comité, a parlé.\n", encoding="utf-8")
    parse(tmp_path / "out", docs)
    said = r2p.open_corpus(tmp_path / "out").read("actors")["name_fr"]
    assert "Awa Traore" in list(said) and "Awa Traoré" not in list(said)
    (docs / "b.txt").unlink()
    assert parse(tmp_path / "out", docs)[:2] == (0, 1)
    assert bytes_of(tmp_path / "out") == in_one_go(docs)


def test_other_rules_or_options_parse_everything_again(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, mine = docs.parent / "out", docs.parent / "mine.csv"
    mine.write_text("name_fr,type\nComité du relèvement,national_body\n", encoding="utf-8")
    parse(out, docs)
    assert parse(out, docs, limits=Limits(pages=7)).parsed == 10
    assert parse(out, docs, limits=Limits(pages=7), lexicon=mine).parsed == 10
    assert parse(out, docs, limits=Limits(pages=7), lexicon=mine).parsed == 0
    for module in (making, r2p.batches.running):
        monkeypatch.setattr(module, "version_of_rules", lambda: "later")
    assert parse(out, docs, limits=Limits(pages=7), lexicon=mine).parsed == 10


def test_the_version_of_the_rules_knows_every_library_that_reads_or_writes() -> None:
    import tomllib

    declared = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = declared["optional-dependencies"]
    names = {need.partition(">")[0] for need in (*declared["dependencies"], *extras["formats"], *extras["ocr"])}
    # Those that only draw, carry bytes or name a folder decide nothing.
    assert names - {"tqdm", "fsspec", "aiohttp", "platformdirs"} == set(LIBRARIES)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-9])])
def test_a_damaged_part_is_made_again(docs: Path, damage: object) -> None:
    parse(docs.parent / "out", docs)
    before = bytes_of(docs.parent / "out")
    damage(next((docs.parent / "out" / "mentions.parquet").glob("part-00001-*")))
    assert parse(docs.parent / "out", docs)[:2] == (3, 7)
    assert bytes_of(docs.parent / "out") == before


@pytest.mark.parametrize("content", ["{", "{}", '{"resources": [], "schema_version": 1}'])
def test_a_damaged_or_older_descriptor_is_written_again(docs: Path, content: str) -> None:
    parse(docs.parent / "out", docs)
    (docs.parent / "out" / "datapackage.json").write_text(content, encoding="utf-8")
    (docs.parent / "out" / "unfinished").mkdir()
    (docs.parent / "out" / "unfinished" / "part-00000-0f.json").write_text(content, encoding="utf-8")
    assert parse(docs.parent / "out", docs).parsed == 10
    assert bytes_of(docs.parent / "out") == in_one_go(docs)


def test_files_that_all_cannot_be_read_write_nothing(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for n in range(5):
        (tmp_path / "docs" / f"{n}.txt").write_bytes(b"\x00")
    with pytest.raises(r2p.UnreadableDocument, match="none of 5 files"):
        parse(tmp_path / "out", tmp_path / "docs")
    assert not (tmp_path / "out").exists()


def test_a_batch_without_documents_keeps_its_problems(docs: Path) -> None:
    for n in range(3, 6):
        (docs / f"{n:03}.txt").write_bytes(b"\x00")
    done = parse(docs.parent / "out", docs)
    opened = r2p.open_corpus(docs.parent / "out")
    assert (done.parsed, len(done.unreadable), len(opened.read("documents")), len(opened.read("problems"))) == (
        7,
        3,
        7,
        3,
    )
    assert parse(docs.parent / "out", docs)[:2] == (0, 7)
    assert bytes_of(docs.parent / "out") == in_one_go(docs)


def test_a_store_behind_a_url_is_read_and_written(docs: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.put(str(docs), "/batches/docs", recursive=True)
    assert parse_into("memory://batches/out", "memory://batches/docs", progress=False, size=SIZE).parsed == 10
    before = {path: store.cat_file(path) for path in store.find("/batches/out")}
    assert parse_into("memory://batches/out", "memory://batches/docs", progress=False, size=SIZE).unchanged == 10
    assert {path: store.cat_file(path) for path in store.find("/batches/out")} == before
    wanted = {Path(name).name for name in in_one_go(docs) if name.startswith("mentions.parquet/")}
    assert {Path(path).name for path in before if "/mentions.parquet/" in path} == wanted
    assert len(r2p.open_corpus("memory://batches/out").read("documents")) == 10


def test_an_archive_gives_the_documents_of_its_folder(docs: Path) -> None:
    with zipfile.ZipFile(docs.parent / "docs.zip", "w") as archive:
        for path in sorted(docs.iterdir()):
            archive.write(path, path.name)
    assert parse(docs.parent / "out", docs.parent / "docs.zip").parsed == 10
    assert parse(docs.parent / "out", docs.parent / "docs.zip").unchanged == 10
    documents = r2p.open_corpus(docs.parent / "out").read("documents")
    assert documents["path"].iloc[0] == f"{docs.parent}/docs.zip/000.txt"


def test_paths_are_kept_as_they_were_given(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(docs)
    spoil_one(docs)
    write_documents(docs.parent / "more", range(20, 21))
    done = parse(docs.parent / "out", Path(), Path("../docs/00?.txt"), Path("../more"))
    documents = r2p.open_corpus(docs.parent / "out").read("documents")
    assert documents["path"].iloc[0] == "000.txt" and documents["path"].iloc[-1] == "../more/020.txt"
    assert len(documents) == 10, "a file that is named twice is one document"
    assert done.unreadable[0].path == "005.txt" and str(docs) not in done.unreadable[0].what
    with pytest.raises(r2p.UnreadableDocument, match="^nowhere: no such file"):
        parse(docs.parent / "out", Path("nowhere"))


def test_what_was_written_is_never_read_as_documents(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(docs)
    parse(Path("out"), Path())
    before = bytes_of(docs / "out")
    (docs / "begun" / "unfinished").mkdir(parents=True)
    (docs / "begun" / "unfinished" / "part-00000-0f.json").write_text("{", encoding="utf-8")
    assert parse(Path("out"), Path(), limits=Limits(pages=9)).unreadable[0].path.startswith("begun/")
    assert parse(Path("begun"), Path())[2] == []
    (docs / "begun" / "datapackage.json").unlink()
    assert parse(Path("begun"), Path())[2] == []
    shutil.rmtree(docs / "begun")
    parse(Path("out"), Path())
    assert bytes_of(docs / "out") == before
    assert len(r2p.load_corpus(docs).documents) == 10
    with pytest.raises(r2p.UnreadableDocument, match="saved corpus, and no folder of documents; open it with"):
        r2p.load_corpus(docs / "out")
    with pytest.raises(r2p.UnreadableDocument, match="holds what was parsed, and no documents"):
        parse(docs / "out", docs / "out" / "codebook.md")


def test_an_archive_that_changed_is_read_again(docs: Path) -> None:
    for words in ("Le Mali a parlé.", "Le Tchad a parlé."):
        with zipfile.ZipFile(docs.parent / "docs.zip", "w") as archive:
            archive.writestr("a.txt", words)
        assert r2p.load_corpus(docs.parent / "docs.zip").source("a") == words


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files there are Unicode")
def test_a_name_that_is_no_utf8_costs_no_document(docs: Path) -> None:
    with open(os.fsencode(docs) + b"/G\xe9nocide.txt", "w", encoding="utf-8") as file:
        file.write("Le Mali a parlé.")
    with open(os.fsencode(docs) + b"/vid\xe9.txt", "w", encoding="utf-8") as file:
        file.write("")
    done = parse(docs.parent / "out", docs)
    assert [Path(path).name for path, _ in done.unreadable] == [r"vid\udce9.txt"]
    assert r"G\udce9nocide" in list(r2p.open_corpus(docs.parent / "out").read("documents")["doc_id"])
    assert len(r2p.load_corpus(docs).problems) == 1


def test_a_pattern_counts_from_a_folder_with_brackets(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(docs, docs.parent / "[2016] *")
    monkeypatch.chdir(docs.parent / "[2016] *")
    assert list(r2p.load_corpus("00[12].txt").documents["path"]) == ["001.txt", "002.txt"]
    with pytest.raises(r2p.UnreadableDocument, match=r"^\*\.pdf: matches no file"):
        r2p.load_corpus("*.pdf")


def test_every_document_has_a_name_of_its_own(docs: Path) -> None:
    for name in ("000.pdf.md", "000.md", "000.txt.md"):
        (docs / name).write_text("Le Mali a parlé.", encoding="utf-8")
    parse(docs.parent / "out", docs)
    documents = r2p.open_corpus(docs.parent / "out").read("documents")
    assert documents["doc_id"].is_unique and len(documents) == 13
    assert {"000.txt", "000.md", "000.txt.md", "000.pdf", "001"} <= set(documents["doc_id"])


def test_the_summary_counts_each_actor_once(docs: Path) -> None:
    done, opened = parse(docs.parent / "out", docs), r2p.open_corpus(docs.parent / "out")
    assert done.rows == {name: len(opened.read(name)) for name in opened.tables} | {"sources": 10}


def test_actors_counted_some_parts_at_a_time_are_the_same(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parse(docs.parent / "out", docs)
    monkeypatch.setattr(dataset, "_PARTS_TOGETHER", 2)
    assert in_one_go(docs) == bytes_of(docs.parent / "out")


def test_two_runs_in_one_folder_make_no_broken_corpus(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = docs.parent / "out"

    def commit_late(*arguments: Any) -> dict[str, int]:
        monkeypatch.undo()
        parse(out, docs / "001.txt")
        return write_dataset(*arguments)

    monkeypatch.setattr(r2p.batches.running, "write_dataset", commit_late)
    with pytest.raises(r2p.R2PDataError, match="let one run at a time write here"):
        parse(out, docs)
    assert len(r2p.open_corpus(out).paragraphs["doc_id"].unique()) == 1
    assert sum(parse(out, docs)[:2]) == 10


class Stopped(BaseException):
    """What stops a run as a kill does: nothing of ours catches it."""


@contextlib.contextmanager
def stopping_at(monkeypatch: pytest.MonkeyPatch, number: int) -> Iterator[list[str]]:
    """The run stops before its file ``number`` appears or goes."""
    done: list[str] = []
    with monkeypatch.context() as patch:
        for name in ("write", "remove"):
            real = getattr(folders.LocalFolder, name)

            def counted(self: object, path: str, *data: bytes, real: object = real) -> None:
                if len(done) == number:
                    raise Stopped
                done.append(path)
                real(self, path, *data)

            patch.setattr(folders.LocalFolder, name, counted)
        yield done


def test_a_run_stopped_at_any_file_is_gone_on_with(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = docs.parent / "out"
    parse(out, docs)
    former = bytes_of(out)
    write_documents(docs, range(2, 12), "Le Conseil en a pris note.")
    wanted = in_one_go(docs)
    with stopping_at(monkeypatch, -1) as files:
        parse(docs.parent / "counted", docs)
    for number in sorted({*random.Random(7).sample(range(len(files)), 4), *range(len(files) - 3, len(files) + 2)}):
        for path in out.rglob("*"):
            if path.is_file():
                path.unlink()
        for name, data in former.items():
            (out / name).parent.mkdir(exist_ok=True)
            (out / name).write_bytes(data)
        with stopping_at(monkeypatch, number), contextlib.suppress(Stopped):
            parse(out, docs)
        assert len(r2p.open_corpus(out).read("documents")) in (10, 12)
        parse(out, docs)
        assert bytes_of(out) == wanted, number


CODE = f"""
import sys
from r2p_data.batches import parse_into
parse_into(sys.argv[1], sys.argv[2], progress=False, size={SIZE})
"""


def kill_half_way(out: Path, docs: Path, wait: float) -> bool:
    """Start a run, kill it a moment after it has finished another part; whether it was still running."""
    found = len(list(out.glob("unfinished/*.json")))
    process = subprocess.Popen([sys.executable, "-c", CODE, str(out), str(docs)])
    late = time.monotonic() + 60
    while process.poll() is None and len(list(out.glob("unfinished/*.json"))) <= found and time.monotonic() < late:
        time.sleep(0.002)
    time.sleep(wait)
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.wait()
    return alive


def test_a_killed_run_leaves_no_corpus_or_the_former_and_goes_on(tmp_path: Path) -> None:
    docs, out = tmp_path / "docs", tmp_path / "out"
    write_documents(docs, range(30), "Le Conseil en a pris note. " * 120)
    chance = random.Random(8)
    assert kill_half_way(out, docs, chance.uniform(0, 0.1))
    with pytest.raises(r2p.R2PDataError, match="run the same command again"):
        r2p.open_corpus(out)
    kill_half_way(out, docs, chance.uniform(0, 0.3))
    done = parse(out, docs)
    assert done.unchanged >= SIZE and done.parsed + done.unchanged == 30
    assert bytes_of(out) == in_one_go(docs)
    write_documents(docs, range(30), "Le Conseil a pris note de ces faits. " * 120)
    assert kill_half_way(out, docs, chance.uniform(0, 0.1))
    assert "ces faits" not in r2p.open_corpus(out).source("000")
    assert parse(out, docs).unchanged >= SIZE
    assert "ces faits" in r2p.open_corpus(out).source("000")

"""Saved corpora: what opens is what was saved, whatever happened while it was written."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import r2p_data as r2p
from r2p_data.codebook import STORED, TABLES, write_page
from r2p_data.errors import SchemaError
from r2p_data.store import (
    Part,
    is_sound,
    merge_actors,
    pieces,
    read_part,
    read_parts,
    read_unfinished,
    write_dataset,
    write_part,
)
from r2p_data.store.arrow import to_arrow
from r2p_data.store.dataset import write_table
from r2p_data.store.folders import LocalFolder, open_folder
from r2p_data.tables import check_table

HOSTILE = (
    "l'État", 'dit "non"; DROP TABLE paragraphs; --', "../../etc/passwd", "/absolu\\b", "%s{0}[a-z]*?", "é\u202enoir",
    "ligne\nsuivante",
)  # fmt: skip


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, r2p.Corpus]:
    """Seven small documents, one file among them that cannot be read."""
    folder = tmp_path_factory.mktemp("short") / "documents"
    folder.mkdir()
    for n in range(7):
        text = f"Le Conseil de sécurité a entendu {n + 20} États Membres (S/RES/1325 (2000)).\n\nLe Mali a parlé.\n"
        (folder / f"d{n}.txt").write_text(text * (n + 1), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder, r2p.load_corpus(folder)


@pytest.fixture
def short(parsed: tuple[Path, r2p.Corpus], tmp_path: Path) -> r2p.Corpus:
    """Those documents, which stand in ``tmp_path / "documents"`` too; parsed once."""
    folder, corpus = parsed
    shutil.copytree(folder, tmp_path / "documents")
    return r2p.Corpus(corpus.tables, corpus._texts)


@pytest.fixture
def by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "DOCUMENTS_TOGETHER", 2)


@pytest.fixture(scope="module")
def opened(corpus: r2p.Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[r2p.Corpus]:
    """The seeds, saved in three parts and opened."""
    folder = tmp_path_factory.mktemp("seeds") / "a 'folder' with [brackets]*"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "DOCUMENTS_TOGETHER", 2)
        corpus.save(folder)
    assert len(read_parts(folder)) == 3
    yield r2p.open_corpus(folder)


def same(one: r2p.Corpus, other: r2p.Corpus) -> None:
    for name in TABLES:
        assert_frame_equal(one.tables[name], other.tables[name])
    assert {d: one.source(d) for d in one.documents["doc_id"]} == {
        d: other.source(d) for d in other.documents["doc_id"]
    }


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def write_former(corpus: r2p.Corpus, folder: Path) -> None:
    """A corpus as r2p-data 0.1.0 saved it."""
    folder.mkdir(parents=True)
    texts = {doc_id: corpus.source(doc_id) for doc_id in corpus.documents["doc_id"]}
    sources = pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())}, dtype="str")
    resources: list[dict[str, Any]] = []
    for name, table in {**corpus.tables, "sources": sources}.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
        resource: dict[str, Any] = {"name": name, "path": f"{name}.parquet", "format": "parquet"}
        if name != "sources":
            resource["schema"] = {"fields": [{"name": column.name} for column in TABLES[name]]}
        resources.append(resource)
    stated = {"name": "r2p_data", "created_with": "r2p-data 0.1.0", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(stated), encoding="utf-8")


# What opens is what was saved


@pytest.mark.parametrize("name", TABLES)
def test_a_table_read_from_parts_is_the_table_in_memory(corpus: r2p.Corpus, opened: r2p.Corpus, name: str) -> None:
    assert_frame_equal(opened.tables[name], corpus.tables[name])
    assert_frame_equal(opened.read(name), corpus.read(name))
    some = list(corpus.tables[name].columns)[::-2]
    assert_frame_equal(opened.read(name, some), corpus.read(name, some))


@pytest.mark.parametrize(
    "name", [name for name, columns in TABLES.items() if any(c.name == "paragraph_id" for c in columns)]
)
def test_rows_of_some_paragraphs_are_those_in_memory(corpus: r2p.Corpus, opened: r2p.Corpus, name: str) -> None:
    chosen = set(corpus.paragraphs["paragraph_id"][::3])
    assert_frame_equal(opened.read(name, paragraph_ids=chosen), corpus.read(name, paragraph_ids=chosen))
    assert_frame_equal(opened.read(name, paragraph_ids=[]), corpus.read(name, paragraph_ids=[]))


@pytest.mark.parametrize("name", TABLES)
def test_the_place_of_a_row_is_found_without_reading_a_table(corpus: r2p.Corpus, opened: r2p.Corpus, name: str) -> None:
    fresh = r2p.open_corpus(opened._stored.folder.name)
    table = corpus.tables[name]
    for row in (table.iloc[i] for i in range(0, len(table), max(1, len(table) // 4))):
        assert fresh.passage(row) == corpus.passage(row)
        assert fresh.cite(row) == corpus.cite(row)
        assert fresh.locate(row) == corpus.locate(row)
    assert fresh.tables._read == {}


ANSWERS: dict[str, Callable[[r2p.Corpus], pd.DataFrame]] = {
    "concordance": lambda c: c.concordance("protection"),
    "no concordance": lambda c: c.concordance("zzz"),
    "cooccurrence": lambda c: c.cooccurrence(types=["state"]),
    "actor_counts": lambda c: c.actor_counts,
    "citations": lambda c: c.citations,
    "facts": lambda c: c.facts,
    "sql": lambda c: c.sql("SELECT kind, count(*) AS n, sum(value) AS total FROM figures GROUP BY kind ORDER BY kind"),
    "sql of texts": lambda c: c.sql("SELECT doc_id, length(text) AS n FROM sources ORDER BY doc_id"),
    "sql of lists": lambda c: c.sql("SELECT paragraph_id, spans, notes FROM paragraphs ORDER BY position, doc_id"),
    "sql of dates": lambda c: c.sql('SELECT date_from, "end", inferred FROM dates ORDER BY date_id'),
    "sql of gaps": lambda c: c.sql('SELECT "start", doc_id FROM refused ORDER BY refused_id'),
}


@pytest.mark.parametrize("question", ANSWERS)
def test_an_opened_corpus_answers_as_one_in_memory(corpus: r2p.Corpus, opened: r2p.Corpus, question: str) -> None:
    assert_frame_equal(ANSWERS[question](opened), ANSWERS[question](corpus))


def test_repairs_are_replayed_from_the_files(corpus: r2p.Corpus, opened: r2p.Corpus) -> None:
    for row in (corpus.paragraphs.iloc[i] for i in range(0, len(corpus.paragraphs), 40)):
        assert opened.replay(row) == corpus.replay(row)


def test_opening_reads_no_table(opened: r2p.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    plain = LocalFolder.read
    monkeypatch.setattr(LocalFolder, "read", lambda self, path: read.append(path) or plain(self, path))
    again = r2p.open_corpus(opened._stored.folder.name)
    assert repr(again) == repr(opened) and read == ["datapackage.json"]


def test_sql_gives_types_that_the_tables_have(corpus: r2p.Corpus) -> None:
    answer = corpus.sql(
        "SELECT sum(n_words) AS words, max(level) AS level, list(paragraph_id) AS ids, "
        "CASE WHEN max(page) IS NULL THEN NULL ELSE 1 END AS page, first(text) AS text FROM paragraphs"
    )
    assert answer.dtypes.astype(str).to_dict() == {
        "words": "int64", "level": "int64", "ids": "object", "page": "Int64", "text": "str"
    }  # fmt: skip
    assert isinstance(answer["ids"].iloc[0], list) and answer["words"].iloc[0] == corpus.paragraphs["n_words"].sum()


def test_sql_that_cannot_be_answered_says_why(corpus: r2p.Corpus) -> None:
    with pytest.raises(r2p.R2PDataError, match="verbs"):
        corpus.sql("SELECT * FROM verbs")


def test_duckdb_takes_two_threads_and_asks_no_network(corpus: r2p.Corpus) -> None:
    names = ("threads", "autoinstall_known_extensions", "autoload_known_extensions")
    found = corpus.sql(f"SELECT name, value FROM duckdb_settings() WHERE name IN {names} ORDER BY name")
    assert list(found["value"]) == ["false", "false", "2"]


def test_without_duckdb_only_sql_is_missing(
    corpus: r2p.Corpus, opened: r2p.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.setattr("r2p_data.store.stored.find_spec", lambda name: None)
    again = r2p.open_corpus(opened._stored.folder.name)
    row = corpus.figures.iloc[3]
    assert again.passage(row) == corpus.passage(row)
    chosen = list(corpus.figures["paragraph_id"][:3])
    assert_frame_equal(again.read("figures", paragraph_ids=chosen), corpus.read("figures", paragraph_ids=chosen))
    with pytest.raises(r2p.R2PDataError, match=r"r2p-data\[notebooks\]"):
        again.sql("SELECT 1")


# Bytes and layout


@pytest.mark.parametrize("together", [2, 100])
def test_pandas_reads_each_table_by_its_own_name(
    short: r2p.Corpus, tmp_path: Path, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "DOCUMENTS_TOGETHER", together)
    short.save(tmp_path / "out")
    found = {path.stem: pd.read_parquet(path) for path in (tmp_path / "out").glob("*.parquet")}
    assert set(found) == set(STORED)
    for name, table in short.tables.items():
        assert list(found[name].iloc[:, 0]) == list(table.iloc[:, 0])


@pytest.mark.usefixtures("by_two")
def test_parts_hold_their_documents_and_add_up(short: r2p.Corpus, tmp_path: Path) -> None:
    short.save(tmp_path / "out")
    parts = read_parts(tmp_path / "out")
    assert [list(part.documents) for part in parts] == [["d0", "d1"], ["d2", "d3"], ["d4", "d5"], ["d6"]]
    read = [read_part(tmp_path / "out", part) for part in parts]
    for part, (tables, texts) in zip(parts, read, strict=True):
        assert part.rows == {name: len(table) for name, table in tables.items()} | {"sources": len(texts)}
        assert list(tables["documents"]["sha256"]) == list(part.documents.values())
    for name in set(TABLES) - {"actors"}:
        assert_frame_equal(pd.concat([tables[name] for tables, _ in read], ignore_index=True), short.tables[name])
    assert_frame_equal(merge_actors([tables["actors"] for tables, _ in read]), short.actors)
    assert len(short.problems[short.problems["doc_id"].isna()]) == 1


@pytest.mark.usefixtures("by_two")
def test_an_actor_that_no_row_names_is_kept_in_a_part(short: r2p.Corpus, tmp_path: Path) -> None:
    tables = {
        **short.tables,
        "mentions": short.mentions[short.mentions["actor_id"] != short.actors["actor_id"].iloc[0]],
    }
    r2p.Corpus(tables, short._texts).save(tmp_path / "out")
    merged = merge_actors([read_part(tmp_path / "out", part)[0]["actors"] for part in read_parts(tmp_path / "out")])
    assert list(merged["actor_id"]) == list(short.actors["actor_id"])
    assert merged["n_mentions"].iloc[0] == 0 and merged["n_mentions"].iloc[1] > 0


def test_parts_that_were_parsed_apart_make_the_corpus_parsed_in_one_go(corpus: r2p.Corpus, tmp_path: Path) -> None:
    seeds = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
    parts = []
    for number, seed in enumerate(seeds):
        alone = r2p.load_corpus(seed)
        notes = {"rules": "9", "keys": ["é"]}
        parts.append(write_part(tmp_path / "out", number, alone.tables, {seed.stem: alone.source(seed.stem)}, notes))
        assert read_unfinished(tmp_path / "out") == parts
        assert read_parts(tmp_path / "out") == []
    write_dataset(tmp_path / "out", parts)
    assert read_parts(tmp_path / "out") == parts == [Part.from_json(json.loads(json.dumps(p.to_json()))) for p in parts]
    assert read_unfinished(tmp_path / "out") == []
    again = r2p.open_corpus(tmp_path / "out")
    for name in set(TABLES) - {"documents", "problems"}:
        assert_frame_equal(again.tables[name], corpus.tables[name])


def test_columns_that_the_codebook_does_not_know_are_refused(short: r2p.Corpus, tmp_path: Path) -> None:
    tables = {**short.tables, "figures": short.figures.assign(mine=1)}
    with pytest.raises(SchemaError, match="figures: columns are"):
        r2p.Corpus(tables, short._texts).save(tmp_path / "out")
    with pytest.raises(SchemaError, match="does not hold what the codebook states"):
        r2p.Corpus({**short.tables, "figures": short.figures.assign(value="viel")}, short._texts).save(tmp_path / "out")
    assert not (tmp_path / "out").exists()


# A writer that is stopped


class Killed(BaseException):
    """Stands for a kill: no handler of errors sees it."""


def stop_after(steps: int, patch: pytest.MonkeyPatch) -> list[str]:
    """Let so many files appear or vanish, then stop; lists what was done."""
    done: list[str] = []

    def counting(plain: Callable[..., Any]) -> Callable[..., Any]:
        def step(self: Path, *rest: Any, **named: Any) -> Any:
            if self.name.endswith(".tmp") and plain is unlink:
                return plain(self, *rest, **named)
            if len(done) == steps:
                raise Killed
            done.append(self.name)
            return plain(self, *rest, **named)

        return step

    unlink, replace = Path.unlink, Path.replace
    patch.setattr(Path, "replace", counting(replace))
    patch.setattr(Path, "unlink", counting(unlink))
    return done


@pytest.mark.parametrize("layout", ["now", "0.1.0"])
def test_a_writer_stopped_at_any_file_leaves_the_earlier_corpus_or_the_new_one(
    short: r2p.Corpus, tmp_path: Path, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "DOCUMENTS_TOGETHER", 4)
    earlier, new = r2p.load_corpus(tmp_path / "documents" / "d3.txt"), short
    new.save(tmp_path / "clean")
    clean, steps, seen = files_of(tmp_path / "clean"), 0, set()
    while True:
        folder = tmp_path / f"out{steps}"
        earlier.save(folder) if layout == "now" else write_former(earlier, folder)
        with pytest.MonkeyPatch.context() as patch:
            done = stop_after(steps, patch)
            try:
                new.save(folder)
            except Killed:
                stopped = True
            else:
                stopped = False
        found = r2p.open_corpus(folder)
        seen.add(len(found.documents))
        same(found, earlier if len(found.documents) == 1 else new)
        new.save(folder)
        assert files_of(folder) == clean
        shutil.rmtree(folder)
        if not stopped:
            break
        steps += 5
    assert seen == {1, 7} and len(done) > 30


@pytest.mark.parametrize("place", ["write_dataset", "remove_stale"])
def test_a_process_that_dies_leaves_the_earlier_corpus_or_the_new_one(
    short: r2p.Corpus, tmp_path: Path, place: str
) -> None:
    out = tmp_path / "out"
    r2p.load_corpus(tmp_path / "documents" / "d3.txt").save(out)
    code = (
        "import os, sys, r2p_data as r2p\nfrom r2p_data.store import dataset, exports\n"
        f"dataset.{place} = exports.{place} = lambda *_, **__: os._exit(9)\n"
        "r2p.load_corpus(sys.argv[1]).save(sys.argv[2])"
    )
    run = subprocess.run([sys.executable, "-c", code, tmp_path / "documents", out])
    assert run.returncode == 9
    assert len(r2p.open_corpus(out).documents) == (1 if place == "write_dataset" else 7)
    short.save(out)
    same(r2p.open_corpus(out), short)


def test_a_first_writing_that_was_stopped_is_taken_up(short: r2p.Corpus, tmp_path: Path) -> None:
    part = write_part(tmp_path / "out", 0, short.tables, short._texts)
    (tmp_path / "out" / "paragraphs.parquet" / ".part-00001-00.parquet.12.tmp").write_bytes(b"half")
    assert is_sound(tmp_path / "out", part)
    short.save(tmp_path / "out")
    short.save(tmp_path / "clean")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "clean")


def test_files_of_other_origin_stay(short: r2p.Corpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    short.save(out)
    (out / "notes.txt").write_text("à relire")
    r2p.load_corpus(tmp_path / "documents" / "d3.txt").save(out)
    assert (out / "notes.txt").read_text() == "à relire" and len(r2p.open_corpus(out).documents) == 1


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_files_of_other_origin_stay_beside_other_formats(short: r2p.Corpus, tmp_path: Path, format: str) -> None:
    short.save(tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("à relire")
    short.save(tmp_path / "out", format=format)
    (tmp_path / "out" / "notes.txt").unlink()
    short.save(tmp_path / "clean", format=format)
    assert files_of(tmp_path / "out") == files_of(tmp_path / "clean")


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_a_data_package_of_other_data_is_left_alone(short: r2p.Corpus, tmp_path: Path, format: str) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "harvest", "resources": []}')
    (tmp_path / "figures.csv").write_text("à moi")
    before = files_of(tmp_path)
    with pytest.raises(r2p.R2PDataError, match="holds other files, which would be lost; give a new folder"):
        short.save(tmp_path, format=format)
    assert files_of(tmp_path) == before


def test_a_writer_that_fails_leaves_the_earlier_tables(
    short: r2p.Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short.save(tmp_path / "out", format="jsonl")
    before = files_of(tmp_path / "out")
    monkeypatch.setattr("r2p_data.store.exports._frames", lambda piece: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        r2p.load_corpus(tmp_path / "documents" / "d3.txt").save(tmp_path / "out", format="jsonl")
    assert files_of(tmp_path / "out") == before


def test_a_tilde_stands_for_the_home_folder(short: r2p.Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    short.save("~/saved")
    assert (tmp_path / "saved" / "datapackage.json").exists() and not (tmp_path / "~").exists()
    assert len(r2p.open_corpus("~/saved").documents) == 7


def test_a_corpus_counts_in_words(short: r2p.Corpus, tmp_path: Path) -> None:
    assert repr(short).startswith("Corpus(7 documents, ")
    assert repr(r2p.load_corpus(tmp_path / "documents" / "d0.txt")).startswith("Corpus(1 document, ")


# What was saved otherwise, or was damaged since


def test_a_corpus_of_version_0_1_0_opens_without_the_columns_that_it_did_not_know(
    short: r2p.Corpus, tmp_path: Path
) -> None:
    write_former(short, tmp_path / "old")
    known = short.paragraphs.drop(columns=["table_number", "table_row", "table_column"])
    known.to_parquet(tmp_path / "old" / "paragraphs.parquet", index=False)
    fields = [{"name": column} for column in known]
    change(tmp_path / "old", lambda p: p["resources"][1]["schema"].update(fields=fields))
    found = r2p.open_corpus(tmp_path / "old").paragraphs
    check_table("paragraphs", found)
    assert found["table_row"].isna().all() and found["table_column"].isna().all()


def test_a_corpus_of_version_0_1_0_opens(short: r2p.Corpus, tmp_path: Path) -> None:
    write_former(short, tmp_path / "old")
    found = r2p.open_corpus(tmp_path / "old")
    same(found, short)
    chosen = list(short.figures["paragraph_id"][:2])
    assert_frame_equal(found.read("figures", paragraph_ids=chosen), short.read("figures", paragraph_ids=chosen))
    assert found.passage(short.figures.iloc[2]) == short.passage(short.figures.iloc[2])
    assert read_parts(tmp_path / "old") == []
    found.save(tmp_path / "old")
    same(r2p.open_corpus(tmp_path / "old"), short)
    short.save(tmp_path / "new")
    assert files_of(tmp_path / "old") == files_of(tmp_path / "new")


def change(folder: Path, edit: Callable[[dict[str, Any]], Any]) -> None:
    file = folder / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    edit(package)
    file.write_text(json.dumps(package), encoding="utf-8")


def part_file(folder: Path, name: str) -> Path:
    return next((folder / f"{name}.parquet").iterdir())


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 255
    file.write_bytes(data)


def fields_of(package: dict[str, Any], name: str) -> list[Any]:
    return next(r for r in package["resources"] if r["name"] == name)["schema"]["fields"]


def lose_level(package: dict[str, Any]) -> None:
    """A column that may be missing in a row may not be missing in a table of this layout."""
    fields = fields_of(package, "paragraphs")
    fields.remove(next(field for field in fields if field["name"] == "level"))


def test_a_part_that_was_spoilt_without_changing_its_size_is_written_anew(short: r2p.Corpus, tmp_path: Path) -> None:
    short.save(tmp_path / "out")
    whole = files_of(tmp_path / "out")
    flip(part_file(tmp_path / "out", "figures"))
    assert files_of(tmp_path / "out") != whole
    short.save(tmp_path / "out")
    assert files_of(tmp_path / "out") == whole


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda f: change(f, lambda p: p.update(schema_version=99)), "layout 99.*upgrade with pip install --upgrade"),
        (lambda f: change(f, lambda p: p["resources"].pop(4)), "without the table figures; parse .* again"),
        (lambda f: change(f, lambda p: fields_of(p, "figures").pop()), "figures without attribution; parse .* again"),
        (lambda f: change(f, lose_level), "paragraphs without level; parse .* again"),
        (lambda f: (f / "datapackage.json").write_text("{"), "datapackage.json is damaged.*parse .* again"),
        (lambda f: (f / "datapackage.json").write_text("[]"), "datapackage.json is damaged.*parse .* again"),
        (lambda f: (f / "datapackage.json").unlink(), "holds no datapackage.json"),
        (lambda f: part_file(f, "figures").unlink(), r"figures.parquet/part-.* is missing; open.* copy"),
        (lambda f: part_file(f, "figures").write_bytes(b"PAR1"), r"figures.parquet/part-.* is not as it was saved"),
        (lambda f: flip(part_file(f, "figures")), r"figures.parquet/part-.* is not as it was saved"),
    ],
)
def test_a_damaged_corpus_says_what_to_do(
    short: r2p.Corpus, tmp_path: Path, damage: Callable[[Path], Any], said: str
) -> None:
    short.save(tmp_path / "out")
    damage(tmp_path / "out")
    with pytest.raises(r2p.R2PDataError, match=said):
        r2p.open_corpus(tmp_path / "out").figures  # noqa: B018


def test_a_missing_file_is_told_of_before_a_part_of_it_is_asked_for(short: r2p.Corpus, tmp_path: Path) -> None:
    short.save(tmp_path / "out")
    found = r2p.open_corpus(tmp_path / "out")
    row = short.figures.iloc[0]
    for name, ask in (("paragraphs", lambda: found.passage(row)), ("sources", lambda: found.source("d1"))):
        part_file(tmp_path / "out", name).unlink()
        with pytest.raises(r2p.R2PDataError, match=rf"{name}.parquet/part-.* is missing; open.* copy"):
            ask()
    assert not is_sound(tmp_path / "out", read_parts(tmp_path / "out")[0])


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_a_corpus_saved_for_other_programs_does_not_open(short: r2p.Corpus, tmp_path: Path, format: str) -> None:
    short.save(tmp_path / "out", format=format)
    with pytest.raises(r2p.R2PDataError, match="parse again with --format parquet"):
        r2p.open_corpus(tmp_path / "out")


# Names that would break a path or a question


def test_hostile_names_of_documents_break_neither_paths_nor_sql(
    short: r2p.Corpus, tmp_path: Path, by_two: None
) -> None:
    names = dict(zip(short.documents["doc_id"], HOSTILE, strict=True))

    def rename(table: pd.DataFrame) -> pd.DataFrame:
        keys = [key for key in table.columns if key in ("doc_id", "paragraph_id", "parent_id")]
        pattern = re.compile("^(d[0-6])(?=:|$)")
        renamed = {k: table[k].map(lambda v: pattern.sub(lambda m: names[m[1]], v), na_action="ignore") for k in keys}
        return table.assign(**{key: column.astype("str") for key, column in renamed.items()})

    hostile = r2p.Corpus(
        {name: rename(table) for name, table in short.tables.items()},
        {names[doc_id]: text for doc_id, text in short._texts.items()},
    )
    hostile.save(tmp_path / "o'ut; [x]" / "é *")
    found = r2p.open_corpus(tmp_path / "o'ut; [x]" / "é *")
    same(found, hostile)
    for row in (hostile.figures.iloc[i] for i in range(len(hostile.figures))):
        assert found.passage(row) == hostile.passage(row)
    assert found.sql("SELECT count(*) AS n FROM paragraphs")["n"].iloc[0] == len(hostile.paragraphs)
    assert {p.name for p in tmp_path.iterdir()} == {"documents", "o'ut; [x]"}
    names_made = {p.name for p in (tmp_path / "o'ut; [x]" / "é *").rglob("*.parquet") if p.is_file()}
    assert all(re.fullmatch(r"part-\d{5}-[0-9a-f]{16}\.parquet", name) for name in names_made)


# Other stores and other formats


@pytest.mark.usefixtures("by_two")
def test_a_store_in_memory_does_as_well_as_a_folder(short: r2p.Corpus) -> None:
    fsspec = pytest.importorskip("fsspec")
    url = "memory://r2p/a 'corpus' [1]"
    short.save(url)
    short.save(url)
    found = r2p.open_corpus(url)
    same(found, short)
    row = short.figures.iloc[5]
    assert found.passage(row) == short.passage(row)
    assert_frame_equal(found.concordance("Mali"), short.concordance("Mali"))
    assert found.sql("SELECT count(*) AS n FROM mentions")["n"].iloc[0] == len(short.mentions)
    listed = len([path for path in fsspec.filesystem("memory").find(url) if path.endswith(".parquet")])
    assert listed == 4 * len(STORED) - 3 + 4
    short.save(url, format="csv")
    assert not [path for path in fsspec.filesystem("memory").find(url) if path.endswith(".parquet")]
    with pytest.raises(r2p.R2PDataError, match="holds no datapackage.json"):
        r2p.open_corpus("memory://nowhere")
    with pytest.raises(r2p.R2PDataError, match="nostore"):
        r2p.open_corpus("nostore://x")


@pytest.mark.usefixtures("by_two")
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("gs://onu/docs", "gs://onu/docs: needs gcsfs, which is not installed; pip install gcsfs"),
        ("sftp://onu/docs", "sftp://onu/docs: needs paramiko, which is not installed; pip install paramiko"),
        ("nowhere://onu/docs", r"nowhere://onu/docs: cannot be reached \(Protocol not known: nowhere\)"),
    ],
)
def test_a_store_that_cannot_be_reached_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    for package in ("gcsfs", "paramiko"):
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(r2p.R2PDataError, match=said):
        r2p.open_corpus(url)
    with pytest.raises(r2p.R2PDataError, match=said):
        r2p.load_corpus(url)


def test_how_rows_came_together_does_not_show_in_the_bytes(short: r2p.Corpus, tmp_path: Path) -> None:
    import pyarrow as pa

    rows = pd.concat([short.paragraphs.iloc[[0]].assign(text="Le Conseil a siégé. " * 50)] * 3_000)
    whole = to_arrow("paragraphs", rows).combine_chunks()
    cut = pa.concat_tables([whole.slice(0, 7), whole.slice(7)])
    kept = [write_table(open_folder(tmp_path / "out"), "paragraphs", 0, table) for table in (whole, cut)]
    assert kept[0].size > 1_000 and kept[0] == kept[1]


def test_json_lines_hold_every_value(short: r2p.Corpus, tmp_path: Path) -> None:
    short.save(tmp_path / "out", format="jsonl")
    for name, table in short.tables.items():
        lines = (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert len(rows) == len(table)
        for row, stated in zip(rows, table.to_dict("records"), strict=True):
            assert list(row) == list(stated)
            for key, value in stated.items():
                missing = not isinstance(value, list) and pd.isna(value)
                assert row[key] == (
                    None if missing else f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else value
                )


def test_an_opened_corpus_is_saved_in_any_format(short: r2p.Corpus, tmp_path: Path) -> None:
    short.save(tmp_path / "one")
    opened = r2p.open_corpus(tmp_path / "one")
    for format in ("parquet", "csv", "jsonl"):
        short.save(tmp_path / format / "memory", format=format)
        opened.save(tmp_path / format / "opened", format=format)
        assert files_of(tmp_path / format / "memory") == files_of(tmp_path / format / "opened")


@pytest.mark.parametrize("name", ["candidates", "coverage", "facts", "themes", "actor_counts", "citations"])
def test_what_is_derived_part_by_part_is_what_is_derived_at_once(
    corpus: r2p.Corpus, opened: r2p.Corpus, name: str
) -> None:
    assert len(getattr(corpus, name)) > 1
    assert_frame_equal(getattr(opened, name), getattr(corpus, name))


@pytest.mark.parametrize("unit", ["paragraph", "document"])
def test_pairs_of_actors_are_added_up_over_the_parts(corpus: r2p.Corpus, opened: r2p.Corpus, unit: Any) -> None:
    assert_frame_equal(opened.cooccurrence(unit), corpus.cooccurrence(unit))
    assert_frame_equal(opened.cooccurrence(unit, ["state"]), corpus.cooccurrence(unit, ["state"]))


@pytest.mark.parametrize("name", ["paragraphs", "mentions", "repairs"])
def test_rows_are_taken_by_their_places_from_any_part(corpus: r2p.Corpus, opened: r2p.Corpus, name: str) -> None:
    table = corpus.tables[name]
    places = np.random.default_rng(1).permutation(len(table))[:60]
    for columns in (None, [table.columns[0], table.columns[-1]]):
        wanted = table if columns is None else table[columns]
        assert_frame_equal(opened._stored.take(name, places, columns), wanted.iloc[places], check_index_type=False)
    assert_frame_equal(opened._stored.take(name, places[:0]), table.iloc[places[:0]], check_index_type=False)


def test_a_row_is_found_by_its_identifier(corpus: r2p.Corpus, opened: r2p.Corpus) -> None:
    for place in range(0, len(corpus.figures), 9):
        assert opened._stored.find("figures", corpus.figures["figure_id"].iloc[place]) == place
    for nothing in ("", "nothing", corpus.figures["figure_id"].iloc[0] + "0000", corpus.documents["doc_id"].iloc[0]):
        assert opened._stored.find("figures", nothing) is None


def test_nothing_that_is_derived_reads_a_table_of_places_whole(
    opened: r2p.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has a row for each paragraph or mention is read part by part, whatever is asked."""
    read, read_whole = opened._stored.select, opened._stored.read
    whole = []

    def watch_whole(name: str) -> pd.DataFrame:
        whole.append(name)
        return read_whole(name)

    def watch(name: str, columns: Any = None, tests: Any = None) -> pd.DataFrame:
        if name not in ("documents", "actors") and not (tests or {}).get("doc_id"):
            whole.append(name)
        return read(name, columns, tests or {})

    monkeypatch.setattr(opened._stored, "select", watch)
    monkeypatch.setattr(opened._stored, "read", watch_whole)
    fresh = r2p.Corpus(type(opened.tables)(opened._stored), opened._texts, stored=opened._stored)
    for name in ("candidates", "coverage", "facts", "themes", "actor_counts", "citations"):
        getattr(fresh, name)
    fresh.cooccurrence()
    assert whole == []


LIMITED = """
import resource, sys
import duckdb, pandas, pyarrow.dataset, pyarrow.parquet, r2p_data
from r2p_data.store.database import _held
limit = _held("VmData") + 400_000_000
resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
print(r2p_data.open_corpus(sys.argv[1]).sql("SELECT current_setting('memory_limit') AS said")["said"].iloc[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the data of a process against its limit")
def test_sql_heeds_the_limit_of_the_process(short: r2p.Corpus, tmp_path: Path) -> None:
    short.save(tmp_path / "saved")
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "saved")], capture_output=True, text=True, check=True
    )
    number, unit = run.stdout.split()
    assert unit == "MiB" and 60 < float(number) < 100, run.stdout


def test_an_unknown_format_is_refused(short: r2p.Corpus, tmp_path: Path) -> None:
    with pytest.raises(r2p.R2PDataError, match="'xlsx' is unknown; choose parquet, csv or jsonl"):
        short.save(tmp_path / "out", format="xlsx")


@pytest.mark.parametrize("lazily", [False, True])
def test_a_duckdb_file_holds_every_table_with_its_meanings(
    corpus: r2p.Corpus, opened: r2p.Corpus, tmp_path: Path, lazily: bool
) -> None:
    duckdb = pytest.importorskip("duckdb")
    file = tmp_path / "l'été" / "corpus.duckdb"
    (opened if lazily else corpus).to_duckdb(file)
    with duckdb.connect(str(file), read_only=True) as made:
        for name, columns in STORED.items():
            rows = len(corpus.tables[name]) if name in TABLES else len(corpus.documents)
            assert made.sql(f'SELECT count(*) FROM "{name}"').fetchall() == [(rows,)]
            about = made.sql(
                f"SELECT column_name, comment FROM duckdb_columns() WHERE table_name = '{name}'"
            ).fetchall()
            assert [column for column, _ in about] == [column.name for column in columns]
            assert all(column.meaning in said for column, (_, said) in zip(columns, about, strict=True))
    with pytest.raises(r2p.R2PDataError, match="is there already"):
        corpus.to_duckdb(file)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_every_resource_is_valid_to_frictionless(corpus: r2p.Corpus, tmp_path: Path, format: str) -> None:
    frictionless = pytest.importorskip("frictionless")
    if format == "jsonl":
        pytest.importorskip("jsonlines")
    corpus.save(tmp_path / "out", format=format)
    report = frictionless.Package(str(tmp_path / "out" / "datapackage.json")).validate()
    rows = {task.name: task.stats.get("rows") for task in report.tasks}
    assert rows == {name: len(table) or None for name, table in corpus.tables.items()} | {"sources": 5}
    # The library stumbles over a file of no line in JSON Lines.
    broken = {task.name for task in report.tasks if not task.valid}
    assert broken <= ({name for name, table in corpus.tables.items() if table.empty} if format == "jsonl" else set())


def test_every_part_is_valid_to_frictionless(opened: r2p.Corpus, tmp_path: Path) -> None:
    """The library reads only the first of several Parquet files, so each is given to it alone."""
    frictionless = pytest.importorskip("frictionless")
    root = tmp_path / "plain"
    shutil.copytree(opened._stored.folder.name, root)
    package = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    assert frictionless.Package(str(root / "datapackage.json")).validate().valid
    for resource in package["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        for path in paths:
            alone = frictionless.Resource.from_descriptor({**resource, "path": path}, basepath=str(root))
            assert alone.validate().valid, path


def test_the_codebook_page_explains_every_column(short: r2p.Corpus, tmp_path: Path) -> None:
    short.save(tmp_path / "out")
    page = (tmp_path / "out" / "codebook.md").read_text(encoding="utf-8")
    assert page == write_page()
    for name, columns in STORED.items():
        section = page.split(f"## {name}\n")[1].split("\n## ")[0]
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        for column, row in zip(columns, rows, strict=True):
            assert row.startswith(f"| `{column.name}` |") and column.meaning in row
            assert all(f"`{value}`" in row for value in column.values) and (column.unit or "") in row

"""The command: exit status, summary, a lexicon of one's own, formats, and what it refuses."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import r2p_data as r2p
from r2p_data.annotate.actors.catalogue import ACTOR_TYPES
from r2p_data.annotate.actors.own import OWN_COLUMNS, read_own_actors
from r2p_data.cli import main
from r2p_data.records import Source
from r2p_data.sources import Reading
from tests.test_batches import write_documents


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    write_documents(tmp_path / "docs", range(3))
    return tmp_path / "docs"


def run(docs: Path, *options: str) -> int:
    return main(["parse", str(docs), "--out", str(docs.parent / "out"), *options])


def test_the_summary_tells_what_was_parsed_and_what_was_not(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(docs) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("3 documents, ") and said[1] == "3 parsed, 0 unchanged"
    write_documents(docs, range(1), "Le Conseil en a pris note.")
    assert run(docs) == 0
    assert capsys.readouterr().out.splitlines()[1] == "1 parsed, 2 unchanged"
    assert run(docs, "--quiet") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_other_formats_hold_the_same_rows(docs: Path, format: str) -> None:
    assert run(docs, "--format", format) == 0
    written = (docs.parent / "out" / f"documents.{format}").read_text(encoding="utf-8").splitlines()
    assert len(written) - (format == "csv") == 3
    assert format != "jsonl" or json.loads(written[0])["doc_id"] == "000"
    assert sorted(path.name for path in docs.parent.iterdir()) == ["docs", "out"]


def test_other_formats_are_written_to_a_store(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = pytest.importorskip("fsspec").filesystem("memory")
    monkeypatch.chdir(docs.parent)
    assert main(["parse", str(docs), "--out", "memory://cli/out", "--format", "csv"]) == 0
    assert store.cat_file("/cli/out/documents.csv").startswith(b"doc_id,")
    assert not [path for path in store.find("/cli/out") if path.endswith(".parquet")]
    assert [path.name for path in docs.parent.iterdir()] == ["docs"]


def test_a_stopped_conversion_keeps_what_was_parsed(
    docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(r2p.Corpus, "save", stop)
        assert run(docs, "--format", "csv") == 2
    assert run(docs, "--format", "csv") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 parsed, 3 unchanged"
    assert (docs.parent / "out" / "documents.csv").exists()


def test_a_disk_that_cannot_be_written_is_named(
    docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "/disk/out")

    monkeypatch.setattr(r2p.batches, "parse_into", refuse)
    assert run(docs) == 2
    assert capsys.readouterr().err.startswith("r2p-data: /disk/out: Permission denied; check the folder")


@pytest.mark.parametrize("asked", [False, True])
def test_scans_are_read_by_ocr_only_where_that_is_asked(
    asked: bool, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    read = Reading.read

    def watch(self: Reading, data: bytes, name: str) -> Source:
        seen.append(self.limits.ocr)
        return read(self, data, name)

    monkeypatch.setattr(Reading, "read", watch)
    assert main(["parse", str(docs), "--out", str(docs.parent / "out"), "--quiet", *(["--ocr"] if asked else [])]) == 0
    assert seen and set(seen) == {asked}


def test_one_document_is_one_document(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(docs / "000.txt"), "--out", str(docs.parent / "out")]) == 0
    assert capsys.readouterr().out.startswith("1 document, ")


def test_a_folder_with_other_files_is_left_alone(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs.parent / "out").mkdir()
    (docs.parent / "out" / "thesis.docx").write_bytes(b"years of work")
    assert run(docs) == 2
    assert "holds other files" in capsys.readouterr().err
    assert [path.name for path in (docs.parent / "out").iterdir()] == ["thesis.docx"]


def test_what_is_stopped_says_how_to_go_on(
    docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(r2p.batches, "parse_into", stop)
    assert run(docs) == 2
    assert capsys.readouterr().err == "r2p-data: stopped; run the same command again to go on\n"


def test_a_cluster_without_dask_is_explained(
    docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run(docs, "--workers", "2") == 2
    assert "pip install 'r2p-data[cluster]'" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--workers", "0"], ["--workers", "two"], ["--workers", "2", "--scheduler", "x"]])
def test_wrong_options_are_refused(docs: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit):
        run(docs, *options)


def test_the_help_of_load_corpus_tells_how_a_lexicon_is_written() -> None:
    told = r2p.load_corpus.__doc__ or ""
    assert not [word for word in (*OWN_COLUMNS, *ACTOR_TYPES) if f"``{word}``" not in told]
    assert "Limits(ocr=True)" in told and r2p.Limits(ocr=True).ocr


OWN = "name_fr,type,aliases,acronym_fr\nComité du relèvement,national_body,Comité relève,CRX\n"


def test_own_actors_are_found_by_every_name(docs: Path) -> None:
    (docs.parent / "mine.csv").write_text(OWN, encoding="utf-8")
    (docs / "own.txt").write_text("Le CRX a vu le Comité relève et l’ONU.\n", encoding="utf-8")
    assert run(docs, "--lexicon", str(docs.parent / "mine.csv")) == 0
    opened = r2p.open_corpus(docs.parent / "out")
    actors = opened.read("actors").set_index("actor_id")
    assert actors.loc["comite-du-relevement", ["name_fr", "type", "acronym", "origin"]].tolist() == [
        "Comité du relèvement", "national_body", "CRX", "lexicon"
    ]  # fmt: skip
    mentions = opened.read("mentions").query("doc_id == 'own'")
    assert mentions["actor_id"].tolist() == ["comite-du-relevement", "comite-du-relevement", "onu"]
    loaded = r2p.load_corpus(docs, lexicon=docs.parent / "mine.csv")
    assert loaded.mentions.query("doc_id == 'own'")["actor_id"].tolist() == mentions["actor_id"].tolist()
    assert "comite-du-relevement" not in set(r2p.load_corpus(docs / "own.txt").mentions["actor_id"])


def test_a_row_may_give_a_known_actor_more_names(docs: Path) -> None:
    mine = docs.parent / "mine.csv"
    mine.write_text("name_fr,type,aliases\nOrganisation des Nations Unies,un_body,Maison de verre\n", encoding="utf-8")
    (docs / "own.txt").write_text("La Maison de verre et l’ONU.\n", encoding="utf-8")
    loaded = r2p.load_corpus(docs / "own.txt", lexicon=mine)
    assert loaded.mentions["actor_id"].tolist() == ["onu", "onu"]
    assert loaded.actors[["acronym", "name_en"]].values.tolist() == [["ONU", "United Nations"]]


@pytest.mark.parametrize(
    "content",
    [
        OWN.replace(",", ";").encode("utf-8-sig"),
        OWN.replace(",", "\t").encode("utf-16"),
        b"# mine\n\n" + OWN.replace("\n", "\r\n").encode() + b"\r\n",
        OWN.replace("name_fr", '"name_fr"').encode(),
    ],
)
def test_what_a_spreadsheet_saves_is_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.csv").write_bytes(content)
    (cells,) = read_own_actors(tmp_path / "mine.csv")
    assert cells[:2] == ("comite-du-relevement", "Comité du relèvement") and cells[3:6] == ("CRX", "", "Comité relève")


REFUSED = [
    ("name_fr,type\n,ngo\n", "line 2, column 'name_fr': is empty"),
    ("name_fr,type\nComité bleu,\n", "line 2, column 'type': is empty"),
    ("# mine\n\nname_fr,type\nComité bleu,clan\n", "line 4, column 'type': unknown type 'clan'; choose one of"),
    ("actor_id,name_fr,type\na,Alpha un,ngo\na,Alpha deux,ngo\n", "line 3, column 'actor_id': 'a' stands on line 2"),
    ("name_fr,type\nAlpha un,ngo\nAlpha un,ngo\n", "line 3, column 'actor_id': 'alpha-un' stands on line 2"),
    ("name_fr,type,aliases\nAlpha un,ngo,AU2|A2\nAlpha deux,ngo,A2\n", "line 3, column 'aliases': « A2 » is a name of"),
    ("name_fr,type,iso3\nComité bleu,ngo,XXX\n", "line 2, column 'iso3': 'XXX' is no ISO 3166-1 code"),
    ("name_fr,type,hosts\nComité bleu,ngo,MLI|mli\n", "line 2, column 'hosts': 'mli' is no ISO 3166-1 code"),
    ("name_fr,type,start\nComité bleu,ngo,abc\n", "line 2, column 'start': 'abc' is no year; write one such as 2013"),
    ("name_fr,type,start,end\nComité bleu,ngo,2010,1990\n", "line 2, column 'end': 1990 comes before 2010"),
    ("name_fr,type,aliases\nComité bleu,ngo,Bleus|Le\n", "line 2, column 'aliases': « Le » is too short"),
    ("name_fr,type,acronym_fr\nComité bleu,ngo,A\n", "line 2, column 'acronym_fr': « A » is too short"),
    ("name_fr,type,acronym_fr\nComité bleu,ngo,ONU\n", "line 2, column 'acronym_fr': « ONU » is already a name of"),
    ("name_fr,type,adjectives\nComité bleu,ngo,malien\n", "line 2, column 'adjectives': « malien » is already a name"),
    ("actor_id,name_fr,type\nonu,Comité bleu,ngo\n", "line 2, column 'actor_id': 'onu' is « Organisation des Nations"),
    ("name_fr,type\nConseil,ngo\n", "line 2, column 'name_fr': « Conseil » is a noun that opens many names"),
    ("name_fr,type\nAlpha, bêta,ngo\n", "line 2: 3 cells under 2 columns; quote a cell"),
    ("name_fr,alias,type\nAlpha un,A,ngo\n", "line 1: column 'alias' is unknown; the columns are actor_id"),
    ("name_fr,type,type\nAlpha un,A,ngo\n", "line 1: column 'type' is named twice"),
    ("nom,genre\nAlpha un,ngo\n", "line 1: no column 'name_fr'; the header must name name_fr, type"),
    ("name_fr,type\n", "holds no actor"),
    ("", "line 1: no column 'name_fr'"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "said"), REFUSED)
def test_a_wrong_row_is_refused_by_its_line(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "mine.csv").write_text(content, encoding="utf-8")
    with pytest.raises(r2p.LexiconError) as caught:
        read_own_actors(tmp_path / "mine.csv")
    assert str(caught.value).removeprefix(f"{tmp_path}/").startswith("mine.csv") and said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_lexicon_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(r2p.LexiconError, match="cannot be read .*check the path"):
        read_own_actors(tmp_path / "none.csv")
    (tmp_path / "mine.csv").write_bytes("name_fr,type\nComité bleu,ngo\n".encode("cp1252"))
    with pytest.raises(r2p.LexiconError, match="line 2: is not UTF-8; save the file as « CSV UTF-8 »"):
        read_own_actors(tmp_path / "mine.csv")

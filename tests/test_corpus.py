"""The corpus: reading sources, passages, citations, saving, and the command line."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path
from textwrap import wrap

import pandas as pd
import pytest
from reportlab.pdfgen.canvas import Canvas

import r2p_data as r2p
from r2p_data.cli import main
from r2p_data.codebook import TABLES

TEXT = "Le Conseil de sécurité a entendu 28 États Membres en 2016.\n\nIl a décidé d’agir.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "docs" / "b.txt").write_bytes(TEXT.encode("cp1252"))
    return tmp_path / "docs"


def test_default_corpus_is_the_five_seeds(corpus: r2p.Corpus) -> None:
    assert len(corpus.documents) == 5
    seeds = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
    assert [corpus.source(seed.stem) for seed in seeds] == [seed.read_text(encoding="utf-8") for seed in seeds]


@pytest.mark.parametrize("name", TABLES)
def test_passage_and_citation_work_for_a_row_of_any_table(corpus: r2p.Corpus, name: str) -> None:
    table = corpus.tables[name]
    for row in (table.iloc[i] for i in range(0, len(table), max(1, len(table) // 7))):
        passage = corpus.passage(row)
        assert passage.text and passage.citation == corpus.cite(row)
        if "surface" in row:
            if pd.notna(row["start"]):
                assert passage.text[passage.start : passage.end] == row["surface"]
            else:
                assert passage.as_printed
            printed = corpus.passage(row, as_printed=True)
            source = corpus.source(row["doc_id"])
            assert printed.text[printed.start : printed.end] == source[row["raw_start"] : row["raw_end"]]


def test_citations_use_symbol_number_and_note(corpus: r2p.Corpus) -> None:
    report = corpus.paragraphs[corpus.paragraphs["doc_id"].str.startswith("001")]
    numbered = report[(report["kind"] == "paragraph") & (report["number"] == "24")]
    note = report[(report["kind"] == "footnote") & (report["number"] == "3")]
    assert corpus.cite(numbered) == "A/68/947-S/2014/449, par. 24"
    assert corpus.cite(note) == "A/68/947-S/2014/449, note 3"


def test_passage_escapes_what_the_corpus_holds(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("<script>alert(1)</script> a réuni 28 pays & 3 États.\n", encoding="utf-8")
    corpus = r2p.load_corpus(tmp_path)
    assert "<script>" not in corpus.passage(corpus.paragraphs.iloc[0])._repr_html_()
    assert "&lt;script&gt;" in corpus.passage(corpus.figures.iloc[0])._repr_html_()


def test_legacy_encoding_is_told_and_kept(folder: Path) -> None:
    corpus = r2p.load_corpus(folder)
    assert list(corpus.documents["encoding"]) == ["utf-8", "cp1252"]
    assert corpus.source("a") == corpus.source("b")


def test_stems_that_collide_go_by_relative_path(tmp_path: Path) -> None:
    for name in ("2015", "2016"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(TEXT, encoding="utf-8")
    assert list(r2p.load_corpus(tmp_path).documents["doc_id"]) == ["2015/report.txt", "2016/report.txt"]


def test_tables_are_the_same_whatever_the_order_of_sets(tmp_path: Path) -> None:
    code = "import sys, r2p_data as r2p; r2p.load_corpus().save(sys.argv[1])"
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, tmp_path / seed], check=True, env=environment)
    folders = [tmp_path / seed for seed in ("1", "2", "3")]
    made = [{p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in folders]
    assert made[0] == made[1] == made[2]


def test_command_writes_tables_and_says_how_many(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "tables"
    assert main(["parse", str(folder), "--out", str(out)]) == 0
    assert {p.stem for p in out.glob("*.parquet")} == {*TABLES, "sources"}
    assert capsys.readouterr().out.startswith("2 documents, 4 paragraphs")
    assert main(["parse", str(folder / "a.txt"), "--out", str(out)]) == 0
    assert len(r2p.open_corpus(out).documents) == 1


def test_csv_neutralises_formulas(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("=HYPERLINK(1) et 28 pays.\n", encoding="utf-8")
    assert main(["parse", str(tmp_path / "x.txt"), "--out", str(tmp_path / "out"), "--format", "csv", "--quiet"]) == 0
    table = pd.read_csv(tmp_path / "out" / "paragraphs.csv")
    assert table["text"].iloc[0].startswith("'=HYPERLINK")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "no such file or folder"),
        ("empty.txt", b"  \n", "is empty"),
        ("zip.txt", b"PK\x03\x04\x00\x00\x00", "is not text"),
        ("page.pdf", b"%PDF-1.7", "truncated or damaged"),
        ("*.txt", None, "matches no file"),
        ("sub/", None, "no text file"),
    ],
)
def test_bad_input_is_one_clear_line_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, said: str
) -> None:
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    elif name.endswith("/"):
        source.mkdir()
    assert main(["parse", str(source), "--out", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1
    assert not (tmp_path / "out").exists() and not list(tmp_path.glob(".out*"))


def test_a_folder_of_other_files_is_not_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(folder), "--out", str(folder)]) == 2
    assert "holds other files" in capsys.readouterr().err
    assert {p.name for p in folder.iterdir()} == {"a.txt", "b.txt"}


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_a_failure_while_writing_leaves_the_former_tables(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    out = tmp_path / "tables"
    r2p.load_corpus(folder / "a.txt").save(out, format=format)
    former = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    for module in ("dataset", "exports"):
        monkeypatch.setattr(f"r2p_data.store.{module}.describe", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        r2p.load_corpus(folder).save(out, format=format)
    assert {path: path.read_bytes() for path in former} == former
    assert {p.name for p in tmp_path.iterdir()} == {"docs", "tables"}


def test_errors_name_what_is_missing(corpus: r2p.Corpus, tmp_path: Path) -> None:
    with pytest.raises(r2p.R2PDataError, match="no document 'nowhere'"):
        corpus.source("nowhere")
    with pytest.raises(AttributeError, match="no table 'verbs'"):
        corpus.verbs  # noqa: B018
    with pytest.raises(r2p.R2PDataError, match="of one row"):
        corpus.passage(corpus.figures.head(2))
    with pytest.raises(r2p.R2PDataError, match="so no saved corpus"):
        r2p.open_corpus(tmp_path)


def test_a_row_of_a_pdf_is_shown_on_its_page(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for line, height in (("Le Conseil a entendu 28 États Membres.", 700), ("Il a versé 3 millions d'euros.", 660)):
        canvas.drawString(72, height, line)
    canvas.save()
    read = r2p.load_corpus(tmp_path / "a.pdf")
    view = read.page(read.figures[read.figures["unit"] == "EUR"].iloc[0])
    (box,) = view.boxes
    assert view.page == 1 and box.bottom < 668 < box.top + 10
    assert view.png.startswith(b"\x89PNG")


def test_the_foot_of_a_page_is_not_framed_with_the_paragraph_that_it_breaks(corpus: r2p.Corpus, tmp_path: Path) -> None:
    prose = corpus.paragraphs.query("kind == 'paragraph' and n_words > 60")["text"]
    lines = wrap(" ".join(prose), 85)[:100]
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for page in range(3):
        for height, line in zip(range(780, 80, -16), lines[page * 40 : page * 40 + 40], strict=False):
            canvas.drawString(72, height, line)
        canvas.drawString(72, 30, f"14-57339 {page + 1}/3")
        canvas.showPage()
    canvas.save()
    read = r2p.load_corpus(tmp_path / "a.pdf")
    broken = read.paragraphs[read.paragraphs["spans"].map(len) > 1].iloc[0]
    assert "14-57339" in read.source("a")[broken["raw_start"] : broken["raw_end"]]
    assert min(box.bottom for box in read.page(broken).boxes) > 60


def test_a_row_of_a_text_has_no_page(corpus: r2p.Corpus) -> None:
    with pytest.raises(r2p.R2PDataError, match="PDF"):
        corpus.page(corpus.figures.iloc[0])


def test_a_parse_leaves_the_search_for_cycles_as_it_was() -> None:
    gc.freeze()
    try:
        r2p.load_corpus(cache=False)
        assert gc.isenabled() and gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()

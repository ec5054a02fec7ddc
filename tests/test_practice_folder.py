"""Help for one's own documents: the practice folder, progress, candidates and the charts of what is known."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest
from tqdm import tqdm

import r2p_data as r2p
from r2p_data.charts.coverage import draw_candidates, draw_coverage
from r2p_data.explore.own import show_candidates, show_progress, write_practice


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> r2p.Corpus:
    return r2p.load_corpus(write_practice(tmp_path_factory.mktemp("practice") / "documents"))


def test_the_practice_folder_holds_each_kind_of_file_and_each_kind_of_problem(corpus: r2p.Corpus) -> None:
    read = {Path(path).suffix for path in corpus.documents["path"]}
    assert read == {".txt", ".html", ".docx"}
    assert "cp1252" in corpus.documents["encoding"].tolist()
    reasons = dict(zip(corpus.problems["path"].map(lambda path: Path(path).name), corpus.problems["what"], strict=True))
    words = {"notes.txt": "not text", "photo.jpg": "a picture", "scan.pdf": "scanned", "vide.txt": "empty"}
    assert {name: word for name, word in words.items() if word in reasons[name]} == words
    assert len(reasons) == len(words)


def test_a_candidate_is_shown_at_every_place_where_it_stands(corpus: r2p.Corpus) -> None:
    chosen = show_candidates(corpus)
    chosen.choose("VDF")
    assert chosen.selection["surface"].tolist() == ["VDF"] * 5
    chosen.choose("Nowhere")
    assert chosen.selection.empty


def test_a_bar_of_tqdm_moves_the_widget_and_other_words_pass(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress() as progress:
        list(tqdm(range(3), desc="parsing", unit="document"))
        print("a warning", file=sys.stderr)
    assert (progress.bar.value, progress.bar.max, progress.told.value) == (3, 3, "3 of 3 files")
    assert capsys.readouterr().err.strip() == "a warning"


def test_a_row_of_ones_own_lowers_what_is_not_known(corpus: r2p.Corpus, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("name_fr,type,acronym_fr\nVeilleurs du Fleuve,ngo,VDF\n", encoding="utf-8")
    folder = str(Path(corpus.documents["path"].iloc[0]).parent)
    better = r2p.load_corpus(folder, lexicon=mine)
    figure = draw_coverage({"before": corpus.coverage, "after": better.coverage}, corpus.documents)
    before, after = figure.data[2].x
    assert before > after > 0
    assert [round(sum(trace.x[bar] for trace in figure.data)) for bar in (0, 1)] == [100, 100]
    assert f"{before:.0f} % before, {after:.0f} % now" in figure.layout.title.text


def test_where_nothing_is_named_the_charts_say_so(corpus: r2p.Corpus) -> None:
    empty = corpus.coverage.assign(actors=0, mentions=0, share=float("nan"))
    assert draw_coverage({"here": empty}, corpus.documents).layout.title.text.startswith("0 % ")
    assert "every name is known" in draw_candidates(corpus.candidates.head(0), corpus.documents).layout.title.text


def test_a_name_that_looks_like_markup_is_escaped(corpus: r2p.Corpus) -> None:
    named = pd.DataFrame({"name": ["<b>X</b>"], "kind": ["name"], "n_mentions": [1], "n_documents": [1]})
    assert draw_candidates(named, corpus.documents).data[0].y == ("&lt;b&gt;X&lt;/b&gt;",)

"""The filter: what it lets through, what its views show, what it escapes."""

from __future__ import annotations

import html
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import r2p_data as r2p
from r2p_data.charts import draw_actors
from r2p_data.charts.style import label
from r2p_data.errors import R2PDataError
from r2p_data.explore import Filter, Query


@pytest.mark.parametrize("rows", ["figures", "mentions", "paragraphs"])
def test_document_and_text_narrow_together(corpus: r2p.Corpus, rows: str) -> None:
    everything = Filter(corpus, {"rows": rows}).selection
    doc_id = corpus.documents["doc_id"].iloc[1]
    narrowed = Filter(corpus, {"rows": rows, "documents": [doc_id], "text": "atrocités"}).selection
    assert 0 < len(narrowed) < len(everything)
    assert set(narrowed["doc_id"]) == {doc_id}


def test_views_follow_the_controls(corpus: r2p.Corpus) -> None:
    filtered = Filter(corpus)
    before = (filtered._said.value, len(filtered.selection), filtered._chart.layout.title.text)
    filtered._text.value = "euros"
    after = (filtered._said.value, len(filtered.selection), filtered._chart.layout.title.text)
    assert all(a != b for a, b in zip(before, after, strict=True))
    assert "millions d’euros" in filtered._passage.value
    filtered._rows.value = "mentions"
    assert "type" in filtered.selection and filtered.query == {"rows": "mentions", "text": "euros"}


def test_the_chart_takes_the_width_of_the_notebook(corpus: r2p.Corpus) -> None:
    chart = Filter(corpus)._chart
    assert chart.layout.width is None and chart._config["responsive"]


def test_reading_another_row_marks_it_in_table_and_passage(corpus: r2p.Corpus) -> None:
    filtered = Filter(corpus, Query(rows="figures", text="euros"))
    first = filtered._passage.value
    filtered._row.value = 2
    assert filtered._passage.value != first
    assert filtered._table.value.count('class="chosen"') == 1


def test_nothing_found_says_how_to_widen(corpus: r2p.Corpus) -> None:
    filtered = Filter(corpus, {"text": "zzz"})
    assert "without the filter on words you would see" in filtered._said.value
    assert filtered.selection.empty and filtered._passage.value == ""
    assert not filtered._chart.layout.xaxis.visible and not filtered._chart.layout.yaxis.visible  # no scale of nothing


def test_the_beginning_of_a_word_is_told_how_to_find_the_words(corpus: r2p.Corpus) -> None:
    filtered = Filter(corpus, {"text": "europ"})
    found = len(Filter(corpus, {"text": "europ*"}).selection)
    assert found and f"No figures holding « europ »; words are searched whole: « europ* » shows {found} figures" in (
        filtered._said.value
    )
    filtered._text.value = "europ*"
    assert filtered._chart.layout.xaxis.visible and len(filtered.selection) == found


@pytest.mark.parametrize("query", [{"units": ["EUR"]}, {"documents": ["a", "b"]}, {"rows": "dates"}])
def test_what_no_control_shows_is_refused_and_never_dropped(corpus: r2p.Corpus, query: dict[str, Any]) -> None:
    with pytest.raises(R2PDataError, match="a filter asks for"):
        Filter(corpus, query)


def test_a_faulty_search_is_told_and_changes_nothing(corpus: r2p.Corpus) -> None:
    filtered = Filter(corpus)
    filtered._text.value = '"euros'
    assert "quotation marks go in pairs" in html.unescape(filtered._said.value)
    assert len(filtered.selection) == len(Filter(corpus).selection)


def test_an_error_is_shown_where_the_user_looks(corpus: r2p.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    filtered = Filter(corpus)
    monkeypatch.setattr("r2p_data.explore.filtering.draw_selection", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        filtered._text.value = "x"
    assert "division by zero" in filtered._said.value


MARKUP = "Le <img src=x onerror=alert(1)> Conseil de sécurité a réuni 28 <b>pays</b> & 3 États.\n"


def test_markup_in_a_document_is_never_markup_in_a_view(tmp_path: Path) -> None:
    (tmp_path / "<q>x.txt").write_text(MARKUP, encoding="utf-8")
    corpus = r2p.load_corpus(tmp_path)
    filtered = Filter(corpus, {"rows": "paragraphs", "text": "img"})
    shown = [filtered._said.value, filtered._table.value, filtered._passage.value, str(filtered._chart.to_dict())]
    assert all("<img" not in view and "<b>pays" not in view for view in shown)
    assert html.escape("<img src=x") in filtered._table.value
    figure = draw_actors(corpus.mentions, corpus.actors, corpus.documents)
    figure.update_traces(customdata=None)  # what a click hands back is never drawn
    assert "<q>" not in str(figure.to_dict())
    assert filtered._document.options[1][0].startswith("<q>x")  # an option is text, not markup


def test_label_is_shortened_before_it_is_escaped() -> None:
    assert label("&" * 100) == "&amp;" * 43 + "…"


def test_chart_states_its_finding_and_axis(corpus: r2p.Corpus) -> None:
    figure = draw_actors(corpus.mentions, corpus.actors, corpus.documents)
    assert "is named most" in figure.layout.title.text
    assert "mentions" in figure.layout.xaxis.title.text
    assert figure.layout.annotations[0].text.startswith("Source: 5 documents")


def test_without_widgets_the_extra_is_named() -> None:
    code = "import sys; sys.modules['ipywidgets'] = None; import r2p_data.explore"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'r2p-data[notebooks]'" in said.stderr.splitlines()[-1]

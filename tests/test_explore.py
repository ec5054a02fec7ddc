"""The filter: what it lets through, what its views show, what it escapes."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

import r2p_data as r2p
from r2p_data.charts import draw_actors
from r2p_data.charts.style import label
from r2p_data.explore import Explorer, Query, select, summarise


def test_words_are_found_whatever_accents_and_case(corpus: r2p.Corpus) -> None:
    found = select(corpus, Query(rows="figures", text="UNION EUROPEENNE"))
    assert len(found) > 0
    texts = corpus.paragraphs.set_index("paragraph_id")["text"]
    assert all("Union européenne" in texts[p] for p in found["paragraph_id"])


@pytest.mark.parametrize("rows", ["figures", "mentions", "paragraphs"])
def test_document_and_text_narrow_together(corpus: r2p.Corpus, rows: str) -> None:
    everything = select(corpus, Query(rows=rows))  # type: ignore[arg-type]
    doc_id = corpus.documents["doc_id"].iloc[1]
    narrowed = select(corpus, Query(rows=rows, doc_id=doc_id, text="atrocités"))  # type: ignore[arg-type]
    assert 0 < len(narrowed) < len(everything)
    assert set(narrowed["doc_id"]) == {doc_id}


def test_sentence_says_what_is_shown(corpus: r2p.Corpus) -> None:
    query = Query(rows="figures", text="kigali")
    assert summarise(corpus, query, select(corpus, query)).startswith("1 figure in 1 of ")


def test_views_follow_the_controls(corpus: r2p.Corpus) -> None:
    explorer = Explorer(corpus)
    before = (explorer._said.value, len(explorer.selection), explorer._chart.layout.title.text)
    explorer._text.value = "euros"
    after = (explorer._said.value, len(explorer.selection), explorer._chart.layout.title.text)
    assert all(a != b for a, b in zip(before, after, strict=True))
    assert "milliards d’euros" in explorer._passage.value
    explorer._rows.value = "mentions"
    assert "type" in explorer.selection and explorer.query == Query(rows="mentions", text="euros")


def test_reading_another_row_marks_it_in_table_and_passage(corpus: r2p.Corpus) -> None:
    explorer = Explorer(corpus, Query(rows="figures", text="euros"))
    first = explorer._passage.value
    explorer._row.value = 2
    assert explorer._passage.value != first
    assert explorer._table.value.count('class="chosen"') == 1


def test_nothing_found_says_how_to_widen(corpus: r2p.Corpus) -> None:
    explorer = Explorer(corpus, Query(text="zzz"))
    assert "nothing found" in explorer._said.value
    assert explorer.selection.empty and explorer._passage.value == ""


def test_an_error_is_shown_where_the_user_looks(corpus: r2p.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = Explorer(corpus)
    monkeypatch.setattr("r2p_data.explore.explorer.select", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        explorer._text.value = "x"
    assert "division by zero" in explorer._said.value


MARKUP = "Le <img src=x onerror=alert(1)> Conseil de sécurité a réuni 28 <b>pays</b> & 3 États.\n"


def test_markup_in_a_document_is_never_markup_in_a_view(tmp_path: Path) -> None:
    (tmp_path / "<q>x.txt").write_text(MARKUP, encoding="utf-8")
    corpus = r2p.load_corpus(tmp_path)
    explorer = Explorer(corpus, Query(rows="paragraphs", text="<img"))
    shown = [explorer._said.value, explorer._table.value, explorer._passage.value, str(explorer._chart.to_dict())]
    assert all("<img" not in view and "<b>pays" not in view for view in shown)
    assert html.escape("<img src=x") in explorer._table.value
    figure = draw_actors(corpus.mentions, corpus.actors, corpus.documents)
    figure.update_traces(customdata=None)  # what a click hands back is never drawn
    assert "<q>" not in str(figure.to_dict())
    assert explorer._document.options[1][0].startswith("<q>x")  # an option is text, not markup


def test_label_is_shortened_before_it_is_escaped() -> None:
    assert label("&" * 100) == "&amp;" * 43 + "…"


def test_chart_states_its_finding_and_axis(corpus: r2p.Corpus) -> None:
    figure = draw_actors(corpus.mentions, corpus.actors, corpus.documents)
    assert "is named most" in figure.layout.title.text
    assert "mentions" in figure.layout.xaxis.title.text
    assert figure.layout.annotations[0].text.startswith("Source: 5 documents")

"""Charts of citations: every citation behind a mark, types apart, shared symbols told."""

from __future__ import annotations

from pathlib import Path

import plotly.graph_objects as go
import pytest

import r2p_data as r2p
from r2p_data.charts.citations import draw_citations, draw_most_cited
from r2p_data.explore.numbers import show_citations, show_most_cited

FIRST = "Le Conseil rappelle sa résolution 1325 (2000), sa résolution 1325 (2000) et sa résolution 1888 (2009).\n"
SECOND = "L’Assemblée prend note de la résolution 1325 (2000) et du document A/68/947.\n"


@pytest.fixture
def pair(tmp_path: Path) -> r2p.Corpus:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SECOND, encoding="utf-8")
    return r2p.load_corpus(tmp_path)


def network(corpus: r2p.Corpus, top: int = 60) -> go.Figure:
    return draw_citations(corpus.references, corpus.documents, top)


def marks(figure: go.Figure, name: str) -> dict[str, list[str]]:
    """The texts of a trace with the identifiers behind them."""
    trace = next(trace for trace in figure.data if trace.name == name)
    return {text.strip(): list(ids) for text, ids in zip(trace.text, trace.customdata, strict=True)}


def test_every_citation_is_behind_a_symbol_and_behind_its_document(corpus: r2p.Corpus) -> None:
    figure = network(corpus)
    documents = [row for ids in marks(figure, "document of the corpus").values() for row in ids]
    symbols = [
        row
        for trace in figure.data
        if trace.customdata and trace.name != "document of the corpus"
        for ids in trace.customdata
        for row in ids
    ]
    assert sorted(documents) == sorted(symbols) == sorted(corpus.references["reference_id"])


def test_symbols_that_several_documents_cite_are_counted(pair: r2p.Corpus) -> None:
    figure = network(pair)
    assert figure.layout.title.text == "2 documents cite 3 others, 1 in common"
    assert len(marks(figure, "resolution")["S/RES/1325(2000) (3×)"]) == 3


def test_thickness_of_a_line_is_the_number_of_citations(pair: r2p.Corpus) -> None:
    lines = {(len(trace.x) // 3, trace.line.width) for trace in network(pair).data if trace.mode == "lines"}
    assert (1, 3) in lines and (1, 2) in lines


def test_symbols_stand_one_below_the_other(corpus: r2p.Corpus) -> None:
    rows = [y for trace in network(corpus).data if trace.customdata and set(trace.x) == {1} for y in trace.y]
    assert sorted(rows) == list(range(corpus.references["symbol"].nunique()))


def test_a_large_network_is_cut_and_says_so(corpus: r2p.Corpus) -> None:
    assert "(10 most cited shown)" in network(corpus, top=10).layout.title.text


def test_most_cited_is_named_with_its_count(pair: r2p.Corpus) -> None:
    figure = draw_most_cited(pair.references, pair.documents)
    assert figure.layout.title.text == "S/RES/1325(2000) is cited most: 3 times"
    assert figure.layout.yaxis.ticktext[0] == "S/RES/1325(2000)"
    assert {trace.name: trace.x[0] for trace in figure.data} == {"a… (other)": 2, "b… (other)": 1}


def test_charts_hold_without_citations(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Rien.\n", encoding="utf-8")
    corpus = r2p.load_corpus(tmp_path)
    assert network(corpus).layout.title.text == "Nothing is cited"
    assert draw_most_cited(corpus.references, corpus.documents).layout.title.text == "Nothing is cited"


def test_layout_is_the_same_every_time(corpus: r2p.Corpus) -> None:
    assert network(corpus).to_json() == network(corpus).to_json()


@pytest.mark.parametrize("show", [show_citations, show_most_cited])
def test_a_click_leads_to_the_sentences(corpus: r2p.Corpus, show: type) -> None:
    chart = show(corpus)
    chart.choose(corpus.references.loc[corpus.references["symbol"] == "A/63/677", "reference_id"])
    assert set(chart.selection["symbol"]) == {"A/63/677"}
    assert "<mark" in chart._passage.value

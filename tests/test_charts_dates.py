"""Charts of dates: lanes, points, periods, open bounds, inferred years, years cited."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

import r2p_data as r2p
from r2p_data.charts.dates import draw_cited_years, draw_dates
from r2p_data.explore.numbers import show_cited_years, show_dates


def timeline(corpus: r2p.Corpus) -> go.Figure:
    return draw_dates(corpus.dates, corpus.paragraphs, corpus.documents)


def identifiers(figure: go.Figure) -> list[str]:
    return [row for trace in figure.data for mark in trace.customdata or () for row in mark]


def test_every_date_has_a_mark(corpus: r2p.Corpus) -> None:
    assert set(identifiers(timeline(corpus))) == set(corpus.dates["date_id"])


def test_every_reference_with_a_year_is_in_a_bar(corpus: r2p.Corpus) -> None:
    figure = draw_cited_years(corpus.references, corpus.documents)
    assert sorted(identifiers(figure)) == sorted(corpus.references.dropna(subset="year")["reference_id"])
    assert "without a year" in figure.layout.xaxis.title.text


def test_open_bounds_are_arrows_that_point_the_open_way(corpus: r2p.Corpus) -> None:
    arrows = {"triangle-right": "date_to", "triangle-left": "date_from"}
    for shape, bound in arrows.items():
        points = [trace for trace in timeline(corpus).data if trace.type == "scatter" and trace.customdata]
        pointing = [trace for trace in points if trace.marker.symbol == shape]
        found = {row for trace in pointing for mark in trace.customdata for row in mark}
        assert found == set(corpus.dates.loc[corpus.dates[bound].isna(), "date_id"])


def test_inferred_dates_are_hollow(corpus: r2p.Corpus) -> None:
    inferred = set(corpus.dates.loc[corpus.dates["inferred"], "date_id"])
    for trace in timeline(corpus).data:
        for mark, colour in zip(trace.customdata or (), trace.marker.color, strict=False):
            assert (colour == "white") == (mark[0] in inferred)


def test_marks_of_a_lane_do_not_cover_each_other(corpus: r2p.Corpus) -> None:
    bars = [
        (row, pd.Timestamp(base), pd.Timestamp(base) + pd.Timedelta(milliseconds=length))
        for trace in timeline(corpus).data
        if trace.type == "bar"
        for row, base, length in zip(trace.y, trace.base, trace.x, strict=True)
    ]
    bars.sort()
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in zip(bars, bars[1:], strict=False))


def test_lanes_carry_the_names_of_their_documents(corpus: r2p.Corpus) -> None:
    figure = timeline(corpus)
    assert "A/68/947-S/2014/449" in figure.layout.yaxis.ticktext
    assert len(figure.layout.yaxis.ticktext) == corpus.dates["doc_id"].nunique()
    assert figure.layout.title.text.startswith(f"{len(corpus.dates)} dates from 1948 to 2021")


@pytest.mark.parametrize("text", ["Rien.\n", "Le 3 mai 2014 à <img src=x>, depuis 2010 & jusqu’au 2 mars 2016.\n"])
def test_charts_hold_with_few_dates_and_escape_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "<i>x.txt").write_text(text, encoding="utf-8")
    corpus = r2p.load_corpus(tmp_path)
    for figure in (timeline(corpus), draw_cited_years(corpus.references, corpus.documents)):
        assert "<img" not in str(figure.to_dict())
        assert figure.layout.title.text


def test_a_click_on_a_year_leads_to_its_citations(corpus: r2p.Corpus) -> None:
    chart = show_cited_years(corpus)
    trace = next(trace for trace in chart.chart.data if trace.name == "resolution")
    chart.choose(trace.customdata[list(trace.x).index(2000)])
    assert list(chart.selection["symbol"]) == ["S/RES/1325(2000)"]


def test_some_dates_are_drawn_alone(corpus: r2p.Corpus) -> None:
    chart = show_dates(corpus, corpus.dates[corpus.dates["doc_id"].str.startswith("004")])
    assert len(chart.chart.layout.yaxis.ticktext) == 1
    assert chart.chart.layout.annotations[-1].text.startswith("Source: 1 document,")

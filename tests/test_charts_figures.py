"""Charts of figures: what each mark stands for, what is read beside it, what is escaped."""

from __future__ import annotations

from pathlib import Path

import plotly.graph_objects as go
import pytest

import r2p_data as r2p
from r2p_data.charts.figures import draw_counts, draw_money, draw_shares
from r2p_data.charts.refused import draw_refused
from r2p_data.charts.scales import say_amount
from r2p_data.charts.sentences import mark_sentence, sentence_span
from r2p_data.explore.numbers import LinkedRows, show_counts, show_money, show_refused, show_shares

MONEY = """\
Le budget est passé de 2 à 3 millions de dollars. Il a reçu entre 40 et 60 millions d’euros en 2015.

Le Conseil a dépensé environ 5 000 dollars. Il a fallu au plus 9 milliards de yens.
"""
SHARES = """\
Entre 10 et 15 % des soldats sont partis. Près de 80 % des écoles ont rouvert. Trois des sept camps ont fermé.
"""


def read(folder: Path, text: str) -> r2p.Corpus:
    (folder / "x.txt").write_text(text, encoding="utf-8")
    return r2p.load_corpus(folder / "x.txt")


def drawn(corpus: r2p.Corpus) -> dict[str, go.Figure]:
    tables = corpus.figures, corpus.paragraphs, corpus.documents
    charts = {"money": draw_money(*tables), "shares": draw_shares(*tables), "counts": draw_counts(*tables)}
    return charts | {"refused": draw_refused(corpus.refused, corpus.documents)}


def identifiers(figure: go.Figure) -> set[str]:
    return {row for trace in figure.data for mark in trace.customdata or () for row in mark}


@pytest.mark.parametrize(
    ("name", "kinds"), [("money", ["money"]), ("shares", ["percent", "ratio"]), ("counts", ["count"])]
)
def test_every_figure_of_its_kind_has_a_mark(corpus: r2p.Corpus, name: str, kinds: list[str]) -> None:
    wanted = corpus.figures.loc[corpus.figures["kind"].isin(kinds), "figure_id"]
    assert identifiers(drawn(corpus)[name]) == set(wanted)


def test_every_refused_number_has_a_mark(corpus: r2p.Corpus) -> None:
    assert identifiers(drawn(corpus)["refused"]) == set(corpus.refused["refused_id"])


@pytest.mark.parametrize("name", ["money", "shares", "counts", "refused"])
def test_chart_states_a_finding_units_and_source(corpus: r2p.Corpus, name: str) -> None:
    figure = drawn(corpus)[name]
    assert any(character.isdigit() for character in figure.layout.title.text)
    assert figure.layout.xaxis.title.text
    assert figure.layout.annotations[-1].text == "Source: 5 documents, read with r2p_data"


def test_ranges_are_lines_and_changes_are_arrows(tmp_path: Path) -> None:
    figure = drawn(read(tmp_path, MONEY))["money"]
    lines = {tuple(trace.x[:2]) for trace in figure.data if trace.mode == "lines" and trace.x}
    assert lines == {(2e6, 3e6), (40e6, 60e6)}
    shapes = {
        x: shape
        for trace in figure.data
        if trace.mode != "lines"
        for x, shape in zip(trace.x, trace.marker.symbol, strict=True)
    }
    assert shapes[3e6] == "triangle-right" and shapes[60e6] == "circle"
    assert shapes[5000] == "diamond-open" and shapes[9e9] == "triangle-left"
    assert figure.layout.xaxis.type == "log"


def test_each_amount_is_said_with_its_bound_and_currency(tmp_path: Path) -> None:
    figure = drawn(read(tmp_path, MONEY))["money"]
    said = {text.strip() for trace in figure.data for text in trace.text or () if text}
    assert said == {"2 million → 3 million USD", "40 million to 60 million EUR", "≈ 5,000 USD", "≤ 9 billion JPY"}
    assert figure.layout.showlegend


def test_shares_are_parts_of_a_hundred(tmp_path: Path) -> None:
    figure = drawn(read(tmp_path, SHARES))["shares"]
    bars = {trace.name: trace.x for trace in figure.data}
    whole = [sum(parts) for parts in zip(*bars.values(), strict=True)]
    assert whole == pytest.approx([100, 100, 100])
    assert bars["part stated"] == pytest.approx((80, 300 / 7, 10))
    assert bars["up to (range)"] == pytest.approx((0, 0, 5))


def test_pointing_at_a_mark_shows_its_sentence(corpus: r2p.Corpus) -> None:
    hovered = [text for trace in drawn(corpus)["money"].data for text in trace.hovertext or ()]
    assert any("<b>plus de 2 milliards d’euros</b>" in text and ", par. 35" in text for text in hovered)


@pytest.mark.parametrize(
    "text", ["Rien.\n", "Le <img src=x> a reçu 3 <b>pays</b> & 5 <i>euros</i>, 4 % des <u>sols</u>.\n"]
)
def test_charts_hold_with_nothing_to_draw_and_escape_what_they_draw(tmp_path: Path, text: str) -> None:
    for figure in drawn(read(tmp_path, text)).values():
        shown = str(figure.to_dict())
        assert not any(tag in shown for tag in ("<img", "<b>pays", "<u>"))
        assert figure.layout.title.text


@pytest.mark.parametrize("show", [show_money, show_shares, show_counts, show_refused])
def test_a_click_leads_to_the_passage_and_back_to_code(corpus: r2p.Corpus, show: type[LinkedRows]) -> None:
    chart = show(corpus)
    trace = next(trace for trace in chart.chart.data if trace.customdata)
    chart.choose(trace.customdata[0])
    row = chart.selection.iloc[0]
    assert row.iloc[0] in list(trace.customdata[0])
    assert corpus.cite(row).split(",")[0] in chart._passage.value.replace("&#x27;", "'")


def test_a_digit_that_the_scanner_made_of_a_letter_is_shown_as_printed(corpus: r2p.Corpus) -> None:
    chart = show_refused(corpus)
    chart.choose(corpus.refused.loc[corpus.refused["reason"] == "OCR letter", "refused_id"].head(1))
    assert ">1</mark>’" in chart._passage.value


def test_stored_output_is_the_chart_and_a_line_of_text(corpus: r2p.Corpus) -> None:
    bundle = show_money(corpus)._repr_mimebundle_()
    assert bundle["text/plain"].startswith("Linked('3 amounts of money")
    assert bundle["application/vnd.plotly.v1+json"]["layout"]["title"]["text"].startswith("3 amounts")


@pytest.mark.parametrize(
    ("value", "said"), [(1, "1"), (999_999, "999,999"), (1_123_346_000, "1.123 billion"), (2e12, "2 trillion")]
)
def test_large_numbers_are_said_in_words(value: float, said: str) -> None:
    assert say_amount(value) == said


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Il part. M. Adams a vu 28 pays. Il revient.", "28", "M. Adams a vu 28 pays."),
        ("Un. « Deux pays. » Trois pays !", "Trois", "Trois pays !"),
        ("Le Conseil a réuni 28 pays", "28", "Le Conseil a réuni 28 pays"),
    ],
)
def test_sentence_around_a_number(text: str, word: str, sentence: str) -> None:
    at = text.index(word)
    assert text[slice(*sentence_span(text, at, at + len(word)))] == sentence


def test_a_long_sentence_is_shown_in_part() -> None:
    text = "mot " * 500 + "28 pays " + "mot " * 500
    said = mark_sentence(text, 2000, 2002)
    assert "<b>28</b>" in said and len(said) < 700
    assert said.startswith("… mot ") and said.endswith(" mot …")

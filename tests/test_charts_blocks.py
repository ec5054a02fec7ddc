"""The strip of blocks and the chart of repairs: every block drawn, every finding computed."""

from __future__ import annotations

from html import escape

import pytest

import r2p_data as r2p
from r2p_data.charts.blocks import LOOKS, TRIVIAL, draw_blocks, draw_repairs, name_class


def test_every_span_of_every_block_is_a_bar_as_wide_as_it_is_long(corpus: r2p.Corpus) -> None:
    figure = draw_blocks(corpus.paragraphs, corpus.documents)
    drawn = [
        (block, at, width)
        for bar in figure.data
        for block, at, width in zip(bar.customdata, bar.base, bar.x, strict=True)
    ]
    assert len(drawn) == corpus.paragraphs["spans"].map(len).sum()
    sizes = corpus.documents.set_index("doc_id")["n_characters"]
    rows = corpus.paragraphs.set_index("paragraph_id")
    for block, at, width in drawn:
        row = rows.loc[block]
        spans = [
            (100 * start / sizes[row["doc_id"]], 100 * (end - start) / sizes[row["doc_id"]])
            for start, end in row["spans"]
        ]
        assert any(at == pytest.approx(s, abs=0.001) and width == pytest.approx(w, abs=0.001) for s, w in spans)


def test_a_paragraph_that_a_page_cuts_is_two_bars_with_furniture_between(corpus: r2p.Corpus) -> None:
    rows = corpus.paragraphs
    cut = rows[rows["doc_id"].str.startswith("001") & (rows["number"] == "24") & (rows["kind"] == "paragraph")].iloc[0]
    bars = {bar.name: bar for bar in draw_blocks(rows, corpus.documents).data}
    body, furniture = bars["paragraph"], bars[LOOKS["furniture"].name]
    at = [start for block, start in zip(body.customdata, body.base, strict=True) if block == cut["paragraph_id"]]
    ours = [start for name, start in zip(furniture.y, furniture.base, strict=True) if name.startswith("A/68/947")]
    assert len(at) == 2 and any(at[0] < start < at[1] for start in ours)


def test_strip_has_one_row_a_document_in_order_and_hover_with_number_and_words(corpus: r2p.Corpus) -> None:
    figure = draw_blocks(corpus.paragraphs, corpus.documents)
    assert len(figure.layout.yaxis.categoryarray) == len(corpus.documents)
    assert "83,856 characters" in figure.layout.yaxis.categoryarray[1]
    hovers = [text for bar in figure.data for text in bar.hovertext]
    assert any(text.startswith("<b>24</b> Comme je l’indiquais") for text in hovers)
    assert len({(bar.offset, bar.width, bar.marker.color) for bar in figure.data}) == len(figure.data)


def test_finding_of_the_strip_is_computed(corpus: r2p.Corpus) -> None:
    only = corpus.paragraphs.query("kind == 'furniture'")
    assert "furniture 100.0 %" in draw_blocks(only, corpus.documents).layout.title.text
    assert draw_blocks(corpus.paragraphs.head(0), corpus.documents).layout.title.text == "No block was read"


def test_words_of_a_document_are_escaped(corpus: r2p.Corpus) -> None:
    paragraphs = corpus.paragraphs.head(1).assign(text="<b>Mali</b>", number="<i>")
    hover = draw_blocks(paragraphs, corpus.documents).data[0].hovertext[0]
    assert hover == f"<b>{escape('<i>')}</b> {escape('<b>Mali</b>')}"


def test_repairs_are_counted_by_class_without_the_trivial_ones(corpus: r2p.Corpus) -> None:
    figure = draw_repairs(corpus.repairs, corpus.documents, top=999)
    real = corpus.repairs[~corpus.repairs["rule"].isin(TRIVIAL)]
    assert sum(sum(bar.x) for bar in figure.data) == len(real)
    assert figure.layout.title.text.startswith(f"{len(real):,} repairs of {real['rule'].nunique()} classes")
    ticks = figure.data[0].y
    assert any(tick.startswith("split word: ") and "␣" in tick for tick in ticks)
    assert not any(tick.startswith(("line join", "label")) for tick in ticks)


def test_top_classes_say_that_they_are_not_all(corpus: r2p.Corpus) -> None:
    figure = draw_repairs(corpus.repairs, corpus.documents, top=3)
    assert len(figure.data[0].y) == 3
    assert "(the 3 classes most needed)" in figure.layout.xaxis.title.text


def test_nothing_repaired_is_said(corpus: r2p.Corpus) -> None:
    assert draw_repairs(corpus.repairs.head(0), corpus.documents).layout.title.text == "Nothing had to be repaired"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (("split_word", "pol itique", "politique"), "split word: « pol␣itique » → « politique »"),
        (("missing_space", "", " "), "missing space: nothing → « ␣ »"),
        (("letter_confusion", "<b", "b"), "letter confusion: « &lt;b » → « b »"),
    ],
)
def test_a_class_is_named_with_visible_blanks(case: tuple[str, str, str], expected: str) -> None:
    assert name_class(*case) == expected

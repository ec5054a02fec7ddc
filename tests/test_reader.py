"""The reader and the concordance: where they lead, what they mark, what they escape."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pandas as pd
import pytest

import r2p_data as r2p
from r2p_data.errors import R2PDataError
from r2p_data.explore.kwic import Kwic, cut_left, cut_right
from r2p_data.explore.layers import COLUMNS, LAYERS, Mark, mark_text, name_date, name_figure, place_repairs, read_layers
from r2p_data.explore.reader import Reader, list_sections

MARKED = re.compile(r"<mark[^>]*>([^<]*)</mark>")


def row_of(corpus: r2p.Corpus, doc: str, number: str) -> pd.Series:
    rows = corpus.paragraphs
    return rows[rows["doc_id"].str.startswith(doc) & (rows["kind"] == "paragraph") & (rows["number"] == number)].iloc[0]


@pytest.fixture
def reader(corpus: r2p.Corpus) -> Reader:
    return Reader(corpus, row_of(corpus, "001", "24"))


def page_of(reader: Reader) -> str:
    return re.search(r'<div class="r2p-page[^>]*>(.*?)</div>', reader._page.value, re.S)[1]


def test_opens_at_the_paragraph_of_a_row_and_cites_it(reader: Reader) -> None:
    assert "A/68/947-S/2014/449, par. 24" in reader._page.value
    assert repr(reader).startswith("Reader(A/68/947-S/2014/449, par. 24: ")
    assert reader.paragraph is not None and reader.paragraph["number"] == "24"
    assert reader._repr_mimebundle_()["text/plain"] == repr(reader)


@pytest.mark.parametrize("table", ["documents", "paragraphs", "actors", "mentions", "figures", "dates", "repairs"])
def test_a_row_of_any_table_leads_to_its_paragraph(corpus: r2p.Corpus, table: str) -> None:
    rows = corpus.tables[table]
    if table == "repairs":
        rows = rows[rows["rule"] == "split_word"]
    row = rows.iloc[len(rows) // 2]
    reader = Reader(corpus)
    reader.show(row)
    assert reader.paragraph is not None
    if table == "repairs":
        assert any(start <= row["raw_start"] < end for start, end in reader.paragraph["spans"])
    elif "paragraph_id" in row:
        assert reader.paragraph["paragraph_id"] == row["paragraph_id"]
    else:
        assert corpus.passage(row).text == reader.paragraph["text"] or table == "documents"


def test_furniture_and_foreign_rows_are_refused_with_a_remedy(corpus: r2p.Corpus, reader: Reader) -> None:
    with pytest.raises(R2PDataError, match="page furniture"):
        reader.show(corpus.paragraphs.query("kind == 'furniture'").iloc[0])
    with pytest.raises(R2PDataError, match="names no document"):
        reader.show(pd.Series({"surface": "Mali"}))


def test_walks_over_every_block_but_furniture_and_stops_at_the_ends(corpus: r2p.Corpus) -> None:
    reader = Reader(corpus)
    reader._document.value = next(doc for doc in corpus.documents["doc_id"] if doc.startswith("003"))
    assert reader._previous.disabled and not reader._next.disabled
    seen = [reader.paragraph["paragraph_id"]]
    while not reader._next.disabled:
        reader._next.click()
        seen.append(reader.paragraph["paragraph_id"])
    mine = corpus.paragraphs.query("doc_id == @reader._document.value and kind != 'furniture'")
    assert seen == mine["paragraph_id"].tolist()
    reader._next.click()
    assert reader.paragraph["paragraph_id"] == seen[-1]
    reader._previous.click()
    assert reader.paragraph["paragraph_id"] == seen[-2]


def test_a_section_leads_to_its_heading_and_is_the_one_marked(reader: Reader) -> None:
    places = {button.description: (at, button) for at, button in reader._sections}
    assert "r2p-here" in places["Partenariats"][1]._dom_classes
    at, button = places["I. Introduction"]
    button.click()
    assert reader.paragraph["text"] == "Introduction"
    assert [b.description for _, b in reader._sections if "r2p-here" in b._dom_classes] == ["I. Introduction"]
    assert reader._place.value == at + 1


def test_selection_is_what_is_marked_and_points_at_its_words(corpus: r2p.Corpus, reader: Reader) -> None:
    rows = reader.selection
    assert list(rows.columns) == list(COLUMNS)
    assert {"actors", "dates", "references"} <= set(rows["layer"]) and "repairs" not in set(rows["layer"])
    text = reader.paragraph["text"]
    assert all(text[row.start : row.end] == row.surface for row in rows.itertuples())
    assert html.unescape("".join(MARKED.findall(page_of(reader)))) == "".join(rows["surface"])
    assert f"⟦{rows['surface'].iloc[2]}⟧" in str(corpus.passage(rows.iloc[2]))


def test_a_switch_takes_its_layer_off_page_and_selection(reader: Reader) -> None:
    counts = reader.selection["layer"].value_counts()
    assert f"</span> {counts['actors']}" in reader._layers["actors"].description
    reader._layers["actors"].value = False
    assert "actors" not in set(reader.selection["layer"])
    assert 'class="r2p-actors"' not in page_of(reader)
    assert f"</span> {counts['actors']}" in reader._layers["actors"].description
    reader._layers["repairs"].value = True
    assert "repairs" in set(reader.selection["layer"])


def test_layers_are_told_apart_without_colours(reader: Reader) -> None:
    style = reader.children[0].value
    lines = {layer: re.search(rf"\.r2p-{layer} {{(border-\w+: \d\w+ \w+|box-shadow)", style) for layer in LAYERS}
    assert all(lines.values()) and len({line[1] for line in lines.values() if line}) == len(LAYERS)


def test_as_printed_shows_the_characters_of_the_file(corpus: r2p.Corpus, reader: Reader) -> None:
    row = row_of(corpus, "001", "24")
    assert "14-57339" not in page_of(reader)
    reader._printed.value = True
    page = page_of(reader)
    apart = "".join(re.findall(r'<span class="r2p-apart"[^>]*>([^<]*)</span>', page))
    assert "14-57339" in apart and "http://undocs.org/fr/A/65/877" in apart
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert shown == corpus.source(row["doc_id"])[row["raw_start"] : row["raw_end"]]
    reader._layers["repairs"].value = True
    assert '<mark class="r2p-repairs" title="space before apostrophe: « ' in page_of(reader)


def test_notes_that_a_paragraph_calls_stand_below_it(corpus: r2p.Corpus) -> None:
    value = Reader(corpus, row_of(corpus, "001", "2"))._page.value
    assert value.count('class="r2p-note"') == 2
    assert "note 1: Dans le présent rapport" in value


def test_every_repair_is_placed_on_what_it_left(corpus: r2p.Corpus) -> None:
    logs = dict(list(corpus.repairs.groupby("doc_id")))
    placed = 0
    for row in corpus.paragraphs.to_dict("records"):
        log = logs.get(row["doc_id"], corpus.repairs.head(0))
        near = log[log["raw_start"].between(row["raw_start"], row["raw_end"])].to_dict("records")
        for edit, start, end in place_repairs(row["spans"], near):
            placed += 1
            assert row["text"][start:end] == edit["after"]
    assert placed == len(corpus.repairs)


def test_rows_say_in_words_what_the_tables_say_in_columns(corpus: r2p.Corpus) -> None:
    ratio = corpus.figures.query("kind == 'ratio'").iloc[0]
    rows = read_layers(corpus, corpus.paragraphs.set_index("paragraph_id", drop=False).loc[ratio["paragraph_id"]])
    assert "ratio: 10 of 16" in " ".join(rows["reads"])
    money = corpus.figures.query("form == 'change' and kind == 'money'").iloc[0].to_dict()
    assert name_figure(money).startswith("money: 750,000,000 to 900,000,000 EUR")
    open_end = {"date_from": pd.Timestamp("2005-01-01"), "date_to": pd.NaT, "precision": "year", "inferred": True}
    assert name_date(open_end) == "from 2005-01-01, a part from the context"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "a&lt;b"),
        ([Mark(0, 1, "dates", '"')], '<mark class="r2p-dates" title="&quot;">a</mark>&lt;b'),
        ([Mark(1, 1, "repairs"), Mark(2, 9, "dates")], "a&lt;b"),
        (
            [Mark(0, 3, "actors", "x"), Mark(1, 2, "figures", "y")],
            '<mark class="r2p-actors" title="x">a</mark><mark class="r2p-actors r2p-figures" title="x\ny">&lt;</mark>'
            '<mark class="r2p-actors" title="x">b</mark>',
        ),
    ],
)
def test_marks_may_overlap_and_all_text_is_escaped(marks: list[Mark], expected: str) -> None:
    assert mark_text("a<b", marks) == expected


def test_words_of_a_document_cannot_become_markup(tmp_path: Path) -> None:
    path = tmp_path / "injection.txt"
    path.write_text("1. <img src=x onerror=alert(1)> Le Mali & 28 pays.\n\n2. Suite.\n", encoding="utf-8")
    corpus = r2p.load_corpus(path)
    reader = Reader(corpus)
    assert "<img" not in reader._page.value and "&lt;img" in reader._page.value
    reader._printed.value = True
    assert "<img" not in reader._page.value and "&lt;img" in reader._page.value
    assert "<img" not in Kwic(corpus, corpus.concordance("mali"))._repr_html_()


def test_a_failure_is_shown_inside_the_widget(reader: Reader) -> None:
    reader._texts = reader._texts.drop(columns="section")
    with pytest.raises(KeyError):
        reader._place.value += 1
    assert "This failed" in reader._page.value


def test_a_document_without_headings_has_its_beginning_as_section(corpus: r2p.Corpus) -> None:
    press = corpus.paragraphs[corpus.paragraphs["doc_id"].str.startswith("000")].reset_index(drop=True)
    assert list_sections(press) == [(0, ("(beginning)", 0))]
    assert list_sections(press.head(0)) == []


def test_kwic_has_its_words_in_one_column(corpus: r2p.Corpus) -> None:
    found = corpus.concordance("ETAT")
    assert {"État", "état"} == set(found["keyword"])
    lines = repr(Kwic(corpus, found)).splitlines()
    kwic = Kwic(corpus, found)
    column = max(len(left) for left, *_ in kwic.lines)
    assert len(lines) == len(found) == kwic._repr_html_().count("<tr>")
    assert all(line[column:].startswith(word) for line, word in zip(lines, found["keyword"], strict=True))
    assert any(line[:column].endswith("l’") for line in lines)
    assert "nothing found" in repr(Kwic(corpus, corpus.concordance("zzz")))


@pytest.mark.parametrize("text", ["", "mot", "un mot", "x" * 60, "la paix et la sécurité internationales"])
def test_cut_contexts_keep_whole_words_next_to_the_keyword(text: str) -> None:
    left, right = cut_left(text, 12), cut_right(text, 12)
    assert len(left) <= 13 and len(right) <= 13
    assert text.endswith(left.lstrip("…")) and text.startswith(right.rstrip("…"))

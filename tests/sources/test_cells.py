"""Tables of which the file tells the rows and columns: what stands in them is a cell with its place, and nothing else.

Every table is written by a real writer of its format, read, parsed, and pivoted back.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from r2p_data import Corpus, load_corpus
from r2p_data.parse import parse_document
from r2p_data.records import Cell, Document, Source, Span
from r2p_data.sources.cells import keep_tables
from r2p_data.sources.limits import Limits
from r2p_data.sources.mojibake import find_mojibake
from r2p_data.sources.reading import read_bytes
from r2p_data.tables import check_table
from tests.sources.printing import W

Rows = Sequence[Sequence[str]]
BEFORE = "Le Conseil de sécurité a prorogé le mandat de la Mission jusqu’au 30 juin 2017, comme indiqué ci-après."
AFTER = "Il a décidé de rester saisi de la question et prié le Secrétaire général de lui faire rapport."

CONTRIBUTIONS = [
    ["Pays", "Militaires", "Observations"],
    ["Sénégal", "1 112", "Deux bataillons d’infanterie"],
    ["Tchad", "1 440", ""],
    ["Togo", "936", "1. Unité de police constituée"],
    ["Niger", "", "• Retrait annoncé"],
]
# What content alone tells wrongly or not at all: words only, numbers that seem to number, sentences, page numbers.
WORDS = [
    ["Objectif", "Mesure", "Responsable"],
    ["Protection des civils", "a) Patrouilles de nuit.", "MINUSMA"],
    ["Justice", "Le Procureur a ouvert trois enquêtes.", "Cour pénale internationale"],
]
COUNTED = [["1.", "2.", "3."], ["12", "7", "9"], ["II.", "1/4", "2016"]]
TABLES = {"contributions": CONTRIBUTIONS, "words": WORDS, "counted": COUNTED}


def as_docx(rows: Rows) -> bytes:
    document = new_docx()
    document.add_paragraph(BEFORE)
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    document.add_paragraph(AFTER)
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def as_html(rows: Rows) -> bytes:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    table = f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
    return f"<html><body><p>{BEFORE}</p>{table}<p>{AFTER}</p></body></html>".encode()


def as_markdown(rows: Rows) -> bytes:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([BEFORE, "", head, "|---" * len(rows[0]) + "|", *body, "", AFTER, ""]).encode()


def as_pdf(rows: Rows, *more: tuple[object, ...]) -> bytes:
    normal = getSampleStyleSheet()["Normal"]
    cells = [[Paragraph(text, normal) if text else "" for text in row] for row in rows]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), *more])
    story = [Paragraph(BEFORE, normal), Table(cells, colWidths=150, style=style), Paragraph(AFTER, normal)]
    SimpleDocTemplate(buffer := io.BytesIO(), pagesize=A4).build(story)
    return buffer.getvalue()


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "x.docx": as_docx, "x.html": as_html, "x.md": as_markdown, "x.pdf": as_pdf,
}  # fmt: skip


def read(data: bytes, name: str) -> Source:
    return read_bytes(data, name, Limits())


def parse(data: bytes, name: str) -> Document:
    return parse_document(read(data, name), name)


def cells_of(document: Document) -> list[tuple[int | None, int | None, int | None, str]]:
    return [
        (p.block.table, p.block.row, p.block.column, p.text)
        for p in document.paragraphs
        if p.block.kind == "table_cell"
    ]


def placed(rows: Rows, table: int = 1) -> list[tuple[int, int, int, str]]:
    return [(table, r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text]


def loaded(folder: Path, name: str, data: bytes) -> Corpus:
    (folder / name).write_bytes(data)
    return load_corpus(folder / name)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_each_cell_has_the_row_and_the_column_that_it_was_written_in(name: str, rows: Rows) -> None:
    document = parse(WRITERS[name](rows), name)
    assert cells_of(document) == placed(rows)
    assert [p.text for p in document.paragraphs if p.block.kind == "paragraph"] == [BEFORE, AFTER]


@pytest.mark.parametrize("name", WRITERS)
def test_no_character_is_lost_and_none_is_read_twice(name: str) -> None:
    document = parse(WRITERS[name](CONTRIBUTIONS), name)
    text = document.source.text
    spans = sorted(span for p in document.paragraphs for span in p.block.spans)
    held = {i for span in spans for i in range(*span)}
    assert sum(end - start for start, end in spans) == len(held)
    assert not [text[i] for i in range(len(text)) if i not in held and not text[i].isspace() and text[i] not in "|-"]


@pytest.mark.parametrize("name", WRITERS)
def test_a_pivot_gives_the_table_back_and_figures_and_actors_stand_in_it(name: str, tmp_path: Path) -> None:
    corpus = loaded(tmp_path, name, WRITERS[name](CONTRIBUTIONS))
    check_table("paragraphs", corpus.paragraphs)
    cells = corpus.paragraphs[corpus.paragraphs["kind"] == "table_cell"]
    table = cells.pivot(index="table_row", columns="table_column", values="text")
    assert table.fillna("").to_numpy().tolist() == CONTRIBUTIONS
    place = ["table_row", "table_column"]
    # « 936 » without a unit counts nothing
    figures = corpus.figures.merge(cells[["paragraph_id", *place]])
    assert figures[[*place, "value"]].to_numpy().tolist() == [[2, 2, 1112], [2, 3, 2], [3, 2, 1440]]
    states = corpus.mentions.merge(cells[["paragraph_id", *place]])
    assert states[[*place, "surface"]].to_numpy().tolist() == [
        [2, 1, "Sénégal"], [3, 1, "Tchad"], [4, 1, "Togo"], [5, 1, "Niger"],
    ]  # fmt: skip


MERGED = [(1, 1, "Pays"), (1, 2, "Effectifs"), (2, 2, "Militaires"), (2, 3, "Police"), (3, 1, "Tchad"), (3, 3, "21")]


def merged_docx() -> bytes:
    document = new_docx()
    table = document.add_table(3, 3)
    for row, column, text in MERGED:
        table.cell(row - 1, column - 1).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def merged_html() -> bytes:
    return (
        b"<p>Effectifs.</p><table><thead><tr><th rowspan=2>Pays<th colspan=2>Effectifs<tr><th>Militaires<th>Police"
        b"</thead><tr><td>Tchad<td><td>21</table>"
    )


def merged_pdf() -> bytes:
    rows = [["Pays", "Effectifs", ""], ["", "Militaires", "Police"], ["Tchad", "", "21"]]
    centred = ("ALIGN", (0, 0), (-1, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    return as_pdf(rows, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), *centred)


@pytest.mark.parametrize(
    ("name", "data"), [("x.docx", merged_docx()), ("x.html", merged_html()), ("x.pdf", merged_pdf())]
)
def test_a_merged_cell_has_the_first_of_its_places(name: str, data: bytes) -> None:
    assert [cell[1:] for cell in cells_of(parse(data, name))] == MERGED


def test_cells_of_several_paragraphs_are_one_block() -> None:
    document = new_docx()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "Date", "Thème", "3 mai 2016"
    table.cell(1, 1).text = "La paix."
    table.cell(1, 1).add_paragraph("Le désarmement.")
    document.save(buffer := io.BytesIO())
    page = "<table><tr><td>Date<td>Thème<tr><td>3 mai 2016<td><p>La paix.</p><p>Le désarmement.</p></table>"
    expected = placed([["Date", "Thème"], ["3 mai 2016", "La paix. Le désarmement."]])
    assert cells_of(parse(buffer.getvalue(), "x.docx")) == expected
    assert cells_of(parse(page.encode(), "x.html")) == expected


def test_rows_in_a_control_of_word_and_rows_set_in_are_read() -> None:
    document = new_docx()
    table = document.add_table(2, 3)
    for n, text in enumerate(["Pays", "Police", "Total", "21", "30"]):
        table.cell(n // 3, n % 3).text = text
    row = table.rows[1]._tr
    row.remove(row.tc_lst[2])
    row.insert(0, parse_xml(f'<w:trPr xmlns:w="{W}"><w:gridBefore w:val="1"/></w:trPr>'))
    control = parse_xml(f'<w:sdt xmlns:w="{W}"><w:sdtContent/></w:sdt>')
    row.addprevious(control)
    control[0].append(row)
    document.save(buffer := io.BytesIO())
    assert cells_of(parse(buffer.getvalue(), "x.docx")) == placed([["Pays", "Police", "Total"], ["", "21", "30"]])


def test_a_caption_counts_with_the_table_below_it_and_tables_are_counted() -> None:
    markdown = (
        f"{BEFORE}\n\nTableau 1\n\n| Pays | Police |\n|---|---|\n| Tchad | **21** |\n\n{AFTER}\n\n"
        f"| Année | Total |\n|---|---|\n| `2016` | 30 \\| 31 |\n"
    )
    assert cells_of(parse(markdown.encode(), "x.md")) == [
        (1, None, None, "Tableau 1"),
        *placed([["Pays", "Police"], ["Tchad", "21"]]),
        *placed([["Année", "Total"], ["2016", "30 | 31"]], table=2),
    ]


def test_tables_of_the_chapters_of_a_book_are_counted_on() -> None:
    table = "<table><tr><td>Pays</td><td>Police</td></tr><tr><td>Tchad</td><td>21</td></tr></table>"
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", "<c><rootfiles><rootfile full-path='b.opf'/></rootfiles></c>")
        items = "".join(f"<item id='c{n}' href='{n}.xhtml'/>" for n in (1, 2))
        refs = "".join(f"<itemref idref='c{n}'/>" for n in (1, 2))
        book.writestr("b.opf", f"<package><manifest>{items}</manifest><spine>{refs}</spine></package>")
        for n in (1, 2):
            book.writestr(f"{n}.xhtml", f"<html><body><p>{BEFORE}</p>{table}</body></html>")
    rows = [["Pays", "Police"], ["Tchad", "21"]]
    assert cells_of(parse(buffer.getvalue(), "x.epub")) == [*placed(rows), *placed(rows, table=2)]


def test_a_sentence_that_a_table_interrupts_goes_on_below_it() -> None:
    page = as_html(CONTRIBUTIONS).decode().replace("ci-après.", "par la").replace(AFTER, "résolution précédente.")
    found = [p.text for p in parse(page.encode(), "x.html").paragraphs if p.block.kind == "paragraph"]
    assert found == [BEFORE.replace("ci-après.", "par la résolution précédente.")]


LAYOUTS = {  # what is set in a table and is none
    "one_row": f"<table><tr><td><p>{BEFORE}</p><td><p>{AFTER}</p></table>",
    "one_column": f"<table><tr><td>{BEFORE}<tr><td>{AFTER}</table>",
    "page": f"<table><tr><td>Accueil<td>Plan<tr><td>Menu<td><h2>I. La paix</h2><p>{BEFORE}</p><p>{AFTER}</p></table>",
    "role": f"<table role=presentation><tr><td>{BEFORE}<td>{AFTER}<tr><td>{AFTER}<td>{BEFORE}</table>",
    "around": f"<table><tr><td>{BEFORE}<td><table><tr><td>a<td>b</table><tr><td>{AFTER}<td>{AFTER}</table>",
    "long": f"<table><tr><td>{BEFORE}<td>{AFTER}<tr><td>{AFTER}<td>{BEFORE * 30}</table>",
}


@pytest.mark.parametrize("page", LAYOUTS.values(), ids=LAYOUTS)
def test_a_table_that_lays_out_a_page_is_none(page: str) -> None:
    source = read(page.encode(), "x.html")
    assert BEFORE in source.text and source.cells == ()


def test_a_masthead_that_is_set_in_a_table_stays_furniture() -> None:
    document = new_docx()
    table = document.add_table(2, 2)
    for n, text in enumerate(["Nations Unies", "S/2016/498", "Conseil de sécurité", "Distr. générale\n31 mai 2016"]):
        table.cell(n // 2, n % 2).text = text
    document.add_paragraph(BEFORE)
    document.save(buffer := io.BytesIO())
    assert cells_of(parse(buffer.getvalue(), "x.docx")) == []


def test_columns_of_amounts_that_no_stroke_parts_into_rows_get_no_places() -> None:
    rows = [["Pays<br/>Tchad<br/>Togo", "Police<br/>21<br/>30"], ["Total", "51"]]
    assert read(as_pdf(rows), "x.pdf").cells == ()


def test_spans_of_a_page_that_is_hostile_are_bounded() -> None:
    page = "<p>a</p><table>" + "<tr><td colspan=999999999 rowspan=999999999>x<td colspan=-3>y" * 50 + "</table>"
    assert len(read(page.encode(), "x.html").cells) == 100


def test_a_cell_over_two_columns_takes_both_places() -> None:
    page = """<table><tr><td>Pays</td><td colspan="2">Effectif</td><td>Total</td></tr>
        <tr><td>Mali</td><td>12</td><td>7</td><td>19</td></tr></table>"""
    data = f"<html><body><p>{BEFORE}</p>{page}<p>{AFTER}</p></body></html>".encode()
    source = read(data, "page.html")
    columns = [(source.text[cell.start : cell.end].strip(), cell.row, cell.column) for cell in source.cells]
    assert columns == [
        ("Pays", 1, 1), ("Effectif", 1, 2), ("Total", 1, 4), ("Mali", 2, 1), ("12", 2, 2), ("7", 2, 3), ("19", 2, 4),
    ]  # fmt: skip


def test_two_cells_in_one_place_are_no_table() -> None:
    crossed = [Cell(0, 1, 1, 1, 1), Cell(2, 3, 1, 1, 2), Cell(4, 5, 1, 2, 1), Cell(6, 7, 1, 2, 2)]
    assert len(keep_tables(crossed)) == 4
    assert keep_tables([*crossed, Cell(8, 9, 1, 2, 2)]) == ()


def test_furniture_after_mojibake_keeps_its_place() -> None:
    wrong = "La sÃ©curitÃ© et lâ€™égalité sont acquises, et lâ€™Union sâ€™en fÃ©licite."
    around = "Toutes les actualités"
    text = f"{wrong}\n\n{around}\n\n{BEFORE}"
    span = Span(len(wrong) + 2, len(wrong) + 2 + len(around))
    source = Source("x.html", text, "utf-8", "text/html", "", furniture=(span,), edits=find_mojibake(text))
    assert source.edits
    kinds = [paragraph.block.kind for paragraph in parse_document(source, "x").paragraphs]
    assert kinds == ["paragraph", "furniture", "paragraph"]

"""Tables that no line rules: their rows are cells, whatever they begin with, and what stands around them is text."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from r2p_data.parse import parse_document
from r2p_data.records import Document
from r2p_data.sources.limits import Limits
from r2p_data.sources.pdf import read_pdf
from tests.sources.reading_back import check_rows

FONT, BOLD, SIZE, LEADING = "Times-Roman", "Times-Bold", 10.0, 12.0
LEFT, TEXT, WIDTH = 72.0, 110.0, 410.0
AMOUNTS = (360.0, 410.0, 460.0, 510.0)  # right edges of the columns
PROSE = (
    "Le Comité consultatif a examiné le projet de budget-programme et les renseignements complémentaires qui lui ont "
    "été communiqués, et il recommande à l’Assemblée générale d’approuver les ressources demandées pour l’exercice."
)


class Sheet:
    """Pages in the style of a report on the budget: numbers that hang before their text, tables without rules."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.y, self.page = 740.0, 1

    def paragraph(self, number: str, text: str = PROSE) -> None:
        self.y -= LEADING / 2
        self.canvas.setFont(FONT, SIZE)
        lines = wrap(text, WIDTH)
        self.canvas.drawString(LEFT, self.y - LEADING, number)
        for line in lines:
            self._line((TEXT, line))

    def heading(self, text: str) -> None:
        self.y -= LEADING
        self._line((LEFT, text), font=BOLD)
        self.y -= LEADING / 2

    def row(self, *cells: str) -> None:
        """The first cell from the left, of several lines where it holds « | », the others from the right."""
        *above, last = cells[0].split("|")
        for line in above:
            self._line((LEFT, line))
        at = ((right - stringWidth(text, FONT, SIZE), text) for right, text in zip(AMOUNTS, cells[1:], strict=False))
        self._line((LEFT, last), *at)

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        self.y -= LEADING
        for row in rows:
            self.row(*row)
        self.y -= LEADING

    def _line(self, *runs: tuple[float, str], font: str = FONT) -> None:
        if self.y < 110:
            self.end_page()
        self.y -= LEADING
        self.canvas.setFont(font, SIZE)
        for x, text in runs:
            self.canvas.drawString(x, self.y, text)

    def end_page(self) -> None:
        self.canvas.setFont(BOLD, 8)
        self.canvas.drawString(LEFT, 790, "A/72/884")
        self.canvas.drawString(LEFT, 50, f"{self.page}/120")
        self.canvas.drawRightString(525, 50, "18-06179")
        self.canvas.showPage()
        self.page, self.y = self.page + 1, 740.0

    def parse(self) -> Document:
        self.end_page()
        self.canvas.save()
        document = parse_document(read_pdf(self.buffer.getvalue(), "x.pdf", Limits()), "x")
        check_rows(document)
        return document


def wrap(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, FONT, SIZE) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def numbered(document: Document) -> list[str]:
    return [p.block.number for p in document.paragraphs if p.block.kind == "paragraph" and p.block.number]


def texts(document: Document, kind: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.block.kind == kind]


PRODUCTS = [
    ("", "2015", "2015", "2016", "2017"),
    ("1. Rapports à l’Assemblée générale", "4", "4", "3", "3"),
    ("2. Séances de la Commission", "12", "11", "12", "12"),
    ("3. Réunions d’experts sur la sécurité|et sur la justice", "7", "–", "6", "(1)"),
    ("4. Publications techniques.", "2", "2", "1", "(3)"),
]


@pytest.mark.parametrize("numbers", [["1.", "2.", "3.", "4.", "5.", "6."], [f"16.{n}" for n in range(98, 104)]])
def test_numbered_rows_between_numbered_paragraphs_are_cells(numbers: list[str]) -> None:
    sheet = Sheet()
    for number in numbers[:4]:
        sheet.paragraph(number)
    sheet.rows(PRODUCTS)
    for number in numbers[4:]:
        sheet.paragraph(number)
    document = sheet.parse()
    assert numbered(document) == [number.removesuffix(".") for number in numbers]
    assert texts(document, "table_cell") == [
        line for row in PRODUCTS for cell in row if cell for line in cell.split("|")
    ]
    assert texts(document, "list_item") == []


def test_what_is_taken_off_in_a_table_does_not_number_anything() -> None:
    """« (1) », « (2) » in the columns of posts, over and over."""
    sheet = Sheet()
    for number in range(1, 5):
        sheet.paragraph(f"{number}.")
    sheet.rows([(f"Bureau {name}", f"({n})", "–", f"({n % 3 + 1})", "1") for n, name in enumerate("ABCDEFGHIJKL", 1)])
    for number in range(5, 9):
        sheet.paragraph(f"{number}.")
    document = sheet.parse()
    assert numbered(document) == [str(n) for n in range(1, 9)]
    assert texts(document, "list_item") == []


def test_a_table_goes_on_below_text_that_stands_between_its_rows() -> None:
    sheet = Sheet()
    sheet.paragraph("1.")
    sheet.rows(PRODUCTS)
    sheet.paragraph(
        "", "Consultations, conseils et sensibilisation : les États Membres ont reçu des conseils sur la mise en œuvre."
    )
    sheet.row("5. Séminaires et journées|de formation à l’intention du personnel", "9", "8", "9", "7")
    sheet.paragraph("2.")
    document = sheet.parse()
    assert numbered(document) == ["1", "2"]
    cells = texts(document, "table_cell")
    assert cells[-6:] == ["5. Séminaires et journées", "de formation à l’intention du personnel", "9", "8", "9", "7"]


def test_a_heading_between_two_tables_is_no_cell() -> None:
    sheet = Sheet()
    sheet.heading("A. Produits")
    sheet.paragraph("1.")
    sheet.rows(PRODUCTS)
    sheet.heading("B. Ressources")
    sheet.rows(PRODUCTS)
    sheet.paragraph("2.")
    document = sheet.parse()
    assert [p.block.number for p in document.paragraphs if p.block.kind == "heading"] == ["A", "B"]


@pytest.mark.parametrize("number", ["16.{}", "{}.", "5.I.{}", "29A.{}"])
def test_short_paragraphs_that_hang_below_their_numbers_are_no_table(number: str) -> None:
    sheet = Sheet()
    numbers = [number.format(n) for n in range(1, 9)]
    for n in numbers:
        sheet.paragraph(n, "Le Comité a pris note de ce rapport.")
    sheet.paragraph("", PROSE)
    document = sheet.parse()
    assert numbered(document) == [n.removesuffix(".") for n in numbers]
    assert texts(document, "table_cell") == []


def test_a_table_of_contents_without_its_title_is_page_furniture() -> None:
    """The second page of one: titles, leaders and pages are set in columns."""
    sheet = Sheet()
    entries = [f"{numeral}. Sous-programme" for numeral in ("I", "II", "III", "IV", "V")]
    for n, entry in enumerate(entries):
        sheet._line((LEFT, entry), (220, ". " * 50), (505, str(n + 3)))
    sheet.end_page()
    sheet.paragraph("1.")
    document = sheet.parse()
    assert texts(document, "table_cell") == [] and numbered(document) == ["1"]
    assert not [text for text in texts(document, "heading") if "Sous-programme" in text]


@pytest.mark.parametrize("marks", [["a)", "b)", "c)", "d)"], ["i)", "ii)", "iii)", "iv)"], ["•"] * 4, ["–"] * 4])
def test_items_that_hang_below_their_marks_are_no_table(marks: list[str]) -> None:
    sheet = Sheet()
    sheet.paragraph("1.")
    for mark in marks:
        sheet._line((TEXT, mark), (TEXT + 40, "Renforcer la coopération entre les missions voisines;"))
    sheet.paragraph("2.")
    document = sheet.parse()
    assert len(texts(document, "list_item")) == 4 and texts(document, "table_cell") == []


def test_a_masthead_in_columns_stays_page_furniture() -> None:
    sheet = Sheet()
    sheet.y = 780.0
    for left, right in (
        ("Nations Unies", "A/72/884"), ("Assemblée générale", "Distr. générale"),
        ("", "26 avril 2018"), ("", "Français"), ("", "Original : anglais"),
    ):  # fmt: skip
        sheet._line((LEFT, left), (400, right))
    for number in range(1, 5):
        sheet.paragraph(f"{number}.")
    document = sheet.parse()
    assert numbered(document) == list("1234")
    assert texts(document, "table_cell") == [] and "Original" not in " ".join(texts(document, "paragraph"))

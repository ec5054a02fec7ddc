"""Whole reports as the United Nations print them, in one and two columns: numbers, notes, headings, pages."""

from __future__ import annotations

from functools import cache

import pytest
from reportlab.lib.pagesizes import A4

from r2p_data.parse import parse_document
from r2p_data.records import Document
from r2p_data.sources.limits import Limits
from r2p_data.sources.pdf import read_pdf
from tests.sources.printing import BOLD, FONT, MARGIN, Piece, Printer
from tests.sources.reading_back import check_rows

SENTENCES = (
    "Le Secrétaire général rend compte de la situation dans le pays et de la mise en œuvre du mandat de la Mission.",
    "Les parties ont signé un accord de paix à Addis-Abeba, sous l’égide de l’Union africaine et de l’Organisation des "
    "Nations Unies, en présence de 12 États Membres.",
    "Au cours de la période considérée, 1 250 civils ont été tués et plus de 30 000 personnes ont été déplacées, en "
    "particulier dans le nord-est.",
    "Les opérations humanitaires se sont heurtées à de nombreux obstacles, notamment à l’insécurité sur les axes "
    "routiers.",
)
SECTIONS = (
    ("I", "Introduction", False),
    ("II", "Faits nouveaux sur le plan politique", True),
    ("III", "Droits de l’homme et questions humanitaires", True),
    ("IV", "Observations et recommandations", False),
)
PARTS = (("A", "Évolution de la situation"), ("B", "Action menée par la Mission"))
ANNEXED = [str(n) for n in range(1, 8)]


class Report(Printer):
    """Symbol at the head, page and job number at the foot, on the outer side of each leaf."""

    def _end_page(self) -> None:
        if self.column == 0:
            return
        left, right, odd = MARGIN, A4[0] - MARGIN, self.page % 2
        self.canvas.setFont(BOLD, 8.5)
        (self.canvas.drawRightString if odd else self.canvas.drawString)(
            right if odd else left, A4[1] - 60, self.header
        )
        page, job = f"{self.page}/45", "18-06179"
        self.canvas.setFont(FONT, 8.5)
        self.canvas.drawString(left, 50, job if odd else page)
        self.canvas.drawRightString(right, 50, page if odd else job)
        self.canvas.showPage()
        self.page, self.column = self.page + 1, 0


def text(n: int, sentences: int) -> str:
    return " ".join(SENTENCES[(n + k) % 4] for k in range(sentences))


class Author:
    """Writes a report: numbered paragraphs, a note every third, a list every fifth, two annexes that begin again."""

    def __init__(self, number: str, paragraphs: int) -> None:
        self.pieces = [Piece("title", "Rapport du Secrétaire général sur la situation dans le pays")]
        self.numbers: list[str] = []
        for numeral, title, parted in SECTIONS:
            self.pieces.append(Piece("heading", title, numeral))
            for part in PARTS if parted else ((),):
                self.pieces += [Piece("heading", part[1], part[0])] if part else []
                for _ in range(paragraphs):
                    self._add(number.format(len(self.numbers) + 1), len(self.numbers) + 1)
        for annex in ("I", "II"):
            self.pieces.append(Piece("heading", f"Annexe {annex}"))
            self.pieces += [Piece("paragraph", text(int(number), 3), number) for number in ANNEXED]
        self.numbers += 2 * ANNEXED

    def _add(self, number: str, n: int) -> None:
        words, calls = text(n, 2 + n % 3), []
        if n % 3 == 0:
            calls = [(words.index("."), str(n // 3))]
            self.pieces.append(Piece("footnote", f"Voir S/2018/{n + 100}, par. {n}.", str(n // 3)))
        self.pieces.append(Piece("paragraph", words, number, calls))
        self.numbers.append(number)
        if n % 5 == 0:
            self.pieces += [
                Piece("list_item", "Renforcer la coopération entre les missions voisines;", m) for m in "abc"
            ]

    @property
    def notes(self) -> int:
        return sum(piece.kind == "footnote" for piece in self.pieces)


@cache
def printed(columns: int, size: float, rule: bool, number: str, paragraphs: int) -> tuple[Author, Document]:
    author = Author(number, paragraphs)
    data = Report(columns, size, header="A/72/884", rule=rule).print(author.pieces)
    return author, parse_document(read_pdf(data, "A_72_884.pdf", Limits()), "report")


# Columns, letter size, whether a rule parts the notes, how paragraphs are numbered, how many stand in each part.
REPORTS = [
    *((columns, 11 if columns == 1 else 10, rule, number, 5)
      for columns in (1, 2) for rule in (True, False) for number in ("{}", "16.{}", "5.I.{}")),
    (2, 8, True, "{}", 5), (1, 14, True, "{}", 5), (2, 9, True, "{}", 5),
    (2, 9.5, False, "{}", 20), (2, 10, True, "16.{}", 20),
]  # fmt: skip
report = pytest.mark.parametrize("printing", REPORTS, ids=lambda printing: "-".join(map(str, printing)))


@report
def test_every_paragraph_has_its_number_and_nothing_else_has_one(printing: tuple[int, float, bool, str, int]) -> None:
    author, document = printed(*printing)
    check_rows(document)
    assert [p.block.number for p in document.paragraphs if p.block.kind == "paragraph"] == author.numbers


@report
def test_every_note_is_linked_to_the_paragraph_that_calls_it(printing: tuple[int, float, bool, str, int]) -> None:
    author, document = printed(*printing)
    notes = [p.block for p in document.paragraphs if p.block.kind == "footnote"]
    callers = [document.paragraphs[note.parent].block for note in notes if note.parent is not None]
    assert [note.number for note in notes] == [str(n) for n in range(1, author.notes + 1)]
    assert [caller.number for caller in callers] == author.numbers[2 : 3 * author.notes : 3]
    assert [[call.number for call in caller.calls] for caller in callers] == [[note.number] for note in notes]


@report
def test_headings_stand_apart_and_running_lines_are_furniture(printing: tuple[int, float, bool, str, int]) -> None:
    author, document = printed(*printing)
    headings = [p.text for p in document.paragraphs if p.block.kind == "heading"]
    assert headings == [piece.text for piece in author.pieces if piece.kind == "heading"]
    read = " ".join(p.text for p in document.paragraphs if p.block.kind != "furniture")
    assert "/45" not in read and "18-06179" not in read and "A/72/884" not in read

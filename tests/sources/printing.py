"""Documents set on paper by real writers: what the tests read back.

``pieces_of`` takes a parsed document apart into what an author would type; ``print_pdf`` and
``write_docx`` set that, with running headers, page numbers, footnotes and one or two columns.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from docx import Document as new_docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from r2p_data.records import Document

FONT, BOLD = "Times-Roman", "Times-Bold"
MARGIN, GUTTER = 72.0, 22.0
NOTE_SIZE = 8.5


@dataclass
class Piece:
    """A block as an author types it; ``calls`` are offsets in ``text`` with the number of the note."""

    kind: str
    text: str
    number: str | None = None
    calls: list[tuple[int, str]] = field(default_factory=list)
    level: int = 1

    @property
    def label(self) -> str:
        if self.number is None:
            return ""
        if self.kind == "footnote":
            return self.number
        closed = self.number.isalpha() and self.number.islower() or self.number in "ivx"
        return f"{self.number})" if closed else self.number if self.number == "•" else f"{self.number}."


def pieces_of(document: Document) -> list[Piece]:
    """The blocks of a parsed document, page furniture left out."""
    pieces = []
    for paragraph in document.paragraphs:
        block, clean = paragraph.block, paragraph.clean
        if block.kind == "furniture" or not paragraph.text.strip():
            continue
        number = block.number
        if number is None and block.kind == "list_item":
            number = "•"
        calls = [(sum(s < call.start for s in clean.starts), call.number) for call in block.calls]
        pieces.append(_without_gaps(Piece(block.kind, paragraph.text, number, calls, block.level or 1)))
    return pieces


def _without_gaps(piece: Piece) -> Piece:
    """« internationaux . » where the call stood: an author types no space there."""
    for i, (place, number) in enumerate(piece.calls):
        while piece.text[place - 1 : place] == " ":
            piece.text = piece.text[: place - 1] + piece.text[place:]
            place -= 1
            piece.calls[i + 1 :] = [(other - 1, note) for other, note in piece.calls[i + 1 :]]
        piece.calls[i] = (place, number)
    return piece


Word = tuple[str, list[str]]  # a word, and the calls after it


def words_of(piece: Piece) -> list[Word]:
    words: list[Word] = [(piece.label, [])] if piece.label and piece.kind != "footnote" else []
    at = 0
    for token in piece.text.split(" "):
        end = at + len(token)
        words.append((token, [number for place, number in piece.calls if at < place <= end]))
        at = end + 1
    return words


class Printer:
    """Sets pieces on A4, line by line, notes at the foot of the column's page."""

    def __init__(
        self, columns: int = 1, size: float = 11, header: str = "A/68/947", running: str = "", *, rule: bool = True
    ) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.columns, self.size, self.header, self.rule = columns, size, header, rule
        self.running = running
        self.width = (A4[0] - 2 * MARGIN - (columns - 1) * GUTTER) / columns
        self.page, self.column = 1, 0
        self.notes: dict[str, Piece] = {}
        self.pending: list[list[str]] = []
        self.y = self.top

    top = A4[1] - 100
    bottom = 90.0

    @property
    def x(self) -> float:
        return MARGIN + self.column * (self.width + GUTTER)

    @property
    def floor(self) -> float:
        lines = sum(len(note) for note in self.pending)
        return self.bottom + (lines * NOTE_SIZE * 1.15 + 16 if lines else 0)

    def print(self, pieces: Sequence[Piece]) -> bytes:
        self.notes = {piece.number or "": piece for piece in pieces if piece.kind == "footnote"}
        for piece in pieces:
            if piece.kind != "footnote":
                self._set(piece)
        self._end_column()
        self._end_page()
        self.canvas.save()
        return self.buffer.getvalue()

    def _set(self, piece: Piece) -> None:
        font = BOLD if piece.kind in ("title", "heading") else FONT
        indent = 18.0 if piece.kind == "list_item" else 0.0
        self.y -= self.size * 0.8
        lines = wrap(words_of(piece), font, self.size, self.width - indent)
        for line in lines:
            wanted = [note for _, calls in line for note in calls if note in self.notes]
            extra = [self._note_lines(note) for note in wanted]
            need = sum(len(note) for note in extra) * NOTE_SIZE * 1.15
            if self.y - self.size * 1.2 - need < self.floor:
                self._end_column()
            self.pending += extra
            self.y -= self.size * 1.2
            self._set_line(line, self.x + indent, font)

    def _note_lines(self, number: str) -> list[str]:
        note = self.notes[number]
        lines = wrap([(number, []), *words_of(note)], FONT, NOTE_SIZE, self.width)
        return [" ".join(word for word, _ in line) for line in lines]

    def _set_line(self, line: Sequence[Word], x: float, font: str) -> None:
        for word, calls in line:
            tail = ""
            if calls and word[-1:] in (".", ",", ";"):  # the call stands before the full stop
                word, tail = word[:-1], word[-1]
            self.canvas.setFont(font, self.size)
            self.canvas.drawString(x, self.y, word)
            x += stringWidth(word, font, self.size)
            for call in calls:
                self.canvas.setFont(FONT, self.size * 0.6)
                self.canvas.drawString(x, self.y + self.size * 0.35, call)
                x += stringWidth(call, FONT, self.size * 0.6)
            self.canvas.setFont(font, self.size)
            self.canvas.drawString(x, self.y, f"{tail} ")
            x += stringWidth(f"{tail} ", font, self.size)

    def _end_column(self) -> None:
        y = self.floor
        if self.pending:
            if self.rule:
                self.canvas.line(self.x, y - 4, self.x + 90, y - 4)
            y -= 6
            self.canvas.setFont(FONT, NOTE_SIZE)
            for note in self.pending:
                for line in note:
                    y -= NOTE_SIZE * 1.15
                    self.canvas.drawString(self.x, y, line)
        self.pending = []
        self.column += 1
        if self.column == self.columns:
            self._end_page()
        self.y = self.top

    def _end_page(self) -> None:
        if self.column == 0:
            return
        self.canvas.setFont(FONT, 9)
        self.canvas.drawString(MARGIN, A4[1] - 60, self.header)
        self.canvas.drawRightString(A4[0] - MARGIN, A4[1] - 60, self.running)
        self.canvas.drawString(MARGIN, 50, str(self.page))
        self.canvas.drawRightString(A4[0] - MARGIN, 50, "14-57339")
        self.canvas.showPage()
        self.page += 1
        self.column = 0


def wrap(words: Sequence[Word], font: str, size: float, width: float) -> list[list[Word]]:
    lines: list[list[Word]] = [[]]
    used, space = 0.0, stringWidth(" ", font, size)
    for word, calls in words:
        wide = stringWidth(word, font, size) + sum(stringWidth(call, FONT, size * 0.6) for call in calls)
        if lines[-1] and used + space + wide > width:
            lines.append([])
            used = 0.0
        lines[-1].append((word, calls))
        used += wide + space
    return lines


def print_pdf(pieces: Sequence[Piece], columns: int = 1, *, rule: bool = True) -> bytes:
    """Long documents bear a running title beside the symbol; it is known by its repetition."""
    running = "Rapport annuel aux États Membres" if len(pieces) > 60 else ""
    return Printer(columns, 11 if columns == 1 else 9.5, running=running, rule=rule).print(pieces)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def write_docx(pieces: Sequence[Piece], header: str = "A/68/947") -> bytes:
    """A DOCX with real headings, list styles, footnotes and a page header; numbers of paragraphs are typed."""
    document = new_docx()
    document.sections[0].header.paragraphs[0].text = header
    notes = {piece.number or "": piece for piece in pieces if piece.kind == "footnote"}
    written: list[Piece] = []
    for piece in pieces:
        if piece.kind != "footnote":
            _add_paragraph(document, piece, notes, written)
    if written:
        _add_footnotes(document, written)
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def _add_paragraph(document: Any, piece: Piece, notes: dict[str, Piece], written: list[Piece]) -> None:
    bullet = piece.label == "•"
    style = f"Heading {piece.level}" if piece.kind == "heading" else "List Bullet" if bullet else None
    paragraph = document.add_paragraph(f"{piece.label}\t" if piece.label and not bullet else "", style=style)
    at = 0
    for place, number in piece.calls:
        paragraph.add_run(piece.text[at:place])
        at = place
        if number in notes:
            written.append(notes[number])
            run = paragraph.add_run()
            run._r.append(parse_xml(f'<w:footnoteReference xmlns:w="{W}" w:id="{len(written)}"/>'))
    paragraph.add_run(piece.text[at:])


def _add_footnotes(document: Any, notes: Sequence[Piece]) -> None:
    texts = (
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>'
        f"<w:r><w:t>{escape(note.text)}</w:t></w:r></w:p></w:footnote>"
        for n, note in enumerate(notes, 1)
    )
    rule = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    blob = f'<w:footnotes xmlns:w="{W}">{rule}{"".join(texts)}</w:footnotes>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, document.part.package)
    document.part.relate_to(part, RELATION)

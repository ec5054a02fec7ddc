"""Reading a DOCX: paragraphs with their printed labels, tables cell by cell, notes under a rule."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Cell, Source, Span
from r2p_data.sources.archives import check_expansion
from r2p_data.sources.cells import Filling, Place, keep_tables
from r2p_data.sources.extras import import_extra
from r2p_data.sources.limits import Limits
from r2p_data.sources.numbering import Numbering, W
from r2p_data.sources.printed import NOTE_RULE, print_call

__all__ = ["read_docx"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F0A8": "♦", "F0FC": "✓", "F02D": "-", "F0D8": "►", "F0B0": "°", "F0A3": "≤"}
_LABEL = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]|[•▪●■‣►◦–—-])$")
_DEEPEST = 50
_MOST_COLUMNS = 1_000


def read_docx(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a DOCX, a line a paragraph, with blank lines between.

    What Word prints and does not store is printed: the labels of lists and headings, the
    numbers of footnotes. Notes stand at the end under a rule, cells of tables as lines of
    their own, the head and foot of the first page first and last; headings, by their style
    or because they are in bold throughout, are in ``emphasis``. Text that was deleted
    with tracked changes, or is hidden, is left out.

    Raises
    ------
    UnreadableDocument
        if the file is damaged, unpacks to more than the limits allow, or holds no text.
    """
    check_expansion(data, name, limits)
    docx = import_extra("docx", name)
    try:
        blocks = _Reader(docx.Document(io.BytesIO(data))).read()
    except (MemoryError, UnreadableDocument):
        raise
    except Exception as error:  # a damaged package fails in as many ways as it has parts
        raise UnreadableDocument(
            f"{name}: truncated or damaged: no DOCX can be read from it ({type(error).__name__}); save it again"
        ) from error
    text, emphasis, cells = _joined(blocks)
    if not text.strip():
        raise UnreadableDocument(
            f"{name}: empty: the document holds no text; if it holds pictures of pages, save it as PDF and OCR that "
            "by Limits(ocr=True) or r2p-data parse --ocr (extra 'ocr')"
        )
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, text, "utf-8", MEDIA_TYPE, digest, emphasis=emphasis, cells=keep_tables(cells))


class _Heading(str):
    """The text of a paragraph that is set as a heading."""


class _Cell(str):
    """The text of a cell of a table."""

    place: Place


def _joined(blocks: Iterable[str]) -> tuple[str, tuple[Span, ...], list[Cell]]:
    """The text of a document, and where its headings and the cells of its tables stand in it."""
    headings: list[Span] = []
    cells: list[Cell] = []
    held: list[str] = []
    at = 0
    for block in blocks:
        if isinstance(block, _Heading):
            headings.append(Span(at, at + len(block)))
        if isinstance(block, _Cell):
            cells.append(Cell(at, at + len(block), *block.place))
        held.append(block)
        at += len(block) + 2
    return "\n\n".join(held), tuple(headings), cells


class _Reader:
    """One pass over a document, with the counters that its labels and notes need."""

    def __init__(self, document: Any) -> None:
        self.document = document
        part = document.part
        related = {rel.reltype.rpartition("/")[2]: rel.target_part for rel in part.rels.values() if not rel.is_external}
        numbering = related.get("numbering")
        self.numbering = Numbering(None if numbering is None else _root(numbering), _root(related.get("styles")))
        self.stored = {kind: _notes(related.get(f"{kind}s")) for kind in ("footnote", "endnote")}
        self.called: list[tuple[str, Any]] = []
        self.tables = 0

    def read(self) -> list[str]:
        head, foot = self._edges()
        blocks = [*head, *self._blocks(self.document.element.body, 0)]
        notes = [f"{number} {self._note(note)}".rstrip() for number, note in self.called]
        return [*blocks, *([NOTE_RULE, "\n".join(notes)] if notes else []), *foot]

    def _edges(self) -> tuple[list[str], list[str]]:
        """What the head and foot of the first page print: « Nations Unies      S/2016/498 »."""
        section = self.document.sections[0] if len(self.document.sections) else None
        if section is None:
            return [], []
        first = section.different_first_page_header_footer
        parts = (section.first_page_header, section.first_page_footer) if first else (section.header, section.footer)
        printed = [list(self._edge_lines(part)) for part in parts]
        return printed[0], printed[1]

    def _edge_lines(self, part: Any) -> Iterator[str]:
        if part.is_linked_to_previous:
            return
        for child in part._element:
            if child.tag == f"{W}tbl":
                for row in child.iter(f"{W}tr"):
                    yield from _filled("      ".join(_filled(self._cell_text(cell) for cell in row.iter(f"{W}tc"))))
            elif child.tag == f"{W}p":
                yield from _filled(self._paragraph(child))

    def _cell_text(self, cell: Any) -> str:
        return " ".join(_filled(self._text(p).strip() for p in cell.iter(f"{W}p")))

    def _blocks(self, parent: Any, depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == f"{W}p":
                yield from _filled(self._paragraph(child))
                for box in child.iter(f"{W}txbxContent"):
                    if not any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors()):
                        yield from self._blocks(box, depth + 1)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag == f"{W}sdt":
                yield from (
                    text for content in child.iterfind(f"{W}sdtContent") for text in self._blocks(content, depth + 1)
                )
            elif child.tag in (f"{W}ins", f"{W}customXml", f"{W}smartTag"):
                yield from self._blocks(child, depth + 1)

    def _table(self, table: Any, depth: int) -> Iterator[str]:
        """Cells in order, one block each; a table of one cell, or of tables, is a box around text."""
        self.tables += 1
        cells = list(_placed(table, Filling(self.tables)))
        box = len(cells) == 1 or next(table.iterdescendants(f"{W}tbl"), None) is not None
        for cell, place in cells:
            texts = list(self._blocks(cell, depth + 1))
            text = _Cell("\n".join(texts))
            text.place = place
            yield from texts if box else _filled(text)

    def _paragraph(self, paragraph: Any) -> str:
        label = self.numbering.label(paragraph)
        text = self._text(paragraph).strip(" \t\n")
        if _is_contents(paragraph):
            text = text.replace("\t", " ........ ")
        made = f"{label} {text}".strip() if text else ""
        return _Heading(made) if made and _is_heading(paragraph) else made

    def _text(self, paragraph: Any) -> str:
        text = ""
        for run in _runs(paragraph, 0):
            raised = run.find(f"{W}rPr/{W}vertAlign[@{W}val='superscript']") is not None
            piece = "".join(self._piece(child) for child in run)
            text += print_call(piece, text) if raised and piece.strip() and len(piece) < 6 else piece
        before, tab, after = text.partition("\t")
        if tab and _LABEL.match(before):
            text = f"{before} {after}"
        return text if _is_contents(paragraph) else text.replace("\t", "   ")

    def _piece(self, child: Any) -> str:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name == "t":
            return child.text or ""
        if name == "tab":
            return "\t"
        if name in ("br", "cr"):
            return "\n"
        if name == "noBreakHyphen":
            return "‑"
        if name == "sym":
            return _SYMBOLS.get((child.get(f"{W}char") or "").upper(), "")
        if name in ("footnoteReference", "endnoteReference") and child.get(f"{W}customMarkFollows") is None:
            return self._call(name.removesuffix("Reference"), child.get(f"{W}id"))
        return ""

    def _call(self, kind: str, identifier: str | None) -> str:
        note = self.stored[kind].get(identifier)
        if note is None:
            return ""
        number = str(len(self.called) + 1)
        self.called.append((number, note))
        return print_call(number, "")

    def _note(self, note: Any) -> str:
        return "\n".join(_filled(self._text(p).strip() for p in note.iter(f"{W}p")))


def _runs(parent: Any, depth: int) -> Iterator[Any]:
    """The runs of a paragraph in order; what was deleted, hidden, or repeated for old programs is skipped."""
    for child in parent:
        if child.tag == f"{W}r":
            if child.find(f"{W}rPr/{W}vanish") is None:
                yield child
        elif child.tag not in (f"{W}del", f"{W}moveFrom", f"{W}pPr", _FALLBACK) and depth < _DEEPEST:
            yield from _runs(child, depth + 1)


def _placed(table: Any, filling: Filling) -> Iterator[tuple[Any, Place]]:
    """The cells of a table with their places; Word stores a place for each row that a merged cell reaches over."""
    for row in _parts(table, f"{W}tr"):
        filling.add_row(_number(row.find(f"{W}trPr/{W}gridBefore"), 0))
        for cell in _parts(row, f"{W}tc"):
            yield cell, filling.add_cell(_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))


def _parts(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those in controls among them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            yield from (part for content in child.iterfind(f"{W}sdtContent") for part in content.iterfind(tag))


def _number(element: Any, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{W}val") or ""
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() else otherwise


def _is_heading(paragraph: Any) -> bool:
    """Whether a paragraph has the style of a heading, or all its words are in bold."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and (style.get(f"{W}val") or "").lower().startswith(("heading", "titre", "title")):
        return True
    worded = (run for run in _runs(paragraph, 0) if any((t.text or "").strip() for t in run.iter(f"{W}t")))
    marks = [run.find(f"{W}rPr/{W}b") for run in worded]
    return bool(marks) and all(m is not None and m.get(f"{W}val", "1") not in ("0", "false", "off") for m in marks)


def _is_contents(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and (style.get(f"{W}val") or "").lower().startswith(("toc", "tm"))


def _notes(part: Any) -> dict[str | None, Any]:
    """The notes of a part by their identifiers; the rules above them, which are stored among them, left out."""
    root = _root(part)
    if root is None:
        return {}
    kinds = (f"{W}footnote", f"{W}endnote")
    return {note.get(f"{W}id"): note for note in root if note.tag in kinds and note.get(f"{W}type") is None}


def _root(part: Any) -> Any:
    if part is None:
        return None
    held = getattr(part, "_element", None)
    return held if held is not None else import_extra("docx.oxml", "DOCX").parse_xml(part.blob)


def _filled(texts: str | Iterator[str]) -> Iterator[str]:
    return (text for text in ((texts,) if isinstance(texts, str) else texts) if text.strip())

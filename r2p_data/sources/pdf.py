"""Reading a PDF: its text in reading order, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Cell, Problem, Source, Span
from r2p_data.sources.cells import keep_tables
from r2p_data.sources.columns import Region, gather_lines, order_regions, runs_on
from r2p_data.sources.extras import import_extra
from r2p_data.sources.glyphs import read_runs
from r2p_data.sources.limits import Limits
from r2p_data.sources.printed import BLANK, NOTE_RULE, Measures, Row, measure, print_region
from r2p_data.sources.ruling import Grid, Stroke, find_grids, read_strokes, split_notes

__all__ = ["Page", "join_pages", "measure_pages", "open_pdf", "print_page", "read_page", "read_pdf"]

MEDIA_TYPE = "application/pdf"
_SCANNED = (
    "scanned: no text layer; OCR it here by Limits(ocr=True) or r2p-data parse --ocr (extra 'ocr'), "
    "or before with ocrmypdf -l fra"
)
_UNSEEN = "scanned: no text layer, and OCR finds no letters on its pages; scan it again"
_MOST_TABLES = 10_000
_CONTENTS = ("sommaire", "table des matières")


class Page(NamedTuple):
    """What stands on a page: its text in reading order, what is set sideways, its ruled tables, its strokes."""

    regions: list[Region]
    turned: list[Region]
    grids: list[Grid]
    strokes: list[Stroke]
    scanned: bool = False

    @property
    def empty(self) -> bool:
        """Whether no text was found on it."""
        return not (self.regions or self.grids or self.turned)


def read_pdf(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a PDF, one line a printed line, a form feed between pages.

    Columns are read one after the other, notes follow the text of their page under a rule,
    the cells of tables stand apart from one another, footnote calls are superscript digits.
    Lines in bold or in larger letters are in ``emphasis``. Pages without text are read by
    OCR where ``limits.ocr`` asks for it, and named in ``problems`` where it does not.

    Raises
    ------
    UnreadableDocument
        if the file is encrypted or damaged, has too many pages, or no text on any of them.
    """
    with open_pdf(data, name, limits) as document:
        pages = [read_page(document, number, name, limits) for number in range(len(document))]
    if not any(page.regions or page.grids for page in pages):
        raise UnreadableDocument(f"{name}: {_SCANNED if not limits.ocr else _UNSEEN}")
    measures = measure_pages(pages)
    text, starts, emphasis, cells = join_pages(print_page(page, measures) for page in pages)
    scanned = any(page.scanned for page in pages)
    return Source(
        name,
        text,
        "utf-8",
        f"{MEDIA_TYPE}; ocr=tesseract" if scanned else MEDIA_TYPE,
        hashlib.sha256(data).hexdigest(),
        tuple(starts),
        (*_missing_end(data), *_blank_pages(pages, starts)),
        emphasis=tuple(emphasis),
        scanned=scanned,
        cells=keep_tables(cells),
    )


@contextmanager
def open_pdf(data: bytes, name: str, limits: Limits) -> Iterator[Any]:
    """The pages of a PDF, for as long as they are read.

    Raises
    ------
    UnreadableDocument
        if the file is encrypted or damaged, or has too many pages.
    """
    pdfium = import_extra("pypdfium2", name)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableDocument(f"{name}: {_reason(str(error))}") from error
    try:
        if len(document) > limits.pages:
            raise UnreadableDocument(f"{name}: too large: {len(document)} pages, more than {limits.pages}; split it")
        yield document
    finally:
        document.close()


def _reason(message: str) -> str:
    if "password" in message.lower() or "security" in message.lower():
        return "encrypted: the PDF asks for a password; save a copy without one"
    return "truncated or damaged: no PDF can be read from it; download or save it again"


def read_page(document: Any, number: int, name: str, limits: Limits, *, placed: bool = False) -> Page:
    """What stands on page ``number``, counted from 0; ``placed`` keeps the place of each character."""
    pdfium = import_extra("pypdfium2", name)
    try:
        page = document[number]
        textpage = page.get_textpage()
        usual, *turned = read_runs(textpage, placed=placed) or [[]]
        strokes = read_strokes(page)
        textpage.close()
        scanned = limits.ocr and not usual
        if scanned:
            from r2p_data.sources.ocr import recognise

            usual = recognise(page, name, limits, placed=placed)
        page.close()
    except pdfium.PdfiumError:
        return Page([], [], [], [])
    grids = find_grids(strokes, usual)
    inside = {run for grid in grids for run in grid.runs}
    aside = [Region(tuple(gather_lines(runs))) for runs in turned]
    return Page(order_regions([run for run in usual if run not in inside]), aside, grids, strokes, scanned)


def measure_pages(pages: Iterable[Page]) -> Measures:
    """What most lines of a document have."""
    return measure(region for page in pages for region in page.regions)


def join_pages(pages: Iterable[Sequence[Row]]) -> tuple[str, list[int], list[Span], list[Cell]]:
    """The text of a document, where its pages begin, its lines in bold or larger letters, the cells of tables."""
    texts, starts, emphasis, at = [], [], [], 0
    ruled: dict[tuple[int, int, int], Cell] = {}
    aligned: list[Cell] = []
    for page, rows in enumerate(pages):
        starts.append(at)
        above = BLANK
        for row in rows:
            if row.emphasis:
                emphasis.append(Span(at, at + len(row.text)))
            if row.cell:
                place = (page * _MOST_TABLES + row.cell[0], *row.cell[1:])
                ruled[place] = Cell(ruled[place].start if place in ruled else at, at + len(row.text), *place)
            elif row.aligned:
                table = aligned[-1].table if above.aligned else -at - 1
                aligned.append(Cell(at, at + len(row.text), table))
            above = row if row.text else above
            at += len(row.text) + 1
        at += 1 + (not rows)
        texts.append("\n".join(row.text for row in rows))
    return "\n\f".join(texts), starts, emphasis, [*ruled.values(), *aligned]


def print_page(page: Page, measures: Measures) -> list[Row]:
    """Head, text with its tables, the notes of all its columns under one rule, foot."""
    contents = any(run.text.strip().lower() in _CONTENTS for r in page.regions for line in r.lines for run in line.runs)
    body: list[list[Row]] = []
    notes: list[Row] = []
    foot: list[list[Row]] = []
    grids = sorted(page.grids, key=lambda grid: -grid.top)
    above: Region | None = None
    for i, region in enumerate(page.regions):
        if region.edge and i:
            foot.append(print_region(region, measures))
            continue
        text, below = split_notes(region, page.strokes, measures.size)
        for part in _interleave(text, grids):
            rows = _print_grid(part, measures) if isinstance(part, Grid) else _print(part, measures, contents)
            if above and isinstance(part, Region) and runs_on(above, part):
                body[-1] += rows
            else:
                body.append(rows)
            above = part if isinstance(part, Region) and not part.edge else None
        notes += print_region(below, measures, cells=False) if below.lines else []
    body += [_print_grid(grid, measures) for grid in grids]
    body += [print_region(region, measures, cells=False) for region in page.turned]
    under = [[Row(NOTE_RULE)], _plain(notes)] if notes else []
    return _apart(_trimmed(part) for part in (*body, *under, *foot))


def _apart(parts: Iterable[Sequence[Row]]) -> list[Row]:
    """Parts with a blank line between them."""
    rows: list[Row] = []
    for part in parts:
        if part:
            rows += [BLANK, *part] if rows else part
    return rows


def _trimmed(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows without blank ones at either end; nothing, where all are blank."""
    filled = [i for i, row in enumerate(rows) if row.text.strip()]
    return rows[filled[0] : filled[-1] + 1] if filled else ()


def _plain(rows: Iterable[Row]) -> list[Row]:
    return [row._replace(emphasis=False) for row in rows]


def _print(region: Region, measures: Measures, contents: bool) -> list[Row]:
    return print_region(region, measures, cells=not contents)


def _interleave(region: Region, grids: list[Grid]) -> Iterable[Region | Grid]:
    """Put each ruled table between the lines above and below it; those placed are taken from ``grids``."""
    rest = region.lines
    while rest and grids and (grids[0].top < rest[0].y or grids[0].top >= rest[0].y) and _within(grids[0], rest):
        grid = grids.pop(0)
        above = sum(line.y > grid.top for line in rest)
        if above:
            yield Region(rest[:above], region.edge)
        yield grid
        rest = rest[above:]
    if rest:
        yield Region(rest, region.edge)


def _within(grid: Grid, lines: Sequence[Any]) -> bool:
    return bool(grid.top > lines[-1].y)


def _print_grid(grid: Grid, measures: Measures) -> list[Row]:
    printed = []
    for cell, place in zip(grid.cells, grid.places, strict=True):
        rows = _plain(print_region(Region(tuple(gather_lines(cell))), measures, cells=False))
        printed.append([row.stripped()._replace(cell=place) for row in rows if row.text.strip()])
    return _apart(printed)


def _missing_end(data: bytes) -> Iterable[Problem]:
    """A PDF cut short is often readable up to the cut, and then says nothing of what is lost."""
    if b"%%EOF" not in data[-2048:]:
        yield Problem(0, 0, "truncated: the end of the file is missing, pages may be lost; download it again")


def _blank_pages(pages: Sequence[Page], starts: Sequence[int]) -> Iterable[Problem]:
    for number, (page, start) in enumerate(zip(pages, starts, strict=True), 1):
        if page.empty:
            yield Problem(start, start, f"page {number} has no text: blank, a picture, or scanned")

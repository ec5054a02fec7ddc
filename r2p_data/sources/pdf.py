"""Reading a PDF: its text in reading order, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Problem, Source
from r2p_data.sources.columns import Region, gather_lines, order_regions
from r2p_data.sources.extras import import_extra
from r2p_data.sources.glyphs import read_runs
from r2p_data.sources.limits import Limits
from r2p_data.sources.printed import NOTE_RULE, Measures, measure, print_region
from r2p_data.sources.ruling import Grid, Stroke, find_grids, read_strokes, split_notes

__all__ = ["read_pdf"]

MEDIA_TYPE = "application/pdf"
_SCANNED = "scanned: no text layer; OCR it, e.g. with ocrmypdf -l fra"
_CONTENTS = ("sommaire", "table des matières")


class _Page(NamedTuple):
    regions: list[Region]
    turned: list[Region]
    grids: list[Grid]
    strokes: list[Stroke]


def read_pdf(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a PDF, one line a printed line, a form feed between pages.

    Columns are read one after the other, notes follow the text of their page under a rule,
    the cells of tables stand apart from one another, footnote calls are superscript digits.
    Pages without text are named in ``problems``.

    Raises
    ------
    UnreadableDocument
        if the file is encrypted or damaged, has too many pages, or no text on any of them.
    """
    pdfium = import_extra("pypdfium2", name)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableDocument(f"{name}: {_reason(str(error))}") from error
    try:
        if len(document) > limits.pages:
            raise UnreadableDocument(f"{name}: too large: {len(document)} pages, more than {limits.pages}; split it")
        pages = [_read_page(document, number, name) for number in range(len(document))]
    finally:
        document.close()
    if not any(page.regions or page.grids for page in pages):
        raise UnreadableDocument(f"{name}: {_SCANNED}")
    text, starts = _join(pages)
    problems = (*_missing_end(data), *_blank_pages(pages, starts))
    return Source(name, text, "utf-8", MEDIA_TYPE, hashlib.sha256(data).hexdigest(), tuple(starts), problems)


def _reason(message: str) -> str:
    if "password" in message.lower() or "security" in message.lower():
        return "encrypted: the PDF asks for a password; save a copy without one"
    return "truncated or damaged: no PDF can be read from it; download or save it again"


def _read_page(document: Any, number: int, name: str) -> _Page:
    pdfium = import_extra("pypdfium2", name)
    try:
        page = document[number]
        textpage = page.get_textpage()
        usual, *turned = read_runs(textpage) or [[]]
        strokes = read_strokes(page)
        textpage.close()
        page.close()
    except pdfium.PdfiumError:
        return _Page([], [], [], [])
    grids = find_grids(strokes, usual)
    inside = {run for grid in grids for run in grid.runs}
    aside = [Region(tuple(gather_lines(runs))) for runs in turned]
    return _Page(order_regions([run for run in usual if run not in inside]), aside, grids, strokes)


def _join(pages: Sequence[_Page]) -> tuple[str, list[int]]:
    measures = measure(region for page in pages for region in page.regions)
    printed = [_print_page(page, measures) for page in pages]
    starts, at = [], 0
    for text in printed:
        starts.append(at)
        at += len(text) + 2
    return "\n\f".join(printed), starts


def _print_page(page: _Page, measures: Measures) -> str:
    """Head, text with its tables, the notes of all its columns under one rule, foot."""
    contents = any(run.text.strip().lower() in _CONTENTS for r in page.regions for line in r.lines for run in line.runs)
    body: list[str] = []
    notes: list[str] = []
    foot: list[str] = []
    grids = sorted(page.grids, key=lambda grid: -grid.top)
    for i, region in enumerate(page.regions):
        if region.edge and i:
            foot.append(print_region(region, measures))
            continue
        text, below = split_notes(region, page.strokes, measures.size)
        for part in _interleave(text, grids):
            body.append(_print_grid(part, measures) if isinstance(part, Grid) else _print(part, measures, contents))
        notes += [print_region(below, measures, cells=False)] if below.lines else []
    body += [_print_grid(grid, measures) for grid in grids]
    body += [print_region(region, measures, cells=False) for region in page.turned]
    under = [NOTE_RULE, "\n".join(notes)] if notes else []
    return "\n\n".join(part.strip("\n") for part in (*body, *under, *foot) if part.strip())


def _print(region: Region, measures: Measures, contents: bool) -> str:
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


def _print_grid(grid: Grid, measures: Measures) -> str:
    cells = (print_region(Region(tuple(gather_lines(cell))), measures, cells=False) for cell in grid.cells)
    return "\n\n".join("\n".join(line.strip() for line in cell.splitlines() if line.strip()) for cell in cells)


def _missing_end(data: bytes) -> Iterable[Problem]:
    """A PDF cut short is often readable up to the cut, and then says nothing of what is lost."""
    if b"%%EOF" not in data[-2048:]:
        yield Problem(0, 0, "truncated: the end of the file is missing, pages may be lost; download it again")


def _blank_pages(pages: Sequence[_Page], starts: Sequence[int]) -> Iterable[Problem]:
    for number, (page, start) in enumerate(zip(pages, starts, strict=True), 1):
        if not (page.regions or page.grids or page.turned):
            yield Problem(start, start, f"page {number} has no text: blank, a picture, or scanned")

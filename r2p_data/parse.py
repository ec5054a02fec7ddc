"""Parsing one document: the only place that knows the order of the steps.

References are annotated first, then actors' names, dates, figures; each step is told which
spans are taken, so that the 1325 of « résolution 1325 (2000) » is never a figure, and the
23 of « Mouvement du 23 mars » neither a date nor a figure.
"""

from __future__ import annotations

import gc
import re
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from r2p_data.annotate.actors import ActorLexicon, annotate_actors
from r2p_data.annotate.dates import find_dates, find_period
from r2p_data.annotate.figures import annotate_figures, attribute_figures
from r2p_data.annotate.references import find_references
from r2p_data.describe import describe
from r2p_data.layout import find_blocks, find_problems
from r2p_data.records import Block, Cell, CleanText, Document, Edit, Paragraph, Source, Span
from r2p_data.repair import Mended, carry_back, clean, profile
from r2p_data.taken import Taken, spans_of
from r2p_data.unread import explain_raw

_NAMES = ("name", "acronym")
_DIGIT = re.compile(r"\d")


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Pause the search for reference cycles.

    Records make none, and what they no longer need is freed by counting references; but a large
    document makes a million of them, and each search walks again over all that is kept so far:
    a fifth of the time of such a parse. Freezing and thawing counts them among the old objects,
    so that the first search afterwards does not begin with them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@_without_cycle_search()
def parse_document(source: Source, doc_id: str, lexicon: ActorLexicon | None = None) -> Document:
    """Read ``source`` into paragraphs and stand-off annotations.

    Pure: the same source gives the same document. The lists of annotations run parallel to
    the paragraphs; furniture carries none. ``lexicon`` holds the actors that are known by
    name: those of the package, if None.
    """
    paragraphs, edits = _read(source, doc_id)
    blocks = [paragraph.block for paragraph in paragraphs]
    texts = ["" if p.block.kind == "furniture" else p.text for p in paragraphs]
    references = [find_references(text) for text in texts]
    actors = annotate_actors(texts, [block.kind for block in blocks], lexicon)
    names = [[(m.start, m.end) for m in found if m.form in _NAMES] for found in actors.mentions]
    stated = _stated(paragraphs, source)
    period = find_period([paragraph.text for paragraph in stated])  # the masthead is furniture
    dates, figures, refused = [], [], []
    for text, cited, named, mentions in zip(texts, references, names, actors.mentions, strict=True):
        cited_spans = list(spans_of(cited))
        numbered = [span for span in named if _DIGIT.search(text, *span)]  # « Mouvement du 23 mars »
        dates.append(find_dates(text, Taken([*cited_spans, *numbered]), period))
        taken = Taken([*cited_spans, *spans_of(dates[-1])])
        found, rejected = annotate_figures(text, taken, Taken(named))
        figures.append(attribute_figures(text, found, dates[-1], mentions, actors.actors))
        refused.append(rejected)
    return Document(
        doc_id=doc_id,
        source=source,
        description=describe(stated, dates, actors),
        paragraphs=paragraphs,
        edits=edits,
        problems=find_problems(blocks),
        actors=actors,
        references=references,
        dates=dates,
        figures=figures,
        refused=refused,
        unread=explain_raw(source.text, paragraphs, edits),
    )


def _read(source: Source, doc_id: str) -> tuple[list[Paragraph], list[Edit]]:
    """The paragraphs of a source; where its reader mended it, read from what it mended and put back on the raw text."""
    mended = Mended(source.text, source.edits)
    around, emphasis = ([mended.span(span) for span in spans] for spans in (source.furniture, source.emphasis))
    cells = [Cell(*mended.span(Span(cell.start, cell.end)), cell.table, cell.row, cell.column) for cell in source.cells]
    blocks = find_blocks(mended.text, furniture=around, emphasis=emphasis, cells=cells)
    paragraphs, edits = read_paragraphs(mended.text, blocks, doc_id, scanned=source.scanned)
    return carry_back(mended, paragraphs, edits) if source.edits else (paragraphs, edits)


def _stated(paragraphs: Sequence[Paragraph], source: Source) -> Sequence[Paragraph]:
    """What a document may state of itself: the menus around a page, with links to others, say nothing."""
    around = {span.start for span in source.furniture}
    if not around:
        return paragraphs
    silent = CleanText("", array("q"), array("q"))
    return [replace(p, clean=silent) if p.block.spans[0].start in around else p for p in paragraphs]


def read_paragraphs(
    text: str, blocks: Sequence[Block], doc_id: str, *, scanned: bool = False
) -> tuple[list[Paragraph], list[Edit]]:
    """The repaired paragraphs of ``blocks``, and the log of all repairs in raw order."""
    damage = profile(text, blocks, scanned=scanned)
    repaired = [clean(text, block, damage) for block in blocks]
    identifiers = [f"{doc_id}:{position}" for position in range(1, len(blocks) + 1)]
    sections = _sections(blocks, [cleaned.text for cleaned, _ in repaired])
    notes = _notes(blocks, identifiers)
    paragraphs = [
        Paragraph(
            identifiers[at],
            block,
            repaired[at][0],
            section=sections[at],
            parent_id=None if block.parent is None else identifiers[block.parent],
            notes=tuple(notes.get(at, ())),
        )
        for at, block in enumerate(blocks)
    ]
    return paragraphs, sorted(edit for _, log in repaired for edit in log)


def _sections(blocks: Sequence[Block], texts: Sequence[str]) -> list[tuple[str, ...]]:
    """For each block the headings above it, from the widest to the narrowest."""
    path: list[tuple[int, str]] = []
    above: tuple[str, ...] = ()
    sections = []
    for block, text in zip(blocks, texts, strict=True):
        level = block.level or 1
        if block.kind == "heading":
            path = [(other, name) for other, name in path if other < level]
            above = tuple(name for _, name in path)
        sections.append(() if block.kind in ("furniture", "title") else above)
        if block.kind == "heading":
            path.append((level, heading_name(block.number, text)))
            above = (*above, path[-1][1])
    return sections


def heading_name(number: str | None, text: str) -> str:
    """A heading as a path shows it: « II. Nature », « a) Assurer », « Partenariats ».

    >>> heading_name("II", "Nature"), heading_name("a", "Assurer"), heading_name(None, "Partenariats")
    ('II. Nature', 'a) Assurer', 'Partenariats')
    """
    return text if number is None else f"{number}{')' if number.islower() else '.'} {text}"


def _notes(blocks: Sequence[Block], identifiers: Sequence[str]) -> dict[int, list[str]]:
    """The footnotes that each block calls, in order."""
    called: dict[int, list[str]] = {}
    for block, identifier in zip(blocks, identifiers, strict=True):
        if block.kind == "footnote" and block.parent is not None:
            called.setdefault(block.parent, []).append(identifier)
    return called

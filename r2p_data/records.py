"""The records that the pipeline steps hand to one another.

Every offset is a count of Unicode code points and every span is half-open. Offsets
named ``raw_*`` and spans of blocks point into the source text as decoded; ``start`` and
``end`` of an annotation point into the clean text of its paragraph.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

BlockKind = Literal["title", "heading", "paragraph", "list_item", "footnote", "table_cell", "furniture"]
FigureKind = Literal["count", "ratio", "percent", "money", "duration", "multiplier", "ordinal"]
FigureForm = Literal["plain", "ratio", "range", "change"]
Bound = Literal["exact", "at_least", "at_most", "about"]
Precision = Literal["day", "month", "year", "period"]
MentionForm = Literal["name", "acronym", "adjective", "office", "definite"]
ReferenceType = Literal["resolution", "statement", "report", "document", "treaty"]


class Span(NamedTuple):
    """A half-open stretch of characters.

    >>> Span(0, 4).overlaps(Span(3, 9))
    True
    """

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class Edit(NamedTuple):
    """One repair: what stands in ``raw[raw_start:raw_end]``, what ought to, and by which rule."""

    raw_start: int
    raw_end: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text with, for each of its characters, the raw characters that it stands for.

    ``starts[i]`` and ``ends[i]`` delimit what character ``i`` stands for in the source: one
    character as a rule, two for the « œ » read as « ce », none for a character that a
    repair inserted.
    """

    text: str
    starts: array[int]
    ends: array[int]

    def raw_span(self, start: int, end: int) -> Span:
        """The raw span of ``text[start:end]``; empty where the clean span is empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
            return Span(at, at)
        # the map never runs backwards, so the last character ends last
        return Span(self.starts[start], self.ends[end - 1])


class Cell(NamedTuple):
    """A cell of a table, with its place as the file tells it, from 1; a merged one has the first of its places.

    Where a file sets columns without telling rows, its cells have none.
    """

    start: int
    end: int
    table: int
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as decoded: nothing is stripped, no line ending is changed.

    ``page_starts`` are the offsets at which its pages begin, none where it has no pages;
    ``problems`` is what its reader noticed. ``edits`` are the repairs of which the reader is
    sure (mojibake, marks of Markdown), sorted, without overlaps; ``furniture`` is what it
    knows to stand around the text (menus of a page), ``emphasis`` the lines that the file
    sets as headings, in bold or in larger letters; ``cells`` are those of its tables, where
    the file tells their places; ``scanned`` says that it was read by OCR.
    """

    path: str
    text: str
    encoding: str
    media_type: str
    sha256: str
    page_starts: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    edits: tuple[Edit, ...] = ()
    furniture: tuple[Span, ...] = ()
    emphasis: tuple[Span, ...] = ()
    scanned: bool = False
    cells: tuple[Cell, ...] = ()


class NoteCall(NamedTuple):
    """A footnote call: its raw span and the number of the note it calls."""

    start: int
    end: int
    number: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of layout, in reading order.

    ``spans`` are the raw spans in order, number included, page furniture excluded;
    ``label`` is the raw span of the printed number or bullet, which is no part of the
    clean text; ``number`` is that label as it ought to read, without dot or bracket;
    ``level`` is the depth of a heading, 1 at the top; ``parent`` is the index of the block
    that introduces a list item, or that holds the call of a footnote. ``table`` counts the
    tables of the document from 1, ``row`` and ``column`` those of the table, for each cell
    whose place the text tells.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    number: str | None = None
    level: int | None = None
    label: Span | None = None
    parent: int | None = None
    calls: tuple[NoteCall, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block with its repaired text; ``section`` is the path of headings above it."""

    paragraph_id: str
    block: Block
    clean: CleanText
    section: tuple[str, ...] = ()
    parent_id: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The clean text, without number and footnote calls."""
        return self.clean.text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a document that a reader should look at: where in the raw text, and what."""

    start: int
    end: int
    what: str


class Unreadable(NamedTuple):
    """A file that gave no document: its path, and why."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A document cited: ``symbol`` normalised, ``S/RES/1325(2000)``."""

    start: int
    end: int
    symbol: str
    type: ReferenceType
    body: str | None = None
    year: int | None = None
    pinpoint: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar expression; an open bound is None."""

    start: int
    end: int
    date_from: date | None
    date_to: date | None
    precision: Precision
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that quantifies something; money in units, never in millions."""

    start: int
    end: int
    kind: FigureKind
    value: float
    value2: float | None = None
    form: FigureForm = "plain"
    unit: str | None = None
    qualifier: str | None = None
    bound: Bound = "exact"
    subject: str | None = None
    period: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A number that is no figure, with the rule that refused it."""

    start: int
    end: int
    reason: str


class Unread(NamedTuple):
    """Digits of the source that no clean text holds: their raw span, the index of their paragraph, the reason."""

    start: int
    end: int
    paragraph: int
    reason: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, body, mission, organisation, person or office."""

    actor_id: str
    name_fr: str
    type: str
    name_en: str | None = None
    acronym: str | None = None
    iso3: str | None = None
    origin: Literal["lexicon", "document", "suggested"] = "lexicon"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is named."""

    start: int
    end: int
    actor_id: str
    form: MentionForm
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Who holds what, according to the document: person and office are actor_ids."""

    start: int
    end: int
    person: str
    office: str
    source: Literal["apposition", "table"]
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ActorAnnotation:
    """The actors of one document; ``mentions`` and ``offices`` are parallel to its paragraphs."""

    actors: dict[str, Actor]
    mentions: list[list[Mention]]
    offices: list[list[Office]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Description:
    """What a document states of itself; what it does not state is None."""

    genre: str
    title: str | None = None
    language: str | None = None
    symbols: tuple[str, ...] = ()
    issuer: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed document; every list of lists runs parallel to ``paragraphs``."""

    doc_id: str
    source: Source
    description: Description
    paragraphs: list[Paragraph]
    edits: list[Edit]
    problems: list[Problem]
    actors: ActorAnnotation
    references: list[list[Reference]]
    dates: list[list[Date]]
    figures: list[list[Figure]]
    refused: list[list[Refused]]
    unread: list[Unread] = field(default_factory=list)

"""Pieces: blocks in the making, with the marks that later steps read."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from r2p_data.layout.labels import Label
from r2p_data.layout.lines import Line
from r2p_data.layout.numbering import Run
from r2p_data.records import BlockKind, Cell, NoteCall, Span


@dataclass(slots=True, eq=False)
class Piece:
    """A block in the making: its lines, its label, and how it was set; ``cell``, where a reader knows its place.

    ``parted`` are the indices of those of its lines above which something foreign stands.
    """

    kind: BlockKind
    lines: list[Line]
    label: Label | None = None
    run: Run | None = None
    parted: list[int] = field(default_factory=list)
    calls: list[NoteCall] = field(default_factory=list)
    level: int | None = None
    cell: Cell | None = None

    @property
    def gap(self) -> int:
        """Blank lines above it."""
        return self.lines[0].gap

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its raw spans, in order, one for all lines between which nothing foreign stands."""
        if not self.parted:
            return (Span(self.lines[0].start, self.lines[-1].end),)
        bounds = pairwise([0, *self.parted, len(self.lines)])
        return tuple(Span(self.lines[first].start, self.lines[after - 1].end) for first, after in bounds)

    @property
    def label_span(self) -> Span | None:
        """The raw span of the printed label."""
        start = self.lines[0].start
        return Span(start, start + self.label.end) if self.label else None

    @property
    def body(self) -> str:
        """The text as printed, label cut, lines joined by spaces; for judging, not for keeping."""
        skip = self.label.end if self.label else 0
        return " ".join([self.lines[0].text[skip:].strip(), *(line.text for line in self.lines[1:])]).strip()

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.lines[-1]

    @property
    def bare(self) -> bool:
        """Whether its label is all that it holds so far."""
        return self.label is not None and len(self.lines) == 1 and self.label.end == len(self.last.text)

    def add(self, line: Line, *, joined: bool) -> None:
        """Append ``line``; ``joined`` where nothing foreign stands between it and the line before."""
        if not joined:
            self.parted.append(len(self.lines))
        self.lines.append(line)

"""Grouping lines into pieces: text, the notes under it, the furniture around it."""

from __future__ import annotations

from collections.abc import Sequence

from r2p_data.layout.breaks import Breaks
from r2p_data.layout.calls import Call
from r2p_data.layout.furniture import find_furniture
from r2p_data.layout.labelling import Labeller
from r2p_data.layout.labels import Label, read_labels
from r2p_data.layout.lines import Line, Setting
from r2p_data.layout.notes import find_notes
from r2p_data.layout.numbering import Run
from r2p_data.layout.pieces import Piece
from r2p_data.records import BlockKind, Cell, NoteCall

_ITEMS = ("bullet", "letter", "minor_roman")


def gather_pieces(lines: Sequence[Line], calls: Sequence[Call], setting: Setting) -> list[Piece]:
    """Group ``lines`` into pieces, in reading order, page furniture and footnotes apart."""
    return _Gatherer(lines, calls, setting).gather()


class _Gatherer:
    """One pass over the lines, with the little memory that a reader keeps."""

    def __init__(self, lines: Sequence[Line], calls: Sequence[Call], setting: Setting) -> None:
        self.lines, self.setting = lines, setting
        self.furniture = find_furniture(lines, setting)
        self.notes = find_notes(lines, self.furniture, calls, setting)
        readings = [
            [] if kind or i in self.notes or i in setting.known_cells else read_labels(line.text)
            for i, (line, kind) in enumerate(zip(lines, self.furniture, strict=True))
        ]
        self.labeller = Labeller(readings, setting)
        self.breaks = Breaks(self.furniture, setting)
        self.pieces: list[Piece] = []
        self.body: Piece | None = None  # the block that the running text belongs to
        self.joined: Piece | None = None  # the block whose last line is the line above
        self.called = 0  # the number of the last call that stood on a line of its own

    def gather(self) -> list[Piece]:
        for i, line in enumerate(self.lines):
            if self.furniture[i]:
                self._add_furniture(i, line)
            elif i in self.setting.known_cells:
                self._add_cell(line, self.setting.known_cells[i])
            elif i in self.notes:
                self._add_note(line, self.notes[i])
            elif line.text.isdecimal() and self._is_call(i, line):
                self._add_call(line)
            else:
                self._add_text(i, line)
        return self.pieces

    def _add_furniture(self, i: int, line: Line) -> None:
        known = self.setting.known_furniture
        alike = i == 0 or (i in known) == (i - 1 in known)
        if alike and self.joined is not None and self.joined.kind == "furniture":
            self.joined.add(line, joined=True)
        else:
            self._open("furniture", line)

    def _add_cell(self, line: Line, cell: Cell) -> None:
        if self.joined is not None and self.joined.cell == cell:
            self.joined.add(line, joined=True)
        else:
            self._open("table_cell", line).cell = cell

    def _add_note(self, line: Line, label: Label | None) -> None:
        if label is None and self.joined is not None and self.joined.kind == "footnote":
            self.joined.add(line, joined=True)
        else:
            self._open("footnote", line, label)

    def _is_call(self, i: int, line: Line) -> bool:
        """Whether a number alone on its line is a call: « internationaux », « 1 », « . Cet », without a space."""
        if len(line.text) > 3 or self.body is None or i + 1 >= len(self.lines):
            return False
        close = line.gap == 0 and self.lines[i + 1].gap == 0 and self.joined is self.body
        return close and self.setting.wrapped and int(line.text) in (self.called + 1, self.called)

    def _add_call(self, line: Line) -> None:
        assert self.body is not None
        self.called = int(line.text)
        self.body.add(line, joined=True)
        self.body.calls.append(NoteCall(line.start, line.end, line.text))

    def _add_text(self, i: int, line: Line) -> None:
        label, run = self.labeller.read(i, self.body) if self.labeller.readings[i] else (None, None)
        joined = self.joined is self.body
        below_table = self.joined is not None and self.joined.cell is not None
        if below_table and self.body is not None and not line.continues(self.body.last):
            self.body = None
        if label or self.body is None or self.breaks.begins(i, self.body, interrupted=not joined):
            self.body = self._open(self._kind(i, label, run), line, label, run)
        else:
            self.body.add(line, joined=joined)
            self.joined = self.body

    def _kind(self, i: int, label: Label | None, run: Run | None) -> BlockKind:
        if label is None:
            return "paragraph"
        fragment = label.style == "decimal" and self.setting.is_fragment(i) and not self._is_cut_off(i)
        heads = (label.style == "arabic" and run is None) or fragment
        return "heading" if heads else "list_item" if label.style in _ITEMS else "paragraph"

    def _is_cut_off(self, i: int) -> bool:
        """Whether the page ends within the sentence: full lines down to its notes or its foot."""
        last, end = i, len(self.lines) - 1
        while last < end and self.lines[last + 1].gap <= self.setting.leading and last + 1 not in self.notes:
            last += 1
        foot = last < end and (self.furniture[last + 1] is not None or last + 1 in self.notes)
        return foot and self.setting.is_full(self.lines[last])

    def _open(self, kind: BlockKind, line: Line, label: Label | None = None, run: Run | None = None) -> Piece:
        piece = Piece(kind, [line], label, run)
        self.pieces.append(piece)
        self.joined = piece
        return piece

"""Grouping lines into pieces: where a block begins, which label it bears, what interrupts it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from r2p_data.layout.furniture import find_furniture, furniture_pattern, is_link
from r2p_data.layout.labels import Label, Progress, accept_numbers, read_labels
from r2p_data.layout.lines import Line, Setting
from r2p_data.records import BlockKind, NoteCall, Span

_RULE = re.compile(r"[_\-–—]{5,}\s*")
_NOTE_NUMBER = re.compile(r"(?P<number>\d{1,3})(?:\s*/)?(?=$|\s+\S)")
_CALL = re.compile(r"\d{1,3}")
_SHORT = 0.6


@dataclass(slots=True)
class Piece:
    """A block in the making: its lines, with the marks that later steps read."""

    kind: BlockKind
    lines: list[Line]
    label: Label | None = None
    run: int = 0
    space_above: int = 0
    opens_page: bool = False
    calls: list[NoteCall] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    level: int | None = None

    @property
    def label_span(self) -> Span | None:
        """The raw span of the printed label."""
        first = self.lines[0]
        return Span(first.start, first.start + self.label.end) if self.label else None

    @property
    def body(self) -> str:
        """The text as printed, label cut, lines joined by spaces; for judging, not for keeping."""
        skip = self.label.end if self.label else 0
        return " ".join([self.lines[0].text[skip:].strip(), *(line.text for line in self.lines[1:])]).strip()

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.lines[-1]

    def add(self, line: Line, *, joined: bool) -> None:
        """Append ``line``; ``joined`` where nothing foreign stands between it and the line before."""
        self.lines.append(line)
        if joined:
            self.spans[-1] = Span(self.spans[-1].start, line.end)
        else:
            self.spans.append(Span(line.start, line.end))


def gather_pieces(lines: Sequence[Line], setting: Setting) -> list[Piece]:
    """Group ``lines`` into pieces, in reading order, page furniture apart."""
    return _Gatherer(lines, setting).gather()


class _Gatherer:
    """One pass over the lines, with the little memory that a reader keeps."""

    def __init__(self, lines: Sequence[Line], setting: Setting) -> None:
        self.lines, self.setting = lines, setting
        self.furniture = find_furniture(lines, setting)
        self.readings = [
            [] if mark else read_labels(line.text) for line, mark in zip(lines, self.furniture, strict=True)
        ]
        self.numbers = accept_numbers([(i, r) for i, rs in enumerate(self.readings) for r in rs if r.style == "arabic"])
        self.progress: dict[str, Progress] = {}
        self.pieces: list[Piece] = []
        self.body: Piece | None = None  # the block that the running text belongs to
        self.joined: Piece | None = None  # the block whose last line is the line above
        self.in_notes = False
        self.calls = 0

    def gather(self) -> list[Piece]:
        for i, line in enumerate(self.lines):
            if self.in_notes and self._leaves_notes(i, line):
                self.in_notes = False
            if self.furniture[i]:
                self._add_furniture(i, line)
            elif self.in_notes:
                self._add_note(line)
            elif self._is_call(i, line):
                self._add_call(line)
            else:
                self._add_text(i, line)
        return self.pieces

    def _leaves_notes(self, i: int, line: Line) -> bool:
        return self.setting.opens_page(line) or (
            self.furniture[i] and furniture_pattern().fullmatch(line.text) is not None
        )

    def _add_furniture(self, i: int, line: Line) -> None:
        if self.joined is not None and self.joined.kind == "furniture":
            self.joined.add(line, joined=True)
        else:
            self._open("furniture", line)
        self.in_notes = _RULE.fullmatch(line.text) is not None and self._note_follows(i)

    def _note_follows(self, i: int) -> bool:
        following = self.lines[i + 1] if i + 1 < len(self.lines) else None
        return following is not None and (_NOTE_NUMBER.match(following.text) is not None or following.text[0] in "*¹²³")

    def _add_note(self, line: Line) -> None:
        number = _NOTE_NUMBER.match(line.text)
        due = self.progress.setdefault("note", Progress())
        if number and (int(number["number"]) == due.value + 1 or (due.value == 0 and line.text == number[0])):
            due.value = int(number["number"])
            label = Label("arabic", number["number"], due.value, number.end())
            self._open("footnote", line, label)
        elif self.joined is not None and self.joined.kind == "footnote":
            self.joined.add(line, joined=True)
        elif line.text[0] in "*¹²³":
            self._open("footnote", line)
        else:
            self.in_notes = False
            self._add_text(self.lines.index(line), line)

    def _is_call(self, i: int, line: Line) -> bool:
        """A small number alone on a line that follows directly: « internationaux\\n1\\n. Cet »."""
        if not _CALL.fullmatch(line.text) or self.body is None or i + 1 >= len(self.lines):
            return False
        close = line.gap == 0 and self.lines[i + 1].gap == 0 and self.joined is self.body
        return close and int(line.text) in (self.calls + 1, self.calls)

    def _add_call(self, line: Line) -> None:
        assert self.body is not None
        self.calls = int(line.text)
        self.body.add(line, joined=True)
        self.body.calls.append(NoteCall(line.start, line.end, line.text))

    def _add_text(self, i: int, line: Line) -> None:
        label, run = self._label(i, line)
        if label is None and self.body is not None and not self._begins(i, line, self.body):
            self.body.add(line, joined=self.joined is self.body)
            self.joined = self.body
            return
        kind: BlockKind = "list_item" if label and label.style in ("bullet", "letter", "minor_roman") else "paragraph"
        self.body = self._open(kind, line, label, run)

    def _open(self, kind: BlockKind, line: Line, label: Label | None = None, run: int = 0) -> Piece:
        opens_page = self.setting.opens_page(line)
        piece = Piece(kind, [line], label, run, line.gap, opens_page, spans=[Span(line.start, line.end)])
        self.pieces.append(piece)
        self.joined = piece
        return piece

    def _label(self, i: int, line: Line) -> tuple[Label | None, int]:
        for label in self.readings[i]:
            if label.style == "arabic":
                if i in self.numbers:
                    self._close_lists()
                    return self.numbers[i]
            elif self._due(label, line, i):
                return self._resolved(label), 0
        return None, 0

    def _close_lists(self) -> None:
        """A numbered paragraph ends the list above it, unless that is a lettered heading: « b) » may follow « 15. »."""
        if self.body is not None and self.body.label is not None and self.body.label.style == "letter":
            self.progress["heading"] = Progress(self.body.label.value)
        self.progress.pop("letter", None)
        self.progress.pop("minor_roman", None)

    def _due(self, label: Label, line: Line, i: int) -> bool:
        if label.style == "bullet":
            return (
                label.number in "•▪◦●■‣⁃·○"
                or self.body is None
                or (self.body.last.terminated and line.gap + line.indent > 0)
            )
        if label.style in ("roman", "capital") and not self._stands_apart(i, line):
            return False
        if label.style == "letter" and "letter" not in self.progress and "heading" in self.progress:
            return self.progress["heading"].wants(label) or label.value == 1
        progress = self.progress.get(label.style, Progress())
        excerpt = label.style == "roman" and self.body is None
        return progress.wants(label) or excerpt or (label.value == 1 and not label.damaged)

    def _stands_apart(self, i: int, line: Line) -> bool:
        """Whether a numbered heading may stand here: after a finished sentence, and not one itself."""
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        apart = self.body is None or line.gap > 0 or self.setting.opens_page(line)
        return apart and not (line.terminated and len(line.text) > 6) and (after is None or after.gap > 0)

    def _resolved(self, label: Label) -> Label:
        progress = self.progress.setdefault(label.style, Progress())
        value = label.value or progress.value + 1
        progress.value = value
        if label.style == "roman":
            self.progress.pop("capital", None)
        if label.style in ("roman", "capital"):
            self.progress.pop("letter", None)
        if label.style == "letter":
            self.progress.pop("minor_roman", None)
            return Label("letter", chr(96 + value), value, label.end, label.damaged)
        return label

    def _begins(self, i: int, line: Line, body: Piece) -> bool:
        """Whether an unlabelled line begins a block of its own."""
        previous = body.last
        bare = body.label is not None and body.label.end == len(body.lines[0].text) and len(body.lines) == 1
        if bare or (body.label is not None and not body.body):
            return False
        if not self.setting.wrapped:
            return not (line.continues(previous) and line.gap == 0)
        if line.continues(previous):
            return False
        if self.setting.opens_page(line) or self.joined is not body:
            return self._begins_page(i, line, previous)
        if line.gap > self.setting.leading:
            return True
        if self.setting.leading:
            above_ends = previous.terminated or len(previous.text) < _SHORT * self.setting.width
            return line.indent > 0 and above_ends and not line.text[0].islower()
        return line.indent > 1 and previous.terminated and body.lines[0].indent != line.indent

    def _begins_page(self, i: int, line: Line, previous: Line) -> bool:
        if line.indent > 1:
            return True
        if not previous.terminated:
            return False
        short = len(previous.text) < _SHORT * self.setting.width
        return short or self._is_isolated(i, line)

    def _is_isolated(self, i: int, line: Line) -> bool:
        """A short, unfinished line with space below it: a heading at the top of a page."""
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        below = after is not None and after.gap > self.setting.leading
        return below and not line.terminated and len(line.text) < _SHORT * self.setting.width and not is_link(line.text)

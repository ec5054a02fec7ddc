"""Grouping lines into pieces: where a block begins, which label it bears, what interrupts it."""

from __future__ import annotations

from collections.abc import Sequence

from r2p_data.layout.calls import Call
from r2p_data.layout.furniture import PAGE_KINDS, find_furniture, is_link
from r2p_data.layout.headings import SIGNATURE, is_conventional
from r2p_data.layout.labels import DASHES, SURE_BULLETS, Label, Progress, read_labels
from r2p_data.layout.lines import Line, Setting
from r2p_data.layout.notes import find_notes
from r2p_data.layout.numbering import Run, number_lines
from r2p_data.layout.pieces import Piece
from r2p_data.records import BlockKind, NoteCall, Span

_STYLES: dict[str, BlockKind] = {"bullet": "list_item", "letter": "list_item", "minor_roman": "list_item"}
# « I1. » alone on its line, above the heading that it numbers
_BARE = 6


def gather_pieces(lines: Sequence[Line], calls: Sequence[Call], setting: Setting) -> list[Piece]:
    """Group ``lines`` into pieces, in reading order, page furniture and footnotes apart."""
    return _Gatherer(lines, calls, setting).gather()


class _Gatherer:
    """One pass over the lines, with the little memory that a reader keeps."""

    def __init__(self, lines: Sequence[Line], calls: Sequence[Call], setting: Setting) -> None:
        self.lines, self.setting = lines, setting
        self.furniture = find_furniture(lines, setting)
        self.notes = find_notes(lines, self.furniture, calls, setting)
        self.readings = [
            [] if kind or i in self.notes else read_labels(line.text)
            for i, (line, kind) in enumerate(zip(lines, self.furniture, strict=True))
        ]
        self.numbered = number_lines(self.readings, setting)
        self.printed = {(label.style, label.value) for labels in self.readings for label in labels}
        self.progress: dict[str, Progress] = {}
        self.pieces: list[Piece] = []
        self.body: Piece | None = None  # the block that the running text belongs to
        self.joined: Piece | None = None  # the block whose last line is the line above
        self.called = 0  # the number of the last call that stood on a line of its own

    def gather(self) -> list[Piece]:
        for i, line in enumerate(self.lines):
            if self.furniture[i]:
                self._add_furniture(line)
            elif i in self.notes:
                self._add_note(line, self.notes[i])
            elif self._is_call(i, line):
                self._add_call(line)
            else:
                self._add_text(i, line)
        return self.pieces

    def _add_furniture(self, line: Line) -> None:
        if self.joined is not None and self.joined.kind == "furniture":
            self.joined.add(line, joined=True)
        else:
            self._open("furniture", line)

    def _add_note(self, line: Line, label: Label | None) -> None:
        if label is None and self.joined is not None and self.joined.kind == "footnote":
            self.joined.add(line, joined=True)
        else:
            self._open("footnote", line, label)

    def _is_call(self, i: int, line: Line) -> bool:
        """Whether a small number alone on its line is a call: « internationaux », « 1 », « . Cet », without a space."""
        if not line.text.isdecimal() or len(line.text) > 3 or self.body is None or i + 1 >= len(self.lines):
            return False
        close = line.gap == 0 and self.lines[i + 1].gap == 0 and self.joined is self.body
        return close and self.setting.wrapped and int(line.text) in (self.called + 1, self.called)

    def _add_call(self, line: Line) -> None:
        assert self.body is not None
        self.called = int(line.text)
        self.body.add(line, joined=True)
        self.body.calls.append(NoteCall(line.start, line.end, line.text))

    def _add_text(self, i: int, line: Line) -> None:
        label, run = self._read_label(i, line)
        if label is None and self.body is not None and not self._begins(i, line, self.body):
            self.body.add(line, joined=self.joined is self.body)
            self.joined = self.body
            return
        self.body = self._open(self._kind(i, label, run), line, label, run)

    def _kind(self, i: int, label: Label | None, run: Run | None) -> BlockKind:
        if label is None:
            return "paragraph"
        heads = (label.style == "arabic" and run is None) or (label.style == "decimal" and self.setting.is_fragment(i))
        return "heading" if heads else _STYLES.get(label.style, "paragraph")

    def _open(self, kind: BlockKind, line: Line, label: Label | None = None, run: Run | None = None) -> Piece:
        piece = Piece(kind, [line], label, run, self.setting.opens_page(line), [Span(line.start, line.end)])
        self.pieces.append(piece)
        self.joined = piece
        return piece

    def _read_label(self, i: int, line: Line) -> tuple[Label | None, Run | None]:
        for label in self.readings[i]:
            if label.style == "arabic":
                if i in self.numbered:
                    self._close_lists()
                    return self.numbered[i]
            elif self._is_due(label, line, i):
                return self._resolved(label), None
        return None, None

    def _close_lists(self) -> None:
        """Let a number end the list above it, unless that is a lettered heading: « b) » may follow « 15. »."""
        if self.body is not None and self.body.label is not None and self.body.label.style == "letter":
            self.progress["heading"] = Progress(self.body.label.value)
        self.progress.pop("letter", None)
        self.progress.pop("minor_roman", None)

    def _is_due(self, label: Label, line: Line, i: int) -> bool:
        if label.style == "bullet":
            return label.number in SURE_BULLETS or self._opens_item(label, line, i)
        if label.style == "decimal":
            return self.setting.stands_apart(i)
        if label.style in ("roman", "capital"):
            return self._opens_heading(label, i)
        if label.style == "letter" and "letter" not in self.progress and "heading" in self.progress:
            return self.progress["heading"].wants(label) or label.value == 1
        progress = self.progress.get(label.style, Progress())
        return progress.wants(label) or (label.value == 1 and not label.damaged)

    def _opens_item(self, label: Label, line: Line, i: int) -> bool:
        """Whether a dash, « * » or « o » opens an item: after another such item, or where a block may begin."""
        if self.body is None or line.gap > self.setting.leading:
            return True
        above = self.body.label
        if above is not None and above.number in DASHES + "*o" and above.number == label.number:
            return (
                self.setting.stands_apart(i) or not self.setting.wrapped or line.text[label.end :].strip()[0].isupper()
            )
        return self.setting.stands_apart(i)

    def _opens_heading(self, label: Label, i: int) -> bool:
        """« II. Aspects politiques »: apart, no sentence, in its turn; the first of an excerpt may bear any number."""
        bare = len(self.lines[i].text) <= _BARE
        if not self.setting.stands_apart(i) or not (bare or self.setting.is_fragment(i)):
            return False
        progress = self.progress.get(label.style, Progress())
        if progress.value or label.value == 1:
            return progress.wants(label) or (label.value == 1 and not label.damaged)
        return self.body is None or (not label.damaged and (label.style, label.value + 1) in self.printed)

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
            return label._replace(number=chr(96 + value), value=value)
        return label

    def _begins(self, i: int, line: Line, body: Piece) -> bool:
        """Whether an unlabelled line begins a block of its own."""
        previous = body.last
        if body.bare:
            return False
        if not self.setting.wrapped:
            return not (line.continues(previous) and line.gap == 0)
        if line.gap > self.setting.leading and (self._opens_part(i, line) or self._follows_clause(i, previous)):
            return True
        if line.continues(previous):
            return False
        if self.setting.opens_page(line) or self.joined is not body:
            return self._begins_page(i, line, previous)
        if line.gap > self.setting.leading or self.setting.is_centred(line) != self.setting.is_centred(previous):
            return True
        if self.setting.leading:
            return self._begins_indented(line, previous)
        return self._begins_dense(i, line, body)

    def _opens_part(self, i: int, line: Line) -> bool:
        """« Annexe », « (Signé) BAN Ki-moon »: such lines stand alone."""
        return SIGNATURE.match(line.text) is not None or (is_conventional(line.text) and self._is_isolated(i, line))

    def _follows_clause(self, i: int, previous: Line) -> bool:
        """« LE CONSEIL DE L’UNION EUROPÉENNE, », « vu le traité, »; or text above a menu, no page being broken."""
        above = self.furniture[i - 1]
        return previous.text.endswith(",") if above is None else above not in PAGE_KINDS | {"link", "rule"}

    def _begins_indented(self, line: Line, previous: Line) -> bool:
        above_ends = previous.terminated or self.setting.is_short(previous)
        return line.indent > 0 and above_ends and not line.text[0].islower() or self._breaks_off(line, previous)

    def _breaks_off(self, line: Line, previous: Line) -> bool:
        """Whether the line above was left unfilled, and this one begins as a block does."""
        opening = line.text[0].isupper() or line.text[0].isdigit() or line.text[0] in "(«"
        if previous.terminated:
            return opening and self.setting.ends_early(previous, line)
        return opening and self.setting.is_short(previous)

    def _begins_dense(self, i: int, line: Line, body: Piece) -> bool:
        """No space between paragraphs: an indentation, a change of capitals, or a line that breaks off opens one."""
        previous = body.last
        hanging = body.label is not None and len(body.lines) == 1
        if line.indent > previous.indent + 1 and not hanging:
            return previous.terminated or self.setting.ends_early(previous, line)
        if line.text.isupper() != previous.text.isupper() and self.setting.is_short(previous):
            return True
        return (previous.terminated and self._is_short_heading(i, line)) or self._breaks_off(line, previous)

    def _is_short_heading(self, i: int, line: Line) -> bool:
        """Whether one unfilled line stands between two blocks: « Responsabilité collective » above « 13. Les »."""
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        unfilled = after is not None and self.setting.ends_early(line, after) and not line.dangling
        return unfilled and line.text[0].isupper() and self.setting.is_fragment(i)

    def _begins_page(self, i: int, line: Line, previous: Line) -> bool:
        if line.indent > 1 or self._breaks_off(line, previous):
            return True
        if not previous.terminated:
            return line.gap > self.setting.leading and self.setting.is_centred(previous) and not line.text[0].islower()
        return self._is_isolated(i, line)

    def _is_isolated(self, i: int, line: Line) -> bool:
        """Whether a line is short and unfinished, with space below it: a heading at the top of a page."""
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        below = after is not None and after.gap > self.setting.leading
        return below and not line.terminated and self.setting.is_short(line) and not is_link(line.text)

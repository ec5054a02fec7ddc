"""What a reader mended, composed with what repair mends, so that everything points into the raw text.

Where the reader of a file is sure of an edit (mojibake, the marks of Markdown), layout and
repair work on the text that its edits leave; ``carry_back`` then puts blocks, clean texts
and the log of repairs back on the raw text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from r2p_data.records import Block, Edit, NoteCall, Paragraph, Span
from r2p_data.repair.patchwork import Base, Patch, apply_patches, compose

__all__ = ["Mended", "carry_back"]


class Mended:
    """The text that the edits of a reader leave, with the way there and back.

    Parameters
    ----------
    raw
        the source text.
    edits
        what the reader is sure of, sorted, without overlaps.

    >>> mended = Mended("## La sÃ©curitÃ©", [Edit(0, 3, "## ", "", "markdown"), Edit(7, 9, "Ã©", "é", "mojibake")])
    >>> mended.text
    'La sécuritÃ©'
    >>> mended.span(Span(3, 9)), mended.raw_span(Span(0, 5))
    (Span(start=0, end=5), Span(start=0, end=9))
    """

    def __init__(self, raw: str, edits: Sequence[Edit]) -> None:
        self.raw = raw
        self.patches = [(start, end, after, rule) for start, end, _, after, rule in edits]
        self.text = apply_patches(raw, self.patches)
        self._ends = [end for _, end, _, _ in self.patches]
        self._lefts: list[int] = []
        self._rights: list[int] = []
        shift = 0
        for start, end, after, _ in self.patches:
            self._lefts.append(start + shift)
            self._rights.append(start + shift + len(after))
            shift = self._rights[-1] - end

    def span(self, span: Span) -> Span:
        """Where a raw span lies in the mended text."""
        return Span(self._position(span.start), self._position(span.end))

    def _position(self, offset: int) -> int:
        before = bisect_right(self._ends, offset)
        inside = before < len(self.patches) and self.patches[before][0] < offset
        return self._lefts[before] if inside else offset + self._shift(before)

    def raw_span(self, span: Span) -> Span:
        """The raw characters behind a span of the mended text, with those beside it that were taken out."""
        return Span(self._raw_start(span.start, beside=True), self._raw_end(span.end, beside=True))

    def narrow_span(self, span: Span) -> Span:
        """The raw characters behind a span of the mended text, without what was taken out beside it."""
        return Span(self._raw_start(span.start, beside=False), self._raw_end(span.end, beside=False))

    def _raw_start(self, offset: int, *, beside: bool) -> int:
        at = bisect_left(self._rights, offset)
        while at < len(self.patches) and self._rights[at] == offset and not (beside and self._lefts[at] == offset):
            at += 1
        if at < len(self.patches) and self._lefts[at] <= offset:
            return self.patches[at][0]
        return offset - self._shift(at)

    def _raw_end(self, offset: int, *, beside: bool) -> int:
        at = bisect_right(self._lefts, offset)
        while at and self._lefts[at - 1] == offset and not (beside and self._rights[at - 1] == offset):
            at -= 1
        if at and self._rights[at - 1] >= offset:
            return self._ends[at - 1]
        return offset - self._shift(at)

    def _shift(self, at: int) -> int:
        """How much longer the first ``at`` patches have made the text."""
        return self._rights[at - 1] - self._ends[at - 1] if at else 0


def carry_back(
    mended: Mended, paragraphs: Sequence[Paragraph], edits: Sequence[Edit]
) -> tuple[list[Paragraph], list[Edit]]:
    """Put what was read from the mended text on the raw text.

    Parameters
    ----------
    mended
        the text that was read.
    paragraphs, edits
        what was made of it: blocks, clean texts and the log of repairs, on the mended text.

    Returns
    -------
    tuple
        the same paragraphs on the raw text, and one log that holds the edits of both.
    """
    second = [(edit.raw_start, edit.raw_end, edit.after, edit.rule) for edit in edits]
    patches = compose(mended.text, mended.patches, second)
    blocks = _disjoint([_on_raw(paragraph.block, mended) for paragraph in paragraphs])
    blocks, log = _covered(mended.raw, blocks, patches)
    starts = [edit.raw_start for edit in log]
    carried = []
    for paragraph, block in zip(paragraphs, blocks, strict=True):
        own = [edit for span in block.spans for edit in _inside(log, starts, span)]
        carried.append(replace(paragraph, block=block, clean=Base(mended.raw, block.spans).clean(own)))
    return carried, log


def _inside(log: Sequence[Edit], starts: Sequence[int], span: Span) -> Iterable[Edit]:
    found = log[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
    return (edit for edit in found if edit.raw_end <= span.end)


def _on_raw(block: Block, mended: Mended) -> Block:
    calls = (NoteCall(*mended.narrow_span(Span(call.start, call.end)), call.number) for call in block.calls)
    label = None if block.label is None else mended.narrow_span(block.label)
    return replace(block, spans=tuple(map(mended.raw_span, block.spans)), label=label, calls=tuple(calls))


def _disjoint(blocks: Sequence[Block]) -> list[Block]:
    """What was taken out between two spans that touch belongs to the first."""
    placed = sorted((span, b, s) for b, block in enumerate(blocks) for s, span in enumerate(block.spans))
    return _respanned(blocks, [(Span(max(span.start, end), span.end), b, s) for (span, b, s), end in _after(placed)])


def _after(placed: Sequence[tuple[Span, int, int]]) -> Iterable[tuple[tuple[Span, int, int], int]]:
    """Each span with the end of the one before."""
    return zip(placed, [0, *(span.end for span, _, _ in placed)], strict=False)


def _respanned(blocks: Sequence[Block], placed: Iterable[tuple[Span, int, int]]) -> list[Block]:
    spans = [list(block.spans) for block in blocks]
    for span, b, s in placed:
        spans[b][s] = span
    return [replace(block, spans=tuple(own)) for block, own in zip(blocks, spans, strict=True)]


def _covered(raw: str, blocks: Sequence[Block], patches: Iterable[Patch]) -> tuple[list[Block], list[Edit]]:
    """Blocks that hold every character, and the log of edits inside them.

    What was taken out between two blocks (the bars of a table, « Â » for a no-break space)
    joins the block above, and is taken out of it. A reader inserts nothing between blocks.
    """
    placed = sorted((span, b, s) for b, block in enumerate(blocks) for s, span in enumerate(block.spans))
    log: list[Edit] = []
    at = 0
    for start, end, after, rule in sorted(patches):
        while at + 1 < len(placed) and placed[at + 1][0].start <= start:
            at += 1
        if log and start < log[-1].raw_end:
            continue
        (left, right), b, s = placed[at]
        if start < left or start > right or end > right:
            if not raw[start:end].strip():
                continue
            start, end, after = (start, left, "") if start < left else (right, max(end, right), "")
            placed[at] = (Span(min(left, start), max(right, end)), b, s)
        if raw[start:end] != after:
            log.append(Edit(start, end, raw[start:end], after, rule))
    return _respanned(blocks, placed), sorted(log)

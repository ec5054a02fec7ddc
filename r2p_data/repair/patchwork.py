"""Patches: replacements in a text, composed into one flat log that replays over the raw text.

A block is first laid out as its *base*: its raw spans joined by virtual line breaks. Each
stage of repair reads the text so far and proposes patches for it; ``compose`` carries them
back to the base, where a later patch absorbs the earlier ones it overlaps.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from r2p_data.records import CleanText, Edit, Span

__all__ = ["Base", "Patch", "apply_patches", "compose", "replay", "trace"]


# Start, end, after and rule: ``text[start:end]`` ought to read ``after``, by ``rule``. Thousands are
# made of a document, and a plain tuple is made many times faster than one with names.
Patch = tuple[int, int, str, str]


def apply_patches(text: str, patches: Iterable[Patch]) -> str:
    """``text`` with sorted, non-overlapping patches applied.

    >>> apply_patches("l ’appui", [(1, 2, "", "space_before_apostrophe")])
    'l’appui'
    """
    pieces: list[str] = []
    at = 0
    for start, end, after, _ in patches:
        pieces += (text[at:start], after)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def compose(between: str, first: Sequence[Patch], second: Sequence[Patch]) -> list[Patch]:
    """Patches of a text that do what ``first`` and then ``second`` do.

    Parameters
    ----------
    between
        the text that ``first`` leaves.
    first
        sorted patches of the text that stood before.
    second
        sorted patches of ``between``.

    >>> compose("pol itique", [(3, 4, " ", "line_join")], [(0, 10, "politique", "split_word")])
    [(0, 10, 'politique', 'split_word')]
    """
    if not first or not second:
        return list(first or second)
    lefts, rights, total = _positions(first)
    if rights[-1] < second[0][0]:  # a label was cut, then the lines after it were joined
        return [*first, *((start - total, end - total, after, rule) for start, end, after, rule in second)]
    composed: list[Patch] = []
    done = 0
    for patch in _fused(between, lefts, rights, second):
        start, end, after, rule = patch
        at = bisect_left(rights, start, done)
        if at == len(first) or lefts[at] > end:  # most often it meets none
            shift = lefts[at] - first[at][0] if at < len(first) else total
            composed += first[done:at]
            composed.append((start - shift, end - shift, after, rule))
            done = at
            continue
        at = _first_met(lefts, rights, start, end, at)
        composed += first[done:at]
        shift = lefts[at] - first[at][0] if at < len(first) else total
        merged, done = _absorb(patch, first, lefts, rights, at, shift)
        composed.append(merged)
    composed += first[done:]
    return composed


def _positions(patches: Sequence[Patch]) -> tuple[list[int], list[int], int]:
    """Where what the patches put begins and ends in the text that they leave, and how much longer that is."""
    lefts, rights, shift = [], [], 0
    for start, end, after, _ in patches:
        left = start + shift
        right = left + len(after)
        lefts.append(left)
        rights.append(right)
        shift = right - end
    return lefts, rights, shift


def _fused(between: str, lefts: Sequence[int], rights: Sequence[int], second: Sequence[Patch]) -> Iterator[Patch]:
    """``second``, where two patches that touch one earlier patch become one."""
    pending = second[0]
    for patch in second[1:]:
        first, until, head, _ = pending
        start, end, tail, rule = patch
        at = bisect_right(rights, until)
        if at < len(rights) and lefts[at] < until and start < rights[at]:
            pending = (first, end, head + between[until:start] + tail, rule)
        else:
            yield pending
            pending = patch
    yield pending


def _first_met(lefts: Sequence[int], rights: Sequence[int], start: int, end: int, at: int) -> int:
    """The first earlier patch from ``at`` on that ``start`` to ``end`` meets; two insertions at one place do not."""
    while at < len(rights) and rights[at] == start and (rights[at] > lefts[at] or end > start):
        at += 1
    return at


def _absorb(
    patch: Patch, first: Sequence[Patch], lefts: Sequence[int], rights: Sequence[int], at: int, shift: int
) -> tuple[Patch, int]:
    """``patch`` carried back with the earlier patches from ``at`` on that it overlaps, and where to go on."""
    opening, closing, after, rule = patch
    start, end, head, tail = opening - shift, -1, "", ""
    while at < len(first) and (lefts[at] < closing or lefts[at] == rights[at] == opening == closing):
        left, right = lefts[at], rights[at]
        earlier_start, earlier_end, put, _ = first[at]
        if left < opening:
            start, head = earlier_start, put[: opening - left]
        if right > closing:
            end, tail = earlier_end, put[closing - left :]
        shift = right - earlier_end
        at += 1
    end = closing - shift if end < 0 else end
    return (start, end, head + after + tail, rule), at


class Base:
    r"""The raw spans of a block joined by virtual line breaks.

    Parameters
    ----------
    raw
        the source text.
    spans
        the raw spans of the block, in order.

    >>> Base("un mot, puis [page 2] un autre", [Span(0, 12), Span(22, 30)]).text
    'un mot, puis\nun autre'
    """

    __slots__ = ("_offsets", "_raw", "_spans", "text")

    def __init__(self, raw: str, spans: Sequence[Span]) -> None:
        self._raw = raw
        self._spans = tuple(spans)
        pieces = [raw[start:end] for start, end in spans]
        self._offsets = []
        at = 0
        for piece in pieces:
            self._offsets.append(at)
            at += len(piece) + 1
        self.text = "\n".join(pieces)

    def position(self, raw_offset: int) -> int | None:
        """Where a raw offset lies in the base; None outside the spans."""
        for (start, end), offset in zip(self._spans, self._offsets, strict=True):
            if start <= raw_offset <= end:
                return offset + raw_offset - start
        return None

    def edits(self, patches: Iterable[Patch]) -> list[Edit]:
        """Sorted patches of the base as edits of the raw text; a patch across spans becomes one edit a span."""
        found: list[Edit] = []
        raw, until, shift, stop = self._raw, 0, 0, 0
        for patch in patches:
            start, end, after, rule = patch
            if start >= until:
                index = bisect_right(self._offsets, start) - 1
                until = self._offsets[index + 1] if index + 1 < len(self._offsets) else len(self.text) + 1
                shift, stop = self._spans[index].start - self._offsets[index], self._spans[index].end
            start, end = start + shift, end + shift
            if end > stop:
                found += self._split(patch)
            elif (before := raw[start:end]) != after:
                found.append(Edit(start, end, before, after, rule))
        return found

    def _split(self, patch: Patch) -> Iterator[Edit]:
        """The first span that the patch touches takes all of ``after``, the others lose what it covers."""
        first, last, after, rule = patch
        index = max(0, bisect_right(self._offsets, first) - 1)
        while index < len(self._spans):
            (start, end), offset = self._spans[index], self._offsets[index]
            left = start + max(0, first - offset)
            right = min(end, start + last - offset)
            if left > end or (left >= right and not after):
                if offset >= last:
                    return
                index += 1
                continue
            if (before := self._raw[left:right]) != after:
                yield Edit(left, right, before, after, rule)
            after = ""
            if last <= offset + end - start + 1:
                return
            index += 1

    def clean(self, edits: Sequence[Edit], text: str | None = None) -> CleanText:
        """The text that ``edits`` leave, unless it is known, with its map to the raw text."""
        text = replay(self._raw, self._spans, edits) if text is None else text
        return CleanText(text, *_maps(self._spans, edits))


_RAMP = array("q")


def _ramp(end: int) -> array[int]:
    """Count up past ``end``, once for all texts: slices are copied many times faster than ranges."""
    if len(_RAMP) < end + 2:
        _RAMP.extend(range(len(_RAMP), end + 2))
    return _RAMP


def _maps(spans: Sequence[Span], edits: Sequence[Edit]) -> tuple[array[int], array[int]]:
    """Where in the raw text each character begins and ends.

    What stands one for one is mapped at once. What a repair of another length shares with the
    print stands one for one too; the rest of it stands for the rest of the print as a whole.
    """
    starts, ends = array("q"), array("q")
    ramp = _ramp(spans[-1].end) if spans else starts
    at = 0
    for begin, end in spans:
        next_start, next_end = begin, begin + 1
        while at < len(edits):
            left, right, before, after, _ = edits[at]
            if left > end or (left == end and right > left):
                break
            at += 1
            if len(after) == right - left:
                continue
            head, tail = _shared(before, after)
            left, right, changed = left + head, right - tail, len(after) - head - tail
            # the first changed character begins where the print would go on, the last one ends where it goes on
            starts += ramp[next_start : left + (changed > 0)]
            ends += ramp[next_end : left + 1]
            if changed > 1:
                starts.extend([left] * (changed - 1))
                ends.extend([right] * (changed - 1))
            next_start, next_end = right, right + (changed == 0)
        starts += ramp[next_start:end]
        ends += ramp[next_end : end + 1]
    return starts, ends


def _segments(spans: Sequence[Span], edits: Sequence[Edit]) -> Iterator[tuple[int, int, str | None]]:
    """The raw text in order: kept stretches, with None, and edited ones, with what they become."""
    at = 0
    for start, end in spans:
        position = start
        while at < len(edits):
            left, right, _, after, _ = edits[at]
            if left > end or (left == end and right > left):
                break
            if left > position:
                yield position, left, None
            yield left, right, after
            position = right
            at += 1
        if position < end:
            yield position, end, None


@lru_cache(maxsize=1024)  # the same repairs return: « \n\n » to « », « é » to « è »
def _shared(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts share at their heads and, beyond these, at their tails."""
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, tail


def replay(raw: str, spans: Sequence[Span], edits: Sequence[Edit]) -> str:
    """The clean text: the log of repairs applied to the raw spans of a block.

    Parameters
    ----------
    raw
        the source text.
    spans
        the raw spans of the block, in order.
    edits
        the log, sorted by ``raw_start``, without overlaps.

    >>> replay("l ’appui", [Span(0, 8)], [Edit(1, 2, " ", "", "space_before_apostrophe")])
    'l’appui'
    """
    return "".join([raw[start:end] if after is None else after for start, end, after in _segments(spans, edits)])


def trace(raw: str, spans: Sequence[Span], edits: Sequence[Edit]) -> CleanText:
    """The clean text with the raw characters that each of its characters stands for.

    >>> trace("l ’appui", [Span(0, 8)], [Edit(1, 2, " ", "", "space_before_apostrophe")]).raw_span(0, 2)
    Span(start=0, end=3)
    """
    return Base(raw, spans).clean(edits)

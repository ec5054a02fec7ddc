"""Patches: replacements in a text, composed into one flat log that replays over the raw text.

A block is first laid out as its *base*: its raw spans joined by virtual line breaks. Each
stage of repair reads the text so far and proposes patches for it; ``compose`` carries them
back to the base, where a later patch absorbs the earlier ones it overlaps.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from r2p_data.records import CleanText, Edit, Span

__all__ = ["Base", "Patch", "apply_patches", "compose", "replay"]


class Patch(NamedTuple):
    """``text[start:end]`` ought to read ``after``, by ``rule``."""

    start: int
    end: int
    after: str
    rule: str


def apply_patches(text: str, patches: Iterable[Patch]) -> str:
    """``text`` with sorted, non-overlapping patches applied.

    >>> apply_patches("l ’appui", [Patch(1, 2, "", "space_before_apostrophe")])
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

    >>> compose("pol itique", [Patch(3, 4, " ", "line_join")], [Patch(0, 10, "politique", "split_word")])
    [Patch(start=0, end=10, after='politique', rule='split_word')]
    """
    if not first or not second:
        return list(first or second)
    composed: list[Patch] = []
    done, shift = 0, 0
    for patch in _fused(between, first, second):
        while done < len(first) and _precedes(first[done], shift, patch):
            composed.append(first[done])
            shift += _growth(first[done])
            done += 1
        merged, done, shift = _absorb(patch, first, done, shift)
        composed.append(merged)
    composed.extend(first[done:])
    return composed


def _fused(between: str, first: Sequence[Patch], second: Sequence[Patch]) -> Iterator[Patch]:
    """``second``, where two patches that touch one earlier patch become one."""
    done, shift, pending = 0, 0, second[0]
    for patch in second[1:]:
        while done < len(first) and first[done].start + shift + len(first[done].after) <= pending.end:
            shift += _growth(first[done])
            done += 1
        if done < len(first) and first[done].start + shift < pending.end and patch.start < _reach(first[done], shift):
            after = pending.after + between[pending.end : patch.start] + patch.after
            pending = Patch(pending.start, patch.end, after, patch.rule)
        else:
            yield pending
            pending = patch
    yield pending


def _reach(patch: Patch, shift: int) -> int:
    return patch.start + shift + len(patch.after)


def _growth(patch: Patch) -> int:
    return len(patch.after) - (patch.end - patch.start)


def _precedes(earlier: Patch, shift: int, later: Patch) -> bool:
    """Whether ``earlier`` ends before ``later`` begins; two insertions at one place do not."""
    start, end = earlier.start + shift, _reach(earlier, shift)
    return end < later.start or (end == later.start and (end > start or later.end > later.start))


def _absorb(patch: Patch, first: Sequence[Patch], done: int, shift: int) -> tuple[Patch, int, int]:
    """``patch`` carried back with the earlier patches it overlaps, and where to go on."""
    start, end, head, tail = patch.start - shift, -1, "", ""
    at = done
    while at < len(first) and _meets(first[at], shift, patch):
        earlier = first[at]
        left = earlier.start + shift
        if left < patch.start:
            start, head = earlier.start, earlier.after[: patch.start - left]
        if _reach(earlier, shift) > patch.end:
            end, tail = earlier.end, earlier.after[patch.end - left :]
        shift += _growth(earlier)
        at += 1
    end = patch.end - shift if end < 0 else end
    return Patch(start, end, head + patch.after + tail, patch.rule), at, shift


def _meets(earlier: Patch, shift: int, later: Patch) -> bool:
    start = earlier.start + shift
    return start < later.end or start == _reach(earlier, shift) == later.start == later.end


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
        lengths = (end - start + 1 for start, end in spans)
        self._offsets = list(accumulate(lengths, initial=0))[:-1]
        self.text = "\n".join([raw[start:end] for start, end in spans])

    def position(self, raw_offset: int) -> int | None:
        """Where a raw offset lies in the base; None outside the spans."""
        for (start, end), offset in zip(self._spans, self._offsets, strict=True):
            if start <= raw_offset <= end:
                return offset + raw_offset - start
        return None

    def edits(self, patches: Iterable[Patch]) -> list[Edit]:
        """Patches of the base as edits of the raw text; a patch across spans becomes one edit a span."""
        if len(self._spans) == 1:
            raw, at = self._raw, self._spans[0].start
            edits = [Edit(at + s, at + e, raw[at + s : at + e], after, rule) for s, e, after, rule in patches]
        else:
            edits = [edit for patch in patches for edit in self._split(patch)]
        return [edit for edit in edits if edit.before != edit.after]

    def _split(self, patch: Patch) -> Iterator[Edit]:
        """The first span that the patch touches takes all of ``after``, the others lose what it covers."""
        after = patch.after
        index = max(0, bisect_right(self._offsets, patch.start) - 1)
        while index < len(self._spans):
            (start, end), offset = self._spans[index], self._offsets[index]
            left = start + max(0, patch.start - offset)
            right = min(end, start + patch.end - offset)
            if left > end or (left >= right and not after):
                if offset >= patch.end:
                    return
                index += 1
                continue
            yield Edit(left, right, self._raw[left:right], after, patch.rule)
            after = ""
            if patch.end <= offset + end - start + 1:
                return
            index += 1

    def clean(self, edits: Sequence[Edit]) -> CleanText:
        """The text that ``edits`` leave, with its map to the raw text."""
        return _mapped(self._raw, self._spans, edits)


_RAMP = array("q")


def _ramp(end: int) -> array[int]:
    """Count up past ``end``, once for all texts: slices are copied many times faster than ranges."""
    if len(_RAMP) < end + 2:
        _RAMP.extend(range(len(_RAMP), end + 2))
    return _RAMP


def _mapped(raw: str, spans: Sequence[Span], edits: Sequence[Edit]) -> CleanText:
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    ramp = _ramp(spans[-1].end) if spans else starts
    for start, end, after in _segments(spans, edits):
        if after is None:
            pieces.append(raw[start:end])
            starts.extend(ramp[start:end])
            ends.extend(ramp[start + 1 : end + 1])
        elif after:
            pieces.append(after)
            _align(raw[start:end], after, start, starts, ends)
    return CleanText("".join(pieces), starts, ends)


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


def _align(before: str, after: str, offset: int, starts: array[int], ends: array[int]) -> None:
    """Map what a repair shares with the print character by character, the rest as a whole."""
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    left, right = offset + head, offset + len(before) - tail
    changed = len(after) - head - tail
    starts.extend(range(offset, left))
    ends.extend(range(offset + 1, left + 1))
    if right - left == changed:
        starts.extend(range(left, right))
        ends.extend(range(left + 1, right + 1))
    else:
        starts.extend([left] * changed)
        ends.extend([right] * changed)
    starts.extend(range(right, right + tail))
    ends.extend(range(right + 1, right + tail + 1))


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

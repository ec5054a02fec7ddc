"""What is taken: the spans of a text that one step has claimed, so that the next leaves them alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from r2p_data.records import Date, Figure, Mention, Reference, Refused, Span


class Taken:
    """Spans of a text that an earlier step has claimed, for quick questions of overlap.

    >>> Taken([Span(3, 7)]).overlaps(0, 4)
    True
    >>> Taken([Span(3, 7)]).overlaps(7, 9)
    False
    >>> Taken([Span(0, 9), Span(2, 4)]).overlaps(5, 6), Taken([Span(0, 9)]).overlaps(5, 5)
    (True, False)
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any character of the span is claimed."""
        before = bisect_left(self._starts, end)
        return before > 0 and start < end and start < self._ends[before - 1]

    def covers(self, start: int, end: int) -> bool:
        """Whether every character of the span is claimed.

        >>> Taken([Span(3, 5), Span(5, 9)]).covers(4, 8), Taken([Span(3, 5)]).covers(4, 6)
        (True, False)
        """
        before = bisect_right(self._starts, start)
        return before > 0 and end <= self._ends[before - 1]


def spans_of(rows: Sequence[Reference | Date | Figure | Mention | Refused]) -> Iterator[Span]:
    """The spans of annotations, to tell the next step what is taken."""
    return (Span(row.start, row.end) for row in rows)

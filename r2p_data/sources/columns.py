"""Reading order on a page: the lines of its columns, what stands above and below them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from r2p_data.sources.glyphs import Run

__all__ = ["PrintedLine", "Region", "gather_lines", "order_regions", "runs_on"]

# Runs whose baselines differ by less than this share of the letter size stand on one line: calls are raised by a third.
_LEVEL = 0.45
# Calls in small letters are raised by up to half of the large ones.
_SMALL, _RAISED = 0.8, 0.6
_GUTTER = 0.7
_LEAST_LINES = 3
_LEAST_CHARACTERS = 16
_FILLED, _FULL = 0.55, 0.75
# Running lines stand this many times the usual distance from the text.
_SET_OFF = 1.5
# Running lines are shorter than this, in characters; lines of a paragraph are closer than that, in letter sizes.
_LONG, _CLOSE = 60, 1.4
# What may end a sentence, before a column does.
_TERMINAL = tuple(".!?:;…»”)¹²³⁴⁵⁶⁷⁸⁹⁰")
# Columns that begin, or end, at the same height do so within these letter sizes.
_NEAR = 2.5


class PrintedLine(NamedTuple):
    """The runs of one line from left to right; ``y`` and ``size`` are those of its largest letters."""

    runs: tuple[Run, ...]
    y: float
    size: float

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(run.x1 for run in self.runs)

    @property
    def length(self) -> int:
        """Characters printed on it."""
        return sum(len(run.text) for run in self.runs)


class Region(NamedTuple):
    """Lines that are read one after the other; ``edge`` where they stand at the head or foot of the page."""

    lines: tuple[PrintedLine, ...]
    edge: bool = False


def gather_lines(runs: Iterable[Run]) -> list[PrintedLine]:
    """The lines that ``runs`` form, from top to bottom.

    >>> [len(line.runs) for line in gather_lines([Run("mai", 0, 9, 50, 10), Run("1", 9, 11, 54, 6)])]
    [2]
    """
    lines: list[list[Run]] = []
    main: Run | None = None  # the largest run of the line, the longest of those
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if main is not None and abs(main.y - run.y) < _reach(main.size, run.size):
            lines[-1].append(run)
            if run.size > main.size or (run.size == main.size and len(run.text) > len(main.text)):
                main = run
        else:
            lines.append([run])
            main = run
    return [_line(line) for line in lines]


def runs_on(above: Region, below: Region) -> bool:
    """Whether a sentence that fills the last line of one column goes on at the head of the next."""
    last, first = above.lines[-1], below.lines[0]
    ends, begins = last.runs[-1], first.runs[0]
    filled = last.x1 - last.x0 >= 0.8 * (max(line.x1 for line in above.lines) - min(line.x0 for line in above.lines))
    flush = first.x0 - min(line.x0 for line in below.lines) < 0.5 * first.size
    alike = abs(last.size - first.size) < 0.05 * first.size and ends.bold == begins.bold
    if not (filled and flush and alike) or ends.text.rstrip().endswith(_TERMINAL):
        return False
    prose = min(len(above.lines), len(below.lines)) > _LEAST_LINES
    return begins.text[0].islower() or (prose and begins.text[:2].isalpha())


def _reach(size: float, other: float) -> float:
    """How far apart the baselines of two runs of a line may be."""
    small, large = sorted((size, other))
    return (_RAISED if small < _SMALL * large else _LEVEL) * large


def _line(runs: Sequence[Run]) -> PrintedLine:
    if len(runs) == 1:
        return PrintedLine((runs[0],), runs[0].y, runs[0].size)
    largest = max(run.size for run in runs)
    main = max((run for run in runs if run.size > 0.85 * largest), key=lambda run: len(run.text))
    return PrintedLine(tuple(sorted(runs, key=lambda run: run.x0)), main.y, main.size)


def order_regions(runs: Sequence[Run]) -> list[Region]:
    """The regions of a page in reading order: head, then column after column between full lines, then foot."""
    lines = gather_lines(runs)
    first, last = _edges(lines)
    body = [run for line in lines[first:last] for run in line.runs]
    head, foot = Region(tuple(lines[:first]), True), Region(tuple(lines[last:]), True)
    return [region for region in (head, *_cut(body), foot) if region.lines]


def _edges(lines: Sequence[PrintedLine]) -> tuple[int, int]:
    """How many lines are running lines at the head, and where those at the foot begin."""
    gaps = [above.y - below.y for above, below in zip(lines, lines[1:], strict=False)]
    if len(lines) < 5:
        return 0, len(lines)
    usual = _SET_OFF * median(gaps)
    # two running lines stand closer to one another than to the text
    heads = [i for i in (1, 0) if gaps[i] > usual and gaps[0] <= gaps[i]]
    feet = [i for i in (1, 0) if gaps[-1 - i] > usual and gaps[-1] <= gaps[-1 - i] and not _is_text(lines[-1 - i :])]
    head, foot = heads[0] + 1 if heads else 0, feet[0] if feet else None
    return head, len(lines) if foot is None else len(lines) - 1 - foot


def _is_text(lines: Sequence[PrintedLine]) -> bool:
    """Whether lines at the foot are a paragraph: a long one, and close below it another."""
    return len(lines) > 1 and lines[0].length >= _LONG and lines[0].y - lines[1].y < _CLOSE * lines[0].size


def _cut(runs: Sequence[Run]) -> list[Region]:
    """Split a body of text at the gutter that parts most of it; none, and it is one region."""
    best = max(_gutters(runs), key=lambda found: found[0], default=None)
    if best is None:
        return [Region(tuple(gather_lines(runs)))]
    regions: list[Region] = []
    for alone, bands in groupby(best[1], key=lambda band: not band[1]):
        if alone:
            regions.append(Region(tuple(gather_lines(run for band, _ in bands for run in band))))
        else:
            regions += [region for sides in bands for side in sides for region in _cut(side)]
    return regions


_Bands = list[tuple[list[Run], list[Run]]]


def _gutters(runs: Sequence[Run]) -> list[tuple[int, _Bands]]:
    """Places where a gutter may run, with how many characters stand beside it and the bands that it makes."""
    if len(runs) < 2 * _LEAST_LINES:
        return []
    x0, x1, size = min(r.x0 for r in runs), max(r.x1 for r in runs), median(r.size for r in runs)
    step = max(size / 3, (x1 - x0) / 150)
    ordered = sorted(runs, key=lambda run: -run.y)
    edges = sorted({edge for run in runs for edge in (run.x0, run.x1)})
    found, at, tried = [], x0 + 0.2 * (x1 - x0), (-1, -1)
    while at < x1 - 0.2 * (x1 - x0):
        # between two edges of runs, every place parts them alike
        between = bisect_left(edges, at), bisect_right(edges, at)
        bands = _bands(ordered, at, size) if between != tried else []
        gain = sum(len(run.text) for left, right in bands if right for run in (*left, *right))
        if gain:
            found.append((gain, bands))
        at, tried = at + step, between
    return found


def _bands(ordered: Sequence[Run], at: float, size: float) -> _Bands:
    """From top to bottom, what stands beside a gutter at ``at`` (two sides) and what runs across it (one)."""
    bands: _Bands = []
    left: list[Run] = []
    right: list[Run] = []
    across: list[Run] = []
    levels = [run.y for run in reversed(ordered) if run.x0 < at < run.x1]
    for run in ordered:
        # what shares its line with a run across the gutter belongs to that line
        if _is_near(levels, run.y, _LEVEL * run.size):
            _close(bands, left, right, size)
            left, right = [], []
            across.append(run)
        else:
            if across:
                bands.append((across, []))
                across = []
            (left if run.x1 <= at else right).append(run)
    if across:
        bands.append((across, []))
    _close(bands, left, right, size)
    return bands


def _is_near(levels: Sequence[float], y: float, distance: float) -> bool:
    """Whether one of ``levels``, which rise, is less than ``distance`` from ``y``."""
    above = bisect_left(levels, y)
    return (above < len(levels) and levels[above] - y < distance) or (above > 0 and y - levels[above - 1] < distance)


def _close(bands: _Bands, left: list[Run], right: list[Run], size: float) -> None:
    if min(len(left), len(right)) < _LEAST_LINES:
        both = [*left, *right] if left and right else left or right
        bands += [(both, [])] if both else []
        return
    for top, bottom in (_ends(left, right, size), (math.inf, -math.inf)):
        first, second = ([run for run in side if bottom <= run.y <= top] for side in (left, right))
        if first and second and _are_columns(first, second, size):
            above = [run for run in (*left, *right) if run.y > top]
            below = [run for run in (*left, *right) if run.y < bottom]
            bands += [band for band in ((above, []), (first, second), (below, [])) if band[0]]
            return
    bands.append(([*left, *right], []))


def _ends(left: Sequence[Run], right: Sequence[Run], size: float) -> tuple[float, float]:
    """Where two columns begin and end: beyond, after more space than usual, one side alone goes on.

    The last short line of a paragraph above columns, or a heading below them, stands on one side
    without being of a column, where the columns begin, or end, at the same height. Full lines are
    of the longer column.
    """
    lines = gather_lines((*left, *right))
    gaps = [above.y - below.y for above, below in pairwise(lines)]
    wide, near = _SET_OFF * median(gaps) if gaps else 0.0, _NEAR * size
    highest, lowest = (
        min(max(r.y for r in side) for side in (left, right)),
        max(min(r.y for r in s) for s in (left, right)),
    )
    full = _FULL * min(max(r.x1 for r in side) - min(r.x0 for r in side) for side in (left, right))
    cuts = [i for i, gap in enumerate(gaps, 1) if gap > wide]
    tops = [i for i in cuts if highest <= lines[i].y <= highest + near and not _go_on(lines[:i], full)]
    bottoms = [i for i in cuts if lowest - near <= lines[i - 1].y <= lowest and not _go_on(lines[i:], full)]
    levels = [(lines[i - 1].y + lines[i].y) / 2 for i in (*tops[:1], *bottoms[-1:])]
    return levels[0] if tops else math.inf, levels[-1] if bottoms else -math.inf


def _go_on(lines: Sequence[PrintedLine], full: float) -> bool:
    """Whether lines on one side are of a column: most are as wide."""
    return len(lines) > _LEAST_LINES and median(line.x1 - line.x0 for line in lines) >= full


def _are_columns(left: Sequence[Run], right: Sequence[Run], size: float) -> bool:
    """Whether both sides hold lines of running text, side by side, with a gutter between them."""
    if min(r.x0 for r in right) - max(r.x1 for r in left) < _GUTTER * size:
        return False
    top, bottom = min(max(r.y for r in s) for s in (left, right)), max(min(r.y for r in s) for s in (left, right))
    shorter = min(max(r.y for r in s) - min(r.y for r in s) for s in (left, right))
    return top - bottom >= 0.5 * shorter and _is_prose(left) and _is_prose(right)


def _is_prose(side: Sequence[Run]) -> bool:
    lines = gather_lines(side)
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    filled = median(sum(run.x1 - run.x0 for run in line.runs) for line in lines)
    characters = median(line.length for line in lines)
    if len(lines) < _LEAST_LINES or characters < _LEAST_CHARACTERS or filled < _FILLED * width:
        return False
    return 2 * median(_letters(line) for line in lines) >= characters  # dotted leaders are none


def _letters(line: PrintedLine) -> int:
    return sum(character.isalpha() for run in line.runs for character in run.text)

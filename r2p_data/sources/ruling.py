"""What the rules drawn on a page part: the cells of tables, the notes at its foot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from r2p_data.sources.columns import PrintedLine, Region, gather_lines
from r2p_data.sources.extras import import_extra
from r2p_data.sources.glyphs import Run

__all__ = ["Grid", "Stroke", "find_grids", "read_strokes", "split_notes"]

_THIN = 3.0
_MOST_PATHS = 4_000
_TOUCHING = 3.0
_NOTE_SIZE = 0.93
# « 1. Voir », « 12/ Voir », « [3] », « * »; neither « 76/3 » nor « 6.25 »
_NOTE = re.compile(r"\[?\d{1,3}\]?(?:[./](?!\d)|\s|$|(?=[A-ZÀ-Ý«]))|\*{1,3}")
_AMOUNT = re.compile(r"[\d\s.,()%+–—-]*\d[\d\s.,()%+–—-]*")
# « 105 », « 84 [105] », « – »
_FIGURE = re.compile(r"[\d\s.,()\[\]%+–—-]+|n\.?d\.?|s\.o\.?")
_APART = 1.0  # between the amounts of a row, in letter sizes
_GAP = 3.0  # between two columns that nothing parts, in letter sizes
_UNDERSCORES = re.compile(r"[_‗—–-]{5,}")


class Stroke(NamedTuple):
    """A drawn line; flat where it lies, upright where not."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def flat(self) -> bool:
        """Whether it lies."""
        return self.x1 - self.x0 >= self.y1 - self.y0

    def passes(self, at: float) -> bool:
        """Whether it runs past the point ``at``, along its own direction."""
        start, end = (self.x0, self.x1) if self.flat else (self.y0, self.y1)
        return start - 1 <= at <= end + 1


class Grid(NamedTuple):
    """A ruled table: the runs of each cell that holds any, row by row; number, row and column of each, if known."""

    cells: tuple[tuple[Run, ...], ...]
    top: float
    places: tuple[tuple[int, int, int] | None, ...]

    @property
    def runs(self) -> frozenset[Run]:
        """Everything that stands in it."""
        return frozenset(run for cell in self.cells for run in cell)


def read_strokes(page: Any) -> list[Stroke]:
    """The straight lines drawn on a page, the sides of boxes among them."""
    pdfium = import_extra("pypdfium2.raw", "PDF")

    width, height = page.get_size()
    strokes: list[Stroke] = []
    for n, shape in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if n >= _MOST_PATHS:
            return []
        x0, y0, x1, y1 = shape.get_bounds()
        if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
            strokes.append(Stroke(x0, y0, x1, y1))
        elif (x1 - x0) * (y1 - y0) < 0.6 * width * height:
            corners = ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
            strokes += [Stroke(*corner) for corner in corners]
    return strokes


def find_grids(strokes: Sequence[Stroke], runs: Sequence[Run]) -> list[Grid]:
    """Ruled tables: strokes that meet, flat and upright, with text in two cells or more."""
    grids: list[Grid] = []
    for group in _groups(strokes):
        xs = _levels(stroke.x0 for stroke in group if not stroke.flat)
        ys = _levels(stroke.y0 for stroke in group if stroke.flat)
        if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) < 6:
            continue
        parted = {run: place for run in runs if (place := _place(run, xs, ys))}
        walls = _strokes_at(xs, [(stroke.x0, stroke) for stroke in group if not stroke.flat])
        floors = _strokes_at(ys, [(stroke.y0, stroke) for stroke in group if stroke.flat])
        cells = _filled({run: _merged(run, place, walls, floors) for run, place in parted.items()})
        if any(_holds_columns(cell) for cell in cells.values()):
            cells = _filled(parted)
        if len(cells) > 1:
            sure = not any(_holds_columns(cell) for cell in cells.values())
            places = tuple((len(grids), *place) if sure else None for place in sorted(cells))
            grids.append(Grid(tuple(tuple(cells[place]) for place in sorted(cells)), ys[-1], places))
    return grids


def _filled(places: Mapping[Run, tuple[int, int]]) -> dict[tuple[int, int], list[Run]]:
    cells: dict[tuple[int, int], list[Run]] = {}
    for run, place in places.items():
        cells.setdefault(place, []).append(run)
    return cells


def _strokes_at(levels: Sequence[float], strokes: Iterable[tuple[float, Stroke]]) -> list[list[Stroke]]:
    """The strokes at each level."""
    placed = list(strokes)
    return [[stroke for at, stroke in placed if abs(at - level) <= 2 * _TOUCHING] for level in levels]


def _merged(
    run: Run, place: tuple[int, int], walls: Sequence[Sequence[Stroke]], floors: Sequence[Sequence[Stroke]]
) -> tuple[int, int]:
    """The first place of the cell that a run stands in, which reaches on where no stroke parts it from the next."""
    row, column = place
    x, y = (run.x0 + run.x1) / 2, run.y + 0.3 * run.size
    while column > 1 and not any(stroke.passes(y) for stroke in walls[column - 1]):
        column -= 1
    while row > 1 and not any(stroke.passes(x) for stroke in floors[len(floors) - row]):
        row -= 1
    return row, column


def _holds_columns(cell: Sequence[Run]) -> bool:
    """Whether what stands between strokes is no one cell: amounts stacked up, or runs far apart on one line."""
    lines = gather_lines(cell)
    amounts = sum(_AMOUNT.fullmatch(_text(line)) is not None for line in lines)
    return amounts > 1 or any(
        after.x0 - before.x1 > _GAP * line.size for line in lines for before, after in pairwise(line.runs)
    )


def _groups(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Strokes that meet, directly or through others; too many to be tables, and there are none."""
    if len(strokes) > 1_500 or not any(not s.flat for s in strokes):
        return []
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        x0, x1, y0, y1 = stroke.x0 - _TOUCHING, stroke.x1 + _TOUCHING, stroke.y0 - _TOUCHING, stroke.y1 + _TOUCHING
        met = [g for g in groups if any(x0 <= s.x1 and s.x0 <= x1 and y0 <= s.y1 and s.y0 <= y1 for s in g)]
        groups = [group for group in groups if not any(group is other for other in met)]
        groups.append([stroke, *(other for group in met for other in group)])
    return groups


def _levels(values: Iterable[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _TOUCHING:
            levels.append(value)
    return levels


def _place(run: Run, xs: Sequence[float], ys: Sequence[float]) -> tuple[int, int] | None:
    """Row from the top and column of the cell that holds the middle of a run."""
    x, y = (run.x0 + run.x1) / 2, run.y + 0.3 * run.size
    if not (xs[0] < x < xs[-1] and ys[0] < y < ys[-1]):
        return None
    return sum(level > y for level in ys), sum(level < x for level in xs)


def split_notes(region: Region, strokes: Sequence[Stroke], size: float) -> tuple[Region, Region]:
    """Part the notes at the foot of a region from its text: under a short rule, or in smaller letters."""
    lines = region.lines
    at = len(lines)
    if not region.edge and lines:
        at = next((i for i in _ruled(lines, strokes) if _are_notes(lines[i:], size)), _smaller(lines, size))
    if at and at < len(lines) and _UNDERSCORES.fullmatch(_text(lines[at - 1])):
        return Region(lines[: at - 1]), Region(lines[at:])
    return Region(lines[:at], region.edge), Region(lines[at:])


def _ruled(lines: Sequence[PrintedLine], strokes: Sequence[Stroke]) -> list[int]:
    """The first line under each short flat stroke, or under a row of underscores."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    short = [s for s in strokes if s.flat and 20 < s.x1 - s.x0 < 0.75 * (x1 - x0) and abs(s.x0 - x0) < 40]
    under = [sum(line.y + 0.3 * line.size > stroke.y0 for line in lines) for stroke in short]
    return sorted({*under, *(i + 1 for i, line in enumerate(lines) if _UNDERSCORES.fullmatch(_text(line)))})


def _are_tabular(lines: Sequence[PrintedLine]) -> bool:
    """Whether lines hold amounts in columns, as the numbered rows of a table do and notes do not."""
    return sum(_holds_amounts(line) for line in lines) > 1


def _holds_amounts(line: PrintedLine) -> bool:
    apart = [after for before, after in pairwise(line.runs) if after.x0 - before.x1 > _APART * line.size]
    return len(apart) > 1 and all(_FIGURE.fullmatch(run.text.strip()) for run in apart[-2:])


def _smaller(lines: Sequence[PrintedLine], size: float) -> int:
    """The line from which all are in smaller letters, the first with the number of a note."""
    at = len(lines)
    while at and lines[at - 1].size <= _NOTE_SIZE * size:
        at -= 1
    first = next((i for i in range(at, len(lines)) if _NOTE.match(_text(lines[i]))), len(lines))
    return len(lines) if _are_tabular(lines[first:]) else first


def _are_notes(lines: Sequence[PrintedLine], size: float) -> bool:
    numbered = bool(lines) and _NOTE.match(_text(lines[0])) is not None
    return numbered and max(line.size for line in lines) < 1.05 * size and not _are_tabular(lines)


def _text(line: PrintedLine) -> str:
    return " ".join(run.text for run in line.runs).strip()

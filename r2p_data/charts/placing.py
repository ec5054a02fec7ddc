"""Where labels go, so that none covers another: boxes in pixels, moved apart or turned around a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

Point = tuple[float, float]
# left, top, right, bottom
Box = tuple[float, float, float, float]

# Open Sans at 12 px, the font of plotly's labels: mean width of a French letter, height of a line.
_LETTER, _LINE = 6.6, 15.0
_GAP = 3.0
# As plotly names them, the best first.
_SIDES = (
    *("middle right", "middle left", "top center", "bottom center"),
    *("top right", "bottom right", "top left", "bottom left"),
)


def measure(text: str) -> Point:
    """Width and height of a label, in pixels; lines are parted by ``<br>``.

    >>> measure("Mali")[0] < measure("Soudan du Sud")[0], measure("Conseil de<br>sécurité")[1]
    (True, 30.0)
    """
    lines = text.split("<br>")
    return max(map(len, lines)) * _LETTER, len(lines) * _LINE


def overlap(one: Box, other: Box) -> Point:
    """How far two boxes reach into each other, across and down; (0, 0) if they do not.

    >>> overlap((0, 0, 10, 10), (8, 5, 20, 20)), overlap((0, 0, 1, 1), (2, 0, 3, 1))
    ((2, 5), (0, 0))
    """
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return (across, down) if across > 0 and down > 0 else (0, 0)


def spread(points: Sequence[Point], sizes: Sequence[Point], rounds: int = 400) -> list[Point]:
    """The points, moved apart until the boxes of ``sizes`` around them overlap no more.

    Each round parts every overlapping pair along the shorter way; the result depends on
    nothing but its arguments.

    >>> spread([(0, 0), (1, 0)], [(10, 4), (10, 4)])
    [(0.0, -2.0), (1.0, 2.0)]
    """
    places = [(float(x), float(y)) for x, y in points]
    for _ in range(rounds):
        moved = False
        for i, j in combinations(range(len(places)), 2):
            across, down = overlap(_around(places[i], sizes[i]), _around(places[j], sizes[j]))
            if across > 1e-6 and down > 1e-6:
                places[i], places[j] = _part(places[i], places[j], across, down)
                moved = True
        if not moved:
            break
    return places


def turn(points: Sequence[Point], radii: Sequence[float], texts: Sequence[str], edge: float = 1e9) -> list[str]:
    """On which side of its mark each label goes; ``""`` where it would cover a mark or a label.

    Labels that come first are placed first; y grows downwards. None reaches beyond ``edge``,
    on the right or on the left.

    >>> turn([(0, 0), (30, 0)], [4, 4], ["Mali", "Niger"])
    ['middle left', 'middle right']
    """
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
    marks, sides = len(taken), []
    for i, text in enumerate(texts):
        for side, box in _sides(points[i], radii[i], text) if text else ():
            others = [other for k, other in enumerate(taken) if k != i or k >= marks]
            if max(-box[0], box[2]) < edge and not any(any(overlap(box, other)) for other in others):
                taken.append(box)
                sides.append(side)
                break
        else:
            sides.append("")
    return sides


def _sides(point: Point, radius: float, text: str) -> Iterator[tuple[str, Box]]:
    (x, y), (width, height), away = point, measure(text), radius + _GAP
    columns = {"right": x + away, "left": x - away - width, "center": x - width / 2}
    rows = {"middle": y - height / 2, "top": y - away - height, "bottom": y + away}
    for side in _SIDES:
        row, column = side.split(" ")
        left, top = columns[column], rows[row]
        yield side, (left, top, left + width, top + height)


def _around(point: Point, size: Point) -> Box:
    return point[0] - size[0] / 2, point[1] - size[1] / 2, point[0] + size[0] / 2, point[1] + size[1] / 2


def _part(one: Point, other: Point, across: float, down: float) -> tuple[Point, Point]:
    if across < down:
        step = across / 2 if one[0] <= other[0] else -across / 2
        return (one[0] - step, one[1]), (other[0] + step, other[1])
    step = down / 2 if one[1] <= other[1] else -down / 2
    return (one[0], one[1] - step), (other[0], other[1] + step)

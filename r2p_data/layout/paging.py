"""What counts and heads the pages: numbers, running lines, and symbols that look like page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from r2p_data.layout.lines import Line, Setting

PAGE_KINDS = frozenset(("page_header", "page_footer", "page_number", "job_number", "running"))
# « 77/120 », alone on its line: page 77 of 120, or a resolution.
_OF_PAGES = re.compile(r"(?P<page>\d{1,3}) ?/ ?(?P<pages>\d{1,3})")
_REPEATED = 3
_EDGE = 4
_LINES = 8  # on a page, at the least


def clear_symbols(lines: Sequence[Line], setting: Setting, kinds: list[str | None]) -> None:
    """Take for text what reads like « 9/25 » and is no page.

    « 77/120 » alone is a page where another page of as many is told; where none is, at the edge
    of a page or beside other furniture. The only such line of a text without pages is one.
    """
    told = {
        i: match
        for i, kind in enumerate(kinds)
        if kind == "page_footer" and i not in setting.known_cells and (match := _OF_PAGES.fullmatch(lines[i].text))
    }
    counted = _counted({i: (int(match["page"]), int(match["pages"])) for i, match in told.items()})
    alone = len(told) == 1 and not any(line.fed for line in lines)
    for i, match in told.items():
        placed = not counted and (alone or _is_at_edge(lines, kinds, i, told.keys()))
        if int(match["page"]) > int(match["pages"]) or not (i in counted or placed):
            kinds[i] = None


def _counted(told: dict[int, tuple[int, int]]) -> set[int]:
    """Lines that count the same pages upwards, with a page of text between them."""
    groups: dict[int, list[int]] = defaultdict(list)
    for i, (_, pages) in told.items():
        groups[pages].append(i)
    pairs = ((a, b) for group in groups.values() for a, b in pairwise(group))
    rising = ((a, b) for a, b in pairs if 0 < (told[b][0] - told[a][0]) * _LINES <= b - a)
    return {i for pair in rising for i in pair}


def _is_at_edge(lines: Sequence[Line], kinds: Sequence[str | None], i: int, told: Iterable[int]) -> bool:
    if i in (0, len(lines) - 1) or lines[i].fed or lines[i + 1].fed:
        return True
    return any(kinds[j] in PAGE_KINDS and j not in told for j in (i - 1, i + 1))


def mark_running_lines(lines: Sequence[Line], setting: Setting, kinds: list[str | None]) -> None:
    """Texts that stand at three edges of pages or more."""
    edges: list[str] = []
    tops = setting.page_tops
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if i and line.start in tops:
            edges += (line.text, lines[i - 1].text)
        elif kind in PAGE_KINDS:
            edges += [lines[j].text for j in (i - 1, i + 1) if 0 <= j < len(lines) and kinds[j] is None]
    running = {text for text, n in Counter(edges).items() if n >= _REPEATED and len(text) <= 120}
    within = _page_edges(lines) if running else range(0)
    for i in within:
        if kinds[i] is None and lines[i].text in running:
            kinds[i] = "running"


def _page_edges(lines: Sequence[Line]) -> Iterable[int]:
    """The lines near the edges of pages; all lines, where the text does not tell its pages."""
    tops = [i for i, line in enumerate(lines) if line.fed]
    if not tops:
        return range(len(lines))
    last = len(lines)
    return {i for top in (0, *tops, last) for i in range(max(0, top - _EDGE), min(last, top + _EDGE))}


def find_lone_numbers(lines: Sequence[Line], setting: Setting) -> list[int]:
    """The lines that are a short number and nothing else, apart from the text around them."""
    numbers = [i for i, line in enumerate(lines) if line.text.isdecimal() and len(line.text) <= 4]
    return [i for i in numbers if _is_apart(lines, i, setting)]


def mark_page_numbers(lines: Sequence[Line], numbers: Sequence[int], setting: Setting, kinds: list[str | None]) -> None:
    """Numbers alone beside a page break or other furniture, and those that count the pages."""
    alone = [i for i in numbers if kinds[i] is None]
    counting = _counting(lines, alone)
    for i in alone:
        page = setting.opens_page(lines[i]) or (i + 1 < len(lines) and setting.opens_page(lines[i + 1]))
        beside = i > 0 and kinds[i - 1] is not None
        closing = i > 0 and i + 1 == len(lines) and lines[i - 1].terminated
        if page or beside or closing or i in counting:
            kinds[i] = "page_number"


def _is_apart(lines: Sequence[Line], i: int, setting: Setting) -> bool:
    above = i == 0 or lines[i].gap > setting.leading
    return above and (i + 1 == len(lines) or lines[i + 1].gap > setting.leading or setting.opens_page(lines[i + 1]))


def _counting(lines: Sequence[Line], alone: Sequence[int]) -> set[int]:
    """Those of the numbers alone that rise by one, with a page of text between them."""
    counting: set[int] = set()
    streak: list[int] = []
    for i in alone:
        follows = bool(streak) and int(lines[i].text) == int(lines[streak[-1]].text) + 1 and i - streak[-1] > 8
        streak = [streak[-1], i] if follows else [i]
        counting.update(streak if len(streak) > 1 else ())
    return counting

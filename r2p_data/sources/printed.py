"""Lines of a page as text: words, raised marks, indentations, blank lines, notes under a rule, cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from r2p_data.sources.alignment import NUMBER, find_table_lines, is_label, split_cells
from r2p_data.sources.columns import PrintedLine, Region
from r2p_data.sources.glyphs import Run

__all__ = ["BLANK", "NOTE_RULE", "Measures", "Row", "measure", "print_call", "print_region"]

NOTE_RULE = "__________________"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CALL = re.compile(r"\d{1,3}|\*{1,3}")
# « 1er », « 8838e », « XXIe », « no », « Mme », « Mgr »: raised letters that belong to the word.
_ABBREVIATING = re.compile(r"(?:er|ère|re|e|è|ème|de|d|nd|nde|es|ers|me|mes|lle|gr|r|o|os|st|ter|bis)", re.IGNORECASE)
_MODIFIERS = str.maketrans("abcdfghijklmnp", "ᵃᵇᶜᵈᶠᵍʰⁱʲᵏˡᵐⁿᵖ")
_SMALL, _LIFTED = 0.82, 0.1
_LARGER = 1.1  # headings, in letter sizes of the text
_PARAGRAPH, _PART = 1.3, 2.6  # distances between lines, as multiples of the usual one


@dataclass(frozen=True, slots=True)
class Measures:
    """What most lines of a document have: letter size, distance (in letter sizes), left edges by frequency."""

    size: float
    leading: float
    lefts: frozenset[int]


def measure(regions: Iterable[Region]) -> Measures:
    """Measure the text of a document, head and foot lines left out."""
    sizes: Counter[float] = Counter()
    leadings: Counter[float] = Counter()
    lefts: Counter[int] = Counter()
    for region in regions:
        if region.edge:
            continue
        for above, line in zip([None, *region.lines], region.lines, strict=False):
            sizes[round(line.size, 1)] += line.length
            lefts[round(line.x0 / 3)] += 1
            if above is not None and above.y > line.y:
                leadings[round((above.y - line.y) / max(line.size, above.size), 1)] += 1
    usual = frozenset(edge for edge, count in lefts.items() if count * 5 >= max(lefts.values()))
    common = [distance for distance, count in leadings.items() if count * 4 >= max(leadings.values())]
    leading = min(max(min(common, default=1.2), 1.0), 2.6)
    return Measures(_most(sizes, 10.0), leading, usual)


def _most(counted: Counter[float], otherwise: float) -> float:
    return max(counted, key=lambda value: (counted[value], -value)) if counted else otherwise


class Row(NamedTuple):
    """A line of text: where each run begins in it, as which characters; whether it is in bold or larger letters.

    ``cell`` is the number, row and column of the table on the page that it stands in; ``aligned``
    tells that it is a cell of columns that nothing but their edges shows.
    """

    text: str
    runs: tuple[tuple[int, str, Run], ...] = ()
    emphasis: bool = False
    cell: tuple[int, int, int] | None = None
    aligned: bool = False

    def after(self, before: str) -> Row:
        """The line with something before it."""
        return self._replace(text=before + self.text, runs=self._moved(len(before)))

    def stripped(self) -> Row:
        """The line without blanks around it."""
        blanks = len(self.text) - len(self.text.lstrip())
        return self._replace(text=self.text.strip(), runs=self._moved(-blanks))

    def _moved(self, by: int) -> tuple[tuple[int, str, Run], ...]:
        return tuple((at + by, printed, run) for at, printed, run in self.runs)


BLANK = Row("")


def print_region(region: Region, measures: Measures, *, cells: bool = True) -> list[Row]:
    """The lines of a region, blank ones where more space is left.

    Parameters
    ----------
    cells
        print the cells of aligned columns each as a block of its own.
    """
    left = _left_edge(region.lines, measures)
    tabular = find_table_lines(region.lines) if cells and not region.edge else set()
    printed: list[Row] = []
    hanging: _Hanging | None = None
    for i, line in enumerate(region.lines):
        above = region.lines[i - 1] if i else None
        if i in tabular:
            cells_of_line = (_words(cell, line)._replace(aligned=True) for cell in split_cells(line))
            printed += [BLANK, *_between(cells_of_line), BLANK]
        elif region.edge:
            printed += [BLANK, *_edge_rows(line)]
        else:
            blank = _blank_lines(above, line, measures) if above else 0
            hanging = _hang(line) or (hanging if hanging and not blank and hanging.holds(line) else None)
            row = _indented(line, left, hanging)._replace(emphasis=_is_emphasised(line, measures))
            printed += [BLANK] * max(blank, int(i - 1 in tabular)) + [row]
    return list(_close_up(printed)) if tabular else printed


class _Hanging(NamedTuple):
    """A paragraph that hangs below its number: where the number begins, and where all its lines do."""

    number: float
    text: float

    def holds(self, line: PrintedLine) -> bool:
        """Whether a line begins where the text does."""
        return abs(line.x0 - self.text) < 0.3 * line.size


def _hang(line: PrintedLine) -> _Hanging | None:
    """What may hang below the number that a line begins with, set apart: « 6.17    Le Comité »."""
    if len(line.runs) < 2 or not NUMBER.fullmatch(line.runs[0].text.strip()) or not line.runs[1].text[0].isalpha():
        return None
    return _Hanging(line.x0, line.runs[1].x0)


def _close_up(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows with one blank row between two at most."""
    above = None
    for row in rows:
        if row.text or above is None or above.text:
            yield row
        above = row


def _between(rows: Iterable[Row]) -> Iterator[Row]:
    for i, row in enumerate(rows):
        yield from (BLANK, row) if i else (row,)


def _edge_rows(line: PrintedLine) -> Iterator[Row]:
    """A head or foot line; a page number on a line of its own, so that the rest reads the same on every page."""
    cells = [_words(cell, line) for cell in split_cells(line)]
    numbers = [cell for cell in cells if cell.text.isdecimal() and len(cell.text) <= 4]
    rest = BLANK
    for cell in cells:
        if cell not in numbers:
            before = f"{rest.text}      " if rest.text else ""
            rest = Row(before + cell.text, (*rest.runs, *cell.after(before).runs))
    return _between([*([rest] if rest.text else []), *numbers])


def _is_emphasised(line: PrintedLine, measures: Measures) -> bool:
    """Whether a line is in bold throughout, calls of notes apart, or in letters larger than those of the text."""
    words = [run for run in line.runs if not _is_raised(run, line) and any(c.isalpha() for c in run.text)]
    return bool(words) and (all(run.bold for run in words) or line.size >= _LARGER * measures.size)


def _left_edge(lines: Sequence[PrintedLine], measures: Measures) -> float:
    """The edge that most lines share; on a page of exceptions, the one that the document uses."""
    own = Counter(round(line.x0 / 3) for line in lines)
    known = [edge for edge in own if edge in measures.lefts]
    return 3 * min(known, default=max(own, key=lambda edge: (own[edge], -edge), default=0))


def _blank_lines(above: PrintedLine, line: PrintedLine, measures: Measures) -> int:
    distance = (above.y - line.y) / (measures.leading * max(line.size, above.size))
    return 2 if distance > _PART else int(distance > _PARAGRAPH)


def _indented(line: PrintedLine, left: float, hanging: _Hanging | None) -> Row:
    x0 = hanging.number if hanging else line.x0
    spaces = round((x0 - left) / (0.5 * line.size))
    return _words(line.runs, line).after(" " * max(0, min(spaces, 60)) * (spaces > 1))


def _words(runs: Sequence[Run], line: PrintedLine) -> Row:
    text = ""
    places: list[tuple[int, str, Run]] = []
    for before, run in zip([None, *runs], runs, strict=False):
        raised = _is_raised(run, line)
        printed = print_call(run.text, text) if raised else run.text
        gap = run.x0 - before.x1 if before else 0.0
        apart = before and (gap > 0.15 * line.size or run.blank_before)
        if apart and not raised and not text.endswith((" ", "\u00a0", "\u202f")):
            wide = gap > 2 * line.size and not is_label(text.strip(), run)
            text += "    " if wide else " "
        places.append((len(text), printed, run))
        text += printed
    return Row(text, tuple(places))


def _is_raised(run: Run, line: PrintedLine) -> bool:
    return run.size < _SMALL * line.size and run.y > line.y + _LIFTED * line.size


def print_call(mark: str, before: str) -> str:
    """A raised mark: a footnote call as superscript digits, the letters of « 1er » as they are.

    >>> print_call("12", "atroces"), print_call("er", "le 1"), print_call("a", "Ukraine")
    ('¹²', 'er', 'ᵃ')
    """
    if _CALL.fullmatch(mark.strip()):
        return mark.strip().translate(_RAISED)
    if _ABBREVIATING.fullmatch(mark.strip()) and before[-1:].isalnum():
        return mark.strip()
    bare = mark.strip()
    if all(part.isdecimal() for part in re.split(r"[,\s]+", bare)):  # « 3, 4 »
        return bare.translate(_RAISED)
    return bare.translate(_MODIFIERS) if len(bare) == 1 else bare

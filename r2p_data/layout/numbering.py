"""Numbers of paragraphs, read as sequences.

A number counts only where its sequence wants it: « 2014. En » at the head of a wrapped line
is no paragraph 2014. A number that a scanner damaged is read as the one that is due,
provided that the due number is printed nowhere near.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from r2p_data.layout.labels import REACH, Label, is_misreading
from r2p_data.layout.lines import Setting

_AHEAD = 12
# Numberings that may be open at once: paragraphs, a list in a paragraph, a list in that list …
_DEPTH = 8


@dataclass(slots=True, eq=False)
class Run:
    """Numbers that follow one another: the last one, whether « … : » announced them, whether they stand in a list."""

    value: int
    announced: bool = False
    inner: bool = False


class Candidate(NamedTuple):
    """A line that begins with what may be a number, and how the line is set."""

    line: int
    label: Label
    apart: bool
    fragment: bool


class Numbered(NamedTuple):
    """A number that counts, and its run; no run where it numbers a heading."""

    label: Label
    run: Run | None


def number_lines(readings: Sequence[Sequence[Label]], setting: Setting) -> dict[int, Numbered]:
    """Which lines bear the number of a paragraph, of an item or of a heading.

    « (1) », « (2) » are a sequence of their own: in tables they are amounts taken off.

    Parameters
    ----------
    readings
        for each line the labels that may stand at its head; none for page furniture.
    setting
        how the lines are set.
    """
    candidates = [
        Candidate(i, label, setting.stands_apart(i), setting.is_fragment(i))
        for i, labels in enumerate(readings)
        if labels and (label := labels[0]).style == "arabic"
    ]
    enclosed = {candidate.line for candidate in candidates if setting.lines[candidate.line].text[0] == "("}
    bare = Numbering([c for c in candidates if c.line not in enclosed], setting).read()
    return bare | Numbering([c for c in candidates if c.line in enclosed], setting).read()


class Numbering:
    """One pass over the candidates, with the runs that are open at each."""

    def __init__(self, candidates: Sequence[Candidate], setting: Setting) -> None:
        self.candidates, self.setting = candidates, setting
        self.open: list[Run] = []
        self.heading = 0
        self.full = self._next_full()

    def _next_full(self) -> list[int]:
        """For each candidate the position of the next one that begins a sentence, and no heading."""
        following = [len(self.candidates)] * len(self.candidates)
        for at in range(len(self.candidates) - 2, -1, -1):
            after = self.candidates[at + 1]
            following[at] = following[at + 1] if after.fragment or not after.apart else at + 1
        return following

    def read(self) -> dict[int, Numbered]:
        """Tell which candidates count, by line."""
        numbered: Mapping[int, Numbered | None] = {c.line: self._place(at, c) for at, c in enumerate(self.candidates)}
        return {line: found for line, found in numbered.items() if found}

    def _place(self, at: int, candidate: Candidate) -> Numbered | None:
        label = candidate.label
        if self._numbers_heading(at, candidate):
            self.heading = label.value
            return Numbered(label, None)
        run = self._run_for(at, candidate)
        if run is None and self._opens_run(at, candidate):
            announced = candidate.line > 0 and self.setting.lines[candidate.line - 1].text.endswith(":")
            run = Run(label.value - 1, announced)
            self._open(run)
        return self._accept(run, at, candidate) if run else None

    def _open(self, run: Run) -> None:
        """Add a run; of too many that are open, the shortest one has ended."""
        if len(self.open) == _DEPTH:
            self.open.remove(min(self.open, key=lambda other: other.value))
        self.open.append(run)

    def _accept(self, run: Run, at: int, candidate: Candidate) -> Numbered:
        """Let ``run`` grow; the runs inside it end here and were lists."""
        while self.open[-1] is not run:
            self.open.pop().inner = True
        label, due = candidate.label, run.value + 1
        if is_misreading(label.value, due) and self._follows(at, due + 1):
            label = label._replace(number=str(due), value=due, damaged=True)
        run.value = label.value
        return Numbered(label, run)

    def _numbers_heading(self, at: int, candidate: Candidate) -> bool:
        """« 1. Lettres adressées aux gouvernements » above « 5. Des lettres ont été adressées … »."""
        label = candidate.label
        in_turn = not self.heading or label.value in (1, self.heading + 1)
        fits = candidate.fragment and candidate.apart and not label.damaged and in_turn
        due = self.open[-1].value + 1 if self.open else 1
        return fits and self.full[at] == at + 1 and self._follows(at, due)

    def _run_for(self, at: int, candidate: Candidate) -> Run | None:
        """Find the open run that the candidate continues, the innermost first."""
        for continues in (self._is_due, self._is_misread, self._skips):
            for depth in range(len(self.open) - 1, -1, -1):
                if continues(self.open[depth], at, candidate) and not self._returns(depth, candidate):
                    return self.open[depth]
        paragraphs = next((run for run in reversed(self.open) if not run.announced), None)
        return paragraphs if paragraphs and self._leaps(paragraphs, at, candidate) else None

    def _is_due(self, run: Run, at: int, candidate: Candidate) -> bool:
        due, label = run.value + 1, candidate.label
        if label.value != due:
            return False
        if candidate.apart and not label.damaged:
            return True
        # « B. Sécurité » is no damaged 8 where it looks like a heading.
        likely = (candidate.apart and not candidate.fragment) if label.damaged else True
        return likely and not self._is_ahead(at, due)

    def _skips(self, run: Run, at: int, candidate: Candidate) -> bool:
        """One or two numbers were lost."""
        due, label = run.value + 1, candidate.label
        intact = candidate.apart and not label.damaged
        return intact and due < label.value < due + REACH and not self._is_ahead(at, due)

    def _is_misread(self, run: Run, at: int, candidate: Candidate) -> bool:
        """« 12. », « 18. », « 14. »; or « 12. » printed twice."""
        due, label = run.value + 1, candidate.label
        if label.damaged or not candidate.apart or label.value == 1:
            return False
        if label.value == run.value:
            return self._follows(at, due) or self._follows(at, due + 1)
        return is_misreading(label.value, due) and self._follows(at, due + 1)

    def _leaps(self, run: Run, at: int, candidate: Candidate) -> bool:
        """Whether a part of the document is missing: « 4. », then « 13. », « 14. »."""
        label = candidate.label
        return label.value > run.value and self._begins_series(at, candidate)

    def _opens_run(self, at: int, candidate: Candidate) -> bool:
        label = candidate.label
        if label.value == 1:
            return not label.damaged
        return not self.open and self._begins_series(at, candidate)

    def _begins_series(self, at: int, candidate: Candidate) -> bool:
        label = candidate.label
        intact = candidate.apart and not candidate.fragment and not label.damaged
        return intact and self._follows(at, label.value + 1)

    def _follows(self, at: int, value: int) -> bool:
        """Whether the next number that begins a sentence is ``value``."""
        after = self.full[at]
        return after < len(self.candidates) and self.candidates[after].label.value == value

    def _is_ahead(self, at: int, value: int) -> bool:
        """Whether ``value`` is printed, undamaged, at the head of a line not far on."""
        near = self.candidates[at + 1 : at + 1 + _AHEAD]
        return any(c.label.value == value and c.apart and not c.label.damaged for c in near)

    def _returns(self, depth: int, candidate: Candidate) -> bool:
        """Whether a number that a list could bear next belongs to the paragraphs around the list, which has ended."""
        run = self.open[depth]
        if not run.announced or depth == 0 or self.open[depth - 1].value != run.value:
            return False
        return self.setting.lines[candidate.line - 1].text.endswith(".")

"""Exercises as data: what is expected, computed from the corpus, and what each wrong answer means."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from r2p_data.corpus import Corpus
from r2p_data.lessons.answers import Kind
from r2p_data.lessons.course import LESSONS
from r2p_data.lessons.saying import Said


class Diagnosis(NamedTuple):
    """A mistake: ``found`` takes the answer (as its kind reads it) and the corpus."""

    found: Callable[[Any, Corpus], bool]
    said: Said


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise of a lesson.

    Attributes
    ----------
    number
        « 3.2 »: the lesson, then the place in it.
    objective
        the objective of the lesson that it trains.
    kind
        the kind of answer.
    expected
        from the corpus to what is expected; None where the diagnoses alone decide.
    right
        said to a right answer: what it means.
    look
        said to a wrong answer that no diagnosis knows: what to look at.
    diagnoses
        the mistakes that are known, the first that fits is told.
    blank
        said to a blank; None where three dots are to be replaced.
    """

    number: str
    objective: str
    kind: Kind
    expected: Callable[[Corpus], Any] | None
    right: Said
    look: Said
    diagnoses: tuple[Diagnosis, ...] = ()
    blank: Said | None = None

    @property
    def lesson(self) -> int:
        """The number of its lesson."""
        return int(self.number.split(".")[0])


class Verdict(NamedTuple):
    """Whether an answer is right, and what is said to it."""

    right: bool
    said: Said


def judge(exercise: Exercise, answer: Any, corpus: Corpus) -> Verdict:
    """Hold an answer against what the corpus gives.

    Raises
    ------
    NotReadableError
        if the answer is of another kind than the exercise asks.
    Exception
        whatever ``expected`` raises on a corpus that lacks what the exercise is about.
    """
    value = exercise.kind.read(answer)
    if exercise.expected is None:
        fault = _diagnose(exercise, value, corpus)
        return Verdict(fault is None, fault or exercise.right)
    expected = exercise.expected(corpus)
    if exercise.kind.same(value, expected):
        return Verdict(True, exercise.right)
    known = _diagnose(exercise, value, corpus) or exercise.kind.near(value, expected)
    return Verdict(False, known or exercise.look)


def _diagnose(exercise: Exercise, value: Any, corpus: Corpus) -> Said | None:
    return next((diagnosis.said for diagnosis in exercise.diagnoses if _finds(diagnosis, value, corpus)), None)


def _finds(diagnosis: Diagnosis, value: Any, corpus: Corpus) -> bool:
    """A diagnosis that cannot be made on this corpus finds nothing."""
    try:
        return bool(diagnosis.found(value, corpus))
    except Exception:
        return False


def gives(wrong: Callable[[Corpus], float], en: str, fr: str, tolerance: float = 1e-6) -> Diagnosis:
    """The diagnosis of a number that ``wrong`` computes from the corpus."""
    return Diagnosis(lambda value, corpus: abs(value - wrong(corpus)) <= tolerance, Said(en, fr))


def chooses(letter: str, en: str, fr: str) -> Diagnosis:
    """The diagnosis of a wrong letter."""
    return Diagnosis(lambda value, _: bool(value == letter), Said(en, fr))


@cache
def exercises_of(lesson: int) -> Mapping[str, Exercise]:
    """The exercises of a lesson by number; none for a lesson that does not exist."""
    if lesson not in LESSONS:
        return {}
    module = importlib.import_module(f"r2p_data.lessons.lesson_{lesson}")
    return {exercise.number: exercise for exercise in module.EXERCISES}

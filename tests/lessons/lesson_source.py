"""The one source of a lesson, in percent form: both languages, exercises with their blank and their solution.

Cells begin with a line ``# %%``:

``# %% [markdown] lang=en`` and, after it, ``lang=fr``
    prose, one cell a language. A third word gives a cell its part: ``title`` (objectives are
    lines ``- (id) verb …``), ``pause`` (question, a line ``answer:``, the folded answer),
    ``exercise=3.2`` (prompt, a line ``hint:``, the folded hint), ``end`` (summary, reading).
``# %%``
    code, the same in both languages.
``# %% blank`` and, after it, ``# %% solution``
    the cell of an exercise as the student finds it, and solved. Its check follows by itself.
    A solution that is prose has a French twin, ``# %% solution lang=fr``.

``[[term]]`` or ``[[term|words shown]]`` in prose marks a term of the glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

_HEAD = re.compile(r"^# %%(.*)$", re.MULTILINE)
TERM = re.compile(r"\[\[([^]|]+)(?:\|([^]]+))?\]\]")
# « - (read) name the value… »
OBJECTIVE = re.compile(r"^- \((?P<id>[a-z_]+)\) (?P<text>.+)$", re.MULTILINE)


class SourceError(ValueError):
    """A source that cannot be read; the message names the file, the cell and what is expected."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a source: code, or prose by language; ``french`` is a solution that differs in French."""

    part: str  # "", "title", "pause", "exercise", "end", "code", "blank"
    prose: dict[str, str] = field(default_factory=dict)
    code: str = ""
    solution: str = ""
    french: str = ""
    exercise: str = ""


@dataclass(frozen=True, slots=True)
class LessonSource:
    """The cells of a lesson and the languages that it is written in."""

    path: Path
    cells: tuple[Cell, ...]
    languages: tuple[str, ...]


def read_source(path: Path) -> LessonSource:
    """Read and check a source: prose in pairs, or in English only; every exercise with blank and solution."""
    cells = tuple(_join(path, list(_pieces(path.read_text(encoding="utf-8")))))
    prose = [set(cell.prose) for cell in cells if cell.prose]
    with_french = sum("fr" in languages for languages in prose)
    if any("en" not in languages for languages in prose) or with_french not in (0, len(prose)):
        missing = [next(iter(c.prose.values()))[:60] for c in cells if c.prose and set(c.prose) != {"en", "fr"}]
        raise SourceError(f"{path.name}: prose in one language only: {missing}")
    return LessonSource(path, cells, ("en", "fr") if with_french else ("en",))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    parts = _HEAD.split(text)[1:]
    for head, body in zip(parts[::2], parts[1::2], strict=True):
        yield head.strip(), body.strip("\n")


def _join(path: Path, pieces: Sequence[tuple[str, str]]) -> Iterator[Cell]:
    waiting: Cell | None = None
    exercise = ""
    for head, body in pieces:
        if head.startswith("[markdown]"):
            language, part, number = _read_head(path, head)
            exercise = number or exercise
            if waiting and language == "fr" and waiting.part == part and "fr" not in waiting.prose:
                waiting = replace(waiting, prose={**waiting.prose, "fr": _uncomment(body)})
                continue
            yield from [waiting] if waiting else []
            waiting = Cell(part, {language: _uncomment(body)}, exercise=number)
        elif head in ("solution", "solution lang=fr"):
            if waiting is None or waiting.part != "blank":
                raise SourceError(f"{path.name}: a solution without its blank: {body[:60]}")
            waiting = replace(waiting, solution=body) if head == "solution" else replace(waiting, french=body)
        elif head in ("", "blank"):
            yield from [waiting] if waiting else []
            waiting = Cell(head or "code", code=body, exercise=exercise if head else "")
        else:
            raise SourceError(f"{path.name}: unknown cell '# %% {head}'")
    yield from [waiting] if waiting else []


def _read_head(path: Path, head: str) -> tuple[str, str, str]:
    words = head.split()[1:]
    language = words[0].removeprefix("lang=") if words else ""
    if language not in ("en", "fr"):
        raise SourceError(f"{path.name}: '{head}' names no language")
    part, _, number = (words[1] if len(words) > 1 else "").partition("=")
    return language, part, number


def _uncomment(body: str) -> str:
    return "\n".join(re.sub(r"^# ?", "", line) for line in body.splitlines()).strip()

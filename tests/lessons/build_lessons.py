"""Write the notebooks of the course from their sources, and execute them.

    python -m tests.lessons.build_lessons [NUMBER...]

With numbers, only those lessons, the templates and the glossaries.

From each ``notebooks/lessons/source/lesson_N.py`` come four notebooks: blank and solved, in
English and, where the source has it, in French; from ``glossary.csv`` the glossaries.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from r2p_data.lessons.answers import fold_words
from r2p_data.lessons.course import LESSONS, Lesson
from r2p_data.lessons.exercises import exercises_of
from r2p_data.lessons.saying import space_marks
from tests.execute_notebooks import KERNEL, main
from tests.lessons.lesson_source import OBJECTIVE, TERM, Cell, LessonSource, read_source

FOLDER = Path(__file__).parents[2] / "notebooks" / "lessons"
SOURCES = FOLDER / "source"
GLOSSARIES = {"en": "glossary", "fr": "glossaire"}
REPORTS = {"en": "report_template", "fr": "modele_de_rapport"}
WORDS = {
    "en": {
        "lesson": "Lesson", "before": "Previous", "after": "Next", "glossary": "Glossary", "other": "En français",
        "exercise": "Exercise", "exercises": "exercises", "one": "exercise", "hint": "Hint",
        "pause": "Pause and think.", "answer": "What we answer", "blank": "Back to the exercises",
        "terms": "The terms of the lessons, each explained in a sentence or two, in alphabetical order.",
    },
    "fr": {
        "lesson": "Leçon", "before": "Précédente", "after": "Suivante", "glossary": "Glossaire", "other": "In English",
        "exercise": "Exercice", "exercises": "exercices", "one": "exercice", "hint": "Un indice",
        "pause": "Arrêtez-vous un instant.", "answer": "Notre réponse",
        "blank": "Retour aux exercices",
        "terms": "Les termes des leçons, expliqués chacun en une phrase ou deux, dans l’ordre alphabétique.",
    },
}  # fmt: skip


def read_sources() -> dict[int, LessonSource]:
    """The sources of the lessons by number."""
    return {n: read_source(path) for n in LESSONS if (path := SOURCES / f"lesson_{n}.py").is_file()}


def read_glossary() -> list[dict[str, str]]:
    """The rows of the glossary."""
    with (SOURCES / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place(lesson: Lesson, language: str, solved: bool) -> Path:
    """Where a notebook of a lesson is kept, relative to the folder of the lessons."""
    folder = Path("fr" if language == "fr" else "") / ("solutions" if solved else "")
    return folder / f"{getattr(lesson.name, language)}.ipynb"


class Builder:
    """Writes the notebooks of one lesson in one language, blank or solved."""

    def __init__(self, source: LessonSource, lesson: Lesson, language: str, solved: bool, written: dict[int, set[str]]):
        self.source, self.lesson, self.language, self.solved = source, lesson, language, solved
        self.written = written
        self.words = WORDS[language]
        self.colon = " :" if language == "fr" else ":"
        self.terms = {row["term"]: row[f"name_{language}"] for row in read_glossary()}

    def build(self) -> NotebookNode:
        """The notebook, without outputs."""
        cells = [cell for part in self.source.cells for cell in self._cells(part)]
        for i, cell in enumerate(cells):
            cell.id = f"lesson-{self.lesson.number}-{i:02}"
        return nbformat.v4.new_notebook(cells=cells, metadata=_metadata())

    def _cells(self, cell: Cell) -> Iterator[NotebookNode]:
        if cell.part == "code":
            yield nbformat.v4.new_code_cell(speak(cell.code, self.language))
        elif cell.part == "blank":
            solution = cell.french if self.language == "fr" and cell.french else cell.solution
            yield nbformat.v4.new_code_cell(solution if self.solved else cell.code)
            yield nbformat.v4.new_code_cell(f'check("{cell.exercise}", answer)')
        else:
            text = getattr(self, f"_write_{cell.part or 'prose'}")(cell, cell.prose[self.language])
            yield nbformat.v4.new_markdown_cell(_space(self._link_terms(text), self.language))

    def _write_prose(self, cell: Cell, text: str) -> str:
        return text

    def _write_title(self, cell: Cell, text: str) -> str:
        title = f"# {self.words['lesson']} {self.lesson.number}{self.colon} {getattr(self.lesson.title, self.language)}"
        return (
            f"{title}\n\n{self._navigation()}\n\n{OBJECTIVE.sub(lambda m: self._objective(m['id'], m['text']), text)}"
        )

    def _write_end(self, cell: Cell, text: str) -> str:
        return f"{text}\n\n{self._navigation()}"

    def _write_pause(self, cell: Cell, text: str) -> str:
        question, answer = _halves(text, "answer:")
        return f"**{self.words['pause']}** {question}\n\n{_fold(self.words['answer'], answer)}"

    def _write_exercise(self, cell: Cell, text: str) -> str:
        prompt, hint = _halves(text, "hint:")
        return f"### {self.words['exercise']} {cell.exercise}\n\n{prompt}\n\n{_fold(self.words['hint'], hint)}"

    def _objective(self, objective: str, text: str) -> str:
        numbers = [n for n, e in exercises_of(self.lesson.number).items() if e.objective == objective]
        word = self.words["exercises" if len(numbers) > 1 else "one"]
        verb, mark = text.rstrip(" ;."), text[-1] if text[-1] in ";." else ""
        return f"- {verb} *({word} {', '.join(numbers)})*{' ' * (self.language == 'fr' and mark == ';')}{mark}"

    def _navigation(self) -> str:
        here, links = place(self.lesson, self.language, self.solved).parent, []
        for word, number in (("before", self.lesson.number - 1), ("after", self.lesson.number + 1)):
            if self.language in self.written.get(number, ()):
                target = place(LESSONS[number], self.language, self.solved)
                links.append(
                    (f"{self.words[word]}{self.colon} {getattr(LESSONS[number].title, self.language)}", target)
                )
        links.append((self.words["glossary"], _folder(self.language) / f"{GLOSSARIES[self.language]}.ipynb"))
        other = "fr" if self.language == "en" else "en"
        if other in self.written[self.lesson.number]:
            links.append((self.words["other"], place(self.lesson, other, self.solved)))
        if self.solved:
            links.append((self.words["blank"], place(self.lesson, self.language, False)))
        return " · ".join(f"[{words}]({_relative(here, target)})" for words, target in links)

    def _link_terms(self, text: str) -> str:
        here = place(self.lesson, self.language, self.solved).parent
        report = _relative(here, _folder(self.language) / f"{REPORTS[self.language]}.ipynb")
        text = text.replace(f"({REPORTS['en']}.ipynb)", f"({report})")
        target = _relative(here, _folder(self.language) / f"{GLOSSARIES[self.language]}.ipynb")
        return TERM.sub(lambda m: f"[*{m[2] or self.terms[m[1]]}*]({target}#{anchor(self.terms[m[1]])})", text)


def speak(code: str, language: str) -> str:
    """The code with the lesson opened in its language: the only difference between the languages."""
    return (
        re.sub(r"open_lesson\((\d), corpus\)", r'open_lesson(\1, corpus, language="fr")', code)
        if language == "fr"
        else code
    )


def _space(text: str, language: str) -> str:
    """Prose with no-break spaces in French quotation marks, in French at all high marks; code keeps its own."""
    mend = _mend_french if language == "fr" else _mend_quotations
    return "`".join(mend(part) if i % 2 == 0 else part for i, part in enumerate(text.split("`")))


def _mend_quotations(text: str) -> str:
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def _mend_french(text: str) -> str:
    return space_marks(text).replace("'", "’")


def anchor(heading: str) -> str:
    """The address of a heading within a notebook, as JupyterLab makes it."""
    return heading.replace(" ", "-")


def _folder(language: str) -> Path:
    return Path("fr" if language == "fr" else "")


def _relative(here: Path, target: Path) -> str:
    return Path(os.path.relpath(target, here)).as_posix()


def _halves(text: str, mark: str) -> tuple[str, str]:
    first, found, second = text.partition(f"\n{mark}\n")
    if not found:
        raise ValueError(f"a line '{mark}' is missing in: {text[:80]}")
    return first.strip(), second.strip()


def _fold(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def _metadata() -> NotebookNode:
    return nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})


def build_glossary(language: str) -> NotebookNode:
    """The glossary as a notebook, so that its headings can be linked to."""
    # « étalon » stands under e.
    words, rows = WORDS[language], sorted(read_glossary(), key=lambda row: fold_words(row[f"name_{language}"]))
    entries = [f"## {row[f'name_{language}']}\n\n{row[f'meaning_{language}']}" for row in rows]
    texts = [f"# {words['glossary']}\n\n{words['terms']}", *entries]
    cells = [nbformat.v4.new_markdown_cell(_space(text, language)) for text in texts]
    for i, cell in enumerate(cells):
        cell.id = f"glossary-{i:02}"
    return nbformat.v4.new_notebook(cells=cells, metadata=_metadata())


def build_report(language: str) -> NotebookNode:
    """The template of the report that the last lesson asks for."""
    cells = read_source(SOURCES / "report_template.py").cells
    made = [
        nbformat.v4.new_markdown_cell(_space(cell.prose[language], language))
        if cell.prose
        else nbformat.v4.new_code_cell(speak(cell.code, language))
        for cell in cells
    ]
    for i, cell in enumerate(made):
        cell.id = f"report-{i:02}"
    return nbformat.v4.new_notebook(cells=made, metadata=_metadata())


def build_all() -> dict[Path, NotebookNode]:
    """Every notebook of the course by its place in the folder of the lessons, without outputs."""
    sources = read_sources()
    written = {n: set(source.languages) for n, source in sources.items()}
    made = {
        place(LESSONS[n], language, solved): Builder(source, LESSONS[n], language, solved, written).build()
        for n, source in sources.items()
        for language in source.languages
        for solved in (False, True)
    }
    made |= {_folder(language) / f"{name}.ipynb": build_glossary(language) for language, name in GLOSSARIES.items()}
    if (SOURCES / "report_template.py").is_file():
        languages = read_source(SOURCES / "report_template.py").languages
        made |= {_folder(language) / f"{REPORTS[language]}.ipynb": build_report(language) for language in languages}
    return made


def write(numbers: list[str]) -> int:
    """Write and execute all notebooks, or those of some lessons; the exit status is 1 if one failed."""
    paths = []
    for path, notebook in build_all().items():
        if not numbers or path.name[0] in numbers or not path.name[0].isdigit():
            (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(notebook, FOLDER / path)
            paths.append(str(FOLDER / path))
    return main([path for path in paths if _has_code(path)])


def _has_code(path: str) -> bool:
    return any(cell.cell_type == "code" for cell in nbformat.read(path, as_version=4).cells)


if __name__ == "__main__":
    sys.exit(write(sys.argv[1:]))

"""The notebooks of the course: made from their sources, true to what they promise, readable, linked."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from nbformat import NotebookNode

from r2p_data.lessons.course import LESSONS
from r2p_data.lessons.exercises import exercises_of
from r2p_data.lessons.exporting import export_report
from tests.execute_notebooks import stderr_of, stored_form
from tests.lessons.build_lessons import (
    FOLDER,
    GLOSSARIES,
    REPORTS,
    anchor,
    build_all,
    place,
    read_glossary,
    read_sources,
)
from tests.lessons.lesson_source import OBJECTIVE, TERM, SourceError, read_source

MADE = build_all()
SOURCES = read_sources()
BLANK = [place(LESSONS[n], language, False) for n, s in SOURCES.items() for language in s.languages]
SOLVED = [place(LESSONS[n], language, True) for n, s in SOURCES.items() for language in s.languages]
MAXIMUM_BYTES = 500_000
MOST_WORDS = 25
# Prose, an answer and its check may follow each other; then something must be seen.
LONGEST_WITHOUT_OUTPUT = 3
# Words of more than one letter, with or without an elided article.
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")


def by_path(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=[path.as_posix() for path in paths])


def stored(path: Path) -> NotebookNode:
    return nbformat.read(FOLDER / path, as_version=4)


def outputs_of(cell: NotebookNode) -> str:
    """Everything that a person can read in the outputs of a cell."""
    return json.dumps([output.get("data", output.get("text", "")) for output in cell.outputs], ensure_ascii=False)


def checks_of(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.startswith("check(")]


def number_of(path: Path) -> int:
    return int(path.name[0])


@by_path(list(MADE))
def test_is_what_its_source_makes(path: Path) -> None:
    now, made = stored(path), MADE[path]
    assert [(c.cell_type, c.id, c.source) for c in now.cells] == [(c.cell_type, c.id, c.source) for c in made.cells]


def test_no_notebook_is_without_a_source() -> None:
    found = {path.relative_to(FOLDER) for path in FOLDER.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts}
    assert found == set(MADE)


@by_path(list(MADE))
def test_is_stored_executed_small_and_without_a_complaint(path: Path) -> None:
    notebook = stored(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert notebook == stored_form(deepcopy(notebook)), "run 'make lessons'"
    assert (FOLDER / path).stat().st_size < MAXIMUM_BYTES
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [output for cell in code for output in cell.outputs if output.output_type == "error"] == []
    assert stderr_of(notebook) == ""


@by_path(list(MADE))
def test_shows_without_a_network(path: Path) -> None:
    text = json.dumps([cell.get("outputs", []) for cell in stored(path).cells]).lower()
    assert [mark for mark in ("<script", "<link", "cdn.", "mathjax") if mark in text] == []


@by_path(BLANK)
def test_every_check_of_a_blank_lesson_says_to_be_completed(path: Path) -> None:
    wanted = "à compléter" if path.parts[0] == "fr" else "to be completed"
    checks = checks_of(stored(path))
    assert len(checks) == len(exercises_of(number_of(path)))
    assert [cell.source for cell in checks if wanted not in outputs_of(cell)] == []


@by_path(SOLVED)
def test_every_check_of_a_solved_lesson_passes(path: Path) -> None:
    wanted = "juste" if path.parts[0] == "fr" else "right"
    assert [
        cell.source for cell in checks_of(stored(path)) if f": {wanted}" not in outputs_of(cell).replace("\u00a0", "")
    ] == []


@by_path(BLANK)
def test_a_blank_lesson_holds_no_solution(path: Path) -> None:
    notebook = stored(path)
    source = SOURCES[number_of(path)]
    text = "\n".join(cell.source for cell in notebook.cells)
    solutions = [text for cell in source.cells if cell.part == "blank" for text in (cell.solution, cell.french)]
    lines = [line for text in solutions for line in text.splitlines()]
    shown = "\n".join(cell.code for cell in source.cells)
    secret = [line for line in lines if line not in shown and not re.fullmatch(r"answer = [a-z]+\.[a-z]+", line)]
    assert len(secret) >= 4
    assert [line for line in secret if line in text] == []
    assert [line for line in secret if len(line) > 14 and line.removeprefix("answer = ") in text] == []


@by_path(BLANK)
def test_no_output_gives_an_answer_away_before_its_check(path: Path) -> None:
    """Whole answers of more than two digits; smaller numbers stand everywhere."""
    solved = stored(place(LESSONS[number_of(path)], "fr" if path.parts[0] == "fr" else "en", True))
    texts = [outputs_of(cell) for cell in stored(path).cells if cell.cell_type == "code"]
    assert len(texts) == len([cell for cell in solved.cells if cell.cell_type == "code"])
    for number, value in large_answers(number_of(path)).items():
        until = next(
            i for i, cell in enumerate(c for c in solved.cells if c.cell_type == "code") if f'"{number}"' in cell.source
        )
        seen = [text for text in texts[: until + 1] if re.search(rf"(?<![\d.,]){re.escape(value)}(?![\d,.])", text)]
        assert seen == [], (number, value)


def large_answers(lesson: int) -> dict[str, str]:
    """Answers of a lesson that are numbers of three digits or more, as they would be printed."""
    import r2p_data as r2p

    corpus, found = r2p.load_corpus(), {}
    for number, exercise in exercises_of(lesson).items():
        try:
            value = exercise.expected(corpus) if exercise.expected else None
        except Exception:
            continue
        if isinstance(value, float) and len(f"{value:g}".replace(".", "").lstrip("0")) > 2:
            found[number] = f"{value:,.0f}" if value == round(value) else f"{value:.4g}"
    return found


@by_path(BLANK)
def test_every_objective_is_exercised_and_every_exercise_serves_one(path: Path) -> None:
    notebook, exercises = stored(path), exercises_of(number_of(path))
    promised = re.findall(
        r"^- \*\*.*\*\(exerci[cs]es? ([\d., ]+)\)\*", notebook.cells[0].source.replace("le **", "**"), re.MULTILINE
    )
    named = [number for group in promised for number in group.split(", ")]
    checked = re.findall(r'check\("([\d.]+)", answer\)', "\n".join(cell.source for cell in checks_of(notebook)))
    declared = OBJECTIVE.findall(SOURCES[number_of(path)].cells[0].prose["en"])
    assert 3 <= len(promised) <= 5
    assert sorted(named) == sorted(checked) == sorted(exercises)
    assert [objective for objective, _ in declared] == list(dict.fromkeys(o for o, _ in declared))
    assert {objective for objective, _ in declared} == {exercise.objective for exercise in exercises.values()}


@by_path(list(MADE))
def test_every_link_leads_somewhere(path: Path) -> None:
    links = [link for cell in stored(path).cells if cell.cell_type == "markdown" for link in _LINK.findall(cell.source)]
    for link in links:
        target, _, heading = unquote(link).partition("#")
        goal = (FOLDER / path).parent / target
        assert goal.is_file(), link
        if heading:
            headings = {
                anchor(line[3:]) for c in nbformat.read(goal, as_version=4).cells for line in c.source.splitlines()
            }
            assert heading in headings, link


@pytest.mark.parametrize("number", [n for n in LESSONS if n in SOURCES])
def test_previous_and_next_are_linked_at_both_ends(number: int) -> None:
    notebook = stored(place(LESSONS[number], "en", False))
    for cell in (notebook.cells[0], notebook.cells[-1]):
        near = [LESSONS[n].name.en for n in (number - 1, number + 1) if n in SOURCES]
        assert [name for name in near if f"({name}.ipynb)" not in cell.source] == []


@by_path([*BLANK, *SOLVED])
def test_keeps_the_rhythm(path: Path) -> None:
    cells = stored(path).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    silent = [len(list(run)) for quiet, run in groupby(cells, lambda c: not c.get("outputs")) if quiet]
    runs = [len(list(run)) for kind, run in groupby(cell.cell_type for cell in cells) if kind == "code"]
    assert max(silent) <= LONGEST_WITHOUT_OUTPUT
    assert max(runs) <= 2
    assert max(len(source.splitlines()) for source in code) <= 12
    assert [source for source in code if re.search(r"^\s*(def|class|lambda)\b|\blambda\b", source, re.MULTILINE)] == []
    assert sum(cell.source.count("<details>") for cell in cells) >= len(exercises_of(number_of(path)))


@by_path(BLANK)
def test_asks_before_it_surprises(path: Path) -> None:
    words = "Arrêtez-vous" if path.parts[0] == "fr" else "Pause and think."
    assert sum(words in cell.source for cell in stored(path).cells) >= 1


def sentences_of(text: str) -> list[str]:
    """The sentences of prose: no code, headings, tables, links or lists of books."""
    text = re.sub(r"```.*?```|`[^`]*`|<[^>]+>", "x", text, flags=re.DOTALL)
    text = _LINK.sub(lambda m: m[0][1 : m[0].index("]")], text)
    prose = [line.lstrip("- ") for line in text.splitlines() if line.strip() and line[0] not in "#|"]
    return [s for line in prose for s in re.split(r"(?<=[.!?:;…])\s+", line) if len(_WORD.findall(s)) > 1]


@by_path(BLANK)
def test_reads_easily(path: Path) -> None:
    text = "\n".join(cell.source for cell in stored(path).cells if cell.cell_type == "markdown")
    lengths = [len(_WORD.findall(sentence)) for sentence in sentences_of(text)]
    assert sum(lengths) / len(lengths) < MOST_WORDS
    assert max(lengths) <= 2 * MOST_WORDS


def terms_of(language: str) -> set[str]:
    """The terms that the lessons in a language mark."""
    prose = [
        cell.prose[language] for s in SOURCES.values() if language in s.languages for cell in s.cells if cell.prose
    ]
    return {term for text in prose for term, _ in TERM.findall(text)}


def test_every_marked_term_is_in_the_glossary_and_every_entry_is_marked() -> None:
    entries = {row["term"] for row in read_glossary()}
    assert terms_of("en") == entries
    assert terms_of("fr") <= entries
    if all("fr" in source.languages for source in SOURCES.values()):
        assert terms_of("fr") == entries


def test_a_term_is_marked_where_it_is_first_used() -> None:
    """The first lesson that uses the word of an entry marks it there."""
    late = []
    for row in read_glossary():
        name = re.compile(rf"\b{re.escape(row['name_en'])}s?\b", re.IGNORECASE)
        for source in SOURCES.values():
            prose = "\n".join(
                cell.prose["en"] for cell in source.cells if cell.prose and cell.part not in ("title", "end")
            )
            if f"[[{row['term']}" in prose:
                break
            if name.search(TERM.sub("", prose)) and len(row["term"]) > 9:
                late.append((source.path.name, row["term"]))
    assert late == []


@pytest.mark.parametrize("number", [n for n, s in SOURCES.items() if "fr" in s.languages])
@pytest.mark.parametrize("solved", [False, True])
def test_both_languages_have_the_same_structure(number: int, solved: bool) -> None:
    english, french = (stored(place(LESSONS[number], language, solved)) for language in ("en", "fr"))
    assert [(c.cell_type, c.id) for c in english.cells] == [(c.cell_type, c.id) for c in french.cells]
    twins = {(cell.solution, cell.french) for cell in SOURCES[number].cells if cell.french}
    for one, other in zip(english.cells, french.cells, strict=True):
        if one.cell_type == "code":
            assert other.source.replace(', language="fr"', "") == one.source or (one.source, other.source) in twins
            assert [sorted(o.get("data", {})) for o in one.outputs] == [
                sorted(o.get("data", {})) for o in other.outputs
            ]
        else:
            assert one.source.count("<details>") == other.source.count("<details>")
            assert re.findall(r"^#+", one.source, re.MULTILINE) == re.findall(r"^#+", other.source, re.MULTILINE)


@pytest.mark.parametrize("language", list(REPORTS))
def test_the_template_exports_to_one_page_that_loads_nothing(language: str, tmp_path: Path) -> None:
    name = f"{REPORTS[language]}.ipynb"
    folder = FOLDER / ("fr" if language == "fr" else "")
    page = export_report(folder / name, tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and f'<html lang="{language}">' in page
    assert re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=", page) == []
    written = re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL)
    assert re.findall(r"https?://|@import|url\(", written) == []
    assert "load_corpus" not in written and "par. 36" in written
    assert page.count("Plotly.newPlot(") >= 1


def test_a_report_that_fails_says_so(tmp_path: Path) -> None:
    from r2p_data.errors import R2PDataError

    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")]), tmp_path / "bad.ipynb")
    with pytest.raises(R2PDataError, match="a cell fails: ZeroDivisionError"):
        export_report(tmp_path / "bad.ipynb")
    with pytest.raises(R2PDataError, match="there is no notebook"):
        export_report(tmp_path / "none.ipynb")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# %% [markdown] lang=fr\n# Bonjour", "one language only"),
        (
            "# %% [markdown] lang=en\n# Hello\n# %% [markdown] lang=fr\n# Bonjour\n# %% [markdown] lang=en\n# More",
            "one language",
        ),
        ("# %% solution\nanswer = 1", "without its blank"),
        ("# %% [markdown]\n# Hello", "names no language"),
        ("# %% test\n1", "unknown cell"),
    ],
)
def test_a_source_that_cannot_be_read_is_refused(text: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "lesson_1.py").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=complaint):
        read_source(tmp_path / "lesson_1.py")


def test_the_glossaries_hold_the_same_terms() -> None:
    assert {
        len(MADE[Path("fr" if lang == "fr" else "") / f"{name}.ipynb"].cells) for lang, name in GLOSSARIES.items()
    } == {len(read_glossary()) + 1}

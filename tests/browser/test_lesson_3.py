"""Lesson 3 from start to end as a student takes it: wrong answers first, by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

LESSON = "notebooks/lessons/3_what_a_number_says.ipynb"
NOT_YET, RIGHT = "not yet", "right"
Screenshot = Callable[[Page, str], Path]

# Exercise, what the student types, the verdict, a piece of what the check says.
TRIALS: Sequence[tuple[str, str, str, str]] = (
    ("3.1", "figures['attribution'].notna()", NOT_YET, "column of True and False"),
    ("3.1", "len(figures)", NOT_YET, "This counts all figures"),
    ("3.1", "figures['attribution'].notna().sum()", RIGHT, "These figures come with a name"),
    ("3.2", "28", NOT_YET, "You forgot the United States"),
    ("3.2", "'29'", NOT_YET, "Leave out the quotation marks"),
    ("3.2", "29", RIGHT, "Only a reader puts them together"),
    ("3.3", "'United States'", NOT_YET, "A state does not speak"),
    ("3.3", "'Samantha Power'", RIGHT, "a claim by an interested speaker"),
    ("3.4", "10 / 16", NOT_YET, "asks for per cent"),
    ("3.4", "160", NOT_YET, "a share of a whole is not above 100"),
    ("3.4", "100 * ratio['value'] / ratio['value2']", RIGHT, "a share of missions"),
    ("3.5", "150", NOT_YET, "the unit is not"),
    ("3.5", "change['value2'] - change['value']", RIGHT, "A change has two values"),
    ("3.6", "total['value']", NOT_YET, "the sum over the whole period"),
    ("3.6", "total['value'] / 10", RIGHT, "plus de"),
    ("3.7", "900 / 750", NOT_YET, "what the numbers say"),
    ("3.7", "(900 - 700) / (750 - 700)", RIGHT, "The axis makes the difference"),
    ("3.8", "c", NOT_YET, "what you gave to exercise 3.7"),
    ("3.8", "'c'", NOT_YET, "one is over ten years"),
    ("3.8", "'d'", RIGHT, "may share an axis"),
)


class Student:
    """Somebody at a notebook that is open: clicks into a cell, types, presses Shift and Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cells = page.locator(".jp-Notebook .jp-Cell")

    def run(self, cell: Locator, code: str | None = None) -> Locator:
        """Click into a cell, put code in its place if there is any, run it, and wait for its number."""
        cell.locator(".cm-content").click()
        if code is not None:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(code)
        number = cell.locator(".jp-InputPrompt").first
        before = number.inner_text()
        self.page.keyboard.press("Shift+Enter")
        expect(number).not_to_have_text(before)
        expect(number).not_to_contain_text("*")
        return cell.locator(".jp-OutputArea")

    def check_cell(self, number: str) -> int:
        """The place of the cell that checks an exercise."""
        sources = [text.strip() for text in self.page.locator(".jp-Notebook .jp-Cell").all_inner_texts()]
        return next(i for i, text in enumerate(sources) if f'check("{number}", answer)' in text)

    def answer(self, number: str, code: str) -> Locator:
        """Type an answer into the cell above the check, run both, and give what the check shows."""
        place = self.check_cell(number)
        self.run(self.cells.nth(place - 1), f"answer = {code}")
        return self.run(self.cells.nth(place))

    def scroll_to(self, shown: Locator) -> None:
        """Bring something to the middle of the window."""
        shown.evaluate("element => element.scrollIntoView({block: 'center'})")


@pytest.fixture(scope="module")
def student(
    chromium: Browser,
    lab_url: str,
    run_all: Callable[[Page, str], None],
    open_local: Callable[..., AbstractContextManager[Page]],
) -> Iterator[Student]:
    """The lesson, open, with all its cells run once and no answer given."""
    with open_local(chromium, lab_url) as page:
        run_all(page, LESSON)
        yield Student(page)


def test_the_lesson_opens_with_every_exercise_to_be_completed(student: Student) -> None:
    said = student.page.get_by_text("to be completed.")
    expect(said).to_have_count(8)
    expect(student.page.get_by_text("Lesson 3: What a number says (8 exercises)")).to_be_visible()


def test_a_hint_is_folded_until_it_is_clicked(student: Student) -> None:
    hint = student.page.locator("details", has_text="is a column of True and False").first
    text = hint.locator("p").first
    expect(text).to_be_hidden()
    hint.locator("summary").click()
    expect(text).to_be_visible()


def test_wrong_answers_are_explained_and_right_ones_counted_to_the_end(
    student: Student, lab_root: Path, screenshot: Screenshot
) -> None:
    solved: set[str] = set()
    for number, code, verdict, piece in TRIALS:
        shown = student.answer(number, code)
        expect(shown).to_contain_text(f"Exercise {number}: {verdict}.")
        expect(shown).to_contain_text(piece)
        if verdict == RIGHT:
            solved.add(number)
            expect(shown).to_contain_text(f"{len(solved)} of 8")
        if (number, code) in (("3.2", "28"), ("3.8", "c"), ("3.8", "'d'")):
            student.scroll_to(shown)
            screenshot(student.page, f"lesson_3_{number}_{verdict}_{code.strip(chr(39))}".replace(" ", "_"))
    card = student.run(student.cells.filter(has_text="progress()").last)
    expect(card).to_contain_text("Exercises of this lesson done in this session: 8 of 8.")
    expect(card).to_contain_text("8 / 8")
    assert (lab_root / "notebooks" / "lessons" / ".r2p_progress.json").is_file()
    student.scroll_to(card)
    screenshot(student.page, "lesson_3_progress")


def test_the_row_of_the_right_answer_appears_in_the_next_paragraph(student: Student) -> None:
    place = student.check_cell("3.2")
    student.run(student.cells.nth(place - 1), "answer = 29")
    table = student.run(student.cells.nth(place + 2))
    expect(table.locator("tbody tr")).to_have_count(1)
    expect(table).to_contain_text("pays participant")


def test_the_chart_that_lies_and_the_honest_one_are_both_drawn(student: Student, screenshot: Screenshot) -> None:
    charts = student.page.locator(".js-plotly-plot")
    expect(charts).to_have_count(3)
    student.scroll_to(charts.nth(1))
    screenshot(student.page, "lesson_3_charts")

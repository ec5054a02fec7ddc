"""Checks: what they say to right, wrong, blank and strange answers, in both languages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import r2p_data as r2p
from r2p_data.corpus import Corpus
from r2p_data.errors import R2PDataError
from r2p_data.lessons import check, open_lesson, progress
from r2p_data.lessons.annotator import Annotator
from r2p_data.lessons.answers import Number
from r2p_data.lessons.checking import is_blank
from r2p_data.lessons.course import LESSONS
from r2p_data.lessons.exercises import exercises_of
from r2p_data.lessons.saying import space_marks
from tests.lessons.wrong_answers import RIGHT, WRONG

NUMBERS = [number for lesson in LESSONS for number in exercises_of(lesson)]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return r2p.load_corpus()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Progress is kept in the working directory."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path


@pytest.fixture(scope="module")
def annotator(corpus: Corpus) -> Annotator:
    open_lesson(5, corpus)
    made = Annotator()
    made.fill("example")
    return made


def value_of(answer: Any, corpus: Corpus) -> Any:
    return answer(corpus) if callable(answer) else answer


@pytest.mark.parametrize(("number", "answer", "en", "fr"), WRONG, ids=[f"{row[0]}-{row[2][:24]}" for row in WRONG])
def test_a_wrong_answer_is_told_what_is_wrong_in_both_languages(
    number: str, answer: Any, en: str, fr: str, corpus: Corpus, annotator: Annotator
) -> None:
    open_lesson(int(number[0]), corpus)
    english = check(number, value_of(answer, corpus))
    open_lesson(int(number[0]), corpus, language="fr")
    french = check(number, value_of(answer, corpus))
    assert (english.state, french.state) == ("wrong", "wrong")
    assert en in english.message
    assert space_marks(fr) in french.message


def test_every_diagnosis_is_made_of_some_wrong_answer(corpus: Corpus, annotator: Annotator) -> None:
    made = set()
    for number, answer, _, _ in WRONG:
        open_lesson(int(number[0]), corpus)
        made.add((number, check(number, value_of(answer, corpus)).message))
    known = {(n, diagnosis.said.en) for n in NUMBERS for diagnosis in exercises_of(int(n[0]))[n].diagnoses}
    assert known - made == set()


def test_every_exercise_rejects_three_wrong_answers_with_messages_of_their_own() -> None:
    messages = {(number, en) for number, _, en, _ in WRONG}
    counted = Counter(number for number, _ in messages)
    assert {number for number in NUMBERS if counted[number] < 3} == set()


@pytest.mark.parametrize(("number", "answer"), RIGHT, ids=[f"{n}-{i}" for i, (n, _) in enumerate(RIGHT)])
def test_a_right_answer_is_accepted_in_any_plain_form(number: str, answer: Any, corpus: Corpus) -> None:
    open_lesson(int(number[0]), corpus)
    result = check(number, value_of(answer, corpus))
    assert result.state == "right", result
    assert bool(result)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("blank", [..., "", " … ", [], ["Conseil", ...], ()], ids=repr)
def test_a_blank_is_to_be_completed(number: str, blank: Any, corpus: Corpus) -> None:
    open_lesson(int(number[0]), corpus)
    assert "to be completed" in repr(check(number, blank))
    open_lesson(int(number[0]), corpus, language="fr")
    assert "à compléter" in repr(check(number, blank))
    assert is_blank(blank)


def test_a_blank_annotation_speaks_of_marks_and_of_no_dots(corpus: Corpus) -> None:
    open_lesson(5, corpus)
    assert "Mark words in the annotator" in check("5.1", []).message
    assert "three dots" in check("5.2", ...).message


def test_an_answer_left_from_the_exercise_before_is_said_to_be(corpus: Corpus) -> None:
    open_lesson(1, corpus)
    assert check("1.1", "002")
    left = corpus.documents["date"].isna()
    assert "exercise" not in check("1.2", left).message
    assert "what you gave to exercise 1.2" in check("1.3", left).message
    assert "what you gave to exercise 1.2" in check("1.3", left).message
    assert "what you gave" not in check("1.3", 380).message
    open_lesson(1, corpus, language="fr")
    assert "donné à l’exercice" not in check("1.3", left).message


@pytest.mark.parametrize("number", NUMBERS)
def test_a_wrong_answer_is_not_told_the_right_one(number: str, corpus: Corpus, annotator: Annotator) -> None:
    open_lesson(int(number[0]), corpus)
    exercise = exercises_of(int(number[0]))[number]
    if exercise.expected is None:
        return
    expected = exercise.expected(corpus)
    forms = [f"{expected:g}", f"{expected:.0f}"] if isinstance(expected, float) else list(expected)
    said = [exercise.look, *[diagnosis.said for diagnosis in exercise.diagnoses]]
    # Digits that a message needs for another reason, such as the unit « 1 » of a formula.
    words = [word.strip(".,;:()«»") for text in said for word in f"{text.en} {text.fr}".split()]
    assert [form for form in forms if len(form) > 1 and form in words] == []


NUMERIC = [n for n in NUMBERS if isinstance(exercises_of(int(n[0]))[n].kind, Number)]


@pytest.mark.parametrize("number", NUMERIC)
@pytest.mark.parametrize("part", [-0.3, -0.004, 0.004, 0.3], ids=str)
def test_a_number_that_is_merely_near_is_told_neither_how_near_nor_which_way(
    number: str, part: float, corpus: Corpus, annotator: Annotator
) -> None:
    """Only what a known mistake gives has a message of its own; to lie near is no mistake."""
    open_lesson(int(number[0]), corpus)
    exercise = exercises_of(int(number[0]))[number]
    assert exercise.expected is not None
    expected = exercise.expected(corpus)
    assert check(number, expected * (1 + part) + math.copysign(0.0123, part)).message == exercise.look.en


class Strange:
    """An object that raises whatever is asked of it."""

    def _raise(self, *_: Any) -> Any:
        raise ValueError("no")

    __eq__ = __ne__ = __lt__ = __bool__ = __len__ = __iter__ = __float__ = __str__ = __repr__ = _raise
    __hash__ = None

    def __getattr__(self, name: str) -> Any:
        raise SystemExit(name)


STRANGE = [
    Strange(), [Strange()], None, float("nan"), float("inf"), 10**400, -0.0, 1j, b"29", object(), print, int,
    lambda: 29,
    pd.DataFrame(), pd.DataFrame({"a": [29]}), pd.Series([29]), pd.NA, pd.NaT, {"a": 29}, range(3), "\ud800",
    "29" * 10_000,
    [[1]], [[1, 2, 3]], [["a", "b"]], [[99, 99]], Exception("x"), True, (x for x in "abc"),
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_strange_raises_or_passes(number: str, corpus: Corpus) -> None:
    open_lesson(int(number[0]), corpus)
    for answer in STRANGE:
        result = check(number, answer)
        assert result.state in ("wrong", "trouble", "blank"), (type(answer), result)
        assert result._repr_html_().startswith("<div")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates() | st.decimals(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(number=st.sampled_from(NUMBERS), answer=ANYTHING, language=st.sampled_from(["en", "fr"]))
def test_no_answer_makes_a_check_raise(corpus_of_seeds: Corpus, number: str, answer: Any, language: Any) -> None:
    open_lesson(int(number[0]), corpus_of_seeds, language=language)
    assert repr(check(number, answer))


@pytest.fixture(scope="module")
def corpus_of_seeds(corpus: Corpus) -> Corpus:
    return corpus


@pytest.mark.parametrize("number", ["3.99", "7.1", "", "three", 3, None, "3", ["3.1"]])
def test_an_exercise_that_does_not_exist_is_said_to(number: Any, corpus: Corpus) -> None:
    open_lesson(3, corpus)
    assert check(number, 1).state == "trouble"
    assert check(Strange(), 1).state == "trouble"


def test_a_number_may_stand_for_the_name_of_an_exercise(corpus: Corpus) -> None:
    open_lesson(3, corpus)
    assert check(3.2, 28).number == "3.2"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_corpus_without_what_is_asked_is_said_to_be(number: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Une note sans nombre ni acteur, écrite pour un essai.\n", encoding="utf-8")
    open_lesson(int(number[0]), r2p.load_corpus(tmp_path / "note.txt"))
    assert check(number, 12).state in ("wrong", "trouble")


@pytest.mark.parametrize(("lesson", "language"), [(0, "en"), (7, "en"), (3, "de")])
def test_a_lesson_that_does_not_exist_cannot_be_opened(lesson: int, language: Any, corpus: Corpus) -> None:
    with pytest.raises(R2PDataError, match="there is no"):
        open_lesson(lesson, corpus, language=language)


def test_answers_follow_the_corpus(tmp_path: Path) -> None:
    text = "Le Conseil a décidé de porter sa contribution de 100 à 300 millions d’euros.\n"
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    open_lesson(3, r2p.load_corpus(tmp_path / "note.txt"))
    assert check("3.5", 200_000_000).state == "right"
    assert check("3.5", 150_000_000).state == "wrong"


def test_progress_counts_this_session_and_its_text_does_not_depend_on_the_file(corpus: Corpus, here: Path) -> None:
    open_lesson(3, corpus)
    assert check("3.4", 62.5).done == "Exercises of this lesson done in this session: 1 of 8."
    assert (here / ".r2p_progress.json").is_file()
    open_lesson(3, corpus)
    card = progress()
    assert repr(card) == "Exercises of this lesson done in this session: 0 of 8."
    assert "1 / 8" in card.value
    (here / ".r2p_progress.json").unlink()
    assert "1 / 8" not in progress().value


def test_progress_of_another_lesson_is_kept(corpus: Corpus) -> None:
    open_lesson(3, corpus)
    assert check("3.4", 62.5)
    open_lesson(1, corpus)
    assert check("1.1", "002")
    assert "1 / 8" in progress().value and "1 / 6" in progress().value


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"solved": 3}', '{"solved": [3, null]}', "\x00", "[" * 100_000])
def test_a_damaged_file_of_progress_is_no_error(damage: str, corpus: Corpus, here: Path) -> None:
    (here / ".r2p_progress.json").write_text(damage, encoding="utf-8")
    open_lesson(3, corpus)
    assert check("3.4", 62.5).state == "right"
    assert "1 / 8" in progress().value


def test_a_folder_that_cannot_be_written_is_no_error(corpus: Corpus, here: Path) -> None:
    (here / ".r2p_progress.json").mkdir()
    open_lesson(3, corpus)
    assert check("3.4", 62.5).state == "right"
    assert [path.name for path in here.iterdir()] == [".r2p_progress.json"]

"""Open a lesson, check an answer, show what is done: the three things a student calls."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Literal

from r2p_data.corpus import Corpus
from r2p_data.errors import R2PDataError
from r2p_data.lessons.answers import NotReadableError
from r2p_data.lessons.course import LESSONS
from r2p_data.lessons.exercises import Exercise, exercises_of, judge
from r2p_data.lessons.progress import keep_progress, read_progress
from r2p_data.lessons.saying import LANGUAGES, Language, Said

State = Literal["right", "wrong", "blank", "trouble"]
_MARKS: dict[State, tuple[str, str, Said]] = {
    "right": ("✓", "#009E73", Said("right", "juste")),
    "wrong": ("✗", "#D55E00", Said("not yet", "pas encore")),
    "blank": ("…", "#7F7F7F", Said("to be completed", "à compléter")),
    "trouble": ("!", "#7F7F7F", Said("cannot be checked", "ne peut être vérifié")),
}
_BLANK = Said(
    "Replace the three dots in the cell above by your answer and run both cells again.",
    "Remplacez les trois points de la cellule ci-dessus par votre réponse, puis relancez les deux cellules.",
)
_STILL = Said(
    "This is what you gave to exercise {before}. If the cell above ends in an error, nothing new was stored: mend it, "
    "and run both cells again. If not:",
    "C’est ce que vous avez donné à l’exercice {before}. Si la cellule ci-dessus finit par une erreur, rien n’a été "
    "enregistré : corrigez-la, puis relancez les deux cellules. Sinon :",
)
_UNREADABLE = Said(
    "This answer cannot be read (type {name}). Give a plain number, text or list.",
    "Cette réponse ne peut être lue (type {name}). Donnez un nombre, un texte ou une liste simple.",
)
_ELSEWHERE = Said(
    "This corpus does not hold what the exercise asks about. Lessons are written for the five documents of seeds/.",
    "Ce corpus ne contient pas ce que l’exercice demande. Les leçons sont écrites pour les documents de seeds/.",
)
_NO_LESSON = Said(
    "Run the first code cell of the notebook first: it loads the corpus and opens the lesson.",
    "Exécutez d’abord la première cellule de code : elle charge le corpus et ouvre la leçon.",
)
_NO_EXERCISE = Said(
    "There is no exercise {number}. This lesson has: {numbers}.",
    "Il n’y a pas d’exercice {number}. Cette leçon comprend : {numbers}.",
)
_HEAD = Said("Exercise {number}: {state}", "Exercice {number} : {state}")
_DONE = Said(
    "Exercises of this lesson done in this session: {n} of {all}.",
    "Exercices de cette leçon faits dans cette session : {n} sur {all}.",
)
_OPENED = Said("Lesson {n}: {title} ({all} exercises)", "Leçon {n} : {title} ({all} exercices)")
_SAVED = Said(
    "Kept in .r2p_progress.json beside this notebook; delete that file to begin again.",
    "Enregistré dans .r2p_progress.json à côté de ce carnet ; supprimez ce fichier pour recommencer.",
)


@dataclass(slots=True)
class _Session:
    lesson: int = 0
    language: Language = "en"
    corpus: Corpus | None = None
    solved: set[str] = field(default_factory=set)
    before: tuple[str, Any] = ("", None)


_session = _Session()


@dataclass(frozen=True, slots=True)
class Result:
    """What a check says; ``state`` is « right », « wrong », « blank » or « trouble »."""

    number: str
    state: State
    message: str
    language: Language = "en"
    done: str = ""

    def __bool__(self) -> bool:
        return self.state == "right"

    def __repr__(self) -> str:
        return f"{self._head()}. {self.message}{' ' if self.done else ''}{self.done}"

    def _repr_html_(self) -> str:
        mark, colour, _ = _MARKS[self.state]
        done = f'<br><small style="opacity:.75">{escape(self.done)}</small>' if self.done else ""
        return (
            f'<div role="status" style="border-left:4px solid {colour};padding:.3em .9em;max-width:46em">'
            f'<b><span style="color:{colour}">{mark}</span> {escape(self._head())}.</b> '
            f"{escape(self.message)}{done}</div>"
        )

    def _head(self) -> str:
        return _HEAD.filled(number=self.number, state=_MARKS[self.state][2].to(self.language)).to(self.language)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first cell of a lesson shows."""

    said: str

    def __repr__(self) -> str:
        return self.said


def open_lesson(lesson: int, corpus: Corpus, language: Language = "en") -> Opening:
    """Begin a lesson: checks take their answers from ``corpus`` and speak ``language``.

    Raises
    ------
    R2PDataError
        if there is no such lesson or language.
    """
    if lesson not in LESSONS:
        raise R2PDataError(f"there is no lesson {lesson!r}; the lessons are {', '.join(map(str, LESSONS))}")
    if language not in LANGUAGES:
        raise R2PDataError(f"there is no language {language!r}; the lessons speak {' and '.join(LANGUAGES)}")
    if not isinstance(corpus, Corpus):
        raise R2PDataError("a lesson needs a corpus: corpus = r2p.load_corpus()")
    _session.lesson, _session.corpus, _session.language = lesson, corpus, language
    _session.solved.clear()
    _session.before = ("", None)
    title, count = LESSONS[lesson].title, len(exercises_of(lesson))
    return Opening(_OPENED.to(language).format(n=lesson, title=title.to(language), all=count))


def current_language() -> Language:
    """The language of the lesson that is open."""
    return _session.language


def check(number: str, answer: Any) -> Result:
    """Hold an answer to an exercise against the corpus of the open lesson; never raises.

    Parameters
    ----------
    number
        the exercise, such as ``"3.2"``.
    answer
        the answer; ``...`` is a blank that is still to be completed.
    """
    try:
        name = str(number) if type(number) in (str, float) else "?"
        return _check(name, answer)
    except (Exception, SystemExit):
        return _result("?", "trouble", _UNREADABLE.filled(name=type(answer).__name__))


def _check(number: str, answer: Any) -> Result:
    head, _, _ = number.partition(".")
    exercise = exercises_of(int(head) if head.isdecimal() else 0).get(number)
    if exercise is None:
        numbers = ", ".join(exercises_of(_session.lesson)) or "—"
        return _result(number, "trouble", _NO_EXERCISE.filled(number=number, numbers=numbers))
    if _session.corpus is None:
        return _result(number, "trouble", Said(*[" / ".join(_NO_LESSON)] * 2))
    if is_blank(answer):
        return _result(number, "blank", exercise.blank or _BLANK)
    return _verdict(exercise, answer, _session.corpus)


def _hint_at_error(number: str, answer: Any, said: Said) -> Said:
    """Where a cell fails, ``answer`` is still what the exercise before was given."""
    before, given = _session.before
    _session.before = (before if given is answer and before else number, answer)
    if answer is None or given is not answer or before in ("", number):
        return said
    still = _STILL.filled(before=before)
    return Said(f"{still.en} {said.en}", f"{still.fr} {said.fr}")


def _verdict(exercise: Exercise, answer: Any, corpus: Corpus) -> Result:
    try:
        right, said = judge(exercise, answer, corpus)
    except NotReadableError as error:
        return _result(exercise.number, "wrong", _hint_at_error(exercise.number, answer, error.said))
    except (Exception, SystemExit):
        known = _is_plain(answer)
        said = _ELSEWHERE if known else _UNREADABLE.filled(name=type(answer).__name__)
        return _result(exercise.number, "trouble", said)
    if not right:
        return _result(exercise.number, "wrong", _hint_at_error(exercise.number, answer, said))
    _session.before = (exercise.number, answer)
    _session.solved.add(exercise.number)
    with contextlib.suppress(OSError):
        keep_progress(Path.cwd(), _session.solved)
    return _result(exercise.number, "right", said, _count_done(exercise.lesson))


def _is_plain(answer: Any) -> bool:
    return type(answer) in (int, float, str, list, tuple, set)


def _count_done(lesson: int) -> Said:
    numbers = exercises_of(lesson)
    return _DONE.filled(n=len(_session.solved & numbers.keys()), all=len(numbers))


def _result(number: str, state: State, said: Said, done: Said | None = None) -> Result:
    language = _session.language
    return Result(number, state, said.to(language), language, done.to(language) if done else "")


def is_blank(answer: Any) -> bool:
    """Whether a cell has been left as it was: three dots, alone, as a text, or inside a list.

    >>> is_blank(...), is_blank("..."), is_blank(["Conseil", ...]), is_blank(0)
    (True, True, True, False)
    """
    if answer is ... or (type(answer) is str and answer.strip() in ("", "...", "…")):
        return True
    if type(answer) in (list, tuple, set) and len(answer) < 1000:
        return not answer or any(part is ... or (type(part) is str and part.strip() in ("...", "…")) for part in answer)
    return False


def progress() -> Any:
    """What is solved in this session and, beside it, what the small file holds from earlier ones.

    The text form names this session only, so that a stored notebook does not depend on the file.
    """
    from r2p_data.lessons.card import ProgressCard

    language = _session.language
    stored: Iterable[str] = ()
    with contextlib.suppress(OSError):
        stored = read_progress(Path.cwd())
    return ProgressCard(
        _count_done(_session.lesson).to(language), _lines({*stored, *_session.solved}), _SAVED.to(language)
    )


def _lines(solved: set[str]) -> list[tuple[str, int, int]]:
    """Title, exercises solved and exercises of each lesson."""
    return [
        (f"{n}. {lesson.title.to(_session.language)}", len(solved & exercises_of(n).keys()), len(exercises_of(n)))
        for n, lesson in LESSONS.items()
    ]

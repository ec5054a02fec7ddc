"""Numbers that the prose of the lessons states: each is held against the corpus."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import r2p_data as r2p
from r2p_data.corpus import Corpus
from r2p_data.lessons import lesson_1, lesson_2, lesson_3_facts, lesson_4
from r2p_data.lessons.exercises import exercises_of
from r2p_data.lessons.sentences import list_words
from tests.lessons.build_lessons import SOURCES

Claim = tuple[int, str, str, Callable[[Corpus], bool]]


def shares(corpus: Corpus) -> tuple[float, float]:
    """How many words partner and gold treat alike, and how many the gold leaves blank."""
    words = list_words(corpus)
    return float((words["partner"] == words["gold"]).mean()), float((words["gold"] == 0).mean())


def misread(corpus: Corpus) -> int:
    """How often the scan has « 11 a … insisté » for « Il a … insisté »."""
    return len(re.findall(r"\b11 a,? (?:\S+ ){0,5}insisté", lesson_4._file(corpus)))


def of_money(corpus: Corpus, value: float) -> bool:
    return bool(((corpus.figures["kind"] == "money") & (corpus.figures["value"] == value)).any())


CLAIMS: tuple[Claim, ...] = (
    (1, "the five documents", "les cinq documents", lambda c: len(c.documents) == 5),
    (1, "Two documents are of the genre", "Deux documents sont du genre", lambda c: len(lesson_1._reports(c)) == 2),
    (1, "hold most of the words", "neuf mots sur dix", lambda c: 90 <= lesson_1._report_share(c) < 92),
    (3, "the 28 countries", "28", lambda c: lesson_3_facts.before(c)["value"] == 28),
    (3, "Less than two thirds of the missions", "Moins des deux tiers", lambda c: 60 < lesson_3_facts.share(c) < 66.6),
    (3, "97 per cent", "97 pour cent", lambda c: lesson_3_facts.percent_beside(c) == 97),
    (3, "six others", "six autres", lambda c: lesson_3_facts.ratio(c)[["value2", "value"]].tolist() == [16, 10]),
    (3, "750 to 900 million", "750 à 900 millions",
     lambda c: lesson_3_facts.change(c)[["value", "value2"]].tolist() == [750e6, 900e6]),
    (3, "710 million", "710 millions", lambda c: of_money(c, 710e6)),
    (3, "2 billion over ten years", "2 milliards sur dix ans",
     lambda c: (lesson_3_facts.total(c)["value"], lesson_3_facts.years(c)) == (2e9, 10)),
    (3, "33 light vehicles", "33 véhicules légers", lambda c: bool((c.figures["value"] == 33).any())),
    (4, "Twice the file says « 11 a … insisté »", "À deux reprises, le fichier porte", lambda c: misread(c) == 2),
    (5, "ten sentences", "dix phrases", lambda c: list_words(c)["sentence"].nunique() == 10),
    (5, "Nine words in ten are treated alike", "Neuf mots sur dix", lambda c: 0.89 <= shares(c)[0] < 0.93),
    (5, "nearly eight words in ten", "près de huit mots sur dix", lambda c: 0.77 <= shares(c)[1] < 0.8),
    (5, "no error in ten sentences", "",
     lambda c: bool((list_words(c)["machine"] == list_words(c)["gold"]).all())),
    (6, "It names three sums", "trois", lambda c: int((c.figures["kind"] == "money").sum()) == 3),
)  # fmt: skip


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return r2p.load_corpus()


@pytest.mark.parametrize(("lesson", "en", "fr", "holds"), CLAIMS, ids=[row[1] for row in CLAIMS])
def test_a_number_in_the_prose_is_that_of_the_corpus(
    lesson: int, en: str, fr: str, holds: Callable[[Corpus], bool], corpus: Corpus
) -> None:
    text = Path(SOURCES / f"lesson_{lesson}.py").read_text(encoding="utf-8")
    assert en in text and fr in text, "the sentence was reworded: hold its number here"
    assert holds(corpus)


def test_what_is_said_to_right_answers_is_true(corpus: Corpus) -> None:
    """« Nearly half of the words a », « two voices », « the raw count put it near the bottom »."""
    assert "nearly half" in exercises_of(4)["4.3"].right.en
    assert 0.45 < lesson_4._prepositions(corpus) / lesson_4._file(corpus).count(" a ") < 0.5
    assert "Two voices" in exercises_of(2)["2.7"].right.en
    assert len(lesson_2._speakers(corpus)) == 2
    assert "near the bottom" in exercises_of(2)["2.6"].right.en
    counts = lesson_2._named(corpus, lesson_2.UN)["doc_id"].value_counts()
    assert counts.index[-2] == lesson_2._article(corpus)

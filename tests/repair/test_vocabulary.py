"""The list that the package brings says what the libraries say that it was made from."""

from __future__ import annotations

import math

import pytest

from r2p_data.repair.vocabulary import frequency, in_english, is_foreign, usage
from tests.repair import make_forms

STRANGE = ("", "itique", "Politique", "a=1", "politique=", "état membre", "\ud800", "ﬁn", "=", ":", "100")


def made_from() -> list[str]:
    return make_forms.FILE.read_text(encoding="utf-8").splitlines()


def test_the_file_is_what_the_installed_libraries_make() -> None:
    assert made_from() == make_forms.make_file().splitlines(), "run tests/repair/make_forms.py"


def test_every_form_is_answered_as_by_the_libraries() -> None:
    counts, shares, english = make_forms.counts(), make_forms.shares(), make_forms.english()
    for word in {*counts, *shares, *english}:
        if len(word) > 1:
            assert usage(word) == (counts.get(word, 0) or counts.get(word.replace("œ", "oe"), 0))
        assert frequency(word) == shares.get(word, 0.0)
        assert in_english(word) == (word in english)
        assert is_foreign(word) == make_forms.is_foreign(word)


@pytest.mark.parametrize("word", STRANGE)
def test_what_is_no_form_is_answered_as_by_the_libraries(word: str) -> None:
    assert usage(word) == make_forms.counts().get(word, 0)
    assert math.isclose(frequency(word), make_forms.shares().get(word, 0.0))
    assert in_english(word) == (word in make_forms.english())

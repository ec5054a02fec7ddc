"""English inside French: titles, names of programmes, whole paragraphs that no French rule may touch."""

from __future__ import annotations

import re
from functools import cache

from r2p_data.repair.grammar import back_two_words
from r2p_data.repair.vocabulary import is_foreign

__all__ = ["follows_english", "stands_in_english"]

_NEAR, _AROUND = 40, 3


@cache
def _letter_run() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def stands_in_english(text: str, start: int, end: int) -> bool:
    """Whether the words around ``text[start:end]`` are rather English: « the different parts ».

    >>> stands_in_english("the different parts", 4, 13), stands_in_english("de la securite", 6, 14)
    (True, False)
    """
    left = _letter_run().findall(text, max(0, start - _NEAR), start)[-_AROUND:]
    right = _letter_run().findall(text, end, end + _NEAR)[:_AROUND]
    near = [word.lower() for word in left + right]
    english = sum(map(is_foreign, near))
    return english > 0 and 2 * english >= len(near) - english


def follows_english(text: str, start: int) -> bool:
    """Whether the word before ``start`` is English, in English: « when a user », not « au Sri Lanka a la suite ».

    >>> follows_english("to see when a user leaves", 12), follows_english("le recours a la force", 11)
    (True, False)
    """
    before = _letter_run().findall(text, max(back_two_words(text, start), start - _NEAR), start)
    return bool(before) and is_foreign(before[-1].lower()) and stands_in_english(text, start, start + 1)

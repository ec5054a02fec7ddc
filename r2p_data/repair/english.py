"""English inside French: titles, names of programmes, whole paragraphs that no French rule may touch."""

from __future__ import annotations

from r2p_data.repair.vocabulary import is_foreign
from r2p_data.repair.words import Words

__all__ = ["follows_english", "stands_in_english"]

_NEAR, _AROUND = 6, 3


def stands_in_english(words: Words, place: int) -> bool:
    """Whether the words around the one at ``place`` are rather English: « the different parts ».

    >>> stands_in_english(Words("the different parts"), 1), stands_in_english(Words("de la securite"), 2)
    (True, False)
    """
    left = filter(str.isalpha, words.words[max(0, place - _NEAR) : place])
    right = filter(str.isalpha, words.words[place + 1 : place + 1 + _NEAR])
    near = [word.lower() for word in [*left][-_AROUND:] + [*right][:_AROUND]]
    english = sum(map(is_foreign, near))
    return english > 0 and 2 * english >= len(near) - english


def follows_english(words: Words, place: int) -> bool:
    """Whether the word before ``place`` is English, in English: « when a user », not « au Sri Lanka a la suite ».

    >>> follows_english(Words("to see when a user leaves"), 3), follows_english(Words("le recours a la force"), 2)
    (True, False)
    """
    return place > 0 and is_foreign(words.words[place - 1].lower()) and stands_in_english(words, place)

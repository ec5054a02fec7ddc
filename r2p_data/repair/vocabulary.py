"""What is a French word: two kept lexicons, each loaded when first asked.

pyspellchecker's French list (140,000 forms, no misspellings) says what is a word; wordfreq
(310,000 forms with their frequency, misspellings included) says how usual it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

__all__ = ["frequency", "in_english", "is_foreign", "is_word", "strange", "usage"]

_FRENCH = 1000
"""Forms that the French list counts more often are French, however usual they are in English."""

_LETTERS_THAT_ARE_WORDS = frozenset("aàyôo")


@cache
def _forms() -> dict[str, int]:
    """The French forms with their counts: no letters but those that are words, « oe » spelled « œ » too."""
    from spellchecker import SpellChecker

    listed = SpellChecker(language="fr").word_frequency.dictionary
    forms = {word.replace("oe", "œ"): count for word, count in listed.items() if "oe" in word}
    forms |= {word: count for word, count in listed.items() if len(word) > 1}
    return forms | dict.fromkeys(_LETTERS_THAT_ARE_WORDS, 1)


@cache
def _frequencies() -> Mapping[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict("fr")


@cache
def _english() -> Mapping[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict("en", "small")


def usage(word: str) -> int:
    """How often the list of French forms counted ``word``, in lower case; 0 for no French form.

    >>> usage("intérét"), usage("cœur") > 1000, usage("y"), usage("k")
    (0, True, 1, 0)
    """
    return _forms().get(word, 0)


def strange(words: Iterable[str]) -> set[str]:
    """Those of ``words`` that are in small letters and no French form.

    >>> sorted(strange(["la", "politique", "Kigali", "itique"]))
    ['itique']
    """
    return set(filter(str.islower, set(words).difference(_forms())))


def is_word(word: str) -> bool:
    """Whether ``word``, in lower case, is a French form.

    >>> is_word("politique"), is_word("itique")
    (True, False)
    """
    return usage(word) > 0


def frequency(word: str) -> float:
    """The share of running French that ``word``, in lower case, makes up.

    >>> frequency("rôle") > 20 * frequency("role")
    True
    """
    return _frequencies().get(word, 0.0)


def in_english(word: str) -> bool:
    """Whether ``word``, in lower case, is a usual English word.

    >>> in_english("general"), in_english("securite")
    (True, False)
    """
    return word in _english()


@lru_cache(maxsize=2**16)
def is_foreign(word: str) -> bool:
    """Whether ``word``, in lower case, is rather English than French.

    >>> is_foreign("the"), is_foreign("peacekeeping"), is_foreign("mission"), is_foreign("opération")
    (True, True, False, False)
    """
    return _english().get(word, 0.0) > 3 * frequency(word) and usage(word) < _FRENCH

"""What is a French word, and how usual: one list excerpted from two kept lexicons.

pyspellchecker's French list (140,000 forms, no misspellings) says what is a word; wordfreq
(310,000 forms with their frequency, misspellings included) says how usual it is. The libraries
take half a second to load; ``french_forms.csv`` says what they say, line by line as asked.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple
from zlib import crc32

__all__ = ["frequency", "in_english", "is_foreign", "is_word", "usage"]

_LIST = "french_forms.csv"
_HEADER = b"\nforms\n"
_LETTERS_THAT_ARE_WORDS = frozenset("aàyôo")
_FOREIGN = 2


class _Form(NamedTuple):
    """A form of the list: how often it was counted, minus the decimal logarithm of its share times 100, its mark."""

    counted: int = 0
    share: int | None = None
    english: int = 0


_NO_FORM = _Form()


@cache
def _lines() -> list[bytes]:
    r"""The lines of the list; the checksum of a form tells on which one it stands: « détour=1392:509: »."""
    return files("r2p_data.lexicon").joinpath(_LIST).read_bytes().partition(_HEADER)[2].split(b"\n")


@lru_cache(maxsize=2**16)
def _form(word: str) -> _Form:
    encoded, lines = word.encode(errors="replace"), _lines()
    line = lines[crc32(encoded) % len(lines)]
    entry = b" %b=" % encoded
    at = line.find(entry)
    if at < 0:
        return _NO_FORM
    start = at + len(entry)
    count, share, english = line[start : line.index(b" ", start)].split(b":")
    return _Form(int(count or 0), int(share) if share else None, int(english or 0))


@lru_cache(maxsize=2**17)
def usage(word: str) -> int:
    """How often the list of French forms counted ``word``, in lower case; 0 for no French form.

    >>> usage("intérét"), usage("cœur") > 1000
    (0, True)
    """
    if len(word) == 1:
        return int(word in _LETTERS_THAT_ARE_WORDS)
    return _form(word).counted or ("œ" in word and _form(word.replace("œ", "oe")).counted) or 0


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
    share = _form(word).share
    return 0.0 if share is None else 10 ** (-share / 100)


def in_english(word: str) -> bool:
    """Whether ``word``, in lower case, is a usual English word.

    >>> in_english("general"), in_english("securite")
    (True, False)
    """
    return _form(word).english > 0


def is_foreign(word: str) -> bool:
    """Whether ``word``, in lower case, is rather English than French.

    >>> is_foreign("the"), is_foreign("peacekeeping"), is_foreign("mission"), is_foreign("opération")
    (True, True, False, False)
    """
    return _form(word).english == _FOREIGN

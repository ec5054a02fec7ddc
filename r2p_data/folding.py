"""Folding: one folded character for each character, so that offsets survive.

Search, matching and concordance compare folded text: case and accents go, the two
apostrophes become one, every kind of blank becomes a space. « œ » stays one character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "’ʼ‘´′"
_BLANKS = (
    "\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_HYPHENS = "\u2010\u2011\u00ad"


def _folded(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def _table() -> dict[str, str]:
    letters = map(chr, (*range(0xC0, 0x250), 0x212A, 0x212B))  # the signs of kelvin and ångström are letters too
    table = {letter: _folded(letter) for letter in letters}
    return table | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_HYPHENS, "-")


_FOLD = _table()
# Replacing is ten times faster than str.translate; without these most French is ASCII: the commonest first.
_USUAL = tuple((letter, _FOLD[letter]) for letter in "’éàèÉêôçâùû\u00a0\u202fîÀï")
_IN_ASCII = (*((blank, " ") for blank in "\n\t\r\v\f\x1c\x1d\x1e\x1f"), ("`", "'"))
_RARE = re.compile(r"[^\x00-\x7f]")
# What stands for a space, an apostrophe or a hyphen in small letters that keep their accents.
_PLAIN = (*((blank, " ") for blank in "\t\n\r\u00a0\u2009\u202f"), ("’", "'"), ("\u2010", "-"), ("\u2011", "-"))


@lru_cache(maxsize=4096)  # each step folds the paragraph that the one before has folded
def fold(text: str) -> str:
    r"""Lower-case ``text`` without accents, of the same length.

    >>> fold("L’État d’Haïti")
    "l'etat d'haiti"
    >>> fold("L`ETAT\n« Åland »")
    "l'etat « aland »"
    >>> len(fold("cœur")) == len("cœur")
    True
    """
    if not text.isascii():
        for letter, folded in _USUAL:
            text = text.replace(letter, folded)
    if not text.isascii():
        for character in set(_RARE.findall(text)):
            text = text.replace(character, _FOLD.get(character, character))
    for mark, plain in _IN_ASCII:
        text = text.replace(mark, plain)
    return text.lower()


def holds_digit(text: str) -> bool:
    """Whether one of the digits 0 to 9 stands in ``text``; ten searches for a character outrun one for a class.

    >>> holds_digit("le 3 mai"), holds_digit("la paix²"), all(map(holds_digit, "0123456789"))
    (True, False, True)
    """
    return any(map(text.__contains__, "0123456789"))


@lru_cache(maxsize=4096)
def lower(text: str) -> str:
    r"""``text`` in small letters with plain blanks, hyphens and apostrophes, of the same length.

    >>> lower("Le 1er\u00a0Février")
    'le 1er février'
    """
    lowered = text.lower()
    plain = lowered if len(lowered) == len(text) else fold(text)
    for mark, character in _PLAIN:
        plain = plain.replace(mark, character)
    return plain

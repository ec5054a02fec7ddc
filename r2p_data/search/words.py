"""Words as a search knows them: cut, in small letters, without accents and ligatures, with their places."""

from __future__ import annotations

from functools import cache
from typing import Any
from unicodedata import normalize

# A letter may bring its accent as a character of its own: « e » + U+0301.
_WORD = r"[\w\x{0300}-\x{036f}]+"


@cache
def make_analyser() -> Any:
    """What cuts and folds words, one for texts, queries and highlighting."""
    import tantivy

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD))
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold()).build()


def place_words(text: str) -> list[tuple[str, int, int]]:
    """The words of ``text`` as the index knows them, with the start and end of each.

    >>> place_words("l’État, cœur")
    [('l', 0, 1), ('etat', 2, 6), ('coeur', 8, 12)]
    """
    tokens = make_analyser().pre_tokenize(make_encodable(text)).tokens
    placed = ((token.text, token.char_offset_from, token.char_offset_to) for token in tokens)
    return [(word if word.isascii() else _compose(word), start, end) for word, start, end in placed]


def make_encodable(text: str) -> str:
    """Replace, one for one, what no encoding can write: halves of characters (lone surrogates)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _compose(word: str) -> str:
    """A word whose accents are characters of their own, as if they were not."""
    return "".join(make_analyser().analyze(normalize("NFC", word)))

"""Concordance (KWIC): every place where words stand, with what stands around them."""

from __future__ import annotations

import re
from unicodedata import normalize

import pandas as pd

from r2p_data.errors import R2PDataError
from r2p_data.folding import fold

COLUMNS = ("doc_id", "paragraph_id", "start", "end", "left", "keyword", "right")
_LIGATURE = re.compile("œ|oe")


def compile_words(words: str) -> re.Pattern[str]:
    """A pattern for ``words`` in folded text: whole words, a final ``*`` for any ending.

    >>> bool(compile_words("etat*").search(fold("aider l’État")))
    True
    >>> bool(compile_words("etat").search(fold("les États")))
    False
    >>> bool(compile_words("oeuvre").search(fold("en œuvre")))
    True

    Raises
    ------
    R2PDataError
        if ``words`` holds no letter or digit.
    """
    folded = fold(normalize("NFC", words))
    if not any(character.isalnum() for character in folded):
        raise R2PDataError(f"{words!r} holds no word to look for; give a word, such as 'protection' or 'protect*'")
    ends = ((word.rstrip("*"), r"\w*" if word.endswith("*") else "") for word in folded.split())
    parts = [_LIGATURE.sub("(?:œ|oe)", re.escape(word)) + ending for word, ending in ends]
    return re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)")


def find_words(paragraphs: pd.DataFrame, words: str, width: int = 50) -> pd.DataFrame:
    """Every place where ``words`` stand in the text of ``paragraphs``, accents, case, elision and « œ » ignored.

    Parameters
    ----------
    paragraphs
        a table of paragraphs; page furniture is left out.
    words
        a word or several in a row; a final ``*`` stands for any ending.
    width
        characters shown on either side.

    Returns
    -------
    pandas.DataFrame
        one row a place, with the columns of ``COLUMNS``; ``start`` and ``end`` point into
        the paragraph's text, so that ``corpus.passage(row)`` shows it.
    """
    pattern = compile_words(words)
    rows = []
    body = paragraphs[paragraphs["kind"] != "furniture"]
    for doc_id, paragraph_id, text in zip(body["doc_id"], body["paragraph_id"], body["text"], strict=True):
        for match in pattern.finditer(fold(text)):
            start, end = match.span()
            around = (text[max(0, start - width) : start], text[start:end], text[end : end + width])
            rows.append((doc_id, paragraph_id, start, end, *around))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"start": "int64", "end": "int64"})

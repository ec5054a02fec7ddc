"""Accents that stand behind their letters as characters of their own, as Macintosh and TeX write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from unicodedata import normalize

from r2p_data.records import Edit, Source

__all__ = ["find_accents", "join_accents"]

RULE = "accent_apart"
# Those of French, and « ñ »: a text without them is told at once.
_USUAL = "\u0301\u0300\u0302\u0327\u0308\u0303"
_APART = re.compile(r"[^\W\d_][\u0300-\u036f]{1,8}")  # « e » and U+0301


def find_accents(text: str) -> Iterator[Edit]:
    r"""The letters of ``text`` that have an accent behind them, each as the one character that it is.

    >>> [(e.raw_start, len(e.before), e.after) for e in find_accents("La paix et l’e\u0301quite\u0301")]
    [(13, 2, 'é'), (19, 2, 'é')]
    """
    if any(mark in text for mark in _USUAL):
        for found in _APART.finditer(text):
            joined = normalize("NFC", found[0])
            if joined != found[0]:
                yield Edit(*found.span(), found[0], joined, RULE)


def join_accents(source: Source) -> Source:
    """A source whose ``edits`` join accents to their letters too, but where they mend something already."""
    found = list(find_accents(source.text))
    if not found:
        return source
    taken = {place for edit in source.edits for place in range(edit.raw_start, max(edit.raw_end, edit.raw_start + 1))}
    kept = (edit for edit in found if taken.isdisjoint(range(edit.raw_start, edit.raw_end)))
    return replace(source, edits=tuple(sorted([*source.edits, *kept])))

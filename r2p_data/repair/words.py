"""The words of a text, read once for all the steps that mend words."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache
from itertools import accumulate

from r2p_data.repair.patchwork import Patch

__all__ = ["Reading", "Words"]

Reading = tuple[str, str]
"""What a word ought to be, and the rule that says so."""


@cache
def _word() -> re.Pattern[str]:
    """A word with whatever OCR put for its letters: « ét¢ », « &étre », « g6n6ral »; or a number."""
    return re.compile(r"([\w¢€&](?:(?<!&)|(?<![\w¢€]&))[\w¢€]*+)")


class Words:
    """A text as its words and what stands between them, in which words can be mended.

    >>> words = Words("il a ét¢ lu")
    >>> words.mend({2: ("été", "é_other")})
    >>> words.text, words.places({"il", "été"}), words.span(3)
    ('il a été lu', [0, 2], (9, 11))
    >>> words.patches()
    [(5, 8, 'été', 'é_other')]
    """

    __slots__ = ("_ends", "_mended", "_parts", "_printed_ends", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts: list[str] = _word().split(text)  # what stands between the words, and the words
        self.words = self._parts[1::2]
        self._ends: list[int] = []  # of the parts; counted when they are first asked for
        self._printed_ends: list[int] = []
        self._mended: dict[int, Reading] = {}

    def places(self, wanted: Container[str]) -> list[int]:
        """Which words are wanted."""
        return [place for place, word in enumerate(self.words) if word in wanted]

    def span(self, place: int) -> tuple[int, int]:
        """Where a word begins and ends in the text."""
        if not self._ends:
            self._ends = list(accumulate(map(len, self._parts)))
        return self._ends[2 * place], self._ends[2 * place + 1]

    def mend(self, readings: Mapping[int, Reading]) -> None:
        """Put what the words at some places ought to be."""
        if not readings:
            return
        if not self._mended:
            self.span(0)
            self._printed_ends = self._ends
        for place, (after, _) in readings.items():
            if len(after) != len(self.words[place]):
                self._ends = []
            self.words[place] = self._parts[2 * place + 1] = after
        self._mended.update(readings)
        self.text = "".join(self._parts)

    def patches(self) -> list[Patch]:
        """What was mended, as patches of the text that was printed."""
        ends = self._printed_ends
        return [(ends[2 * at], ends[2 * at + 1], *self._mended[at]) for at in sorted(self._mended)]

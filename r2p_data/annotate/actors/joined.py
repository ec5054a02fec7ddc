"""The texts of a document in one string, so that one search reads them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from r2p_data.folding import fold

__all__ = ["Joined"]

# A character that folding leaves alone and no text holds: names do not run across paragraphs.
_SEAM = "\x00"


class Joined:
    """Texts with a seam before, between and after them.

    >>> joined = Joined(["Le Mali", "La MINUSMA"])
    >>> start = joined.text.index("MINUSMA")
    >>> list(joined.places([(0, start, start + 7)]))
    [(1, 0, 3, 10)]
    """

    __slots__ = ("text", "texts")

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.text = _SEAM.join(("", *texts, ""))

    def places(self, matches: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
        """Where each match stands: number of the text, number of what was found, start and end in the text.

        The matches (number of what was found, start, end) stand in order of start.
        """
        index, offset, after = -1, 0, 0
        for number, start, end in matches:
            while start > after:
                index += 1
                offset = after + 1
                after = offset + len(self.texts[index])
            yield index, number, start - offset, end - offset


assert fold(_SEAM) == _SEAM

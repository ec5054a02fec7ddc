"""What a document shows of itself, measured once: its vocabulary and its damage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, islice
from math import ceil

from r2p_data.records import Block, Span
from r2p_data.repair.confusions import correct
from r2p_data.repair.splits import find_splits
from r2p_data.repair.vocabulary import in_english, is_word

__all__ = ["Profile", "profile"]

_SIGNS_WANTED = 3
_SIGNS_PER_WORD = 1 / 1000
_ELIDED = ("l", "L", "d", "D", "n", "s", "S", "qu", "Qu", "j", "J", "c", "C")
_ELISIONS_WANTED = 5
_APOSTROPHES = "’'‘´`ʼ′"
_ACCENT_CLASSES = frozenset({"é_for_è", "é_for_ê"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document shows of itself.

    Attributes
    ----------
    ocr
        whether it shows the damage of optical character recognition.
    loses_grave
        whether nearly every « à » of it was read as « a ».
    loses_acute
        whether hardly any word of it has an « é ».
    loses_apostrophes
        whether a blank stands where nearly every apostrophe was: « l unité », « qu il ».
    counts
        its words, in letters only, and how often each stands there.
    splits
        what finds its words that stand in two pieces; None where there are none.
    unsplit
        the spans of the blocks in which no word stands in two pieces.
    judged
        what was decided for each distinct word, so that it is decided once.
    """

    ocr: bool = False
    loses_grave: bool = False
    loses_acute: bool = False
    loses_apostrophes: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    splits: re.Pattern[str] | None = None
    unsplit: Set[tuple[Span, ...]] = frozenset()
    judged: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def judge(self, word: str) -> tuple[str, str] | None:
        """What a misread word ought to be, with the class of confusion; None where it may stay.

        « reference » is an English word too: its accent is only lost where the document loses them.
        """
        found = correct(word)
        return None if found and found[1] == "e_for_é" and not self.loses_acute and in_english(word.lower()) else found


_LATIN = "A-Za-zªºÀ-ÖØ-öø-ɏ"
_OE = "\x01"
"""What « œ », the one usual letter that Latin-1 lacks, is taken for while the others are told apart."""


@cache
def _no_letter() -> re.Pattern[str]:
    return re.compile(f"[^{_LATIN}]")


@cache
def _rare_letter() -> re.Pattern[str]:
    """« Œ », « ă », « ğ »: Latin letters beyond Latin-1, but for « œ »."""
    return re.compile(rf"[{_OE}\u0100-\u0152\u0154-\u024f]")


@cache
def _letter_bytes() -> bytes:
    """Each byte of Latin-1, or a blank for what is no letter."""
    kept = [sign == _OE or not _no_letter().match(sign) for sign in map(chr, range(256))]
    return bytes(byte if kept[byte] else ord(" ") for byte in range(256))


@cache
def _bare_elision() -> re.Pattern[str]:
    """« l unité », « d État », « qu il »."""
    return re.compile(r"\b(?:[ldnLDN]|[Qq]u)\s(?!et\b|ou\b)[aeiouhéèêàAEIOUHÉÈÊÀ][^\W\d_]")


@cache
def _misread_sign() -> re.Pattern[str]:
    """« I’Union », « 1’Union », « [’on », « ét¢ », « g6n6ral »: what no typist writes.

    The sign comes first, so that the search skips to it; each alternative then looks back.
    """
    return re.compile(
        r"""
        [I1|!\[¢€68]
        (?: (?<=[I1|!])(?<![\w’'].)[’'](?=[^\W\d_]) | (?<=\[)[’'](?=[^\W\d_])
          | (?<=[a-zé][¢€])(?!\w*[)]) | (?<=[a-z][68])(?=[a-zé]{3}) )
        """,
        re.VERBOSE,
    )


def profile(raw: str, blocks: Sequence[Block], *, scanned: bool = False) -> Profile:
    """Measure a document.

    Parameters
    ----------
    raw
        the source text.
    blocks
        its blocks, in reading order.
    scanned
        whether it is known to come from optical character recognition.

    >>> profile("I’Union et 1’Union ont établi I’essentiel auprés de I’Organisation.", []).ocr
    True
    >>> profile("L’Union a établi l’essentiel auprès de l’Organisation.", []).ocr
    False
    """
    words, ends = _words(raw, blocks)
    counts = Counter(words)
    ocr = scanned or _shows_ocr(raw, counts, len(words))
    spaced = raw.count(" ’") >= _SIGNS_WANTED
    accented = sum(count for word, count in counts.items() if "é" in word) if ocr else 0
    splits = find_splits(words, counts, spaced)
    return Profile(
        ocr=ocr,
        loses_grave=counts["à"] * 4 < counts["a"],
        loses_acute=accented * 30 < len(words),
        loses_apostrophes=_loses_apostrophes(raw, counts),
        counts=counts,
        splits=splits.pattern if splits else None,
        unsplit=_without(splits.places, ends, blocks) if splits else frozenset(),
    )


def _words(raw: str, blocks: Sequence[Block]) -> tuple[list[str], list[int]]:
    """The runs of letters of the blocks, and how many there are up to the end of each; without blocks, of the text."""
    letters = _letters(raw)
    if not blocks:
        return letters.split(), []
    words, ends = [], []
    for block in blocks:
        for start, end in block.spans:
            words += letters[start:end].split()
        ends.append(len(words))
    return words, ends


def _letters(raw: str) -> str:
    """``raw`` with a blank for each character that is no Latin letter; bytes are told apart many times faster.

    >>> _letters("L’œuvre (2008)")
    'L œuvre       '
    """
    if _rare_letter().search(raw):
        return _no_letter().sub(" ", raw)
    letters = raw.replace("œ", _OE).encode("latin-1", "replace").translate(_letter_bytes())
    return letters.decode("latin-1").replace(_OE, "œ")


def _without(places: Iterable[int], ends: Sequence[int], blocks: Sequence[Block]) -> Set[tuple[Span, ...]]:
    """The spans of the blocks that hold none of the words at ``places``."""
    held = {bisect_right(ends, place) for place in places}
    return {block.spans for at, block in enumerate(blocks) if at not in held}


def _loses_apostrophes(raw: str, counts: Mapping[str, int]) -> bool:
    """« l unité », « d État » stand there at least five times, and far oftener than there are apostrophes."""
    alone = sum(counts.get(word, 0) for word in _ELIDED)
    printed = accumulate(raw.count(mark) for mark in _APOSTROPHES)  # most often the first mark is enough
    if alone < _ELISIONS_WANTED or any(alone <= 2 * number for number in printed):
        return False
    return len(_bare_elision().findall(raw)) >= _ELISIONS_WANTED


def _shows_ocr(raw: str, counts: Mapping[str, int], n_words: int) -> bool:
    """At least three signs of misreading, and one in a thousand words."""
    wanted = max(_SIGNS_WANTED, n_words * _SIGNS_PER_WORD)
    signs = sum(1 for _ in islice(_misread_sign().finditer(raw), ceil(wanted)))
    if signs >= wanted:
        return True
    return signs + _misread_accents(counts) >= wanted


def _misread_accents(counts: Mapping[str, int]) -> int:
    """How many words hold an « é » that the lexicon knows as « è » or « ê »: « auprés »."""
    total = 0
    for word, count in counts.items():
        if "é" in word and not is_word(word.lower()):
            lowered = word.lower()
            total += count * any(is_word(lowered.replace("é", accent)) for accent in "èê")
    return total

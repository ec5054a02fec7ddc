"""Words that PDF extraction has split: « pol itique », « e t », « pair s »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import groupby
from typing import NamedTuple

from r2p_data.repair.patchwork import Patch
from r2p_data.repair.vocabulary import frequency, in_english, is_word, strange, usage

__all__ = ["Splits", "find_splits", "split_patches"]

_USUAL = 100
"""A joined word must be at least this usual for French in the lexicon's count."""

_LIKELIER = 10
_EVIDENCE = 2
_UNUSUAL = 1e-7
_KNOWN = 3e-7
_FAR_LIKELIER = 50

_LATIN = frozenset({"per", "ad", "de", "ex", "in", "pro", "ab", "sine", "via", "et", "id", "quo", "se", "so", "al"})


class Splits(NamedTuple):
    """What finds the split words of a document, and which of its words are their left pieces."""

    pattern: re.Pattern[str]
    places: Sequence[int]


def find_splits(words: Sequence[str], counts: Mapping[str, int], damaged: bool) -> Splits | None:
    """What finds neighbouring pieces of which at least one is no word, and that together are one; None without any.

    Parameters
    ----------
    words
        the runs of letters of a source in order, whatever stands between them.
    counts
        how often each of them stands there.
    damaged
        whether the document shows spaces in wrong places elsewhere; then one stray letter is
        enough (« pair s »).

    >>> raw = "une transition pol itique avec ses pair s"
    >>> words = raw.split()
    >>> splits = find_splits(words, dict.fromkeys(words, 1), damaged=True)
    >>> splits.pattern.findall(raw), splits.places
    (['pol itique', 'pair s'], [2, 6])
    """
    beside = {at: (words[at], words[at + 1]) for at in _beside(words, strange(counts))}
    pairs = set(beside.values())
    sure = {(a, b) for a, b in pairs if _is_split(a, b, counts)}
    if damaged or len(sure) >= _EVIDENCE:
        sure |= {(a, b) for a, b in pairs if _is_stray_letter(a, b)}
    return Splits(_pattern(sure), [at for at, pair in beside.items() if pair in sure]) if sure else None


def _beside(words: Sequence[str], unknown: Set[str]) -> list[int]:
    """Where each unknown word stands after another word, or before one that begins small."""
    places = [place for place, word in enumerate(words) if word in unknown]
    after = {at - 1 for at in places if at}
    return sorted(after.union(at for at in places if at + 1 < len(words) and words[at + 1].islower()))


def _is_split(left: str, right: str, counts: Mapping[str, int]) -> bool:
    """Two pieces that are no words, or one that is none and stands nowhere else."""
    if right == "et" and _ends_in_et(left, counts):
        return True
    whole = left.lower() + right
    if not _is_whole(whole, counts):  # most often not
        return False
    if left in _LATIN or right in _LATIN or not (left[1:].islower() or len(left) == 1):
        return False
    strange = [piece for piece in (left.lower(), right) if not is_word(piece)]
    if len(whole) == 2:
        return len(strange) == 2 and usage(whole) > _USUAL * 1000
    if len(strange) == 1 and (len(left) == 1 or len(right) == 1 or len(whole) < 5):
        return False
    rarer = min(strange, key=frequency)
    return counts.get(rarer, 0) <= 1 + counts.get(whole, 0) and _is_likelier(whole, rarer, counts)


def _ends_in_et(left: str, counts: Mapping[str, int]) -> bool:
    """« juill et », « proj et », not « jack et »: no word at all, and a far more usual one with the two letters."""
    piece, whole = left.lower(), f"{left.lower()}et"
    if len(piece) < 3 or not left[1:].islower() or is_word(piece) or in_english(piece) or usage(whole) < _USUAL:
        return False
    return counts.get(left, 0) <= 1 + counts.get(whole, 0) and frequency(whole) > _FAR_LIKELIER * frequency(piece)


def _is_whole(word: str, counts: Mapping[str, int]) -> bool:
    """« libanaises » is in no list of forms, but counted in running French."""
    if usage(word) >= _USUAL / 2:
        return True
    return len(word) >= 7 and (counts.get(word, 0) >= 2 or frequency(word) >= _KNOWN)


def _is_likelier(whole: str, piece: str, counts: Mapping[str, int]) -> bool:
    """« mettre » is a hundred times as usual as « tre »; « toits » is not as usual as « its »."""
    if usage(whole):
        return frequency(whole) > _LIKELIER * frequency(piece)
    return counts.get(piece, 0) == 1 and frequency(piece) < _UNUSUAL


def _is_stray_letter(left: str, right: str) -> bool:
    """« pair s », « civil e »: a letter that ends an inflected form."""
    return right in ("e", "s") and len(left) > 3 and left.islower() and is_word(left) and usage(left + right) >= _USUAL


def _pattern(pairs: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """Find the pairs; two letters only where no third stands next to them (« les points d e f »)."""
    letters = [pair for pair in sorted(pairs) if len(pair[0]) == len(pair[1]) == 1]
    longer = [pair for pair in sorted(pairs) if pair not in letters]
    alone = rf"(?=\s)(?<!\b\w[ ].)(?:{_either(letters)})(?![ ]\w\b(?![’']|[ ]?[’']|[ ]\w\b))"
    initials = "".join(sorted({a[0] for a, _ in [*letters, *longer]}))
    return re.compile(rf"[{initials}](?<![\w-].)(?:{alone}|{_either(longer)})(?![\w’'-]|[ ]’)")


def _either(pairs: Iterable[tuple[str, str]]) -> str:
    """Any of the sorted pairs, its initial being read: the initial comes first, so that the search skips to it."""
    grouped = groupby(pairs, lambda pair: pair[0][0])
    rests = ((first, "|".join(rf"{a[1:]}\s{{1,4}}{b}" for a, b in group)) for first, group in grouped)
    return "|".join(rf"(?<={first})(?:{rest})" for first, rest in rests) or r"(?!)"


def split_patches(text: str, splits: re.Pattern[str]) -> list[Patch]:
    """The split words of a text, rejoined.

    >>> splits = find_splits(["pol", "itique"], {"pol": 1, "itique": 1}, damaged=False)
    >>> split_patches("la pol itique", splits.pattern)
    [(3, 13, 'politique', 'split_word')]
    """
    return [
        (match.start(), match.end(), "".join(match.group().split()), "split_word") for match in splits.finditer(text)
    ]

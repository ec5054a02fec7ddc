"""Words that no lexicon knows, judged against what OCR may have made of a known word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from r2p_data.lexicon import load_rows
from r2p_data.repair.vocabulary import frequency, usage

__all__ = ["Confusion", "correct", "load_confusions"]

RARE = 60
"""Forms that the lexicon counted no more often than this may be misread commoner ones (« colts »)."""

_RARE_BURDEN, _NAME_BURDEN = 3.0, 2.0
_UNSEEN, _PLAUSIBLE = 1e-9, 4e-8
_MARGIN = 3.0
_LONG, _LONG_NAME, _LONGEST = 5, 8, 30
_SHAPES, _CAPITAL = "letter_confusion", "E_for_É"


class Confusion(NamedTuple):
    """A row of ``repair_confusions.csv``."""

    rule: str
    printed: str
    intended: str
    where: str
    ratio: float


class Candidate(NamedTuple):
    word: str
    rule: str
    ratio: float


_Reading = tuple[str, str, float]
"""What may be a candidate, before it is held against the frequencies: tens of thousands of a scanned document."""


@cache
def load_confusions() -> tuple[Confusion, ...]:
    """The confusion classes of the lexicon, in its order."""
    rows = load_rows("repair_confusions.csv", ("rule", "printed", "intended", "where", "ratio", "example"))
    return tuple(Confusion(r["rule"], r["printed"], r["intended"], r["where"], float(r["ratio"])) for r in rows)


@lru_cache(maxsize=2**16)  # the words of a corpus return from document to document
def correct(word: str) -> tuple[str, str] | None:
    """What a misread word ought to be, and the class of the confusion; None where it may stay.

    Parameters
    ----------
    word
        as printed, with its capitals.

    >>> correct("auprés")
    ('auprès', 'é_for_è')
    >>> correct("Etats"), correct("Kaberuka"), correct("protéiforme")
    (('États', 'E_for_É'), None, None)
    """
    lowered = word.lower()
    known = usage(lowered)
    if known > RARE or len(word) > _LONGEST or (len(word) > 1 and word.isupper()):
        return None
    burden = (_RARE_BURDEN if known else 1) * (_NAME_BURDEN if word[0].isupper() else 1)
    best = _best(lowered, word[0].isupper(), burden, known=known > 0)
    if best is None or (word[0].isupper() and _may_be_a_name(best, lowered)):
        return None
    return _recase(best.word, word), best.rule


def _may_be_a_name(candidate: Candidate, printed: str) -> bool:
    """« Eric » and « Cornique » stay; « Etats » and « Consciller » do not."""
    if candidate.rule == _SHAPES and candidate.word[0].islower():
        return len(printed) < _LONG_NAME or frequency(printed) > 0
    if candidate.rule == _CAPITAL and not usage(candidate.word):
        return frequency(candidate.word) < 2 * frequency(printed)
    return False


def _best(word: str, capital: bool, burden: float, *, known: bool) -> Candidate | None:
    """The likeliest candidate, of one change if any is likely; None where two are as likely.

    Two misread letters hardly ever make a word: what is known, if rare, is tried with one.
    """
    singles = list(_replaced(word, capital))
    ranked = _ranked(word, singles, burden)
    if not ranked and len(word) >= _LONG and not known:
        doubles = (
            (second, rule, max(ratio, other) * 3)
            for first, rule, ratio in singles
            for second, _, other in _replaced(first, capital)
            if usage(second.lower())
        )
        ranked = _ranked(word, doubles, burden)
    if len(ranked) > 1 and ranked[1][0] * _MARGIN > ranked[0][0]:
        return None
    return ranked[0][1] if ranked else None


def _ranked(word: str, readings: Iterable[_Reading], burden: float) -> list[tuple[float, Candidate]]:
    """Distinct words that are enough more usual than what is printed, likeliest first."""
    printed = max(frequency(word), _UNSEEN)
    found: dict[str, tuple[float, Candidate]] = {}
    for other, rule, ratio in readings:
        usual = frequency(other.lower())
        score = usual / ratio
        if usual < _PLAUSIBLE or usual < ratio * burden * printed:
            continue
        if other not in found or found[other][0] < score:
            found[other] = (score, Candidate(other, rule, ratio))
    return sorted(found.values(), key=lambda scored: -scored[0])


def _replaced(word: str, capital: bool) -> Iterator[_Reading]:
    """``word`` with one stretch read otherwise, or all stretches of a kind."""
    for rule, printed, intended, where, ratio in load_confusions():
        if printed not in word or (rule == _SHAPES and len(word) < _LONG + 1) or (rule == _CAPITAL and not capital):
            continue
        size = len(printed)
        places = _places(word, printed, where)
        for place in places:
            yield word[:place] + intended + word[place + size :], rule, ratio
        if len(places) > 1:
            yield word.replace(printed, intended), rule, ratio


def _places(word: str, printed: str, where: str) -> list[int]:
    """Where ``printed`` stands in ``word``, which holds it, as the row wants: at its start, at its end or anywhere."""
    if where == "start":
        return [0] if word.startswith(printed) else []
    if where == "end":
        return [len(word) - len(printed)] if word.endswith(printed) else []
    at, places = word.find(printed), []
    while at >= 0:
        places.append(at)
        at = word.find(printed, at + 1)
    return places


def _recase(word: str, printed: str) -> str:
    return word[0].upper() + word[1:] if printed[0].isupper() else word

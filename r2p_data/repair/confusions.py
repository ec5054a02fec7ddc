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
    best = _best(lowered, word[0].isupper(), burden)
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


def _best(word: str, capital: bool, burden: float) -> Candidate | None:
    """The likeliest candidate, of one change if any is likely; None where two are as likely."""
    singles = list(_replaced(word, capital))
    ranked = _ranked(word, singles, burden)
    if not ranked and len(word) >= _LONG:
        doubles = (
            Candidate(second.word, first.rule, max(first.ratio, second.ratio) * 3)
            for first in singles
            for second in _replaced(first.word, capital)
            if usage(second.word.lower())
        )
        ranked = _ranked(word, doubles, burden)
    if len(ranked) > 1 and ranked[1][0] * _MARGIN > ranked[0][0]:
        return None
    return ranked[0][1] if ranked else None


def _ranked(word: str, candidates: Iterable[Candidate], burden: float) -> list[tuple[float, Candidate]]:
    """Distinct words that are enough more usual than what is printed, likeliest first."""
    printed = max(frequency(word), _UNSEEN)
    found: dict[str, tuple[float, Candidate]] = {}
    for candidate in candidates:
        usual = frequency(candidate.word.lower())
        score = usual / candidate.ratio
        if usual < _PLAUSIBLE or usual < candidate.ratio * burden * printed:
            continue
        if candidate.word not in found or found[candidate.word][0] < score:
            found[candidate.word] = (score, candidate)
    return sorted(found.values(), key=lambda scored: -scored[0])


def _replaced(word: str, capital: bool) -> Iterator[Candidate]:
    """``word`` with one stretch read otherwise, or all stretches of a kind."""
    for row in load_confusions():
        at = word.find(row.printed)
        if at < 0 or (row.rule == _SHAPES and len(word) < _LONG + 1) or (row.rule == _CAPITAL and not capital):
            continue
        size = len(row.printed)
        if row.where == "start":
            places = [0] if at == 0 else []
        elif row.where == "end":
            places = [len(word) - size] if word.endswith(row.printed) else []
        else:
            places = [i for i in range(at, len(word)) if word.startswith(row.printed, i)]
        for place in places:
            yield Candidate(word[:place] + row.intended + word[place + size :], row.rule, row.ratio)
        if len(places) > 1:
            yield Candidate(word.replace(row.printed, row.intended), row.rule, row.ratio)


def _recase(word: str, printed: str) -> str:
    return word[0].upper() + word[1:] if printed[0].isupper() else word

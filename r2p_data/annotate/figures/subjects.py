"""What a number counts: the noun phrase to its right, or what it is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from r2p_data.annotate.figures.passage import FUNCTION_WORDS, Passage, word_set

_LINKS = word_set("de du des d' l' la le les")
_WORD = re.compile(r"[ ]?((?:[^\W\d_]++|['\u2019-]++)++)")
_OPENING = re.compile(r"[ ](?:d'|(?:des|du|de[ ]la|de[ ]les|de)[ ](?:l')?)?(?:[«“\"][ ]?)?")
#: « seuls 33 sont des véhicules légers »
_PREDICATE = re.compile(r"[ ](?:sont|etaient|seront|seraient|restent|furent)[ ](?:des[ ]|de[ ]|d'|les[ ])?")
#: « les 75 % restants »
_REST = re.compile(r"[ ]restante?s?\b")
_LONGEST = 10


def subject_at(passage: Passage, at: int, *, measured: bool = False) -> str | None:
    """The noun phrase that begins at ``at``, right after a number and its unit.

    After a unit (``measured``) it needs « de »: « 97 pour cent des soldats ».

    >>> subject_at(Passage("aux 28 pays ayant déjà signé le principe de Kigali."), 6)
    'pays ayant déjà signé le principe de Kigali'
    >>> subject_at(Passage("seuls 33 sont des véhicules légers, il a estimé"), 8)
    'véhicules légers'
    >>> subject_at(Passage("il en reste 33."), 14) is None
    True
    """
    folded = passage.folded
    predicate = _PREDICATE.match(folded, at)
    opening = predicate or _OPENING.match(folded, at)
    if opening is None or (
        measured and not predicate and opening[0].strip(' «"“') == "" and not _REST.match(folded, at)
    ):
        return None
    end = _phrase_end(folded, opening.end())
    return passage.text[opening.end() : end].strip(" -\u2011") or None


def _phrase_end(folded: str, at: int) -> int:
    """Where the noun phrase ends: before a function word, punctuation or after ten words."""
    end, words, linked = at, 0, True
    for plain, stop in _words(folded, at):
        if plain in _LINKS:
            linked = True
            continue
        if plain.endswith("aient") or (
            plain.endswith("ent") and not linked
        ):  # « enfants voyageaient », « soldats servent »
            break
        linked = False
        head = plain.partition("'")[0]
        if (
            words >= _LONGEST
            or (plain in FUNCTION_WORDS and plain not in ("ayant", "l'"))
            or ("'" in plain and head not in ("d", "l", "aujourd"))
        ):
            break
        words, end = words + 1, stop
    return end


def _words(folded: str, at: int) -> Iterator[tuple[str, int]]:
    """Words in a row without punctuation between them, at most twenty."""
    for _ in range(20):
        match = _WORD.match(folded, at)
        if not match:
            return
        at = match.end()
        yield match[1], at

"""Words of the lexicon that show what a number does: « s’élève à », « passer de », « une période d’un »."""

from __future__ import annotations

import re
from functools import cache

from r2p_data.folding import fold
from r2p_data.lexicon import load_rows


@cache
def _surfaces(cue: str) -> tuple[str, ...]:
    rows = load_rows("figure_cues.csv", ("cue", "surface", "example"))
    return tuple(fold(row["surface"]) for row in rows if row["cue"] == cue)


@cache
def _endings(cue: str) -> dict[str, tuple[str, ...]]:
    """Cues with the blank (or the elision) before the number, by their last four characters."""
    index: dict[str, tuple[str, ...]] = {}
    for surface in _surfaces(cue):
        elided = [surface[:-1] + "'"] if surface.endswith(" de") else []
        for ending in (f"{surface} ", *elided):
            index[ending[-4:]] = (*index.get(ending[-4:], ()), ending)
    return index


def cue_before(folded: str, at: int, cue: str) -> bool:
    """Whether a cue of the lexicon ends at ``at``.

    >>> cue_before("le total s'eleve a 350", 19, "apart"), cue_before("une periode d'un an", 14, "length")
    (True, True)
    """
    endings = _endings(cue).get(folded[max(0, at - 4) : at], ())
    return any(folded.endswith(e, 0, at) and not folded[at - len(e) - 1 : at - len(e)].isalnum() for e in endings)


@cache
def _stems(cue: str, gap: str) -> re.Pattern[str]:
    """A word that begins with a stem of the lexicon, and what may stand between it and the number."""
    stems = "|".join(sorted(_surfaces(cue), key=len, reverse=True))
    return re.compile(rf"\b(?:{stems})\w{{0,7}}\b{gap}$")


def speaks_of_change(folded: str, at: int) -> bool:
    """Whether a verb or noun of change stands before ``at`` in the same clause, at most 90 characters away.

    >>> speaks_of_change("pour la porter de 750 a 900", 15), speaks_of_change("des amendes de 750 a 900", 12)
    (True, False)
    """
    return bool(_stems("change", "[^.;:]*").search(folded[max(0, at - 90) : at]))


def speaks_of_length(folded: str, at: int) -> bool:
    """Whether the hours at ``at`` last: « un délai de », « le délai a été ramené de », « pendant ».

    >>> speaks_of_length("le delai est passe de 3 a 2 heures", 22), speaks_of_length("ouvert de 8 a 18 heures", 10)
    (True, False)
    """
    return cue_before(folded, at, "length") or bool(_stems("span", "[^.;:,]*").search(folded[max(0, at - 60) : at]))


_TRAVEL = re.compile(r"[ ]de[ ](?:route|marche|vol|trajet|voiture|piste|distance|travail|navigation)")


def travels(folded: str, at: int) -> bool:
    """Whether the hours that end at ``at`` are a way: « de marche », « de vol ».

    >>> travels("entre 6 et 8 heures de marche", 19)
    True
    """
    return _TRAVEL.match(folded, at) is not None


def grows_by(folded: str, at: int) -> bool:
    """Whether the fraction at ``at`` says by how much: « réduire les rations d’un tiers ».

    >>> grows_by("reduire les rations d'un tiers", 22), grows_by("les droits d'un tiers", 13)
    (True, False)
    """
    return bool(_stems("grow", r"(?:[ ][\w'-]+){0,6}?[ ]d'").search(folded[max(0, at - 80) : at]))

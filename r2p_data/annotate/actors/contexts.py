"""The state that a passage is about, and « le pays » that stands for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from .view import Found, TextView

__all__ = ["StateContext", "country_described", "is_state"]

# « le pays », « notre pays », but not « le pays hôte », « un pays »
_COUNTRY_BEFORE = re.compile(r"\b(?:(?:le|du|au|ce|notre)) $")
_NOT_THE_COUNTRY = re.compile(
    r" (?:hote|fournisseur|contributeur|d'origine|d'accueil|concerne|voisin|donateur|membre|tiers|en question"
    r"|interesse|en developpement|en proie|qui|dont|ou|d'emploi|de destination|de transit|touche|visite|pilote"
    r"|d'asile|d'affectation|dans lequel|le plus|beneficiaire|partenaire|sortant|des )"
)


class StateContext:
    """The states named so far, by paragraph, and the one that the document is mainly about."""

    def __init__(self, totals: Counter[str]) -> None:
        self._here: set[str] = set()
        self._paragraph = -1
        (leader, most), (_, second) = [*totals.most_common(2), ("", 0), ("", 0)][:2]
        self.main = leader if most >= max(3, 0.5 * totals.total(), 2 * second) else None

    def add(self, iso3: str, paragraph: int) -> None:
        """Record that a state is named in ``paragraph``."""
        if paragraph != self._paragraph:
            self._paragraph, self._here = paragraph, set()
        self._here.add(iso3)

    def about(self, paragraph: int) -> str | None:
        """The only state named in ``paragraph`` so far, else the one of the whole document.

        >>> context = StateContext(Counter({"MLI": 5}))
        >>> context.about(0)
        'MLI'
        >>> context.add("TCD", 1)
        >>> context.about(1)
        'TCD'
        """
        if paragraph == self._paragraph and self._here:
            return self.here(paragraph)
        return self.main

    def here(self, paragraph: int) -> str | None:
        """The only state named in ``paragraph`` so far."""
        named = self._here if paragraph == self._paragraph else set()
        return next(iter(named)) if len(named) == 1 else None


def country_described(view: TextView, named: Sequence[Found], states: StateContext) -> Iterator[Found]:
    """« le pays », where the states named before it in the paragraph leave one choice."""
    if not view.by_use["country"]:
        return
    named_states = sorted((n for n in named if is_state(n.actor_id)), key=attrgetter("end"), reverse=True)
    before: set[str] = set()
    for hit in view.by_use["country"]:
        while named_states and named_states[-1].end <= hit.start:
            before.add(named_states.pop().actor_id)
        if not _COUNTRY_BEFORE.search(view.folded, max(0, hit.start - 6), hit.start):
            continue
        iso3 = next(iter(before)) if len(before) == 1 else None if before else states.main
        if iso3 is not None and not _NOT_THE_COUNTRY.match(view.folded, hit.end):
            start = hit.start - 6 if view.folded.startswith("notre ", hit.start - 6) else hit.start
            yield Found(start, hit.end, iso3, "definite")


def is_state(actor_id: str) -> bool:
    """Whether an identifier is that of a state: its ISO code.

    >>> is_state("MLI"), is_state("onu")
    (True, False)
    """
    return len(actor_id) == 3 and actor_id.isupper()

"""A text as the rules see it: original, folded, and the names already known in it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from r2p_data.folding import fold
from r2p_data.records import BlockKind, MentionForm

from .forms import Use
from .matching import Hit

__all__ = ["Found", "TextView"]

# « du », « des », « de la », « de l' », « d' » right before a position
_GENITIVE_BEFORE = re.compile(r"(?:\b(?:du|des|de la|au|aux) |\b(?:de l|d|a l)'|\bde )$")
# « le », « la », « l' », « du », « au », « ce », « le nouveau » right before a position
_DEFINITE_BEFORE = re.compile(
    r"(?:\b(?:le|la|du|au|ce|cette|cet|ledit|ladite|dudit|mon|ma|les|des|aux) |\bl')"
    r"(?:(?:nouveau|nouvelle|nouvel|futur|future|actuel|actuelle) )?$"
)
_INDEFINITE_BEFORE = re.compile(r"\b(?:un|une|d'un|d'une|des|chaque|aucun|aucune|tout|deux|trois|certains|plusieurs) $")
_SENTENCE_OPEN = re.compile(r"(?:^|[.!?:;•–—…|])[\s«“\"'(\[]*$")


class Found(NamedTuple):
    """A mention before nesting is settled."""

    start: int
    end: int
    actor_id: str
    form: MentionForm

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start


@dataclass
class TextView:
    """One text of a document with its hits and the longest names that start at each position."""

    index: int
    text: str
    folded: str
    kind: BlockKind
    hits: list[Hit] = field(default_factory=list)
    known: dict[int, Found] = field(default_factory=dict)
    name_ends: set[int] = field(default_factory=set)

    @cached_property
    def by_use(self) -> dict[Use, list[Hit]]:
        """The hits by what they are, each list in order."""
        grouped: dict[Use, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            grouped[hit.form.use].append(hit)
        return grouped

    @cached_property
    def demonyms(self) -> dict[int, str]:
        """Where an adjective of a state or an organisation starts, and whose it is."""
        hits = self.by_use.get("adjective")
        found = {hit.start: hit.form.target for hit in hits} if hits else {}
        return {at: target for at, target in found.items() if not self._is_tied(at)}

    def _is_tied(self, at: int) -> bool:
        """« sud-soudanais » names one state, « -maliens » is set off by a dash.

        >>> view = TextView.of("sud-soudanais -maliens")
        >>> view._is_tied(4), view._is_tied(15)
        (True, False)
        """
        return self.folded[at - 1 : at] == "-" and self.folded[at - 2 : at - 1].isalpha()

    @cached_property
    def civilities(self) -> dict[int, int]:
        """Where civilities and ranks start, and where the longest one there ends."""
        hits = self.by_use.get("civility")
        return {hit.start: hit.end for hit in reversed(hits)} if hits else {}

    @cached_property
    def title_insides(self) -> set[int]:
        """Positions inside a title, where « général » is no rank."""
        hits = self.by_use["title"] + self.by_use["office"]
        return set().union(*(range(hit.start + 1, hit.end) for hit in hits))

    @cached_property
    def title_ends(self) -> set[int]:
        """Where titles, offices and ranks end, after which a name may stand; no rank ends « l’Assemblée générale »."""
        hits = [*self.by_use["title"], *self.by_use["office"], *self.by_use["civility"]]
        ends = {hit.end for hit in hits if hit.start not in self.title_insides}
        return ends.difference([hit.end for hit in self.by_use["name"]]) if ends else ends

    @cached_property
    def long_titles(self) -> dict[int, int]:
        """Where a title of several words starts and the longest ends: « conseiller du | Premier ministre »."""
        return {hit.start: hit.end for hit in reversed(self.by_use["title"]) if " " in self.text[hit.start : hit.end]}

    @cached_property
    def name_starts(self) -> set[int]:
        """Where a name of the lexicon stands, whether it names its actor there or a person."""
        return {hit.start for hit in self.by_use["name"]}

    @cached_property
    def openings(self) -> set[int]:
        """Where a capital noun opens the name of a body or an office."""
        return {hit.start for hit in self.by_use["head"] + self.by_use["title"] if self.text[hit.start].isupper()}

    def ends_name(self, position: int) -> bool:
        """Whether a known name ends at ``position``."""
        return position in self.name_ends

    def know(self, item: Found) -> None:
        """Note a name, for the grammar to take as a whole."""
        self.known[item.start] = item
        self.name_ends.add(item.end)

    @classmethod
    def of(cls, text: str) -> TextView:
        """A view of a lone text, for tests."""
        return cls(0, text, fold(text), "paragraph")

    def after_genitive(self, position: int) -> bool:
        """Whether « de », « du », « au »… stands right before ``position``.

        >>> TextView.of("le rapport du Comité").after_genitive(14)
        True
        """
        return bool(_GENITIVE_BEFORE.search(self.folded, max(0, position - 8), position))

    def after_definite(self, position: int) -> bool:
        """Whether a definite article or a demonstrative stands right before ``position``.

        >>> TextView.of("le Comité").after_definite(3)
        True
        """
        return bool(_DEFINITE_BEFORE.search(self.folded, max(0, position - 18), position))

    def after_indefinite(self, position: int) -> bool:
        """Whether « un », « une », « des »… stands right before ``position``.

        >>> TextView.of("un porte-parole").after_indefinite(3)
        True
        """
        return bool(_INDEFINITE_BEFORE.search(self.folded, max(0, position - 10), position))

    def opens_sentence(self, position: int) -> bool:
        """Whether a capital at ``position`` may be that of a sentence.

        >>> TextView.of("Fin. Mission achevée").opens_sentence(5)
        True
        """
        return bool(_SENTENCE_OPEN.search(self.text, max(0, position - 6), position)) or position == 0

"""History: who has been named so far, and whom a shorter description can mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from r2p_data.folding import fold

__all__ = ["History", "name_tokens"]

_TOKEN = re.compile(r"\w+")
_FUNCTION_WORDS = frozenset(["la", "le", "les", "l", "de", "du", "des", "d", "a", "au", "aux", "et", "en"])
# Words that set a deputy or a predecessor apart: a description without them means another office.
_DISTINCTIVE = frozenset(
    [
        "adjoint",
        "adjointe",
        "associe",
        "associee",
        "delegue",
        "deleguee",
        "vice",
        "sous",
        "ancien",
        "ancienne",
        "interim",
    ]
)
_FEMININE = {
    "presidente": "president",
    "coordonnatrice": "coordonnateur",
    "directrice": "directeur",
    "representante": "representant",
    "envoyee": "envoye",
    "conseillere": "conseiller",
    "cheffe": "chef",
    "speciale": "special",
    "permanente": "permanent",
    "procureure": "procureur",
    "rapporteuse": "rapporteur",
    "ambassadrice": "ambassadeur",
    "haute": "haut",
    "generale": "general",
    "adjointe": "adjoint",
    "executive": "executif",
    "commissaires": "commissaire",
}


@lru_cache(maxsize=50_000)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, feminine titles made masculine.

    >>> name_tokens("Présidente du Conseil de sécurité")
    ('president', 'conseil', 'securite')
    """
    words = _TOKEN.findall(fold(name))
    return tuple(_FEMININE.get(word, word) for word in words if word not in _FUNCTION_WORDS)


@lru_cache(maxsize=50_000)
def shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether ``short`` is ``long`` with words left out after the first.

    >>> shortens(("comite", "special"), ("comite", "special", "operations", "maintien", "paix"))
    True
    >>> shortens(("representant", "france"), ("representant", "adjoint", "france"))
    False
    """
    if not short or not long or short[0] != long[0] or len(short) > len(long):
        return False
    rest = iter(long)
    if not all(word in rest for word in short):
        return False
    return not _DISTINCTIVE & (set(long) - set(short))


class History:
    """What a document has named so far, filed under the first word of each name."""

    def __init__(self) -> None:
        self._named: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
        self._names: dict[str, dict[str, set[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(set))
        self._clock = 0

    def add(self, actor_id: str, names: Iterable[str], paragraph: int) -> None:
        """Record that ``actor_id`` is named in ``paragraph``; ``names`` are its long forms."""
        self._clock += 1
        by_first = self._names[actor_id]
        for tokens in filter(None, map(name_tokens, names)):
            by_first[tokens[0]].add(tokens)
        for first in by_first:
            times, _, _ = self._named[first].get(actor_id, (0, 0, 0))
            self._named[first][actor_id] = (times + 1, paragraph, self._clock)

    def candidates(self, description: str) -> list[str]:
        """The actors that ``description`` can mean, the one last named last."""
        tokens = name_tokens(description)
        named = self._named.get(tokens[0], {}) if tokens else {}
        able = [actor for actor in named if any(shortens(tokens, name) for name in self._names[actor][tokens[0]])]
        return sorted(able, key=lambda actor: named[actor][2])

    def resolve(self, description: str, paragraph: int, recent: bool = False) -> str | None:
        """The actor that ``description`` means, or None where the text leaves it open.

        The only one that was named; else the only one named in this paragraph; else the one
        that most of the text so far is about. ``recent``: else the one last named.

        >>> history = History()
        >>> history.add("cs", ["Conseil de sécurité"], 0)
        >>> history.resolve("Conseil", 4)
        'cs'
        >>> history.add("cdh", ["Conseil des droits de l'homme"], 5)
        >>> history.resolve("Conseil", 5)
        'cdh'
        >>> history.resolve("Conseil", 9) is None
        True
        """
        able = self.candidates(description)
        if len(able) <= 1:
            return able[0] if able else None
        named = self._named[name_tokens(description)[0]]
        here = [actor for actor in able if named[actor][1] == paragraph]
        if len(here) == 1:
            return here[0]
        leader = max(able, key=lambda actor: named[actor][0])
        if named[leader][0] >= 0.6 * sum(named[actor][0] for actor in able) and (not here or leader in here):
            return leader
        last, before = named[able[-1]][1], named[able[-2]][1]
        return able[-1] if last > before and (recent or last >= paragraph - 1) else None

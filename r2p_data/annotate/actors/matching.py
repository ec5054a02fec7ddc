"""Matching: one pass of an automaton over a whole document, then word boundaries, case and traps."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from .catalogue import ActorLexicon
from .forms import Form, Use, case_holds
from .joined import Joined

__all__ = ["Hit", "find_hits"]

# Acronyms of so many letters or fewer stand inside other words: « OUA » in « trouva ».
_SHORT = 3
_PREFIXES_THAT_CHANGE_A_NAME = ("nouveau-", "nouvelle-")


class Hit(NamedTuple):
    """A form found in a text."""

    start: int
    end: int
    form: Form

    @property
    def use(self) -> Use:
        """What the form is."""
        return self.form.use


class _Matcher:
    """The automata of a lexicon, built at first use.

    In folded text short acronyms would be found inside every other word, so that these are looked for
    as printed, where one byte stands for each character.
    """

    def __init__(self, lexicon: ActorLexicon) -> None:
        printed: dict[str, list[Form]] = defaultdict(list)
        folded: dict[str, list[Form]] = {}
        for surface, forms in lexicon.forms.items():
            if all(map(_is_short, forms)):
                for form in forms:
                    printed[form.surface].append(form)
            else:
                folded[surface] = forms
        self.forms = [*folded.values(), *printed.values()]
        self._first_printed = len(folded)
        self._folded = AhoCorasick(list(folded), implementation=Implementation.ContiguousNFA)
        self._printed = BytesAhoCorasick([name.encode() for name in printed], implementation=Implementation.DFA)

    def find(self, printed: str, folded: str) -> list[tuple[int, int, int]]:
        """Number in ``forms``, start and end of each surface in a text, whatever stands beside it."""
        short = self._printed.find_matches_as_indexes(printed.encode("latin-1", "replace"), overlapping=True)
        found = self._folded.find_matches_as_indexes(folded, overlapping=True)
        return found + [(self._first_printed + number, start, end) for number, start, end in short]


def _is_short(form: Form) -> bool:
    surface = form.surface
    return form.case == "exact" and len(surface) <= _SHORT and surface.isascii() and surface.isalnum()


@lru_cache(maxsize=8)
def _matcher(lexicon_id: int, lexicon: _Held) -> _Matcher:
    return _Matcher(lexicon.lexicon)


class _Held:
    """A lexicon that hashes by identity, so that its automaton is built once."""

    __slots__ = ("lexicon",)

    def __init__(self, lexicon: ActorLexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.lexicon is self.lexicon


def find_hits(printed: Joined, folded: Joined, lexicon: ActorLexicon) -> list[list[Hit]]:
    """The forms in each text, in order of start, the longest first; what a trap hides is left out."""
    matcher = _matcher(id(lexicon), _Held(lexicon))
    found: list[list[Hit]] = [[] for _ in printed.texts]
    for index, number, start, end in printed.places(_whole_words(printed.text, folded.text, matcher)):
        for form in matcher.forms[number]:
            if form.case == "any" or case_holds(form, printed.texts[index][start:end]):
                found[index].append(Hit(start, end, form))
    return [_without_trapped(hits) for hits in found]


def _whole_words(printed: str, folded: str, matcher: _Matcher) -> list[tuple[int, int, int]]:
    """Matches that begin and end at a word boundary, in order of start, the longest first."""
    kept = [
        (number, start, end)
        for number, start, end in matcher.find(printed, folded)
        if not (folded[start - 1].isalnum() or folded[end].isalnum())
    ]
    kept.sort(key=itemgetter(2), reverse=True)
    kept.sort(key=itemgetter(1))
    return kept


def _without_trapped(hits: list[Hit]) -> list[Hit]:
    traps = [hit for hit in hits if hit.form.use == "trap"]
    if not traps:
        return hits
    kept = []
    for hit in hits:
        hidden = any(t.start <= hit.start and hit.end <= t.end and t.form.target == hit.form.target for t in traps)
        if hit.use != "trap" and not hidden:
            kept.append(hit)
    return kept


def touches_hyphen(folded: str, hit: Hit) -> bool:
    """Whether a hyphen ties the match to another word (« Guinée-Forestière », « Nouveau-Mexique »).

    >>> touches_hyphen("nouveau-mexique", Hit(8, 15, Form("Mexique", "name", "MEX", "capital")))
    True
    """
    before = folded[max(0, hit.start - 9) : hit.start]
    if before.endswith(_PREFIXES_THAT_CHANGE_A_NAME):
        return True
    tied_left = before.endswith("-") and folded[hit.start - 2 : hit.start - 1].isalpha()
    return tied_left or (folded[hit.end : hit.end + 1] == "-" and folded[hit.end + 1 : hit.end + 2].isalpha())


__all__.append("touches_hyphen")

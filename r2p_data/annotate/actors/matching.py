"""Matching: one pass of an automaton over a whole document, then word boundaries, case and traps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

from r2p_data.folding import fold

from .catalogue import ActorLexicon
from .forms import Form, Use, case_holds

__all__ = ["Hit", "find_hits"]

# A character that folding leaves alone and no text holds: names do not run across paragraphs.
_SEAM = "\x00"
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
    """The automaton of a lexicon, built at first use."""

    def __init__(self, lexicon: ActorLexicon) -> None:
        self.forms = list(lexicon.forms.values())
        self.automaton = ahocorasick_rs.AhoCorasick(
            list(lexicon.forms), implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )


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


def find_hits(texts: Sequence[str], folded: Sequence[str], lexicon: ActorLexicon) -> list[list[Hit]]:
    """The forms in each text, in order of start, the longest first; what a trap hides is left out."""
    matcher = _matcher(id(lexicon), _Held(lexicon))
    joined = _SEAM.join(folded)
    found: list[list[Hit]] = [[] for _ in texts]
    offset = index = 0
    after = len(folded[0]) if folded else 0
    for pattern, start, end in _whole_words(joined, matcher):
        while start > after:
            index += 1
            offset = after + 1
            after = offset + len(folded[index])
        first, last = start - offset, end - offset
        for form in matcher.forms[pattern]:
            if form.case == "any" or case_holds(form, texts[index][first:last]):
                found[index].append(Hit(first, last, form))
    return [_without_trapped(hits) for hits in found]


def _whole_words(joined: str, matcher: _Matcher) -> Iterator[tuple[int, int, int]]:
    """Matches that begin and end at a word boundary, in order of start, the longest first."""
    length = len(joined)
    kept = [
        (start, -end, pattern)
        for pattern, start, end in matcher.automaton.find_matches_as_indexes(joined, overlapping=True)
        if not (start and joined[start - 1].isalnum()) and not (end < length and joined[end].isalnum())
    ]
    kept.sort()
    return ((pattern, start, -end) for start, end, pattern in kept)


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
assert fold(_SEAM) == _SEAM

"""Numbers refused before they are read: names, addresses, labels and the numbers listed after a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from r2p_data.annotate.figures.boundaries import boundary_flaw, in_web_address
from r2p_data.annotate.figures.contexts import refusing_context
from r2p_data.annotate.figures.numerals import Numeral
from r2p_data.annotate.figures.passage import Passage

#: « paragraphes 138 et 139 », « articles 2, 3 et 4 », « paragraphes 12 a) à 14 »
_CHAIN = re.compile(
    r"(?:[ ]?[a-z]\)|[ ]?\([a-z]\))?(?:,?[ ](?:et|ou|a|au|aux|et[ ]a|et[ ]aux?)[ ](?:l'|le[ ]|la[ ]|les[ ])?|,[ ]|-|–)"
)
_LABELS = frozenset(
    {
        "paragraph number",
        "article number",
        "page number",
        "section number",
        "footnote call",
        "resolution number",
        "numbered label",
    }
)


def refused_labels(passage: Passage, numerals: Sequence[Numeral]) -> list[str | None]:
    """For each numeral, in order, why its surroundings refuse it, or None.

    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> passage = Passage("aux paragraphes 138 et 139, 12 États")
    >>> refused_labels(passage, list(read_numerals(passage.folded)))
    ['paragraph number', 'paragraph number', None]
    """
    addresses = in_web_address(passage)
    reasons: list[str | None] = []
    previous: Numeral | None = None
    for numeral in numerals:
        reason = _reason(passage, numeral, addresses)
        if reason is None and previous is not None and _listed(passage, previous, numeral):
            reason = reasons[-1]
        reasons.append(reason)
        previous = numeral if reason in _LABELS else None
    return reasons


def _reason(passage: Passage, numeral: Numeral, addresses: Sequence[tuple[int, int]]) -> str | None:
    start, end = numeral.start, numeral.end
    if passage.names.overlaps(start, end):
        return "part of a name"
    if addresses and any(left < end and start < right for left, right in addresses):
        return "web address"
    context = refusing_context(passage, numeral)
    if context:
        return context.reason
    return None if numeral.style == "article" else boundary_flaw(passage, numeral)


def _listed(passage: Passage, previous: Numeral, numeral: Numeral) -> bool:
    """Whether a number continues the list that a label opened."""
    link = passage.folded[previous.end : numeral.start]
    if not _CHAIN.fullmatch(link):
        return False
    free = link == ", " or numeral.style == "words"
    return not (free and passage.counts_noun(numeral.end, numeral.value))

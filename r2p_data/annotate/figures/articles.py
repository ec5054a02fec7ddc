"""« un » and « une » as numbers: only where another number stands against them."""

from __future__ import annotations

import re
from functools import cache

from r2p_data.annotate.figures.number_words import CARDINAL, CARDINAL_OPENING
from r2p_data.annotate.figures.passage import FUNCTION_WORDS, Passage, word_set

_NOUN_PHRASE = r"(?:[ ][^\W\d_]++(?:[-'][^\W\d_]++)*+){1,6}"
_NUMBER = rf"(?:\d|{CARDINAL_OPENING}\b)"
#: a word of its own, with its letters first, which are quick to find
_ONE = r"(un(?<!\wun)e?)"
#: « une réunion d’organisation et » before « cinq réunions »
_BEFORE = re.compile(rf"{_ONE}({_NOUN_PHRASE}),?[ ](?:et|ou|puis|contre)[ ](?:de[ ])?$")
#: « un chef, » before « deux adjoints et douze conseillers »
_BEFORE_LIST = re.compile(
    rf"(?<!\bdans[ ])(?<!\bpar[ ])(?<!\bpour[ ])(?<!\bselon[ ])(?<!')\b(une?)({_NOUN_PHRASE}),[ ]$"
)
_LIST_GOES_ON = re.compile(rf"{_NOUN_PHRASE}(?:,|,?[ ]et)[ ]{_NUMBER}")
#: « quatre vice-présidents, originaires du Canada et du Japon, ainsi qu’un rapporteur »
_ORIGIN = r"(?:,[ ](?:originaires?|venue?s|issue?s|des?|du|d')\b[^.;:()]{3,90})"
#: « dont un grand nombre », « dont une partie », « dont un tiers »
_NOT_SOME = r"(?!(?:(?:grand|bon|petit|certain)[ ])?(?:nombre|partie|part|tiers|quart|dixieme|cinquieme|millier)\b)"
#: « 12 morts et un blessé », « cinq membres, dont une femme », « trois soldats, un policier et un interprète »
_AFTER = re.compile(
    rf"({_NOUN_PHRASE})(?:(?:,?[ ](?:et|ou|puis|contre)|,[ ](?:dont|y[ ]compris)"
    rf"|,(?=[ ]une?{_NOUN_PHRASE}(?:,|,?[ ]et)[ ]{_NUMBER}))[ ]|{_ORIGIN}?,?[ ]ainsi[ ]qu')"
    rf"(une?)(?=[ ]{_NOT_SOME}([^\W\d_]+))"
)
#: « 32 personnes ont été tuées dans cette attaque, dont un soldat »
_PART_AFTER = re.compile(rf"[ ][^.;:()\d]{{2,80}}?,?[ ]dont[ ](une?)(?=[ ]{_NOT_SOME}([^\W\d_]+))")
#: « 14 voix pour et une abstention », « 12 voix pour, une contre »
_VOTE_AFTER = re.compile(
    r"[ ]voix(?:[ ](?:pour|contre))?(?:,|,?[ ](?:et|avec))[ ](une?)(?=[ ](?:abstention|contre|voix|absten)\b)"
)
#: « et un budget de 3,6 milliards », « et un total de 44 »
_MEASURED = re.compile(
    rf"(?:[ ][^\W\d_]+){{1,3}}[ ](?:de[ ]|d')(?:(?:plus|moins|pres)[ ]de[ ]|quelque[ ]|environ[ ])?{_NUMBER}"
)
#: « l’une », « est une date »
_PREDICATE = re.compile(r"(?:\bl'|\b(?:est|etait|fut|soit|comme|constitue)[ ])$")
_WITHIN = word_set("de du des d la l le en a")


@cache
def _number_here() -> re.Pattern[str]:
    return re.compile(rf"\d[\d ,.]*|{CARDINAL}\b")


def contrasted_before(passage: Passage, at: int) -> tuple[int, int] | None:
    """Span of an « un » that is set against the number at ``at``.

    >>> passage = Passage("Il a tenu une réunion d’organisation et cinq réunions")
    >>> contrasted_before(passage, 40)
    (10, 13)
    >>> contrasted_before(Passage("mener une action et saluer deux pays"), 27) is None
    True
    """
    folded = passage.folded
    found = _BEFORE.search(folded, max(0, at - 70), at)
    if not found and (listed := _BEFORE_LIST.search(folded, max(0, at - 70), at)):
        number = _number_here().match(folded, at)
        found = listed if number and _LIST_GOES_ON.match(folded, number.end()) else None
    if found and "où" in passage.text[found.end(2) : at].lower():  # « une base où une trentaine de civils »
        return None
    if not found or not _is_phrase(found[2]) or _PREDICATE.search(folded, max(0, found.start() - 12), found.start()):
        return None
    return found.span(1)


def contrasted_after(passage: Passage, at: int) -> tuple[int, int] | None:
    """Span of an « un » that is set against the number that ends at ``at``.

    >>> contrasted_after(Passage("12 morts et un blessé"), 2)
    (12, 14)
    """
    found = _AFTER.match(passage.folded, at)
    votes = _VOTE_AFTER.match(passage.folded, at)
    if votes:
        return votes.span(1)
    part = _PART_AFTER.match(passage.folded, at) if not found else None
    if part and part[2] not in FUNCTION_WORDS and not _MEASURED.match(passage.folded, part.end(1)):
        return part.span(1)
    if (
        not found
        or not _is_phrase(found[1])
        or found[3] in FUNCTION_WORDS
        or _MEASURED.match(passage.folded, found.end(2))
    ):
        return None
    return found.span(2)


def _is_phrase(words: str) -> bool:
    """Whether the words are a noun phrase: no verb of the closed class, no conjunction."""
    plain = [part for word in words.split() for part in word.split("'")]
    return all(word in _WITHIN or word not in FUNCTION_WORDS for word in plain) and not any(
        word in ("et", "ou") or (word.endswith(("er", "ir")) and not word.endswith("ier")) for word in plain
    )

"""Ordinals: « deuxième pilier », « 8838e séance », and where they rank nothing."""

from __future__ import annotations

import re

from r2p_data.annotate.figures.numerals import Numeral
from r2p_data.annotate.figures.passage import FUNCTION_WORDS, Passage, word_set

_DETERMINERS = word_set(
    """le la les l du de des d au aux un une ce cet cette ces mon ma mes ton son sa ses notre nos votre vos
    leur leurs en et ou a par pour tout toute toutes tous deux trois quatre cinq six sept huit neuf dix
    plusieurs quelques dont dans sur comme chaque sous avec des que qu est fut etait sera meme tres puis sinon
    contre apres avant depuis pendant lors"""
)
_AFTER_NOUN = re.compile(r"^(?:premier|second)")


def ordinal_flaw(passage: Passage, numeral: Numeral) -> str | None:
    """Why an ordinal ranks nothing, None where it does.

    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> def flaws(text):
    ...     passage = Passage(text)
    ...     return [ordinal_flaw(passage, numeral) for numeral in read_numerals(passage.folded)]
    >>> flaws("le premier rapport et la responsabilité première de la protection")
    [None, 'adjective']
    """
    folded = passage.folded
    surface = folded[numeral.start : numeral.end]
    if not _AFTER_NOUN.match(surface) or surface.endswith("ment"):
        return None
    before, after = passage.previous_word(numeral.start), passage.next_word(numeral.end)
    if before is None or before.word in _DETERMINERS:
        return "idiom" if before and before.word == "en" and (after is None or after.word in FUNCTION_WORDS) else None
    if before.word.endswith("ieme") or before.word.startswith("premier"):
        return None
    noun = after is not None and after.word not in FUNCTION_WORDS and not after.word.endswith("'")
    if before.word in FUNCTION_WORDS and noun:
        return None
    return "adjective"

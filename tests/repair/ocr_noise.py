"""Damage clean French the way OCR engines do: the confusion classes of the lexicon, inverted."""

from __future__ import annotations

import random
import re
from typing import NamedTuple

# What stands on the page, what OCR prints for it, and how often it does.
DAMAGE = {
    "elision": (r"(?<![\w’])l’(?=\w)", ("I’", "1’", "’", "[’"), 0.7),
    "à": (r"(?<![\w-])à(?![\w-])", ("a",), 0.95),
    "À": (r"(?<!\w)À(?= \w)", ("A",), 0.95),
    "É": (r"(?<!\w)É(?=\w)", ("E",), 0.9),
    "è": (r"è", ("é", "é", "é", "e", "c"), 0.7),
    "ê": (r"ê", ("é", "é", "e", "€"), 0.7),
    "ô": (r"ô", ("o", "o", "d", "é", "6"), 0.7),
    "â": (r"â", ("a", "a", "i"), 0.7),
    "î": (r"î", ("i",), 0.7),
    "û": (r"û", ("u", "l", "i"), 0.7),
    "ç": (r"ç", ("c", "g"), 0.7),
    "œ": (r"œ", ("ce",), 0.8),
    "é": (r"(?<=\w)é(?!\w)", ("¢",), 0.03),
    "Il": (r"(?<!\w)Il(?= (?:a|est|convient|n’|faut|s’|y) ?)", ("11", "1l", "I1", "lI"), 0.7),
    "où": (r"(?<!\w)où(?!\w)", ("ou",), 0.9),
    "1er": (r"(?<!\w)1er(?= \w)", ("1*", "1%"), 0.9),
}


class Damaged(NamedTuple):
    """A text as printed, and the places (in it) where a class of damage stands for the page's text."""

    text: str
    places: list[tuple[int, int, str, str]]


def damage(text: str, seed: int, only: str | None = None) -> Damaged:
    """Read ``text`` badly; ``places`` are start and end in the damaged text, what stood there, and the class."""
    chance = random.Random(seed)
    pattern = re.compile("|".join(f"(?P<c{i}>{rule[0]})" for i, rule in enumerate(DAMAGE.values())))
    names = list(DAMAGE)
    pieces: list[str] = []
    places: list[tuple[int, int, str, str]] = []
    at = size = 0
    for match in pattern.finditer(text):
        name = names[int((match.lastgroup or "c0")[1:])]
        _, prints, rate = DAMAGE[name]
        if chance.random() > rate or (only and name != only):
            continue
        kept, printed = text[at : match.start()], chance.choice(prints)
        size += len(kept)
        places.append((size, size + len(printed), match.group(), name))
        pieces += (kept, printed)
        size += len(printed)
        at = match.end()
    pieces.append(text[at:])
    return Damaged("".join(pieces), places)

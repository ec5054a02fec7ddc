"""What stands around a number and makes it no figure: labels, names, idioms of the lexicon."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from r2p_data.annotate.figures.numerals import Numeral
from r2p_data.annotate.figures.passage import Passage
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows

_FILES = ("figure_names.csv", "figure_idioms.csv", "figure_labels.csv")
_CARDINAL = ("digits", "words")
#: « a donné suite à neuf » before « des 13 recommandations »
PART_AHEAD = re.compile(r"[ ](?:des|de[ ](?:ces|ses|leurs)|sur(?:[ ]les)?)[ ]\d")
#: « a arrêté 3 suspects », « ont noté 12 cas »: a participle, no label
_AUXILIARY = re.compile(r"\b(?:a|ont|avait|avaient|ete|ayant|aurait|auraient)[ ]$")


class Context(NamedTuple):
    """A row of the lexicon: the words before, the number, the words after, and the reason to refuse."""

    left: tuple[str, ...]
    number: frozenset[str]
    right: re.Pattern[str] | None
    bare: bool
    reason: str
    capital: bool


@cache
def _contexts() -> dict[str, list[Context]]:
    """Contexts by the last word before the number, or by « > » and the number where none stands before."""
    index: dict[str, list[Context]] = defaultdict(list)
    for name in _FILES:
        for row in load_rows(name, ("number", "reason", "example")):
            context = _context(row)
            for left in context.left:
                index[_last_word(fold(left))].append(context._replace(left=(left,)))
            for number in () if context.left else context.number:
                index[f">{number}"].append(context)
    return dict(index)


def _context(row: dict[str, str]) -> Context:
    bare = row["right"] == "."
    right = None if bare or not row["right"] else _following(_spellings(fold(row["right"])))
    number = frozenset(_spellings(fold(row["number"])))
    return Context(_spellings(row["left"]), number, right, bare, row["reason"], row.get("capital") == "yes")


def _following(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words after a number: « guerre » after a blank, « h/24 » and « /7 » with or without."""
    blank = {word: "[ ]" if word[0].isalpha() and not word.startswith("h") else "[ ]?" for word in words}
    return re.compile("(?:" + "|".join(blank[word] + re.escape(word) for word in words) + r")(?![^\W_])")


def _spellings(cell: str) -> tuple[str, ...]:
    return tuple(cell.replace("’", "'").lower().split("|")) if cell else ()


def _last_word(words: str) -> str:
    return words.rsplit(" ", 1)[-1]


def numbers_things(word: str) -> bool:
    """Whether a folded word is one that numbers after it only label: « pages », « articles ».

    >>> numbers_things("articles"), numbers_things("blesses")
    (True, False)
    """
    return any("#" in context.number for context in _contexts().get(word, ()))


def refusing_context(passage: Passage, numeral: Numeral) -> Context | None:
    """The first row of the lexicon that explains why ``numeral`` is no figure.

    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> def reasons(text):
    ...     passage = Passage(text)
    ...     found = [refusing_context(passage, numeral) for numeral in read_numerals(passage.folded)]
    ...     return [context.reason if context else None for context in found]
    >>> reasons("Au paragraphe 21, le Comité des 34 a noté deux tendances.")
    ['paragraph number', 'part of a name', None]
    """
    folded, end = passage.folded, numeral.end
    index = _contexts_of(_kinds(numeral, folded[numeral.start : end]))
    left_word = _last_word(folded[max(0, numeral.start - 30) : numeral.start].rstrip(" "))
    for key in (*_heads(left_word), ">"):
        for context in index.get(key, ()):
            if (context.right is None or context.right.match(folded, end)) and _stands(passage, numeral, context):
                return context
    return None


def _heads(word: str) -> Iterable[str]:
    """The word before a number, also without the mark that opens it and without what is elided before it."""
    if word.isalpha():
        return (word,)
    return dict.fromkeys((word, word.lstrip('(«"[,;'), word[word.rfind("'", 0, -1) + 1 :]))


def _kinds(numeral: Numeral, surface: str) -> tuple[str, ...]:
    """What a cell under « number » may call this numeral."""
    named = (surface,) if surface in _numbers() else ()
    if numeral.style == "digits" and surface.isdigit() and 1000 <= numeral.value < 3000:
        return *named, "#", "#cardinal", "year"
    if numeral.style in _CARDINAL:
        return *named, "#", "#cardinal"
    return (*named, "#ordinal") if numeral.style == "ordinal" else named


@cache
def _numbers() -> frozenset[str]:
    """The numbers that a row names: « un », « 34 »."""
    return frozenset(number for contexts in _contexts().values() for context in contexts for number in context.number)


@cache
def _contexts_of(kinds: tuple[str, ...]) -> dict[str, list[Context]]:
    """The contexts of numbers of these kinds by the last word before, those without a word before under « > »."""
    index = {
        word: [context for context in contexts if not context.number.isdisjoint(kinds)]
        for word, contexts in _contexts().items()
        if not word.startswith(">")
    }
    index[">"] = [context for kind in kinds for context in _contexts().get(f">{kind}", ())]
    return index


def _stands(passage: Passage, numeral: Numeral, context: Context) -> bool:
    """Whether what stands before and around a number is as in ``context``; what follows it is."""
    if "#" in context.number and numeral.scale > 1:  # « la France 3 millions »
        return False
    if context.bare and PART_AHEAD.match(passage.folded, numeral.end):
        return False
    words = "#" in context.number and numeral.style == "words"
    if (context.bare or words) and passage.counts_noun(numeral.end, numeral.value):
        return False
    beside = -1
    if context.left:
        beside = _left_start(passage, numeral.start, context.left[0])
        verbal = "#" in context.number and _AUXILIARY.search(passage.text[max(0, beside - 9) : beside])
        if beside < 0 or verbal:
            return False
    return not context.capital or passage.capital(beside if beside >= 0 else numeral.end + 1)


def _left_start(passage: Passage, at: int, words: str) -> int:
    """Where ``words`` begin if they stand just before ``at``, else -1; « noté » is not « note »."""
    plain = fold(words)
    end = at if words[-1] in "'/" or passage.folded[at - 1] != " " else at - 1
    start = end - len(plain)
    if start < 0 or passage.folded[start:end] != plain or (end == at and words[-1].isalnum()):
        return -1
    if start and (passage.folded[start - 1].isalnum()):
        return -1
    printed = passage.text[start:end].lower()
    return (
        -1
        if any(p > "\u00bf" and p.isalpha() and w == f for p, w, f in zip(printed, words, plain, strict=False))
        else start
    )

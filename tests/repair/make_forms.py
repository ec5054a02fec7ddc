"""Write ``r2p_data/lexicon/french_forms.csv`` anew from the two kept lexicons that it excerpts.

    python tests/repair/make_forms.py

The libraries load whole dictionaries, for half a second; the file answers the same questions
at once. A test holds it to what the installed libraries answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

from spellchecker import SpellChecker
from wordfreq import get_frequency_dict

FILE = Path(__file__).parents[2] / "r2p_data" / "lexicon" / "french_forms.csv"
LINES = 2**15
FRENCH = 1000
HEAD = """\
# Made by tests/repair/make_forms.py from wordfreq {wordfreq} and pyspellchecker {pyspellchecker}; not to be edited.
# Each form as « form=count:share:english » on the line that its checksum tells. count: how often the French list
# of pyspellchecker counted it; share: minus its frequency in French by wordfreq, in hundredths of a power of ten;
# english: 1 for a usual English word by wordfreq, 2 for one that is rather English than French.
# Licence of this file: CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/), not that of the code.
# wordfreq (c) Robyn Speer; its data (CC BY-SA 4.0) come from the Google Books Ngrams
# (http://books.google.com/ngrams), the Leeds Internet Corpus, Wikipedia, ParaCrawl, OpenSubtitles
# (http://www.opensubtitles.org/), the freely available SUBTLEX lists of Marc Brysbaert and others, and more: see its
# README. pyspellchecker (c) Tyler Barrus, MIT licence; its French list comes from OpenSubtitles.
# Changed: the two lists are joined, and the English one is cut down to the marks.
forms
"""


@cache
def counts() -> Mapping[str, int]:
    """The French list of pyspellchecker."""
    found: Mapping[str, int] = SpellChecker(language="fr").word_frequency.dictionary
    return found


@cache
def shares() -> Mapping[str, float]:
    """The French frequencies of wordfreq."""
    return get_frequency_dict("fr")


@cache
def english() -> Mapping[str, float]:
    """The usual English words of wordfreq."""
    return get_frequency_dict("en", "small")


def is_foreign(word: str) -> bool:
    """Rather English than French: three times as usual there, and no form that is often counted here."""
    count = counts().get(word, 0) or ("œ" in word and counts().get(word.replace("œ", "oe"), 0)) or 0
    letter = len(word) == 1  # « i » is counted in French as a numeral
    return english().get(word, 0.0) > 3 * shares().get(word, 0.0) and (letter or count < FRENCH)


def write_entry(word: str) -> str:
    """« politique=12345:345: », what is none left out."""
    share = shares().get(word)
    mark = 0 if word not in english() else 2 if is_foreign(word) else 1
    return f"{word}={counts().get(word, '')}:{'' if share is None else -round(100 * math.log10(share))}:{mark or ''}"


def make_lines() -> Iterator[str]:
    """The entries by checksum; a blank on both sides of each, so that it is found as a whole."""
    lines: list[list[str]] = [[] for _ in range(LINES)]
    for word in sorted({*counts(), *shares(), *english()}):
        lines[crc32(word.encode()) % LINES].append(write_entry(word))
    return (f" {' '.join(line)} " for line in lines)


def make_file() -> str:
    """The whole file."""
    head = HEAD.format(wordfreq=version("wordfreq"), pyspellchecker=version("pyspellchecker"))
    return head + "\n".join(make_lines())


if __name__ == "__main__":
    FILE.write_text(make_file(), encoding="utf-8", newline="\n")

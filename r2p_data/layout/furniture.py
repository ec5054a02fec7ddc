"""Page furniture: what a printer, a web site or an archive put around the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from r2p_data.layout.lines import Line, Setting
from r2p_data.lexicon import load_rows

_URL = re.compile(r"<?(?:https?://|www\.)\S+>?")
# « … à l’adresse », « … sur le site suivant : »: the address belongs to the sentence.
_ANNOUNCES_URL = re.compile(
    r"(?:adresse|site|suivant[es]*|voir|consulter|lien|disponibles?|sur|ici)\s*:?$", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,4}")
_REPEATED = 3


@cache
def furniture_pattern() -> re.Pattern[str]:
    """One pattern for all rows of ``furniture.csv``, to be matched on a whole line."""
    rows = load_rows("furniture.csv", ["kind", "pattern", "example", "counter_example"])
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows), re.IGNORECASE)


def is_link(text: str) -> bool:
    """Whether a line is an address and nothing else.

    >>> is_link("http://undocs.org/fr/A/63/677"), is_link("voir http://un.org")
    (True, False)
    """
    return _URL.fullmatch(text) is not None


def find_furniture(lines: Sequence[Line], setting: Setting) -> list[bool]:
    """For each line, whether it is page furniture.

    Evidence: a row of ``furniture.csv``; an address alone on its line that no sentence
    announces; a line repeated at the top or foot of at least three pages; a number alone
    between two pages; the caption that follows an image label.
    """
    repeated = _running_lines(lines, setting)
    pattern = furniture_pattern()
    marks: list[bool] = []
    for i, line in enumerate(lines):
        previous = lines[i - 1] if i and not marks[i - 1] else None
        worded = any(character.isalpha() for character in line.text)
        in_sentence = worded and previous is not None and not previous.terminated and line.gap <= setting.leading
        mark = (pattern.fullmatch(line.text) is not None and not in_sentence) or line.text in repeated
        if not mark and is_link(line.text):
            mark = not _belongs_to_sentence(line, lines[i - 1] if i else None)
        marks.append(mark or _is_page_number(lines, i, setting, marks))
    return marks


def _belongs_to_sentence(link: Line, previous: Line | None) -> bool:
    if previous is None or is_link(previous.text):
        return False
    return link.text.endswith((".", ";", ",")) or _ANNOUNCES_URL.search(previous.text) is not None


def _running_lines(lines: Sequence[Line], setting: Setting) -> set[str]:
    """Texts that stand at the top or foot of three pages or more."""
    edges: Counter[str] = Counter()
    for i, line in enumerate(lines):
        if setting.opens_page(line):
            edges.update({line.text, *([lines[i - 1].text] if i else [])})
    return {text for text, n in edges.items() if n >= _REPEATED and len(text) <= 120}


def _is_page_number(lines: Sequence[Line], i: int, setting: Setting, marks: Sequence[bool]) -> bool:
    """A number alone, beside a page break or furniture, and set apart from the text."""
    line = lines[i]
    if not _NUMBER.fullmatch(line.text):
        return False
    last = i + 1 == len(lines)
    apart = (i == 0 or line.gap > setting.leading) and (last or lines[i + 1].gap > setting.leading)
    beside_page = last or setting.opens_page(lines[i + 1]) or (i > 0 and setting.opens_page(line))
    return apart and (beside_page or (i > 0 and marks[i - 1]))

"""Evidence that four digits are a year: « en 2014 » and « élections de 2013 », not « 2000 soldats ».

The words before the digits are in ``lexicon/year_contexts.csv``, those after them in
``lexicon/words_after_years.csv``.
"""

from __future__ import annotations

import re
from functools import cache

from r2p_data.annotate.dates.calendar import Atom
from r2p_data.lexicon import load_rows

# plural adjectives and participles after « les élections de 2013 »: organisées, présidentielles, relatifs
_ADJECTIVE = re.compile(r".*(?:[éi]e?s|ues?|us|ifs|ives|elles|els|ales|iques|aires|ants|antes|ents|entes|ables|ibles)")
# « le rapport annuel 2015 »
_ADJECTIVES = (
    r"(?:annuel|biennal|triennal|national|mondial|budgétaire|scolaire|financi[eè]r|législatives|présidentielles"
    r"|judiciaire|municipales|générales|locales|stratégique|biennale|annuelle|nationale|mondiale)e?"
)
# « 2015 a été une année charnière », « 1994 : génocide au Rwanda », where a sentence begins
_OPENS_SENTENCE = re.compile(r"(?:^|[.;:!?] )$")
_SUBJECT_YEAR = re.compile(r" ?:(?!\d)|,? (?:a été|fut|sera|est|marqu\w+|étant|année|restera|aura été)\b")
_NEXT_WORD = re.compile(r" (?P<word>[^\W\d_]+[²³]?)(?![\w'])")
# « situation 2022   2023   2024 variation »: columns of numbers are parted by three blanks
_NUMBER_LEFT = re.compile(r"[\d%] {0,3}$")
_HEADS = re.compile(r"(?:(?:1[89]|20)\d\d   ){1,8}(?:1[89]|20)\d\d(?!\d| {1,3}\d| ?%)")
# « violations vérifiées, 2022 et 2023 » as the caption of a table
_CAPTION_YEARS = re.compile(r"[^\W\d_]\)?, (?:1[89]|20)\d\d(?: (?:et|à) (?:1[89]|20)\d\d)? ?$")
_PLACE_AND_YEAR = re.compile(r"\([^\W\d_][^()\d,]{1,30}, $")


@cache
def _words_after(verdict: str) -> frozenset[str]:
    rows = load_rows("words_after_years.csv", ["surface", "verdict", "example"])
    return frozenset(row["surface"] for row in rows if row["verdict"] == verdict)


@cache
def _contexts(verdict: str) -> re.Pattern[str]:
    rows = load_rows("year_contexts.csv", ["surface", "verdict", "example"])
    words = sorted((row["surface"] for row in rows if row["verdict"] == verdict), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})")


@cache
def _before() -> dict[str, re.Pattern[str]]:
    """The verdicts as patterns that end where the digits begin."""
    year, of, never = (_contexts(verdict).pattern for verdict in ("year", "of", "never"))
    return {
        "year": re.compile(rf"{year}(?: {_ADJECTIVES})?(?: |(?<=-))$"),
        "of": re.compile(rf"(?:{of})(?:e?s?) (?:de |d'|d'environ |de quelque )?$"),
        "never": re.compile(rf"(?:{never}) $"),
        # « résolution 194 (1948) », « résolution 2758 de 1971 »: the year of a citation
        "cited": re.compile(r"(?:(?:\d[a-z]?|com|join|sec|swd) ?\(|résolutions? \d{1,4} de )$"),
        "de": re.compile(r"(?<![\w-])(?:de|du|d'|celui de|celle de|ceux de|celles de) ?$"),
    }


def is_year(lowered: str, atom: Atom, listed: bool) -> bool:
    """Whether the digits of ``atom`` are a year; ``listed`` if one was found just before, in « 2013, 2014 et 2015 ».

    >>> is_year("le rapport de 2012", Atom(14, 18, 2012, bare=True), False)
    True
    >>> is_year("plus de 2000 soldats", Atom(8, 12, 2000, bare=True), False)
    False
    """
    if counts_something(lowered, atom.end):
        return False
    before = lowered[max(0, atom.start - 40) : atom.start]
    patterns = _before()
    if any(patterns[no].search(before) for no in ("never", "of", "cited")):
        return False
    if listed or patterns["year"].search(before):
        return True
    if atom.year is None or not 1900 <= atom.year <= 2099:
        return bool(atom.year and patterns["de"].search(before))
    return bool(patterns["de"].search(before)) or _stands_alone(lowered, atom, before)


def opens_period(lowered: str, first: Atom, end: int) -> bool:
    """Whether « de 1999 à 2003 » are years, and not « passé de 1950 à 2000 » or « de 2000 à 2015 soldats ».

    >>> opens_period("est passé de 1950 à 2000", Atom(13, 17, 1950, bare=True), 24)
    False
    """
    before = lowered[max(0, first.start - 40) : first.start]
    if counts_something(lowered, end) or _before()["of"].search(before) or _before()["never"].search(before):
        return False
    return first.year is not None and first.year >= 1900


def _stands_alone(lowered: str, atom: Atom, before: str) -> bool:
    """« (2019) », « (Kigali, 2014) », a table cell « 2014 », and « 2016-2018 » anywhere."""
    if atom.last_year:
        return True
    if _OPENS_SENTENCE.search(before) and _SUBJECT_YEAR.match(lowered, atom.end):
        return True
    if _heads_columns(lowered, atom) or _ends_caption(lowered, atom):
        return True
    closed = lowered[atom.end : atom.end + 1] in (")", ",", ";", "]", "")
    if before.endswith(("(", "[")) or not before.strip():
        return closed
    return closed and bool(_PLACE_AND_YEAR.search(before))


def _ends_caption(lowered: str, atom: Atom) -> bool:
    """« violations graves vérifiées, 2022 et 2023 »."""
    return len(lowered) - atom.end < 10 and _CAPTION_YEARS.search(lowered, max(0, atom.start - 12)) is not None


def _heads_columns(lowered: str, atom: Atom) -> bool:
    """« situation 2022   2023 variation »: two years or more head columns, and no other number stands among them."""
    if not (lowered.startswith("   ", atom.end) or lowered.endswith("   ", 0, atom.start)):
        return False
    return any(
        row.start() <= atom.start < row.end()
        for row in _HEADS.finditer(lowered, max(0, atom.start - 70), atom.end + 70)
        if not _NUMBER_LEFT.search(lowered, max(0, row.start() - 4), row.start())
    )


def counts_something(lowered: str, end: int) -> bool:
    """Whether the word after ``end`` is a plural noun that is counted.

    >>> counts_something("2000 soldats", 4), counts_something("2013 organisées", 4), counts_something("2014 les", 4)
    (True, False, False)
    """
    found = _NEXT_WORD.match(lowered, end)
    if found is None:
        return False
    word = found["word"]
    if word in _words_after("counted"):
        return True
    return word[-1] in "sx" and word not in _words_after("free") and not _ADJECTIVE.fullmatch(word)

"""What touches a number and makes it no figure: letters, slashes, hyphens, clock times, list labels."""

from __future__ import annotations

import re
from functools import cache

from r2p_data.annotate.figures.brackets import is_tallied
from r2p_data.annotate.figures.cues import speaks_of_length, travels
from r2p_data.annotate.figures.number_words import CARDINAL
from r2p_data.annotate.figures.numerals import Numeral
from r2p_data.annotate.figures.passage import MONTHS, Passage

#: « 4 h 8 et », « 10 h 30 », « 10 heures 30 », « 10h », « 10:30 »
_HOUR = re.compile(
    r"[ ]?(?:h|heures?)(?![a-z])(?P<minutes>[ ]?[0-5]\d\b(?![ ]?\d|[ ]*%)"
    r"|[ ]\d(?=[ ](?:et|a)[ ]\d|[,.;)]|$))?|:[0-5]\d\b"
)
_TIMED = re.compile(
    r"(?:\b(?:vers|environs de|alentours de|avant|apres|des|jusqu'a|partir de|midi|heures? a|h a)"
    r"|(?<!limite)(?<!reduit)(?<!porte)[ ]a)[ ]$"
)
_MINUTES_BEFORE = re.compile(r"\d[ ]?(?:h|heures?)[ ]?$|\d:$")

#: « 3/4 des effectifs »
_SHARE = re.compile(r"/\d{1,2}[ ](?:de|des|du|d')\b")

_MONTH_AFTER = re.compile(r"(?:[ ]?%)?(?:[ ]et[ ]\d+)?[ ]([a-z]+)")
_UNTIL = re.compile(r"[ ]a[ ]\d{1,2}[ ]?(?:h|heures?)\b")
#: « 19961211 APRÈS-MIDI »
_DAY_GLUED = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
#: « 11-63085 (F) 1163085 », « (F) 171018 171018 »: the numbers of a print job
_JOB_BEFORE = re.compile(r"\([efscra]\)[ ](?:\*?\d{6,8}\*?[ ]){0,3}\*?$")
_LABEL_END = re.compile(r"[.)°][ ]|\)$")


def boundary_flaw(passage: Passage, numeral: Numeral) -> str | None:
    """Why the characters around a numeral forbid to read it as a figure, None where they do not.

    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> def flaws(text):
    ...     passage = Passage(text)
    ...     return [boundary_flaw(passage, numeral) for numeral in read_numerals(passage.folded)]
    >>> flaws("1’Union, M23, COVID-19, 9/25 et 33 véhicules")
    ['OCR letter', 'joined to letters', 'part of a name', 'document symbol', 'document symbol', None]
    >>> flaws("à 10 h 30, pendant 48 heures")
    ['clock time', 'clock time', None]
    """
    if numeral.flaw:
        return numeral.flaw
    if numeral.style == "digits":
        return _digit_flaw(passage, numeral) or _clock_flaw(passage, numeral) or _calendar_flaw(passage, numeral)
    return _word_flaw(passage, numeral) or _clock_flaw(passage, numeral) or _calendar_flaw(passage, numeral)


def _word_flaw(passage: Passage, numeral: Numeral) -> str | None:
    """« Trois-Rivières » is a name, « deux-roues » a compound, « les Cinq » mid-sentence a name."""
    folded, start, end = passage.folded, numeral.start, numeral.end
    if start and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
        return "joined to letters"
    before = start > 1 and folded[start - 1] == "-" and folded[start - 2].isalnum()
    after = folded[end : end + 1] == "-" and folded[end + 1 : end + 2].isalnum()
    capital = passage.capital(start)
    if before or after:
        return "part of a name" if capital or passage.capital(end + 1) else "compound word"
    if capital and not passage.text[start : start + 2].isupper() and not passage.starts_sentence(start):
        return "part of a name"
    return None


def _digit_flaw(passage: Passage, numeral: Numeral) -> str | None:
    if _MINUTES_BEFORE.search(passage.folded, max(0, numeral.start - 10), numeral.start):
        return "clock time"
    return _flaw_before(passage, numeral) or _flaw_after(passage, numeral) or _flaw_of_digits(passage, numeral)


def _flaw_before(passage: Passage, numeral: Numeral) -> str | None:
    """What stands right before digits: « M23 », « COVID-19 », « /25 », « +33 », « paix.12 »."""
    folded, start = passage.folded, numeral.start
    token = folded[max(folded.rfind(" ", max(0, start - 40), start), start - 40, -1) + 1 : start]
    if "/" in token and any(character.isalpha() for character in token):
        return "document symbol"
    before, earlier = folded[start - 1 : start], folded[start - 2 : start - 1]
    if before.isalpha() or before == "_":
        return "joined to letters"
    if before == "-" and earlier.isalpha():
        return "part of a name"
    if before == "/" and earlier != " ":
        return "document symbol"
    if before == "+" or before == "@":
        return "telephone or postal number"
    if before in (".", ",", ":") and earlier.isdigit():
        return "clock time" if before == ":" else "section number"
    if before in (".", ",", ";", ":", ")", "»", "”", '"') and earlier.strip() and folded[start - 2 : start] != ".)":
        return "footnote call"
    return "footnote call" if before == "[" else "OCR letter" if before in ("*", "¢") else None


def _flaw_after(passage: Passage, numeral: Numeral) -> str | None:
    """What stands right after digits: « 1l », « 1’Union », « 9/25 », « 1.2.3 », « 1* »."""
    folded, end = passage.folded, numeral.end
    after, later = folded[end : end + 1], folded[end + 1 : end + 2]
    if after == "/" and later.strip() and not _SHARE.match(folded, end):
        return "document symbol"
    if after in ".," and after and later.isdigit():
        return "section number"
    if after == "-" and later.isalpha():
        return "part of a name"
    if after == "'" and later.isalpha():
        return "OCR letter"
    if after and after in "*¢_\\" or (after == "°" and later != "C" and later != "c"):
        return "OCR letter"
    return "list label" if after == "(" else None


def _flaw_of_digits(passage: Passage, numeral: Numeral) -> str | None:
    """Leading zeros, labels of lists, numbers in brackets, numbers beside numbers."""
    folded, start, end = passage.folded, numeral.start, numeral.end
    if re.match(r"0\d", folded[start:end]) and not _pads_count(passage, numeral):
        return "leading zero"
    if _DAY_GLUED.fullmatch(folded, start, end):
        return "calendar"
    if end - start > 5 and _JOB_BEFORE.search(folded, max(0, start - 36), start):
        return "serial number"
    if start < 20 and not folded[:start].strip(" (") and _LABEL_END.match(folded, end):
        return "list label"
    if folded[start - 1 : start] == "(" and folded[end : end + 1] == ")" and not numeral.solid:
        if is_tallied(passage, start, end):
            return None
        return "number in brackets"
    beside = passage.open[start - 2 : start] + "|" + passage.open[end : end + 2]
    found = re.match(r"(?:(\d) )?.?.?\|(?: (\d))?", beside)
    if (
        found
        and found[2]
        or (found and found[1] and not re.search(r"\b[12]\d{3} $", folded[max(0, start - 6) : start]))
    ):
        return "run of numbers"
    return None


def _pads_count(passage: Passage, numeral: Numeral) -> bool:
    """« 09 cas », « 02 blessés »: two digits and a plural noun; « 2022-07 », « 08 heures » and « 01 BP » are none."""
    folded, start, end = passage.folded, numeral.start, numeral.end
    if end - start != 2 or numeral.value < 2 or (start and folded[start - 1] not in " («'"):
        return False
    word = passage.next_word(end)
    named = word is None or passage.capital(word.start) or word.word.startswith(("heure", "minute"))
    return not named and passage.counts_noun(end, numeral.value) and not folded[max(0, start - 2) : start - 1].isdigit()


def _clock_flaw(passage: Passage, numeral: Numeral) -> str | None:
    folded, start, end = passage.folded, numeral.start, numeral.end
    hour = _HOUR.match(folded, end) if numeral.value <= 24 else None
    if not hour:
        return None
    if hour["minutes"] or ":" in hour[0]:
        return "clock time"
    timed = _TIMED.search(folded, max(0, start - 14), start) and not travels(folded, hour.end())
    until = _UNTIL.match(folded, hour.end()) and folded.endswith("de ", 0, start)
    return "clock time" if (timed and not _ends_length(folded, start)) or until else None


@cache
def _number_to() -> re.Pattern[str]:
    """« 6 à » before « 12 heures »."""
    return re.compile(rf"(?:\b\d{{1,3}}|\b{CARDINAL})[ ]a[ ]$")


def _ends_length(folded: str, start: int) -> bool:
    """« un délai de 6 à 12 heures »: the second number of a length of time, no time of day."""
    first = _number_to().search(folded, max(0, start - 24), start)
    return first is not None and speaks_of_length(folded, first.start())


def _calendar_flaw(passage: Passage, numeral: Numeral) -> str | None:
    """« 12 mars », « 1% janvier », « premier janvier »: a day that the dates left."""
    if numeral.value > 31:
        return None
    after = _MONTH_AFTER.match(passage.folded, numeral.end)
    return "calendar" if after and after[1] in MONTHS and after[1] != "sept" else None


def in_web_address(passage: Passage) -> list[tuple[int, int]]:
    """Spans of web and mail addresses.

    >>> in_web_address(Passage("Voir www.un.org/2015 ou a1@un.org."))
    [(5, 20), (24, 34)]
    """
    text = passage.text
    if "www." not in text and "://" not in text and "@" not in text:
        return []
    return [found.span() for found in re.finditer(r"\S+", text) if re.search(r"www\.|://|@", found[0])]

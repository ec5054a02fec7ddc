"""Evidence: bare names that the words around show to be those of persons.

« le dirigeant chypriote turc, Mustafa Akıncı, », « a déclaré Nikki Haley », « Mama Kandeh a demandé »,
« dirigée par Jimmy Cherizier », « Fatou Jallow, 34 ans ». Two capital words at least, neither of them
known, and no article before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .nouns import words
from .persons import FULL_NAME, PersonName, person_after, person_before, trimmed_name
from .view import Found, TextView

__all__ = ["persons_by_evidence", "persons_joined"]

# « le dirigeant | chypriote turc |, Mustafa Akıncı » : small letters up to a comma
_ROLE_TAIL = re.compile(r"(?:\ [a-zà-öø-ÿœ][a-zà-öø-ÿœ’'-]*){1,6}(?=,\ [A-ZÀ-Þ])", re.VERBOSE)
# « Adama Barrow |, promoteur immobilier de 51 ans », « Fatou Jallow |, 34 ans »
_AGED = re.compile(r"(?<=[\w.]), (?=[^,.;:()\n]{0,40}\b\d\d ans\b)")
# « Lester B. | Pearson », found by its point, and « Lester B. Pearson »
_INITIAL = re.compile(r"\. (?<=[\w’'-] [A-Z]\. )(?=[A-ZÀ-Þ])")
_INITIALLED = re.compile(r"[A-ZÀ-Þ](?<!\w.)[a-zà-ÿ][\w’'-]* [A-Z]\. (?:[A-Z]\. )?[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*")
# « a déclaré | à l'AFP | Serge Kilumbiro »
_TOLD = re.compile(
    r" (?:à|sur|au micro de) (?:l[’']|la |le )?"
    r"(?:AFP|RFI|APA|APS|AP|BBC|VOA|Reuters|Twitter|Facebook|Xinhua|France 24|Radio Okapi|Jeune Afrique|presse)(?= )"
)
# « succède au | Sénégalais | Mankeur Ndiaye »
_THE_BEFORE = re.compile(r"(?:\b(?:[lL][ae]|du|au) |\b[lL][’'])$")
_ARTICLE_BEFORE = re.compile(
    r"(?:\b(?:le|la|les|du|des|au|aux|un|une|ce|cette|ces|leur|son|sa)[ \u00a0]|\b[lL][’'])$", re.I
)
_AND = re.compile(r" et (?:de |d[’'])?(?=[A-ZÀ-Þ])")


def persons_by_evidence(view: TextView) -> Iterator[PersonName]:
    """The persons whom a role, a verb, an age or an initial beside the name shows.

    >>> view = TextView.of("Fatou Jallow, 34 ans, a voté.")
    >>> [person.name for person in persons_by_evidence(view)]
    ['Fatou Jallow']
    """
    return (person for person in _candidates(view) if person is not None and _is_free(view, person))


def _candidates(view: TextView) -> Iterator[PersonName | None]:
    for hit in view.by_use.get("role", ()):
        tail = _ROLE_TAIL.match(view.text, hit.end)
        yield person_before(view, hit.start)
        end = tail.end() if tail else _past_demonym(view, hit.end)
        yield person_after(view, end, single=tail is None)
    if "adjective" in view.by_use:
        yield from _by_nationality(view)
    for hit in view.by_use.get("speech", ()):
        if hit.form.target != "deed" and view.text[hit.end + 1 : hit.end + 2].isupper():
            yield person_after(view, hit.end, single=False) if view.text[hit.end] == " " else None
        if hit.form.target == "speech" and (told := _TOLD.match(view.text, hit.end)):
            yield person_after(view, told.end(), single=False)
        if hit.form.target != "agent" and _capital_word_before(view.text, hit.start):
            yield person_before(view, hit.start)
    if " ans" in view.text:
        for match in _AGED.finditer(view.text):
            yield person_before(view, match.end())
    if _INITIAL.search(view.text):
        for match in _INITIALLED.finditer(view.text):
            name = trimmed_name(view, match.start(), match.end())
            yield PersonName(match.start(), match.end(), name) if len(name) == len(match[0]) else None


def _past_demonym(view: TextView, end: int) -> int:
    """« le diplomate | néerlandais | Pieter Feith »."""
    gap = view.text.find(" ", end + 1)
    return gap if gap > 0 and end + 1 in view.demonyms else end


def _by_nationality(view: TextView) -> Iterator[PersonName | None]:
    """« la Rwandaise Valentine Rugwabiza » : a nationality as a noun before a full name."""
    for at in view.demonyms:
        gap = view.text.find(" ", at)
        named = gap > 0 and view.text[at].isupper() and view.text[gap + 1 : gap + 2].isupper()
        if named and _THE_BEFORE.search(view.text, max(0, at - 4), at):
            yield person_after(view, gap, single=False)


def _capital_word_before(text: str, start: int) -> bool:
    at = text.rfind(" ", max(0, start - 30), max(0, start - 1)) + 1
    return text[at : at + 1].isupper()


def _is_free(view: TextView, person: PersonName) -> bool:
    """« le Quai Branly », « Addis Abeba », « Haut Représentant » are no persons."""
    if " " not in person.name:
        return True
    first = person.start
    if first in view.openings or person.name in words("no_person"):
        return False
    return not _ARTICLE_BEFORE.search(view.text, max(0, first - 6), first) or bool(view.civilities.get(first))


def persons_joined(view: TextView, named: Iterable[Found | PersonName]) -> Iterator[PersonName]:
    """« Alice Wairimu Nderitu | et Mô Bleeker » : a full name joined to that of a person."""
    for person in named:
        link = _AND.match(view.text, person.end)
        match = FULL_NAME.match(view.text, link.end()) if link else None
        if link is None or match is None or link.end() in view.openings or link.end() in view.civilities:
            continue
        name = trimmed_name(view, link.end(), match.end())
        if " " in name and name not in words("no_person"):
            yield PersonName(link.end(), link.end() + len(name), name)

"""Persons: names that a civility, a rank, an office or a role announces, and their later short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from r2p_data.folding import fold

from .contexts import is_state
from .nouns import words
from .view import Found, TextView

__all__ = [
    "FULL_NAME",
    "one_name",
    "PersonName",
    "person_after",
    "person_before",
    "persons_by_civility",
    "same_person",
    "short_forms",
    "trimmed_name",
]

_GAP = "[ \u00a0\u202f]"
# « W. », « Samantha », « Ra’ad », « Jean-Pierre »
# « al-Nour », « el-Beshir » after a given name
_ARABIC = r"(?:a[lnrsdt]|e[lnrs]|ul)-[A-ZÀ-Þ][\w’'-]*+"
_LETTER = "[A-ZÀ-ÞŠŽČ]"
_AFTER_LETTER = r"(?:\.|(?<!×)[\w’'-]*+)"
_CAPITAL = _LETTER + _AFTER_LETTER
_PARTICLE = (
    r"(?:da|do|dos|van|van\ de|van\ der|van\ den|von|von\ der|der|den"
    r"|bin|ben|ibn|ould|al|el|bint|di|del|della|dal|ag|le)"
)
# « Staffan | de Mistura », « Dominique | de Villepin » : after one given name only
_NOBLE = rf"{_GAP}(?:(?:de\ la\ |de\ |du\ |des\ )\ ?{_CAPITAL}(?![\w’'-])(?!\ [A-Z])|d[’']{_CAPITAL}(?:\ {_CAPITAL})?)"
# « Fodé Seck », « El-Ghassim Wane », « Ursula von der Leyen », « George W. Bush »
_FULL = rf"{_CAPITAL}(?:{_NOBLE}|(?:{_GAP}(?:(?:{_PARTICLE}\ )?{_CAPITAL}|{_ARABIC})){{0,4}})"
FULL_NAME = re.compile(_FULL, re.VERBOSE)
# after a civility also « M. de Mistura », « Mme von der Leyen »
_CIVIL_NAME = re.compile(rf"(?:(?:de\ la|de|du|von\ der|von|van|ould)\ |d[’'])?{_FULL}", re.VERBOSE)
# « Simon Adams |, le », « Jean Dupont (Mali), » : right before an office; it opens with the capital, quick to find
_NAME_BEFORE = re.compile(
    rf"""
    (?P<name>{_LETTER}(?<![\w.].){_AFTER_LETTER}(?:{_NOBLE}|(?:\ (?:(?:{_PARTICLE}\ )?{_CAPITAL}|{_ARABIC})){{1,4}}))
    (?:\ \([^()]{{2,40}}\))?(?:,?\ |\ \()                     # « (Mali), », « (chef de mission) »
    (?:(?:le|la)\ |l[’'])?
    (?:(?:ancien(?:ne)?|nouveau|nouvelle|nouvel|actuel(?:le)?|futur(?:e)?|mon|ma)\ |ex-)?$
    """,
    re.VERBOSE,
)
# between office and name: « , », « (OMI), », « , le », « », « désigné, », « pour décembre, »
_TO_NAME = re.compile(
    r"""
    (?:\ (?:nouvellement\ )?(?:désigné|élu|réélu|sortant|déchu)e?(?=,?\ ))?
    (?:\ pour\ (?:le\ mois\ (?:de\ |d[’']))?[a-zéû]{3,9}(?=,\ ))?
    (?:\ \([^()]{2,20}\))?(?:,\ (?:(?:le|la)\ |l[’'])?|\ \(|\ )
    """,
    re.VERBOSE,
)
_NEXT_NAME = re.compile(r",\ |\ et\ (?:de\ )?", re.VERBOSE)
_PLACE_BEFORE = re.compile(r"\b(?:a|en|dans|vers|depuis|lac|mont|ville de|region de|province de|camp de) $")
_LONGEST_HEAD = 40
_BEFORE_SURNAMES = frozenset({"M.", "Mme", "Mlle", "MM.", "Mmes", "Monsieur", "Madame"})
# « a écrit sur Twitter | Paul Kasongo », « Dirigeants | Carlos Moreira »
_NO_GIVEN_NAMES = frozenset({"twitter", "facebook", "rfi", "afp", "reuters", "dirigeants", "membres", "par"})
_ARTICLE = re.compile(r"(?:a[lnrsdt]|e[lnrs]|ul)-(?=\w)")
_CAPITAL_PARTICLES = frozenset({"Le", "La"})
_HANGING = (" de", " du", " al", " el", " la", " le", ",")


class PersonName(NamedTuple):
    """A person as one place names him or her: the span with civility, the name without."""

    start: int
    end: int
    name: str


def persons_by_civility(view: TextView) -> Iterator[PersonName]:
    """« Mme Power », « Général de brigade Thierry Lion », « S. E. M. Omar Hilale ».

    >>> from .catalogue import actor_lexicon
    >>> from .joined import Joined
    >>> from .matching import find_hits
    >>> view = TextView.of("selon M. Adams, mais")
    >>> view.hits = find_hits(Joined([view.text]), Joined([view.folded]), actor_lexicon())[0]
    >>> [(p.start, p.end, p.name) for p in persons_by_civility(view)]
    [(6, 14, 'Adams')]
    """
    if "civility" not in view.by_use:
        return
    reached = -1
    shouted = view.text.isupper()  # « GENERALE A/45/330 »
    for start, end in sorted(view.civilities.items()):
        if (
            start < reached
            or start in view.title_insides
            or _inside_name(view, start)
            or view.text[end : end + 1] not in (" ", "\u00a0", "\u202f")
        ):
            continue
        if end + 1 in view.demonyms and (gap := view.text.find(" ", end + 1)) > 0:
            start, end = gap + 1, gap
        match = _CIVIL_NAME.match(view.text, end + 1)
        civil = view.text[start:end] in _BEFORE_SURNAMES
        name = trimmed_name(view, end + 1, match.end(), civil) if match else ""
        if len(name) > (not civil) and not (shouted and name.isupper()):
            reached = end + 1 + len(name)
            yield PersonName(start, reached, name)
            if view.text[start:end] in ("MM.", "Mmes"):
                yield from _enumerated(view, reached)


def _inside_name(view: TextView, start: int) -> bool:
    """« Assemblée | générale » is no woman general."""
    before = (view.known.get(at) for at in range(max(0, start - _LONGEST_HEAD), start))
    return any(known is not None and known.end > start for known in before)


def _enumerated(view: TextView, end: int) -> Iterator[PersonName]:
    """« MM. Adams | , Power | et Dwan »."""
    while (link := _NEXT_NAME.match(view.text, end)) and link.end() not in view.civilities:
        match = FULL_NAME.match(view.text, link.end())
        name = trimmed_name(view, link.end(), match.end()) if match else ""
        if not name:
            return
        end = link.end() + len(name)
        yield PersonName(link.end(), end, name)


def person_after(view: TextView, end: int, single: bool) -> PersonName | None:
    """The name that follows an office: « le Secrétaire général António Guterres ».

    ``single``: one word is enough where no comma stands between (« le Président Kabila »).

    >>> person_after(TextView.of("le Secrétaire général António Guterres a dit"), 21, single=True)
    PersonName(start=22, end=38, name='António Guterres')
    """
    link = _TO_NAME.match(view.text, end)
    if link is None:
        return None
    civility = view.civilities.get(link.end())
    start = civility + 1 if civility else link.end()
    match = FULL_NAME.match(view.text, start)
    if match is not None and (first := _first_name(view, start, match.end())) > start:
        start = first
        match = FULL_NAME.match(view.text, start)
    name = trimmed_name(view, start, match.end()) if match else ""
    enough = " " in name or civility is not None or (single and link[0] == " ")
    return PersonName(start, start + len(name), name) if name and enough else None


def person_before(view: TextView, start: int) -> PersonName | None:
    """The name before an office in apposition.

    >>> person_before(TextView.of("Simon Adams, le directeur général"), 16)
    PersonName(start=0, end=11, name='Simon Adams')
    """
    match = _NAME_BEFORE.search(view.text, max(0, start - 110), start)
    if match is None:
        return None
    begin, end = match.span("name")
    if _PLACE_BEFORE.search(view.folded, max(0, begin - 14), begin):
        return None
    civility = view.civilities.get(begin)
    begin = _first_name(view, civility + 1 if civility else begin, end)
    name = trimmed_name(view, begin, end)
    enough = " " in name or civility is not None
    return PersonName(begin, end, name) if enough and begin + len(name) == end else None


def _first_name(view: TextView, start: int, end: int) -> int:
    """« le Comorien | Mohamed Souef », « sur Twitter | Patrick Muyaya » : where the name itself opens."""
    while (gap := view.text.find(" ", start, end)) > 0:
        if start not in view.demonyms and fold(view.text[start:gap]) not in _NO_GIVEN_NAMES:
            break
        start = gap + 1
    return start


def trimmed_name(view: TextView, start: int, end: int, civil: bool = False) -> str:
    """The name in a span, up to the first word that belongs to another name; empty if there is none.

    ``civil``: « M. », « Mme » stand before it, so that the name of a state is a surname.
    """
    kept = start
    for word in re.finditer(r"[^ \u00a0\u202f]+", view.text[start:end]):
        at = start + word.start()
        plain = fold(word[0]).strip(".,") not in _no_names() or _opens_surname(view, at, word[0], civil or at > start)
        if not plain or at in view.openings:
            break
        known = view.known.get(at)
        if known is not None and not _may_be_surname(known, word[0], civil or at > start):
            break
        kept = start + word.end()
    name = view.text[start:kept]
    while name.endswith(_HANGING):
        name = name.rsplit(" ", 1)[0]
    return name.rstrip("’'-") if any(letter.isupper() for letter in name) else ""


def _opens_surname(view: TextView, at: int, word: str, allowed: bool) -> bool:
    """« Jean-Yves | Le Drian », « Mme | La Lime »; « M. Mulet | La Mission » is two names."""
    after = at + len(word) + 1
    if word not in _CAPITAL_PARTICLES or not allowed or after in view.openings or after in view.known:
        return False
    following = FULL_NAME.match(view.text, after)
    return following is not None and fold(following[0].split()[0]) not in _no_names()


@cache
def _no_names() -> frozenset[str]:
    return frozenset(map(fold, words("no_name")))


def _may_be_surname(known: Found, word: str, follows: bool) -> bool:
    """« María Isabel Salvador », « Aline Wagner » : a surname that is also the name of a state or a body."""
    if known.actor_id.startswith("person"):
        return True
    single = word[1:].islower() and known.end - known.start == len(word)
    return follows and known.form == "name" and (single or is_state(known.actor_id))


def short_forms(names: Iterable[str]) -> dict[str, str]:
    """For each full name, and each surname that only one of them has, the full name.

    >>> short_forms(["Samantha Power", "Simon Adams", "Gerry Adams"])["Power"]
    'Samantha Power'
    >>> "Adams" in short_forms(["Samantha Power", "Simon Adams", "Gerry Adams"])
    False
    """
    full = {fold(name): name for name in sorted(set(names), reverse=True)}
    owners: dict[str, set[str]] = {}
    for name in full.values():
        for part in _surnames(name):
            owners.setdefault(part, set()).add(name)
    forms = {part: next(iter(who)) for part, who in owners.items() if len(who) == 1}
    return {name: name for name in full.values()} | forms  # « La Lime » is the end of a name, no name of its own


def one_name(names: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """The fullest form of names with the same first and last word, or the form that is ``known``.

    >>> one_name(["Simplice Sarandji", "Simplice Mathieu Sarandji"], [])
    {'Simplice Sarandji': 'Simplice Mathieu Sarandji'}
    """
    ends: dict[tuple[str, str], list[str]] = {}
    lexical = set(known)
    for name in {*names, *lexical}:
        parts = _plain_parts(name)
        if len(parts) > 1:
            ends.setdefault((parts[0], parts[-1]), []).append(name)
    whole: dict[str, str] = {}
    for group in ends.values():
        fullest = max(group, key=lambda name: (name in lexical, len(name.split()), name))
        mine = set(_plain_parts(fullest))
        for name in group:
            its = set(_plain_parts(name))
            if name != fullest and (its <= mine or mine <= its):
                whole[name] = fullest
    return whole


def _plain_parts(name: str) -> list[str]:
    """« Fayez al-Sarraj » and « Fayez Sarraj » have the same parts."""
    return [_ARTICLE.sub("", part) for part in fold(name).split()]


def _surnames(name: str) -> Sequence[str]:
    parts = name.split()
    if len(parts) < 2:
        return []
    return [" ".join(parts[-2:]), parts[-1]] if len(parts) > 2 else [parts[-1]]


def same_person(short: str, known: Mapping[str, str]) -> str | None:
    """The full name that ``short`` stands for: its end, or the family name that stands first.

    >>> same_person("Power", {"Power": "Samantha Power"})
    'Samantha Power'
    >>> same_person("Ban", {"Ki-moon": "Ban Ki-moon", "Ban Ki-moon": "Ban Ki-moon"})
    'Ban Ki-moon'
    """
    if short in known:
        return known[short]
    if "-" in short and (plain := _plain_parts(short)):
        spelled = {full for part, full in known.items() if _plain_parts(part) == plain}
        if len(spelled) == 1:
            return next(iter(spelled))
    first = {fold(full): full for full in known.values() if full.split()[0] == short}
    return next(iter(first.values())) if len(first) == 1 else None

"""Phrases: names of bodies and offices built by rule around a noun that the lexicon lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from .catalogue import ActorLexicon
from .contexts import is_state
from .coordination import Profile
from .grammar import BODY, OFFICE, complement_end, owner_end
from .matching import Hit
from .nouns import adjective_end
from .view import Found, TextView

__all__ = ["Phrase", "body_phrases", "office_phrases"]

_MINISTRY = Profile(subject=False, charge=True, lists=True)
_GOVERNMENT = Profile(subject=False, charge=False, demonym_closes=True, chain=True)
_DIPLOMATIC = Profile(subject=False, charge=False, aupres=True, seated=True)
_BODY_PROFILES = {
    "ministere": _MINISTRY,
    "gouvernement": _GOVERNMENT,
    "parlement": _GOVERNMENT,
    "senat": _GOVERNMENT,
    "force": _GOVERNMENT,
    "forces": _GOVERNMENT,
    "armee": _GOVERNMENT,
    "police": _GOVERNMENT,
    "gendarmerie": _GOVERNMENT,
    "assemblee": _GOVERNMENT,
    "delegation": _DIPLOMATIC,
    "ambassade": _DIPLOMATIC,
    "mission permanente": _DIPLOMATIC,
    "mission d'observation permanente": _DIPLOMATIC,
}
_FIELD = replace(OFFICE, lists=True)
_PLAIN = replace(OFFICE, subject=False, charge=False, lists=True)
# « opération | Sentinelle », « opération | « Protecteur unifié » », « opération | Enduring Freedom »
_CODE_NAME = re.compile(r"\ «\W?[^»]{3,30}\W?»|(?:\ [A-ZÀ-Þ][\w’'-]+){1,3}", re.VERBOSE)
# « Institut | Dallaire », « Fondation | Nelson Mandela »
_NAMED_AFTER = frozenset({"institut", "fondation", "universite"})
_PATRON = re.compile(r"(?:\ [A-ZÀ-Þ][a-zà-ÿ][\w’'-]*){1,3}", re.VERBOSE)
_SECOND_TITLE = re.compile(r" et (?:de |d')?")
# « président rwandais », « Chef par intérim », « Ministre délégué »
_NATIONAL_HEADS = frozenset({"gouvernement", "parlement", "armee", "forces", "police", "gendarmerie"})
# Heads that may open a name in small letters.
_SMALL_HEADS = _NATIONAL_HEADS | {"ambassade", "ministere", "mission permanente", "delegation", "operation", "conseil"}


class Phrase(NamedTuple):
    """The name of a body or an office as the grammar reads it.

    ``noun_end`` is where the opening noun stops: a phrase that ends there is bare.
    """

    start: int
    end: int
    noun_end: int
    key: str
    office: bool
    capital: bool
    short_end: int = 0

    @property
    def bare(self) -> bool:
        """Whether the noun stands without adjective or complement."""
        return self.end == self.noun_end


def body_phrases(view: TextView, lexicon: ActorLexicon, taken: bytearray) -> Iterator[Phrase]:
    """Names of bodies that open with a capital noun where no known name stands.

    ``taken`` marks the characters of names already known.
    """
    reached = -1
    for hit in view.by_use["head"]:
        if taken[hit.start] or hit.start == reached:
            continue
        reached = hit.start
        capital = view.text[hit.start].isupper()
        if not capital and hit.form.target not in _SMALL_HEADS:
            continue
        end = _body_end(view, hit)
        phrase = Phrase(hit.start, end, hit.end, hit.form.target, False, capital, adjective_end(view, hit.end))
        if capital or _small_letter_allowed(view, phrase):
            yield phrase


def _body_end(view: TextView, hit: Hit) -> int:
    if hit.form.target == "operation":
        code_name = _CODE_NAME.match(view.text, hit.end)
        return code_name.end() if code_name else hit.end
    owned = view.after_genitive(hit.start)
    patron = _PATRON.match(view.text, hit.end) if hit.form.target in _NAMED_AFTER else None
    noun_end = patron.end() if patron else hit.end
    end = complement_end(view, noun_end, _BODY_PROFILES.get(hit.form.target, BODY), owned)
    region = hit.form.target == "centre" and any(is_state(item.actor_id) for item in _names_inside(view, hit.end, end))
    return hit.end if region else end


def _names_inside(view: TextView, start: int, end: int) -> list[Found]:
    return [view.known[at] for at in range(start, end) if at in view.known]


def _small_letter_allowed(view: TextView, phrase: Phrase) -> bool:
    """« gouvernement malien », « ministère de la Défense », « délégation de l'Union européenne »."""
    if phrase.key in ("gouvernement", "conseil") and phrase.bare:
        return view.after_definite(phrase.start)
    if phrase.key in _NATIONAL_HEADS:
        return any(at in view.demonyms for at in range(phrase.noun_end, phrase.end)) and view.after_definite(
            phrase.start
        )
    if phrase.key == "ambassade":
        return any(is_state(item.actor_id) for item in _names_inside(view, phrase.noun_end, phrase.end)) or any(
            at in view.demonyms for at in range(phrase.noun_end, phrase.end)
        )
    if phrase.key == "ministere":
        return not phrase.bare and view.after_definite(phrase.start)
    return phrase.key in ("mission permanente", "delegation", "operation") and not phrase.bare


def office_phrases(view: TextView, lexicon: ActorLexicon) -> Iterator[Phrase]:
    """Offices that open with a title, in order; a title inside an earlier office is skipped."""
    titles: dict[int, Hit] = {}
    for hit in view.by_use["title"]:
        known = titles.get(hit.start)
        if known is None or known.end < hit.end:
            titles[hit.start] = hit
    reached = 0
    for start, hit in sorted(titles.items()):
        if start < reached or view.after_indefinite(start) or view.text[hit.end : hit.end + 1] == "-":
            continue
        phrase = _office(view, hit, titles, lexicon)
        reached = phrase.end if not phrase.bare else hit.end
        yield phrase


def _is_cut(view: TextView, office: Found) -> bool:
    """« Président de la République | islamique de Mauritanie » : a name goes on past the office known."""
    inside = (view.known.get(at) for at in range(office.start + 1, office.end))
    return any(name is not None and name.end > office.end for name in inside)


def _office(view: TextView, hit: Hit, titles: dict[int, Hit], lexicon: ActorLexicon) -> Phrase:
    title = lexicon.titles[hit.form.target]
    profile = _FIELD if title.subject else _PLAIN
    known = view.known.get(hit.start)
    if known is not None and known.form == "office" and known.end >= hit.end and not _is_cut(view, known):
        end = owner_end(view, known.end)
    else:
        end = complement_end(view, hit.end, profile)
    if link := _SECOND_TITLE.match(view.folded, end):
        second = titles.get(link.end())
        capital, second_capital = (second is not None and view.text[t.start].isupper() for t in (hit, second or hit))
        if second is not None and (capital == second_capital or (capital and end == hit.end)):
            end = complement_end(view, second.end, _FIELD)
    return Phrase(hit.start, end, hit.end, hit.form.target, True, view.text[hit.start].isupper())

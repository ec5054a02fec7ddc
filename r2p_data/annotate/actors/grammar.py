"""Grammar of names: how far the name of a body or an office reaches beyond its first noun.

French UN prose builds names by rule: a noun, adjectives, then complements (« Comité national
de réconciliation », « Groupe d'experts sur la République démocratique du Congo »). The end
is where neither an adjective nor a complement follows.
"""

from __future__ import annotations

import re

from .contexts import is_state
from .coordination import Profile, coordinated, link_kind, more_subjects
from .nouns import adjective_end, noun_phrase_end, words
from .view import TextView

__all__ = ["BODY", "OFFICE", "complement_end", "owner_end"]

_GENITIVE = re.compile(r"(?:de la |de l' ?|du |des |de |d')")
_SUBJECT = re.compile(r"(?:pour|sur|contre) (?:la |le |les |l')?")
_CHARGE = re.compile(r"charge(?:e|s|es)? (?:de la |de l'|du |des |de |d')")
_RELATIVE = re.compile(r"relati(?:f|fs|ve|ves) (?:a la |a l'|aux |au )")
_DATIVE = re.compile(r"(?:aux |au |a la |a l'|a )")
_LOCATIVE = re.compile(r"(?:en |au |aux |a |dans le |dans les |dans la )")
_AUPRES = re.compile(r"aupres (?:de la |de l'|du |des |de |d')")
# « créé par la résolution 1591 (2005) concernant le Soudan »
_CREATED = re.compile(
    r"(?:cree|creee|etabli|etablie|constitue|institue|mis en place|mise en place|faisant suite) "
    r"(?:par|en application de|conformement a|en vertu de|a) "
    r"(?:la resolution|le paragraphe \w+ de la resolution) \d{1,4} \(\d{4}\)(?: concernant (?:la |le |les |l')?)?"
)
# « établie par le Conseil des droits de l'homme »
_CREATED_BY = re.compile(
    r"(?:cree|creee|etabli|etablie|constitue|constituee|mis en place|mise en place|mandate|mandatee) par (?:le |la |l')"
)
_FIRST_WORD = re.compile(r"\w+")
# « Comité d'appui | aux victimes » : nouns that say to whom
_GIVING = re.compile(r"\b(?:appui|aide|soutien|acces|assistance|preparation|secours|reponse|retour)$")
_MAX_COMPLEMENTS = 8


BODY = Profile(chain=True)
OFFICE = Profile(dative=True, aupres=True, created=False)


def _closes(view: TextView, start: int, end: int, profile: Profile) -> bool:
    """Whether the name of an actor or a demonym ends there: only another name can belong to it."""
    demonym = profile.demonym_closes and any(at in view.demonyms for at in range(start, end))
    return demonym or view.ends_name(end)


def complement_end(view: TextView, end: int, profile: Profile, owned: bool = False) -> int:
    """Where the name whose first noun stops at ``end`` stops itself.

    ``owned``: « du », « des », « de la »… stand before the name, so that what follows a « et »
    may belong to the noun before it.

    >>> def name(text, end):
    ...     view = TextView.of(text)
    ...     return text[:complement_end(view, end, BODY)]
    >>> name("Commission nationale de réconciliation a siégé", 10)
    'Commission nationale de réconciliation'
    >>> name("Groupe d’experts sur les ressources naturelles, qui a conclu", 6)
    'Groupe d’experts sur les ressources naturelles'
    >>> name("Comité national pour examiner la question", 6)
    'Comité national'
    """
    noun_end, end = end, adjective_end(view, end)
    subject, named = profile.subject, _closes(view, noun_end, end, profile)
    kind = "armed" if profile.demonym_closes and end > noun_end and not named else ""
    about = False
    for _ in range(_MAX_COMPLEMENTS):
        if opened := _opening(view, end, profile, subject, named, first=end == noun_end):
            kind = link_kind(view, end)
            about = about or kind == "subject"
            reached, closes_subject = opened
        elif joined := coordinated(view, end, "" if named else kind, profile, owned) or (
            more_subjects(view, end) if about else None
        ):
            reached, closes_subject = joined, False
        else:
            break
        subject = subject and not closes_subject
        end = reached if view.ends_name(reached) else adjective_end(view, reached)
        named = _closes(view, reached, end, profile)
    return end


def owner_end(view: TextView, end: int) -> int:
    """Where the names stop to which a known office belongs: « Secrétaire général | du Commonwealth »."""
    link = _GENITIVE.match(view.folded, end + 1) if view.text[end : end + 1] == " " else None
    owner = view.known.get(link.end()) if link else None
    return owner.end if owner else end


def _opening(
    view: TextView, end: int, profile: Profile, subject: bool, named: bool, first: bool
) -> tuple[int, bool] | None:
    """The end of one complement after ``end``, and whether a subject may no longer follow.

    ``named``: the name of an actor stands before ``end``; only another name can belong to it.
    """
    if view.text[end : end + 1] != " ":
        return None
    at = end + 1
    if match := _GENITIVE.match(view.folded, at):
        if named and match.end() not in view.known or (first and profile.created and _is_topic(view, match)):
            return None
        stop = noun_phrase_end(view, match.end(), bare=match[0] in ("de ", "d'"))
        return (stop, False) if stop else None
    if profile.charge and (match := _CHARGE.match(view.folded, at)):
        stop = noun_phrase_end(view, match.end(), infinitive=True)
        return (stop, True) if stop else None
    if subject and (match := _SUBJECT.match(view.folded, at)):
        stop = noun_phrase_end(view, match.end())
        return (stop, True) if stop else None
    return _marked_opening(view, at, profile)


def _is_topic(view: TextView, match: re.Match[str]) -> bool:
    """« l'examen par le Conseil | de la question intitulée » : what is examined is no part of the name."""
    noun = _FIRST_WORD.match(view.folded, match.end())
    return match[0] not in ("de ", "d'") and noun is not None and noun[0] in words("topic")


def _marked_opening(view: TextView, at: int, profile: Profile) -> tuple[int, bool] | None:
    if profile.aupres and (match := _AUPRES.match(view.folded, at)):
        stop = noun_phrase_end(view, match.end())
        return (stop, True) if stop else None
    if match := _RELATIVE.match(view.folded, at):
        stop = noun_phrase_end(view, match.end())
        return (stop, True) if stop else None
    if profile.created and (match := _CREATED.match(view.folded, at)):
        stop = noun_phrase_end(view, match.end()) if match[0].endswith((" ", "'")) else match.end()
        return (stop or match.end(), True)
    if profile.created and (match := _CREATED_BY.match(view.folded, at)):
        maker = view.known.get(match.end())
        return (maker.end, True) if maker else None
    return _placed(view, at, profile)


def _placed(view: TextView, at: int, profile: Profile) -> tuple[int, bool] | None:
    """« aux affaires politiques », « en République centrafricaine »; « a » without accent is the verb."""
    if view.text.startswith(("a ", "A "), at):
        return None
    dative = profile.dative or (profile.created and _GIVING.search(view.folded, max(0, at - 14), at - 1))
    if dative and (match := _DATIVE.match(view.folded, at)):
        stop = noun_phrase_end(view, match.end())
        return (stop, False) if stop else None
    if profile.locative and (match := _LOCATIVE.match(view.folded, at)):
        place = view.known.get(match.end())
        if place is None and profile.seated and match[0] == "a " and view.text[match.end() : match.end() + 1].isupper():
            stop = noun_phrase_end(view, match.end())
            return (stop, True) if stop else None
        return (place.end, True) if place else None
    return _state_pair(view, at)


def _state_pair(view: TextView, at: int) -> tuple[int, bool] | None:
    """« Commission mixte | Cameroun-Nigéria »."""
    one = view.known.get(at)
    if one is None or not is_state(one.actor_id) or view.text[one.end : one.end + 1] not in ("-", "–"):
        return None
    other = view.known.get(one.end + 1)
    return (other.end, True) if other is not None and is_state(other.actor_id) else None

"""Coordination: whether what follows « et » or a comma still belongs to a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .contexts import is_state
from .nouns import adjective_end, noun_phrase_end, words
from .view import TextView

__all__ = ["Profile", "coordinated", "link_kind", "more_subjects"]

_GENITIVE = re.compile(r"(?:de la |de l' ?|du |des |de |d')")
_LINK = re.compile(
    r" (?:(?P<bare>de (?!la |l')|d')|(?P<articled>de la |de l'|du |des )|(?P<subject>pour |sur |contre ))"
)
_AND_OF = re.compile(r" et (?:(?P<bare>de (?!la |l')|d')|(?P<articled>de la |de l'|du |des ))")
_CONJUNCTION = re.compile(r" et (?=(de la |de l'|du |des |de |d')?)")
# « forces armées | et de sécurité »
_AND_SECURITY = re.compile(r" et de (?:securite|defense|police)\b")
# « pour les enfants | , la paix | et la sécurité », « sur les femmes, la paix et la sécurité »
_NEXT_SUBJECT = re.compile(r"(?:,| et) (?:la |le |les |l')")
_PLURAL_VERB = re.compile(
    r" (?:ne |n'|se |s'|y |en |l'|les |leur )?(?:ont|sont|avaient|etaient|\w{2,}(?:aient|erent|irent|ront|ent))\b"
)
_ADVERB = re.compile(r" \w+ment\b")
_ABSTRACT = re.compile(
    r"\w+(?:tion|sion|te|ance|ence|isme|ique|ement)s?\b"
    r"|(?:paix|justice|dialogue|droits?|democratie|reforme|culture|sante|reprise|climat|environnement|commerce)\b"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Which complements a kind of name takes.

    ``lists``: « et » and commas carry it on; ``chain``: only where the preposition is repeated;
    ``seated``: a town may follow (« ambassade de Gambie à Dakar »).
    """

    subject: bool = True
    dative: bool = False
    locative: bool = True
    aupres: bool = False
    created: bool = True
    charge: bool = True
    lists: bool = False
    demonym_closes: bool = False
    chain: bool = False
    seated: bool = False


def link_kind(view: TextView, end: int) -> str:
    """How the complement after ``end`` is tied: « de » bare, « de la » articled, « sur » subject.

    >>> link_kind(TextView.of("Comité de suivi"), 6), link_kind(TextView.of("Comité du suivi"), 6)
    ('bare', 'articled')
    """
    match = _LINK.match(view.folded, end)
    return (match.lastgroup or "") if match else ""


def coordinated(view: TextView, end: int, kind: str, profile: Profile, owned: bool) -> int | None:
    """Where the noun phrase stops that « et » or a comma adds to the name; None if it adds none.

    ``kind`` is that of the last complement, ``owned`` as for ``complement_end``.

    >>> text = "Mécanisme de vérification et de surveillance de la frontière"
    >>> text[: coordinated(TextView.of(text), 25, "bare", Profile(chain=True), False)]
    'Mécanisme de vérification et de surveillance'
    """
    if not view.folded.startswith((" et ", ", "), end):
        return None
    if profile.lists and (stop := _listed(view, end)):
        return stop
    if kind == "armed" and (security := _AND_SECURITY.match(view.folded, end)):
        return security.end()
    return _repeated(view, end, kind, owned) if profile.chain and kind in ("bare", "articled") else None


def more_subjects(view: TextView, end: int) -> int | None:
    """Where what follows « sur », « pour » stops: « les enfants | , la paix et la sécurité ».

    >>> text = "Envoyé spécial pour l’Afrique de l’Ouest et le Sahel"
    >>> more_subjects(TextView.of(text), 40) == len(text)
    True
    """
    at = end
    while match := _NEXT_SUBJECT.match(view.folded, at):
        last = match[0].startswith(" et")
        stop = _subject_end(view, match.end(), alone=last and at == end)
        if stop is None:
            return None
        at = adjective_end(view, stop)
        if last:
            return stop if not _opens_verb(view, at) else None
    return None


def _listed(view: TextView, end: int) -> int | None:
    """« et des meilleures pratiques », « , de l'évaluation et de la formation »."""
    match = _CONJUNCTION.match(view.folded, end)
    if match and match[1] and match.end() + len(match[1]) not in view.openings:
        return noun_phrase_end(view, match.end() + len(match[1]), bare=match[1] in ("de ", "d'"))
    if view.folded.startswith(", d", end) and (comma := _GENITIVE.match(view.folded, end + 2)):
        stop = noun_phrase_end(view, comma.end(), bare=comma[0] in ("de ", "d'"))
        if stop and view.folded.startswith((", d", " et d"), adjective_end(view, stop)):
            return stop
    return None


def _repeated(view: TextView, end: int, kind: str, owned: bool) -> int | None:
    """« de vérification | et de surveillance », « du développement | et de la coopération »."""
    match = _AND_OF.match(view.folded, end)
    if match is None or match.lastgroup != kind or (owned and kind == "articled"):
        return None
    at = match.end()
    if at in view.known or at in view.openings or view.text[at : at + 1].isupper():
        return None
    stop = noun_phrase_end(view, at, bare=kind == "bare")
    return stop if stop and view.folded[at:stop] not in words("member") else None


def _opens_verb(view: TextView, at: int) -> bool:
    """« Le Comité pour la paix et la police | ont siégé » : two subjects of one verb."""
    return bool(_PLURAL_VERB.match(view.folded, at)) and not _ADVERB.match(view.folded, at)


def _subject_end(view: TextView, at: int, alone: bool) -> int | None:
    known = view.known.get(at)
    if known is not None:
        return known.end if is_state(known.actor_id) else None
    if at in view.openings:
        return None
    place = view.text[at : at + 1].isupper()
    return noun_phrase_end(view, at) if place or not alone or _ABSTRACT.match(view.folded, at) else None

"""Grammar of names: how far the name of a body or an office reaches beyond its first noun.

French UN prose builds names by rule: a noun, adjectives, then complements (« Comité national
de réconciliation », « Groupe d'experts sur la République démocratique du Congo »). The end
is where neither an adjective nor a complement follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from r2p_data.lexicon import load_rows

from .view import TextView

__all__ = ["BODY", "OFFICE", "Profile", "adjective_end", "complement_end", "is_adjective", "owner_end", "words"]

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
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
# « Représentant permanent | par intérim », « Comité des sanctions | 1970 »
_AFTER_NOUN = re.compile(r" par interim\b|(?<=sanctions) \d{4}\b(?! \()|(?<=comite) (?:1540|1267|1988|2140|1970)\b")
_INFINITIVE = re.compile(r"\w{2,}(?:er|ir|oir|dre|ettre)")
_CONJUNCTION = re.compile(r" et (?=(de la |de l'|du |des |de |d')?)")
_NOUNS_LIKE_INFINITIVES = frozenset(
    [
        "dossier",
        "atelier",
        "foyer",
        "quartier",
        "chantier",
        "avenir",
        "pouvoir",
        "devoir",
        "cadre",
        "ordre",
        "fer",
        "mer",
    ]
)
_MAX_COMPLEMENTS = 8
_MAX_ADJECTIVES = 5
_MAX_CAPITALS = 6


@dataclass(frozen=True, slots=True)
class Profile:
    """Which complements a kind of name takes."""

    subject: bool = True
    dative: bool = False
    locative: bool = True
    aupres: bool = False
    created: bool = True
    charge: bool = True
    lists: bool = False
    demonym_closes: bool = False


BODY = Profile()
OFFICE = Profile(dative=True, aupres=True, created=False)


@cache
def words(role: str) -> frozenset[str]:
    """Words of ``actors_words.csv`` with a role."""
    rows = load_rows("actors_words.csv", ("role", "words", "example"))
    return frozenset(word for row in rows if row["role"] == role for word in row["words"].split("|"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(words("ending"))


def is_adjective(word: str) -> bool:
    """Whether a word may be an adjective that belongs to the name before it.

    >>> is_adjective("consultatif"), is_adjective("indique"), is_adjective("créé"), is_adjective("mixte")
    (True, False, False, True)
    """
    lower = word.lower()
    if lower in words("adjective"):
        return True
    return len(lower) > 3 and lower.endswith(_endings()) and lower not in words("no_adjective")


def adjective_end(view: TextView, end: int) -> int:
    """Where the adjectives that follow ``end`` stop.

    >>> view = TextView.of("le Comité spécial élargi indique")
    >>> view.text[:adjective_end(view, 9)]
    'le Comité spécial élargi'
    """
    for _ in range(_MAX_ADJECTIVES):
        if view.text[end : end + 1] != " ":
            break
        if marked := _AFTER_NOUN.match(view.folded, end):
            end = marked.end()
            continue
        word = _WORD.match(view.text, end + 1)
        if word is None or "'" in word[0] or "’" in word[0] or end + 1 in view.known or end + 1 in view.openings:
            break
        if end + 1 in view.demonyms:
            return word.end()
        if not is_adjective(word[0]):
            break
        end = word.end()
    return end


def _closes(view: TextView, start: int, end: int, profile: Profile) -> bool:
    """Whether the name of an actor or a demonym ends there: only another name can belong to it."""
    demonym = profile.demonym_closes and any(at in view.demonyms for at in range(start, end))
    return demonym or view.ends_name(end)


def complement_end(view: TextView, end: int, profile: Profile) -> int:
    """Where the name whose first noun stops at ``end`` stops itself.

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
    for _ in range(_MAX_COMPLEMENTS):
        opened = _opening(view, end, profile, subject, named) or _coordinated(view, end, profile)
        if opened is None:
            break
        reached, closes_subject = opened
        subject = subject and not closes_subject
        end = reached if view.ends_name(reached) else adjective_end(view, reached)
        named = _closes(view, reached, end, profile)
    return end


def owner_end(view: TextView, end: int) -> int:
    """Where the names stop to which a known office belongs: « Secrétaire général | du Commonwealth »."""
    link = _GENITIVE.match(view.folded, end + 1) if view.text[end : end + 1] == " " else None
    owner = view.known.get(link.end()) if link else None
    return owner.end if owner else end


def _opening(view: TextView, end: int, profile: Profile, subject: bool, named: bool) -> tuple[int, bool] | None:
    """The end of one complement after ``end``, and whether a subject may no longer follow.

    ``named``: the name of an actor stands before ``end``; only another name can belong to it.
    """
    if view.text[end : end + 1] != " ":
        return None
    at = end + 1
    if match := _GENITIVE.match(view.folded, at):
        if named and match.end() not in view.known:
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
    if profile.dative and (match := _DATIVE.match(view.folded, at)):
        stop = noun_phrase_end(view, match.end())
        return (stop, False) if stop else None
    if profile.locative and (match := _LOCATIVE.match(view.folded, at)):
        place = view.known.get(match.end())
        return (place.end, True) if place else None
    return None


def _coordinated(view: TextView, end: int, profile: Profile) -> tuple[int, bool] | None:
    """« et des meilleures pratiques », « , de l'évaluation et de la formation »."""
    if not profile.lists:
        return None
    match = _CONJUNCTION.match(view.folded, end)
    if match and match[1] and match.end() + len(match[1]) not in view.openings:
        stop = noun_phrase_end(view, match.end() + len(match[1]), bare=match[1] in ("de ", "d'"))
        return (stop, False) if stop else None
    if view.folded.startswith(", d", end) and (comma := _GENITIVE.match(view.folded, end + 2)):
        stop = noun_phrase_end(view, comma.end(), bare=comma[0] in ("de ", "d'"))
        if stop and (view.folded.startswith((", d", " et d"), adjective_end(view, stop))):
            return (stop, False)
    return None


def noun_phrase_end(view: TextView, at: int, bare: bool = False, infinitive: bool = False) -> int | None:
    """Where the noun phrase that opens at ``at`` stops, without its adjectives; None if none opens.

    ``bare``: it follows « de » or « d' » without an article, where an infinitive is none.
    """
    if found := view.known.get(at):
        return found.end
    word = _WORD.match(view.text, at)
    if word is None or _elided(word[0]):
        return None
    lower = word[0].lower()
    if word[0] in words("no_noun") or view.text[word.end() : word.end() + 1].isdigit():
        return None
    if word[0][0].isupper():
        return _capitals_end(view, word)
    looks_infinitive = bool(_INFINITIVE.fullmatch(lower)) and lower not in _NOUNS_LIKE_INFINITIVES
    if looks_infinitive and infinitive:
        return _object_end(view, word.end())
    if looks_infinitive and lower.endswith(("er", "ir", "oir")):
        return None
    if lower in words("before_noun") or lower.endswith("ième"):
        following = _WORD.match(view.text, word.end() + 1) if view.text[word.end() : word.end() + 1] == " " else None
        return following.end() if following else None
    return word.end()


def _elided(word: str) -> bool:
    return len(word) > 2 and word[1] in "’'" and word[0].lower() in "nsjmct"


def _object_end(view: TextView, end: int) -> int | None:
    """« d'étudier les opérations de paix » : where the object of the infinitive stops."""
    match = re.compile(r" (?:la |le |les |l'|aux |a )").match(view.folded, end)
    return noun_phrase_end(view, match.end()) if match else end


def _capitals_end(view: TextView, word: re.Match[str]) -> int:
    """« Nord-Kivu », « Affaires étrangères », « Darfour » : a run of capitalised words."""
    end = word.end()
    for _ in range(_MAX_CAPITALS):
        following = _WORD.match(view.text, end + 1) if view.text[end : end + 1] == " " else None
        if following is None or not following[0][0].isupper() or end + 1 in view.known:
            break
        end = following.end()
    return end

"""Noun phrases: the words of the grammar, the adjectives of a noun, where a noun phrase stops."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from r2p_data.folding import fold
from r2p_data.lexicon import load_rows

from .view import TextView

__all__ = ["adjective_end", "is_adjective", "noun_phrase_end", "words"]

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# « Représentant permanent | par intérim », « Comité des sanctions | 1970 »
_AFTER_NOUN = r" par interim\b|(?<=sanctions) \d{4}\b(?! \()|(?<=comite) (?:1540|1267|1988|2140|1970)\b"
_INFINITIVE = re.compile(r"\w{2,}(?:er|ir|oir|dre|ettre|ivre|uire|clure|aitre|aincre|crire)")
_OBJECT = re.compile(r" (?:la |le |les |l'|aux |a )")
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
        "livre",
        "cuivre",
        "lettre",
    ]
)
_MAX_ADJECTIVES = 5
_MAX_CAPITALS = 6


@cache
def words(role: str) -> frozenset[str]:
    """Words of ``actors_words.csv`` with a role."""
    rows = load_rows("actors_words.csv", ("role", "words", "example"))
    return frozenset(word for row in rows if row["role"] == role for word in row["words"].split("|"))


def _phrases(role: str) -> str:
    """What matches the folded phrases of ``actors_words.csv`` with a role."""
    phrases = sorted((fold(phrase) for phrase in words(role)), key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, phrases))})(?!\w)"


@cache
def _tail() -> re.Pattern[str]:
    """What is no adjective and goes on a name: « par intérim », « 1970 »."""
    return re.compile(rf"{_AFTER_NOUN}| {_phrases('tail')}")


@cache
def _compound() -> re.Pattern[str]:
    """A noun of several words."""
    return re.compile(_phrases("compound"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(words("ending"))


@lru_cache(maxsize=10_000)
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
        if marked := _tail().match(view.folded, end):
            end = marked.end()
            continue
        word = _WORD.match(view.text, end + 1)
        if word is None or "'" in word[0] or "’" in word[0] or end + 1 in view.known or end + 1 in view.openings:
            break
        if end + 1 in view.name_starts and word[0][0].isupper():
            break  # « Président | Sénégal » : no name is an adjective, whomever it names here
        if end + 1 in view.demonyms:
            return word.end()
        if not is_adjective(word[0]) or (word[0][0].isupper() and _opens_name(view, end, word[0])):
            break
        end = word.end()
    return end


def _opens_name(view: TextView, end: int, word: str) -> bool:
    """« des affaires étrangères | Aurélien », « Président | Préval » : a name that looks like an adjective."""
    if end in view.title_ends:
        return word.lower() not in words("title_adjective")
    before = view.text[max(view.text.rfind(mark, 0, end) for mark in " ’'") + 1 : end]
    return before[:1].islower() or (before.endswith("es") and not word.endswith(("s", "x")))


def noun_phrase_end(view: TextView, at: int, bare: bool = False, infinitive: bool = False) -> int | None:
    """Where the noun phrase that opens at ``at`` stops, without its adjectives; None if none opens.

    ``bare``: it follows « de » or « d' » without an article, where an infinitive is none.
    """
    if found := view.known.get(at):
        return found.end
    if compound := _compound().match(view.folded, at):
        return compound.end()
    if title_end := view.long_titles.get(at):
        return title_end
    word = _WORD.match(view.text, at)
    if word is None or _elided(word[0]):
        return None
    lower = word[0].lower()
    if word[0] in words("no_noun") or view.text[word.end() : word.end() + 1].isdigit():
        return None
    if word[0][0].isupper():
        return _capitals_end(view, word)
    looks_infinitive = bool(_INFINITIVE.fullmatch(fold(lower))) and fold(lower) not in _NOUNS_LIKE_INFINITIVES
    if looks_infinitive and infinitive:
        return _object_end(view, word.end())
    if looks_infinitive and not lower.endswith("dre"):
        return None
    if lower in words("before_noun") or lower.endswith("ième"):
        following = _WORD.match(view.text, word.end() + 1) if view.text[word.end() : word.end() + 1] == " " else None
        return following.end() if following else None
    return word.end()


def _elided(word: str) -> bool:
    return len(word) > 2 and word[1] in "’'" and word[0].lower() in "nsjmct"


def _object_end(view: TextView, end: int) -> int | None:
    """« d'étudier les opérations de paix » : where the object of the infinitive stops."""
    match = _OBJECT.match(view.folded, end)
    return noun_phrase_end(view, match.end()) if match else end


def _capitals_end(view: TextView, word: re.Match[str]) -> int:
    """« Nord-Kivu », « Affaires étrangères », « Darfour » : a run of capitalised words."""
    end = word.end()
    for _ in range(_MAX_CAPITALS):
        following = _WORD.match(view.text, end + 1) if view.text[end : end + 1] == " " else None
        if following is None or not following[0][0].isupper() or end + 1 in view.known:
            break
        if _ends_field(view.text[word.start() : end], following[0]):
            break
        end = following.end()
    return end


def _ends_field(field: str, following: str) -> bool:
    """« Défense | Jean-Yves », « Affaires Étrangères | Aurélien » : a department, then the name of its head."""
    first, _, rest = fold(field).partition(" ")
    if first not in words("field"):
        return False
    if first == "affaires" and not rest and following.endswith("es"):
        return False
    return bool(rest) or not is_adjective(following) or following[-1] in "ns"

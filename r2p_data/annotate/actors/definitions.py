"""Acronyms that a text defines: « … en République centrafricaine (MINUSCA) ».

The definition binds the acronym to its long form within the document, whether the lexicon
knows the actor or not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from operator import attrgetter
from os.path import commonprefix
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from r2p_data.folding import fold
from r2p_data.records import Actor, MentionForm

from .catalogue import ActorLexicon
from .forms import slug
from .grammar import BODY, complement_end
from .joined import Joined
from .matching import Hit
from .view import Found, TextView

__all__ = ["Definition", "definitions_in", "occurrences"]

# « (MINUSCA) », « (ci-après “la CENI”) », « (M23) », « (Minujusth) »
_BRACKETED = re.compile(
    r"\((?:ci-après,? ?)?(?:dénommée? |désignée? |dite? )?[«“\"‘ \u00a0\u202f]*(?:la |le |l[’'])?"
    r"(?P<acronym>[A-ZÉ][\w-]{1,15}(?:/[A-Z][\w-]{1,9})?)[»”\"’ \u00a0\u202f]*"
    r"(?: ou (?P<second>[A-Z][\w-]{1,12}))?(?:, [^()]{3,40})?\)"
)
# « (Mission intérimaire de l'ONU au Kosovo) »
_LONG_FORM = re.compile(r" \((?:la |le |l[’'])?(?P<name>[A-ZÉ][^().;:,«»\d]{10,120})\)")
_SHAPE = re.compile(r"[A-ZÉ][A-Za-zÉé0-9]*[A-ZÉ0-9](?:[-/][A-ZÉ0-9][A-Za-z0-9]*)?")
_WORD = re.compile(r"[^\W_]+")
_SKIPPED = frozenset(
    ["de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "au", "aux", "a", "pour", "sur", "par", "dans"]
)
_MAX_WORDS = 18
# « Institut d’études | s’est réuni », « Comité de suivi | a été créé », « Fonds | qui finance », not « de l’Est »
_CLAUSE = re.compile(
    r" (?:(?:ne |n[’'])?(?:s[’']est|se sont|s[’']était|est|sont|était|étaient|fut|furent|sera|seront|ont|avait|avaient)"
    r"|a (?:été|\w+[éiu]e?s?)|qui|dont|où|lequel|laquelle) "
    # « Comité de sécurité | surveille le retrait »: in a name only prepositions and the like stand before an article
    r"| (?!(?:à|avec|chez|contre|dans|de|depuis|devant|en|entre|et|malgré|ni|ou|par|pour|que|sans|sous|sur|tous|toutes?"
    r"|tout|vers|voici|via) )[a-zà-ÿœ-]+(?= (?:l[ae]s? |l[’']|une? ))"
)


class Definition(NamedTuple):
    """An acronym that a text defines: where its long form stands, and whom it names."""

    acronym: str
    start: int
    end: int
    actor_id: str


def definitions_in(view: TextView, lexicon: ActorLexicon, actors: MutableMapping[str, Actor]) -> list[Definition]:
    """The definitions of a text; actors that the lexicon lacks are added to ``actors``."""
    ends: dict[int, list[Found]] = defaultdict(list)
    for name in sorted(view.known.values(), key=attrgetter("start")):
        ends[name.end].append(name)
    defined = [*_explained(view, lexicon, actors)]
    for match in _BRACKETED.finditer(view.text):
        acronym = _acronym_in(view, match)
        if acronym is None:
            continue
        before = match.start()
        while before and view.text[before - 1] in " \u00a0":
            before -= 1
        item = _abbreviated(view, match, ends.get(before, []))
        if item is not None and item.form == "name" and actors[item.actor_id].type not in ("state", "person"):
            for short in filter(None, (acronym, match["second"])):
                if _may_abbreviate(short, view.text[item.start : item.end]):
                    defined.append(Definition(short, item.start, item.end, item.actor_id))
        elif found := _unknown_body(view, before, acronym, lexicon, actors):
            defined.append(found)
    return defined


def _abbreviated(view: TextView, match: re.Match[str], names: Sequence[Found]) -> Found | None:
    """« Conseil de sécurité de l'Organisation des Nations Unies (ONU) » : of the names that end there, whose it is."""
    short = view.known.get(match.start("acronym"))
    own = [name for name in names if short is not None and name.actor_id == short.actor_id]
    if short is not None and not own and "-" in match["acronym"]:
        return None  # « la faction X de l'Armée de libération du Soudan (ALS-MM) » : a part of it
    return next(iter([*own, *names]), None)


def _explained(view: TextView, lexicon: ActorLexicon, actors: MutableMapping[str, Actor]) -> Iterator[Definition]:
    """« la Minuk (Mission intérimaire de l'ONU au Kosovo) » : the long form follows a known acronym in brackets."""
    for item in list(view.known.values()):
        if item.form != "acronym" or view.text[item.end : item.end + 2] != " (":
            continue
        match = _LONG_FORM.match(view.text, item.end)
        start = match.start("name") if match else 0
        if match is None or start in view.known or start not in view.openings:
            continue
        if fold(match["name"]).split()[0] == fold(actors[item.actor_id].name_fr).split()[0]:
            yield Definition(view.text[item.start : item.end], start, match.end("name"), item.actor_id)


def _acronym_in(view: TextView, match: re.Match[str]) -> str | None:
    """The bracketed acronym: one by its shape, or one that the lexicon knows (« Minujusth »)."""
    known = view.known.get(match.start("acronym"))
    if _SHAPE.fullmatch(match["acronym"]) or (known is not None and known.form == "acronym"):
        return match["acronym"]
    return None


def _may_abbreviate(acronym: str, name: str) -> bool:
    """Whether the first letters agree: « Union africaine (UA) » yes, « Secrétariat (A/70/1) » no.

    >>> _may_abbreviate("UA", "Union africaine"), _may_abbreviate("PNUD", "Union africaine")
    (True, False)
    """
    initials = {word[0] for word in _WORD.findall(fold(name))}
    letters = [letter for letter in fold(acronym) if letter.isalpha()]
    return bool(letters) and sum(letter in initials for letter in letters) >= 0.6 * len(letters)


def _unknown_body(
    view: TextView, end: int, acronym: str, lexicon: ActorLexicon, actors: MutableMapping[str, Actor]
) -> Definition | None:
    """« Réseau des femmes leaders (REFEL) » : a capital noun whose words yield the acronym, or else the whole name."""
    window = max(0, end - 200)
    heads = view.by_use["head"]
    first = bisect_left(heads, window, key=attrgetter("start"))
    last = bisect_left(heads, end, key=attrgetter("start"))
    whole: tuple[Hit, str] | None = None  # « Centre … de l'Université de Lille (CRMUL) » is not « Université de Lille »
    for hit in reversed(heads[first:last]):
        clause = _CLAUSE.search(f"{view.text[hit.start : end]} ")
        last = hit.start + clause.start() if clause else end
        name = view.text[hit.start : last].rstrip(' »”"\u00a0\u202f')
        small = not name[0].isupper() and hit.form.target != "ministere"
        if small or re.search(r"[.;:!?()]", view.text[hit.start : end]):
            continue
        if len(name.split()) > _MAX_WORDS:
            continue
        if spells(acronym, name):
            return _bound(hit, name, acronym, _known_actor(view, end, acronym, name, lexicon, actors), lexicon, actors)
        if whole is None and _is_whole_name(view, hit, end):
            whole = (hit, name)
    if whole is None:
        return None
    known = _known_actor(view, end, acronym, whole[1], lexicon, actors)
    return _bound(*whole, acronym, known, lexicon, actors)


def _bound(
    hit: Hit, name: str, acronym: str, known: str | None, lexicon: ActorLexicon, actors: MutableMapping[str, Actor]
) -> Definition:
    actor_id = known or slug(name)
    kind = lexicon.heads[hit.form.target].type
    actors.setdefault(actor_id, Actor(actor_id, name, kind, None, acronym, origin="document"))
    return Definition(acronym, hit.start, hit.start + len(name), actor_id)


def _is_whole_name(view: TextView, hit: Hit, end: int) -> bool:
    """« Mission d'établissement des faits (FFM) » : the grammar reads a name that ends at the bracket."""
    whole = complement_end(view, hit.end, BODY) == end and not view.opens_sentence(hit.start)
    return whole and view.folded.count(" ", hit.start, end) >= 2


def _known_actor(
    view: TextView, end: int, acronym: str, name: str, lexicon: ActorLexicon, actors: MutableMapping[str, Actor]
) -> str | None:
    """The lexicon's actor of that acronym, where the long form may be another form of its name."""
    weak = lexicon.weak.get(acronym, "")
    if weak and fold(actors[weak].name_fr) == fold(name):
        return weak
    after = view.text.find(acronym, end)
    item = view.known.get(after)
    if item is None or item.form != "acronym":
        return None
    same_head = fold(actors[item.actor_id].name_fr).split()[0] == fold(name).split()[0]
    return item.actor_id if same_head else None


def spells(acronym: str, name: str) -> bool:
    """Whether the words of a name yield its acronym, in order, the first letter being the first.

    >>> spells("CENI", "Commission électorale nationale indépendante")
    True
    >>> spells("MINUSMA", "Bureau de la paix")
    False
    """
    words = [word for word in _WORD.findall(fold(name)) if word not in _SKIPPED]
    letters = [letter for letter in fold(acronym) if letter.isalnum()]
    if not words or not letters or words[0][0] != letters[0]:
        return False
    matched = 0
    for word in words:
        matched += len(commonprefix([word, "".join(letters[matched:])]))
    return matched >= max(2, 0.75 * len(letters))


def occurrences(
    texts: Joined, names: Mapping[str, str], form: MentionForm, *, exact: bool
) -> Iterator[tuple[int, Found]]:
    """Where the document's own names and acronyms stand, each with the number of its text.

    ``exact``: ``texts`` are as printed, where digits after a stroke make a symbol (« CCP/131 »).
    """
    if not names:
        return
    spelled = list(names)
    automaton = AhoCorasick(spelled, matchkind=MatchKind.LeftmostLongest)
    for index, number, start, end in texts.places(automaton.find_matches_as_indexes(texts.text)):
        text = texts.texts[index]
        symbol = exact and text[end : end + 1] == "/" and text[end + 1 : end + 2].isdigit()
        if not _in_word(text, start - 1) and not _in_word(text, end) and not symbol:
            yield index, Found(start, end, names[spelled[number]], form)


def _in_word(text: str, position: int) -> bool:
    return 0 <= position < len(text) and (text[position].isalnum() or text[position] in "-_")

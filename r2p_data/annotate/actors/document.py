"""The actors of one document: names, phrases, persons, what they resolve to, who holds which office."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from r2p_data.folding import fold
from r2p_data.records import Actor, ActorAnnotation, BlockKind, Mention, Office

from .catalogue import ActorLexicon, actor_lexicon
from .definitions import occurrences
from .evidence import persons_by_evidence, persons_joined
from .forms import slug
from .links import former_offices, holders_of, office_links
from .missions import hosted_missions
from .naming import index_names
from .nesting import arrange
from .persons import (
    PersonName,
    one_name,
    person_after,
    person_before,
    persons_by_civility,
    same_person,
    short_forms,
)
from .phrases import Phrase, body_phrases, office_phrases
from .reading import Reading, read
from .resolution import resolve_phrases
from .view import Found, TextView

__all__ = ["annotate_actors"]

# « Laurent-Désiré | Kabila » : the given name of another person
_CAPITAL_BEFORE = re.compile(r"(?:^|\W)[A-ZÀ-Þ][\w’'-]*[ \u00a0]$")


def annotate_actors(
    texts: Sequence[str], kinds: Sequence[BlockKind], lexicon: ActorLexicon | None = None
) -> ActorAnnotation:
    """Find the actors of a document and every place that names them.

    Parameters
    ----------
    texts
        the clean texts of all paragraphs of one document, in reading order.
    kinds
        the kind of each; nothing is read in ``furniture``.
    lexicon
        the packaged lexicon, if None.

    Returns
    -------
    ActorAnnotation
        the actors that are named, the mentions of each text in order of start (the longest
        first), and who holds which office.

    >>> found = annotate_actors(["La MINUSCA appuie le Gouvernement."], ["paragraph"])
    >>> found.mentions[0]
    [Mention(start=3, end=10, actor_id='minusca', form='acronym', nested=False)]
    """
    reading = read(texts, kinds, lexicon or actor_lexicon())
    for view, found in zip(reading.views, reading.found, strict=True):
        if view.known:
            named = list(hosted_missions(view, reading))
            found.extend(named)
            index_names(view, named)
    phrases = [_phrases(view, reading) for view in reading.views]
    beside = _name_persons(reading, phrases)
    resolve_phrases(reading, phrases, beside)
    mentions = [arrange(found, reading.actors) if found else [] for found in reading.found]
    offices = _offices(reading, mentions)
    used = {mention.actor_id for in_text in mentions for mention in in_text}
    return ActorAnnotation({actor: reading.actors[actor] for actor in sorted(used)}, mentions, offices)


def _phrases(view: TextView, reading: Reading) -> list[Phrase]:
    """What the grammar reads in a text; a heading in capitals does not show where a name ends."""
    if not (view.by_use["head"] or view.by_use["title"]) or view.text.isupper():
        return []
    taken = bytearray(len(view.text))
    for item in view.known.values():
        taken[item.start : item.end] = b"\x01" * (item.end - item.start)
    bodies = list(body_phrases(view, reading.lexicon, taken))
    for phrase in bodies:
        if not phrase.bare and phrase.capital and phrase.start not in view.known:
            view.know(Found(phrase.start, phrase.end, "", "name"))
    offices = list(office_phrases(view, reading.lexicon))
    return [*(b for b in bodies if b.capital or _is_accredited(view, b, offices)), *offices]


def _is_accredited(view: TextView, body: Phrase, offices: Sequence[Phrase]) -> bool:
    """« délégation de l'Union européenne auprès de… », or one that an office belongs to."""
    inside = body.key != "delegation" or any(o.start < body.start and body.end <= o.end for o in offices)
    return inside or "aupres d" in view.folded[body.start : body.end]


def _name_persons(reading: Reading, phrases: Sequence[Sequence[Phrase]]) -> set[tuple[int, int]]:
    """Add the persons of a document to what is found; returns the offices that stand beside a name."""
    named: list[list[PersonName]] = []
    beside: set[tuple[int, int]] = set()
    for view, in_text in zip(reading.views, phrases, strict=True):
        names = [*persons_by_civility(view), *persons_by_evidence(view)]
        for start, end, bare in _office_spans(view, in_text):
            for name in (person_after(view, end, single=bare), person_before(view, start)):
                if name is not None:
                    names.append(name)
                    beside.add((view.index, start))
        known = [item for item in view.known.values() if item.actor_id.startswith("person-")]
        if (names or known) and " et " in view.text:
            names.extend(persons_joined(view, [*names, *known]))
        named.append(names)
    _identify(reading, named)
    return beside


def _office_spans(view: TextView, phrases: Sequence[Phrase]) -> list[tuple[int, int, bool]]:
    lexical = [(item.start, item.end, True) for item in view.known.values() if item.form == "office"]
    return lexical + [(p.start, p.end, p.bare) for p in phrases if p.office]


def _identify(reading: Reading, named: Sequence[Sequence[PersonName]]) -> None:
    """One actor a person, whatever the form: « Samantha Power », « Mme Power »."""
    lexical = {
        view.text[item.start : item.end]: item.actor_id
        for view, found in zip(reading.views, reading.found, strict=True)
        for item in found
        if reading.type_of(item) == "person"
    }
    full = [person.name for names in named for person in names if " " in person.name]
    same = one_name(full, lexical)
    # « Helen La Lime », « Helen Meagher La Lime » : both are hers, so that « La Lime » is no one else
    held = {actor: name for name, actor in sorted(lexical.items(), key=lambda item: len(item[0]))}
    known = short_forms({same.get(name, name) for name in [*full, *held.values()]})
    ids = {fold(name): actor for name, actor in lexical.items()}
    surfaces: dict[str, str] = {}
    for view, names in zip(reading.views, named, strict=True):
        for person in names:
            whole = same.get(person.name) or same_person(person.name, known) or person.name
            actor_id = ids.setdefault(fold(whole), "person-" + slug(whole))
            reading.actors.setdefault(actor_id, Actor(actor_id, _spelled(whole), "person", origin="document"))
            reading.found[view.index].append(Found(person.start, person.end, actor_id, "name"))
            surfaces[person.name] = actor_id
    surfaces |= {short: ids[fold(whole)] for short, whole in known.items() if fold(whole) in ids}
    _find_again(reading, surfaces)


def _spelled(name: str) -> str:
    """« Jean-Pierre LACROIX » as « Jean-Pierre Lacroix », « James Baker III » as it stands."""
    shouted = (len(word) > 2 and word.isupper() and not set(word) <= set("IVX") for word in name.split())
    return " ".join(word.capitalize() if loud else word for word, loud in zip(name.split(), shouted, strict=True))


def _find_again(reading: Reading, surfaces: dict[str, str]) -> None:
    """The names and surnames of the document's persons, wherever they stand bare."""
    forms = reading.lexicon.forms
    safe = {name: actor for name, actor in surfaces.items() if len(name) > 3 and not _is_word(name, forms)}
    for index, item in occurrences(reading.printed, safe, "name", exact=True):
        view = reading.views[index]
        after_capital = bool(_CAPITAL_BEFORE.search(view.text[max(0, item.start - 40) : item.start]))
        if " " in view.text[item.start : item.end] or not after_capital or view.opens_sentence(item.start):
            reading.found[index].append(item)


def _is_word(name: str, forms: Mapping[str, object]) -> bool:
    return " " not in name and fold(name) in forms


def _offices(reading: Reading, mentions: Sequence[Sequence[Mention]]) -> list[list[Office]]:
    paired = [view for view in reading.views if len(mentions[view.index]) > 1]
    stated: list[list[Office]] = [[] for _ in reading.views]
    for view in paired:
        stated[view.index] = office_links(view, mentions[view.index], reading.actors)
    holders = holders_of(link for links in stated for link in links)
    for view in paired:
        stated[view.index].extend(former_offices(view, mentions[view.index], reading.actors, holders))
    return stated

"""Reading a document: its views, the names that the lexicon and the document itself supply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from r2p_data.folding import fold
from r2p_data.records import Actor, BlockKind

from .catalogue import ActorLexicon
from .congos import which_congo
from .definitions import Definition, definitions_in, occurrences
from .joined import Joined
from .matching import find_hits
from .naming import index_names, join_owners, lexical_names
from .view import Found, TextView

__all__ = ["Reading", "read"]


@dataclass
class Reading:
    """A document as far as its plain names are known.

    ``printed`` and ``folded`` hold the texts of all ``views``. ``found`` is parallel to ``views``;
    ``actors`` holds the lexicon's actors and those that the document adds.
    """

    lexicon: ActorLexicon
    views: list[TextView]
    actors: dict[str, Actor]
    printed: Joined
    folded: Joined
    found: list[list[Found]] = field(default_factory=list)

    def type_of(self, item: Found) -> str:
        """Type of the actor that a mention names."""
        return self.actors[item.actor_id].type

    def states(self) -> Counter[str]:
        """How often each state is named, by an adjective or by a mission that it hosts too."""
        counted: Counter[str] = Counter()
        for actor_id, times in self.times.items():
            if self.actors[actor_id].type == "state":
                counted[actor_id] += times
            elif len(hosts := self.lexicon.hosts.get(actor_id, ())) == 1:
                counted[hosts[0]] += times
        return counted

    @cached_property
    def times(self) -> Counter[str]:
        """How often each actor is named by a plain name."""
        return Counter(item.actor_id for found in self.found for item in found)


def read(texts: Sequence[str], kinds: Sequence[BlockKind], lexicon: ActorLexicon) -> Reading:
    """Find the names of a document: lexicon, the document's own acronyms, owners, the right Congo."""
    printed = Joined(["" if kind == "furniture" else text for text, kind in zip(texts, kinds, strict=True)])
    folded = Joined([fold(text) for text in printed.texts])
    hits = find_hits(printed, folded, lexicon)
    views = [
        TextView(i, *of_text) for i, of_text in enumerate(zip(printed.texts, folded.texts, kinds, hits, strict=True))
    ]
    reading = Reading(lexicon, views, dict(lexicon.actors), printed, folded)
    for view in views:
        found = lexical_names(view)
        index_names(view, found)
        reading.found.append(found)
    which_congo(reading.views, reading.found, folded.text)
    for view, found in zip(views, reading.found, strict=True):
        if len(view.known) > 1:
            found.extend(join_owners(view, reading.actors))
    _bind_acronyms(reading)
    return reading


def _bind_acronyms(reading: Reading) -> None:
    """Let the document's own definitions decide whom its acronyms mean."""
    defined: list[tuple[int, Definition]] = []
    for view in reading.views:
        if "(" in view.text:
            defined.extend((view.index, d) for d in definitions_in(view, reading.lexicon, reading.actors))
    bound: dict[str, str] = {}
    for _, definition in defined:
        bound.setdefault(definition.acronym, definition.actor_id)
    if not bound:
        return
    _rebind(reading, bound)
    own = {
        reading.views[i].folded[d.start : d.end]: d.actor_id for i, d in defined if not _is_known(reading.views[i], d)
    }
    for index, item in (
        *occurrences(reading.printed, bound, "acronym", exact=True),
        *occurrences(reading.folded, own, "name", exact=False),
    ):
        reading.found[index].append(item)
        index_names(reading.views[index], [item])


def _rebind(reading: Reading, bound: dict[str, str]) -> None:
    for view, found in zip(reading.views, reading.found, strict=True):
        for i, item in enumerate(found):
            target = bound.get(view.text[item.start : item.end]) if item.form == "acronym" else None
            if target and target != item.actor_id:
                found[i] = item._replace(actor_id=target)
                view.know(found[i])


def _is_known(view: TextView, definition: Definition) -> bool:
    item = view.known.get(definition.start)
    return item is not None and item.end == definition.end

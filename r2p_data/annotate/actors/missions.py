"""Missions: those named by owner and host (« mission de l'ONU au Mali »), and the one a document is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from r2p_data.folding import fold
from r2p_data.records import Actor

from .contexts import is_state
from .reading import Reading
from .view import Found, TextView

__all__ = ["hosted_missions", "leading_bodies", "only_bodies"]

_HEAD_BEFORE = re.compile(r"\b(mission|operation|force)s? (?:de maintien de la paix |de paix )?(?:de l'|de la |des )$")
_TO_HOST = re.compile(r" (?:en |au |aux |a |dans le |dans les )")
_BRACKETED = re.compile(r" \((?:la |l')?(?=\w)")
_OWNERS = {
    "onu": (),
    "union-africaine": ("union africaine",),
    "union-europeenne": ("union europeenne",),
    "cedeao": ("cedeao",),
}
# heads of the bodies that a title may name short before the text names them in full
_SHORT_IN_TITLES = frozenset({"conseil", "commission", "assemblee"})
_MISSIONS = frozenset({"un_mission", "mission"})


def hosted_missions(view: TextView, reading: Reading) -> Iterator[Found]:
    """« la mission des Nations unies au Mali » : the mission that follows in brackets, or the only one meant."""
    for item in [item for item in view.known.values() if item.actor_id in _OWNERS]:
        head = _HEAD_BEFORE.search(view.folded, max(0, item.start - 50), item.start)
        link = _TO_HOST.match(view.folded, item.end)
        host = view.known.get(link.end()) if link else None
        if head is None or host is None or not is_state(host.actor_id) or head.start() in view.known:
            continue
        if (mission := _meant(view, host, head[1], item.actor_id, reading)) is not None:
            yield Found(head.start(), host.end, mission, "name")


def _meant(view: TextView, host: Found, head: str, owner: str, reading: Reading) -> str | None:
    able = [
        mission
        for mission, hosts in reading.lexicon.hosts.items()
        if hosts == (host.actor_id,) and _fits(reading.actors[mission], head, owner)
    ]
    bracket = _BRACKETED.match(view.text, host.end)
    bracketed = view.known.get(bracket.end()) if bracket else None
    if bracketed is not None:
        return bracketed.actor_id if bracketed.actor_id in able else None
    named = [mission for mission in able if mission in reading.times]
    for choice in (named, able):
        if choice:
            return choice[0] if len(choice) == 1 else None
    return None


def _fits(mission: Actor, head: str, owner: str) -> bool:
    name = fold(mission.name_fr)
    if owner == "onu":
        return mission.type == "un_mission" and name.startswith(head)
    return mission.type == "mission" and name.startswith(head) and any(word in name for word in _OWNERS[owner])


@lru_cache(maxsize=10_000)
def _opening_words(name: str) -> tuple[str, ...]:
    """« cinquieme », « commission »: the first two folded words of a name."""
    return tuple(fold(name).split()[:2])


def leading_bodies(times: Counter[str], actors: Mapping[str, Actor]) -> dict[str, str]:
    """The mission that most of a document is about, by the first word of its name.

    >>> finul = Actor("finul", "Force intérimaire des Nations Unies au Liban", "un_mission")
    >>> leading_bodies(Counter(finul=3), {"finul": finul})
    {'force': 'finul', 'mission': 'finul'}
    """
    by_head: dict[str, Counter[str]] = {}
    for actor_id, number in times.items():
        if actors[actor_id].type in _MISSIONS:
            head = _opening_words(actors[actor_id].name_fr)[0]
            by_head.setdefault(head, Counter())[actor_id] = number
    leading = {}
    for head, counted in by_head.items():
        leader, most = counted.most_common(1)[0]
        if most >= max(3, 0.6 * counted.total()):
            leading[head] = leader
    if "mission" not in by_head and len(leading) == 1:
        leading["mission"] = next(iter(leading.values()))  # « la Mission » for an « Opération », a « Force »
    return leading


def only_bodies(times: Counter[str], actors: Mapping[str, Actor]) -> dict[str, str]:
    """The only Council, Committee or Assembly that a document names in full, by the head of its name.

    >>> fifth = Actor("cinquieme-commission", "Cinquième Commission", "un_body")
    >>> only_bodies(Counter({"cinquieme-commission": 1}), {"cinquieme-commission": fifth})
    {'commission': 'cinquieme-commission'}
    """
    by_head: dict[str, set[str]] = {}
    for actor_id in times:
        if actors[actor_id].type not in ("state", "person", "office"):
            for head in _SHORT_IN_TITLES.intersection(_opening_words(actors[actor_id].name_fr)):
                by_head.setdefault(head, set()).add(actor_id)
    return {head: min(named) for head, named in by_head.items() if len(named) == 1}

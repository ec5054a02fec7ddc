"""Nesting: which mentions stand, which are nested, which repeat what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from r2p_data.records import Actor, Mention

from .view import Found

__all__ = ["arrange"]

# « Nations Unies » inside « Organisation des Nations Unies » names the same actor; « Congo » inside
# « République démocratique du Congo » is no state of its own.
_CLOSED_TYPES = frozenset({"state", "person"})
# Of two readings of the same words the first of these forms stands.
_FORMS = {form: rank for rank, form in enumerate(("name", "acronym", "office", "definite", "adjective"))}


def arrange(found: Iterable[Found], actors: Mapping[str, Actor]) -> list[Mention]:
    """Mentions in order of start, the longest first, each nested one inside its outer one.

    Of two mentions that cross, the longer stands. A mention inside a state or a person, or
    inside a longer mention of the same actor, is dropped.

    >>> onu = Actor("onu", "Organisation des Nations Unies", "un_body")
    >>> arrange([Found(0, 30, "onu", "name"), Found(17, 30, "onu", "name")], {"onu": onu})
    [Mention(start=0, end=30, actor_id='onu', form='name', nested=False)]
    """
    open_: list[Found] = []
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end, _FORMS[f.form], f.actor_id)):
        while open_ and open_[-1].end <= item.start:
            open_.pop()
        if open_ and item.end > open_[-1].end and not _displaces(item, open_, kept):
            continue
        if open_ and any(_absorbs(outer, item, actors) for outer in open_):
            continue
        kept.append(item)
        open_.append(item)
    return _as_mentions(kept)


def _displaces(item: Found, open_: list[Found], kept: list[Found]) -> bool:
    """Whether a crossing mention is longer than those it crosses; they go, if so."""
    crossed = [outer for outer in open_ if outer.end < item.end]
    if any(outer.length >= item.length for outer in crossed):
        return False
    for outer in crossed:
        open_.remove(outer)
        kept.remove(outer)
    return True


def _absorbs(outer: Found, item: Found, actors: Mapping[str, Actor]) -> bool:
    if (outer.start, outer.end) == (item.start, item.end):
        return True
    if outer.start == item.start and _is_other_body(actors[outer.actor_id]) and item.form == "name":
        return True
    return outer.actor_id == item.actor_id or actors[outer.actor_id].type in _CLOSED_TYPES


def _is_other_body(outer: Actor) -> bool:
    """« Secrétariat de la CEDEAO » : the Secretariat of the United Nations is not named there."""
    return outer.origin == "document" and outer.type not in ("office", "person", "state")


def _as_mentions(kept: list[Found]) -> list[Mention]:
    mentions = []
    reach = -1
    for start, end, actor_id, form in kept:
        mentions.append(Mention(start, end, actor_id, form, end <= reach))
        if end > reach:
            reach = end
    return mentions

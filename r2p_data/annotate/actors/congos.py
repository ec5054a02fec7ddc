"""Which Congo: « Congo » and « congolais » by themselves name two states.

United Nations documents call the Republic of the Congo « Congo »; the press calls the
Democratic Republic so. What else the document names decides; where nothing does, no state
is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .contexts import is_state
from .view import Found, TextView

__all__ = ["which_congo"]

_OPEN_SURFACES = frozenset({"congo", "congolais", "congolaise", "congolaises"})
_LISTED = re.compile(r"(?:, | et )(?:la |de la |en )?")
_KINSHASA_SIGNS = (
    "kinshasa",
    "kivu",
    "goma",
    "ituri",
    "bukavu",
    "katanga",
    "kabila",
    "tshisekedi",
    "mobutu",
    "lumumba",
)
_BRAZZAVILLE_SIGNS = ("brazzaville", "sassou", "pointe-noire")
_PEACEKEEPING_SIGNS = ("maintien de la paix", "casques bleus", "soldats de la paix", "mission de l'onu")
_KINSHASA_ACTORS = frozenset({"monusco", "monuc", "onuc", "fardc", "m23", "fdlr", "adf", "pnc"})
# States beside which the press names the Congo that hosts a peace operation.
_HOSTS = frozenset({"CAF", "SDN", "SSD", "MLI", "CIV", "LBR", "SLE", "HTI", "SOM", "BDI", "RWA"})
_NEAR = 120
_MOST_NEIGHBOURS = 40
# States whose names stand beside the Congo's in an alphabetical list.
_LIST_NEIGHBOURS = frozenset({"COM", "CRI", "COL", "CIV"})


def which_congo(views: Sequence[TextView], found: Sequence[list[Found]], folded: str) -> None:
    """Settle every bare « Congo » of a document, in place; those that stay open are dropped.

    ``folded`` holds the folded texts of all ``views``.
    """
    opened = [i for i, items in enumerate(found) if any(_is_open(views[i], item) for item in items)]
    if not opened:
        return
    answer = _document_answer(views, found, folded)
    peacekeeping = _any_sign(folded, _PEACEKEEPING_SIGNS)
    for i in opened:
        found[i][:] = _settled(views[i], found[i], answer, peacekeeping)


def _settled(view: TextView, items: Sequence[Found], answer: str | None, peacekeeping: bool) -> Iterator[Found]:
    named = sorted((item.start, item.actor_id) for item in items if is_state(item.actor_id))
    for item in items:
        if not _is_open(view, item):
            yield item
            continue
        beside = _beside_the_other(view, item)
        iso3 = "COG" if beside else answer or _neighbours_answer(item, named, peacekeeping)
        if item.form == "adjective":
            view.demonyms[item.start] = iso3 or ""
        if iso3 is None:
            view.known.pop(item.start, None)
            continue
        settled = item._replace(actor_id=iso3)
        if item.form != "adjective":
            view.know(settled)
        yield settled


def _beside_the_other(view: TextView, item: Found) -> bool:
    """« Congo, République démocratique du Congo » : a list that names both."""
    link = _LISTED.match(view.folded, item.end)
    after = view.known.get(link.end()) if link else None
    return after is not None and after.actor_id == "COD" and item.form != "adjective"


def _is_open(view: TextView, item: Found) -> bool:
    return item.actor_id == "COG" and view.folded[item.start : item.end] in _OPEN_SURFACES


def _document_answer(views: Sequence[TextView], found: Sequence[list[Found]], folded: str) -> str | None:
    """The only Congo of which the document gives another sign."""
    named = {item.actor_id for items in found for item in items}
    stated = any(
        item.actor_id == "COG" and not _is_open(view, item)
        for view, items in zip(views, found, strict=True)
        for item in items
    )
    kinshasa = "COD" in named or bool(named & _KINSHASA_ACTORS) or _any_sign(folded, _KINSHASA_SIGNS)
    brazzaville = stated or _any_sign(folded, _BRAZZAVILLE_SIGNS)
    if kinshasa == brazzaville:
        return None
    return "COD" if kinshasa else "COG"


def _any_sign(folded: str, signs: Sequence[str]) -> bool:
    return any(sign in folded for sign in signs)


def _neighbours_answer(item: Found, named: Sequence[tuple[int, str]], peacekeeping: bool) -> str | None:
    """In a list of states the Republic; beside states with peace operations, where these are meant, the other."""
    first = bisect_left(named, (item.start - _NEAR, ""))
    last = bisect_left(named, (item.start + _NEAR, ""))
    near = {iso3 for _, iso3 in named[first : min(last, first + _MOST_NEIGHBOURS)]}
    if near & _LIST_NEIGHBOURS:
        return "COG"
    return "COD" if peacekeeping and len(near & _HOSTS) >= 2 else None

"""Which Congo: « Congo » and « congolais » by themselves name two states.

United Nations documents call the Republic of the Congo « Congo »; the press calls the
Democratic Republic so. What else the document names decides; where nothing does, no state
is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from .view import Found, TextView

__all__ = ["which_congo"]

_OPEN_SURFACES = frozenset({"congo", "congolais", "congolaise", "congolaises"})
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
# States whose names stand beside the Congo's in an alphabetical list.
_LIST_NEIGHBOURS = frozenset({"COM", "CRI", "COL", "CIV"})


def which_congo(views: Sequence[TextView], found: Sequence[list[Found]]) -> None:
    """Settle every bare « Congo » of a document, in place; those that stay open are dropped."""
    opened = [
        (view, items, item) for view, items in zip(views, found, strict=True) for item in items if _is_open(view, item)
    ]
    if not opened:
        return
    answer = _document_answer(views, found)
    for view, items, item in opened:
        iso3 = answer or _sentence_answer(view, items, item, views)
        position = items.index(item)
        if iso3 is None:
            del items[position]
            view.known.pop(item.start, None)
        else:
            items[position] = item._replace(actor_id=iso3)
            if item.form != "adjective":
                view.know(items[position])


def _is_open(view: TextView, item: Found) -> bool:
    return item.actor_id == "COG" and view.folded[item.start : item.end] in _OPEN_SURFACES


def _document_answer(views: Sequence[TextView], found: Sequence[list[Found]]) -> str | None:
    """The only Congo of which the document gives another sign."""
    named = {item.actor_id for items in found for item in items}
    stated = any(
        item.actor_id == "COG" and not _is_open(view, item)
        for view, items in zip(views, found, strict=True)
        for item in items
    )
    kinshasa = "COD" in named or bool(named & _KINSHASA_ACTORS) or _any_sign(views, _KINSHASA_SIGNS)
    brazzaville = stated or _any_sign(views, _BRAZZAVILLE_SIGNS)
    if kinshasa == brazzaville:
        return None
    return "COD" if kinshasa else "COG"


def _any_sign(views: Sequence[TextView], signs: Sequence[str]) -> bool:
    return any(sign in view.folded for view in views for sign in signs)


def _sentence_answer(view: TextView, items: Sequence[Found], item: Found, views: Sequence[TextView]) -> str | None:
    """In a list of states the Republic; beside states with peace operations, where these are meant, the other."""
    near = {other.actor_id for other in items if abs(other.start - item.start) < 120 and len(other.actor_id) == 3}
    if near & _LIST_NEIGHBOURS:
        return "COG"
    hosts = {"CAF", "SDN", "SSD", "MLI", "CIV", "LBR", "SLE", "HTI", "SOM", "BDI", "RWA"}
    return "COD" if len(near & hosts) >= 2 and _any_sign(views, _PEACEKEEPING_SIGNS) else None

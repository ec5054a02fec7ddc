"""Facets: every filter as a list of values with counts that follow the other filters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import traitlets

from r2p_data.explore.model import Selection
from r2p_data.explore.part import Asked, Part, name_category, read_script
from r2p_data.explore.query import Query

NAMES = {
    "documents": "Document",
    "figure_kinds": "Kind of figure",
    "units": "Unit",
    "actors": "Actor",
    "actor_types": "Type of actor",
    "themes": "Theme",
    "years": "Year",
    "symbols": "Document cited",
    "sections": "Section",
    "genres": "Genre",
    "kinds": "Kind of paragraph",
}
OPEN = ("documents", "figure_kinds", "actors", "themes")
_CATEGORIES = ("actor_types", "genres", "kinds", "figure_kinds")
# Values sent to the page; the others are found by « find ».
MOST = 60


class Facets(Part):
    """All facets of a selection; a click on a value adds or removes it as a filter."""

    _esm = read_script("facets.js")

    facets: Any = traitlets.List().tag(sync=True)
    counted = traitlets.Unicode("Counts are paragraphs.").tag(sync=True)
    opened = traitlets.List(list(OPEN)).tag(sync=True)

    def __init__(self, selection: Selection, answer: Callable[[Asked], None]) -> None:
        super().__init__(answer)
        self._sought: dict[str, str] = {}
        self._asked: Query | None = None
        selection.subscribe(self.update)
        self.update(selection)

    def update(self, selection: Selection) -> None:
        """Count anew, unless only another row was chosen."""
        asked = replace(selection.query, chosen=None)
        if asked != self._asked:
            self._asked = asked
            self.facets = [self._draw(selection, facet) for facet in NAMES]

    def find(self, selection: Selection, facet: str, words: str) -> None:
        """Show the values of one facet whose name holds ``words``."""
        self._sought[facet] = words.strip()
        self.facets = [self._draw(selection, facet) if old["name"] == facet else old for old in self.facets]

    def _draw(self, selection: Selection, facet: str) -> dict[str, Any]:
        chosen = getattr(selection.query, facet) or ()
        drawn: dict[str, Any] = {"name": facet, "label": NAMES[facet], "chosen": list(chosen)}
        values = selection.matcher.coding.facets[facet].values
        if facet == "years":
            return drawn | {"range": [min(values, default=0), max(values, default=0)], "values": [], "total": 0}
        found = selection.values(facet, self._sought.get(facet, ""), MOST)
        first = [value for value in found if value.value in chosen]
        rest = [value for value in found if value.value not in chosen]
        shown = [
            [value, name_category(label) if facet in _CATEGORIES else label, n] for value, label, n in first + rest
        ]
        return drawn | {"values": shown, "total": len(values), "more": len(found) >= MOST}

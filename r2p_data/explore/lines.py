"""The concordance: the words searched, or the rows shown, each line in its context."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import traitlets

from r2p_data.explore.kwic import cut_left, cut_right
from r2p_data.explore.model import Selection
from r2p_data.explore.pages import read_concordance
from r2p_data.explore.part import Asked, Part, read_script
from r2p_data.explore.query import Query

MOST = 25
_PLACE = 26
# Fewer characters than are read, so that no line begins or ends within a word.
_AROUND = 58


class Lines(Part):
    """Words in their context; a click on a line opens it on the page."""

    _esm = read_script("lines.js")

    title = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    lines: Any = traitlets.List().tag(sync=True)

    def __init__(self, selection: Selection, answer: Callable[[Asked], None]) -> None:
        super().__init__(answer)
        self.found = pd.DataFrame()
        self._asked: Query | None = None
        self.add_class("r2p-wide")
        selection.subscribe(self.update)
        self.update(selection)

    def update(self, selection: Selection) -> None:
        """Show the first lines, unless only another row was chosen."""
        asked = replace(selection.query, chosen=None)
        if asked == self._asked:
            return
        self._asked = asked
        words = asked.text.strip()
        page = None if words else selection.page(0, MOST)
        self.found = read_concordance(selection.matcher, selection.match, 0, MOST, page=page).head(MOST)
        with self.hold_sync():
            self.title = f"« {words} » in context" if words else f"The {asked.rows} in context"
            self.lines = [_draw_line(row) for row in self.found.to_dict("records")]
            self.note = self._say_rest(selection)

    def _say_rest(self, selection: Selection) -> str:
        if self.found.empty:
            return "Nothing matches."
        return f"The first {MOST} lines." if len(self.found) == MOST and selection.match.n_rows > MOST else ""


def _draw_line(row: dict[Any, Any]) -> list[str]:
    left, words, right = (" ".join(str(row[key]).split("\n")) for key in ("left", "keyword", "right"))
    left, right = cut_left(left, _AROUND), cut_right(right, _AROUND)
    document, _, place = str(row["citation"]).rpartition(", ")
    return [left, words, right, f"{place} · {cut_right(document, _PLACE)}"]

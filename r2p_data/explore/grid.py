"""The rows as a table to sort and filter, in the kept grid of itables; one row can be opened."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd
from itables.widget import ITable

from r2p_data.explore.model import Selection
from r2p_data.explore.panel import Panel
from r2p_data.explore.part import Asked, name_category
from r2p_data.explore.query import Query
from r2p_data.explore.reading import place_row

# Rows sent to the page; export gives them all.
MOST = 200
_TEXT = 220
_COLUMNS = {
    "figures": {
        "surface": "words", "kind": "kind", "value": "value", "value2": "of / to", "unit": "unit",
        "subject": "what is counted",
    },
    "mentions": {
        "surface": "words", "name_fr": "actor", "name_en": "in English", "type": "type", "form": "named by",
    },
    "paragraphs": {"text": "text", "kind": "kind", "section": "section", "n_words": "words"},
    "dates": {"surface": "words", "date_from": "first day", "date_to": "last day", "precision": "precision"},
    "references": {
        "surface": "words", "symbol": "document cited", "type": "type", "year": "year", "pinpoint": "place in it",
    },
    "themes": {"surface": "words", "theme": "theme", "term": "term"},
}  # fmt: skip

_CATEGORIES = ("kind", "type", "form", "precision")


class Grid(Panel):
    """A table of the first rows that match; a click on a row opens it on the page."""

    def __init__(self, selection: Selection, answer: Callable[[Asked], None]) -> None:
        self._asked: Query | None = None
        self._said = widgets.HTML()
        self._note = widgets.HTML()
        self.table = ITable(pd.DataFrame(), **_OPTIONS)
        self.table.observe(lambda change: self._choose(change["new"], answer), "selected_rows")
        self._settled: list[int] = []
        self._shown = pd.DataFrame()
        super().__init__([self._said, self.table, self._note])
        for name in ("r2p-grid", "r2p-view", "r2p-wide"):
            self.add_class(name)
        selection.subscribe(self.update)
        self.update(selection)

    def update(self, selection: Selection) -> None:
        """Show the first rows; where only another row was chosen, mark it."""
        asked = replace(selection.query, chosen=None)
        at = place_row(selection)
        self._settled = [at] if at is not None and at < MOST else []
        if asked == self._asked:
            self.table.selected_rows = self._settled
            return
        self._asked = asked
        page, total = selection.page(0, MOST), selection.match.n_rows
        self._said.value = f"<h3>{total:,} {asked.rows if total != 1 else asked.rows[:-1]} in a table</h3>"
        self._show(draw_rows(selection, page))
        shown = f"The first {MOST} of {total:,} rows; filter further to see others. " if total > MOST else ""
        self._note.value = f'<p class="r2p-quiet">{shown}Click a row to read it; click a column to sort.</p>'

    def _show(self, rows: pd.DataFrame) -> None:
        """Put rows into the table; the same columns as before need no more than the rows themselves.

        What a change of everything does is checked and formatted anew by itables, which takes longer
        than all charts together.
        """
        before, self._shown = self._shown, rows
        if rows.empty or before.empty or list(rows.columns) != list(before.columns):
            self.table.update(rows, selected_rows=self._settled, **_OPTIONS)
            return
        cells = [[escape(cell, quote=False) for cell in rows[column]] for column in rows]
        data = json.dumps(list(zip(*cells, strict=True)))
        with self.table.hold_sync():
            self.table._df = rows
            self.table._dt_args = {**self.table._dt_args, "data_json": data}
            self.table.selected_rows = self._settled

    def _choose(self, chosen: list[int], answer: Callable[[Asked], None]) -> None:
        if chosen and chosen != self._settled:
            self._settled = list(chosen)
            answer({"row": chosen[0]})


_OPTIONS: dict[str, Any] = {
    "select": "single",
    "column_filters": "header",
    "showIndex": False,
    "paging": False,
    "scrollX": True,
    "scrollY": "250px",
    "scrollCollapse": True,
    "layout": {"topStart": None, "topEnd": None, "bottomStart": None, "bottomEnd": None},
    "classes": "display nowrap compact r2p-rows",
    "style": "width:100%",
    "allow_html": False,
    "maxBytes": 0,
    # checked by our tests, not at every change
    "warn_on_unexpected_option_type": False,
    "warn_on_undocumented_option": False,
}


def draw_rows(selection: Selection, page: pd.DataFrame) -> pd.DataFrame:
    """The columns that a reader wants, under names that she knows; text that is long is cut."""
    columns = _COLUMNS[selection.query.rows]
    drawn: dict[str, list[str]] = {}
    for column in columns:
        values = page[column].tolist()
        if column == "theme":
            values = [selection.matcher.label("themes", theme) for theme in values]
        drawn[columns[column]] = [_draw_cell(value, column in _CATEGORIES) for value in values]
    return pd.DataFrame(drawn | {"where": page["citation"].tolist()}, dtype="object")


def _draw_cell(value: Any, category: bool) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if not isinstance(value, str):
        return f"{value:,.10g}"
    text = name_category(value) if category else " ".join(value.split())
    return text if len(text) <= _TEXT else text[: _TEXT - 1].rstrip() + "…"

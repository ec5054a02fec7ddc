"""The explorer: facets, linked views, rows and a page to read, all of one selection."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import numpy as np

from r2p_data.corpus import Corpus
from r2p_data.errors import R2PDataError
from r2p_data.explore.citing import LABELS, cite_place
from r2p_data.explore.facets import Facets
from r2p_data.explore.grid import Grid
from r2p_data.explore.head import Head
from r2p_data.explore.lines import Lines
from r2p_data.explore.model import Selection
from r2p_data.explore.pages import find_row, name_row
from r2p_data.explore.panel import SelectionPanel
from r2p_data.explore.part import Asked
from r2p_data.explore.query import Query
from r2p_data.explore.reading import Page, place_row
from r2p_data.explore.taking import FORMATS, name_download, write_selection
from r2p_data.explore.views import ActorsView, AmountsView, PairsView, StripView, YearsView

_VIEWS = (StripView, ActorsView, AmountsView, PairsView, YearsView)


class Explorer(SelectionPanel):
    """One place to filter, see, read and cite a corpus.

    Parameters
    ----------
    corpus
        the corpus to explore.
    query
        what is asked first: a query, or a dictionary as ``explorer.query`` gives it.
    themes
        a TOML file of themes; by default those of the package.

    Raises
    ------
    R2PDataError
        if the query or the file of themes is faulty.

    Notes
    -----
    ``actions`` maps the name of a button in the head to its label, its tooltip and what it does;
    ``add_action`` adds one.
    """

    def __init__(
        self,
        corpus: Corpus,
        query: Query | Mapping[str, Any] | None = None,
        themes: str | os.PathLike[str] | None = None,
    ) -> None:
        self.corpus = corpus
        self.failure: Exception | None = None
        self.model = Selection(corpus, query, themes, on_error=self._fail)
        documents = len(self.model.matcher.coding.documents)
        title = f"{documents:,} document{'s' if documents != 1 else ''}, {self.model.matcher.size:,} paragraphs"
        self.head = Head(self.model, self.answer, title)
        self.model.matcher.on_progress = partial(setattr, self.head, "doing")
        self.facets = Facets(self.model, self.answer)
        self.page = Page(self.model, self.answer)
        self.views = [view(self.model, self.answer) for view in _VIEWS]
        self.grid = Grid(self.model, self.answer)
        self.lines = Lines(self.model, self.answer)
        self._actions: dict[str, Callable[[], None]] = {}
        for suffix, known in FORMATS.items():
            self.add_action(suffix[1:], known.label, known.title, partial(self._download, suffix))
        middle = widgets.Box([*self.views, self.grid, self.lines])
        middle.add_class("r2p-views")
        body = widgets.Box([self.facets, middle, self.page])
        body.add_class("r2p-body")
        super().__init__([self.head, body])
        self.add_class("r2p-explorer")

    @property
    def query(self) -> dict[str, Any]:
        """What is asked now, as a plain dictionary: save it, print it, give it back to ``explore``."""
        return super().query

    @query.setter
    def query(self, given: Query | Mapping[str, Any]) -> None:
        self.model.query = given

    def export(self, path: str | os.PathLike[str]) -> Path:
        """Write all rows that match to a file: ``.csv``, ``.parquet``, or ``.html`` for a page that stands alone.

        Raises
        ------
        R2PDataError
            if the ending is another, or the file cannot be written.
        """
        return write_selection(self.model, path)

    def cite(self, style: str = "un") -> str:
        """The paragraph that is open, cited: ``"un"``, ``"bibtex"`` or ``"csl"``.

        Raises
        ------
        R2PDataError
            if there is no such style, or no paragraph is open.
        """
        if style not in LABELS:
            raise R2PDataError(f"there is no citation in style {style!r}; choose one of {', '.join(LABELS)}")
        if self.page.place is None:
            raise R2PDataError("nothing matches, so there is nothing to cite")
        return cite_place(self.model.matcher, self.page.place)[style]

    def add_action(self, name: str, label: str, title: str, act: Callable[[], None]) -> None:
        """Add a button to the head: its label, what it tells when one points at it, and what it does."""
        self._actions[name] = act
        self.head.actions = [*self.head.actions, [name, label, title]]

    def answer(self, asked: Asked) -> None:
        """Do what a reader asks in one of the parts; an error is shown in the head."""
        self.head.busy, self.failure = True, None
        try:
            for verb, value in asked.items():
                _VERBS[verb](self, value)
            if self.failure is None:
                self.head.error = ""
        except R2PDataError as error:
            self.head.error = f"{error}"
        except Exception as error:
            self._fail(error)
            raise
        finally:
            self.head.busy = False

    def _download(self, suffix: str) -> None:
        content = FORMATS[suffix].write(self.model)
        self.head.download(name_download(self.model, suffix, datetime.now()), FORMATS[suffix].media, content)

    def _fail(self, error: Exception) -> None:
        self.failure = error
        self.head.error = f"This failed: {type(error).__name__}: {error}. Take away a filter and try again."

    def _ask(self, query: Query) -> None:
        """Ask anew; the row that was open belongs to the old question."""
        self.model.query = query.without("chosen") if query.chosen == self.model.query.chosen else query

    def _set(self, given: list[Any]) -> None:
        self._ask(self.model.query.with_(given[0], tuple(given[1])))

    def _remove(self, given: list[Any]) -> None:
        facet, value = given
        self._ask(self.model.query.without(facet, value if isinstance(value, str) and facet != "text" else None))

    def _set_years(self, years: list[int] | None) -> None:
        self._ask(self.model.query.with_("years", tuple(sorted(years)) if years else None))

    def _open(self, at: int) -> None:
        """Open the row at a place among those that match."""
        match, query = self.model.match, self.model.query
        if 0 <= at < match.n_rows:
            self.model.query = query.with_("chosen", name_row(self.model.matcher, query.rows, int(match.rows[at])))
        elif match.n_rows:
            raise R2PDataError("there is no such row; the table shows an older question")

    def _step(self, by: int) -> None:
        at = place_row(self.model)
        if at is not None and 0 <= at + by < self.model.match.n_rows:
            self._open(at + by)

    def _open_within(self, places: Any) -> None:
        """Open the first row that matches in some paragraphs; where none does, the first of them."""
        at = self.model.matcher.coding.rows[self.model.query.rows].paragraphs
        found = np.flatnonzero(np.isin(at[self.model.match.rows], places))
        if not len(found):
            self.page.show(int(places[0]))
        elif self.model.query.chosen is not None and int(found[0]) == place_row(self.model):
            self.page.update(self.model)
        else:
            self._open(int(found[0]))

    def _open_figure(self, figure_id: str) -> None:
        row = find_row(self.model.matcher, "figures", figure_id)
        if self.model.query.rows == "figures":
            self.model.query = self.model.query.with_("chosen", figure_id)
        elif row is not None:
            self._open_within([int(self.model.matcher.coding.rows["figures"].paragraphs[row])])

    def _open_line(self, index: int) -> None:
        line = self.lines.found.iloc[index]
        if isinstance(line["row_id"], str):
            self.model.query = self.model.query.with_("chosen", line["row_id"])
        else:
            self._open_within([find_row(self.model.matcher, "paragraphs", line["paragraph_id"])])

    def _set_together(self, actors: list[str]) -> None:
        """Keep the paragraphs that name all of some actors; where that is asked already, ask no more."""
        query, every = self.model.query, self.model.query.every
        if set(query.together) == set(actors):
            self._ask(query.without("actors"))
        else:
            self._ask(replace(query, actors=tuple(actors), every=tuple(dict.fromkeys((*every, "actors")))))


_VERBS: Mapping[str, Callable[[Explorer, Any], None]] = {
    "text": lambda it, text: it._ask(it.model.query.with_("text", text)),
    "rows": lambda it, rows: it._ask(it.model.query.with_("rows", rows)),
    "toggle": lambda it, given: it._ask(it.model.query.toggle(*given)),
    "set": lambda it, given: it._set(given),
    "years": lambda it, years: it._set_years(years),
    "remove": lambda it, given: it._remove(given),
    "clear": lambda it, _: it._ask(it.model.query.cleared()),
    "find": lambda it, given: it.facets.find(it.model, *given),
    "action": lambda it, name: it._actions[name](),
    "row": lambda it, at: it._open(at),
    "step": lambda it, by: it._step(by),
    "walk": lambda it, by: it.page.walk(by),
    "printed": lambda it, printed: it.page.turn(printed),
    "line": lambda it, index: it._open_line(index),
    "figure": lambda it, figure_id: it._open_figure(figure_id),
    "paragraphs": lambda it, ends: it._open_within(list(range(ends[0], ends[1] + 1))),
    "together": lambda it, actors: it._set_together(actors),
    "call": lambda it, act: act(),
}

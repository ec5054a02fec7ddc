"""The charts of the explorer: each follows the selection, and a click or a box in it changes the query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import ipywidgets as widgets
import numpy as np
import pandas as pd

from r2p_data.charts import amounts, ranking, strip, years
from r2p_data.charts.gauge import Marks
from r2p_data.charts.sentences import hover_texts
from r2p_data.charts.style import document_titles
from r2p_data.explore.aggregates import count_actors, count_figures, count_pairs, count_strip, count_years, read_figures
from r2p_data.explore.chart import Chart
from r2p_data.explore.matching import Match
from r2p_data.explore.model import Selection
from r2p_data.explore.panel import Panel
from r2p_data.explore.part import Asked
from r2p_data.explore.query import Query

Answer = Callable[[Asked], None]
TOP = 12
_AMOUNTS = 150
# Sentences of figures, each made once.
_KEPT = 4_000


class View(Panel):
    """A chart with the sentence that it states above it, and what a click does below it.

    A subclass gives marks and the sentence in ``_redraw``, and answers in ``_click`` and ``_box``.
    ``own`` are the facets that the chart sets: it shows what the other filters let through, so
    that a mark can be taken back or another one chosen.
    """

    own: tuple[str, ...] = ()
    help = ""

    def __init__(self, selection: Selection, answer: Answer, frame: Marks) -> None:
        self._asked: Query | None = None
        self.title = ""
        self._answer = answer
        self.selection = selection
        self.chart = Chart(frame, self._hear)
        self._said = widgets.HTML()
        self._alternative = widgets.HTML()
        note = widgets.HTML(f'<p class="r2p-quiet">{self.help}</p>')
        super().__init__([self._said, self.chart, note, self._alternative])
        self.add_class("r2p-view")
        selection.subscribe(self.update)
        self.update(selection)

    def update(self, selection: Selection) -> None:
        """Draw anew, unless only another row was chosen."""
        asked = replace(selection.query, chosen=None)
        if asked != self._asked:
            self._asked = asked
            self.chart.drawn, self.title = self._redraw(selection, self.others(selection))
            self._said.value = f"<h3>{escape(self.title)}</h3>"
            told = escape(self._describe(self.title))
            self._alternative.value = f'<p class="r2p-hidden" role="img">Chart: {told}</p>'

    def others(self, selection: Selection) -> Match:
        """What matches without the filters that this chart sets."""
        query = selection.query
        for facet in self.own:
            query = query.without(facet)
        return selection.match if query == selection.query else selection.matcher.match(query)

    def _redraw(self, selection: Selection, match: Match) -> tuple[Marks, str]:
        """The marks of ``match``, and the sentence that they state."""
        raise NotImplementedError

    def _describe(self, said: str) -> str:
        """The chart in a sentence or two, for those who do not see it."""
        names, values = self.chart.drawn["layout"]["yaxis"]["ticktext"], self.chart.drawn["data"][0]["x"]
        shown = [f"{name}: {value:,}" for name, value in zip(names[:5], values[:5], strict=True)]
        return f"{said}. {'; '.join(shown)}"

    def _click(self, trace: int, place: int) -> None:
        """A mark was clicked."""

    def _box(self, trace: int, places: list[int]) -> None:
        """A box was drawn around some marks."""

    def ask(self, **asked: Any) -> None:
        """Tell what a reader asks."""
        self._answer(asked)

    def _mark(self, trace: int, place: int) -> Any:
        """What a mark stands for."""
        return self.chart.drawn["data"][trace]["customdata"][place]

    def _hear(self, asked: Asked) -> None:
        """What the page tells; errors are shown where all others are."""
        for verb, (trace, places) in asked.items():
            self._answer({"call": partial(self._click if verb == "click" else self._box, trace, places)})


class StripView(View):
    """Where in the corpus the matches stand."""

    help = (
        "Every paragraph in order; the darker, the more of them match. Click to read there; "
        "drag a box to keep those documents."
    )

    def __init__(self, selection: Selection, answer: Answer) -> None:
        self._titles = document_titles(selection.matcher.coding.documents)
        self.bins = count_strip(selection.matcher, selection.match)
        super().__init__(selection, answer, strip.frame_strip(self.bins, self._titles))
        self.add_class("r2p-wide")

    def _redraw(self, selection: Selection, match: Match) -> tuple[Marks, str]:
        self.bins = count_strip(selection.matcher, match)
        return strip.fill_strip(self.bins), strip.say_strip(self.bins, self._titles)

    def _describe(self, said: str) -> str:
        return (
            f"{said}. Matches stand in {int((self.bins['matched'] > 0).sum())} of {len(self.bins)} stretches of text."
        )

    def _click(self, trace: int, place: int) -> None:
        row = self.bins.iloc[place]
        self.ask(paragraphs=[int(row["first"]), int(row["last"])])

    def _box(self, trace: int, places: list[int]) -> None:
        documents = self.bins["doc_ids"].iloc[places].explode()
        self.ask(set=["documents", list(pd.unique(documents))])


class ActorsView(View):
    """Who is named."""

    own = ("actors",)
    help = "Mentions in the paragraphs shown. Click a bar to keep the paragraphs that name this actor."

    def __init__(self, selection: Selection, answer: Answer) -> None:
        super().__init__(selection, answer, ranking.frame_ranking("mentions", TOP))

    def _redraw(self, selection: Selection, match: Match) -> tuple[Marks, str]:
        actors = count_actors(selection.matcher, match, TOP)
        acronyms = selection.matcher.coding.actors["acronym"]
        actors = actors.assign(acronym=acronyms.reindex(actors["actor_id"]).tolist())
        return ranking.fill_actors(actors, selection.query.actors), ranking.say_actors(actors)

    def _click(self, trace: int, place: int) -> None:
        self.ask(toggle=["actors", self._mark(0, place)])

    def _box(self, trace: int, places: list[int]) -> None:
        self.ask(set=["actors", [self._mark(0, place) for place in places]])


class PairsView(View):
    """Who is named with whom."""

    help = (
        "Counted in the paragraphs shown: choose « paragraphs » above to count in all. Click a bar to keep those that "
        "name both; choose one actor to see who is named with it."
    )

    def __init__(self, selection: Selection, answer: Answer) -> None:
        super().__init__(selection, answer, ranking.frame_ranking("paragraphs naming both", TOP))

    def others(self, selection: Selection) -> Match:
        """What matches without the pair that is chosen, so that it can be taken back."""
        pair = selection.query.together
        return selection.matcher.match(selection.query.without("actors")) if pair else selection.match

    def _redraw(self, selection: Selection, match: Match) -> tuple[Marks, str]:
        query = selection.query
        chosen = query.actors[0] if len(query.actors) == 1 else None
        pairs = count_pairs(selection.matcher, match, TOP, chosen)
        ids = list({chosen, *pairs["source"], *pairs["target"]} - {None})
        named = selection.matcher.coding.actors.reindex(ids).dropna(subset=["name_fr"])
        actors = {str(row["actor_id"]): row for row in named.to_dict("records")}
        marks = ranking.fill_pairs(pairs, actors, chosen, query.together)
        return marks, ranking.say_pairs(pairs, actors, chosen)

    def _click(self, trace: int, place: int) -> None:
        self.ask(together=self._mark(0, place))


class AmountsView(View):
    """Money, shares and counts."""

    help = "A mark is a figure: click it to read its sentence. Drag a box to keep that kind of figure."

    def __init__(self, selection: Selection, answer: Answer) -> None:
        self._drawn = pd.DataFrame()
        self._told: dict[str, str] = {}
        super().__init__(selection, answer, amounts.frame_amounts())

    def _redraw(self, selection: Selection, match: Match) -> tuple[Marks, str]:
        kinds = [kinds for kinds, *_ in amounts.SCALES]
        self._drawn = read_figures(selection.matcher, match, kinds, _AMOUNTS)
        marks = amounts.fill_amounts(self._drawn, self._tell(selection))
        return marks, amounts.say_amounts(count_figures(selection.matcher, match))

    def _tell(self, selection: Selection) -> list[str]:
        """The sentence of each figure that is drawn; those told before are kept."""
        if len(self._told) > _KEPT:
            self._told.clear()
        ids = self._drawn["figure_id"].tolist()
        new = self._drawn[[figure_id not in self._told for figure_id in ids]]
        if len(new):
            coding, places = selection.matcher.coding, np.unique(new.index)
            at = np.unique(coding.rows["figures"].paragraphs[places])
            texts = selection.matcher.shelf.take("paragraphs", at, ["paragraph_id", "text", "kind", "number"])
            told = hover_texts(new, texts, coding.documents.iloc[np.unique(coding.document[at])])
            self._told |= dict(zip(new["figure_id"], told, strict=True))
        return [self._told[figure_id] for figure_id in ids]

    def _describe(self, said: str) -> str:
        return f"{said}."

    def _click(self, trace: int, place: int) -> None:
        self.ask(figure=self._mark(trace, place))

    def _box(self, trace: int, places: list[int]) -> None:
        ids = {self._mark(trace, place) for place in places}
        kinds = self._drawn.loc[self._drawn["figure_id"].isin(ids), "kind"]
        self.ask(set=["figure_kinds", list(pd.unique(kinds))])


class YearsView(View):
    """When: the years that paragraphs name."""

    own = ("years",)
    help = "Counted in the paragraphs shown. Click a year, or drag a box over several, to keep those that name them."

    def __init__(self, selection: Selection, answer: Answer) -> None:
        super().__init__(selection, answer, years.frame_years(306))

    def _redraw(self, selection: Selection, match: Match) -> tuple[Marks, str]:
        counted = count_years(selection.matcher, match)
        return years.fill_years(counted, selection.query.years), years.say_years(counted)

    def _describe(self, said: str) -> str:
        return f"{said}."

    def _click(self, trace: int, place: int) -> None:
        year = self._mark(0, place)
        self.ask(years=None if self.selection.query.years == (year, year) else [year, year])

    def _box(self, trace: int, places: list[int]) -> None:
        named = [self._mark(0, place) for place in places]
        self.ask(years=[min(named), max(named)])

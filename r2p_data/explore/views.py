"""The charts of the explorer: each follows the selection, and a click or a box in it changes the query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts import amounts, ranking, strip, years
from r2p_data.charts.sentences import hover_texts
from r2p_data.charts.style import document_titles
from r2p_data.explore.aggregates import count_actors, count_figures, count_pairs, count_strip, count_years, read_figures
from r2p_data.explore.chart import Chart
from r2p_data.explore.matching import Match
from r2p_data.explore.model import Selection
from r2p_data.explore.part import Asked
from r2p_data.explore.query import Query

Answer = Callable[[Asked], None]
TOP = 12
_PAIRS = 400
_AMOUNTS = 150


class View(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A chart with the sentence that it states above it, and what a click does below it.

    A subclass draws in ``_redraw``, which gives the sentence, and answers in ``_click`` and ``_box``.
    ``own`` are the facets that the chart sets: it shows what the other filters let through, so
    that a mark can be taken back or another one chosen.
    """

    own: tuple[str, ...] = ()
    help = ""

    def __init__(self, selection: Selection, answer: Answer, figure: go.Figure) -> None:
        self._asked: Query | None = None
        self._answer = answer
        self.selection = selection
        self.chart = Chart(figure)
        self._said = widgets.HTML()
        self._alternative = widgets.HTML()
        for at, trace in enumerate(self.chart.data):
            trace.on_click(self._answer_with(self._click_first, at))
            trace.on_selection(self._answer_with(self._box, at))
        note = widgets.HTML(f'<p class="r2p-quiet">{self.help}</p>')
        super().__init__([self._said, self.chart, note, self._alternative])
        self.add_class("r2p-view")
        selection.subscribe(self.update)
        self.update(selection)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def update(self, selection: Selection) -> None:
        """Draw anew, unless only another row was chosen."""
        asked = replace(selection.query, chosen=None)
        if asked != self._asked:
            self._asked = asked
            said = self._redraw(selection, self.others(selection))
            self._said.value = f"<h3>{escape(said)}</h3>"
            self._alternative.value = f'<p class="r2p-hidden" role="img">Chart: {escape(self._describe(said))}</p>'

    def others(self, selection: Selection) -> Match:
        """What matches without the filters that this chart sets."""
        query = selection.query
        for facet in self.own:
            query = query.without(facet)
        return selection.match if query == selection.query else selection.matcher.match(query)

    def _redraw(self, selection: Selection, match: Match) -> str:
        """Put the marks of ``match`` into the chart; the sentence that it states."""
        raise NotImplementedError

    def _describe(self, said: str) -> str:
        """The chart in a sentence or two, for those who do not see it."""
        trace = self.chart.data[0]
        names = self.chart.layout.yaxis.ticktext or ()
        shown = [f"{name}: {value:,}" for name, value in zip(names[:5], (trace.x or ())[:5], strict=False)]
        return f"{said}. {'; '.join(shown)}"

    def _click(self, trace: int, place: int) -> None:
        """A mark was clicked."""

    def _box(self, trace: int, places: list[int]) -> None:
        """A box was drawn around some marks."""

    def ask(self, **asked: Any) -> None:
        """Tell what a reader asks."""
        self._answer(asked)

    def _click_first(self, trace: int, places: list[int]) -> None:
        self._click(trace, places[0])

    def _answer_with(self, act: Callable[[int, list[int]], None], trace: int) -> Callable[..., None]:
        """What plotly calls; errors are shown where all others are."""

        def run(_: Any, points: Any, *__: Any) -> None:
            if points.point_inds:
                self._answer({"call": lambda: act(trace, list(points.point_inds))})

        return run


class StripView(View):
    """Where in the corpus the matches stand."""

    help = (
        "Every paragraph in order; the darker, the more of them match. Click to read there; "
        "drag a box to keep those documents."
    )

    def __init__(self, selection: Selection, answer: Answer) -> None:
        self._titles = document_titles(selection.matcher.coding.documents)
        self.bins = pd.DataFrame()
        super().__init__(selection, answer, strip.frame_strip(len(self._titles)))
        self.add_class("r2p-wide")

    def _redraw(self, selection: Selection, match: Match) -> str:
        self.bins = count_strip(selection.matcher, match)
        strip.fill_strip(self.chart, self.bins, self._titles)
        return strip.say_strip(self.bins, self._titles)

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
    help = "Click a bar to keep the paragraphs that name this actor."

    def __init__(self, selection: Selection, answer: Answer) -> None:
        super().__init__(selection, answer, ranking.frame_ranking("mentions in the matching paragraphs", TOP))

    def _redraw(self, selection: Selection, match: Match) -> str:
        actors = count_actors(selection.matcher, match, TOP)
        acronyms = selection.matcher.coding.actors["acronym"]
        actors = actors.assign(acronym=acronyms.reindex(actors["actor_id"]).tolist())
        ranking.fill_actors(self.chart, actors, selection.query.actors)
        return ranking.say_actors(actors)

    def _click(self, trace: int, place: int) -> None:
        self.ask(toggle=["actors", self.chart.data[0].customdata[place]])

    def _box(self, trace: int, places: list[int]) -> None:
        self.ask(set=["actors", [str(self.chart.data[0].customdata[place]) for place in places]])


class PairsView(View):
    """Who is named with whom."""

    help = "Click a bar to read the first paragraph that names both. Choose one actor to see who is named with it."

    def __init__(self, selection: Selection, answer: Answer) -> None:
        super().__init__(selection, answer, ranking.frame_ranking("paragraphs that name both", TOP))

    def _redraw(self, selection: Selection, match: Match) -> str:
        chosen = selection.query.actors[0] if len(selection.query.actors) == 1 else None
        pairs = count_pairs(selection.matcher, match, TOP if chosen is None else _PAIRS)
        if chosen is not None:
            pairs = pairs[(pairs["source"] == chosen) | (pairs["target"] == chosen)].head(TOP)
        ids = list({chosen, *pairs["source"], *pairs["target"]} - {None})
        named = selection.matcher.coding.actors.reindex(ids).dropna(subset=["name_fr"])
        actors = {str(row["actor_id"]): row for row in named.to_dict("records")}
        ranking.fill_pairs(self.chart, pairs, actors, chosen)
        return ranking.say_pairs(pairs, actors, chosen)

    def _click(self, trace: int, place: int) -> None:
        self.ask(together=[str(actor) for actor in self.chart.data[0].customdata[place]])


class AmountsView(View):
    """Money, shares and counts."""

    help = "A mark is a figure: click it to read its sentence. Drag a box to keep that kind of figure."

    def __init__(self, selection: Selection, answer: Answer) -> None:
        self._drawn = pd.DataFrame()
        super().__init__(selection, answer, amounts.frame_amounts())

    def _redraw(self, selection: Selection, match: Match) -> str:
        parts = [read_figures(selection.matcher, match, kinds, _AMOUNTS) for kinds, *_ in amounts.SCALES]
        self._drawn = pd.concat(parts, ignore_index=True)
        texts = selection.corpus.read("paragraphs", paragraph_ids=list(pd.unique(self._drawn["paragraph_id"])))
        told = hover_texts(self._drawn, texts, selection.matcher.coding.documents)
        amounts.fill_amounts(self.chart, self._drawn, told)
        return amounts.say_amounts(self._drawn, count_figures(selection.matcher, match))

    def _describe(self, said: str) -> str:
        return f"{said}."

    def _click(self, trace: int, place: int) -> None:
        self.ask(figure=str(self.chart.data[trace].customdata[place]))

    def _box(self, trace: int, places: list[int]) -> None:
        ids = {str(self.chart.data[trace].customdata[place]) for place in places}
        kinds = self._drawn.loc[self._drawn["figure_id"].isin(ids), "kind"]
        self.ask(set=["figure_kinds", list(pd.unique(kinds))])


class YearsView(View):
    """When: the years that paragraphs name."""

    own = ("years",)
    help = "Click a year, or drag a box over several, to keep the paragraphs that name them."

    def __init__(self, selection: Selection, answer: Answer) -> None:
        super().__init__(selection, answer, years.frame_years(306))

    def _redraw(self, selection: Selection, match: Match) -> str:
        counted = count_years(selection.matcher, match)
        years.fill_years(self.chart, counted, selection.query.years)
        return years.say_years(counted)

    def _describe(self, said: str) -> str:
        return f"{said}."

    def _click(self, trace: int, place: int) -> None:
        year = int(self.chart.data[0].x[place])
        self.ask(years=None if self.selection.query.years == (year, year) else [year, year])

    def _box(self, trace: int, places: list[int]) -> None:
        named = [int(self.chart.data[0].x[place]) for place in places]
        self.ask(years=[min(named), max(named)])

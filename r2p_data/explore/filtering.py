"""The filter: three controls, a chart, a table and a passage that follow them; the explorer in small."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.style import PALETTE, document_names, document_titles, finish, label
from r2p_data.corpus import Corpus
from r2p_data.errors import R2PDataError
from r2p_data.explore.model import Selection
from r2p_data.explore.panel import SelectionPanel
from r2p_data.explore.query import Query

_SHOWN = 200
_KINDS = ("figures", "mentions", "paragraphs")
# The column that tells rows of one kind apart, for the chart.
_CATEGORY = {"figures": "kind", "mentions": "type", "paragraphs": "kind"}
_COLUMNS = {
    "figures": ("surface", "kind", "value", "value2", "unit", "subject"),
    "mentions": ("surface", "name_fr", "type", "form"),
    "paragraphs": ("kind", "number", "section", "text"),
}
_STYLE = """<style>
.r2p-table {max-height: 260px; overflow: auto; border: 1px solid rgba(128,128,128,.4);}
.r2p-table table {border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.35;}
.r2p-table th {position: sticky; top: 0; text-align: left; background: var(--jp-layout-color2, #eee);}
.r2p-table td, .r2p-table th {padding: 3px 10px; vertical-align: top; border-bottom: 1px solid rgba(128,128,128,.25);}
.r2p-table tr.chosen td {background: rgba(255, 200, 60, .35);}
.r2p-filter .r2p-told {font-size: 15px; font-weight: 600;}
</style>"""


class Filter(SelectionPanel):
    """A filter over a corpus; ``selection`` holds the rows that it lets through.

    Parameters
    ----------
    corpus
        the corpus to filter.
    query
        what to ask first (rows, a document, text); by default the figures of all documents.

    Raises
    ------
    R2PDataError
        if the query is faulty, or asks for more than that.
    """

    def __init__(self, corpus: Corpus, query: Query | Mapping[str, Any] | None = None) -> None:
        self.corpus = corpus
        self.model = Selection(corpus, query)
        _check_query(self.model.query)
        self._names = {doc_id: title[:60] for doc_id, title in document_titles(corpus.documents).items()}
        self._make_controls(self.model.query)
        self._said = widgets.HTML()
        self._chart = go.FigureWidget(layout={"autosize": True})
        self._chart._config = {"responsive": True, "displayModeBar": False}
        self._chart.observe(self._fit, "_js2py_traceDeltas")
        self._table = widgets.HTML()
        self._row = widgets.Dropdown(description="Read row", layout=widgets.Layout(width="100%"))
        self._passage = widgets.HTML()
        self._row.observe(self._guarded(self._show_passage), "value")
        controls = widgets.HBox([self._rows, self._document, self._text], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([controls, self._said, self._chart, self._table, self._row, self._passage])
        self.add_class("r2p-filter")
        self._update()

    def _make_controls(self, query: Query) -> None:
        documents = [("all documents", ""), *((name, doc_id) for doc_id, name in self._names.items())]
        wide = {"description_width": "initial"}
        first = query.documents[0] if query.documents else ""
        self._rows = widgets.Dropdown(options=_KINDS, value=query.rows, description="Rows", style=wide)
        self._document = widgets.Dropdown(options=documents, value=first, description="Document", style=wide)
        self._text = widgets.Text(
            value=query.text,
            description="Text",
            placeholder="words, or europ* for all that begin so",
            continuous_update=False,
            style=wide,
        )
        for control in (self._rows, self._document, self._text):
            control.observe(self._guarded(self._update), "value")

    def _guarded(self, action: Callable[[], None]) -> Callable[[Any], None]:
        """Show an error where the user looks, instead of in a log nobody opens."""

        def act(_: Any) -> None:
            try:
                action()
            except R2PDataError as error:
                self._said.value = f"<b>{escape(str(error))}</b>"
            except Exception as error:
                self._said.value = f"<b>This failed:</b> {escape(str(error))}. Clear the filters and try again."
                raise

        return act

    def _update(self) -> None:
        documents = (self._document.value,) if self._document.value else ()
        self.model.query = Query(self._rows.value, self._text.value, documents)
        self._said.value = f'{_STYLE}<p class="r2p-told">{escape(self.model.summary)}</p>'
        self._draw()
        rows = self.selection.head(_SHOWN)
        self._row.options = [(self._line(row), i) for i, row in rows.iterrows()]
        self._row.index = 0 if len(rows) else None
        self._show_passage()

    def _line(self, row: pd.Series) -> str:
        words = row.get("surface", row.get("text"))
        where = f"{self._names[row['doc_id']]}, {self.corpus.locate(row)}"
        return f"{where} — {' '.join(str(words).split())[:80]}"

    def _draw(self) -> None:
        rows = self.model.query.rows
        figure = draw_selection(self.selection, _CATEGORY[rows], rows, self.corpus.documents)
        with self._chart.batch_update():
            self._chart.data = []
            self._chart.add_traces(figure.data)
            self._chart.layout = figure.layout

    def _fit(self, _: Any) -> None:
        """Take the width of the notebook: when the chart is first drawn, it is not yet in its place."""
        self._chart.layout.autosize = True

    def _show_passage(self) -> None:
        chosen = self._row.value
        self._table.value = show_table(self.selection, _COLUMNS[self.model.query.rows], chosen)
        if chosen is None:
            self._passage.value = ""
            return
        self._passage.value = self.corpus.passage(self.selection.loc[chosen])._repr_html_()


def _check_query(query: Query) -> None:
    """Refuse what no control of the filter shows: it would be dropped without a word."""
    if query.rows not in _KINDS or query.without("chosen") != Query(query.rows, query.text, query.documents[:1]):
        raise R2PDataError(f"a filter asks for {', '.join(_KINDS)}, text and one document; use explore for more")


def draw_selection(selection: pd.DataFrame, category: str, rows: str, documents: pd.DataFrame) -> go.Figure:
    """How many rows each document has, as bars divided by ``category``."""
    names = document_names(documents)
    counts = selection.groupby(["doc_id", category]).size().unstack(fill_value=0)
    figure = go.Figure()
    order = counts.sum().sort_values(ascending=False, kind="stable").index
    for colour, value in zip(PALETTE * 99, order, strict=False):
        name = label(str(value).replace("_", " "))
        figure.add_bar(
            y=[names[doc_id] for doc_id in counts.index],
            x=counts[value].tolist(),
            name=name,
            orientation="h",
            marker_color=colour,
            hovertemplate="%{y}<br>%{x} " + rows + "<extra>" + name + "</extra>",
        )
    noun = rows if len(selection) != 1 else rows[:-1]
    finding = f"{len(selection):,} {noun} by document and {category}"
    chosen = documents[documents["doc_id"].isin(counts.index)]
    finish(figure, finding, f"number of {rows}", None, chosen, rows=len(counts) * 2)
    return figure.update_layout(xaxis_visible=not counts.empty, yaxis_visible=not counts.empty)


def show_table(selection: pd.DataFrame, columns: tuple[str, ...], chosen: int | None = None) -> str:
    """The first rows of ``selection`` as an HTML table, every cell escaped, the chosen row marked."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = []
    for i, row in selection.head(_SHOWN)[list(columns)].iterrows():
        cells = "".join(f"<td>{escape(_cell(value))}</td>" for value in row)
        body.append(f'<tr class="{"chosen" if i == chosen else ""}">{cells}</tr>')
    more = f"<p>{len(selection) - _SHOWN:,} more rows: use .selection</p>" if len(selection) > _SHOWN else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    return f'<div class="r2p-table">{table}{more}</div>'


def _cell(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float):
        return f"{value:,.10g}".replace(",", "\u202f")
    text = str(value)
    return text if len(text) < 160 else text[:159] + "…"

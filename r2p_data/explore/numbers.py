"""Charts of numbers, dates and citations, each mark one click from its sentence and its citation."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.citations import draw_citations, draw_most_cited
from r2p_data.charts.dates import draw_cited_years, draw_dates
from r2p_data.charts.figures import draw_counts, draw_money, draw_shares
from r2p_data.charts.refused import draw_refused
from r2p_data.corpus import Corpus
from r2p_data.explore.linked import Linked

# A chart that is taller scrolls, so that the passage below it stays in view; in pixels.
_TALL = 680


class LinkedRows(Linked):
    """A linked chart whose marks carry identifiers of rows, as wide as the notebook.

    Parameters
    ----------
    corpus
        where the passages are.
    figure
        a plotly figure whose ``customdata`` are lists of identifiers.
    table
        the table that they identify rows of.
    """

    def __init__(self, corpus: Corpus, figure: go.Figure, table: str) -> None:
        rows = corpus.tables[table]
        super().__init__(corpus, figure, lambda ids: rows[rows.iloc[:, 0].isin(list(ids))])
        if (figure.layout.height or 0) > _TALL:
            window = widgets.VBox([self.chart], layout=widgets.Layout(max_height=f"{_TALL}px", overflow="auto"))
            self.children = (window, self._row, self._passage)
        self.fill_width()


def _chosen(corpus: Corpus, table: str, rows: pd.DataFrame | None) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The rows to draw, with the paragraphs and the documents that they were chosen from."""
    if rows is None:
        return corpus.tables[table], corpus.paragraphs, corpus.documents
    return rows, corpus.paragraphs, corpus.documents[corpus.documents["doc_id"].isin(rows["doc_id"])]


def show_money(corpus: Corpus, figures: pd.DataFrame | None = None) -> LinkedRows:
    """Amounts of money (see ``draw_money``), of all figures or of some rows of them."""
    return LinkedRows(corpus, draw_money(*_chosen(corpus, "figures", figures)), "figures")


def show_shares(corpus: Corpus, figures: pd.DataFrame | None = None) -> LinkedRows:
    """Shares of a whole (see ``draw_shares``), of all figures or of some rows of them."""
    return LinkedRows(corpus, draw_shares(*_chosen(corpus, "figures", figures)), "figures")


def show_counts(corpus: Corpus, figures: pd.DataFrame | None = None, top: int = 40) -> LinkedRows:
    """Counts with their subjects (see ``draw_counts``), of all figures or of some rows of them."""
    return LinkedRows(corpus, draw_counts(*_chosen(corpus, "figures", figures), top), "figures")


def show_refused(corpus: Corpus) -> LinkedRows:
    """Numbers that are no figures, by reason (see ``draw_refused``)."""
    return LinkedRows(corpus, draw_refused(corpus.refused, corpus.documents), "refused")


def show_dates(corpus: Corpus, dates: pd.DataFrame | None = None) -> LinkedRows:
    """A timeline (see ``draw_dates``) of all dates or of some rows of them."""
    return LinkedRows(corpus, draw_dates(*_chosen(corpus, "dates", dates)), "dates")


def show_cited_years(corpus: Corpus) -> LinkedRows:
    """Citations by the year of what is cited (see ``draw_cited_years``)."""
    return LinkedRows(corpus, draw_cited_years(corpus.references, corpus.documents), "references")


def show_most_cited(corpus: Corpus, top: int = 15) -> LinkedRows:
    """What is cited most (see ``draw_most_cited``)."""
    return LinkedRows(corpus, draw_most_cited(corpus.references, corpus.documents, top), "references")


def show_citations(corpus: Corpus, top: int = 60) -> LinkedRows:
    """The network of citations (see ``draw_citations``)."""
    return LinkedRows(corpus, draw_citations(corpus.references, corpus.documents, top), "references")

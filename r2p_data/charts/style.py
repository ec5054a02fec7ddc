"""What all charts share: palette, labels, titles, the source line."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

# Okabe and Ito, « Color Universal Design » (2008), black left out.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#7F7F7F")
_WRAP = 44


def label(text: object, width: int = _WRAP) -> str:
    """``text`` fit for a chart: shortened, and escaped for plotly.

    >>> label("<b>Conseil</b>")
    '&lt;b&gt;Conseil&lt;/b&gt;'
    """
    words = str(text)
    return escape(words if len(words) <= width else words[: width - 1].rstrip() + "…", quote=False)


def document_titles(documents: pd.DataFrame) -> dict[str, str]:
    """What each ``doc_id`` is called in a list: its symbol, else its title, else its file and genre."""
    titles = {}
    for row in documents.to_dict("records"):
        known = [row[key] for key in ("symbol", "title") if not pd.isna(row[key])]
        titles[row["doc_id"]] = known[0] if known else f"{row['doc_id'][:12]}… ({row['genre'].replace('_', ' ')})"
    return titles


def document_names(documents: pd.DataFrame) -> dict[str, str]:
    """A short name for each ``doc_id``, fit for a chart."""
    return {doc_id: label(title) for doc_id, title in document_titles(documents).items()}


def _whole_ticks(figure: go.Figure) -> int | None:
    """One tick a unit where bars are short, so that no count falls between two."""
    longest = sum(max(trace.x, default=0) for trace in figure.data if trace.type == "bar" and trace.orientation == "h")
    return 1 if 0 < longest < 6 else None


def finish(
    figure: go.Figure, title: str, x: str | None, y: str | None, documents: pd.DataFrame, rows: int = 8
) -> go.Figure:
    """Give a figure its title, axis titles, size, legend and source line."""
    figure.update_layout(
        template="plotly_white",
        barmode="stack",
        title={"text": title, "x": 0, "xref": "paper", "font": {"size": 17}},
        xaxis={"title": x, "rangemode": "tozero", "minallowed": 0, "tickformat": ",~r", "dtick": _whole_ticks(figure)},
        yaxis={"title": y, "autorange": "reversed", "automargin": True},
        height=max(280, 150 + 24 * rows),
        margin={"l": 10, "r": 10, "t": 60, "b": 100},
        bargap=0.3,
        showlegend=len(figure.data) > 0,
        legend={"orientation": "v", "traceorder": "normal"},
    )
    count = len(documents)
    source = f"Source: {count} document{'s' if count != 1 else ''}, read with r2p_data"
    return figure.add_annotation(
        text=source,
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        yshift=-62,
        showarrow=False,
        font={"size": 11, "color": "#666"},
    )

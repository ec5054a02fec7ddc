"""Charts: table in, plotly figure out.

Every chart has a title that states what it shows, axis titles with units, a palette that
colour-blind readers tell apart (Okabe and Ito), and its source under it. Words of the
corpus are escaped before plotly reads them, since plotly takes a subset of HTML.
"""

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


def document_names(documents: pd.DataFrame) -> dict[str, str]:
    """A short name for each ``doc_id``: symbol, else title, else file with its genre."""
    names = {}
    for row in documents.to_dict("records"):
        known = [row[key] for key in ("symbol", "title") if not pd.isna(row[key])]
        names[row["doc_id"]] = label(known[0] if known else f"{row['doc_id'][:12]}… ({row['genre'].replace('_', ' ')})")
    return names


def draw_actors(mentions: pd.DataFrame, actors: pd.DataFrame, documents: pd.DataFrame, top: int = 15) -> go.Figure:
    """The ``top`` actors most named, as bars divided by document; adjectives are left out."""
    named = mentions[mentions["form"] != "adjective"].merge(actors[["actor_id", "name_fr", "acronym"]], on="actor_id")
    counts = named.groupby(["actor_id", "doc_id"]).size().unstack(fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").head(top).index
    shown = actors.set_index("actor_id").loc[order]
    names = [
        label(name if pd.isna(short) else f"{name} ({short})")
        for name, short in zip(shown["name_fr"], shown["acronym"], strict=True)
    ]
    figure = go.Figure()
    for colour, (doc_id, name) in zip(PALETTE * 99, document_names(documents).items(), strict=False):
        if doc_id in counts:
            values = counts.loc[order, doc_id].tolist()
            figure.add_bar(y=names, x=values, name=name, orientation="h", marker_color=colour,
                           hovertemplate="%{y}<br>%{x} mentions<extra>" + name + "</extra>")  # fmt: skip
    total = int(counts.loc[order[0]].sum()) if len(order) else 0
    finding = f"{names[0]} is named most: {total} mentions" if total else "No actor is named"
    return finish(
        figure, finding, "mentions (names, acronyms, definite descriptions)", None, documents, rows=len(names)
    )


def finish(
    figure: go.Figure, title: str, x: str | None, y: str | None, documents: pd.DataFrame, rows: int = 8
) -> go.Figure:
    """Give a figure its title, axis titles, size, legend and source line."""
    figure.update_layout(
        template="plotly_white",
        barmode="stack",
        title={"text": title, "x": 0, "xref": "paper", "font": {"size": 17}},
        xaxis={"title": x, "rangemode": "tozero"},
        yaxis={"title": y, "autorange": "reversed", "automargin": True},
        height=max(280, 150 + 24 * rows),
        margin={"l": 10, "r": 10, "t": 60, "b": 100},
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

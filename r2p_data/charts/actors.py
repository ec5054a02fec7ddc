"""Charts of actors: who is named, how often, where."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.style import PALETTE, document_names, finish, label


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

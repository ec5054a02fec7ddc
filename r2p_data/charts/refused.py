"""The chart of numbers that are no figures."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.scales import count_nouns, label_rows, put_legend_above, use_log_scale
from r2p_data.charts.style import PALETTE, finish, label

_SHOWN = 6


def draw_refused(refused: pd.DataFrame, documents: pd.DataFrame) -> go.Figure:
    """Numbers that are no figures, by the rule that refused them, on a log scale."""
    inside = refused["start"].notna()
    groups = refused.assign(inside=inside).groupby(["reason", "inside"])
    counts = groups[["refused_id", "surface"]].agg(list).reset_index()
    counts["n"] = counts["refused_id"].map(len)
    total = counts.groupby("reason")["n"].sum().sort_values(ascending=False, kind="stable")
    figure = go.Figure()
    for name, wanted, colour, shape in (
        ("in the text", True, PALETTE[0], "circle"),
        ("around the text, or misread by the scanner", False, PALETTE[5], "square"),
    ):
        rows = counts[counts["inside"] == wanted]
        figure.add_scatter(
            x=rows["n"].tolist(),
            y=[total.index.get_loc(reason) for reason in rows["reason"]],
            mode="markers+text",
            name=name,
            marker={"color": colour, "size": 12, "symbol": shape},
            text=[f"  {n:,}" for n in rows["n"]],
            textposition="middle right",
            cliponaxis=False,
            customdata=rows["refused_id"].tolist(),
            hovertext=[_sample(surfaces) for surfaces in rows["surface"]],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    most = f": most by the rule « {total.index[0]} »" if len(total) else ""
    finish(
        figure, f"{count_nouns(len(refused), 'number')} refused{most}", "numbers refused (log scale)", None, documents
    )
    figure.update_layout(height=max(300, 160 + 24 * len(total)))
    put_legend_above(figure)
    label_rows(figure, [label(reason) for reason in total.index])
    figure.update_yaxes(showgrid=True)
    return use_log_scale(figure, counts["n"].min(), counts["n"].max())


def _sample(surfaces: list[str]) -> str:
    """How many numbers, and the first few that differ."""
    different = list(dict.fromkeys(surfaces))
    shown = ", ".join(different[:_SHOWN]) + (", …" if len(different) > _SHOWN else "")
    return f"{count_nouns(len(surfaces), 'number')}: {label(shown, 90)}<br>click to read where"

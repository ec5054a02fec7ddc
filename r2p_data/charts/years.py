"""The years that paragraphs name, as bars; those chosen stand out."""

from __future__ import annotations

import pandas as pd

from r2p_data.charts.gauge import LAND, Marks, frame, shade
from r2p_data.charts.naming import count

# Fewer years than these leave room at the sides, so that no bar grows as wide as the chart.
_LEAST = 16


def frame_years(height: int) -> Marks:
    """An empty timeline; the bars stand upright, a bar a year."""
    return frame(
        "year of a date in the paragraph",
        height,
        [{"type": "bar", "orientation": "v", "hovertemplate": "%{hovertext}<extra></extra>"}],
        xaxis={"showgrid": False, "tickformat": "d", "title": {"standoff": 6}},
        yaxis={
            "title": {"text": "paragraphs", "font": {"size": 12}}, "gridcolor": LAND, "showgrid": True,
            "rangemode": "tozero", "tickformat": ",d", "nticks": 5,
        },
        # A range of years, however low their bars.
        selectdirection="h",
    )  # fmt: skip


def fill_years(years: pd.DataFrame, chosen: tuple[int, int] | None = None) -> Marks:
    """Bars for a table of ``year`` and ``paragraphs``; the years ``chosen`` stand out."""
    rows = [pair for pair in zip(years["year"].tolist(), years["paragraphs"].tolist(), strict=True) if pair[1] > 0]
    first, last = (rows[0][0], rows[-1][0]) if rows else (2000, 2001)
    room = max((_LEAST - (last - first)) / 2, (last - first) * 0.02)
    most = max((paragraphs for _, paragraphs in rows), default=1)
    bars = {
        "x": [year for year, _ in rows],
        "y": [paragraphs for _, paragraphs in rows],
        "hovertext": [f"{year}: {count(paragraphs, 'paragraph')}" for year, paragraphs in rows],
        "customdata": [year for year, _ in rows],
        "marker": {"color": shade([chosen is not None and chosen[0] <= year <= chosen[1] for year, _ in rows])},
    }
    # Without bars, the years along the axis would be invented.
    across = {
        "showticklabels": bool(rows),
        "range": [first - room, last + room],
        "dtick": 2 if last - first < _LEAST else None,
    }
    return {"data": [bars], "layout": {"xaxis": across, "yaxis": {"dtick": 1 if most < 5 else None}}}


def say_years(years: pd.DataFrame) -> str:
    """The span of years, and the one named most.

    >>> say_years(pd.DataFrame({"year": [2005, 2014], "paragraphs": [9, 4]}))
    '2005 is named most: 9 paragraphs; the years go from 2005 to 2014'
    >>> say_years(pd.DataFrame({"year": [2005, 2014], "paragraphs": [9, 9]}))
    '2005 is named most: 9 paragraphs, as often as 1 other; the years go from 2005 to 2014'
    """
    named = years[years["paragraphs"] > 0]
    if named.empty:
        return "No date is named here"
    most = named.nlargest(1, "paragraphs").iloc[0]
    times = count(int(most["paragraphs"]), "paragraph")
    tied = int((named["paragraphs"] == most["paragraphs"]).sum()) - 1
    if tied:
        times += f", as often as {count(tied, 'other')}"
    if len(named) == 1:
        return f"{int(most['year'])} is the only year named: {times}"
    return (
        f"{int(most['year'])} is named most: {times}; the years go from {named['year'].min()} to {named['year'].max()}"
    )

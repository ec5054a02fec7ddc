"""Figures on three scales: money, shares of a whole, counts; a mark a figure, its sentence when one points at it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import floor, log10
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from r2p_data.charts.gauge import ACCENT, FONT, LAND, Marks, frame
from r2p_data.charts.naming import count
from r2p_data.charts.scales import say_amount
from r2p_data.charts.style import PALETTE

# Kind of figure, colour and shape of the marks, title of the axis.
SCALES = (
    (("money",), PALETTE[5], "diamond", "money, in units of its currency (log scale)"),
    (("percent", "ratio"), PALETTE[2], "square", "shares of a whole (%)"),
    (("count",), ACCENT, "circle", "counts (log scale)"),
)
KINDS = tuple(kind for kinds, *_ in SCALES for kind in kinds)
_HEIGHT = 306
_EDGE = {"width": 1, "color": "white"}
# Marks of equal value would hide one another: they stand in this many rows, in turn.
_ROWS = 5


def frame_amounts() -> Marks:
    """Three empty scales, one above the other."""
    traces, layout = [], {}
    for at, (_, colour, shape, title) in enumerate(SCALES):
        axis = "" if at == 0 else str(at + 1)
        top = 1 - at * 0.37
        traces.append({
            "type": "scatter", "mode": "markers", "xaxis": f"x{axis}", "yaxis": f"y{axis}",
            "marker": {"color": colour, "symbol": shape, "size": 9, "opacity": 0.7, "line": _EDGE},
            "hovertemplate": "%{hovertext}<extra></extra>",
        })  # fmt: skip
        layout[f"xaxis{axis}"] = {
            "title": {"text": title, "font": {"size": FONT}, "standoff": 3}, "anchor": f"y{axis}", "fixedrange": True,
            "gridcolor": LAND, "zeroline": False, "type": "linear" if at == 1 else "log",
        }  # fmt: skip
        layout[f"yaxis{axis}"] = {
            "domain": [max(top - 0.2, 0), top], "range": [-0.6, _ROWS - 0.4], "anchor": f"x{axis}", "fixedrange": True,
            "showticklabels": False, "showgrid": False, "zeroline": False,
        }  # fmt: skip
    layout["xaxis2"] |= {"range": [-2, 104], "ticksuffix": " %", "dtick": 25}
    return frame(None, _HEIGHT, traces, margin={"l": 12, "r": 22, "t": 4, "b": 44}, **layout)


def fill_amounts(figures: pd.DataFrame, told: Sequence[str]) -> Marks:
    """Marks for rows of the table ``figures``; ``told`` is what each says, as escaped HTML.

    A scale on which nothing stands is not shown.
    """
    places = _places(figures)
    data, layout = [], {}
    for at, (kinds, *_) in enumerate(SCALES):
        known = figures["kind"].isin(kinds).to_numpy() & ~np.isnan(places) & ((places > 0) | (at == 1))
        rows = np.flatnonzero(known)
        rows = rows[np.argsort(places[rows], kind="stable")]
        data.append({
            "x": places[rows].tolist(),
            "y": [i % _ROWS for i in range(len(rows))],
            "hovertext": [told[row] for row in rows.tolist()],
            "customdata": figures["figure_id"].array[rows].tolist(),
        })  # fmt: skip
        ticks = {} if at == 1 else _log_ticks(places[rows])
        layout[f"xaxis{at + 1 if at else ''}"] = {"visible": len(rows) > 0, **ticks}
    return {"data": data, "layout": layout}


def _places(figures: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Where a figure stands on its scale: a ratio as per cent, a change where it ends."""
    value, whole = figures["value"].to_numpy(np.float64), figures["value2"].to_numpy(np.float64)
    share = np.divide(100 * value, whole, out=np.full(len(value), np.nan), where=whole > 0)
    return np.where((figures["kind"] == "ratio").to_numpy(), share, value)


def _log_ticks(values: npt.NDArray[np.float64]) -> dict[str, Any]:
    """Range and named ticks of a log axis.

    >>> _log_ticks(np.array([10.0, 2000.0]))["ticktext"]
    ['10', '100', '1,000']
    """
    least, most = (float(values.min()), float(values.max())) if len(values) else (1.0, 1000.0)
    low, high = log10(least), log10(most)
    room = max(0.15, (high - low) * 0.04)
    step = 1 if high - low < 5 else 2 if high - low < 9 else 3
    powers = range(floor(low), floor(high + room) + 1, step)
    ticks = [10.0**power for power in powers]
    if len([power for power in powers if low - room <= power]) < 2:
        ticks = sorted({least, most})
    names = [say_amount(tick) for tick in ticks]
    return {"range": [low - room, high + room], "tickvals": ticks, "ticktext": names}


def say_amounts(counted: pd.DataFrame) -> str:
    """How many figures of each kind, and the largest amount of money; of several currencies in the one stated most.

    ``counted`` has ``kind``, ``unit``, ``figures`` and ``most`` of all figures that match, the most frequent first.

    >>> money = {"kind": ["money", "money"], "unit": ["USD", "XOF"], "figures": [3, 1], "most": [2e6, 6e8]}
    >>> say_amounts(pd.DataFrame(money))
    '4 amounts of money; the largest in USD is 2 million'
    >>> say_amounts(pd.DataFrame(money).head(1))
    '3 amounts of money; the largest amount is 2 million USD'
    """
    total = counted.groupby("kind")["figures"].sum()
    named = (("amount", ("money",)), ("share", ("percent", "ratio")), ("count", ("count",)))
    found = [(noun, sum(int(total.get(kind, 0)) for kind in kinds)) for noun, kinds in named]
    said = [count(n, noun) + (" of money" if noun == "amount" else "") for noun, n in found if n]
    if not said:
        return "No money, share or count is stated here"
    money = counted[(counted["kind"] == "money") & counted["unit"].notna()].to_dict("records")
    return ", ".join(said) + (f"; the largest {_say_largest(money[0], len(money))}" if money else "")


def _say_largest(first: Mapping[Hashable, Any], currencies: int) -> str:
    most = say_amount(first["most"])
    return f"amount is {most} {first['unit']}" if currencies == 1 else f"in {first['unit']} is {most}"

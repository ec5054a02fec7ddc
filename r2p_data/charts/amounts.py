"""Figures on three scales: money, shares of a whole, counts; a mark a figure, its sentence when one points at it."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

import pandas as pd
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from r2p_data.charts.gauge import ACCENT, FONT, LAND, frame
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


def frame_amounts() -> go.Figure:
    """Three empty scales, one above the other."""
    figure = frame(None, _HEIGHT, traces=0)
    figure.update_layout(margin={"l": 12, "r": 22, "t": 4, "b": 44})
    for at, (_, colour, shape, title) in enumerate(SCALES):
        axis = "" if at == 0 else str(at + 1)
        top = 1 - at * 0.37
        figure.add_scatter(
            mode="markers", uid=f"marks-{at}", xaxis=f"x{axis}", yaxis=f"y{axis}",
            marker={"color": colour, "symbol": shape, "size": 9, "opacity": 0.7, "line": _EDGE},
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
        across = {
            "title": {"text": title, "font": {"size": FONT}, "standoff": 3}, "anchor": f"y{axis}", "fixedrange": True,
            "gridcolor": LAND, "zeroline": False, "type": "linear" if at == 1 else "log",
        }  # fmt: skip
        up = {
            "domain": [max(top - 0.2, 0), top], "range": [-0.6, _ROWS - 0.4], "anchor": f"x{axis}", "fixedrange": True,
            "showticklabels": False, "showgrid": False, "zeroline": False,
        }  # fmt: skip
        figure.update_layout({f"xaxis{axis}": across, f"yaxis{axis}": up})
    figure.layout.xaxis2.update(range=[-2, 104], ticksuffix=" %", dtick=25)
    return figure


def fill_amounts(figure: BaseFigure, figures: pd.DataFrame, told: Sequence[str]) -> None:
    """Marks for rows of the table ``figures``; ``told`` is what each says, as escaped HTML."""
    shown = figures.assign(told=list(told), x=_places(figures))
    with figure.batch_update():
        for at, (kinds, *_) in enumerate(SCALES):
            rows = shown[shown["kind"].isin(kinds) & shown["x"].notna()].sort_values("x", kind="stable")
            if at != 1:
                rows = rows[rows["x"] > 0]
            figure.data[at].update(
                x=rows["x"].tolist(),
                y=[i % _ROWS for i in range(len(rows))],
                hovertext=rows["told"].tolist(),
                customdata=rows["figure_id"].tolist(),
                selectedpoints=None,
            )
            if at != 1:
                figure.layout["xaxis" if at == 0 else "xaxis3"].update(_log_ticks(rows["x"]))


def _places(figures: pd.DataFrame) -> pd.Series:
    """Where a figure stands on its scale: a ratio as per cent, a change where it ends."""
    ratio = figures["kind"] == "ratio"
    share = 100 * figures["value"] / figures["value2"].where(figures["value2"] > 0)
    return share.where(ratio, figures["value"])


def _log_ticks(values: pd.Series) -> dict[str, list[object]]:
    """Range and named ticks of a log axis.

    >>> _log_ticks(pd.Series([10.0, 2000.0]))["ticktext"]
    ['10', '100', '1,000']
    """
    low, high = (log10(values.min()), log10(values.max())) if len(values) else (0.0, 3.0)
    room = max(0.15, (high - low) * 0.04)
    step = 1 if high - low < 5 else 2 if high - low < 9 else 3
    powers = range(floor(low), floor(high + room) + 1, step)
    ticks: list[object] = [10.0**power for power in powers]
    if len([power for power in powers if low - room <= power]) < 2:
        ticks = sorted({values.min(), values.max()}) if len(values) else [1.0, 1000.0]
    names: list[object] = [say_amount(float(str(tick))) for tick in ticks]
    return {"range": [low - room, high + room], "tickvals": ticks, "ticktext": names}


def say_amounts(figures: pd.DataFrame, counted: pd.DataFrame) -> str:
    """How many figures of each kind, and the largest amount of money.

    ``counted`` has ``kind`` and ``figures`` for all that match, ``figures`` those drawn.
    """
    total = counted.groupby("kind")["figures"].sum()
    named = (("amount", ("money",)), ("share", ("percent", "ratio")), ("count", ("count",)))
    found = [(noun, sum(int(total.get(kind, 0)) for kind in kinds)) for noun, kinds in named]
    said = [count(n, noun) + (" of money" if noun == "amount" else "") for noun, n in found if n]
    if not said:
        return "No money, share or count is stated here"
    money = figures[figures["kind"] == "money"].nlargest(1, "value").to_dict("records")
    largest = f"; the largest amount is {say_amount(money[0]['value'])} {money[0]['unit']}" if money else ""
    return ", ".join(said) + largest

"""Charts of states on a world map whose outlines are shipped, so that no network is needed."""

from __future__ import annotations

import json
from collections.abc import Hashable
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.naming import WIDTH, both_names, count, short_names
from r2p_data.charts.placing import turn
from r2p_data.charts.style import finish

# Outlines: Natural Earth 1:50m, public domain; the file itself says how it was made.
_OUTLINES = "outlines.geojson"
_LAND, _NAMED, _BESIDE, _EDGE = "#ececec", "#9ecae1", "#e3dcd2", "#ffffff"
_CIRCLE, _HOLLOW = "rgba(213,94,0,.8)", "rgba(255,255,255,.6)"
_SMALLEST, _LARGEST = 7.0, 28.0
# Pixels a degree of longitude and latitude, near enough for a chart of this height and WIDTH.
_HEIGHT, _PIXELS = 555, (2.5, 2.9)
_ABOUT = "Outlines: Natural Earth, public domain; they take no position on any border."


@cache
def load_outlines() -> dict[str, Any]:
    """The outlines as GeoJSON: ``id`` is the ISO 3166-1 alpha-3 code, ``properties.point`` the middle.

    Returns
    -------
    dict
        a FeatureCollection with 238 features; longitudes and latitudes in degrees. The
        smallest states have an outline too, drawn from more exact data.
    """
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath(_OUTLINES).read_text(encoding="utf-8"))
    return loaded


def count_states(mentions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How often each state is named, and how often it only stands beside or inside another name.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``iso3``, ``name_fr``, ``named`` (mentions), ``beside`` (adjectives and
        names nested in longer ones: « ambassadrice américaine », « Opération des Nations
        Unies en Côte d’Ivoire »), the most named first.
    """
    states = actors.loc[actors["type"] == "state", ["actor_id", "iso3", "name_fr"]]
    found = mentions[mentions["actor_id"].isin(states["actor_id"])]
    aside = (found["form"] == "adjective") | found["nested"]
    table = states.assign(
        named=states["actor_id"].map(found[~aside]["actor_id"].value_counts()).fillna(0).astype("int64"),
        beside=states["actor_id"].map(found[aside]["actor_id"].value_counts()).fillna(0).astype("int64"),
    )
    table = table[(table["named"] > 0) | (table["beside"] > 0)]
    return table.sort_values(["named", "beside", "actor_id"], ascending=[False, False, True], ignore_index=True)


def draw_states(mentions: pd.DataFrame, actors: pd.DataFrame, documents: pd.DataFrame) -> go.Figure:
    """The states that documents name, on a world map; circles show how often, so that small states are seen.

    Mentions nested in longer names and adjectives do not name the state as an actor: states
    that stand only so have an empty circle. ``customdata`` is the ``actor_id``.
    """
    table = count_states(mentions, actors)
    shapes = {shape["id"]: shape for shape in load_outlines()["features"]}
    placed = table[table["iso3"].isin(list(shapes))]
    figure = go.Figure()
    # The circles come first: plotly asks a server for a base map if the first trace is a choropleth.
    _add_circles(figure, placed, shapes, actors)
    _add_land(figure, placed, list(shapes.values()), both_names(actors))
    finish(figure, _finding(table, short_names(actors)), None, None, documents)
    return _frame(figure, table[~table["iso3"].isin(list(shapes))])


def _finding(table: pd.DataFrame, names: dict[str, str]) -> str:
    named = int((table["named"] > 0).sum())
    if not named:
        return "No state is named"
    most = table["named"].tolist()[0]
    return f"{count(named, 'state')} named; {names[table['actor_id'].tolist()[0]]} most: {count(most, 'mention')}"


def _add_circles(figure: go.Figure, placed: pd.DataFrame, shapes: dict[str, Any], actors: pd.DataFrame) -> None:
    hover = both_names(actors)
    largest = max(int(placed["named"].max()), 1) if len(placed) else 1
    points = [shapes[code]["properties"]["point"] for code in placed["iso3"]]
    sizes = [round(max(_SMALLEST, _LARGEST * (int(n) / largest) ** 0.5), 1) for n in placed["named"]]
    labels = _place_names(placed, points, sizes, short_names(actors))
    rows = list(zip(placed.to_dict("records"), points, sizes, labels, strict=True))
    for name, colour, group in (
        ("named (area of the circle: mentions)", _CIRCLE, [row for row in rows if row[0]["named"]]),
        ("only as an adjective or inside a longer name", _HOLLOW, [row for row in rows if not row[0]["named"]]),
    ):
        figure.add_scattergeo(
            lon=[point[0] for _, point, _, _ in group],
            lat=[point[1] for _, point, _, _ in group],
            name=name,
            mode="markers+text",
            marker={
                "color": colour,
                "size": [size for _, _, size, _ in group],
                "opacity": 1,
                "line": {"color": "#333333", "width": 1.1},
            },
            text=[text for *_, (text, _) in group],
            textposition=[side for *_, (_, side) in group],
            customdata=[row["actor_id"] for row, *_ in group],
            hovertext=[_say(row, hover[row["actor_id"]]) for row, *_ in group],
            hoverinfo="text",
        )


def _place_names(
    placed: pd.DataFrame, points: list[list[float]], sizes: list[float], names: dict[str, str]
) -> list[tuple[str, str]]:
    """The name and its side for each circle, the most named first; no name where none has room."""
    texts = [names[actor] if n else "" for actor, n in zip(placed["actor_id"], placed["named"], strict=True)]
    pixels = [(lon * _PIXELS[0], -lat * _PIXELS[1]) for lon, lat in points]
    sides = turn(pixels, [size / 2 for size in sizes], texts, edge=180 * _PIXELS[0])
    return [(text, side) if side else ("", "middle right") for text, side in zip(texts, sides, strict=True)]


def _add_land(figure: go.Figure, placed: pd.DataFrame, shapes: list[dict[str, Any]], hover: dict[str, str]) -> None:
    named = set(placed.loc[placed["named"] > 0, "iso3"])
    beside = set(placed["iso3"]) - named
    rows = {row["iso3"]: row for row in placed.to_dict("records")}
    for colour, wanted in ((_NAMED, named), (_BESIDE, beside), (_LAND, {s["id"] for s in shapes} - named - beside)):
        mine = [shape for shape in shapes if shape["id"] in wanted]
        figure.add_choropleth(
            geojson={"type": "FeatureCollection", "features": mine},
            featureidkey="id",
            locations=[shape["id"] for shape in mine],
            z=[1] * len(mine),
            colorscale=[[0, colour], [1, colour]],
            showscale=False,
            marker={"line": {"color": _EDGE, "width": 0.6}},
            customdata=[rows[shape["id"]]["actor_id"] if shape["id"] in rows else None for shape in mine],
            hovertext=[_say(rows[s["id"]], hover[rows[s["id"]]["actor_id"]]) for s in mine if s["id"] in rows],
            hoverinfo="text" if wanted <= rows.keys() else "skip",
        )


def _say(row: dict[Hashable, Any], names: str) -> str:
    beside = f"<br>and {row['beside']} as an adjective or inside a longer name" if row["beside"] else ""
    return f"{names}<br>{count(row['named'], 'mention')}{beside}"


def _frame(figure: go.Figure, unplaced: pd.DataFrame) -> go.Figure:
    figure.update_layout(
        width=WIDTH,
        height=_HEIGHT,
        geo={
            "visible": False,
            "projection": {"type": "natural earth"},
            "lataxis": {"range": [-57, 82]},
            "bgcolor": "rgba(0,0,0,0)",
        },
        margin={"l": 0, "r": 0, "t": 60, "b": 70},
        legend={"orientation": "h", "x": 0, "y": 0.02, "itemsizing": "constant"},
    )
    source = figure.layout.annotations[-1]
    missing = ", ".join(unplaced["name_fr"])
    source.update(text=f"{source.text}. {_ABOUT}" + (f" Not on the map: {missing}." if missing else ""), yshift=-40)
    return figure

"""Charts of who is named with whom: a network of the strongest pairs, and the same as a matrix."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.matrix import add_matrix, finish_matrix
from r2p_data.charts.naming import TYPE_NAMES, WIDTH, both_names, count, name_actors, short_names, wrap
from r2p_data.charts.placing import Point, measure, spread
from r2p_data.charts.style import PALETTE, finish
from r2p_data.codebook import ACTOR_TYPES

_SEED = 20
_WIDTH, _HEIGHT = WIDTH - 170, 640
_SMALLEST, _LARGEST = 9.0, 34.0
_EDGE = "rgba(110,110,110,.55)"


def keep_strongest(edges: pd.DataFrame, most: int) -> pd.DataFrame:
    """The strongest pairs, at most ``most`` where that parts no pairs of equal weight.

    Pairs of equal weight stay or go together, so that the alphabet does not choose who is
    shown; only if the strongest weight alone has more pairs are the first ``most`` taken.
    """
    enough = [w for w in sorted(edges["weight"].unique()) if int((edges["weight"] >= w).sum()) <= most]
    return edges[edges["weight"] >= enough[0]] if enough else edges.head(most)


def draw_network(edges: pd.DataFrame, actors: pd.DataFrame, documents: pd.DataFrame, most: int = 60) -> go.Figure:
    """Who is named with whom: circles are actors, lines join those named in one paragraph.

    Parameters
    ----------
    edges
        ``corpus.cooccurrence()``: ``source``, ``target``, ``weight`` in paragraphs.
    most
        draw at most so many pairs, the strongest (see ``keep_strongest``).

    The layout has a fixed seed. ``customdata`` of a circle is one ``actor_id``, of a line two,
    as ``find_together`` takes them.
    """
    kept = keep_strongest(edges, most)
    graph = nx.Graph()
    graph.add_weighted_edges_from(kept[["source", "target", "weight"]].itertuples(index=False))
    names = {actor: wrap(name, 16) for actor, name in short_names(actors, 34).items() if actor in graph}
    places = _lay_out(graph, names)
    figure = go.Figure()
    _add_lines(figure, kept, places, names)
    _add_circles(figure, graph, places, names, actors)
    finish(figure, _finding(kept, names), None, None, documents)
    return _frame(figure, edges, kept)


def draw_matrix(edges: pd.DataFrame, actors: pd.DataFrame, documents: pd.DataFrame, top: int = 16) -> go.Figure:
    """Who is named with whom as a matrix of the ``top`` actors with the strongest ties.

    The number in a cell is the number of paragraphs that name both. Actors often named
    together stand side by side. ``customdata`` of a cell are two ``actor_id``.
    """
    ties = pd.concat([edges.set_index(end)["weight"] for end in ("source", "target")])
    strongest = ties.groupby(level=0).sum().sort_values(ascending=False, kind="stable").head(top).index
    within = edges[edges["source"].isin(strongest) & edges["target"].isin(strongest)]
    order = _side_by_side(within, list(strongest))
    both = pd.concat([within, within.rename(columns={"source": "target", "target": "source"})])
    weights = {(a, b): int(w) for a, b, w in both[["source", "target", "weight"]].itertuples(index=False)}
    names, hover, short = name_actors(actors, 36), both_names(actors), short_names(actors)
    figure = go.Figure()
    add_matrix(
        figure,
        [short[a] for a in order],
        [names[a] for a in order],
        [[weights.get((a, b)) for b in order] for a in order],
        [[str(weights.get((a, b), "")) for b in order] for a in order],
        [[[a, b] for b in order] for a in order],
        [
            [f"{hover[a]}<br>with<br>{hover[b]}<br>{count(weights.get((a, b), 0), 'paragraph')}" for b in order]
            for a in order
        ],
        "paragraphs<br>that name<br>both",
    )
    axes = ("named in one paragraph with", None)
    return finish_matrix(figure, _finding(within, short), axes, documents, 30, top=235, angle=-45)


def find_together(mentions: pd.DataFrame, actor_ids: Sequence[str]) -> pd.DataFrame:
    """The mentions of some actors in the paragraphs that name all of them: the rows behind a mark.

    Adjectives and nested names do not count, as in ``corpus.cooccurrence``.
    """
    named = mentions[
        mentions["actor_id"].isin(list(actor_ids)) & (mentions["form"] != "adjective") & ~mentions["nested"]
    ]
    different = named.groupby("paragraph_id")["actor_id"].nunique()
    return named[named["paragraph_id"].map(different) == len(set(actor_ids))]


def _lay_out(graph: nx.Graph, names: dict[str, str]) -> dict[str, Point]:
    """Places in pixels, y downwards; each circle with its label under it keeps its room."""
    if not graph:
        return {}
    rough = nx.spring_layout(graph, seed=_SEED, k=2.4 / len(graph) ** 0.5, iterations=300)
    # Rounded, so that the last digits of a processor's arithmetic change nothing that is stored.
    xs, ys = (_even([round(float(place[axis]), 3) for place in rough.values()]) for axis in (0, 1))
    points = [(x * _WIDTH / 2, y * _HEIGHT / 2) for x, y in zip(xs, ys, strict=True)]
    sizes = [(max(width, _LARGEST) + 10, height + _LARGEST + 4) for width, height in (measure(names[a]) for a in rough)]
    return {actor: (round(x, 1), round(y, 1)) for actor, (x, y) in zip(rough, spread(points, sizes), strict=True)}


def _even(values: list[float]) -> list[float]:
    """Values from -1 to 1, half way to evenly spaced: crowded middles open, far ends come nearer.

    >>> _even([0.0, 0.1, 1.0])
    [-1.0, -0.4, 1.0]
    """
    low, high = min(values), max(values)
    rank = {value: i for i, value in enumerate(sorted(set(values)))}
    if low == high:
        return [0.0] * len(values)
    return [round((v - low) / (high - low) + rank[v] / (len(rank) - 1) - 1, 3) for v in values]


def _add_lines(figure: go.Figure, kept: pd.DataFrame, places: dict[str, Point], names: dict[str, str]) -> None:
    strongest = int(kept["weight"].max()) if len(kept) else 1
    pairs = list(kept[["source", "target", "weight"]].itertuples(index=False))
    for weight in sorted(kept["weight"].unique().tolist()):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for source, target in [(a, b) for a, b, w in pairs if w == weight]:
            xs += [places[source][0], places[target][0], None]
            ys += [places[source][1], places[target][1], None]
        line = {"width": round(1 + 7 * weight / strongest, 2), "color": _EDGE}
        figure.add_scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip", showlegend=False)
    figure.add_scatter(
        x=[(places[a][0] + places[b][0]) / 2 for a, b, _ in pairs],
        y=[(places[a][1] + places[b][1]) / 2 for a, b, _ in pairs],
        mode="markers",
        marker={"size": 12, "opacity": 0, "color": "#444444"},
        customdata=[[a, b] for a, b, _ in pairs],
        hovertext=[f"{names[a]}<br>with {names[b]}<br>{count(w, 'paragraph')}" for a, b, w in pairs],
        hoverinfo="text",
        showlegend=False,
    )


def _add_circles(
    figure: go.Figure, graph: nx.Graph, places: dict[str, Point], names: dict[str, str], actors: pd.DataFrame
) -> None:
    ties = dict(graph.degree(weight="weight"))
    largest = max(ties.values(), default=1)
    hover, kind = both_names(actors), dict(zip(actors["actor_id"], actors["type"], strict=True))
    for i, each in enumerate(ACTOR_TYPES):
        mine = [actor for actor in graph if kind[actor] == each]
        if not mine:
            continue
        figure.add_scatter(
            x=[places[actor][0] for actor in mine],
            y=[places[actor][1] for actor in mine],
            mode="markers+text",
            name=TYPE_NAMES[each],
            text=[names[actor] for actor in mine],
            textposition="bottom center",
            textfont={"size": 12},
            marker={
                "size": [round(max(_SMALLEST, _LARGEST * (ties[actor] / largest) ** 0.5), 1) for actor in mine],
                "color": PALETTE[i % len(PALETTE)],
                "symbol": "circle" if i < len(PALETTE) else "square",
                "line": {"color": "#ffffff", "width": 1},
                "opacity": 1,
            },
            customdata=[[actor] for actor in mine],
            hovertext=[f"{hover[actor]}<br>{count(graph.degree(actor), 'tie')} shown" for actor in mine],
            hoverinfo="text",
        )


def _frame(figure: go.Figure, edges: pd.DataFrame, kept: pd.DataFrame) -> go.Figure:
    # One unit is one pixel, so that labels keep the room that the layout gave them.
    left, right, top, bottom = _extent([place for trace in figure.data for place in zip(trace.x, trace.y, strict=True)])
    figure.update_layout(
        width=right - left + 20,
        height=bottom - top + 190,
        hovermode="closest",
        xaxis={"visible": False, "minallowed": None, "rangemode": "normal", "range": [left, right]},
        yaxis={"visible": False, "autorange": False, "range": [bottom, top]},
        margin={"l": 10, "r": 10, "t": 100, "b": 90},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemsizing": "constant"},
    )
    least = int(kept["weight"].min()) if len(kept) else 0
    said = (
        f"Shown: {count(len(kept), 'pair')} named together in {count(least, 'paragraph')} or more, of {len(edges):,}."
        "<br>Area of a circle, width of a line: paragraphs shared"
    )
    source = figure.layout.annotations[-1]
    source.update(text=f"{source.text}. {said}", yshift=-60, align="left")
    return figure


def _extent(places: list[tuple[float | None, float | None]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in places if x is not None], [y for _, y in places if y is not None]
    if not xs or not ys:
        return -_WIDTH / 2, _WIDTH / 2, -90.0, 90.0
    return min(xs) - 75, max(xs) + 75, min(ys) - 30, max(ys) + 65


def _finding(edges: pd.DataFrame, names: dict[str, str]) -> str:
    if edges.empty:
        return "No two actors are named together"
    first = edges.sort_values("weight", ascending=False, kind="stable").iloc[0]
    source, target = (names[str(first[end])].replace("<br>", " ") for end in ("source", "target"))
    return f"{source} and {target} are named together most: {count(int(first['weight']), 'paragraph')}"


def _side_by_side(edges: pd.DataFrame, strongest: list[str]) -> list[str]:
    """The actors in an order that puts each beside the one it has the strongest tie to."""
    graph = nx.Graph()
    graph.add_nodes_from(strongest)
    graph.add_weighted_edges_from(edges[["source", "target", "weight"]].itertuples(index=False))
    order = strongest[:1]
    while len(order) < len(strongest):
        left = [actor for actor in strongest if actor not in order]
        tie = {actor: [graph.get_edge_data(actor, seen, {"weight": 0})["weight"] for seen in order] for actor in left}
        order.append(max(left, key=lambda actor: (tie[actor][-1], sum(tie[actor]))))
    return order

"""Charts of actors: what they count, what a click on a mark leads to, what they escape and how they fit."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pycountry
import pytest

import r2p_data as r2p
from r2p_data.charts.actors import draw_actor_types, draw_actors, find_actor, find_type
from r2p_data.charts.missions import date_missions, day_of, draw_missions
from r2p_data.charts.naming import TYPE_NAMES, both_names, join_name, name_actors, short_names
from r2p_data.charts.network import draw_matrix, draw_network, find_together, keep_strongest
from r2p_data.charts.placing import measure, overlap, spread, turn
from r2p_data.charts.worldmap import count_states, draw_states, load_outlines
from r2p_data.codebook import ACTOR_TYPES
from r2p_data.explore import who
from r2p_data.lexicon import load_rows

ACTORS = [
    ("MLI", "Mali", "Mali", None, "state", "MLI"),
    ("NRU", "Nauru", "Nauru", None, "state", "NRU"),
    ("SUN", "Union soviétique", "Soviet Union", None, "state", "SUN"),
    ("FRA", "France", "France", None, "state", "FRA"),
    ("onu", "Organisation des Nations Unies", "United Nations", "ONU", "un_body", None),
    ("ua", "Union africaine", "African Union", "UA", "organisation", None),
    ("minusma", "Mission multidimensionnelle intégrée des Nations Unies pour la stabilisation au Mali",
     "United Nations Multidimensional Integrated Stabilization Mission in Mali", "MINUSMA", "un_mission", None),
    ("minusca", "Mission multidimensionnelle intégrée des Nations Unies pour la stabilisation en République "
     "centrafricaine", None, "MINUSCA", "un_mission", None),
    ("mission-x", "Mission <i>x</i>", None, None, "mission", None),
]  # fmt: skip
# document, paragraph, actor, form, nested
MENTIONS = [
    ("d1", "d1:1", "MLI", "name", False),
    ("d1", "d1:1", "onu", "name", False),
    ("d1", "d1:2", "MLI", "adjective", False),
    ("d1", "d1:2", "onu", "definite", False),
    ("d1", "d1:3", "MLI", "name", True),
    ("d1", "d1:3", "minusma", "name", False),
    ("d1", "d1:3", "onu", "acronym", False),
    ("d2", "d2:1", "NRU", "name", False),
    ("d2", "d2:1", "SUN", "name", False),
    ("d2", "d2:1", "FRA", "adjective", False),
    ("d2", "d2:2", "minusca", "acronym", False),
    ("d2", "d2:2", "mission-x", "name", False),
    ("d2", "d2:2", "MLI", "name", False),
    ("d2", "d2:2", "onu", "name", False),
]
Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


@pytest.fixture
def tables() -> Tables:
    """Mentions, actors and documents of a corpus written for these tests."""
    actors = pd.DataFrame(ACTORS, columns=["actor_id", "name_fr", "name_en", "acronym", "type", "iso3"])
    mentions = pd.DataFrame(MENTIONS, columns=["doc_id", "paragraph_id", "actor_id", "form", "nested"])
    documents = pd.DataFrame({"doc_id": ["d1", "d2"], "symbol": ["S/1", "<b>S/2"], "title": "t", "genre": "report"})
    return mentions, actors.astype({"acronym": "str", "name_en": "str", "iso3": "str"}), documents


@pytest.fixture
def edges(tables: Tables) -> pd.DataFrame:
    return r2p.Corpus({"mentions": tables[0], "actors": tables[1]}, {}).cooccurrence()


def marks(figure: go.Figure) -> list[object]:
    """The customdata of every mark that can be clicked; a bar of no length cannot."""
    clickable = [trace for trace in figure.data if trace.customdata is not None and trace.hoverinfo != "skip"]
    lengths = [trace.x if trace.type == "bar" else [1] * len(trace.customdata) for trace in clickable]
    found = zip(clickable, lengths, strict=True)
    return [mark for trace, x in found for mark, length in zip(trace.customdata, x, strict=True) if length]


# What is counted


def test_bars_add_up_to_the_mentions_without_adjectives(tables: Tables) -> None:
    figure = draw_actors(*tables)
    assert sum(sum(trace.x) for trace in figure.data) == len(MENTIONS) - 2
    assert figure.layout.title.text == "Organisation des Nations Unies (ONU) is named most: 4 mentions"


def test_two_actors_with_alike_beginnings_keep_their_own_bars(tables: Tables) -> None:
    figure = draw_actors(*tables)
    assert len(set(figure.data[0].y)) == len(figure.data[0].y) == len(set(tables[0]["actor_id"]) - {"FRA"})


def test_types_are_shaded_by_share_of_each_document(tables: Tables) -> None:
    cells = draw_actor_types(*tables).data[0]
    for row in cells.z:
        assert sum(value for value in row if value is not None) == pytest.approx(100, abs=0.1)
    assert sum(int(text) for row in cells.text for text in row if text) == len(MENTIONS) - 2


@pytest.mark.parametrize(
    ("actor_id", "named", "beside"),
    [("MLI", 2, 2), ("NRU", 1, 0), ("SUN", 1, 0), ("FRA", 0, 1)],
)
def test_adjectives_and_nested_names_do_not_name_the_state(
    tables: Tables, actor_id: str, named: int, beside: int
) -> None:
    row = count_states(tables[0], tables[1]).set_index("actor_id").loc[actor_id]
    assert (row["named"], row["beside"]) == (named, beside)


def test_network_and_matrix_count_what_cooccurrence_counts(tables: Tables, edges: pd.DataFrame) -> None:
    figure = draw_matrix(edges, tables[1], tables[2])
    total = sum(int(text) for row in figure.data[0].text for text in row if text)
    assert total == 2 * edges["weight"].sum()
    assert "Mali and ONU are named together most: 2 paragraphs" in figure.layout.title.text


def test_pairs_of_equal_weight_stay_or_go_together() -> None:
    edges = pd.DataFrame({"source": list("abcd"), "target": list("wxyz"), "weight": [3, 2, 2, 1]})
    assert keep_strongest(edges, 2)["weight"].tolist() == [3]
    assert keep_strongest(edges, 3)["weight"].tolist() == [3, 2, 2]
    assert keep_strongest(edges[1:3], 1)["weight"].tolist() == [2], "all alike: the first"


# The map


def test_outlines_cover_every_member_state_and_wind_as_plotly_reads_them() -> None:
    outlines = {shape["id"]: shape for shape in load_outlines()["features"]}
    members = {row["iso3"] for row in load_rows("states_members.csv", ["iso3"])}
    assert members - outlines.keys() == set()
    assert outlines.keys() - {country.alpha_3 for country in pycountry.countries} == {"XKX"}
    for code, shape in outlines.items():
        rings = shape["geometry"]["coordinates"]
        outer = [rings[0]] if shape["geometry"]["type"] == "Polygon" else [polygon[0] for polygon in rings]
        assert outer and all(ring[0] == ring[-1] and len(ring) >= 4 for ring in outer), code
        flat = [signed_area(ring) for ring in outer if not crosses_the_date_line(ring)]
        assert max(flat, default=0) <= 0, f"{code}: a ring runs counter-clockwise"
        assert -180 <= shape["properties"]["point"][0] <= 180 and -90 <= shape["properties"]["point"][1] <= 90


def signed_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False)) / 2


def crosses_the_date_line(ring: list[list[float]]) -> bool:
    return any(abs(a[0] - b[0]) > 180 for a, b in zip(ring, ring[1:], strict=False))


@pytest.mark.parametrize(("iso3", "point"), [("MLI", (-3.5, 17.3)), ("NRU", (166.9, -0.5)), ("FRA", (2.5, 46.6))])
def test_a_state_stands_where_it_lies(iso3: str, point: tuple[float, float]) -> None:
    shape = next(shape for shape in load_outlines()["features"] if shape["id"] == iso3)
    assert shape["properties"]["point"] == pytest.approx(point, abs=1)


def test_outlines_are_small_and_say_where_they_come_from() -> None:
    outlines = load_outlines()
    assert len(json.dumps(outlines)) < 250_000
    assert "Natural Earth" in outlines["source"] and "Public domain" in outlines["licence"]


def test_map_asks_no_server_for_a_base_map(tables: Tables) -> None:
    figure = draw_states(*tables)
    assert figure.layout.geo.visible is False
    # plotly looks at the first trace only: a location there makes it fetch a base map.
    assert figure.data[0].type == "scattergeo" and figure.data[0].locations is None
    assert all(isinstance(trace.geojson, dict) for trace in figure.data if trace.type == "choropleth")


def test_a_small_state_has_a_circle_and_a_vanished_one_is_told(tables: Tables) -> None:
    figure = draw_states(*tables)
    assert "NRU" in figure.data[0].customdata and min(figure.data[0].marker.size) >= 7
    assert "FRA" in figure.data[1].customdata, "named only as an adjective: an empty circle"
    assert "Not on the map: Union soviétique." in figure.layout.annotations[-1].text
    assert figure.layout.title.text == "3 states named; Mali most: 2 mentions"


# Missions


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("1948", date(1948, 1, 1), date(1948, 12, 31)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-06-30", date(2017, 6, 30), date(2017, 6, 30)),
    ],
)
def test_a_date_of_the_lexicon_is_as_long_as_it_says(printed: str, first: date, last: date) -> None:
    assert (day_of(printed), day_of(printed, last=True)) == (first, last)


def test_every_mission_of_the_lexicon_has_dates_that_can_be_drawn() -> None:
    rows = [
        row
        for name in ("actors_missions_un.csv", "actors_missions_other.csv")
        for row in load_rows(name, ["actor_id", "name_fr"])
    ]
    dated = [row for row in rows if row["start"] and row["end"]]
    assert len(dated) > 50
    assert [row["actor_id"] for row in dated if day_of(row["start"]) > day_of(row["end"], last=True)] == []


def test_missions_run_from_start_to_end_of_the_lexicon(tables: Tables) -> None:
    table = date_missions(tables[0], tables[1]).set_index("actor_id")
    assert (table.loc["minusma", "start"], table.loc["minusma", "end"]) == ("2013-04", "2023-12")
    assert table.loc["minusma", "hosts"] == "Mali"
    assert table.index[-1] == "mission-x" and pd.isna(table.loc["mission-x", "start"])


def test_an_open_end_is_an_arrow_and_a_missing_start_is_told(tables: Tables) -> None:
    figure = draw_missions(*tables)
    arrows = figure.data[-1]
    assert arrows.marker.symbol == "triangle-right" and list(arrows.customdata) == ["minusca"]
    assert "Without dates: Mission &lt;i&gt;x&lt;/i&gt;." in figure.layout.annotations[-1].text
    assert figure.layout.title.text == "3 missions named, 2 of them of the UN; for 1 no end is stated"


# Every mark leads back


def test_every_mark_leads_to_the_mentions_that_it_counts(tables: Tables, edges: pd.DataFrame) -> None:
    mentions, actors, _ = tables
    bars = draw_actors(*tables)
    for trace in bars.data:
        for mark, width in zip(trace.customdata, trace.x, strict=True):
            assert len(find_actor(mentions, *mark)) == width
    cells = draw_actor_types(*tables).data[1]
    assert sum(len(find_type(mentions, actors, *mark)) for mark in cells.customdata) == len(MENTIONS) - 2
    for source, target, weight in edges.itertuples(index=False):
        assert find_together(mentions, [source, target])["paragraph_id"].nunique() == weight


def test_every_chart_of_the_corpus_can_be_clicked(corpus: r2p.Corpus) -> None:
    charts = (
        who.see_actors(corpus), who.see_types(corpus), who.see_states(corpus),
        who.see_network(corpus), who.see_matrix(corpus), who.see_missions(corpus),
    )  # fmt: skip
    for linked in charts:
        clickable = marks(linked.chart)
        assert clickable, linked
        for mark in clickable[::7]:
            linked.choose(mark)
            assert len(linked.selection) > 0, (linked, mark)
            assert "<mark" in linked._passage.value
        assert "Source: 5 documents" in linked.chart.layout.annotations[-1].text


# Names and room


@pytest.mark.parametrize("width", [20, 30, 44])
def test_names_differ_and_keep_their_acronym(tables: Tables, width: int) -> None:
    names = name_actors(tables[1], width)
    assert len(set(names.values())) == len(names)
    assert names["minusma"].endswith("(MINUSMA)") and names["minusca"].endswith("(MINUSCA)")


def test_two_actors_of_one_name_are_told_apart() -> None:
    twins = pd.DataFrame({"actor_id": ["a", "b"], "name_fr": "Conseil de paix", "acronym": None})
    assert set(name_actors(twins).values()) == {"Conseil de paix [a]", "Conseil de paix [b]"}


def test_a_short_name_is_preferred_to_its_acronym(tables: Tables) -> None:
    names = short_names(tables[1])
    assert (names["ua"], names["onu"], names["MLI"]) == ("Union africaine", "ONU", "Mali")


def test_hover_gives_both_languages(tables: Tables) -> None:
    assert both_names(tables[1])["ua"] == "<b>Union africaine (UA)</b><br>African Union"


def test_every_type_of_the_codebook_has_a_name() -> None:
    assert set(TYPE_NAMES) == set(ACTOR_TYPES)


def test_shortening_ends_between_words() -> None:
    assert join_name("Mission des Nations Unies pour la stabilisation en Haïti", "MINUSTAH", 40) == (
        "Mission des Nations Unies… (MINUSTAH)"
    )


def test_words_of_the_corpus_are_never_markup(tables: Tables, edges: pd.DataFrame) -> None:
    mentions, actors, documents = tables
    figures = [
        draw_actors(*tables), draw_actor_types(*tables), draw_states(*tables), draw_missions(*tables),
        draw_network(edges, actors, documents), draw_matrix(edges, actors, documents),
    ]  # fmt: skip
    for figure in figures:
        assert "<i>" not in figure.to_json() and "<b>S/2" not in figure.to_json()


def test_labels_of_the_network_overlap_nowhere(corpus: r2p.Corpus) -> None:
    figure = draw_network(corpus.cooccurrence(types=who.BODIES), corpus.actors, corpus.documents)
    boxes = []
    for trace in (trace for trace in figure.data if trace.mode == "markers+text"):
        for x, y, text, size in zip(trace.x, trace.y, trace.text, trace.marker.size, strict=True):
            width, height = measure(text)
            boxes.append((x - width / 2, y - size / 2, x + width / 2, y + size / 2 + height))
    assert len(boxes) > 10
    assert [pair for pair in combinations(boxes, 2) if any(overlap(*pair))] == []


def test_network_is_drawn_alike_every_time(corpus: r2p.Corpus) -> None:
    edges = corpus.cooccurrence(types=who.BODIES)
    once, again = (draw_network(edges, corpus.actors, corpus.documents).to_json() for _ in range(2))
    assert once == again


@pytest.mark.parametrize("number", [1, 2, 12])
def test_boxes_in_one_place_are_spread(number: int) -> None:
    sizes = [(60.0, 20.0)] * number
    places = spread([(0.0, 0.0)] * number, sizes)
    boxes = [(x - 30, y - 10, x + 30, y + 10) for x, y in places]
    assert all(min(overlap(*pair)) < 1e-3 for pair in combinations(boxes, 2))


def test_a_label_without_room_is_left_out() -> None:
    crowd = [(float(x), float(y)) for x in range(0, 60, 6) for y in range(0, 60, 6)]
    sides = turn(crowd, [4.0] * len(crowd), ["République démocratique du Congo"] * len(crowd))
    assert "" in sides
    assert turn([(90.0, 0.0)], [4.0], ["Îles Salomon"], edge=100) == ["middle left"]


EMPTY = "No actor is named"


def test_a_corpus_that_names_nobody_still_draws(tmp_path: Path) -> None:
    (tmp_path / "rien.txt").write_text("Il pleut.\n", encoding="utf-8")
    corpus = r2p.load_corpus(tmp_path)
    tables = (corpus.mentions, corpus.actors, corpus.documents)
    assert draw_actors(*tables).layout.title.text == draw_actor_types(*tables).layout.title.text == EMPTY
    assert draw_states(*tables).layout.title.text == "No state is named"
    assert draw_missions(*tables).layout.title.text == "No mission is named"
    for draw in (draw_network, draw_matrix):
        figure = draw(corpus.cooccurrence(), corpus.actors, corpus.documents)
        assert figure.layout.title.text == "No two actors are named together"

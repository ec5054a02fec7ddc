"""Charts of the explorer: titles that hide no tie, axes that show no year that is not there."""

from __future__ import annotations

import pandas as pd
import pytest

from r2p_data.charts.amounts import fill_amounts
from r2p_data.charts.ranking import say_pairs
from r2p_data.charts.years import fill_years, say_years

NAMES = {key: {"actor_id": key, "name_fr": name, "acronym": None} for key, name in zip("abc", "ABC", strict=True)}


@pytest.mark.parametrize(
    ("tied", "chosen", "said"),
    [
        (0, None, "A and B are named together most: 6 paragraphs"),
        (1, None, "A and B are named together most: 6 paragraphs, as often as 1 other"),
        (1, "a", "B is named with A most: 6 paragraphs, as often as 1 other"),
    ],
)
def test_a_title_tells_who_is_named_together_as_often(tied: int, chosen: str | None, said: str) -> None:
    pairs = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [6], "tied": [tied]})
    assert say_pairs(pairs, NAMES, chosen) == said


def test_a_title_tells_of_years_named_as_often() -> None:
    years = pd.DataFrame({"year": [2005, 2014, 2016], "paragraphs": [9, 9, 9]})
    assert say_years(years) == "2005 is named most: 9 paragraphs, as often as 2 others; the years go from 2005 to 2016"


@pytest.mark.parametrize(("paragraphs", "shown"), [([3], True), ([0], False), ([], False)])
def test_years_stand_along_the_axis_only_where_one_is_named(paragraphs: list[int], shown: bool) -> None:
    years = pd.DataFrame({"year": [2005] * len(paragraphs), "paragraphs": paragraphs})
    assert fill_years(years)["layout"]["xaxis"]["showticklabels"] is shown


@pytest.mark.parametrize(("kind", "shown"), [("money", 0), ("percent", 1), ("count", 2), ("ordinal", None)])
def test_only_the_scale_on_which_a_figure_stands_is_shown(kind: str, shown: int | None) -> None:
    figures = pd.DataFrame({"figure_id": ["d:figure:1"], "kind": [kind], "value": [12.0], "value2": [float("nan")]})
    layout = fill_amounts(figures, ["12"])["layout"]
    assert [layout[axis]["visible"] for axis in ("xaxis", "xaxis2", "xaxis3")] == [at == shown for at in range(3)]

"""The query as a value: made, changed, saved and given back; what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from r2p_data.errors import R2PDataError
from r2p_data.explore.query import FACETS, ROW_KINDS, SEVERAL, Query

VALUES = st.lists(st.text(max_size=8), max_size=3, unique=True).map(tuple)
YEARS = st.none() | st.tuples(st.integers(1900, 1950), st.integers(1950, 2050))
QUERIES = st.builds(
    Query,
    rows=st.sampled_from(ROW_KINDS),
    text=st.text(max_size=10),
    years=YEARS,
    every=st.lists(st.sampled_from(SEVERAL), unique=True, max_size=2).map(tuple),
    chosen=st.none() | st.text(min_size=1, max_size=5),
    **dict.fromkeys(FACETS, VALUES),
)


@given(QUERIES)
def test_a_query_survives_being_printed_in_a_paper(query: Query) -> None:
    assert Query.from_dict(json.loads(json.dumps(query.as_dict()))) == query


@given(QUERIES)
def test_each_chip_takes_its_filter_away(query: Query) -> None:
    for chip in query.chips():
        assert chip not in query.without(chip.facet, chip.value).chips()
    for chip in query.chips():
        query = query.without(chip.facet, chip.value)
    assert query.chips() == []


@given(QUERIES, st.sampled_from(FACETS), st.text(min_size=1, max_size=4))
def test_two_toggles_leave_the_same_values(query: Query, facet: str, value: str) -> None:
    twice = query.toggle(facet, value).toggle(facet, value)
    assert set(getattr(twice, facet)) == set(getattr(query, facet))


def test_a_query_is_a_value() -> None:
    first = Query(units=["EUR", "EUR"])
    assert first == Query(units="EUR") and hash(first) == hash(Query(units=("EUR",)))
    assert first.cleared() == Query()


def test_other_rows_close_the_reader() -> None:
    assert Query(chosen="x").with_("rows", "mentions").chosen is None
    assert Query(chosen="x").with_("rows", "figures").chosen == "x"


def test_years_toggle_as_a_whole() -> None:
    query = Query().toggle("years", (2000, 2005))
    assert query.years == (2000, 2005) and query.toggle("years", (2000, 2005)).years is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"row": "figures"}, "no 'row'; it may hold rows, text"),
        ({1: "figures"}, "no 1"),
        ({"rows": "amounts"}, "no rows 'amounts'"),
        ({"rows": ["figures"]}, "no rows"),
        ({"units": 3}, "'units' of a query is a list of strings, not 3"),
        ({"units": {"EUR": 1}}, "'units' of a query is a list of strings"),
        ({"units": ["EUR", 3]}, "3 is none"),
        ({"units": None}, "'units' of a query is a list of strings"),
        ({"text": 3}, "'text' of a query is a string"),
        ({"text": None}, "'text' of a query is a string"),
        ({"years": 2005}, "a first and a last year"),
        ({"years": [2005]}, "a first and a last year"),
        ({"years": [2010, 2005]}, "a first and a last year"),
        ({"years": ["2005", "2010"]}, "a first and a last year"),
        ({"years": [True, True]}, "a first and a last year"),
        ({"chosen": 3}, "'chosen' of a query"),
        ({"every": ["documents"]}, "'every' of a query names facets"),
        ([("rows", "figures")], "a query is a dictionary"),
        ("figures", "a query is a dictionary"),
    ],
)
def test_a_faulty_query_is_refused_with_the_reason(given: Any, said: str) -> None:
    with pytest.raises(R2PDataError) as told:
        Query.from_dict(given)
    assert said in str(told.value)


@pytest.mark.parametrize("facet", ["unit", "", "as_dict", "__class__"])
def test_an_unknown_facet_is_refused(facet: str) -> None:
    for change in (
        lambda: Query().with_(facet, "x"),
        lambda: Query().without(facet),
        lambda: Query().toggle(facet, "x"),
    ):
        with pytest.raises(R2PDataError, match="may hold"):
            change()

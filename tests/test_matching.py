"""Matching: the same rows and counts as filters written plainly in pandas, and what the model says of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import r2p_data as r2p
from r2p_data.errors import R2PDataError
from r2p_data.explore import aggregates, pages
from r2p_data.explore.coding import Rows
from r2p_data.explore.matching import COUNTED, Match
from r2p_data.explore.model import Selection
from r2p_data.explore.query import FACETS, ROW_KINDS, SEVERAL, Query
from r2p_data.folding import fold

OWN = {
    "figures": {"figure_kinds": "kind", "units": "unit"},
    "mentions": {"actors": "actor_id", "actor_types": "type"},
    "references": {"symbols": "symbol"},
    "themes": {"themes": "theme"},
    "paragraphs": {},
    "dates": {},
}


class Plain:
    """Filters written row by row, without arrays and indexes."""

    def __init__(self, corpus: r2p.Corpus) -> None:
        paragraphs = corpus.paragraphs[corpus.paragraphs["kind"] != "furniture"]
        self.paragraphs = paragraphs.merge(corpus.documents[["doc_id", "genre"]], on="doc_id").set_index("paragraph_id")
        mentions = corpus.mentions.merge(corpus.actors[["actor_id", "type"]], on="actor_id")
        tables = {name: corpus.tables[name] for name in ("figures", "dates", "references")}
        tables |= {"mentions": mentions, "themes": corpus.themes, "paragraphs": self.paragraphs.reset_index()}
        self.tables = {name: t[t["paragraph_id"].isin(self.paragraphs.index)] for name, t in tables.items()}
        texts = self.paragraphs["text"].map(lambda text: " ".join(re.findall(r"\w+", fold(text))))
        self.words = {p: f" {text} " for p, text in texts.items()}
        self.held = {p: self._hold(p) for p in self.paragraphs.index}

    def _hold(self, paragraph_id: str) -> dict[str, set[Any]]:
        row = self.paragraphs.loc[paragraph_id]
        section = [] if pd.isna(row["section"]) else row["section"].split(" › ")
        held = {
            "documents": {row["doc_id"]},
            "genres": {row["genre"]},
            "kinds": {row["kind"]},
            "sections": {" › ".join(section[:n]) for n in range(1, len(section) + 1)},
        }
        for name, columns in OWN.items():
            table = self.tables[name]
            mine = table[table["paragraph_id"] == paragraph_id]
            held |= {facet: set(mine[column].dropna()) for facet, column in columns.items()}
        dates = self.tables["dates"]
        held["years"] = {y for row in dates[dates["paragraph_id"] == paragraph_id].itertuples() for y in years(row)}
        return held

    def passes(self, paragraph_id: str, query: Query) -> bool:
        held = self.held[paragraph_id]
        for facet in FACETS:
            chosen = set(getattr(query, facet))
            if chosen and not (chosen <= held[facet] if facet in query.every else chosen & held[facet]):
                return False
        if query.years and not any(query.years[0] <= y <= query.years[1] for y in held["years"]):
            return False
        return TEXTS[query.text](self.words[paragraph_id])

    def rows(self, query: Query) -> pd.DataFrame:
        table = self.tables[query.rows]
        kept = table["paragraph_id"].isin([p for p in self.paragraphs.index if self.passes(p, query)])
        for facet, column in OWN[query.rows].items():
            if getattr(query, facet):
                kept &= table[column].isin(getattr(query, facet))
        if query.rows == "dates" and query.years:
            first, last = query.years
            kept &= pd.Series([any(first <= y <= last for y in years(row)) for row in table.itertuples()], table.index)
        return table[kept]


def years(row: Any) -> range:
    first = row.date_to if pd.isna(row.date_from) else row.date_from
    last = row.date_from if pd.isna(row.date_to) else row.date_to
    return range(0) if pd.isna(first) else range(first.year, min(last.year, first.year + 200) + 1)


@pytest.fixture(scope="module")
def selection(corpus: r2p.Corpus) -> Selection:
    return Selection(corpus)


@pytest.fixture(scope="module")
def plain(corpus: r2p.Corpus) -> Plain:
    return Plain(corpus)


def paragraph_ids(selection: Selection, match: Match) -> set[str]:
    places = np.flatnonzero(match.paragraphs)
    return set(selection.matcher.shelf.take("paragraphs", places, ["paragraph_id"])["paragraph_id"])


@cache
def frequent(selection: Selection, facet: str) -> list[Any]:
    return [value.value for value in selection.matcher.values(Query(rows="paragraphs"), facet, top=25)]


# What is searched, and the same asked of words in a row between blanks.
TEXTS: dict[str, Callable[[str], bool]] = {
    "": lambda words: True,
    "paix": lambda words: " paix " in words,
    "l'etat": lambda words: " etat " in words,
    '"droits de l’homme"': lambda words: " droits de l homme " in words,
    "civil*": lambda words: " civil" in words,
    "Mali OU Soudan": lambda words: " mali " in words or " soudan " in words,
    "protection États": lambda words: " protection " in words and " etats " in words,
    "paix -mission*": lambda words: " paix " in words and " mission" not in words,
}


@st.composite
def queries(draw: st.DrawFn, selection: Selection) -> Query:
    facets = draw(st.lists(st.sampled_from(FACETS), max_size=3, unique=True))
    chosen = {facet: draw(st.lists(st.sampled_from(frequent(selection, facet)), max_size=3)) for facet in facets}
    span = draw(st.sampled_from([None, None, None, (2005, 2005), (1990, 2010), (2014, 2016)]))
    every = draw(st.sampled_from([(), (), *((facet,) for facet in facets if facet in SEVERAL)]))
    rows = draw(st.sampled_from(ROW_KINDS))
    return Query.from_dict(
        {
            "rows": rows,
            "text": draw(st.sampled_from(["", "", "", *TEXTS])),
            "years": span,
            "every": list(every),
            **chosen,
        }
    )


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_rows_are_those_that_plain_filters_keep(selection: Selection, plain: Plain, data: st.DataObject) -> None:
    query = data.draw(queries(selection))
    match, wanted = selection.matcher.match(query), plain.rows(query)
    ids = pages.read_rows(selection.matcher, query.rows, match.rows, traced=False).iloc[:, 0]
    key = "paragraph_id" if query.rows == "paragraphs" else f"{query.rows[:-1]}_id"
    assert sorted(ids) == sorted(wanted[key])
    assert paragraph_ids(selection, match) == set(wanted["paragraph_id"])
    assert match.n_documents == wanted["doc_id"].nunique()
    page = pages.read_page(selection.matcher, match, 0, 30)
    assert page[key].tolist() == ids.tolist()[:30]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_count_is_what_a_click_would_give(selection: Selection, plain: Plain, data: st.DataObject) -> None:
    query = data.draw(queries(selection))
    match = selection.matcher.match(query)
    facet = data.draw(st.sampled_from(COUNTED))
    for value, _, count in selection.matcher.values(match, facet, top=6):
        if facet in query.every:
            wanted = sum(value in plain.held[p][facet] for p in set(plain.rows(query)["paragraph_id"]))
        else:
            alone = query.with_(facet, (value, value) if facet == "years" else (value,))
            wanted = plain.rows(alone)["paragraph_id"].nunique()
        assert count == wanted, (facet, value)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_aggregates_add_up(selection: Selection, corpus: r2p.Corpus, data: st.DataObject) -> None:
    matcher, query = selection.matcher, data.draw(queries(selection))
    match = matcher.match(query)
    ids = paragraph_ids(selection, match)
    strip = aggregates.count_strip(matcher, match, bins=50)
    assert strip["matched"].sum() == match.n_paragraphs and strip["total"].sum() == matcher.size
    assert (strip["matched"] <= strip["total"]).all() and len(strip) <= 55
    here = r2p.Corpus(
        {**corpus.tables, "mentions": corpus.mentions[corpus.mentions["paragraph_id"].isin(ids)]}, {}
    ).cooccurrence()
    pairs = aggregates.count_pairs(matcher, match, top=10_000)
    for actor in pairs["source"].head(3):
        mine = pairs[(pairs["source"] == actor) | (pairs["target"] == actor)]
        found = aggregates.count_pairs(matcher, match, top=2, actor=actor)
        assert found["weight"].tolist() == mine["weight"].tolist()[:2]
        assert found["tied"].tolist() == [int((mine["weight"] == n).sum()) - 1 for n in found["weight"]]
    assert dict(zip(zip(pairs["source"], pairs["target"], strict=True), pairs["weight"], strict=True)) == dict(
        zip(zip(here["source"], here["target"], strict=True), here["weight"], strict=True)
    )
    if query.rows != "mentions":
        counted = aggregates.count_actors(matcher, match, top=10_000).set_index("actor_id")["mentions"]
        wanted = corpus.mentions.loc[corpus.mentions["paragraph_id"].isin(ids), "actor_id"].value_counts()
        assert counted.to_dict() == wanted.to_dict()
    if query.rows != "figures":
        figures = corpus.figures[corpus.figures["paragraph_id"].isin(ids)]
        counted_figures = aggregates.count_figures(matcher, match)
        assert counted_figures["figures"].sum() == len(figures)
        assert counted_figures["most"].max() == figures["value"].max() or figures.empty


def test_pairs_made_a_few_paragraphs_at_a_time_are_those_made_at_once(
    corpus: r2p.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = Selection(corpus, {"rows": "paragraphs"})
    wanted = aggregates.count_pairs(at_once.matcher, at_once.match)
    monkeypatch.setattr(aggregates, "_AT_A_TIME", 50)
    by_few = Selection(corpus, {"rows": "paragraphs"})
    pd.testing.assert_frame_equal(aggregates.count_pairs(by_few.matcher, by_few.match), wanted)


@given(st.lists(st.booleans(), max_size=30))
def test_rows_are_numbered_as_if_those_left_out_were_counted(body: list[bool]) -> None:
    numbers = [number for number, kept in enumerate(body) if kept]
    rows = Rows(np.empty(0, dtype=np.int8), np.flatnonzero(~np.array(body, dtype=np.bool_)))
    assert rows.number(np.arange(len(numbers))).tolist() == numbers
    assert [rows.place(number) for number in range(len(body))] == [
        numbers.index(number) if kept else None for number, kept in enumerate(body)
    ]


def test_counts_follow_the_other_filters_only(selection: Selection) -> None:
    euros = selection.matcher.facets(Query(units=("EUR",)))
    assert {value.value for value in euros["units"]} > {"EUR"}
    assert [(value.value, value.count) for value in euros["figure_kinds"]] == [("money", 2)]


def test_searched_rows_come_ranked(selection: Selection) -> None:
    match = selection.matcher.match(Query(rows="paragraphs", text="technologie"))
    assert match.scores is not None and (np.diff(match.scores) <= 0).all() and match.n_rows > 3


def test_every_asks_for_actors_named_together(corpus: r2p.Corpus) -> None:
    selection = Selection(corpus, {"rows": "paragraphs", "actors": ["onu", "union-africaine"], "every": ["actors"]})
    together = corpus.mentions.groupby("paragraph_id")["actor_id"].agg(set)
    wanted = sum({"onu", "union-africaine"} <= named for named in together)
    assert selection.match.n_rows == wanted > 0
    assert " and " in selection.summary


# ---- the model ----


def test_the_sentence_says_what_is_shown(corpus: r2p.Corpus) -> None:
    selection = Selection(corpus, {"rows": "figures", "units": ["EUR"]})
    assert selection.summary.startswith("3 figures in 2 of ") and "1 document, with figures in EUR" in selection.summary
    selection.query = selection.query.with_("text", "euros")
    assert selection.summary.endswith("with figures in EUR and holding « euros »")


def test_nothing_found_names_the_filter_to_lift_and_what_it_would_give(corpus: r2p.Corpus) -> None:
    selection = Selection(corpus, {"rows": "figures", "units": ["EUR"], "genres": ["press_article"], "text": "euros"})
    without = {
        chip.facet: selection.matcher.match(selection.query.without(chip.facet)).n_rows for chip in selection.chips
    }
    best = max(without, key=lambda facet: without[facet])
    assert without[best] > 0
    assert selection.summary.startswith("No figures") and f"{without[best]} figures" in selection.summary
    assert "without the filter on" in selection.summary
    assert selection.rows.empty and "citation" in selection.rows


def test_nothing_found_by_two_filters_says_to_clear_them(corpus: r2p.Corpus) -> None:
    selection = Selection(corpus, {"text": "zzz", "actors": ["nobody"]})
    assert "clear the filters" in selection.summary


def test_values_that_the_corpus_has_not_are_told(corpus: r2p.Corpus) -> None:
    selection = Selection(corpus, {"units": ["EUR", "XYZ"]})
    assert selection.unknown == ["no unit 'XYZ' in this corpus"]
    assert selection.match.n_rows == 3 and [chip.value for chip in selection.chips] == ["EUR", "XYZ"]


def test_chips_bear_names_that_a_reader_knows(corpus: r2p.Corpus) -> None:
    selection = Selection(corpus, {"actors": ["union-africaine"], "themes": ["early_warning"]})
    assert [chip.label for chip in selection.chips] == [
        "Union africaine / African Union (UA)",
        "alerte rapide / early warning",
    ]


def test_subscribers_are_told_once_and_one_failure_stops_no_other(corpus: r2p.Corpus) -> None:
    told: list[str] = []
    errors: list[Exception] = []
    selection = Selection(corpus, on_error=errors.append)
    selection.subscribe(lambda s: 1 / 0)
    stop = selection.subscribe(lambda s: told.append(s.summary))
    selection.query = Query(units=("EUR",))
    selection.query = Query(units=("EUR",))
    assert len(told) == 1 and told[0].startswith("3 figures")
    assert [type(error) for error in errors] == [ZeroDivisionError]
    stop()
    stop()
    selection.query = Query()
    assert len(told) == 1


def test_without_anybody_to_tell_an_error_is_raised_when_all_have_been_told(corpus: r2p.Corpus) -> None:
    told: list[int] = []
    selection = Selection(corpus)
    selection.subscribe(lambda s: 1 / 0)
    selection.subscribe(lambda s: told.append(s.match.n_rows))
    with pytest.raises(ZeroDivisionError):
        selection.query = Query(units=("EUR",))
    assert told == [3]


def test_a_faulty_search_changes_nothing(corpus: r2p.Corpus) -> None:
    told: list[int] = []
    selection = Selection(corpus, {"units": ["EUR"]})
    selection.subscribe(lambda s: told.append(1))
    with pytest.raises(R2PDataError, match="character 6"):
        selection.query = selection.query.with_("text", "paix ET")
    assert selection.query == Query(units=("EUR",)) and selection.match.n_rows == 3 and told == []


def test_opening_a_row_computes_nothing_anew(corpus: r2p.Corpus) -> None:
    selection = Selection(corpus, {"units": ["EUR"]})
    match, rows = selection.match, selection.rows
    selection.query = selection.query.with_("chosen", rows["figure_id"].iloc[1])
    assert selection.rows is rows and selection.match == replace(match, query=selection.query)


def test_rows_carry_names_and_citations_as_the_corpus_gives_them(corpus: r2p.Corpus) -> None:
    for rows in ROW_KINDS:
        found = Selection(corpus, {"rows": rows, "text": "paix"}).rows
        assert found["citation"].tolist() == [corpus.cite(row) for _, row in found.iterrows()]
        assert found["document"].notna().all() and found["score"].gt(0).all()
        table = corpus.themes if rows == "themes" else corpus.read(rows)
        assert list(found.columns[: len(table.columns)]) == list(table.columns)
    named = Selection(corpus, {"rows": "mentions", "actor_types": ["state"]}).rows
    assert set(named["type"]) == {"state"} and named["name_fr"].notna().all()


def test_the_concordance_shows_words_in_their_text(corpus: r2p.Corpus) -> None:
    selection = Selection(corpus, {"rows": "paragraphs", "text": "technolog*"})
    found = pages.read_concordance(selection.matcher, selection.match, 0, 10)
    texts = corpus.paragraphs.set_index("paragraph_id")["text"]
    assert len(found) >= 10 and found["keyword"].str.lower().str.startswith("technolog").all()
    assert [texts[r.paragraph_id][r.start : r.end] for r in found.itertuples()] == found["keyword"].tolist()


def test_a_lazily_opened_corpus_answers_as_one_in_memory(corpus: r2p.Corpus, tmp_path: Path) -> None:
    corpus.save(tmp_path / "saved")
    opened = r2p.open_corpus(tmp_path / "saved")
    for query in ({"rows": "themes", "text": "paix"}, {"rows": "mentions", "actors": ["onu"]}, {"years": [2010, 2016]}):
        here, there = Selection(corpus, query), Selection(opened, query)
        assert there.summary == here.summary and there.facets == here.facets
        pd.testing.assert_frame_equal(there.rows, here.rows)


def test_a_corpus_without_documents_words_or_rows_is_no_fault(tmp_path: Any) -> None:
    (tmp_path / "x.txt").write_text("Bonjour.\n", encoding="utf-8")
    selection = Selection(r2p.load_corpus(tmp_path / "x.txt"))
    for rows in ROW_KINDS:
        selection.query = Query(rows=rows, text="zzz")
        assert selection.rows.empty and selection.summary.startswith("No ")
        selection.query = Query(rows=rows)
        for aggregate in (
            aggregates.count_strip,
            aggregates.count_actors,
            aggregates.count_pairs,
            aggregates.count_years,
            aggregates.count_figures,
        ):
            aggregate(selection.matcher, selection.match)
        assert isinstance(selection.facets, dict)

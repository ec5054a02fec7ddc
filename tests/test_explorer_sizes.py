"""The explorer on corpora that are large, or opened lazily: what it reads, what it sends, what it offers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from comm import DummyComm
from jupyter_client.session import json_packer

import r2p_data as r2p
from r2p_data.charts.strip import MOST_ROWS
from r2p_data.explore import Explorer, Selection, explore
from r2p_data.explore.query import ROW_KINDS
from r2p_data.explore.reading import place_row
from r2p_data.explore.shelf import Shelf
from r2p_data.explore.views import StripView
from r2p_data.store import pieces

QUERIES: list[dict[str, Any]] = [
    {"rows": "figures"},
    {"rows": "mentions", "actors": ["onu"], "text": "paix"},
    {"rows": "themes", "kinds": ["paragraph"]},
    {"rows": "paragraphs", "years": [2005, 2014]},
    {"rows": "references", "actors": ["onu", "union-africaine"], "every": ["actors"]},
    {"rows": "dates", "text": "zzz"},
]
COPIES = 60
MOST_SENT = 1_000_000


def shown(explorer: Explorer) -> list[Any]:
    return [
        explorer.head.said,
        explorer.head.chips,
        explorer.facets.facets,
        *(view.chart.figure for view in explorer.views),
        explorer.lines.lines,
        explorer.grid.table.df.to_dict("list"),
        explorer.page.page,
    ]


@pytest.fixture
def lazy(corpus: r2p.Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> r2p.Corpus:
    """The corpus saved in three parts and opened."""
    monkeypatch.setattr(pieces, "DOCUMENTS_TOGETHER", 2)
    corpus.save(tmp_path / "saved")
    return r2p.open_corpus(tmp_path / "saved")


def test_a_corpus_opened_lazily_shows_in_all_views_what_one_in_memory_does(
    corpus: r2p.Corpus, lazy: r2p.Corpus
) -> None:
    here, there = explore(corpus), explore(lazy)
    for query in QUERIES:
        here.query = there.query = query
        for printed in (True, False):
            for explorer in (here, there):
                explorer.answer({"printed": printed})
            assert shown(there) == shown(here)
    pd.testing.assert_frame_equal(there.selection, here.selection)


def test_a_corpus_opened_lazily_is_never_read_whole(lazy: r2p.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Any, bool]] = []
    read = r2p.Corpus.read

    def note(self: r2p.Corpus, name: str, columns: Any = None, **few: Any) -> pd.DataFrame:
        asked.append((name, columns, any(value is not None for value in few.values())))
        return read(self, name, columns, **few)

    monkeypatch.setattr(r2p.Corpus, "read", note)
    explorer = explore(lazy)
    for query in QUERIES:
        explorer.query = query
    assert asked and [name for name, _, few in asked if not few] == []


@pytest.mark.parametrize("rows", ROW_KINDS)
def test_rows_of_a_corpus_opened_lazily_open_as_those_in_memory_do(
    corpus: r2p.Corpus, lazy: r2p.Corpus, rows: str
) -> None:
    here, there = explore(corpus, {"rows": rows}), explore(lazy, {"rows": rows})
    total = here.model.match.n_rows
    key = here.selection.columns[0]
    for at in (0, total // 2, total - 1):
        for asked in ({"row": at}, {"step": -1}, {"walk": 1}, {"line": 3}, {"paragraphs": [200, 210]}):
            for explorer in (here, there):
                explorer.answer(asked)
            assert there.page.page == here.page.page and there.query == here.query
        row_id = here.selection[key].iloc[at]
        there.query = {"rows": rows, "chosen": row_id}
        assert place_row(there.model) == at and there.model.rows[key].iloc[at] == row_id
    for style in ("un", "bibtex", "csl"):
        assert there.cite(style) == explore(corpus, there.query).cite(style)


@pytest.mark.parametrize("chosen", ["", "nothing", ":theme:1", "x:theme:y", "x:figure:1"])
@pytest.mark.parametrize("rows", ROW_KINDS)
def test_where_no_such_row_is_the_first_opens(lazy: r2p.Corpus, rows: str, chosen: str) -> None:
    assert place_row(Selection(lazy, {"rows": rows, "chosen": chosen})) == 0


def test_a_filter_takes_some_dozens_of_bytes_a_paragraph(corpus: r2p.Corpus) -> None:
    coding = explore(corpus).model.matcher.coding
    arrays = [coding.document, coding.above, coding.named, coding.values]
    arrays += [array for rows in coding.rows.values() for array in rows]
    for coded in coding.facets.values():
        arrays += [array for array in (coded.codes, coded.pairs, coded.rows) if array is not None]
    assert sum(array.nbytes for array in arrays) < 70 * len(coding.document)


@pytest.mark.parametrize("name", ["paragraphs", "mentions", "figures", "repairs"])
def test_a_shelf_reads_what_the_corpus_does(corpus: r2p.Corpus, name: str) -> None:
    shelf = Shelf(corpus, {}, {})
    doc_ids = corpus.documents["doc_id"].tolist()[1:3]
    pd.testing.assert_frame_equal(shelf.read(name, doc_ids=doc_ids), corpus.read(name, doc_ids=doc_ids))
    if name != "repairs":
        ids = [*corpus.paragraphs["paragraph_id"].tolist()[200:10:-7], "nowhere"]
        pd.testing.assert_frame_equal(shelf.read(name, paragraph_ids=ids), corpus.read(name, paragraph_ids=ids))
        columns = list(corpus.tables[name].columns[:3])
        near = corpus.read(name, columns, paragraph_ids=ids[:1]).to_dict("records")
        assert shelf.list_rows(name, columns, ids[0], doc_ids[0]) == near


# ---- many documents ----


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> r2p.Corpus:
    folder = tmp_path_factory.mktemp("many")
    for copy in range(COPIES):
        (folder / f"{copy:03}.txt").write_text(
            f"Rapport numéro {copy}\n\n1. Le Mali a versé {copy + 2} millions d’euros en {1950 + copy}.\n\n"
            f"2. L’Union africaine et l’ONU ont réuni {copy + 3} pays, selon la résolution {1300 + copy} (2009).\n",
            encoding="utf-8",
        )
    return r2p.load_corpus(folder)


@pytest.fixture
def wide(many: r2p.Corpus) -> Explorer:
    return explore(many)


def facet(explorer: Explorer, name: str) -> dict[str, Any]:
    return dict(next(facet for facet in explorer.facets.facets if facet["name"] == name))


def test_of_many_values_the_first_are_sent_and_all_are_found(wide: Explorer) -> None:
    documents = facet(wide, "documents")
    assert documents["total"] == COPIES and documents["values"][0][2] >= documents["values"][-1][2] > 0
    wide.answer({"find": ["documents", "numero 57"]})
    [(doc_id, label, count)] = facet(wide, "documents")["values"]
    assert "57" in label and count > 0
    wide.answer({"toggle": ["documents", doc_id]})
    assert wide.model.match.n_documents == 1
    wide.answer({"find": ["documents", ""]})
    assert len(facet(wide, "documents")["values"]) >= COPIES - 1 and facet(wide, "documents")["values"][0][0] == doc_id
    wide.answer({"clear": True})
    assert wide.model.match.n_documents == COPIES


def test_a_strip_of_many_documents_holds_each_and_leads_to_it(wide: Explorer) -> None:
    strip = next(view for view in wide.views if isinstance(view, StripView))
    assert COPIES > MOST_ROWS and strip.bins["doc_ids"].explode().nunique() == COPIES
    [bars] = strip.chart.marks
    assert len(bars["x"]) == len(strip.bins) == len({*zip(bars["y"], bars["base"], strict=True)})
    assert all(0 <= base < base + across <= 100.1 for base, across in zip(bars["base"], bars["x"], strict=True))
    last = len(strip.bins) - 1
    strip._click(0, last)
    assert wide.page.place is not None and wide.model.matcher.doc_id(wide.page.place) in strip.bins["doc_ids"][last]


def test_the_first_search_tells_how_far_it_has_come(many: r2p.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("r2p_data.explore.matching._TOLD", 50)
    explorer, told = explore(many), []
    explorer.head.observe(lambda change: told.append(change["new"]), "doing")
    explorer.query = {"text": "Mali"}
    assert len(told) > 3 and told[0].endswith("0% of the texts are read") and told[-1] == explorer.head.doing == ""


# ---- what is sent ----


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many bytes widgets sent since one last asked."""
    sizes: list[int] = []

    def publish(_: Any, __: str, data: Any = None, *args: Any, buffers: Any = None, **___: Any) -> None:
        sizes.append(len(json_packer(data)) + sum(map(len, buffers or ())))

    monkeypatch.setattr(DummyComm, "publish_msg", publish)

    def take() -> int:
        total = sum(sizes)
        sizes.clear()
        return total

    return take


@pytest.mark.parametrize("name", ["corpus", "many"])
def test_a_change_sends_little_and_never_the_frames_again(
    name: str, request: pytest.FixtureRequest, sent: Callable[[], int]
) -> None:
    explorer = explore(request.getfixturevalue(name))
    assert sent() > 100_000, "the styles, the scripts and the frames were sent"
    sizes = []
    for rows in ROW_KINDS:
        for query in ({"rows": rows}, {"rows": rows, "actors": ["onu"]}, {"rows": rows, "text": "union"}):
            explorer.query = query
            sizes.append(sent())
    assert 1_000 < max(sizes) < MOST_SENT / 2
    explorer.query = {**explorer.query, "chosen": "nothing"}
    assert sent() < 50_000


# ---- what is not there ----


def test_what_a_query_asks_for_in_vain_is_told(corpus: r2p.Corpus) -> None:
    explorer = explore(corpus, {"rows": "figures", "units": ["EUR", "XYZ"], "actors": ["nobody-at-all"]})
    assert "There is no actor 'nobody-at-all' in this corpus." in explorer.head.hint
    assert "There is no unit 'XYZ' in this corpus." in explorer.head.hint
    assert "ithout the filter on actors you would see" in explorer.head.hint
    assert "no unit 'XYZ' in this corpus" in repr(explorer)
    assert {chip[2] for chip in explorer.head.chips} == {"nobody-at-all", "EUR", "XYZ"}
    explorer.answer({"remove": ["actors", "nobody-at-all"]})
    assert explorer.model.match.n_rows == 3 and "XYZ" in explorer.head.hint


def test_a_changed_file_of_themes_changes_the_charts(corpus: r2p.Corpus, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    theme = '[[theme]]\nid = "t"\nname_fr = "{0}"\nname_en = "{0}"\n[theme.terms]\n"{0}*" = "{0}s"\n'
    drawn = []
    for word in ("formation", "technologie"):
        file.write_text(theme.format(word), encoding="utf-8")
        explorer = explore(corpus, {"rows": "themes", "themes": ["t"]}, themes=file)
        assert explorer.selection["surface"].str.lower().str.startswith(word).all() and len(explorer.selection) > 3
        assert f"on {word} / {word}" in explorer.head.said
        drawn.append([view.chart.figure for view in explorer.views])
    assert all(one != other for one, other in zip(*drawn, strict=True))


def test_a_faulty_file_of_themes_is_refused_by_name(corpus: r2p.Corpus, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[[theme]]\nid = 1\n", encoding="utf-8")
    with pytest.raises(r2p.errors.R2PDataError, match=r"bad\.toml"):
        Selection(corpus, themes=tmp_path / "bad.toml")
